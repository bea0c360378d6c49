from __future__ import annotations

import pytest

from sizes import CLASS, FILE, FUNCTION, MODULE, file_findings, main, module_findings


def function(lines: int, comment: str = "") -> str:
    """A function of exactly so many lines."""
    return f"def visit():{comment}\n" + "    pass\n" * (lines - 1)


def said(path: str, text: str) -> list[str]:
    return [str(finding) for finding in file_findings(path, text)]


def test_what_fills_its_limit_exactly_passes():
    assert said("a.py", "x = 1\n" * FILE) == []
    assert said("a.py", function(FUNCTION)) == []
    assert said("a.py", "class A:\n" + "    x = 1\n" * (CLASS - 1)) == []


def test_one_line_more_is_a_finding_with_name_and_length():
    assert said("a.py", "x = 1\n" * 401) == ["a.py:1: size file has 401 lines, at most 400"]
    assert said("a.py", function(51)) == ["a.py:1: size function visit has 51 lines, at most 50"]
    assert said("a.py", "\nclass A:\n" + "    x = 1\n" * 200) == [
        "a.py:2: size class A has 201 lines, at most 200"
    ]


def test_a_method_is_measured_like_a_function():
    method = "class A:\n    async def go(self):\n" + "        pass\n" * 50
    assert said("a.py", method) == ["a.py:2: size function go has 51 lines, at most 50"]


def test_a_reason_on_the_signature_excuses():
    assert said("a.py", function(60, "  # size: one state table, unreadable when split")) == []
    assert said("a.py", "# size: vectors of the standard, one list\n" + "x = 1\n" * 500) == []


def test_typescript_files_are_measured_and_excused_too():
    assert said("a.tsx", "let a = 1;\n" * 401) == ["a.tsx:1: size file has 401 lines, at most 400"]
    assert said("a.tsx", "// size: icons drawn by hand\n" + "let a = 1;\n" * 401) == []


@pytest.mark.parametrize("reason", ["", " big", " x y"])
def test_a_reason_that_says_nothing_does_not_excuse(reason):
    assert said("a.py", function(60, f"  # size:{reason}")) == [
        "a.py:1: size function visit: `size:` without a reason"
    ]


def test_an_excuse_that_is_no_longer_needed_is_a_finding():
    assert said("a.py", function(3, "  # size: one state table, unreadable when split")) == [
        "a.py:1: size function visit has 3 lines, `size:` is not needed"
    ]


def test_talking_about_the_excuse_in_a_docstring_is_not_one():
    assert said("a.py", '"""Write `# size: reason` there."""\n') == []


def test_a_module_of_many_files_is_measured_as_one():
    files = [(f"src/duan/trade/field/{n}.py", "x = 1\n" * 300) for n in range(17)]
    assert [str(finding) for finding in module_findings(files)] == [
        "src/duan/trade/field:1: size module has 5100 lines, at most 5000: split it"
    ]
    assert module_findings([("src/duan/trade/field/a.py", "x = 1\n" * MODULE)]) == []


def test_migrations_and_generated_files_are_not_measured(checkout, capsys):
    long = "let a = 1;\n" * 500
    root = checkout(
        {
            "src/duan/trade/field/migrations/0001_initial.py": "x = 1\n" * 500,
            "web/packages/api/schema.ts": "// Generated from the OpenAPI file; do not edit.\n"
            + long,
            "web/packages/api/client.ts": long,
        }
    )
    assert main(root) == 1
    assert capsys.readouterr().out == (
        "web/packages/api/client.ts:1: size file has 500 lines, at most 400\n"
    )
