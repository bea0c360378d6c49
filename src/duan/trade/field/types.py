from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskStatus(TextChoices):
    WAITING = "WAITING", _("待派工")
    DISPATCHED = "DISPATCHED", _("已派工")
    STARTED = "STARTED", _("安装中")
    INSTALLED = "INSTALLED", _("待验收")
    ACCEPTED = "ACCEPTED", _("已验收")


class TrainingStatus(TextChoices):
    PLANNED = "PLANNED", _("已计划")
    HELD = "HELD", _("已完成")
