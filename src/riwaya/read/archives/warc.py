"""Web archives (WARC, packed or not): each page in them is read as what it is, with its address and when it was taken.

An archive of any length is read from front to back, a record at a time. Read are answers with a status of success,
resources, and texts that were made of pages. Requests, notes of the crawler and what is no page by its type are passed
over in silence; what else is not read is counted and said once. A page that was seen again unchanged (a ``revisit``)
has no text in its record, and is counted only. A page whose bytes are not those that the archive's digest names is
read, and said.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from io import SEEK_END, BytesIO
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.archives import compressed
from riwaya.read.archives.http_body import decoded
from riwaya.read.archives.unpack import BLOCK, IN_MEMORY, hand_in
from riwaya.read.archives.warc_records import START, Record, Records, lower
from riwaya.read.inputs import DAMAGE, Found, Input, reason
from riwaya.read.limits import MAX_FILE
from riwaya.read.record import too_large
from riwaya.read.told.dates import iso

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_READ = ("response", "resource", "conversion")
_COUNTED = {"revisit": "pages seen again unchanged", "continuation": "parts of long pages"}
_SCHEMES = ("http", "https", "ftp", "file", "")
# What is no text by its type; what a page is made of, and what programs say to each other.
_NO_TEXT = re.compile(
    r"(?:image|audio|video|font|model)/|.*(?:css|javascript|ecmascript|font|wasm|mpegurl|dash\+xml|protobuf|"
    r"manifest\+json|ld\+json|x-bittorrent|shockwave|opensearchdescription|ocsp|pkix|certificate)"
)
_FOR_PROGRAMS = re.compile(r"/(?:robots|ads|app-ads|humans|llms|security)\.txt$")
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_OTHER_TEXTS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
# Warnings about what is no report and was never meant to be one, as a site is full of.
_NO_REPORT = frozenset(("R102", "R103", "R105", "R106", "R112"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_MAX_NAME = 120
_DIGESTS = ("sha1:", "sha256:", "sha512:", "md5:")


@dataclass
class _Tally:
    """What of an archive is not read or odd, to be said once."""

    unread: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    changed: list[int] = field(default_factory=list)

    def said(self, where: str) -> Iterator[Warn]:
        """Say it."""
        if self.unread:
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.unread.most_common())
            yield warn("R127", where, detail=kinds)
        if self.cut:
            yield warn("R109", where, detail=f"{self.cut:,} pages are cut, as the archive itself says")
        if self.changed:
            first = f"{where}#{self.changed[0]}"
            yield warn("R128", first, count=f"{len(self.changed):,}")


class _Payload(NamedTuple):
    """What the headers of a record say of what it holds: its type in lower case, charset and encodings."""

    kind: str
    charset: str
    transfer: str = ""
    content: str = ""


def tells(source: Input) -> bool:
    """Tell a web archive, packed or not, by the first bytes of its first record."""
    return compressed.unpacked_head(source, len(START[0])).startswith(START)


def read(source: Input) -> Found:
    """Read every page of a web archive."""
    tally = _Tally()
    records = Records(source)
    for record in records:
        at = f"#{records.number}"
        if isinstance(record, str):
            yield warn("R109", source.where + at, detail=f"damaged record ({record})")
            continue
        size = record.raw.content_length
        if not records.fits(record) or size >= source.budget.left:
            records.lost()
            yield warn("R109", source.where + at, detail=f"a record that claims {size:,} bytes")
            continue
        source.budget.left -= size
        try:
            yield from _record(source, record, records, tally)
        except DAMAGE as problem:
            records.lost()
            yield warn("R109", source.where + at, detail=f"damaged record ({reason(problem)})")
        if (spent := source.budget.spent()) is not None:
            yield warn("R115", source.where, detail=spent)
            break
    yield from tally.said(source.where)


def _record(source: Input, record: Record, records: Records, tally: _Tally) -> Found:
    """Read one record, or count why not; raises what damaged bytes make fastwarc raise."""
    raw, fields = record
    role, address = fields.get("warc-type", "").lower(), fields.get("warc-target-uri", "").strip("<> ")
    if role in _COUNTED:
        tally.unread[_COUNTED[role]] += 1
    path = _path(address)
    if role not in _READ or path is None:
        return
    # Looked at before the body is read, and only where it fits in memory.
    changed = raw.content_length <= IN_MEMORY and _changed(record)
    payload = _payload(record, tally)
    if payload is None or _NO_TEXT.match(payload.kind):
        return
    at, size = f"#{records.number}", raw.content_length
    if size > MAX_FILE:
        yield too_large(size, MAX_FILE, source.where + at)
        return
    with _body(raw) as body:
        if body.seek(0, SEEK_END) < size:
            records.lost()
            yield warn("R109", source.where + at, detail="the record is cut off")
            return
        tally.cut += "warc-truncated" in fields
        if changed:
            tally.changed.append(records.number)
        around = {"url": address, "charset": payload.charset, "fetched": iso(fields.get("warc-date")) or ""}
        around = {name: value for name, value in around.items() if value}
        name = _name(path, payload.kind)
        if payload.transfer or payload.content or size > IN_MEMORY:
            opener = partial(decoded, body, payload.transfer, payload.content)
            found = hand_in(source, name, opener, size, around=around, at=at)
        else:
            found = source.inside(cast(BytesIO, body).getvalue(), name, around, at)
        if size:
            yield from _counted(found, source.where + at, tally)


def _path(address: str) -> str | None:
    """Give the path of a page's address; None for notes of programs, and for what sites say to programs."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    known = parts.scheme.lower() in _SCHEMES and not _FOR_PROGRAMS.search(parts.path)
    return parts.path if known else None


