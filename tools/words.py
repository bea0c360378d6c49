"""The glossary: `docs/words.md`, gathered from the `Words:` lines of the modules' `__init__`.

    Words: visit 现场任务 · crew 工程师组 · SLA 时限

An English word has one Chinese term in the whole house, and a Chinese term one English word.
`--check` writes nothing and fails when the page is not what the modules say.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from findings import ROOT, Finding, python_files, report

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = "docs/words.md"
LONGEST_MANUAL = 20
PAIR = re.compile(r"(?P<en>[A-Za-z][\w/&-]*(?: [A-Za-z0-9][\w/&-]*)*) (?P<zh>\S*[\u4e00-\u9fff].*)")
HEADING = re.compile(r"^[A-Z][a-z]+:")


@dataclass(frozen=True)
class Word:
    en: str
    zh: str
    module: str
    path: str


def words_of(path: str, text: str) -> tuple[list[Word], list[Finding]]:
    """The words that one `__init__` declares, and what is wrong with its manual."""
    manual = ast.get_docstring(ast.parse(text)) or ""
    module = path.removeprefix("src/duan/").removesuffix("/__init__.py").replace("/", ".")
    words, found = [], []
    if len(manual.splitlines()) > LONGEST_MANUAL:
        found.append(Finding(path, 1, "words", f"a manual has at most {LONGEST_MANUAL} lines"))
    for entry in _entries(manual):
        match = PAIR.fullmatch(entry)
        if match is None:
            found.append(Finding(path, 1, "words", f"「{entry}」 is not `english 中文`"))
        else:
            words.append(Word(match["en"], match["zh"], module, path))
    return words, found


def clashes(words: Iterable[Word]) -> list[Finding]:
    """One finding for each term that has two names, or is declared by two modules."""
    by_en: defaultdict[str, list[Word]] = defaultdict(list)
    by_zh: defaultdict[str, list[Word]] = defaultdict(list)
    for word in words:
        by_en[word.en.lower()].append(word)
        by_zh[word.zh].append(word)
    found = []
    for group in [*by_en.values(), *by_zh.values()]:
        first, *others = group
        found += [
            Finding(
                other.path,
                1,
                "words",
                f"`{other.en} {other.zh}`: {first.module} already says `{first.en} {first.zh}`",
            )
            for other in others
        ]
    return sorted(set(found))


def page(words: Iterable[Word]) -> str:
    rows = sorted(words, key=lambda word: (word.en.lower(), word.zh))
    table = "\n".join(f"| {word.en} | {word.zh} | `{word.module}` |" for word in rows)
    return (
        "# Words · 词汇表\n\n"
        "Gathered from the modules' `__init__` by `tools/words.py` (`make fmt` writes it,"
        " `make check` compares).\n"
        "One English word in the code for one Chinese term.\n\n"
        "| English | 中文 | module |\n| --- | --- | --- |\n" + table + ("\n" if rows else "")
    )


def _entries(manual: str) -> list[str]:
    lines, inside = [], False
    for line in manual.splitlines():
        if line.startswith("Words:"):
            inside = True
        elif not line.strip() or HEADING.match(line):
            inside = False
        if inside:
            lines.append(line.removeprefix("Words:").strip())
    return [entry for part in " ".join(lines).split("·") if (entry := part.strip())]


def main(argv: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(argv)
    words: list[Word] = []
    found: list[Finding] = []
    for path, text in python_files("src", root=root):
        if path.endswith("/__init__.py"):
            here, wrong = words_of(path, text)
            words, found = words + here, found + wrong
    found += clashes(words)
    target = root / PAGE
    written = target.read_text(encoding="utf-8") if target.exists() else ""
    if options.check and written != page(words):
        found.append(Finding(PAGE, 1, "words", "out of date: run `make fmt`"))
    if not options.check:
        target.parent.mkdir(exist_ok=True)
        target.write_text(page(words), encoding="utf-8")
    return report(found)


if __name__ == "__main__":
    sys.exit(main())
