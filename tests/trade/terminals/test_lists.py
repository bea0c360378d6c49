"""Lists: every filter keeps exactly its rows, every order is total, every row is on one page."""

from __future__ import annotations

import base64
from datetime import timedelta

import orjson
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duan.core.access.models import Scope
from duan.core.kernel.errors import Invalid
from duan.core.kernel.ids import new_id
from duan.lib import cn
from duan.trade.terminals.api.schemas import RowsOut
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries.exports import TooManyMatches, exported_rows
from duan.trade.terminals.queries.lists import (
    COUNT_CAP,
    SORTABLE,
    count_of_terminals,
    page_of_terminals,
)
from duan.trade.terminals.queries.search import MOST_MATCHES
from duan.trade.terminals.types import Filter
from tests import make

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)
FEW, MANY = 2, 45
SORTS = [way + column for column in SORTABLE for way in ("", "-")]
one_or_many_scopes = pytest.mark.parametrize("count", [FEW, MANY])


def scopes(count: int) -> list[int]:
    """Add scopes, as somebody who may: from few and from many lists are read in different ways."""
    make.as_(make.admin())
    first = 1000
    Scope.objects.bulk_create(
        Scope(id=first + n, parent_id=make.ROOT, path=f"1/{first + n}/", name=f"辖区{first + n}")
        for n in range(count)
    )
    return list(range(first, first + count))


def put(scope: int, name: str = "医院", *, number: int, **values) -> Terminal:
    """Write a terminal as the running transaction's actor."""
    terminal = Terminal(
        id=new_id(),
        scope_id=scope,
        terminal_no=f"T{number:07d}",
        name=name,
        kind=values.pop("kind", "HOSPITAL"),
        pinyin_key=cn.pinyin_key(name),
        initials=cn.initials(name),
        created_at=NOW,
        updated_at=values.pop("updated_at", NOW),
        **values,
    )
    terminal.root_id = terminal.pk
    terminal.save(force_insert=True)
    return terminal


def steward():
    return make.as_(make.somebody("data_steward", on=make.ROOT))


def pages(actor, *, sort, limit, between=lambda: None):
    """Go through all pages, doing something between any two; return the numbers in order."""
    found, cursor = [], ""
    while cursor is not None:
        page = page_of_terminals(actor, Filter(), sort=sort, cursor=cursor, limit=limit)
        found += [row["terminal_no"] for row in page.items]
        cursor = page.next
        between()
    return found


@one_or_many_scopes
@pytest.mark.parametrize("sort", SORTS)
def test_equal_rows_keep_one_order_over_all_pages(count, sort):
    where = scopes(count)
    actor = steward()
    rows = [put(where[n % count], number=n) for n in range(23)]
    column = SORTABLE[sort.removeprefix("-")]
    ordered = sorted(rows, key=lambda t: (getattr(t, column), t.pk), reverse=sort.startswith("-"))

    found = pages(actor, sort=sort, limit=5)

    assert found == [terminal.terminal_no for terminal in ordered]


moments = st.integers(0, 5)
rows_to_be = st.lists(
    st.tuples(st.sampled_from(["安医院", "北医院", "中医院"]), moments), max_size=12
)


@one_or_many_scopes
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), before=rows_to_be, coming=rows_to_be, limit=st.integers(1, 4))
def test_every_row_is_seen_once_while_others_are_added(count, data, before, coming, limit):
    where = list(Scope.objects.filter(pk__gte=1000).values_list("pk", flat=True)) or scopes(count)
    actor = steward()
    sort = data.draw(st.sampled_from(SORTS))
    numbers = iter(data.draw(st.permutations(range(len(before) + len(coming)))))

    def add(name: str, moment: int) -> str:
        number = next(numbers)
        at = NOW + timedelta(microseconds=moment)
        return put(where[number % count], name, number=number, updated_at=at).terminal_no

    there = {add(*row) for row in before}
    waiting = list(coming)

    found = pages(actor, sort=sort, limit=limit, between=lambda: waiting and add(*waiting.pop()))
    Terminal.objects.all().delete()

    assert len(found) == len(set(found))
    assert there <= set(found)


