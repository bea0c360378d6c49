"""What PostgreSQL itself says of our tables, functions and roles; every exception has its reason.

A new table, policy, sequence or definer function fails here until somebody has looked at it and
written down why it may be as it is.
"""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from duan.core.access.models import Grant
from duan.core.kernel.context import act_under, acting, current_token
from duan.core.people.commands import disable_account
from duan.core.people.commands.proof import Opening, end_sessions, open_session
from duan.core.people.types import SessionKind
from tests import make
from tests.core.access.excused import (
    DEFINERS_FOR_NOBODY,
    DEFINERS_FOR_THE_APP,
    OTHER_POLICIES,
    READABLE_WITHOUT_ROW_SECURITY,
    SEQUENCES,
)

OWN_NAMESPACES = "n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'"
THE_ONE_FORM = re.compile(
    r"\(scope_id = ANY \(ARRAY\( SELECT sec\.reach\(VARIADIC ARRAY\[[^\]]+\]\) AS reach\)\)\)"
)


@pytest.fixture
def rows(db):
    """Run a query on the catalog as the application; return its rows."""

    def ask(sql: str, *params: object) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params or None)
            return cursor.fetchall()

    return ask


def sqlstate(error: Exception) -> str:
    return error.__cause__.sqlstate


def test_every_table_with_a_scope_forces_row_security(rows):
    unguarded = rows(
        """SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE a.attname = 'scope_id' AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"""
    )

    assert unguarded == []


def test_every_policy_has_the_one_form_or_a_reason(rows):
    policies = rows("SELECT policyname, permissive, qual, with_check FROM pg_policies")

    others = {
        name
        for name, _, using, check in policies
        if not all(THE_ONE_FORM.fullmatch(text) for text in (using, check) if text)
    }

    assert others == set(OTHER_POLICIES)
    assert {permissive for _, permissive, _, _ in policies} == {"PERMISSIVE"}


def test_one_policy_a_table_and_verb_because_a_second_would_widen_it(rows):
    doubled = rows(
        """SELECT tablename, cmd, count(*) FROM pg_policies
            WHERE roles && '{public,duan_app}' GROUP BY 1, 2 HAVING count(*) > 1"""
    )
    for_others = rows(
        "SELECT policyname FROM pg_policies WHERE NOT roles && '{public,duan_app}' ORDER BY 1"
    )

    assert doubled == []
    assert for_others == [("audit_entry_is_audited",), ("audit_subject_is_audited",)]


def test_the_auditors_role_reads_the_log_and_nothing_else(rows):
    held = rows(
        """SELECT c.relname, p.privilege FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
                  unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) AS p(privilege)
            WHERE c.relkind IN ('r', 'v', 'm', 'p') AND n.nspname IN ('public', 'sec')
              AND has_any_column_privilege('duan_audit_ro', c.oid, p.privilege) ORDER BY 1"""
    )

    assert held == [("audit_entry", "SELECT"), ("audit_subject", "SELECT")]


def test_what_the_application_reads_without_row_security_is_listed(rows):
    readable = rows(
        f"""SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND {OWN_NAMESPACES.replace("%%", "%")}
               AND NOT c.relrowsecurity AND has_table_privilege('duan_app', c.oid, 'SELECT')"""
    )

    assert {name for (name,) in readable} == set(READABLE_WITHOUT_ROW_SECURITY)


def test_no_view_copy_or_part_of_a_table_goes_around_its_policies(rows):
    """Views must run as their caller; materialised views, partitions and foreign tables: none."""
    around = rows(
        f"""SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE {OWN_NAMESPACES.replace("%%", "%")}
               AND (c.relkind IN ('m', 'p', 'f') OR c.relispartition
                    OR c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false))"""
    )

    assert around == []


