"""Ranges: two numbers that bound one quantity, where the scale of the second reaches back to the first.

«ما بين 20 إلى 30 ألفا» is 20000 to 30000; «ارتفع من 5 إلى 7» is a change and no range.
"""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_digits import clean, digits
from riwaya.arabic.numbers_near import listed
from riwaya.arabic.numbers_sum import Cardinal
from riwaya.arabic.numbers_units import Unit, dual_unit, unit_after
from riwaya.arabic.numbers_words import numeral, skip_letters
from riwaya.arabic.phrases import Found
from riwaya.arabic.words import Token


class Pair(NamedTuple):
    """One number (`high` None) or two that make a range; ``toks[first:end]`` without unit and bounds."""

    low: Cardinal
    high: Cardinal | None
    first: int
    end: int
    values: tuple[float | int, float | int]
    unit: Unit | None = None
    dual: bool = False


_BETWEEN = frozenset(fold("بين وبين مابين فبين").split())
# A verb of change may stand so many tokens before «من … إلى …».
_CHANGE = 14
_TO = frozenset(fold("إلى حتى أو - – ل").split())


def pair(text: str, toks: Sequence[Token], at: int, floor: int = 0) -> Pair | None:
    """Read the number at token `at`, and the second number of its range when there is one."""
    if toks[at].kind == "number" and digits(toks[at].form).shape == "range":
        return _in_one_token(text, toks, at)
    opened = _opened(toks, at, floor)
    first = None
    for join in (False, True) if opened == "between" else (True,):
        first = _first(text, toks, at, join)
        if first is None:
            continue
        found = _second(text, toks, first, opened)
        if found is not None:
            begin = _begin(toks, at, opened)
            start = (
                toks[begin].start + (0 if begin == at else _clitic(toks, begin))
                if begin < at
                else found.low.start
            )
            return found._replace(first=begin, low=found.low._replace(first=begin, start=start))
    return first


def _first(text: str, toks: Sequence[Token], at: int, join: bool) -> Pair | None:
    """Read a single number, or a unit in the dual, at token `at`."""
    dual = dual_unit(toks[at].form) if toks[at].kind == "word" and numeral(toks[at].form) is None else None
    if dual is not None:
        unit, letters, definite = dual
        whole = unit_after(toks, at)
        end = whole.end if whole is not None and whole.first == at else at + 1
        start = skip_letters(text, toks[at].start, letters)
        number = Cardinal(2, at, end, start, definite=definite)
        return Pair(
            number,
            None,
            at,
            end,
            (2, 2),
            whole.payload if whole is not None and whole.first == at else unit,
            True,
        )
    read = cardinal(text, toks, at, join=join)
    if read is None:
        return None
    return Pair(read, None, at, read.end, (read.value, read.value))


def _sentence(toks: Sequence[Token], at: int) -> int:
    """Give the first of the tokens before token `at` that may hold the verb of a change, in its sentence."""
    first = max(0, at - _CHANGE)
    return next((k + 1 for k in range(at - 1, first, -1) if toks[k].form in (".", "؟", "!")), first)


def _opened(toks: Sequence[Token], at: int, floor: int) -> str:
    """Say how a range opens before token `at`: ``between``, ``from`` or not."""
    if at - 1 < floor or not at:
        return ""
    form = toks[at - 1].form
    if form in _BETWEEN:
        return "between"
    if form == "من" and not any(
        toks[k].form.lstrip("وف") in listed("changes") for k in range(_sentence(toks, at), at - 1)
    ):
        return "from"
    return "change" if form == "من" else ""


def _begin(toks: Sequence[Token], at: int, opened: str) -> int:
    """Give the token where the words of the range begin: «ما بين», «بين», «من»."""
    if opened == "between":
        return (
            at - 2
            if at > 1 and toks[at - 2].form in ("ما", "وما", "فيما") and toks[at - 1].form == "بين"
            else at - 1
        )
    if opened == "from" and not (
        at > 1
        and toks[at - 2].form.lstrip("وفبل")
        in ("اكثر", "اقل", "ازيد", "يقرب", "تقرب", "اعلي", "اكبر", "ادني")
    ):
        return at - 1
    return at


