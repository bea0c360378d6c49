"""A unit's way from the door to service: planned, dispatched, installed, accepted, taught."""

from __future__ import annotations

from datetime import timedelta

import pytest

from duan.core.files.commands import keep_file
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.errors import NotFound, Place, Stale
from duan.core.kernel.models import Outbox
from duan.core.people.commands import automaton
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.types import WarrantyRule
from duan.trade.delivery.events import Arrived
from duan.trade.field import commands, handlers
from duan.trade.field.models import Acceptance, Task, TaskPhoto
from duan.trade.field.types import TaskStatus
from duan.trade.field.workflow import CHECKLIST
from tests import make
from tests.trade.field import make as site
from tests.trade.field.make import CAME, DAY, today


def facts(name):
    return [
        {key: value for key, value in body.items() if key != "at"}
        for body in Outbox.objects.filter(name=name)
        .order_by("entry")
        .values_list("body", flat=True)
    ]


def test_an_arrival_makes_one_task_a_unit_and_never_a_second(world):
    shipment_id = site.arrived(world, units=3)
    fact = Arrived(
        shipment_id=shipment_id,
        order_id=make.new_id(),
        deal_id=make.new_id(),
        terminal_id=world.hospital,
        arrived_on=today(),
        at=make.database_now(),
    )

    handlers.on_arrived(fact)
    handlers.on_arrived(fact)

    with acting(world.overseer):
        tasks = list(Task.objects.order_by("task_no"))
        serials = set(Unit.objects.values_list("serial_no", flat=True))
    assert {task.status for task in tasks} == {TaskStatus.WAITING}
    assert {task.serial_no for task in tasks} == serials
    numbers = [int(task.task_no.removeprefix("I")) for task in tasks]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert [item["key"] for item in tasks[0].checklist] == [key for key, _ in CHECKLIST]
    assert (tasks[0].department_id, tasks[0].warranty_months, tasks[0].arrived_on) == (
        world.ward,
        24,
        today(),
    )


def test_the_terminals_timeline_tells_each_step(world):
    task_id = world.accepted()
    training_id = world.training(task_id)
    commands.hold_training(world.engineer, training_id=training_id, seen_version=1, attendance=CAME)

    told = make.client(world.seller).get(f"/api/terminals/{world.hospital}/timeline").json()

    number = world.now(task_id).task_no
    device = world.now(task_id).device_name
    sentences = [item["sentence"] for item in told["items"]]
    ours = [
        one
        for item, one in zip(told["items"], sentences, strict=True)
        if item["command"].startswith("field.")
    ]
    assert ours[::-1] == [
        f"到货后生成安装任务 1 项：{number}",
        f"把安装任务 {number} 派给赵工，计划 {today() + DAY} 安装",
        f"开始安装 {device}（{number}）",
        *[f"安装任务 {number}：{label}，已完成" for _, label in CHECKLIST],
        f"安装任务 {number} 上传照片：现场照片",
        f"完成安装 {device}（{number}），照片 1 张",
        f"验收 {device}（{number}），质保自 {today()} 起 24 个月",
        f"计划培训 N0000001「日常操作」，{today() + DAY}",
        "完成培训 N0000001「日常操作」，签到 1 人，通过 1 人",
    ]


def test_a_dispatch_is_published_and_touches_task_unit_and_terminal(world):
    task_id = world.dispatched()

    task = world.now(task_id)
    assert (task.status, task.engineer_id, task.planned_on) == (
        TaskStatus.DISPATCHED,
        world.engineer.account_id,
        today() + DAY,
    )
    assert facts("field.InstallDispatched") == [
        {
            "task_id": str(task_id),
            "engineer_id": str(world.engineer.account_id),
            "deal_id": str(task.deal_id),
            "terminal_id": str(world.hospital),
        }
    ]
    assert world.last_subjects() == [
        ("task", task_id, world.east, task.task_no),
        ("unit", task.unit_id, world.east, task.unit_no),
        ("terminal", world.hospital, world.east, "甲医院"),
    ]


def dispatch(world, task_id, engineer: Actor, on=None):
    commands.dispatch_install(
        world.desk,
        task_id=task_id,
        seen_version=world.version(task_id),
        engineer_id=engineer.account_id,
        planned_on=on or today(),
    )


