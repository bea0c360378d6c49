"""Every code is explained, and every explained code exists."""

from __future__ import annotations

import re
from pathlib import Path

from duan.edge.exchange import sheets

SOURCE = Path(sheets.__file__).parent
DOCS = Path(__file__).resolve().parents[4] / "docs" / "sheets.md"
GIVEN = re.compile(
    r"(?:UnreadableFile\(|Doubtful\(|_about_sheet\(|about_cell\(|Finding\(index, |code=|code = |"
    r"code, text = |code or )\s*\"([A-Z_]+)\""
)


def test_the_codes_in_the_code_are_those_in_the_manual():
    raised = {code for file in SOURCE.glob("*.py") for code in GIVEN.findall(file.read_text())}
    assert len(raised) > 35
    assert (
        set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z_]+|PASSWORD|MARKUP)`", DOCS.read_text())) == raised
    )
