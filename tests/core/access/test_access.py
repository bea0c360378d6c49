"""Who may run which command, where and when: one row a command.

Each row is tried by every role, on things inside and outside the granted scope, with a grant that
has not begun, begins now, is open, ends now and is over. Exactly what the row says gets in, and all
that was turned away together changed nothing.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from duan.core.access import commands as access
from duan.core.access.models import Grant
from duan.core.access.queries import actions_of
from duan.core.kernel.errors import NotFound
from duan.core.kernel.ids import new_id
from duan.core.people import commands as people
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.types import Kind, Person, Profile, Status
from tests import make
from tests.core.access.rules import (
    IN_SCOPE,
    OWN_SELF,
    OWN_THING,
    WHOLE_COMPANY,
    Rule,
    Try,
    expected,
    gets_in,
    let_in,
)
from tests.core.access.world import (
    EVERYBODY,
    HOUR,
    INSIDE,
    NO_ROLE,
    OPEN_WINDOWS,
    OUTSIDE,
    PLACES,
    WINDOWS,
    a_world,
    meeting,
    sees,
)

ADMINISTRATORS = frozenset({"administrator"})
SALES = frozenset({"sales_manager", "sales", "data_steward"})
FIELD = SALES | {"engineer", "service_desk"}
DEFINERS = frozenset({"administrator", "data_steward"})


def own_session(t: Try) -> UUID:
    """Open a second session of one's own; or name somebody else's."""
    if t.place == OUTSIDE:
        return t.at.newcomer.session_id
    return make.session(make.Account.objects.get(pk=t.who.account_id)).session_id


def own_view(t: Try) -> UUID:
    if t.place == OUTSIDE:
        return t.at.view
    return people.save_view(t.who, list_name="terminals", name="我的", state={}).pk


SCHEMA = {"type": "object", "properties": {"a": {"type": "string", "title": "甲"}}}
SEEN = {"seen_version": 1}
TESTED_ELSEWHERE = {"people.sign_in": "tests/core/people/test_sign_in.py: nobody is known yet"}
PERMISSIONS: dict[str, Rule] = {
    "access.add_scope": Rule(
        ADMINISTRATORS,
        IN_SCOPE,
        lambda t: access.add_scope(t.who, parent_id=t.at.scope, name="新辖区"),
    ),
    "access.give_grant": Rule(
        ADMINISTRATORS,
        IN_SCOPE,
        lambda t: access.give_grant(
            t.who,
            account_id=t.at.newcomer.account_id,
            scope_id=t.at.scope,
            role_code="sales",
            reason="转岗",
        ),
    ),
    "access.end_grant": Rule(
        ADMINISTRATORS,
        IN_SCOPE,
        lambda t: access.end_grant(t.who, grant_id=t.at.grant, reason="离职"),
    ),
    "people.add_account": Rule(
        ADMINISTRATORS,
        WHOLE_COMPANY,
        lambda t: people.add_account(
            t.who, login_name="new", display_name="新人", password="correct-horse-battery"
        ),
    ),
    "people.add_service": Rule(
        ADMINISTRATORS,
        WHOLE_COMPANY,
        lambda t: people.add_service(t.who, login_name="wms", display_name="仓库"),
    ),
    "people.disable_account": Rule(
        ADMINISTRATORS,
        WHOLE_COMPANY,
        lambda t: people.disable_account(t.who, account_id=t.at.newcomer.account_id),
    ),
    "people.issue_token": Rule(
        ADMINISTRATORS,
        WHOLE_COMPANY,
        lambda t: people.issue_token(
            t.who, account_id=t.at.service, name="夜间同步", expires_at=t.world.now + HOUR
        ),
    ),
    "people.change_password": Rule(
        EVERYBODY,
        OWN_SELF,
        lambda t: people.change_password(t.who, old="-", new="correct-horse-battery"),
    ),
    "people.sign_out": Rule(EVERYBODY, OWN_SELF, lambda t: people.sign_out(t.who)),
    "people.end_other_sessions": Rule(
        EVERYBODY, OWN_SELF, lambda t: people.end_other_sessions(t.who)
    ),
    "people.save_view": Rule(
        EVERYBODY,
        OWN_SELF,
        lambda t: people.save_view(t.who, list_name="terminals", name="n", state={}),
    ),
    "people.end_session": Rule(
        EVERYBODY,
        OWN_THING,
        lambda t: people.end_session(t.who, session_id=own_session(t)),
    ),
    "people.drop_view": Rule(
        EVERYBODY,
        OWN_THING,
        lambda t: people.drop_view(t.who, view_id=own_view(t)),
    ),
    "terminals.define_attributes": Rule(
        DEFINERS,
        WHOLE_COMPANY,
        lambda t: terminals.define_attributes(t.who, kind=Kind.HOSPITAL, title="甲", schema=SCHEMA),
    ),
    "terminals.add_terminal": Rule(
        SALES,
        IN_SCOPE,
        lambda t: make.terminal("新医院", by=t.who, on=t.at.scope),
    ),
    "terminals.revise_terminal": Rule(
        SALES,
        IN_SCOPE,
        lambda t: terminals.revise_terminal(
            t.who, terminal_id=t.at.hospital, **SEEN, name="改名医院", profile=Profile()
        ),
    ),
    "terminals.change_status": Rule(
        SALES,
        IN_SCOPE,
        lambda t: terminals.change_status(
            t.who, terminal_id=t.at.hospital, **SEEN, status=Status.ACTIVE, reason="签约"
        ),
    ),
    "terminals.move_terminal": Rule(
        SALES,
        IN_SCOPE,
        lambda t: terminals.move_terminal(
            t.who, terminal_id=t.at.department, **SEEN, parent_id=t.at.twin
        ),
    ),
    "terminals.merge_terminal": Rule(
        SALES,
        IN_SCOPE,
        lambda t: terminals.merge_terminal(
            t.who, terminal_id=t.at.twin, **SEEN, into_id=t.at.hospital, reason="重复"
        ),
    ),
    "terminals.open_scope": Rule(
        ADMINISTRATORS,
        IN_SCOPE,
        lambda t: terminals.open_scope(t.who, terminal_id=t.at.hospital),
    ),
    "terminals.add_contact": Rule(
        SALES,
        IN_SCOPE,
        lambda t: terminals.add_contact(
            t.who, terminal_id=t.at.hospital, person=Person(name="李主任")
        ),
    ),
    "terminals.revise_contact": Rule(
        SALES,
        IN_SCOPE,
        lambda t: terminals.revise_contact(
            t.who, contact_id=t.at.contact, **SEEN, person=Person(name="王院长")
        ),
    ),
    "terminals.drop_contact": Rule(
        SALES,
        IN_SCOPE,
        lambda t: terminals.drop_contact(t.who, contact_id=t.at.contact, **SEEN),
    ),
    "terminals.reveal_contact": Rule(
        FIELD,
        IN_SCOPE,
        lambda t: terminals.reveal_contact(t.who, contact_id=t.at.contact, purpose="送货"),
    ),
    "terminals.log_interaction": Rule(
        FIELD,
        IN_SCOPE,
        lambda t: terminals.log_interaction(
            t.who, terminal_id=t.at.hospital, meeting=meeting(t.world.now)
        ),
    ),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), a_world() as built:
        yield built


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_exactly_these_get_in_and_the_others_change_nothing(command, world):
    rule = PERMISSIONS[command]
    before = world.digest()

    assert let_in(rule, world) == expected(rule)
    assert world.digest() == before


@pytest.mark.parametrize(
    "command", sorted(name for name, rule in PERMISSIONS.items() if rule.bound == IN_SCOPE)
)
def test_a_right_held_elsewhere_adds_nothing_to_what_one_may_only_see(command, world):
    """Seeing here and acting there must not add up to acting here."""
    rule = PERMISSIONS[command]
    with transaction.atomic():
        who = make.somebody("viewer", on=world.regions[INSIDE].scope)
        for role in sorted(rule.roles):
            make.grant(who, role, on=world.regions[OUTSIDE].scope)

        tried = {place: gets_in(rule, Try(world, who, place)) for place in PLACES}
        transaction.set_rollback(True)

    assert tried == {INSIDE: False, OUTSIDE: True}


@pytest.mark.parametrize(
    "command", sorted(name for name, rule in PERMISSIONS.items() if rule.bound == WHOLE_COMPANY)
)
def test_what_concerns_the_whole_company_is_done_from_its_root_only(command, world):
    rule = PERMISSIONS[command]

    let_in_at_the_root = set()
    for role in sorted(EVERYBODY - {NO_ROLE}):
        with transaction.atomic():
            who = make.somebody(role, on=make.ROOT)
            if gets_in(rule, Try(world, who, INSIDE)):
                let_in_at_the_root.add(role)
            transaction.set_rollback(True)

    assert let_in_at_the_root == rule.roles


@pytest.mark.parametrize(
    "command",
    ["people.add_account", "people.add_service", "people.disable_account", "people.issue_token"],
)
def test_an_administrator_of_one_region_has_no_hand_in_accounts(command, world):
    """With a token of a service account he would act wherever that account may."""
    rule = PERMISSIONS[command]
    regional = world.people["administrator", "open"]

    assert {place: gets_in(rule, Try(world, regional, place)) for place in PLACES} == {
        INSIDE: False,
        OUTSIDE: False,
    }


def test_a_window_holds_its_first_moment_and_not_its_last(world):
    ours = world.regions[INSIDE].scope

    open_now = {
        window
        for window in WINDOWS
        if ours in sees(world.people["viewer", window], "terminals.see")
    }

    assert open_now == OPEN_WINDOWS


def test_a_grant_reaches_what_lies_below_its_scope_and_nothing_above(world):
    with transaction.atomic():
        ours = world.regions[INSIDE].scope
        below = make.scope("下级辖区", under=ours)
        make.terminal("下级医院", by=world.maker, on=below)

        assert sees(world.people["viewer", "open"], "terminals.see") == {ours, below}
        transaction.set_rollback(True)


def test_a_grant_of_another_scope_whose_path_begins_alike_reaches_nothing(world):
    """Scope 1/2/ must not reach 1/21/: paths are compared with their closing stroke."""
    with transaction.atomic():
        first = make.scope("甲区")
        others = [make.scope(f"乙区{number}") for number in range(first * 10 + 10 - first)]
        alike = next(scope for scope in others if str(scope).startswith(str(first)))
        viewer = make.somebody("viewer", on=first)

        assert alike != first
        assert sees(viewer, "terminals.see") == {first}
        transaction.set_rollback(True)


def test_two_grants_add_up(world):
    with transaction.atomic():
        both = make.nobody_special()
        for place in PLACES:
            make.grant(both, "viewer", on=world.regions[place].scope)

        assert sees(both, "terminals.see") == {region.scope for region in world.regions.values()}
        transaction.set_rollback(True)


def test_an_ended_grant_is_gone_with_the_next_statement(world):
    with transaction.atomic():
        viewer = world.people["viewer", "open"]
        grant = Grant.objects.get(account_id=make.as_(viewer).account_id)

        access.end_grant(make.admin(), grant_id=grant.pk, reason="离职")

        assert sees(viewer, "terminals.see") == set()
        assert actions_of(viewer) == []
        transaction.set_rollback(True)


def test_nobody_grants_to_himself(world):
    administrator = world.people["administrator", "open"]
    before = world.digest()

    with pytest.raises(NotFound):
        access.give_grant(
            administrator,
            account_id=administrator.account_id,
            scope_id=world.regions[INSIDE].scope,
            role_code="sales",
            reason="想看",
        )

    assert world.digest() == before


def test_the_database_too_refuses_a_grant_to_oneself(world):
    administrator = make.as_(world.people["administrator", "open"])

    with pytest.raises(ProgrammingError, match="row-level security policy"), transaction.atomic():
        Grant.objects.create(
            account_id=administrator.account_id,
            scope_id=world.regions[INSIDE].scope,
            role_id="sales",
            starts_at=world.now,
            reason="想看",
            created_at=world.now,
        )


def test_a_grant_to_somebody_who_does_not_exist_is_refused(world):
    before = world.digest()

    with pytest.raises(NotFound):
        access.give_grant(
            make.admin(),
            account_id=new_id(),
            scope_id=world.regions[INSIDE].scope,
            role_code="sales",
            reason="入职",
        )

    assert world.digest() == before


def test_the_clock_of_the_database_decides_and_not_the_one_of_the_web_process(world):
    assert make.database_now() == world.now
    assert timedelta(0) < make.timezone.now() - world.now
