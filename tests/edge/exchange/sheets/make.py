"""Files as they come: tidy workbooks, raw XML in a zip, bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl

from duan.edge.exchange.sheets.sheet import Sheet, open_sheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ROOT_RELS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
    f'Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>'
    '<sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
WORKBOOK_RELS = (
    f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELS}/styles" Target="styles.xml"/></Relationships>'
)
HEADER_ROW = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>编码</t></is></c></row>'
)


def workbook(path: Path, rows: Iterable[Iterable[object]], **options: object) -> Path:
    """Let openpyxl write rows; `merge` and `hide_rows` (lists), `hide_columns`, `formats`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数据"
    for row in rows:
        sheet.append(list(row))
    for area in options.get("merge", []):
        sheet.merge_cells(area)
    for number in options.get("hide_rows", []):
        sheet.row_dimensions[number].hidden = True
    for letter in options.get("hide_columns", []):
        sheet.column_dimensions[letter].hidden = True
    for place, code in options.get("formats", {}).items():
        sheet[place].number_format = code
    for name in options.get("more_sheets", []):
        book.create_sheet(name).append(["别的", "内容"])
    book.save(path)
    return path


def raw_workbook(
    path: Path,
    rows: str,
    *,
    strings: str | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    head: str = "",
    tail: str = "",
) -> Path:
    """Write a workbook whose sheet has these rows as XML, below a usual header in row 1."""
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}">{head}'
        f"<sheetData>{HEADER_ROW}{rows}</sheetData>{tail}</worksheet>"
    )
    found: dict[str, str | bytes] = {
        "_rels/.rels": ROOT_RELS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": WORKBOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings is not None:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    found.update(parts or {})
    return zipped(path, found)


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def opened(path: Path, **options: object) -> Sheet:
    return open_sheet(path, name=path.name, **options)


def texts(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows()]


def problems(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Code, message and advice of every problem of every row."""
    return [(p.code, p.message, p.advice) for row in sheet.rows() for p in row.problems]
