from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IntakeStatus(TextChoices):
    OPEN = "OPEN", _("收货中")
    CLOSED = "CLOSED", _("已完成")


class Direction(TextChoices):
    IN = "IN", _("入库")
    OUT = "OUT", _("出库")
