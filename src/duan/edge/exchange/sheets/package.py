"""A zip file that can't hurt: sizes are judged before reading and again while reading.

Only the few parts that a sheet needs are ever inflated, always as a stream; pictures, macros,
external links and archives inside the archive are never touched.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from duan.edge.exchange.sheets.kinds import HOW_TO_SAVE
from duan.edge.exchange.sheets.types import Limits, UnreadableFile

CHUNK = 1 << 18
_END_BYTES, _END64_BYTES = 22, 56
_DIRECTORY_BYTES = 16 * 1024 * 1024
_END, _END64, _LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    struct.error,
    ValueError,
    OverflowError,
    UnicodeDecodeError,
    RuntimeError,
)


def half_file() -> UnreadableFile:
    return UnreadableFile(
        "HALF_FILE",
        "文件不完整或已损坏（压缩数据读不到结尾）。请重新下载或重新导出；"
        "能用 Excel 打开的话，另存一份再上传。",
    )


class Package:
    """The zip around an XLSX. Use as a context manager; leaving it ends its streams."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Raise UnreadableFile HALF_FILE, ZIP_BOMB when the directory can't be trusted."""
        self._limits = limits
        _check_directory(path, limits)
        with _as_half_file():
            self._zip = zipfile.ZipFile(path)
        self._open: list[IO[bytes]] = []
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._open:
            file.close()
        self._zip.close()

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def some(self, prefix: str) -> bool:
        """Tell whether any entry's name starts with `prefix`."""
        return any(name.startswith(prefix) for name in self._names)

    def check(self, name: str, most: int) -> None:
        """Refuse by what the directory says, before a byte is inflated. Absent parts pass."""
        info = self._names.get(name.lower())
        if info is None:
            return
        if info.flag_bits & 1:
            raise UnreadableFile(
                "PASSWORD", "压缩包加了密码，无法读取。请去掉密码、另存为普通 .xlsx 后再上传。"
            )
        if info.compress_type not in _METHODS:
            raise UnreadableFile("BROKEN_XLSX", f"文件用了少见的压缩方式，读不了。{HOW_TO_SAVE}")
        unpacked, packed = info.file_size, max(info.compress_size, 1)
        crammed = unpacked > self._limits.ratio_from and unpacked / packed > self._limits.ratio
        if unpacked > most or crammed:
            raise _bomb(name)

    def read(self, name: str) -> bytes:
        """Give a small part whole (at most `Limits.part_bytes`)."""
        return b"".join(self.stream(name, self._limits.part_bytes))

    def stream(self, name: str, most: int) -> Iterator[bytes]:
        """Inflate a part in chunks of at most 256 KiB, `most` bytes in all; its CRC is verified."""
        self.check(name, most)
        info = self._names.get(name.lower())
        if info is None:
            raise UnreadableFile("BROKEN_XLSX", f"文件缺少部件 {name[:80]}。{HOW_TO_SAVE}", "")
        seen = 0
        with _as_half_file():
            file = self._zip.open(info)
        self._open.append(file)
        with file:
            while True:
                with _as_half_file():
                    chunk = file.read(CHUNK)
                if not chunk:
                    break
                seen += len(chunk)
                if seen > most:
                    raise _bomb(name)
                yield chunk
        if seen != info.file_size:
            raise half_file()


@contextmanager
def _as_half_file() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise half_file() from error


def _bomb(name: str) -> UnreadableFile:
    return UnreadableFile(
        "ZIP_BOMB",
        f"文件解压后大得异常（部件 {name[:80]}），为安全起见没有读取。"
        "请删掉多余的格式和空行，或把数据拆成几个文件。",
    )


def _check_directory(path: Path, limits: Limits) -> None:
    """Look at the end record ourselves: zipfile would build an object for every entry claimed."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = max(0, size - 65_557)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < _END_BYTES:
            raise half_file()
        entries, length = struct.unpack_from("<HI", tail, at + 10)
        locator = tail[max(0, at - 20) : at]
        if locator.startswith(_LOCATOR64):
            file.seek(min(struct.unpack_from("<Q", locator, 8)[0], size))
            record = file.read(_END64_BYTES)
            if len(record) < _END64_BYTES or not record.startswith(_END64):
                raise half_file()
            entries, length = struct.unpack_from("<QQ", record, 32)
    if entries > limits.entries or length > _DIRECTORY_BYTES:
        raise UnreadableFile(
            "ZIP_BOMB",
            f"压缩包里有 {entries} 个文件，多得异常，为安全起见没有读取。{HOW_TO_SAVE}",
        )
