"""Where the header is, and what its columns are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from duan.edge.exchange.sheets.places import Area, letter_of
from duan.edge.exchange.sheets.types import Column, Limits, UnreadableFile

_SHARE_OF_WIDTH = 0.6
_FEWEST_LABELS = 2
_LONGEST_LABEL = 100
_SAMPLES = 5
_NOT_A_LABEL = re.compile(
    r"[-+]?[\d,.]+%?|\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?([ T]\d{1,2}:\d{2}(:\d{2})?)?"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2028\u2029\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Header:
    row: int
    labels: tuple[str, ...]


def cleaned(label: str) -> str:
    """One line, single spaces, nothing invisible."""
    return " ".join(_INVISIBLE.sub("", label).split())


def folded(label: str) -> str:
    """Make labels comparable: width, case and spaces don't count."""
    return "".join(unicodedata.normalize("NFKC", label).casefold().split())


def find_header(
    rows: Sequence[tuple[int, Sequence[str]]],
    merges: Sequence[Area],
    limits: Limits,
    wanted: int | None = None,
) -> Header:
    """Find the header among the first rows: the first that is filled nearly as wide as the widest.

    Titles above it are narrower; a row of numbers and dates is data. Raises UnreadableFile
    EMPTY_SHEET, NO_HEADER, MERGED_HEADER, TOO_MANY_COLUMNS, DUPLICATE_HEADER.
    """
    filled = [(number, cells) for number, cells in rows if any(map(str.strip, cells))]
    if not filled:
        raise UnreadableFile("EMPTY_SHEET", "表里没有任何内容。请填好数据、保存后再上传。")
    number, cells = _chosen(filled, limits, wanted)
    _refuse_merged(number, merges)
    labels = [cleaned(cell) for cell in cells]
    while labels and not labels[-1]:
        labels.pop()
    _refuse_wide(number, len(labels), limits)
    _refuse_duplicates(number, labels)
    return Header(number, tuple(labels))


def columns_under(header: Header, rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Describe the columns with up to five distinct values each; unnamed empty ones are kept."""
    columns = []
    for index, label in enumerate(header.labels):
        values = dict.fromkeys(
            row[index].strip() for row in rows if index < len(row) and row[index].strip()
        )
        columns.append(
            Column(
                index=index,
                letter=letter_of(index),
                header=label,
                samples=tuple(values)[:_SAMPLES],
            )
        )
    return tuple(columns)


def _chosen(
    filled: Sequence[tuple[int, Sequence[str]]], limits: Limits, wanted: int | None
) -> tuple[int, Sequence[str]]:
    if wanted is not None:
        chosen = next((row for row in filled if row[0] == wanted), None)
        if chosen is None:
            raise UnreadableFile(
                "NO_HEADER", f"第 {wanted} 行是空的，不能作表头。请重新选择。", f"第 {wanted} 行"
            )
        return chosen
    widths = [sum(1 for cell in cells if cell.strip()) for _, cells in filled]
    needed = max(1, -(-max(widths) * _SHARE_OF_WIDTH // 1))
    at = next(at for at, width in enumerate(widths) if width >= needed)
    if _like_labels(filled[at][1]):
        return filled[at]
    if at and _is_narrow_header(filled[at - 1], filled[at]):
        return filled[at - 1]
    raise UnreadableFile(
        "NO_HEADER",
        f"在前 {limits.header_rows} 行里没有找到表头。"
        "请在数据上方加一行，写明每一列的名称（可以先下载模板），再上传。",
        f"第 {filled[0][0]} 行",
    )


def _is_narrow_header(row: tuple[int, Sequence[str]], below: tuple[int, Sequence[str]]) -> bool:
    """Tell whether labels stand right above data that is wider than they are."""
    (number, cells), (next_number, _) = row, below
    filled = sum(1 for cell in cells if cell.strip())
    return number + 1 == next_number and filled >= _FEWEST_LABELS and _like_labels(cells)


def _like_labels(cells: Sequence[str]) -> bool:
    texts = [cell.strip() for cell in cells if cell.strip()]
    good = sum(len(text) <= _LONGEST_LABEL and not _NOT_A_LABEL.fullmatch(text) for text in texts)
    return good * 2 >= len(texts)


def _refuse_merged(number: int, merges: Sequence[Area]) -> None:
    for area in merges:
        if area.top <= number <= area.bottom:
            raise UnreadableFile(
                "MERGED_HEADER",
                f"第 {number} 行是表头，里面有合并单元格 {area.text}。"
                "请取消合并，让表头只占一行、每一列有自己的名称，再上传。",
                area.text,
            )


def _refuse_wide(number: int, width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise UnreadableFile(
            "TOO_MANY_COLUMNS",
            f"第 {number} 行的表头有 {width} 列，超过上限 {limits.columns} 列"
            f"（到 {letter_of(limits.columns - 1)} 列为止）。请删掉用不到的列，或检查行列是否颠倒。",
            f"第 {number} 行",
        )


def _refuse_duplicates(number: int, labels: Sequence[str]) -> None:
    seen: dict[str, int] = {}
    for index, label in enumerate(labels):
        if not label:
            continue
        first = seen.setdefault(folded(label), index)
        if first != index:
            one, other = f"{letter_of(first)}{number}", f"{letter_of(index)}{number}"
            raise UnreadableFile(
                "DUPLICATE_HEADER",
                f"表头重复：{letter_of(first)} 列和 {letter_of(index)} 列都叫“{label}”"
                f"（{one}、{other}）。请改掉其中一个列名，再上传。",
                f"{one}、{other}",
            )
