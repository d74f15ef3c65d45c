"""Measures: joining a number, or a range, to the unit that stands behind it, before it or around its
brackets.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain

from riwaya.arabic.numbers_context import listed
from riwaya.arabic.numbers_digits import digits
from riwaya.arabic.numbers_nouns import counted_forms, noun_form
from riwaya.arabic.numbers_range import Pair
from riwaya.arabic.numbers_units import Unit, dual_units, singular_units, unit_after
from riwaya.arabic.numbers_words import numeral, numeral_forms
from riwaya.arabic.phrases import Found
from riwaya.arabic.words import Token

_ONE = frozenset(("واحد", "واحده"))
_LONGEST_UNIT = 3


def boxed(toks: Sequence[Token], both: Pair) -> bool:
    """Tell a number alone in brackets with its noun behind them: «أكثر من (300) سائح»."""
    inside = (
        both.first > 0
        and both.end + 1 < len(toks)
        and toks[both.first - 1].form == "("
        and toks[both.end].form == ")"
    )
    return inside and toks[both.end + 1].kind == "word"


def unit_of(
    toks: Sequence[Token], both: Pair, sign: Unit | None, in_brackets: bool
) -> tuple[Unit | None, int]:
    """Find the unit of a number and the token behind it; `sign` is what stands before it."""
    if in_brackets:
        after = unit_after(toks, both.end + 1)
        noun = noun_form(toks[both.end + 1].form)
        if after is not None or (noun is not None and not noun.conj and not noun.prep):
            return (after.payload, after.end) if after is not None else (None, both.end + 1)
    if both.unit is not None:
        return both.unit, both.end
    found = unit_after(toks, both.end)
    if found is None or _is_not_unit(toks, found.first, found.end, found.payload):
        return sign, both.end
    return found.payload, found.end


def one_of_unit(toks: Sequence[Token], first: int, value: float) -> Found[Unit] | None:
    """Find the unit that «واحد» confirms at token `first`: «كيلومتر مربع واحد»; None elsewhere."""
    if value != 1 or toks[first].form not in _ONE:
        return None
    for at in range(max(0, first - _LONGEST_UNIT), first):
        found = unit_after(toks, at)
        if found is not None and found.end == first and found.payload.number == "one":
            return found
    return None


def unit_before(toks: Sequence[Token], both: Pair) -> Unit | None:
    """Find the unit before a definite number: «الأشهر الستة الماضية»."""
    if not both.low.definite or not both.first or both.dual or toks[both.first - 1].form[:2] != "ال":
        return None
    found = unit_after(toks, both.first - 1)
    return found.payload if found is not None and found.payload.number == "many" else None


def _is_not_unit(toks: Sequence[Token], first: int, end: int, unit: Unit) -> bool:
    """Tell «قتل 20 يوم الاثنين» and «30 عام 2014» from a duration."""
    if unit.kind != "duration" or unit.number != "one" or end >= len(toks):
        return False
    following = toks[end]
    if toks[first].form in ("عام", "سنه"):
        return (
            following.kind == "number"
            and digits(following.form).shape == "plain"
            and 1300 <= digits(following.form).low <= 2150
        )
    return toks[first].form in ("يوم", "ليله", "شهر") and (
        following.form in listed("day_words") or following.kind == "number"
    )


def and_half(toks: Sequence[Token], at: int) -> tuple[float, int]:
    """Read the half behind a unit: «عامين ونصف العام», «لتر و نصف»; 0 when there is none."""
    spot = at + 1 if at < len(toks) and toks[at].form == "و" else at
    if spot >= len(toks) or toks[spot].kind != "word":
        return 0, at
    word = numeral(toks[spot].form)
    if word is None or word.role != "fraction" or not (word.conj or spot > at):
        return 0, at
    again = unit_after(toks, spot + 1)
    return float(word.value), again.end if again is not None and toks[spot + 1].form[:2] == "ال" else spot + 1


_LONGEST_PREFIX = 4  # «وبال»


@cache
def _counting() -> frozenset[str]:
    """Give all words without clitics that may begin a number."""
    return frozenset(chain(numeral_forms(), counted_forms(), dual_units(), singular_units()))


def may_count(form: str) -> bool:
    """Tell whether a number word, a noun or a unit may be left of a form without its clitics: of most there is none."""
    return any(form[letters:] in _counting() for letters in range(_LONGEST_PREFIX + 1))
