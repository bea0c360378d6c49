"""Files that are not what they should be: an answer in Chinese that names the place, nothing half-done."""

from __future__ import annotations

import io
import resource
import zipfile

import openpyxl
import pytest

from duan.edge.exchange import files
from duan.edge.exchange.models import Import
from duan.trade.terminals.models import Terminal
from tests import make
from tests.edge.exchange.importing import checked, loaded, problems, upload

pytestmark = pytest.mark.django_db

HEADER = "名称,市代码,床位\n"


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def manager():
    return make.somebody("sales_manager", on=make.scope("武汉", region_code="420100"))


@pytest.fixture
def client(manager):
    return make.client(manager)


def workbook(rows, merge=()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    """A workbook whose sheet unpacks to 400 MB of blanks."""
    whole = workbook([["名称"], ["甲医院"]])
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(buffer, "w") as out:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", b" " * 400_000_000 + b"</sheetData>")
            out.writestr(entry.filename, data, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def without_an_end() -> bytes:
    whole = workbook([["名称"], *[[f"第{n}医院"] for n in range(500)]])
    return whole[: len(whole) // 2]


UNREADABLE = {
    "nothing": (b"", None),
    "duplicate headers": ("名称,名称\n甲,乙\n".encode(), "DUPLICATE_HEADER"),
    "a merged header": (
        workbook([["名称", "市", "", "床位"], ["甲", "乙", "丙", "1"]], merge=["B1:C1"]),
        "MERGED_HEADER",
    ),
    "600 columns": ((",".join(f"列{n}" for n in range(600)) + "\n").encode(), "TOO_MANY_COLUMNS"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, None),
    "a zip that is no workbook": (b"PK\x03\x04" + b"\x00" * 200, None),
    "half a workbook": (without_an_end(), None),
    "only numbers": (b"1,2,3\n4,5,6\n", "NO_HEADER"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_refused_and_not_kept(client, manager, name):
    data, code = UNREADABLE[name]

    answer = upload(client, data, name="文件.xlsx")

    body = answer.json()
    make.as_(manager)
    assert answer.status_code == 422, body
    assert body["code"].isupper()
    assert code in (None, body["code"])
    assert body["message"].endswith("。")
    assert (Import.objects.count(), list(files.folder().iterdir())) == (0, [])


def test_a_zip_bomb_is_refused_before_it_goes_off(client):
    data = bomb()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    answer = upload(client, data, name="炸弹.xlsx")

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert answer.status_code == 422
    assert grown < 100 * 1024
    assert list(files.folder().iterdir()) == []


def test_an_upload_that_never_ends_is_stopped(client, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 4 * 1024 * 1024)

    answer = upload(client, b"x" * (5 * 1024 * 1024))

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert list(files.folder().iterdir()) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_usual_encoding_is_read(client, manager, encoding):
    text = HEADER + "武汉协和医院,420100,100\n武汉同济医院,420100,200\n"

    loaded(client, text.encode(encoding))

    make.as_(manager)
    assert sorted(Terminal.objects.values_list("name", "beds")) == [
        ("武汉协和医院", 100),
        ("武汉同济医院", 200),
    ]


def test_200_columns_are_read_and_only_known_ones_taken(client, manager):
    extra = [f"备注列{n}" for n in range(197)]
    rows = [["名称", "市代码", "床位", *extra], ["甲医院", "420100", 9, *["x"] * 197]]

    import_ = loaded(client, workbook(rows), name="宽.xlsx")

    make.as_(manager)
    assert len(import_["columns"]) == 200
    assert Terminal.objects.get().beds == 9


def test_a_cell_of_ten_megabytes_is_told_and_its_row_refused(client, manager):
    text = (
        HEADER
        + "甲医院,420100,1\n"
        + "乙" * (10 * 1024 * 1024 // 3)
        + ",420100,1\n丙医院,420100,1\n"
    )

    answer = upload(client, text)

    if answer.status_code == 422:
        assert answer.json()["message"].endswith("。")
        return
    import_ = checked(client, text)
    told = problems(client, import_)
    assert import_["counts"]["refused"] == 1
    assert [one["row"] for one in told] == [3]
    assert all(len(one["value"]) <= 200 for one in told)


def test_a_formula_is_read_by_its_value_and_without_one_refused(client, manager):
    rows = [["名称", "市代码", "床位"], ["甲医院", "420100", "=1+1"], ["乙医院", "420100", 5]]

    import_ = loaded(client, workbook(rows), name="公式.xlsx")

    make.as_(manager)
    told = [(one["row"], one["column"], one["code"]) for one in problems(client, import_)]
    assert told == [(2, "C 床位", "FORMULA_WITHOUT_VALUE")]
    assert list(Terminal.objects.values_list("name", flat=True)) == ["乙医院"]


def test_a_text_that_looks_like_a_formula_stays_a_text(client, manager):
    loaded(client, '名称,市代码,地址\n甲医院,420100,=HYPERLINK("x")\n')

    make.as_(manager)
    out = client.get("/api/terminals/export", {"format": "csv", "columns": "name,address"})
    text = b"".join(out.streaming_content).decode("utf-8-sig")
    assert Terminal.objects.get().address == '=HYPERLINK("x")'
    assert text == '"名称","地址"\r\n"甲医院","\'=HYPERLINK(""x"")"\r\n'


def test_merged_cells_refuse_the_rows_they_hide(client, manager):
    rows = [["名称", "市代码", "床位"], ["甲医院", "420100", 1], ["乙医院", "420100", 2]]

    import_ = checked(client, workbook(rows, merge=["B2:B3"]), name="合并.xlsx")

    told = [(one["row"], one["code"], one["severity"]) for one in problems(client, import_)]
    assert (3, "MERGED_CELL", "ERROR") in told
    assert import_["counts"]["refused"] == 1
    assert import_["counts"]["new"] == 1


def test_a_csv_cut_off_in_its_last_line_refuses_that_line(client, manager):
    import_ = checked(client, HEADER + "甲医院,420100,1\n乙医院,4201")

    told = [(one["row"], one["code"], one["severity"]) for one in problems(client, import_)]
    assert told == [(3, "CUT_ROW", "ERROR")]
    assert (import_["counts"]["new"], import_["counts"]["refused"]) == (1, 1)


def test_many_rows_need_little_memory(client, manager):
    """200,000 rows are checked within 300 MB more than before."""
    lines = "".join(f"第{n}医院,420100,{n % 900}\n" for n in range(200_000))
    upload(client, HEADER + "甲医院,420100,1\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    import_ = checked(client, HEADER + lines, duplicates="add")

    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert import_["counts"]["new"] == 200_000
    assert grown < 300
