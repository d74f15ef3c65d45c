"""Reports that wait in a case to be extracted: read, safe on disk, and not yet among its reports."""

from collections.abc import Iterator

import apsw
import msgspec

from riwaya.case.reports import Rows, text_digest
from riwaya.model import Report
from riwaya.read.told.page_key import page_key

_REPORT = msgspec.json.Decoder(Report)
_AT_ONCE = 256


def insert(connection: apsw.Connection, report: Report) -> bool:
    """Have a report wait; False when it waits already."""
    connection.execute(
        "INSERT OR IGNORE INTO waiting(id, text_sha256, outlet, published, page, json) VALUES (?, ?, ?, ?, ?, ?)",
        (
            report.id, text_digest(report.text), report.outlet, report.published, page_key(report.url),
            msgspec.json.encode(report).decode(),
        ),
    )  # fmt: skip
    return connection.changes() > 0


def remove(connection: apsw.Connection, rid: str) -> None:
    """Take out a report that waits no more."""
    connection.execute("DELETE FROM waiting WHERE id = ?", (rid,))


def count(rows: Rows) -> int:
    """Count the reports that wait."""
    return int(rows("SELECT count(*) FROM waiting")[0][0])


def each(rows: Rows) -> Iterator[Report]:
    """Give the reports that wait in the order in which they were read; they may be taken out meanwhile."""
    at = 0
    while found := rows("SELECT n, json FROM waiting WHERE n > ? ORDER BY n LIMIT ?", at, _AT_ONCE):
        for at, encoded in found:  # noqa: B007 - the last one is where to go on
            yield _REPORT.decode(encoded)
