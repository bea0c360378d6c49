"""The default stages of an installation: plain data."""

from __future__ import annotations

from typing import Final

from duan.trade.field.types import TaskStatus

MAY_BE_DISPATCHED: Final = (TaskStatus.WAITING, TaskStatus.DISPATCHED, TaskStatus.STARTED)
OPEN: Final = (
    TaskStatus.WAITING,
    TaskStatus.DISPATCHED,
    TaskStatus.STARTED,
    TaskStatus.INSTALLED,
)
FEWEST_PHOTOS: Final = 1
CHECKLIST: Final = (
    ("unpacked", "开箱核对：外观完好，附件与装箱单一致"),
    ("site", "场地条件：电源、接地、空间、网络符合要求"),
    ("placed", "安装就位，连接完成"),
    ("powered", "通电自检通过"),
    ("tested", "功能与性能测试合格"),
    ("handed", "说明书与随机文件已交科室"),
)


def blank_checklist() -> list[dict[str, object]]:
    """Return the checklist of a new task, nothing done yet."""
    return [{"key": key, "label": label, "done": False, "note": ""} for key, label in CHECKLIST]
