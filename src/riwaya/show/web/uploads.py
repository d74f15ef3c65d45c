"""Uploads: files and texts that a reader sends to be read, taken in piece by piece into a folder, within bounds.

Nothing of it is held in memory and nothing is trusted: the token has to come before the first file, names are made
safe, and what is too much ends it.
"""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from python_multipart.multipart import MultipartParser, parse_options_header

from riwaya.errors import RiwayaError
from riwaya.read.limits import MAX_TEXT_BYTES, human
from riwaya.show.web.safety import Guard

LARGEST_FILE = 512 * 2**20
"""Bytes of one file; web archives are large."""
LARGEST_ADDED = 2**30
"""Bytes of all that is sent at once."""
MOST_FILES = 500
FIELDS = {
    "token": 200,
    "text": MAX_TEXT_BYTES,
    "title": 4_000,
    "outlet": 2_000,
    "url": 8_000,
    "published": 100,
}
"""What a form may hold beside files, and how many bytes of it."""
PASTED = "pasted.json"
_LONGEST_NAME = 120
_ADDRESSES = re.compile(r"\s*(?:(?:https?://|www\.)\S+\s*)+", re.IGNORECASE)


async def take(request: Request, folder: Path) -> tuple[str, ...]:
    """Put what a form brings into `folder`, and give the names of the files there.

    Raises RiwayaError: R604 without the token, R630 for nothing, R631 and R632 for too much, R633 for addresses, R634
    where it cannot be kept, R608 for what is no such form.
    """
    taking = Taking(folder, request.state.guard, request.headers.get("content-type"))
    try:
        async for piece in request.stream():
            await run_in_threadpool(taking.take, piece)
        await run_in_threadpool(taking.end)
    finally:
        taking.close()
    return tuple(taking.names)


class Taking:
    """A form of several parts that comes in piece by piece; made where it is one, else raises RiwayaError R608."""

    def __init__(self, folder: Path, guard: Guard, kind: str | None) -> None:
        self.names: list[str] = []
        self._folder, self._guard = folder, guard
        self._fields: dict[str, bytearray] = {}
        self._into: IO[bytes] | bytearray | None = None
        self._size = self._most = 0
        self._called = ""
        self._header, self._value, self._about = b"", b"", b""
        what, options = parse_options_header(kind)
        if what != b"multipart/form-data" or not options.get(b"boundary"):
            raise RiwayaError("R608", detail="not a form with files")
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._open,
                "on_part_data": self._write,
                "on_part_end": self.close,
            },
        )

    def take(self, piece: bytes) -> None:
        """Take in a piece of the form."""
        with _told():
            if piece:
                self._parser.write(piece)

    def end(self) -> None:
        """Keep the text that was pasted, and look at the form as a whole."""
        if self._into is not None or not self._fields:
            raise RiwayaError("R608", detail="it ends in the middle")
        said = {
            name: bytes(words).decode("utf-8", "replace").replace("\r\n", "\n").strip()
            for name, words in self._fields.items()
        }
        self._guard.check_token(said.pop("token", None))
        if text := said.get("text"):
            if _ADDRESSES.fullmatch(text):
                raise RiwayaError("R633")
            record = {name: words for name, words in said.items() if words}
            with _told():
                (self._folder / self._unused(PASTED)).write_bytes(msgspec.json.encode(record))
        if not self.names:
            raise RiwayaError("R630")

    def close(self) -> None:
        """Close the file that is being written."""
        into, self._into = self._into, None
        if into is not None and not isinstance(into, bytearray):
            into.close()

    def _begin(self) -> None:
        self._about = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._about = self._value
        self._header, self._value = b"", b""

    def _open(self) -> None:
        """Begin a part: a file, where it has a name, or a field."""
        _, options = parse_options_header(self._about)
        name = options.get(b"name", b"").decode("utf-8", "replace")
        self._size = 0
        if b"filename" not in options:
            if name not in FIELDS or name in self._fields:
                raise RiwayaError("R608", detail="a field that no form of ours has")
            self._into = self._fields[name] = bytearray()
            self._most, self._called = FIELDS[name], name
            return
        given = options[b"filename"].decode("utf-8", "replace")
        if not given:  # what a browser sends where no file was chosen
            self._into, self._most, self._called = bytearray(), 0, name
            return
        self._guard.check_token(self._fields.get("token", bytearray()).decode("utf-8", "replace"))
        if len(self.names) >= MOST_FILES:
            raise RiwayaError("R632", limit=MOST_FILES)
        self._most, self._called = LARGEST_FILE, given
        self._into = (self._folder / self._unused(safe_name(given))).open("xb")

    def _write(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if self._size > self._most:
            raise RiwayaError("R631", name=self._called[:_LONGEST_NAME], limit=human(self._most))
        if isinstance(self._into, bytearray):
            self._into += data[start:end]
        elif self._into is not None:
            self._into.write(data[start:end])

    def _unused(self, name: str) -> str:
        """Give a name that no file of the folder has yet."""
        name = name if name not in self.names else f"{len(self.names) + 1}-{name}"
        self.names.append(name)
        return name


@contextmanager
def _told() -> Iterator[None]:
    """Tell what goes wrong with a form by its code."""
    try:
        yield
    except OSError as problem:
        raise RiwayaError("R634", detail=problem.strerror or str(problem)) from problem
    except ValueError as problem:  # what the parser raises of broken forms is one
        raise RiwayaError("R608", detail=str(problem)[:200]) from problem


def safe_name(given: str) -> str:
    """Give a file name that means nothing to any system: letters, digits and a few marks, without folders."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" or c in " .-_()" else "_" for c in name)
    kept = kept.strip(" .")
    if len(kept) > _LONGEST_NAME:
        kept = kept[: _LONGEST_NAME // 2] + kept[-_LONGEST_NAME // 2 :]
    while len(kept.encode()) > 2 * _LONGEST_NAME:
        kept = kept[1:]
    return kept.lstrip(" .") or "file"


def remove(folder: Path) -> None:
    """Remove a folder and what is in it."""
    shutil.rmtree(folder, ignore_errors=True)
