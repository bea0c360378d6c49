"""The small parts of an XLSX: which sheets there are, which numbers are dates."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from duan.edge.exchange.sheets.kinds import HOW_TO_SAVE
from duan.edge.exchange.sheets.numerals import Look, look_of
from duan.edge.exchange.sheets.package import Package
from duan.edge.exchange.sheets.places import whole
from duan.edge.exchange.sheets.types import UnreadableFile

_FOREIGN = (
    ("word/", "Word 文档"),
    ("ppt/", "PowerPoint 演示"),
    ("xl/workbook.bin", "二进制工作簿 .xlsb"),
    ("content.xml", "OpenDocument 表格 .ods"),
    ("index/document.iwa", "Numbers 表格"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    name: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """`looks[s]` tells how a number in style `s` shows; `strings` is the shared-strings part."""

    sheets: tuple[SheetPart, ...]
    since_1904: bool
    looks: tuple[Look, ...]
    strings: str | None


class Element:
    __slots__ = ("attributes", "name", "parent")

    def __init__(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.parent = parent
        self.attributes = attributes


def broken(why: str) -> UnreadableFile:
    return UnreadableFile("BROKEN_XLSX", f"工作簿内部损坏（{why}）。{HOW_TO_SAVE}")


def read_workbook(package: Package) -> Workbook:
    """Raise UnreadableFile NOT_A_SHEET, BROKEN_XLSX, NO_SHEET."""
    home = _workbook_path(package)
    rels = _relations(package, home)
    elements = list(_elements(package.read(home)))
    sheets = tuple(_sheets(elements, rels))
    if not sheets:
        raise UnreadableFile("NO_SHEET", "工作簿里没有可读的工作表。请把数据放进普通工作表再上传。")
    return Workbook(
        sheets=sheets,
        since_1904=any(
            e.name == "workbookPr" and e.attributes.get("date1904") in {"1", "true"}
            for e in elements
        ),
        looks=_looks(package, _part_of_type(rels, "styles")),
        strings=_present(package, _part_of_type(rels, "sharedStrings")),
    )


def _workbook_path(package: Package) -> str:
    if package.has("_rels/.rels"):
        for element in _elements(package.read("_rels/.rels")):
            kind = element.attributes.get("Type", "")
            target = element.attributes.get("Target", "").lstrip("/")
            if kind.endswith("/officeDocument") and _is_workbook(package, target):
                return target
    if package.has("xl/workbook.xml"):
        return "xl/workbook.xml"
    for prefix, label in _FOREIGN:
        if package.some(prefix):
            raise UnreadableFile("NOT_A_SHEET", f"这是{label}，不是 .xlsx 表格。{HOW_TO_SAVE}")
    raise UnreadableFile("NOT_A_SHEET", f"这是一个压缩包，里面没有工作簿。{HOW_TO_SAVE}")


def _is_workbook(package: Package, target: str) -> bool:
    foreign = target.startswith(("word/", "ppt/")) or target.endswith(".bin")
    return package.has(target) and not foreign


def _relations(package: Package, home: str) -> dict[str, tuple[str, str]]:
    """Relationship id -> (last word of its type, path in the package)."""
    folder, name = posixpath.split(home)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(path):
        raise broken(f"缺少 {path[:80]}")
    found: dict[str, tuple[str, str]] = {}
    for element in _elements(package.read(path)):
        given = element.attributes
        if element.name != "Relationship" or given.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/" + folder, given.get("Target", "")))
        found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found


def _sheets(elements: list[Element], rels: dict[str, tuple[str, str]]) -> Iterator[SheetPart]:
    for element in elements:
        if element.name != "sheet" or element.parent != "sheets":
            continue
        kind, path = rels.get(element.attributes.get("id", ""), ("", ""))
        if kind == "worksheet":
            yield SheetPart(
                name=element.attributes.get("name", ""),
                path=path,
                hidden=element.attributes.get("state", "visible") != "visible",
            )


def _part_of_type(rels: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((path for found, path in rels.values() if found == kind), None)


def _present(package: Package, path: str | None) -> str | None:
    return path if path is not None and package.has(path) else None


def _looks(package: Package, path: str | None) -> tuple[Look, ...]:
    if path is None or not package.has(path):
        return ()
    codes: dict[int, str] = {}
    styles: list[int] = []
    for element in _elements(package.read(path)):
        number = whole(element.attributes.get("numFmtId", "0")) or 0
        if element.name == "numFmt":
            codes[number] = element.attributes.get("formatCode", "")
        elif element.name == "xf" and element.parent == "cellXfs":
            styles.append(number)
    return tuple(look_of(number, codes.get(number)) for number in styles)


def _elements(data: bytes) -> Iterator[Element]:
    """Flatten a small XML part; attributes by local name. A document type is refused."""
    found: list[Element] = []
    path: list[str] = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        given = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        found.append(Element(local, path[-1], given))
        path.append(local)

    def end(_name: str) -> None:
        path.pop()

    def doctype(*_details: object) -> None:
        raise broken("XML 里有文档类型声明")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise broken("XML 不完整") from error
    return iter(found)