def _clitic(toks: Sequence[Token], begin: int) -> int:
    return 1 if toks[begin].form in ("وبين", "وما", "فبين") else 0


def _second(text: str, toks: Sequence[Token], first: Pair, opened: str) -> Pair | None:
    """Read connector and second number behind `first`; None when they make no range."""
    at, unit = first.end, first.unit
    if unit is None and at < len(toks):
        own = unit_after(toks, at)
        if own is not None:
            unit, at = own.payload, own.end
    spot = _connector(toks, at, opened) if at < len(toks) and opened != "change" else None
    second = cardinal(text, toks, spot) if spot is not None and spot < len(toks) else None
    if spot is None or second is None or not _same_kind(toks, first.low, second, spot):
        return None
    low, high = _reach_back(first.low, second, unit is not None and not first.dual)
    after = unit_after(toks, second.end)
    if not low < high or not _likely(toks, at, low, high, opened) or not _same_unit(first, unit, after):
        return None
    return Pair(first.low, second, first.first, second.end, (low, high), unit if after is None else None)


def _same_kind(toks: Sequence[Token], low: Cardinal, high: Cardinal, spot: int) -> bool:
    """Refuse vague numbers, and a definite with an indefinite one."""
    word = numeral(toks[spot].form)
    definite = word.definite if word is not None else high.definite
    return not high.vague and not low.vague and definite == low.definite


def _same_unit(first: Pair, unit: Unit | None, after: Found[Unit] | None) -> bool:
    """Tell whether both numbers have one unit: said twice, or once at the end, or by a dual at the start."""
    if unit is None:
        return True
    return first.dual if after is None else after.payload.name == unit.name


def _connector(toks: Sequence[Token], at: int, opened: str) -> int | None:
    """Give the token of the second number when token `at` joins it to the first."""
    form = toks[at].form
    if form in _TO and form != "ل":
        return at + 1
    if opened == "from" and form[:1] == "ل" and (to := numeral(form)) is not None and to.prep and not to.conj:
        return at
    if opened == "between":
        if form == "و":
            return at + 1
        word = numeral(form)
        if word is not None and word.conj:
            return at
    return None


def _reach_back(low: Cardinal, high: Cardinal, own_unit: bool) -> tuple[float | int, float | int]:
    """Give both values; a scale of the second that the first lacks is the first's too."""
    scaled = high.scale > 1 and low.scale == 1 and not own_unit and high.base and low.value < high.base
    return (clean(low.value * high.scale) if scaled else low.value, high.value)


def _likely(toks: Sequence[Token], at: int, low: float | int, high: float | int, opened: str) -> bool:
    """Refuse pairs that only stand side by side: years, «1 - 2», alternatives far apart."""
    if 1800 <= low <= 2100 and 1800 <= high <= 2100 and isinstance(low, int) and opened != "between":
        return False
    if toks[at].form in ("-", "–", "او") and not opened:
        return low > 0 and high <= 4 * low
    return True


def _in_one_token(text: str, toks: Sequence[Token], at: int) -> Pair | None:
    """Read ``5-7`` with a scale behind it: «5-7 آلاف»."""
    both = digits(toks[at].form)
    assert both.high is not None  # noqa: S101 - the shape says so
    scale, end = 1, at + 1
    word = numeral(toks[end].form) if end < len(toks) and toks[end].kind == "word" else None
    if word is not None and word.role in ("scale", "scales", "either") and not word.conj:
        scale, end = int(word.value), end + 1
    low = Cardinal(both.low, at, end, toks[at].start, digits=True)
    return Pair(
        low, low._replace(value=both.high), at, end, (clean(both.low * scale), clean(both.high * scale))
    )
