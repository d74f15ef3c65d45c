"""Times joined to one: a day and its clock time («الخميس، عند الساعة 8»), one day in two calendars («1436هـ – 2015م»),
ranges («بين ديسمبر 2015 وفبراير 2016», «من الساعة 3 إلى الساعة 4 عصرا»), and open intervals («منذ 2014»).
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from riwaya.arabic.times_calendar import added
from riwaya.arabic.times_clock import at_day, on_dial, part_in
from riwaya.arabic.times_context import Context, Reading
from riwaya.arabic.times_values import bounds, finer

_DAYS = frozenset({"time.day", "time.weekday", "time.date", "time.numeric", "time.feast"})
_DATED = frozenset({"time.month", "time.year", "time.date", "time.numeric"})
_RANGED = _DATED | {"time.clock", "time.weekday"}
_TO = (["الي"], ["حتي"], ["وحتي"], ["والي"])
_BEFORE_CLOCK: tuple[list[str], ...] = (
    [], ["،"], ["عند"], ["في"], ["،", "عند"], ["،", "في"], ["في", "تمام"], ["عند", "تمام"], ["من"], ["،", "من"],
)  # fmt: skip
_TWICE: tuple[list[str], ...] = (
    ["الموافق"],
    ["الموافق", "ل"],
    ["/"],
    ["-"],
    ["–"],
    ["،", "الموافق"],
    ["،"],
    ["("],
    [],
)
# Umm al-Qura and the moon that a country saw may differ by a day or two.
_ASTRAY = 2


def joined(context: Context, readings: list[Reading]) -> list[Reading]:
    """Join neighbours that are one time, and open those that a word opens."""
    out: list[Reading] = []
    for reading in readings:
        one: Reading | None = reading
        while out and one is not None:
            made = next((made for join in _JOINS if (made := join(context, out[-1], one)) is not None), None)
            if made is None:
                break
            out.pop()
            one = made
        if one is not None:
            out.append(one)
    return [_opened(context, reading) for reading in out]


def _gap(context: Context, low: Reading, high: Reading) -> list[str]:
    return [context.form(at) for at in range(low.end, high.first)]


def _day_and_clock(context: Context, day: Reading, clock: Reading) -> Reading | None:
    """«يوم غد الثلاثاء، عند الساعة الخامسة عصرا»: a clock time that names no day of its own."""
    if day.rule not in _DAYS or clock.clock is None or clock.day is not None:
        return None
    if day.day is None or _gap(context, day, clock) not in _BEFORE_CLOCK:
        return None
    part = part_in(context, day.first, day.end)
    if part is not None and clock.clock.whole is False:
        hour = on_dial(clock.clock.hour, part)
        clock = clock._replace(clock=clock.clock._replace(hour=hour, whole=part))
    made = at_day(context, clock, day.day)
    return made._replace(first=day.first, start=day.start, day=day.day)


def _day_and_date(context: Context, day: Reading, dated: Reading) -> Reading | None:
    """«اليوم الأربعاء 26 أكتوبر 2016»: the date decides."""
    if day.rule not in ("time.day", "time.weekday") or dated.rule not in ("time.date", "time.numeric"):
        return None
    if _gap(context, day, dated) not in ([], ["،"], ["الموافق"], ["،", "الموافق"]) or dated.day is None:
        return None
    far = day.day is not None and abs((dated.day - day.day).days) > _ASTRAY
    if far and day.rule == "time.day":
        return None
    return dated._replace(first=day.first, start=day.start)


def _year_twice(context: Context, period: Reading, year: Reading) -> Reading | None:
    """«العام الماضي 2014م»: a year said twice."""
    same = (
        period.rule in ("time.period", "time.this")
        and year.rule == "time.year"
        and period.value == year.value
    )
    if not same or _gap(context, period, year):
        return None
    return year._replace(first=period.first, start=period.start)


def _two_calendars(context: Context, lunar: Reading, solar: Reading) -> Reading | None:
    """«15 رمضان 1436هـ الموافق 2 يوليو 2015م», «1436هـ – 2015م»: one time, with the value of the
    Gregorian one, or of the one that says more.
    """
    if lunar.rule not in _DATED or solar.rule not in _DATED or not lunar.value or not solar.value:
        return None
    if _gap(context, lunar, solar) not in _TWICE or _is_lunar(context, lunar) == _is_lunar(context, solar):
        return None
    one, other = bounds(lunar.edtf or lunar.value), bounds(solar.edtf or solar.value)
    if one is None or other is None or not _meet(one, other):
        return None
    end = solar.end
    if _gap(context, lunar, solar) == ["("]:
        if context.form(end) != ")":
            return None
        end += 1
    kept, other_one = (solar, lunar) if _is_lunar(context, lunar) else (lunar, solar)
    if finer(other_one.value, kept.value):
        kept = other_one
    return kept._replace(first=lunar.first, start=lunar.start, end=end)


def _is_lunar(context: Context, reading: Reading) -> bool:
    return any(context.form(at) in ("ه", "هجري", "هجريه") for at in range(reading.first, reading.end))


def _meet(
    one: tuple[datetime | None, datetime | None], other: tuple[datetime | None, datetime | None]
) -> bool:
    """Tell whether two spans of time meet, or two days nearly do."""
    if None in one or None in other:
        return False
    gap = max(one[0], other[0]) - min(one[1], other[1])  # type: ignore[type-var, operator]
    return gap.days < _ASTRAY


def _range(context: Context, low: Reading, high: Reading) -> Reading | None:
    """Join «بين X وY» and «من X إلى Y» where both are months, years, dates, weekdays or clock times."""
    if not _may_join(context, low, high):
        return None
    first, start = low.first, low.start
    if context.bare(first - 1) == "بين":
        first -= 1
        start = context.start(first, len(context.form(first)) - 3)
    low, high = _agreed(context, low, high)
    if low.rule == high.rule == "time.weekday" and low.day and high.day and high.day < low.day:
        later = high.day + timedelta(weeks=1)
        high = high._replace(value=later.isoformat(), edtf=None, day=later)
    begin, until = low.value, high.value
    if begin and until and low.rule == "time.month" and begin > until:
        begin = f"{int(begin[:4]) - 1}{begin[4:]}"
    value = f"{begin}/{until}" if begin and until else None
    exact = f"{low.edtf}/{high.edtf}" if value and low.edtf and high.edtf else value
    return Reading(first, high.end, value, "time.range", start, None, exact)


def _agreed(context: Context, low: Reading, high: Reading) -> tuple[Reading, Reading]:
    """Let both clock times of a range be of one half of the day and one day."""
    if low.clock is None or high.clock is None:
        return low, high
    day = low.day or high.day
    if low.clock.whole is False and high.clock.whole is not False:
        afternoon = high.clock.hour >= 12 > low.clock.hour and low.clock.hour + 12 <= high.clock.hour
        hour = low.clock.hour + 12 if afternoon else low.clock.hour
        low = low._replace(clock=low.clock._replace(hour=hour, whole=True))
    low, high = at_day(context, low, day), at_day(context, high, day)
    if low.value and high.value and high.value < low.value and (day or context.reference):
        # From eight in the evening to three is a night.
        high = at_day(context, high, (day or context.reference or date.min) + timedelta(days=1))
    return low, high


def _may_join(context: Context, low: Reading, high: Reading) -> bool:
    if low.rule not in _RANGED or high.rule not in _RANGED:
        return False
    if (low.clock is None) != (high.clock is None) or "/" in (low.value or "") + (high.value or ""):
        return False
    gap = _gap(context, low, high)
    joins = context.form(high.first)[:1] == "و" or gap in (["و"], ["،"], ["،", "و"])
    if context.bare(low.first - 1) == "بين":
        return (joins and (gap in ([], ["و"]) or gap == ["،"])) or gap in (["الي"], ["حتي"])
    opened = context.bare(low.first - 1) == "من" or _from_inside(context, low)
    return gap in _TO and opened


def _from_inside(context: Context, low: Reading) -> bool:
    """Tell a day with a clock time joined over «من»: «الخميس من الساعة التاسعة»."""
    return low.clock is not None and any(context.form(at) == "من" for at in range(low.first, low.end))


def _sum(context: Context, long: Reading, short: Reading) -> Reading | None:
    """«أربعة أسابيع وثلاثة أيام»: one duration."""
    if long.rule != "time.duration" or short.rule != "time.duration" or long.end != short.first:
        return None
    if context.form(short.first)[:1] != "و" or not long.value or not short.value:
        return None
    value = added(long.value, short.value)
    return long._replace(end=short.end, value=value, edtf=None, day=None) if value else None


_JOINS: tuple[Callable[[Context, Reading, Reading], Reading | None], ...] = (
    _range,
    _sum,
    _year_twice,
    _two_calendars,
    _day_and_date,
    _day_and_clock,
)


def _opened(context: Context, reading: Reading) -> Reading:
    """Give a time behind «منذ» or «حتى» its open interval: ``2014/..``; until a coming one it runs from now."""
    said = reading.edtf or reading.value
    if not said or said[0] in "PRT" or "/" in said:
        return reading
    word = context.bare(reading.first - 1)
    if word in ("منذ", "مذ"):
        return reading._replace(edtf=f"{said}/..")
    if word in ("حتي", "لغايه", "لحد"):
        span = bounds(said)
        now = context.now.replace(tzinfo=None) if context.now is not None else None
        ahead = now is not None and span is not None and span[0] is not None and span[0] > now
        return reading._replace(edtf=f"{context.instant if ahead else '..'}/{said}")
    return reading
