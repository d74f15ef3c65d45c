"""Numbers: every number of an Arabic text, with its bounds, its unit and its class, as a reader
understands it.

``numbers("غرق ما بين 20 إلى 30 ألف طن من القمح")`` gives one `Number`: 20000 to 30000, unit «طن».
Numbers that count nothing (years,
dates, clock times, ages, ordinals, numbers in names, phone numbers, scores) are given too, under their
`kind`.

The grammar is our own, over folded tokens; the words are in ``data/numbers.tsv``, ``number_bounds.tsv``,
``units.tsv``,
``counted.tsv`` and ``number_context.toml``. Each number names the rule that made it:

=================== =====================================================
number.digits       ``1٬250`` · ``٣٫٥`` · ``2ر50``
number.words        ثلاثة آلاف ومئتان وخمسة وثلاثون
number.mixed        3 آلاف · 29 ألفا و200 · 20 مليونا ونصف
number.fraction     نصف مليون · ثلاثة أرباع
number.vague        عشرات الآلاف · بضعة أيام
number.dual         قاربان · عامين
number.range        ما بين 20 إلى 30 ألفا · 5-7
number.ordinal      السابع والعشرون
number.class        everything told apart by `kind`
=================== =====================================================
"""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.memory import remembered
from riwaya.arabic.numbers_bounds import Bound, apply, bound_after, bound_before, split_bound
from riwaya.arabic.numbers_cardinal import Cardinal
from riwaya.arabic.numbers_context import Kind, is_age, listed, number_class, phrases, shape_class
from riwaya.arabic.numbers_digits import clean, digits
from riwaya.arabic.numbers_measure import and_half, boxed, may_count, one_of_unit, unit_before, unit_of
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_range import Pair, pair
from riwaya.arabic.numbers_units import Unit, dual_unit, may_be_one, sign_before, unit_at
from riwaya.arabic.numbers_words import numeral, opens, ordinal_value, skip_letters
from riwaya.arabic.times_words import month_at
from riwaya.arabic.words import Token, tokens
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


@remembered(most=200_000)
def _role(form: str) -> int:
    """Say what a folded word may begin: 0 nothing, 1 a number word, 2 a dual noun, 3 a dual unit, 4 a unit
    that a half may follow.
    """
    if not may_count(form):
        return 0
    noun = noun_form(form)
    role = 1 if numeral(form) else 3 if dual_unit(form) else 0
    if (
        not role
        and noun is not None
        and noun.number in ("two", "construct")
        and not noun.definite
        and not noun.owned
    ):
        role = 2
    if not role and may_be_one(form) is not None:
        role = 4
    return role


# The last answer: quantities and times both ask for the numbers of the same tokens, one right after the
# other.
_last: list[tuple[str, Sequence[Token], list[Number]]] = []


def numbers(text: str, toks: Sequence[Token] | None = None) -> list[Number]:
    """Give the numbers of `text` in order, none overlapping another. `toks` are its tokens where they
    are at hand.
    """
    toks = tokens(text) if toks is None else toks
    if _last and _last[0][0] is text and _last[0][1] is toks:
        return list(_last[0][2])
    out: list[Number] = []
    after = 0
    for at, token in enumerate(toks):
        if token.kind == "mark" or at < after:
            continue
        if token.kind == "number":
            role = 1
        else:
            role = _role(token.form)
            if not role:
                continue
        found, after = _read(text, toks, at, role, after)
        if found is not None:
            out.append(found)
    _last[:] = [(text, toks, out)]
    return list(out)


