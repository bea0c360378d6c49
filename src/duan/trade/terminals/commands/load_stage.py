"""Staging a terminal file and finding out, by set, what each row would do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl
from django.db import connection
from django.db.backends.utils import CursorWrapper

from duan.core.access.queries import scope_names, scopes_by_region, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.ids import new_id
from duan.core.kernel.sealing import blind, seal
from duan.lib import cn
from duan.trade.terminals.commands import load_sql as sql
from duan.trade.terminals.commands.load_attributes import AttributeReader
from duan.trade.terminals.commands.load_columns import RowProblem
from duan.trade.terminals.commands.load_places import Placing
from duan.trade.terminals.commands.load_rows import RowReader
from duan.trade.terminals.commands.load_values import ERROR, WARNING
from duan.trade.terminals.commands.terminals import ROOT_SCOPE
from duan.trade.terminals.policies import phone_key
from duan.trade.terminals.types import MAY_STAND_UNDER, TOP_KINDS, Kind

IMPORT = "terminals.import"
CONTACT_PHONE = "terminals_contactsecret.phone"
_DEEPEST = 12

Report = Callable[[list[RowProblem]], None]
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPlan:
    """How one file is loaded.

    `scope_id`: the scope of all new institutions, or None for the one that answers for each
    region. `choices`: row -> the terminal that it turned out to be; `duplicates` says what happens
    to such rows: "skip" leaves the terminal as it is, "update" writes over it, "add" ignores them.
    """

    import_id: UUID
    on: date
    scope_id: int | None = None
    duplicates: str = "skip"
    choices: Mapping[int, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the rows of a file do. `campuses` and `institutions` are among what is added."""

    new: int
    changed: int
    same: int
    duplicates: int
    refused: int
    campuses: int
    institutions: int


def stage(
    actor: Actor, batches: Iterable[pl.DataFrame], plan: LoadPlan, *, report: Report, tell: Tell
) -> Counts:
    """Read the batches into the transaction's staging tables and work out what they would do.

    Each batch has `row` and a text column per field code. Problems are reported as they are found.
    Needs a transaction that acts for the actor.
    """
    reach = scopes_in_reach(actor, IMPORT)
    placing = Placing(by_region=scopes_by_region(), chosen=plan.scope_id, root=ROOT_SCOPE)
    reader = RowReader(on=plan.on, placing=placing, attributes=AttributeReader())
    left_out = 0
    fields: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute(sql.BEGIN)
        done = 0
        for batch in batches:
            fields.update(batch.columns)
            read = reader.read(batch)
            report(read.problems)
            left_out += len(read.refused)
            _copy(cursor, sql.COPY_ROWS, read.rows)
            _copy(cursor, sql.COPY_CONTACTS, _sealed(read.contacts))
            done += batch.height
            tell("读取", done)
        tell("比对", done)
        cursor.execute(sql.ANALYZE)
        _match(cursor, plan, fields)
        _refuse(cursor, report, reach)
        return _counted(cursor, report, left_out)


def _copy(cursor: CursorWrapper, statement: str, frame: pl.DataFrame) -> None:
    if frame.height:
        with cursor.copy(statement) as copy:  # sql: a constant of load_sql
            copy.write(frame.write_csv(include_header=False).encode())


def _sealed(contacts: pl.DataFrame) -> pl.DataFrame:
    """Seal the telephone numbers, each for the row it will be kept in."""
    ids, masked, sealed, blinded = [], [], [], []
    for phone in contacts["phone"]:
        contact_id = str(new_id())
        ids.append(contact_id)
        masked.append(cn.mask_phone(phone) if phone else None)
        sealed.append(
            rf"\x{seal(phone, place=f'{CONTACT_PHONE}:{contact_id}').hex()}" if phone else None
        )
        blinded.append(rf"\x{blind(phone_key(phone), field='phone').hex()}" if phone else None)
    return pl.DataFrame(
        {
            "row": contacts["row"],
            "row_id": contacts["terminal_id"],
            "id": ids,
            "name": contacts["name"],
            "position": contacts["position"],
            "phone_masked": masked,
            "phone_sealed": sealed,
            "phone_blind": blinded,
        },
        schema_overrides=dict.fromkeys(
            ("id", "phone_masked", "phone_sealed", "phone_blind"), pl.String
        ),
    )


def _match(cursor: CursorWrapper, plan: LoadPlan, fields: set[str]) -> None:
    """Find which rows are known already, and where the others would stand."""
    cursor.execute(sql.TWINS_ON_TOP)
    if "external_no" in fields:
        cursor.execute(sql.MATCH_BY_EXTERNAL_NO)
    if "uscc" in fields:
        cursor.execute(sql.MATCH_BY_USCC)
    cursor.execute(sql.MATCH_BY_NAME)
    cursor.execute(sql.MATCH_INSIDE_REGION)
    if plan.duplicates != "add" and plan.choices:
        choices: list[Any] = [list(plan.choices), list(plan.choices.values())]
        cursor.execute(sql.TAKE_CHOICES, [plan.duplicates == "skip", *choices])
    cursor.execute("SELECT EXISTS (SELECT 1 FROM load_row WHERE parent_text IS NOT NULL)")
    if cursor.fetchone()[0]:
        _match_below(cursor)


