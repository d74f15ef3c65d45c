"""Quantities: the numbers of a report that count or measure something, with what is counted and what
befell it.

The numbers are those of `arabic.numbers`, their counted nouns those of `arabic.numbers_counted`; here each is joined
to a unit and to the class of what it counts: the noun tells it (قتيل → killed) or the word that governs it does (مقتل
30 شخصا, 30 شخصا قتلوا).

Rules: the rule of the number itself, and ``quantity.one-of`` («مقتل أحد الحراس» → 1 killed).
"""

from collections.abc import Iterator, Sequence

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers import COUNTING, Number, numbers
from riwaya.arabic.numbers_counted import Counted, counted, of_span
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.words import Token
from riwaya.extract.counted import counted_class, governors, may_govern
from riwaya.model import Quantity, Span


def quantities(text: str, toks: Sequence[Token]) -> tuple[Quantity, ...]:
    """Give the quantities of `text` in order; `toks` are its tokens. Dates, ages, ordinals and names are
    left out.
    """
    found = [_quantity(text, toks, number) for number in numbers(text, toks) if _counts(number)]
    found += _one_of(text, toks)
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _counts(number: Number) -> bool:
    return number.kind in COUNTING and number.kind != "fraction"


def _quantity(text: str, toks: Sequence[Token], number: Number) -> Quantity:
    found = counted(toks, number)
    noun = found.noun if found is not None else None
    klass = counted_class(toks, number, found) if number.unit is None else None
    of = of_span(text, toks, found) if found is not None else None
    return Quantity(
        span=number.span,
        low=number.low,
        high=number.high,
        unit=_unit(text, toks, number, found, klass),
        of=text[of.start : of.end] if of is not None else None,
        of_span=of,
        counted=klass if noun is None or noun.person or not noun.counted else noun.counted,
        approx=number.approx,
        vague=number.vague,
        rule=number.rule,
    )


def _unit(
    text: str, toks: Sequence[Token], number: Number, counted: Counted | None, klass: str | None
) -> str:
    """Name the unit: of the measure, ``person``, or the counted noun in the singular."""
    if number.unit is not None:
        return number.unit
    if counted is None:
        return "person" if klass is not None else ""
    if counted.noun is not None:
        return "person" if counted.noun.person else counted.noun.singular
    if klass is not None:
        return "person"
    return _bare_noun(text[toks[counted.at].start : toks[counted.at].end])


def _bare_noun(surface: str) -> str:
    """Take article, marks and the accusative ending off a noun that the lexicon does not know."""
    plain = "".join(letter for letter in surface if fold(letter))
    plain = plain.removeprefix("ال")
    return plain[:-1] if plain.endswith("ا") and len(plain) > 3 else plain


def _one_of(text: str, toks: Sequence[Token]) -> Iterator[Quantity]:
    """Read «مقتل أحد الحراس»: one, when something befell him."""
    for at in range(1, len(toks) - 1):
        if toks[at].form not in ("احد", "احدي"):
            continue
        form = noun_form(toks[at + 1].form)
        if form is None or not form.noun.person or form.number != "many" or not may_govern(toks[at - 1].form):
            continue
        found = governors().before(toks, at)
        if found is not None:
            of = Span(toks[at + 1].start, toks[at + 1].end)
            yield Quantity(
                span=Span(toks[at].start, toks[at].end),
                low=1,
                high=1,
                unit="person",
                of=text[of.start : of.end],
                of_span=of,
                counted=found.payload,
                rule="quantity.one-of",
            )
