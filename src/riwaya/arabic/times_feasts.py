"""Feasts: «عيد الأضحى», «ثاني أيام عيد الفطر», «عيد الفصح», each with its Gregorian day.

Hijri feasts are those of Umm al-Qura; Easter is reckoned by the anonymous Gregorian algorithm (Meeus, Astronomical
Algorithms, chapter 8) and by Meeus' Julian one for the Eastern churches.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.times_calendar import hijri, hijri_in, hijri_year, make
from riwaya.arabic.times_context import COMING, Context, Reading, from_word, lexicon, shifts
from riwaya.arabic.times_years import plain_year

_DIRECTIONS = {"past": -1, "future": 1}
_LUNAR_YEARS, _YEARS = range(1300, 1500), range(1900, 2100)
# How many days each of the two great feasts lasts.
_LASTS = {"h10-1": 3, "h12-10": 4}


@cache
def feasts() -> Phrases[str]:
    """Give the names of feasts with the keys of ``[feasts]``."""
    return Phrases((phrase, key) for key, phrases in lexicon()["feasts"].items() for phrase in phrases)


def feast(context: Context, at: int) -> Reading | None:
    """Read a feast and its days: «عيد الأضحى», «ثاني أيام عيد الفطر»."""
    form = context.form(at)
    bare = form[1:] if form[:1] in "وبلف" and len(form) > 4 and form not in feasts().heads() else form
    word = numeral(form)
    order = ordinal_value(bare.removeprefix("ال")) if word is not None and word.role == "ordinal" else None
    days = context.form(at + 1 if order else at).lstrip("ول") in ("ايام", "يام")
    spot = at + (1 if order else 0) + (1 if days else 0)
    if order and not days:
        return None
    found = (
        feasts().at(context.toks, spot)
        if spot > at
        else feasts().at(from_word(context, at, len(form) - len(bare)), 0)
    )
    if found is None and not (days and context.form(spot) == "العيد"):
        return None
    end = spot + (found.end - found.first if found is not None else 1)
    key = found.payload if found is not None else _running(context)
    later = (order or 1) - 1
    day, end = _on(context, key, at, end)
    meant = day + timedelta(days=later) if day else None
    value = meant.isoformat() if meant else None
    exact = None
    if days and not order and value and meant:
        exact = f"{value}/{meant + timedelta(days=_LASTS.get(key, 1) - 1)}"
        value, meant = value[:7], None
    start = context.start(at, len(form) - len(bare) if spot == at or order else 0)
    return Reading(at, end, value, "time.feast", start, meant, exact)


def _on(context: Context, key: str, at: int, end: int) -> tuple[date | None, int]:
    """Give the day of a feast in the year that is said behind it, or nearest; and the token behind."""
    said = context.form(end)
    spot = end + 1 if said in ("عام", "سنه", "لعام", "لسنه", "من") else end
    year = plain_year(context, spot) or 0
    if year in _LUNAR_YEARS or year in _YEARS:
        return (_day_in(key, year) if year in _YEARS else _lunar(key, year)), spot + 1
    direction = _DIRECTIONS.get(shifts().get(said, ""))
    return _near(context, key, direction, at), end + (1 if direction else 0)


def _near(context: Context, key: str, direction: int | None, at: int) -> date | None:
    """Give the feast before, nearest to or after the day of writing."""
    reference = context.reference
    if reference is None:
        return None
    if direction is None:
        direction = 1 if context.looks(at) == COMING else 0
    if key[0] == "h":
        month, day = _numbers(key)
        year = hijri_year(reference, month, day, direction)
        return _lunar(key, year) if year else None
    around = [on for year in range(reference.year - 1, reference.year + 2) if (on := _day_in(key, year))]
    if direction > 0:
        return min(on for on in around if on >= reference)
    if direction < 0:
        return max(on for on in around if on < reference)
    return min(around, key=lambda on: abs((on - reference).days))


def _numbers(key: str) -> list[int]:
    return [int(part) for part in key[1:].split("-")]


def _lunar(key: str, year: int) -> date | None:
    if key[0] != "h":
        return None
    month, day = _numbers(key)
    value = hijri(year, month, day)
    return date.fromisoformat(value) if value else None


def _day_in(key: str, year: int) -> date | None:
    """Give the day of a feast in a Gregorian year."""
    if key[0] == "h":
        month, day = _numbers(key)
        value = hijri_in(year, month, day)
        return date.fromisoformat(value) if value else None
    if key[0] in _MOVABLE:
        return _MOVABLE[key[0]](year) + timedelta(days=int(key[1:]))
    if key[0] == "g":
        month, day = _numbers(key)
        return make(year, month, day)
    month, rank, weekday = _numbers(key)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (rank - 1))


def easter(year: int) -> date:
    """Give Easter Sunday of the Western churches."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Give Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=behind)


_MOVABLE: dict[str, Callable[[int], date]] = {"e": easter, "o": eastern_easter}


def _lunar_year(reference: date, key: str) -> int | None:
    month, day = _numbers(key)
    return hijri_year(reference, month, day, 0)


def _running(context: Context) -> str:
    """Give the feast that «العيد» means: the nearest one."""
    keys = ("h10-1", "h12-10")
    if context.reference is None:
        return keys[0]
    reference = context.reference
    near = [
        (abs((day - reference).days), key)
        for key in keys
        if (year := _lunar_year(reference, key)) and (day := _lunar(key, year))
    ]
    return min(near)[1] if near else keys[0]
