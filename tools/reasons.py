"""Every exception to a rule carries its reason.

* an import inside a function: `# inline: breaks the circle at start-up`
* a silenced lint: `# noqa: S608 - identifiers come from the model`, never a bare `# noqa`
* a silenced type: `# type: ignore[arg-type]  # - the stub lacks this overload`
* TypeScript: `// @ts-expect-error - reason`, `biome-ignore lint/…: reason`; never `@ts-ignore`
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

INLINE = re.compile(r"#\s*inline:(?P<reason>[^#]*)")
NOQA = re.compile(
    r"#\s*noqa\b(?P<codes>:\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?(?P<rest>[^#]*)", re.IGNORECASE
)
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[^\]]+\])?(?P<rest>.*)")
TS_SILENCE = re.compile(r"@ts-(?P<kind>ignore|nocheck|expect-error)(?P<rest>.*)")
BIOME = re.compile(r"biome-ignore(?:-\w+)?\s+[\w/]+:?(?P<rest>.*)")
SEPARATORS = " \t#-–—:"


def python_findings(path: str, text: str) -> list[Finding]:
    said = comments(text)
    found = [f for line, comment in said.items() for f in _silences(path, line, comment)]
    for node in _inline_imports(ast.parse(text)):
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        match = next((m for line in lines if (m := INLINE.search(said.get(line, "")))), None)
        if match is None or not is_a_reason(match["reason"]):
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


def _silences(path: str, line: int, comment: str) -> Iterator[Finding]:
    for name, pattern in (("noqa", NOQA), ("type: ignore", IGNORE)):
        match = pattern.search(comment)
        if match is None:
            continue
        if not match["codes"]:
            yield Finding(path, line, "reason", f"`# {name}` names no rule")
        elif not is_a_reason(match["rest"].strip(SEPARATORS)):
            yield Finding(path, line, "reason", f"`# {name}` has no reason after its code")


def _inline_imports(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    seen = {
        node.lineno: node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    yield from seen.values()


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
