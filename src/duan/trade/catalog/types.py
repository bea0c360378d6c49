from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ManagementClass(TextChoices):
    ONE = "1", _("第一类")
    TWO = "2", _("第二类")
    THREE = "3", _("第三类")
