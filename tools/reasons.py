"""Every exception to a rule carries its reason.

* an import inside a function: `# inline: breaks the circle at start-up`
* a silenced lint: `# noqa: S608 - identifiers come from the model`, never a bare `# noqa`
* a silenced type: `# type: ignore[arg-type]  # - the stub lacks this overload`
* TypeScript: `// @ts-expect-error - reason`, `biome-ignore lint/…: reason`; never `@ts-ignore`

Two exceptions on one line may share a reason: `# noqa: F401  # inline: fills the registry`.
`same` stands for the reason of the same kind further up in the file.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from findings import ROOT, Finding, comments, is_a_reason, project_files, python_files, report

if TYPE_CHECKING:
    from collections.abc import Iterator

CODES = r"[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*"
KINDS = {
    "inline": re.compile(r"#\s*inline:(?P<rest>.*)"),
    "noqa": re.compile(rf"#\s*noqa\b(?::\s*(?P<codes>{CODES}))?(?P<rest>.*)", re.IGNORECASE),
    "type: ignore": re.compile(r"#\s*type:\s*ignore(?P<codes>\[[^\]]+\])?(?P<rest>.*)"),
}
MARKS = re.compile(rf"#\s*(?:inline:|noqa:\s*{CODES}|type:\s*ignore\[[^\]]*\])")
TS_SILENCE = re.compile(r"@ts-(?P<kind>ignore|nocheck|expect-error)(?P<rest>.*)")
BIOME = re.compile(r"biome-ignore(?:-\w+)?\s+[\w/]+:?(?P<rest>.*)")
SEPARATORS = " \t#-–—:"


def python_findings(path: str, text: str) -> list[Finding]:
    said = comments(text)
    reasoned = {kind: _lines_with_a_reason(pattern, said) for kind, pattern in KINDS.items()}
    found = [
        Finding(path, line, "reason", message)
        for line, comment in said.items()
        for message in _silences(line, comment, reasoned)
    ]
    for node in _inline_imports(ast.parse(text)):
        if not reasoned["inline"] & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)):
            message = "an import inside a function needs `# inline: <reason>`"
            found.append(Finding(path, node.lineno, "reason", message))
    return found


def typescript_findings(path: str, text: str) -> list[Finding]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if match := TS_SILENCE.search(line):
            if match["kind"] != "expect-error":
                message = f"`@ts-{match['kind']}` hides later errors: use `@ts-expect-error`"
                found.append(Finding(path, number, "reason", message))
            elif not is_a_reason(match["rest"].strip(SEPARATORS)):
                found.append(Finding(path, number, "reason", "`@ts-expect-error` has no reason"))
        if (match := BIOME.search(line)) and not is_a_reason(match["rest"].strip(" */}")):
            found.append(Finding(path, number, "reason", "`biome-ignore` has no reason"))
    return found


def _lines_with_a_reason(pattern: re.Pattern[str], said: dict[int, str]) -> set[int]:
    """Lines whose comment of this kind gives a reason, or `same` after one that does."""
    lines: set[int] = set()
    for line, comment in sorted(said.items()):
        if match := pattern.search(comment):
            reason = MARKS.sub("", match["rest"]).strip(SEPARATORS)
            if is_a_reason(reason) or (lines and reason == "same"):
                lines.add(line)
    return lines


def _silences(line: int, comment: str, reasoned: dict[str, set[int]]) -> Iterator[str]:
    for kind in ("noqa", "type: ignore"):
        match = KINDS[kind].search(comment)
        if match and not match["codes"]:
            yield f"`# {kind}` names no rule"
        elif match and line not in reasoned[kind]:
            yield f"`# {kind}` has no reason after its code"


def _inline_imports(tree: ast.Module) -> list[ast.Import | ast.ImportFrom]:
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    by_line = {
        node.lineno: node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return list(by_line.values())


def main(root: Path = ROOT) -> int:
    found = [
        finding
        for path, text in python_files("src", "tests", "tools", "bench", root=root)
        for finding in python_findings(path, text)
    ]
    for path in project_files(root):
        if path.suffix in {".ts", ".tsx"}:
            relative = path.relative_to(root).as_posix()
            found += typescript_findings(relative, path.read_text(encoding="utf-8"))
    return report(found)


if __name__ == "__main__":
    sys.exit(main())
