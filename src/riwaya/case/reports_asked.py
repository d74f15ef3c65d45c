"""What the pages of reports ask of a case: reports a page at a time, and all that hangs on one report."""

from typing import Any, NamedTuple

from riwaya.case import records
from riwaya.case.connected import Connected, encoded
from riwaya.case.reports import Rows
from riwaya.model import Copy, Linked, Passage, Sourcing, Wire


class Chosen(NamedTuple):
    """Which reports a reader asked for; None asks for nothing. Days are ISO 8601."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None


class Listed(NamedTuple):
    """A report in a list: who published it and when, how its words are sourced, how much it says and shares."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    sourcing: Sourcing
    statements: int
    copies: int


class Claimed(NamedTuple):
    """A claim in which a report has a part: its words, its voices, and by which statements the report is in it."""

    id: str
    wording: str
    low: int
    high: int
    denials: int
    statements: tuple[str, ...]


# Only the reports of the page are looked up and counted, not those before it.
_LISTED = (
    "SELECT r.id, r.title, r.outlet, r.published, r.named, r.described, r.vague, r.nobody,"
    " (SELECT count(*) FROM statements s WHERE s.id >= r.id || '/s' AND s.id < r.id || '/t'),"
    " (SELECT count(*) FROM copies c WHERE c.a = r.id) + (SELECT count(*) FROM copies c WHERE c.b = r.id)"
    " FROM (SELECT r.n AS m FROM reports r {} ORDER BY r.published DESC, r.n DESC LIMIT ? OFFSET ?)"
    " JOIN reports r ON r.n = m ORDER BY r.published DESC, r.n DESC"
)
_OF_REPORT = (
    "FROM {table} m CROSS JOIN claims c ON c.id = m.claim"
    " WHERE m.statement >= ?1 || '/' AND m.statement < ?1 || '0'"
)


def _condition(chosen: Chosen) -> tuple[str, list[object]]:
    """Give the reports that are asked for as a condition; of a date that is less precise than a day all its days."""
    parts: list[str] = []
    values: list[object] = []
    if chosen.outlet is not None:
        parts.append("r.outlet = ?")
        values.append(chosen.outlet)
    if chosen.since is not None:
        parts.append("r.published >= substr(?, 1, length(r.published))")
        values.append(chosen.since)
    if chosen.until is not None:
        parts.append("substr(r.published, 1, 10) <= ?")
        values.append(chosen.until)
    return f"WHERE {' AND '.join(parts)}" if parts else "", values


def _linked(rows: Rows, report: str) -> Linked:
    """Give the pairs that a report is in, with their passages, and the agencies' texts that it is or carries."""
    pairs = rows("SELECT id FROM copies WHERE a = ?1 UNION SELECT id FROM copies WHERE b = ?1", report)
    copies = records.named(rows, Copy, (one for (one,) in pairs))
    wires = rows("SELECT wire FROM wire_reports WHERE report = ?", report)
    own = rows("SELECT id FROM wires WHERE report = ?", report) if not wires else []
    return Linked(
        copies=copies,
        passages=records.named(rows, Passage, (passage for copy in copies for passage in copy.passages)),
        wires=records.named(rows, Wire, (one for (one,) in (*wires, *own))),
    )


