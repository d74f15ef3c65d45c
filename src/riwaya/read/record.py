"""A record becomes a report: fields under any of their usual names, the date as ISO 8601, the id from the
content.
"""

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from functools import cache

from riwaya.errors import warn
from riwaya.lexicon import toml
from riwaya.model import Furniture, Report, Warn
from riwaya.read.clean import furniture
from riwaya.read.dates import iso
from riwaya.read.decode import Decoded
from riwaya.read.limits import MAX_TEXT, human

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
# Lone surrogates are no characters, and no file or database holds them; a NUL ends a text for many programs.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_OWN_FORM = ("text", "published", "updated")
GOLD_FIELDS = frozenset({"id", "text", "date", "outlet", "title"})
"""The only fields of a ``.gold.json`` that are read: the rest of it is the answer."""


@cache
def _aliases() -> dict[str, tuple[str, int]]:
    """Map each name that a file may use to the field it means and its rank among that field's names."""
    table = toml("report_fields")
    return {name: (field, rank) for field, names in table.items() for rank, name in enumerate(names)}


def known_fields(names: Mapping[str, object] | list[str]) -> dict[str, str]:
    """Map fields of a report to the names that these records use for them; the best name of a field wins."""
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        key = str(name).strip().lower().replace("-", "_").replace(" ", "_")
        if key in _aliases():
            field, rank = _aliases()[key]
            if field not in best or rank < best[field][0]:
                best[field] = (rank, name)
    return {field: name for field, (_, name) in best.items()}


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
    columns: Mapping[str, str] | None = None,
    sha256: str | None = None,
) -> Iterator[Report | Warn]:
    """Make the report of a record, after the warnings about it; a record without a text gives a warning only.

    `extra` is furniture that the reader itself knows of; `columns` maps fields of a report to the names that this
    record has for them, where the user said so; `sha256` is the digest of the record's own bytes. Values that are no
    strings are written as strings.
    """
    names = known_fields(record if isinstance(record, dict) else dict(record)) | dict(columns or {})
    raw = record.get(names["text"]) if "text" in names else None
    if not isinstance(raw, str) or not raw.strip():
        yield warn("R106", read_from)
        return
    if len(raw) > MAX_TEXT:
        yield warn("R108", read_from, size=f"{len(raw):,} characters", limit=f"{MAX_TEXT:,}")
        return
    text, replaced = _NO_TEXT.subn("\ufffd", raw)
    if replaced:
        yield warn("R114", read_from, count=replaced)
    fields = {field: _plain(record.get(name)) for field, name in names.items() if field not in _OWN_FORM}
    times = {}
    for field in ("published", "updated"):
        stamp = record.get(names[field]) if field in names else None
        times[field] = iso(stamp)
        if times[field] is None and stamp not in (None, ""):
            yield warn("R110", read_from, value=str(stamp)[:60])
    if not _ARABIC.search(text):
        yield warn("R107", read_from)
    given, forwarded = fields.pop("id", None), fields.pop("forwarded_from", None)
    yield Report(
        id=identify(published=times["published"], text=text, **fields),
        text=text,
        given_id=given,
        read_from=read_from,
        furniture=merged(extra, furniture(text)),
        forwarded_from=forwarded,
        sha256=sha256,
        published=times["published"],
        updated=times["updated"],
        outlet=fields.get("outlet"),
        url=fields.get("url"),
        title=fields.get("title"),
        byline=fields.get("byline"),
    )


def too_large(size: int, limit: int, where: str) -> Warn:
    """Make the warning about a file over its limit, both in bytes."""
    return warn("R108", where, size=human(size), limit=human(limit))


def unclear(decoded: Decoded, where: str) -> Iterator[Warn]:
    """Say that an encoding was guessed, or that some bytes made no character in it."""
    if not decoded.sure:
        yield warn("R104", where, encoding=decoded.encoding)


def merged(first: tuple[Furniture, ...], second: tuple[Furniture, ...]) -> tuple[Furniture, ...]:
    """Put two lists of furniture together, in order; of marks that overlap the first list's stay."""
    free = [
        mark
        for mark in second
        if all(mark.span.end <= other.span.start or other.span.end <= mark.span.start for other in first)
    ]
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
