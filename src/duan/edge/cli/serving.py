"""`duan run`, `duan serve`, `duan worker`, `duan migrate`: the processes of an installation."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

_PAUSE = 0.5
_PATIENCE = 2
_FORGET_EVERY = 600.0


class Forgetting:
    """Deletes what is kept for a while only, at most every ten minutes."""

    def __init__(self) -> None:
        self._next = 0.0

    def when_due(self, now: float) -> int:
        """Delete if it is time, at `now` seconds of a clock that never goes back; return how many."""
        from duan.edge.api import idempotency  # inline: the database is known only now

        if now < self._next:
            return 0
        self._next = now + _FORGET_EVERY
        return idempotency.forget_old()


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser("run", help="启动数据库、升级结构、装入演示数据并提供服务")
    run.add_argument("--port", type=int, default=int(os.environ.get("DUAN_PORT", "8000")))
    run.add_argument("--no-demo", action="store_true", help="空库时不装入演示公司")
    run.set_defaults(action=run_everything)
    serve = commands.add_parser("serve", help="只提供网页与接口服务")
    serve.add_argument("--port", type=int, default=int(os.environ.get("DUAN_PORT", "8000")))
    serve.add_argument("--address", default="127.0.0.1")
    serve.add_argument("--workers", type=int, default=2)
    serve.set_defaults(action=serve_web)
    worker = commands.add_parser("worker", help="只运行后台任务")
    worker.set_defaults(action=work, django=True)
    migrate = commands.add_parser("migrate", help="升级数据库结构")
    migrate.set_defaults(action=lambda _: _in_child("owner", "_migrate"))
    inner = commands.add_parser("_migrate")
    inner.set_defaults(action=lambda _: migrate_now(), django=True)


def run_everything(options: argparse.Namespace) -> int:
    """Bring the whole installation up and keep it up until Ctrl-C."""
    from duan.edge.cli import accounts  # inline: Django loads only after the database is known

    code = _in_child("owner", "_migrate")
    if not code and not options.no_demo:
        code = accounts.load_demo_when_empty()
    if code:
        return code
    port = str(options.port)
    children = [_child("app", "worker"), _child("app", "serve", "--port", port)]
    return _keep(children, announce=lambda: accounts.announce(options.port))


def serve_web(options: argparse.Namespace) -> int:
    """Serve HTTP until told to stop."""
    from granian import Granian  # inline: only the server process needs it
    from granian.constants import Interfaces  # inline: same

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duan.edge.config.settings")
    Granian(
        "duan.edge.config.wsgi:application",
        address=options.address,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=4,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()
    return 0


def work(_: argparse.Namespace) -> int:
    """Number the outbox, serve the handlers and run waiting jobs, until told to stop."""
    from django.db import OperationalError, connection  # inline: the database is known only now

    from duan.core.kernel import outbox  # inline: same
    from duan.edge.exchange import jobs  # inline: same

    stopping = _told_to_stop()
    forgetting = Forgetting()
    tidying = jobs.Tidying()
    while not stopping:
        try:
            forgetting.when_due(time.monotonic())
            tidying.tidy()
            busy = outbox.work_once() or jobs.work_once()
        except OperationalError as error:
            print(f"▸ 后台任务连不上数据库，{_PATIENCE} 秒后再试：{error}", file=sys.stderr)
            connection.close()
            time.sleep(_PATIENCE)
            continue
        if not busy:
            time.sleep(_PAUSE)
    return 0


def migrate_now() -> int:
    """Migrate as the owner, and put keys and roles in place."""
    from django.core.management import call_command  # inline: Django loads as the owner here

    from duan.edge.config.install import install  # inline: same

    print("▸ 升级数据库结构 …", flush=True)
    call_command("migrate", verbosity=0)
    install("default")
    print("✓ 数据库结构已是最新", flush=True)
    return 0


def _child(role: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DUAN_DB_ROLE": role}
    command = [sys.executable, "-m", "duan.edge.cli.main", *arguments]
    return subprocess.Popen(command, env=environment)


def _in_child(role: str, *arguments: str) -> int:
    """Run a subcommand in a process of its own that knows only one role's password."""
    return _child(role, *arguments).wait()


def _keep(children: list[subprocess.Popen[bytes]], *, announce: Callable[[], Any]) -> int:
    """Watch the children; when one ends or somebody says stop, end them all."""
    stopping = _told_to_stop()
    announce()
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(_PAUSE)
    for child in children:
        child.terminate()
    codes = [child.wait() for child in children]
    return 0 if stopping else max([1, *codes])


def _told_to_stop() -> list[int]:
    """Return a list that holds the signal once somebody says stop."""
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping
