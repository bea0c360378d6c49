"""What a scan must satisfy wherever goods come in or go out, and why it is refused."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from duan.core.kernel.errors import Conflict, Invalid, Place
from duan.lib.udi import (
    Expected,
    Udi,
    UnreadableUdi,
    missing_elements,
    parse,
    proposed_repairs,
)
from duan.trade.catalog.queries import certificate_of, find_identifier
from duan.trade.catalog.types import Identified
from duan.trade.stock.types import Reading

_ELEMENTS = {
    "serial": "序列号",
    "lot": "批号",
    "produced_on": "生产日期",
    "expires_on": "有效期",
}
_MOST_PROPOSALS = 3


class UnreadableScan(Invalid):
    """No code of a device; `code` tells what was wrong with it, as in `udi_check_digit`."""

    def __init__(self, problem: UnreadableUdi) -> None:
        super().__init__(problem.message_zh, where=[Place("scan", problem.message_zh)])
        self.code = f"udi_{problem.code.lower()}"


class UnknownIdentifier(Conflict):
    code = "unknown_identifier"


class MissingElement(Invalid):
    code = "missing_element"


class UnitExpired(Conflict):
    code = "unit_expired"


class NotCovered(Conflict):
    code = "not_covered"


def read_scan(text: str, *, on: date, whole: bool) -> Reading:
    """Read the code of one unit on a day: which model it is, and which serial.

    With `whole` all must be there that the maker says is on the label, since it will be recorded;
    without it the serial is enough to find what was recorded.
    Raises `UnreadableScan`, `UnknownIdentifier`, `MissingElement`.
    """
    try:
        udi = parse(text, on=on)
    except UnreadableUdi as problem:
        raise UnreadableScan(problem) from problem
    identified = find_identifier(udi.di)
    if identified is None:
        raise UnknownIdentifier(
            f"产品标识 {udi.di} 不在产品档案里，请核对标签；确是新产品的，请主数据管理员先登记。",
            where=[Place("scan", "产品标识未登记")],
        )
    _refuse_missing(text, udi, _expected(identified, whole=whole), on=on)
    return Reading(udi=udi, identified=identified)


def certificate_for(model_id: UUID, *, produced_on: date | None, on: date) -> str:
    """Return the certificate under which a unit was made.

    What counts is the day of production; where the label tells none, the day when we ask, which
    never lets pass more than the former would. Raises `NotCovered`.
    """
    day = produced_on or on
    number = certificate_of(model_id, on=day)
    if number is None:
        said = "生产日期" if produced_on else "标签没有生产日期，今天"
        raise NotCovered(
            f"{said} {day} 不在任何注册证版本的有效期内，不能收发。请隔离，并联系质管人员。",
            where=[Place("scan", "没有有效的注册证")],
        )
    return number


def refuse_expired(expires_on: date | None, *, on: date) -> None:
    """Raise `UnitExpired` after the last day of use."""
    if expires_on is not None and expires_on < on:
        raise UnitExpired(
            f"有效期到 {expires_on}，已过期，不能收发。请移入不合格区，并联系质管人员。",
            where=[Place("scan", "已过期")],
        )


def _expected(identified: Identified, *, whole: bool) -> Expected:
    return Expected(
        serial=True,
        lot=whole and identified.has_lot,
        produced=whole and identified.has_produced,
        expiry=whole and identified.has_expiry,
    )


def _refuse_missing(text: str, udi: Udi, expected: Expected, *, on: date) -> None:
    missing = missing_elements(
        udi,
        has_serial=expected.serial,
        has_lot=expected.lot,
        has_produced=expected.produced,
        has_expiry=expected.expiry,
    )
    if not missing:
        return
    names = "、".join(word for key, word in _ELEMENTS.items() if key in missing)
    proposals = proposed_repairs(text, on=on, expected=expected)[:_MOST_PROPOSALS]
    places = [Place("scan", f"可能是 {proposal.hri()}") for proposal in proposals]
    raise MissingElement(
        f"没有读到{names}。请重新扫码；仍读不到时，请检查扫描枪是否发送了分隔符（GS）。",
        where=places or [Place("scan", f"缺少{names}")],
    )
