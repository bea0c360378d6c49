"""From the stored content of one XLSX cell to the text a person sees.

A cell is `(attributes, content)`: what stands behind its reference (` s="1" t="s"`) and either the
bare value or everything inside the element. Attributes repeat all over a sheet, so a converter is
made once per distinct attributes and then only called.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence

from duan.edge.exchange.sheets.numerals import (
    PLAIN,
    Doubtful,
    Look,
    date_text,
    iso_day,
    number_text,
    padded_text,
)
from duan.edge.exchange.sheets.places import whole

Converter = Callable[[str], str]

YES, NO = "是", "否"
_ATTRIBUTES = re.compile(r'\s*([a-z]+)="([^"<&]*)"')
_BODY = re.compile(
    r"\s*(?P<f><f(?:\s[^<>]*)?(?:/>|>[^<]*</f>))?"
    r"\s*(?:<v(?:\s[^<>]*)?(?:/>|>(?P<v>[^<]*)</v>))?"
    r"\s*(?:<is(?:/>|>(?P<is>.*)</is>))?\s*",
    re.DOTALL,
)
_TEXT = re.compile(r"<t(?:\s[^<>]*)?(?:/>|>([^<]*)</t>)")
_TEXT_START = re.compile(r"<t[\s/>]")
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_ENTITY = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{1,4});|&")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_TAGS_OF_ONE = 2
_KEPT_SHORT = 15
_SURROGATES = range(0xD800, 0xE000)
_MEMORY = 100_000


class NotPlain(Exception):
    """The XML isn't in the plain form that the fast parser is sure of."""


class Memo(dict[str, str]):
    """Remembers texts of a converter; forgets everything rather than grow without bound."""

    def __init__(self, convert: Converter) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: str) -> str:
        text = self._convert(value)
        if len(self) >= _MEMORY:
            self.clear()
        self[value] = text
        return text


class Converters(dict[str, Converter]):
    """Converter by the raw attributes of a cell, made when first asked for."""

    def __init__(self, strings: Sequence[str], looks: Sequence[Look], *, since_1904: bool) -> None:
        super().__init__()
        self._strings = strings
        self._looks = looks
        self._since_1904 = since_1904
        self._texts: dict[str, Converter] = {
            "s": self._shared,
            "b": _yes_or_no,
            "e": _error,
            "str": escaped_text,
            "inlineStr": escaped_text,
            "d": lambda value: iso_day(xml_text(value)),
        }

    def __missing__(self, attributes: str) -> Converter:
        found = attributes_of(attributes)
        kind = found.get("t", "n")
        if kind == "n":
            style = whole(found.get("s", ""))
            convert = self._number(-1 if style is None else style)
        elif kind in self._texts:
            convert = self._texts[kind]
        else:
            raise NotPlain
        self[attributes] = convert
        return convert

    def column(self, attributes: str, values: Sequence[str]) -> Sequence[str]:
        """Convert many values with the same attributes. Raises Doubtful, NotPlain."""
        convert = self[attributes]
        digits = "".join(values)
        if digits.isdecimal() and digits.isascii():
            if convert == self._shared and max(map(int, values)) < len(self._strings):
                return list(map(self._strings.__getitem__, map(int, values)))
            if convert is _plain_number and max(map(len, values)) <= _KEPT_SHORT:
                return values
        return list(map(convert, values))

    def _shared(self, value: str) -> str:
        if not value.isdecimal() or int(value) >= len(self._strings):
            raise Doubtful("BAD_STRING", value)
        return self._strings[int(value)]

    def _number(self, style: int) -> Converter:
        look = self._looks[style] if 0 <= style < len(self._looks) else PLAIN
        if look.shape == "number":
            return _plain_number
        if look.shape == "padded":
            return Memo(padded_text(look.digits)).__getitem__
        return Memo(date_text(look.shape, since_1904=self._since_1904)).__getitem__


def attributes_of(raw: str) -> dict[str, str]:
    """Read ` s="1" t="s"`. Raises NotPlain for anything that isn't simple attributes."""
    found: dict[str, str] = {}
    at = 0
    for match in _ATTRIBUTES.finditer(raw):
        if match.start() != at:
            raise NotPlain
        found[match[1]] = match[2]
        at = match.end()
    if raw[at:].strip():
        raise NotPlain
    return found


def body_text(convert: Converter, attributes: str, body: str) -> str:
    """Text of a cell that holds more than a bare value: a formula, a rich inline string.

    Raises NotPlain for other content, Doubtful FORMULA_WITHOUT_VALUE for a formula that was
    never calculated.
    """
    found = _BODY.fullmatch(body)
    if found is None:
        raise NotPlain
    if found["is"] is not None:
        return rich_text(found["is"])
    value: str | None = found["v"]
    if value:
        return convert(value)
    if found["f"] is not None and attributes_of(attributes).get("t") != "str":
        raise Doubtful("FORMULA_WITHOUT_VALUE", "")
    return ""


def rich_text(inside: str) -> str:
    """Join the runs of a string, without phonetic hints. Raises NotPlain."""
    if inside.startswith("<t>") and inside.endswith("</t>") and inside.count("<") == _TAGS_OF_ONE:
        return escaped_text(inside[3:-4])
    if "<rPh" in inside:
        inside = _PHONETIC.sub("", inside)
    runs = _TEXT.findall(inside)
    if len(runs) != len(_TEXT_START.findall(inside)):
        raise NotPlain
    return escaped_text("".join(runs))


def escaped_text(raw: str) -> str:
    """Resolve XML entities and the `_x000D_` escapes of the format. Raises NotPlain."""
    return unescaped(xml_text(raw))


def unescaped(text: str) -> str:
    """Resolve the escapes of the format alone: "_x000D_" is a carriage return."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def xml_text(raw: str) -> str:
    """Resolve entities, fold line ends as XML does. Raises NotPlain for what isn't well-formed."""
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_entity, raw) if "&" in raw else raw


def _entity(match: re.Match[str]) -> str:
    name: str | None = match[1]
    if name is None or (name[0] != "#" and name not in _NAMED):
        raise NotPlain
    if name[0] != "#":
        return _NAMED[name]
    code = int(name.removeprefix("#x"), 16) if name[1] == "x" else int(name[1:])
    if code == 0 or code > sys.maxunicode or code in _SURROGATES:
        raise NotPlain
    return chr(code)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)


def _plain_number(value: str) -> str:
    if value.isdigit() and len(value) <= _KEPT_SHORT:
        return value
    return number_text(value)


def _yes_or_no(value: str) -> str:
    return YES if value.strip() in {"1", "true"} else NO


def _error(value: str) -> str:
    raise Doubtful("CELL_ERROR", xml_text(value))