@one_or_many_scopes
def test_each_filter_keeps_exactly_its_rows(count):
    where = scopes(count)
    actor = steward()
    top = put(
        where[0],
        "甲医院",
        number=1,
        level="3",
        status="ACTIVE",
        region_code="420106",
        tags=["重点"],
    )
    put(where[1], "乙医院", number=2, level="2", status="DORMANT", region_code="420200")
    put(
        where[-1], "丙公司", number=3, kind="DISTRIBUTOR", region_code="430105", tags=["重点", "新"]
    )
    put(where[0], "内科", number=4, kind="DEPARTMENT", parent=top, region_code="420106")

    def kept(**wanted):
        page = page_of_terminals(actor, Filter(**wanted), sort="terminal_no", cursor="", limit=50)
        assert count_of_terminals(actor, Filter(**wanted)) == (len(page.items), False)
        return [int(row["terminal_no"][1:]) for row in page.items]

    assert kept() == [1, 2, 3, 4]
    assert kept(kind="HOSPITAL") == [1, 2]
    assert kept(status="PROSPECT") == [3, 4]
    assert kept(level="3") == [1]
    assert kept(region="420000") == [1, 2, 4]
    assert kept(region="420100") == [1, 4]
    assert kept(region="420106") == [1, 4]
    assert kept(region="430100") == [3]
    assert kept(region="440000") == []
    assert kept(tag="重点") == [1, 3]
    assert kept(top=True) == [1, 2, 3]
    assert kept(top=False) == [4]
    assert kept(parent_id=top.pk) == [4]
    assert kept(q="医院") == [1, 2]
    assert kept(q="没有的名字") == []
    assert kept(q="医院", region="420200", kind="HOSPITAL") == [2]


def test_a_list_shows_only_what_lies_in_reach():
    north, south = scopes(FEW)
    steward()
    put(north, "北医院", number=1)
    put(south, "南医院", number=2)
    northerner = make.as_(make.somebody("viewer", on=north))

    page = page_of_terminals(northerner, Filter(), sort="", cursor="", limit=50)

    assert [row["name"] for row in page.items] == ["北医院"]
    assert count_of_terminals(northerner, Filter()) == (1, False)


@one_or_many_scopes
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_three_questions_whatever_its_size(django_assert_num_queries, count, rows):
    where = scopes(count)
    actor = steward()
    for number in range(rows):
        put(where[number % count], number=number)

    with django_assert_num_queries(3):
        page = page_of_terminals(actor, Filter(kind="HOSPITAL"), sort="name", cursor="", limit=50)
    assert len(page.items) == rows


def forged(*parts) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


ID = "018f0000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("sort", "cursor"),
    [
        ("name", "x"),
        ("name", "!!!!"),
        ("name", "医"),
        ("name", forged("name", "a")),
        ("name", forged("name", "a", "not an id")),
        ("name", forged("-name", "a", ID)),
        ("name", forged("name", None, ID)),
        ("name", forged("name", "\0", ID)),
        ("updated_at", forged("updated_at", "yesterday", ID)),
        ("updated_at", forged("updated_at", "2026-02-30T00:00:00Z", ID)),
        ("updated_at", forged("updated_at", "2026-02-03T00:00:00", ID)),
        ("updated_at", forged("updated_at", 5, ID)),
    ],
)
def test_a_cursor_that_we_did_not_make_is_refused(sort, cursor):
    actor = steward()

    with pytest.raises(Invalid) as refusal:
        page_of_terminals(actor, Filter(), sort=sort, cursor=cursor, limit=50)
    assert refusal.value.code == "invalid"


def test_an_unknown_column_is_refused_with_the_names_of_those_that_are_known():
    actor = steward()

    with pytest.raises(Invalid) as refusal:
        page_of_terminals(actor, Filter(), sort="password", cursor="", limit=50)
    assert str(refusal.value) == "不能按「password」排序，可以用：name、updated_at、terminal_no。"


