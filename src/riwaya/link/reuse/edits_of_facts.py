"""Edits of facts: figures and names that are others in the other report."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from rapidfuzz import fuzz

from riwaya.extract.gazetteer import entries
from riwaya.link.bodies import known_body
from riwaya.link.outlets import same_outlet
from riwaya.link.reuse.sides import Side, Sides
from riwaya.link.spelling import name_words, same_name
from riwaya.model import Edit, Mention, Quantity

# How alike two names may be at most to be two names (rapidfuzz ratio, 0 to 100).
UNLIKE = 60
# Whole numbers below this are counts; a number of more digits is no figure of a report.
COUNTS = 1000
LONGEST = 20


def figures(sides: Sides) -> Iterator[Edit]:
    """Give the figures that have another value on the other side: «18 قتيلا» for «28 قتيلا».

    A value that stands elsewhere near that place was moved.
    """
    theirs = [q for q in sides.there.extraction.quantities if q.where == "text" and not q.vague]
    for mine in sides.here.extraction.quantities:
        if mine.where != "text" or mine.vague or not sides.holds(mine.span) or sides.kept(mine.span):
            continue
        place = sides.beside(mine.span) if sides.settled(mine.span) else None
        beside = [q for q in theirs if place and sides.within(q.span, place) and _of_one_kind(mine, q)]
        if len(beside) != 1 or _same_value(mine, beside[0]):
            continue
        (other,) = beside
        if not any(_same_value(mine, q) and sides.near(q.span, place) for q in theirs):
            yield sides.edit("figure", mine.span, other.span, value(mine), value(other))


def _of_one_kind(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures count the same in the same unit."""
    return a.unit == b.unit and (a.counted == b.counted or not a.counted or not b.counted)


def _same_value(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures are one, be it rounded in one of them: «59.48 مليون» and «59.4 مليون»."""
    return all(
        one == other or (one is not None and other is not None and _rounded(one, other))
        for one, other in ((a.low, b.low), (a.high, b.high))
    )


def _rounded(a: float, b: float) -> bool:
    """Tell whether the number with fewer digits is the other one rounded or cut; of one digit nothing is known.

    Whole numbers below a thousand are counts, and counts are not rounded: 130 are not 128.
    """
    coarse, fine = sorted((Decimal(str(a)).normalize(), Decimal(str(b)).normalize()), key=_digits)
    exponent = int(coarse.as_tuple().exponent)
    if _digits(coarse) < 2 or _digits(coarse) == _digits(fine) or max(_digits(fine), abs(exponent)) > LONGEST:
        return False
    if fine == fine.to_integral_value() and abs(fine) < COUNTS:
        return False
    last = Decimal(1).scaleb(exponent)
    return coarse in (fine.quantize(last, ROUND_HALF_UP), fine.quantize(last, ROUND_DOWN))


def _digits(number: Decimal) -> int:
    return len(number.as_tuple().digits)


def value(quantity: Quantity) -> str:
    """Write the value of a figure: ``18``, ``18-20``, ``>=18``, ``<=18``."""
    low, high = quantity.low, quantity.high
    if low == high:
        return f"{low}"
    if low is None or high is None:
        return f">={low}" if high is None else f"<={high}"
    return f"{low}-{high}"


def names(sides: Sides, *, countries: bool = False) -> Iterator[Edit]:
    """Give the names that are others on the other side: persons and bodies, and places that the gazetteer knows.

    A name that stands elsewhere in the other report was moved: lists are put in another order. A country has many names
    («المملكة», its capital) and is told only if asked for.
    """
    turned = sides.turned()
    theirs = [m for m in sides.there.extraction.mentions if not turned.kept(m.span)]
    for mine in sides.here.extraction.mentions:
        if not sides.holds(mine.span) or not sides.lost(mine.span) or not sides.settled(mine.span):
            continue
        place = sides.beside(mine.span)
        beside = [m for m in theirs if place and m.type == mine.type and sides.within(m.span, place)]
        if len(beside) != 1 or not _two_names(sides, mine, beside[0]):
            continue
        (other,) = beside
        if not countries and (_is_country(mine) or _is_country(other)):
            continue
        here, there = sides.here.name_words, sides.there.name_words
        if not _named(sides.here, mine, there) and not _named(sides.there, other, here):
            told = sides.here.called(mine), sides.there.called(other)
            yield sides.edit("name", mine.span, other.span, *told)


def _named(side: Side, mention: Mention, among: frozenset[str]) -> bool:
    """Tell whether most words of a name are among those of another report's names."""
    words = name_words(side.written(mention))
    return 2 * sum(word in among for word in words) >= len(words)


def _two_names(sides: Sides, a: Mention, b: Mention) -> bool:
    """Tell whether two names are of two: no word in common, in any form known in the reports, and not alike."""
    told = sides.here.called(a), sides.there.called(b)
    if (a.place and a.place == b.place) or same_outlet(*told):
        return False
    bodies = known_body(told[0]), known_body(told[1])
    if (bodies[0] and bodies[0] == bodies[1]) or same_name(name_words(told[0]), name_words(told[1])):
        return False
    first = {*name_words(sides.here.called(a)), *name_words(sides.here.written(a))}
    second = {*name_words(sides.there.called(b)), *name_words(sides.there.written(b))}
    return not first & second and fuzz.ratio(sides.here.written(a), sides.there.written(b)) < UNLIKE


def _is_country(mention: Mention) -> bool:
    """Tell whether a name is of a country, or of a place that is not known to be none."""
    if mention.type != "LOC":
        return False
    entry = entries().get(mention.place or "")
    return entry is None or entry.level == "country"