def test_sequences_can_be_used_where_listed_and_read_nowhere(rows):
    """A sequence's last value tells how many rows there are that one cannot see."""
    granted = rows(
        """SELECT c.relname, p.privilege FROM pg_class c,
                  unnest(ARRAY['USAGE', 'SELECT', 'UPDATE']) AS p(privilege)
            WHERE c.relkind = 'S' AND has_sequence_privilege('duan_app', c.oid, p.privilege)"""
    )

    assert set(granted) == {(name, "USAGE") for name in SEQUENCES}


def test_definer_functions_pin_their_search_path_and_belong_to_the_definer(rows):
    loose = rows(
        """SELECT p.proname FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
            WHERE p.prosecdef AND (o.rolname <> 'duan_definer'
               OR NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false))"""
    )

    assert loose == []


def test_definer_functions_are_called_by_whom_the_lists_say(rows):
    functions = rows(
        """SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || p.proname,
                  has_function_privilege('duan_app', p.oid, 'EXECUTE'),
                  EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                           WHERE a.grantee = 0)
             FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef"""
    )

    assert {name for name, app, _ in functions if app} == set(DEFINERS_FOR_THE_APP)
    assert {name for name, app, _ in functions if not app} == DEFINERS_FOR_NOBODY
    assert [name for name, _, everybody in functions if everybody] == []


def test_the_roles_that_sign_in_are_nobody_special(rows):
    special = rows(
        """SELECT rolname FROM pg_roles WHERE rolname IN ('duan_app', 'duan_portal', 'duan_audit_ro')
              AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)"""
    )
    members = rows(
        """SELECT m.rolname, r.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member
             JOIN pg_roles r ON r.oid = a.roleid WHERE m.rolname IN ('duan_app', 'duan_portal')"""
    )

    assert special == []
    assert members == []


def test_the_definer_cannot_sign_in(rows):
    assert rows("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = 'duan_definer'") == [
        (False, False)
    ]


def test_the_application_owns_nothing(rows):
    owned = rows(
        """SELECT classid::regclass::text, objid FROM pg_shdepend
            WHERE refobjid = 'duan_app'::regrole AND deptype = 'o'"""
    )

    assert owned == []


def test_the_hospitals_portal_reads_no_table_yet(rows):
    readable = rows(
        """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('public', 'sec')
              AND (has_table_privilege('duan_portal', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
                   OR has_any_column_privilege('duan_portal', c.oid, 'SELECT'))"""
    )

    assert readable == []


