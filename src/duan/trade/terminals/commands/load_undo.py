"""Taking a bulk load back, as long as nothing was built on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict
from duan.trade.terminals.commands.load_stage import IMPORT
from duan.trade.terminals.events import LoadUndone

_REASONS_TOLD = 5

_LIMITS = """
SET LOCAL statement_timeout = '30min';
SET LOCAL lock_timeout = '30min';
SET LOCAL idle_in_transaction_session_timeout = '30min';
"""
# What the load wrote, locked in the order of keys.
_LOCK = """
SELECT id FROM terminals_terminal WHERE import_id = %(import)s ORDER BY id FOR UPDATE
"""
_LOCK_OVER = """
SELECT t.id FROM terminals_terminal t
  JOIN terminals_loadedover o ON o.subject_id = t.id AND o.import_id = %(import)s
 ORDER BY t.id FOR UPDATE OF t
"""
# Everything that depends on the load by now: number, name, why.
_DEPENDS = """
SELECT t.terminal_no, t.name, 'CHANGED' FROM terminals_terminal t
 WHERE t.import_id = %(import)s AND t.version > 1
UNION ALL
SELECT p.terminal_no, p.name, 'CHILD' FROM terminals_terminal c
  JOIN terminals_terminal p ON p.id = c.parent_id AND p.import_id = %(import)s
 WHERE c.import_id IS DISTINCT FROM %(import)s
UNION ALL
SELECT t.terminal_no, t.name, 'MERGED' FROM terminals_terminal m
  JOIN terminals_terminal t ON t.id = m.merged_into_id AND t.import_id = %(import)s
 WHERE m.import_id IS DISTINCT FROM %(import)s
UNION ALL
SELECT t.terminal_no, t.name, 'CONTACT' FROM terminals_contact c
  JOIN terminals_terminal t ON t.id = c.terminal_id
 WHERE (t.import_id = %(import)s AND c.import_id IS DISTINCT FROM %(import)s)
    OR (c.import_id = %(import)s AND c.version > 1)
UNION ALL
SELECT t.terminal_no, t.name, 'MEETING' FROM terminals_interaction i
  JOIN terminals_terminal t ON t.id = i.terminal_id
 WHERE t.import_id = %(import)s
    OR EXISTS (SELECT 1 FROM terminals_contact c
                WHERE c.terminal_id = t.id AND c.import_id = %(import)s AND c.id = ANY (i.contact_ids))
UNION ALL
SELECT t.terminal_no, t.name, 'CHANGED' FROM terminals_loadedover o
  JOIN terminals_terminal t ON t.id = o.subject_id AND t.version <> o.version_after
 WHERE o.import_id = %(import)s AND o.subject = 'terminal'
UNION ALL
SELECT t.terminal_no, t.name, 'CONTACT' FROM terminals_loadedover o
  JOIN terminals_contact c ON c.id = o.subject_id AND c.version <> o.version_after
  JOIN terminals_terminal t ON t.id = c.terminal_id
 WHERE o.import_id = %(import)s AND o.subject = 'contact'
ORDER BY 1, 3
"""
_WHY = {
    "CHANGED": "已被修改",
    "CHILD": "下面新建了别的终端",
    "MERGED": "有别的终端并入",
    "CONTACT": "联系人已有变化",
    "MEETING": "已有拜访记录",
}
_FORGET = """
DROP TABLE IF EXISTS pg_temp.load_undone;
CREATE TEMPORARY TABLE load_undone (kind text, id uuid, scope_id integer, name text) ON COMMIT DROP
"""
_REMEMBER = """
INSERT INTO load_undone
SELECT 'terminal', id, scope_id, name FROM terminals_terminal WHERE import_id = %(import)s
UNION
SELECT 'terminal', t.id, t.scope_id, t.name
  FROM terminals_loadedover o JOIN terminals_terminal t ON t.id = o.subject_id
 WHERE o.import_id = %(import)s
UNION
SELECT 'terminal', t.id, t.scope_id, t.name
  FROM terminals_contact c JOIN terminals_terminal t ON t.id = c.terminal_id
 WHERE c.import_id = %(import)s
"""
_OUT_OF_REACH = "SELECT count(*) FROM load_undone WHERE NOT scope_id = ANY (%s)"
_DELETE_SECRETS = """
DELETE FROM terminals_contactsecret x USING terminals_contact c
 WHERE c.id = x.contact_id AND c.import_id = %(import)s
