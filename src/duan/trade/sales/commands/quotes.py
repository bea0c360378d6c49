from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.catalog.queries import models_named
from duan.trade.sales import policies
from duan.trade.sales.commands import deals
from duan.trade.sales.models import Contract, Lead, Opportunity, Quote, QuoteLine
from duan.trade.sales.policies import UnusableQuote, WrongStep
from duan.trade.sales.types import ContractStatus, DealStage, Line, QuoteStatus


class QuoteExpired(Conflict):
    code = "quote_expired"


@command("sales.draft_quote", sentence="为「{terminal}」的「{title}」起草报价 {number}")
def draft_quote(
    run: Run, *, opportunity_id: UUID, lines: tuple[Line, ...], valid_through: date
) -> UUID:
    """Write an offer on an opportunity; return its id. Raises `WrongStep`, `UnusableQuote`."""
    opportunity, lead = deals.hold(run, Opportunity.objects.filter(pk=opportunity_id))
    deals.refuse_closed(lead)
    _refuse_settled(lead)
    _refuse_unusable(run, lines, valid_through)
    quote = Quote(
        scope_id=lead.scope_id,
        terminal_id=lead.terminal_id,
        deal_id=lead.pk,
        opportunity=opportunity,
        quote_no=f"Q{take_numbers('quote'):07d}",
        valid_through=valid_through,
        total=policies.total_of(lines),
        created_by=run.who.account_id,
        created_at=run.now,
    )
    quote.save(force_insert=True)
    _write_lines(quote, lines)
    run.tell(terminal=lead.terminal.name, title=lead.title, number=quote.quote_no)
    _moved(run, quote, lead)
    return quote.pk


@command("sales.revise_quote", sentence="修订「{terminal}」的报价 {number}")
def revise_quote(
    run: Run, *, quote_id: UUID, seen_version: int, lines: tuple[Line, ...], valid_through: date
) -> None:
    """Replace what an offer says: it is a draft again, and has to be sent and accepted anew.

    One that was accepted can be revised until its contract is submitted. Raises `Stale`,
    `WrongStep`, `UnusableQuote`.
    """
    quote, lead = _hold_seen(run, quote_id, seen_version)
    if quote.status == QuoteStatus.ACCEPTED:
        _refuse_submitted(quote)
    else:
        _refuse_settled(lead)
    _refuse_unusable(run, lines, valid_through)
    quote.valid_through, quote.total = valid_through, policies.total_of(lines)
    quote.status = QuoteStatus.DRAFT
    quote.sent_by = quote.sent_at = quote.accepted_by = quote.accepted_at = None
    QuoteLine.objects.filter(quote=quote).delete()
    _write_lines(quote, lines)
    run.tell(terminal=lead.terminal.name, number=quote.quote_no)
    _save(run, quote, lead)


@command("sales.send_quote", sentence="向「{terminal}」发出报价 {number}")
def send_quote(run: Run, *, quote_id: UUID, seen_version: int) -> None:
    """Say that the customer has the offer. Raises `Stale`, `WrongStep`, `QuoteExpired`."""
    quote, lead = _hold_seen(run, quote_id, seen_version)
    _refuse_wrong_status(quote, QuoteStatus.DRAFT)
    _refuse_settled(lead)
    _refuse_expired(run, quote)
    quote.status = QuoteStatus.SENT
    quote.sent_by, quote.sent_at = run.who.account_id, run.now
    run.tell(terminal=lead.terminal.name, number=quote.quote_no)
    _save(run, quote, lead)


@command("sales.accept_quote", sentence="「{terminal}」接受报价 {number}")
def accept_quote(run: Run, *, quote_id: UUID, seen_version: int) -> None:
    """Write down that the customer takes the offer; a contract drafted before follows it.

    Raises `Stale`, `WrongStep`, `QuoteExpired`.
    """
    quote, lead = _hold_seen(run, quote_id, seen_version)
    _refuse_wrong_status(quote, QuoteStatus.SENT)
    _refuse_settled(lead)
    _refuse_expired(run, quote)
    quote.status = QuoteStatus.ACCEPTED
    quote.accepted_by, quote.accepted_at = run.who.account_id, run.now
    followed = _let_draft_follow(run, quote)
    run.tell(terminal=lead.terminal.name, number=quote.quote_no)
    _save(run, quote, lead, stage=DealStage.CONTRACT if followed else DealStage.QUOTE)