FORBIDDEN = {
    "make a table": "CREATE TABLE mine (id int)",
    "make a schema": "CREATE SCHEMA mine",
    "make a function": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "change a table": "ALTER TABLE terminals_terminal DISABLE ROW LEVEL SECURITY",
    "drop a policy": "DROP POLICY terminals_terminal_is_seen ON terminals_terminal",
    "add a policy": "CREATE POLICY mine ON terminals_terminal USING (true)",
    "become the owner": "SET ROLE duan_owner",
    "become the definer": "SET ROLE duan_definer",
    "become somebody else": "SET SESSION AUTHORIZATION duan_owner",
    "empty a table": "TRUNCATE terminals_interaction",
    "read the key": "SELECT * FROM sec.key",
    "sign with the key": "SELECT sec.hmac('session', 'x')",
    "look up a token": "SELECT * FROM sec.session_of('x')",
    "grant itself the first right": (
        "SELECT sec.grant_first(gen_random_uuid(), gen_random_uuid(), 'administrator')"
    ),
    "read tokens' hashes": "SELECT token_hash FROM people_session",
    "write a session": "INSERT INTO people_session (id) VALUES (gen_random_uuid())",
    "prolong a session": "UPDATE people_session SET expires_at = now()",
    "change a role's actions": "UPDATE access_role SET actions = '{}'",
    "drop a grant": "DELETE FROM access_grant",
    "change the log": "UPDATE audit_entry SET actor_name = 'x'",
    "shorten the log": "DELETE FROM audit_entry",
    "change the log's subjects": "UPDATE audit_subject SET name = 'x'",
    "shorten the log's subjects": "DELETE FROM audit_subject",
    "empty the log": "TRUNCATE audit_entry, audit_subject",
    "rewrite the feed": "UPDATE kernel_feed SET body = '{}'",
    "drop an account": "DELETE FROM people_account",
    "change published attributes": "UPDATE terminals_attributeset SET schema = '{}'",
    "run a program": "COPY (SELECT 1) TO PROGRAM 'id'",
    "read a file": "COPY audit_entry FROM '/etc/passwd'",
    "read a server's file": "SELECT pg_read_file('postgresql.conf')",
    "read password hashes": "SELECT * FROM pg_authid",
    "switch off constraints": "SET session_replication_role = 'replica'",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_application_cannot(what, rows):
    make.as_(make.admin())

    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        rows(FORBIDDEN[what])

    assert sqlstate(refusal.value) == "42501"


def test_the_application_can_pass_no_right_on(rows):
    """PostgreSQL only warns here, so the effect is looked at."""
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON terminals_terminal TO duan_portal")

    assert rows("SELECT has_table_privilege('duan_portal', 'terminals_terminal', 'SELECT')") == [
        (False,)
    ]


def test_nothing_can_be_made_in_the_public_schema(rows):
    assert rows("SELECT has_schema_privilege('public', 'public', 'CREATE')") == [(False,)]


def is_refused() -> bool:
    """Read under the context as it is; True when PostgreSQL says that there is none.

    The table must hold a row: PostgreSQL asks for the reach only when there is something to judge.
    """
    told = ""
    try:
        with transaction.atomic():
            Grant.objects.count()
    except ProgrammingError as error:
        told = f"{sqlstate(error)} {error}"
    return told.startswith("42501 no security context in this transaction")


@pytest.mark.django_db
def test_without_a_context_reading_is_an_error_and_not_an_empty_answer():
    assert current_token() == ""
    assert is_refused()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\x01", "管理员"])
def test_a_made_up_token_is_refused(token):
    act_under(token)

    assert is_refused()


@pytest.mark.django_db
def test_an_ended_session_is_refused_at_once():
    actor = make.as_(make.nobody_special())
    assert not is_refused()

    end_sessions(actor.account_id, only=actor.session_id)

    assert is_refused()


@pytest.mark.django_db
def test_an_idle_session_is_refused():
    account = make.Account.objects.get(pk=make.nobody_special().account_id)
    _, token = open_session(
        Opening(
            account_id=account.pk,
            kind=SessionKind.BROWSER,
            expires_at=timezone.now() + timedelta(hours=1),
            idle_minutes=0,
        )
    )

    act_under(token)

    assert is_refused()


@pytest.mark.django_db
def test_a_disabled_accounts_sessions_are_refused():
    actor = make.nobody_special()

    disable_account(make.admin(), account_id=actor.account_id)

    make.as_(actor)
    assert is_refused()


def test_an_expired_session_is_refused(own_database):
    actor = make.session(make.Account.objects.get(login_name="admin"), lasts=timedelta(seconds=2))
    with acting(actor):
        assert not is_refused()

    time.sleep(2.1)

    with transaction.atomic():
        act_under(actor.token)
        assert is_refused()


def test_a_token_leaves_the_connection_with_its_transaction(own_database):
    actor = make.admin()
    with transaction.atomic():
        act_under(actor.token)
        assert not is_refused()

    assert current_token() == ""
    assert is_refused()


def test_a_token_leaves_with_a_rollback_and_with_a_savepoint(own_database):
    actor = make.admin()
    with transaction.atomic():
        with transaction.atomic():
            act_under(actor.token)
            transaction.set_rollback(True)
        assert is_refused()
        act_under(actor.token)
        assert not is_refused()
        transaction.set_rollback(True)

    assert is_refused()