"""
_DELETE_CONTACTS = "DELETE FROM terminals_contact WHERE import_id = %(import)s"
_RESTORE_TERMINALS = """
UPDATE terminals_terminal t SET
  name = b.name, pinyin_key = b.pinyin_key, initials = b.initials, external_no = b.external_no,
  short_name = b.short_name, aliases = b.aliases, region_code = b.region_code, address = b.address,
  level = b.level, grade = b.grade, ownership = b.ownership, beds = b.beds, uscc = b.uscc,
  licence_no = b.licence_no, licence_expires_on = b.licence_expires_on, phones = b.phones,
  phone_note = b.phone_note, standard_codes = b.standard_codes, tags = b.tags,
  attributes = b.attributes, version = t.version + 1, updated_at = %(now)s
  FROM terminals_loadedover o, jsonb_populate_record(NULL::terminals_terminal, o.before) b
 WHERE o.import_id = %(import)s AND o.subject = 'terminal' AND t.id = o.subject_id
"""
_RESTORE_CONTACTS = """
UPDATE terminals_contact c SET position = b.position, phone_masked = b.phone_masked,
       version = c.version + 1
  FROM terminals_loadedover o, jsonb_populate_record(NULL::terminals_contact, o.before) b
 WHERE o.import_id = %(import)s AND o.subject = 'contact' AND c.id = o.subject_id
"""
_RESTORE_SECRETS = """
UPDATE terminals_contactsecret x SET phone_sealed = b.phone_sealed, phone_blind = b.phone_blind
  FROM terminals_loadedover o,
       jsonb_populate_record(NULL::terminals_contactsecret, o.before -> 'secret') b
 WHERE o.import_id = %(import)s AND o.subject = 'contact' AND x.contact_id = o.subject_id
"""
_DELETE_TERMINALS = "DELETE FROM terminals_terminal WHERE import_id = %(import)s"
_DELETE_KEPT = "DELETE FROM terminals_loadedover WHERE import_id = %(import)s"
_STEPS = (
    _DELETE_SECRETS,
    _DELETE_CONTACTS,
    _RESTORE_TERMINALS,
    _RESTORE_CONTACTS,
    _RESTORE_SECRETS,
    _DELETE_TERMINALS,
    _DELETE_KEPT,
)


class UndoRefused(Conflict):
    code = "undo_refused"


@command("terminals.undo_load", sentence="撤销批量导入，涉及 {count} 个终端")
def undo_load(run: Run, *, import_id: UUID) -> int:
    """Delete what a load added and restore what it changed; return how many terminals that were.

    Raises `UndoRefused` naming the first terminals that something depends on by now.
    """
    run.require(IMPORT)
    facts: dict[str, Any] = {"import": import_id, "now": run.now}
    with connection.cursor() as cursor:
        cursor.execute(_LIMITS)
        cursor.execute(_LOCK, facts)
        cursor.execute(_LOCK_OVER, facts)
        cursor.execute(_FORGET)
        cursor.execute(_REMEMBER, facts)
        count: int = cursor.rowcount
        _refuse_dependents(cursor, run, facts)
        for step in _STEPS:
            cursor.execute(step, facts)
    run.tell(count=count, import_id=str(import_id))
    run.touch_rows("SELECT kind, id, scope_id, name FROM load_undone", [])
    run.publish(LoadUndone(import_id=import_id, at=run.now))
    return count


def _refuse_dependents(cursor: CursorWrapper, run: Run, facts: dict[str, Any]) -> None:
    cursor.execute(_OUT_OF_REACH, [scopes_in_reach(run.who, IMPORT)])
    if cursor.fetchone()[0]:
        raise UndoRefused("导入的终端有的已移到您权限之外的辖区，不能撤销。请联系管理员。")
    cursor.execute(_DEPENDS, facts)
    found = list(dict.fromkeys(cursor.fetchall()))
    if not found:
        return
    told = "；".join(
        f"{number}「{name}」{_WHY[why]}" for number, name, why in found[:_REASONS_TOLD]
    )
    more = f"等共 {len(found)} 处" if len(found) > _REASONS_TOLD else ""
    raise UndoRefused(f"不能撤销：{told}{more}。请先处理这些终端，或逐个修改。")
