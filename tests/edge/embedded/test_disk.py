"""Power cuts and full disks: what is written reaches the disk, what was committed comes back."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys

import psycopg
import pytest

from duan.edge.embedded.cluster import Cluster
from duan.edge.embedded.trouble import DiskFull
from duan.edge.embedded.watch import kept_running
from tests.edge.embedded.make import SOURCE, connect, needs_root, wait_for

MIB = 1 << 20


@pytest.fixture
def small_disk(tmp_path):
    """160 MiB in memory, mounted for one test."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160m,mode=0700", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting needs root and the right to mount")
    yield place
    Cluster(place / "db").stop(at_once=True)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill_until_the_server_dies(cluster):
    """Commit numbers and log-only ballast until the log has no room; the numbers acknowledged."""
    known = []
    connection = connect(cluster, "owner")
    with contextlib.suppress(psycopg.Error), connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        known = [n for (n,) in connection.execute("SELECT n FROM kept")]
        for number in range(len(known), 10**6):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
            known.append(number)
            connection.execute("SELECT pg_logical_emit_message(true, '', repeat('x', 4000000))")
    wait_for(lambda: cluster.status().state == "stopped")
    return known


def numbers(cluster):
    with connect(cluster, "owner") as connection:
        return [n for (n,) in connection.execute("SELECT n FROM kept ORDER BY n")]


@needs_root
def test_after_a_full_disk_the_reserve_and_then_free_space_bring_everything_back(small_disk):
    cluster = Cluster(small_disk / "db")
    cluster.start()
    (cluster.data_dir / "ballast").write_bytes(b"\0" * 32 * MIB)
    (small_disk / "somebody's film").write_bytes(b"\0" * 32 * MIB)
    heard = []

    committed = fill_until_the_server_dies(cluster)
    assert cluster.start(heard.append) is True
    assert heard == [
        "正在启动数据库",
        "磁盘已满：已释放预留的 256 MB 空间，正在再次启动。请尽快清理磁盘。",
    ]
    assert numbers(cluster) == committed

    committed = fill_until_the_server_dies(cluster)
    with pytest.raises(DiskFull) as refused:
        cluster.start()
    assert str(refused.value).startswith("磁盘已满，数据库无法启动；已提交的数据没有丢失。")
    with kept_running(cluster, heard.append, every=0.2):
        (small_disk / "somebody's film").unlink()
        wait_for(lambda: "数据库已恢复运行" in heard)
    assert numbers(cluster) == committed


def test_each_file_is_on_the_disk_before_it_takes_its_name_and_its_folder_after(short_path):
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    script = (
        "import sys; from pathlib import Path; from duan.edge.embedded.cluster import Cluster;"
        "Cluster(Path(sys.argv[1])).init()"
    )
    trace = short_path / "trace"
    answer = subprocess.run(
        [
            "strace",
            "-y",
            "-s",
            "300",
            "-o",
            str(trace),
            "-e",
            "trace=fsync,rename,syncfs,fchown",
            sys.executable,
            "-c",
            script,
            str(short_path / "db"),
        ],
        env={**os.environ, "PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in answer.stderr.lower():
        pytest.skip("tracing is not allowed here")
    assert answer.returncode == 0, answer.stderr
    calls = trace.read_text().splitlines()
    renamed = _renamed(calls)
    assert sorted(renamed) == [
        "duan.conf",
        "pg_hba.conf",
        "pgdata",
        "postgresql.conf",
        "secrets.json",
        "start.log",
    ]
    for name, (position, draft, final) in renamed.items():
        folder = final.rpartition("/")[0]
        assert any(_synced(call, folder) for call in calls[position:]), name
        if name == "pgdata":
            before = [call for call in calls[:position] if call.startswith("syncfs(")]
            assert len(before) == 1
        else:
            assert any(_synced(call, draft) for call in calls[:position]), name


def _renamed(calls):
    """(position, draft, final path) of each file that took its name by a rename, by name."""
    found = {}
    for position, call in enumerate(calls):
        if match := re.match(r'rename\("(.+)", "(.+)"\) += 0', call):
            found[match[2].rpartition("/")[2]] = (position, match[1], match[2])
    return found


def _synced(call, path):
    return re.match(rf"fsync\(\d+<{re.escape(path)}>\) += 0", call) is not None
