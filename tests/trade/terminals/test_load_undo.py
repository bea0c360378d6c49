"""Taking a load back: everything as before, or nothing and the reason."""

from __future__ import annotations

import pytest
from django.db import connection

from duan.core.audit.models import Entry
from duan.core.kernel.ids import new_id
from duan.trade.terminals import commands
from duan.trade.terminals.models import Contact, ContactSecret, LoadedOver, Terminal
from duan.trade.terminals.types import Channel, Kind, Meeting, Person, Purpose, Status
from tests import make
from tests.trade.terminals.loading import UNION, load, named

pytestmark = pytest.mark.django_db

IMPORT = new_id()


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan):
    return make.somebody("sales_manager", on=wuhan, name="武汉经理")


def undo(actor):
    commands.undo_load(actor, import_id=IMPORT)
    make.as_(actor)


def test_what_was_added_is_gone_again(manager):
    rows = [UNION, {"name": "同济医院光谷院区", "city_code": "420100"}]
    load(manager, rows, import_id=IMPORT)

    undo(manager)

    assert [m.objects.count() for m in (Terminal, Contact, ContactSecret, LoadedOver)] == [0] * 4
    entry = Entry.objects.get(command="terminals.undo_load")
    names = sorted(entry.subjects.values_list("name", flat=True))
    assert names == ["光谷院区", "同济医院", "武汉协和医院"]


def test_what_was_changed_is_as_before(manager):
    load(manager, [UNION])
    columns = [
        f.attname for f in Terminal._meta.fields if f.attname not in ("version", "updated_at")
    ]
    before = Terminal.objects.values(*columns).get()
    load(
        manager,
        [
            {**UNION, "name": "武汉协和医院（新别名医院）", "beds": "1", "phones": "027-80000000",
             "contact1_phone": "13900001111", "contact2_name": "李科长"},
        ],
        import_id=IMPORT,
    )  # fmt: skip
    assert named("武汉协和医院").beds == 1

    undo(manager)

    contact = Contact.objects.get()
    told = commands.reveal_contact(manager, contact_id=contact.pk, purpose="核对")
    assert Terminal.objects.values(*columns).get() == before
    assert named("武汉协和医院").version == 3
    assert (told["phone"], contact.phone_masked) == ("13812345678", "138****5678")


def test_a_dropped_contact_is_forgotten_in_what_the_load_wrote_over(manager, wuhan):
    load(manager, [UNION])
    load(manager, [{**UNION, "contact1_phone": "13900001111"}], import_id=IMPORT)
    contact = Contact.objects.get()
    assert LoadedOver.objects.get(subject="contact").before["secret"] is not None
    seller = make.somebody("sales", on=wuhan)

    commands.drop_contact(seller, contact_id=contact.pk, seen_version=contact.version)

    make.as_(manager)
    before = LoadedOver.objects.get(subject="contact").before
    assert (before["secret"], before["phone_masked"], before["email_masked"]) == (None, "", "")


def test_somebody_of_another_region_makes_nobody_forgotten(manager):
    load(manager, [UNION])
    load(manager, [{**UNION, "contact1_phone": "13900001111"}], import_id=IMPORT)
    contact = Contact.objects.get()
    make.as_(make.somebody("sales", on=make.scope("广州")))
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.terminals_forget_contact(%s)", [contact.pk])

    make.as_(manager)
    assert LoadedOver.objects.get(subject="contact").before["secret"] is not None


def revise(manager, terminal):
    commands.change_status(
        manager, terminal_id=terminal.pk, seen_version=1, status=Status.ACTIVE, reason="签约"
    )


def add_child(manager, terminal):
    make.terminal("骨科", by=manager, kind=Kind.DEPARTMENT, under=terminal.pk)


def add_contact(manager, terminal):
    commands.add_contact(manager, terminal_id=terminal.pk, person=Person(name="新人"))


def meet(manager, terminal):
    commands.log_interaction(
        manager,
        terminal_id=terminal.pk,
        meeting=Meeting(
            met_at=make.database_now(), channel=Channel.VISIT, purpose=Purpose.NEEDS, summary="聊"
        ),
    )


def load_again(manager, terminal):
    load(manager, [{**UNION, "beds": "7"}])


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (revise, "已被修改"),
        (add_child, "下面新建了别的终端"),
        (add_contact, "联系人已有变化"),
        (meet, "已有拜访记录"),
        (load_again, "已被修改"),
    ],
)
def test_what_something_depends_on_stays(manager, happens, why):
    load(manager, [UNION, {"name": "同济医院", "city_code": "420100"}], import_id=IMPORT)
    kept = named("武汉协和医院")
    happens(manager, kept)

    with pytest.raises(commands.UndoRefused) as refused:
        undo(manager)

    make.as_(manager)
    assert str(refused.value) == (
        f"不能撤销：{kept.terminal_no}「武汉协和医院」{why}。请先处理这些终端，或逐个修改。"
    )
    assert Terminal.objects.filter(name__in=["武汉协和医院", "同济医院"]).count() == 2


def test_a_change_after_the_load_keeps_the_changed_row(manager):
    load(manager, [UNION])
    load(manager, [{**UNION, "beds": "1"}], import_id=IMPORT)
    load(manager, [{**UNION, "beds": "2"}])

    with pytest.raises(commands.UndoRefused, match="已被修改"):
        undo(manager)


def test_another_region_cannot_undo(manager):
    load(manager, [UNION], import_id=IMPORT)
    other = make.somebody("sales_manager", on=make.scope("广州"))

    with pytest.raises(commands.UndoRefused) as refused:
        commands.undo_load(other, import_id=IMPORT)

    make.as_(manager)
    assert str(refused.value) == (
        "导入写入的内容有 2 处已移到您看不到的辖区，不能撤销。请联系管理员。"
    )
    assert Terminal.objects.count() == 1


@pytest.fixture
def steward():
    return make.somebody("data_steward", on=make.ROOT)


def move_away(steward, name):
    """Put a campus under a hospital of another region."""
    make.as_(steward)
    moved = named(name)
    away = make.terminal("广州医院", by=steward, on=make.scope("广州"))
    commands.move_terminal(
        steward, terminal_id=moved.pk, seen_version=moved.version, parent_id=away
    )


CAMPUS = {"name": "同济医院光谷院区", "city_code": "420100"}


def test_when_one_added_moved_out_of_sight_nothing_is_taken_back(manager, steward):
    load(manager, [UNION, CAMPUS], import_id=IMPORT)
    move_away(steward, "光谷院区")

    with pytest.raises(commands.UndoRefused, match="有 1 处已移到您看不到的辖区"):
        undo(manager)

    make.as_(steward)
    names = Terminal.objects.filter(import_id=IMPORT).values_list("name", flat=True)
    assert sorted(names) == ["光谷院区", "同济医院", "武汉协和医院"]


def test_when_one_changed_moved_out_of_sight_nothing_is_taken_back(manager, steward):
    load(manager, [CAMPUS])
    load(manager, [UNION, {**CAMPUS, "beds": "7"}], import_id=IMPORT)
    move_away(steward, "光谷院区")

    with pytest.raises(commands.UndoRefused, match="有 1 处已移到您看不到的辖区"):
        undo(manager)

    make.as_(steward)
    assert (named("光谷院区").beds, named("武汉协和医院").beds) == (7, 5000)
    assert LoadedOver.objects.filter(import_id=IMPORT).count() == 1
