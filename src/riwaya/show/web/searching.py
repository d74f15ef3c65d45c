"""Searching: what a reader asked for in an address, and what was found, as the page of search shows it."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlencode

from fastapi.datastructures import QueryParams

from riwaya.case import Case, Hit
from riwaya.case.search import Term, spans_of, terms
from riwaya.case.search_asked import Sort, Wanted
from riwaya.model import Kind, Span, Stance, split_ref
from riwaya.show import labels, marks
from riwaya.show.evidence import Evidence, nodes, words
from riwaya.show.labels import Bilingual

Tab = Literal["reports", "statements"]

LONGEST = 300
"""Characters of a field that are read."""
FIELDS = {
    "words": "q",
    "outlet": "outlet",
    "since": "from",
    "until": "to",
    "place": "place",
    "actor": "actor",
    "kind": "kind",
    "stance": "stance",
    "least": "least",
    "most": "most",
    "counted": "counted",
    "story": "story",
}
"""The field of the address for each thing that may be asked for."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SEPARATORS = str.maketrans({",": None, "٬": None, " ": None, "٫": "."})


class Asked(NamedTuple):
    """What a reader asked for, in which order, and in which of the two lists."""

    wanted: Wanted
    sort: Sort
    tab: Tab

    def address(
        self, wanted: Wanted | None = None, *, sort: Sort | None = None, tab: Tab | None = None
    ) -> str:
        """Give the address of the first page of this, or of something else in its place."""
        wanted = self.wanted if wanted is None else wanted
        fields = [(FIELDS[name], _plain(getattr(wanted, name))) for name in wanted.given]
        sort, tab = sort or self.sort, tab or self.tab
        fields += [("within", "0")] if wanted.place and not wanted.within else []
        fields += [("sort", sort)] if sort != ordinary(wanted) else []
        fields += [("list", tab)] if tab != "reports" else []
        return "/search" + (f"?{urlencode(fields)}" if fields else "")

    @property
    def fields(self) -> dict[str, str]:
        """Give what stands in the fields of the form."""
        held = ((name, getattr(self.wanted, name)) for name in FIELDS)
        return {name: "" if value is None else _plain(value) for name, value in held}


class Filter(NamedTuple):
    """A condition that is asked for: what it is, its value in words, and the address without it."""

    label: Bilingual
    value: Bilingual
    address: str


class Inside(NamedTuple):
    """How many places lie in the one that is asked for, and the address that leaves them out, or takes them in."""

    places: int
    address: str


class ReportFound(NamedTuple):
    """A report that was found: its title and a few of its words, those that were looked for marked."""

    hit: Hit
    title: tuple[marks.Piece, ...]
    pieces: tuple[marks.Piece, ...]


class Hint(NamedTuple):
    """What to look for where nothing was found: in words, how many reports that would find, and the address."""

    label: Bilingual
    value: Bilingual
    reports: int
    address: str


def asked(fields: QueryParams) -> Asked:
    """Read what an address asks for; what cannot be read is not asked for."""
    read: dict[str, Any] = {name: _read(name, fields.get(field, "")) for name, field in FIELDS.items()}
    wanted = Wanted(**read, within=fields.get("within") != "0")
    sorts: tuple[Sort, ...] = ("best", "newest", "oldest") if wanted.words else ("newest", "oldest")
    sort = next((one for one in sorts if one == fields.get("sort")), ordinary(wanted))
    return Asked(wanted, sort, "statements" if fields.get("list") == "statements" else "reports")


def ordinary(wanted: Wanted) -> Sort:
    """Give the order in which things are shown where none is asked for."""
    return "best" if wanted.words else "newest"


def _read(name: str, said: str) -> str | float | None:
    """Read a field of the address; what is nothing of its kind asks for nothing."""
    said = "".join(c for c in said[:LONGEST] if c.isprintable() and not "\ud800" <= c <= "\udfff").strip()
    if name in ("least", "most"):
        return _number(said)
    known = {"kind": get_args(Kind), "stance": get_args(Stance)}.get(name)
    if (known and said not in known) or (name in ("since", "until") and not _DAY.fullmatch(said)):
        return ""
    return said


def _number(said: str) -> float | None:
    """Read a number in any digits; None where it is none."""
    try:
        value = float(said.translate(_SEPARATORS))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _plain(value: str | float) -> str:
    return f"{value:.15g}" if isinstance(value, float) else value


def filters(case: Case, asked: Asked) -> Iterator[Filter]:
    """Give the conditions that are asked for, the words left out."""
    for name in asked.wanted.given:
        if name != "words":
            yield Filter(
                labels.label("searching", name),
                _value(case, asked.wanted, name),
                asked.address(asked.wanted.without(name)),
            )


