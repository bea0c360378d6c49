from __future__ import annotations

import pytest

from duan.core.kernel.errors import Place
from duan.core.kernel.schemas import refuse_schema
from duan.trade.terminals import commands
from duan.trade.terminals.commands.attributes import flaws_in
from duan.trade.terminals.types import Kind, Profile
from tests import make
from tests.trade.terminals import make as trade
from tests.trade.terminals.make import define, schema, text


def test_versions_count_up_for_each_set_alone_and_are_logged(world):
    published = trade.facts()

    first = define(world, schema(a=text()))
    second = define(world, schema(a=text(), b=text()))
    other = define(world, schema(c=text()), region_code="420000")

    assert [kept.version for kept in (first, second, other)] == [1, 2, 1]
    assert world.last_told() == "发布自定义属性「概况」第 1 版"
    assert world.last_subjects() == [("attribute_set", other.pk, make.ROOT, "概况")]
    assert trade.facts() == published


def test_sets_of_neighbouring_departments_count_apart(world):
    kind = Kind.ENGINEERING_OFFICE
    for code in ("04.01", "04.03"):
        kept = define(
            world, schema(a=text()), kind=kind, region_code="420000", department_code=code
        )
        assert kept.version == 1


def form(world, pk):
    return make.client(world.manager).get(f"/api/terminals/{pk}").json()["attribute_schema"]


def test_a_form_is_made_of_all_sets_that_apply_the_special_ones_winning(world):
    define(world, schema(a=text("通用"), b=text("通用乙")))
    define(world, schema(a=text("湖北"), c=text("湖北丙")), region_code="420000")
    define(world, schema(a=text("武汉")), region_code="420100")
    define(world, schema(d=text("别处")), region_code="430000")
    define(world, schema(e=text("骨科的")), department_code="04.03")
    define(world, schema(f=text("外科的")), department_code="04")
    define(world, schema(g=text("科室的")), kind=Kind.DEPARTMENT)
    pk = world.hospital(region_code="420106", standard_codes=("04.03",))

    titles = {name: rules["title"] for name, rules in form(world, pk)["properties"].items()}

    assert titles == {
        "a": "武汉",
        "b": "通用乙",
        "c": "湖北丙",
        "e": "骨科的",
        "f": "外科的",
    }


def test_only_the_newest_version_of_a_set_is_in_force(world):
    define(world, schema(a=text("旧")))
    define(world, schema(b=text("新")))

    assert list(form(world, world.hospital())["properties"]) == ["b"]


def test_a_terminal_without_a_set_has_no_form(world):
    assert form(world, world.hospital()) is None


RULES = schema(
    required=["name", "beds"],
    name=text("型号", maxLength=4, minLength=2),
    beds={"type": "integer", "title": "台数", "minimum": 1, "maximum": 9},
    field=text("场强", enum=["1.5T", "3.0T"]),
    code=text("编码", pattern=r"^HB\d{3}$", maxLength=5),
    since=text("装机", format="date"),
    used={"type": "boolean", "title": "在用"},
    marks={
        "type": "array",
        "title": "标记",
        "items": {"type": "string", "enum": ["甲", "乙"]},
        "minItems": 1,
        "maxItems": 2,
        "uniqueItems": True,
    },
)


