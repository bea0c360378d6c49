from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.sales import policies
from duan.trade.sales.commands import deals
from duan.trade.sales.events import ContractSigned
from duan.trade.sales.models import Contract, Lead, Opportunity, Quote, ScheduleItem
from duan.trade.sales.policies import UnusableContract, WrongStep
from duan.trade.sales.types import (
    ContractStatus,
    DealStage,
    OpportunityStatus,
    QuoteStatus,
    ScheduleLine,
)


class OwnContract(Conflict):
    code = "own_contract"


@command("sales.draft_contract", sentence="按报价 {quote} 为「{terminal}」起草合同 {number}")
def draft_contract(
    run: Run,
    *,
    quote_id: UUID,
    warranty_rule: WarrantyRule,
    warranty_months: int,
    sla_class: SlaClass,
    schedule: tuple[ScheduleLine, ...],
) -> UUID:
    """Write the contract of an accepted quote: what is promised, and when it is paid.

    Raises `WrongStep`, `UnusableContract`, `UnusableSchedule`.
    """
    quote, lead = deals.hold(run, Quote.objects.filter(pk=quote_id))
    deals.refuse_closed(lead)
    _refuse_unaccepted(quote)
    policies.refuse_terms(warranty_months, schedule)
    there = Contract.objects.filter(deal_id=lead.pk).first()
    if there is not None:
        raise WrongStep(f"这个项目已有合同 {there.contract_no}，请打开它修改。")
    contract = Contract(
        scope_id=lead.scope_id,
        terminal_id=lead.terminal_id,
        department_id=lead.department_id,
        deal_id=lead.pk,
        quote=quote,
        contract_no=f"C{take_numbers('contract'):07d}",
        total=quote.total,
        warranty_rule=warranty_rule,
        warranty_months=warranty_months,
        sla_class=sla_class,
        drafted_by=run.who.account_id,
        drafted_at=run.now,
    )
    contract.save(force_insert=True)
    _write_schedule(contract, schedule)
    run.tell(terminal=lead.terminal.name, quote=quote.quote_no, number=contract.contract_no)
    _moved(run, contract, lead)
    return contract.pk


@command("sales.revise_contract", sentence="修改「{terminal}」的合同 {number}")
def revise_contract(
    run: Run,
    *,
    contract_id: UUID,
    seen_version: int,
    warranty_rule: WarrantyRule,
    warranty_months: int,
    sla_class: SlaClass,
    schedule: tuple[ScheduleLine, ...],
) -> None:
    """Replace the terms of a contract that is still, or again, a draft.

    Raises `Stale`, `WrongStep`, `UnusableContract`, `UnusableSchedule`.
    """
    contract, lead = _hold_seen(run, contract_id, seen_version, ContractStatus.DRAFT)
    policies.refuse_terms(warranty_months, schedule)
    contract.warranty_rule, contract.warranty_months = warranty_rule, warranty_months
    contract.sla_class = sla_class
    ScheduleItem.objects.filter(contract=contract).delete()
    _write_schedule(contract, schedule)
    run.tell(terminal=lead.terminal.name, number=contract.contract_no)
    _save(run, contract, lead)


@command("sales.submit_contract", sentence="提交「{terminal}」的合同 {number} 待审批")
def submit_contract(run: Run, *, contract_id: UUID, seen_version: int) -> None:
    """Ask for a manager's approval. Raises `Stale`, `WrongStep`."""
    contract, lead = _hold_seen(run, contract_id, seen_version, ContractStatus.DRAFT)
    _refuse_unaccepted(contract.quote)
    contract.status = ContractStatus.SUBMITTED
    contract.submitted_by, contract.submitted_at = run.who.account_id, run.now
    run.tell(terminal=lead.terminal.name, number=contract.contract_no)
    _save(run, contract, lead)


@command("sales.approve_contract", sentence="批准「{terminal}」的合同 {number}")
def approve_contract(run: Run, *, contract_id: UUID, seen_version: int) -> None:
    """Let a contract be signed; never whoever submitted it. Raises `Stale`, `WrongStep`, `OwnContract`."""
    contract, lead = _hold_seen(
        run, contract_id, seen_version, ContractStatus.SUBMITTED, action=deals.APPROVE
    )
    if contract.submitted_by == run.who.account_id:
        raise OwnContract(f"合同 {contract.contract_no} 是您自己提交的，请由另一位经理审批。")
    contract.status, contract.returned_reason = ContractStatus.APPROVED, ""
    contract.approved_by, contract.approved_at = run.who.account_id, run.now
    run.tell(terminal=lead.terminal.name, number=contract.contract_no)
    _save(run, contract, lead)


