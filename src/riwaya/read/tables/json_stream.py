"""A long file of JSON, read as it comes: of its records no more than one is held at a time.

The list of records is looked for first, at most three names down: the first whose records have a text. The module
`json` reads the records themselves, so that a long file and a short one are read alike (NaN, which ijson takes for
a mistake, is what programs in Python write).
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.decode import decode
from riwaya.read.inputs import Input
from riwaya.read.limits import MAX_LINE, MAX_TEXT
from riwaya.read.record import too_large
from riwaya.read.tables import columns
from riwaya.read.tables.records import Record

MAX_RECORD = 2 * MAX_LINE
"""Characters of one record at most."""
_FIRST = 2 * MAX_TEXT
"""Characters within which the first object has to end, if the file is a row of objects."""
_LOOKED_AT, _DEEPEST = 20, 3
_BLOCK = 1 << 20
_ASSIGNED = 100
_SPACE = re.compile(r"[\s\ufeff]*")
Path = tuple[str, ...]
"""The names that lead to a list; none for what stands by itself."""


class _TooLongError(Exception):
    """A value that does not end."""


class _BrokenError(Exception):
    """What is no JSON, and why."""


class _Scan:
    """A place in a long text of JSON."""

    def __init__(self, source: Input) -> None:
        encoding = decode(source.head[: len(source.head) & ~3]).encoding
        source.stream.seek(0)
        self._text = io.TextIOWrapper(source.stream, encoding, errors="replace", newline="")
        self._held, self._at, self._passed = "", 0, 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def close(self) -> None:
        """Let go of the stream."""
        self._text.detach()

    def _more(self, size: int = _BLOCK) -> bool:
        """Hold more of the text, without what lies behind; tell whether there was any."""
        block = self._text.read(size)
        self._ended = not block
        self._passed += self._at
        self._held, self._at = self._held[self._at :] + block, 0
        return bool(block)

    def peek(self) -> str:
        """Give the next character that is no white space, "" at the end."""
        while True:
            self._at = _SPACE.match(self._held, self._at).end()  # type: ignore[union-attr] # it matches anything
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def skip(self, marks: str = "") -> None:
        """Go on behind the next character; raises _BrokenError when it is none of these marks."""
        if (found := self.peek()) not in (marks or found) or not found:
            raise _BrokenError(f"{marks!r} is missing at character {self._passed + self._at}")
        self._at += 1

    def value(self, limit: int | None = None) -> Any:
        """Read the value that stands here; raises _TooLongError (and stays in its place), or _BrokenError."""
        self.peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._held, self._at)
            except RecursionError:
                raise _BrokenError("nested too deeply") from None
            except ValueError as problem:
                if self._ended:
                    reason = getattr(problem, "msg", str(problem)[:60])
                    raise _BrokenError(f"{reason} at character {self._passed + self._at}") from None
            else:
                if end < len(self._held) or self._ended:
                    self._at = end
                    return found
            if len(self._held) - self._at > (limit or MAX_RECORD):
                raise _TooLongError
            # Twice as much each time: a value is not tried more often than it doubles.
            self._more(max(_BLOCK, len(self._held) - self._at))


def records(source: Input, path: Path | None) -> Iterator[Record | Warn]:
    """Give the records of the list that `find` found. What is broken gives R105, and what came before it is good."""
    number = 0
    try:
        for at, record in _walked(source):
            if at == path:
                number += 1
                where = f"{source.where}#{number}"
                yield Record(where, record) if isinstance(record, dict) else warn("R106", where)
        if path is None:
            yield warn("R106", source.where)
    except _TooLongError:
        yield too_large(source.size, MAX_RECORD, source.where)
    except _BrokenError as problem:
        yield warn("R105", source.where, detail=problem)


def find(source: Input) -> Path | None:
    """Find the list of records: the first with a text in the first of them, else the first that has records."""
    seen: Counter[Path] = Counter()
    wanted = source.options.columns.get("text", "").split(".")[0]
    try:
        for path, record in _walked(source):
            if isinstance(record, dict) and seen[path] < _LOOKED_AT:
                seen[path] += 1
                if wanted in record or columns.has_text(columns.lifted(record)):
                    return path
    except (_TooLongError, _BrokenError):
        pass  # what is good is read, and then the mistake is met again
    return next(iter(seen), None)


def _walked(source: Input) -> Iterator[tuple[Path, Any]]:
    """Give what stands in the lists of the file, each with the names that lead to its list."""
    scan = _Scan(source)
    try:
        if scan.peek() == "w":  # `window.… =` in the archive of an account of X
            for _ in range(_ASSIGNED):
                if scan.peek() in ("=", ""):
                    break
                scan.skip()
            scan.skip("=")
        if scan.peek() == "{":
            try:
                yield (), scan.value(_FIRST)
            except _TooLongError:
                yield from _inside(scan, (), 0)
        while scan.peek():
            if scan.peek() == "[":
                yield from _inside(scan, (), 0)
            else:
                yield (), scan.value()
    finally:
        scan.close()


def _inside(scan: _Scan, path: Path, depth: int) -> Iterator[tuple[Path, Any]]:
    """Give what stands in the lists of the value that stands here."""
    if scan.peek() == "[":
        scan.skip()
        while scan.peek() != "]":
            yield path, scan.value()
            if scan.peek() != "]":
                scan.skip(",")
        scan.skip()
    elif scan.peek() == "{" and depth < _DEEPEST:
        scan.skip()
        while scan.peek() != "}":
            name = scan.value()
            scan.skip(":")
            yield from _inside(scan, (*path, str(name)), depth + 1)
            if scan.peek() != "}":
                scan.skip(",")
        scan.skip()
    else:
        scan.value()
