"""Migration operations for what Django's models cannot say: grants and row security."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.migrations import RunSQL

_READ_WRITE = "SELECT, INSERT, UPDATE, DELETE"


def allow_app(table: str, privileges: str = _READ_WRITE) -> RunSQL:
    """Let the application's role use a table that carries no scope."""
    return RunSQL(
        f"GRANT {privileges} ON {table} TO duan_app", f"REVOKE ALL ON {table} FROM duan_app"
    )


def protect(
    table: str,
    *,
    see: Sequence[str],
    write: Sequence[str],
    privileges: str = _READ_WRITE,
    own: bool = False,
) -> RunSQL:
    """Put forced row security on a table with `scope_id`, in the one form that stays fast.

    A row is seen where the actor holds any action of `see`, and written where the actor holds any
    action of `write`. `sec.reach` raises when the transaction acts for nobody. The array is made
    once a query; `EXISTS` over grants would be asked once a row. With `own`, only to the account
    that `account_id` names.
    """
    readable = _in_reach(see, own=own)
    writable = _in_reach(write, own=own)
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_is_seen ON {table} FOR SELECT USING ({readable});
        CREATE POLICY {table}_is_added ON {table} FOR INSERT WITH CHECK ({writable});
        CREATE POLICY {table}_is_changed ON {table} FOR UPDATE
          USING ({writable}) WITH CHECK ({writable});
        CREATE POLICY {table}_is_dropped ON {table} FOR DELETE USING ({writable});
        GRANT {privileges} ON {table} TO duan_app;
        """,
        f"""
        REVOKE ALL ON {table} FROM duan_app;
        DROP POLICY {table}_is_seen ON {table};
        DROP POLICY {table}_is_added ON {table};
        DROP POLICY {table}_is_changed ON {table};
        DROP POLICY {table}_is_dropped ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def _in_reach(actions: Sequence[str], *, own: bool) -> str:
    listed = ", ".join(f"'{action}'" for action in actions)
    reach = f"scope_id = ANY (ARRAY(SELECT sec.reach({listed})))"
    return f"{reach} AND account_id = (SELECT sec.me())" if own else reach


def follow(register: str, columns: Sequence[tuple[str, str]]) -> list[RunSQL]:
    """Enter (table, column) pairs in a lower module's register of the columns that follow its rows.

    That module has one function, of the no-login role, that puts followers back in order.
    """
    operations = []
    for table, column in columns:
        allow = f"GRANT SELECT, UPDATE ON {table} TO duan_definer;"
        forbid = f"REVOKE ALL ON {table} FROM duan_definer;"
        enter = f"INSERT INTO {register} VALUES ('{table}', '{column}')"  # noqa: S608 - a migration's own words
        strike = f"DELETE FROM {register} WHERE (table_name, column_name) = ('{table}', '{column}')"  # noqa: S608 - same
        operations.append(RunSQL(allow + enter, forbid + strike))
    return operations


def hand_over(function: str) -> str:
    """Return SQL that gives a SECURITY DEFINER function to the no-login role and lets the app call it.

    The definer may read past row security, so each such function derives the scope from the
    session's token by itself and pins its search path.
    """
    return f"""
    REVOKE ALL ON FUNCTION {function} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION {function} TO duan_app;
    ALTER FUNCTION {function} OWNER TO duan_definer;
    """
