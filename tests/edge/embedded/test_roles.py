"""What each role is and what it can't do; the inspection that notices when that changes."""

from __future__ import annotations

import psycopg
import pytest

from duan.edge.embedded.inspection import inspect
from duan.edge.embedded.psql import roles_sql
from tests.edge.embedded.make import ask, connect, duan_cli

ROLES = ("duan_app", "duan_audit_ro", "duan_definer", "duan_owner", "duan_portal")
ATTRIBUTES = """
SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
FROM pg_roles WHERE rolname = ANY (%s) ORDER BY 1
"""


@pytest.fixture(scope="module")
def table(cluster):
    with connect(cluster, "owner") as connection:
        connection.execute("CREATE TABLE ledger (n int)")
        connection.execute("ALTER TABLE ledger ENABLE ROW LEVEL SECURITY")
        connection.execute("GRANT SELECT, INSERT ON ledger TO duan_app")
    return "ledger"


def test_roles_have_exactly_these_attributes(cluster):
    with connect(cluster, "superuser") as connection:
        rows = connection.execute(ATTRIBUTES, [list(ROLES)]).fetchall()
    assert rows == [
        ("duan_app", True, False, False, False, False, False),
        ("duan_audit_ro", True, False, False, False, False, False),
        ("duan_definer", False, False, True, False, False, False),
        ("duan_owner", True, False, False, False, False, False),
        ("duan_portal", True, False, False, False, False, False),
    ]


@pytest.mark.parametrize("role", ["app", "portal", "audit_ro"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "ALTER TABLE ledger ADD COLUMN more int",
        "ALTER TABLE ledger DISABLE ROW LEVEL SECURITY",
        "ALTER ROLE duan_app BYPASSRLS",
        "ALTER ROLE duan_owner PASSWORD 'mine'",
        "DROP TABLE ledger",
        "TRUNCATE ledger",
        "SET ROLE duan_owner",
        "SET ROLE duan_definer",
        "SET SESSION AUTHORIZATION duan_owner",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "COPY (SELECT 1) TO '/dev/shm/mine'",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_read_file('/etc/passwd')",
        "ALTER SYSTEM SET fsync = off",
        "SELECT pg_reload_conf()",
        "SET log_min_error_statement = 'error'",
    ],
)
def test_a_serving_role_is_refused(cluster, table, role, statement):
    with connect(cluster, role) as connection:
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


@pytest.mark.parametrize("role", ["portal", "audit_ro"])
def test_only_the_app_stages_rows_in_temporary_tables(cluster, role):
    with connect(cluster, role) as connection:
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TEMPORARY TABLE mine (n int)")
    with connect(cluster) as connection:
        connection.execute("CREATE TEMPORARY TABLE mine (n int)")
        assert inspect(connection).problems == []


@pytest.mark.parametrize("role", ["owner", "app", "portal", "audit_ro", "superuser"])
@pytest.mark.parametrize("password", ["wrong", ""])
def test_nobody_enters_without_the_password(cluster, role, password):
    with pytest.raises(psycopg.OperationalError):
        connect(cluster, role, password=password)


def test_every_way_in_asks_for_a_scram_password(cluster):
    with connect(cluster, "superuser") as connection:
        rules = connection.execute(
            "SELECT type, auth_method, error FROM pg_hba_file_rules ORDER BY rule_number"
        ).fetchall()
        stored = connection.execute(
            "SELECT DISTINCT left(rolpassword, 14) FROM pg_authid WHERE rolpassword IS NOT NULL"
        ).fetchall()
    assert rules == [("local", "scram-sha-256", None)] * 2
    assert stored == [("SCRAM-SHA-256$",)]


def test_the_superuser_has_a_random_name(cluster, new_cluster):
    other = new_cluster(fast=True)
    other.init()
    names = {cluster.secrets.superuser, other.secrets.superuser}
    assert len(names) == 2
    assert {name[:3] for name in names} == {"su_"}


def test_strangers_may_not_even_connect(cluster):
    with connect(cluster, "superuser") as connection:
        connection.execute("CREATE ROLE stranger")
        allowed = connection.execute(
            "SELECT datname, has_database_privilege('stranger', datname, 'CONNECT')"
            " OR has_database_privilege('stranger', datname, 'TEMPORARY')"
            " FROM pg_database WHERE datallowconn ORDER BY 1"
        ).fetchall()
        usage = connection.execute("SELECT has_schema_privilege('stranger', 'public', 'USAGE')")
        assert usage.fetchone() == (False,)
        connection.execute("DROP ROLE stranger")
    assert allowed == [("duan", False), ("postgres", False), ("template1", False)]


