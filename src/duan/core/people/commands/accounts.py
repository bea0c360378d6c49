from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from duan.core.kernel.actor import Actor
from duan.core.kernel.commands import WHOLE_COMPANY, Run, command
from duan.core.kernel.errors import Conflict, Invalid, NotFound, Place
from duan.core.people import policies
from duan.core.people.commands.lockout import count_failure, forget_failures, is_locked
from duan.core.people.commands.proof import end_sessions
from duan.core.people.models import Account
from duan.core.people.types import AUTOMATON, AccountKind, AccountStatus


class LoginNameTaken(Conflict):
    code = "login_name_taken"


class WeakPassword(Invalid):
    code = "weak_password"


class WrongPassword(Invalid):
    code = "wrong_password"


@command("people.add_account", sentence="新增账号「{login_name}」（{display_name}）")
def add_account(run: Run, *, login_name: str, display_name: str, password: str) -> UUID:
    """Let a person sign in; the password must be changed at the first sign-in.

    Raises `LoginNameTaken` or `WeakPassword`.
    """
    run.require("people.manage", scope_id=WHOLE_COMPANY)
    _refuse_weak(password, login_name=login_name, field="password")
    account = Account(
        login_name=login_name,
        display_name=display_name,
        password=make_password(password),
        must_change_password=True,
        created_at=run.now,
    )
    return _add(run, account)


@command("people.add_service", sentence="新增服务账号「{login_name}」（{display_name}）")
def add_service(run: Run, *, login_name: str, display_name: str) -> UUID:
    """Add an account for a program; it has no password, only tokens. Raises `LoginNameTaken`."""
    run.require("people.manage", scope_id=WHOLE_COMPANY)
    account = Account(
        kind=AccountKind.SERVICE,
        login_name=login_name,
        display_name=display_name,
        created_at=run.now,
    )
    return _add(run, account)


def change_password(actor: Actor, *, old: str, new: str) -> None:
    """Replace the actor's own password and end all other sessions.

    A wrong `old` counts as at sign-in, and a locked account is answered like a wrong one. The
    command returns rather than raises it, so that the count stands although this refuses; whoever
    calls this inside a transaction of his own must not let the refusal roll that back. Raises
    `WrongPassword` or `WeakPassword`.
    """
    if not _change_password(actor, old=old, new=new):
        raise WrongPassword(
            "现在的密码不对，请重新输入。", where=[Place("old", "与现在的密码不符")]
        )


@command("people.change_password", sentence="修改自己的登录密码：{outcome}")
def _change_password(run: Run, *, old: str, new: str) -> bool:
    """Return whether the old password was right and the account not locked."""
    run.mine()
    account = Account.objects.select_for_update().get(pk=run.who.account_id)
    run.touch("account", account.pk, scope_id=WHOLE_COMPANY, name=account.display_name)
    right = check_password(old, account.password)
    if is_locked(account, now=run.now):
        run.tell(outcome="账号锁定中")
        return False
    if not right:
        count_failure(account, now=run.now)
        run.tell(outcome="密码不对")
        return False
    _refuse_weak(new, login_name=account.login_name, field="new")
    forget_failures(account)
    account.password = make_password(new)
    account.must_change_password = False
    account.password_changed_at = run.now
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    end_sessions(account.pk, all_but=run.who.session_id)
    run.tell(outcome="成功")
    return True


@command("people.disable_account", sentence="停用账号「{login_name}」")
def disable_account(run: Run, *, account_id: UUID) -> None:
    """Close the door: no sign-in, and every session and token ends at once."""
    run.require("people.manage", scope_id=WHOLE_COMPANY)
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None or account.pk == run.who.account_id or account.login_name == AUTOMATON:
        raise NotFound
    account.status = AccountStatus.DISABLED
    account.save(update_fields=["status"])
    end_sessions(account.pk)
    run.tell(login_name=account.login_name)
    run.touch("account", account.pk, scope_id=WHOLE_COMPANY, name=account.display_name)


def _add(run: Run, account: Account) -> UUID:
    if Account.objects.filter(login_name=account.login_name).exists():
        raise LoginNameTaken(f"登录名「{account.login_name}」已被使用，请换一个。")
    account.save(force_insert=True)
    run.tell(login_name=account.login_name, display_name=account.display_name)
    run.touch("account", account.pk, scope_id=WHOLE_COMPANY, name=account.display_name)
    return account.pk


def _refuse_weak(password: str, *, login_name: str, field: str) -> None:
    if problem := policies.weakness(password, login_name=login_name):
        raise WeakPassword(problem, where=[Place(field, problem)])
