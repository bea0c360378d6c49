"""医疗机构诊疗科目名录: the departments a licence names, and guesses from what hospitals call theirs.

A hospital's own department maps to 0..n licence departments. 手术室, 导管室, 内镜中心, 透析中心, 消毒供应中心 and
offices such as 设备科 are no licence departments and map to none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_OFFICE = re.compile(
    r"设备|器械|医学工程|临床工程|采购|招采|招标|信息|财务|后勤|总务|保卫|人事|人力|科教|科研|医务|护理部|药剂|药房|药库|药学"
    r"|病案|医保|质控|感染管理|院感|院办|办公室|党办|纪检|审计|档案|工会|基建|宣传|二级库|库房|仓库|SPD|物流|体检|健康管理|营养科|食堂"
)
_NO_LICENCE_DEPARTMENT = re.compile(
    r"消毒供应(?:中心|室|科)?|供应室|CSSD|手术室|导管室|DSA|(?:消化|胃肠|肠|胃)?内?镜(?:中心|室)"
    r"|(?:血液|腹膜|血)?透析(?:中心|室|科)?|血液净化(?:中心|室|科)?|输血科|血库"
)
_WARD_NUMBER = re.compile(
    r"(?<=[内外骨儿妇产瘤])(?:[一二三四五六七八九十]+|\d+|[IVXⅠ-Ⅻ]+)(?=科|区|病|$)"
)


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the list: code 03 or 03.04, name, and the code of the first level above."""

    code: str
    name: str
    parent_code: str | None = None


def department(code: str) -> Department | None:
    """Look up the department of a code; 3 and 03.4 are no codes."""
    return _departments().get(code)


def all_departments() -> tuple[Department, ...]:
    """List all, in order of codes."""
    return tuple(_departments().values())


def guess_departments(name: str) -> list[str]:
    """Licence department codes for a hospital's own department name, in reading order.

    心内科 → 03.04; 神经内科、神经外科 → 03.03, 04.02; offices give []. A guess: let somebody confirm it.
    """
    text = unicodedata.normalize("NFKC", name).upper()
    if _OFFICE.search(text):
        return []
    text = _WARD_NUMBER.sub("", _NO_LICENCE_DEPARTMENT.sub("|", text))
    codes = [c for hit in _words().finditer(text) for c in _synonyms()[hit[0]]]
    unique = list(dict.fromkeys(codes))
    return [c for c in unique if not any(other.startswith(f"{c}.") for other in unique)]


@cache
def _departments() -> dict[str, Department]:
    return {
        code: Department(code, name, code[:2] if "." in code else None)
        for code, name in _table("departments.csv")
    }


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for found in _departments().values():
        bare = found.name.removesuffix("专业")
        if bare != "其他" and not found.code.startswith("50."):
            known[bare.upper()] = (found.code,)
    for words, codes in _table("department_synonyms.csv"):
        for word in words.upper().split():
            known[word] = tuple(codes.split())
    return known


@cache
def _words() -> re.Pattern[str]:
    """All known words, longest first; Latin ones only as whole words (DR, not in DRG)."""
    ordered = sorted(_synonyms(), key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<![A-Z]){w}(?![A-Z])" if w.isascii() else re.escape(w) for w in ordered)
    )


def _table(file_name: str) -> list[tuple[str, str]]:
    text = files("duan.lib.cn").joinpath(f"data/{file_name}").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines()[1:])
    return [(first, second) for first, second in rows]
