"""JSON and JSON lines: one report an object; a list of them, whatever stands around it; or one object after another.

A list that is too long to be held is read as it comes; so are lines.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.decode import Decoded, decode, magic
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_LINE
from riwaya.read.record import GOLD_FIELDS, too_large, unclear
from riwaya.read.tables import json_shapes, json_stream
from riwaya.read.tables.records import Record, read_records

ENDINGS = (".json", ".jsonl", ".ndjson")
HELD = 16 * 1024 * 1024
"""Bytes of a file of JSON that is held: as objects it may take twenty times as much."""
HELD_AT_WORST = 4 * HELD
"""Bytes of one that is held because there is no list of records in it: it may be a table by columns."""
_MISTAKES = 100
_ASSIGNED = re.compile(r"\s*window\.[\w.]+\s*=\s*")
"""What the archive of an account of X puts before the list in its `tweets.js`."""


def tells_lines(source: Input) -> bool:
    """Tell JSON lines that can be read line by line: not when two bytes make a character.

    Whatever the name says: a long file whose first line is an object by itself is one.
    """
    head = source.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head or magic(head) is not None:
        return False
    return source.suffix in (".jsonl", ".ndjson") or (source.size > HELD and _opens_with_a_line(source))


def _opens_with_a_line(source: Input) -> bool:
    """Tell whether the first line is an object, and the second opens one."""
    if not source.opening.startswith("{"):
        return False
    source.stream.seek(0)
    line, after = source.stream.readline(MAX_LINE), source.stream.read(1)
    source.stream.seek(0)
    return after == b"{" and isinstance(_loaded(line), dict)


def read_lines(source: Input) -> Found:
    """Read a file of JSON lines, however long."""
    source.stream.seek(0)
    yield from read_records(_line_records(source.stream, source.where), source, source.where, table=False)


def tells(source: Input) -> bool:
    """Tell JSON by its ending, or by how it opens: a brace, and soon after it a name or another brace."""
    start = source.opening
    if source.suffix in ENDINGS:
        return bool(start)
    if source.suffix == ".js" and _ASSIGNED.match(start):
        return True
    opens = start[:1] in ("{", "[") and start[1:].lstrip()[:1] in ('"', "{")
    return opens and '"' in start and ":" in start


def read(source: Input) -> Found:
    """Read a file of JSON records; a long one is never held as a whole."""
    path = json_stream.find(source) if source.size > HELD else None
    if path is None and source.size <= HELD_AT_WORST:
        yield from unclear(source.decoded, source.where)
        found = _text_records(source.decoded.text or "", source.where)
    else:
        found = json_stream.records(source, path)
    yield from read_records(found, source, source.where, table=False)


def _text_records(text: str, where: str) -> Iterator[Record | Warn]:
    """Give the records of JSON, of JSON lines or of objects one after another. What is broken gives R105."""
    text = _ASSIGNED.sub("", text, count=1) if text.lstrip()[:7] == "window." else text
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        if _is_lines(text):
            for number, line in enumerate(text.split("\n"), 1):
                if line.strip():
                    yield from _line(line, f"{where}:{number}")
        elif "Extra data" in str(problem):
            yield from _one_after_another(text, where)
        else:
            yield warn("R105", where, detail=_detail(problem))
        return
    yield from _records(data, where, len(text))


def _line_records(stream: BinaryIO, where: str) -> Iterator[Record | Warn]:
    """Give the records of JSON lines; a line that is broken or too long costs itself only."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            size = len(line)
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
                size += len(line)
            yield too_large(size, MAX_LINE, f"{where}:{number}")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            decoded = _decoded(line)
            if not decoded.sure:
                yield warn("R104", f"{where}:{number}", encoding=decoded.encoding)
            digest = hashlib.sha256(line.rstrip(b"\r\n")).hexdigest()
            for found in _line(decoded.text or "", f"{where}:{number}"):
                yield found._replace(sha256=digest) if isinstance(found, Record) else found


def _decoded(line: bytes) -> Decoded:
    """Decode a line: nearly all are UTF-8, and to tell that costs less than to tell what else they may be."""
    try:
        return Decoded(line.decode("utf-8-sig"), "utf-8", True)
    except UnicodeDecodeError:
        return decode(line)


def _line(line: str, where: str) -> Iterator[Record | Warn]:
    """Give the records of one line of JSON lines."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as problem:
        yield warn("R105", where, detail=_detail(problem))
        return
    if not (isinstance(data, dict) and json_shapes.is_action(data)):
        yield from _records(data, where, len(line))


def _one_after_another(text: str, where: str) -> Iterator[Record | Warn]:
    """Give the records of JSON values with nothing between them; behind a broken one the next line is tried."""
    decoder, at, number, mistakes = json.JSONDecoder(), 0, 0, 0
    while mistakes < _MISTAKES and (start := re.compile(r"[^\s,;]").search(text, at)) is not None:
        number += 1
        try:
            data, at = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError) as problem:
            mistakes += 1
            yield warn("R105", where, detail=_detail(problem))
            at = text.find("\n{", start.end())
            if at < 0:
                return
        else:
            yield from _records(data, f"{where}#{number}", at - start.start())


def _is_lines(text: str) -> bool:
    """Tell JSON lines from broken JSON: the first line, or the second, is an object by itself."""
    lines = [line for line in text.split("\n", 3)[:3] if line.strip()][:2]
    return len(text.split("\n", 2)) > 1 and any(isinstance(_loaded(line), dict) for line in lines)


def _loaded(line: str | bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _records(data: Any, where: str, size: int) -> Iterator[Record | Warn]:
    """Give the records of a decoded JSON value of about this many characters."""
    found = json_shapes.records(data)
    if found is None:
        yield from _record(data, where, size)
        return
    if len(found) > 1 and not any(isinstance(record, dict) for record in found):
        yield warn("R106", where)
        return
    for number, record in enumerate(found, 1):
        yield from _record(record, f"{where}#{number}", size // len(found))


def _record(record: Any, where: str, size: int) -> Iterator[Record | Warn]:
    if not isinstance(record, dict):
        yield warn("R106", where)
        return
    if ".gold.json" in where:
        record = {name: value for name, value in record.items() if name in GOLD_FIELDS}
    yield Record(where, record, size)


def _detail(problem: Exception) -> str:
    """Say in few words what is wrong, with the line and column where JSON says so."""
    if isinstance(problem, json.JSONDecodeError):
        return f"{problem.msg} at line {problem.lineno}, column {problem.colno}"
    return "nested too deeply" if isinstance(problem, RecursionError) else str(problem)[:80]
