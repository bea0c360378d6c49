from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from duan.lib.udi import Udi
from duan.trade.catalog.types import Identified


class IntakeStatus(TextChoices):
    OPEN = "OPEN", _("收货中")
    CLOSED = "CLOSED", _("已完成")


class Direction(TextChoices):
    IN = "IN", _("入库")
    OUT = "OUT", _("出库")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A scan of one unit: what its code says, and what its identifier stands for."""

    udi: Udi
    identified: Identified
