"""Which encoding a text file is in, decided over the whole file and never by guess alone.

UTF-8 proves itself: a file that decodes is UTF-8, unless it has no East Asian character at all and
would also make good Chinese in GB18030 (「µ」 or 「碌」?): then we ask. GB18030 accepts nearly anything,
so it must decode to the last byte *and* read like Chinese (nine of ten characters in GB 2312).
Otherwise the place of the first bad byte is told and nothing is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duan.edge.exchange.sheets.types import UnreadableFile

CHUNK = 1 << 18
NAMES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
HOW_TO_SAVE = "请用 Excel 打开后另存为“CSV UTF-8（逗号分隔）”或 .xlsx，再上传。"

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = re.compile(r"[\x00-\x7f]+")
_FIRST_EAST_ASIAN = "\u2e80"
_ENOUGH = 0.9
_ENOUGH_OF_CHUNK = 0.8
_FEW = 20
_SAMPLE_CHARS = 100_000


@dataclass(frozen=True, slots=True)
class Encoding:
    """`skip` bytes of byte order mark come before the text."""

    name: str
    skip: int

    @property
    def label(self) -> str:
        """The codec's name; "utf-8-sig" for UTF-8 with a byte order mark."""
        return "utf-8-sig" if self.name == "utf-8" and self.skip else self.name


@dataclass(frozen=True, slots=True)
class _Stop:
    offset: int
    cut: bool


def encoding_of(path: Path, wanted: str | None = None) -> Encoding:
    """Find the encoding and prove that the whole file decodes.

    `wanted` (one of NAMES, or "utf-8-sig") overrides the decision, not the proof. Raises
    UnreadableFile NUL_BYTE, BAD_BYTES, HALF_FILE, AMBIGUOUS_ENCODING with byte offset and line.
    """
    if wanted is not None and wanted not in (*NAMES, "utf-8-sig"):
        raise ValueError(wanted)
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((Encoding(name, len(bom)) for bom, name in _BOMS if head.startswith(bom)), None)
    if wanted is not None:
        name = "utf-8" if wanted == "utf-8-sig" else wanted
        skip = marked.skip if marked is not None and marked.name == name else 0
        return _proven(path, Encoding(name, skip))
    return _proven(path, marked) if marked is not None else _unmarked(path)


def _proven(path: Path, encoding: Encoding) -> Encoding:
    stop = _decode(path, encoding)
    if stop is not None:
        raise _bad(path, encoding, stop)
    return encoding


def _unmarked(path: Path) -> Encoding:
    utf8, gb = Encoding("utf-8", 0), Encoding("gb18030", 0)
    stop = _decode(path, utf8)
    if stop is None:
        _refuse_ambiguous(path)
        return utf8
    gb_stop = _decode(path, gb, plausible=True)
    if gb_stop is None and _share_of_gb2312(_sample(path, "gb18030")) >= _ENOUGH:
        return gb
    if gb_stop is not None and gb_stop.offset > stop.offset and not _looks_utf8(path, stop):
        raise _bad(path, gb, gb_stop)
    raise _bad(path, utf8, stop)


def _looks_utf8(path: Path, stop: _Stop) -> bool:
    """Tell whether what came before the bad byte was already East Asian text in UTF-8."""
    with path.open("rb") as file:
        before = file.read(min(stop.offset, 1 << 20)).decode("utf-8", errors="ignore")
    return any(character >= _FIRST_EAST_ASIAN for character in before)


def _decode(path: Path, encoding: Encoding, *, plausible: bool = False) -> _Stop | None:
    """Decode the whole file; the first place where it can't be, or None."""
    decoder = codecs.getincrementaldecoder(encoding.name)("strict")
    at = encoding.skip
    for chunk in _chunks(path, encoding.skip):
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return _Stop(at - pending + error.start, cut=False)
        if "\0" in text:
            raise _nul(path, encoding, at - pending, text)
        if plausible and not _reads_like_chinese(text):
            return _Stop(at - pending, cut=False)
        at += len(chunk)
    pending = len(decoder.getstate()[0])
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _Stop(at - pending, cut=True)
    return None


def _chunks(path: Path, skip: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(skip)
        while chunk := file.read(CHUNK):
            yield chunk


def _reads_like_chinese(text: str) -> bool:
    """Tell whether a chunk may be Chinese; a handful of characters proves nothing either way."""
    foreign = "" if text.isascii() else _ASCII.sub("", text)
    return len(foreign) <= _FEW or _share_of_gb2312(foreign) >= _ENOUGH_OF_CHUNK


def _share_of_gb2312(foreign: str) -> float:
    return len(foreign.encode("gb2312", errors="ignore")) // 2 / len(foreign) if foreign else 1.0


def _sample(path: Path, encoding: str) -> str:
    """Gather the first characters that aren't ASCII, from however far into the file."""
    decoder = codecs.getincrementaldecoder(encoding)("ignore")
    found, size = [], 0
    for chunk in _chunks(path, 0):
        text = decoder.decode(chunk)
        if not text.isascii():
            found.append(_ASCII.sub("", text))
            size += len(found[-1])
            if size > _SAMPLE_CHARS:
                break
    return "".join(found)


def _refuse_ambiguous(path: Path) -> None:
    """Refuse a file that is valid twice, with nothing East Asian in it when read as UTF-8."""
    text = _sample(path, "utf-8")
    east_asian = sum(character >= _FIRST_EAST_ASIAN for character in text)
    if not text or east_asian * 2 >= len(text):
        return
    try:
        chinese = text.encode("utf-8").decode("gb18030")
    except UnicodeDecodeError:
        return
    if _share_of_gb2312(chinese) >= _ENOUGH:
        raise UnreadableFile(
            "AMBIGUOUS_ENCODING",
            f"分不清文件的编码：同样的内容按 UTF-8 是“{text[:8]}”，按 GB18030 是“{chinese[:8]}”。"
            "请在导入时选定编码，或者" + HOW_TO_SAVE.removeprefix("请"),
        )


def line_at(path: Path, offset: int, encoding: str) -> int:
    """Give the 1-based line of a byte offset."""
    feed = "\n".encode(encoding)
    count, at = 1, 0
    for chunk in _chunks(path, 0):
        count += chunk[: max(0, offset - at)].count(feed)
        at += len(chunk)
        if at >= offset:
            break
    return count


def _nul(path: Path, encoding: Encoding, base: int, text: str) -> UnreadableFile:
    before = text[: text.index("\0")]
    offset = base + len(before.encode(encoding.name))
    line = line_at(path, offset, encoding.name)
    return UnreadableFile(
        "NUL_BYTE",
        f"第 {line} 行（文件的第 {offset + 1} 个字节）有空字节，"
        "这不是正常的文本表格：可能是没有标记的 UTF-16，或文件已损坏。" + HOW_TO_SAVE,
        f"第 {line} 行",
    )


def _bad(path: Path, encoding: Encoding, stop: _Stop) -> UnreadableFile:
    line = line_at(path, stop.offset, encoding.name)
    where = f"第 {line} 行"
    if stop.cut:
        return UnreadableFile(
            "HALF_FILE",
            f"文件在第 {line} 行的一个字中间断了（第 {stop.offset + 1} 个字节），没有传完整。"
            "请重新导出或下载后再上传。",
            where,
        )
    return UnreadableFile(
        "BAD_BYTES",
        f"第 {line} 行（文件的第 {stop.offset + 1} 个字节）不是有效的文字，"
        "UTF-8 和 GB18030 都读不通：可能是别的编码、几种编码混在一起，或文件已损坏。" + HOW_TO_SAVE,
        where,
    )
