"""Migrations of ours, read without running them.

* one line of migrations per app: one first, one last, no forks;
* a table with a `scope` is put under row security by `protect(...)` in the same migration;
* `RunPython` and `RunSQL` can be undone (`RunPython.noop` is an answer);
* `AlterField` rewrites or locks a table: `# alter: <reason>` says why it may.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from findings import ROOT, Finding, comments, is_a_reason, name_of, project_files, report

if TYPE_CHECKING:
    from collections.abc import Iterable

EXCUSE = re.compile(r"#\s*alter:(?P<reason>[^#]*)")
SCOPES = frozenset({"scope", "scope_id"})


@dataclass
class Migration:
    """What one migration file says about its place in the app's line."""

    path: str
    app: str
    name: str
    parents: list[str] = field(default_factory=list)


def operation_findings(path: str, text: str) -> list[Finding]:
    tree = ast.parse(text)
    operations = [call for node in _operations(tree) for call in _calls(node)]
    found = [
        Finding(path, call.lineno, "migration", m) for call in operations if (m := _undo(call))
    ]
    said = comments(text)
    for place, call in enumerate(operations):
        if name_of(call.func) == "AlterField" and not _excused(call, said):
            message = (
                "`AlterField` locks or rewrites its table: say why it may, `# alter: <reason>`"
            )
            found.append(Finding(path, call.lineno, "migration", message))
        table = _scoped_table(call)
        if table and not any(_protects(later, table) for later in operations[place + 1 :]):
            message = f"`{table}` has a scope and no `protect(...)` after it in this migration"
            found.append(Finding(path, call.lineno, "migration", message))
    return found


def line_findings(migrations: Iterable[Migration]) -> list[Finding]:
    """Each app's migrations form one line: exactly one first and one last, each with one parent."""
    by_app: defaultdict[str, list[Migration]] = defaultdict(list)
    for migration in migrations:
        by_app[migration.app].append(migration)
    found = []
    for group in by_app.values():
        children: defaultdict[str, list[str]] = defaultdict(list)
        for one in group:
            children[one.parents[0] if one.parents else ""].append(one.name)
            if len(one.parents) > 1:
                found.append(Finding(one.path, 1, "migration", "joins two lines: rebase instead"))
        for one in group:
            rivals = sorted(children[one.parents[0] if one.parents else ""])
            if len(rivals) > 1:
                message = f"forks the line: {', '.join(rivals)} follow the same migration"
                found.append(Finding(one.path, 1, "migration", message))
    return found


def read(path: str, text: str) -> Migration:
    app = Path(path).parent.parent.name
    parents = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign) and name_of(node.targets[0]) == "dependencies":
            for pair in ast.walk(node.value):
                if isinstance(pair, ast.Tuple) and len(pair.elts) == 2:  # noqa: PLR2004 - (app, name)
                    other, name = (getattr(part, "value", None) for part in pair.elts)
                    if other == app and isinstance(name, str):
                        parents.append(name)
    return Migration(path, app, Path(path).stem, parents)


def _operations(tree: ast.Module) -> list[ast.expr]:
    return [
        element.value if isinstance(element, ast.Starred) else element
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and name_of(node.targets[0]) == "operations"
        if isinstance(node.value, ast.List)
        for element in node.value.elts
    ]


def _calls(node: ast.expr) -> list[ast.Call]:
    """The operation itself and those inside `SeparateDatabaseAndState`."""
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


def _scoped_table(call: ast.Call) -> str:
    """The model's name when the operation creates a table with a scope, else empty."""
    if name_of(call.func) != "CreateModel":
        return ""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    pairs = getattr(given.get("fields"), "elts", [])
    columns = {getattr(pair.elts[0], "value", "") for pair in pairs if isinstance(pair, ast.Tuple)}
    name = given.get("name") or (call.args[0] if call.args else None)
    return str(getattr(name, "value", "")) if columns & SCOPES else ""


def _protects(call: ast.Call, table: str) -> bool:
    if name_of(call.func).lower() != "protect":
        return False
    said = [part.value for part in ast.walk(call) if isinstance(part, ast.Constant)]
    names = [str(text).lower().replace('"', "") for text in said]
    return any(name == table.lower() or name.endswith(f"_{table.lower()}") for name in names)


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
