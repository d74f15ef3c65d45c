"""What several reports say, and who stands behind it: stories, claims, origins, support."""

from typing import Literal

import msgspec

from riwaya.model.said import Kind

Independence = Literal["dependent", "independent", "unknown"]
ShiftKind = Literal["revision", "disagreement"]
Checked = Literal["says", "figure", "source", "silent"]


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
    """Members of a claim that give the same figure (bounds) with the same stance towards it.

    `framing` is how they tell what happened where members of the claim tell it in ways that exclude each other («fled»,
    «were moved»): a side of `data/framings.tsv`, else "".
    """

    label: str
    low: float | int | None
    high: float | int | None
    denied: bool
    members: tuple[Member, ...]
    framing: str = ""


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

    `through` are the outlets and sources that carry it to the reader; `seen` is False when it is cited only. It is a
    `phantom` when nobody whose text is in the case had it at first hand: all who carry it have it from one text that is
    not there, or cite it alone.
    """

    id: str
    name: str
    kind: Kind
    own_voice: bool = False
    seen: bool = False
    statements: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    phantom: bool = False


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """How many independent voices stand behind a claim or a variant: at least `low`, at most `high`."""

    low: int
    high: int
    origins: tuple[Origin, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a claim in time: when its report was published, what it said, whose figure it is.

    `first` marks the first appearance of its value, `outlier` a value far from those of the others.
    """

    report: str
    outlet: str | None
    published: str | None
    low: float | int | None
    high: float | int | None
    quantity: str
    origin: str | None
    first: bool = False
    outlier: bool = False


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """Two figures of a claim, the quantities `before` and `after`, in order of publication.

    A ``revision`` is one origin's new figure after its earlier one; a ``disagreement`` is between two origins whose
    figures cannot both be so. `origins` are the ids of whose figures they are.
    """

    kind: ShiftKind
    before: str
    after: str
    origins: tuple[str, ...]


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that says whom it has its words from, held against the reports of that outlet in the case.

    `statement` names `outlet`; `report` is the outlet's report that it was held against. ``says``: this report says it;
    ``figure``: it gives another figure; ``source``: it gives it to another source; ``silent``: no report of the outlet
    in the story says it, though another of them may. `found` is the statement or quantity that stands there.
    """

    statement: str
    outlet: str
    checked: Checked
    report: str | None = None
    found: str | None = None
    quantity: str | None = None


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """One of several ways of telling what happened that exclude each other, and who stands behind it.

    `side` is a side of `data/framings.tsv`; `variants` are the numbers of the claim's variants that tell it so.
    """

    side: str
    variants: tuple[int, ...]
    support: Support


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """The way from the outlet that printed a member of a claim to the origin that it goes back to.

    `through` are the outlets and sources on it, first the outlet that printed it, which may be the origin itself;
    `origin` is the id of an `Origin`.
    `because` is the code of the reason where not the words themselves but a copy or a citation leads there, else "".
    """

    statement: str
    quantity: str | None
    through: tuple[str, ...]
    origin: str
    because: str = ""


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that denies (part of) a claim; `score` is how near its content is to the claim's."""

    statement: str
    score: float
    reason: str


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, weighed: its support and each variant's (in order), its figures over time and its denials.

    `routes` has one for each member, in the order of the variants. The claim is a `phantom` when all the origins behind
    it are.
    """

    claim: Claim
    support: Support
    variants: tuple[Support, ...] = ()
    framings: tuple[Framing, ...] = ()
    drift: tuple[Point, ...] = ()
    shifts: tuple[Shift, ...] = ()
    denials: tuple[Denial, ...] = ()
    citations: tuple[Citation, ...] = ()
    routes: tuple[Route, ...] = ()
    phantom: bool = False