def _match_below(cursor: CursorWrapper) -> None:
    for step in (sql.PARENTS_IN_FILE, sql.PARENTS_BY_NUMBER, sql.PARENTS_BY_NAME, sql.MATCH_BELOW):
        cursor.execute(step)
    for _ in range(_DEEPEST):
        cursor.execute(sql.SETTLE)
        if not cursor.rowcount:
            break
        cursor.execute(sql.MATCH_BELOW)
    cursor.execute(sql.TWINS_BELOW)


def _refuse(cursor: CursorWrapper, report: Report, reach: list[int]) -> None:
    """Refuse the rows whose keys or references are wrong, and those that stand under them."""
    places = [f"{kind}>{above}" for kind, allowed in MAY_STAND_UNDER.items() for above in allowed]
    places += [f"{kind}>" for kind in TOP_KINDS]
    cursor.execute(sql.ERRORS, {"reach": reach, "places": places})
    found = list(dict.fromkeys(cursor.fetchall()))
    if not found:
        return
    names = scope_names([int(row[2]) for row in found if row[1] == "OUT_OF_REACH"])
    report([_told(row, code, detail, name, names) for row, code, detail, name in found])
    cursor.execute(sql.REFUSE, [[row[0] for row in found]])
    for _ in range(_DEEPEST):
        cursor.execute(sql.REFUSE_BELOW)
        below = cursor.fetchall()
        if not below:
            break
        report([_told(row, "PARENT_REFUSED", text, "parent", {}) for row, text in below])


def _told(row: int, code: str, detail: str, name: str, scopes: Mapping[int, str]) -> RowProblem:
    shown = detail
    if code == "OUT_OF_REACH":
        shown = scopes.get(int(detail), detail)
    elif code == "KIND_DIFFERS":
        shown = str(Kind(detail).label)
    elif code == "WRONG_PLACE":
        shown = _place(detail)
    message, fix = _SENTENCES[code]
    return RowProblem(
        row=row,
        field=name,
        value=shown,
        code=code,
        severity=ERROR,
        message=message.format(shown),
        fix=fix.format(shown),
    )


def _place(detail: str) -> str:
    kind, above = detail.split(">")
    under = f"放在「{Kind(above).label}」下面" if above else "独立存在"
    return f"「{Kind(kind).label}」不能{under}"


_SENTENCES = {
    "OUT_OF_REACH": (
        "这一行属于辖区「{}」，不在您的导入权限内",
        "请核对行政区划，或在导入设置里选择您的辖区，或请那里的同事导入",
    ),
    "PARENT_MISSING": (
        "没有找到上级「{}」",
        "请核对上级的名称或编号；上级也可以放在同一个文件里",
    ),
    "PARENT_AMBIGUOUS": ("有几个终端都叫「{}」，不知道是哪一个", "请改填上级的编号，例如 T0000123"),
    "PARENT_CIRCLE": ("上级「{}」又在这一行的下面，成了一个圈", "请改正上级"),
    "PARENT_REFUSED": ("上级「{}」那一行有错误，没有导入", "请先改正上级那一行"),
    "WRONG_PLACE": ("{}", "请改正类型，或填写合适的上级"),
    "KIND_DIFFERS": (
        "已有的终端是「{}」，类型与这一行不同",
        "请改正类型；确实是另一个终端的话请改名称",
    ),
    "SAME_TARGET": ("与第 {} 行对应到同一个已有终端", "请合并成一行，或改正编号、代码或名称"),
    "EXTERNAL_NO_TWICE": ("外部编号与第 {} 行相同", "请改正其中一个编号"),
    "NAME_TAKEN": ("这里已有同名的终端（{}）", "请换一个名称，或先合并重复的终端"),
}


def _counted(cursor: CursorWrapper, report: Report, left_out: int) -> Counts:
    cursor.execute(sql.FIND_CHANGED)
    cursor.execute(sql.TWIN_CONTACTS)
    cursor.execute(sql.MATCH_CONTACTS)
    cursor.execute(sql.TWINS)
    report([_twin(row, first, name) for row, first, name in cursor.fetchall()])
    cursor.execute(sql.COUNTS)
    new, changed, same, duplicates, refused, campuses, institutions = cursor.fetchone()
    return Counts(
        new=new,
        changed=changed,
        same=same,
        duplicates=duplicates,
        refused=refused + left_out,
        campuses=campuses,
        institutions=institutions,
    )


def _twin(row: int, first: int, name: str) -> RowProblem:
    return RowProblem(
        row=row,
        field="name",
        value=name,
        code="TWICE_IN_FILE",
        severity=WARNING,
        message=f"与第 {first} 行是同一个终端（名称与地区相同），只导入第 {first} 行",
        fix="确实是两个终端的话，请改名称或补上区县",
    )
