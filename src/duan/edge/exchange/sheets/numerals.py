"""Numbers and dates of a workbook as the text a person sees.

A date is a number with a date format: days since 1899-12-30 (or 1904-01-01). The 1900 system also
has a day 60 that never was (29 February 1900), so days below it are one later than they seem.
Source: ECMA-376 part 1, 18.8.30 (number formats) and 18.17.4 (dates).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall-clock date, as Excel means it
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_LEAP_BUG = 60
_LAST_DAY = 2_958_466  # the day after 9999-12-31
_DAY_SECONDS = 86_400
_EXACT_DIGITS = 15
_WIDEST = 40
_BUILTIN_DATES = frozenset([*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58])
_BUILTIN_MOMENTS = frozenset([22])
_BUILTIN_TIMES = frozenset([*range(18, 22), 32, 33, 34, 35, 45, 47, 55, 56])
_BUILTIN_SPANS = frozenset([46])
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]")
_PADDED = re.compile(r"0{2,20}")

Shape = Literal["number", "date", "moment", "time", "span", "padded"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a number in this style shows; `digits` is the width of a format such as `000000`."""

    shape: Shape
    digits: int = 0


class Doubtful(Exception):
    """The text is the best that can be said about the cell, and `code` is what is wrong with it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


PLAIN = Look("number")


def look_of(number: int, code: str | None) -> Look:
    """Judge a number format by its built-in number and, for custom ones, its code."""
    if code is not None:
        return _look_of_code(code)
    if number in _BUILTIN_DATES:
        return Look("date")
    if number in _BUILTIN_MOMENTS:
        return Look("moment")
    if number in _BUILTIN_TIMES:
        return Look("time")
    return Look("span") if number in _BUILTIN_SPANS else PLAIN


def _look_of_code(code: str) -> Look:
    first = code.partition(";")[0]
    if _PADDED.fullmatch(first):
        return Look("padded", len(first))
    letters = _BRACKET.sub("", _LITERAL.sub("", first)).lower().replace("general", "")
    if "[" in letters:
        return Look("span")
    has_day = "y" in letters or "d" in letters or "aaa" in letters
    has_time = "h" in letters or "s" in letters
    if has_day:
        return Look("moment" if has_time else "date")
    if has_time:
        return Look("time")
    return Look("date") if "m" in letters else PLAIN


def number_text(text: str) -> str:
    """Write a stored number without exponent or float noise: "5.0" -> "5", "1E-3" -> "0.001".

    Raises Doubtful LOST_DIGITS for whole numbers of more than 15 digits (Excel keeps 15),
    BAD_NUMBER for what is no number.
    """
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Doubtful("BAD_NUMBER", text) from error
    if not number.is_finite():
        raise Doubtful("BAD_NUMBER", text)
    size = number.adjusted() if number else 0
    if size >= _EXACT_DIGITS:
        raise Doubtful("LOST_DIGITS", f"{number:f}" if size < _WIDEST else f"{number:E}")
    if size < -_WIDEST:
        return f"{number:E}"
    short = f"{Decimal(f'{float(text):.15g}'):f}"
    return short.rstrip("0").rstrip(".") if "." in short else short


def padded_text(digits: int) -> Callable[[str], str]:
    """Leading zeros that only the format shows, as in region codes with the format `000000`."""

    def show(text: str) -> str:
        plain = number_text(text)
        return plain.zfill(digits) if plain.isdigit() else plain

    return show


def date_text(shape: Shape, *, since_1904: bool) -> Callable[[str], str]:
    """Show serial numbers as ISO text: a day, `yyyy-mm-dd HH:MM:SS`, `HH:MM:SS` or `H:MM:SS`.

    The function raises Doubtful BAD_DATE for days that are on no calendar.
    """
    shows: dict[Shape, Callable[[datetime], str]] = {
        "date": lambda at: at.date().isoformat(),
        "moment": lambda at: at.isoformat(" "),
    }
    show_day = shows.get(shape, shows["moment"])

    def show(text: str) -> str:
        try:
            serial = float(text)
        except ValueError as error:
            raise Doubtful("BAD_DATE", text) from error
        if shape == "span":
            return _span(serial, text)
        if not 0 <= serial < _LAST_DAY:
            raise Doubtful("BAD_DATE", text)
        if shape == "time" or (serial < 1 and shape == "moment"):
            return _clock(serial, show_day, since_1904=since_1904)
        return show_day(_moment(serial, text, since_1904=since_1904))

    return show


def _moment(serial: float, text: str, *, since_1904: bool) -> datetime:
    seconds = round((serial % 1) * _DAY_SECONDS)
    day = int(serial)
    if since_1904:
        epoch = _EPOCH_1904
    else:
        if day in {0, _LEAP_BUG}:
            raise Doubtful("BAD_DATE", text)
        epoch = _EPOCH_1900 if day > _LEAP_BUG else _EPOCH_1900 + timedelta(days=1)
    try:
        return epoch + timedelta(days=day, seconds=seconds)
    except OverflowError as error:
        raise Doubtful("BAD_DATE", text) from error


def _clock(serial: float, show_day: Callable[[datetime], str], *, since_1904: bool) -> str:
    if serial >= 1:
        return show_day(_moment(serial, str(serial), since_1904=since_1904))
    seconds = round(serial * _DAY_SECONDS) % _DAY_SECONDS
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _span(serial: float, text: str) -> str:
    if not abs(serial) < _LAST_DAY:
        raise Doubtful("BAD_DATE", text)
    seconds = round(abs(serial) * _DAY_SECONDS)
    sign = "-" if serial < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def iso_day(text: str) -> str:
    """Normalise an ISO 8601 cell (type "d"): "2024-02-29T00:00:00" -> "2024-02-29".

    Raises Doubtful BAD_DATE.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Doubtful("BAD_DATE", text) from error
    midnight = at.hour == at.minute == at.second == 0
    return date.isoformat(at) if midnight else at.replace(tzinfo=None, microsecond=0).isoformat(" ")
