"""One thing to be read: a stream at its start, what to call it, and what stands around it.

Every reader takes an `Input` and gives `Report`s and `Warn`s. A reader of something that holds other things (an
archive, a web archive, a page saved with its parts) hands each of them to `Input.inside`, which counts what is
unpacked and refuses to go too deep, so that no reader has to.
"""

import hashlib
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import BinaryIO

from riwaya.errors import warn
from riwaya.model import Report, Warn
from riwaya.read.decode import Decoded, decode
from riwaya.read.limits import MAX_GROWTH, MAX_MEMBERS, MAX_NESTED, MAX_UNPACKED, MEMBER_BYTES, human

HEAD = 4096
"""Bytes at the start of a file by which its kind is told."""

Found = Iterator[Report | Warn]

DAMAGE = (EOFError, OSError, lzma.LZMAError, struct.error, tarfile.TarError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged or cut stream raises while it is unpacked."""


@dataclass
class Budget:
    """What everything inside one file of the user's may still cost: bytes and things unpacked."""

    left: int = MAX_UNPACKED
    members: int = MAX_MEMBERS
    allowed: int = MAX_UNPACKED
    allowed_members: int = MAX_MEMBERS

    def cover(self, size: int) -> None:
        """Allow for a file of `size` bytes: a large honest one may hold more than a small one that claims much."""
        self.left = self.allowed = MAX_UNPACKED + MAX_GROWTH * size
        self.members = self.allowed_members = MAX_MEMBERS + size // MEMBER_BYTES

    def spent(self) -> str | None:
        """Say what is used up, or None."""
        if self.left <= 0:
            return f"it unpacks to more than {human(self.allowed)}"
        return f"over {self.allowed_members:,} files in it" if self.members <= 0 else None


@dataclass(frozen=True)
class Options:
    """What the user said of the reading: `columns` maps fields of a report to names of columns."""

    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Input:
    """A stream to be read, seekable and at its start.

    `where` is what warnings and `Report.read_from` call it; `name` its file name, whose ending is a hint and never a
    verdict. `around` holds what is known from outside: ``url``, ``charset``, ``fetched`` (ISO 8601), ``outlet``.
    `reader` reads any input by its kind; `named` says that the user named this very file.
    """

    stream: BinaryIO
    where: str
    name: str
    size: int
    reader: Callable[["Input"], Found]
    options: Options = field(default_factory=Options)
    around: Mapping[str, str] = field(default_factory=dict)
    named: bool = False
    depth: int = 0
    budget: Budget = field(default_factory=Budget)

    def __post_init__(self) -> None:
        """Set what may be unpacked by the size of the user's own file; what is inside it shares that."""
        if self.depth == 0:
            self.budget.cover(self.size)

    @cached_property
    def head(self) -> bytes:
        """Give the first `HEAD` bytes; the stream stays at its start."""
        self.stream.seek(0)
        found = self.stream.read(HEAD)
        self.stream.seek(0)
        return found

    @property
    def suffix(self) -> str:
        """Give the ending of the name in lower case, with its dot: ``.html``."""
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def data(self) -> bytes:
        """Give all bytes; only for kinds whose size the caller has checked."""
        self.stream.seek(0)
        return self.stream.read()

    @cached_property
    def decoded(self) -> Decoded:
        """Give the text of all bytes, with how sure its encoding is."""
        return decode(self.data)

    @cached_property
    def opening(self) -> str:
        """Give the start of the text in lower case, without white space before it; empty for what is no text."""
        head = self.head
        return (
            (decode(head[:-4] if len(head) == HEAD else head).text or "")
            .lstrip("\ufeff \t\r\n")[:2000]
            .lower()
        )

    @cached_property
    def sha256(self) -> str:
        """Digest the bytes of the input, without holding them and without moving in the stream."""
        at = self.stream.tell()
        digest = hashlib.sha256()
        self.stream.seek(0)
        while block := self.stream.read(1 << 20):
            digest.update(block)
        self.stream.seek(at)
        return digest.hexdigest()

    def inside(
        self, data: bytes, name: str, around: Mapping[str, str] | None = None, at: str | None = None
    ) -> Found:
        """Read something that was found in this input, called ``where!name``; nothing is read too deep or too much.

        `at` is what to call its place where it is no file with a name: ``#12`` for ``where#12``.
        """
        yield from self.inside_stream(io.BytesIO(data), name, len(data), around, at)

    def inside_stream(
        self,
        stream: BinaryIO,
        name: str,
        size: int,
        around: Mapping[str, str] | None = None,
        at: str | None = None,
    ) -> Found:
        """Read something that was found in this input and is too big to hold: a seekable stream at its start.

        Damage that shows only while it is unpacked becomes R109.
        """
        label = f"{self.where}{'!' + name if at is None else at}"
        self.budget.left -= size
        self.budget.members -= 1
        if (spent := self.budget.spent()) is not None:
            yield warn("R115", label, detail=spent)
        elif self.depth >= MAX_NESTED:
            yield warn("R115", label, detail=f"over {MAX_NESTED} archives inside archives")
        elif not size:
            yield warn("R102", label)
        else:
            found = Input(
                stream=stream,
                where=label,
                name=name,
                size=size,
                reader=self.reader,
                options=self.options,
                around={**self.around, **(around or {})},
                depth=self.depth + 1,
                budget=self.budget,
            )
            try:
                yield from self.reader(found)
            except DAMAGE as problem:
                yield warn("R109", label, detail=reason(problem))


def reason(problem: Exception) -> str:
    """Say in few words what went wrong while bytes were read or unpacked."""
    return str(problem)[:80] or type(problem).__name__