@pytest.mark.parametrize(
    ("values", "messages"),
    [
        ({"name": "CT", "beds": 1}, []),
        ({}, ["「型号」必填", "「台数」必填"]),
        ({"name": "CT"}, ["「台数」必填"]),
        ({"name": "C", "beds": 1}, ["「型号」至少 2 个字"]),
        ({"name": "Revolution", "beds": 1}, ["「型号」最多 4 个字"]),
        ({"name": "CT", "beds": 0}, ["「台数」不能小于 1"]),
        ({"name": "CT", "beds": 10}, ["「台数」不能大于 9"]),
        ({"name": "CT", "beds": "1"}, ["「台数」类型不对"]),
        ({"name": "CT", "beds": 1, "field": "7T"}, ["「场强」应为：1.5T、3.0T"]),
        ({"name": "CT", "beds": 1, "code": "HB12"}, ["「编码」格式不对"]),
        ({"name": "CT", "beds": 1, "code": "HB12\n"}, ["「编码」格式不对"]),
        ({"name": "CT", "beds": 1, "code": "HB１２３"}, ["「编码」格式不对"]),
        ({"name": "CT", "beds": 1, "since": "昨天"}, ["「装机」格式不对"]),
        ({"name": "CT", "beds": 1, "used": "是"}, ["「在用」类型不对"]),
        ({"name": "CT", "beds": 1, "marks": []}, ["「标记」至少 1 项"]),
        ({"name": "CT", "beds": 1, "marks": ["甲", "甲"]}, ["「标记」有重复的项"]),
        ({"name": "CT", "beds": 1, "marks": ["丙"]}, ["「标记」应为：甲、乙"]),
    ],
)
def test_each_rule_is_told_in_words_with_the_title_of_the_field(values, messages):
    refuse_schema(RULES)

    assert [place.message for place in flaws_in(RULES, values)] == messages


def test_a_terminal_with_wrong_values_is_refused_by_field(world):
    define(world, RULES)
    before = world.everything()

    with pytest.raises(commands.UnusableAttributes) as refusal:
        world.hospital("甲医院", attributes={"beds": 1, "colour": "白"})

    assert str(refusal.value) == (
        "自定义属性有误，请修改：没有「colour」这个属性，请先在「自定义属性」里定义；「型号」必填。"
    )
    assert refusal.value.where == (
        Place("attributes.colour", "没有「colour」这个属性，请先在「自定义属性」里定义"),
        Place("attributes.name", "「型号」必填"),
    )
    assert world.everything() == before


def revise(world, pk, **attributes):
    commands.revise_terminal(
        world.manager,
        terminal_id=pk,
        seen_version=world.version(pk),
        name="甲医院",
        profile=Profile(attributes=attributes),
    )


def test_what_a_newer_version_no_longer_knows_stays_and_cannot_be_changed(world):
    define(world, schema(a=text(), b=text()))
    pk = world.hospital("甲医院", attributes={"a": "旧值", "b": "乙"})
    define(world, schema(b=text()))

    revise(world, pk, b="丙")
    assert world.now(pk).attributes == {"a": "旧值", "b": "丙"}
    revise(world, pk, a="旧值", b="丁")
    assert world.now(pk).attributes == {"a": "旧值", "b": "丁"}
    with pytest.raises(commands.UnusableAttributes):
        revise(world, pk, a="新值")


def test_a_null_clears_a_value_and_so_does_leaving_it_out(world):
    define(world, schema(a=text(), b=text(), c=text()))
    pk = world.hospital("甲医院", attributes={"a": "甲", "b": "乙", "c": "丙"})

    revise(world, pk, a=None, b="乙")

    assert world.now(pk).attributes == {"b": "乙"}


def test_a_heap_of_values_is_refused(world):
    define(world, schema(a=text()))

    with pytest.raises(commands.UnusableAttributes) as refusal:
        world.hospital(attributes={"a": "长" * 20_000})

    assert str(refusal.value) == "自定义属性的内容太多，合计最多 32000 个字节，请减少。"


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"region_code": "999999"}, None),
        (
            {"department_code": "99.99"},
            "属性定义有误，请修改：诊疗科目代码「99.99」不存在。",
        ),
        ({"title": "  "}, "属性定义有误，请修改：请填写这组属性的名称。"),
    ],
)
def test_a_set_for_nowhere_is_refused(where, message, world):
    with pytest.raises(commands.UnusableSchema) as refusal:
        define(world, schema(a=text()), **where)

    assert message is None or str(refusal.value) == message
