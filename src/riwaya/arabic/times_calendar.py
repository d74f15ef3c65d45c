"""The calendar behind times: pure arithmetic from words' meaning to ISO 8601 values.

Weeks are ISO weeks (``2015-W29``), seasons and quarters the codes of EDTF (ISO 8601-2: 21-24 and 33-36).
Hijri dates are
Umm al-Qura, converted by hijridate; a Hijri month or year is the interval of its Gregorian days.
"""

import re
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "winter": "24"}
# How much nearer a coming date must be than a past one to be meant by a date without year.
_NEARER = 2


def weekday(reference: date, day: int, direction: int) -> date:
    """Give the ISO weekday `day` nearest to `reference`: -1 strictly before, 1 strictly after, 0 the
    latest up to it.
    """
    back = (reference.isoweekday() - day) % 7
    if direction > 0:
        return reference + timedelta(days=(day - reference.isoweekday() - 1) % 7 + 1)
    if direction < 0 and back == 0:
        back = 7
    return reference - timedelta(days=back)


def make(year: int, month: int, day: int) -> date | None:
    """Give the date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of(reference: date, month: int, day: int, direction: int) -> int:
    """Give the year of a month (and day) that the text names without one.

    `direction` -1 looks back, 1 forward, 2 forward from the running month on; 0 back unless the coming one is much
    nearer.
    """
    if direction > 1 and month == reference.month:
        return reference.year
    there = (month, day)
    here = (reference.month, reference.day if day else 0)
    if there == here:
        return reference.year
    coming = reference.year if there > here else reference.year + 1
    if direction:
        return coming if direction > 0 else coming - 1
    ahead = (coming - reference.year) * 12 + month - reference.month + ((day or here[1]) - here[1]) / 31
    return coming if ahead * _NEARER < 12 - ahead else coming - 1


def week(day: date) -> str:
    """Give the ISO week of a day: ``2015-W29``."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def month(year: int, number: int) -> str:
    """Give a month: ``2015-03``."""
    return f"{year:04d}-{number:02d}"


def quarter(reference: date, count: int) -> str:
    """Give the quarter `count` quarters from that of `reference`, as EDTF writes it: ``2015-35`` is the third."""
    quarters = reference.year * 4 + (reference.month - 1) // 3 + count
    return f"{quarters // 4:04d}-{33 + quarters % 4}"


def add_months(reference: date, count: int) -> tuple[int, int]:
    """Give year and month `count` months from `reference`."""
    months = reference.year * 12 + reference.month - 1 + count
    return months // 12, months % 12 + 1


_YEARS = {"year": 1, "decade": 10, "century": 100}


def shifted(reference: date, unit: str, count: int) -> str | None:
    """Give the day, week, month, year, decade or century `count` units from `reference`, as precise as the
    unit is (``2020-05-06``, ``2020-W19``, ``2020-05``, ``2020``, ``202``, ``20``); None for shorter ones and for
    years that ISO 8601 does not write (before the year 1).
    """
    if unit in ("year", "decade", "century") and reference.year + count * _YEARS[unit] < 1:
        return None
    made = {
        "day": lambda: str(reference + timedelta(days=count)),
        "week": lambda: week(reference + timedelta(weeks=count)),
        "month": lambda: month(*add_months(reference, count)),
        "quarter": lambda: quarter(reference, count),
        "year": lambda: f"{reference.year + count:04d}",
        "decade": lambda: f"{reference.year // 10 + count:03d}",
        "century": lambda: f"{reference.year // 100 + count:02d}",
    }.get(unit)
    try:
        return made() if made is not None else None
    except (OverflowError, ValueError):
        return None


def hijri(year: int, number: int | None = None, day: int | None = None) -> str | None:
    """Convert a Hijri day to a date, a month or year to the interval of its days; None outside Umm
    al-Qura's tables.
    """
    try:
        if number and day:
            return str(Hijri(year, number, day).to_gregorian().isoformat())
        first = Hijri(year, number or 1, 1)
        last = Hijri(year, number or 12, 1)
        end = Hijri(year, number or 12, last.month_length())
    except (ValueError, OverflowError):
        return None
    return f"{first.to_gregorian().isoformat()}/{end.to_gregorian().isoformat()}"


def hijri_year(reference: date, number: int, day: int, direction: int) -> int | None:
    """Give the Hijri year of a month that the text names without one."""
    try:
        now = Gregorian(reference.year, reference.month, reference.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    if direction > 1 and number == now.month:
        return int(now.year)
    ahead = (number, day or 1) > (now.month, now.day if day else 1)
    if direction:
        return int(
            now.year
            + (direction > 0 and not ahead)
            - (direction < 0 and (ahead or (number == now.month and not day)))
        )
    months = (number - now.month) % 12
    return (
        int(now.year + (0 if number >= now.month else 1))
        if months * _NEARER < 12 - months
        else int(now.year - (1 if number > now.month else 0))
    )


def hijri_in(year: int, number: int, day: int) -> str | None:
    """Give the Hijri month (day 0) or day that falls into a Gregorian year: Ramadan of 2019."""
    for hijri_count in range(year - 580, year - 576):
        value = hijri(hijri_count, number, day or None)
        if value is not None and value.startswith(f"{year}-"):
            return value
    return None


def duration(unit: str, count: float | int) -> str | None:
    """Give an ISO 8601 duration: ``duration("month", 4) == "P4M"``; a half year is six months."""
    whole, half = int(count), count - int(count)
    if half and unit == "year" and (half * 12) % 1 == 0:
        return f"P{whole}Y{int(half * 12)}M" if whole else f"P{int(half * 12)}M"
    if half and unit == "hour" and (half * 60) % 1 == 0:
        return f"PT{whole}H{int(half * 60)}M" if whole else f"PT{int(half * 60)}M"
    number = f"{whole}" if not half else f"{count}"
    letters = {
        "year": "P{}Y",
        "month": "P{}M",
        "week": "P{}W",
        "day": "P{}D",
        "hour": "PT{}H",
        "minute": "PT{}M",
        "second": "PT{}S",
    }
    if unit in letters:
        return letters[unit].format(number)
    years = {"decade": 10, "century": 100}.get(unit)
    return f"P{int(count * years)}Y" if years else None


_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)


def added(long: str, short: str) -> str | None:
    """Add a duration of smaller units to one of larger: ``added("P4W", "P3D") == "P31D"``; None where that is none.

    ISO 8601 has no weeks beside other units: they become days.
    """
    one, two = _DURATION.fullmatch(long), _DURATION.fullmatch(short)
    if one is None or two is None:
        return None
    parts = [[int(part or 0) for part in found.groups()] for found in (one, two)]
    last = max(k for k, part in enumerate(parts[0]) if part)
    if any(parts[1][: last + 1]):
        return None
    years, months, weeks, days, *clock = (a + b for a, b in zip(*parts, strict=True))
    days += 7 * weeks
    date_part = "".join(f"{n}{letter}" for n, letter in ((years, "Y"), (months, "M"), (days, "D")) if n)
    time_part = "".join(f"{n}{letter}" for n, letter in zip(clock, "HMS", strict=True) if n)
    return f"P{date_part}" + (f"T{time_part}" if time_part else "")
