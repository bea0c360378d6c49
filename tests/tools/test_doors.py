"""The import contracts, tried on a small house built for the purpose."""

from __future__ import annotations

import itertools
from pathlib import Path

import grimp
import pytest

from doors import DoorsContract, RoomsContract

NUMBER = itertools.count()
HOUSE = {
    "trade/field/commands/__init__.py": "from {house}.trade.field.commands import finish\n",
    "trade/field/commands/finish.py": "from {house}.trade.field import models\n",
    "trade/field/queries.py": "from {house}.trade.field import models\n",
    "trade/field/models.py": "",
    "trade/terminals/models.py": "",
    "core/kernel/commands.py": "",
    "core/kernel/ids.py": "",
}


@pytest.fixture
def build(tmp_path: Path, monkeypatch):
    """Return a function that writes a package (path → source) and gives its name and graph."""

    def built(files: dict[str, str]):
        house = f"house{next(NUMBER)}"
        for name, source in files.items():
            path = tmp_path / house / name
            path.parent.mkdir(parents=True, exist_ok=True)
            for folder in itertools.takewhile(lambda p: p != tmp_path, path.parents):
                (folder / "__init__.py").touch()
            path.write_text(source.format(house=house))
        monkeypatch.syspath_prepend(tmp_path)
        return house, grimp.build_graph(house, cache_dir=None)

    return built


def doors(house: str) -> DoorsContract:
    return DoorsContract(
        name="doors",
        session_options={"root_packages": [house]},
        contract_options={
            "modules": [f"{house}.core.*", f"{house}.trade.*"],
            "besides": [f"{house}.core.kernel"],
            "doors": ["commands", "queries", "events", "types"],
            "doormen": [f"{house}.edge"],
        },
    )


def rooms(house: str, **options: object) -> RoomsContract:
    return RoomsContract(
        name="rooms",
        session_options={"root_packages": [house]},
        contract_options={
            "containers": [f"{house}.core.*", f"{house}.trade.*", f"{house}.insight.*"],
            "besides": [f"{house}.core.kernel"],
            "layers": ["(api) | (jobs)", "(commands)", "(queries)", "(models)"],
            "exhaustive": "true",
            "exhaustive_ignores": ["migrations"],
            **options,
        },
    )


def test_a_house_whose_people_use_the_doors_is_kept(build):
    house, graph = build(
        {
            **HOUSE,
            "trade/care/commands.py": "from {house}.trade.field import commands, queries\n",
            "trade/care/queries.py": "from {house}.core.kernel import ids\n",
        }
    )
    assert doors(house).check(graph, verbose=False).kept


def test_whoever_enters_a_private_room_is_named_with_file_and_line(build, capsys):
    house, graph = build(
        {**HOUSE, "trade/care/commands.py": "\nfrom {house}.trade.field.models import Visit\n"}
    )
    contract = doors(house)
    check = contract.check(graph, verbose=False)
    contract.render_broken_contract(check)
    assert not check.kept
    assert " ".join(capsys.readouterr().out.split()) == (
        f"- {house}.trade.care.commands:2 enters {house}.trade.field.models"
        " (doors: commands, queries, events, types)"
    )


def test_a_file_behind_a_door_that_is_a_package_may_be_entered(build):
    house, graph = build(
        {**HOUSE, "trade/care/commands.py": "from {house}.trade.field.commands import finish\n"}
    )
    assert doors(house).check(graph, verbose=False).kept


def test_a_door_word_deeper_inside_a_private_room_is_no_door(build):
    house, graph = build(
        {
            **HOUSE,
            "trade/field/models/types.py": "",
            "trade/care/commands.py": "from {house}.trade.field.models import types\n",
        }
    )
    assert not doors(house).check(graph, verbose=False).kept


def test_a_doorman_enters_every_room(build):
    house, graph = build(
        {**HOUSE, "edge/config/urls.py": "from {house}.trade.field import models\n"}
    )
    assert doors(house).check(graph, verbose=False).kept


def test_a_name_that_only_begins_like_the_doorman_is_stopped(build):
    house, graph = build({**HOUSE, "edges/urls.py": "from {house}.trade.field import models\n"})
    assert not doors(house).check(graph, verbose=False).kept


def test_rooms_import_downwards_also_when_commands_is_a_package(build):
    house, graph = build(HOUSE)
    assert rooms(house).check(graph, verbose=False).kept


def test_a_room_that_imports_upwards_breaks_the_contract(build):
    house, graph = build(
        {**HOUSE, "trade/terminals/models.py": "from {house}.trade.terminals import queries\n",
         "trade/terminals/queries.py": ""}
    )  # fmt: skip
    check = rooms(house).check(graph, verbose=False)
    assert [(c["importer"], c["imported"]) for c in check.metadata["invalid_dependencies"]] == [
        (f"{house}.trade.terminals.models", f"{house}.trade.terminals.queries")
    ]


def test_a_room_without_a_name_in_the_plan_breaks_the_contract(build):
    house, graph = build({**HOUSE, "trade/field/utils.py": "", "trade/field/migrations/a.py": ""})
    check = rooms(house).check(graph, verbose=False)
    assert check.metadata["undeclared_modules"] == {f"{house}.trade.field.utils"}


def test_patterns_that_match_nothing_yet_are_kept(build):
    house, graph = build({"lib/udi.py": ""})
    assert rooms(house).check(graph, verbose=False).kept
    assert doors(house).check(graph, verbose=False).kept
