"""Passwords and keys of one cluster: made once, kept in one file that only we can read."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from duan.edge.embedded import durable
from duan.edge.embedded.account import holder
from duan.edge.embedded.trouble import NotInitialised

FILE: Final = "secrets.json"
LOGIN_ROLES: Final = ("owner", "app", "portal", "audit_ro")


@dataclass(frozen=True, repr=False)
class Secrets:
    """Everything secret about a cluster. Passwords and keys are hexadecimal, keys 32 bytes."""

    superuser: str
    superuser_password: str
    owner_password: str
    app_password: str
    portal_password: str
    audit_ro_password: str
    session_key: str
    index_key: str
    django_key: str

    @classmethod
    def new(cls) -> Secrets:
        names = [field.name for field in fields(cls) if field.name != "superuser"]
        superuser = f"su_{secrets.token_hex(8)}"
        return cls(superuser=superuser, **{name: secrets.token_hex(32) for name in names})

    @classmethod
    def load(cls, data_dir: Path) -> Secrets:
        """Read the secrets of the cluster in `data_dir`; raises `NotInitialised`."""
        path = data_dir / FILE
        try:
            return cls(**json.loads(path.read_text("utf-8")))
        except FileNotFoundError:
            raise NotInitialised(
                f"{path} 不存在：数据库还没有创建。请先运行 duan db start。"
            ) from None
        except PermissionError:
            raise NotInitialised(
                f"没有权限读取 {path}。请用创建数据库的用户（或 root）运行。"
            ) from None
        except (ValueError, TypeError):
            raise NotInitialised(
                f"{path} 已损坏，读不出密码。请从备份恢复这个文件；数据本身没有受损。"
            ) from None

    def save(self, data_dir: Path) -> None:
        durable.write(data_dir / FILE, json.dumps(asdict(self), indent=1) + "\n", holder(data_dir))

    def login(self, role: str) -> tuple[str, str]:
        """(database user, password) of `owner`, `app`, `portal`, `audit_ro` or `superuser`."""
        if role == "superuser":
            return self.superuser, self.superuser_password
        if role not in LOGIN_ROLES:
            raise ValueError(f"没有名为 {role} 的数据库角色，可选：{'、'.join(LOGIN_ROLES)}")
        return f"duan_{role}", str(getattr(self, f"{role}_password"))
