"""Bounds: the words before and after a number that open it downwards or upwards, or make it about.

From ``data/number_bounds.tsv``: «أكثر من 70» is at least 70, «يصل إلى 12» at most 12, «نحو 8» about 8,
«9 قوارب على الأقل» at least 9.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.phrases import Found, Phrases, words
from riwaya.arabic.words import Token
from riwaya.lexicon import rows, variants


class Bound(NamedTuple):
    """What a phrase does to a number: ``low``, ``high``, ``approx`` or ``minus``; `rule` is its id."""

    effect: str
    rule: str


_NEGATIONS = frozenset(fold("لا لم لن ليس ليست ما").split())
_PREPOSITIONS = frozenset(fold("إلى عن على").split())
# Words that go on to other numbers than this one.
_OTHERS = frozenset(fold("و بينهم بينها منهم منها من بين وبينهم وبينها ومنهم أو أن إن").split())
# How many words may stand between a number and «على الأقل»: the counted noun and its adjectives.
_REACH = 4


@cache
def _phrases(place: str) -> Phrases[Bound]:
    return Phrases(
        (
            (phrase, Bound(row["effect"], row["id"]))
            for row in rows("number_bounds")
            if row["place"] == place
            for phrase in variants(row["phrases"])
        ),
        clitics="وفبل",
    )


@cache
def _tails() -> frozenset[str]:
    """Give the words that may end a bound before a number; others need no look."""
    return frozenset(
        words(phrase)[-1]
        for row in rows("number_bounds")
        if row["place"] == "before"
        for phrase in variants(row["phrases"])
    )


@cache
def _may_end_bound(form: str) -> bool:
    return any(form == tail or (form.endswith(tail) and len(form) - len(tail) <= 2) for tail in _tails())


_SPLIT = frozenset(("bound.exceeds", "bound.up-to", "bound.not-exceed", "bound.at-least", "bound.less"))


def _turns(form: str) -> bool:
    """Tell whether a word turns the verb behind it, with «و» or «ف» or without; «ما تجاوز» is what exceeded."""
    bare = form[1:] if form[1:] in _NEGATIONS and form[0] in "وف" else form
    return bare in _NEGATIONS and bare != "ما"


def bound_before(toks: Sequence[Token], first: int) -> Found[Bound] | None:
    """Find the bound that ends right before token `first`; negation turns it («لا تستغرق أكثر من» → at
    most).
    """
    if not first or not _may_end_bound(toks[first - 1].form):
        return None
    found = _phrases("before").before(toks, first)
    if found is None:
        return None
    if (
        found.payload.rule == "bound.up-to"
        and toks[found.first].form[:1] == "ل"
        and found.end - found.first > 1
    ):
        return None
    if found.payload.rule == "bound.more" and found.first > 1 and toks[found.first - 2].form in _NEGATIONS:
        return found._replace(payload=Bound("high", "bound.not-more"))
    if found.payload.rule == "bound.exceeds" and found.first and _turns(toks[found.first - 1].form):
        return found._replace(first=found.first - 1, payload=Bound("high", "bound.not-exceed"))
    if found.payload.rule == "bound.less" and toks[max(0, found.first - 1)].form in _NEGATIONS:
        return found._replace(payload=Bound("low", "bound.not-less"))
    return found


def split_bound(toks: Sequence[Token], first: int) -> Bound | None:
    """Find a bound whose parts stand apart: «يصل مداها إلى 300», «يتجاوز عددهم 50»; its words are not
    the number's.
    """
    if first < 2 or toks[first - 1].kind != "word":
        return None
    tail = [toks[first - 1]] if toks[first - 1].form in _PREPOSITIONS else []
    for gap in (1, 2):
        verb_end = first - len(tail) - gap
        if verb_end < 1 or any(toks[at].kind != "word" for at in range(verb_end - 1, first)):
            return None
        near = list(toks[max(0, verb_end - 3) : verb_end]) + tail
        found = _phrases("before").before(near, len(near))
        long_enough = found is not None and found.end - found.first > len(tail)
        if found is not None and long_enough and found.payload.rule in _SPLIT:
            ends_in_verb = tail or found.payload.rule in ("bound.exceeds", "bound.not-exceed")
            led = toks[verb_end - 1].form[:1] == "ل" and found.payload.rule == "bound.up-to"
            return found.payload if ends_in_verb and not led else None
    return None


@cache
def _heads_after() -> frozenset[str]:
    return frozenset(_phrases("after").heads())


def bound_after(toks: Sequence[Token], end: int) -> Found[Bound] | None:
    """Find the bound behind a number that ends before token `end`, over its noun and adjectives."""
    for at in range(end, min(end + _REACH, len(toks))):
        token = toks[at]
        if token.form in _heads_after():
            found = _phrases("after").at(toks, at)
            if found is not None:
                return found
        if token.kind != "word" or token.form in _OTHERS or (numeral(token.form) is not None and at > end):
            return None
    return None


def bounds(toks: Sequence[Token], first: int, end: int, floor: int = 0) -> list[tuple[Bound, int, int]]:
    """Collect the bounds around ``toks[first:end]``: each with the tokens it adds, ``[first, end)``."""
    out: list[tuple[Bound, int, int]] = []
    # «يفوق الـ 100»: an article written apart.
    begin = first - 1 if first > floor and toks[first - 1].form == "ال" else first
    for _ in range(2):
        found = bound_before(toks, begin)
        if found is None or found.first < floor:
            break
        out.append((found.payload, found.first, end))
        begin = found.first
    if not out:
        split = split_bound(toks, first)
        if split is not None:
            out.append((split, first, end))
    behind = bound_after(toks, end)
    if behind is not None:
        out.append((behind.payload, first, behind.end))
    return out


def apply(
    low: float | int, high: float | int | None, bounds: Sequence[Bound]
) -> tuple[float | int | None, float | int | None, bool]:
    """Give lower bound, upper bound and whether it is about, for a number under its bounds."""
    effects = {bound.effect for bound in bounds}
    approx = "approx" in effects
    if "minus" in effects:
        low, high = (-low, high) if high is None else (-high, -low)
    if "high" in effects:
        return (None, low if high is None else high, approx)
    if "low" in effects:
        return (low, None, approx)
    return (low, high, approx)
