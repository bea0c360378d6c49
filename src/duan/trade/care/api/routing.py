"""The router that the files of this package hang their operations on."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Router

from duan.core.kernel.paging import LARGEST_LIMIT

Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]

router = Router(tags=["care"])
