"""What can't be read truthfully is refused with a code, a sentence and a place; nothing else."""

from __future__ import annotations

import struct
import zipfile

import pytest

from duan.edge.exchange.sheets.types import Limits, UnreadableFile
from tests.edge.exchange.sheets.make import (
    ROOT_RELS,
    WORKBOOK,
    WORKBOOK_RELS,
    opened,
    raw_workbook,
    texts,
    workbook,
    written,
    zipped,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "请用 Excel 或 WPS 打开原表，选“另存为”→“Excel 工作簿（*.xlsx）”，再上传新文件。"
ROW = '<row r="2"><c r="A2"><v>1</v></c></row>'


def refusal(path, **options):
    """Open and read everything; give the refusal."""
    with pytest.raises(UnreadableFile) as caught:
        texts(opened(path, **options))
    return caught.value


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", "EMPTY_FILE", "文件是空的（0 字节）。请确认导出或下载已经完成，再重新上传。"),
        (b"%PDF-1.7 ...", "NOT_A_SHEET", f"这是PDF 文档，不是表格。{SAVE_AS}"),
        (b"\x89PNG\r\n\x1a\n", "NOT_A_SHEET", f"这是图片，不是表格。{SAVE_AS}"),
        (b"Rar!\x1a\x07", "NOT_A_SHEET", f"这是RAR 压缩包，不是表格。{SAVE_AS}"),
        (b"PK\x05\x06" + bytes(18), "NOT_A_SHEET", f"这是一个空的压缩包，不是表格。{SAVE_AS}"),
        (
            b"\xef\xbb\xbf\r\n<HTML><table><tr><td>1</td></tr></table>",
            "MARKUP",
            "文件内容是网页或 XML，只是改了扩展名（不少系统导出的“Excel”就是这样）。" + SAVE_AS,
        ),
        (
            '<?xml version="1.0"?><Workbook/>'.encode("utf-16"),
            "MARKUP",
            "文件内容是网页或 XML，只是改了扩展名（不少系统导出的“Excel”就是这样）。" + SAVE_AS,
        ),
        (
            OLE + bytes(600) + "Workbook".encode("utf-16-le"),
            "OLD_XLS",
            f"这是旧格式的 .xls 文件，暂不支持直接读取。{SAVE_AS}",
        ),
        (
            b"\x09\x08\x10\x00\x00\x06\x10\x00" + bytes(50),
            "OLD_XLS",
            f"这是旧格式的 .xls 文件，暂不支持直接读取。{SAVE_AS}",
        ),
        (
            OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
            "NOT_A_SHEET",
            f"这是 Word 文档，不是表格。{SAVE_AS}",
        ),
        (
            OLE + bytes((1 << 20) - 20) + "EncryptedPackage".encode("utf-16-le") + bytes(99),
            "PASSWORD",
            (
                "文件有密码，无法读取。请用 Excel 或 WPS 打开，"
                "在“文件→信息→保护工作簿”里去掉打开密码，保存后再上传。"
            ),
        ),
        (
            b"PK\x03\x04" + bytes(500),
            "HALF_FILE",
            (
                "文件不完整或已损坏（压缩数据读不到结尾）。请重新下载或重新导出；"
                "能用 Excel 打开的话，另存一份再上传。"
            ),
        ),
        (b"\r\n \r\n", "EMPTY_SHEET", "表里没有任何内容。请填好数据、保存后再上传。"),
    ],
)
def test_the_content_says_what_the_file_is(tmp_path, content, code, message):
    found = refusal(written(tmp_path / "名单.xlsx", content))
    assert (found.code, found.message) == (code, message)


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("word/document.xml", "Word 文档"),
        ("ppt/presentation.xml", "PowerPoint 演示"),
        ("xl/workbook.bin", "二进制工作簿 .xlsb"),
        ("content.xml", "OpenDocument 表格 .ods"),
    ],
)
def test_another_office_file_is_called_by_its_name(tmp_path, part, label):
    found = refusal(zipped(tmp_path / "a.xlsx", {"[Content_Types].xml": "x", part: "<x/>"}))
    assert (found.code, found.message) == (
        "NOT_A_SHEET",
        f"这是{label}，不是 .xlsx 表格。{SAVE_AS}",
    )


def test_a_zip_without_a_workbook_is_no_sheet(tmp_path):
    found = refusal(zipped(tmp_path / "a.xlsx", {"readme.txt": "x"}))
    assert (found.code, found.message) == (
        "NOT_A_SHEET",
        f"这是一个压缩包，里面没有工作簿。{SAVE_AS}",
    )


def test_a_workbook_named_as_csv_is_read_as_what_it_is(tmp_path):
    path = workbook(tmp_path / "名单.csv", [["名称", "编码"], ["甲", 1]])
    assert (opened(path).kind, texts(opened(path))) == ("xlsx", [("甲", "1")])


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert [refusal(tmp_path / "没有.xlsx").code, refusal(tmp_path).code] == ["FILE_MISSING"] * 2


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path):
    found = refusal(
        written(tmp_path / "a.csv", b"x" * 2_097_153), limits=Limits(file_bytes=2_097_152)
    )
    assert (found.code, found.message) == (
        "FILE_TOO_LARGE",
        "文件有 2.0 MB，超过上限 2 MB。请拆成几个文件分别导入。",
    )


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_half_a_workbook_is_refused(tmp_path, share):
    path = workbook(tmp_path / "a.xlsx", [["名称", "编码"], *([f"甲{n}", n] for n in range(500))])
    content = path.read_bytes()
    assert refusal(written(path, content[: int(len(content) * share)])).code == "HALF_FILE"


