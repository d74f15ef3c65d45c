"""What was asked and answered, as a web archive: WARC 1.1 (ISO 28500:2017), one gzip member a record.

The request and the answer stand there byte for byte as they went over the line, headers, chunks and all. Digests are
SHA-256 in base 32: of the block, and of the payload, which is the body without its transfer encoding. An answer that
was cut says so (`WARC-Truncated`). A file that is there already is added to, and is whole after every record.
"""

import base64
import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Self
from uuid import uuid4

from riwaya.errors import RiwayaError
from riwaya.fetch.wire import IN_MEMORY, Exchange

try:
    import fcntl
except ImportError:  # Windows: there, nothing keeps two runs from writing into one file
    fcntl = None  # type: ignore[assignment]

_BLOCK = 64 * 1024
_GZIP = b"\x1f\x8b\x08"
_WINDOW = 1024 * 1024
_MAX_WINDOW = 512 * 1024 * 1024
_INFO = """\
software: {agent}\r
format: WARC File Format 1.1\r
conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r
robots: RFC 9309\r
http-header-user-agent: {agent}\r
"""


class Archive:
    """A web archive that is written; raises `RiwayaError` R501 where it cannot be.

    It opens before anything is fetched, so that nobody is asked for what then cannot be kept. A file that is no web
    archive, or whose last record is broken, is refused and left as it was.
    """

    def __init__(self, path: Path, agent: str) -> None:
        self.path, self._agent = path, agent
        self._info: str | None = None
        try:
            if path.exists() and not path.is_file():
                raise RiwayaError("R501", str(path), detail="it is no file")
            self._new = not path.exists() or path.stat().st_size == 0
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("r+b" if path.exists() else "x+b")
            self._lock()
            if not self._new and (wrong := _wrong(self._file)) is not None:
                self._file.close()
                raise RiwayaError("R501", str(path), detail=wrong)
            self._file.seek(0, os.SEEK_END)
        except OSError as problem:
            raise RiwayaError("R501", str(path), detail=problem.strerror or problem) from problem

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; a new file into which nothing was written is taken away."""
        self._file.close()
        if self._new and self._info is None:
            with suppress(OSError):
                self.path.unlink()

    def write(self, exchange: Exchange) -> None:
        """Add a question and its answer: both, or none of them.

        They are packed beside the file and then copied in one go, so that even a killed process hardly ever leaves a
        part of them; whatever else stops the copying has it taken back.
        """
        start = self._file.tell()
        try:
            with SpooledTemporaryFile(max_size=IN_MEMORY) as packed:
                info = self._info or self._warcinfo(packed, exchange)
                self._exchange(packed, exchange, info)
                packed.seek(0)
                shutil.copyfileobj(packed, self._file, IN_MEMORY)
            self._file.flush()
        except BaseException as problem:
            with suppress(OSError):
                self._file.seek(start)
                self._file.truncate()
            if isinstance(problem, OSError):
                detail = problem.strerror or problem
                raise RiwayaError("R501", str(self.path), detail=detail) from problem
            raise
        self._info = info

    def _lock(self) -> None:
        if fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as problem:
                self._file.close()
                raise RiwayaError("R501", str(self.path), detail="another run writes into it") from problem

    def _warcinfo(self, file: IO[bytes], exchange: Exchange) -> str:
        """Write the record about the records of this run and give its id; it names no machine and nobody."""
        name, block = _name(), _INFO.format(agent=self._agent).encode()
        head = {
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": name,
            "WARC-Date": _date(exchange),
            "WARC-Filename": self.path.name,
            "WARC-Block-Digest": _digest(hashlib.sha256(block).digest()),
            "Content-Type": "application/warc-fields",
        }
        _record(file, head, len(block), iter([block]))
        return name

    def _exchange(self, file: IO[bytes], exchange: Exchange, info: str) -> None:
        """Write the answer and the question that it answers."""
        answer, question = _name(), _name()
        both = {
            "WARC-Date": _date(exchange),
            "WARC-Target-URI": exchange.address.url,
            "WARC-IP-Address": exchange.ip,
            "WARC-Warcinfo-ID": info,
        }
        head = {"WARC-Type": "response", "WARC-Record-ID": answer, **both}
        digest = hashlib.sha256()
        for block in _blocks(exchange):
            digest.update(block)
        head["WARC-Block-Digest"] = _digest(digest.digest())
        if exchange.payload is not None:
            head["WARC-Payload-Digest"] = _digest(exchange.payload)
        if exchange.truncated is not None:
            head["WARC-Truncated"] = exchange.truncated
        head["Content-Type"] = "application/http;msgtype=response"
        _record(file, head, exchange.received, _blocks(exchange))
        head = {
            "WARC-Type": "request",
            "WARC-Record-ID": question,
            "WARC-Concurrent-To": answer,
            **both,
            "WARC-Block-Digest": _digest(hashlib.sha256(exchange.request).digest()),
            "Content-Type": "application/http;msgtype=request",
        }
        _record(file, head, len(exchange.request), iter([exchange.request]))


def _record(file: IO[bytes], head: dict[str, str], size: int, blocks: Iterator[bytes]) -> None:
    """Write one record as a gzip member of its own."""
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in head.items()), f"Content-Length: {size}"]
    packer = zlib.compressobj(wbits=31)
    file.write(packer.compress(("\r\n".join(lines) + "\r\n\r\n").encode()))
    for block in blocks:
        file.write(packer.compress(block))
    file.write(packer.compress(b"\r\n\r\n") + packer.flush())


def _blocks(exchange: Exchange) -> Iterator[bytes]:
    """Give the answer piece by piece, as far as it goes."""
    exchange.response.seek(0)
    left = exchange.received
    while left and (block := exchange.response.read(min(_BLOCK, left))):
        left -= len(block)
        yield block


def _wrong(file: IO[bytes]) -> str | None:
    """Say why nothing can be added to a file, or None: it begins and ends with a whole record of a packed WARC.

    The last record is looked for from the end, so that a long archive need not be read through.
    """
    file.seek(0)
    head = file.read(_WINDOW)
    try:
        begins = head.startswith(_GZIP) and zlib.decompressobj(wbits=31).decompress(head, 64).startswith(
            b"WARC/"
        )
    except zlib.error:
        begins = False
    if not begins:
        return "it is no packed web archive (.warc.gz); it was left as it was"
    size = file.seek(0, os.SEEK_END)
    window = _WINDOW
    while True:
        start = max(0, size - window)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(_GZIP)
        while at >= 0:
            state = _member(memoryview(tail)[at:])
            if state == "last":
                return None
            if state == "followed":
                return "its last record is broken; give another file name"
            at = tail.rfind(_GZIP, 0, at)
        if start == 0 or window >= _MAX_WINDOW:
            return "its last record is broken, or far too long; give another file name"
        window *= 8


def _member(data: memoryview) -> str | None:
    """Tell whether these bytes are one whole record (``last``) or more (``followed``); None when they are none."""
    unpack = zlib.decompressobj(wbits=31)
    begun = False
    rest: bytes | memoryview = data
    try:
        while rest and not unpack.eof:
            piece = unpack.decompress(rest, _BLOCK)
            if not begun:
                if not piece.startswith(b"WARC/"):
                    return None
                begun = True
            rest = unpack.unconsumed_tail
    except zlib.error:
        return None
    if not unpack.eof:
        return None
    return "followed" if unpack.unused_data else "last"


def _name() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _date(exchange: Exchange) -> str:
    return exchange.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(raw: bytes) -> str:
    return "sha256:" + base64.b32encode(raw).decode("ascii")
