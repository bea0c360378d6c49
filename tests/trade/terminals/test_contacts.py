from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connection

from duan.core.audit.models import Entry
from duan.core.kernel.errors import MissingReason, NotFound, Place, Stale
from duan.trade.terminals import commands
from duan.trade.terminals.models import Contact, ContactSecret
from duan.trade.terminals.types import Person
from tests import make
from tests.trade.terminals import make as trade

PHONE, EMAIL = "13812345678", "zhangsan@163.com"


@pytest.fixture
def hospital(world):
    return world.hospital("甲医院")


@pytest.fixture
def contact(world, hospital):
    return world.contact(hospital, "张三丰", phone=PHONE, email=EMAIL, position="设备科主任")


def revise(world, pk, seen=1, **told):
    commands.revise_contact(
        world.manager, contact_id=pk, seen_version=seen, person=Person(**{"name": "张三丰"} | told)
    )


def test_a_contact_is_logged_by_a_masked_name(world, hospital, contact):
    assert world.last_told() == "在「甲医院」新增联系人「张**」"
    assert world.last_subjects() == [
        ("contact", contact, world.east, "张**"),
        ("terminal", hospital, world.east, "甲医院"),
    ]


def test_every_answer_shows_the_masks_only(world, hospital, contact):
    client = make.client(world.overseer)
    department = world.below(hospital, "骨科")
    world.visit(hospital, contact_ids=(contact,))

    listed = client.get(f"/api/terminals/{hospital}/contacts").json()["items"]
    answers = [
        client.get(f"/api/terminals/{hospital}{page}").content.decode()
        for page in ("", "/contacts", "/timeline", "/interactions", "/tree")
    ]
    answers.append(client.get("/api/search", {"q": PHONE}).content.decode())
    answers.append(client.get("/api/terminals", {"q": "甲"}).content.decode())

    assert [(item["phone_masked"], item["email_masked"]) for item in listed] == [
        ("138****5678", "z***@163.com")
    ]
    assert [text for text in answers if PHONE in text or EMAIL in text] == []
    assert client.get(f"/api/terminals/{department}/contacts").json()["items"] == []


def test_no_column_of_any_table_holds_the_number(world, hospital, contact):
    """Read as the application, by raw SQL, as somebody who may see all rows."""
    revise(world, contact, phone="13987654321", email="lisi@163.com")
    world.visit(hospital, contact_ids=(contact,))
    reveal_over_http(world, contact, key="k1")
    make.client(world.manager).post(
        f"/api/terminals/{hospital}/contacts",
        {"name": "李四", "phone": PHONE},
        content_type="application/json",
        headers={"Idempotency-Key": "k2"},
    )

    stored = [(table, text) for who in (world.overseer, world.manager) for table, text in raw(who)]

    secrets = (PHONE, EMAIL, "13987654321", "lisi@163.com")
    assert {"kernel_answer", "terminals_contactsecret"} <= {table for table, _ in stored}
    assert [
        (table, secret)
        for table, text in stored
        for secret in secrets
        if secret in text or secret.encode().hex() in text
    ] == []


def raw(who):
    """Every row that somebody can read, as text; of sessions not even he can read all columns."""
    make.as_(who)
    tables = [model._meta.db_table for model in apps.get_models()]
    with connection.cursor() as cursor:
        for table in tables:
            if table != "people_session":
                cursor.execute(f'SELECT t::text FROM "{table}" AS t')
                yield from ((table, text) for (text,) in cursor.fetchall())


def reveal_over_http(world, contact, key):
    return make.client(world.manager).post(
        f"/api/terminals/contacts/{contact}/reveal",
        {"purpose": "送货"},
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )


def test_a_repeated_reveal_is_a_second_look_and_logged_as_one(world, contact):
    first, second = (reveal_over_http(world, contact, key="same") for _ in range(2))

    assert first.json() == second.json() == {"phone": PHONE, "email": EMAIL}
    assert "Idempotency-Replayed" not in second.headers
    make.as_(world.overseer)
    assert Entry.objects.filter(command="terminals.reveal_contact").count() == 2


def test_a_reveal_says_who_asked_and_why(world, hospital, contact):
    shown = commands.reveal_contact(world.manager, contact_id=contact, purpose=" 约 安装时间 ")

    assert shown == {"phone": PHONE, "email": EMAIL}
    assert world.last_told() == "查看「甲医院」联系人「张**」的完整号码，用途：约 安装时间"
    assert world.last_subjects() == [
        ("contact", contact, world.east, "张**"),
        ("terminal", hospital, world.east, "甲医院"),
    ]
    make.as_(world.overseer)
    assert Entry.objects.latest("at").actor_name == "东经理"


