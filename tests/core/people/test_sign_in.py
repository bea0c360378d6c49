from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.utils import timezone

from duan.core.audit.models import Entry
from duan.core.kernel.actor import Actor, Nobody
from duan.core.kernel.errors import NotFound
from duan.core.kernel.ids import new_id
from duan.core.people import commands
from duan.core.people.commands import sessions
from duan.core.people.commands.accounts import LoginNameTaken, WeakPassword, WrongPassword
from duan.core.people.commands.proof import Opening, key_pads, open_session
from duan.core.people.models import Account
from duan.core.people.queries import enter, open_sessions
from duan.core.people.types import AccountKind, Passed, SessionKind, Turned
from tests import make
from tests.core.people.counting import CountingHasher

pytestmark = pytest.mark.django_db

RIGHT = make.PASSWORD
WRONG_LOGIN = Turned(
    "wrong_login",
    "登录名或密码不对，请检查后重试。连续输错 5 次的账号会锁定 15 分钟，期间密码正确也不能登录。",
)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def counting(settings):
    """Hash cheaply, and count it."""
    settings.PASSWORD_HASHERS = ["tests.core.people.counting.CountingHasher"]
    CountingHasher.worked.clear()


@pytest.fixture
def zhou():
    """An account called `zhou` with a good password."""
    return Account.objects.create(
        login_name="zhou",
        display_name="周敏",
        password=make_password(RIGHT),
        created_at=timezone.now(),
    )


def try_to(login_name: str = "zhou", password: str = RIGHT) -> Passed | Turned:
    return commands.sign_in(Nobody(), login_name=login_name, password=password)


def fail(times: int) -> None:
    for _ in range(times):
        assert try_to(password="wrong") == WRONG_LOGIN


def actor_of(passed: Passed | Turned) -> Actor:
    assert isinstance(passed, Passed)
    return make.as_(Actor(passed.account_id, passed.session_id, passed.token))


def test_the_right_password_opens_a_session(zhou):
    passed = try_to()

    assert isinstance(passed, Passed)
    assert (passed.account_id, passed.must_change_password) == (zhou.pk, False)
    assert enter(passed.token) == (Actor(zhou.pk, passed.session_id, passed.token, "周敏"), False)


def test_a_new_account_is_told_to_change_its_password():
    commands.add_account(make.admin(), login_name="new", display_name="新人", password=RIGHT)

    passed = try_to("new")

    assert isinstance(passed, Passed)
    assert passed.must_change_password is True


@pytest.mark.parametrize(
    ("login_name", "password"),
    [("zhou", "wrong"), ("zhou", ""), ("nobody", RIGHT), ("", RIGHT), ("ZHOU", RIGHT)],
)
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(zhou, login_name, password):
    assert try_to(login_name, password) == WRONG_LOGIN


@pytest.mark.parametrize("already_warm", [True, False])
@pytest.mark.parametrize("case", ["right", "wrong", "unknown", "locked", "disabled", "service"])
def test_every_answer_costs_the_same_hash_work(zhou, case, already_warm, monkeypatch):
    """Counted, not timed: otherwise the time of an answer would tell which names exist."""
    names = {"unknown": "nobody", "service": "wms"}
    if case == "service":
        commands.add_service(make.admin(), login_name="wms", display_name="仓库系统")
    if case == "locked":
        fail(5)
    if case == "disabled":
        commands.disable_account(make.admin(), account_id=zhou.pk)
    monkeypatch.setattr(sessions, "_decoy_hash", [make_password("x")] if already_warm else [])
    CountingHasher.worked.clear()

    try_to(names.get(case, "zhou"), "wrong" if case == "wrong" else RIGHT)

    first_ever = [] if already_warm else ["encode"]
    assert CountingHasher.worked == [*first_ever, "verify"]


def test_the_fifth_failure_locks_even_the_right_password_out(zhou):
    fail(4)
    assert isinstance(try_to(), Passed)

    fail(5)

    assert try_to() == WRONG_LOGIN


def test_a_success_forgets_the_failures_before_it(zhou):
    fail(4)
    try_to()

    zhou.refresh_from_db()

    assert (zhou.failures, zhou.locked_until) == (0, None)


@pytest.mark.parametrize(
    ("later", "opens"),
    [
        (timedelta(minutes=14, seconds=59), False),
        (timedelta(minutes=15), True),
        (timedelta(days=1), True),
    ],
)
def test_the_lock_lasts_fifteen_minutes(zhou, later, opens):
    begin = timezone.now()
    with time_machine.travel(begin, tick=False):
        fail(5)

    with time_machine.travel(begin + later, tick=False):
        assert isinstance(try_to(), Passed) is opens


