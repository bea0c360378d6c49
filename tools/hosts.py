"""Nothing of the machine it was written on gets into the project.

No package registry's address, no checkout path, no name of a coding assistant.

A line that must keep such a text says why: `hosts: <reason>` in its comment. Lock files may carry
the funding and deprecation notes that package authors wrote, never a place to download from.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from findings import ROOT, Finding, is_a_reason, project_files, report

# Written so that this file does not contain what it forbids.
REGISTRY = re.compile(
    r"\b(?:py[p]i|pythonho[s]ted|np[m]js|yarnp[k]g|npmmi[r]ror|crate[s]|rubyge[m]s|deb[i]an)"
    r"\.(?:org|com|io)\b|mirrors?\.[a-z0-9.-]+\.[a-z]{2,}",
    re.IGNORECASE,
)
CHECKOUT = re.compile(r"(?<![\w.~)}\]/@-])/(?:home|root|Users|work|workspace|tmp|opt|mnt)/[\w.]")
ASSISTANT = re.compile(
    r"\b(?:cla[u]de|anthro[p]ic|chat[g]pt|open[a]i|cop[i]lot|cod[e]x|gem[i]ni)\b", re.IGNORECASE
)
EXCUSE = re.compile(r"hosts:(?P<reason>.*)")
NOTES = re.compile(r'^\s*"(?:url|funding|deprecated|license)":')
RULES = (
    (REGISTRY, "a package registry's address"),
    (CHECKOUT, "a path of one machine"),
    (ASSISTANT, "the name of a coding assistant"),
)


def findings_in(path: str, text: str) -> list[Finding]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        excuse = EXCUSE.search(line)
        if excuse and is_a_reason(excuse["reason"]):
            continue
        if path.endswith("package-lock.json") and NOTES.match(line):
            continue
        for pattern, what in RULES:
            if match := pattern.search(line):
                found.append(Finding(path, number, "hosts", f"{what}: `{match[0]}`"))
    return found


def main(root: Path = ROOT) -> int:
    found = []
    for path in project_files(root):
        raw = path.read_bytes()
        if b"\0" not in raw:
            relative = path.relative_to(root).as_posix()
            found += findings_in(relative, raw.decode("utf-8", errors="replace"))
    return report(found)


if __name__ == "__main__":
    sys.exit(main())
