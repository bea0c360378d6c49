"""A million terminals of a company that works in the whole country, written set by set.

Everything is drawn with one seed, so two machines measure the same world.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bench import names
from duan.lib import cn

SEED = 20260101
_INSTITUTIONS_IN_A_MILLION = 40_000

_STAGING = """
CREATE TEMP TABLE institution (n integer PRIMARY KEY, name text, kind text, level text,
  region text, scope_code text, alias text, pinyin text, initials text);
CREATE TEMP TABLE unit (n integer PRIMARY KEY, name text, kind text, pinyin text, initials text);
"""
_ID = """
CREATE FUNCTION pg_temp.id_of(n integer, k integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(1700000000000 + n * 10), 12, '0') || '7' || lpad(to_hex(k), 3, '0') || '8'
          || substr(md5(n || '/' || k), 1, 15))::uuid
$$;
CREATE FUNCTION pg_temp.dice(n integer, k integer, salt text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT ('x' || substr(md5(salt || n || '/' || k), 1, 7))::bit(28)::integer
$$;
"""
_COLUMNS = """
INSERT INTO terminals_terminal (id, scope_id, terminal_no, kind, parent_id, root_id, name, short_name,
  aliases, pinyin_key, initials, status, region_code, address, level, grade, ownership, beds, uscc,
  licence_no, phones, phone_note, standard_codes, tags, attributes, version, created_at, updated_at)
"""
_STATUS = """(ARRAY['PROSPECT','PROSPECT','PROSPECT','PROSPECT','ACTIVE','ACTIVE','ACTIVE','ACTIVE',
  'DORMANT','CLOSED'])[1 + pg_temp.dice({n}, {k}, 'status') % 10]"""
_WHEN = "timestamptz '2024-01-01' + pg_temp.dice({n}, {k}, 'when') % 60000000 * interval '1 second'"

_TOPS = f"""{_COLUMNS}
SELECT pg_temp.id_of(i.n, 0), s.id, 'T' || lpad(i.n::text, 7, '0'), i.kind, NULL, pg_temp.id_of(i.n, 0),
  i.name, '', CASE WHEN i.alias = '' THEN '{{}}' ELSE ARRAY[i.alias] END, i.pinyin, i.initials,
  {_STATUS.format(n="i.n", k="0")}, i.region,
  left(i.name, 4) || '健康路' || i.n % 300 || '号', i.level,
  CASE WHEN i.level = '3' THEN 'A' ELSE 'NONE' END, 'PUBLIC', pg_temp.dice(i.n, 0, 'beds') % 2000, '', '',
  ARRAY['0' || 100 + i.n % 899 || '-' || lpad((pg_temp.dice(i.n, 0, 'tel') % 90000000 + 10000000)::text, 8, '0')],
  '', '{{}}', CASE WHEN i.n % 20 = 0 THEN ARRAY['重点'] ELSE '{{}}' END, '{{}}', 1, now(),
  {_WHEN.format(n="i.n", k="0")}
FROM institution i JOIN access_scope s ON s.region_code = i.scope_code
"""
# Every fourth unit stands under the one before it, as a ward does under its department.
_UNITS = f"""{_COLUMNS}
SELECT pg_temp.id_of(i.n, k), s.id, 'T' || lpad((%(tops)s + (i.n - 1) * %(each)s + k)::text, 7, '0'),
  u.kind, pg_temp.id_of(i.n, CASE WHEN k %% 4 = 0 THEN k - 1 ELSE 0 END), pg_temp.id_of(i.n, 0), u.name, '',
  '{{}}', u.pinyin, u.initials, {_STATUS.format(n="i.n", k="k").replace("%", "%%")}, i.region, '', '9', 'NONE', 'OTHER',
  CASE WHEN u.kind = 'WARD' THEN 40 END, '', '', '{{}}', '', '{{}}',
  CASE WHEN pg_temp.dice(i.n, k, 'tag') %% 50 = 0 THEN ARRAY['重点'] ELSE '{{}}' END, '{{}}', 1, now(),
  {_WHEN.format(n="i.n", k="k").replace("%", "%%")}
FROM institution i JOIN access_scope s ON s.region_code = i.scope_code
CROSS JOIN generate_series(1, %(each)s) AS k
JOIN unit u ON u.n = pg_temp.dice(i.n, k, 'unit') %% %(units)s
"""
_INDEXES = """
SELECT (SELECT relname FROM pg_class WHERE oid = i.indexrelid), pg_get_indexdef(i.indexrelid)
  FROM pg_index i WHERE i.indrelid = 'terminals_terminal'::regclass
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


def is_there(db: psycopg.Connection[Any]) -> bool:
    """Whether the database was filled completely, by these migrations and this very world."""
    if db.execute("SELECT to_regclass('public.bench_world')").fetchone() == (None,):
        return False
    return db.execute("SELECT mark FROM bench_world").fetchall() == [(_mark(),)]


def _mark() -> str:
    """Return a digest of all that shapes the tables or the rows."""
    here = Path(__file__).parent
    files = [
        *sorted(here.parent.glob("src/duan/**/migrations/0*.py")),
        here / "world.py",
        here / "names.py",
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def fill(db: psycopg.Connection[Any], size: int) -> None:
    """Write the world as a superuser; tells how long each part took."""
    tops = max(20, size * _INSTITUTIONS_IN_A_MILLION // 1_000_000)
    each = max(1, size // tops - 1)
    db.execute("SET session_replication_role = replica")
    db.execute("SET maintenance_work_mem = '512MB'")
    db.execute(_STAGING + _ID)
    _scopes(db)
    with db.cursor() as cursor:
        _copy_institutions(cursor, tops)
        count = _copy_units(cursor)
        indexes = cursor.execute(_INDEXES).fetchall()
        for name, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        _told("医院", cursor, _TOPS, None)
        _told("科室", cursor, _UNITS, {"tops": tops, "each": each, "units": count})
        for name, definition in indexes:
            _told(f"索引 {name}", cursor, definition, None)
    db.execute("SET session_replication_role = origin")
    _told("VACUUM ANALYZE", db.cursor(), "VACUUM ANALYZE", None)
    db.execute("CREATE TABLE bench_world AS SELECT %s::text AS mark", [_mark()])


def _told(what: str, cursor: psycopg.Cursor[Any], text: str, values: dict[str, int] | None) -> None:
    began = time.monotonic()
    cursor.execute(text, values)
    print(f"  {what}: {time.monotonic() - began:.1f} s", flush=True)


def _scopes(db: psycopg.Connection[Any]) -> None:
    rows, numbers = [], itertools.count(2)
    for province in cn.child_regions():
        top = next(numbers)
        rows.append((top, 1, f"1/{top}/", province.name, province.code))
        for city in cn.child_regions(province.code):
            if not city.grouping:
                below = next(numbers)
                rows.append((below, top, f"1/{top}/{below}/", city.name, city.code))
    with db.cursor().copy(
        "COPY access_scope (id, parent_id, path, name, region_code) FROM STDIN"
    ) as copy:
        for row in rows:
            copy.write_row(row)


def _copy_institutions(cursor: psycopg.Cursor[Any], tops: int) -> None:
    found = names.institutions(random.Random(SEED))  # noqa: S311 - a fixed world, no secret
    kept = (
        list(itertools.islice(found, max(tops, 22_000)))[-tops:]
        if tops < 22_000
        else list(itertools.islice(found, tops))
    )
    with cursor.copy("COPY institution FROM STDIN") as copy:
        for n, i in enumerate(kept, start=1):
            copy.write_row(
                (n, i.name, i.kind, i.level, i.region_code, i.scope_code, i.alias,
                 cn.pinyin_key(i.name), cn.initials(i.name))
            )  # fmt: skip


def _copy_units(cursor: psycopg.Cursor[Any]) -> int:
    n = 0
    with cursor.copy("COPY unit FROM STDIN") as copy:
        for unit in names.units():
            row = (unit.name, unit.kind, cn.pinyin_key(unit.name), cn.initials(unit.name))
            for _ in range(unit.weight):
                copy.write_row((n, *row))
                n += 1
    return n