def test_the_auditor_reads_only(cluster, table):
    with connect(cluster, "owner") as connection:
        connection.execute("GRANT SELECT, INSERT ON ledger TO duan_audit_ro")
    with (
        connect(cluster, "audit_ro") as connection,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        connection.execute("INSERT INTO ledger VALUES (1)")


def test_roles_carry_their_time_limits(cluster):
    limits = {
        role: (
            ask(cluster, "SHOW statement_timeout", role),
            ask(cluster, "SHOW lock_timeout", role),
        )
        for role in ("owner", "app", "portal", "audit_ro")
    }
    assert limits == {
        "owner": ("0", "10s"),
        "app": ("1min", "10s"),
        "portal": ("15s", "5s"),
        "audit_ro": ("5min", "0"),
    }


def test_migrations_hand_functions_to_the_definer_and_replace_and_drop_them(cluster, table):
    body = """
    CREATE OR REPLACE FUNCTION sec.count_ledger() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'SELECT count(*) + {} FROM public.ledger'
    """
    with connect(cluster, "owner") as owner:
        owner.execute("INSERT INTO ledger VALUES (7)")
        owner.execute("CREATE SCHEMA sec")
        owner.execute("GRANT USAGE, CREATE ON SCHEMA sec TO duan_definer")
        owner.execute("GRANT USAGE ON SCHEMA sec TO duan_app")
        owner.execute("GRANT SELECT ON ledger TO duan_definer")
        owner.execute(body.format(0))
        owner.execute("ALTER FUNCTION sec.count_ledger() OWNER TO duan_definer")
        assert ask(cluster, "SELECT count(*) FROM ledger") == 0
        assert ask(cluster, "SELECT sec.count_ledger()") == 1
        owner.execute(body.format(10))
        assert ask(cluster, "SELECT sec.count_ledger()") == 11
        owner.execute("DROP FUNCTION sec.count_ledger()")
        owner.execute("DROP SCHEMA sec")


def test_a_further_database_is_guarded_like_the_first(cluster):
    cluster.create_database("第二 库")
    cluster.create_database("第二 库")
    guarded = """
    SELECT datdba::regrole::text, datacl::text FROM pg_database
    WHERE datname IN ('duan', '第二 库') GROUP BY 1, 2
    """
    with connect(cluster, "superuser") as connection:
        assert len(connection.execute(guarded).fetchall()) == 1
    with (
        connect(cluster, "app", "第二 库") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine (n int)")
    with connect(cluster, "owner", "第二 库") as connection:
        connection.execute("CREATE TABLE kept (n int)")
    cluster.create_database("copy", template="第二 库")
    assert ask(cluster, "SELECT count(*) FROM kept", "owner", "copy") == 0
    for name in ("copy", "第二 库", "never was"):
        cluster.drop_database(name)
    assert ask(cluster, "SELECT count(*) FROM pg_database WHERE datname <> 'duan'") == 3


def test_the_inspection_names_every_deviation_and_the_roles_file_mends_it(copied_cluster):
    cluster = copied_cluster("postgres")
    cluster.start()
    with connect(cluster) as app:
        assert inspect(app).problems == []
        with connect(cluster, "superuser") as connection:
            connection.execute("ALTER ROLE duan_app CREATEDB BYPASSRLS")
            connection.execute("ALTER ROLE duan_definer LOGIN NOBYPASSRLS")
            connection.execute("GRANT duan_owner TO duan_portal")
            connection.execute("REVOKE duan_definer FROM duan_owner")
            connection.execute("GRANT CREATE ON SCHEMA public TO duan_audit_ro")
            connection.execute("ALTER DATABASE duan OWNER TO duan_app")
        assert inspect(app).problems == [
            "数据库 duan 的所有者是 duan_app，应当是 duan_owner。",
            "角色 duan_app 拥有超级用户、建库、建角色或复制的权力，不应当有。",
            "角色 duan_app 不应当绕过行级权限（BYPASSRLS）。",
            "角色 duan_definer 不应当能登录。",
            "角色 duan_definer 应当绕过行级权限（BYPASSRLS）。",
            "角色 duan_portal 是 duan_owner 的成员，不应当是。",
            "角色 duan_owner 应当是 duan_definer 的成员，否则升级时无法移交函数。",
            "角色 duan_app 拥有 1 个数据库对象，应当一个也没有。",
            "角色 duan_app 能在模式 public 里建表，不应当能。",
            "角色 duan_audit_ro 能在模式 public 里建表，不应当能。",
            "请由数据库管理员执行一次：duan db roles | psql -d postgres（可重复执行）。",
        ]
        cluster.create_database("duan")
        assert inspect(app).problems == []


def test_duan_db_roles_prints_the_file_a_dba_needs(tmp_path):
    answer = duan_cli(tmp_path, "db", "roles")
    assert answer.stdout == roles_sql()
    assert not (tmp_path / "postgres").exists()
