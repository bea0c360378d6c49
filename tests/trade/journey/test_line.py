from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from duan.core.kernel.steps import Step
from duan.trade.journey.queries.line import current_of, line_of
from duan.trade.journey.types import Stage, StageFacts, StageState

DAY = timedelta(days=1)
BEGAN = datetime(2026, 9, 1, 9, tzinfo=UTC)
NOW = BEGAN + 30 * DAY
WANG, LI = UUID(int=1), UUID(int=2)
TASK = ("task", UUID(int=7))


def done(stage: Stage, day: int, *, by: UUID = WANG, due: int | None = None) -> Step:
    due_at = None if due is None else BEGAN + due * DAY
    return Step(
        stage=stage,
        state="DONE",
        title=f"{stage.label}好了",
        at=BEGAN + day * DAY,
        by=by,
        due_at=due_at,
    )


def test_a_stage_lasts_from_what_was_finished_before_it_and_an_open_one_until_now():
    steps = [
        done(Stage.LEAD, 0),
        done(Stage.ORDER, 12),
        Step(stage=Stage.CHECK, state="NOW", title="等待复核", by=LI, due_at=BEGAN + 20 * DAY),
    ]

    line = line_of(steps, seen=(), now=NOW, brought_by={Stage.CHECK: ("出库复核员",)})

    assert line == (
        StageFacts(
            stage=Stage.LEAD,
            state=StageState.DONE,
            title="线索好了",
            by=WANG,
            at=BEGAN,
            seconds=None,
            done=1,
            total=1,
        ),
        StageFacts(
            stage=Stage.ORDER,
            state=StageState.DONE,
            title="订单好了",
            by=WANG,
            at=BEGAN + 12 * DAY,
            seconds=12 * 86_400,
            done=1,
            total=1,
        ),
        StageFacts(
            stage=Stage.CHECK,
            state=StageState.NOW,
            title="等待复核",
            by=LI,
            seconds=18 * 86_400,
            due_at=BEGAN + 20 * DAY,
            is_late=True,
            who=("出库复核员",),
            done=0,
            total=1,
        ),
    )
    assert current_of(line) == Stage.CHECK


def test_a_stage_of_several_units_is_done_with_the_last_and_open_with_the_first():
    waiting = Step(
        stage=Stage.INSTALL,
        state="MISSING",
        title="I0000002 等照片",
        missing=("缺少照片", "缺少检查单"),
        link=TASK,
    )

    some = line_of([done(Stage.INSTALL, 3), waiting, waiting], seen=(), now=NOW)
    every = line_of([done(Stage.INSTALL, 5, by=LI), done(Stage.INSTALL, 3)], seen=(), now=NOW)

    assert [(f.state, f.title, f.missing, f.link, f.done, f.total) for f in some] == [
        (StageState.MISSING, "I0000002 等照片", ("缺少照片", "缺少检查单"), TASK, 1, 3)
    ]
    assert [(f.state, f.by, f.at) for f in every] == [(StageState.DONE, LI, BEGAN + 5 * DAY)]


def test_a_silent_stage_is_ahead_for_whoever_would_be_told_and_absent_for_others():
    line = line_of([done(Stage.SHIP, 2)], seen={Stage.SHIP, Stage.ARRIVE}, now=NOW)

    assert [(facts.stage, facts.state) for facts in line] == [
        (Stage.SHIP, StageState.DONE),
        (Stage.ARRIVE, StageState.AHEAD),
    ]
    assert current_of(line) is None


def test_what_was_done_in_time_is_never_late_and_what_was_done_after_it_stays_late():
    line = line_of([done(Stage.SHIP, 2, due=2), done(Stage.ARRIVE, 4, due=3)], seen=(), now=NOW)

    assert [(facts.stage, facts.is_late) for facts in line] == [
        (Stage.SHIP, False),
        (Stage.ARRIVE, True),
    ]


moments = st.integers(0, 40).map(lambda day: BEGAN + day * DAY)


@st.composite
def a_step(draw: st.DrawFn) -> Step:
    state = draw(st.sampled_from(["DONE", "NOW", "MISSING"]))
    return Step(
        stage=draw(st.sampled_from(Stage.values)),
        state=state,
        title="甲",
        at=draw(moments) if state == "DONE" else None,
        missing=("缺少乙",) if state == "MISSING" else (),
    )


@given(st.lists(a_step(), max_size=30), st.sets(st.sampled_from(list(Stage))))
def test_whatever_is_told_stands_once_in_order_with_no_negative_time(steps, seen):
    now = BEGAN + 40 * DAY
    order = list(Stage)

    line = line_of(steps, seen=seen, now=now)

    stages = [facts.stage for facts in line]
    assert stages == [stage for stage in order if stage in seen | {step.stage for step in steps}]
    assert all(facts.seconds is None or facts.seconds >= 0 for facts in line)
    assert sum(facts.total for facts in line) == len(steps)
    assert sum(facts.done for facts in line) == sum(step.state == "DONE" for step in steps)
    for facts in line:
        assert (facts.done == facts.total) == (
            facts.state in {StageState.DONE, StageState.AHEAD}
        ), facts
        assert (facts.at is not None) == (facts.state == StageState.DONE)
        assert bool(facts.missing) == any(
            step.state == "MISSING" for step in steps if step.stage == facts.stage
        )


@given(st.lists(moments, min_size=2, max_size=len(Stage), unique=True))
def test_stages_finished_one_after_the_other_share_out_the_whole_time(times):
    steps = [
        Step(stage=stage, state="DONE", title="甲", at=at)
        for stage, at in zip(Stage, sorted(times), strict=False)
    ]

    line = line_of(steps, seen=(), now=max(times))

    spent = sum(facts.seconds or 0 for facts in line)
    assert spent == (max(times) - min(times)).total_seconds()
