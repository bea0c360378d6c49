from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from duan.core.access.queries import scopes_in_reach
from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import history_of, sentence
from duan.core.kernel.commands import Run, command, registry
from duan.core.kernel.errors import Stale
from duan.core.kernel.ids import new_id
from duan.trade.terminals import commands
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind, Profile, Status
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered():
    """Commands that a test registers leave with it."""
    before = set(registry)
    yield
    for name in set(registry) - before:
        del registry[name]


@pytest.fixture
def manager():
    return make.as_(make.somebody("sales_manager", on=make.scope("华中"), name="周敏"))


@pytest.fixture
def hospital(manager):
    return make.terminal("甲医院", by=manager, on=own_scope(manager))


def own_scope(actor):
    return scopes_in_reach(make.as_(actor), "terminals.see")[0]


def history(actor, *subjects, limit=50, cursor=""):
    make.as_(actor)
    return history_of(actor, subjects, cursor=cursor, limit=limit)


def told(page):
    return [item["happening"].sentence for item in page.items]


def sign(hospital, manager, *, seen_version=1):
    commands.change_status(
        manager,
        terminal_id=hospital,
        seen_version=seen_version,
        status=Status.ACTIVE,
        reason="签约",
    )


def test_a_command_leaves_one_entry_with_who_what_and_the_blanks_of_its_sentence(hospital, manager):
    entries = Entry.objects.filter(command="terminals.add_terminal")

    entry = entries.get()

    assert (entry.actor_id, entry.actor_name) == (manager.account_id, "周敏")
    assert entry.details == {"kind": "医院", "name": "甲医院"}
    assert timezone.now() >= entry.at


def test_an_entry_names_every_row_that_the_command_changed(hospital, manager):
    twin = make.terminal("乙医院", by=manager, on=own_scope(manager))
    commands.merge_terminal(
        manager, terminal_id=twin, seen_version=1, into_id=hospital, reason="重复"
    )

    entry = Entry.objects.get(command="terminals.merge_terminal")

    subjects = entry.subjects.values_list("kind", "subject_id", "scope_id", "name")
    assert set(subjects) == {
        ("terminal", hospital, own_scope(manager), "甲医院"),
        ("terminal", twin, own_scope(manager), "乙医院"),
    }


def test_history_tells_sentences_the_newest_first(hospital, manager):
    sign(hospital, manager)

    assert told(history(manager, hospital)) == [
        "把「甲医院」由潜在改为合作中，原因：签约",
        "新增医院「甲医院」",
    ]


def test_history_is_paged_without_loss(hospital, manager):
    sign(hospital, manager)
    commands.revise_terminal(
        manager, terminal_id=hospital, seen_version=2, name="甲医院", profile=Profile(beds=5)
    )

    first = history(manager, hospital, limit=2)
    rest = history(manager, hospital, limit=2, cursor=first.next)

    assert [*told(first), *told(rest)] == told(history(manager, hospital))
    assert (len(first.items), len(rest.items), rest.next) == (2, 1, None)


def test_another_regions_people_see_none_of_it(hospital, manager):
    outsider = make.somebody("data_steward", on=make.scope("华南"))

    assert history(outsider, hospital).items == []
    assert not Entry.objects.filter(command="terminals.add_terminal").exists()
    assert not Subject.objects.filter(subject_id=hospital).exists()


def test_a_refused_command_leaves_no_entry(hospital, manager):
    with pytest.raises(Stale):
        sign(hospital, manager, seen_version=7)

    assert not Entry.objects.filter(command="terminals.change_status").exists()


@pytest.mark.parametrize("happenings", [1, 3])
def test_history_costs_the_same_queries_for_one_row_and_for_three(
    hospital, manager, happenings, django_assert_num_queries
):
    for number in range(1, happenings):
        commands.revise_terminal(
            manager,
            terminal_id=hospital,
            seen_version=number,
            name="甲医院",
            profile=Profile(beds=number),
        )
    make.as_(manager)

    with django_assert_num_queries(1):
        page = history_of(manager, [hospital], cursor="", limit=50)

    assert len(page.items) == happenings


def test_nobody_can_write_an_entry_in_another_name(hospital, manager):
    make.as_(manager)
    with pytest.raises(ProgrammingError, match="row-level security policy"), transaction.atomic():
        Entry.objects.create(
            id=new_id(),
            at=timezone.now(),
            actor_id=make.admin().account_id,
            command="terminals.add_terminal",
            details={},
        )


def test_rows_changed_in_one_statement_are_named_by_a_query(manager, registered):
    scope = own_scope(manager)
    hospitals = {make.terminal(name, by=manager, on=scope) for name in ("甲", "乙", "丙")}

    @command("test.tag_all", sentence="给 {count} 家医院加标签")
    def tag_all(run: Run) -> None:
        run.require("terminals.edit")
        run.tell(count=Terminal.objects.filter(kind=Kind.HOSPITAL).update(tags=["x"]))
        run.touch_rows(
            "SELECT 'terminal', id, scope_id, name FROM terminals_terminal WHERE kind = %s",
            ["HOSPITAL"],
        )

    tag_all(manager)

    entry = Entry.objects.get(command="test.tag_all")
    assert set(entry.subjects.values_list("subject_id", flat=True)) == hospitals
    assert {row.pk.version for row in entry.subjects.all()} == {7}
    assert {told(history(manager, one))[0] for one in hospitals} == {"给 3 家医院加标签"}


def test_a_blank_that_nobody_filled_shows_as_a_dash():
    assert sentence("terminals.move_terminal", {"name": "骨科"}) == "把「骨科」移到「—」下"


def test_an_entry_of_a_command_that_is_gone_shows_the_commands_name():
    assert sentence("terminals.forgotten", {"name": "骨科"}) == "terminals.forgotten"


def test_what_people_typed_cannot_reach_into_the_sentence():
    """A name full of format fields stays a name."""
    assert sentence(
        "terminals.move_terminal", {"name": "{parent}{0.__class__}", "parent": "甲"}
    ) == ("把「{parent}{0.__class__}」移到「甲」下")
