"""The steps of the life, in their order; each posts as the person whose work it is."""

from __future__ import annotations

from collections.abc import Callable

from duan.core.kernel import outbox
from duan.edge.demo import pictures
from tests.scenarios.life_of_a_device.story import PRICE, SERIALS, Story


def catalogue(story: Story) -> None:
    """The steward enters the product, its certificate and its identifier; and another product."""
    for key, name, which in (
        ("model", "治疗呼吸机", 1),
        ("other_model", "转运呼吸机", 2),
    ):
        product = story.post(
            "steward",
            "catalog/products",
            name=f"{name}{story.number}",
            registrant_name="江岳医疗科技股份有限公司",
            management_class="3",
            category_code="08",
        )
        model = story.post("steward", f"catalog/products/{product['id']}/models", name="VT-60")
        story.ids[key] = model["models"][0]["id"]
        story.post(
            "steward",
            f"catalog/products/{product['id']}/certificates",
            certificate_no=f"国械注准2022308{story.number * 2 + which:04d}",
            starts_on=story.day(-700),
            through_on=story.day(1000),
            model_ids=[story.ids[key]],
        )
        story.post(
            "steward",
            f"catalog/models/{story.ids[key]}/identifiers",
            di=story.item(which),
            has_lot=False,
            has_serial=True,
            has_produced=True,
            has_expiry=False,
        )


def intake(story: Story) -> None:
    """The keeper receives both units, and one of the other product, by scan."""
    warehouse = story.post(
        "steward",
        "stock/warehouses",
        scope_id=story.ids["region"],
        code=f"WH{story.number}",
        name="武汉中心仓",
    )
    intake = story.post(
        "keeper",
        "stock/intakes",
        warehouse_id=warehouse["id"],
        supplier_name="江岳医疗科技股份有限公司",
        delivery_note_no="SX-1",
    )
    scans = [story.scan(serial) for serial in SERIALS]
    for scan in [*scans, story.scan("TR-0001", which=2)]:
        story.post("keeper", f"stock/intakes/{intake['id']}/receive", scan=scan)
    story.post("keeper", f"stock/intakes/{intake['id']}/close")


def lead(story: Story) -> None:
    deal = story.post(
        "sales",
        "sales/leads",
        terminal_id=story.hospital_id,
        department_id=story.department_id,
        title="呼吸机增配",
        need="冬季床位满，增配 2 台",
    )
    story.ids["deal"] = deal["id"]


def opportunity(story: Story) -> None:
    deal = story.post(
        "sales",
        f"sales/leads/{story.ids['deal']}/qualify",
        seen_version=1,
        budget="600000.00",
        expected_on=story.day(30),
    )
    story.ids["opportunity"] = deal["opportunity"]["id"]


def quote(story: Story) -> None:
    line = {"model_id": story.ids["model"], "quantity": 2, "unit_price": PRICE}
    deal = story.post(
        "sales",
        "sales/quotes",
        opportunity_id=story.ids["opportunity"],
        lines=[line],
        valid_through=story.day(30),
    )
    quote = deal["quotes"][0]["id"]
    story.post("sales", f"sales/quotes/{quote}/send", seen_version=1)
    story.post("sales", f"sales/quotes/{quote}/accept", seen_version=2)
    story.ids["quote"] = quote


def contract(story: Story) -> None:
    """Sales drafts and submits; the manager approves; sales has it signed."""
    parts = [("DEPOSIT", "30"), ("ARRIVAL", "30"), ("ACCEPTANCE", "35"), ("RETENTION", "5")]
    schedule = [{"kind": kind, "percent": share, "days": 30} for kind, share in parts]
    deal = story.post(
        "sales",
        "sales/contracts",
        quote_id=story.ids["quote"],
        warranty_rule="ACCEPTANCE_SIGNED",
        warranty_months=12,
        sla_class="A",
        schedule=schedule,
    )
    path = f"sales/contracts/{deal['contract']['id']}"
    story.ids["contract"] = deal["contract"]["id"]
    story.post("sales", f"{path}/submit", seen_version=1)
    deal = story.post("manager", f"{path}/approve", seen_version=2)
    seen = deal["contract"]["version"]
    story.post("sales", f"{path}/sign", seen_version=seen, signed_on=story.day(0))
    outbox.work_once()


def order(story: Story) -> None:
    story.post("sales", "sales/orders", contract_id=story.ids["contract"], commit_on=story.day(14))
    outbox.work_once()
    waiting = story.get("checker", "delivery/shipments", status="WAITING")["items"]
    story.ids["shipment"] = waiting[0]["id"]