@command("sales.return_contract", sentence="退回「{terminal}」的合同 {number}")
def return_contract(run: Run, *, contract_id: UUID, seen_version: int, reason: str) -> None:
    """Make a contract that was submitted, or approved and not yet signed, a draft again.

    Why is for those who see sales, not for the log. Raises `Stale`, `WrongStep`, `MissingReason`.
    """
    contract, lead = _hold_seen(
        run,
        contract_id,
        seen_version,
        ContractStatus.SUBMITTED,
        ContractStatus.APPROVED,
        action=deals.APPROVE,
    )
    contract.status = ContractStatus.DRAFT
    contract.returned_reason = policies.checked_reason(reason)
    contract.submitted_by = contract.submitted_at = None
    contract.approved_by = contract.approved_at = None
    run.tell(terminal=lead.terminal.name, number=contract.contract_no)
    _save(run, contract, lead)


@command("sales.sign_contract", sentence="与「{terminal}」签订合同 {number}，签订日期 {signed_on}")
def sign_contract(run: Run, *, contract_id: UUID, seen_version: int, signed_on: date) -> None:
    """Write down that both sides signed; the opportunity is won.

    Raises `Stale`, `WrongStep`, `UnusableContract`.
    """
    contract, lead = _hold_seen(run, contract_id, seen_version, ContractStatus.APPROVED)
    if signed_on > localdate(run.now):
        raise UnusableContract(
            f"签订日期 {signed_on} 还没有到，请填写实际签字的日期。",
            where=[Place("signed_on", "不能晚于今天")],
        )
    contract.status, contract.signed_on = ContractStatus.SIGNED, signed_on
    contract.signed_by, contract.signed_at = run.who.account_id, run.now
    opportunity = Opportunity.objects.select_for_update().get(deal_id=lead.pk)
    opportunity.status = OpportunityStatus.WON
    opportunity.version += 1
    opportunity.save(update_fields=["status", "version"])
    run.tell(
        terminal=lead.terminal.name, number=contract.contract_no, signed_on=signed_on.isoformat()
    )
    _save(run, contract, lead)
    run.publish(
        ContractSigned(
            contract_id=contract.pk,
            deal_id=contract.deal_id,
            terminal_id=contract.terminal_id,
            at=run.now,
        )
    )


def _hold_seen(
    run: Run,
    contract_id: UUID,
    seen_version: int,
    *wanted: ContractStatus,
    action: str = deals.WORK,
) -> tuple[Contract, Lead]:
    contract, lead = deals.hold(run, Contract.objects.filter(pk=contract_id), action=action)
    deals.refuse_unseen(f"合同 {contract.contract_no} ", contract.version, seen_version)
    deals.refuse_closed(lead)
    if contract.status not in wanted:
        labels = "或".join(f"「{status.label}」" for status in wanted)
        raise WrongStep(
            f"合同 {contract.contract_no} 现在是「{ContractStatus(contract.status).label}」，"
            f"这一步要求{labels}。请刷新页面。"
        )
    return contract, lead


def _refuse_unaccepted(quote: Quote) -> None:
    if quote.status != QuoteStatus.ACCEPTED:
        raise WrongStep(
            f"报价 {quote.quote_no} 现在是「{QuoteStatus(quote.status).label}」，"
            "客户接受之后才能办这一步。"
        )


def _write_schedule(contract: Contract, schedule: Sequence[ScheduleLine]) -> None:
    ScheduleItem.objects.bulk_create(
        ScheduleItem(
            scope_id=contract.scope_id,
            terminal_id=contract.terminal_id,
            contract=contract,
            kind=line.kind,
            percent=line.percent,
            days=line.days,
        )
        for line in schedule
    )


def _save(run: Run, contract: Contract, lead: Lead) -> None:
    contract.version += 1
    contract.save(force_update=True)
    _moved(run, contract, lead)


def _moved(run: Run, contract: Contract, lead: Lead) -> None:
    run.touch("contract", contract.pk, scope_id=contract.scope_id, name=contract.contract_no)
    deals.move(run, lead, to=DealStage.CONTRACT)
