"""Who copied whom: passages that two reports share, what was changed on the way, wires and families of copies."""

from typing import Literal

import msgspec

from riwaya.model.texts import Span

Direction = Literal["a_to_b", "b_to_a", "unknown"]
Extent = Literal["same", "mostly", "passage"]
Edited = Literal["figure", "source", "stance", "hedge", "denial", "name"]


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


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A difference that matters between two reports that share text.

    ``figure``: another value; ``source``: words given to somebody in one and to nobody, or somebody else, in the other;
    ``stance``: another way of saying (said, claimed); ``hedge``: a word of doubt in one only; ``denial``: a denial that
    one has and the other left out; ``name``: another name in one place. The words stand at `a` in the first report and
    at `b` in the second, an empty span where it has nothing there; `a_is` and `b_is` say what they mean (a number, a
    resolved name, a stance). `passage` is the id of the passage it is in. Which of the two was first, and so whether a
    thing was added or dropped, says the `Copy`.
    """

    kind: Edited
    a: Span
    b: Span
    a_is: str = ""
    b_is: str = ""
    passage: str | None = None


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that share text, how much of each, and what differs.

    `words` is how many words they share; `a_share` of the words of `a` stand in `b` and `b_share` of those of `b` in
    `a`, furniture left out. `extent` is ``same`` (nearly all of both), ``mostly`` (at least half of the shorter one) or
    ``passage``. `reason` is a code of `data/reasons.toml`, filled with `args`. `passages` are ids, in the order of `a`.
    """

    id: str
    a: str
    b: str
    words: int
    a_share: float
    b_share: float
    extent: Extent
    direction: Direction = "unknown"
    reason: str = ""
    args: dict[str, str] = {}
    passages: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


class Wire(msgspec.Struct, frozen=True, kw_only=True):
    """An agency's text that several reports carry, inferred where the agency's own is not in the case.

    `name` is the agency, `report` its own text when that is in the case. `credited` are reports that name the agency,
    `inferred` those that name none and have most of their text from these.
    """

    id: str
    name: str
    report: str | None = None
    credited: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


class Descent(msgspec.Struct, frozen=True, kw_only=True):
    """`second` goes back to `first`; both are ids of reports, or `first` is that of a wire. `reason` is a code."""

    first: str
    second: str
    reason: str


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that go back to one text: each shares passages with at least half of the others.

    `reports` are in the order of publication; a report that puts two texts together is in two families. `wires` are
    the agencies' texts that it goes back to; `descents` say for each report from which other it comes, where that is
    known.
    """

    id: str
    title: str
    reports: tuple[str, ...]
    wires: tuple[str, ...] = ()
    descents: tuple[Descent, ...] = ()
