"""How a statement was found: rules, reasons and their records."""

from typing import Literal

import msgspec

from riwaya.model.said import Mention, Quantity, Stance, Statement, Time
from riwaya.model.texts import Span

Whose = Literal["statement", "own_voice", "between", "heading", "furniture"]


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