def test_only_an_engineer_of_the_region_who_is_still_there_can_be_sent(world):
    task_id = world.task()
    western = make.somebody("engineer", on=world.west)
    over = make.nobody_special("离任")
    now = make.database_now()
    make.grant(over, "engineer", on=world.east, starts_at=now - 2 * DAY, ends_at=now - DAY)
    gone = make.somebody("engineer", on=world.east)
    make.people.disable_account(make.admin(), account_id=gone.account_id)
    before = world.everything()

    for who in (world.desk, world.director, western, over, gone, make.nobody_special()):
        with pytest.raises(commands.NotAnEngineer) as refusal:
            dispatch(world, task_id, who)
        assert str(refusal.value) == "选择的人不是这个辖区的在职工程师，请重新选择。"
        assert refusal.value.where == (Place("engineer_id", "请选择本辖区的工程师"),)
    assert world.everything() == before

    dispatch(world, task_id, make.somebody("engineer", on=make.ROOT, name="总部工程师"))


def test_a_dispatch_for_yesterday_is_refused(world):
    with pytest.raises(commands.PlannedInThePast) as refusal:
        dispatch(world, world.task(), world.engineer, on=today() - DAY)

    assert str(refusal.value) == "计划日期早于今天，请改为今天或以后的日期。"


def test_work_that_was_begun_can_be_given_to_a_colleague_who_begins_anew(world):
    task_id = world.started()
    commands.tick_item(world.engineer, task_id=task_id, key="unpacked", done=True)

    dispatch(world, task_id, world.colleague)

    task = world.now(task_id)
    assert (task.status, task.started_at) == (TaskStatus.DISPATCHED, None)
    with pytest.raises(commands.NotYourTask):
        commands.start_install(world.engineer, task_id=task_id, seen_version=task.version)
    commands.start_install(world.colleague, task_id=task_id, seen_version=task.version)
    assert [item["done"] for item in world.now(task_id).checklist] == [True] + [False] * 5


def test_another_engineer_touches_nothing_of_a_task(world):
    task_id = world.complete()
    picture = world.picture(world.colleague)
    version = world.version(task_id)
    before = world.everything()

    for doing in (
        lambda who: commands.tick_item(who, task_id=task_id, key="site", done=False),
        lambda who: commands.add_photo(who, task_id=task_id, file_id=picture),
        lambda who: commands.finish_install(who, task_id=task_id, seen_version=version),
    ):
        with pytest.raises(commands.NotYourTask) as refusal:
            doing(world.colleague)
    assert str(refusal.value) == (
        f"安装任务 {world.now(task_id).task_no} 派给了别的工程师，只有本人可以操作。"
        "需要换人请联系派工人员。"
    )
    assert world.everything() == before


def test_an_install_is_finished_only_when_all_is_ticked_and_shown(world):
    task_id = world.started()
    commands.tick_item(world.engineer, task_id=task_id, key="unpacked", done=True, note=" 齐 全 ")

    with pytest.raises(commands.InstallIsIncomplete) as refusal:
        commands.finish_install(
            world.engineer, task_id=task_id, seen_version=world.version(task_id)
        )

    missing = [Place(f"checklist.{key}", f"未完成：{label}") for key, label in CHECKLIST[1:]]
    assert refusal.value.where == (*missing, Place("photos", "至少上传 1 张现场照片"))
    assert world.now(task_id).checklist[0]["note"] == "齐 全"


def test_an_item_can_be_taken_back_and_an_unknown_one_is_refused(world):
    task_id = world.complete()
    commands.tick_item(world.engineer, task_id=task_id, key="site", done=False)

    assert world.last_told().endswith("场地条件：电源、接地、空间、网络符合要求，改为未完成")
    with pytest.raises(commands.InstallIsIncomplete):
        commands.finish_install(
            world.engineer, task_id=task_id, seen_version=world.version(task_id)
        )
    with pytest.raises(commands.UnknownItem):
        commands.tick_item(world.engineer, task_id=task_id, key="zzz", done=True)


