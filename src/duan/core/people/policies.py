"""What a password must be, and how long sessions and lock-outs last."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128
FAILURES_UNTIL_LOCK = 5
LOCK_LASTS = timedelta(minutes=15)
BROWSER_SESSION_LASTS = timedelta(hours=12)
BROWSER_IDLE_MINUTES = 30


def weakness(password: str, *, login_name: str) -> str | None:
    """Return what is wrong with a new password, in a sentence, or None."""
    if len(password) < SHORTEST_PASSWORD:
        return f"密码至少 {SHORTEST_PASSWORD} 个字符，现在只有 {len(password)} 个，请加长。"
    if len(password) > LONGEST_PASSWORD:
        return f"密码最多 {LONGEST_PASSWORD} 个字符，请缩短。"
    if login_name.lower() in password.lower():
        return "密码里不能包含登录名，请换一个。"
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return "这个密码太常见，容易被猜到，请换一个。"
    return None
