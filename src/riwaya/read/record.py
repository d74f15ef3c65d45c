"""A record becomes a report: fields under any of their usual names, the date as ISO 8601, the id from the
content.
"""

import hashlib
import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate

from msgspec.structs import replace

from riwaya.errors import warn
from riwaya.model import Furniture, Report, Warn
from riwaya.read.decode import Decoded
from riwaya.read.limits import MAX_TEXT, human
from riwaya.read.told.clean import furniture
from riwaya.read.told.code import code
from riwaya.read.told.dates import iso
from riwaya.read.told.language import foreign_parts, language_of
from riwaya.read.told.publisher import own, publisher
from riwaya.read.told.stamps import stamps, told

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
# Lone surrogates are no characters, and no file or database holds them; a NUL ends a text for many programs.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
FIELDS = ("id", "outlet", "url", "published", "updated", "forwarded_from", "title", "byline", "text")
"""The fields of a record of which a report is made."""
_OWN_FORM = ("text", "published", "updated")
GOLD_FIELDS = frozenset({"id", "text", "date", "outlet", "title"})
"""The only fields of a ``.gold.json`` that are read: the rest of it is the answer."""


def identify(
    *,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    text: str,
) -> str:
    """Name a report by its content: ``r`` and 16 hexadecimal digits of a SHA-256.

    The digest is taken over the six fields in the order of the signature. A field is written as its size in
    bytes of UTF-8, a colon and those bytes (a netstring without its comma); a field that is None as one
    hyphen. So no two different reports are written the same, and the name depends on nothing but the report.
    """
    digest = hashlib.sha256()
    for field in (outlet, url, published, title, byline, text):
        if field is None:
            digest.update(b"-")
        else:
            data = field.encode("utf-8", errors="surrogatepass")
            digest.update(b"%d:" % len(data))
            digest.update(data)
    return "r" + digest.hexdigest()[:16]


def report_from(
    record: Mapping[str, object],
    read_from: str,
    extra: tuple[Furniture, ...] = (),
    *,
    sha256: str | None = None,
    site: str | None = None,
    fetched: str | None = None,
) -> Iterator[Report | Warn]:
    """Make the report of a record, after the warnings about it; a record without a text gives a warning only.

    The record has some of `FIELDS` (`columns` finds them in records that call them otherwise); values that are no
    strings are written as strings. `extra` is furniture that the reader itself knows of; `sha256` is the digest of the
    record's own bytes; `site` the name that a page or feed gives itself; `fetched` (ISO 8601) when it was fetched, from
    which «منذ يومين» counts. Times and a byline that the record lacks are taken from what its text says.
    """
    raw = record.get("text")
    if not isinstance(raw, str) or not raw.strip():
        yield warn("R106", read_from)
        return
    if len(raw) > MAX_TEXT:
        yield warn("R108", read_from, size=f"{len(raw):,} characters", limit=f"{MAX_TEXT:,}")
        return
    text, replaced = _NO_TEXT.subn("\ufffd", raw)
    if replaced:
        yield warn("R114", read_from, count=replaced)
    fields = {field: _plain(record.get(field)) for field in FIELDS if field not in _OWN_FORM}
    times = {}
    for field in ("published", "updated"):
        stamp = record.get(field)
        times[field] = iso(stamp, fetched)
        if times[field] is None and stamp not in (None, ""):
            yield warn("R110", read_from, value=str(stamp)[:60])
    if not _ARABIC.search(text):
        yield warn("R107", read_from)
    given, forwarded = fields.pop("id", None), fields.pop("forwarded_from", None)
    language = language_of(text)
    report = Report(
        id="",
        text=text,
        given_id=given,
        read_from=read_from,
        furniture=_furniture(text, extra, language),
        language=language,
        forwarded_from=forwarded,
        sha256=sha256,
        published=times["published"],
        updated=times["updated"],
        outlet=publisher(fields.get("outlet"), fields.get("url"), site=site, byline=fields.get("byline")),
        url=fields.get("url"),
        title=fields.get("title"),
        byline=fields.get("byline"),
    )
    yield _stamped(report, fetched)


def _stamped(report: Report, fetched: str | None) -> Report:
    """Find the stamps of a report, let them fill the fields that its record left empty, and name it by its content."""
    found = stamps(
        report.text,
        title=report.title,
        byline=report.byline,
        furniture=report.furniture,
        own=own(report.outlet, report.url),
        now=fetched,
    )
    said = told(found)
    published, byline = report.published or said.get("published"), report.byline or said.get("byline")
    name = identify(
        outlet=report.outlet,
        url=report.url,
        published=published,
        title=report.title,
        byline=byline,
        text=report.text,
    )
    updated = report.updated or said.get("updated")
    return replace(report, id=name, published=published, updated=updated, byline=byline, stamps=found)


def too_large(size: int, limit: int, where: str) -> Warn:
    """Make the warning about a file over its limit, both in bytes."""
    return warn("R108", where, size=human(size), limit=human(limit))


def unclear(decoded: Decoded, where: str) -> Iterator[Warn]:
    """Say that an encoding was guessed, or that some bytes made no character in it."""
    if not decoded.sure:
        yield warn("R104", where, encoding=decoded.encoding)


def _furniture(text: str, known: tuple[Furniture, ...], language: str | None) -> tuple[Furniture, ...]:
    """Put the furniture of a text together with what is `known` of it; what is found first stays."""
    found = merged(merged(known, code(text)), furniture(text))
    return merged(found, foreign_parts(text)) if language is None else found


def merged(first: tuple[Furniture, ...], second: tuple[Furniture, ...]) -> tuple[Furniture, ...]:
    """Put two lists of furniture together, in order; of marks that overlap the first list's stay."""
    spans = sorted(mark.span for mark in first)
    starts, reach = [span.start for span in spans], list(accumulate((span.end for span in spans), max))
    free = []
    for mark in second:
        before = bisect_left(starts, mark.span.end)  # those of the first list that begin before this one ends
        if before == 0 or reach[before - 1] <= mark.span.start:
            free.append(mark)
    return tuple(sorted([*first, *free], key=lambda mark: mark.span))


def _plain(value: object) -> str | None:
    """Write a field beside the text as one line of plain text, or None when it is empty.

    Character references of HTML, which scraped titles are full of, are resolved; tags are left as they are.
    """
    if value is None or isinstance(value, dict | bool):
        return None
    if isinstance(value, list):
        value = "، ".join(str(item) for item in value if item)
    line = " ".join(html.unescape(_NO_TEXT.sub("\ufffd", str(value))).split())
    return line or None
