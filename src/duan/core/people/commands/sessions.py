from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from duan.core.kernel.actor import Actor
from duan.core.kernel.commands import WHOLE_COMPANY, Run, command
from duan.core.kernel.context import act_under
from duan.core.kernel.errors import NotFound
from duan.core.people import policies
from duan.core.people.commands.lockout import count_failure, forget_failures, is_locked
from duan.core.people.commands.proof import Opening, end_sessions, open_session
from duan.core.people.models import Account
from duan.core.people.types import (
    AUTOMATON,
    AccountKind,
    AccountStatus,
    Passed,
    SessionKind,
    Turned,
)

_NO_ACCOUNT = UUID(int=0)
_WRONG = (
    "登录名或密码不对，请检查后重试。连续输错 5 次的账号会锁定 15 分钟，期间密码正确也不能登录。"
)


@command("people.sign_in", sentence="登录：{outcome}")
def sign_in(
    run: Run, *, login_name: str, password: str, address: str = "", agent: str = ""
) -> Passed | Turned:
    """Check a password and open a browser session.

    Does the same work and says the same for a name that does not exist and for one that is locked,
    so that nobody learns which names exist. Returns rather than raises, because a failure must be
    counted and logged too.
    """
    run.asked_access = True  # nobody is known yet, so there is nothing to ask
    account = (
        Account.objects.select_for_update()
        .filter(login_name=login_name, kind=AccountKind.PERSON)
        .first()
    )
    decoy = _decoy()
    right = check_password(password, account.password if account else decoy)
    if account is None or account.status != AccountStatus.ACTIVE:
        run.tell(outcome="登录名不可用")
        run.touch("account", account.pk if account else _NO_ACCOUNT, scope_id=WHOLE_COMPANY)
        return Turned("wrong_login", _WRONG)
    run.touch("account", account.pk, scope_id=WHOLE_COMPANY, name=account.display_name)
    if is_locked(account, now=run.now):
        run.tell(outcome="账号锁定中")
        return Turned("wrong_login", _WRONG)
    if not right:
        count_failure(account, now=run.now)
        run.tell(outcome="密码不对")
        return Turned("wrong_login", _WRONG)
    return _let_in(run, account, address=address, agent=agent)


def _let_in(run: Run, account: Account, *, address: str, agent: str) -> Passed:
    forget_failures(account)
    session_id, token = open_session(
        Opening(
            account_id=account.pk,
            kind=SessionKind.BROWSER,
            expires_at=run.now + policies.BROWSER_SESSION_LASTS,
            idle_minutes=policies.BROWSER_IDLE_MINUTES,
            address=address,
            agent=agent,
        )
    )
    act_under(token)
    run.actor = Actor(account.pk, session_id, token, account.display_name)
    run.tell(outcome="成功")
    return Passed(account.pk, session_id, token, account.must_change_password)


@command("people.sign_out", sentence="退出登录")
def sign_out(run: Run) -> None:
    run.mine()
    run.touch("session", run.who.session_id, scope_id=WHOLE_COMPANY)
    run.at_last(partial(end_sessions, run.who.account_id, only=run.who.session_id))


@command("people.end_session", sentence="结束了自己的一个会话")
def end_session(run: Run, *, session_id: UUID) -> None:
    """End one of the actor's own sessions or tokens, not the one in use."""
    run.mine()
    if session_id == run.who.session_id or not end_sessions(run.who.account_id, only=session_id):
        raise NotFound
    run.touch("session", session_id, scope_id=WHOLE_COMPANY)


@command("people.end_other_sessions", sentence="结束了自己的其他 {count} 个会话")
def end_other_sessions(run: Run) -> int:
    run.mine()
    count = end_sessions(run.who.account_id, all_but=run.who.session_id)
    run.tell(count=count)
    run.touch("account", run.who.account_id, scope_id=WHOLE_COMPANY, name=run.who.name)
    return count


@command("people.issue_token", sentence="为服务账号「{login_name}」签发令牌「{name}」")
def issue_token(run: Run, *, account_id: UUID, name: str, expires_at: datetime) -> str:
    """Return a new token of a service account; it is shown this once and kept nowhere."""
    run.require("people.manage", scope_id=WHOLE_COMPANY)
    account = (
        Account.objects.filter(pk=account_id, kind=AccountKind.SERVICE, status=AccountStatus.ACTIVE)
        .exclude(login_name=AUTOMATON)
        .first()
    )
    if account is None:
        raise NotFound
    session_id, token = open_session(
        Opening(account_id=account_id, kind=SessionKind.TOKEN, expires_at=expires_at, name=name)
    )
    run.tell(login_name=account.login_name, name=name)
    run.touch("session", session_id, scope_id=WHOLE_COMPANY, name=name)
    return token


_decoy_hash: list[str] = []


def _decoy() -> str:
    """Return the hash of a password that nobody has, made once with today's parameters."""
    if not _decoy_hash:
        _decoy_hash.append(make_password("nobody has this"))
    return _decoy_hash[0]
