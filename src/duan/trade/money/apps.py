from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override

from duan.core.kernel.events import subscribe
from duan.trade.delivery.events import Arrived
from duan.trade.field.events import InstallAccepted
from duan.trade.sales.events import ContractSigned


class MoneyConfig(AppConfig):
    name = "duan.trade.money"
    label = "money"
    verbose_name = "回款"

    @override
    def ready(self) -> None:
        from duan.trade.money import commands, handlers  # noqa: F401  # inline: fills the registry

        called = "money.keep_milestones"
        subscribe(ContractSigned, handlers.on_contract_signed, called=called)
        subscribe(Arrived, handlers.on_arrived, called=called)
        subscribe(InstallAccepted, handlers.on_install_accepted, called=called)
