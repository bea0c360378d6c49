"""Is a database fit for Duan? The same questions for the embedded one and for any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import psycopg

MINIMUM: Final = 150000
"""PostgreSQL 15, as `server_version` counts."""


class Attributes(NamedTuple):
    login: bool
    bypasses_row_security: bool


ROLES: Final[Mapping[str, Attributes]] = {
    "duan_owner": Attributes(login=True, bypasses_row_security=False),
    "duan_app": Attributes(login=True, bypasses_row_security=False),
    "duan_portal": Attributes(login=True, bypasses_row_security=False),
    "duan_audit_ro": Attributes(login=True, bypasses_row_security=False),
    "duan_definer": Attributes(login=False, bypasses_row_security=True),
}
_POWERLESS: Final = ("duan_app", "duan_portal", "duan_audit_ro")
_HAND_OVER: Final = ("duan_owner", "duan_definer")

_ROLES: Final = """
SELECT rolname, rolcanlogin, rolbypassrls,
       rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication AS powerful
FROM pg_catalog.pg_roles WHERE rolname = ANY (%s)
"""
_MEMBERS: Final = """
SELECT member::regrole::text AS member, roleid::regrole::text AS role
FROM pg_catalog.pg_auth_members WHERE member::regrole::text = ANY (%s)
"""
_OWNED: Final = """
SELECT owner::regrole::text AS owner, count(*) AS many FROM (
  SELECT relowner FROM pg_catalog.pg_class WHERE relpersistence <> 't'
  UNION ALL SELECT proowner FROM pg_catalog.pg_proc
  UNION ALL SELECT nspowner FROM pg_catalog.pg_namespace
  UNION ALL SELECT datdba FROM pg_catalog.pg_database
) AS things (owner) WHERE owner::regrole::text = ANY (%s) GROUP BY owner ORDER BY 1
"""
_MAY_CREATE: Final = """
SELECT name, nspname FROM unnest(%s::text[]) AS name, pg_catalog.pg_namespace
WHERE EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name)
  AND nspname !~ '^pg_(toast_)?temp_'
  AND has_schema_privilege(name, pg_namespace.oid, 'CREATE') ORDER BY 1, 2
"""
_DATABASE_OWNER: Final = """
SELECT datdba::regrole::text FROM pg_catalog.pg_database WHERE datname = current_database()
"""


@dataclass(frozen=True)
class Inspection:
    """`version` as people write it, e.g. "18.4"; `problems` are sentences, empty when all is well."""

    version: str
    problems: list[str]


def inspect(connection: psycopg.Connection, *, role: str = "duan_app") -> Inspection:
    """Look at the database behind `connection`, which should be that of `role`."""
    number = connection.info.server_version
    version = f"{number // 10000}.{number % 10000}"
    if number < MINIMUM:
        return Inspection(version, [f"PostgreSQL {version} 太旧，端需要 15 以上。请升级数据库。"])
    problems = [*_who(connection, role), *_attributes(connection), *_privileges(connection)]
    if problems:
        problems.append(
            "请由数据库管理员执行一次：duan db roles | psql -d postgres（可重复执行）。"
        )
    return Inspection(version, problems)


def _who(connection: psycopg.Connection, role: str) -> Iterator[str]:
    if connection.info.user != role:
        yield f"连接使用的是角色 {connection.info.user}，应当是 {role}。请修改连接地址。"
    owner = connection.execute(_DATABASE_OWNER).fetchone()
    if owner != ("duan_owner",):
        yield f"数据库 {connection.info.dbname} 的所有者是 {owner and owner[0]}，应当是 duan_owner。"


def _attributes(connection: psycopg.Connection) -> Iterator[str]:
    rows = connection.execute(_ROLES, [list(ROLES)])
    found = {name: (login, bypasses, powerful) for name, login, bypasses, powerful in rows}
    for name, wanted in ROLES.items():
        if name not in found:
            yield f"缺少数据库角色 {name}。"
            continue
        login, bypasses, powerful = found[name]
        if powerful:
            yield f"角色 {name} 拥有超级用户、建库、建角色或复制的权力，不应当有。"
        if login != wanted.login:
            yield f"角色 {name} {_should(wanted.login)}能登录。"
        if bypasses != wanted.bypasses_row_security:
            yield f"角色 {name} {_should(wanted.bypasses_row_security)}绕过行级权限（BYPASSRLS）。"


def _should(wanted: bool) -> str:
    return "应当" if wanted else "不应当"


def _privileges(connection: psycopg.Connection) -> Iterator[str]:
    members = set(connection.execute(_MEMBERS, [list(ROLES)]).fetchall())
    for member, role in sorted(members - {_HAND_OVER}):
        yield f"角色 {member} 是 {role} 的成员，不应当是。"
    if _HAND_OVER not in members:
        yield "角色 duan_owner 应当是 duan_definer 的成员，否则升级时无法移交函数。"
    for owner, many in connection.execute(_OWNED, [list(_POWERLESS)]):
        yield f"角色 {owner} 拥有 {many} 个数据库对象，应当一个也没有。"
    for name, schema in connection.execute(_MAY_CREATE, [list(_POWERLESS)]):
        yield f"角色 {name} 能在模式 {schema} 里建表，不应当能。"
