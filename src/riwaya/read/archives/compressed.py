"""Single compressed files: ``a.jsonl.gz``, ``page.html.xz`` … are read as what they hold, as it is unpacked.

gzip, bzip2 and xz come with Python; zstd and LZ4 with fastwarc. A file of several parts put one after another (many
gzip files are) is one stream. What holds an archive is not read here: `tar` and `warc` unpack their own.
"""

import bz2
import gzip
import lzma
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from riwaya.read.archives.unpack import Unpacker, hand_in, pieces_of
from riwaya.read.inputs import DAMAGE, Found, Input

_ENDINGS = (".gz", ".gzip", ".bz2", ".xz", ".lzma", ".zst", ".zstd", ".lz4")
_XZ_MEMORY = 128 * 1024 * 1024
_BZIP2_BLOCK = b"1AY&SY"


class _Xz:
    """An xz file that may not ask for more than `_XZ_MEMORY`, as one that means harm does."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._parts = self._fresh()

    @staticmethod
    def _fresh() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes; raises LZMAError or EOFError on damage."""
        while True:
            if self._parts.eof:
                rest = (self._parts.unused_data or self._stream.read(1 << 16)).lstrip(b"\0")
                if not rest:
                    return b""
                self._parts = self._fresh()
            elif self._parts.needs_input:
                if not (rest := self._stream.read(1 << 16)):
                    raise EOFError("the compressed data ends early")
            else:
                rest = b""
            if data := self._parts.decompress(rest, size):
                return data


def _zstd(stream: BinaryIO) -> Unpacker:
    from fastwarc.stream_io import ZstdReader  # noqa: PLC0415 - rarely wanted

    return ZstdReader(stream)


def _lz4(stream: BinaryIO) -> Unpacker:
    from fastwarc.stream_io import Lz4Reader  # noqa: PLC0415 - rarely wanted

    return Lz4Reader(stream)


def _gzip(stream: BinaryIO) -> Unpacker:
    return cast(Unpacker, gzip.GzipFile(fileobj=stream))


_OPENERS: Mapping[bytes, Callable[[BinaryIO], Unpacker]] = {
    b"\x1f\x8b\x08": _gzip,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": _Xz,
    b"\x28\xb5\x2f\xfd": _zstd,
    b"\x04\x22\x4d\x18": _lz4,
}


def magic(head: bytes) -> bytes | None:
    """Give the first bytes by which a compressed stream is told, or None."""
    found = next((start for start in _OPENERS if head.startswith(start)), None)
    return found if found != b"BZh" or head[4:10] == _BZIP2_BLOCK else None


def opened(stream: BinaryIO, start: bytes) -> Unpacker:
    """Unpack a stream from its start, by what `magic` told of it."""
    stream.seek(0)
    return _OPENERS[start](stream)


def unpacked_head(source: Input, size: int) -> bytes:
    """Give the first `size` bytes of what a compressed input holds, or of the input when it is none; never raises."""
    start = magic(source.head)
    if start is None:
        return source.head[:size]
    try:
        data, _ = pieces_of(opened(source.stream, start), size)
    except DAMAGE:
        data = bytearray()
    source.stream.seek(0)
    return bytes(data)


def tells(source: Input) -> bool:
    """Tell a compressed file by its first bytes."""
    return magic(source.head) is not None


def read(source: Input) -> Found:
    """Read a compressed file as what it holds."""
    start = magic(source.head) or b""
    name = source.name
    if source.suffix in _ENDINGS:
        name = str(PurePosixPath(name).with_suffix(""))
    at = f"!{name}" if name != source.name else ""
    yield from hand_in(source, name, lambda: opened(source.stream, start), source.size, at=at)
