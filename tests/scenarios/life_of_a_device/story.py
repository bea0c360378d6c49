"""One device's whole life over HTTP, each step by the person whose work it is.

The story knows paths and bodies, nothing of tables. Between the steps the worker does what it does
in the product: it hands out what happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from duan.core.kernel import outbox
from duan.edge.demo import pictures
from duan.lib import udi

PRICE = "268000.00"
ITEM = "0697009876501"
DI = ITEM + udi.check_digit(ITEM)
OTHER_ITEM = "0697009876502"
OTHER_DI = OTHER_ITEM + udi.check_digit(OTHER_ITEM)
SERIALS = ("VT6-0001", "VT6-0002")


@dataclass
class Story:
    """Who is signed in as what, and what has come of it so far."""

    people: dict[str, Client]
    hospital_id: str
    department_id: str
    scope_id: int
    engineer_id: str
    today: date = field(default_factory=localdate)
    ids: dict[str, Any] = field(default_factory=dict)

    def get(self, who: str, path: str, **query: Any) -> Any:
        answer = self.people[who].get(f"/api/{path}", query)
        assert answer.status_code == 200, (who, path, answer.content.decode())
        return answer.json()

    def post(self, who: str, path: str, **body: Any) -> Any:
        answer = self.people[who].post(f"/api/{path}", body, content_type="application/json")
        assert answer.status_code in (200, 201), (who, path, answer.content.decode())
        return answer.json()

    def upload(self, who: str, name: str, content: bytes) -> str:
        body = {"scope_id": self.scope_id, "file": SimpleUploadedFile(name, content)}
        answer = self.people[who].post("/api/files", body)
        assert answer.status_code == 201, answer.content.decode()
        return answer.json()["id"]

    def day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    def scan(self, serial: str, *, di: str = DI, **more: date) -> str:
        made = self.today - timedelta(days=60)
        return udi.compose(di=di, serial=serial, **{"produced_on": made, **more})

    # -- the steps, in their order ------------------------------------------------------------

    def catalogue(self) -> None:
        """The steward enters the product, its certificate and its identifier; and another product."""
        for key, name, item in (
            ("model", "治疗呼吸机", DI),
            ("other_model", "转运呼吸机", OTHER_DI),
        ):
            product = self.post(
                "steward",
                "catalog/products",
                name=name,
                registrant_name="江岳医疗科技股份有限公司",
                management_class="3",
                category_code="08",
            )
            model = self.post("steward", f"catalog/products/{product['id']}/models", name="VT-60")
            self.ids[key] = model["models"][0]["id"]
            self.post(
                "steward",
                f"catalog/products/{product['id']}/certificates",
                certificate_no=f"国械注准2022308{item[-5:-1]}",
                starts_on=self.day(-700),
                through_on=self.day(1000),
                model_ids=[self.ids[key]],
            )
            self.post(
                "steward",
                f"catalog/models/{self.ids[key]}/identifiers",
                di=item,
                has_lot=False,
                has_serial=True,
                has_produced=True,
                has_expiry=False,
            )

    def intake(self) -> None:
        """The keeper receives both units, and one of the other product, by scan."""
        warehouse = self.post(
            "steward",
            "stock/warehouses",
            scope_id=self.ids["region"],
            code="WH01",
            name="武汉中心仓",
        )
        intake = self.post(
            "keeper",
            "stock/intakes",
            warehouse_id=warehouse["id"],
            supplier_name="江岳医疗科技股份有限公司",
            delivery_note_no="SX-1",
        )
        scans = [self.scan(serial) for serial in SERIALS]
        for scan in [*scans, self.scan("TR-0001", di=OTHER_DI)]:
            self.post("keeper", f"stock/intakes/{intake['id']}/receive", scan=scan)
        self.post("keeper", f"stock/intakes/{intake['id']}/close")

    def lead(self) -> None:
        deal = self.post(
            "sales",
            "sales/leads",
            terminal_id=self.hospital_id,
            department_id=self.department_id,
            title="呼吸机增配",
            need="冬季床位满，增配 2 台",
        )
        self.ids["deal"] = deal["id"]

    def opportunity(self) -> None:
        deal = self.post(
            "sales",
            f"sales/leads/{self.ids['deal']}/qualify",
            seen_version=1,
            budget="600000.00",
            expected_on=self.day(30),
        )
        self.ids["opportunity"] = deal["opportunity"]["id"]

    def quote(self) -> None:
        line = {"model_id": self.ids["model"], "quantity": 2, "unit_price": PRICE}
        deal = self.post(
            "sales",
            "sales/quotes",
            opportunity_id=self.ids["opportunity"],
            lines=[line],
            valid_through=self.day(30),
        )
        quote = deal["quotes"][0]["id"]
        self.post("sales", f"sales/quotes/{quote}/send", seen_version=1)
        self.post("sales", f"sales/quotes/{quote}/accept", seen_version=2)
        self.ids["quote"] = quote

    def contract(self) -> None:
        """Sales drafts and submits; the manager approves; sales has it signed."""
        parts = [("DEPOSIT", "30"), ("ARRIVAL", "30"), ("ACCEPTANCE", "35"), ("RETENTION", "5")]
        schedule = [{"kind": kind, "percent": share, "days": 30} for kind, share in parts]
        deal = self.post(
            "sales",
            "sales/contracts",
            quote_id=self.ids["quote"],
            warranty_rule="ACCEPTANCE_SIGNED",
            warranty_months=12,
            sla_class="A",
            schedule=schedule,
        )
        path = f"sales/contracts/{deal['contract']['id']}"
        self.ids["contract"] = deal["contract"]["id"]
        self.post("sales", f"{path}/submit", seen_version=1)
        deal = self.post("manager", f"{path}/approve", seen_version=2)
        seen = deal["contract"]["version"]
        self.post("sales", f"{path}/sign", seen_version=seen, signed_on=self.day(0))
        outbox.work_once()

    def order(self) -> None:
        self.post("sales", "sales/orders", contract_id=self.ids["contract"], commit_on=self.day(14))
        outbox.work_once()
        waiting = self.get("checker", "delivery/shipments", status="WAITING")["items"]
        self.ids["shipment"] = waiting[0]["id"]

    def check(self) -> list[tuple[str, str]]:
        """The checker scans: first what must not leave, then what was ordered; return the verdicts."""
        path = f"delivery/shipments/{self.ids['shipment']}"
        scans = [
            self.scan("TR-0001", di=OTHER_DI),
            self.scan("VT6-0009"),
            self.scan(SERIALS[0]),
            self.scan(SERIALS[0]),
            self.scan(SERIALS[1]),
        ]
        told = [self.post("checker", f"{path}/check", scan=scan) for scan in scans]
        self.post("checker", f"{path}/finish-check")
        return [(one["verdict"], one["code"]) for one in told]

    def ship(self) -> None:
        path = f"delivery/shipments/{self.ids['shipment']}"
        seen = self.get("keeper", path)["version"]
        self.post("keeper", f"{path}/ship", seen_version=seen, carrier="驿达物流", waybill_no="YD1")
        outbox.work_once()

    def arrive(self) -> None:
        path = f"delivery/shipments/{self.ids['shipment']}"
        seen = self.get("engineer", path)["version"]
        self.post(
            "engineer", f"{path}/confirm-arrival", seen_version=seen, receiver_name="设备科 李工"
        )
        outbox.work_once()
        tasks = self.get("manager", "field/tasks", deal=self.ids["deal"])["items"]
        self.ids["tasks"] = sorted(task["id"] for task in tasks)

    def dispatch(self) -> None:
        for task in self.ids["tasks"]:
            self.post(
                "manager",
                f"field/tasks/{task}/dispatch",
                seen_version=1,
                engineer_id=self.engineer_id,
                planned_on=self.day(0),
            )

    def install(self) -> None:
        for number, task in enumerate(self.ids["tasks"]):
            path = f"field/tasks/{task}"
            seen = self.get("engineer", path)
            self.post("engineer", f"{path}/start", seen_version=seen["version"])
            for item in seen["checklist"]:
                self.post("engineer", f"{path}/tick", key=item["key"], done=True)
            photo = self.upload("engineer", "现场.png", pictures.photo(number))
            self.post("engineer", f"{path}/photos", file_id=photo, caption="装机现场")
            seen = self.get("engineer", path)
            self.post("engineer", f"{path}/finish", seen_version=seen["version"])

    def accept(self) -> None:
        """The hospital's own person signs for each unit."""
        for number, task in enumerate(self.ids["tasks"]):
            path = f"field/tasks/{task}"
            seen = self.get("hospital", path)
            self.post(
                "hospital",
                f"{path}/accept",
                seen_version=seen["version"],
                signer_name="邓颖",
                signer_title="设备科",
                signature_file_id=self.upload("hospital", "签字.png", pictures.signature(number)),
            )
            self.ids.setdefault("units", []).append(seen["unit_id"])
        outbox.work_once()

    def train(self) -> None:
        path = f"field/tasks/{self.ids['tasks'][0]}/trainings"
        training = self.post("engineer", path, topic="临床使用", planned_on=self.day(0))
        attendance = [
            {"person_name": "何静", "department_name": "护理组", "passed": True},
            {"person_name": "罗平", "department_name": "医师组", "passed": False},
        ]
        path = f"field/trainings/{training['id']}"
        self.post("engineer", f"{path}/hold", seen_version=1, attendance=attendance)

    def care(self) -> None:
        """The hospital reports, the engineer mends, the service desk asks afterwards."""
        ticket = self.post(
            "hospital", "care/tickets", unit_id=self.ids["units"][0], title="屏幕闪烁"
        )
        self.ids["ticket"] = ticket["id"]
        path = f"care/tickets/{ticket['id']}"
        self.post("engineer", f"{path}/take", seen_version=1)
        self.post("engineer", f"{path}/resolve", seen_version=2, resolution="重插排线")
        self.post("desk", f"{path}/follow-up", seen_version=3, spoke_with="邓颖", satisfaction=5)

    def renew(self) -> None:
        """Sales finds the warranty that ends within a year, and has the next contract signed."""
        ending = self.get("sales", "care/renewals", within=400)["items"]
        cover = next(one for one in ending if one["unit_id"] == self.ids["units"][0])
        renewal = self.post(
            "sales",
            "care/renewals",
            cover_id=cover["cover_id"],
            months=12,
            amount="21000.00",
            sla_class="A",
        )
        self.post("sales", f"care/renewals/{renewal['id']}/sign", seen_version=1)

    def pay(self) -> None:
        """Finance receives all that has become due."""
        for milestone in self.get("finance", f"money/deals/{self.ids['deal']}")["items"]:
            if milestone["status"] == "DUE":
                self.post(
                    "finance",
                    f"money/milestones/{milestone['id']}/receipts",
                    seen_version=milestone["version"],
                    amount=milestone["open"],
                    received_on=self.day(0),
                )

    def tell(self) -> None:
        """Do all of it."""
        for step in STEPS:
            getattr(self, step)()


STEPS = (
    "catalogue", "intake", "lead", "opportunity", "quote", "contract", "order", "check", "ship",
    "arrive", "dispatch", "install", "accept", "train", "care", "renew", "pay",
)  # fmt: skip
