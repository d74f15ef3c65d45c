"""What one report says: statements, figures, times, names."""

from typing import Literal

import msgspec

from riwaya.model.texts import Span, Warn, Where

Kind = Literal["person", "organisation", "outlet", "document", "described", "vague"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["says", "confirms", "denies", "alleges", "accuses", "warns", "expects", "asks", "reveals"]
MentionType = Literal["PER", "ORG", "LOC"]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One source in a chain: where this passage names it, the fullest name in the report, kind and count.

    `rule` says how it was resolved, a row of `data/link_rules.tsv` or several joined by ``+``; `evidence` is where the
    words of `resolved` stand when that is not the mention itself.
    """

    mention: Span | None
    resolved: str | None
    kind: Kind
    count: int | None = None
    rule: str = ""
    evidence: Span | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One act of saying. An empty chain is the outlet's own voice, and has no cue.

    `chain` runs from the source nearest the reader to the origin. `content` spans are in order and disjoint.
    `marker` is what opened the content (إن, a colon, a quotation mark, a preposition) where something did.
    `hedges` are spans inside the content that weaken it. `rule` names what found it; `confidence` is in [0, 1].
    """

    cue: Span | None
    content: tuple[Span, ...]
    chain: tuple[Link, ...]
    form: Form
    stance: Stance
    rule: str
    confidence: float
    hedges: tuple[Span, ...] = ()
    marker: Span | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its bounds as written: ``low``/``high`` None means open.

    `of` is the counted noun as written and `of_span` where; `unit` is ``person``, an ISO 4217 code, a measure
    (``km``, ``km2``, ``percent``, ``day`` …) or the counted noun in the singular. `counted` is the class of what is
    counted from the lexicon (``killed``, ``injured``, ``fighters`` …) or None.
    """

    span: Span
    low: float | int | None
    high: float | int | None
    unit: str
    of: str | None = None
    of_span: Span | None = None
    counted: str | None = None
    approx: bool = False
    vague: bool = False
    rule: str = ""
    where: Where = "text"


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """An expression that places something in time; `value` is ISO 8601 (a date, a time, a duration) or None."""

    span: Span
    value: str | None
    rule: str = ""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A bare name in the text; `identity` is the fullest name in the report of whom or what it means.

    `place` is the id of the gazetteer's place that a LOC means, None where none or no single one is known.
    """

    span: Span
    type: MentionType
    identity: str | None = None
    rule: str = ""
    confidence: float = 1.0
    place: str | None = None


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What the words around a person's name tell of them; `span` is the whole phrase with the name.

    `mention` is the number of the name among the given mentions. `role` is the office or occupation, with what it is of
    unless that is a body, which is then in `body` (رئيس | اللجنة الأمنية). `nationality` is the ISO 3166-1 alpha-2 code
    of the one adjective of nationality in the phrase.
    """

    span: Span
    mention: int | None
    name: Span | None
    honorific: Span | None = None
    rank: Span | None = None
    role: Span | None = None
    body: Span | None = None
    nationality: str | None = None
    rule: str = ""


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet or agency that the report itself says its text comes from (byline, dateline, headline, source line).

    `name` is the canonical name of the outlet lexicon when it is known there, else as written; None when the words
    say only "agencies". `span` counts in the field that `where` names.
    """

    name: str | None
    span: Span
    where: Where
    rule: str


class Sourcing(msgspec.Struct, frozen=True, kw_only=True):
    """Share of the report's words (furniture left out) by the weakest-known origin they are given to; sums to 1."""

    named: float = 0.0
    described: float = 0.0
    vague: float = 0.0
    nobody: float = 1.0


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one report says, with its words; a pure function of the report."""

    report: str
    statements: tuple[Statement, ...] = ()
    own_voice: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    descriptions: tuple[Description, ...] = ()
    credits: tuple[Credit, ...] = ()
    sourcing: Sourcing = Sourcing()
    warnings: tuple[Warn, ...] = ()


def ref(report: str, part: Literal["s", "o", "q", "m"], n: int) -> str:
    """Name the n-th statement (``s``), own-voice statement (``o``), quantity (``q``) or mention (``m``) of a report."""
    return f"{report}/{part}{n}"


def split_ref(name: str) -> tuple[str, str, int]:
    """Take a reference apart into report id, part and number; raises ValueError when it is none."""
    report, _, tail = name.rpartition("/")
    if not report or tail[:1] not in ("s", "o", "q", "m") or not tail[1:].isdecimal():
        raise ValueError(f"not a reference to a part of a report: {name!r}")
    return report, tail[0], int(tail[1:])
