"""What people do with a file: bring it, have it checked, have it loaded, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from duan.core.access.commands import reach
from duan.core.access.queries import top_scopes
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Invalid, NotFound
from duan.core.kernel.sealing import seal
from duan.core.people.commands.proof import Opening, open_session
from duan.core.people.types import SessionKind
from duan.edge.exchange import files, reading
from duan.edge.exchange.hiding import hide, hide_number, holds_numbers
from duan.edge.exchange.models import Import, ImportDuplicate, ImportProblem, Job, State, Verb
from duan.edge.exchange.sheets.types import Column
from duan.trade.terminals.commands import undo_load
from duan.trade.terminals.commands.load_fields import fields_with
from duan.trade.terminals.commands.load_stage import IMPORT
from duan.trade.terminals.queries.attributes import attribute_sets

JOB_LASTS = timedelta(hours=2)
TOKEN_PLACE = "exchange_job.token"  # noqa: S105 - a name, not a secret
_LONGEST_NAME = 200
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class AlreadyLoaded(Conflict):
    code = "already_loaded"


class WrongState(Conflict):
    code = "wrong_state"


class UnknownChoice(Invalid):
    code = "unknown_choice"


@command("exchange.receive_import", sentence="上传导入文件「{file_name}」")
def receive_import(run: Run, *, kept: files.Kept, file_name: str) -> Import:
    """Take in a stored file: open it, and propose which column is which field.

    It is the actor's own, in the topmost scope where he may import. Raises `UnusableFile`.
    """
    run.require(IMPORT)
    sheet = reading.opened(kept.path, name=file_name)
    fields = fields_with(attribute_sets())
    signature = reading.signature(sheet)
    headers = [column.header for column in sheet.columns if column.header]
    guess = reading.guessed(sheet, fields)
    known = {one.code for one in fields}
    remembered = {
        c: h for c, h in _remembered(run, signature).items() if h in headers and c in known
    }
    mapping = remembered or guess
    chosen = {header: code for code, header in mapping.items()}
    import_ = Import(
        scope=top_scopes(run.who, IMPORT)[0],
        account_id=run.who.account_id,
        file_name=file_name[-_LONGEST_NAME:],
        size=kept.size,
        file_hash=kept.sha256,
        stored_as=kept.stored_as,
        signature=signature,
        sheet={
            "kind": sheet.kind,
            "name": sheet.sheet_name,
            "header_row": sheet.header_row,
            "encoding": sheet.encoding,
            "delimiter": sheet.delimiter,
        },
        columns=[
            {
                "header": column.header,
                "letter": column.letter,
                "samples": _shown(column, chosen.get(column.header)),
                "guess": chosen.get(column.header) if column.header else None,
            }
            for column in sheet.columns
        ],
        mapping=mapping,
        rows_total=sheet.row_count,
        created_at=run.now,
    )
    import_.save(force_insert=True)
    run.tell(file_name=import_.file_name)
    _touch(run, import_)
    return import_


@command("exchange.check_import", sentence="检查导入文件「{file_name}」")
def check_import(
    run: Run,
    *,
    import_id: UUID,
    mapping: Mapping[str, str],
    scope_id: int | None = None,
    duplicates: str = "skip",
) -> Import:
    """Have a dry run made in the background. Raises `UnusableMapping`, `FileIsGone`, `WrongState`."""
    import_ = _reach(run, import_id)
    _refuse_state(import_, State.UPLOADED, State.CHECKED, State.FAILED, State.UNDONE)
    files.found(import_.stored_as, name=import_.file_name)
    headers = [column["header"] for column in import_.columns]
    import_.mapping = reading.checked_mapping(mapping, headers, fields_with(attribute_sets()))
    if scope_id is not None:
        run.require(IMPORT, scope_id=scope_id)
    if duplicates not in ("skip", "update", "add"):
        raise UnknownChoice("重复的处理方式只能是 skip、update 或 add。")
    import_.load_scope_id, import_.duplicates = scope_id, duplicates
    import_.state, import_.message, import_.counts = State.CHECKING, "", {}
    import_.save()
    ImportProblem.objects.filter(of=import_).delete()
    ImportDuplicate.objects.filter(of=import_).delete()
    _queue(run, import_, Verb.CHECK)
    run.tell(file_name=import_.file_name)
    _touch(run, import_)
    return import_


@command("exchange.load_import", sentence="导入文件「{file_name}」")
def load_import(run: Run, *, import_id: UUID, skip_refused: bool) -> Import:
    """Have a checked file loaded in the background. Raises `AlreadyLoaded`, `FileIsGone`, `WrongState`."""
    import_ = _reach(run, import_id)
    with connection.cursor() as cursor:  # a twin that is being started shows only after its commit
        cursor.execute(_ONE_AT_A_TIME, [f"import of {import_.file_hash}"])
    twin = loaded_twin(import_)
    if import_.state == State.LOADED or twin is not None:
        raise AlreadyLoaded("同样内容的文件已经导入过了。想重新导入的话，请先撤销那一次导入。")
    _refuse_state(import_, State.CHECKED)
    files.found(import_.stored_as, name=import_.file_name)
    import_.skip_refused = skip_refused
    import_.state, import_.message = State.LOADING, ""
    import_.save()
    _queue(run, import_, Verb.LOAD)
    run.tell(file_name=import_.file_name)
    _touch(run, import_)
    return import_


@command("exchange.undo_import", sentence="撤销导入「{file_name}」", uses=["terminals.undo_load"])
def undo_import(run: Run, *, import_id: UUID) -> Import:
    """Take a loaded file back. Raises `UndoRefused` when something depends on it, `WrongState`."""
    import_ = _reach(run, import_id)
    _refuse_state(import_, State.LOADED)
    undo_load(run.who, import_id=import_.pk)
    transaction.on_commit(partial(files.drop, import_.stored_as))
    import_.state, import_.finished_at = State.UNDONE, run.now
    import_.message = "已撤销，导入的终端已删除，改动已还原。"
    import_.save()
    run.tell(file_name=import_.file_name)
    _touch(run, import_)
    return import_


def loaded_twin(import_: Import) -> Import | None:
    """Return its owner's other import that loaded the same bytes and was not taken back."""
    same = Import.objects.filter(
        account_id=import_.account_id,
        file_hash=import_.file_hash,
        state__in=[State.LOADED, State.LOADING],
    )
    return same.exclude(pk=import_.pk).order_by("-created_at").first()


