from __future__ import annotations

import pytest

from hosts import findings_in, main

REGISTRY = "npm" + "js.org"
ASSISTANT = "cop" + "ilot"
HOME = "/ho" + "me/li/duan"


def said(line: str, path: str = "docs/a.md") -> list[str]:
    return [finding.message for finding in findings_in(path, line)]


def test_a_package_registry_is_a_finding_wherever_it_stands():
    assert said(f"registry=https://registry.{REGISTRY}/") == [
        f"a package registry's address: `{REGISTRY}`"
    ]
    mirror = "mirrors" + ".example.edu.cn"
    assert said(f"index-url = https://{mirror}/simple") == [
        f"a package registry's address: `{mirror}`"
    ]


@pytest.mark.parametrize("path", [HOME, "/ro" + "ot/x", "/Us" + "ers/li/x", "/wo" + "rk/main"])
def test_a_path_of_one_machine_is_a_finding(path):
    assert [message.split(":")[0] for message in said(f"open('{path}')")] == [
        "a path of one machine"
    ]


@pytest.mark.parametrize(
    "text",
    ["/usr/bin/chromium", "GET /api/work/orders", "web/home/start", "https://duan.cn/home/a", "~/home/x"],
)  # fmt: skip
def test_system_paths_addresses_and_routes_are_not(text):
    assert said(text) == []


def test_the_name_of_an_assistant_is_a_finding_but_not_inside_a_word():
    assert said(f"written with {ASSISTANT}") == [f"the name of a coding assistant: `{ASSISTANT}`"]
    assert said(f"the {ASSISTANT}s of an aircraft") == []


def test_a_line_may_say_why_it_keeps_the_text():
    assert said(f"{HOME}  # hosts: the example in the manual") == []
    assert len(said(f"{HOME}  # hosts: x")) == 1


def test_a_lock_file_keeps_funding_notes_but_no_download_address():
    assert said(f'  "url": "https://{REGISTRY}/fund"', "web/package-lock.json") == []
    assert len(said(f'  "resolved": "https://{REGISTRY}/a.tgz"', "web/package-lock.json")) == 1


def test_binary_and_ignored_files_are_left_alone(checkout, capsys):
    root = checkout(
        {
            "picture.png": b"\0" + REGISTRY.encode(),
            "var/log": REGISTRY,
            ".gitignore": "var/\n",
            "new.md": REGISTRY,
        }
    )
    assert main(root) == 1
    assert capsys.readouterr().out == (
        f"new.md:1: hosts a package registry's address: `{REGISTRY}`\n"
    )