def test_a_photo_is_a_picture_of_ones_own_for_this_region_and_shown_once(world):
    task_id = world.started()
    mine = world.picture(world.engineer)
    pdf = keep_file(world.engineer, scope_id=world.east, name="a.pdf", content=b"%PDF-1.7 x")
    make.grant(world.engineer, "engineer", on=world.west)
    elsewhere = world.picture(world.engineer, scope_id=world.west)

    for wrong in (world.picture(world.colleague), pdf, elsewhere, make.new_id()):
        with pytest.raises(commands.UnusableFile):
            commands.add_photo(world.engineer, task_id=task_id, file_id=wrong)
    first = commands.add_photo(world.engineer, task_id=task_id, file_id=mine, caption="铭牌")
    again = commands.add_photo(world.engineer, task_id=task_id, file_id=mine)

    with acting(world.overseer):
        assert list(TaskPhoto.objects.values_list("pk", "caption")) == [(first, "铭牌")]
    assert again == first


@pytest.mark.parametrize(
    ("rule", "begins"), [(WarrantyRule.ACCEPTANCE_SIGNED, 0), (WarrantyRule.ARRIVAL, 9)]
)
def test_acceptance_puts_into_service_and_starts_the_warranty_by_the_contracts_rule(
    world, rule, begins
):
    task_id = world.installed(world.task(rule=rule, days_ago=9))

    acceptance_id = site.accept(world, task_id, signer_title="设备科主任", remark="运行正常")

    task = world.now(task_id)
    with acting(world.overseer):
        cover = Cover.objects.get()
        unit = Unit.objects.get(pk=task.unit_id)
        kept = Acceptance.objects.get(pk=acceptance_id)
    assert (task.status, unit.status) == (TaskStatus.ACCEPTED, "IN_SERVICE")
    assert (cover.unit_id, cover.kind, cover.starts_on, cover.sla_class) == (
        task.unit_id,
        "WARRANTY",
        today() - timedelta(days=begins),
        "C",
    )
    assert (kept.signer_name, kept.signer_title, kept.remark, kept.accepted_by) == (
        "王主任",
        "设备科主任",
        "运行正常",
        world.director.account_id,
    )
    assert facts("field.InstallAccepted") == [
        {
            "task_id": str(task_id),
            "unit_id": str(task.unit_id),
            "deal_id": str(task.deal_id),
            "terminal_id": str(world.hospital),
            "accepted_on": str(today()),
        }
    ]


def test_what_is_not_installed_or_seen_as_it_is_cannot_be_accepted(world):
    begun = world.complete()
    with pytest.raises(commands.WrongStage) as refusal:
        site.accept(world, begun)
    assert str(refusal.value) == (
        f"安装任务 {world.now(begun).task_no} 现在是「安装中」，"
        "这一步只能在「待验收」时进行。请刷新后查看。"
    )
    ready = world.installed()
    with pytest.raises(Stale):
        site.accept(world, ready, seen_version=1)
    with pytest.raises(commands.UnusableAcceptance):
        site.accept(world, ready, signer_name="  ")
    site.accept(world, ready)
    with pytest.raises(commands.WrongStage):
        site.accept(world, ready)


def test_a_signature_is_drawn_by_whoever_accepts_and_signs_once(world):
    first, second = world.installed(), world.installed()
    signature = world.picture(world.director)
    for foreign in (world.picture(world.engineer), make.new_id()):
        with pytest.raises(commands.UnusableFile):
            site.accept(world, first, signature_file_id=foreign)
    site.accept(world, first, signature_file_id=signature)

    with pytest.raises(commands.UnusableFile) as refusal:
        site.accept(world, second, signature_file_id=signature)

    assert str(refusal.value) == "这个签名已用于另一份验收，请重新签名。"


def test_two_who_sign_at_once_accept_once(own_database):
    world = site.world()
    task_id = world.installed()
    version = world.version(task_id)
    pictures = [world.picture(world.director) for _ in range(2)]

    results = make.together(
        *[
            lambda picture=picture: site.accept(
                world, task_id, seen_version=version, signature_file_id=picture
            )
            for picture in pictures
        ]
    )

    assert sorted(type(one).__name__ for one in results) == ["Stale", "UUID"]
    with acting(world.overseer):
        assert (Acceptance.objects.count(), Cover.objects.count()) == (1, 1)


def test_a_shipment_that_is_still_on_its_way_has_no_tasks(world):
    with pytest.raises(NotFound):
        commands.plan_installs(automaton(), shipment_id=make.new_id())
