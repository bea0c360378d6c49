"""The door: works in a process where Django is not set up yet, as `duan` starts it."""

from __future__ import annotations

import os

import django
from django.apps import apps


def found_company(password: str) -> list[dict[str, str]]:
    """Fill the database with the demo company; everybody in it signs in with this password.

    Returns `{"login_name": "hz.manager", "about": "华中大区 区域经理 周敏"}` for each account, in the
    order in which to print them. Raises `CompanyIsThere` when anybody has begun to work here, and
    `NoAdministrator` when the account `admin` is missing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duan.edge.config.settings")
    if not apps.ready:
        django.setup()
    from duan.edge.demo.founding import found  # inline: models exist only once Django is set up

    return found(password)
