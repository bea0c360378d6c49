from __future__ import annotations

import pytest
from django.db import transaction

from duan.core.access.models import Scope
from duan.core.audit.models import Entry
from duan.core.kernel.commands import Run, UnguardedCommand, command, registry
from duan.core.kernel.ids import new_id
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered():
    """Commands that a test registers leave with it."""
    before = set(registry)
    yield
    for name in set(registry) - before:
        del registry[name]


def test_a_command_that_forgets_access_cannot_commit(registered):
    @command("test.forget_access", sentence="x")
    def forget_access(run: Run) -> None:
        run.touch("scope", new_id())

    with pytest.raises(UnguardedCommand, match="never asked for access"), transaction.atomic():
        forget_access(make.admin())


def test_a_command_that_forgets_to_say_what_it_changed_cannot_commit(registered):
    @command("test.forget_touch", sentence="x")
    def forget_touch(run: Run) -> None:
        run.mine()

    with pytest.raises(UnguardedCommand, match="never said what it changed"), transaction.atomic():
        forget_touch(make.admin())


def test_two_commands_cannot_share_a_name(registered):
    @command("test.twice", sentence="x")
    def once(run: Run) -> None: ...

    with pytest.raises(UnguardedCommand, match=r"two commands are called test\.twice"):

        @command("test.twice", sentence="x")
        def again(run: Run) -> None: ...


def test_a_failing_command_leaves_neither_rows_nor_log(registered):
    @command("test.fail_late", sentence="x")
    def fail_late(run: Run) -> None:
        run.require("access.shape", scope_id=make.ROOT)
        Scope.objects.create(id=99, parent_id=1, path="1/99/", name="x")
        run.touch("scope", new_id())
        raise ValueError("late")

    admin = make.as_(make.admin())
    with pytest.raises(ValueError, match="late"):
        fail_late(admin)

    assert not Scope.objects.filter(pk=99).exists()
    assert not Entry.objects.filter(command="test.fail_late").exists()


def test_the_context_is_given_back_after_a_command():
    region = make.scope("华东")
    manager = make.somebody("sales_manager", on=region)
    make.as_(manager)

    make.scope("华南")

    assert list(Scope.objects.filter(name="华南").values_list("name")) == [("华南",)]
    assert make.terminal("甲医院", by=manager, on=region) is not None


def test_every_command_has_a_sentence_for_the_log():
    assert [name for name, known in registry.items() if not known.sentence.strip()] == []
