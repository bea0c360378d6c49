"""`duan import terminals FILE` and `duan export terminals FILE`: the way in and out without a browser."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uuid import UUID

    from duan.core.kernel.actor import Actor
    from duan.edge.exchange.models import Import

_BLOCK = 1 << 20
_PAUSE = 0.5
_REFUSED, _UNUSABLE = 1, 2
_COUNTS = {
    "new": "新增",
    "changed": "更新",
    "same": "没有变化",
    "duplicates": "重复（未导入）",
    "refused": "有错误（未导入）",
    "campuses": "其中院区",
    "institutions": "为院区补建的医院",
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    importing = commands.add_parser("import", help="导入 Excel 或 CSV 文件")
    what = importing.add_subparsers(dest="what", required=True, metavar="内容")
    terminals = what.add_parser("terminals", help="导入终端")
    terminals.add_argument("file", type=Path)
    terminals.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    terminals.add_argument("--mapping", type=Path, help="列对应的 JSON 文件：{字段代码: 表头}")
    terminals.add_argument("--duplicates", choices=["skip", "update", "add"], default="skip")
    terminals.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")
    terminals.add_argument("--as", dest="login", help="以哪个账号导入；省略时用 DUAN_TOKEN 的账号")
    terminals.set_defaults(action=import_terminals, django=True)
    exporting = commands.add_parser("export", help="导出为 Excel 或 CSV 文件")
    which = exporting.add_subparsers(dest="what", required=True, metavar="内容")
    listed = which.add_parser("terminals", help="导出终端列表")
    listed.add_argument("file", type=Path, help="以 .xlsx 或 .csv 结尾")
    listed.add_argument("--columns", default="", help="列代码，用逗号分隔；省略时为全部")
    listed.add_argument("--as", dest="login", help="以哪个账号导出；省略时用 DUAN_TOKEN 的账号")
    listed.set_defaults(action=export_terminals, django=True)


def import_terminals(options: argparse.Namespace) -> int:
    """Check a file and load its right rows; 0 when none was refused, 1 when some were, 2 else."""
    from duan.core.kernel.errors import Refused  # inline: Django is set up only now

    if not options.file.is_file():
        print(f"✗ 没有这个文件：{options.file}", file=sys.stderr)
        return _UNUSABLE
    try:
        mapping = _mapping(options.mapping)
    except (OSError, ValueError, TypeError):
        print(
            f'✗ {options.mapping} 不是有效的列对应文件，应为 JSON：{{"name": "名称"}}',
            file=sys.stderr,
        )
        return _UNUSABLE
    try:
        with _acting(options.login) as actor:
            return _import(actor, options, mapping) if actor else _UNUSABLE
    except Refused as refusal:
        print(f"✗ {refusal}（{refusal.code}）", file=sys.stderr)
        for place in refusal.where:
            print(f"  {place.field}：{place.message}", file=sys.stderr)
        return _UNUSABLE


def export_terminals(options: argparse.Namespace) -> int:
    """Write the list that the account may export."""
    from duan.core.kernel.errors import Refused  # inline: Django is set up only now
    from duan.edge.exchange.exports import write_list  # inline: same
    from duan.trade.terminals.queries.exports import chosen_columns  # inline: same
    from duan.trade.terminals.types import Filter  # inline: same

    kind = options.file.suffix.removeprefix(".").lower()
    if kind not in ("xlsx", "csv"):
        print("✗ 文件名请以 .xlsx 或 .csv 结尾。", file=sys.stderr)
        return _UNUSABLE
    try:
        columns = chosen_columns(options.columns)
        with _acting(options.login) as actor:
            if actor is None:
                return _UNUSABLE
            count = write_list(
                actor, path=options.file, kind=kind, wanted=Filter(), columns=columns
            )
    except Refused as refusal:
        print(f"✗ {refusal}（{refusal.code}）", file=sys.stderr)
        return _UNUSABLE
    print(f"✓ 已导出 {count} 行到 {options.file}")
    return 0


def _mapping(file: Path | None) -> dict[str, str]:
    """Read {field: header} from a file; raises ValueError when it holds something else."""
    if file is None:
        return {}
    told = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise TypeError
    return told


def _import(actor: Actor, options: argparse.Namespace, mapping: dict[str, str]) -> int:
    from duan.edge.exchange import commands, files  # inline: Django is set up only now

    with options.file.open("rb") as source:
        kept = files.keep(iter(lambda: source.read(_BLOCK), b""))
    try:
        import_ = commands.receive_import(actor, kept=kept, file_name=options.file.name)
    except BaseException:
        files.drop(kept.stored_as)
        raise
    mapping = mapping or import_.mapping
    commands.check_import(
        actor, import_id=import_.pk, mapping=mapping, duplicates=options.duplicates
    )
    done = _wait(actor, import_.pk, while_="CHECKING", quiet=options.json)
    nothing = done.state == "CHECKED" and not _anything(done)
    if done.state == "CHECKED" and not options.dry_run and not nothing:
        commands.load_import(actor, import_id=import_.pk, skip_refused=True)
        done = _wait(actor, import_.pk, while_="LOADING", quiet=options.json)
    return _tell(actor, done, options, wanted="CHECKED" if options.dry_run or nothing else "LOADED")


def _anything(import_: Import) -> bool:
    return any(import_.counts.get(name) for name in ("new", "changed", "same"))


def _tell(actor: Actor, import_: Import, options: argparse.Namespace, *, wanted: str) -> int:
    """Say what became of the file; the exit status."""
    problems = _problems(actor, import_)
    if options.json:
        told = {
            "id": str(import_.pk),
            "state": import_.state,
            "counts": import_.counts,
            "message": import_.message,
            "problems": problems,
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for one in problems:
            place = f"第 {one['row']} 行 {one['column']}".rstrip() if one["row"] else "整个表"
            print(f"{one['severity']:<7} {place}：{one['message']}。{one['fix']}")
        for name, label in _COUNTS.items():
            print(f"{label}：{import_.counts.get(name, 0)}")
        print(_last_line(import_, dry_run=options.dry_run))
    if import_.counts.get("refused"):
        return _REFUSED
    return 0 if import_.state == wanted else _UNUSABLE


def _last_line(import_: Import, *, dry_run: bool) -> str:
    if import_.message:
        return f"✗ {import_.message}"
    if dry_run:
        return "✓ 检查完成"
    if import_.state == "CHECKED":
        left_out = "有错误或已有" if import_.counts.get("refused") else "已有"
        return f"✓ 没有需要导入的内容：每一行都{left_out}"
    return "✓ 导入完成"


def _problems(actor: Actor, import_: Import) -> list[dict[str, Any]]:
    from duan.core.kernel.context import acting  # inline: Django is set up only now
    from duan.edge.exchange.models import ImportProblem  # inline: same

    names = ("row", "column", "field", "value", "code", "severity", "message", "fix")
    with acting(actor):
        return list(ImportProblem.objects.filter(of=import_).order_by("row", "id").values(*names))


def _wait(actor: Actor, import_id: UUID, *, while_: str, quiet: bool) -> Import:
    """Do the job here, or wait for the worker that took it."""
    from duan.core.kernel.context import acting  # inline: Django is set up only now
    from duan.edge.exchange import jobs, queries  # inline: same

    if not quiet:
        print("▸ 检查文件 …" if while_ == "CHECKING" else "▸ 写入 …", file=sys.stderr, flush=True)
    while True:
        worked = jobs.work_once()
        with acting(actor):
            import_ = queries.get_import(actor, import_id)
        if import_.state != while_:
            return import_
        if not worked:
            time.sleep(_PAUSE)


@contextmanager
def _acting(login: str | None) -> Iterator[Actor | None]:
    """Act as somebody, and close the session that was opened for it."""
    from duan.core.people.commands import sign_out  # inline: Django is set up only now

    actor = _actor(login)
    try:
        yield actor
    finally:
        if actor is not None and actor.token != os.environ.get("DUAN_TOKEN"):
            sign_out(actor)


def _actor(login: str | None) -> Actor | None:
    """Return who acts: the account of DUAN_TOKEN, or the one named, after its password."""
    from django.db import transaction  # inline: Django is set up only now

    from duan.core.kernel.actor import Actor, Nobody  # inline: same
    from duan.core.people.commands import sign_in  # inline: same
    from duan.core.people.queries import enter  # inline: same
    from duan.core.people.types import Turned  # inline: same

    token = os.environ.get("DUAN_TOKEN", "")
    if token and login is None:
        with transaction.atomic():
            entered = enter(token)
        if entered is None:
            print("✗ DUAN_TOKEN 已失效，请重新签发。", file=sys.stderr)
            return None
        return entered[0]
    name = login or input("登录名：")
    password = os.environ.get("DUAN_PASSWORD") or getpass.getpass(f"{name} 的密码：")
    outcome = sign_in(Nobody(), login_name=name, password=password, agent="duan")
    if isinstance(outcome, Turned):
        print(f"✗ {outcome.message}", file=sys.stderr)
        return None
    if outcome.must_change_password:
        print("✗ 这个账号要先在网页上修改密码。", file=sys.stderr)
        return None
    return Actor(outcome.account_id, outcome.session_id, outcome.token, name)
