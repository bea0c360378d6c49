"""`duan db …` against the embedded server, and against any other PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import psycopg
import pytest

from duan.edge.cli.main import main
from duan.edge.embedded import external
from duan.edge.embedded.trouble import BadAddress
from tests.edge.embedded.make import connect, duan_cli, wait_for


@pytest.fixture
def addresses(cluster):
    return {"DATABASE_URL": cluster.url("app"), "DUAN_OWNER_URL": cluster.url("owner")}


def test_the_command_line_leads_through_a_servers_life(tmp_path, new_cluster):
    cluster = new_cluster("postgres")
    place = cluster.data_dir
    missing = duan_cli(tmp_path, "db", "status")
    assert (missing.returncode, missing.stdout) == (
        4,
        f"✗ {place} 里还没有数据库。运行 duan db start 会创建它。\n",
    )
    started = duan_cli(tmp_path, "db", "start")
    assert (started.returncode, started.stdout) == (0, f"✓ 数据库已启动：{place}\n")
    running = duan_cli(tmp_path, "db", "status")
    pid = cluster.status().pid
    assert (running.returncode, running.stdout, running.stderr) == (
        0,
        f"✓ 内置数据库 PostgreSQL 18.4 在运行，主进程 {pid}：{place}\n",
        "",
    )
    asked = duan_cli(
        tmp_path, "db", "psql", "--role", "owner", "--", "-XAtc", "SELECT current_user"
    )
    assert (asked.returncode, asked.stdout) == (0, "duan_owner\n")
    stopped = duan_cli(tmp_path, "db", "stop")
    assert (stopped.returncode, stopped.stdout) == (0, "✓ 数据库已停止\n")
    down = duan_cli(tmp_path, "db", "status")
    assert (down.returncode, down.stdout) == (3, f"✗ 数据库没有运行：{place}\n")
    refused = duan_cli(tmp_path, "db", "psql")
    assert (refused.returncode, refused.stderr) == (
        1,
        "✗ 数据库没有运行。请先运行 duan db start。（database.not_running）\n",
    )


@pytest.mark.parametrize("verb", ["启动", "停止"])
def test_an_external_database_is_left_to_its_administrator(tmp_path, addresses, verb):
    answer = duan_cli(tmp_path, "db", {"启动": "start", "停止": "stop"}[verb], **addresses)
    assert (answer.returncode, answer.stdout) == (
        0,
        f"正在使用外部数据库（环境变量 DATABASE_URL），由它的管理员{verb}；端没有做任何事。\n",
    )
    assert not (tmp_path / "postgres").exists()


def test_the_status_of_an_external_database_looks_at_version_and_roles(tmp_path, addresses):
    answer = duan_cli(tmp_path, "db", "status", **addresses)
    assert (answer.returncode, answer.stdout, answer.stderr) == (
        0,
        (
            "✓ 外部数据库 PostgreSQL 18.4，角色 duan_owner 可以连接\n"
            "✓ 外部数据库 PostgreSQL 18.4，角色 duan_app 可以连接\n"
        ),
        "",
    )


def test_an_external_database_entered_in_the_wrong_role_is_unfit(tmp_path, cluster):
    answer = duan_cli(tmp_path, "db", "status", DATABASE_URL=cluster.url("owner"))
    assert answer.returncode == 1
    assert answer.stderr.splitlines()[0] == (
        "✗ 连接使用的是角色 duan_owner，应当是 duan_app。请修改连接地址。"
    )


def test_an_external_database_that_does_not_answer_is_reported(tmp_path):
    answer = duan_cli(tmp_path, "db", "status", DATABASE_URL="postgresql://x@127.0.0.1:1/x")
    assert answer.returncode == 3
    assert answer.stderr.startswith("✗ 连不上外部数据库（环境变量 DATABASE_URL）：")
    assert answer.stderr.endswith("请检查地址、密码和网络，并确认数据库正在运行。\n")


def test_psql_enters_an_external_database_without_showing_its_password(tmp_path, addresses):
    look = "SELECT current_user;\n\\! tr '\\0' ' ' < /proc/$PPID/cmdline"
    answer = duan_cli(tmp_path, "db", "psql", "--", "-XAtc", "SELECT current_user", **addresses)
    assert (answer.returncode, answer.stdout) == (0, "duan_app\n")
    shown = duan_cli(tmp_path, "db", "psql", "--", "-XAt", typed=look, **addresses)
    password = addresses["DATABASE_URL"].split(":")[2].split("@")[0]
    assert shown.stdout.startswith("duan_app\n")
    assert password not in shown.stdout


def test_an_address_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "http://x")
    with pytest.raises(BadAddress) as refused:
        external.address("app")
    assert str(refused.value).startswith("环境变量 DATABASE_URL 不是有效的连接地址，应形如 ")
    monkeypatch.delenv("DUAN_OWNER_URL", raising=False)
    with pytest.raises(BadAddress):
        external.address("owner")


def test_an_unknown_command_exits_with_two():
    with pytest.raises(SystemExit) as ended:
        main(["db", "burn"])
    assert ended.value.code == 2


def test_the_log_tells_no_business_data(cluster):
    with connect(cluster, "owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS person (phone text UNIQUE)")
        connection.execute("INSERT INTO person VALUES ('13800138000')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('13800138000')")
        connection.execute("DROP TABLE person")
    wait_for(lambda: "person_phone_key" in _log(cluster))
    logged = _log(cluster)
    assert "13800138000" not in logged
    assert cluster.secrets.app_password not in logged


def _log(cluster):
    return "".join(path.read_text() for path in (cluster.pgdata / "log").iterdir())