def _read(text: str, toks: Sequence[Token], at: int, role: int, floor: int) -> tuple[Number | None, int]:
    """Read the number at token `at`; give it, and the token to go on at."""
    word = numeral(toks[at].form) if toks[at].kind == "word" else None
    kind = shape_class(toks, at) if toks[at].kind == "number" else None
    fixed = phrases().at(toks, at)
    if fixed is not None:
        return None, fixed.end
    if role == 3 and _refers(toks, at):
        return None, at + 1
    if role in (2, 4):
        return _dual_noun(text, toks, at) if role == 2 else _one_and_half(text, toks, at)
    if kind is not None:
        return _plain(toks, at, at + 1, kind), at + 1
    if word is not None and word.role == "ordinal":
        return _ordinal(text, toks, at)
    # «الاثنين» is Monday and «الواحد» somebody: neither counts.
    both = (
        None
        if word is not None and word.definite and word.value in (1, 2) and word.role == "unit"
        else pair(text, toks, at, floor)
    )
    return (None, at + 1) if both is None else _classed(text, toks, both, floor)


def _classed(text: str, toks: Sequence[Token], both: Pair, floor: int) -> tuple[Number | None, int]:
    """Tell the number that counts from the one that does not, and finish it."""
    if both.high is None:
        kind = number_class(text, toks, both.low)
        if kind is not None and one_of_unit(toks, both.first, both.low.value) is None:
            return _plain(toks, both.first, both.end, kind, both.low), both.end
    elif month_at(toks, both.end) is not None and both.high.value <= 31:
        return _plain(toks, both.first, both.end, "date", both.low), both.end
    number = _finish(text, toks, both, floor)
    return number, number.end


def _plain(toks: Sequence[Token], first: int, end: int, kind: Kind, number: Cardinal | None = None) -> Number:
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


