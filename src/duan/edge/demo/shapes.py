"""What stands inside a demo hospital, by its size: plain data, a tree of units."""

from __future__ import annotations

from dataclasses import dataclass

from duan.trade.terminals.types import Grade, Kind, Level, Ownership


@dataclass(frozen=True, slots=True)
class Unit:
    """A terminal below a hospital; `codes` are 诊疗科目, `head` is the position of who leads it."""

    kind: Kind
    name: str
    codes: tuple[str, ...] = ()
    head: str = ""
    inside: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A size of hospital: names to choose from with their short forms, beds from/to, its units."""

    names: tuple[tuple[str, str], ...]
    level: Level
    grades: tuple[Grade, ...]
    ownership: Ownership
    beds: tuple[int, int]
    units: tuple[Unit, ...]
    tags: tuple[str, ...]


_ROOM, _WARD, _DEPARTMENT = Kind.ROOM, Kind.WARD, Kind.DEPARTMENT
_PURCHASING = Unit(Kind.PURCHASING_OFFICE, "采购办公室", head="采购办主任")
_ENGINEERING = Unit(Kind.ENGINEERING_OFFICE, "医学工程科", head="医学工程科科长")
_CSSD = Unit(Kind.CSSD, "消毒供应中心", head="护士长")
_SUITE = Unit(
    Kind.OPERATING_SUITE,
    "手术室",
    head="手术室护士长",
    inside=(Unit(_ROOM, "1 号手术间"), Unit(_ROOM, "2 号手术间（杂交）")),
)
_IMAGING = Unit(
    _DEPARTMENT,
    "医学影像科",
    ("32",),
    "影像科主任",
    (Unit(_ROOM, "CT 室"), Unit(_ROOM, "磁共振室")),
)
_SMALLER_IMAGING = Unit(_DEPARTMENT, "放射科", ("32",), "放射科主任")
_SMALLER_SUITE = Unit(Kind.OPERATING_SUITE, "手术室", head="手术室护士长")
_HEART = Unit(
    _DEPARTMENT,
    "心血管内科",
    ("03.04",),
    "科主任",
    (Unit(_WARD, "心内一病区"), Unit(_WARD, "心内二病区（CCU）")),
)
_ICU = Unit(_DEPARTMENT, "重症医学科", ("28",), "科主任", (Unit(_WARD, "综合 ICU 病区"),))
_BONES = Unit(_DEPARTMENT, "骨科", ("04.03",), "科主任", (Unit(_WARD, "关节病区"),))
_ULTRASOUND = Unit(_DEPARTMENT, "超声医学科", ("32.05",), "超声科主任")
_LABORATORY = Unit(_DEPARTMENT, "检验科", ("30",), "检验科主任")
_EMERGENCY = Unit(_DEPARTMENT, "急诊医学科", ("20",), "急诊科主任")
_ANAESTHESIA = Unit(_DEPARTMENT, "麻醉科", ("26",), "麻醉科主任")
_SURGERY = Unit(_DEPARTMENT, "普外科", ("04.01",), "科主任", (Unit(_WARD, "普外一病区"),))
_CHILDREN = Unit(_DEPARTMENT, "儿科", ("07",), "科主任")
_WOMEN = Unit(_DEPARTMENT, "妇产科", ("05",), "科主任")
_REHABILITATION = Unit(_DEPARTMENT, "康复医学科", ("21",), "康复科主任")

LARGE = Shape(
    names=(
        ("医科大学附属第一医院", "医附一院"),
        ("大学附属第一医院", "大附一院"),
        ("中心医院", "中心医院"),
        ("第一人民医院", "一医院"),
    ),
    level=Level.THREE,
    grades=(Grade.A, Grade.SPECIAL),
    ownership=Ownership.PUBLIC,
    beds=(1600, 4200),
    units=(
        Unit(
            Kind.CAMPUS,
            "本部院区",
            inside=(
                Unit(Kind.BUILDING, "门急诊楼", inside=(_EMERGENCY,)),
                _IMAGING,
                _HEART,
                _ICU,
                _SUITE,
                _CSSD,
            ),
        ),
        Unit(Kind.CAMPUS, "新城院区", inside=(_BONES, _ULTRASOUND, _LABORATORY)),
        _PURCHASING,
        _ENGINEERING,
    ),
    tags=("重点客户", "教学医院", "集采牵头"),
)
MEDIUM = Shape(
    names=(
        ("人民医院", "人医"),
        ("第二人民医院", "二医院"),
        ("中医医院", "中医院"),
        ("妇幼保健院", "妇幼"),
        ("儿童医院", "儿医"),
        ("肿瘤医院", "肿瘤医院"),
    ),
    level=Level.TWO,
    grades=(Grade.A, Grade.A, Grade.B),
    ownership=Ownership.PUBLIC,
    beds=(260, 900),
    units=(_SMALLER_IMAGING, _SURGERY, _ICU, _ANAESTHESIA, _SMALLER_SUITE, _ENGINEERING),
    tags=("县域医共体", "设备更新计划", "胸痛中心"),
)
SMALL = Shape(
    names=(
        ("骨科医院", "骨科医院"),
        ("眼科医院", "眼科医院"),
        ("康复医院", "康复医院"),
        ("妇产医院", "妇产医院"),
        ("国际医院", "国际医院"),
    ),
    level=Level.UNRATED,
    grades=(Grade.NONE,),
    ownership=Ownership.PRIVATE,
    beds=(40, 200),
    units=(_ULTRASOUND, _REHABILITATION, _PURCHASING),
    tags=("民营连锁", "新建", "价格敏感"),
)
COMMUNITY = Shape(
    names=(("社区卫生服务中心", "社卫中心"),),
    level=Level.ONE,
    grades=(Grade.NONE,),
    ownership=Ownership.PUBLIC,
    beds=(10, 50),
    units=(_CHILDREN, _WOMEN),
    tags=("基层医疗",),
)
