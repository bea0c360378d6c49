"""Pictures that nobody took: a photo of an installation and a signature, as PNG."""

from __future__ import annotations

import struct
import zlib
from typing import Final

Colour = tuple[int, int, int]

_WALL: Final = (214, 222, 224)
_FLOOR: Final = (178, 186, 184)
_STEEL: Final = (150, 160, 166)
_CASE: Final = (236, 240, 242)
_SCREEN: Final = (18, 34, 46)
_WAVE: Final = (64, 220, 150)
_PAPER: Final = (255, 255, 255)
_INK: Final = (20, 30, 60)


def photo(number: int) -> bytes:
    """Draw a device on its stand before a wall; the number moves it, so that no two are equal."""
    left = 120 + number * 23 % 150
    canvas = _Canvas(480, 360, _WALL)
    canvas.fill(0, 290, 480, 70, _FLOOR)
    canvas.fill(left + 82, 200, 16, 130, _STEEL)
    canvas.fill(left + 50, 326, 80, 8, _STEEL)
    canvas.fill(left, 60, 180, 140, _CASE)
    canvas.fill(left + 12, 72, 156, 116, _SCREEN)
    for x in range(150):
        canvas.fill(left + 14 + x, 128 - (x * 7 + number) % 29, 2, 3, _WAVE)
    return canvas.png()


def signature(number: int) -> bytes:
    """Draw a running line; the number changes its swing."""
    canvas = _Canvas(320, 120, _PAPER)
    for x in range(240):
        canvas.fill(40 + x, 40 + x * (3 + number % 5) // 7 % 47 - x * x // 2400, 3, 3, _INK)
    return canvas.png()


class _Canvas:
    """A picture of three bytes a point."""

    def __init__(self, width: int, height: int, colour: Colour) -> None:
        self._width = width
        self._rows = [bytearray(bytes(colour) * width) for _ in range(height)]

    def fill(self, left: int, top: int, width: int, height: int, colour: Colour) -> None:
        for row in self._rows[max(top, 0) : max(top, 0) + height]:
            row[left * 3 : (left + width) * 3] = bytes(colour) * width

    def png(self) -> bytes:
        rows = b"".join(b"\0" + row for row in self._rows)
        head = struct.pack(">IIBBBBB", self._width, len(self._rows), 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check
