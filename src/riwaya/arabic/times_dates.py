"""Dates: day, month and year in any order of print, in both calendars: «27 نوفمبر/تشرين الثاني 2020»,
«السابع من رمضان», «عام 2014».
"""

import re
from datetime import date
from typing import NamedTuple

from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_digits import digits
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.phrases import Found
from riwaya.arabic.times_calendar import hijri, hijri_in, hijri_year, make, month, year_of
from riwaya.arabic.times_context import Context, Reading, clitics, shifts, weekdays, words
from riwaya.arabic.times_days import adverb_end
from riwaya.arabic.times_feasts import feast
from riwaya.arabic.times_words import Month, month_at, month_heads

_DIRECTIONS = {"past": -1, "future": 1, "present": 0}
_YEAR_WORDS = frozenset(["عام", "العام", "سنه", "السنه"])


_NUMERIC = re.compile(r"(\d{1,4})[/.\-–](\d{1,2})[/.\-–](\d{1,4})$")


class _Year(NamedTuple):
    """A year behind a month: the token behind it, the year, or which way to look for it."""

    end: int
    year: int | None = None
    direction: int | None = None
    hijri: bool = False
    every: bool = False


def _plain_year(context: Context, at: int) -> int | None:
    form = context.form(at)
    if len(form) == 4 and form.isdigit() and 1200 <= int(form) <= 2200:
        return int(form)
    return None


def _era(context: Context, end: int) -> tuple[int, str]:
    """Step over the letter of the era behind a year: هـ, م."""
    form = context.form(end)
    return (end + 1, form) if form in ("ه", "م", "هجري", "هجريه", "ميلادي", "ميلاديه") else (end, "")


def _year(context: Context, at: int) -> _Year:
    """Read the year behind a month: 2015 · من عام 2015 · الماضي · من العام الجاري · من كل عام."""
    spot = at
    if context.form(at) in ("من", "،", ",") and (
        context.form(at + 1) in _YEAR_WORDS or _plain_year(context, at + 1)
    ):
        spot = at + 1
    if context.form(spot).removeprefix("ل") in _YEAR_WORDS:
        return _said_year(context, at, spot)
    year = _plain_year(context, spot)
    if year is not None:
        end, era = _era(context, spot + 1)
        return _Year(end, year, hijri=era[:1] == "ه")
    every = context.form(at) == "من" and context.form(at + 1) == "كل" and context.form(at + 2) in _YEAR_WORDS
    shift = shifts().get(context.form(at))
    if shift in _DIRECTIONS:
        return _Year(at + 1, None, _DIRECTIONS[shift])
    return _Year(at + 3, every=True) if every else _Year(at)


def _said_year(context: Context, at: int, spot: int) -> _Year:
    """Read «عام 2015» and «العام الجاري» at token `spot`."""
    year = _plain_year(context, spot + 1)
    if year is not None:
        end, era = _era(context, spot + 2)
        return _Year(end, year, hijri=era[:1] == "ه")
    shift = shifts().get(context.form(spot + 1))
    if shift in _DIRECTIONS and context.form(spot)[:2] == "ال":
        base = context.reference.year if context.reference else None
        return _Year(spot + 2, None if base is None else base + _DIRECTIONS[shift], 0)
    return _Year(at)


def _value(context: Context, found: Month, day: int, year: _Year, at: int) -> tuple[str | None, date | None]:
    """Resolve month and day (0: none) with what is known of the year."""
    direction = year.direction if year.direction is not None else context.looks(at)
    number = year.year
    reference = context.reference
    if found.calendar == "hijri":
        if number is not None and number > 1600:
            value = hijri_in(number, found.number, day)
            return value, date.fromisoformat(value) if value and day else None
        if number is None and reference is not None:
            number = hijri_year(reference, found.number, day, direction)
        value = hijri(number, found.number, day or None) if number is not None and number < 1600 else None
        return value, date.fromisoformat(value) if value and day else None
    if year.hijri:
        return None, None
    if number is None:
        if reference is None:
            return None, None
        number = _near_year(reference, found.number, day, year)
        if year.direction is None:
            number = year_of(reference, found.number, day, context.looks(at))
    if not day:
        return month(number, found.number), None
    meant = make(number, found.number, day)
    return (meant.isoformat() if meant else None), meant


def _near_year(reference: date, number: int, day: int, year: _Year) -> int:
    if year.direction == 0:
        return reference.year
    direction = year.direction or 0
    if direction < 0 and number == reference.month and not day:
        return reference.year - 1
    if direction > 0 and number == reference.month and not day:
        return reference.year + 1
    return year_of(reference, number, day, direction)


