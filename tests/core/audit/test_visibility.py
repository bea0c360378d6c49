"""Who may read what the log says of accounts, sign-ins and exports, which belong to no region."""

from __future__ import annotations

import os

import psycopg
import pytest

from duan.core.audit.models import Entry
from duan.core.audit.queries import history_of
from duan.core.kernel.actor import Nobody
from duan.core.people import commands as people
from tests import make


def sentences_about(subject, *, seen_by):
    make.as_(seen_by)
    page = history_of(seen_by, [subject], cursor="", limit=50)
    return [item["happening"].sentence for item in page.items]


@pytest.mark.django_db
def test_who_answers_for_the_whole_company_sees_what_happened_to_an_account():
    other = make.somebody("administrator", on=make.ROOT)
    account = people.add_account(
        make.admin(), login_name="li.lei", display_name="李雷", password="long-enough-42"
    )

    people.disable_account(make.admin(), account_id=account)

    assert sentences_about(account, seen_by=other) == [
        "停用账号「li.lei」",
        "新增账号「li.lei」（李雷）",
    ]


@pytest.mark.django_db
def test_an_administrator_of_one_region_sees_none_of_it():
    regional = make.somebody("administrator", on=make.scope("华东"))
    account = people.add_service(make.admin(), login_name="wms", display_name="仓库")

    assert sentences_about(account, seen_by=regional) == []


@pytest.mark.django_db
def test_a_failed_sign_in_of_nobody_known_is_seen_by_the_whole_companys_administrator():
    people.sign_in(Nobody(), login_name="nobody", password="x")

    make.as_(make.admin())
    entry = Entry.objects.get(command="people.sign_in")

    assert (entry.actor_id, entry.details) == (None, {"outcome": "登录名不可用"})


def test_the_auditor_reads_an_export_in_his_own_role(own_database, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    seller = make.somebody("sales", on=make.scope("华东"), name="周敏")
    answer = make.client(seller).get("/api/terminals/export", {"format": "csv"})
    b"".join(answer.streaming_content)

    with as_auditor(own_database) as auditor:
        found = auditor.execute(
            """SELECT e.actor_name, s.kind, s.name, s.scope_id, e.details ->> 'count'
                 FROM audit_entry e JOIN audit_subject s ON s.entry_id = e.id
                WHERE e.command = 'exchange.export_terminals'"""
        ).fetchall()

    assert found == [("周敏", "export", "终端列表", 1, "0")]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_entry",
        "UPDATE audit_subject SET name = 'x'",
        "SELECT * FROM people_account",
        "SELECT * FROM terminals_terminal",
    ],
)
def test_the_auditor_can_do_nothing_else(statement, own_database):
    with as_auditor(own_database) as auditor:
        auditor.execute("SET default_transaction_read_only = off")
        auditor.commit()

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            auditor.execute(statement)


def as_auditor(database):
    return psycopg.connect(
        host=os.environ["DUAN_DB_HOST"],
        port=os.environ["DUAN_DB_PORT"],
        dbname=database,
        user="duan_audit_ro",
        password=os.environ["DUAN_DB_PASSWORD_AUDIT_RO"],
    )
