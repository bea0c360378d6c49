"""The columns of a terminal file: what they are called, by whom, and what goes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from duan.trade.terminals.models import AttributeSet
from duan.trade.terminals.types import Grade, Kind, Level, Ownership

ATTRIBUTE = "attr:"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadField:
    """One field. `also` are other names people give the column; `choices` the labels it accepts."""

    code: str
    label: str
    hint: str = ""
    also: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""


def _labels(words: Any) -> tuple[str, ...]:
    return tuple(str(word.label) for word in words)


_OWN = (
    LoadField(
        code="name",
        label="名称",
        required=True,
        hint="括号里的别名、院区会自动识别",
        also=("终端名称", "医院名称", "机构名称", "单位名称", "客户名称", "医院", "name"),
        example="江城市第一人民医院（江城市红十字会医院）",
    ),
    LoadField(
        code="terminal_no",
        label="终端编号",
        hint="只在修改已有终端时填写，例如 T0000123",
        also=("terminal_no",),
    ),
    LoadField(
        code="kind",
        label="类型",
        hint="不填按「医院」",
        also=("终端类型", "机构类型", "客户类型", "kind", "type"),
        choices=_labels(Kind),
        example="医院",
    ),
    LoadField(
        code="aliases",
        label="别名",
        hint="多个用顿号分隔",
        also=("又名", "其他名称", "曾用名", "aliases", "alias"),
    ),
    LoadField(code="short_name", label="简称", also=("医院简称", "short_name"), example="江城一院"),
    LoadField(
        code="parent",
        label="上级",
        hint="上级终端的名称或编号，科室等必填",
        also=("上级终端", "所属医院", "上级名称", "上级编号", "parent", "parent_name"),
    ),
    LoadField(
        code="campus", label="院区", hint="会建成医院下的院区", also=("分院", "院区名称", "campus")
    ),
    LoadField(
        code="external_no",
        label="外部编号",
        hint="您自己系统里的编号，用来对应已导入的终端",
        also=(
            "客户编码",
            "客户编号",
            "医院编码",
            "机构编码",
            "自有编号",
            "编号",
            "external_no",
            "code",
        ),
    ),
    LoadField(
        code="region_code",
        label="行政区划代码",
        hint="6 位，例如 420111",
        also=("区划代码", "地区代码", "行政区代码", "区县代码", "region_code", "district_code"),
        example="420111",
    ),
    LoadField(code="province", label="省", also=("省份", "所在省", "省级", "province")),
    LoadField(code="city", label="市", also=("城市", "地市", "所在市", "地级市", "city")),
    LoadField(
        code="district", label="区县", also=("区", "县", "县区", "所在区县", "district", "county")
    ),
    LoadField(code="province_code", label="省代码", also=("省份代码", "省编码", "province_code")),
    LoadField(code="city_code", label="市代码", also=("城市代码", "市编码", "city_code")),
    LoadField(
        code="address",
        label="地址",
        also=("详细地址", "医院地址", "单位地址", "通讯地址", "address"),
        example="中山大道 1 号",
    ),
    LoadField(
        code="level",
        label="级别",
        hint="可以写「三级甲等」「三甲」",
        also=("医院级别", "医院等级", "等级", "级别等次", "level"),
        choices=_labels(Level),
        example="三级",
    ),
    LoadField(
        code="grade",
        label="等次",
        also=("医院等次", "grade"),
        choices=_labels(Grade),
        example="甲等",
    ),
    LoadField(
        code="ownership",
        label="所有制",
        also=("经济性质", "所有制形式", "医院性质", "性质", "ownership"),
        choices=_labels(Ownership),
        example="公立",
    ),
    LoadField(
        code="beds", label="床位数", also=("床位", "编制床位", "开放床位", "beds"), example="1200"
    ),
    LoadField(
        code="uscc",
        label="统一社会信用代码",
        hint="18 位",
        also=("信用代码", "社会信用代码", "税号", "uscc"),
    ),
    LoadField(
        code="licence_no",
        label="执业许可证号",
        also=("许可证号", "医疗机构执业许可证号", "登记号", "licence_no"),
    ),
    LoadField(
        code="licence_expires_on",
        label="许可证有效期",
        hint="例如 2027-03-31",
        also=("许可证有效期至", "有效期至", "有效期限", "licence_expires_on"),
    ),
    LoadField(
        code="phones",
        label="电话",
        hint="可以写多个；认不出的部分原样保留在备注里",
        also=("联系电话", "医院电话", "总机", "电话号码", "tel", "phone", "phones"),
        example="027-87654321",
    ),
    LoadField(code="tags", label="标签", hint="多个用顿号分隔", also=("标记", "备注标签", "tags")),
    LoadField(
        code="standard_codes",
        label="诊疗科目",
        hint="代码或名称，多个用顿号分隔",
        also=("标准科室", "诊疗科目代码", "科目代码", "standard_codes"),
    ),
)
CONTACTS = 2


def _of_contact(number: int) -> tuple[LoadField, ...]:
    n = str(number)
    first = number == 1
    return (
        LoadField(
            code=f"contact{n}_name",
            label=f"联系人{n}",
            also=(
                f"联系人{n}姓名",
                f"contact{n}_name",
                *(("联系人", "联系人姓名") if first else ()),
            ),
        ),
        LoadField(
            code=f"contact{n}_position",
            label=f"联系人{n}职务",
            also=(f"职务{n}", f"contact{n}_position", *(("职务", "联系人职务") if first else ())),
        ),
        LoadField(
            code=f"contact{n}_phone",
            label=f"联系人{n}电话",
            also=(
                f"联系人{n}手机",
                f"contact{n}_phone",
                *(("手机", "联系人电话", "联系人手机") if first else ()),
            ),
        ),
    )


FIELDS = (*_OWN, *(field for n in range(1, CONTACTS + 1) for field in _of_contact(n)))


def fields_with(sets: Sequence[AttributeSet]) -> list[LoadField]:
    """Return the fields, and after them one for each custom attribute that some set defines."""
    found = {field.code: field for field in FIELDS}
    for kept in sets:
        for name, rules in kept.schema["properties"].items():
            title = str(rules.get("title", name))
            found.setdefault(
                ATTRIBUTE + name,
                LoadField(
                    code=ATTRIBUTE + name,
                    label=title,
                    hint="自定义属性",
                    also=(name, kept.title + title),
                ),
            )
    return list(found.values())
