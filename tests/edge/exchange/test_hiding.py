"""What is kept of a file's cells shows no number that could be called."""

from __future__ import annotations

import pytest
from django.db import connection

from duan.edge.exchange.hiding import hide, hide_number, holds_numbers
from tests import make
from tests.edge.exchange.importing import checked, problems


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13812345678", "138****5678"),
        ("王主任 138-1234-5678，急诊027-87654321", "王主任 138****5678，急诊027-******21"),
        ("+86 13812345678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("邮箱：zhangsan@163.com，13812345678", "邮箱：z***@163.com，138****5678"),
        ("91420100MA4KM0X29X", "91420100MA4KM0X29X"),
        ("420100", "420100"),
        ("20270331", "20270331"),
        ("解放大道1277号", "解放大道1277号"),
    ],
)
def test_numbers_and_addresses_are_masked_and_all_else_stays(text, shown):
    assert hide(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("87654321", "******21"),
        ("内线8012", "内线**12"),
        ("138****5678", "*********78"),
        ("无", "无"),
    ],
)
def test_in_a_column_of_numbers_any_digits_are_masked(text, shown):
    assert hide_number(text) == shown


def test_a_column_of_numbers_is_known_by_its_header_or_field():
    names = ("手机", "E-mail", "contact1_name", "phones", "床位", "name")
    assert [holds_numbers(name) for name in names] == [True, True, True, True, False, False]


FILE = """名称,市代码,床位,联系人,手机,备注列,联系邮箱
甲医院,420100,13987650321,王13987650321,13987650321,找13987650321,zhangsan@163.com
乙医院,420100,5,王主任,13987650321转,027-83331234,zhangsan@163.com
,420100,5,,139876504321,13987650321,
"""


@pytest.mark.django_db
def test_no_number_of_a_file_is_left_readable_in_the_database(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    wuhan = make.scope("武汉", region_code="420100")
    manager = make.somebody("sales_manager", on=wuhan)
    client = make.client(manager)

    import_ = checked(client, FILE)

    samples = {column["header"]: column["samples"] for column in import_["columns"]}
    assert samples["手机"][0] == "139****0321"
    assert samples["备注列"] == ["找139****0321", "027-******34", "139****0321"]
    assert samples["联系邮箱"] == ["z***@163.com"]
    assert problems(client, import_) != []
    make.as_(manager)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i::text FROM exchange_import i UNION ALL SELECT p::text FROM exchange_importproblem p"
        )
        kept = "".join(row[0] for row in cursor.fetchall())
    for number in ("13987650321", "83331234", "139876504", "zhangsan"):
        assert number not in kept
