from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Invalid, Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.assets.commands import enter_unit
from duan.trade.assets.queries import get_unit
from duan.trade.assets.types import Place as Standing
from duan.trade.assets.types import PlaceKind, UnitFacts, UnitStatus
from duan.trade.stock.models import Intake, IntakeUnit, Movement, Warehouse
from duan.trade.stock.queries.levels import get_warehouse
from duan.trade.stock.queries.scans import certificate_for, read_scan, refuse_expired
from duan.trade.stock.types import Direction, IntakeStatus, Reading

_RECEIVE = "stock.receive"
_RELEASE = "stock.release"
_LONGEST = {"code": 20, "name": 60, "supplier_name": 120, "delivery_note_no": 40}


class UnusableWarehouse(Invalid):
    code = "unusable_warehouse"


class WarehouseCodeTaken(Conflict):
    code = "warehouse_code_taken"


class UnusableIntake(Invalid):
    code = "unusable_intake"


class IntakeIsClosed(Conflict):
    code = "intake_is_closed"


class NotInStock(Conflict):
    code = "not_in_stock"


@command("stock.add_warehouse", sentence="新增仓库「{name}」（{code}）")
def add_warehouse(run: Run, *, scope_id: int, code: str, name: str, address: str = "") -> UUID:
    """Open a warehouse in a scope; return its id. Raises `UnusableWarehouse`, `WarehouseCodeTaken`."""
    run.require("stock.define", scope_id=scope_id)
    code = code.strip().upper()  # before it is measured: ß becomes two letters
    places = [
        *_unfit("code", code, "编号"),
        *_unfit("name", name, "名称"),
    ]
    if places:
        raise UnusableWarehouse(_listed("仓库", places), where=places)
    warehouse = Warehouse(
        scope_id=scope_id,
        code=code,
        name=name.strip(),
        address=address.strip(),
        created_at=run.now,
    )
    try:
        with transaction.atomic():
            warehouse.save(force_insert=True)
    except IntegrityError as error:
        raise WarehouseCodeTaken(
            f"仓库编号 {warehouse.code} 已被使用，请换一个。", where=[Place("code", "已被使用")]
        ) from error
    run.tell(name=warehouse.name, code=warehouse.code)
    _touch_warehouse(run, warehouse)
    return warehouse.pk


@command(
    "stock.open_intake", sentence="开始收货 {intake_no}：供应商「{supplier}」，仓库「{warehouse}」"
)
def open_intake(run: Run, *, warehouse_id: UUID, supplier_name: str, delivery_note_no: str) -> UUID:
    """Begin to receive goods that are at the door; return the intake's id. Raises `UnusableIntake`."""
    run.require(_RECEIVE)
    warehouse = get_warehouse(run.who, warehouse_id, action=_RECEIVE)
    places = [
        *_unfit("supplier_name", supplier_name, "供应商"),
        *_unfit("delivery_note_no", delivery_note_no, "随货同行单号", required=False),
    ]
    if places:
        raise UnusableIntake(_listed("收货单", places), where=places)
    intake = Intake(
        scope_id=warehouse.scope_id,
        warehouse=warehouse,
        supplier_name=supplier_name.strip(),
        delivery_note_no=delivery_note_no.strip(),
        intake_no=f"W{take_numbers('intake'):07d}",
        opened_by=run.who.account_id,
        opened_at=run.now,
    )
    intake.save(force_insert=True)
    run.tell(intake_no=intake.intake_no, supplier=intake.supplier_name, warehouse=warehouse.name)
    _touch_intake(run, intake)
    _touch_warehouse(run, warehouse)
    return intake.pk


@command(
    "stock.receive_unit",
    sentence="收货 {intake_no}：{device}，序列号 {serial_no}",
    uses=["assets.enter_unit"],
)
def receive_unit(run: Run, *, intake_id: UUID, scan: str) -> UUID:
    """Take a unit in by its scanned code; return the unit's id.

    Raises `IntakeIsClosed`, `UnreadableScan`, `UnknownIdentifier`, `MissingElement`, `UnitExpired`,
    `NotCovered`, and `SerialTaken` of assets.
    """
    intake = _reach_open(run, intake_id)
    today = localdate(run.now)
    reading = read_scan(scan, on=today, whole=True)
    udi, known = reading.udi, reading.identified
    refuse_expired(udi.expires_on, on=today)
    certificate_no = certificate_for(known.model_id, produced_on=udi.produced_on, on=today)
    unit_id = enter_unit(
        run.who,
        scope_id=intake.scope_id,
        model_id=known.model_id,
        di=udi.di,
        serial_no=udi.serial,
        lot_no=udi.lot,
        produced_on=udi.produced_on,
        expires_on=udi.expires_on,
        place=Standing(
            kind=PlaceKind.WAREHOUSE, id=intake.warehouse_id, name=intake.warehouse.name
        ),
    )
    unit = get_unit(run.who, unit_id)
    _record(run, intake, unit, reading, scan=scan, certificate_no=certificate_no)
    run.tell(
        intake_no=intake.intake_no,
        device=f"{known.product_name} {known.model_name}",
        serial_no=udi.serial,
    )
    _touch_intake(run, intake)
    run.touch("unit", unit_id, scope_id=intake.scope_id, name=unit.unit_no)
    return unit_id


