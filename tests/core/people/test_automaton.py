"""The account under which the product reacts to its own events."""

from __future__ import annotations

import pytest

from duan.core.access.commands import end_grant
from duan.core.access.models import Grant
from duan.core.access.queries import actions_of, scopes_in_reach
from duan.core.kernel.context import current_token
from duan.core.kernel.errors import NotFound
from duan.core.people.commands import automaton
from duan.core.people.commands.proof import end_sessions
from duan.core.people.models import Session
from duan.edge.config.roles import ROLES
from tests import make

pytestmark = pytest.mark.django_db


def test_it_may_do_what_its_role_says_in_the_whole_company():
    below = make.scope("华东")
    who = automaton()

    with make.acting(who):
        assert actions_of(who) == sorted(ROLES["automaton"][1])
        assert set(scopes_in_reach(who, "money.plan")) >= {make.ROOT, below}
        assert scopes_in_reach(who, "money.record") == []


def test_one_session_serves_many_reactions():
    first, second = automaton(), automaton()

    assert first == second
    with make.acting(first):
        assert Session.objects.filter(account_id=first.account_id, ended_at=None).count() == 1


def test_when_its_session_is_gone_it_opens_another():
    first = automaton()
    end_sessions(first.account_id)

    second = automaton()

    assert second.account_id == first.account_id
    assert second.session_id != first.session_id
    with make.acting(second):
        assert scopes_in_reach(second, "money.plan") != []


def test_nobody_takes_its_grant_away():
    who, admin = automaton(), make.admin()
    with make.acting(admin):
        grant_id = Grant.objects.get(account_id=who.account_id).pk

    with pytest.raises(NotFound):
        end_grant(admin, grant_id=grant_id, reason="清理")

    with make.acting(who):
        assert scopes_in_reach(who, "money.plan") != []


def test_asking_for_it_changes_nobodys_context():
    person = make.nobody_special()
    with make.acting(person):
        automaton()

        assert current_token() == person.token
