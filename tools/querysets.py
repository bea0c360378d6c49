"""Queries say what they ask.

* no `**` into `filter`, `exclude`, `get`, `annotate`, `order_by`, `values`, …: whoever builds the
  dictionary decides what is read, past every review (and, from a request, past every permission);
* no `.raw(` and no `.extra(`; no SQL text put together by f-string, `%`, `+` or `format` in
  `execute`, `executemany`, `copy`, `RawSQL`: compose it with `psycopg.sql`.

An exception says why on its line: `# sql: names come from the model, never from outside`.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from findings import ROOT, Finding, comments, is_a_reason, name_of, python_files, report

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_STARS = frozenset(
    [
        "filter",
        "exclude",
        "get",
        "annotate",
        "alias",
        "aggregate",
        "order_by",
        "values",
        "values_list",
        "extra",
        "get_or_create",
        "update_or_create",
        "Q",
    ]
)
NEVER = frozenset({"raw", "extra"})
TAKES_SQL = frozenset({"execute", "executemany", "copy", "RawSQL"})
EXCUSE = re.compile(r"#\s*sql:(?P<reason>[^#]*)")


def findings_in(path: str, text: str) -> list[Finding]:
    tree = ast.parse(text)
    said = comments(text)
    excused = {
        line for line, c in said.items() if (m := EXCUSE.search(c)) and is_a_reason(m["reason"])
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            lines = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
            if not lines & excused:
                found += [Finding(path, node.lineno, "query", m) for m in _complaints(node)]
    return found


def _complaints(call: ast.Call) -> Iterator[str]:
    name = name_of(call.func)
    is_method = isinstance(call.func, ast.Attribute)
    if (
        (is_method or name == "Q")
        and name in NO_STARS
        and any(k.arg is None for k in call.keywords)
    ):
        yield f"`**` into `{name}`: write the conditions out"
    if is_method and name in NEVER:
        yield f"`.{name}(` is not used here: a query set, or `psycopg.sql` on a cursor"
    if name in TAKES_SQL and call.args and _is_glued(call.args[0]):
        yield f"text glued together for `{name}`: compose it with `psycopg.sql`"


def _is_glued(sql: ast.expr) -> bool:
    """True for `f"…{x}…"`, `"…" % x`, `"…" + x` and `"…".format(x)`; not for plain literals."""
    if isinstance(sql, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in sql.values)
    if isinstance(sql, ast.BinOp):
        return isinstance(sql.op, ast.Mod | ast.Add) and (_is_text(sql.left) or _is_text(sql.right))
    if isinstance(sql, ast.Call) and isinstance(sql.func, ast.Attribute):
        return sql.func.attr == "format" and _is_text(sql.func.value)
    return False


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def main(root: Path = ROOT) -> int:
    return report(
        finding
        for path, text in python_files("src", "tools", "bench", root=root)
        for finding in findings_in(path, text)
    )


if __name__ == "__main__":
    sys.exit(main())
