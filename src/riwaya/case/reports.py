"""Reports in the case file: a row each, which never changes its text, and every place where that text was seen.

The same text of one outlet, or of one page, is one report however often and wherever it is read: what else was said
of it there (another title, another day) is kept with the sighting. Another text of the same page is another report;
`versions` tells which belong together.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import apsw
import msgspec

from riwaya.case.made_by import extractor_version
from riwaya.model import Extraction, Furniture, Report, Sighting, Stamp, Version
from riwaya.read.told.page_key import page_key

Rows = Callable[..., list[tuple[Any, ...]]]

_PLAIN = (
    "id", "given_id", "outlet", "url", "published", "title", "byline", "text", "read_from", "updated", "language",
    "forwarded_from", "fetched", "sha256",
)  # fmt: skip
_STORED = f"{', '.join(_PLAIN)}, furniture, stamps"
_DERIVED = "named, described, vague, nobody, text_sha256, page"
_SEEN = "report, read_from, sha256, at, fetched, by, url, title, published"
_SIGHTING = f"{_SEEN}, again, again_sha256"
_FURNITURE = msgspec.json.Decoder(tuple[Furniture, ...])
_STAMPS = msgspec.json.Decoder(tuple[Stamp, ...])


def insert(connection: apsw.Connection, report: Report, extraction: Extraction) -> None:
    """Write a report that is not there yet."""
    shares = extraction.sourcing
    values = (
        *(getattr(report, name) for name in _PLAIN),
        _json(report.furniture), _json(report.stamps),
        shares.named, shares.described, shares.vague, shares.nobody, text_digest(report.text), page_key(report.url),
    )  # fmt: skip
    marks = ",".join("?" * len(values))
    connection.execute(f"INSERT INTO reports({_STORED}, {_DERIVED}) VALUES ({marks})", values)  # noqa: S608


def renew(connection: apsw.Connection, report: Report, extraction: Extraction) -> None:
    """Write what another version of Riwaya found about a report; its text and the fields of its id stay."""
    shares = extraction.sourcing
    connection.execute(
        "UPDATE reports SET named = ?, described = ?, vague = ?, nobody = ?, furniture = ?, stamps = ?, updated = ?,"
        " language = ? WHERE id = ?",
        (
            shares.named, shares.described, shares.vague, shares.nobody, _json(report.furniture),
            _json(report.stamps), report.updated, report.language, report.id,
        ),
    )  # fmt: skip


def find(rows: Rows, condition: str, value: object) -> Report | None:
    """Give the first report that a condition holds for."""
    found = rows(f"SELECT {_STORED} FROM reports WHERE {condition} LIMIT 1", value)  # noqa: S608
    if not found:
        return None
    *plain, furniture, stamps = found[0]
    return Report(
        **dict(zip(_PLAIN, plain, strict=True)),
        furniture=_FURNITURE.decode(furniture),
        stamps=_STAMPS.decode(stamps),
    )


def same(rows: Rows, report: Report) -> str | None:
    """Give the id of the report of the case, or among those that wait, that this is; None where its text is new.

    That is one with its id, else one with the same text of the same page or of the same outlet and day.
    """
    digest, page = text_digest(report.text), page_key(report.url)
    for table in ("reports", "waiting"):
        if rows(f"SELECT 1 FROM {table} WHERE id = ?", report.id):  # noqa: S608 - one of two names
            return report.id
        sql = f"SELECT id, outlet, published, page FROM {table} WHERE text_sha256 = ? ORDER BY n"  # noqa: S608
        for rid, outlet, published, its_page in rows(sql, digest):
            one_page = page is not None and page == its_page
            one_day = not published or not report.published or published[:10] == report.published[:10]
            if one_page or (outlet is not None and outlet == report.outlet and one_day):
                return str(rid)
    return None


def see(connection: apsw.Connection, rid: str, report: Report) -> None:
    """Keep where the text of report `rid` was read; of a place that is known, that other bytes there had it again."""
    if report.read_from is None:
        return
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    place = (rid, report.read_from)
    known = list(connection.execute("SELECT sha256 FROM sightings WHERE report = ? AND read_from = ?", place))
    if known:
        connection.execute(
            "UPDATE sightings SET again = ?, again_sha256 = ? WHERE report = ? AND read_from = ?"
            " AND sha256 IS NOT ? AND again_sha256 IS NOT ?",
            (now, report.sha256, *place, report.sha256, report.sha256),
        )
        return
    connection.execute(
        f"INSERT INTO sightings({_SEEN}) VALUES (?,?,?,?,?,?,?,?,?)",  # noqa: S608 - a constant
        (*place, report.sha256, now, report.fetched, _reader(), report.url, report.title, report.published),
    )


def sightings(rows: Rows, rid: str) -> tuple[Sighting, ...]:
    """Give every place where the text of a report was read, in the order of reading."""
    found = rows(f"SELECT {_SIGHTING} FROM sightings WHERE report = ? ORDER BY n", rid)  # noqa: S608 - a constant
    return tuple(Sighting(**dict(zip(_SIGHTING.split(", "), row, strict=True))) for row in found)


def versions(rows: Rows) -> Iterator[Version]:
    """Give the pages that were read with different texts, their texts from the oldest to the newest.

    The order is by when the page says that it was changed, else when it was fetched, published or first read.
    """
    found = rows(
        "SELECT page, id FROM reports WHERE page IN"
        " (SELECT page FROM reports WHERE page IS NOT NULL GROUP BY page HAVING count(*) > 1)"
        " ORDER BY page, coalesce(updated, fetched, published, ''), n"
    )
    pages: dict[str, list[str]] = {}
    for page, rid in found:
        pages.setdefault(page, []).append(rid)
    for page, ids in pages.items():
        yield Version(page=page, reports=tuple(ids))


def text_digest(text: str) -> str:
    """Digest a text as `reports.text_sha256` has it."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


@cache
def _reader() -> str:
    """Name what reads: the version of the package and the digest of what decides how it reads."""
    try:
        package = version("riwaya")
    except PackageNotFoundError:  # run from a checkout that is not installed
        package = "unpackaged"
    return f"riwaya {package} ({extractor_version()})"
