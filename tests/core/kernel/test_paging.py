from __future__ import annotations

import base64
from contextlib import suppress
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from duan.core.kernel.errors import Invalid
from duan.core.kernel.ids import new_id
from duan.core.kernel.paging import Order, Page, after, cut, read_order
from duan.core.people.models import Account

NAMES = ("ada", "ben", "ben", "cai", "cai", "cai", "dan")
BY_NAME = Order("display_name")
COLUMNS = {"name": "display_name", "created_at": "created_at"}
UNUSABLE = "分页位置（cursor）不可用，请从第一页重新打开。"
OF_ANOTHER_ORDER = "分页位置（cursor）与排序方式不符，请从第一页重新打开。"


def add(name: str, number: int = 0) -> Account:
    created_at = timezone.now() - timedelta(days=number % 3)
    return Account.objects.create(
        login_name=f"p{new_id().hex}", display_name=name, created_at=created_at
    )


@pytest.fixture
def people(db):
    """21 accounts, many of the same name and of the same day."""
    for number, name in enumerate(NAMES * 3):
        add(name, number)
    return Account.objects.filter(login_name__startswith="p")


def page(rows, order: Order, *, sort: str, cursor: str, limit: int) -> Page:
    found: list[dict[str, Any]] = list(
        after(rows, order, sort=sort, cursor=cursor).values("id", order.column)[: limit + 1]
    )
    for row in found:
        value = row[order.column]
        row["value"] = value if isinstance(value, str) else value.isoformat()
    return cut(found, limit, sort=sort, key=("value", "id"))


def walk(rows, order: Order, *, limit: int) -> list[Any]:
    ids, cursor = [], ""
    while True:
        found = page(rows, order, sort="s", cursor=cursor, limit=limit)
        ids += [row["id"] for row in found.items]
        if found.next is None:
            return ids
        cursor = found.next


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 20, 21, 22, 200])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ["display_name", "created_at"])
def test_the_pages_together_are_the_whole_list_in_order(people, column, descending, limit):
    order = Order(column, descending=descending)

    ids = walk(people, order, limit=limit)

    rows = sorted(people, key=lambda row: (getattr(row, column), row.pk), reverse=descending)
    assert ids == [row.pk for row in rows]


def test_what_is_added_or_dropped_before_the_cursor_moves_nothing(people):
    first = page(people, BY_NAME, sort="s", cursor="", limit=5)
    expected = walk(people, BY_NAME, limit=50)[5:]

    add("aaa")
    people.filter(pk=first.items[0]["id"]).update(display_name="a-first")

    rest = page(people, BY_NAME, sort="s", cursor=first.next, limit=50)
    assert [row["id"] for row in rest.items] == expected


def test_the_last_page_has_no_next(people):
    assert page(people, BY_NAME, sort="s", cursor="", limit=21).next is None
    assert page(people, BY_NAME, sort="s", cursor="", limit=20).next is not None


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_one_query_however_many_rows(db, rows, django_assert_num_queries):
    for number in range(rows):
        add("x", number)

    with django_assert_num_queries(1):
        page(Account.objects.all(), BY_NAME, sort="s", cursor="", limit=50)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("-created_at", Order("created_at", descending=True))),
        ("name", ("name", Order("display_name"))),
        ("-name", ("-name", Order("display_name", descending=True))),
    ],
)
def test_an_order_is_read_from_its_name(text, found):
    assert read_order(text, COLUMNS, default="-created_at") == found


@pytest.mark.parametrize("text", ["password", "--name", "display_name", "name;drop", "pk"])
def test_only_listed_columns_can_be_sorted_by(text):
    with pytest.raises(Invalid) as refusal:
        read_order(text, COLUMNS, default="name")

    assert str(refusal.value) == (
        f"不能按「{text.removeprefix('-')}」排序，可以用：name、created_at。"
    )
    assert [place.field for place in refusal.value.where] == ["sort"]


def made(*parts: Any) -> str:
    """Forge a cursor as the client may: it is only base64 of JSON."""
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


ID = "01a20fb1-1abe-71f8-9dd1-8904fa0e579c"
FORGED = {
    "no base64": "§",
    "no json": base64.urlsafe_b64encode(b"{").decode(),
    "too short": made("s"),
    "too long": made("s", "a", ID, 1),
    "no id": made("s", "a", "x"),
    "an id that is a number": made("s", "a", 5),
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_cursor_is_refused(kind):
    with pytest.raises(Invalid) as refusal:
        after(Account.objects.all(), BY_NAME, sort="s", cursor=FORGED[kind])

    assert str(refusal.value) == UNUSABLE
    assert [place.field for place in refusal.value.where] == ["cursor"]


UNHELD = ["x", 5, 1.5, -1, True, "2026-01-01T00:00:00", "9999999-01-01", "2026-13-01T00:00:00Z"]


@pytest.mark.parametrize("value", UNHELD)
def test_a_cursor_whose_value_the_column_cannot_hold_is_refused(value):
    forged = made("s", value, ID)

    with pytest.raises(Invalid, match="从第一页重新打开"):
        after(Account.objects.all(), Order("created_at"), sort="s", cursor=forged)


@pytest.mark.parametrize("parts", [("other", "a", ID), ("s", None, ID), ("s", "a\0b", ID)])
def test_a_cursor_of_another_order_is_refused(parts):
    with pytest.raises(Invalid) as refusal:
        after(Account.objects.all(), BY_NAME, sort="s", cursor=made(*parts))

    assert str(refusal.value) == OF_ANOTHER_ORDER


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(
    cursor=st.text(max_size=80)
    | st.lists(json_values, max_size=4).map(lambda v: made(*v))
    | json_values.map(lambda v: made("s", v, ID))
)
def test_no_cursor_does_anything_but_page_or_be_refused(cursor):
    for column in ("display_name", "created_at", "failures"):
        with suppress(Invalid):
            after(Account.objects.all(), Order(column), sort="s", cursor=cursor)
