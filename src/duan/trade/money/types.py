from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MilestoneStatus(TextChoices):
    PLANNED = "PLANNED", _("未到条件")
    DUE = "DUE", _("应收")
    PAID = "PAID", _("已结清")
