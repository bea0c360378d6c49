from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from duan.core.kernel.errors import Place
from duan.trade.terminals import commands
from duan.trade.terminals.models import Interaction
from duan.trade.terminals.types import Channel, Kind, Purpose
from tests import make
from tests.trade.terminals import make as trade

YESTERDAY = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)


@pytest.fixture
def hospital(world):
    return world.hospital("甲医院")


def test_a_visit_is_stored_logged_and_told(world, hospital):
    contact = world.contact(hospital, "张三丰")
    published = len(trade.facts())

    pk = world.visit(
        hospital,
        "  谈了 CT  ",
        met_at=YESTERDAY,
        purpose=Purpose.NEGOTIATION,
        result="有意向",
        next_step="报价",
        next_on=date(2026, 4, 2),
        competitor="某品牌",
        contact_ids=(contact,),
        companions=("李工",),
    )

    make.as_(world.overseer)
    kept = Interaction.objects.get(pk=pk)
    assert (kept.scope_id, kept.terminal_id, kept.met_at) == (world.east, hospital, YESTERDAY)
    assert (kept.summary, kept.contact_ids, kept.companions) == ("谈了 CT", [contact], ["李工"])
    assert kept.recorded_by == world.manager.account_id
    assert world.last_told() == "在「甲医院」上门拜访（商务谈判）：谈了 CT"
    assert world.last_subjects() == [
        ("interaction", pk, world.east, ""),
        ("terminal", hospital, world.east, "甲医院"),
    ]
    assert trade.facts()[published:] == [
        (
            "terminals.InteractionLogged",
            {"interaction_id": str(pk), "terminal_id": str(hospital)},
        )
    ]


@pytest.mark.parametrize(
    ("told", "message", "place"),
    [
        ({"summary": " \n"}, "请填写沟通内容。", Place("summary", "必填")),
        (
            {"met_at": datetime(2999, 1, 1, tzinfo=UTC)},
            "拜访时间晚于现在。计划中的拜访请写在「下一步」里。",
            Place("met_at", "不能晚于现在"),
        ),
        (
            {"met_at": YESTERDAY, "next_on": date(2026, 3, 30)},
            "下一步的日期早于拜访日期，请修改。",
            Place("next_on", "不能早于拜访日期"),
        ),
        (
            # 2026-03-31 23:00 in London is already the 1st of April in Shanghai.
            {"met_at": YESTERDAY + timedelta(hours=14), "next_on": date(2026, 3, 31)},
            "下一步的日期早于拜访日期，请修改。",
            Place("next_on", "不能早于拜访日期"),
        ),
    ],
)
def test_an_unusable_visit_is_refused(told, message, place, world, hospital):
    before = world.everything()

    with pytest.raises(commands.UnusableInteraction) as refusal:
        world.visit(hospital, **told)

    assert (str(refusal.value), refusal.value.where) == (message, (place,))
    assert world.everything() == before


def test_only_people_of_this_institution_were_met(world, hospital):
    department = world.below(hospital, "骨科")
    inside = world.contact(department, "张三")
    elsewhere = world.contact(world.hospital("乙医院"), "李四")
    hidden = commands.add_contact(
        world.stranger, terminal_id=world.western(), person=trade.Person(name="王五")
    )
    dropped = world.contact(hospital, "赵六")
    commands.drop_contact(world.manager, contact_id=dropped, seen_version=1)

    world.visit(hospital, contact_ids=(inside, inside))
    for stranger in (elsewhere, hidden, dropped, make.new_id()):
        with pytest.raises(commands.UnusableInteraction) as refusal:
            world.visit(hospital, contact_ids=(inside, stranger))
        assert str(refusal.value) == "有联系人不属于这家机构，请重新选择。"


def test_an_engineer_who_may_only_meet_logs_a_visit(world, hospital):
    engineer = make.somebody("engineer", on=world.east, name="小王")

    pk = commands.log_interaction(
        engineer, terminal_id=hospital, meeting=trade.meeting(channel=Channel.PHONE)
    )

    listed = make.client(world.manager).get("/api/terminals/interactions").json()["items"]
    assert [(item["id"], item["recorded_by_name"]) for item in listed] == [(str(pk), "小王")]


def test_the_list_of_a_place_holds_what_happened_there_and_below(world, hospital):
    campus = world.below(hospital, "东院区", Kind.CAMPUS)
    department = world.below(campus, "骨科")
    other = world.below(hospital, "眼科")
    for number, place in enumerate((hospital, campus, department, other)):
        world.visit(place, f"谈话{number}", met_at=YESTERDAY + timedelta(hours=number))
    client = make.client(world.manager)

    def told(pk):
        items = client.get(f"/api/terminals/{pk}/interactions").json()["items"]
        return [item["summary"] for item in items]

    assert told(hospital) == ["谈话3", "谈话2", "谈话1", "谈话0"]
    assert told(campus) == ["谈话2", "谈话1"]
    assert told(department) == ["谈话2"]


def test_pages_of_visits_meet_without_a_gap_or_an_overlap(world, hospital):
    for number in range(5):
        world.visit(hospital, f"谈话{number}", met_at=YESTERDAY + timedelta(hours=number // 2))
    client = make.client(world.manager)

    told, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/terminals/interactions", {"limit": 2, "cursor": cursor}).json()
        told += [item["summary"] for item in page["items"]]
        cursor = page["next"]

    assert sorted(told) == [f"谈话{number}" for number in range(5)]
    assert told[0] == "谈话4"


def test_another_region_lists_none_of_it(world, hospital):
    world.visit(hospital)
    client = make.client(world.stranger)

    assert client.get("/api/terminals/interactions").json() == {"items": [], "next": None}
    assert client.get(f"/api/terminals/{hospital}/interactions").status_code == 404
