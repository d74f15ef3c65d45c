"""Dates: day, month and year in any order of print, in both calendars: «27 نوفمبر/تشرين الثاني 2020»,
«السابع من رمضان», «عام 2014».
"""

import re
from datetime import date, timedelta
from functools import cache

from riwaya.arabic.numbers_digits import digits
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.phrases import Found
from riwaya.arabic.times_calendar import add_months, hijri, hijri_in, hijri_year, make, month, year_of
from riwaya.arabic.times_context import Context, Reading, clitics, shifts, weekdays, words
from riwaya.arabic.times_days import adverb_end
from riwaya.arabic.times_feasts import feast
from riwaya.arabic.times_months import month_named
from riwaya.arabic.times_words import Month, month_at, month_heads
from riwaya.arabic.times_years import DIRECTIONS as _DIRECTIONS
from riwaya.arabic.times_years import Year, era_end, year_behind

# Years before this one are Hijri where nothing says otherwise.
_FIRST_SOLAR = 1600
# A month has at most five days of one name.
_MOST_OF_A_WEEKDAY = 5
_LONGEST_MONTH = 31
_TO = ("الي", "حتي", "وحتي", "والي", "-", "–")
_NUMERIC = re.compile(r"(\d{1,4})[/.\-–](\d{1,2})[/.\-–](\d{1,4})$")


def _value(context: Context, found: Month, day: int, year: Year, at: int) -> tuple[str | None, date | None]:
    """Resolve month and day (0: none) with what is known of the year."""
    direction = year.direction if year.direction is not None else context.looks(at)
    number = year.year
    reference = context.reference
    lunar = found.calendar == "numbered" and (year.hijri or (number or _FIRST_SOLAR) < _FIRST_SOLAR)
    if found.calendar == "hijri" or lunar:
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


def _near_year(reference: date, number: int, day: int, year: Year) -> int:
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
    if form.isdecimal() and len(form) <= 2 and 0 < int(form) <= 31:
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
    if context.form(at) not in (*_TO, "و"):
        return None
    if at + 1 >= len(context.toks):
        return None
    second = _day_number(context, at + 1)
    return (second[1], second[2]) if second is not None else None


def _month_behind(context: Context, at: int) -> Found[Month] | None:
    """Find the month behind a day, over «من», «شهر» or a dash."""
    for skipped in (("من",), ("-",), ("/",), ("،",), ("في",), ()):
        if all(context.form(at + k) == form for k, form in enumerate(skipped)):
            found = month_named(context, at + len(skipped))
            # «1 - صفر» is a score: over a mark, the name alone must tell that it is a month.
            if found is not None and (found.payload.sure or skipped in ((), ("من",), ("في",))):
                return found
    return None


def _month_meant(context: Context, at: int) -> tuple[int, int, int] | None:
    """Read the month that a day leans on without its name: «الخامس من الشهر الجاري», «من هذا الشهر»; give the token
    behind it, year and month.
    """
    spot = at + 1 if context.form(at) == "من" else at
    this = context.form(spot) == "هذا" and context.form(spot + 1) == "الشهر"
    shift = "present" if this else shifts().get(context.form(spot + 1))
    if context.reference is None or not (this or context.form(spot) == "الشهر") or shift not in _DIRECTIONS:
        return None
    return (spot + 2, *add_months(context.reference, _DIRECTIONS[shift]))


def day_of_month(context: Context, at: int) -> Reading | None:
    """Read a date that starts with its day: «27 مايو», «السابع والعشرين من مايو الماضي», «23 إلى 25
    أيلول».
    """
    number = _day_number(context, at)
    if number is None or context.form(at - 1) in words("names", "places"):
        return None
    first, last, end = number
    second = _to_day(context, end) if first == last else None
    if second is not None and second[0] > first and _named(context, second[1]):
        last, end = second
    if not _named(context, end):
        return None
    return _days_in_month(context, at, first, last, end)


def _named(context: Context, at: int) -> bool:
    return _month_behind(context, at) is not None or _month_meant(context, at) is not None


def _days_in_month(context: Context, at: int, first: int, last: int, end: int) -> Reading | None:
    """Resolve the days `first` to `last` of the month behind token `end`."""
    found = _month_behind(context, end)
    every = False
    if found is not None:
        year = year_behind(context, found.end)
        ends = [_value(context, found.payload, day, year, at) for day in (first, last)]
        end, every = year.end, year.every
    else:
        meant_month = _month_meant(context, end)
        if meant_month is None:
            return None
        end, *month_year = meant_month
        days = [make(month_year[0], month_year[1], day) for day in (first, last)]
        ends = [(day.isoformat() if day else None, day) for day in days]
    (value, meant), (until, _) = ends
    if last != first:
        value, meant = (f"{value}/{until}" if value and until else None), None
    if every and value:
        value = f"R/{value}/P1Y"
    before = at - 1 if context.form(at - 1) == "ال" else at
    start = context.toks[before].start + _clitic_of(context, before)
    return Reading(before, end, value, "time.date", start, meant)


def _clitic_of(context: Context, at: int) -> int:
    form = context.form(at)
    return 1 if form[:3] in ("وال", "فال", "بال", "كال") else 0


@cache
def _month_openers() -> frozenset[str]:
    return month_heads() | {"شهر", "الشهر"}


