"""The body of an HTTP answer as it stands in a web archive: chunks put together, compression undone, as it is read.

Archives lie about it: many keep the header of an encoding that their program has already undone. So each encoding is
undone only where the bytes look like it.
"""

import re
import zlib
from typing import BinaryIO

from riwaya.read.archives.unpack import Unpacker, piece

_AHEAD = 32
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_LINE = 1024
_BLOCK = 64 * 1024
_MAX_ENCODINGS = 4
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
# No compressed stream begins like a page or like JSON by chance, hardly.
_PLAIN = (b"<", b"{", b"[{", b"\xef\xbb\xbf", b"%PDF")


class _Ahead:
    """A stream whose first bytes, `head`, may be looked at before they are read."""

    def __init__(self, stream: Unpacker) -> None:
        self._stream = stream
        self._at = 0
        self.head = b""
        while len(self.head) < _AHEAD and (block := piece(stream, _AHEAD - len(self.head))):
            self.head += block
        self._ready = self.head

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes."""
        if not self._ready:
            data = piece(self._stream, size)
        else:
            size = len(self._ready) if size < 0 else size
            data, self._ready = self._ready[:size], self._ready[size:]
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Say how many bytes were read."""
        return self._at


class _Chunked:
    """A body in chunks, each after a line with its size; raises EOFError or OSError where they break off."""

    def __init__(self, stream: _Ahead) -> None:
        self._stream = stream
        self._buffer = b""
        self._left = 0
        self._ended = False

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes of what the chunks hold."""
        if not self._left and not self._ended:
            self._next()
        if self._ended:
            return b""
        if not self._buffer and not self._fill():
            raise EOFError("the answer ends in the middle of a chunk")
        most = self._left if size < 0 else min(size, self._left)
        data, self._buffer = self._buffer[:most], self._buffer[most:]
        self._left -= len(data)
        return data

    def _fill(self) -> bool:
        block = self._stream.read(_BLOCK)
        self._buffer += block
        return bool(block)

    def _next(self) -> None:
        """Read the line before the next chunk; the end of an answer without the last, empty chunk is its end too."""
        while (found := _CHUNK.match(self._buffer)) is None:
            if len(self._buffer) > _LINE:
                raise OSError("a chunk without its size")
            if not self._fill():
                self._ended = True
                return
        self._buffer = self._buffer[found.end() :]
        self._left = int(found[1], 16)
        self._ended = self._left == 0


class _Inflated:
    """A stream packed by gzip or deflate; `window` is the `wbits` of `zlib`."""

    def __init__(self, stream: Unpacker, window: int) -> None:
        self._stream = stream
        self._parts = zlib.decompressobj(window)

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes; raises EOFError where it is cut."""
        while not self._parts.eof:
            block = self._parts.unconsumed_tail or self._stream.read(_BLOCK)
            if data := self._parts.decompress(block, max(0, size)):
                return data
            if not block:
                raise EOFError("its compressed data ends early")
        return b""


def decoded(raw: BinaryIO, transfer: str, content: str) -> Unpacker:
    """Undo the encodings of a body that its headers ``Transfer-Encoding`` and ``Content-Encoding`` name.

    `raw` is read from its start. Reading the result raises OSError, EOFError or zlib.error on damage.
    """
    raw.seek(0)
    stream = _Ahead(raw)
    if "chunked" in transfer.lower() and _CHUNK.match(stream.head):
        stream = _Ahead(_Chunked(stream))
    names = [name.strip() for name in content.lower().split(",")][-_MAX_ENCODINGS:]
    for name in reversed(names):
        stream = _Ahead(_undone(name, stream))
    return stream


def _undone(name: str, stream: _Ahead) -> Unpacker:
    """Undo one encoding, where the bytes look like it."""
    head = stream.head
    if head.startswith(_GZIP) and name in ("gzip", "x-gzip"):
        return _Inflated(stream, 16 + zlib.MAX_WBITS)
    if name == "deflate" and not head.startswith(_PLAIN):
        wrapped = len(head) > 1 and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
        return _Inflated(stream, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
    if name == "br" and head and not head.startswith(_PLAIN):
        from fastwarc.stream_io import BrotliReader  # noqa: PLC0415 - loaded where a web archive is read

        return BrotliReader(stream)  # type: ignore[arg-type] # it takes what has read and tell
    if name == "zstd" and head.startswith(_ZSTD):
        from fastwarc.stream_io import ZstdReader  # noqa: PLC0415 - loaded where a web archive is read

        return ZstdReader(stream)  # type: ignore[arg-type]
    return stream
