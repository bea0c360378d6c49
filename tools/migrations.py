"""Migrations of ours, read without running them.

* one line of migrations per app: one first, one last, no forks;
* a table with a scope is put under forced row security in the same migration or the one after it:
  by `protect("table", …)`, or by SQL of its own (`ALTER TABLE table FORCE ROW LEVEL SECURITY`);
* `RunPython` and `RunSQL` can be undone (`RunPython.noop` is an answer);
* `AlterField` rewrites or locks a table: `# alter: <reason>` says why it may.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from findings import ROOT, Finding, comments, is_a_reason, name_of, project_files, report

if TYPE_CHECKING:
    from collections.abc import Iterable

EXCUSE = re.compile(r"#\s*alter:(?P<reason>[^#]*)")
FORCED = re.compile(r'ALTER TABLE (?:\w+\.)?"?(\w+)"? FORCE ROW LEVEL SECURITY', re.IGNORECASE)
SCOPES = frozenset({"scope", "scope_id"})
PAIR = 2


@dataclass(frozen=True)
class Migration:
    """What one migration file says of itself; tables by their names in the database."""

    path: str
    app: str
    name: str
    parents: tuple[str, ...]
    scoped: dict[str, int]  # table -> the line that gives it a scope
    protected: frozenset[str]


def read(path: str, text: str) -> Migration:
    """Read one file `…/<app>/migrations/<name>.py`."""
    app = Path(path).parent.parent.name
    tree = ast.parse(text)
    operations = _operations(tree)
    scoped = {table: call.lineno for call in operations if (table := _scoped_table(app, call))}
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    forced = [name for said in texts if isinstance(said, str) for name in FORCED.findall(said)]
    called = [_first_text(call) for call in operations if name_of(call.func) == "protect"]
    protected = frozenset([*forced, *called])
    return Migration(path, app, Path(path).stem, _parents(app, tree), scoped, protected)


def operation_findings(path: str, text: str) -> list[Finding]:
    """Findings that one file shows by itself."""
    operations = _operations(ast.parse(text))
    found = [
        Finding(path, call.lineno, "migration", m) for call in operations if (m := _undo(call))
    ]
    said = comments(text)
    for call in operations:
        if name_of(call.func) == "AlterField" and not _excused(call, said):
            message = (
                "`AlterField` locks or rewrites its table: say why it may, `# alter: <reason>`"
            )
            found.append(Finding(path, call.lineno, "migration", message))
    return found


def line_findings(migrations: Iterable[Migration]) -> list[Finding]:
    """Findings about the line that an app's migrations form together."""
    by_app: defaultdict[str, list[Migration]] = defaultdict(list)
    for migration in migrations:
        by_app[migration.app].append(migration)
    found = []
    for group in by_app.values():
        children: defaultdict[tuple[str, ...], list[Migration]] = defaultdict(list)
        for one in group:
            children[one.parents].append(one)
        for one in group:
            found += _fork_findings(one, children[one.parents])
            found += _open_tables(one, children[(one.name,)])
    return found


def _fork_findings(one: Migration, siblings: list[Migration]) -> list[Finding]:
    found = []
    if len(one.parents) > 1:
        found.append(Finding(one.path, 1, "migration", "joins two lines: rebase instead"))
    if len(siblings) > 1:
        names = ", ".join(sorted(sibling.name for sibling in siblings))
        message = f"forks the line: {names} follow the same migration"
        found.append(Finding(one.path, 1, "migration", message))
    return found


def _open_tables(one: Migration, following: list[Migration]) -> list[Finding]:
    protected = one.protected.union(*(after.protected for after in following))
    return [
        Finding(one.path, line, "migration", f"`{table}` has a scope and no row security after it")
        for table, line in one.scoped.items()
        if table not in protected
    ]


def _parents(app: str, tree: ast.Module) -> tuple[str, ...]:
    values = [n.value for n in ast.walk(tree) if _assigns(n, "dependencies")]
    pairs = [p for v in values for p in ast.walk(v) if isinstance(p, ast.Tuple)]
    named = [tuple(getattr(e, "value", None) for e in p.elts) for p in pairs if len(p.elts) == PAIR]
    return tuple(str(name) for other, name in named if other == app)


def _assigns(node: ast.AST, name: str) -> TypeGuard[ast.Assign]:
    return isinstance(node, ast.Assign) and name_of(node.targets[0]) == name


def _operations(tree: ast.Module) -> list[ast.Call]:
    lists = [n.value for n in ast.walk(tree) if _assigns(n, "operations")]
    elements = [e for one in lists if isinstance(one, ast.List) for e in one.elts]
    return [call for element in elements for call in _calls(element)]


def _calls(node: ast.expr) -> list[ast.Call]:
    """The operation itself, or those inside `SeparateDatabaseAndState`."""
    if isinstance(node, ast.Starred):
        return _calls(node.value)
    if not isinstance(node, ast.Call):
        return []
    if name_of(node.func) != "SeparateDatabaseAndState":
        return [node]
    inner = [keyword.value for keyword in node.keywords] + node.args
    lists = [one for one in inner if isinstance(one, ast.List)]
    return [call for one in lists for element in one.elts for call in _calls(element)]


def _undo(call: ast.Call) -> str:
    name = name_of(call.func)
    reverse = {"RunPython": "reverse_code", "RunSQL": "reverse_sql"}.get(name)
    if reverse is None or len(call.args) > 1 or any(k.arg == reverse for k in call.keywords):
        return ""
    return f"`{name}` cannot be undone: give `{reverse}`"


def _excused(call: ast.Call, said: dict[int, str]) -> bool:
    lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
    matches = [match for line in lines if (match := EXCUSE.search(said.get(line, "")))]
    return any(is_a_reason(match["reason"]) for match in matches)


def _scoped_table(app: str, call: ast.Call) -> str:
    """The table that the operation gives a scope, by creating it or by a new column; else empty."""
    given = {str(keyword.arg): keyword.value for keyword in call.keywords}
    kind = name_of(call.func)
    if kind == "AddField" and _text(given.get("name")) in SCOPES:
        return f"{app}_{_text(given.get('model_name')).lower()}"
    if kind != "CreateModel":
        return ""
    pairs = [
        pair for pair in getattr(given.get("fields"), "elts", []) if isinstance(pair, ast.Tuple)
    ]
    if not SCOPES & {_text(pair.elts[0]) for pair in pairs}:
        return ""
    options = given.get("options")
    chosen = {}
    if isinstance(options, ast.Dict):
        chosen = {_text(k): _text(v) for k, v in zip(options.keys, options.values, strict=True)}
    return chosen.get("db_table") or f"{app}_{_text(given.get('name')).lower()}"


def _first_text(call: ast.Call) -> str:
    return _text(call.args[0]) if call.args else ""


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def main(root: Path = ROOT) -> int:
    found, line = [], []
    for path in project_files(root):
        relative = path.relative_to(root)
        is_ours = relative.parts[0] == "src" and relative.parent.name == "migrations"
        if is_ours and path.suffix == ".py" and path.stem != "__init__":
            text = path.read_text(encoding="utf-8")
            found += operation_findings(relative.as_posix(), text)
            line.append(read(relative.as_posix(), text))
    return report(found + line_findings(line))


if __name__ == "__main__":
    sys.exit(main())
