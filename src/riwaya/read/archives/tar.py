"""Tar archives, packed or not: each file in them is read as what it is, in the order of the archive.

They are read from front to back and never unpacked to disk. A member's name is only a label. Links, devices and
sparse files are refused: the first lead elsewhere, the last may claim any size at the cost of nothing.
"""

import tarfile
from typing import IO, BinaryIO, cast

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.archives import compressed
from riwaya.read.archives.unpack import Unpacker, hand_in, hidden, leads_out, member_name, piece
from riwaya.read.inputs import DAMAGE, Budget, Found, Input, reason
from riwaya.read.limits import MAX_RATIO, RATIO_FLOOR

_HEADER = tarfile.BLOCKSIZE
_CHECKSUM = slice(148, 156)
# What stands before a file's own header (long names, attributes) is held in memory by `tarfile`.
_MAX_EXTRA = 1024 * 1024
# The errors of `tarfile` over a header that is neither whole nor the zeros at the end.
_DAMAGED = ("InvalidHeaderError", "TruncatedHeaderError")


class _Forward:
    """A stream that only runs forward, as `tarfile` reads one: it pays for each byte and gives no long stretch at once.

    It stops with OSError where the budget is spent, where more comes out than packing explains, and where a damaged or
    hostile header sends it back or asks for more than a header may be.
    """

    def __init__(self, stream: Unpacker, packed: int, budget: Budget) -> None:
        self._stream = stream
        self._allowed = max(RATIO_FLOOR, MAX_RATIO * packed)
        self._budget = budget
        self._at = 0

    def tell(self) -> int:
        """Say how many bytes were read."""
        return self._at

    def read(self, size: int) -> bytes:
        """Give `size` bytes, fewer only at the end."""
        if not 0 <= size <= _MAX_EXTRA:
            raise OSError("a header that is too long")
        parts = []
        while size and (part := piece(self._stream, size)):
            self._pay(len(part))
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def seek(self, place: int) -> int:
        """Go forward to `place`."""
        if place < self._at:
            raise OSError("a header that leads back")
        while self._at < place and (part := piece(self._stream, min(_MAX_EXTRA, place - self._at))):
            self._pay(len(part))
        return self._at

    def _pay(self, size: int) -> None:
        self._at += size
        self._budget.left -= size
        if self._at > self._allowed:
            raise OSError(f"it unpacks to over {MAX_RATIO} times its size")
        if (spent := self._budget.spent()) is not None:
            raise OSError(spent)


class _Window:
    """A stretch of a stream, read by itself; raises EOFError where the stream ends before it does."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        self._stream = stream
        self._at = start
        self._end = start + size

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes."""
        self._stream.seek(self._at)
        data = self._stream.read(min(size, self._end - self._at))
        if not data and self._at < self._end:
            raise EOFError("the archive ends in the middle of it")
        self._at += len(data)
        return data


class _Header(tarfile.TarInfo):
    """A member's header, which tells its archive of damage that `tarfile` passes over."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Header":
        """Read the next header; raises HeaderError where it is none."""
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as problem:
            cast(_Archive, archive).damaged += type(problem).__name__ in _DAMAGED
            raise


class _Archive(tarfile.TarFile):
    """A tar archive that counts its damaged headers and goes on at the next good one."""

    tarinfo = _Header
    damaged = 0

    def __init__(self, stream: _Forward) -> None:
        # What tarfile asks of a file is what `_Forward` has.
        fileobj = cast(IO[bytes], stream)
        super().__init__(fileobj=fileobj, ignore_zeros=True, encoding="utf-8", errors="surrogateescape")


def tells(source: Input) -> bool:
    """Tell a tar archive, packed or not, by its first header: the name of the format, or its checksum if it is old."""
    head = compressed.unpacked_head(source, _HEADER)
    return head[257:262] == b"ustar" or _old(head)


def _old(head: bytes) -> bool:
    """Tell a header of the time before the format had a name by its checksum."""
    if len(head) < _HEADER or not head[0]:
        return False
    try:
        said = int(head[_CHECKSUM].strip(b" \0") or b"x", 8)
    except ValueError:
        return False
    return said == sum(head) - sum(head[_CHECKSUM]) + 8 * ord(" ")


def read(source: Input) -> Found:
    """Read every file of a tar archive as what it is; where a header is damaged, go on at the next one."""
    start = compressed.magic(source.head)
    try:
        stream = compressed.opened(source.stream, start) if start else _Window(source.stream, 0, source.size)
        archive = _Archive(_Forward(stream, source.size, source.budget))
        while (member := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined] # else a million of them are kept
            yield from _member(source, archive, member, once=start is not None)
            if (spent := source.budget.spent()) is not None:
                yield warn("R115", source.where, detail=spent)
                return
    except (*DAMAGE, ValueError, RecursionError) as problem:
        yield warn("R115", source.where, detail=f"it is damaged ({reason(problem)})")
    else:
        if archive.damaged:
            yield warn("R109", source.where, detail=f"{archive.damaged:,} damaged headers of files")


def _member(source: Input, archive: tarfile.TarFile, member: tarfile.TarInfo, *, once: bool) -> Found:
    """Read one member, or say why not; `once` says that the archive is packed and runs forward only."""
    name = member_name(member.name.encode("utf-8", "surrogateescape")).removeprefix("./")
    if (refused := _refused(member, name, f"{source.where}!{name}")) is None and not hidden(name):
        if not member.isreg():
            pass  # a folder
        elif once:
            part = cast(Unpacker, archive.extractfile(member))
            yield from hand_in(source, name, lambda: part, member.size, once=True)
            return
        else:
            window = (source.stream, member.offset_data, member.size)
            yield from hand_in(source, name, lambda: _Window(*window), member.size)
            return
    source.budget.members -= 1
    if refused is not None:
        yield refused


def _refused(member: tarfile.TarInfo, name: str, label: str) -> Warn | None:
    """Say why a member is not even looked at."""
    if member.issym() or member.islnk():
        return warn("R115", label, detail="a link")
    if member.isdev():
        return warn("R115", label, detail="a device")
    if leads_out(name):
        return warn("R115", label, detail="a name that leads out of the archive")
    if member.sparse is not None or member.size < 0:
        return warn("R115", label, detail="a sparse file")
    return None
