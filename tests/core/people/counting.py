from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.hashers import Argon2PasswordHasher
from typing_extensions import override


class CountingHasher(Argon2PasswordHasher):
    """Argon2 with the smallest parameters, that counts how often it worked."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
    worked: ClassVar[list[str]] = []

    @override
    def encode(self, password: str, salt: str) -> str:
        self.worked.append("encode")
        return super().encode(password, salt)

    @override
    def verify(self, password: str, encoded: str) -> bool:
        self.worked.append("verify")
        return super().verify(password, encoded)