class ReportsAsked(Connected):
    """What the pages of reports ask of a case."""

    def listed_reports(self, chosen: Chosen, limit: int, offset: int) -> tuple[Listed, ...]:
        """Give a page of the reports that are asked for, the newest first and those without a date last."""
        condition, values = _condition(chosen)
        found = self._rows(_LISTED.format(condition), *values, limit, offset)
        return tuple(_listed(row) for row in found)

    def number_of_reports(self, chosen: Chosen) -> int:
        """Count the reports that are asked for."""
        condition, values = _condition(chosen)
        return int(self._rows(f"SELECT count(*) FROM reports r {condition}", *values)[0][0])  # noqa: S608 - constants

    def reports_by_outlet(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Give the outlets with most reports, and how many each has."""
        sql = (
            "SELECT outlet, count(*) FROM reports WHERE outlet IS NOT NULL"
            " GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ?"
        )
        return tuple((outlet, n) for outlet, n in self._rows(sql, limit))

    def copies_of(self, report: str) -> Linked:
        """Give the pairs that a report is in, with their passages and the agencies' texts that it is or carries."""
        return _linked(self._rows, report)

    def claims_of(self, report: str) -> tuple[Claimed, ...]:
        """Give the claims in which statements of a report are, those that most of its statements are in first."""
        found: dict[tuple[str, str, int, int, int], list[str]] = {}
        order = "length(m.statement), m.statement"
        for claim, wording, low, high, denials, statement in self._rows(
            "SELECT c.id, c.wording, c.support_low, c.support_high,"  # noqa: S608 - constants
            " (SELECT count(*) FROM denials d WHERE d.claim = c.id), m.statement "
            f"{_OF_REPORT.format(table='members')} ORDER BY {order}",
            report,
        ):
            found.setdefault((claim, wording, low, high, denials), []).append(statement)
        return tuple(Claimed(*claim, tuple(dict.fromkeys(said))) for claim, said in found.items())

    def denied_by(self, report: str) -> tuple[Claimed, ...]:
        """Give the claims that statements of a report deny."""
        return tuple(
            Claimed(claim, wording, low, high, denials, (statement,))
            for claim, wording, low, high, denials, statement in self._rows(
                "SELECT c.id, c.wording, c.support_low, c.support_high, 1, m.statement "
                f"{_OF_REPORT.format(table='denials')} ORDER BY m.score DESC, c.id",
                report,
            )
        )

    def story_of(self, report: str) -> tuple[str, str, int] | None:
        """Give the story that a report belongs to: its id, its title, and how many reports it has."""
        sql = (
            "SELECT s.id, s.title, (SELECT count(*) FROM story_reports o WHERE o.story = s.id)"
            " FROM story_reports r JOIN stories s ON s.id = r.story WHERE r.report = ? LIMIT 1"
        )
        return next(((one, title, n) for one, title, n in self._rows(sql, report)), None)

    def texts_of_page(self, report: str) -> tuple[str, ...]:
        """Give the reports that were read at the address of this one, from the oldest text to the newest."""
        sql = (
            "SELECT id FROM reports WHERE page = (SELECT page FROM reports WHERE id = ?)"
            " ORDER BY coalesce(updated, fetched, published, ''), n"
        )
        return tuple(one for (one,) in self._rows(sql, report))

    def text_digest_of(self, report: str) -> str:
        """Give the SHA-256 of a report's text, in hexadecimal."""
        return str(self._rows("SELECT text_sha256 FROM reports WHERE id = ?", report)[0][0])

    def who_is_named(self, report: str) -> dict[int, str]:
        """Give the actors of a report's mentions, by the number of the mention."""
        return dict(self._rows("SELECT n, actor FROM actor_mentions WHERE report = ?", report))

    def where_is_named(self, report: str) -> dict[int, str]:
        """Give the places of a report's mentions, by the number of the mention."""
        return dict(self._rows("SELECT n, place FROM place_mentions WHERE report = ?", report))

    def names_of(self, reports: list[str]) -> dict[str, tuple[str | None, str | None, str | None]]:
        """Give outlet, title and date of some reports, without their texts."""
        sql = "SELECT id, outlet, title, published FROM reports WHERE id IN (SELECT value FROM json_each(?))"
        return {one: (outlet, title, date) for one, outlet, title, date in self._rows(sql, encoded(reports))}


def _listed(row: tuple[Any, ...]) -> Listed:
    rid, title, outlet, published, named, described, vague, nobody, statements, copies = row
    sourcing = Sourcing(named=named or 0, described=described or 0, vague=vague or 0, nobody=nobody or 0)
    return Listed(rid, title, outlet, published, sourcing, statements, copies)
