"""What can be done on site: dispatching, installing, accepting, training."""

from __future__ import annotations

from duan.trade.field.commands.acceptance import accept_install
from duan.trade.field.commands.installs import (
    add_photo,
    dispatch_install,
    finish_install,
    start_install,
    tick_item,
)
from duan.trade.field.commands.planning import plan_installs
from duan.trade.field.commands.trainings import hold_training, plan_training
from duan.trade.field.policies import (
    InstallIsIncomplete,
    NotAnEngineer,
    NotYourTask,
    PlannedInThePast,
    UnknownItem,
    UnusableAcceptance,
    UnusableFile,
    UnusableTraining,
    WrongStage,
)

__all__ = [
    "InstallIsIncomplete",
    "NotAnEngineer",
    "NotYourTask",
    "PlannedInThePast",
    "UnknownItem",
    "UnusableAcceptance",
    "UnusableFile",
    "UnusableTraining",
    "WrongStage",
    "accept_install",
    "add_photo",
    "dispatch_install",
    "finish_install",
    "hold_training",
    "plan_installs",
    "plan_training",
    "start_install",
    "tick_item",
]
