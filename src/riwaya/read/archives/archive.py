"""Zip archives of report files, and web archives in zip (WACZ): members are never unpacked to disk under their names.

A member's name is only ever a label, so a path that climbs out of the archive leads nowhere; it is refused
all the same, because no honest program writes one.
"""

import zipfile
from collections.abc import Iterable
from typing import BinaryIO, cast

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.archives.unpack import Unpacker, hand_in, hidden, leads_out, member_name
from riwaya.read.inputs import DAMAGE, Found, Input, reason
from riwaya.read.limits import MAX_RATIO, RATIO_FLOOR

# All that zipfile has been seen to raise on damaged archives.
_BROKEN = (*DAMAGE, LookupError, NotImplementedError, OverflowError, RuntimeError, ValueError)

_END = b"PK\x05\x06"
_END_TAIL = 22 + 0xFFFF
_END64 = b"PK\x06\x06"
_END64_TAIL = 56
_MAX_DIRECTORY = 32 * 1024 * 1024

_UTF8_NAME = 0x800
_ENCRYPTED = 1
# Programs of one kind of document keep it in a zip archive: what such a member says of the whole.
_DOCUMENTS = {
    "[Content_Types].xml": "an Office document",
    "AndroidManifest.xml": "an Android program",
    "META-INF/MANIFEST.MF": "a Java program",
    "Index/Document.iwa": "an Apple document",
}
_MIMETYPES = {
    b"application/epub+zip": "an EPUB book",
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text",
    b"application/vnd.oasis.opendocument": "an OpenDocument file",
}


def tells(source: Input) -> bool:
    """Tell a zip archive by its first bytes."""
    return source.head.startswith((b"PK\x03\x04", _END))


def read(source: Input) -> Found:
    """Read every file of a zip archive as what it is; of a WACZ only its web archives; documents are refused (R112)."""
    try:
        if (listed := _directory_size(source.stream, source.size)) > _MAX_DIRECTORY:
            yield warn("R115", source.where, detail=f"its list of files takes {listed:,} bytes")
            return
        archive = zipfile.ZipFile(source.stream)
    except _BROKEN as problem:
        yield warn("R109", source.where, detail=f"broken zip archive ({problem})")
        return
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        if sum(entry.compress_size for entry in entries) > source.size:
            yield warn("R115", source.where, detail="its files lie over one another")
            return
        if (document := _document(archive, {entry.filename for entry in entries})) is not None:
            yield warn("R112", source.where, detail=document)
            return
        yield from _members(source, archive, _wanted(entries))


def _members(source: Input, archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]) -> Found:
    """Read these members, in the order of their names."""
    for entry in sorted(entries, key=lambda entry: entry.filename):
        if (spent := source.budget.spent()) is not None:
            yield warn("R115", source.where, detail=spent)
            return
        name = _name(entry)
        if (refused := _refused(entry, name, f"{source.where}!{name}")) is not None:
            source.budget.members -= 1
            yield refused
        elif not hidden(name):
            yield from _member(source, archive, entry, name)


def _member(source: Input, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Found:
    """Read one member."""

    def opener() -> Unpacker:
        try:
            return cast(Unpacker, archive.open(entry))
        except _BROKEN as problem:
            raise OSError(reason(problem)) from problem

    yield from hand_in(source, name, opener, entry.compress_size)


def _wanted(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Leave out of a WACZ what it holds beside its web archives: lists of pages, indexes, logs."""
    warcs = [entry for entry in entries if entry.filename.endswith((".warc", ".warc.gz"))]
    wacz = any(entry.filename == "datapackage.json" for entry in entries)
    return [entry for entry in warcs if entry.filename.startswith("archive/")] if wacz and warcs else entries


def _document(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    """Say which kind of document this archive is in truth, or None when it is an archive."""
    if "mimetype" in names:
        try:
            with archive.open("mimetype") as stream:
                said = stream.read(100)
        except _BROKEN:
            said = b""
        for start, words in _MIMETYPES.items():
            if said.startswith(start):
                return words
    return next((words for member, words in _DOCUMENTS.items() if member in names), None)


def _name(entry: zipfile.ZipInfo) -> str:
    """Give the name of a member; where it is not marked as UTF-8, `zipfile` takes it for the letters of old DOS."""
    if entry.flag_bits & _UTF8_NAME or entry.filename.isascii():
        return entry.filename
    return member_name(entry.filename.encode("cp437", "replace"), "cp437")


def _refused(entry: zipfile.ZipInfo, name: str, label: str) -> Warn | None:
    """Say why a member is not even opened, going by what the archive says of it."""
    if leads_out(name):
        return warn("R115", label, detail="a name that leads out of the archive")
    if entry.flag_bits & _ENCRYPTED:
        return warn("R109", label, detail="it is encrypted")
    if entry.file_size > max(RATIO_FLOOR, MAX_RATIO * entry.compress_size):
        return warn("R115", label, detail=f"it unpacks to over {MAX_RATIO} times its size")
    return None


def _directory_size(stream: BinaryIO, size: int) -> int:
    """Say how many bytes the list of members takes, which `zipfile` reads as a whole; 0 where it is not found."""
    start = max(0, size - _END_TAIL - _END64_TAIL)
    stream.seek(start)
    tail = stream.read(_END_TAIL + _END64_TAIL)
    stream.seek(0)
    end = tail.rfind(_END)
    listed = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    long = tail.rfind(_END64, 0, max(0, end))
    return (
        int.from_bytes(tail[long + 40 : long + 48], "little")
        if listed == 0xFFFFFFFF and long >= 0
        else listed
    )
