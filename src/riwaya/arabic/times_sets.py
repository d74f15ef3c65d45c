"""Times that come again: «كل يوم سبت», «كل ثلاثة أيام», «أيام الجمعة», «يوميا», as ISO 8601 recurrences.

``R/P1D`` is every day, ``R/2020-05-09/P1W`` every week from that Saturday on.
"""

from functools import cache

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_units import unit_at
from riwaya.arabic.times_calendar import duration, weekday
from riwaya.arabic.times_context import Context, Reading, bare_weekdays, clitics, lexicon, weekdays
from riwaya.arabic.times_days import part_heads

_EVERY = frozenset(["كل"])
_DAYS = frozenset(["ايام"])


@cache
def rates() -> dict[str, str]:
    """Map adverbs that say how often to their period: يوميا → P1D."""
    return {form: period for period, forms in lexicon()["rates"].items() for form in fold(forms).split()}


def every(context: Context, at: int) -> Reading | None:
    """Read «كل يوم سبت», «كل أسبوع», «كل ثلاثة أيام», «كل صباح»."""
    letters = clitics(context.form(at), _EVERY)
    if letters is None:
        return None
    start = context.start(at, letters)
    spot = at + 2 if context.form(at + 1) == "يوم" and context.form(at + 2) in _week() else at + 1
    # «كل أحد» is everybody, «كل يوم أحد» every Sunday.
    if context.form(spot) in (_week() if spot > at + 1 else {**weekdays(), **_sure()}):
        return _weekly(context, at, spot, start)
    number = context.durations.get(at + 1)
    if number is not None and number.low and number.unit and not number.vague:
        value = duration(number.unit, number.low)
        return Reading(at, number.end, f"R/{value}" if value else None, "time.rate", start)
    if context.form(at + 1) in part_heads():
        return Reading(at, at + 2, "R/P1D", "time.rate", start)
    found = unit_at(context.toks, at + 1) if at + 1 < len(context.toks) else None
    if found is None or found.payload.kind != "duration" or context.form(at + 1)[:2] == "ال":
        return None
    value = duration(found.payload.name, 1) if found.payload.number == "one" else None
    return Reading(at, found.end, f"R/{value}", "time.rate", start) if value else None


@cache
def _week() -> dict[str, int]:
    """Map the names of weekdays behind «كل», where «جمعة» and «أحد» need no article."""
    return {**weekdays(), **bare_weekdays()}


@cache
def _sure() -> dict[str, int]:
    return {form: day for form, day in bare_weekdays().items() if form != "احد"}


def _weekly(context: Context, at: int, spot: int, start: int) -> Reading:
    if context.reference is None:
        return Reading(at, spot + 1, "R/P1W", "time.set", start)
    first = weekday(context.reference, _week()[context.form(spot)], 1)
    return Reading(at, spot + 1, f"R/{first.isoformat()}/P1W", "time.set", start)


def on_days(context: Context, at: int) -> Reading | None:
    """Read «أيام الجمعة» (Fridays)."""
    letters = clitics(context.form(at), _DAYS)
    if letters is None or context.form(at + 1) not in weekdays() or context.form(at + 1)[:2] != "ال":
        return None
    return _weekly(context, at, at + 1, context.start(at, letters))


def rate(context: Context, at: int) -> Reading | None:
    """Read «يوميا», «سنويا»: how often, and not when."""
    form = context.form(at)
    letters = clitics(form, frozenset(rates()))
    if letters is None or (letters and form[0] not in "وف"):
        return None
    return Reading(at, at + 1, f"R/{rates()[form[letters:]]}", "time.rate", context.start(at, letters))
