"""Paths to reports: folders walked, files told by content where the name misleads, and whatever is wrong
said.

Nothing here raises for what a file holds or how it is: each trouble becomes a `Warn` with a code, in its
place among the reports, and the rest goes on.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from msgspec.structs import replace

from riwaya.errors import warn
from riwaya.model import Report, Warn
from riwaya.read import kinds
from riwaya.read.inputs import Found, Input, Options
from riwaya.read.limits import MAX_DEPTH, MAX_UNPACKED
from riwaya.read.record import too_large

STDIN = "-"
"""The path that means standard input."""
_SPOOL = 32 * 1024 * 1024
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def reports(paths: Iterable[str | Path] | str | Path, options: Options | None = None) -> Found:
    """Read the reports at these files and folders, in order, with a `Warn` for everything that went wrong.

    ``-`` is standard input. Folders are walked in the order of their names; hidden files are left out, and so are
    symbolic links that lead out of the folder. When nothing at all is found, the last item is R113.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found = False
    how = options or Options()
    for item in chain.from_iterable(_path(path, how) for path in given):
        found = found or isinstance(item, Report)
        yield item
    if not found:
        yield warn("R113", ", ".join(_shown(path) for path in given)[:200])


def _path(given: str | Path, options: Options) -> Found:
    """Read what stands at one path that the user named."""
    if str(given) == STDIN:
        yield from _standard_input(options)
        return
    path = Path(given)
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        yield warn("R101", _shown(path))
    except (OSError, ValueError) as problem:
        yield warn("R109", _shown(path), detail=_reason(problem))
    else:
        if stat.S_ISDIR(kind):
            for inside in _walk(path, path.resolve(), 0):
                yield from (inside,) if isinstance(inside, Warn) else _file(inside, options)
        else:
            yield from _file(path, options, named=True)


def listed(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Give the files that `reports` would read at these paths, without reading them."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from (found for found in _walk(path, path.resolve(), 0) if isinstance(found, Path))
        elif path.is_file():
            yield path


def _walk(folder: Path, root: Path, depth: int) -> Iterator[Path | Warn]:
    """Give the files in a folder and below; `root` is the folder that links may not lead out of."""
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
            yield from _walk(path, root, depth + 1)
        elif not entry.is_dir():
            # A link to a folder inside is not followed: that folder is walked in its own place.
            yield path


def _standard_input(options: Options) -> Found:
    """Read what is piped in, as one input; it is kept on disk where it is long, because kinds look twice."""
    with SpooledTemporaryFile(max_size=_SPOOL) as stream:
        size = 0
        while block := sys.stdin.buffer.read(1 << 20):
            size += len(block)
            if size > MAX_UNPACKED:
                yield too_large(size, MAX_UNPACKED, STDIN)
                return
            stream.write(block)
        if size == 0:
            yield warn("R102", STDIN)
            return
        stream.seek(0)
        yield from one(Input(cast(BinaryIO, stream), STDIN, "", size, one, options, named=True))


def _leads_inside(path: Path, root: Path) -> bool:
    """Tell whether a symbolic link leads to something inside `root`."""
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _file(path: Path, options: Options, *, named: bool = False) -> Found:
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
        with path.open("rb") as stream:
            name = _shown(path.name)
            source = Input(stream, where, name, status.st_size, one, options, named=named)
            yield from one(source)
    except OSError as problem:
        yield warn("R109", where, detail=_reason(problem))


def one(source: Input) -> Found:
    """Read one input of any kind, and say of each report from which bytes it came."""
    for found in kinds.read(source):
        if isinstance(found, Report):
            # Set by the innermost input that has them: what holds it leaves them alone.
            digest, fetched = found.sha256 or source.sha256, found.fetched or source.around.get("fetched")
            yield replace(found, sha256=digest, fetched=fetched)
        else:
            yield found


def _reason(problem: Exception) -> str:
    """Say in few words why the system refused."""
    return getattr(problem, "strerror", None) or str(problem)


def _shown(path: str | Path) -> str:
    """Write a path as text: names that are no UTF-8 have their odd bytes replaced."""
    return str(path).encode("utf-8", errors="replace").decode("utf-8")
