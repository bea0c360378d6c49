"""Loading many terminals in one transaction: what is added, changed, left alone and refused."""

from __future__ import annotations

import pytest

from duan.core.access.commands import NotAllowed
from duan.core.audit.models import Entry
from duan.core.kernel.ids import new_id
from duan.trade.terminals import commands
from duan.trade.terminals.models import Contact, ContactSecret, Terminal
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.terminals.loading import UNION, USCC, check, counted, load, named

pytestmark = pytest.mark.django_db


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan):
    return make.somebody("sales_manager", on=wuhan, name="武汉经理")


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


def test_a_row_that_comes_twice_is_loaded_once(manager):
    loaded = load(manager, [{**UNION}, {**UNION, "beds": "1"}])

    assert counted(loaded) == {"new": 1, "duplicates": 1}
    assert loaded.told == [(3, "name", "TWICE_IN_FILE", "WARNING")]
    assert named("武汉协和医院").beds == 5000


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


def test_a_terminal_is_found_by_its_number_and_may_be_renamed(manager):
    load(manager, [UNION])
    number = named("武汉协和医院").terminal_no

    again = load(
        manager, [{"terminal_no": number, "name": "武汉协和医院（新院区）", "city_code": "420100"}]
    )

    assert counted(again) == {"changed": 1}
    kept = Terminal.objects.get()
    assert (kept.terminal_no, kept.name, kept.kind) == (
        number,
        "武汉协和医院（新院区）",
        "HOSPITAL",
    )


def test_a_number_that_nobody_has_is_refused(manager):
    loaded = load(manager, [{"terminal_no": "T9999999", "name": "甲医院", "city_code": "420100"}])

    assert loaded.told == [(2, "terminal_no", "NUMBER_UNKNOWN", "ERROR")]
    assert Terminal.objects.count() == 0
