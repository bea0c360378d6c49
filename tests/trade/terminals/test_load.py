"""Loading many terminals in one transaction: what is added, changed, left alone and refused."""

from __future__ import annotations

from uuid import UUID

import polars as pl
import pytest

from duan.core.access.commands import NotAllowed
from duan.core.audit.models import Entry
from duan.core.kernel.context import act_under
from duan.core.kernel.ids import new_id
from duan.trade.terminals import commands
from duan.trade.terminals.commands.load_stage import LoadPlan, stage
from duan.trade.terminals.models import Contact, ContactSecret, Terminal
from duan.trade.terminals.types import Kind
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan):
    return make.somebody("sales_manager", on=wuhan, name="武汉经理")


class Loaded:
    """What one load answered, and what it complained of."""

    def __init__(self, counts, problems):
        self.counts, self.problems = counts, problems

    @property
    def told(self):
        return [(p.row, p.field, p.code, p.severity) for p in self.problems]


def frame(rows: list[dict[str, str]]) -> pl.DataFrame:
    fields = list(dict.fromkeys(name for row in rows for name in row))
    data = {name: [row.get(name, "") for row in rows] for name in fields}
    return pl.DataFrame({"row": list(range(2, len(rows) + 2)), **data})


def load(actor, rows, *, import_id: UUID | None = None, skip_refused=True, **plan) -> Loaded:
    problems: list = []
    counts = commands.load_terminals(
        actor,
        batches=[frame(rows)],
        plan=LoadPlan(import_id=import_id or new_id(), on=make.database_now().date(), **plan),
        report=problems.extend,
        tell=lambda _stage, _done: None,
        skip_refused=skip_refused,
    )
    act_under(actor.token)
    return Loaded(counts, problems)


def check(actor, rows, **plan) -> Loaded:
    problems: list = []
    act_under(actor.token)
    counts = stage(
        actor,
        [frame(rows)],
        LoadPlan(import_id=new_id(), on=make.database_now().date(), **plan),
        report=problems.extend,
        tell=lambda _stage, _done: None,
    )
    return Loaded(counts, problems)


USCC = "91420100MA4KM0X29X"  # made up, with right check digits
UNION = {
    "name": "武汉协和医院（华中科技大学同济医学院附属协和医院）",
    "city_code": "420100",
    "city": "武汉市",
    "address": "解放大道1277号",
    "level": "三级甲等",
    "ownership": "公立",
    "beds": "5000",
    "phones": "027-85726114",
    "tags": "重点、心血管",
    "contact1_name": "王主任",
    "contact1_position": "设备科主任",
    "contact1_phone": "13812345678",
}


def test_a_row_becomes_a_terminal_with_everything_in_its_place(manager, wuhan):
    loaded = load(manager, [UNION])

    kept = Terminal.objects.get(name="武汉协和医院")
    assert loaded.told == []
    assert (loaded.counts.new, loaded.counts.changed, loaded.counts.same) == (1, 0, 0)
    assert {
        name: getattr(kept, name)
        for name in (
            "kind", "aliases", "region_code", "address", "level", "grade", "ownership", "beds",
            "phones", "phone_note", "tags", "status", "version", "scope_id", "initials",
            "parent_id", "attributes",
        )
    } == {
        "kind": "HOSPITAL",
        "aliases": ["华中科技大学同济医学院附属协和医院"],
        "region_code": "420100",
        "address": "解放大道1277号",
        "level": "3",
        "grade": "A",
        "ownership": "PUBLIC",
        "beds": 5000,
        "phones": ["027-85726114"],
        "phone_note": "",
        "tags": ["重点", "心血管"],
        "status": "PROSPECT",
        "version": 1,
        "scope_id": wuhan,
        "initials": "whxhyy",
        "parent_id": None,
        "attributes": {},
    }  # fmt: skip
    assert kept.root_id == kept.pk


