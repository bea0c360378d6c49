"""Human-readable numbers without gaps, one series each, as in T0000001, T0000002."""

from __future__ import annotations

from django.db import connection

_TAKE = """
INSERT INTO kernel_counter AS c (series, last) VALUES (%(series)s, %(count)s)
ON CONFLICT (series) DO UPDATE SET last = c.last + %(count)s RETURNING last
"""


def take_numbers(series: str, count: int = 1) -> int:
    """Reserve `count` numbers; return the first. The series is locked until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"series": series, "count": count})
        row = cursor.fetchone()
    return int(row[0]) - count + 1
