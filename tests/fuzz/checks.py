"""What holds of every reader, whatever it is given: the promises that the fuzz tests keep it to."""

import os
from collections.abc import Iterator

from reading import made
from riwaya.errors import CODES
from riwaya.model import Report, Warn
from riwaya.read.files import one

SECONDS = 5.0
"""What one small input may take of a processor at most, the programs that are started for it with it."""
_FIELDS = (
    "id",
    "outlet",
    "url",
    "published",
    "updated",
    "title",
    "byline",
    "text",
    "given_id",
    "read_from",
    "forwarded_from",
    "language",
)


def spent() -> float:
    """Give the seconds of a processor that were used; those of a clock depend on what else runs on the machine."""
    return sum(os.times()[:4])


def faults(data: bytes, name: str, *, twice: bool = False) -> Iterator[str]:
    """Read a file of these bytes and name every promise that is broken; `twice` asks for the same a second time.

    What a reader raises is raised.
    """
    began = spent()
    found = list(one(made(data, name, named=True)))
    if (took := spent() - began) > SECONDS:
        yield f"it took {took:.1f} s"
    for item in found:
        if isinstance(item, Report):
            yield from _of_report(item)
        elif isinstance(item, Warn):
            yield from _of_warning(item, name)
        else:
            yield f"a {type(item).__name__}"
    if twice and list(one(made(data, name, named=True))) != found:
        yield "another reading gives something else"


def _of_report(report: Report) -> Iterator[str]:
    for field in _FIELDS:
        value = getattr(report, field)
        if value is not None and not _is_text(value):
            yield f"{field} is no text: {value!r:.80}"
    if not report.text.strip():
        yield "a report without a text"
    edges = [edge for mark in report.furniture for edge in (mark.span.start, mark.span.end)]
    if edges != sorted(edges) or (edges and not 0 <= edges[0] <= edges[-1] <= len(report.text)):
        yield f"furniture out of order or outside: {edges}"
    for stamp in report.stamps:
        holder = getattr(report, stamp.where)
        if holder is None or not 0 <= stamp.span.start < stamp.span.end <= len(holder):
            yield f"a stamp outside of its field: {stamp}"


def _of_warning(warning: Warn, name: str) -> Iterator[str]:
    if warning.code not in CODES:
        yield f"an unknown code {warning.code}"
    if not warning.where.startswith(name):
        yield f"a warning without the name of its file: {warning}"
    if not _is_text(warning.message + warning.where):
        yield f"a warning that is no text: {warning!r}"


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False