def _ordinal(text: str, toks: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """Read an ordinal: السابع, الحادي عشر, الثامن والعشرين."""
    word = numeral(toks[at].form)
    assert word is not None  # noqa: S101 - the caller looked
    value, end = word.value, at + 1
    following = numeral(toks[end].form) if end < len(toks) and toks[end].kind == "word" else None
    if following is not None and following.role == "ten" and not following.conj:
        value, end = value + 10, end + 1
    elif (
        following is not None
        and following.role == "tens"
        and following.conj
        and following.definite == word.definite
    ):
        value, end = value + following.value, end + 1
    span = Span(opens(text, toks[at], word), toks[end - 1].end)
    return Number(span, value, value, "ordinal", None, False, False, "number.ordinal", at, end, end), end


def _refers(toks: Sequence[Token], at: int) -> bool:
    """Tell a definite dual of time that nothing shifts («الأمناء العامين») from «العامين الماضيين»."""
    dual = dual_unit(toks[at].form)
    after = toks[at + 1].form if at + 1 < len(toks) else ""
    return dual is not None and dual[2] and not (after[:2] == "ال" and after.endswith(("ين", "ان")))


def _one_and_half(text: str, toks: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """Read a unit and a half without a numeral: «ساعة ونصف الساعة», «لتر وربع»."""
    half, end = and_half(toks, at + 1)
    found = unit_at(toks, at) if half else None
    clitic = may_be_one(toks[at].form) or 0
    if half and clitic:
        found = unit_at([toks[at]._replace(form=toks[at].form[clitic:])], 0)
    if found is None:
        return None, at + 1
    value = clean(1 + half)
    effects = _bounds(toks, at, end)
    low, high, approx = apply(value, value, [bound for bound, _, _ in effects])
    kind: Kind = "duration" if found.payload.kind == "duration" else "measure"
    span = Span(skip_letters(text, toks[at].start, clitic), toks[end - 1].end)
    name = found.payload.name
    return Number(span, low, high, kind, name, approx, False, "number.fraction", at, end, end), end


def _dual_noun(text: str, toks: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """Read a dual noun as its own number: «قاربان», «ناقلتا نفط»."""
    form = noun_form(toks[at].form)
    nxt = toks[at + 1] if at + 1 < len(toks) else None
    if form is None or (form.number == "construct" and not _genitive(toks, at)):
        return None, at + 1
    before = noun_form(toks[at - 1].form) if form.conj and at else None
    if (before is not None and before.noun == form.noun) or (not form.clitic and _agrees(toks, at)):
        return None, at + 1
    if nxt is not None and nxt.kind == "word" and form.number == "two":
        again = numeral(nxt.form)
        if again is not None and again.value == 2 and again.role == "unit":
            return None, at + 1
    start = skip_letters(text, toks[at].start, form.clitic)
    effects = _bounds(toks, at, at + 1)
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


def _genitive(toks: Sequence[Token], at: int) -> bool:
    """Tell whether a noun follows that a construct dual can lean on; «سيارتي الجديدة» is "my car"."""
    if at + 1 >= len(toks) or toks[at + 1].kind != "word":
        return False
    form = toks[at + 1].form
    following = noun_form(form)
    if form in listed("not_genitive") or (form[:1] == "و" and (following is None or following.conj)):
        return False
    # «مدينتي كذا وكذا» names two known places: it refers and does not count.
    named = any(
        toks[k].form[:1] == "و" and toks[k].kind == "word" for k in range(at + 2, min(at + 4, len(toks)))
    )
    if named and following is None:
        return False
    return toks[at].form.endswith("ا") or form[:2] != "ال" or noun_form(toks[at + 1].form) is not None


def _bounds(toks: Sequence[Token], first: int, end: int, floor: int = 0) -> list[tuple[Bound, int, int]]:
    """Collect the bounds around ``toks[first:end]``: each with the tokens it adds, ``[first, end)``."""
    out: list[tuple[Bound, int, int]] = []
    begin = first
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


def _finish(text: str, toks: Sequence[Token], both: Pair, floor: int) -> Number:
    """Add unit and bounds to a number or a pair of numbers."""
    low, high = both.values
    in_brackets = boxed(toks, both)
    sign = sign_before(toks, both.low.first, floor)
    unit, noun = unit_of(toks, both, sign, in_brackets)
    confirmed = one_of_unit(toks, both.first, low) if unit is None and both.high is None else None
    unit = confirmed.payload if confirmed is not None else unit or unit_before(toks, both)
    begin = confirmed.first if confirmed is not None else both.first
    half, noun = and_half(toks, noun) if unit is not None and both.high is None else (0, noun)
    low, high = clean(low + half), clean(high + half)
    effects = _bounds(toks, begin - in_brackets, noun, min(floor, begin))
    first = min([begin, *(start for _, start, _ in effects)])
    end = max([noun, *(stop for _, _, stop in effects)])
    vague = both.low.vague
    least, most, approx = apply(
        low, None if vague and both.high is None else high, [bound for bound, _, _ in effects]
    )
    kind = _kind(toks, both, unit, first, end)
    own = first == both.low.first
    start = both.low.start if own else _opening(text, toks, first)
    if own and (sign is not None or (in_brackets and noun > both.end)):
        start = toks[both.low.first - 1].start
    return Number(
        span=Span(start, toks[end - 1].end),
        low=least,
        high=most,
        kind=kind,
        unit=unit.name if unit is not None else None,
        approx=approx,
        vague=vague,
        rule=_rule(toks, both),
        first=first,
        end=end,
        noun=noun,
    )


_MEASURES = frozenset({"distance", "area", "volume", "mass", "temperature", "energy", "data", "other"})


def _kind(toks: Sequence[Token], both: Pair, unit: Unit | None, first: int, end: int) -> Kind:
    """Name the class of a number by its unit; years may be an age, minutes part of a clock time."""
    if unit is None:
        return "fraction" if both.low.fraction else "cardinal"
    if unit.kind in _MEASURES:
        return "measure"
    if unit.kind == "duration":
        if unit.name in ("year", "month", "day", "week") and is_age(toks, first, end, both.values[0]):
            return "age"
        if both.low.conj and any(toks[at].form.endswith("الساعه") for at in range(max(0, first - 4), first)):
            return "clock"
        return "duration"
    return "money" if unit.kind == "money" else "percent"


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


__all__ = ["COUNTING", "Kind", "Number", "numbers", "ordinal_value"]
