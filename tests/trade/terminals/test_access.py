"""Who may do what to terminals: a role, where and when it is held, and each command.

✓ done · ○ answered as if it did not exist · ✗ told that the permission is missing
"""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from duan.core.access.commands import NotAllowed
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.people import commands as people
from duan.edge.config.roles import ROLES
from duan.trade.terminals import commands
from duan.trade.terminals.types import Kind, Person, Profile, Status
from tests import make
from tests.postgres import CLUSTER
from tests.trade.terminals import make as trade

TABLE = """
role             grant   add below revise status move merge contact change drop reveal meet define open
sales_manager    inside  ✓   ✓     ✓      ✓      ✓    ✓     ✓       ✓      ✓    ✓      ✓    ✗      ○
sales_manager    outside ○   ○     ○      ○      ○    ○     ○       ○      ○    ○      ○    ✗      ○
sales_manager    ended   ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
sales_manager    later   ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
sales_manager    now     ✓   ✓     ✓      ✓      ✓    ✓     ✓       ✓      ✓    ✓      ✓    ✗      ○
sales_manager    company ✓   ✓     ✓      ✓      ✓    ✓     ✓       ✓      ✓    ✓      ✓    ✗      ○
sales            inside  ✓   ✓     ✓      ✓      ✓    ✓     ✓       ✓      ✓    ✓      ✓    ✗      ○
sales            outside ○   ○     ○      ○      ○    ○     ○       ○      ○    ○      ○    ✗      ○
sales            ended   ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
engineer         inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✓      ✓    ✗      ○
engineer         outside ✗   ○     ○      ○      ○    ○     ○       ○      ○    ○      ○    ✗      ○
engineer         ended   ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
viewer           inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
viewer           company ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
administrator    inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ○      ✓
administrator    company ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✓      ✓
data_steward     inside  ✓   ✓     ✓      ✓      ✓    ✓     ✓       ✓      ✓    ✓      ✓    ○      ○
data_steward     outside ○   ○     ○      ○      ○    ○     ○       ○      ○    ○      ○    ○      ○
data_steward     company ✓   ✓     ✓      ✓      ✓    ✓     ✓       ✓      ✓    ✓      ✓    ✓      ○
data_steward     ended   ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
nobody           never   ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
warehouse_keeper inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
outbound_checker inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
hospital_user    inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
finance          inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
automaton        inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✗      ✗    ✗      ○
service_desk     inside  ✗   ○     ○      ○      ○    ○     ○       ○      ○    ✓      ✓    ✗      ○
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
SCHEMA = {"type": "object", "properties": {"a": {"type": "string", "title": "甲"}}}
HOUR = timedelta(hours=1)


def windows(world):
    """Where and when each grant of the table is held; edges lie exactly on the database's now."""
    now = make.database_now()
    return {
        "inside": {"on": world.east},
        "outside": {"on": world.west},
        "company": {"on": make.ROOT},
        "ended": {"on": world.east, "starts_at": now - HOUR, "ends_at": now},
        "later": {"on": world.east, "starts_at": now + timedelta(microseconds=1)},
        "now": {"on": world.east, "starts_at": now, "ends_at": now + timedelta(microseconds=1)},
    }


@pytest.fixture
def doings(world):
    """One call of each command that would succeed for the region's manager."""
    first, second = world.hospital("甲医院"), world.hospital("乙医院")
    ward = world.below(first, "内科")
    contact = world.contact(first, phone="13812345678")
    person = Person(name="李雷")
    return {
        "add": lambda who: commands.add_terminal(
            who, kind=Kind.HOSPITAL, name="丙医院", profile=Profile(), scope_id=world.east
        ),
        "below": lambda who: commands.add_terminal(
            who, kind=Kind.DEPARTMENT, name="外科", profile=Profile(), parent_id=first
        ),
        "revise": lambda who: commands.revise_terminal(
            who, terminal_id=first, seen_version=1, name="改名医院", profile=Profile()
        ),
        "status": lambda who: commands.change_status(
            who, terminal_id=first, seen_version=1, status=Status.ACTIVE, reason="签约"
        ),
        "move": lambda who: commands.move_terminal(
            who, terminal_id=ward, seen_version=1, parent_id=second
        ),
        "merge": lambda who: commands.merge_terminal(
            who, terminal_id=second, seen_version=1, into_id=first, reason="重复"
        ),
        "contact": lambda who: commands.add_contact(who, terminal_id=first, person=person),
        "change": lambda who: commands.revise_contact(
            who, contact_id=contact, seen_version=1, person=person
        ),
        "drop": lambda who: commands.drop_contact(who, contact_id=contact, seen_version=1),
        "reveal": lambda who: commands.reveal_contact(who, contact_id=contact, purpose="送货"),
        "meet": lambda who: commands.log_interaction(
            who, terminal_id=first, meeting=trade.meeting()
        ),
        "define": lambda who: commands.define_attributes(
            who, kind=Kind.HOSPITAL, title="甲", schema=SCHEMA
        ),
        "open": lambda who: commands.open_scope(who, terminal_id=first),
    }


