"""One box: what a text finds, in which order, and that it finds nothing of another region."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duan.trade.terminals import commands
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries.lists import count_of_terminals, page_of_terminals
from duan.trade.terminals.queries.search import search_terminals
from duan.trade.terminals.types import Filter, Kind, Person, Profile, Status
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def north() -> int:
    return make.scope("北区")


@pytest.fixture
def rep(north):
    return make.somebody("sales_manager", on=north, name="北区代表")


def names(actor, q, *, limit=20):
    make.as_(actor)
    return [(row["name"], row["match"]) for row in search_terminals(actor, q, limit=limit)]


def add(rep, north, name, **profile):
    make.as_(rep)
    return make.terminal(name, by=rep, on=north, profile=Profile(**profile))


def test_one_character_finds_whatever_contains_it(rep, north):
    add(rep, north, "孚日医院")
    add(rep, north, "海口市人民医院")

    assert names(rep, "孚") == [("孚日医院", "NAME")]


def test_the_order_is_whole_name_other_name_beginning_inside_then_initials(rep, north):
    add(rep, north, "大同煤矿医院")
    add(rep, north, "山西大同医院")
    add(rep, north, "大同")
    add(rep, north, "第五人民医院", aliases=("大同",))
    add(rep, north, "第六人民医院", aliases=("新大同医院",))
    add(rep, north, "代停车场")

    assert names(rep, "大同") == [
        ("大同", "NAME"),
        ("第五人民医院", "ALIAS"),
        ("大同煤矿医院", "NAME"),
        ("山西大同医院", "NAME"),
        ("第六人民医院", "ALIAS"),
    ]
    assert names(rep, "dt") == [
        ("大同", "PINYIN"),
        ("代停车场", "PINYIN"),
        ("大同煤矿医院", "PINYIN"),
        ("山西大同医院", "PINYIN"),
    ]


def test_hospitals_come_before_departments_and_short_names_before_long_ones(rep, north):
    hospital = add(rep, north, "康宁第一骨科专科医院")
    add(rep, north, "康宁骨科医院")
    make.terminal("骨科", by=rep, kind=Kind.DEPARTMENT, under=hospital)
    make.terminal("小儿骨科", by=rep, kind=Kind.DEPARTMENT, under=hospital)
    make.terminal("骨科一病区", by=rep, kind=Kind.WARD, under=hospital)

    assert [name for name, _ in names(rep, "骨科")] == [
        "骨科",
        "骨科一病区",
        "康宁骨科医院",
        "康宁第一骨科专科医院",
        "小儿骨科",
    ]


def test_closed_terminals_come_last(rep, north):
    closed = add(rep, north, "永清")
    add(rep, north, "廊坊永清医院")
    commands.change_status(
        rep, terminal_id=closed, seen_version=1, status=Status.CLOSED, reason="撤销"
    )

    assert [name for name, _ in names(rep, "永清")] == ["廊坊永清医院", "永清"]
    assert [name for name, _ in names(rep, "永清", limit=1)] == ["廊坊永清医院"]


def test_the_code_is_found_exactly_in_any_case_and_width(rep, north):
    terminal = add(rep, north, "甲医院")
    number = make.stored(terminal, seen_by=rep).terminal_no

    for typed in (number, number.lower(), f" {number} ", number.replace("T", "Ｔ")):
        assert names(rep, typed) == [("甲医院", "CODE")]
    assert names(rep, number[:-1]) == []


def test_full_width_letters_blanks_and_brackets_make_no_difference(rep, north):
    add(rep, north, "协和医院（ICU 中心）")

    for typed in ("ICU", "ｉｃｕ", "医院icu中", "医院(ＩＣＵ", "协和 医院"):
        assert names(rep, typed) == [("协和医院（ICU 中心）", "NAME")]


def test_pieces_of_a_name_that_do_not_touch_are_not_found(rep, north):
    add(rep, north, "上海海上医院")

    assert names(rep, "上海上") == []
    assert names(rep, "海海上") == [("上海海上医院", "NAME")]


def test_the_end_of_one_alias_and_the_beginning_of_the_next_are_no_word(rep, north):
    add(rep, north, "甲医院", aliases=("东方红", "星海"))

    assert names(rep, "红星") == []
    assert names(rep, "星海") == [("甲医院", "ALIAS")]


def test_a_telephone_number_finds_its_terminal_with_or_without_the_area_code(rep, north):
    add(rep, north, "甲医院", phones=("025-83304616",))

    for typed in ("025-83304616", "02583304616", "83304616", "０２５－８３３０４６１６"):
        assert names(rep, typed) == [("甲医院", "PHONE")]
    assert names(rep, "8330461") == []


def test_a_contacts_mobile_number_is_found_whole_and_shown_masked(rep, north):
    terminal = add(rep, north, "甲医院")
    commands.add_contact(rep, terminal_id=terminal, person=Person(name="王芳", phone="13812345678"))

    found = search_terminals(rep, "138 1234 5678", limit=20)

    assert [(row["name"], row["match"], row["matched_text"]) for row in found] == [
        ("甲医院", "PHONE", "138****5678")
    ]
    assert names(rep, "1381234567") == []


def test_the_matched_text_is_the_alias_that_was_meant(rep, north):
    add(rep, north, "武汉协和医院", short_name="协和", aliases=("华中科大附属协和", "汉口普爱医院"))

    found = search_terminals(rep, "普爱", limit=20)

    assert [row["matched_text"] for row in found] == ["汉口普爱医院"]


def test_who_may_not_read_numbers_finds_nothing_by_them(rep, north):
    """A mask hides four digits: whoever may ask for all ten thousand of them would read the number."""
    terminal = add(rep, north, "甲医院", phones=("027-83304616",))
    commands.add_contact(rep, terminal_id=terminal, person=Person(name="王芳", phone="13812345678"))
    viewer = make.somebody("viewer", on=north, name="北区观察")
    make.as_(viewer)

    assert names(viewer, "13812345678") == []
    assert (
        page_of_terminals(viewer, Filter(q="13812345678"), sort="", cursor="", limit=50).items == []
    )
    assert count_of_terminals(viewer, Filter(q="13812345678")) == (0, False)
    assert names(viewer, "027-83304616") == [("甲医院", "PHONE")]


@pytest.mark.parametrize(
    "word", ["罕见医院", "别名之家", "hjyy", "13900001111", "0898-66668888", "code"]
)
def test_another_region_finds_nothing_by_any_word(rep, north, word):
    terminal = add(rep, north, "罕见医院", aliases=("别名之家",), phones=("0898-66668888",))
    commands.add_contact(rep, terminal_id=terminal, person=Person(name="李四", phone="13900001111"))
    if word == "code":
        word = make.stored(terminal, seen_by=rep).terminal_no
    south = make.somebody("sales_manager", on=make.scope("南区"), name="南区代表")

    assert names(rep, word) != []
    assert names(south, word) == []
    assert page_of_terminals(south, Filter(q=word), sort="", cursor="", limit=50).items == []
    assert count_of_terminals(south, Filter(q=word)) == (0, False)


def test_of_many_departments_the_whole_names_come_first(rep, north):
    hospital = add(rep, north, "甲医院")
    for number in range(25):
        make.terminal(f"内科{number}病区", by=rep, kind=Kind.WARD, under=hospital)
    make.terminal("内科", by=rep, kind=Kind.DEPARTMENT, under=hospital)

    found = names(rep, "内科", limit=3)

    assert found == [("内科", "NAME"), ("内科0病区", "NAME"), ("内科1病区", "NAME")]


def test_the_best_hit_is_found_whatever_stands_in_other_regions(rep, north):
    """The early end of a step counts what the actor may see, not what there is."""
    south = make.scope("南区")
    southerner = make.as_(make.somebody("sales_manager", on=south))
    for number in range(30):
        make.terminal(f"华山{number}院", by=southerner, on=south)
    add(rep, north, "北方华山医院")

    assert names(rep, "华山", limit=1) == [("北方华山医院", "NAME")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=30), st.text(alphabet="'\"%_\\\0😀[](){}*?:;$-—、０１Ａ医", max_size=12)
    )
)
def test_no_text_makes_it_fail(rep, text):
    make.as_(rep)

    assert search_terminals(rep, text, limit=20) == []


@pytest.mark.parametrize(
    "text", ["医" * 10_000, "1" * 10_000, "a=医院", "p:y", "tel:02583304616", "' OR 1=1 --"]
)
def test_long_texts_and_the_marks_of_the_index_find_nothing(rep, north, text):
    add(rep, north, "甲医院", phones=("025-83304616",))
    if text.startswith("tel"):
        text = "tel:"

    assert names(rep, text) == []


def test_a_hidden_terminal_stays_hidden_from_the_function_itself(rep, north):
    add(rep, north, "甲医院")
    stranger = make.as_(make.nobody_special())

    assert names(stranger, "医院") == []
    assert Terminal.objects.count() == 0