def test_a_workbook_with_a_wrong_byte_inside_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["名称", "编码"], *([f"甲{n}", n] for n in range(500))])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    content[info.header_offset + 500] ^= 0xFF
    assert refusal(written(path, bytes(content))).code == "HALF_FILE"


BOMB = (
    "文件解压后大得异常（部件 xl/worksheets/sheet1.xml），为安全起见没有读取。"
    "请删掉多余的格式和空行，或把数据拆成几个文件。"
)


def test_a_bomb_is_refused_by_the_directory_before_a_byte_is_inflated(tmp_path):
    path = raw_workbook(tmp_path / "a.xlsx", ROW, tail=" " * 40_000_000)
    assert path.stat().st_size < 60_000
    found = refusal(path)
    assert (found.code, found.message) == ("ZIP_BOMB", BOMB)


def test_a_bomb_that_lies_about_its_size_is_stopped_at_the_size_it_claims(tmp_path):
    path = raw_workbook(tmp_path / "a.xlsx", ROW, tail=" " * 40_000_000)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        true_size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = struct.pack("<I", 5000)
    honest = struct.pack("<I", true_size)
    assert content.count(honest) == 2
    assert refusal(written(path, bytes(content).replace(honest, lie))).code == "HALF_FILE"


def test_a_sheet_larger_than_its_limit_is_refused(tmp_path):
    path = raw_workbook(tmp_path / "a.xlsx", ROW * 100)
    found = refusal(path, limits=Limits(sheet_bytes=1000))
    assert (found.code, found.message) == ("ZIP_BOMB", BOMB)


def test_an_archive_with_countless_entries_is_refused(tmp_path):
    parts = {f"xl/{n}.xml": "" for n in range(40)}
    found = refusal(zipped(tmp_path / "a.xlsx", parts), limits=Limits(entries=30))
    assert (found.code, found.message) == (
        "ZIP_BOMB",
        f"压缩包里有 40 个文件，多得异常，为安全起见没有读取。{SAVE_AS}",
    )


def test_a_single_row_without_end_is_refused(tmp_path):
    cells = "".join('<c r="A2"><v>1</v></c>' for _ in range(50_000))
    path = raw_workbook(tmp_path / "a.xlsx", f'<row r="2">{cells}</row>')
    assert refusal(path, limits=Limits(row_bytes=500_000)).code == "ROW_TOO_LONG"


def test_a_document_type_is_refused_wherever_it_stands(tmp_path):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        parts = {name: f'<?xml version="1.0"?>{laughs}<worksheet><sheetData/></worksheet>'}
        found = refusal(raw_workbook(tmp_path / "a.xlsx", ROW, parts=parts))
        assert (found.code, found.message) == (
            "BROKEN_XLSX",
            f"工作簿内部损坏（XML 里有文档类型声明）。{SAVE_AS}",
        )


def test_a_workbook_without_its_sheet_is_refused_by_name(tmp_path):
    parts = {
        "_rels/.rels": ROOT_RELS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": WORKBOOK_RELS,
    }
    found = refusal(zipped(tmp_path / "a.xlsx", parts))
    assert (found.code, found.message) == (
        "BROKEN_XLSX",
        f"文件缺少部件 xl/worksheets/sheet1.xml。{SAVE_AS}",
    )


def test_empty_sheets_are_refused(tmp_path):
    found = refusal(workbook(tmp_path / "a.xlsx", []))
    assert (found.code, found.message) == (
        "EMPTY_SHEET",
        "工作簿里看得见的工作表都是空的。请填好数据、保存后再上传。",
    )


def test_an_unknown_sheet_name_lists_the_known_ones(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["名称", "编码"]], more_sheets=["旧"])
    found = refusal(path, sheet="新")
    assert (found.code, found.message) == (
        "NO_SHEET",
        "工作簿里没有工作表“新”。现有：数据、旧。请重新选择。",
    )


def test_rows_that_go_backwards_are_refused_with_the_row(tmp_path):
    rows = ROW + '<row r="3"><c r="A3"><v>1</v></c></row>' + ROW
    found = refusal(raw_workbook(tmp_path / "a.xlsx", rows))
    assert (found.code, found.where) == ("BROKEN_XLSX", "第 2 行")


def test_two_cells_a_million_rows_apart_cost_nothing(tmp_path):
    """A reader that allocates the rectangle between them would need gigabytes."""
    rows = ROW + '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    read = list(opened(raw_workbook(tmp_path / "a.xlsx", rows)).rows())
    assert [(row.number, row.cells, [p.code for p in row.problems]) for row in read] == [
        (2, ("1", ""), []),
        (1_048_576, ("", ""), ["EXTRA_CELL"]),
    ]


def test_merged_cells_without_end_are_refused(tmp_path):
    tail = '<mergeCells><mergeCell ref="A2:B900000"/></mergeCells>'
    found = refusal(raw_workbook(tmp_path / "a.xlsx", ROW, tail=tail))
    assert (found.code, found.message) == (
        "TOO_MANY_MERGES",
        "合并单元格盖住的行超过 200000 行。请全选后取消合并，补齐每一行的内容再上传。",
    )
