"""Dates that a page counts from the moment it was fetched: «منذ 3 ساعات», «أمس», «اليوم 14:05».

They are as precise as their unit: minutes give the minute, hours and days the day, weeks and months the month, years
the year, because a page rounds what it counts. Where the fetching is known in UTC only, the day at the reader may be
one later: what both days have in common is given.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from riwaya.arabic.times import TimeFound, times
from riwaya.read.told.clocks import Clock, offset

# Where Arabic is read the sun stands at most four hours ahead of Greenwich.
_AHEAD = timedelta(hours=4)
# A page that was fetched in other years was not fetched then.
_PLAUSIBLE = range(1990, 2200)
_DAYS, _MONTHS, _YEARS = len("2019-03-13"), len("2019-03"), len("2019")
_WHOLE = re.compile(r"P(?:T\d+(?:\.\d+)?(?P<clock>[HMS])|\d+(?:\.\d+)?(?P<day>[DWMY]))")
_KEPT = {"H": _DAYS, "D": _DAYS, "W": _MONTHS, "M": _MONTHS, "Y": _YEARS}
_RULES = ("time.day", "time.weekday", "time.duration")


def aged(text: str, clock: Clock | None, now: str, empty: re.Pattern[str]) -> str | None:
    """Give the date that a folded text means at the moment `now` (ISO 8601), None when it means none.

    `empty` matches the words that may stand beside it. With a `clock` and a whole day, the clock is part of the date.
    """
    moment = _moment(now)
    if moment is None:
        return None
    found = [
        value for here in _here(moment, clock) if (value := _value(text, clock, here, empty)) is not None
    ]
    if found and clock is None and "T" in found[0]:
        return found[0]  # minutes ago are the same moment everywhere
    return _common(sorted(found)) if found else None


def _moment(now: str) -> datetime | date | None:
    """Read the moment of fetching; a day alone stays one."""
    try:
        moment = date.fromisoformat(now) if len(now) <= _DAYS else datetime.fromisoformat(now)
    except ValueError:
        return None
    return moment if moment.year in _PLAUSIBLE else None


def _here(moment: datetime | date, clock: Clock | None) -> Iterator[datetime | date]:
    """Give the moment as the clocks of the page's readers may show it."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        yield moment
        return
    zone = offset(clock.zone, moment.date().isoformat()) if clock is not None else ""
    if zone:
        yield moment.astimezone(_zone(zone))
        return
    yield moment
    if moment.utcoffset() == timedelta(0):
        yield moment.astimezone(timezone(_AHEAD))


def _zone(written: str) -> timezone:
    """Read an offset as `clocks.offset` writes it."""
    if written == "Z":
        return UTC
    away = timedelta(hours=int(written[1:3]), minutes=int(written[4:6]))
    return timezone(-away if written[0] == "-" else away)


def _value(text: str, clock: Clock | None, here: datetime | date, empty: re.Pattern[str]) -> str | None:
    """Read the text at one moment; None when it is no date that is counted from it, or one still to come."""
    reference = here.replace(tzinfo=None) if isinstance(here, datetime) else here
    time = _read(text, reference, empty)
    value = _counted(time, here) if time is not None else None
    if value is None or value[:_DAYS] > reference.isoformat():
        return None
    if len(value) < _DAYS or clock is None:
        return value
    if "T" in value or (isinstance(here, datetime) and f"{value}{clock.written}" > reference.isoformat()):
        return None
    return f"{value}{clock.written}{offset(clock.zone, value)}"


def _read(text: str, reference: date, empty: re.Pattern[str]) -> TimeFound | None:
    """Find the one time of a text that has nothing else in it; «قبل» is read as «منذ», which keeps its unit."""
    for words in (text, re.sub(r"^قبل (?=\S)", "منذ ", text)):
        found = times(words, reference=reference)
        if len(found) != 1 or found[0].rule not in _RULES:
            return None
        left = f"{words[: found[0].span.start]} {words[found[0].span.end :]}"
        if empty.sub(" ", left).strip(" ،,.|-–—:()"):
            return None
        if found[0].rule != "time.duration" or (found[0].value or "").startswith("P"):
            return found[0]
    return None


def _counted(time: TimeFound, here: datetime | date) -> str | None:
    """Cut a time that was read down to what its unit tells."""
    begin = (time.edtf or "P").partition("/")[0].rstrip("~")
    unit = _WHOLE.fullmatch(time.value or "")
    if begin[0] == "P" or (time.rule == "time.duration" and unit is None):
        return None
    letter = (unit["clock"] or unit["day"]) if unit is not None else "D"
    if unit is not None and unit["clock"] and letter != "H":
        there = here.tzinfo if isinstance(here, datetime) else None
        zone = datetime.fromisoformat(begin).replace(tzinfo=there).isoformat()[len("2019-03-13T14:05:00") :]
        return f"{begin}Z" if zone == "+00:00" else f"{begin}{zone}"
    return begin[: _KEPT[letter]] or None


def _common(values: list[str]) -> str | None:
    """Give what dates agree on, down to the day, the month or the year; None when not even that."""
    first, last = values[0], values[-1]
    if first == last:
        return first
    return next((first[:size] for size in (_DAYS, _MONTHS, _YEARS) if first[:size] == last[:size]), None)
