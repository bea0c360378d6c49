"""The life of a server: first start, restart, crash, and what a crash leaves behind."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import threading
import time

import psycopg
import pytest

from duan.edge.embedded import processes
from duan.edge.embedded.credentials import Secrets
from duan.edge.embedded.postmaster import Postmaster
from duan.edge.embedded.trouble import (
    DidNotStart,
    DirectoryOccupied,
    NotInitialised,
    NotRunning,
    OtherVersion,
)
from duan.edge.embedded.watch import kept_running
from tests.edge.embedded.make import (
    ask,
    begin,
    command,
    connect,
    duan_cli,
    environment,
    needs_root,
    wait_for,
)


def remember(cluster, number):
    with connect(cluster, "owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [number])


def remembered(cluster):
    with connect(cluster, "owner") as connection:
        return [n for (n,) in connection.execute("SELECT n FROM kept ORDER BY n")]


def test_the_first_start_creates_a_durable_utf8_cluster_with_checksums(new_cluster):
    cluster = new_cluster()
    assert cluster.start() is True
    with connect(cluster) as connection:
        shown = {
            name: connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0]
            for name in (
                "data_checksums",
                "fsync",
                "full_page_writes",
                "jit",
                "listen_addresses",
                "max_connections",
                "server_encoding",
                "synchronous_commit",
            )
        }
    assert shown == {
        "data_checksums": "on",
        "fsync": "on",
        "full_page_writes": "on",
        "jit": "off",
        "listen_addresses": "",
        "max_connections": "60",
        "server_encoding": "UTF8",
        "synchronous_commit": "on",
    }


def test_a_second_start_keeps_data_and_secrets(copied_cluster):
    cluster = copied_cluster()
    cluster.start()
    remember(cluster, 1)
    before = Secrets.load(cluster.data_dir)
    assert cluster.stop() is True
    assert cluster.stop() is False
    assert cluster.status().state == "stopped"
    assert cluster.start() is True
    assert cluster.start() is False
    assert remembered(cluster) == [1]
    assert Secrets.load(cluster.data_dir) == before


def test_four_processes_starting_at_once_make_one_server(tmp_path, new_cluster):
    starting = [begin(tmp_path, "db", "start") for _ in range(4)]
    said = sorted(process.communicate(timeout=60)[0] for process in starting)
    cluster = new_cluster("postgres")
    assert [process.returncode for process in starting] == [0, 0, 0, 0]
    place = cluster.data_dir
    assert said == [f"✓ 数据库已启动：{place}\n", *[f"✓ 数据库本来就在运行：{place}\n"] * 3]


def test_a_waiting_process_says_that_another_one_is_at_work(copied_cluster):
    cluster = copied_cluster()
    heard = []
    with (cluster.data_dir / "supervisor.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        thread = threading.Thread(target=cluster.start, args=(heard.append,))
        thread.start()
        wait_for(lambda: heard)
    thread.join()
    assert heard == ["另一个进程正在启动或停止数据库，等它完成", "正在启动数据库"]


def test_after_kill_9_of_the_postmaster_a_start_ends_orphans_and_loses_nothing(copied_cluster):
    cluster = copied_cluster()
    cluster.start()
    remember(cluster, 1)
    busy = connect(cluster, "superuser")
    orphan = busy.info.backend_pid
    counting = threading.Thread(target=_count_to_the_end_of_time, args=(busy,))
    counting.start()
    wait_for(lambda: ask(cluster, _COUNTING.format(orphan), "superuser") == 1)
    os.kill(cluster.status().pid, signal.SIGKILL)
    wait_for(lambda: cluster.status().state == "stopped")
    assert processes.serves(orphan, cluster.pgdata)
    assert cluster.start() is True
    counting.join()
    assert not processes.serves(orphan, cluster.pgdata)
    assert remembered(cluster) == [1]


_COUNTING = "SELECT count(*) FROM pg_stat_activity WHERE pid = {} AND state = 'active'"


def _count_to_the_end_of_time(connection):
    with pytest.raises(psycopg.OperationalError), connection:
        connection.execute("DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$")


def test_a_stale_pid_file_that_names_a_stranger_hinders_nobody(copied_cluster):
    cluster = copied_cluster()
    cluster.start()
    remember(cluster, 1)
    cluster.stop()
    owner = cluster.pgdata.stat()
    stranger = subprocess.Popen(
        ["sleep", "60"],
        cwd=cluster.pgdata,
        **({"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}),
    )
    try:
        text = (
            f"{stranger.pid}\n/proc/self/cwd\n1795557911\n5432\nsocket\n\n 16056941  9\nready   \n"
        )
        for name in ("postmaster.pid", "socket/.s.PGSQL.5432.lock"):
            (cluster.pgdata / name).write_text(text)
            os.chown(cluster.pgdata / name, owner.st_uid, owner.st_gid)
        assert cluster.status().state == "stopped"
        assert cluster.start() is True
        assert remembered(cluster) == [1]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_long_recovery_is_waited_for_and_told(copied_cluster):
    cluster = copied_cluster()
    cluster.start()
    remember(cluster, 1)
    cluster.stop()
    for name, text in (
        ("recovery.signal", ""),
        ("local.conf", "restore_command = 'sleep 1.5; false'\n"),
    ):
        (cluster.pgdata / name).write_text(text)
        facts = cluster.pgdata.stat()
        os.chown(cluster.pgdata / name, facts.st_uid, facts.st_gid)
    heard = []
    assert cluster.start(heard.append) is True
    assert heard[1].startswith("数据库正在恢复，已用 3 秒（最长等 15 分钟）：")
    assert remembered(cluster) == [1]


def test_a_broken_configuration_is_answered_with_the_servers_own_words(copied_cluster):
    cluster = copied_cluster()
    cluster.start()
    cluster.stop()
    (cluster.pgdata / "postgresql.conf").write_text("nonsense\n")
    with pytest.raises(DidNotStart) as refused:
        cluster.start()
    assert f"数据库没有启动。日志在 {cluster.pgdata}/log，最后几行：" in str(refused.value)
    assert "syntax error in file" in str(refused.value)


def test_a_creation_killed_midway_leaves_nothing_in_the_way(tmp_path, new_cluster):
    cluster = new_cluster("postgres")
    with begin(tmp_path, "db", "start") as creating:
        (draft,) = wait_for(lambda: list(cluster.data_dir.glob("pgdata.new-*/postmaster.pid")))
        creating.kill()
    assert cluster.is_initialised() is False
    assert cluster.start() is True
    assert list(cluster.data_dir.glob("pgdata.new-*")) == []
    assert processes.of(draft.parent) == []
    assert ask(cluster, "SELECT current_user") == "duan_app"


def test_a_folder_with_half_a_cluster_is_left_alone(copied_cluster):
    cluster = copied_cluster()
    (cluster.data_dir / "secrets.json").rename(cluster.data_dir / "elsewhere.json")
    with pytest.raises(DirectoryOccupied):
        cluster.start()
    assert (cluster.pgdata / "PG_VERSION").read_text() == "18\n"


def test_data_of_another_major_version_is_not_touched(copied_cluster):
    cluster = copied_cluster()
    (cluster.pgdata / "PG_VERSION").write_text("17\n")
    with pytest.raises(OtherVersion) as refused:
        cluster.start()
    assert str(refused.value).startswith("数据由 PostgreSQL 17 写成，内置的是 18。")


def test_a_throw_away_cluster_and_a_real_one_are_never_mistaken(new_cluster, copied_cluster):
    copied_cluster("real")
    new_cluster("quick", fast=True).init()
    with pytest.raises(DirectoryOccupied):
        new_cluster("real", fast=True).start()
    with pytest.raises(DirectoryOccupied):
        new_cluster("quick").start()
    with pytest.raises(DirectoryOccupied):
        new_cluster("real").destroy()
    new_cluster("quick", fast=True).destroy()
    assert not new_cluster("quick", fast=True).data_dir.exists()


def test_what_needs_a_server_says_so(new_cluster):
    cluster = new_cluster()
    with pytest.raises(NotInitialised):
        cluster.url("app")
    with pytest.raises(NotInitialised):
        cluster.create_database("other")
    cluster.init()
    with pytest.raises(NotRunning):
        cluster.create_database("other")


def test_a_watched_server_comes_back_by_itself_unless_it_was_stopped_on_purpose(copied_cluster):
    cluster = copied_cluster()
    cluster.start()
    heard = []
    with kept_running(cluster, heard.append, every=0.1):
        first = cluster.status().pid
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: "数据库已恢复运行" in heard)
        assert cluster.status().pid != first
        cluster.stop()
        time.sleep(0.5)
        assert cluster.status().state == "stopped"


@needs_root
def test_root_in_a_container_without_the_right_to_trace_still_sees_the_server(
    tmp_path, copied_cluster
):
    copied_cluster("postgres").start()
    answer = subprocess.run(
        ["setpriv", "--bounding-set", "-sys_ptrace", "--", *command("db", "status")],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert duan_cli(tmp_path, "db", "stop").stdout == "✓ 数据库已停止\n"


def test_stopping_waits_until_the_last_process_has_gone(copied_cluster):
    cluster = copied_cluster()
    cluster.start()
    cluster.stop()
    assert processes.of(cluster.pgdata) == []
    assert Postmaster(cluster.pgdata, cluster.data_dir / "start.log").state() == "stopped"
