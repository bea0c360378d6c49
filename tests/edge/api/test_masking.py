"""What is personal leaves masked: by the types of the answers' fields, all of which are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, TypeAdapter

from duan.core.kernel.http import MaskedEmail, MaskedPhone, OnlyMasked, UnmaskedAnswer
from duan.edge.api.mount import api
from duan.lib import cn
from duan.trade.terminals.commands import add_contact
from duan.trade.terminals.models import Contact
from duan.trade.terminals.types import Person
from tests import make

PERSONAL = re.compile(
    r"(^|_)(phones?|mobile|tel|e?mail|fax|wechat|bank|card|passport|id_(no|number))(_|$)"
)
REVIEWED = {
    "ReceiptOut.bank_reference": "what the statement calls a transfer; no account, and finance's own",
    "TerminalOut.phones": "numbers of the institution's switchboard and offices, no person's",
    "TerminalOut.phone_note": "when the institution's numbers are answered",
    "ContactOut.has_phone": "only tells that there is one",
    "RevealedOut.phone": "the answer to a reveal: permission, purpose and a trace of it",
    "RevealedOut.email": "the answer to a reveal: permission, purpose and a trace of it",
}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def answers() -> set[type[BaseModel]]:
    """Return every schema that an endpoint may answer with, and those within them."""
    waiting = [
        model
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        for response in operation.response_models.values()
        for model in models_in(response)
    ]
    found: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            fields = model.model_fields.values()
            waiting += [inner for field in fields for inner in models_in(field.annotation)]
    return found


def personal_fields() -> dict[str, bool]:
    """Return the fields whose name says that they are personal, and whether their type masks."""
    return {
        f"{model.__name__}.{name}": any(
            isinstance(rule, AfterValidator) and isinstance(rule.func, OnlyMasked)
            for rule in field.metadata
        )
        for model in answers()
        for name, field in model.model_fields.items()
        if PERSONAL.search(name)
    }


def test_every_personal_field_of_an_answer_is_masked_by_its_type_or_has_a_reason():
    fields = personal_fields()

    assert {name for name, masked in fields.items() if not masked} == set(REVIEWED)
    assert {name for name, masked in fields.items() if masked} == {
        "ContactOut.phone_masked",
        "ContactOut.email_masked",
    }


def test_an_answer_with_a_full_number_fails_instead_of_telling_it(db):
    scope = make.scope("北区")
    manager = make.as_(make.somebody("sales_manager", on=scope))
    terminal = make.terminal(by=manager, on=scope)
    add_contact(manager, terminal_id=terminal, person=Person(name="王芳", phone="13812345678"))
    client = make.client(manager)
    address = f"/api/terminals/{terminal}/contacts"
    assert client.get(address).json()["items"][0]["phone_masked"] == "138****5678"
    make.as_(manager)
    Contact.objects.update(phone_masked="13812345678")

    with pytest.raises(UnmaskedAnswer) as failure:
        client.get(address)

    assert "13812345678" not in str(failure.value)


@given(
    st.one_of(st.text(), st.from_regex(r"[+(]?[0-9 ()*x-]{0,16}(转[0-9]{1,4})?", fullmatch=True))
)
def test_whatever_was_masked_as_a_phone_may_go_out(text):
    masked = cn.mask_phone(text)

    assert TypeAdapter(MaskedPhone).validate_python(masked) == masked


@given(st.one_of(st.text(), st.emails()))
def test_whatever_was_masked_as_a_mail_address_may_go_out(text):
    masked = cn.mask_email(text)

    assert TypeAdapter(MaskedEmail).validate_python(masked) == masked


@pytest.mark.parametrize("number", ["13812345678", "027-87654321", "138*12345678", "*1381234567"])
def test_a_number_in_full_or_half_masked_does_not_go_out(number):
    with pytest.raises(UnmaskedAnswer):
        TypeAdapter(MaskedPhone).validate_python(number)
