"""Deals of the demo company, each as far as its story goes, step by step by whose work it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.edge.demo.goods import Article, made_on
from duan.edge.demo.works import Team, accept, collect, deliver, install, react, serve
from duan.trade.assets.types import WarrantyRule
from duan.trade.sales import commands as sales
from duan.trade.sales.models import Contract
from duan.trade.sales.types import Line, MilestoneKind, ScheduleLine


class Until(IntEnum):
    """How far a deal has come."""

    LEAD = 1
    QUOTED = 2
    SUBMITTED = 3
    ORDERED = 4
    CHECKED = 5
    SHIPPED = 6
    ARRIVED = 7
    INSTALLED = 8
    ACCEPTED = 9
    SERVED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One deal: what, for whom, how far; the numbers are the serial numbers that are shipped."""

    title: str
    need: str
    hospital_id: UUID
    department_id: UUID
    hospital_user: Actor | None
    article: Article
    numbers: range
    until: Until


_USUAL = tuple(
    ScheduleLine(kind=kind, percent=Decimal(percent), days=days)
    for kind, percent, days in (
        (MilestoneKind.DEPOSIT, 30, 7),
        (MilestoneKind.ARRIVAL, 30, 30),
        (MilestoneKind.ACCEPTANCE, 35, 30),
        (MilestoneKind.RETENTION, 5, 365),
    )
)


@dataclass(frozen=True, slots=True)
class Teller:
    """Carries stories out with a team's own hands."""

    team: Team
    models: dict[Article, UUID]
    today: date

    def tell(self, story: Story) -> UUID:
        """Do all steps of a story; return the deal's id."""
        team, deal_id = self.team, self._lead(story)
        if story.until >= Until.QUOTED:
            quote_id = self._quote(story, deal_id)
            if story.until >= Until.SUBMITTED:
                self._draft(story, quote_id)
        if story.until >= Until.ORDERED:
            self._order(deal_id, soon=story.until >= Until.ARRIVED)
        if story.until >= Until.CHECKED:
            scans = [story.article.scan(n, on=made_on(self.today)) for n in story.numbers]
            deliver(
                team,
                deal_id,
                scans,
                ships=story.until >= Until.SHIPPED,
                arrives=story.until >= Until.ARRIVED,
            )
        if story.until >= Until.INSTALLED:
            install(team, deal_id, self.today)
        if story.until >= Until.ACCEPTED and story.hospital_user:
            accept(team, deal_id, story.hospital_user, self.today)
        if story.until >= Until.SERVED and story.hospital_user:
            serve(team, deal_id, story.hospital_user)
        return deal_id

    def _lead(self, story: Story) -> UUID:
        return sales.add_lead(
            self.team.seller,
            terminal_id=story.hospital_id,
            department_id=story.department_id,
            title=story.title,
            need=story.need,
        )

    def _quote(self, story: Story, deal_id: UUID) -> UUID:
        seller, price = self.team.seller, story.article.price
        opportunity_id = sales.qualify_lead(
            seller,
            lead_id=deal_id,
            seen_version=1,
            budget=price * len(story.numbers) + 20_000,
            expected_on=self.today + timedelta(days=45),
        )
        model_id = self.models[story.article]
        quote_id = sales.draft_quote(
            seller,
            opportunity_id=opportunity_id,
            lines=(Line(model_id=model_id, quantity=len(story.numbers), unit_price=price),),
            valid_through=self.today + timedelta(days=30),
        )
        sales.send_quote(seller, quote_id=quote_id, seen_version=1)
        return quote_id

    def _draft(self, story: Story, quote_id: UUID) -> None:
        seller = self.team.seller
        sales.accept_quote(seller, quote_id=quote_id, seen_version=2)
        contract_id = sales.draft_contract(
            seller,
            quote_id=quote_id,
            warranty_rule=WarrantyRule.ACCEPTANCE_SIGNED,
            warranty_months=12,
            sla_class=story.article.sla_class,
            schedule=_USUAL,
        )
        sales.submit_contract(seller, contract_id=contract_id, seen_version=1)

    def _order(self, deal_id: UUID, *, soon: bool) -> None:
        team = self.team
        with acting(team.seller):
            contract = Contract.objects.get(deal_id=deal_id)
        seen = contract.version
        sales.approve_contract(team.manager, contract_id=contract.pk, seen_version=seen)
        sales.sign_contract(
            team.seller, contract_id=contract.pk, seen_version=seen + 1, signed_on=self.today
        )
        commit_on = self.today + timedelta(days=0 if soon else 14)
        sales.confirm_order(team.seller, contract_id=contract.pk, commit_on=commit_on)
        react()
        collect(team, deal_id, MilestoneKind.DEPOSIT, self.today)