def test_a_contact_is_sealed_for_its_own_row(manager):
    load(manager, [UNION])

    contact = Contact.objects.get()
    told = commands.reveal_contact(manager, contact_id=contact.pk, purpose="送货")
    assert (contact.name, contact.position, contact.phone_masked) == (
        "王主任",
        "设备科主任",
        "138****5678",
    )
    assert told == {"phone": "13812345678", "email": ""}
    assert ContactSecret.objects.count() == 1


def named(name: str) -> Terminal:
    return Terminal.objects.get(name=name)


def counted(loaded: Loaded) -> dict[str, int]:
    counts = {name: getattr(loaded.counts, name) for name in loaded.counts.__slots__}
    return {name: count for name, count in counts.items() if count}


def test_the_same_rows_again_change_nothing(manager):
    load(manager, [UNION])
    before = Terminal.objects.values_list("version", "updated_at").get()

    again = load(manager, [UNION])

    assert counted(again) == {"same": 1}
    assert Terminal.objects.values_list("version", "updated_at").get() == before
    assert Contact.objects.count() == 1


def test_only_the_row_that_changed_is_updated(manager):
    other = {"name": "武汉同济医院", "city_code": "420100", "beds": "4000"}
    load(manager, [UNION, other])

    again = load(manager, [UNION, {**other, "beds": "4100"}])

    assert counted(again) == {"changed": 1, "same": 1}
    assert (named("武汉同济医院").beds, named("武汉同济医院").version) == (4100, 2)
    assert named("武汉协和医院").version == 1


