"""Building a new cluster beside its place, and putting it there in one step."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from duan.edge.embedded import address, binaries, durable, processes, psql, settings
from duan.edge.embedded.account import Account, builder_account, server_account
from duan.edge.embedded.binaries import Binaries
from duan.edge.embedded.credentials import LOGIN_ROLES, Secrets
from duan.edge.embedded.postmaster import Postmaster
from duan.edge.embedded.trouble import DidNotStart

_CLOSE: Final = """
REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;
"""


def build(final: Postmaster, *, fast: bool) -> None:
    """Make the cluster `final` appear, complete and on the disk, or not at all.

    The rename of its folder is what makes it exist; before that, a crash leaves a folder named
    `pgdata.new-…` which the next attempt removes. So nothing needs to be on the disk until then,
    and everything at once.
    """
    data_dir = final.pgdata.parent
    draft = Postmaster(final.pgdata.with_name(f"pgdata.new-{os.getpid()}"), final.start_log)
    owner = server_account(final.pgdata)
    keys = Secrets.new()
    try:
        programs = binaries.for_account(owner, data_dir)
        _initdb(programs, draft, keys, builder_account(owner))
        _configure(draft, owner, fast=fast)
        durable.give_tree(draft.pgdata, owner)
        draft.launch(programs, owner, "-c", "fsync=off")
        draft.wait_until_ready(lambda _: None)
        _fill(draft, keys)
        draft.stop(lambda _: None)
        if not fast:
            durable.sync_disk_of(draft.pgdata)
        keys.save(data_dir)
        draft.pgdata.rename(final.pgdata)
        durable.sync(data_dir)
        durable.sync(data_dir.parent)
    finally:
        if draft.pgdata.exists():
            processes.end_all(draft.pgdata)
            shutil.rmtree(draft.pgdata)


def _initdb(programs: Binaries, draft: Postmaster, keys: Secrets, builder: Account) -> None:
    durable.make_directory(draft.pgdata, builder)
    with _in_memory(keys.superuser_password) as password:
        answer = subprocess.run(  # noqa: S603 - our own program, no shell
            [
                programs.tool("initdb"),
                "--pgdata=/proc/self/cwd",
                f"--username={keys.superuser}",
                f"--pwfile=/proc/self/fd/{password}",
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions",
                "--no-sync",
            ],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=draft.pgdata,
            env={"LC_ALL": "C", "PATH": os.defpath},
            pass_fds=(password,),
            umask=0o077,
            **builder.identity,
        )
    if answer.returncode != 0:
        raise DidNotStart(f"创建数据库失败（initdb）：{answer.stderr.strip()}")


def _configure(draft: Postmaster, owner: Account, *, fast: bool) -> None:
    durable.make_directory(draft.socket_dir, owner)
    main = draft.pgdata / "postgresql.conf"
    durable.write(main, main.read_text("utf-8") + settings.INCLUDE, owner)
    durable.write(draft.pgdata / "pg_hba.conf", settings.HBA, owner)
    durable.write(draft.pgdata / "duan.conf", settings.configuration(fast=fast), owner)


def _fill(draft: Postmaster, keys: Secrets) -> None:
    """Roles and the database "duan", through a socket that is still nobody's address."""
    user, password = keys.login("superuser")
    host = str(address.for_clients(draft.socket_dir))
    info = psql.ConnectionInfo(
        host=host, port=settings.PORT, user=user, password=password, dbname="postgres"
    )
    passwords = {f"{role}_password": keys.login(role)[1] for role in LOGIN_ROLES}
    try:
        psql.run(binaries.from_wheel(), info, psql.roles_sql() + _CLOSE, passwords)
    finally:
        address.forget(draft.socket_dir)


@contextmanager
def _in_memory(text: str) -> Iterator[int]:
    """An open file that no disk ever sees."""
    handle = os.memfd_create("password")
    try:
        os.write(handle, f"{text}\n".encode())
        yield handle
    finally:
        os.close(handle)
