"""The house's own rules, asked of the code as it runs: they hold for what is added tomorrow too."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import re
import string
import tomllib
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, TextChoices, UniqueConstraint

import duan.edge.api.mount  # registers every command, as the product does
from duan.core.kernel import events
from duan.core.kernel.commands import registry

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src" / "duan"
HAN = re.compile(r"[\u4e00-\u9fff]")
PRIMITIVES = (UUID, str, int, bool, float, Decimal, date, datetime)
OURS = [model for model in apps.get_models() if model.__module__.startswith("duan.")]


def layers(container: str) -> list[str]:
    """The modules of a ring, the lowest first, as import-linter reads them from pyproject."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = next(c for c in contracts if c.get("containers") == [container] and "layers" in c)
    names = [re.findall(r"\w+", layer) for layer in reversed(found["layers"])]
    return [f"{container}.{name}" for group in names for name in group]


ORDER = [*layers("duan.core"), *layers("duan.trade"), *layers("duan.edge")]


def module_of(model: type) -> str:
    return ".".join(model.__module__.split(".")[:3])


def named(model: type) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=named)
def test_foreign_keys_point_down(model):
    upward = [
        field.name
        for field in model._meta.fields
        if field.remote_field
        and ORDER.index(module_of(field.related_model)) > ORDER.index(module_of(model))
    ]

    assert upward == []


def test_foreign_keys_are_string_labels():
    """A class as a target would be an import of another module's private room."""
    targets = [
        (path.name, call.lineno)
        for path in SOURCE.rglob("models.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") in {"ForeignKey", "OneToOneField", "ManyToManyField"}
        and not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]

    assert targets == []


@pytest.mark.parametrize("model", OURS, ids=named)
def test_every_model_has_a_chinese_name(model):
    assert HAN.search(str(model._meta.verbose_name))


@pytest.mark.parametrize("model", OURS, ids=named)
def test_constraints_are_named_like_sentences(model):
    names = [
        constraint.name
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    ]

    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+){2,}", name)] == []


def choices() -> list[type[TextChoices]]:
    return sorted(
        (cls for cls in TextChoices.__subclasses__() if cls.__module__.startswith("duan.")),
        key=lambda cls: cls.__qualname__,
    )


@pytest.mark.parametrize("enum", choices(), ids=lambda cls: cls.__name__)
def test_choices_are_stored_in_capitals_and_shown_in_chinese(enum):
    assert [value for value in enum.values if not re.fullmatch(r"[A-Z_]+|\d", value)] == []
    assert [label for label in enum.labels if not HAN.search(str(label))] == []


def test_every_command_is_called_by_its_module_verb_and_noun():
    known = {module.rpartition(".")[2] for module in ORDER}

    assert [
        name
        for name in registry
        if not re.fullmatch(r"[a-z]+\.[a-z]+_[a-z_]+", name) or name.split(".")[0] not in known
    ] == []


@pytest.mark.parametrize("name", sorted(registry))
def test_a_commands_sentence_is_chinese_and_its_blanks_are_filled(name):
    """Each blank is a keyword of `run.tell` in the command's own file."""
    known = registry[name]
    source = inspect.getsource(inspect.getmodule(inspect.unwrap(known.execute)))
    told = {
        keyword.arg
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "tell"
        for keyword in call.keywords
    }
    blanks = {field for _, field, _, _ in string.Formatter().parse(known.sentence) if field}

    assert HAN.search(known.sentence)
    assert blanks <= told


@pytest.mark.parametrize("name", sorted(registry))
def test_a_command_declares_only_commands_of_its_own_or_lower_modules(name):
    ring = [module.rpartition(".")[2] for module in ORDER]
    own = ring.index(name.split(".")[0])

    for used in registry[name].uses:
        assert used in registry
        assert ring.index(used.split(".")[0]) <= own


def permission_tables() -> set[str]:
    """The commands in the PERMISSIONS of any test module, and those tested elsewhere with a reason."""
    found: set[str] = set()
    for name in ("test_access.py", "test_permissions.py"):
        for path in (CHECKOUT / "tests").rglob(name):
            dotted = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
            module = importlib.import_module(dotted)
            found |= set(getattr(module, "PERMISSIONS", {}))
            found |= set(getattr(module, "TESTED_ELSEWHERE", {}))
    return found


def test_every_command_is_in_a_permission_table():
    assert {name for name in registry if not name.startswith("test.")} == permission_tables()


def is_primitive(hint: object) -> bool:
    """UUIDs, numbers, texts, days and times; None beside them; tuples of them."""
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return all(inner is types.NoneType or is_primitive(inner) for inner in arguments)
    if typing.get_origin(hint) is tuple:
        return all(inner is ... or is_primitive(inner) for inner in arguments)
    return hint in PRIMITIVES


@pytest.mark.parametrize("name", sorted(events._classes))
def test_an_event_is_a_frozen_record_of_primitives(name):
    event = events._classes[name]

    assert dataclasses.is_dataclass(event)
    assert event.__dataclass_params__.frozen
    hints = typing.get_type_hints(event)
    assert [field for field, hint in hints.items() if not is_primitive(hint)] == []


@pytest.mark.parametrize(
    "name", sorted(name for name in events._classes if not name.startswith("test."))
)
def test_an_event_is_called_by_its_module_and_what_happened(name):
    event = events._classes[name]
    module = event.__module__.split(".")[2]

    assert name == f"{module}.{event.__name__}"
    assert re.fullmatch(r"([A-Z][a-z]+)*[A-Z][a-z]*(ed|ne)", event.__name__)


def test_the_whole_product_is_registered():
    assert duan.edge.api.mount.api is not None
    assert {name.split(".")[0] for name in registry} >= {"people", "access", "terminals"}
