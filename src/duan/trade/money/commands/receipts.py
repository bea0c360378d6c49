from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Invalid, NotFound, Place, Stale
from duan.core.kernel.numbers import take_numbers
from duan.trade.money.events import MilestoneClosed
from duan.trade.money.models import Milestone, Receipt
from duan.trade.money.types import MilestoneStatus, MoneyIn
from duan.trade.sales.types import MilestoneKind
from duan.trade.terminals.commands.tree import share_shape
from duan.trade.terminals.queries import find_spot

_CENTS = -2


class MilestoneNotDue(Conflict):
    code = "milestone_not_due"


class ReceiptIsTooMuch(Invalid):
    code = "receipt_is_too_much"


class UnusableReceipt(Invalid):
    code = "unusable_receipt"


@command(
    "money.record_receipt", sentence="登记回款 {receipt_no}：合同 {contract_no} 的{kind}{closed}"
)
def record_receipt(run: Run, *, milestone_id: UUID, seen_version: int, money: MoneyIn) -> UUID:
    """Write down money that came in for a milestone; in full, it closes the milestone.

    Raises `Stale`, `MilestoneNotDue`, `UnusableReceipt`, `ReceiptIsTooMuch`.
    """
    found = Milestone.objects.filter(pk=milestone_id)
    terminal_id = found.values_list("terminal_id", flat=True).first()
    if terminal_id is None:
        raise NotFound
    share_shape(terminal_id)
    milestone = reach(run, found, action="money.record")
    _refuse_unseen(milestone, seen_version)
    _refuse_unusable(run, money)
    _refuse_too_much(milestone, money.amount)
    receipt = Receipt(
        scope_id=milestone.scope_id,
        terminal_id=milestone.terminal_id,
        milestone=milestone,
        receipt_no=f"P{take_numbers('receipt'):07d}",
        amount=money.amount,
        received_on=money.received_on,
        bank_reference=money.bank_reference.strip(),
        recorded_by=run.who.account_id,
        recorded_at=run.now,
    )
    receipt.save(force_insert=True)
    _book(run, milestone, money.amount)
    run.tell(
        receipt_no=receipt.receipt_no,
        contract_no=milestone.contract_no,
        kind=str(MilestoneKind(milestone.kind).label),
        closed="，已结清" if milestone.status == MilestoneStatus.PAID else "（部分）",
    )
    spot = find_spot(milestone.terminal_id)
    scope_id = milestone.scope_id
    run.touch("terminal", milestone.terminal_id, scope_id=scope_id, name=spot.name if spot else "")
    run.touch("milestone", milestone.pk, scope_id=scope_id, name=str(milestone))
    run.touch("receipt", receipt.pk, scope_id=scope_id, name=receipt.receipt_no)
    return receipt.pk


def _book(run: Run, milestone: Milestone, amount: Decimal) -> None:
    milestone.received += amount
    milestone.version += 1
    if milestone.received == milestone.amount:
        milestone.status, milestone.closed_at = MilestoneStatus.PAID, run.now
        run.publish(
            MilestoneClosed(
                milestone_id=milestone.pk,
                deal_id=milestone.deal_id,
                terminal_id=milestone.terminal_id,
                at=run.now,
            )
        )
    milestone.save(update_fields=["received", "version", "status", "closed_at"])


def _refuse_unseen(milestone: Milestone, seen_version: int) -> None:
    if milestone.version != seen_version:
        raise Stale(
            f"合同 {milestone.contract_no} 的这个回款节点已被更新到第 {milestone.version} 版，"
            f"您看到的是第 {seen_version} 版。请刷新后再登记。"
        )
    if milestone.status == MilestoneStatus.PLANNED:
        raise MilestoneNotDue(
            f"合同 {milestone.contract_no} 的{MilestoneKind(milestone.kind).label}还没有到收款条件，"
            "不能登记回款。请等条件满足，或核对这笔钱属于哪个节点。"
        )


def _refuse_unusable(run: Run, money: MoneyIn) -> None:
    exponent = money.amount.as_tuple().exponent
    if not isinstance(exponent, int) or money.amount <= 0 or exponent < _CENTS:
        raise UnusableReceipt(
            "回款金额要大于 0，最多两位小数，请修改。",
            where=[Place("amount", "大于 0，最多两位小数")],
        )
    if money.received_on > localdate(run.now):
        raise UnusableReceipt(
            "到账日期不能晚于今天，请按银行流水修改。",
            where=[Place("received_on", "不晚于今天")],
        )


def _refuse_too_much(milestone: Milestone, amount: Decimal) -> None:
    still_open = milestone.amount - milestone.received
    if amount > still_open:
        raise ReceiptIsTooMuch(
            f"这个回款节点还差 {still_open:.2f} 元，不能登记 {amount:.2f} 元。"
            "请核对金额，或把多出的部分登记到别的节点。",
            where=[Place("amount", f"最多 {still_open:.2f} 元")],
        )
