from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import prepare

ROOT = Path(prepare.ROOT)
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


@pytest.fixture
def web(tmp_path: Path) -> Path:
    for name in ("apps/office/main.tsx", "package.json", "node_modules/a/index.ts", "dist/a.css"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_the_digest_depends_on_names_and_contents_only(tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("1")
    two.write_text("2")
    before = prepare.digest([one, two], root=tmp_path)
    assert prepare.digest([two, one], root=tmp_path) == before
    one.write_text("1")
    assert prepare.digest([one, two], root=tmp_path) == before
    one.write_text("2")
    two.write_text("1")
    assert prepare.digest([one, two], root=tmp_path) != before
    assert prepare.digest([one], "x", root=tmp_path) != prepare.digest([one], root=tmp_path)


def test_the_web_is_built_from_its_sources_not_from_packages_or_output(web):
    found = [path.relative_to(web).as_posix() for path in prepare.web_sources(web)]
    assert sorted(found) == ["apps/office/main.tsx", "package.json"]


def test_a_step_says_how_it_went(capfd):
    prepare.step("数到三", sys.executable, "-c", "print(3)")
    assert re.fullmatch(r"▸ 数到三 …\n3\n✓ 数到三（\d\.\d 秒）\n", capfd.readouterr().out)


def test_a_long_step_says_that_it_lives(capfd, monkeypatch):
    monkeypatch.setattr(prepare, "STILL_RUNNING", 0.2)
    prepare.step("等待", sys.executable, "-c", "import time; time.sleep(0.5)")
    assert "  … 等待：已用 0 秒\n" in capfd.readouterr().out


def test_a_failed_step_names_itself_its_command_and_what_to_do():
    with pytest.raises(prepare.Unprepared) as failure:
        prepare.step("安装", "false", hint="请检查网络后重试。")
    assert str(failure.value) == "安装失败（退出码 1）：false\n  请检查网络后重试。"


def test_every_cache_lies_inside_the_checkout():
    moved = {
        key: value
        for key, value in prepare.environment().items()
        if value.startswith(str(prepare.CACHE))
    }
    assert set(moved) >= {"PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache", "XDG_CACHE_HOME"}


def test_the_locks_agree_so_one_environment_serves_both_commands():
    run, dev, boot = (
        pins(lock) for lock in ("requirements.lock", "requirements-dev.lock", prepare.BOOT)
    )
    assert run.items() <= dev.items()
    shared = boot.keys() & dev.keys()
    assert {name: boot[name] for name in shared} == {name: dev[name] for name in shared}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", prepare.BOOT])
def test_every_locked_package_has_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