def _shown(column: Column, code: str | None) -> list[str]:
    """Return a column's first values as they may be kept beside the sealed ones: numbers masked."""
    numbers = holds_numbers(column.header) or holds_numbers(code or "")
    mask = hide_number if numbers else hide
    return [mask(sample)[:80] for sample in column.samples]


def _remembered(run: Run, signature: str) -> dict[str, str]:
    """Return the mapping last used by this account for a file with the same columns."""
    last = (
        Import.objects.filter(
            signature=signature,
            account_id=run.who.account_id,
            state__in=[State.CHECKED, State.LOADED, State.UNDONE],
        )
        .order_by("-created_at")
        .first()
    )
    return dict(last.mapping) if last else {}


def _reach(run: Run, import_id: UUID) -> Import:
    own = Import.objects.filter(pk=import_id, account_id=run.who.account_id)
    return reach(run, own, action=IMPORT)


def _refuse_state(import_: Import, *allowed: State) -> None:
    if import_.state not in allowed:
        raise WrongState(
            f"「{import_.file_name}」现在是「{State(import_.state).label}」，不能这样操作。请刷新页面。"
        )


def _queue(run: Run, import_: Import, verb: Verb) -> None:
    """Lend the worker a session of the requester's own, which ends with the job."""
    if Job.objects.filter(pk=import_.pk).exists():
        raise WrongState("这个文件的上一个任务还在进行，请稍候。")
    session_id, token = open_session(
        Opening(
            account_id=run.who.account_id,
            kind=SessionKind.TOKEN,
            expires_at=run.now + JOB_LASTS,
            name="导入任务",
        )
    )
    Job.objects.create(
        import_id=import_.pk,
        verb=verb,
        account_id=run.who.account_id,
        session_id=session_id,
        token_sealed=seal(token, place=f"{TOKEN_PLACE}:{import_.pk}"),
    )


def _touch(run: Run, import_: Import) -> None:
    run.touch("import", import_.pk, scope_id=import_.scope_id, name=import_.file_name)


__all__ = [
    "AlreadyLoaded",
    "NotFound",
    "UnknownChoice",
    "WrongState",
    "check_import",
    "load_import",
    "loaded_twin",
    "receive_import",
    "undo_import",
]