def test_an_empty_cell_leaves_what_is_known(manager):
    load(manager, [UNION])

    again = load(manager, [{**UNION, "beds": "", "address": "", "phones": "", "tags": "新"}])

    kept = named("武汉协和医院")
    assert counted(again) == {"changed": 1}
    assert (kept.beds, kept.address, kept.phones, kept.tags) == (
        5000, "解放大道1277号", ["027-85726114"], ["新"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "key", [{"external_no": "H-001"}, {"uscc": USCC}], ids=["external", "uscc"]
)
def test_a_renamed_institution_is_found_by_its_own_key(manager, key):
    load(manager, [{"name": "旧名医院", "city_code": "420100", **key}])

    again = load(manager, [{"name": "新名医院", "city_code": "420100", **key}])

    assert counted(again) == {"changed": 1}, again.told
    assert list(Terminal.objects.values_list("name", "initials")) == [("新名医院", "xmyy")]


def test_a_row_of_the_city_finds_the_institution_of_its_county(manager):
    load(manager, [{"name": "洪山医院", "region_code": "420111"}])

    again = load(manager, [{"name": "洪山医院", "city_code": "420100", "beds": "9"}])

    assert counted(again) == {"changed": 1}
    assert (named("洪山医院").region_code, named("洪山医院").beds) == ("420111", 9)


def test_a_campus_stands_under_its_institution(manager):
    rows = [
        {"name": "湖北省中医院（光谷院区）", "city_code": "420100", "address": "珞喻路856号"},
        {"name": "湖北省中医院", "city_code": "420100", "address": "花园山4号"},
        {"name": "同济医院中法新城院区", "city_code": "420100"},
    ]

    loaded = load(manager, rows)

    campus = named("光谷院区")
    assert counted(loaded) == {"new": 3, "campuses": 2, "institutions": 1}
    assert (campus.kind, campus.parent.name, campus.aliases, campus.address) == (
        "CAMPUS", "湖北省中医院", ["湖北省中医院光谷院区"], "珞喻路856号",
    )  # fmt: skip
    assert campus.root_id == campus.parent_id
    assert named("湖北省中医院").address == "花园山4号"
    assert named("中法新城院区").parent.name == "同济医院"
    assert counted(load(manager, rows)) == {"same": 3}


def test_a_row_that_comes_twice_is_loaded_once(manager):
    loaded = load(manager, [{**UNION}, {**UNION, "beds": "1"}])

    assert counted(loaded) == {"new": 1, "duplicates": 1}
    assert loaded.told == [(3, "name", "TWICE_IN_FILE", "WARNING")]
    assert named("武汉协和医院").beds == 5000


def test_departments_find_their_hospital_in_the_file_and_in_the_archive(manager, wuhan):
    known = make.terminal("武汉同济医院", by=manager, on=wuhan)
    number = make.stored(known, seen_by=manager).terminal_no
    rows = [
        {"name": "一病区", "kind": "病区", "parent": "心血管内科"},
        {
            "name": "心血管内科",
            "kind": "科室",
            "parent": "武汉协和医院",
            "standard_codes": "心内科",
        },
        UNION,
        {"name": "骨科", "kind": "科室", "parent": number},
        {"name": "设备科", "kind": "医学工程科", "parent": "武汉同济医院"},
    ]

    loaded = load(manager, rows)

    assert loaded.told == []
    assert counted(loaded) == {"new": 5}
    ward, heart = named("一病区"), named("心血管内科")
    assert (ward.parent_id, heart.parent.name) == (heart.pk, "武汉协和医院")
    assert {ward.root_id, heart.root_id} == {named("武汉协和医院").pk}
    assert heart.standard_codes == ["03.04"]
    assert heart.region_code == "420100"
    assert {named("骨科").root_id, named("设备科").root_id} == {known}
    assert counted(load(manager, rows)) == {"same": 5}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [{"name": "骨科", "kind": "科室", "parent": "没有的医院"}],
            [(2, "parent", "PARENT_MISSING", "ERROR")],
        ),
        (
            [
                {"name": "甲科", "kind": "科室", "parent": "乙科"},
                {"name": "乙科", "kind": "科室", "parent": "甲科"},
            ],
            [(2, "parent", "PARENT_CIRCLE", "ERROR"), (3, "parent", "PARENT_CIRCLE", "ERROR")],
        ),
        (
            [{"name": "骨科", "kind": "科室", "city_code": "420100"}],
            [(2, "kind", "WRONG_PLACE", "ERROR")],
        ),
        (
            [
                {"name": "外地医院", "city_code": "440100"},
                {"name": "骨科", "kind": "科室", "parent": "外地医院"},
            ],
            [
                (2, "region_code", "OUT_OF_REACH", "ERROR"),
                (3, "region_code", "OUT_OF_REACH", "ERROR"),
            ],
        ),
        (
            [
                {"name": "甲医院", "city_code": "420100", "external_no": "1"},
                {"name": "乙医院", "city_code": "420100", "external_no": "1"},
            ],
            [(3, "external_no", "EXTERNAL_NO_TWICE", "ERROR")],
        ),
        ([{"name": "", "city_code": "420100"}], [(2, "name", "NAME_MISSING", "ERROR")]),
        (
            [{"name": "甲医院", "city_code": "420100", "city": "广州市"}],
            [(2, "city_code", "REGION_NAME_MISMATCH", "ERROR")],
        ),
        (
            [{"name": "甲医院", "city_code": "420100", "beds": "很多"}],
            [(2, "beds", "BEDS_UNREADABLE", "ERROR")],
        ),
        (
            [{"name": "甲医院", "city_code": "420100", "phones": "138****5678"}],
            [(2, "phones", "PHONE_MASKED", "ERROR")],
        ),
    ],
    ids=lambda value: value[0][2] if isinstance(value[0], tuple) else "",
)
def test_a_wrong_row_is_refused_with_its_place(manager, rows, told):
    loaded = load(manager, rows)

    assert loaded.told == told
    assert loaded.counts.refused == len(told)
    assert Terminal.objects.count() == len(rows) - len(told)


