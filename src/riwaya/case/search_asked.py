"""What a reader looks for in a case: words, and what holds of a report or of a statement besides; a page at a time.

Every condition is part of the query, so that what is ranked and counted is what holds. Statements are those that
reports give to somebody; a report is found by what is said in it where a stance or a kind of source is asked for.
"""

import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from rapidfuzz import fuzz, process

from riwaya.case.connected import Connected, encoded
from riwaya.case.files import coded
from riwaya.case.places_meant import KEYED, Meant, meant
from riwaya.case.reports import Rows
from riwaya.case.search import STATEMENTS, Hit, Term, around, spans_of, terms, written
from riwaya.link.bodies import canonical
from riwaya.link.spelling import name_words
from riwaya.model import Span, ref

Sort = Literal["best", "newest", "oldest"]

ALIKE, SPELLINGS = 75, 4
"""How alike a word of the reports is to one that none has (rapidfuzz ratio, 0 to 100), and how many such are told."""
_WHITE = re.compile(r"\s")
_STRETCH, _OVERLAP = 1_000, 200
"""Characters of a text that are looked through at a time, and of the next that are looked at too."""
_ORDER = {
    "newest": "r.published IS NULL, r.published DESC, r.n",
    "oldest": "r.published IS NULL, r.published, r.n",
}
_SAID_OF_FIGURES = f"""
SELECT r.n * {STATEMENTS} + CAST(substr(c.statement, length(q.report) + 3) AS INTEGER)
FROM quantities q CROSS JOIN reports r ON r.id = q.report CROSS JOIN content_spans c
ON c.statement >= q.report || '/s' AND c.statement < q.report || '/t' AND q.start >= c.start AND q.stop <= c.stop
WHERE q.field = 'text' AND
"""  # noqa: S608 - a constant
# Half of all reports may name a country: they are found once by their numbers, not looked up each by its id.
_NAMED = (
    "+r.n IN (SELECT n FROM reports WHERE id IN"
    " (SELECT report FROM {of}_mentions WHERE {of} IN (SELECT value FROM json_each(?))))"
)
_NAME_OF = {
    "place": "SELECT name FROM places WHERE id = ?",
    "actor": "SELECT name FROM actors WHERE id = ?",
    "story": "SELECT title FROM stories WHERE id = ?",
}


class Wanted(NamedTuple):
    """What a reader looks for; None and "" ask for nothing.

    `words` are a query (see `case.search.terms`). `since` and `until` are days, `place` and `actor` a name or an id,
    `story` an id. A figure is between `least` and `most` when the bounds that it gives are; `counted` is the class of
    what it counts. `within` says whether places that lie in `place` are meant too; by itself it asks for nothing.
    """

    words: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    actor: str = ""
    kind: str = ""
    stance: str = ""
    least: float | None = None
    most: float | None = None
    counted: str = ""
    story: str = ""
    within: bool = True

    def without(self, name: str) -> "Wanted":
        """Leave one condition out."""
        return self._replace(**{name: self._field_defaults[name]})

    @property
    def given(self) -> tuple[str, ...]:
        """Name the conditions that there are."""
        return tuple(
            name
            for name in self._fields
            if name != "within" and getattr(self, name) != self._field_defaults[name]
        )

    @property
    def figures(self) -> bool:
        """Tell whether a figure is looked for."""
        return bool(self.counted) or self.least is not None or self.most is not None


class _Where(NamedTuple):
    """A condition in SQL with what fills it."""

    sql: str = "TRUE"
    values: tuple[Any, ...] = ()

    def also(self, sql: str, *values: object) -> "_Where":
        """Add a condition."""
        return _Where(sql if self.sql == "TRUE" else f"{self.sql} AND {sql}", (*self.values, *values))


