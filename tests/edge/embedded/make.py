"""Real processes and real users for the tests of the supervisor."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
import time
import warnings
from pathlib import Path

import psycopg
import pytest

import duan

SOURCE = str(Path(duan.__file__).parent.parent)
DAEMON = pwd.getpwnam("daemon")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def command(*arguments):
    return [sys.executable, "-m", "duan.edge.cli.main", *arguments]


def environment(data, *, path=(), **more):
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("DUAN_") and key != "DATABASE_URL"
    }
    return kept | {
        "PYTHONPATH": os.pathsep.join([*map(str, path), SOURCE]),
        "DUAN_DATA": str(data),
        **more,
    }


def duan_cli(data, *arguments, path=(), typed="", **more):
    """Run `duan …` to its end; the answer has `returncode`, `stdout` and `stderr`."""
    return subprocess.run(
        command(*arguments),
        env=environment(data, path=path, **more),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def begin(data, *arguments):
    """Start `duan …` and go on."""
    return subprocess.Popen(
        command(*arguments),
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def connect(cluster, role="app", database="duan", **changes):
    return psycopg.connect(**cluster.conninfo(role, database) | changes, autocommit=True)


def ask(cluster, statement, role="app", database="duan"):
    with connect(cluster, role, database) as connection:
        return connection.execute(statement).fetchone()[0]


def wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
    return found


def as_normal_user(action, uid=DAEMON.pw_uid):
    """What `action` returned or raised, as text, when another user did it in a process of its own.

    A fork, because the interpreter itself may live where that user can't read.
    """
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            answer = str(action())
        except BaseException as error:  # noqa: BLE001 - the parent judges it
            answer = f"{type(error).__name__}: {error}"
        os.write(writer, answer.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        text = answer.read().decode()
    os.waitpid(child, 0)
    return text