def outcome(doing, who: Actor) -> str:
    try:
        doing(who)
    except NotAllowed:
        return "✗"
    except NotFound:
        return "○"
    return "✓"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:2]))
def test_each_role_does_what_the_table_says_and_a_refusal_changes_nothing(row, world, doings):
    role, held, *expected = row
    who = make.nobody_special("某人")
    if role != "nobody":
        make.grant(who, role, **windows(world)[held])
    before = world.everything()

    found, changed = {}, {}
    for name, doing in doings.items():
        with trade.undoing():
            found[name] = outcome(doing, who)
            changed[name] = world.everything() != before

    assert found == dict(zip(HEAD[2:], expected, strict=True))
    assert changed == {name: result == "✓" for name, result in found.items()}


def test_the_table_knows_every_role_and_the_commands_of_this_module(doings):
    assert {row[0] for row in ROWS} == {*ROLES, "nobody"}
    assert list(doings) == HEAD[2:]


def test_a_program_may_do_what_its_account_was_granted(world, doings):
    account_id = people.add_service(make.admin(), login_name="erp", display_name="对接程序")
    token = people.issue_token(
        make.admin(), account_id=account_id, name="对接", expires_at=timezone.now() + HOUR
    )
    program = Actor(account_id, account_id, token, "对接程序")
    make.grant(program, "engineer", on=world.east)

    found = {}
    for name, doing in doings.items():
        with trade.undoing():
            found[name] = outcome(doing, program)

    engineer = next(row for row in ROWS if row[:2] == ["engineer", "inside"])
    assert found == dict(zip(HEAD[2:], engineer[2:], strict=True))


def test_holding_a_role_in_one_region_moves_nothing_out_of_another(world):
    ours, theirs = world.hospital("甲医院"), world.western("乙医院")
    department = world.below(ours, "内科")
    before = world.everything()

    with pytest.raises(NotFound):
        commands.move_terminal(
            world.manager, terminal_id=department, seen_version=1, parent_id=theirs
        )
    with pytest.raises(NotFound):
        commands.merge_terminal(
            world.manager, terminal_id=theirs, seen_version=1, into_id=ours, reason="抢过来"
        )
    with pytest.raises(NotFound):
        commands.merge_terminal(
            world.manager, terminal_id=ours, seen_version=1, into_id=theirs, reason="送出去"
        )

    assert world.everything() == before


def test_a_lost_grant_is_lost_with_the_next_statement(world):
    hospital = world.hospital()
    who = make.nobody_special()
    grant = make.grant(who, "sales", on=world.east)
    commands.log_interaction(who, terminal_id=hospital, meeting=trade.meeting())

    make.access.end_grant(make.admin(), grant_id=grant, reason="离职")

    with pytest.raises(NotAllowed):
        commands.log_interaction(who, terminal_id=hospital, meeting=trade.meeting())


def test_whoever_may_edit_and_not_meet_leaves_no_visit_behind(own_database):
    """Row security would skip the visits without a word; the command says it first."""
    world = trade.world()
    with psycopg.connect(**CLUSTER.conninfo("owner", own_database)) as owner:
        owner.execute(
            "INSERT INTO access_role (code, name, actions) VALUES ('clerk', '文员', %s)",
            [["terminals.see", "terminals.edit", "audit.see"]],
        )
    clerk = make.somebody("clerk", on=make.ROOT, name="文员")
    first, second = world.hospital("甲医院"), world.hospital("乙医院")
    department = world.below(first, "骨科")
    commands.move_terminal(clerk, terminal_id=department, seen_version=1, parent_id=second)
    world.visit(department)
    before = world.everything()

    with pytest.raises(NotAllowed):
        commands.move_terminal(clerk, terminal_id=department, seen_version=2, parent_id=first)
    with pytest.raises(NotAllowed):
        commands.merge_terminal(
            clerk, terminal_id=second, seen_version=1, into_id=first, reason="重复"
        )

    assert world.everything() == before
