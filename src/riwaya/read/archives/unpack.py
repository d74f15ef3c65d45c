"""What a packed stream holds, handed to the reader of its kind: in memory while it is small, streamed when it is big.

Nothing is written to disk at a name that an archive gives. What is too big for memory is either unpacked again for
each time that it is read (a text is read from its start, once or twice) or, where a reader jumps about in it, kept in
a temporary file without a name.
"""

import io
import tarfile
from collections.abc import Callable, Mapping
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, NamedTuple, Protocol, cast

from riwaya.errors import warn
from riwaya.read.inputs import DAMAGE, Found, Input, reason
from riwaya.read.limits import MAX_RATIO, RATIO_FLOOR, human

IN_MEMORY = 16 * 1024 * 1024
"""Bytes that are unpacked into memory; more is streamed."""

BLOCK = 256 * 1024
"""Bytes that are unpacked at once."""

# Kinds whose readers jump about in them: zip and Office files, PDF, Parquet, old Office files, SQLite.
_JUMPS = (b"PK", b"%PDF", b"PAR1", b"\xd0\xcf\x11\xe0", b"SQLite")


_ARABIC = frozenset(chr(code) for code in [0x060C, *range(0x0621, 0x063B), *range(0x0640, 0x064B)])
_NAME_ENCODINGS = ("cp1256", "cp720")


_NO_PART = "Not a gzipped file"


class Unpacker(Protocol):
    """A stream that unpacks as it is read."""

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes; none at the end."""


class Unpacked(io.RawIOBase):
    """The first `size` bytes that `opener` unpacks, as a stream that unpacks again where it is taken back."""

    def __init__(self, opener: Callable[[], Unpacker], size: int) -> None:
        self._opener = opener
        self._size = size
        self._stream = opener()
        self._reached = 0
        self._at = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be taken to another place."""
        return True

    def tell(self) -> int:
        """Say where it is."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go somewhere; nothing is unpacked before the next read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Unpack into `buffer`; raises what unpacking raises."""
        if self._at >= self._size:
            return 0
        if self._at < self._reached:
            self._stream, self._reached = self._opener(), 0
        while self._reached < self._at:
            skipped = piece(self._stream, min(BLOCK, self._at - self._reached))
            if not skipped:
                return 0
            self._reached += len(skipped)
        data = piece(self._stream, min(len(buffer), self._size - self._at))
        buffer[: len(data)] = data
        self._at += len(data)
        self._reached = self._at
        return len(data)


def piece(stream: Unpacker, size: int) -> bytes:
    """Unpack up to `size` bytes, and no more than one step at a time, so that damage costs only what follows it."""
    data: bytes = getattr(stream, "read1", stream.read)(size)
    return data


class Damage(NamedTuple):
    """What ended the unpacking; `cut` says that only the end is missing, and what came out is sound."""

    words: str
    cut: bool


def _damage(problem: Exception) -> Damage:
    """Say what damage this is; after the last part of a gzip file there may stand what is none."""
    words = reason(problem)
    return Damage(words, isinstance(problem, EOFError | tarfile.ReadError) or words.startswith(_NO_PART))


def pieces_of(stream: Unpacker, most: int) -> tuple[bytearray, Damage | None]:
    """Unpack up to `most` bytes, and say what damage ended it, if any did."""
    data = bytearray()
    try:
        while len(data) < most and (block := piece(stream, min(BLOCK, most - len(data)))):
            data += block
    except DAMAGE as problem:
        return data, _damage(problem)
    return data, None


def hand_in(
    source: Input,
    name: str,
    opener: Callable[[], Unpacker],
    packed: int,
    *,
    around: Mapping[str, str] | None = None,
    at: str | None = None,
    once: bool = False,
) -> Found:
    """Read what `opener` unpacks as a thing inside `source`; `packed` is the size that it has in there, in bytes.

    `once` says that it cannot be unpacked a second time. What grows over the limits becomes R115. Damage becomes R109:
    of what is cut the start is read, of what fails its checksum nothing, because any of its words may be wrong. `at`
    and `around` are those of `Input.inside`.
    """
    label = f"{source.where}{'!' + name if at is None else at}"
    try:
        stream = opener()
    except DAMAGE as problem:
        yield warn("R109", label, detail=reason(problem))
        return
    allowed = max(RATIO_FLOOR, MAX_RATIO * packed)
    data, damage = pieces_of(stream, min(allowed, IN_MEMORY) + 1)
    if len(data) > allowed:
        yield warn("R115", label, detail=f"it unpacks to over {MAX_RATIO} times its size")
    elif len(data) > IN_MEMORY:
        keep = once or data.startswith(_JUMPS)
        allowed = min(allowed, source.budget.left)
        try:
            kept = TemporaryFile() if keep else None  # noqa: SIM115 - closed below
            size, damage = _rest(stream, data, allowed, kept)
            del data
            with cast(BinaryIO, kept) if kept else io.BufferedReader(Unpacked(opener, size), BLOCK) as whole:
                if size > allowed:
                    yield warn("R115", label, detail=f"it unpacks to more than {human(allowed)}")
                elif damage is None or damage.cut:
                    whole.seek(0)
                    yield from source.inside_stream(whole, name, size, around, at)
        except OSError as problem:  # a disk that is full says so when the file is made, written to or closed
            damage = Damage(reason(problem), cut=False)
    elif damage is None or (damage.cut and data):
        yield from source.inside(bytes(data), name, around, at)
    if damage is not None:
        yield warn(
            "R109", label, detail=f"cut off, read so far ({damage.words})" if damage.cut else damage.words
        )


def _rest(
    stream: Unpacker, start: bytearray, allowed: int, kept: IO[bytes] | None
) -> tuple[int, Damage | None]:
    """Unpack to the end, into `kept` where given: the size of all of it, and what damage ended it, if any did."""
    size = len(start)
    try:
        if kept is not None:
            kept.write(start)
        while size <= allowed and (block := piece(stream, BLOCK)):
            size += len(block)
            if kept is not None:
                kept.write(block)
        if kept is not None:
            kept.flush()
    except DAMAGE as problem:
        return size, _damage(problem)
    return size, None


def hidden(name: str) -> bool:
    """Tell what folders would hide too: dot files and what macOS adds."""
    return any(part.startswith((".", "__MACOSX")) and part != "." for part in name.split("/"))


def leads_out(name: str) -> bool:
    """Tell a name that climbs out of its archive, or names nothing; no honest program writes one."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ":" in parts[0] or ".." in parts


def member_name(raw: bytes, otherwise: str = "utf-8") -> str:
    """Decode the name of a file in an archive: UTF-8, else what Arabic Windows writes where that makes Arabic of it.

    Programs do not say which; a name is only a label, so the worst of a wrong guess is an odd one.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in _NAME_ENCODINGS:
        high = [letter for letter in raw.decode(encoding, "replace") if letter > "\x7f"]
        if all(letter in _ARABIC for letter in high):
            return raw.decode(encoding)
    return raw.decode(otherwise, "replace")