@pytest.mark.parametrize("purpose", ["", "  ", "\n\t"])
def test_a_reveal_without_a_purpose_is_refused(purpose, world, contact):
    with pytest.raises(MissingReason) as refusal:
        commands.reveal_contact(world.manager, contact_id=contact, purpose=purpose)

    assert refusal.value.where == (Place("purpose", "必填"),)


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "138****5678"), ("phone", "138＊＊＊＊5678"), ("email", "z***@163.com")],
)
def test_a_mask_that_comes_back_is_refused(field, value, world, contact):
    before = world.everything()

    with pytest.raises(commands.MaskedValue) as refusal:
        revise(world, contact, **{field: value})

    assert str(refusal.value) == (
        "号码里有 *，是脱敏后的内容，不能保存。请填写完整号码，或留空表示不改。"
    )
    assert refusal.value.where == (Place(field, "请填写完整内容"),)
    assert world.everything() == before


@pytest.mark.parametrize(
    ("told", "message", "field"),
    [
        ({"name": " "}, "请填写联系人姓名。", "name"),
        ({"phone": "打电话"}, "「打电话」不是能拨打的电话号码，请检查。", "phone"),
        ({"email": "张三"}, "「张三」不是能收信的邮箱，请检查。", "email"),
        ({"email": "a@b"}, "「a@b」不是能收信的邮箱，请检查。", "email"),
        (
            {"note": "手机 13912345678"},
            "「备注」里有手机号码，会被所有人看到，请改填到「电话」。",
            "note",
        ),
        (
            {"name": "张三139-1234-5678"},
            "「姓名」里有手机号码，会被所有人看到，请改填到「电话」。",
            "name",
        ),
    ],
)
def test_an_unusable_contact_is_refused(told, message, field, world, hospital):
    before = world.everything()

    with pytest.raises(commands.UnusableContact) as refusal:
        world.contact(hospital, **told)

    assert str(refusal.value) == message
    assert [place.field for place in refusal.value.where] == [field]
    assert world.everything() == before


def test_a_revision_without_a_number_keeps_the_sealed_one(world, contact):
    revise(world, contact, position="院长")

    assert world.last_told() == "修改「甲医院」的联系人「张**」"
    assert commands.reveal_contact(world.manager, contact_id=contact, purpose="核对") == {
        "phone": PHONE,
        "email": EMAIL,
    }
    make.as_(world.overseer)
    assert list(Contact.objects.values_list("position", "phone_masked", "version")) == [
        ("院长", "138****5678", 2)
    ]


def test_a_revision_with_a_number_replaces_it_and_its_index(world, contact):
    revise(world, contact, phone="027-87654321")

    client = make.client(world.manager)

    def found(number):
        return [item["name"] for item in client.get("/api/search", {"q": number}).json()["items"]]

    assert found(PHONE) == []
    assert found("02787654321") == ["甲医院"]


def test_a_sealed_number_opens_in_its_own_row_only(world, hospital, contact):
    other = world.contact(hospital, "李四", phone="13900000000")
    make.as_(world.overseer)
    stolen = ContactSecret.objects.get(pk=contact).phone_sealed
    ContactSecret.objects.filter(pk=other).update(phone_sealed=stolen)

    with pytest.raises(ValueError, match="phone"):
        commands.reveal_contact(world.manager, contact_id=other, purpose="核对")


def test_a_dropped_contact_is_forgotten(world, hospital, contact):
    commands.drop_contact(world.manager, contact_id=contact, seen_version=1)

    assert world.last_told() == "移除「甲医院」的联系人「张**」"
    make.as_(world.overseer)
    assert ContactSecret.objects.count() == 0
    assert list(Contact.objects.values_list("phone_masked", "email_masked")) == [("", "")]
    listed = make.client(world.manager).get(f"/api/terminals/{hospital}/contacts").json()
    assert listed == {"items": []}
    for attempt in (
        lambda: commands.reveal_contact(world.manager, contact_id=contact, purpose="核对"),
        lambda: revise(world, contact, seen=2),
        lambda: commands.drop_contact(world.manager, contact_id=contact, seen_version=2),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_an_older_version_of_a_contact_is_stopped(world, contact):
    revise(world, contact, position="院长")

    with pytest.raises(Stale) as refusal:
        revise(world, contact, position="主任")
    with pytest.raises(Stale):
        commands.drop_contact(world.manager, contact_id=contact, seen_version=1)

    assert str(refusal.value) == "联系人「张三丰」已被别人更新，请刷新后再改。"


def test_a_contact_publishes_nothing(world, hospital):
    published = trade.facts()

    world.contact(hospital, phone=PHONE)

    assert trade.facts() == published


def test_over_http_a_mask_is_refused_by_field(world, contact):
    answer = make.client(world.manager).post(
        f"/api/terminals/contacts/{contact}/revise",
        {"seen_version": 1, "name": "张三丰", "phone": "138****5678"},
        content_type="application/json",
    )

    told = json.loads(answer.content)
    assert (answer.status_code, told["code"], told["where"]) == (
        422,
        "masked_value",
        [{"field": "phone", "message": "请填写完整内容"}],
    )
