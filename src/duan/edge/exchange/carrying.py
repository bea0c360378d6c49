"""Carrying out a queued check or load, as the person who asked for it, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.utils import timezone

from duan.core.access.queries import scopes_in_reach, within_reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import NotFound
from duan.core.people.commands.proof import end_sessions
from duan.edge.exchange import files, reading
from duan.edge.exchange.hiding import hide, hide_number, holds_numbers
from duan.edge.exchange.leases import Claim
from duan.edge.exchange.models import Import, ImportDuplicate, Job, State
from duan.trade.terminals.commands import RowsRefused, load_terminals
from duan.trade.terminals.commands.load_columns import RowProblem
from duan.trade.terminals.commands.load_duplicates import Proposal, proposals
from duan.trade.terminals.commands.load_fields import fields_with
from duan.trade.terminals.commands.load_places import REGION_FIELDS
from duan.trade.terminals.commands.load_stage import IMPORT, Counts, LoadPlan, stage
from duan.trade.terminals.queries.attributes import attribute_sets

_SURE = 0.9

_ADD_PROBLEMS = """
INSERT INTO exchange_importproblem
  (id, scope_id, account_id, of_id, "row", "column", field, value, code, severity, message, fix)
SELECT gen_random_uuid(), %s, %s, %s, u.* FROM unnest(
  %s::integer[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[]
) AS u
"""


class LeaseLost(Exception):
    """Another worker has taken the job over; what this one did must not count."""


@command("exchange.carry_out_check", sentence="检查完「{file_name}」：{refused} 行有错误")
def carry_out_check(run: Run, *, claim: Claim) -> None:
    """Read the whole file, list everything that is wrong, and count what loading it would do."""
    import_ = _at_work(run, claim)
    report = _Report(import_)
    rows = _rows(import_)
    report.add([reading.told(one, {}, wrong=False) for one in rows.sheet.warnings])
    counts = stage(
        run.who,
        _watched(rows, report),
        _plan(run, import_, choices={}),
        report=report.add,
        tell=claim.tell,
    )
    claim.tell("查重", 0)
    likely = _keep_duplicates(run, import_)
    report.flush()
    import_.counts = _counted(counts, rows)
    import_.counts["new"] -= likely
    import_.counts["duplicates" if import_.duplicates == "skip" else "changed"] += likely
    import_.state, import_.finished_at = State.CHECKED, run.now
    import_.save()
    run.tell(file_name=import_.file_name, refused=import_.counts["refused"])
    _finish(run, import_, claim)


@command(
    "exchange.carry_out_load",
    sentence="导入完「{file_name}」：新增 {new} 行，更新 {changed} 行",
    uses=["terminals.load_terminals"],
)
def carry_out_load(run: Run, *, claim: Claim) -> None:
    """Load the rows that are right. Raises what `load_terminals` raises."""
    import_ = _at_work(run, claim)
    rows = _rows(import_)
    counts = load_terminals(
        run.who,
        batches=_refusing(rows, skip=import_.skip_refused),
        plan=_plan(run, import_, choices=_choices(import_)),
        report=lambda _: None,
        tell=claim.tell,
        skip_refused=import_.skip_refused,
    )
    import_.counts = _counted(counts, rows)
    import_.state, import_.finished_at = State.LOADED, run.now
    import_.save()
    run.tell(file_name=import_.file_name, new=counts.new, changed=counts.changed)
    _finish(run, import_, claim)


def _at_work(run: Run, claim: Claim) -> Import:
    """Return the import without a lock: the job's lease already keeps others away."""
    run.require(IMPORT)
    own = Import.objects.filter(pk=claim.import_id, account_id=run.who.account_id)
    found = within_reach(own, run.who, action=IMPORT).first()
    if found is None:
        raise NotFound
    return found


def _rows(import_: Import) -> reading.Rows:
    path = files.found(import_.stored_as, name=import_.file_name)
    return reading.Rows(reading.opened(path, name=import_.file_name), import_.mapping)


def _refusing(rows: reading.Rows, *, skip: bool) -> Iterator[Any]:
    """Give the batches; at the end refuse the load when rows were held back and must not be."""
    for batch in rows.batches():
        rows.problems.clear()
        yield batch
    if rows.held_back and not skip:
        raise RowsRefused(f"有 {rows.held_back} 行有错误。请改正后重新上传，或选择跳过有错误的行。")


def _watched(rows: reading.Rows, report: _Report) -> Iterator[Any]:
    """Give the batches, and tell of broken cells as they turn up."""
    for batch in rows.batches():
        report.add(rows.problems)
        rows.problems = []
        yield batch
    report.add(rows.problems)


def _plan(run: Run, import_: Import, *, choices: dict[int, UUID]) -> LoadPlan:
    return LoadPlan(
        import_id=import_.pk,
        on=timezone.localdate(run.now),
        scope_id=import_.load_scope_id,
        duplicates=import_.duplicates,
        choices=choices,
    )


def _choices(import_: Import) -> dict[int, UUID]:
    """Return row -> the terminal that it very likely is, as the check found."""
    found = ImportDuplicate.objects.filter(of=import_).values_list("row", "candidates")
    return {
        row: UUID(best["id"])
        for row, candidates in found
        if (best := candidates[0])["id"] and best["score"] >= _SURE
    }


def _keep_duplicates(run: Run, import_: Import) -> int:
    """Store the proposals; return how many rows will be treated as duplicates because of them."""
    kept: list[ImportDuplicate] = []
    likely = 0
    with connection.cursor() as cursor:
        for proposal in proposals(cursor, among=scopes_in_reach(run.who, IMPORT)):
            kept.append(_duplicate(import_, proposal))
            best = proposal.candidates[0]
            likely += bool(best.id and best.score >= _SURE)
    ImportDuplicate.objects.bulk_create(kept, batch_size=2000)
    return likely if import_.duplicates != "add" else 0


def _duplicate(import_: Import, proposal: Proposal) -> ImportDuplicate:
    return ImportDuplicate(
        scope_id=import_.scope_id,
        account_id=import_.account_id,
        of=import_,
        row=proposal.row,
        name=proposal.name,
        candidates=orjson.loads(orjson.dumps(proposal.candidates)),
    )


def _counted(counts: Counts, rows: reading.Rows) -> dict[str, int]:
    return {
        "new": counts.new,
        "changed": counts.changed,
        "same": counts.same,
        "refused": counts.refused + rows.held_back,
        "campuses": counts.campuses,
        "institutions": counts.institutions,
        "duplicates": counts.duplicates,
    }


def _finish(run: Run, import_: Import, claim: Claim) -> None:
    """Give back the job and the session that was lent for it, with the rest or not at all."""
    done, _ = Job.objects.filter(pk=import_.pk, lease=claim.lease).delete()
    if not done:
        raise LeaseLost
    run.touch("import", import_.pk, scope_id=import_.scope_id, name=import_.file_name)
    run.at_last(partial(end_sessions, claim.account_id, only=claim.session_id))


class _Report:
    """Writes problems to the database some thousands at a time; names each one's column."""

    _SIZE = 5000

    def __init__(self, import_: Import) -> None:
        self._import = import_
        letters = {column["header"]: column["letter"] for column in import_.columns}
        headers = {letter: header for header, letter in letters.items()}
        self._places = {
            code: f"{letters[header]} {header}" for code, header in import_.mapping.items()
        }
        codes = [code for code in REGION_FIELDS if code in import_.mapping]
        if codes and "region_code" not in import_.mapping:
            self._places["region_code"] = self._places[codes[0]]
        self._places |= {f"@{letter}": f"{letter} {header}" for letter, header in headers.items()}
        self._labels = {one.code: one.label for one in fields_with(attribute_sets())}
        if codes:
            self._labels["region_code"] = self._labels[codes[0]]
        self._waiting: list[RowProblem] = []

    def add(self, problems: list[RowProblem]) -> None:
        self._waiting.extend(problems)
        if len(self._waiting) >= self._SIZE:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        rows = [
            (
                one.row,
                self._places.get(one.field, one.field.removeprefix("@"))[:200],
                self._labels.get(one.field, "")[:60],
                (hide_number if holds_numbers(one.field) else hide)(one.value)[:200],
                one.code,
                one.severity,
                hide(one.message)[:400],
                one.fix[:400],
            )
            for one in self._waiting
        ]
        with connection.cursor() as cursor:
            columns = [list(column) for column in zip(*rows, strict=True)]
            of = self._import
            cursor.execute(_ADD_PROBLEMS, [of.scope_id, of.account_id, of.pk, *columns])
        self._waiting = []
