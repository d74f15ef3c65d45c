"""Nouns that are numbers by themselves: a dual («قاربان»), and a unit with a half behind it («ساعة ونصف»)."""

from collections.abc import Sequence

from riwaya.arabic.numbers_bounds import apply, bounds
from riwaya.arabic.numbers_context import Kind, is_age
from riwaya.arabic.numbers_digits import clean
from riwaya.arabic.numbers_found import Number
from riwaya.arabic.numbers_measure import and_half
from riwaya.arabic.numbers_near import listed
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_units import dual_unit, may_be_one, unit_at
from riwaya.arabic.numbers_words import numeral, skip_letters
from riwaya.arabic.words import Token
from riwaya.model import Span


def refers(toks: Sequence[Token], at: int) -> bool:
    """Tell a definite dual of time that nothing shifts («الأمناء العامين») from «العامين الماضيين»."""
    dual = dual_unit(toks[at].form)
    after = toks[at + 1].form if at + 1 < len(toks) else ""
    return dual is not None and dual[2] and not (after[:2] == "ال" and after.endswith(("ين", "ان")))


def one_and_half(text: str, toks: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """Read a unit and a half without a numeral: «ساعة ونصف الساعة», «لتر وربع»."""
    half, end = and_half(toks, at + 1)
    found = unit_at(toks, at) if half else None
    clitic = may_be_one(toks[at].form) or 0
    if half and clitic:
        found = unit_at([toks[at]._replace(form=toks[at].form[clitic:])], 0)
    if found is None:
        return None, at + 1
    value = clean(1 + half)
    effects = bounds(toks, at, end)
    low, high, approx = apply(value, value, [bound for bound, _, _ in effects])
    kind: Kind = "duration" if found.payload.kind == "duration" else "measure"
    if kind == "duration" and is_age(toks, at, end, low):
        kind = "age"
    span = Span(skip_letters(text, toks[at].start, clitic), toks[end - 1].end)
    name = found.payload.name
    return Number(span, low, high, kind, name, approx, False, "number.fraction", at, end, end), end


def dual_noun(text: str, toks: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """Read a dual noun as its own number: «قاربان», «ناقلتا نفط»."""
    form = noun_form(toks[at].form)
    nxt = toks[at + 1] if at + 1 < len(toks) else None
    if form is None or (form.number == "construct" and not _is_construct(toks, at, form.clitic)):
        return None, at + 1
    before = noun_form(toks[at - 1].form) if form.conj and at else None
    if (before is not None and before.noun == form.noun) or (not form.clitic and _agrees(toks, at)):
        return None, at + 1
    if nxt is not None and nxt.kind == "word" and form.number == "two":
        again = numeral(nxt.form)
        if again is not None and again.value == 2 and again.role == "unit":
            return None, at + 1
    start = skip_letters(text, toks[at].start, form.clitic)
    effects = bounds(toks, at, at + 1)
    low, high, approx = apply(2, 2, [bound for bound, _, _ in effects])
    number = Number(
        Span(start, toks[at].end),
        low,
        high,
        "cardinal",
        None,
        approx,
        False,
        "number.dual",
        at,
        at + 1,
        at,
        True,
    )
    return number, at + 1


def _agrees(toks: Sequence[Token], at: int) -> bool:
    """Tell a dual that describes the dual before it: «بحاران مسلحان» are two, not four."""
    form = toks[at - 1].form if at and toks[at - 1].kind == "word" else ""
    return (
        len(form) > 4
        and form.endswith(("ين", "ان"))
        and toks[at].form.endswith(form[-2:])
        and numeral(form) is None
    )


def _is_construct(toks: Sequence[Token], at: int, clitic: int) -> bool:
    """Tell a construct dual from the adjectives and plurals that look like one, and from what a reader owns."""
    return toks[at].form[clitic:] not in listed("no_dual") and _genitive(toks, at)


def _genitive(toks: Sequence[Token], at: int) -> bool:
    """Tell whether a noun follows that a construct dual can lean on; «سيارتي الجديدة» is "my car"."""
    if at + 1 >= len(toks) or toks[at + 1].kind != "word":
        return False
    form = toks[at + 1].form
    following = noun_form(form)
    if form in listed("not_genitive") or (form[:1] == "و" and (following is None or following.conj)):
        return False
    # «مدينتي كذا وكذا» names two known places: it refers and does not count.
    near = toks[at + 2 : at + 4]
    near = toks[at + 2 : at + 6] if any(token.form == "-" for token in near) else near
    named = any(token.form[:1] == "و" and token.kind == "word" for token in near)
    if named and following is None:
        return False
    return toks[at].form.endswith("ا") or form[:2] != "ال" or noun_form(toks[at + 1].form) is not None