def _day_number(context: Context, at: int) -> tuple[int, int, int] | None:
    """Read the day of a month: digits or an ordinal; give (first day, last day, token behind)."""
    form = context.form(at)
    if form.isdigit() and len(form) <= 2 and 0 < int(form) <= 31:
        return int(form), int(form), at + 1
    read = digits(form) if context.toks[at].kind == "number" else None
    if read is not None and read.shape == "range" and read.high is not None and read.high <= 31:
        return int(read.low), int(read.high), at + 1
    if form in ("اول", "اولي") and month_at(context.toks, at + 1) is not None:
        return 1, 1, at + 1
    bare = form.lstrip("و").removeprefix("لل").removeprefix("بال").removeprefix("ال")
    value = ordinal_value(bare) if "ال" in form[:4] or form.startswith("لل") else None
    if value is None:
        return None
    end = at + 1
    following = numeral(context.form(end))
    if following is not None and following.role == "ten" and not following.conj:
        value, end = value + 10, end + 1
    elif following is not None and following.role == "tens" and following.conj and following.definite:
        value, end = value + int(following.value), end + 1
    return (value, value, end) if 0 < value <= 31 else None


def _to_day(context: Context, at: int) -> tuple[int, int] | None:
    """Read the second day of «23 إلى 25 أيلول»; give it and the token behind."""
    if context.form(at) not in ("الي", "حتي", "وحتي", "والي", "-", "–", "و"):
        return None
    if at + 1 >= len(context.toks):
        return None
    second = _day_number(context, at + 1)
    return (second[1], second[2]) if second is not None else None


def _month_behind(context: Context, at: int) -> Found[Month] | None:
    """Find the month behind a day, over «من», «شهر» or a dash."""
    for skipped in (("من", "شهر"), ("من",), ("شهر",), ("-",), ("/",), ("،",), ()):
        if all(context.form(at + k) == form for k, form in enumerate(skipped)):
            found = (
                month_at(context.toks, at + len(skipped)) if at + len(skipped) < len(context.toks) else None
            )
            if found is not None:
                return found
    return None


def day_of_month(context: Context, at: int) -> Reading | None:
    """Read a date that starts with its day: «27 مايو», «السابع والعشرين من مايو الماضي», «23 إلى 25
    أيلول».
    """
    number = _day_number(context, at)
    if number is None:
        return None
    first, last, end = number
    found = _month_behind(context, end)
    if found is None:
        second = _to_day(context, end)
        if second is None or second[0] <= first:
            return None
        last, end = second
        found = _month_behind(context, end)
        if found is None:
            return None
    year = _year(context, found.end)
    value, meant = _value(context, found.payload, first, year, at)
    if last != first:
        until, _ = _value(context, found.payload, last, year, at)
        value, meant = (f"{value}/{until}" if value and until else None), None
    if year.every and value:
        value = f"R/{value}/P1Y"
    before = at - 1 if context.form(at - 1) == "ال" else at
    return Reading(
        before, year.end, value, "time.date", context.toks[before].start + _clitic_of(context, before), meant
    )


def _clitic_of(context: Context, at: int) -> int:
    form = context.form(at)
    return 1 if form[:3] in ("وال", "فال", "بال", "كال") else 0


def month_alone(context: Context, at: int) -> Reading | None:
    """Read a month without a day: «أواخر آذار - مارس», «فيفري الماضي», «شهر رمضان»."""
    letters = clitics(context.form(at), month_heads() | {"شهر"})
    if letters is None:
        return None
    spot = at + 1 if context.form(at)[letters:] == "شهر" else at
    toks = context.toks
    if spot == at and letters:
        shadow = [toks[at]._replace(form=context.form(at)[letters:]), *toks[at + 1 : at + 6]]
        inner = month_at(shadow, 0)
        found = Found(at, at + inner.end, inner.payload) if inner is not None else None
    else:
        found = month_at(toks, spot)
    if found is None or context.form(at - 1) in words("names", "before"):
        return None
    year = _year(context, found.end)
    sure = (
        found.payload.sure
        or year.end > found.end
        or spot > at
        or context.bare(at - 1) in words("names", "near_month")
        or (letters and context.form(at)[0] == "ل")
    )
    if not sure or (not found.payload.sure and letters and year.end == found.end):
        return None
    end = (
        found.end + 1
        if year.end == found.end and context.form(found.end) in ("المبارك", "الفضيل", "الكريم")
        else year.end
    )
    value, _ = _value(context, found.payload, 0, year, at)
    return Reading(at, end, value, "time.month", context.start(at, letters))


