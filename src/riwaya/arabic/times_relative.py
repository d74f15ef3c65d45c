"""Times counted from the moment of writing, as exactly as their unit allows: a week ago is a day, two years ago
is about a month (``2018-05~``), the next three weeks are an interval of weeks.
"""

from datetime import date, timedelta

from riwaya.arabic.times_calendar import add_months, make, month, shifted
from riwaya.arabic.times_context import Context

_SECONDS = {"hour": 3600, "minute": 60, "second": 1}
_MONTHS = {"month": 1, "year": 12}
_YEARS = {"decade": 10, "century": 100}
_SHORTEST_MONTH = 28
_SPANS = frozenset({"day", "week", "month", "year"})


def away(context: Context, unit: str | None, count: float) -> str | None:
    """Give the point `count` units after the moment of writing (before it when negative) in EDTF."""
    reference = context.reference
    if reference is None or unit is None:
        return None
    if unit in _SECONDS:
        return _moment(context, count * _SECONDS[unit])
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        return _months_away(reference, int(months), unit) if months == int(months) else None
    if count != int(count):
        return None
    if unit in _YEARS:
        return shifted(reference, "year", int(count) * _YEARS[unit]) or None
    days = {"day": 1, "week": 7}.get(unit)
    return shifted(reference, "day", int(count) * days) if days else None


def _moment(context: Context, seconds: float) -> str | None:
    """Give a moment of the clock, where the text's own is known."""
    if context.now is None or abs(seconds) > 1e9:
        return None
    return (context.now + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M")


def _months_away(reference: date, months: int, unit: str) -> str | None:
    if not 1 <= (reference.year * 12 + months) // 12 <= 9998:
        return None
    year, number = add_months(reference, months)
    if unit == "year":
        return f"{month(year, number)}~"
    day = make(year, number, reference.day) or make(year, number, _SHORTEST_MONTH)
    return f"{day}~" if day else None


def spanned(context: Context, unit: str, count: float, direction: int) -> str | None:
    """Give the `count` whole units before (-1) or after (1) the running one: the last three weeks."""
    if context.reference is None or unit not in _SPANS or count != int(count) or count < 1:
        return None
    near = shifted(context.reference, unit, direction)
    far = shifted(context.reference, unit, direction * int(count))
    if near is None or far is None:
        return None
    return f"{min(near, far)}/{max(near, far)}"


def within(context: Context, unit: str | None, count: float, direction: int) -> str | None:
    """Give the time from now to `count` units on (or back): «خلال أسبوعين»."""
    there = away(context, unit, direction * count)
    if there is None or context.instant is None:
        return None
    if direction < 0:
        return f"{there}/{context.instant}"
    # The last day of two weeks from now is the one before the same weekday.
    until = there.rstrip("~")
    if len(until) == len("2015-07-21"):
        until = (date.fromisoformat(until) - timedelta(days=1)).isoformat()
    return f"{context.instant}/{until}"
