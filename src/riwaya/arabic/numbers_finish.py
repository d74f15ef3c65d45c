"""Finishing a number: its unit, the sign and the bounds around it, its small money, and the class they tell."""

from collections.abc import Sequence

from riwaya.arabic.numbers_bounds import apply, bounds
from riwaya.arabic.numbers_context import Kind, is_age, is_bearing
from riwaya.arabic.numbers_digits import MINUS, clean
from riwaya.arabic.numbers_found import Number
from riwaya.arabic.numbers_measure import and_half, boxed, one_of_unit, small_money, unit_before, unit_of
from riwaya.arabic.numbers_near import listed
from riwaya.arabic.numbers_range import Pair
from riwaya.arabic.numbers_units import DEGREE, Unit, bare_unit, sign_before
from riwaya.arabic.numbers_words import skip_letters
from riwaya.arabic.words import Token
from riwaya.model import Span


def finish(text: str, toks: Sequence[Token], both: Pair, floor: int) -> Number:
    """Add unit, sign and bounds to a number or a pair of numbers."""
    low, high = both.values
    in_brackets = boxed(toks, both)
    sign = sign_before(toks, both.low.first, floor)
    unit, noun = unit_of(toks, both, sign.payload if sign is not None else None, in_brackets)
    confirmed = one_of_unit(toks, both.first, low) if unit is None and both.high is None else None
    before = unit_before(toks, both) if unit is None and confirmed is None else None
    unit = confirmed.payload if confirmed is not None else unit or (before and before.payload)
    begin = confirmed.first if confirmed is not None else both.first
    if unit is not None and both.high is None:
        more, noun = and_half(toks, noun)
        if more and both.low.scale > 1 and toks[noun - 1].form[:2] != "ال":
            # «مليون ريال ونصف» is half a million more; «ونصف الريال» says what it halves.
            more *= both.low.scale
        if not more and unit.kind == "money":
            more, noun = small_money(text, toks, noun, unit)
        low, high = clean(low + more), clean(high + more)
    around = bounds(toks, begin - in_brackets, noun, min(floor, begin))
    if any(bound.rule == "bound.below-zero" for bound, _, _ in around):
        unit = unit or DEGREE
    first = min([begin, *(start for _, start, _ in around)])
    end = max([noun, *(stop for _, _, stop in around)])
    minus = _minus(text, toks, both, unit, noun) if first == both.low.first and sign is None else None
    if minus is not None:
        low, high = -low, -high
    vague = both.low.vague
    least, most, approx = apply(
        low, None if vague and both.high is None else high, [bound for bound, _, _ in around]
    )
    own = first == both.low.first
    start = both.low.start if own else _opening(text, toks, first)
    if own and before is not None:
        start = _opening(text, toks, before.first)
    elif own and minus is not None:
        start = toks[minus].start
    elif own and (sign is not None or (in_brackets and noun > both.end)):
        start = toks[sign.first if sign is not None else both.low.first - 1].start
    return Number(
        span=Span(start, toks[end - 1].end),
        low=least,
        high=most,
        kind=_kind(toks, both, unit, first, end),
        unit=unit.name if unit is not None else None,
        approx=approx,
        vague=vague,
        rule=_rule(toks, both),
        first=first,
        end=end,
        noun=noun,
    )


def _minus(text: str, toks: Sequence[Token], both: Pair, unit: Unit | None, noun: int) -> int | None:
    """Find a minus sign: written onto digits that no word follows (``-1.2``), or before a temperature («- 2 درجة»).

    «-3 قتلى» is an item of a list, «16-» and «إف-16» are no negative numbers.
    """
    at = both.low.first - 1
    if at < 0 or toks[at].form not in MINUS or not both.low.digits or both.high is not None:
        return None
    if toks[at].start and not text[toks[at].start - 1].isspace() and text[toks[at].start - 1] not in "([:":
        return None
    if at and (toks[at - 1].kind == "number" or bare_unit(toks, at - 1) is not None):
        return None
    warm = (unit is not None and unit.kind == "temperature") or unit == DEGREE
    glued = toks[at].end == toks[both.low.first].start
    followed = (
        noun < len(toks)
        and toks[noun].kind == "word"
        and "\n" not in text[toks[noun - 1].end : toks[noun].start]
    )
    return at if warm or (glued and (unit is not None or not followed)) else None


_MEASURES = frozenset({"distance", "area", "volume", "mass", "temperature", "energy", "data", "other"})


def kind_of_unit(unit: Unit) -> Kind:
    """Name the class of what is measured in a unit."""
    if unit.kind in _MEASURES:
        return "measure"
    return "duration" if unit.kind == "duration" else "money" if unit.kind == "money" else "percent"


def _kind(toks: Sequence[Token], both: Pair, unit: Unit | None, first: int, end: int) -> Kind:
    """Name the class of a number by its unit; years may be an age, minutes part of a clock time."""
    if unit is None:
        return "fraction" if both.low.fraction else "cardinal"
    if unit.name == DEGREE.name and is_bearing(toks, both.end):
        return "coordinate"
    if unit.kind == "duration":
        if unit.name in ("year", "month", "day", "week") and is_age(toks, first, end, both.values[0]):
            return "age"
        if both.low.conj and any(toks[at].form.endswith("الساعه") for at in range(max(0, first - 4), first)):
            return "clock"
    return kind_of_unit(unit)


def _opening(text: str, toks: Sequence[Token], first: int) -> int:
    """Give where a modifier starts, behind the clitics of its first word («وأكثر من», «بنحو»)."""
    form = toks[first].form
    letters = 0
    while form[:1] in ("و", "ف", "ب", "ل") and form not in listed("whole") and len(form) > 2:
        form = form[1:]
        letters += 1
    return skip_letters(text, toks[first].start, letters) if letters else toks[first].start


def _rule(toks: Sequence[Token], both: Pair) -> str:
    number = both.low
    if both.high is not None:
        return "number.range"
    if both.dual:
        return "number.dual"
    if number.vague:
        return "number.vague"
    if number.fraction:
        return "number.fraction"
    shapes = {toks[at].kind for at in range(number.first, number.end)}
    return (
        "number.mixed"
        if shapes == {"number", "word"}
        else "number.digits"
        if number.digits
        else "number.words"
    )
