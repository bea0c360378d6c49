from __future__ import annotations

import pytest

from migrations import line_findings, main, operation_findings, read

PATH = "src/duan/trade/field/migrations/0001_initial.py"


def migration(*operations: str, after: str = "") -> str:
    parent = f'("field", "{after}")' if after else ""
    body = "".join(f"        {operation},\n" for operation in operations)
    return (
        "class Migration(migrations.Migration):\n"
        f'    dependencies = [("access", "0001_initial"), {parent}]\n'
        f"    operations = [\n{body}    ]\n"
    )


def visit(options: str = "") -> str:
    fields = '[("id", models.UUIDField()), ("scope", models.ForeignKey())]'
    return f'migrations.CreateModel(name="Visit", fields={fields}{options})'


def alone(*operations: str) -> list[str]:
    text = migration(*operations)
    found = [*operation_findings(PATH, text), *line_findings([read(PATH, text)])]
    return [f"{finding.line}: {finding.message}" for finding in found]


def together(**texts: str) -> list[str]:
    line = [
        read(f"src/duan/trade/field/migrations/{name}.py", text) for name, text in texts.items()
    ]
    return [f"{finding.path.rsplit('/')[-1]}: {finding.message}" for finding in line_findings(line)]


OPEN = "`field_visit` has a scope and no row security after it"


def test_a_table_with_a_scope_needs_row_security():
    assert alone(visit()) == [f"4: {OPEN}"]


@pytest.mark.parametrize(
    "guard",
    [
        'protect("field_visit", see="field.see", write=["field.plan"])',
        '*[protect("field_visit", see="field.see", write=["field.plan"])]',
        'migrations.RunSQL("ALTER TABLE field_visit FORCE ROW LEVEL SECURITY;", "")',
    ],
)
def test_row_security_in_the_same_migration_or_the_next_is_enough(guard):
    assert (
        alone(visit(), guard.removeprefix("*[").removesuffix("]") if "*" in guard else guard) == []
    )
    assert together(a=migration(visit()), b=migration(guard.strip("*[]"), after="a")) == []


def test_row_security_two_migrations_later_is_too_late():
    texts = {"a": migration(visit()), "b": migration(after="a")}
    guard = 'protect("field_visit", see="field.see", write=["field.plan"])'
    assert together(**texts, c=migration(guard, after="b")) == [f"a.py: {OPEN}"]


def test_row_security_on_another_table_is_not_enough():
    assert alone(visit(), 'protect("field_visit_part", see="a", write=["b"])') == [f"4: {OPEN}"]


def test_a_table_is_known_by_the_name_it_has_in_the_database():
    named = visit(', options={"db_table": "visits", "verbose_name": "任务"}')
    assert alone(named, 'protect("visits", see="a", write=["b"])') == []


def test_a_scope_that_comes_later_counts_too():
    later = 'migrations.AddField(model_name="Visit", name="scope", field=models.ForeignKey())'
    assert alone(later) == [f"4: {OPEN}"]


def test_a_table_made_inside_separate_database_and_state_counts_too():
    inside = f"migrations.SeparateDatabaseAndState(state_operations=[{visit()}])"
    assert alone(inside) == [f"4: {OPEN}"]


@pytest.mark.parametrize(
    ("operation", "complaint"),
    [
        ("migrations.RunPython(fill)", "4: `RunPython` cannot be undone: give `reverse_code`"),
        ('migrations.RunSQL("select 1")', "4: `RunSQL` cannot be undone: give `reverse_sql`"),
    ],
)
def test_what_cannot_be_undone_is_a_finding(operation, complaint):
    assert alone(operation) == [complaint]


def test_what_can_be_undone_passes():
    assert alone("migrations.RunPython(fill, migrations.RunPython.noop)") == []
    assert alone('migrations.RunSQL("select 1", reverse_sql="select 2")') == []


def test_altering_a_column_says_why_it_may():
    alter = 'migrations.AlterField(model_name="visit", name="kind", field=models.TextField())'
    assert len(alone(alter)) == 1
    assert alone(f"{alter},  # alter: only the label changes") == []


def test_two_migrations_after_the_same_one_fork_the_line():
    found = together(a=migration(), b=migration(after="a"), c=migration(after="a"))
    assert found == [
        "b.py: forks the line: b, c follow the same migration",
        "c.py: forks the line: b, c follow the same migration",
    ]


def test_two_first_migrations_fork_the_line_too():
    assert len(together(a=migration(), b=migration())) == 2


def test_a_merge_is_a_finding():
    merge = migration(after='a"), ("field", "b')
    texts = {"a": migration(), "b": migration(after="a"), "c": merge}
    assert together(**texts) == ["c.py: joins two lines: rebase instead"]


def test_only_migrations_below_src_are_read(checkout, capsys):
    root = checkout({PATH: migration(visit()), "tests/x/migrations/0001.py": migration(visit())})
    assert main(root) == 1
    assert capsys.readouterr().out == f"{PATH}:4: migration {OPEN}\n"
