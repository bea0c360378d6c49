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
from duan.trade.assets import commands as assets
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.types import Place, PlaceKind, UnitStatus, WarrantyRule
from duan.trade.catalog import commands as catalog
from duan.trade.catalog.types import ManagementClass
from duan.trade.delivery.models import Shipment, ShipmentLine, ShipmentUnit
from duan.trade.delivery.types import ShipmentStatus
from duan.trade.field import commands
from duan.trade.field.models import Acceptance, Attendance, Task, TaskPhoto, Training
from duan.trade.field.types import Attendee
from duan.trade.field.workflow import CHECKLIST
from duan.trade.sales.models import Contract, Lead, Opportunity, Order, Quote
from duan.trade.sales.types import ContractStatus
from duan.trade.terminals.types import Kind
from tests import make

KEPT = (Task, TaskPhoto, Acceptance, Training, Attendance, Unit, Cover, Entry, Subject, Counter)
DAY = timedelta(days=1)
CAME = (Attendee(person_name="李护士", department_name="ICU"),)
_numbers = count(1)


@dataclass(frozen=True)
class World:
    """One hospital of the east: whoever works there, and somebody from the west."""

    east: int
    west: int
    hospital: UUID
    ward: UUID
    model: UUID
    seller: Actor
    keeper: Actor
    checker: Actor
    desk: Actor
    engineer: Actor
    colleague: Actor
    director: Actor
    stranger: Actor
    overseer: Actor

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


def world() -> World:
    east, west = make.scope("华东"), make.scope("华西")
    seller = make.somebody("sales_manager", on=east, name="东经理")
    hospital = make.terminal("甲医院", by=seller, on=east)
    overseer = make.nobody_special("总部")
    for role in ("sales_manager", "data_steward"):
        make.grant(overseer, role, on=make.ROOT)
    return World(
        east,
        west,
        hospital=hospital,
        ward=make.terminal("ICU", by=seller, kind=Kind.DEPARTMENT, under=hospital),
        model=a_model(overseer),
        seller=seller,
        keeper=make.somebody("warehouse_keeper", on=east, name="库管"),
        checker=make.somebody("outbound_checker", on=east, name="复核员"),
        desk=make.somebody("service_desk", on=east, name="客服"),
        engineer=make.somebody("engineer", on=east, name="赵工"),
        colleague=make.somebody("engineer", on=east, name="钱工"),
        director=make.somebody("hospital_user", on=east, name="院方主任"),
        stranger=make.somebody("sales_manager", on=west, name="西经理"),
        overseer=overseer,
    )


def a_model(by: Actor) -> UUID:
    product = catalog.add_product(
        by,
        name=f"监护仪{next(_numbers)}",
        registrant_name="端测试器械有限公司",
        management_class=ManagementClass.TWO,
    )
    return catalog.add_model(by, product_id=product, name="M10")


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
    deal: UUID | None = None,
) -> UUID:
    """A shipment of so many units that stands in the ward; return its id."""
    now = make.database_now()
    shipment = Shipment(
        **_at(world),
        deal_id=deal or make.new_id(),
        order=_order(world),
        order_no=f"S{next(_numbers):07d}",
        shipment_no=f"D{next(_numbers):07d}",
        status=ShipmentStatus.ARRIVED,
        commit_on=now.date(),
        warranty_rule=rule,
        warranty_months=24,
        sla_class="B",
        planned_at=now,
        checked_by=world.checker.account_id,
        arrived_at=now - days_ago * DAY,
    )
    line = ShipmentLine(
        scope_id=world.east, terminal_id=world.hospital, shipment=shipment,
        order_line_id=make.new_id(), position=1, model_id=world.model, quantity=units,
    )  # fmt: skip
    with acting(automaton()):
        shipment.save(force_insert=True)
        line.save(force_insert=True)
    for _ in range(units):
        unit = _unit(world, shipment)
        with acting(world.checker):
            ShipmentUnit.objects.create(
                scope_id=world.east, terminal_id=world.hospital, shipment=shipment, line=line,
                unit_id=unit, checked_by=world.checker.account_id, checked_at=now,
            )  # fmt: skip
    return shipment.pk


def _unit(world: World, shipment: Shipment) -> UUID:
    unit = assets.enter_unit(
        world.keeper,
        scope_id=world.east,
        model_id=world.model,
        di="06901234567892",
        serial_no=f"SN{next(_numbers)}",
        lot_no="",
        produced_on=None,
        expires_on=None,
        place=Place(kind=PlaceKind.WAREHOUSE, id=make.new_id(), name="总仓"),
    )
    steps = (
        (UnitStatus.IN_TRANSIT, Place(kind=PlaceKind.TRANSIT, id=shipment.pk, name="途中")),
        (UnitStatus.ARRIVED, Place(kind=PlaceKind.TERMINAL, id=world.ward, name="ICU")),
    )
    for status, place in steps:
        assets.move_unit(
            world.keeper,
            unit_id=unit,
            status=status,
            place=place,
            scope_id=world.east,
            terminal_id=world.hospital,
            department_id=world.ward,
            deal_id=shipment.deal_id,
        )
    return unit


def _at(world: World) -> dict[str, Any]:
    return {"scope_id": world.east, "terminal_id": world.hospital, "department_id": world.ward}


def _order(world: World) -> Order:
    """The rows that an order stands on, as few as the foreign keys ask for."""
    with acting(world.seller):
        return _rows_of_an_order(world)


def _rows_of_an_order(world: World) -> Order:
    who, now, n = world.seller.account_id, make.database_now(), next(_numbers)
    lead = Lead.objects.create(
        **_at(world), lead_no=f"L{n:07d}", title="监护仪", owner_id=who, created_at=now
    )
    opportunity = Opportunity.objects.create(
        **_at(world), deal_id=lead.pk, opportunity_no=f"O{n:07d}", created_by=who, created_at=now
    )
    place = {"scope_id": world.east, "terminal_id": world.hospital, "deal_id": lead.pk}
    quote = Quote.objects.create(
        **place, opportunity=opportunity, quote_no=f"Q{n:07d}", valid_through=now.date(), total=1,
        created_by=who, created_at=now,
    )  # fmt: skip
    contract = Contract.objects.create(
        **place, quote=quote, contract_no=f"C{n:07d}", total=1, sla_class="B", warranty_months=24,
        warranty_rule=WarrantyRule.ARRIVAL, status=ContractStatus.DRAFT, drafted_by=who,
        drafted_at=now,
    )  # fmt: skip
    return Order.objects.create(
        **_at(world), deal_id=lead.pk, contract=contract, order_no=f"S{n:07d}",
        commit_on=now.date(), confirmed_by=who, confirmed_at=now,
    )  # fmt: skip
