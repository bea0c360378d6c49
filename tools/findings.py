"""What every lint of ours says and how it says it: `path:line: rule message`, exit 1 when any."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
FEWEST_WORDS = 2
FEWEST_LETTERS = 8


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str

    @override
    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.message}"


def project_files(root: Path = ROOT) -> list[Path]:
    """Tracked files and new ones that Git would track, sorted, as absolute paths."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    names = sorted(set(listed.stdout.split("\0")) - {""})
    return [path for name in names if (path := root / name).is_file()]


def python_files(*tops: str, root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """`(relative path, text)` of our Python below the given top folders; migrations are left out."""
    for path in project_files(root):
        relative = path.relative_to(root)
        if (
            path.suffix == ".py"
            and relative.parts[0] in tops
            and "migrations" not in relative.parts
        ):
            yield relative.as_posix(), path.read_text(encoding="utf-8")


def comments(text: str) -> dict[int, str]:
    """Line number to the comment on that line, `#` included."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def is_a_reason(text: str) -> bool:
    """A reason has two words, or four Chinese characters, and says more than "needed"."""
    said = text.strip()
    chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in said)
    if chinese:
        return chinese >= FEWEST_WORDS * 2
    return len(said.split()) >= FEWEST_WORDS and len(said) >= FEWEST_LETTERS


def name_of(node: ast.expr) -> str:
    """The last name of `a.b.c` or `c`; empty when the expression has none."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def report(findings: Iterable[Finding]) -> int:
    """Print the findings in order; the exit code."""
    found = sorted(findings)
    for finding in found:
        print(finding)
    if found:
        print(f"{len(found)} finding(s)", file=sys.stderr)
    return 1 if found else 0
