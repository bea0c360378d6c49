"""What hangs on a task goes where its hospital goes, also while somebody works on it."""

from __future__ import annotations

import pytest

from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.people.commands import automaton
from duan.trade.field import commands
from duan.trade.field.models import Acceptance, Attendance, Task, TaskPhoto, Training
from duan.trade.terminals import commands as terminals
from tests import make
from tests.trade.field import make as site
from tests.trade.field.make import CAME


def test_tasks_go_along_when_their_hospital_moves_to_another_region(world):
    task_id = world.accepted()
    commands.hold_training(
        world.engineer, training_id=world.training(task_id), seen_version=1, attendance=CAME
    )

    _, scope_id = make.admin(), make.client(make.admin())
    answer = scope_id.post(f"/api/terminals/{world.hospital}/open-scope")

    assert answer.status_code == 200, answer.content
    own = answer.json()["scope_id"]
    with acting(world.overseer):
        for model in (Task, TaskPhoto, Acceptance, Training, Attendance):
            assert set(model.objects.values_list("scope_id", flat=True)) == {own}


def opening(who: Actor, file_id):
    """Return what somebody gets who opens a file: the status, and its content."""
    answer = make.client(who).get(f"/api/files/{file_id}")
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def test_photos_and_signatures_go_along_when_their_hospital_becomes_a_scope_of_its_own(world):
    task_id = world.accepted()
    with acting(world.overseer):
        shown = TaskPhoto.objects.get().file_id, Acceptance.objects.get().signature_id
    unshown = world.picture(world.engineer)

    scope_id = terminals.open_scope(make.admin(), terminal_id=world.hospital)

    nurse = make.somebody("hospital_user", on=scope_id)
    answers = [opening(nurse, file_id) for file_id in (*shown, unshown)]
    assert [(status, len(content) > 0) for status, content in answers] == [
        (200, True),
        (200, True),
        (404, False),
    ]
    told = make.client(nurse).get(f"/api/field/tasks/{task_id}").json()
    assert [photo["sha256"] != "" for photo in told["photos"]] == [True]


def test_a_photo_proves_one_installation(world):
    shown = world.picture(world.engineer)
    commands.add_photo(world.engineer, task_id=world.started(), file_id=shown)
    other = world.started()

    with pytest.raises(commands.UnusableFile) as refusal:
        commands.add_photo(world.engineer, task_id=other, file_id=shown)

    assert str(refusal.value) == "这张照片已用于另一项安装任务，请重新拍照。"


def test_tasks_are_planned_where_their_hospital_has_just_moved_to(own_database):
    world = site.world()
    shipment_id = site.arrived(world)

    scope_id, _ = make.meanwhile(
        lambda: terminals.open_scope(make.admin(), terminal_id=world.hospital),
        lambda: commands.plan_installs(automaton(), shipment_id=shipment_id),
    )

    with acting(world.overseer):
        assert list(Task.objects.values_list("scope_id", flat=True)) == [scope_id]


def test_a_photo_added_while_the_hospital_moves_goes_along(own_database):
    world = site.world()
    task_id = world.started()
    file_id = world.picture(world.engineer)

    _, scope_id = make.meanwhile(
        lambda: commands.add_photo(world.engineer, task_id=task_id, file_id=file_id),
        lambda: terminals.open_scope(make.admin(), terminal_id=world.hospital),
    )

    with acting(world.overseer):
        assert list(TaskPhoto.objects.values_list("scope_id", flat=True)) == [scope_id]
