from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TicketStatus(TextChoices):
    NEW = "NEW", _("待受理")
    TAKEN = "TAKEN", _("处理中")
    RESOLVED = "RESOLVED", _("待回访")
    CLOSED = "CLOSED", _("已关闭")


class RenewalStatus(TextChoices):
    PROPOSED = "PROPOSED", _("洽谈中")
    SIGNED = "SIGNED", _("已签")