def test_wrong_rows_stop_the_load_unless_they_may_be_skipped(manager):
    rows = [UNION, {"name": "坏行", "city_code": "420100", "beds": "x"}]

    with pytest.raises(commands.RowsRefused, match="有 1 行有错误"):
        load(manager, rows, skip_refused=False)

    make.as_(manager)
    assert Terminal.objects.count() == 0


def test_a_contact_with_a_new_number_is_sealed_again(manager):
    load(manager, [UNION])

    again = load(manager, [{**UNION, "contact1_phone": "13900001111"}])

    contact = Contact.objects.get()
    told = commands.reveal_contact(manager, contact_id=contact.pk, purpose="送货")
    assert counted(again) == {"changed": 1}
    assert (told["phone"], contact.phone_masked, contact.version) == (
        "13900001111", "139****1111", 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("duplicates", "beds", "count"), [("skip", 100, 1), ("update", 200, 1), ("add", 100, 2)]
)
def test_a_likely_duplicate_goes_where_somebody_decided(manager, duplicates, beds, count):
    load(manager, [{"name": "武汉市第一医院", "city_code": "420100", "beds": "100"}])
    known = named("武汉市第一医院")

    load(
        manager,
        [{"name": "武汉第一医院", "city_code": "420100", "beds": "200"}],
        duplicates=duplicates,
        choices={2: known.pk},
    )

    known.refresh_from_db()
    assert (known.beds, Terminal.objects.count()) == (beds, count)


def test_a_load_leaves_one_entry_that_names_every_terminal(manager, wuhan):
    import_id = new_id()

    load(manager, [UNION, {"name": "武汉同济医院", "city_code": "420100"}], import_id=import_id)

    entry = Entry.objects.get(command="terminals.load_terminals")
    subjects = entry.subjects.order_by("name").values_list("kind", "name", "scope_id")
    assert sorted(subjects) == [
        ("terminal", "武汉协和医院", wuhan),
        ("terminal", "武汉同济医院", wuhan),
    ]
    assert entry.details == {
        "new": 2, "changed": 0, "duplicates": 0, "import_id": str(import_id),
    }  # fmt: skip


def test_numbers_are_given_without_a_gap(manager):
    load(manager, [{"name": f"第{n}医院", "city_code": "420100"} for n in range(5)])

    numbers = sorted(Terminal.objects.values_list("terminal_no", flat=True))
    first = int(numbers[0][1:])
    assert numbers == [f"T{first + n:07d}" for n in range(5)]


def test_a_check_says_what_a_load_would_do_and_writes_nothing(manager):
    load(manager, [UNION])

    found = check(manager, [{**UNION, "beds": "1"}, {"name": "新医院", "city_code": "420100"}])

    assert counted(found) == {"new": 1, "changed": 1}
    assert Terminal.objects.count() == 1
    assert named("武汉协和医院").beds == 5000


def test_who_may_not_import_cannot_load(wuhan):
    seller = make.somebody("sales", on=wuhan)

    with pytest.raises(NotAllowed):
        load(seller, [UNION])


def test_a_custom_attribute_is_read_by_its_schema(manager, wuhan):
    steward = make.somebody("data_steward", on=make.ROOT)
    properties = {
        "mri_count": {"type": "integer", "title": "磁共振台数", "maximum": 20},
        "has_icu": {"type": "boolean", "title": "有ICU"},
    }
    commands.define_attributes(
        steward,
        kind=Kind.HOSPITAL,
        title="设备",
        schema={"type": "object", "properties": properties},
    )
    rows = [
        {"name": "甲医院", "city_code": "420100", "attr:mri_count": "3", "attr:has_icu": "是"},
        {"name": "乙医院", "city_code": "420100", "attr:mri_count": "99"},
    ]

    loaded = load(manager, rows)

    assert named("甲医院").attributes == {"mri_count": 3, "has_icu": True}
    assert [(p.row, p.field, p.message) for p in loaded.problems] == [
        (3, "attr:mri_count", "「磁共振台数」不能大于 20"),
    ]