def _let_draft_follow(run: Run, quote: Quote) -> bool:
    """Give the deal's draft of a contract this price: whoever saw another has to look again."""
    drafts = Contract.objects.filter(deal_id=quote.deal_id, status=ContractStatus.DRAFT)
    drafts.update(quote=quote, total=quote.total, version=F("version") + 1)
    draft = drafts.first()
    if draft is not None:
        run.touch("contract", draft.pk, scope_id=draft.scope_id, name=draft.contract_no)
    return draft is not None


def _hold_seen(run: Run, quote_id: UUID, seen_version: int) -> tuple[Quote, Lead]:
    quote, lead = deals.hold(run, Quote.objects.filter(pk=quote_id))
    deals.refuse_unseen(f"报价 {quote.quote_no} ", quote.version, seen_version)
    deals.refuse_closed(lead)
    return quote, lead


def _refuse_settled(lead: Lead) -> None:
    taken = Quote.objects.filter(deal_id=lead.pk, status=QuoteStatus.ACCEPTED).first()
    if taken is not None:
        raise WrongStep(f"客户已接受报价 {taken.quote_no}。要改价格，请修订那一份。")


def _refuse_submitted(quote: Quote) -> None:
    contract = Contract.objects.filter(quote=quote).exclude(status=ContractStatus.DRAFT).first()
    if contract is not None:
        raise WrongStep(
            f"报价 {quote.quote_no} 已写入合同 {contract.contract_no} 并提交。"
            "要改价格，请先由经理退回合同。"
        )


def _refuse_wrong_status(quote: Quote, wanted: QuoteStatus) -> None:
    if quote.status != wanted:
        raise WrongStep(
            f"报价 {quote.quote_no} 现在是「{QuoteStatus(quote.status).label}」，"
            f"这一步要求「{wanted.label}」。请刷新页面。"
        )


def _refuse_expired(run: Run, quote: Quote) -> None:
    if quote.valid_through < localdate(run.now):
        raise QuoteExpired(
            f"报价 {quote.quote_no} 的有效期到 {quote.valid_through} 为止，已经过期。"
            "请修订报价，改有效期后重新发出。",
            where=[Place("valid_through", "已经过期")],
        )


def _refuse_unusable(run: Run, lines: Sequence[Line], valid_through: date) -> None:
    if valid_through < localdate(run.now):
        raise UnusableQuote(
            f"有效期 {valid_through} 已经过去，请选择今天或以后的日期。",
            where=[Place("valid_through", "不能早于今天")],
        )
    known = models_named({line.model_id for line in lines})
    places = [
        Place(f"lines.{index}.model_id", f"第 {index + 1} 行的型号不在产品目录里")
        for index, line in enumerate(lines)
        if line.model_id not in known
    ]
    if places:
        listed = "；".join(place.message for place in places)
        raise UnusableQuote(f"报价明细有误，请重新选择：{listed}。", where=places)


def _write_lines(quote: Quote, lines: Sequence[Line]) -> None:
    QuoteLine.objects.bulk_create(
        QuoteLine(
            scope_id=quote.scope_id,
            terminal_id=quote.terminal_id,
            quote=quote,
            position=position,
            model_id=line.model_id,
            quantity=line.quantity,
            unit_price=line.unit_price,
        )
        for position, line in enumerate(lines, start=1)
    )


def _save(run: Run, quote: Quote, lead: Lead, *, stage: DealStage = DealStage.QUOTE) -> None:
    quote.version += 1
    quote.save(force_update=True)
    _moved(run, quote, lead, stage=stage)


def _moved(run: Run, quote: Quote, lead: Lead, *, stage: DealStage = DealStage.QUOTE) -> None:
    run.touch("quote", quote.pk, scope_id=quote.scope_id, name=quote.quote_no)
    deals.move(run, lead, to=stage)