def _changed(record: Record) -> bool:
    """Tell whether the bytes of a record are not those whose digest it gives."""
    digest = record.fields.get("warc-block-digest", "").lower()
    return digest.startswith(_DIGESTS) and not record.raw.verify_block_digest(consume=False)


def _payload(record: Record, tally: _Tally) -> _Payload | None:
    """Read the headers of what a record holds; an answer that is none or not of success is counted, and None."""
    if not record.raw.is_http:
        kind = record.fields.get("content-type", "")
        return _Payload(kind.split(";")[0].strip().lower(), _charset(kind))
    # Servers and crawlers end lines as they like.
    record.raw.parse_http(auto_decode="none", quirks_mode=True, strict_mode=False)
    status = record.raw.http_headers.status_code
    if status is None or not 200 <= status < 300:
        tally.unread[f"answers with status {status}" if status else "answers that are no HTTP"] += 1
        return None
    headers = lower(record.raw.http_headers)
    kind = headers.get("content-type", "")
    return _Payload(
        kind.split(";")[0].strip().lower(),
        _charset(kind),
        headers.get("transfer-encoding", ""),
        headers.get("content-encoding", ""),
    )


def _charset(kind: str) -> str:
    """Give the charset that a type names, or an empty string."""
    found = _CHARSET.search(kind)
    return found[1].lower() if found else ""


def _body(raw: "WarcRecord") -> BinaryIO:
    """Take the body out of a record, into memory or, where it is big, into a temporary file without a name."""
    if raw.content_length <= IN_MEMORY:
        return BytesIO(raw.reader.read())
    body = TemporaryFile()  # noqa: SIM115 - closed where it is read
    while block := raw.reader.read(BLOCK):
        body.write(block)
    return cast(BinaryIO, body)


def _name(path: str, kind: str) -> str:
    """Make a file name of an address, with the ending that its type has: readers take it for a hint."""
    name = unquote(path.rstrip("/").rpartition("/")[2])[-_MAX_NAME:]
    ending = _ENDINGS.get(kind, "")
    says_more = kind == "text/plain" and name.lower().endswith(_OTHER_TEXTS)
    return name if name.lower().endswith(ending) or says_more else name + ending


def _counted(found: Found, label: str, tally: _Tally) -> Found:
    """Count what is no report instead of saying it each time: a site is full of things that were never meant as one."""
    for item in found:
        if isinstance(item, Warn) and item.code in _NO_REPORT and item.where.startswith(label):
            tally.unread["without a report"] += 1
        else:
            yield item