def turned(wanted: Wanted) -> Iterator[Bilingual]:
    """Say which bounds are asked for the wrong way round."""
    if wanted.least is not None and wanted.most is not None and wanted.least > wanted.most:
        yield labels.label("searching", "turned_figures")
    if turned_days(wanted.since, wanted.until):
        yield labels.label("searching", "turned_days")


def turned_days(since: str, until: str) -> bool:
    """Tell whether a time begins after its end; one that ends with a month or year goes on to the last day of it."""
    return bool(since and until) and since[: len(until)] > until


def inside(case: Case, asked: Asked) -> Inside | None:
    """Say what lies in the place that is asked for; None where nothing does, or no place is asked for."""
    wanted = asked.wanted
    places = len(case.place_meant(wanted.place).inside) if wanted.place else 0
    return Inside(places, asked.address(wanted._replace(within=not wanted.within))) if places else None


def _value(case: Case, wanted: Wanted, name: str) -> Bilingual:
    """Say what a condition asks for."""
    value = getattr(wanted, name)
    match name:
        case "kind" | "stance" | "counted":
            return labels.label(name, value)
        case "least" | "most":
            return labels.number(int(value) if value.is_integer() else value)
        case "since" | "until":
            return labels.date(value)
        case "place" | "actor" | "story":
            return labels.same(case.called_by(name, value))
    return labels.same(value)


def found(case: Case, asked: Asked, limit: int, offset: int) -> list[ReportFound] | list[Evidence]:
    """Give a page of the list that is asked for, the words that were looked for marked."""
    looked = terms(asked.wanted.words)
    if asked.tab == "statements":
        refs = case.found_statements(asked.wanted, asked.sort, limit, offset)
        return [_statement(case, ref, looked) for ref in refs]
    return [_report(hit, looked) for hit in case.found_reports(asked.wanted, asked.sort, limit, offset)]


def _report(hit: Hit, looked: Sequence[Term]) -> ReportFound:
    title = hit.title or ""
    in_title = spans_of(title, Span(0, len(title)), looked)
    return ReportFound(hit, marks.lit(title, in_title), marks.lit(hit.snippet, hit.marks))


def _statement(case: Case, ref: str, looked: Sequence[Term]) -> Evidence:
    rid, _, n = split_ref(ref)
    report, extraction = case.report(rid), case.extraction(rid)
    statement = extraction.statements[n]
    lit: Callable[[Span], Sequence[Span]] = lambda stretch: spans_of(report.text, stretch, looked)  # noqa: E731
    shown = words(report, statement, lit=lit)
    return Evidence(ref, report, statement, nodes(report, statement, extraction.credits), shown)


def hints(case: Case, asked: Asked) -> Iterator[Hint]:
    """Give what would find something: words in another spelling, one condition less, one word less."""
    wanted = asked.wanted
    looked = terms(wanted.words)
    for other in _spelled(case, looked):
        yield from _hint(case, asked, "spelled", labels.same(other), wanted._replace(words=other))
    for name in wanted.given if len(wanted.given) > 1 else ():
        value = labels.same(wanted.words) if name == "words" else _value(case, wanted, name)
        yield from _hint(case, asked, "without", value, wanted.without(name))
    for term in looked if sum(term.wanted for term in looked) > 1 else ():
        if term.wanted:
            rest = " ".join(_said(one) for one in looked if one is not term)
            yield from _hint(case, asked, "without", labels.same(_said(term)), wanted._replace(words=rest))


def _spelled(case: Case, looked: Sequence[Term]) -> Iterator[str]:
    """Write a query with words of the reports in the place of those that none has, the likeliest first."""
    others = {
        term: case.spellings(term.forms[0])
        for term in looked
        if term.wanted and len(term.forms) == 1 and not case.count_reports(Wanted(_said(term)))
    }
    for n in range(min(map(len, others.values()), default=0)):
        yield " ".join(others[term][n] if term in others else _said(term) for term in looked)


def _hint(case: Case, asked: Asked, key: str, value: Bilingual, wanted: Wanted) -> Iterator[Hint]:
    if count := case.count_reports(wanted):
        yield Hint(labels.label("searching", key), value, count, asked.address(wanted, tab="reports"))


def _said(term: Term) -> str:
    """Write a term as a user would."""
    words = " ".join(term.forms)
    phrase = f'"{words}"' if len(term.forms) > 1 else words
    return ("" if term.wanted else "-") + phrase + ("*" if term.beginning else "")
