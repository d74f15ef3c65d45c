"""Paths to reports: folders walked, files told by content where the name misleads, and whatever is wrong
said.

Nothing here raises for what a file holds or how it is: each trouble becomes a `Warn` with a code, in its
place among the reports, and the rest goes on.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from riwaya.errors import warn
from riwaya.model import Report, Warn
from riwaya.read.archive import read_zip
from riwaya.read.csv_records import read_csv
from riwaya.read.decode import Decoded, decode, magic
from riwaya.read.json_records import read_json, read_jsonl
from riwaya.read.limits import MAX_DEPTH, MAX_FILE, MAX_TEXT_BYTES
from riwaya.read.record import too_large
from riwaya.read.txt import read_txt

_SAMPLE = 4096
_TEXT, _RECORDS = (".txt", ".text"), (".json", ".jsonl", ".ndjson", ".csv", ".tsv")
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def reports(paths: Iterable[str | Path] | str | Path) -> Iterator[Report | Warn]:
    """Read the reports at these files and folders, in order, with a `Warn` for everything that went wrong.

    Folders are walked in the order of their names; hidden files are left out, and so are symbolic links that
    lead out of the folder. When nothing at all is found, the last item is R113.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found = False
    for item in chain.from_iterable(_path(Path(path)) for path in given):
        found = found or isinstance(item, Report)
        yield item
    if not found:
        yield warn("R113", ", ".join(_shown(path) for path in given)[:200])


def _path(path: Path) -> Iterator[Report | Warn]:
    """Read what stands at one path that the user named."""
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        yield warn("R101", _shown(path))
    except (OSError, ValueError) as problem:
        yield warn("R109", _shown(path), detail=_reason(problem))
    else:
        if stat.S_ISDIR(kind):
            yield from _folder(path, path.resolve(), 0)
        else:
            yield from _file(path, named=True)


def _folder(folder: Path, root: Path, depth: int) -> Iterator[Report | Warn]:
    """Read a folder and what is in it; `root` is the folder that links may not lead out of."""
    if depth > MAX_DEPTH:
        yield warn("R109", _shown(folder), detail=f"over {MAX_DEPTH} folders inside folders")
        return
    try:
        with os.scandir(folder) as entries:
            inside = sorted(
                (entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name
            )
    except OSError as problem:
        yield warn("R109", _shown(folder), detail=_reason(problem))
        return
    for entry in inside:
        path = folder / entry.name
        if entry.is_symlink() and not _leads_inside(path, root):
            yield warn("R109", _shown(path), detail="a symbolic link that leads out of the folder or nowhere")
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root, depth + 1)
        elif not entry.is_dir():
            # A link to a folder inside is not followed: that folder is walked in its own place.
            yield from _file(path)


def _leads_inside(path: Path, root: Path) -> bool:
    """Tell whether a symbolic link leads to something inside `root`."""
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _file(path: Path, *, named: bool = False) -> Iterator[Report | Warn]:
    """Read one file; only a file that the user named is tried when its ending says nothing."""
    where = _shown(path)
    try:
        status = path.stat()
        for is_kind, words in _KINDS:
            if is_kind(status.st_mode):
                yield warn("R109", where, detail=f"{words}, not a file")
                return
        if status.st_size == 0:
            yield warn("R102", where)
            return
        if status.st_size > MAX_FILE and path.suffix.lower() not in (".jsonl", ".ndjson", ".zip"):
            yield too_large(status.st_size, MAX_FILE, where)
            return
        yield from _opened(path, where, status.st_size, named)
    except OSError as problem:
        yield warn("R109", where, detail=_reason(problem))


def _opened(path: Path, where: str, size: int, named: bool) -> Iterator[Report | Warn]:
    """Read a regular file by its first bytes and its ending."""
    suffix = path.suffix.lower()
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
        stream.seek(0)
        if sample.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from read_zip(stream, where, _member)
        elif (binary := magic(sample)) is not None:
            yield warn("R103", where, detail=binary)
        elif suffix in (".jsonl", ".ndjson") and _streams(sample):
            yield from read_jsonl(stream, where)
        elif size > MAX_TEXT_BYTES and suffix not in _RECORDS:
            yield too_large(size, MAX_TEXT_BYTES, where)
        else:
            yield from _content(stream.read(), where, suffix, named)


def _member(data: bytes, label: str) -> Iterator[Report | Warn]:
    """Read one member of an archive, as `_opened` reads a file."""
    suffix = Path(label).suffix.lower()
    if not data:
        yield warn("R102", label)
    elif data.startswith(b"PK\x03\x04"):
        yield warn("R112", label, detail="an archive inside an archive")
    elif (binary := magic(data)) is not None:
        yield warn("R103", label, detail=binary)
    elif len(data) > MAX_TEXT_BYTES and suffix not in _RECORDS:
        yield too_large(len(data), MAX_TEXT_BYTES, label)
    else:
        yield from _content(data, label, suffix, named=False)


def _streams(sample: bytes) -> bool:
    """Tell whether JSON lines can be read line by line: not when two bytes make a character."""
    return not sample.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in sample


def _content(data: bytes, where: str, suffix: str, named: bool) -> Iterator[Report | Warn]:
    """Read the bytes of a file as the kind that they are."""
    decoded = decode(data)
    if decoded.text is None:
        yield warn("R103", where, detail=decoded.encoding)
        return
    if not decoded.text.strip():
        yield warn("R102", where)
        return
    yield from _unclear(decoded, where)
    text = decoded.text
    opening = text.lstrip()[:200].lower()
    if opening.startswith(("<!doctype", "<html", "<?xml", "<rss")):
        yield warn("R112", where, detail="a web page or XML")
    elif suffix in (".json", ".jsonl", ".ndjson") or (opening[0] in "{[" and _is_json(text)):
        yield from read_json(text, where)
    elif suffix in (".csv", ".tsv"):
        yield from read_csv(text, where)
    elif suffix in (*_TEXT, "") or named:
        yield from read_txt(text, where)
    else:
        yield warn("R112", where, detail=suffix)


def _unclear(decoded: Decoded, where: str) -> Iterator[Warn]:
    """Say that an encoding was guessed, or that some bytes made no character in it."""
    if not decoded.sure:
        yield warn("R104", where, encoding=decoded.encoding)


def _is_json(text: str) -> bool:
    """Tell whether a file without a name for it opens as JSON of records."""
    start = text.lstrip()[:_SAMPLE]
    return start[1:].lstrip()[:1] in ('"', "{") and '"' in start and ":" in start


def _reason(problem: Exception) -> str:
    """Say in few words why the system refused."""
    return getattr(problem, "strerror", None) or str(problem)


def _shown(path: str | Path) -> str:
    """Write a path as text: names that are no UTF-8 have their odd bytes replaced."""
    return str(path).encode("utf-8", errors="replace").decode("utf-8")
