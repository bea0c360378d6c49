from __future__ import annotations

import pytest

from querysets import findings_in


def said(text: str) -> list[str]:
    return [str(finding) for finding in findings_in("a.py", text)]


@pytest.mark.parametrize(
    "line",
    [
        "Terminal.objects.filter(scope__in=scopes, **extra)",
        "rows.exclude(**given)",
        "rows.annotate(**columns)",
        "rows.values(**columns)",
        "Q(**given)",
    ],
)
def test_stars_into_a_query_are_a_finding(line):
    name = line.split("(", maxsplit=1)[0].rsplit(".", maxsplit=1)[-1]
    assert said(line) == [f"a.py:1: query `**` into `{name}`: write the conditions out"]


@pytest.mark.parametrize("line", ["make(**given)", "filter(**given)", "rows.filter(*conditions)"])
def test_stars_elsewhere_are_not(line):
    assert said(line) == []


@pytest.mark.parametrize("name", ["raw", "extra"])
def test_raw_and_extra_are_a_finding(name):
    assert said(f"rows.{name}('select 1')") == [
        f"a.py:1: query `.{name}(` is not used here: a query set, or `psycopg.sql` on a cursor"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "f'select * from {table}'",
        "'select * from %s' % table",
        "'select * from ' + table",
        "'a' + table + 'b'",
        "'select * from {}'.format(table)",
    ],
)
def test_sql_glued_from_pieces_is_a_finding(text):
    assert said(f"cursor.execute({text})") == [
        "a.py:1: query text glued together for `execute`: compose it with `psycopg.sql`"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "'select %s', [name]",
        "f'select 1'",
        "sql.SQL('select * from {}').format(sql.Identifier(table))",
        "STATEMENT",
    ],
)
def test_literals_and_composed_sql_pass(text):
    assert said(f"cursor.execute({text})") == []


def test_a_reason_on_any_line_of_the_call_excuses():
    assert said("cursor.execute(\n    f'analyze {t}'  # sql: names come from the model\n)") == []
    assert len(said("cursor.execute(f'analyze {t}')  # sql: x")) == 1
