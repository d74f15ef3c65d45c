"""The nouns of Riwaya: what every room hands to the next.

All nouns are frozen, slotted `msgspec.Struct`s: values without behaviour, compared by content, that check
their own invariants. Their JSON form is what `msgspec.json.encode` makes of them (a `Span` is ``[start, end]``);
`docs/schema.json` documents it and `SCHEMA` is its version, raised whenever a field changes its meaning.

Offsets are half-open ``[start, end)`` counts of characters (code points) of `Report.text`, unless a field says
that they count in another field of the report (`Where`). ``report.text[span.start:span.end]`` is the evidence.

References between nouns are strings: a report's `id`, or ``"{report id}/s{n}"`` for its n-th statement, ``/o{n}`` for
its n-th own-voice statement, ``/q{n}`` for its n-th quantity, ``/m{n}`` for its n-th mention (see `ref` and
`split_ref`).
"""

from typing import Literal

import msgspec

SCHEMA = 3

Kind = Literal["person", "organisation", "outlet", "document", "described", "vague"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["says", "confirms", "denies", "alleges", "accuses", "warns", "expects", "asks", "reveals"]
Where = Literal["text", "title", "byline", "forwarded_from"]
MentionType = Literal["PER", "ORG", "LOC"]
Direction = Literal["a_to_b", "b_to_a", "unknown"]
Whose = Literal["statement", "own_voice", "between", "heading", "furniture"]
Level = Literal["country", "region", "province", "district", "town", "point", "water"]
Independence = Literal["dependent", "independent", "unknown"]
Stamped = Literal["published", "updated", "dateline", "byline", "agency"]


SENDER = "stamp.sender"
"""The rule of the stamp on a message of a group: its byline is the member who wrote it, a voice of his own."""


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A half-open stretch ``[start, end)`` of characters; raises ValueError when it is not one."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")


