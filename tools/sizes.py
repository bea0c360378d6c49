"""Sizes of the house: file ≤ 400 lines, function ≤ 50, class ≤ 200, module ≤ 5,000.

An exception stands behind the `def` or `class`, or in the first five lines of a file, and says why:
`# size: one state table, unreadable when split` (`// size:` in TypeScript). A reason that is no
longer needed is a finding too. Left out: migrations, and files that say "do not edit" at their top.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from findings import ROOT, Finding, comments, is_a_reason, project_files, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILE, FUNCTION, CLASS, MODULE = 400, 50, 200, 5_000
HEAD = 5
TOPS = ("src", "tests", "tools", "bench", "web")
SUFFIXES = (".py", ".ts", ".tsx", ".mjs", ".cjs")
GENERATED = ("migrations", "generated", "dist", "node_modules")
WRITTEN_BY_A_TOOL = "do not edit"
EXCUSE = re.compile(r"#\s*size:(?P<reason>[^#]*)")
FILE_EXCUSE = re.compile(r"^(?:#|//)\s*size:(?P<reason>.*)")

Sized = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def file_findings(path: str, text: str) -> list[Finding]:
    """Findings about one file: its own length and, for Python, its functions and classes."""
    lines = text.splitlines()
    head = next((m for line in lines[:HEAD] if (m := FILE_EXCUSE.match(line))), None)
    excuse = head["reason"] if head else None
    found = list(_judge(path, 1, "file", len(lines), FILE, excuse))
    if path.endswith(".py"):
        said = comments(text)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Sized):
                found += _node_findings(path, node, said)
    return found


def module_findings(files: Iterable[tuple[str, str]]) -> list[Finding]:
    """A module is `src/duan/<ring>/<module>`; past 5,000 lines it is split."""
    lines: Counter[str] = Counter()
    for path, text in files:
        parts = path.split("/")
        if parts[:2] == ["src", "duan"] and len(parts) > 4:  # noqa: PLR2004 - src, duan, ring, module, file
            lines["/".join(parts[:4])] += text.count("\n")
    return [
        Finding(name, 1, "size", f"module has {count} lines, at most {MODULE}: split it")
        for name, count in lines.items()
        if count > MODULE
    ]


def _node_findings(path: str, node: Sized, said: dict[int, str]) -> Iterator[Finding]:
    kind, limit = ("class", CLASS) if isinstance(node, ast.ClassDef) else ("function", FUNCTION)
    signature = range(node.lineno, node.body[0].lineno + 1)
    match = next((m for line in signature if (m := EXCUSE.search(said.get(line, "")))), None)
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    excuse = match["reason"] if match else None
    return _judge(path, node.lineno, f"{kind} {node.name}", length, limit, excuse)


def _judge(
    path: str, line: int, what: str, length: int, limit: int, excuse: str | None
) -> Iterator[Finding]:
    if excuse is not None and not is_a_reason(excuse):
        yield Finding(path, line, "size", f"{what}: `size:` without a reason")
    elif excuse is not None and length <= limit:
        yield Finding(path, line, "size", f"{what} has {length} lines, `size:` is not needed")
    elif excuse is None and length > limit:
        yield Finding(path, line, "size", f"{what} has {length} lines, at most {limit}")


def _ours(root: Path) -> Iterator[tuple[str, str]]:
    for path in project_files(root):
        relative = path.relative_to(root)
        measured = relative.parts[0] in TOPS and path.suffix in SUFFIXES
        if measured and not set(GENERATED) & set(relative.parts):
            text = path.read_text(encoding="utf-8")
            if WRITTEN_BY_A_TOOL not in "".join(text.splitlines()[:HEAD]):
                yield relative.as_posix(), text


def main(root: Path = ROOT) -> int:
    files = list(_ours(root))
    found = [finding for path, text in files for finding in file_findings(path, text)]
    return report(found + module_findings(files))


if __name__ == "__main__":
    sys.exit(main())
