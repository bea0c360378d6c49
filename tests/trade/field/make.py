"""A hospital to which devices have come, and the people who install, accept and learn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.files.commands import keep_file
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Counter, Outbox
from duan.core.people.commands import automaton
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.types import WarrantyRule
from duan.trade.delivery import commands as delivery
from duan.trade.delivery.models import Shipment
from duan.trade.field import commands
from duan.trade.field.models import Acceptance, Attendance, Task, TaskPhoto, Training
from duan.trade.field.types import Attendee
from duan.trade.field.workflow import CHECKLIST
from duan.trade.stock import commands as stock
from tests import make
from tests.trade.sales import make as sales
from tests.trade.stock import make as goods_in

KEPT = (Task, TaskPhoto, Acceptance, Training, Attendance, Unit, Cover, Entry, Subject, Counter)
DAY = timedelta(days=1)
CAME = (Attendee(person_name="李护士", department_name="ICU"),)
_numbers = count(1)


@dataclass(frozen=True)
class World:
    """A hospital that buys, whoever brings, installs and accepts, and somebody from the west."""

    deals: sales.World
    warehouse: UUID
    keeper: Actor
    checker: Actor
    desk: Actor
    engineer: Actor
    colleague: Actor
    director: Actor
    overseer: Actor

    @property
    def east(self) -> int:
        return self.deals.east

    @property
    def west(self) -> int:
        return self.deals.west

    @property
    def hospital(self) -> UUID:
        return self.deals.hospital

    @property
    def ward(self) -> UUID:
        return self.deals.ward

    @property
    def seller(self) -> Actor:
        return self.deals.manager

    @property
    def stranger(self) -> Actor:
        return self.deals.stranger

    def task(self, **told: Any) -> UUID:
        """A task that waits, for one unit that has come."""
        [task_id] = commands.plan_installs(automaton(), shipment_id=arrived(self, **told))
        return task_id

    def dispatched(self, task_id: UUID | None = None, *, on: date | None = None) -> UUID:
        task_id = task_id or self.task()
        commands.dispatch_install(
            self.desk,
            task_id=task_id,
            seen_version=self.version(task_id),
            engineer_id=self.engineer.account_id,
            planned_on=on or today() + DAY,
        )
        return task_id

    def started(self, task_id: UUID | None = None) -> UUID:
        task_id = self.dispatched(task_id)
        commands.start_install(self.engineer, task_id=task_id, seen_version=self.version(task_id))
        return task_id

    def complete(self, task_id: UUID | None = None) -> UUID:
        """A task on which everything is done but for saying so."""
        task_id = self.started(task_id)
        for key, _ in CHECKLIST:
            commands.tick_item(self.engineer, task_id=task_id, key=key, done=True)
        commands.add_photo(self.engineer, task_id=task_id, file_id=self.picture(self.engineer))
        return task_id

    def installed(self, task_id: UUID | None = None) -> UUID:
        task_id = self.complete(task_id)
        commands.finish_install(self.engineer, task_id=task_id, seen_version=self.version(task_id))
        return task_id

    def accepted(self, task_id: UUID | None = None) -> UUID:
        task_id = self.installed(task_id)
        accept(self, task_id)
        return task_id

    def training(self, task_id: UUID | None = None, *, on: date | None = None) -> UUID:
        return commands.plan_training(
            self.engineer,
            task_id=task_id or self.task(),
            topic="日常操作",
            planned_on=on or today() + DAY,
        )

    def picture(self, who: Actor, *, scope_id: int | None = None) -> UUID:
        """A picture that nobody kept before."""
        content = b"\x89PNG\r\n\x1a\n%d" % next(_numbers)
        return keep_file(who, scope_id=scope_id or self.east, name="图.png", content=content)

    def now(self, task_id: UUID) -> Task:
        with acting(self.overseer):
            return Task.objects.get(pk=task_id)

    def version(self, task_id: UUID) -> int:
        return self.now(task_id).version

    def everything(self) -> dict[str, list[Any]]:
        """Every row that a command could have changed, and every fact it published."""
        with acting(self.overseer):
            kept = {
                model.__name__: list(model.objects.order_by("pk").values_list()) for model in KEPT
            }
        return kept | {"Outbox": list(Outbox.objects.order_by("pk").values_list())}

    def last_told(self) -> str:
        with acting(self.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
        assert entry is not None
        return sentence(entry.command, entry.details)

    def last_subjects(self) -> list[tuple[str, UUID, int | None, str]]:
        with acting(self.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
            found = Subject.objects.filter(entry=entry).order_by("pk")
            return list(found.values_list("kind", "subject_id", "scope_id", "name"))


def world(deals: sales.World | None = None) -> World:
    """Put people on site around these deals, or around new ones."""
    deals = deals or sales.world()
    overseer = make.nobody_special("总部")
    for role in ("sales_manager", "data_steward"):
        make.grant(overseer, role, on=make.ROOT)
    return World(
        deals,
        warehouse=goods_in.add_warehouse(deals.goods.steward, deals.east),
        keeper=make.somebody("warehouse_keeper", on=deals.east, name="库管"),
        checker=make.somebody("outbound_checker", on=deals.east, name="复核员"),
        desk=make.somebody("service_desk", on=deals.east, name="客服"),
        engineer=make.somebody("engineer", on=deals.east, name="赵工"),
        colleague=make.somebody("engineer", on=deals.east, name="钱工"),
        director=make.somebody("hospital_user", on=deals.east, name="院方主任"),
        overseer=overseer,
    )


def today() -> date:
    return localdate(make.database_now())


def accept(world: World, task_id: UUID, by: Actor | None = None, **told: Any) -> UUID:
    who = by or world.director
    return commands.accept_install(
        who,
        task_id=task_id,
        seen_version=told.pop("seen_version", world.version(task_id)),
        signer_name=told.pop("signer_name", "王主任"),
        signature_file_id=told.pop("signature_file_id", None) or world.picture(who),
        **told,
    )


def arrived(
    world: World,
    *,
    units: int = 1,
    rule: WarrantyRule = WarrantyRule.ACCEPTANCE_SIGNED,
    days_ago: int = 0,
) -> UUID:
    """Sell so many units and bring them to the ward; return the shipment's id.

    One that came before today is set back afterwards, as if time had passed.
    """
    order_id = world.deals.order(world.deals.line(units), warranty_rule=rule)
    shipment_id = delivery.plan_shipment(automaton(), order_id=order_id)
    _check(world, shipment_id, units)
    delivery.ship(
        world.keeper,
        shipment_id=shipment_id,
        seen_version=_shipment(world, shipment_id).version,
        carrier="顺达物流",
        waybill_no="YD-1",
    )
    delivery.confirm_arrival(
        world.engineer,
        shipment_id=shipment_id,
        seen_version=_shipment(world, shipment_id).version,
        receiver_name="王建国",
    )
    if days_ago:
        came_at = make.database_now() - days_ago * DAY
        with acting(world.engineer):
            Shipment.objects.filter(pk=shipment_id).update(arrived_at=came_at)
    return shipment_id


def deal_of(world: World, shipment_id: UUID) -> UUID:
    return _shipment(world, shipment_id).deal_id


def _check(world: World, shipment_id: UUID, units: int) -> None:
    intake_id = stock.open_intake(
        world.keeper, warehouse_id=world.warehouse, supplier_name="供应商", delivery_note_no=""
    )
    for _ in range(units):
        scan = goods_in.scan(world.deals.goods.di, f"SN{next(_numbers)}")
        stock.receive_unit(world.keeper, intake_id=intake_id, scan=scan)
        delivery.check_unit(world.checker, shipment_id=shipment_id, scan=scan)
    delivery.finish_check(world.checker, shipment_id=shipment_id)


def _shipment(world: World, shipment_id: UUID) -> Shipment:
    with acting(world.overseer):
        return Shipment.objects.get(pk=shipment_id)
