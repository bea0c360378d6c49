"""What can be done with a deal, from its lead to its order."""

from __future__ import annotations

from duan.trade.sales.commands.contracts import (
    OwnContract,
    approve_contract,
    draft_contract,
    return_contract,
    revise_contract,
    sign_contract,
    submit_contract,
)
from duan.trade.sales.commands.leads import add_lead, drop_lead, lose_opportunity, qualify_lead
from duan.trade.sales.commands.orders import UnusableOrder, confirm_order
from duan.trade.sales.commands.quotes import (
    QuoteExpired,
    accept_quote,
    draft_quote,
    revise_quote,
    send_quote,
)

__all__ = [
    "OwnContract",
    "QuoteExpired",
    "UnusableOrder",
    "accept_quote",
    "add_lead",
    "approve_contract",
    "confirm_order",
    "draft_contract",
    "draft_quote",
    "drop_lead",
    "lose_opportunity",
    "qualify_lead",
    "return_contract",
    "revise_contract",
    "revise_quote",
    "send_quote",
    "sign_contract",
    "submit_contract",
]
