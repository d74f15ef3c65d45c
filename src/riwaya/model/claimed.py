"""What several reports say, and who stands behind it: stories, claims, origins, support."""

from typing import Literal

import msgspec

from riwaya.model.said import Kind

Independence = Literal["dependent", "independent", "unknown"]


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
