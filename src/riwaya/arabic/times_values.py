"""What a value covers: the instants between which an ISO 8601 or EDTF value lies, its grain, and its kind.

EDTF (ISO 8601-2) is ISO 8601 with words that it lacks: ``2014/..`` (since 2014), ``2009~`` (about 2009), ``199X``
(the nineties), ``2015-22`` (the summer of 2015).
"""

import re
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["date", "time", "duration", "set", "interval"]
Grain = Literal[
    "second", "minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century"
]

_POINT = re.compile(
    r"(?P<y>\d{4})(?:-W(?P<w>\d\d)|-(?P<m>\d\d)(?:-(?P<d>\d\d)"
    r"(?:T(?P<h>\d\d)(?::(?P<mi>\d\d)(?::(?P<s>\d\d))?)?)?)?)?(?:Z|[+-]\d\d:\d\d)?"
)
_LESS = re.compile(r"(\d{2,3})(X{0,2})")
_UNITS: dict[str, Grain] = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS: dict[str, Grain] = {"H": "hour", "M": "minute", "S": "second"}
_ORDER: tuple[Grain, ...] = (
    "second", "minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century",
)  # fmt: skip
# The first month of a season, and how many months it has; winter ends in the next year.
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_LAST_YEAR = 9998
# The kind of a time without a value, by its rule.
_UNVALUED: dict[str, Kind] = {
    "time.duration": "duration",
    "time.set": "set",
    "time.rate": "set",
    "time.clock": "time",
}


def kind_of(value: str | None, edtf: str | None, rule: str) -> Kind:
    """Say what kind of time a value is; one without a value goes by its rule."""
    said = edtf or value
    if said is None:
        return _UNVALUED.get(rule, "date")
    if said[0] == "R":
        return "set"
    if value is not None and value[0] == "P":
        return "duration"
    if "/" in said:
        return "interval"
    return "time" if "T" in said else "date"


def grain_of(value: str) -> Grain | None:
    """Give the finest unit that a value names: ``grain_of("2015-07") == "month"``; None for ``..`` alone."""
    if value[0] == "R":
        return grain_of(value.rsplit("/", 1)[-1])
    if "/" in value:
        grains = [grain for part in value.split("/") if part != ".." and (grain := grain_of(part))]
        return min(grains, key=_ORDER.index, default=None)
    if value[0] == "P":
        units = _CLOCK_UNITS if "T" in value else _UNITS
        return units[value[-1]]
    if value[0] == "T":
        return _ORDER[2 - value.count(":")]
    found = _point(value)
    return found[2] if found is not None else None


def finer(one: str | None, other: str | None) -> bool:
    """Tell whether a value covers a much shorter time than another: a Hijri month than a Gregorian year."""
    first, second = (bounds(value) if value else None for value in (one, other))
    if first is None or second is None or None in first or None in second:
        return False
    return 2 * (first[1] - first[0]) < second[1] - second[0]  # type: ignore[operator]


def bounds(value: str) -> tuple[datetime | None, datetime | None] | None:
    """Give the instants ``[begin, end)`` that a value covers; None for an open end, and None alone for what
    lies nowhere (durations, sets).

    An interval ends where its last day (week, month, hour) ends; a minute or second that closes one is an instant.
    """
    if value[0] in "PRT":
        return None
    low, slash, high = value.partition("/")
    first, last = _point(low), _point(high if slash else low)
    if slash:
        closing = last[0] if last is not None and last[2] in ("second", "minute") else None
        return first[0] if first else None, closing or (last[1] if last else None)
    return (first[0], first[1]) if first is not None else None


def _point(text: str) -> tuple[datetime, datetime, Grain] | None:
    """Read one end of a value; give where it begins, where it is over, and its grain."""
    text = text.rstrip("~?%")
    found = _POINT.fullmatch(text)
    try:
        return _moment(found) if found is not None else _decade(text)
    except (ValueError, OverflowError):
        return None


def _moment(found: re.Match[str]) -> tuple[datetime, datetime, Grain]:
    year, month = int(found["y"]), int(found["m"] or 1)
    if found["w"]:
        begin = datetime.fromisocalendar(year, int(found["w"]), 1)
        return begin, begin + timedelta(weeks=1), "week"
    if month > 12:
        return _season(year, month)
    begin = datetime(
        year,
        month,
        int(found["d"] or 1),
        int(found["h"] or 0),
        int(found["mi"] or 0),
        int(found["s"] or 0),
    )
    for group, grain, step in (
        ("s", "second", timedelta(seconds=1)),
        ("mi", "minute", timedelta(minutes=1)),
        ("h", "hour", timedelta(hours=1)),
        ("d", "day", timedelta(days=1)),
    ):
        if found[group]:
            return begin, begin + step, grain  # type: ignore[return-value]
    if found["m"]:
        return begin, _months_on(begin, 1), "month"
    return begin, datetime(year + 1, 1, 1), "year"


def _season(year: int, code: int) -> tuple[datetime, datetime, Grain]:
    quarter = code - 32
    if 1 <= quarter <= 4:
        begin = datetime(year, 3 * quarter - 2, 1)
        return begin, _months_on(begin, 3), "quarter"
    begin = datetime(year, _SEASON_MONTHS.get(code, 0), 1)
    return begin, _months_on(begin, 3), "season"


def _decade(text: str) -> tuple[datetime, datetime, Grain] | None:
    found = _LESS.fullmatch(text)
    if found is None:
        return None
    years = 10 if len(found[1]) == 3 else 100
    first = int(found[1]) * years
    begin = datetime(max(first, 1), 1, 1)  # the first century: the calendar of Python has no year 0
    end = datetime(min(first + years, _LAST_YEAR), 1, 1)
    return begin, end, "decade" if years == 10 else "century"


def _months_on(begin: datetime, count: int) -> datetime:
    months = begin.year * 12 + begin.month - 1 + count
    return begin.replace(year=months // 12, month=months % 12 + 1)
