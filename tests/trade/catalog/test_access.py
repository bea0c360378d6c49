"""Who may write the catalogue: only somebody whose grant covers the whole company."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import transaction

from duan.trade.catalog import commands
from duan.trade.catalog.models import Model, Product
from duan.trade.catalog.types import ManagementClass
from tests import make
from tests.core.access.rules import WHOLE_COMPANY, Rule, Try, expected, gets_in, let_in
from tests.core.access.world import EVERYBODY, INSIDE, NO_ROLE, a_world
from tests.trade.catalog import make as catalog

STEWARDS = frozenset({"data_steward"})


def a_product() -> UUID:
    return Product.objects.get(name="众所周知").pk


def a_model() -> UUID:
    return Model.objects.get(name="众所周知").pk


PERMISSIONS: dict[str, Rule] = {
    "catalog.add_product": Rule(
        STEWARDS,
        WHOLE_COMPANY,
        lambda t: commands.add_product(
            t.who,
            name="监护仪",
            registrant_name="某公司",
            management_class=ManagementClass.TWO,
        ),
    ),
    "catalog.add_model": Rule(
        STEWARDS,
        WHOLE_COMPANY,
        lambda t: commands.add_model(t.who, product_id=a_product(), name="M9"),
    ),
    "catalog.record_certificate": Rule(
        STEWARDS,
        WHOLE_COMPANY,
        lambda t: catalog.certificate(t.who, a_product(), a_model()),
    ),
    "catalog.add_identifier": Rule(
        STEWARDS, WHOLE_COMPANY, lambda t: catalog.identifier(t.who, a_model())
    ),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), a_world() as built:
        catalog.goods(built.maker, product_name="众所周知", model_name="众所周知")
        yield built


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_no_grant_of_a_region_writes_the_catalogue(command, world):
    rule = PERMISSIONS[command]
    before = world.digest()

    assert let_in(rule, world) == expected(rule) == set()
    assert world.digest() == before


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_a_grant_on_the_whole_company_does(command, world):
    rule = PERMISSIONS[command]

    got_in = set()
    for role in sorted(EVERYBODY - {NO_ROLE}):
        with transaction.atomic():
            who = make.somebody(role, on=make.ROOT)
            if gets_in(rule, Try(world, who, INSIDE)):
                got_in.add(role)
            transaction.set_rollback(True)

    assert got_in == rule.roles
