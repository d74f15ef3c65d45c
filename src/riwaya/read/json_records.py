"""JSON and JSON lines: one report object, a list of them, ``{"reports": [...]}``, or one object a line."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from msgspec.structs import replace

from riwaya.errors import warn
from riwaya.model import Report, Warn
from riwaya.read.decode import decode, magic
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_LINE
from riwaya.read.record import GOLD_FIELDS, report_from, too_large, unclear


def tells_lines(source: Input) -> bool:
    """Tell JSON lines that can be read line by line: not when two bytes make a character."""
    head = source.head
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head
    return source.suffix in (".jsonl", ".ndjson") and not wide and magic(head) is None


def read_lines(source: Input) -> Found:
    """Read a file of JSON lines, however long."""
    yield from read_jsonl(source.stream, source.where)


def tells(source: Input) -> bool:
    """Tell JSON by its ending, or by how it opens: a brace, and soon after it a name or another brace."""
    if source.suffix in (".json", ".jsonl", ".ndjson"):
        return bool(source.opening)
    start = source.opening
    opens = start[:1] in ("{", "[") and start[1:].lstrip()[:1] in ('"', "{")
    return opens and '"' in start and ":" in start


def read(source: Input) -> Found:
    """Read a file of JSON records."""
    yield from unclear(source.decoded, source.where)
    yield from read_json(source.decoded.text or "", source.where)


def read_json(text: str, where: str) -> Iterator[Report | Warn]:
    """Read a JSON file; what is in fact JSON lines is read as that. Broken JSON gives R105."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        if _is_lines(text):
            yield from _lines(text, where)
        else:
            yield warn("R105", where, detail=_detail(problem))
        return
    yield from _records(data, where)


def read_jsonl(stream: BinaryIO, where: str) -> Iterator[Report | Warn]:
    """Read UTF-8 JSON lines without holding the file in memory; a line that is broken or too long costs
    itself only.
    """
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
            decoded = decode(line)
            if not decoded.sure:
                yield warn("R104", f"{where}:{number}", encoding=decoded.encoding)
            for found in _line(decoded.text or "", f"{where}:{number}"):
                if isinstance(found, Report):
                    yield replace(found, sha256=hashlib.sha256(line.rstrip(b"\r\n")).hexdigest())
                else:
                    yield found


def _lines(text: str, where: str) -> Iterator[Report | Warn]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield from _line(line, f"{where}:{number}")


def _line(line: str, where: str) -> Iterator[Report | Warn]:
    """Read one line of JSON lines."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as problem:
        yield warn("R105", where, detail=_detail(problem))
        return
    yield from _records(data, where)


def _is_lines(text: str) -> bool:
    """Tell JSON lines from broken JSON: the first line, or the second, is an object by itself."""
    for line in [line for line in text.split("\n", 3)[:3] if line.strip()][:2]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False


def _records(data: Any, where: str) -> Iterator[Report | Warn]:
    """Read the reports of a decoded JSON value."""
    if isinstance(data, dict) and isinstance(data.get("reports"), list):
        data = data["reports"]
    if isinstance(data, list):
        for number, record in enumerate(data, 1):
            yield from _record(record, f"{where}#{number}")
    else:
        yield from _record(data, where)


def _record(record: Any, where: str) -> Iterator[Report | Warn]:
    if not isinstance(record, dict):
        yield warn("R106", where)
        return
    if ".gold.json" in where:
        record = {name: value for name, value in record.items() if name in GOLD_FIELDS}
    yield from report_from(record, where)


def _detail(problem: Exception) -> str:
    """Say in few words what is wrong, with the line and column where JSON says so."""
    if isinstance(problem, json.JSONDecodeError):
        return f"{problem.msg} at line {problem.lineno}, column {problem.colno}"
    return "nested too deeply" if isinstance(problem, RecursionError) else str(problem)[:80]
