"""What came into a case since a moment: the reports that are new, and the warnings that were kept."""

from typing import NamedTuple

from riwaya.case.connected import Connected
from riwaya.model import Warn


class Moment(NamedTuple):
    """How far a case had come: the number of its last report and of its last warning."""

    report: int
    warning: int


class AddedReport(NamedTuple):
    """A report that is new, as a list shows it."""

    id: str
    title: str
    outlet: str
    published: str


class Added(NamedTuple):
    """What is new: how many reports and warnings there are, and the first of each."""

    reports: int
    warnings: int
    first_reports: tuple[AddedReport, ...]
    first_warnings: tuple[Warn, ...]


class AddedAsked(Connected):
    """What who adds to a case asks of it."""

    def moment(self) -> Moment:
        """Say how far the case has come."""
        sql = "SELECT (SELECT coalesce(max(n), 0) FROM reports), (SELECT coalesce(max(n), 0) FROM warnings)"
        return Moment(*self._rows(sql)[0])

    def added_since(self, then: Moment, limit: int) -> Added:
        """Give what is new since a moment, at most `limit` reports and warnings by themselves."""
        count = (
            "SELECT (SELECT count(*) FROM reports WHERE n > ?), (SELECT count(*) FROM warnings WHERE n > ?)"
        )
        new = (
            "SELECT id, coalesce(title, ''), coalesce(outlet, ''), coalesce(published, '') FROM reports"
            " WHERE n > ? ORDER BY n LIMIT ?"
        )
        warned = "SELECT code, message, place, hint FROM warnings WHERE n > ? ORDER BY n LIMIT ?"
        reports, warnings = self._rows(count, *then)[0]
        return Added(
            reports,
            warnings,
            tuple(AddedReport(*row) for row in self._rows(new, then.report, limit)),
            tuple(
                Warn(code=code, message=said, where=where, hint=hint)
                for code, said, where, hint in self._rows(warned, then.warning, limit)
            ),
        )