def test_the_answer_is_what_its_schema_would_write():
    """The list is written without its schema, for speed; here the schema reads and writes it."""
    where = scopes(FEW)
    actor = steward()
    parent = put(where[0], "甲医院", number=1, region_code="420106", beds=100, tags=["重点"])
    put(where[0], "内科", number=2, kind="DEPARTMENT", parent=parent, updated_at=timezone.now())

    answer = make.client(actor).get("/api/terminals?sort=name&limit=1")
    both = make.client(actor).get("/api/terminals?sort=name")

    for body in (answer.json(), both.json()):
        assert RowsOut.model_validate(body).model_dump(mode="json") == body
    assert [row["name"] for row in both.json()["items"]] == ["甲医院", "内科"]
    assert answer.json()["next"] is not None
    assert answer.headers["Content-Type"] == "application/json"


def test_a_count_stops_at_ten_thousand():
    [scope, _] = scopes(FEW)
    actor = steward()
    Terminal.objects.bulk_create(
        Terminal(
            id=(pk := new_id()), root_id=pk, scope_id=scope, terminal_no=f"T{number:07d}", name="院",
            kind="HOSPITAL", pinyin_key="yuan", initials="y", created_at=NOW, updated_at=NOW,
        )
        for number in range(COUNT_CAP + 1)
    )  # fmt: skip

    assert count_of_terminals(actor, Filter()) == (COUNT_CAP, True)
    assert count_of_terminals(actor, Filter(kind="WARD")) == (0, False)


def many_hospitals(scope: int, count: int) -> None:
    Terminal.objects.bulk_create(
        Terminal(
            id=(pk := new_id()), root_id=pk, scope_id=scope, terminal_no=f"T{number:07d}",
            name="医院", kind="HOSPITAL", pinyin_key="yiyuan", initials="yy", region_code="420106",
            created_at=NOW, updated_at=NOW,
        )
        for number in range(count)
    )  # fmt: skip


def test_what_narrows_a_list_is_applied_before_the_best_matches_of_its_text_are_taken():
    [scope, _] = scopes(FEW)
    actor = steward()
    many_hospitals(scope, MOST_MATCHES + 1)
    parent = Terminal.objects.get(terminal_no="T0000000")
    put(scope, "关了的中医院", number=9001, status="CLOSED")
    put(scope, "三级中医院", number=9002, level="3")
    put(scope, "长沙中医院", number=9003, region_code="430105", tags=["重点"])
    put(scope, "医院供应科", number=9004, kind="DEPARTMENT", parent=parent)

    def found(**wanted):
        page = page_of_terminals(actor, Filter(q="医院", **wanted), sort="", cursor="", limit=50)
        assert count_of_terminals(actor, Filter(q="医院", **wanted)) == (len(page.items), False)
        return [row["name"] for row in page.items]

    assert found(status="CLOSED") == ["关了的中医院"]
    assert found(level="3") == ["三级中医院"]
    assert found(region="430000") == ["长沙中医院"]
    assert found(tag="重点") == ["长沙中医院"]
    assert found(kind="DEPARTMENT") == ["医院供应科"]
    assert found(parent_id=parent.pk) == ["医院供应科"]
    assert found(top=False) == ["医院供应科"]


def test_a_count_says_when_a_text_names_more_than_are_looked_for():
    [scope, _] = scopes(FEW)
    actor = steward()
    many_hospitals(scope, MOST_MATCHES)

    assert count_of_terminals(actor, Filter(q="医院")) == (MOST_MATCHES, False)
    put(scope, "中医院", number=9001)
    assert count_of_terminals(actor, Filter(q="医院")) == (MOST_MATCHES, True)


def test_a_file_whose_text_names_too_many_is_refused_and_never_cut():
    [scope, _] = scopes(FEW)
    actor = steward()
    many_hospitals(scope, MOST_MATCHES + 1)

    with pytest.raises(TooManyMatches) as refusal:
        exported_rows(actor, Filter(q="医院"), ["name"])

    assert (refusal.value.code, str(refusal.value)) == (
        "too_many_matches",
        (
            "「医院」匹配的终端超过 2000 个，无法完整导出。"
            "请把搜索词写得更具体，或改用类型、状态、地区等条件。"
        ),
    )
    assert len(list(exported_rows(actor, Filter(), ["name"]))) == MOST_MATCHES + 1