def test_trying_again_while_locked_does_not_prolong_the_lock(zhou):
    begin = timezone.now()
    with time_machine.travel(begin, tick=False):
        fail(5)
    with time_machine.travel(begin + timedelta(minutes=14), tick=False):
        fail(5)

    with time_machine.travel(begin + timedelta(minutes=15), tick=False):
        assert isinstance(try_to(), Passed)


def test_a_disabled_account_is_answered_like_an_unknown_one(zhou):
    commands.disable_account(make.admin(), account_id=zhou.pk)

    assert try_to() == WRONG_LOGIN


def test_disabling_ends_every_session_at_once(zhou):
    passed = try_to()
    assert isinstance(passed, Passed)

    commands.disable_account(make.admin(), account_id=zhou.pk)

    assert enter(passed.token) is None


def test_a_service_account_has_no_password_to_sign_in_with():
    commands.add_service(make.admin(), login_name="wms", display_name="仓库系统")

    assert try_to("wms", "") == WRONG_LOGIN
    with pytest.raises(IntegrityError, match="service_account_has_no_password"):
        Account.objects.create(
            kind=AccountKind.SERVICE, login_name="x", password="y", created_at=timezone.now()
        )


@pytest.mark.parametrize(
    ("login_name", "password", "outcome"),
    [("zhou", RIGHT, "成功"), ("zhou", "wrong", "密码不对"), ("nobody", "x", "登录名不可用")],
)
def test_every_attempt_is_logged_with_its_outcome(zhou, login_name, password, outcome):
    written = []

    def note(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "audit_entry"'):
            written.append(params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        try_to(login_name, password)

    assert len(written) == 1
    assert "people.sign_in" in written[0]
    assert {"outcome": outcome} in [getattr(value, "obj", None) for value in written[0]]


def test_no_password_is_ever_logged(zhou):
    actor = actor_of(try_to())
    commands.change_password(actor, old=RIGHT, new="another-long-secret")

    texts = [str(values) for values in Entry.objects.values_list("details", "command")]

    assert [text for text in texts if RIGHT in text or "another-long-secret" in text] == []


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(zhou):
    elsewhere, here = try_to(), actor_of(try_to())
    assert isinstance(elsewhere, Passed)

    commands.change_password(here, old=RIGHT, new="another-long-secret")

    assert enter(elsewhere.token) is None
    assert enter(here.token) is not None
    assert try_to() == WRONG_LOGIN
    assert isinstance(try_to(password="another-long-secret"), Passed)


def test_changing_needs_the_present_password(zhou):
    here = actor_of(try_to())

    with pytest.raises(WrongPassword) as refusal:
        commands.change_password(here, old="wrong", new="another-long-secret")

    assert (refusal.value.code, str(refusal.value)) == (
        "wrong_password",
        "现在的密码不对，请重新输入。",
    )
    assert isinstance(try_to(), Passed)


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "密码至少 10 个字符，现在只有 5 个，请加长。"),
        ("x" * 129, "密码最多 128 个字符，请缩短。"),
        ("my-ZHOU-password", "密码里不能包含登录名，请换一个。"),
        ("password123", "这个密码太常见，容易被猜到，请换一个。"),
    ],
)
def test_a_weak_password_is_refused_and_says_why(zhou, password, message):
    with pytest.raises(WeakPassword) as changing:
        commands.change_password(actor_of(try_to()), old=RIGHT, new=password)
    with pytest.raises(WeakPassword) as adding:
        commands.add_account(
            make.admin(), login_name="zhou", display_name="周二", password=password
        )

    assert [str(changing.value), str(adding.value)] == [message, message]
    assert [place.field for place in changing.value.where] == ["new"]
    assert [place.field for place in adding.value.where] == ["password"]
    assert isinstance(try_to(), Passed)


def test_a_login_name_is_used_once(zhou):
    with pytest.raises(LoginNameTaken) as refusal:
        commands.add_service(make.admin(), login_name="zhou", display_name="程序")

    assert str(refusal.value) == "登录名「zhou」已被使用，请换一个。"


