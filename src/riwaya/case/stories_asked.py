"""Stories and time as a page asks for them: the reports of an event, and how many of an outlet were published when."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from riwaya.arabic.fold import fold
from riwaya.case.connected import Connected, encoded
from riwaya.case.reports import Rows

_HEAD = "r.id, r.given_id, r.outlet, r.published, r.title"
_IN_TIME = "r.published IS NULL, r.published, r.id"


class ReportHead(NamedTuple):
    """A report without its text."""

    id: str
    given_id: str | None
    outlet: str | None
    published: str | None
    title: str | None

    @property
    def name(self) -> str:
        """Give the id that the report came with, else its own."""
        return self.given_id or self.id


class StoryRow(NamedTuple):
    """A story in a list: how many reports of how many outlets it has, when the first and the last were published."""

    id: str
    title: str
    reports: int
    outlets: int
    first: str | None
    last: str | None
    claims: int


class Copying(NamedTuple):
    """How much of a story is copied: pairs of its reports that share text, and families that its reports are in."""

    pairs: int
    families: int


class Published(NamedTuple):
    """How many reports an outlet published on a day (or in a month or year, where that is all that is known)."""

    outlet: str | None
    day: str | None
    reports: int


class Asked(NamedTuple):
    """Which reports a timeline shows: those of a story, those published from a day to another, or all."""

    story: str | None = None
    since: str = ""
    until: str = ""


def _where(asked: Asked) -> tuple[str, list[str]]:
    """Write the condition that reports ``r`` must hold, with its values; days are compared as they are written."""
    conditions: list[str] = []
    values: list[str] = []
    if asked.story is not None:
        conditions.append("r.id IN (SELECT report FROM story_reports WHERE story = ?)")
        values.append(asked.story)
    if asked.since:
        conditions.append("r.published >= ?")
        values.append(asked.since)
    if asked.until:
        # What is written more precisely comes behind the day itself and before the character behind the last one.
        conditions.append("r.published < ?")
        values.append(asked.until + "\uffff")
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), values


def by_day(rows: Rows, asked: Asked) -> tuple[Published, ...]:
    """Count the reports of each outlet on each day."""
    where, values = _where(asked)
    sql = (
        f"SELECT r.outlet, substr(r.published, 1, 10), count(*) FROM reports r {where}"  # noqa: S608 - constants
        " GROUP BY 1, 2 ORDER BY 2, 1"
    )
    return tuple(Published(*row) for row in rows(sql, *values))


def heads(rows: Rows, asked: Asked, limit: int, offset: int = 0) -> tuple[ReportHead, ...]:
    """Give a page of the reports in the order of publication, those without a date last."""
    where, values = _where(asked)
    sql = f"SELECT {_HEAD} FROM reports r {where} ORDER BY {_IN_TIME} LIMIT ? OFFSET ?"  # noqa: S608 - constants
    return tuple(ReportHead(*row) for row in rows(sql, *values, limit, offset))


def about(rows: Rows, words: str) -> tuple[str, ...] | None:
    """Give the stories whose title has all these words, however they are spelt; None for no words."""
    wanted = fold(words).split()
    if not wanted:
        return None
    found = ((name, fold(title)) for name, title in rows("SELECT id, title FROM stories"))
    return tuple(name for name, folded in found if all(word in folded for word in wanted))


def page(rows: Rows, among: tuple[str, ...] | None, limit: int, offset: int = 0) -> tuple[StoryRow, ...]:
    """Give a page of stories, the largest first: of those with these ids, or of all."""
    where = "" if among is None else "WHERE story IN (SELECT value FROM json_each(?))"
    values = () if among is None else (encoded(among),)
    sql = (
        f"SELECT story FROM story_reports {where} GROUP BY story ORDER BY count(*) DESC, story"  # noqa: S608 - constants
        " LIMIT ? OFFSET ?"
    )
    return _whole(rows, [name for (name,) in rows(sql, *values, limit, offset)])


def _whole(rows: Rows, names: Sequence[str]) -> tuple[StoryRow, ...]:
    """Give the rows of stories, in the order of their ids."""
    sql = (
        "SELECT s.id, s.title, count(*), count(DISTINCT r.outlet), min(r.published), max(r.published),"
        " (SELECT count(*) FROM claims WHERE story = s.id)"
        " FROM stories s JOIN story_reports t ON t.story = s.id JOIN reports r ON r.id = t.report"
        " WHERE s.id IN (SELECT value FROM json_each(?)) GROUP BY s.id"
    )
    found: dict[str, tuple[Any, ...]] = {row[0]: row for row in rows(sql, encoded(list(names)))}
    return tuple(StoryRow(*found[name]) for name in names if name in found)


def copying(rows: Rows, story: str) -> Copying:
    """Count what the reports of a story share."""
    its = "SELECT report FROM story_reports WHERE story = ?1"
    sql = (
        f"SELECT (SELECT count(*) FROM copies WHERE a IN ({its}) AND b IN ({its})),"  # noqa: S608 - constants
        f" (SELECT count(DISTINCT family) FROM family_reports WHERE report IN ({its}))"
    )
    return Copying(*rows(sql, story)[0])


class StoriesAsked(Connected):
    """What pages ask of the stories of a case and of the time in which its reports were published."""

    def stories_titled(self, words: str) -> tuple[str, ...] | None:
        """Give the stories whose title has all these words; None for no words."""
        return about(self._rows, words)

    def count_stories(self) -> int:
        """Count the stories."""
        return int(self._rows("SELECT count(*) FROM stories")[0][0])

    def stories_page(
        self, among: tuple[str, ...] | None, limit: int, offset: int = 0
    ) -> tuple[StoryRow, ...]:
        """Give a page of stories, the largest first: of those with these ids, or of all."""
        return page(self._kept, among, limit, offset)

    def story_row(self, story: str) -> StoryRow | None:
        """Give the story with this id; None where there is none."""
        return next(iter(_whole(self._rows, (story,))), None)

    def copying_in(self, story: str) -> Copying:
        """Count what the reports of a story share."""
        return copying(self._rows, story)

    def reports_by_day(self, asked: Asked) -> tuple[Published, ...]:
        """Count the reports of each outlet on each day."""
        return by_day(self._kept, asked)

    def report_heads(self, asked: Asked, limit: int, offset: int = 0) -> tuple[ReportHead, ...]:
        """Give a page of the reports in the order of publication, without their texts."""
        return heads(self._rows, asked, limit, offset)
