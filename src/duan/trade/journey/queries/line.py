"""Steps become a line: pure, so that any mixture of steps can be tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from duan.core.kernel.steps import Step
from duan.trade.journey.types import Stage, StageFacts, StageState

_NOBODY: Mapping[Stage, tuple[str, ...]] = {}


def line_of(
    steps: Iterable[Step],
    *,
    seen: Collection[Stage],
    now: datetime,
    brought_by: Mapping[Stage, tuple[str, ...]] = _NOBODY,
) -> tuple[StageFacts, ...]:
    """Put steps in the order of the stages.

    Of `seen` stages nobody told anything, so they are still ahead; other silent ones stay out of
    the line, because the reader could not tell "not begun" from "not for you". A stage lasts from
    the last thing that was finished before it; stages that ran beside each other may share time.
    """
    told: dict[Stage, list[Step]] = defaultdict(list)
    for step in steps:
        told[Stage(step.stage)].append(step)
    line: list[StageFacts] = []
    finished: list[datetime] = []
    for stage in Stage:
        mine = told.get(stage)
        if mine is None:
            if stage in seen:
                line.append(StageFacts(stage=stage, state=StageState.AHEAD))
            continue
        facts = _facts(stage, mine, finished=finished, now=now, who=brought_by.get(stage, ()))
        line.append(facts)
        if facts.state == StageState.DONE and facts.at is not None:
            finished.append(facts.at)
    return tuple(line)


def current_of(line: Iterable[StageFacts]) -> Stage | None:
    """Return the first stage that somebody has to do something for."""
    open_states = {StageState.NOW, StageState.MISSING}
    return next((facts.stage for facts in line if facts.state in open_states), None)


def _facts(
    stage: Stage,
    steps: list[Step],
    *,
    finished: list[datetime],
    now: datetime,
    who: tuple[str, ...],
) -> StageFacts:
    state = _state(steps)
    is_done = state == StageState.DONE
    shown = _shown(steps, state)
    at = max((step.at for step in steps if step.at), default=None) if is_done else None
    end = at if is_done else now
    due_at = min(
        (step.due_at for step in steps if step.due_at and step.state != "DONE"), default=None
    )
    return StageFacts(
        stage=stage,
        state=state,
        title=shown.title,
        by=shown.by,
        at=at,
        seconds=_seconds(finished, end),
        due_at=shown.due_at if is_done else due_at,
        is_late=any(_is_late(step, now) for step in steps),
        missing=tuple(dict.fromkeys(sentence for step in steps for sentence in step.missing)),
        who=() if is_done else who,
        link=shown.link,
        done=sum(step.state == "DONE" for step in steps),
        total=len(steps),
    )


def _state(steps: list[Step]) -> StageState:
    states = {step.state for step in steps}
    if "MISSING" in states:
        return StageState.MISSING
    return StageState.NOW if "NOW" in states else StageState.DONE


def _shown(steps: list[Step], state: StageState) -> Step:
    """Return the step that speaks for the stage: the last one done, or the first one open."""
    if state == StageState.DONE:
        timed = [(step.at, place) for place, step in enumerate(steps) if step.at is not None]
        return steps[max(timed)[1]] if timed else steps[-1]
    return next(step for step in steps if step.state == state.value)


def _seconds(finished: list[datetime], end: datetime | None) -> int | None:
    if end is None:
        return None
    began = max((at for at in finished if at <= end), default=None)
    return None if began is None else int((end - began).total_seconds())


def _is_late(step: Step, now: datetime) -> bool:
    return step.due_at is not None and (step.at or now) > step.due_at