def _days_behind(context: Context, at: int, letters: int, found: Found[Month]) -> Reading | None:
    """Read the days behind their month: «تموز 13 إلى 15», «يوليو 13-15»."""
    number = _day_number(context, found.end) if found.end < len(context.toks) else None
    if number is None or not context.form(found.end)[:1].isdecimal() or found.payload.calendar == "hijri":
        return None
    first, last, end = number
    second = _to_day(context, end) if first == last else None
    if second is not None and second[0] > first:
        last, end = second
    if first == last:
        return None
    year = year_behind(context, end)
    since, until = (_value(context, found.payload, day, year, at)[0] for day in (first, last))
    value = f"{since}/{until}" if since and until else None
    return Reading(at, year.end, value, "time.date", context.start(at, letters))


def month_alone(context: Context, at: int) -> Reading | None:
    """Read a month without a day: «أواخر آذار - مارس», «فيفري الماضي», «شهر رمضان»."""
    letters = clitics(context.form(at), _month_openers())
    if letters is None:
        return None
    toks = context.toks
    if letters and context.form(at)[letters:] in month_heads():
        shadow = [toks[at]._replace(form=context.form(at)[letters:]), *toks[at + 1 : at + 6]]
        inner = month_at(shadow, 0)
        found = Found(at, at + inner.end, inner.payload) if inner is not None else None
    else:
        found = month_named(context, at)
    if found is None or context.form(at - 1) in words("names", "before"):
        return None
    if context.form(at - 1).isdecimal() and context.form(at - 2) in words("names", "places"):
        return None
    behind = _days_behind(context, at, letters, found)
    if behind is not None:
        return behind
    year = year_behind(context, found.end)
    sure = (
        found.payload.sure
        or year.end > found.end
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
    """Read a date of digits: 21/07/2015, 2015-07-21, 15/9/1436 هـ, 2/2013; 21/09 behind a weekday or «بتاريخ»; «19 إلى
    21/10/1436».
    """
    form, end = context.form(at), at + 1
    if (
        digits(form).shape != "date"
        and context.form(at + 1) in ("/", "-")
        and context.form(at + 3) == context.form(at + 1)
    ):
        form, end = "/".join((form, context.form(at + 2), context.form(at + 4))), at + 5
    parts = _NUMERIC.match(form)
    if parts is None:
        return _days_to(context, at) or _short(context, at)
    first, middle, last = (int(part) for part in parts.groups())
    year, day = (first, last) if len(parts[1]) == 4 else (last, first)
    if len(parts[1]) != 4 and len(parts[3]) != 4:
        year = 2000 + last if len(parts[3]) == 2 and last < 50 else 0
    if not year:
        return None
    end, _ = era_end(context, end)
    meant = make(year, middle, day) or make(year, day, middle) if year > 1600 else None
    value = hijri(year, middle, day) if year < 1600 else meant.isoformat() if meant else None
    if value is None:
        return None
    # A Hijri day that may be several («30» of a month that has 29) is a span of days, and no day.
    day_meant = date.fromisoformat(value) if "/" not in value else None
    return Reading(at, end, value, "time.numeric", context.toks[at].start, day_meant)


def _days_to(context: Context, at: int) -> Reading | None:
    """Read the days before a date of digits; its month is also the first one's."""
    number = _day_number(context, at) if context.form(at).isdecimal() else None
    if number is None or context.form(number[2]) not in _TO or number[2] + 1 >= len(context.toks):
        return None
    until = numeric(context, number[2] + 1)
    parts = _NUMERIC.match(context.form(number[2] + 1))
    if until is None or until.day is None or parts is None or not number[0] < int(parts[1]) <= _LONGEST_MONTH:
        return None
    since = until.day - timedelta(days=int(parts[1]) - number[0])
    return until._replace(
        first=at, value=f"{since}/{until.value}", start=context.toks[at].start, day=None, rule="time.range"
    )


_SHORT = re.compile(r"(\d{1,2})/(\d{1,2}|\d{4})$")


def _short(context: Context, at: int) -> Reading | None:
    """Read 2/2013 as a month, and 21/09 as a day where the word before it says that it is one."""
    parts = _SHORT.match(context.form(at))
    if parts is None:
        return None
    first, second = int(parts[1]), int(parts[2])
    start = context.toks[at].start
    if len(parts[2]) == len("2013"):
        if not (1 <= first <= 12 and 1900 <= second <= 2100):
            return None
        return Reading(at, at + 1, month(second, first), "time.month", start)
    before = context.bare(at - 1)
    alone = not context.form(at - 1) and not context.form(at + 1) and first > 12
    if not alone and before not in weekdays() and before not in words("names", "dated"):
        return None
    day, number = (first, second) if second <= 12 else (second, first)
    if not 1 <= number <= 12:
        return None
    value, meant = _value(context, Month("gregorian", number, True), day, Year(at + 1), at)
    return (
        Reading(at, at + 1, value, "time.numeric", start, meant) if value or not context.reference else None
    )


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
        if inner is not None and _other_day(context, at, end, spot, inner):
            return None
        if inner is not None:
            close = (
                inner.end + 1
                if context.form(spot - 1) == "(" and context.form(inner.end) == ")"
                else inner.end
            )
            return inner._replace(first=at, end=close, start=context.start(at, letters))
    return None


def _other_day(context: Context, at: int, end: int, spot: int, inner: Reading) -> bool:
    """Tell «الثلاثاء الثالث من أيلول», the third Tuesday, from the third of September: that is no Tuesday."""
    named = weekdays().get(context.form(end - 1)) or weekdays().get(context.bare(at))
    if spot != end or context.toks[spot].kind == "number" or inner.day is None or named is None:
        return False
    rank = ordinal_value(context.form(spot)[2:])
    return rank is not None and rank <= _MOST_OF_A_WEEKDAY and inner.day.isoweekday() != named
