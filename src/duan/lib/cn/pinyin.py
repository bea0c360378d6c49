"""Pinyin of institution names: initials for search, a key for sorting.

Readings come from pypinyin's character table, read straight from its data file (20 ms, once); its
word segmenter is too slow here. Words read otherwise than their characters (重庆, 蚌埠, 六安) have a table
of our own, `data/polyphones.csv`, matched longest first; single characters get the reading usual in
names of places and institutions.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

_USUAL = {
    "长": "chang",
    "都": "du",
    "曾": "zeng",
    "藏": "zang",
    "厦": "xia",
    "覃": "qin",
    "牟": "mu",
    "泌": "mi",
    "参": "can",
    "咽": "yan",
    "〇": "ling",
}
_SEPARATORS = re.compile(r"[^0-9a-z ]+")


def initials(text: str) -> str:
    """First letters, lower case: 武汉协和医院 → whxhyy, 解放军第960医院 → jfjd960yy. Signs vanish."""
    plain = _with_words_spelled(text, short=True)
    return _SEPARATORS.sub("", plain.translate(_INITIALS)).replace(" ", "")


def pinyin_key(text: str) -> str:
    """Syllables with a blank between them, no tones, ü as v; made for sorting bytewise.

    西安 → "xi an" comes before 先 → "xian". Equal keys (张、章) want a second sort by the name itself.
    """
    plain = _with_words_spelled(text, short=False)
    return " ".join(_SEPARATORS.sub(" ", plain.translate(_SYLLABLES)).split())


class _Syllables(dict[int, str]):
    """Character → " syllable ", filled as characters turn up; made for `str.translate`."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        self[point] = spelled = char.lower() if char.isascii() else f" {_syllable(char)} "
        return spelled


class _Initials(dict[int, str]):
    """Character → first letter, filled as characters turn up."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        self[point] = spelled = char.lower() if char.isascii() else _syllable(char)[:1]
        return spelled


_SYLLABLES = _Syllables()
_INITIALS = _Initials()


def _with_words_spelled(text: str, *, short: bool) -> str:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    words, pattern = _polyphones()
    place = 1 if short else 0
    return pattern.sub(lambda hit: words[hit[0]][place], plain)


def _syllable(char: str) -> str:
    if char in _USUAL:
        return _USUAL[char]
    readings = _readings().get(str(ord(char)), "")
    toned = unicodedata.normalize("NFD", readings.split(",")[0])
    return toned.replace("u\u0308", "v").encode("ascii", "ignore").decode()


@cache
def _readings() -> dict[str, str]:
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed", name="pypinyin")
    table = Path(spec.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8")
    readings: dict[str, str] = json.loads(table)
    return readings


@cache
def _polyphones() -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    """Word → (" syllables ", initials), and a pattern that finds the words, longest first."""
    text = files("duan.lib.cn").joinpath("data/polyphones.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:]]
    words = {w: (f" {p} ", "".join(s[0] for s in p.split())) for w, p in rows}
    ordered = sorted(words, key=len, reverse=True)
    starts = "".join(sorted({w[0] for w in words}))
    return words, re.compile(f"(?=[{starts}])(?:{'|'.join(ordered)})")