def test_ones_open_sessions_are_listed_with_the_one_in_use_first(zhou):
    there, here = actor_of(try_to()), actor_of(try_to())
    make.session(make.Account.objects.get(login_name="admin"))

    listed = open_sessions(make.as_(here))

    assert [(row["id"], row["current"]) for row in listed] == [
        (here.session_id, True),
        (there.session_id, False),
    ]


def test_one_other_session_can_be_ended_and_not_the_one_in_use(zhou):
    there, here = actor_of(try_to()), actor_of(try_to())

    commands.end_session(here, session_id=there.session_id)

    assert enter(there.token) is None
    for already_over_or_in_use in (there.session_id, here.session_id):
        with pytest.raises(NotFound):
            commands.end_session(here, session_id=already_over_or_in_use)


def test_all_other_sessions_can_be_ended_at_once(zhou):
    others = [actor_of(try_to()) for _ in range(2)]
    here = actor_of(try_to())

    assert commands.end_other_sessions(here) == 2

    assert [enter(other.token) for other in others] == [None, None]
    assert enter(here.token) is not None


def test_signing_out_ends_the_session_in_use(zhou):
    here = actor_of(try_to())

    commands.sign_out(here)

    assert enter(here.token) is None


def test_an_issued_token_acts_for_its_service_account():
    admin = make.admin()
    service = commands.add_service(admin, login_name="wms", display_name="仓库系统")
    token = commands.issue_token(
        admin, account_id=service, name="夜间同步", expires_at=timezone.now() + HOUR
    )

    entered = enter(token)

    assert entered is not None
    assert (entered[0].account_id, entered[0].name) == (service, "仓库系统")


@pytest.mark.parametrize("ends", [timedelta(0), timedelta(seconds=-1)])
def test_a_token_cannot_be_issued_that_is_over_already(ends):
    service = commands.add_service(make.admin(), login_name="wms", display_name="仓库系统")

    with pytest.raises(IntegrityError, match="session_ends_after_it_starts"):
        commands.issue_token(
            make.admin(),
            account_id=service,
            name="过期",
            expires_at=make.database_now() + ends,
        )


def test_tokens_are_for_programs_only(zhou):
    with pytest.raises(NotFound):
        commands.issue_token(
            make.admin(), account_id=zhou.pk, name="n", expires_at=timezone.now() + HOUR
        )


OPEN = "SELECT sec.open_session(%s, %s, 'BROWSER', '', %s, %s, NULL, '', '', %s)"


def test_a_session_cannot_be_opened_by_sql_alone(zhou):
    """An injected statement reaches the function, but not the key that signs."""
    values = [zhou.pk, new_id(), b"\0" * 32, timezone.now() + HOUR, b"\0" * 32]

    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        connection.cursor().execute(OPEN, values)

    assert refusal.value.__cause__.sqlstate == "42501"
    assert str(refusal.value).startswith("session without a valid proof")


@pytest.mark.parametrize("changed", ["account", "session", "token", "end", "nothing"])
def test_a_proof_is_good_for_one_account_session_token_and_end(zhou, changed):
    """What was signed for one session is offered again with one thing changed."""
    seen = []

    def listen(execute, sql, params, many, context):
        seen.append(params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen), transaction.atomic():
        open_session(
            Opening(account_id=zhou.pk, kind=SessionKind.BROWSER, expires_at=timezone.now() + HOUR)
        )
        transaction.set_rollback(True)
    account, session, _, _, digest, ends, *_, proof = next(p for p in seen if p and len(p) == 10)
    offered = {
        "account": [make.admin().account_id, session, digest, ends, proof],
        "session": [account, new_id(), digest, ends, proof],
        "token": [account, session, b"\1" * 32, ends, proof],
        "end": [account, session, digest, ends + HOUR, proof],
        "nothing": [account, session, digest, ends, proof],
    }[changed]

    refused = ""
    try:
        with transaction.atomic():
            connection.cursor().execute(OPEN, offered)
    except ProgrammingError as error:
        refused = error.__cause__.sqlstate

    assert refused == ("" if changed == "nothing" else "42501")


@pytest.mark.parametrize("key", [b"", b"k", b"k" * 64, b"k" * 65, b"k" * 200])
def test_the_stored_pads_make_the_hmac_of_the_key(key):
    """RFC 2104: the two pads are enough to sign, so the key itself stays out of the database."""
    inner, outer = key_pads(key)
    by_pads = hashlib.sha256(outer + hashlib.sha256(inner + b"message").digest()).digest()

    assert by_pads == hmac.digest(key, b"message", "sha256")
