"""The nth day or week of something longer: «آخر اثنين من الشهر القادم», «الأسبوع الأول من مايو», «ثالث ثلاثاء بعد عيد
الأضحى», «الأحد من الأسبوع الماضي».

A week is of a month when all its days are; «آخر» is the last.
"""

from collections.abc import Callable
from datetime import date, timedelta

from riwaya.arabic.numbers_words import ordinal_value
from riwaya.arabic.times_calendar import week
from riwaya.arabic.times_context import Context, Reading, bare_weekdays, clitics, weekdays, words
from riwaya.arabic.times_values import bounds

_LAST = -1
_OF = frozenset(["من", "في", "خلال"])
_FROM = {"بعد": 1, "قبل": -1}
Inner = Callable[[Context, int], Reading | None]
_readers: list[Inner] = []


def inside(*readers: Inner) -> None:
    """Name the readers of what a day may be counted in (months, periods, years, feasts)."""
    _readers[:] = readers


def nth(context: Context, at: int) -> Reading | None:
    """Read the nth day, weekday or week that starts at token `at`."""
    head = _ranked(context, at) or _head(context, at)
    if head is None:
        return None
    end, unit, rank, letters = head
    spot = end + 1 if context.form(end) in _OF else end
    holder = _holder(context, spot)
    if holder is None:
        return _beyond(context, at, head)
    if rank is None and holder.rule not in ("time.period", "time.this"):
        return None
    value = _resolve(holder, unit, rank)
    if value is None and holder.value is not None:
        return None
    day = date.fromisoformat(value) if value and unit != "week" else None
    return Reading(at, holder.end, value, "time.nth", context.start(at, letters), day)


_Head = tuple[int, int | str, int | None, int]


def _ranked(context: Context, at: int) -> _Head | None:
    """Read «آخر اثنين», «ثالث يوم ثلاثاء», «أول أسبوع»: token behind, unit, rank, clitic letters."""
    form = context.form(at)
    letters = 1 if form[:1] in ("و", "ف", "ب", "ل") and _rank(form) is None else 0
    rank = _rank(form[letters:])
    if rank is None:
        return None
    spot = at + 2 if context.form(at + 1) == "يوم" and _unit(context.form(at + 2)) else at + 1
    unit = _unit(context.form(spot))
    return (spot + 1, unit, rank, letters) if unit is not None else None


def _head(context: Context, at: int) -> _Head | None:
    """Read «الثلاثاء الثالث», «اليوم الأخير», «الأسبوع الأول», «الأحد» without a rank."""
    if context.form(at) in bare_weekdays():
        return at + 1, bare_weekdays()[context.form(at)], None, 0
    letters = clitics(context.form(at), frozenset(weekdays()) | {"اليوم", "الاسبوع", "يوم"})
    if letters is None:
        return None
    spot = at + 1 if context.form(at)[letters:] == "يوم" and context.form(at + 1) in weekdays() else at
    form = context.form(spot)[letters if spot == at else 0 :]
    unit = _unit(form.removeprefix("ال")) or _unit(form)
    if unit is None or form == "يوم":
        return None
    following = context.form(spot + 1)
    rank = _rank(following[2:]) if following[:2] == "ال" else None
    if rank is not None:
        return spot + 2, unit, rank, letters
    return (spot + 1, unit, None, letters) if isinstance(unit, int) else None


def _rank(form: str) -> int | None:
    if form in words("names", "last"):
        return _LAST
    return {"اول": 1, "اولي": 1}.get(form) or ordinal_value(form)


def _unit(form: str) -> int | str | None:
    """Give the ISO weekday, ``day`` or ``week``."""
    return weekdays().get(form) or bare_weekdays().get(form) or {"يوم": "day", "اسبوع": "week"}.get(form)


def _holder(context: Context, at: int) -> Reading | None:
    """Read what the day is counted in."""
    if at >= len(context.toks):
        return None
    found = [reading for reader in _readers if (reading := reader(context, at)) is not None]
    found = [reading for reading in found if reading.first == at and reading.rule != "time.date"]
    return max(found, key=lambda reading: reading.end, default=None)


def _resolve(holder: Reading, unit: int | str, rank: int | None) -> str | None:
    """Count the unit in what holds it; None where it has no such day."""
    said = holder.edtf or holder.value
    span = bounds(said) if said else None
    if span is None or span[0] is None or span[1] is None:
        return None
    first, over = span[0].date(), span[1].date()
    step = timedelta(weeks=1 if unit != "day" else 0, days=1 if unit == "day" else 0)
    begin = first
    if unit != "day":
        weekday = unit if isinstance(unit, int) else 1
        begin += timedelta(days=(weekday - first.isoweekday()) % 7)
    size = timedelta(weeks=1) if unit == "week" else timedelta(days=1)
    count = max(0, (over - size - begin) // step + 1)
    if rank is None and count > 1:
        return None
    place = count if rank == _LAST else rank or 1
    if not 0 < place <= count:
        return None
    day = begin + step * (place - 1)
    return week(day) if unit == "week" else day.isoformat()


def _beyond(context: Context, at: int, head: _Head) -> Reading | None:
    """Read «ثالث ثلاثاء بعد عيد الأضحى»: counted from a day on."""
    end, unit, rank, letters = head
    step = _FROM.get(context.form(end))
    if step is None or rank is None or rank < 1 or not isinstance(unit, int):
        return None
    anchor = _holder(context, end + 1)
    if anchor is None or anchor.day is None:
        return None
    away = (unit - anchor.day.isoweekday()) * step % 7 or 7
    day = anchor.day + step * timedelta(days=away + 7 * (rank - 1))
    return Reading(at, anchor.end, day.isoformat(), "time.nth", context.start(at, letters), day)
