"""The stages as data: which action shows one, and which brings it on."""

from __future__ import annotations

from duan.trade.journey.types import Stage

SEEN_WITH: dict[Stage, str] = {
    Stage.LEAD: "sales.see",
    Stage.OPPORTUNITY: "sales.see",
    Stage.QUOTE: "sales.see",
    Stage.CONTRACT: "sales.see",
    Stage.ORDER: "sales.see",
    Stage.CHECK: "delivery.see",
    Stage.SHIP: "delivery.see",
    Stage.ARRIVE: "delivery.see",
    Stage.DISPATCH: "field.see",
    Stage.INSTALL: "field.see",
    Stage.ACCEPT: "field.see",
    Stage.TRAIN: "field.see",
    Stage.WARRANTY: "assets.see",
    Stage.CARE: "care.see",
    Stage.RENEWAL: "care.renew",
    Stage.PAY: "money.see",
}
BROUGHT_BY: dict[Stage, tuple[str, ...]] = {
    Stage.LEAD: ("sales.work",),
    Stage.OPPORTUNITY: ("sales.work",),
    Stage.QUOTE: ("sales.work",),
    Stage.CONTRACT: ("sales.work", "sales.approve"),
    Stage.ORDER: ("sales.work",),
    Stage.CHECK: ("delivery.check",),
    Stage.SHIP: ("delivery.ship",),
    Stage.ARRIVE: ("delivery.confirm",),
    Stage.DISPATCH: ("field.dispatch",),
    Stage.INSTALL: ("field.work",),
    Stage.ACCEPT: ("field.accept",),
    Stage.TRAIN: ("field.work",),
    Stage.WARRANTY: ("field.accept",),
    Stage.CARE: ("care.work", "care.follow_up"),
    Stage.RENEWAL: ("care.renew",),
    Stage.PAY: ("money.record",),
}