def numeric(context: Context, at: int) -> Reading | None:
    """Read a date of digits: 21/07/2015, 2015-07-21, 15/9/1436 هـ."""
    form, end = context.form(at), at + 1
    if (
        digits(form).shape != "date"
        and context.form(at + 1) in ("/", "-")
        and context.form(at + 3) == context.form(at + 1)
    ):
        form, end = "/".join((form, context.form(at + 2), context.form(at + 4))), at + 5
    parts = _NUMERIC.match(form)
    if parts is None:
        return None
    first, middle, last = (int(part) for part in parts.groups())
    year, day = (first, last) if len(parts[1]) == 4 else (last, first)
    if len(parts[1]) != 4 and len(parts[3]) != 4:
        year = 2000 + last if len(parts[3]) == 2 and last < 50 else 0
    if not year:
        return None
    end, _ = _era(context, end)
    meant = make(year, middle, day) or make(year, day, middle) if year > 1600 else None
    value = hijri(year, middle, day) if year < 1600 else meant.isoformat() if meant else None
    if value is None:
        return None
    return Reading(at, end, value, "time.numeric", context.toks[at].start, date.fromisoformat(value))


def year_alone(context: Context, at: int) -> Reading | None:
    """Read a year: «عام 2014», «2009», «1982-1990», «1436هـ», «عامي 2010 و2011»."""
    form = context.form(at)
    letters = clitics(form, _YEAR_WORDS | {"عامي", "سنتي"})
    if letters is not None and context.toks[at].kind == "word":
        return _headed_year(context, at, letters)
    number = context.years.get(at)
    if number is None:
        return None
    read = digits(form)
    end, era = _era(context, at + 1)
    if read.shape == "years":
        return Reading(at, end, f"{read.low:04}/{read.high:04}", "time.year", context.toks[at].start)
    return Reading(at, end, _year_value(int(read.low), era), "time.year", context.toks[at].start)


def _year_value(year: int, era: str) -> str | None:
    if era[:1] == "ه" or year < 1500:
        return hijri(year)
    return f"{year:04d}"


def _headed_year(context: Context, at: int, letters: int) -> Reading | None:
    start = context.start(at, letters)
    year = _plain_year(context, at + 1)
    if year is None:
        read = (
            digits(context.form(at + 1))
            if at + 1 < len(context.toks) and context.toks[at + 1].kind == "number"
            else None
        )
        if read is not None and read.shape == "years":
            return Reading(at, at + 2, f"{read.low:04}/{read.high:04}", "time.year", start)
        return _worded_year(context, at, start)
    end, era = _era(context, at + 2)
    if (
        context.form(at)[letters:] in ("عامي", "سنتي")
        and context.form(end) == "و"
        and (second := _plain_year(context, end + 1))
    ):
        return Reading(at, end + 2, f"{year}/{second}", "time.year", start)
    return Reading(at, end, _year_value(year, era), "time.year", start)


def _worded_year(context: Context, at: int, start: int) -> Reading | None:
    """Read a year in words: «عام ألفين وخمسة عشر»."""
    if at + 1 >= len(context.toks) or context.toks[at + 1].kind != "word":
        return None
    number = cardinal(context.text, context.toks, at + 1)
    if number is None or number.conj or not 1300 <= number.value <= 2150 or number.vague:
        return None
    return Reading(at, number.end, _year_value(int(number.value), ""), "time.year", start)


def weekday_date(context: Context, at: int) -> Reading | None:
    """Read a weekday (or «يوم») with its date: «الأحد 26 يوليو 2015», «يوم السادس من أغسطس»."""
    letters = clitics(context.form(at), frozenset(weekdays()) | {"يوم"})
    if letters is None:
        return None
    end = at + 1
    if context.form(at)[letters:] == "يوم" and context.form(end) in weekdays():
        end += 1
    after, _ = adverb_end(context, end)
    named = feast(context, after) if after < len(context.toks) else None
    if named is not None:
        return named._replace(first=at, start=context.start(at, letters))
    for spot in (
        after,
        after + 1 if context.form(after) in ("،", ",", "(", "الموافق", "بتاريخ", "في", "ال") else after,
    ):
        inner = (day_of_month(context, spot) or numeric(context, spot)) if spot < len(context.toks) else None
        if inner is not None:
            close = (
                inner.end + 1
                if context.form(spot - 1) == "(" and context.form(inner.end) == ")"
                else inner.end
            )
            return inner._replace(first=at, end=close, start=context.start(at, letters))
    return None
