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

from duan.lib import udi

PRICE = "268000.00"
SERIALS = ("VT6-0001", "VT6-0002")


@dataclass
class Story:
    """Who is signed in as what, and what has come of it so far.

    The number keeps the goods of several stories in one database apart.
    """

    people: dict[str, Client]
    hospital_id: str
    department_id: str
    scope_id: int
    engineer_id: str
    number: int = 0
    today: date = field(default_factory=localdate)
    ids: dict[str, Any] = field(default_factory=dict)
    sent: int = 0

    def get(self, who: str, path: str, **query: Any) -> Any:
        self.sent += 1
        answer = self.people[who].get(f"/api/{path}", query)
        assert answer.status_code == 200, (who, path, answer.content.decode())
        return answer.json()

    def post(self, who: str, path: str, **body: Any) -> Any:
        self.sent += 1
        answer = self.people[who].post(f"/api/{path}", body, content_type="application/json")
        assert answer.status_code in (200, 201), (who, path, answer.content.decode())
        return answer.json()

    def upload(self, who: str, name: str, content: bytes) -> str:
        body = {"scope_id": self.scope_id, "file": SimpleUploadedFile(name, content)}
        self.sent += 1
        answer = self.people[who].post("/api/files", body)
        assert answer.status_code == 201, answer.content.decode()
        return answer.json()["id"]

    def day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    def item(self, which: int = 1) -> str:
        """Return the identifier of what is ordered, or of another product."""
        body = f"06970{self.number:06d}{which:02d}"
        return body + udi.check_digit(body)

    def scan(self, serial: str, *, which: int = 1) -> str:
        """Return what the code on a unit holds."""
        made = self.today - timedelta(days=60)
        return udi.compose(di=self.item(which), serial=serial, produced_on=made)
