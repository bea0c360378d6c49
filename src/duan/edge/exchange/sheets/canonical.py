"""A worksheet's XML rewritten in the one plain form that `grid` reads.

A real XML parser takes any well-formed sheet (prefixes, single quotes, comments, CDATA, UTF-16,
cells and rows without references) and writes rows, cells, merged ranges and hidden columns back in
the plain form. About six times slower than reading the plain form directly; it also serves as the
oracle for the fast parser in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from duan.edge.exchange.sheets.places import index_of, letter_of, whole
from duan.edge.exchange.sheets.workbook import broken

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DEEPEST = 100
_LONGEST = 1_000_000
_CONTROL = re.compile(r"[\r\n\t]")


class Rewriter:
    """Expat handlers that write the plain form into `out`."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._path: list[str] = []
        self._row = 0
        self._column = -1
        self._text: list[str] | None = None
        self._size = 0
        self._cell = ""
        self._parts: dict[str, str] = {}

    def take(self) -> bytes:
        """Give what was written since the last call."""
        data = "".join(self.out).encode("utf-8", "surrogatepass")
        self.out.clear()
        return data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if len(self._path) > _DEEPEST:
            raise broken("XML 嵌套过深")
        self._path.append(local)
        if local == "row" and self._inside("sheetData"):
            self._open_row(attributes)
        elif local == "c" and self._inside("row"):
            self._open_cell(attributes)
        elif self._cell:
            self._open_part(local)
        elif local == "sheetData":
            self.out.append("<sheetData>")
        elif local == "mergeCell":
            self.out.append(f'<mergeCell ref="{escaped(attributes.get("ref", ""))}"/>')
        elif local == "col":
            self._write_column(attributes)

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        self._path.pop()
        if local in {"v", "t"} and self._text is not None:
            part = "v" if local == "v" else "is"
            self._parts[part] = self._parts.get(part, "") + "".join(self._text)
            self._text = None
        elif local == "c" and self._cell:
            self._close_cell()
        elif local == "row" and self._path[-1:] == ["sheetData"]:
            self.out.append("</row>")
        elif local == "sheetData":
            self.out.append("</sheetData>")

    def text(self, data: str) -> None:
        if self._text is not None and self._size < _LONGEST:
            self._size += len(data)
            self._text.append(data)

    def doctype(self, *_details: object) -> None:
        raise broken("XML 里有文档类型声明")

    def _inside(self, parent: str) -> bool:
        return self._path[-2:-1] == [parent]

    def _open_row(self, attributes: dict[str, str]) -> None:
        given = whole(attributes.get("r", ""))
        self._row = self._row + 1 if given is None else given
        self._column = -1
        hidden = ' hidden="1"' if attributes.get("hidden") in {"1", "true"} else ""
        self.out.append(f'<row r="{self._row}"{hidden}>')

    def _open_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = index_of(found[1]) if found else self._column + 1
        if self._column >= 26**3:
            raise broken("单元格位置超出范围")
        style = f' s="{escaped(attributes["s"])}"' if "s" in attributes else ""
        kind = f' t="{escaped(attributes["t"])}"' if attributes.get("t", "n") != "n" else ""
        self._cell = f'<c r="{letter_of(self._column)}{self._row}"{style}{kind}'
        self._parts = {}

    def _open_part(self, local: str) -> None:
        if local in {"v", "t"} and "rPh" not in self._path:
            self._text = []
            self._size = 0
        elif local == "f":
            self._parts["f"] = "<f/>"

    def _close_cell(self) -> None:
        inside = self._parts.get("f", "")
        if self._parts.get("v"):
            inside += f"<v>{escaped(self._parts['v'])}</v>"
        if "is" in self._parts:
            inside += f"<is><t>{escaped(self._parts['is'])}</t></is>"
        self.out.append(f"{self._cell}>{inside}</c>" if inside else f"{self._cell}/>")
        self._cell = ""

    def _write_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first, last = (escaped(attributes.get(name, "")) for name in ("min", "max"))
            self.out.append(f'<col min="{first}" max="{last}" hidden="1"/>')


def escaped(text: str) -> str:
    """Escape for the plain form; line ends as references, so that no parser folds them."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CONTROL.sub(lambda found: f"&#{ord(found[0])};", text.replace('"', "&quot;"))


def canonical(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Rewrite a worksheet as it streams by. Raises UnreadableFile BROKEN_XLSX."""
    writer = Rewriter()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.StartDoctypeDeclHandler = writer.doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield writer.take()
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise broken("工作表的 XML 不完整") from error
    yield writer.take()
