"""Names of institutions as people type them: aliases, campuses and remarks in brackets, taken apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from duan.lib.cn.places import leading_place

_INSTITUTION = (
    r"(?:医院|卫生院|保健院|妇幼院|防治院|疗养院|康复院|总院|服务中心|服中心|医疗中心|医学中心|中心卫生院|保健中心|防治所|防治站|急救中心|血液中心|控制中心"
    r"|体检中心|眼科中心|透析中心|卫生所|卫生室|医务室|诊所|门诊部|服务站|公司|医学院|大学|研究所|研究院|医务所|保健所|卫生站|护理院|养老院|集团)"
)
_ENDS_AS_INSTITUTION = re.compile(rf"{_INSTITUTION}$")
_HOSPITAL = r"(?:医院|卫生院|保健院|防治院|疗养院|康复院|总院|服务中心|医疗中心|医学中心|防治所|护理院|急救中心|妇幼院)"
_CAMPUS = (
    r"(?:[^医]{0,8}院区|[^医院]{0,8}分院|[^医院]{0,6}分部|[东西南北中新老总旧][院区部]|[东西南北]部|[东西南北]院区|本部|总院"
    r"|[^医院]{0,6}(?<!发热)门诊部|第[一二三四五六七八九十\d]+门诊部|[^医院]{0,8}服务站|[^医院]{0,8}分站)"
)
_NAME_AND_CAMPUS = re.compile(rf"(?P<base>.{{2,}}{_HOSPITAL})(?P<campus>{_CAMPUS})")
_CAMPUS_ALONE = re.compile(
    rf"{_CAMPUS}|.{{1,8}}院区.{{0,6}}|[^医]{{1,8}}院[部区]|.{{0,10}}[院校园]区"
)
_MAY_BE_CAMPUS = ("区", "院", "部", "站")
_BRACKET = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
_OPEN_BRACKET = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]+)$")
_FORMER = re.compile(r"^(?:原名?称?|曾用名|旧称|旧名|前身)(?:为|是)?[:：]?")
_ALSO = re.compile(
    r"^(?:简称|又名|又称|亦称|也称|别名|别称|俗称|即|挂牌|加挂|增挂|第[二三]名称)(?:为|是)?[:：]?"
)
_SEPARATOR = re.compile(r"[、/／,，;；|｜]|\s{2,}")
_GRADE_OR_STATUS = re.compile(
    r"[一二三][级甲乙丙]|未定级|筹|在建|停业|停诊|注销|撤销|试运[行营]|试营业|暂停|合资|独资|民营|私立|公立|公办|股份|合伙|盈利|营利|定点|集团$|连锁"
)
_ADDRESS = re.compile(r"[一二三四五六七八九十\d]+[段号楼栋层室期]|[路街巷道]|对面|旁|附近|门口")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class InstitutionName:
    """A name read apart.

    `name`: the name itself, without aliases, blanks or remarks; a campus stays in it as written.
    `aliases`: further names of the same institution. `campus`: 南院区 …; then `base` is the name of
    the institution it belongs to, otherwise `base` equals `name`. `remarks`: 三级甲等, 筹 and the like.
    """

    name: str
    aliases: tuple[str, ...] = ()
    campus: str | None = None
    base: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    aliases: list[str] = field(default_factory=list)
    campuses: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_name(text: str) -> InstitutionName:
    """Take a name apart; never refuses. An empty text has an empty name.

    北京华信医院（清华大学第一附属医院） → name 北京华信医院, alias 清华大学第一附属医院.
    太和医院（武当山院区）, 太和医院武当山院区 → base 太和医院, campus 武当山院区.
    """
    plain = _tidied(text)
    found = _Found()
    if "（" in plain:
        bare = _without_brackets(plain, found)
        if not bare:
            plain, found = re.sub("[（）]", " ", plain).strip(), _Found()
        else:
            plain = bare
    if _SEPARATOR.search(plain):
        plain = _split_names(plain, found)
    plain = plain.replace(" ", "")
    base, campus = _split_campus(plain)
    name = plain
    if found.campuses:
        campus = "".join([*([campus] if campus else []), *found.campuses])
        name = f"{base}（{campus}）"
    aliases = tuple(a for a in dict.fromkeys(found.aliases) if a not in (name, base))
    return InstitutionName(name, aliases, campus, base, tuple(found.remarks))


def _tidied(text: str) -> str:
    """Brackets full-width and closed, blanks single, letters and digits half-width."""
    plain = _BLANKS.sub(lambda b: "  " if len(b[0]) > 1 or b[0] in "\n\t" else " ", text.strip())
    plain = unicodedata.normalize("NFKC", plain)
    plain = _BRACKET.sub(r"（\1）", plain)
    return _OPEN_BRACKET.sub(r"（\1）", plain)


def _without_brackets(plain: str, found: _Found) -> str:
    """Take away the brackets that are no part of the name; what they say goes into `found`."""
    kept: list[str] = []
    end = 0
    for bracket in re.finditer(r"（([^（）]*)）", plain):
        before = plain[end : bracket.start()]
        last = not plain[bracket.end() :].strip(" ）")
        kept.append(before)
        if not _took(bracket[1].strip(), found, last=last):
            kept.append(f"（{bracket[1].strip()}）")
        end = bracket.end()
    kept.append(plain[end:])
    return "".join(kept).strip()


def _took(content: str, found: _Found, *, last: bool) -> bool:
    """Whether the content of a bracket was understood as something that isn't the name."""
    if not content:
        return True
    if _CAMPUS_ALONE.fullmatch(content) and not _FORMER.match(content):
        found.campuses.append(content.replace(" ", ""))
        return True
    names, rest = _names_in(content)
    if rest and not last:
        return False
    if rest and _is_place(content):
        return False
    found.aliases += names
    found.remarks += rest
    return True


def _names_in(content: str) -> tuple[list[str], list[str]]:
    """Sort the pieces of a bracket into institution names and the rest."""
    names: list[str] = []
    rest: list[str] = []
    former = _FORMER.match(content) is not None
    for piece in filter(None, map(str.strip, _SEPARATOR.split(content))):
        bare = _ALSO.sub("", _FORMER.sub("", piece)).replace(" ", "")
        announced = former or _ALSO.match(piece) is not None
        is_name = _ENDS_AS_INSTITUTION.search(bare) or (announced and not _ADDRESS.search(bare))
        if is_name and bare:
            names.append(bare)
        else:
            rest.append(piece)
    return names, rest


def _is_place(content: str) -> bool:
    """（武汉）, （中国） and （湖北） belong to a legal name."""
    return content in ("中国", "集团") or leading_place(content).size == len(content)


def _split_names(plain: str, found: _Found) -> str:
    """甲医院/乙卫生服务中心: the first is the name, the others are aliases, if each is an institution."""
    pieces = [p.strip() for p in _SEPARATOR.split(plain) if p.strip()]
    if len(pieces) < 2 or not all(_ENDS_AS_INSTITUTION.search(p) for p in pieces):  # noqa: PLR2004 (a pair)
        return plain
    found.aliases += [p.replace(" ", "") for p in pieces[1:]]
    return pieces[0]


def _split_campus(name: str) -> tuple[str, str | None]:
    if not name.endswith(_MAY_BE_CAMPUS):
        return name, None
    found = _NAME_AND_CAMPUS.fullmatch(name)
    return (found["base"], found["campus"]) if found else (name, None)
