"""Loading many terminals at once: all rows that are right, in one transaction, or none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
from django.db import connection
from django.db.backends.utils import CursorWrapper

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Stale
from duan.core.kernel.numbers import take_numbers
from duan.core.kernel.sealing import seal, unseal
from duan.trade.terminals.commands.load_sql import sql
from duan.trade.terminals.commands.load_stage import (
    CONTACT_PHONE,
    IMPORT,
    Counts,
    LoadPlan,
    Report,
    Tell,
    stage,
)
from duan.trade.terminals.commands.tree import hold_all_names, hold_all_shapes
from duan.trade.terminals.events import TerminalsLoaded

_ONE_LOAD_AT_A_TIME = 0x4C4F4144


class RowsRefused(Conflict):
    code = "rows_refused"


@command(
    "terminals.load_terminals",
    sentence="批量导入终端：新增 {new} 行，更新 {changed} 行，跳过重复 {duplicates} 行",
)
def load_terminals(
    run: Run,
    *,
    batches: Iterable[pl.DataFrame],
    plan: LoadPlan,
    report: Report,
    tell: Tell,
    skip_refused: bool,
) -> Counts:
    """Write the rows of a file that are right. See `stage` for what a batch is.

    A second load waits for the first and then sees what it wrote. Raises `RowsRefused` when rows
    are wrong and `skip_refused` is false, `Stale` when others were quicker.
    """
    run.require(IMPORT, scope_id=plan.scope_id)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30min'; SET LOCAL statement_timeout = '30min'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_LOAD_AT_A_TIME])
        counts = stage(run.who, batches, plan, report=report, tell=tell)
        if counts.refused and not skip_refused:
            raise RowsRefused(
                f"有 {counts.refused} 行有错误。请改正后重新上传，或选择跳过有错误的行。"
            )
        tell("写入", 0)
        _write(cursor, run, plan)
    run.tell(new=counts.new, changed=counts.changed, duplicates=counts.duplicates,
             import_id=str(plan.import_id))  # fmt: skip
    run.touch_rows(sql("written"), [])
    run.publish(
        TerminalsLoaded(
            import_id=plan.import_id, added=counts.new, changed=counts.changed, at=run.now
        )
    )
    return counts


def _write(cursor: CursorWrapper, run: Run, plan: LoadPlan) -> None:
    """Write it all; the numbers come last, because nobody else gets one from then to the commit.

    Contacts stand there before their terminals do: references are checked at the commit.
    """
    facts: dict[str, Any] = {"import": plan.import_id, "now": run.now}
    cursor.execute(sql("drop_left_out"))
    cursor.execute(sql("drop_left_out_contacts"))
    _hold_what_it_builds_on(cursor)
    cursor.execute(sql("keep_terminals"), facts)
    cursor.execute(sql("update_terminals"), facts)
    cursor.execute(sql("keep_contacts"), facts)
    _revise_contacts(cursor)
    cursor.execute(sql("insert_contacts"), facts)
    cursor.execute(sql("insert_secrets"))
    cursor.execute(sql("count_new"))
    new = cursor.fetchone()[0]
    if new:
        hold_all_names()
        _refuse_overtaken(cursor, "names_since")
        first = take_numbers("terminal", new)
        cursor.execute(sql("insert_terminals"), {**facts, "first": first})


def _hold_what_it_builds_on(cursor: CursorWrapper) -> None:
    """Keep what the rows were compared with as it is until the commit; refuse when it is not any more.

    Comparing takes long and locks nothing, so that people can go on working meanwhile.
    """
    hold_all_shapes()
    cursor.execute(sql("lock_changed"))
    cursor.execute(sql("lock_parents"))
    _refuse_overtaken(cursor, "moved_since")


def _refuse_overtaken(cursor: CursorWrapper, question: str) -> None:
    cursor.execute(sql(question))
    found = [name for (name,) in cursor.fetchall()]
    if found:
        raise Stale(
            f"比对之后，有终端刚刚被别人移动、合并或新增（{'、'.join(found)}），没有导入任何内容。"
            "请重新检查后再导入。"
        )


def _revise_contacts(cursor: CursorWrapper) -> None:
    """Write over the contacts that changed; their numbers are sealed anew for the rows they go to."""
    cursor.execute(sql("changed_contacts"))
    for staged, existing, position, masked, sealed, blinded, scope_id in cursor.fetchall():
        cursor.execute(sql("update_contact"), [position, masked, existing])
        if sealed is not None:
            phone = unseal(bytes(sealed), place=f"{CONTACT_PHONE}:{staged}")
            again = seal(phone, place=f"{CONTACT_PHONE}:{existing}")
            cursor.execute(sql("update_sealed"), [existing, scope_id, again, bytes(blinded)])
