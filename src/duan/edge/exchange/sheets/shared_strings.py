"""The table of texts that the cells of an XLSX point into.

Read as a stream; the plain form by pattern, anything else by a real XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from duan.edge.exchange.sheets.cells import NotPlain, rich_text, unescaped
from duan.edge.exchange.sheets.package import Package
from duan.edge.exchange.sheets.regions import declares_utf8
from duan.edge.exchange.sheets.types import Limits, UnreadableFile
from duan.edge.exchange.sheets.workbook import broken

_STRING = re.compile(r"<si(?:/>|>(.*?)</si>)", re.DOTALL)
_SIMPLE = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_END = b"</si>"
_HEAD = re.compile(rb"\s*(?:<\?xml[^<>]*\?>)?\s*<sst(?:\s[^<>]*)?>")
_TAIL = re.compile(rb"\s*(?:<extLst>.*</extLst>)?\s*</sst>\s*", re.DOTALL)


def read_strings(package: Package, path: str | None, limits: Limits) -> list[str]:
    """Give all shared strings in order. Raises UnreadableFile."""
    if path is None:
        return []
    try:
        return _within(_plain(package.stream(path, limits.strings_bytes), limits), limits)
    except NotPlain:
        return _within(_exact(package.stream(path, limits.strings_bytes)), limits)


def _within(texts: Iterable[str], limits: Limits) -> list[str]:
    found: list[str] = []
    for text in texts:
        found.append(text)
        if len(found) > limits.strings:
            raise UnreadableFile(
                "ZIP_BOMB",
                f"工作簿里不同的文字超过 {limits.strings} 条，无法一次读取。请拆成几个文件分别导入。",
            )
    return found


def _plain(chunks: Iterable[bytes], limits: Limits) -> Iterator[str]:
    rest, started = b"", False
    for chunk in chunks:
        rest += chunk
        if not started:
            rest = _behind_head(rest)
            started = True
        cut = rest.rfind(_END) + len(_END)
        if cut >= len(_END):
            yield from _block(rest[:cut])
            rest = rest[cut:]
        elif len(rest) > limits.row_bytes:
            raise UnreadableFile(
                "CELL_TOO_LONG", "有一个单元格的文字大得异常，无法读取。请删掉它再上传。"
            )
    empty = rest.find(b"</sst>")
    yield from _block(rest[: max(empty, 0)])
    if not _TAIL.fullmatch(rest[max(empty, 0) :]) and not _TAIL.fullmatch(rest):
        raise NotPlain


def _behind_head(rest: bytes) -> bytes:
    head = _HEAD.match(rest)
    if head is None or not declares_utf8(head[0]):
        raise NotPlain
    return rest[head.end() :]


def _block(block: bytes) -> Iterator[str]:
    try:
        text = block.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error
    count = text.count("<si")
    found = _SIMPLE.findall(text)
    if len(found) == count and not any(mark in text for mark in ("&", "_x", "\r", "<!")):
        yield from found
        return
    found = _STRING.findall(text)
    if "<!" in text or count != len(found):
        raise NotPlain
    yield from map(rich_text, found)


class _Collector:
    """Expat handlers that gather the text of each `si`, without phonetic hints."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._parts: list[str] = []
        self._phonetic = 0
        self._in_text = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "si":
            self._parts = []
        elif local == "rPh":
            self._phonetic += 1
        self._in_text = local == "t" and not self._phonetic

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        if local == "si":
            self.done.append(unescaped("".join(self._parts)))
        elif local == "rPh":
            self._phonetic -= 1
        self._in_text = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._parts.append(data)

    def doctype(self, *_details: object) -> None:
        raise broken("XML 里有文档类型声明")


def _exact(chunks: Iterable[bytes]) -> Iterator[str]:
    collector = _Collector()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    parser.StartDoctypeDeclHandler = collector.doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield from collector.done
            collector.done.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise broken("文字表的 XML 不完整") from error
    yield from collector.done
