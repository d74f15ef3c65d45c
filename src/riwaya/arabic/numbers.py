"""Numbers: every number of an Arabic text, with its bounds, its unit and its class, as a reader understands it.

``numbers("غرق ما بين 20 إلى 30 ألف طن من القمح")`` gives one `Number`: 20000 to 30000, unit «طن». Numbers that count
nothing (years, dates, clock times, ages, ordinals, numbers in names, phone numbers, scores, coordinates) are given
too, under their `kind`; `COUNTING` are the kinds that count or measure. A text that is nothing but a unit («شهر») is
one of it. `riwaya.arabic.numbers_counted` says what each counts («30 جريحا»).

The grammar is our own, over folded tokens; the words are in ``data/numbers.tsv``, ``number_bounds.tsv``,
``units.tsv``, ``currencies.tsv``, ``money_parts.tsv``, ``counted.tsv`` and ``number_context.toml``. Each number names
the rule that made it:

=================== =====================================================
number.digits       ``1٬250`` · ``٣٫٥`` · ``50ر2`` · ``-1.2``
number.words        ثلاثة آلاف ومئتان وخمسة وثلاثون
number.mixed        3 آلاف · 29 ألفا و200 · 20 مليونا ونصف
number.fraction     نصف مليون · ثلاثة أرباع · خمس السكان
number.vague        عشرات الآلاف · بضعة أيام
number.dual         قاربان · عامين
number.range        ما بين 20 إلى 30 ألفا · 5-7
number.ordinal      السابع والعشرون
number.alone        شهر, where it is the whole text
number.class        everything told apart by `kind`
=================== =====================================================
"""

import re
from collections.abc import Sequence

from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_context import Kind, fixed_phrase, number_class, shape_class
from riwaya.arabic.numbers_duals import dual_noun, one_and_half, refers
from riwaya.arabic.numbers_finish import finish, kind_of_unit
from riwaya.arabic.numbers_found import COUNTING, Number, told_apart
from riwaya.arabic.numbers_measure import one_of_unit
from riwaya.arabic.numbers_ordinals import ordinal
from riwaya.arabic.numbers_phone import phone_end
from riwaya.arabic.numbers_range import Pair, pair
from riwaya.arabic.numbers_roles import DUAL_NOUN, DUAL_UNIT, UNIT, role
from riwaya.arabic.numbers_units import unit_at
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.numbers_years import with_era
from riwaya.arabic.times_words import month_at
from riwaya.arabic.words import Token, tokens
from riwaya.model import Span

# A unit has at most so many words.
_LONGEST_UNIT = 4

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
    out = _alone(toks) if len(toks) <= _LONGEST_UNIT else []
    after = len(toks) if out else 0
    # Most tokens are ruled out by one look-up of their form, before anything else is asked.
    for at in [at for at, token in enumerate(toks) if role(token[2])]:
        if at >= after:
            found, after = _read(text, toks, at, after)
            if found is not None:
                out.append(found)
    _last[:] = [(text, toks, out)]
    return list(out)


def _alone(toks: Sequence[Token]) -> list[Number]:
    """Read a text that is nothing but a unit as one of it: a cell «شهر», «كيلومتر مربع»."""
    found = unit_at(toks, 0)
    if found is None or found.end < len(toks) or found.payload.number != "one" or toks[0].kind == "mark":
        return []
    unit = found.payload
    span = Span(toks[0].start, toks[-1].end)
    return [
        Number(
            span, 1, 1, kind_of_unit(unit), unit.name, False, False, "number.alone", 0, found.end, found.end
        )
    ]


def _read(text: str, toks: Sequence[Token], at: int, floor: int) -> tuple[Number | None, int]:
    """Read the number at token `at`; give it, and the token to go on at."""
    begins, fixed = role(toks[at].form), fixed_phrase(toks, at)
    if fixed is not None:
        read = cardinal(text, toks, at)
        return (told_apart(toks, at, min(read.end, fixed), "name", read) if read is not None else None), fixed
    if toks[at].kind == "number":
        told = _phone(text, toks, at, floor)
        kind = shape_class(toks, at) if told is None else None
        told = told_apart(toks, at, at + 1, kind) if kind is not None else told
        if told is not None:
            return told, told.end
    elif begins == DUAL_UNIT and refers(toks, at):
        return None, at + 1
    elif begins == DUAL_NOUN:
        return dual_noun(text, toks, at)
    elif begins == UNIT:
        return one_and_half(text, toks, at)
    else:
        told = ordinal(text, toks, at)
        if told is not None:
            return told, told.end
        if _is_somebody(toks, at):
            return None, at + 1
    both = pair(text, toks, at, floor)
    return (None, at + 1) if both is None else _classed(text, toks, both, floor)


def _is_somebody(toks: Sequence[Token], at: int) -> bool:
    """Tell «الاثنين», which is Monday, and «الواحد», somebody; «الاثني عشر» counts."""
    word = numeral(toks[at].form)
    if word is None or not word.definite or word.role != "unit" or word.value > 2:
        return False
    after = numeral(toks[at + 1].form) if at + 1 < len(toks) else None
    return after is None or after.role != "ten" or after.conj


def _phone(text: str, toks: Sequence[Token], at: int, floor: int) -> Number | None:
    """Read a phone number, from the + before its digits where there is one."""
    first = at
    if at > floor and toks[at - 1].form == "+":
        first = at - 2 if at - 1 > floor and toks[at - 2].form == "(" else at - 1
    stop = phone_end(text, toks[first].start)
    if stop is None:
        return None
    end = next((k for k in range(at, len(toks)) if toks[k].start >= stop), len(toks))
    number = told_apart(toks, first, end, "phone")
    value = int("".join(re.findall(r"\d+", text[toks[first].start : toks[end - 1].end])))
    return number._replace(low=value, high=value)


def _classed(text: str, toks: Sequence[Token], both: Pair, floor: int) -> tuple[Number | None, int]:
    """Tell the number that counts from the one that does not, and finish it."""
    if both.high is None:
        kind = number_class(text, toks, both.low)
        if kind is not None and one_of_unit(toks, both.first, both.low.value) is None:
            return told_apart(toks, both.first, both.end, kind, both.low), both.end
    elif month_at(toks, both.end) is not None and both.high.value <= 31:
        return told_apart(toks, both.first, both.end, "date", both.low), both.end
    elif with_era(toks, both.end, *both.values):
        return told_apart(toks, both.first, both.end, "year", both.low), both.end
    number = finish(text, toks, both, floor)
    return number, number.end


__all__ = ["COUNTING", "Kind", "Number", "numbers", "ordinal_value"]
