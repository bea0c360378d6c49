from __future__ import annotations

import pytest

from reasons import python_findings, typescript_findings


def said(text: str) -> list[str]:
    return [str(finding) for finding in python_findings("a.py", text)]


def inside(line: str) -> str:
    return f"def f():\n    {line}\n"


@pytest.mark.parametrize(
    "line",
    [
        "import csv  # inline: only the importer needs it",
        "from duan.core.access import commands  # inline: 应用就绪后才有模型",
        "from a import (  # inline: models exist only then\n        b,\n    )",
    ],
)
def test_an_inline_import_with_a_reason_passes(line):
    assert said(inside(line)) == []


@pytest.mark.parametrize("line", ["import csv", "import csv  # inline:", "import csv  # inline: x"])
def test_an_inline_import_without_one_is_a_finding(line):
    assert said(inside(line)) == [
        "a.py:2: reason an import inside a function needs `# inline: <reason>`"
    ]


def test_imports_at_the_top_and_under_type_checking_need_no_reason():
    assert said("import csv\nif TYPE_CHECKING:\n    import json\n") == []


def test_same_repeats_a_reason_given_before_and_only_then():
    first = "import csv  # inline: only the importer needs it"
    assert said(f"def f():\n    {first}\n    import json  # inline: same\n") == []
    assert len(said(inside("import json  # inline: same"))) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: S608 - identifiers come from the model",
        "# noqa: S608, E501 - identifiers come from the model",
        "# type: ignore[arg-type]  # - the stub lacks this overload",
        "# type: ignore[arg-type]  # the stub lacks this overload",
        "# type: ignore[arg-type]  # noqa: S608 - names come from the model",
        "# noqa: S608  # type: ignore[arg-type]  # - names come from the model",
        "# noqa: F401  # inline: fills the registry",
    ],
)
def test_a_silence_with_code_and_reason_passes(comment):
    assert said(f"x = 1  {comment}\n") == []


@pytest.mark.parametrize(
    ("comment", "complaint"),
    [
        ("# noqa", "`# noqa` names no rule"),
        ("# NOQA - because we must", "`# noqa` names no rule"),
        ("# noqa: S608", "`# noqa` has no reason after its code"),
        ("# noqa: S608  # inline:", "`# noqa` has no reason after its code"),
        ("# noqa: S608 - x", "`# noqa` has no reason after its code"),
        ("# type: ignore", "`# type: ignore` names no rule"),
        ("# type: ignore[misc]", "`# type: ignore` has no reason after its code"),
    ],
)
def test_a_silence_that_lacks_either_is_a_finding(comment, complaint):
    assert said(f"x = 1  {comment}\n") == [f"a.py:1: reason {complaint}"]


def test_a_silence_inside_a_string_is_text():
    assert said('x = "# noqa"\n') == []


def test_typescript_silences_need_reasons_too():
    text = """\
// @ts-expect-error - the library's types lag behind
// @ts-expect-error
// @ts-ignore - because we must
// biome-ignore lint/a11y/useKeyWithClickEvents: the row has its own button
{/* biome-ignore lint/suspicious/noArrayIndexKey: */}
"""
    assert [str(finding) for finding in typescript_findings("a.tsx", text)] == [
        "a.tsx:2: reason `@ts-expect-error` has no reason",
        "a.tsx:3: reason `@ts-ignore` hides later errors: use `@ts-expect-error`",
        "a.tsx:5: reason `biome-ignore` has no reason",
    ]
