from __future__ import annotations

import re
from uuid import UUID

from django.db import connection

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Invalid, NotFound, Place, Stale
from duan.core.kernel.sealing import blind, seal, unseal
from duan.lib import cn
from duan.trade.terminals import policies
from duan.trade.terminals.commands.tree import refuse_merged
from duan.trade.terminals.models import Contact, ContactSecret, Terminal
from duan.trade.terminals.types import Person

_EDIT = "terminals.edit"
_PHONE = "terminals_contactsecret.phone"
_EMAIL = "terminals_contactsecret.email"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_OPEN_FIELDS = {"name": "姓名", "position": "职务", "department": "部门", "note": "备注"}


class MaskedValue(Invalid):
    code = "masked_value"


class UnusableContact(Invalid):
    code = "unusable_contact"


@command("terminals.add_contact", sentence="在「{terminal}」新增联系人「{name}」")
def add_contact(run: Run, *, terminal_id: UUID, person: Person) -> UUID:
    """Add a contact at a terminal; phone and e-mail are sealed. Raises `UnusableContact`."""
    terminal = reach(run, Terminal.objects.filter(pk=terminal_id), action=_EDIT)
    refuse_merged(terminal)
    _refuse_unusable(person)
    contact = Contact(terminal=terminal, scope_id=terminal.scope_id, created_at=run.now)
    _write(contact, person)
    contact.save(force_insert=True)
    seal_secret(contact, person)
    _touch(run, contact, terminal)
    return contact.pk


@command("terminals.revise_contact", sentence="修改「{terminal}」的联系人「{name}」")
def revise_contact(run: Run, *, contact_id: UUID, seen_version: int, person: Person) -> None:
    """Replace what is known of a contact; an empty phone or e-mail leaves the sealed one.

    Raises `Stale`, `MaskedValue`, `UnusableContact`.
    """
    contact = _reach_seen(run, contact_id, seen_version)
    _refuse_unusable(person)
    kept = contact.phone_masked, contact.email_masked
    _write(contact, person)
    contact.phone_masked = contact.phone_masked or kept[0]
    contact.email_masked = contact.email_masked or kept[1]
    contact.version += 1
    contact.save(force_update=True)
    seal_secret(contact, person)
    _touch(run, contact, contact.terminal)


@command("terminals.drop_contact", sentence="移除「{terminal}」的联系人「{name}」")
def drop_contact(run: Run, *, contact_id: UUID, seen_version: int) -> None:
    """Take a contact off the list and forget his phone and e-mail, also what loads wrote over.

    Raises `Stale`.
    """
    contact = _reach_seen(run, contact_id, seen_version)
    contact.dropped_at = run.now
    contact.phone_masked = contact.email_masked = ""
    contact.version += 1
    contact.save(update_fields=["dropped_at", "phone_masked", "email_masked", "version"])
    ContactSecret.objects.filter(contact=contact).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.terminals_forget_contact(%s)", [contact.pk])
    _touch(run, contact, contact.terminal)


@command(
    "terminals.reveal_contact",
    sentence="查看「{terminal}」联系人「{name}」的完整号码，用途：{purpose}",
)
def reveal_contact(run: Run, *, contact_id: UUID, purpose: str) -> dict[str, str]:
    """Return a contact's full phone and e-mail, and leave a trace of who asked, and why.

    Raises `MissingReason`.
    """
    run.require("terminals.reveal")
    secret = ContactSecret.objects.filter(pk=contact_id).select_related("contact").first()
    if secret is None:
        raise NotFound
    run.require("terminals.reveal", scope_id=secret.scope_id)
    run.tell(purpose=policies.checked_reason(purpose, "purpose"))
    _touch(run, secret.contact, secret.contact.terminal)
    return {
        "phone": _open(secret.phone_sealed, _PHONE, contact_id),
        "email": _open(secret.email_sealed, _EMAIL, contact_id),
    }


def seal_secret(contact: Contact, person: Person) -> None:
    """Keep the phone and the e-mail that are given, sealed for this contact's row."""
    values: dict[str, object] = {"scope_id": contact.scope_id}
    if person.phone:
        values["phone_sealed"] = seal(person.phone, place=f"{_PHONE}:{contact.pk}")
        values["phone_blind"] = blind(policies.phone_key(person.phone), field="phone")
    if person.email:
        values["email_sealed"] = seal(person.email, place=f"{_EMAIL}:{contact.pk}")
    if len(values) > 1:
        ContactSecret.objects.update_or_create(contact_id=contact.pk, defaults=values)


def _open(sealed: bytes | memoryview | None, column: str, contact_id: UUID) -> str:
    return unseal(bytes(sealed), place=f"{column}:{contact_id}") if sealed else ""


def _reach_seen(run: Run, contact_id: UUID, seen_version: int) -> Contact:
    contact = reach(run, Contact.objects.filter(pk=contact_id, dropped_at=None), action=_EDIT)
    if contact.version != seen_version:
        raise Stale(f"联系人「{contact.name}」已被别人更新，请刷新后再改。")
    return contact


def _write(contact: Contact, person: Person) -> None:
    contact.name, contact.position = person.name.strip(), person.position
    contact.department, contact.note = person.department, person.note
    contact.phone_masked = cn.mask_phone(person.phone) if person.phone else ""
    contact.email_masked = cn.mask_email(person.email) if person.email else ""


def _refuse_unusable(person: Person) -> None:
    for field, value in (("phone", person.phone), ("email", person.email)):
        if value and cn.looks_masked(value):
            raise MaskedValue(
                "号码里有 *，是脱敏后的内容，不能保存。请填写完整号码，或留空表示不改。",
                where=[Place(field, "请填写完整内容")],
            )
    if not person.name.strip():
        raise UnusableContact("请填写联系人姓名。", where=[Place("name", "必填")])
    if person.phone and not cn.find_phones(person.phone).phones:
        raise UnusableContact(
            f"「{person.phone}」不是能拨打的电话号码，请检查。",
            where=[Place("phone", "例如 13812345678 或 027-87654321")],
        )
    if person.email and not _ADDRESS.fullmatch(person.email.strip()):
        raise UnusableContact(
            f"「{person.email}」不是能收信的邮箱，请检查。",
            where=[Place("email", "例如 zhangsan@163.com")],
        )
    _refuse_open_phone(person)


def _refuse_open_phone(person: Person) -> None:
    """Refuse a mobile number in a field that is not sealed."""
    for field, title in _OPEN_FIELDS.items():
        found = cn.find_phones(getattr(person, field)).phones
        if any(phone.kind == "MOBILE" for phone in found):
            raise UnusableContact(
                f"「{title}」里有手机号码，会被所有人看到，请改填到「电话」。",
                where=[Place(field, "不能有手机号码")],
            )


def _touch(run: Run, contact: Contact, terminal: Terminal) -> None:
    run.tell(terminal=terminal.name, name=cn.mask_name(contact.name))
    run.touch("contact", contact.pk, scope_id=contact.scope_id, name=cn.mask_name(contact.name))
    run.touch("terminal", terminal.pk, scope_id=terminal.scope_id, name=terminal.name)
