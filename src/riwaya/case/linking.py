"""What is linked in a case and what is not yet.

`reports.linked` names the linker that brought a report together with the others; a report without it is new. A report
that is linked has its fingerprint in the case.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import apsw

from riwaya.case.made_by import linker_version
from riwaya.case.reports import Rows
from riwaya.model import Report

if TYPE_CHECKING:
    from riwaya.link.fingerprints import Fingerprint, HashedCounts


class Pending(NamedTuple):
    """What waits to be linked: the ids of new reports, how many are linked, and whether by this linker."""

    new: tuple[str, ...]
    linked: int
    current: bool


def pending(rows: Rows) -> Pending:
    """Say what of a case is linked."""
    new = tuple(rid for (rid,) in rows("SELECT id FROM reports WHERE linked IS NULL ORDER BY n"))
    by: dict[str, int] = dict(
        rows("SELECT linked, count(*) FROM reports WHERE linked IS NOT NULL GROUP BY linked")
    )
    return Pending(new, sum(by.values()), not by or set(by) == {linker_version()})


def mark(connection: apsw.Connection, rows: Rows, prints: "Mapping[str, Fingerprint]") -> None:
    """Note that the reports with these fingerprints, and no others, are linked by the linker of this version."""
    connection.execute("DELETE FROM fingerprints; DELETE FROM key_counts")
    mark_more(connection, rows, prints)
    connection.execute(
        "UPDATE reports SET linked = NULL WHERE linked NOT NULL AND id NOT IN (SELECT report FROM fingerprints)"
    )


def mark_more(connection: apsw.Connection, rows: Rows, prints: "Mapping[str, Fingerprint]") -> None:
    """Note that the reports with these fingerprints are linked too."""
    from riwaya.link.fingerprints import packed  # noqa: PLC0415 - see `found_rows.called`

    taken = ((rid, packed(one.words), packed(one.opening)) for rid, one in prints.items())
    connection.executemany("INSERT INTO fingerprints VALUES (?, ?, ?)", taken)
    sql = "UPDATE reports SET linked = ?1 WHERE id = ?2 AND linked IS NOT ?1"
    connection.executemany(sql, ((linker_version(), rid) for rid in prints))
    for of, arrays in (
        ("texts", [one.keys for one in prints.values()]),
        ("openings", [one.opening for one in prints.values()]),
    ):
        now = counts(rows, of).more(arrays)
        row = (of, packed(now.keys), packed(now.counts))
        connection.execute("INSERT OR REPLACE INTO key_counts VALUES (?, ?, ?)", row)


def counts(rows: Rows, of: str) -> "HashedCounts":
    """Give in how many of the linked reports each key of texts or openings stands."""
    from riwaya.link.fingerprints import HashedCounts, unpacked  # noqa: PLC0415 - see `found_rows.called`

    found = rows("SELECT keys, counts FROM key_counts WHERE of = ?", of)
    return HashedCounts(*unpacked(found[0] if found else (b"", b"")))


def unmark(connection: apsw.Connection, report: str) -> None:
    """Note that what was extracted from a report has changed since it was linked."""
    connection.execute("UPDATE reports SET linked = '' WHERE id = ? AND linked IS NOT NULL", (report,))
    connection.execute("DELETE FROM fingerprints WHERE report = ?", (report,))


def outlet_names(rows: Rows) -> frozenset[str]:
    """Give the names of all outlets of a case, as weighing writes them."""
    from riwaya.link.outlets import outlet_name  # noqa: PLC0415 - see `found_rows.called`

    found = rows(
        "SELECT outlet, url, coalesce(given_id, id) FROM reports GROUP BY outlet, CASE WHEN outlet IS NULL THEN id END"
    )
    made = (Report(id="", text="", outlet=outlet, url=url, given_id=name) for outlet, url, name in found)
    return frozenset(outlet_name(report) or report.name for report in made)
