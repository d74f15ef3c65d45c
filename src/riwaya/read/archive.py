"""Zip archives of report files: members are read in memory, never unpacked to disk, within limits.

A member's name is only ever a label, so a path that climbs out of the archive leads nowhere; it is refused
all the same, because no honest program writes one.
"""

import lzma
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_FILE, MAX_RATIO, RATIO_FLOOR
from riwaya.read.record import too_large

# All that zipfile has been seen to raise on damaged archives.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def tells(source: Input) -> bool:
    """Tell a zip archive by its first bytes."""
    return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Input) -> Found:
    """Read every file of a zip archive as what it is."""
    try:
        archive = zipfile.ZipFile(source.stream)
    except _BROKEN as problem:
        yield warn("R109", source.where, detail=f"broken zip archive ({problem})")
        return
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        for entry in sorted(entries, key=lambda entry: entry.filename):
            if (spent := source.budget.spent()) is not None:
                yield warn("R115", source.where, detail=spent)
                return
            label = f"{source.where}!{entry.filename}"
            if (refused := _refused(entry, label)) is not None:
                yield refused
            elif not _hidden(entry.filename):
                data = _unpacked(archive, entry, label)
                if isinstance(data, Warn):
                    yield data
                else:
                    yield from source.inside(data, entry.filename)


def _hidden(name: str) -> bool:
    """Tell what folders would hide too: dot files and what macOS adds."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _refused(entry: zipfile.ZipInfo, label: str) -> Warn | None:
    """Say why a member is not even opened, going by what the archive says of it."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return warn("R115", label, detail="a name that leads out of the archive")
    if entry.flag_bits & 1:
        return warn("R109", label, detail="it is encrypted")
    if entry.file_size > MAX_FILE:
        return too_large(entry.file_size, MAX_FILE, label)
    if entry.file_size > max(RATIO_FLOOR, MAX_RATIO * entry.compress_size):
        return warn("R115", label, detail=f"it unpacks to over {MAX_RATIO} times its size")
    return None


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, label: str) -> bytes | Warn:
    """Unpack one member, at most as far as the archive said it goes."""
    try:
        with archive.open(entry) as packed:
            data = packed.read(entry.file_size + 1)
    except _BROKEN as problem:
        return warn("R109", label, detail=str(problem)[:80] or type(problem).__name__)
    if len(data) > entry.file_size:
        return warn("R115", label, detail="it unpacks to more than the archive says")
    return data
