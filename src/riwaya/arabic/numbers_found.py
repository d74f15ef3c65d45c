"""What is found: a number of a text with its bounds, its class and its place."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.numbers_context import Kind
from riwaya.arabic.numbers_digits import digits
from riwaya.arabic.numbers_sum import Cardinal
from riwaya.arabic.words import Token
from riwaya.model import Span

COUNTING: frozenset[str] = frozenset({"cardinal", "measure", "money", "percent", "duration", "fraction"})


class Number(NamedTuple):
    """A number in a text.

    `span` is the expression with its own modifiers and unit; `low` and `high` its bounds as written
    (None: open); `kind`
    its class; `unit` what ``data/units.tsv`` or ISO 4217 call its unit. The expression is
    ``toks[first:end]`` and the
    numeral with its unit ends before token `noun`, where what is counted may stand. `dual` marks a noun
    that is its own number.
    """

    span: Span
    low: float | int | None
    high: float | int | None
    kind: Kind
    unit: str | None
    approx: bool
    vague: bool
    rule: str
    first: int
    end: int
    noun: int
    dual: bool = False

    @property
    def value(self) -> float | int | None:
        """The number where it is one and not open: neither «أكثر من 30» nor a range."""
        return self.low if self.low == self.high else None


def told_apart(
    toks: Sequence[Token], first: int, end: int, kind: Kind, number: Cardinal | None = None
) -> Number:
    """Give a number that counts nothing, under its class."""
    value = number.value if number is not None else digits(toks[first].form).low
    start = number.start if number is not None else toks[first].start
    return Number(
        Span(start, toks[end - 1].end),
        value,
        value,
        kind,
        None,
        False,
        False,
        "number.class",
        first,
        end,
        end,
    )
