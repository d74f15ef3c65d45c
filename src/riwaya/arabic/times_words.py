"""Words of time: months of all Arabic systems, found in a token sequence together with a doubled name.

«آذار - مارس», «تموز/يوليو», «أغسطس (آب)», «أبريل نيسان» name one month twice; the second name is read as part of
the first.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from riwaya.arabic.phrases import Found, Phrases
from riwaya.arabic.words import Token
from riwaya.lexicon import rows, variants

_BETWEEN = frozenset(["/", "-", "–", "(", "ـ"])


class Month(NamedTuple):
    """A month: calendar (``gregorian`` or ``hijri``), number, whether the bare word is surely a month."""

    calendar: str
    number: int
    sure: bool


@cache
def months() -> Phrases[Month]:
    """Give the month names of ``data/months.tsv``."""
    return Phrases(
        (form, Month(row["calendar"], int(row["month"]), row["bare"] == "1"))
        for row in rows("months")
        for form in variants(row["forms"])
    )


@cache
def month_heads() -> frozenset[str]:
    """Give the first words of all month names."""
    return frozenset(months().heads())


def month_at(toks: Sequence[Token], at: int) -> Found[Month] | None:
    """Find the month named at token `at`, with its second name behind it, behind / or - or in brackets."""
    if at >= len(toks) or toks[at].form not in month_heads():
        return None
    found = months().at(toks, at)
    if found is None or found.end >= len(toks):
        return found
    marked = toks[found.end].form in _BETWEEN
    again = months().at(toks, found.end + marked) if found.end + marked < len(toks) else None
    if again is None or again.payload[:2] != found.payload[:2]:
        return found
    end = again.end
    if toks[found.end].form == "(":
        if end >= len(toks) or toks[end].form != ")":
            return found
        end += 1
    return Found(at, end, found.payload._replace(sure=True))