def check(story: Story) -> list[tuple[str, str]]:
    """The checker scans: first what must not leave, then what was ordered; return the verdicts."""
    path = f"delivery/shipments/{story.ids['shipment']}"
    scans = [
        story.scan("TR-0001", which=2),
        story.scan("VT6-0009"),
        story.scan(SERIALS[0]),
        story.scan(SERIALS[0]),
        story.scan(SERIALS[1]),
    ]
    told = [story.post("checker", f"{path}/check", scan=scan) for scan in scans]
    story.post("checker", f"{path}/finish-check")
    return [(one["verdict"], one["code"]) for one in told]


def ship(story: Story) -> None:
    path = f"delivery/shipments/{story.ids['shipment']}"
    seen = story.get("keeper", path)["version"]
    story.post("keeper", f"{path}/ship", seen_version=seen, carrier="驿达物流", waybill_no="YD1")
    outbox.work_once()


def arrive(story: Story) -> None:
    path = f"delivery/shipments/{story.ids['shipment']}"
    seen = story.get("engineer", path)["version"]
    story.post(
        "engineer", f"{path}/confirm-arrival", seen_version=seen, receiver_name="设备科 李工"
    )
    outbox.work_once()
    tasks = story.get("manager", "field/tasks", deal=story.ids["deal"])["items"]
    story.ids["tasks"] = sorted(task["id"] for task in tasks)


def dispatch(story: Story) -> None:
    for task in story.ids["tasks"]:
        story.post(
            "manager",
            f"field/tasks/{task}/dispatch",
            seen_version=1,
            engineer_id=story.engineer_id,
            planned_on=story.day(0),
        )


def install(story: Story) -> None:
    for number, task in enumerate(story.ids["tasks"]):
        path = f"field/tasks/{task}"
        seen = story.get("engineer", path)
        story.post("engineer", f"{path}/start", seen_version=seen["version"])
        for item in seen["checklist"]:
            story.post("engineer", f"{path}/tick", key=item["key"], done=True)
        photo = story.upload("engineer", "现场.png", pictures.photo(number))
        story.post("engineer", f"{path}/photos", file_id=photo, caption="装机现场")
        seen = story.get("engineer", path)
        story.post("engineer", f"{path}/finish", seen_version=seen["version"])


def accept(story: Story) -> None:
    """The hospital's own person signs for each unit."""
    for number, task in enumerate(story.ids["tasks"]):
        path = f"field/tasks/{task}"
        seen = story.get("hospital", path)
        story.post(
            "hospital",
            f"{path}/accept",
            seen_version=seen["version"],
            signer_name="邓颖",
            signer_title="设备科",
            signature_file_id=story.upload("hospital", "签字.png", pictures.signature(number)),
        )
        story.ids.setdefault("units", []).append(seen["unit_id"])
    outbox.work_once()


def train(story: Story) -> None:
    path = f"field/tasks/{story.ids['tasks'][0]}/trainings"
    training = story.post("engineer", path, topic="临床使用", planned_on=story.day(0))
    attendance = [
        {"person_name": "何静", "department_name": "护理组", "passed": True},
        {"person_name": "罗平", "department_name": "医师组", "passed": False},
    ]
    path = f"field/trainings/{training['id']}"
    story.post("engineer", f"{path}/hold", seen_version=1, attendance=attendance)


def care(story: Story) -> None:
    """The hospital reports, the engineer mends, the service desk asks afterwards."""
    ticket = story.post("hospital", "care/tickets", unit_id=story.ids["units"][0], title="屏幕闪烁")
    story.ids["ticket"] = ticket["id"]
    path = f"care/tickets/{ticket['id']}"
    story.post("engineer", f"{path}/take", seen_version=1)
    story.post("engineer", f"{path}/resolve", seen_version=2, resolution="重插排线")
    story.post("desk", f"{path}/follow-up", seen_version=3, spoke_with="邓颖", satisfaction=5)


def renew(story: Story) -> None:
    """Sales finds the warranty that ends within a year, and has the next contract signed."""
    ending = story.get("sales", "care/renewals", within=400)["items"]
    cover = next(one for one in ending if one["unit_id"] == story.ids["units"][0])
    renewal = story.post(
        "sales",
        "care/renewals",
        cover_id=cover["cover_id"],
        months=12,
        amount="21000.00",
        sla_class="A",
    )
    story.post("sales", f"care/renewals/{renewal['id']}/sign", seen_version=1)


def pay(story: Story) -> None:
    """Finance receives all that has become due."""
    for milestone in story.get("finance", f"money/deals/{story.ids['deal']}")["items"]:
        if milestone["status"] == "DUE":
            story.post(
                "finance",
                f"money/milestones/{milestone['id']}/receipts",
                seen_version=milestone["version"],
                amount=milestone["open"],
                received_on=story.day(0),
            )


Step = Callable[[Story], object]
STEPS: tuple[Step, ...] = (
    catalogue, intake, lead, opportunity, quote, contract, order, check, ship, arrive, dispatch,
    install, accept, train, care, renew, pay,
)  # fmt: skip
