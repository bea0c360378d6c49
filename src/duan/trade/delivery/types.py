from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ShipmentStatus(TextChoices):
    WAITING = "WAITING", _("待复核")
    CHECKED = "CHECKED", _("已复核")
    IN_TRANSIT = "IN_TRANSIT", _("在途")
    ARRIVED = "ARRIVED", _("已到货")


class Verdict(TextChoices):
    PASSED = "PASSED", _("通过")
    REFUSED = "REFUSED", _("拒绝")
