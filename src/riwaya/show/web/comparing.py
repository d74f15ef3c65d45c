"""Comparing: two reports, or two texts that a reader pasted, as the page of comparison shows them."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from riwaya import pipeline
from riwaya.arabic.words import tokens
from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.model import Aspect, Comparison, Linked, Report, Span, ref
from riwaya.pipeline import comparing
from riwaya.pipeline.comparing import Told
from riwaya.pipeline.single import as_report
from riwaya.show import copies, labels, marks
from riwaya.show.copies import Pair
from riwaya.show.evidence import Evidence, nodes, words
from riwaya.show.labels import Bilingual, Language

LONGEST, SENTENCE = 50_000, 600
"""Characters of a text that is compared, and of one that is compared as a sentence too."""
PASSAGES = 60
STATEMENTS = 200
"""Rows of statements that are shown at most."""


class Judged(NamedTuple):
    """What a comparison says, in the words of the two texts: what both say, what they say otherwise, what only one
    says; `sure` is its confidence in per cent.
    """

    comparison: Comparison
    sure: Bilingual
    agreed: tuple[tuple[str, str], ...]
    differed: tuple[tuple[str, str], ...]
    alone: tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """Two statements side by side; None where one report has none for the other's."""

    a: Evidence | None
    b: Evidence | None
    judged: Judged | None


class Beside(NamedTuple):
    """Two reports beside each other: what text they share, and what they say."""

    a: Report
    b: Report
    names: tuple[str, str]
    pair: Pair | None
    rows: tuple[Row, ...]
    left: int
    judged: bool


class Sentences(NamedTuple):
    """Two short texts with their comparison; what differs is marked in either."""

    a: tuple[marks.Piece, ...]
    b: tuple[marks.Piece, ...]
    judged: Judged


def of_case(case: Case, a: str, b: str, *, judge: bool) -> Beside:
    """Compare two reports of a case, by their ids; what text they share is what linking found."""
    one, other = (_told(case, name) for name in (a, b))
    copy = case.copy_between(one[0].id, other[0].id)
    linked = case.passages_of(copy) if copy else Linked()
    return _beside(one, other, linked, judge=judge)


def of_texts(a: str, b: str, lang: Language) -> Beside:
    """Compare two texts; raises RiwayaError R640 where one is too long, R641 where one has no words."""
    named = labels.label("comparing", "text_a"), labels.label("comparing", "text_b")
    one, other = (_pasted(text, getattr(name, lang)) for text, name in zip((a, b), named, strict=True))
    return _beside(one, other, comparing.shared(one, other), judge=True)


def sentences(a: str, b: str) -> Sentences | None:
    """Compare two texts as sentences; None where one is too long to be one."""
    if max(len(a), len(b)) > SENTENCE:
        return None
    found = pipeline.compare(a, b)
    different = (*found.differed, *found.alone)
    return Sentences(
        _marked(a, (aspect.a for aspect in different)),
        _marked(b, (aspect.b for aspect in different)),
        _judged(found, a, b),
    )


def _marked(text: str, spans: Iterable[Span | None]) -> tuple[marks.Piece, ...]:
    return marks.pieces(text, Span(0, len(text)), [marks.Layer(span, "hit") for span in spans if span])


def _told(case: Case, name: str) -> Told:
    report = case.report(name)
    return report, case.extraction(report.id)


def _pasted(text: str, name: str) -> Told:
    """Take a pasted text for a report with a name of its own; two texts that are the same are still two."""
    if len(text) > LONGEST:
        raise RiwayaError("R640", limit=LONGEST)
    if not any(token.kind != "mark" for token in tokens(text)):
        raise RiwayaError("R641")
    report = replace(as_report(text), id=name, given_id=name)
    return report, pipeline.extract(report)


def _beside(a: Told, b: Told, linked: Linked, *, judge: bool) -> Beside:
    reports = {told[0].id: told[0] for told in (a, b)}
    names = copies.called(reports.values())
    met = comparing.met(a, b)
    judged = comparing.compared(a, b, met[:STATEMENTS]) if judge else {}
    rows = (
        Row(
            _evidence(a, pair.a) if pair.a is not None else None,
            _evidence(b, pair.b) if pair.b is not None else None,
            _judged(*judged[pair]) if pair in judged else None,
        )
        for pair in met[:STATEMENTS]
    )
    found = copies.pairs(linked.copies, linked, reports, PASSAGES)
    return Beside(
        a[0],
        b[0],
        (names[a[0].id], names[b[0].id]),
        next(iter(found), None),
        tuple(rows),
        max(0, len(met) - STATEMENTS),
        judge,
    )


def _evidence(told: Told, n: int) -> Evidence:
    report, extraction = told
    statement = extraction.statements[n]
    way = nodes(report, statement, extraction.credits)
    # Of a text that was pasted nobody knows who printed it, and to say so in every row tells nothing.
    way = way if report.outlet else way[1:]
    return Evidence(ref(report.id, "s", n), report, statement, way, words(report, statement))


def _judged(found: Comparison, a: str, b: str) -> Judged:
    def told(some: Iterable[Aspect]) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys((_words(one.a, one.a_is, a), _words(one.b, one.b_is, b)) for one in some))

    return Judged(
        found, labels.share(found.confidence), told(found.agreed), told(found.differed), told(found.alone)
    )


def _words(span: Span | None, meant: str, text: str) -> str:
    """Give the words of a text in which something stands, or what it is where it stands in none."""
    return text[span.start : span.end] if span else ("" if meant == "plain" else meant)
