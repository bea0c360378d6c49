"""Taking a bulk load back, as long as nothing was built on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.backends.utils import CursorWrapper

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict
from duan.trade.terminals.commands.load_sql import sql
from duan.trade.terminals.commands.load_stage import IMPORT
from duan.trade.terminals.events import LoadUndone

_REASONS_TOLD = 5
_STEPS = (
    "undo_delete_sealed",
    "undo_delete_contacts",
    "undo_restore_terminals",
    "undo_restore_contacts",
    "undo_restore_sealed",
    "undo_delete_terminals",
    "undo_delete_kept",
)

_WHY = {
    "CHANGED": "已被修改",
    "CHILD": "下面新建了别的终端",
    "MERGED": "有别的终端并入",
    "CONTACT": "联系人已有变化",
    "MEETING": "已有拜访记录",
}


class UndoRefused(Conflict):
    code = "undo_refused"


@command("terminals.undo_load", sentence="撤销批量导入，涉及 {count} 个终端")
def undo_load(run: Run, *, import_id: UUID) -> int:
    """Delete what a load added and restore what it changed; return how many terminals that were.

    Raises `UndoRefused` naming the first terminals that something depends on by now.
    """
    run.require(IMPORT)
    facts: dict[str, Any] = {"import": import_id, "now": run.now}
    with connection.cursor() as cursor:
        cursor.execute(sql("undo_begin"))
        cursor.execute(sql("undo_lock_added"), facts)
        cursor.execute(sql("undo_lock_changed"), facts)
        cursor.execute(sql("undo_tables"))
        cursor.execute(sql("undo_remember"), facts)
        count: int = cursor.rowcount
        _refuse_dependents(cursor, run, facts)
        for step in _STEPS:
            cursor.execute(sql(step), facts)
        _refuse_use(cursor)
    run.tell(count=count, import_id=str(import_id))
    run.touch_rows("SELECT kind, id, scope_id, name FROM load_undone", [])
    run.publish(LoadUndone(import_id=import_id, at=run.now))
    return count


def _refuse_use(cursor: CursorWrapper) -> None:
    """Ask now what PostgreSQL would say at the commit: whether a higher module holds on to one."""
    try:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as held:
        raise UndoRefused(
            "不能撤销：导入的终端有的已有线索、合同、设备等业务记录。请逐个修改这些终端。"
        ) from held


def _refuse_dependents(cursor: CursorWrapper, run: Run, facts: dict[str, Any]) -> None:
    cursor.execute(sql("undo_unseen"), facts)
    unseen = cursor.fetchone()[0]
    if unseen:
        raise UndoRefused(
            f"导入写入的内容有 {unseen} 处已移到您看不到的辖区，不能撤销。请联系管理员。"
        )
    cursor.execute(sql("undo_out_of_reach"), [scopes_in_reach(run.who, IMPORT)])
    if cursor.fetchone()[0]:
        raise UndoRefused("导入的终端有的已移到您权限之外的辖区，不能撤销。请联系管理员。")
    cursor.execute(sql("undo_dependents"), facts)
    found = list(dict.fromkeys(cursor.fetchall()))
    if not found:
        return
    told = "；".join(
        f"{number}「{name}」{_WHY[why]}" for number, name, why in found[:_REASONS_TOLD]
    )
    more = f"等共 {len(found)} 处" if len(found) > _REASONS_TOLD else ""
    raise UndoRefused(f"不能撤销：{told}{more}。请先处理这些终端，或逐个修改。")