class SearchAsked(Connected):
    """What the page of search asks of a case."""

    def found_reports(self, wanted: Wanted, sort: Sort, limit: int, offset: int = 0) -> list[Hit]:
        """Give a page of the reports that are looked for, each with its first words that were, or with how it begins.

        `Hit.spans` has what is shown, and not all that there is.
        """
        self._index()
        asked = _expression(wanted)
        if asked == "":
            return []
        where = _of_reports(self._kept, wanted)
        if asked and sort == "best":
            # Without the plus FTS5 would be asked for each report by itself.
            held = f"+search.rowid IN (SELECT r.n FROM reports r WHERE {where.sql})" if where.values else "1"  # noqa: S608
            found = self._kept(
                f"SELECT rowid FROM search WHERE search MATCH ? AND {held} ORDER BY rank LIMIT ? OFFSET ?",  # noqa: S608
                asked, *where.values, limit, offset,
            )  # fmt: skip
        else:
            where = _with_words(where, asked)
            order = _ORDER["oldest" if sort == "oldest" else "newest"]
            found = self._kept(
                f"SELECT r.n FROM reports r WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
                *where.values, limit, offset,
            )  # fmt: skip
        numbers = [n for (n,) in found]
        return _excerpts(self._rows, numbers, terms(wanted.words))

    def count_reports(self, wanted: Wanted) -> int:
        """Count the reports that are looked for."""
        self._index()
        asked = _expression(wanted)
        if asked == "":
            return 0
        where = _with_words(_of_reports(self._kept, wanted), asked)
        return int(self._kept(f"SELECT count(*) FROM reports r WHERE {where.sql}", *where.values)[0][0])  # noqa: S608

    def outlets_of(self, wanted: Wanted) -> dict[str, int]:
        """Count the reports of each outlet that are looked for, whatever outlet is asked for; the most first."""
        asked = _expression(wanted)
        if asked == "":
            return {}
        where = _with_words(_of_reports(self._kept, wanted.without("outlet")), asked)
        found = self._kept(
            f"SELECT outlet, count(*) FROM reports r WHERE outlet NOT NULL AND {where.sql}"  # noqa: S608
            " GROUP BY outlet ORDER BY 2 DESC, 1",
            *where.values,
        )
        return dict(found)

    def found_statements(self, wanted: Wanted, sort: Sort, limit: int, offset: int = 0) -> list[str]:
        """Give a page of the statements that are looked for, by their references."""
        self._index()
        where = _of_statements(self._kept, wanted)
        if where is None:
            return []
        if wanted.words and sort == "best":
            sql = f"SELECT rowid FROM said WHERE {where.sql} ORDER BY rank LIMIT ? OFFSET ?"  # noqa: S608
        else:
            order = _ORDER["oldest" if sort == "oldest" else "newest"]
            sql = (
                f"SELECT said.rowid FROM said JOIN reports r ON r.n = said.rowid / {STATEMENTS}"  # noqa: S608
                f" WHERE {where.sql} ORDER BY {order}, said.rowid LIMIT ? OFFSET ?"
            )
        rows = [row for (row,) in self._kept(sql, *where.values, limit, offset)]
        ids = "SELECT n, id FROM reports WHERE n IN (SELECT value FROM json_each(?))"
        of = dict(self._rows(ids, encoded([row // STATEMENTS for row in rows])))
        return [ref(of[row // STATEMENTS], "s", row % STATEMENTS) for row in rows]

    def count_statements(self, wanted: Wanted) -> int:
        """Count the statements that are looked for."""
        self._index()
        where = _of_statements(self._kept, wanted)
        if where is None:
            return 0
        return int(self._kept(f"SELECT count(*) FROM said WHERE {where.sql}", *where.values)[0][0])  # noqa: S608

    def counted_classes(self) -> list[str]:
        """Give the classes of what is counted in the case."""
        found = self._kept("SELECT DISTINCT counted FROM quantities WHERE counted NOT NULL ORDER BY 1")
        return [name for (name,) in found]

    def place_meant(self, name: str) -> Meant:
        """Give the places that a name or an id means, and those that lie in them."""
        return meant(self._kept, name)

    def called_by(self, of: Literal["place", "actor", "story"], name: str) -> str:
        """Give the name of the place, actor or story with this id; what is no id stands for itself."""
        found = self._rows(_NAME_OF[of], name)
        return str(found[0][0]) if found and found[0][0] else name

    def spellings(self, form: str) -> list[str]:
        """Give words of the reports that are written nearly like one that none has, the likeliest first."""
        with coded(self.path):
            self._connection.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, row)"
            )
        sql = "SELECT term, doc FROM temp.search_words WHERE term >= ? AND term < ? AND doc > 1"
        known: dict[str, int] = dict(self._rows(sql, form[:1], form[:1] + "\uffff"))
        near = process.extract(form, known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        order = sorted(near, key=lambda found: (-found[1], -known[found[0]], found[0]))
        return [word for word, _, _ in order[:SPELLINGS]]


def _expression(wanted: Wanted) -> str | None:
    """Write the words in the language of FTS5: None where there are none, "" where they ask for nothing."""
    return (written(terms(wanted.words)) or "") if wanted.words.strip() else None


def _with_words(where: _Where, asked: str | None) -> _Where:
    """Add the words. Beside other conditions they are looked up once; joined, they would be for every row."""
    n = "r.n" if where.sql == "TRUE" else "+r.n"
    return where.also(f"{n} IN (SELECT rowid FROM search WHERE search MATCH ?)", asked) if asked else where  # noqa: S608


def _of_report(rows: Rows, wanted: Wanted) -> _Where:
    """Give what must hold of a report ``r``, whatever is said in it."""
    where = _Where()
    if wanted.outlet:
        where = where.also("r.outlet = ?", wanted.outlet)
    if wanted.since:
        where = where.also("r.published >= ?", wanted.since)
    if wanted.until:
        # A time of that day is longer than the day, and its next character comes before this one.
        where = where.also("r.published <= ? || '~'", wanted.until)
    if wanted.place:
        places = meant(rows, wanted.place)
        named = places.places + (places.inside if wanted.within else ())
        where = where.also(_NAMED.format(of="place"), encoded(named))
    if wanted.actor:
        where = where.also(_NAMED.format(of="actor"), encoded(_actors(rows, wanted.actor)))
    if wanted.story:
        where = where.also("r.id IN (SELECT report FROM story_reports WHERE story = ?)", wanted.story)
    return where


def _of_reports(rows: Rows, wanted: Wanted) -> _Where:
    """Give what must hold of a report ``r``, the words left out."""
    where = _of_report(rows, wanted)
    if told := _told(wanted):
        where = where.also(f"r.n IN (SELECT rowid / {STATEMENTS} FROM said WHERE said MATCH ?)", told)  # noqa: S608
    if wanted.figures:
        figures = _figures(wanted)
        where = where.also(
            f"r.id IN (SELECT q.report FROM quantities q WHERE {figures.sql})",  # noqa: S608
            *figures.values,
        )
    return where


def _of_statements(rows: Rows, wanted: Wanted) -> _Where | None:
    """Give what must hold of a row of ``said``; None where the words ask for nothing."""
    asked = _expression(wanted)
    if asked == "":
        return None
    where = _Where()
    words = f"{{source content}} : ({asked})" if asked else ""
    if match := " AND ".join(filter(None, (_told(wanted), words))):
        where = where.also("said MATCH ?", match)
    held = _of_report(rows, wanted)
    if held.values:
        where = where.also(
            f"+said.rowid / {STATEMENTS} IN (SELECT r.n FROM reports r WHERE {held.sql})",  # noqa: S608
            *held.values,
        )
    if wanted.figures:
        figures = _figures(wanted)
        where = where.also(f"+said.rowid IN ({_SAID_OF_FIGURES} {figures.sql})", *figures.values)
    return where


def _told(wanted: Wanted) -> str:
    """Write the stance and the kind of the origin as they stand in the index of what is said."""
    given = (("stance", wanted.stance), ("kind", wanted.kind))
    words = (f"{name}{value}" for name, value in given if value)
    return " AND ".join(f'told : "{word.replace(chr(34), "")}"' for word in words)


def _figures(wanted: Wanted) -> _Where:
    """Give what must hold of a quantity ``q``; a bound that it leaves open is taken for the other."""
    where = _Where()
    if wanted.counted:
        where = where.also("q.counted = ?", wanted.counted)
    if wanted.least is not None:
        where = where.also("coalesce(q.high, q.low) >= ?", wanted.least)
    if wanted.most is not None:
        where = where.also("coalesce(q.low, q.high) <= ?", wanted.most)
    return where


def _actors(rows: Rows, name: str) -> list[str]:
    """Give the ids of the actors that an id or a name means."""
    if rows("SELECT 1 FROM actors WHERE id = ?", name):
        return [name]
    keys = (f"PER|{' '.join(name_words(name))}", f"ORG|{canonical(name)}")
    found = dict.fromkeys(one for key in keys for (one,) in rows(KEYED.format(of="actor"), key))
    return list(found)


def _excerpts(rows: Rows, numbers: list[int], looked: Sequence[Term]) -> list[Hit]:
    """Give reports by their numbers with the words around the first of those that are looked for."""
    sql = (
        "SELECT n, id, given_id, outlet, published, title, text FROM reports"
        " WHERE n IN (SELECT value FROM json_each(?))"
    )
    found = {row[0]: row[1:] for row in rows(sql, encoded(numbers))}
    return [_excerpt(found[n], looked) for n in numbers]


def _excerpt(row: tuple[Any, ...], looked: Sequence[Term]) -> Hit:
    rid, given, outlet, published, title, text = row
    at = around(text, _first(text, looked))
    spans = spans_of(text, at, looked)
    return Hit(
        report=rid, given_id=given, outlet=outlet, published=published, title=title, spans=spans,
        snippet=text[at.start : at.end], at=at, rank=0.0,
        marks=tuple(Span(span.start - at.start, span.end - at.start) for span in spans),
    )  # fmt: skip


def _first(text: str, looked: Sequence[Term]) -> tuple[Span, ...]:
    """Find the first words of a text that are looked for, a stretch at a time: mostly they stand near its beginning."""
    start = 0
    while looked and start < len(text):
        # A phrase that goes on behind the stretch is found in the next one, if not here already.
        end = _space(text, start + _STRETCH + _OVERLAP)
        if found := spans_of(text, Span(start, end), looked):
            return found[:1]
        start = _space(text, start + _STRETCH)
    return ()


def _space(text: str, at: int) -> int:
    """Give the first white space from a place on, so that no word is cut; the end where there is none."""
    found = _WHITE.search(text, at)
    return found.start() if found else len(text)
