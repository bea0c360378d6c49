"""The worker's part: take the next waiting check or load and carry it out."""

from __future__ import annotations

import logging
import time

from django.db import connection, transaction

from duan.core.files.jobs import forget_orphans
from duan.core.kernel.errors import Refused
from duan.core.kernel.sealing import BrokenSeal, unseal
from duan.core.people.commands.proof import end_sessions
from duan.core.people.queries import enter
from duan.edge.exchange import files
from duan.edge.exchange.carrying import LeaseLost, carry_out_check, carry_out_load
from duan.edge.exchange.commands import TOKEN_PLACE
from duan.edge.exchange.leases import Claim, claim_next
from duan.edge.exchange.models import Job, Verb

log = logging.getLogger(__name__)

_MOST_ATTEMPTS = 3
_STOP = "SELECT sec.exchange_stop(%s, %s, %s)"
_TIDIES_EVERY = 3600.0
_AGAIN = "文件已删除，再次检查请重新上传。"
_NOBODY = "发起导入的会话已结束，任务没有执行。请重新发起。"
_TOO_OFTEN = "任务执行时进程多次中断，已停止。请联系管理员查看日志。"
_BROKEN = "执行时出现意外错误，没有导入任何内容。请重试；仍不行请联系管理员查看日志。"


def work_once() -> int:
    """Carry out one waiting job; return how many were."""
    claim = claim_next()
    if claim is None:
        return 0
    with claim:
        _carry_out(claim)
    return 1


class Tidying:
    """Deletes files that are no longer kept, at most once an hour however often it is asked."""

    def __init__(self) -> None:
        self._next = 0.0

    def tidy(self) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _TIDIES_EVERY
        dropped = files.drop_old()
        if dropped:
            log.info("%d uploaded files were kept long enough and are deleted", dropped)
        orphans = forget_orphans()
        if orphans:
            log.info("%d contents that no row names are deleted", orphans)


def _carry_out(claim: Claim) -> None:
    """Do it as the requester, or say on the import why it was not done."""
    if claim.attempts > _MOST_ATTEMPTS:
        _give_up(claim, _TOO_OFTEN)
        return
    try:
        with transaction.atomic():
            entered = enter(unseal(claim.token_sealed, place=f"{TOKEN_PLACE}:{claim.import_id}"))
        if entered is None:
            _give_up(claim, _NOBODY)
        elif claim.verb == Verb.CHECK:
            carry_out_check(entered[0], claim=claim)
        else:
            carry_out_load(entered[0], claim=claim)
    except BrokenSeal:
        _give_up(claim, _NOBODY)
    except LeaseLost:
        log.warning("import %s was taken over by another worker", claim.import_id)
    except Refused as refusal:
        _give_up(claim, str(refusal))
    except Exception:  # a job that fails must not stop the worker
        log.exception("import %s failed", claim.import_id)
        _give_up(claim, _BROKEN)


def _give_up(claim: Claim, message: str) -> None:
    """Note why on the import, end the lent session and drop the job, if it is still ours.

    The file of a check that failed goes too: nobody will read it again.
    """
    failed = None
    if claim.verb == Verb.CHECK:
        message = f"{message}{_AGAIN}"
    with transaction.atomic(), connection.cursor() as cursor:
        if Job.objects.filter(pk=claim.import_id, lease=claim.lease).delete()[0]:
            end_sessions(claim.account_id, only=claim.session_id)
            cursor.execute(_STOP, [claim.import_id, claim.verb, message[:1000]])
            failed = cursor.fetchone()[0]
    if failed is not None:
        files.drop(failed)