class Furniture(msgspec.Struct, frozen=True):
    """A stretch of `Report.text` that belongs to the page and not to the report; `rule` marked it."""

    span: Span
    rule: str


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says of itself in its own words: when it was published or updated, from where, by whom.

    `span` counts in the field that `where` names. `value` is ISO 8601 for the two times, the place of a dateline as
    written, the author of a byline, the outlet lexicon's name of an agency; None when it is not understood. A dateline
    is a hint where the reporter was, never a verdict.
    """

    kind: Stamped
    span: Span
    where: Where = "text"
    value: str | None = None
    rule: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text.

    `id` is the content hash (see `read.identify`); `given_id` is what the file called it. `published` and `updated`
    are ISO 8601, as precise as the source gave them. `text` is exactly what was read: page furniture is marked, never
    cut. `language` is an ISO 639 code, None where it is Arabic or cannot be told. `forwarded_from` is whom a message
    of a chat was taken from. `fetched` is when the bytes came from the web, where an archive tells. `sha256` is the
    digest of the bytes that it was read from, in hexadecimal: of the record where records have bytes of their own (a
    page, a line, a record of a web archive), else of the file.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    given_id: str | None = None
    read_from: str | None = None
    furniture: tuple[Furniture, ...] = ()
    updated: str | None = None
    language: str | None = None
    forwarded_from: str | None = None
    fetched: str | None = None
    sha256: str | None = None
    stamps: tuple[Stamp, ...] = ()

    @property
    def sender(self) -> str | None:
        """The member of a group of a chat who wrote this message; None for everything else."""
        return next((stamp.value for stamp in self.stamps if stamp.rule == SENDER), None)

    @property
    def name(self) -> str:
        """What to call the report on output: its own id when it came with one, else the content hash."""
        return self.given_id or self.id


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


class Warn(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that went wrong and did not stop the rest: a code of `errors`, what, where, and what to do."""

    code: str
    message: str
    where: str = ""
    hint: str = ""


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


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that speaks, across reports. `names` are the forms found; `statements` refer to them."""

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """Why two name keys are one actor or place: `rule`, a row of `data/identity_rules.tsv`, and the words it saw."""

    rule: str
    a: str
    b: str
    detail: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person or body across reports.

    `keys` are the name keys (see `link.nodes`) that were taken for one, `merges` says why; `names` are the forms
    written, the commonest first; `described` are phrases that mean the actor without a name; `roles` are offices, ranks
    and occupations that reports give; `nationality` is an ISO 3166-1 alpha-2 code when reports agree on one. `mentions`
    refer to mentions of the reports.
    """

    id: str
    name: str
    type: MentionType
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    nationality: str | None = None
    mentions: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place across reports; without `level` and position it is unresolved: the gazetteer knows none or several.

    `level` is how precise it is; `country` an ISO 3166-1 alpha-2 code; `within` what it lies in, the nearest first;
    `lat` and `lon` are degrees; `gazetteer` is the id there.
    """

    id: str
    name: str
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    gazetteer: str | None = None
    level: Level | None = None
    country: str | None = None
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    mentions: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a report's text was read: the evidence that it stood there.

    `sha256` digests the bytes; `at` is when they were read and `fetched` when they came from the web (ISO 8601), `by`
    is the version of Riwaya that read them. `url`, `title` and `published` are what was said there. `again` is when the
    same text was last read there from other bytes, of the digest `again_sha256`.
    """

    report: str
    read_from: str
    sha256: str | None = None
    at: str | None = None
    fetched: str | None = None
    by: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    again: str | None = None
    again_sha256: str | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A page that was read with different texts: its reports from the oldest text to the newest."""

    page: str
    reports: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of words that differs between two texts; an empty span where one of them has nothing there."""

    kind: Literal["added", "removed", "replaced"]
    old: Span
    new: Span


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a user says of identity: `a` and `b` are all one (``merge``), or `a` is one and not with any of `b`
    (``split``).

    Both hold name keys; a key with ``@`` and a report's id speaks of that report only. `at` is ISO 8601.
    """

    kind: Literal["merge", "split"]
    a: tuple[str, ...]
    b: tuple[str, ...]
    at: str = ""
    by: str = ""
    note: str = ""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Text that reports `a` and `b` share: a span in each, `words` long, with the share of words that are the same.

    `direction` says who had it first where `reason` (a code of `data/reasons.toml`) tells, else ``unknown``.
    """

    id: str
    a: str
    a_span: Span
    b: str
    b_span: Span
    words: int
    similarity: float
    direction: Direction = "unknown"
    reason: str = ""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of one event; `title` is the most typical headline among them."""

    id: str
    title: str
    reports: tuple[str, ...]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One statement's part in a claim: the statement, and the quantity in it when the claim has figures."""

    statement: str
    quantity: str | None = None
    similarity: float = 1.0


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """Members of a claim that give the same figure (bounds) with the same stance towards it."""

    label: str
    low: float | int | None
    high: float | int | None
    denied: bool
    members: tuple[Member, ...]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Statements of one story that say the same thing; its variants differ in figure or stance.

    `wording` is the plainest of its sentences, `of` and `counted` say what its figures count, `unit` in what.
    """

    id: str
    story: str
    wording: str
    variants: tuple[Variant, ...]
    counted: str | None = None
    of: str | None = None
    unit: str | None = None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why two voices are counted as one, as two, or why it stays open; `code` has its words in `data/reasons.toml`.

    `args` fill those words; `origins` are the ids of the origins that it speaks of.
    """

    state: Independence
    code: str
    args: dict[str, str] = {}
    origins: tuple[str, ...] = ()


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """An independent voice behind a claim: the end of a chain, or an outlet's own voice (`own_voice`).

    `through` are the outlets and sources that carry it to the reader; `seen` is False when it is cited only.
    """

    id: str
    name: str
    kind: Kind
    own_voice: bool = False
    seen: bool = False
    statements: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """How many independent voices stand behind a claim or a variant: at least `low`, at most `high`."""

    low: int
    high: int
    origins: tuple[Origin, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a claim in time: when its report was published, what it said, whose figure it is."""

    report: str
    outlet: str | None
    published: str | None
    low: float | int | None
    high: float | int | None
    quantity: str
    origin: str | None
    first: bool = False


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that denies (part of) a claim; `score` is how near its content is to the claim's."""

    statement: str
    score: float
    reason: str


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, weighed: its support and each variant's (in order), its figures over time and its denials."""

    claim: Claim
    support: Support
    variants: tuple[Support, ...] = ()
    drift: tuple[Point, ...] = ()
    denials: tuple[Denial, ...] = ()


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """What holds reports together: copied passages, sources across reports, stories and claims."""

    passages: tuple[Passage, ...] = ()
    sources: tuple[Source, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """A rule or a reason by its id, in words of both languages, with an Arabic example where it has one."""

    id: str
    ar: str
    en: str
    example: str = ""


class Lexeme(msgspec.Struct, frozen=True, kw_only=True):
    """The row of `data/cues.tsv` that a cue is a form of; its header says what frames and flags mean."""

    id: str
    stance: Stance
    frames: tuple[str, ...]
    flags: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """How often a rule was right: `right` of `found` by annotated reports, `sound` of `read` by a critical reader."""

    found: int
    right: int
    read: int
    sound: int


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """How one statement was found. `links` says of each link of its chain by which rules it was resolved.

    `statement` is its reference. `lexeme` is None where the cue is no verb or noun of saying. The confidence is the
    `record` of the first of its `rules`, moved by the `weights` of what is special here.
    """

    statement: str
    said: Statement
    rules: tuple[Because, ...]
    ends: Because
    links: tuple[tuple[Because, ...], ...]
    record: Record
    lexeme: Lexeme | None = None
    weights: dict[str, float] = {}


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one place of a report: the statements that hold it, innermost first, and what else stands there.

    `place` says whose words stand there: a statement's, the outlet's own (a whole sentence, or words ``between`` what
    others say), a heading's, or the page's, whose rule is `furniture`.
    """

    report: str
    at: int
    place: Whose
    sentence: Span | None = None
    furniture: Because | None = None
    statements: tuple[Explained, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()


def ref(report: str, part: Literal["s", "o", "q", "m"], n: int) -> str:
    """Name the n-th statement (``s``), own-voice statement (``o``), quantity (``q``) or mention (``m``) of a report."""
    return f"{report}/{part}{n}"


def split_ref(name: str) -> tuple[str, str, int]:
    """Take a reference apart into report id, part and number; raises ValueError when it is none."""
    report, _, tail = name.rpartition("/")
    if not report or tail[:1] not in ("s", "o", "q", "m") or not tail[1:].isdecimal():
        raise ValueError(f"not a reference to a part of a report: {name!r}")
    return report, tail[0], int(tail[1:])