@command("stock.close_intake", sentence="完成收货 {intake_no}，共 {count} 台")
def close_intake(run: Run, *, intake_id: UUID) -> None:
    """Say that all of it is in. Raises `IntakeIsClosed`."""
    intake = _reach_open(run, intake_id)
    intake.status = IntakeStatus.CLOSED
    intake.closed_by, intake.closed_at = run.who.account_id, run.now
    intake.save(force_update=True)
    run.tell(intake_no=intake.intake_no, count=intake.units.count())
    _touch_intake(run, intake)


@command("stock.release_unit", sentence="设备 {unit_no} 从「{warehouse}」出库，单据 {source_no}")
def release_unit(
    run: Run, *, unit_id: UUID, warehouse_id: UUID, source_id: UUID, source_no: str
) -> None:
    """Let a unit out of the warehouse where it stands, for a paper that says why.

    Where it goes is for the caller to say to assets. Raises `NotInStock`.
    """
    run.require(_RELEASE)
    warehouse = get_warehouse(run.who, warehouse_id, action=_RELEASE)
    unit = get_unit(run.who, unit_id)
    if unit.status != UnitStatus.IN_STOCK or unit.place_id != warehouse.pk:
        raise NotInStock(
            f"设备 {unit.unit_no} 不在「{warehouse.name}」，现在在「{unit.place_name}」，不能从这里出库。"
            "请刷新后核对。"
        )
    Movement(
        scope_id=warehouse.scope_id,
        warehouse=warehouse,
        unit_id=unit.id,
        unit_no=unit.unit_no,
        model_id=unit.model_id,
        direction=Direction.OUT,
        source_id=source_id,
        source_no=source_no,
        moved_by=run.who.account_id,
        moved_at=run.now,
    ).save(force_insert=True)
    run.tell(unit_no=unit.unit_no, warehouse=warehouse.name, source_no=source_no)
    run.touch("unit", unit.id, scope_id=warehouse.scope_id, name=unit.unit_no)
    _touch_warehouse(run, warehouse)


def _reach_open(run: Run, intake_id: UUID) -> Intake:
    rows = Intake.objects.filter(pk=intake_id).select_related("warehouse")
    intake = reach(run, rows, action=_RECEIVE)
    if intake.status != IntakeStatus.OPEN:
        raise IntakeIsClosed(
            f"收货单 {intake.intake_no} 已经完成，不能再改。还有货到，请另开一张收货单。"
        )
    return intake


def _record(
    run: Run, intake: Intake, unit: UnitFacts, reading: Reading, *, scan: str, certificate_no: str
) -> None:
    """Keep what the label said, and that the unit is in."""
    IntakeUnit(
        scope_id=intake.scope_id,
        intake=intake,
        unit_id=unit.id,
        unit_no=unit.unit_no,
        model_id=unit.model_id,
        serial_no=reading.udi.serial,
        lot_no=reading.udi.lot,
        produced_on=reading.udi.produced_on,
        expires_on=reading.udi.expires_on,
        certificate_no=certificate_no,
        scan=scan,
        received_by=run.who.account_id,
        received_at=run.now,
    ).save(force_insert=True)
    Movement(
        scope_id=intake.scope_id,
        warehouse_id=intake.warehouse_id,
        unit_id=unit.id,
        unit_no=unit.unit_no,
        model_id=unit.model_id,
        direction=Direction.IN,
        source_id=intake.pk,
        source_no=intake.intake_no,
        moved_by=run.who.account_id,
        moved_at=run.now,
    ).save(force_insert=True)


def _unfit(field: str, text: str, called: str, *, required: bool = True) -> list[Place]:
    length = len(text.strip())
    if required and not length:
        return [Place(field, f"请填写{called}")]
    if length > _LONGEST[field]:
        return [Place(field, f"{called}最多 {_LONGEST[field]} 个字")]
    return []


def _listed(what: str, places: list[Place]) -> str:
    return f"{what}的内容有误：{'；'.join(place.message for place in places)}。"


def _touch_warehouse(run: Run, warehouse: Warehouse) -> None:
    run.touch("warehouse", warehouse.pk, scope_id=warehouse.scope_id, name=warehouse.name)


def _touch_intake(run: Run, intake: Intake) -> None:
    run.touch("intake", intake.pk, scope_id=intake.scope_id, name=intake.intake_no)
