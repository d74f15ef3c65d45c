"""What is linked in a case and what is not yet, and what linking must know of the reports that are.

`reports.linked` names the linker that brought a report together with the others; a report without it is new.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import apsw

from riwaya.case.made_by import linker_version
from riwaya.link.fingerprints import Fingerprint, fingerprint, unpacked
from riwaya.link.outlets import outlet_name
from riwaya.model import Extraction, Report

Rows = Callable[..., list[tuple[Any, ...]]]


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


def mark(connection: apsw.Connection) -> None:
    """Note that all reports are linked by the linker of this version."""
    connection.execute(
        "UPDATE reports SET linked = ? WHERE linked IS NOT ?", (linker_version(), linker_version())
    )


def unmark(connection: apsw.Connection, report: str) -> None:
    """Note that what was extracted from a report has changed since it was linked."""
    connection.execute("UPDATE reports SET linked = '' WHERE id = ? AND linked IS NOT NULL", (report,))
    connection.execute("DELETE FROM fingerprints WHERE report = ?", (report,))


class LinkedReports:
    """The linked reports of a case as `link.updating` asks for them."""

    def __init__(self, rows: Rows, get: Callable[[str], tuple[Report, Extraction]]) -> None:
        self._rows = rows
        self.get = get

    @cached_property
    def fingerprints(self) -> Mapping[str, Fingerprint]:
        """Give the fingerprints of the linked reports, in the order of the case; those that lack are taken now."""
        out = {}
        found = self._rows(
            "SELECT r.id, f.words, f.opening, f.keys FROM reports r LEFT JOIN fingerprints f ON f.report = r.id"
            " WHERE r.linked IS NOT NULL ORDER BY r.published IS NULL, r.published, r.id"
        )
        for rid, *parts in found:
            out[rid] = fingerprint(self.get(rid)[0]) if parts[0] is None else unpacked(parts)
        return out

    @cached_property
    def published(self) -> Mapping[str, str | None]:
        """Give when each was published."""
        return dict(self._rows("SELECT id, published FROM reports"))


def lacking(rows: Rows) -> Iterator[str]:
    """Give the reports whose fingerprint is not kept."""
    for (rid,) in rows("SELECT id FROM reports WHERE id NOT IN (SELECT report FROM fingerprints)"):
        yield rid


def keep(connection: apsw.Connection, report: str, taken: Fingerprint) -> None:
    """Keep a fingerprint."""
    connection.execute("INSERT OR REPLACE INTO fingerprints VALUES (?, ?, ?, ?)", (report, *taken.packed()))


def outlet_names(rows: Rows) -> frozenset[str]:
    """Give the names of all outlets of a case, as weighing writes them."""
    found = rows(
        "SELECT outlet, url, coalesce(given_id, id) FROM reports GROUP BY outlet, CASE WHEN outlet IS NULL THEN id END"
    )
    made = (Report(id="", text="", outlet=outlet, url=url, given_id=name) for outlet, url, name in found)
    return frozenset(outlet_name(report) or report.name for report in made)
