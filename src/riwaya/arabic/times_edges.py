"""Parts of a period: «مطلع العام المقبل», «أواخر آذار», «النصف الأول من 2015».

ISO 8601 has no word for late October: the value is the month, and its EDTF the ten last days.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_words import ordinal_value
from riwaya.arabic.times_calendar import duration
from riwaya.arabic.times_context import Context, Reading, clitics, lexicon, periods, words
from riwaya.arabic.times_dates import month_alone
from riwaya.arabic.times_eras import century, decade
from riwaya.arabic.times_periods import SINGLE, period, period_value
from riwaya.arabic.times_values import bounds, grain_of
from riwaya.arabic.times_years import year_alone


@cache
def edges() -> Mapping[str, str]:
    """Map the words for a part of a period to what they mean (``early``, ``start`` …)."""
    return {form: kind for kind, forms in lexicon()["edges"].items() for form in fold(forms).split()}


def edge(context: Context, at: int) -> Reading | None:
    """Read a part of a period: «مطلع العام المقبل», «أواخر آذار», «منتصف التسعينيات»."""
    letters = clitics(context.form(at), edges())
    if letters is None:
        return None
    kind = edges()[context.form(at)[letters:]]
    start = context.start(at, letters)
    inner = _inner(context, at + 1)
    fraction = context.form(at)[letters:] in words("names", "fractions")
    if fraction and (letters or inner is None or inner.rule not in ("time.month", "time.era")):
        return None
    if inner is None:
        return _bare_edge(context, at, start, kind)
    if kind == "span":
        return None
    if (inner.value or "")[:1] == "P":
        return None
    exact = _edtf(inner, kind) or inner.edtf
    return inner._replace(first=at, start=start, rule="time.edge", day=None, edtf=exact)


def _inner(context: Context, at: int) -> Reading | None:
    if at >= len(context.toks):
        return None
    found = (reader(context, at) for reader in (month_alone, period, decade, century, year_alone))
    return next((reading for reading in found if reading is not None and reading.rule != "time.date"), None)


def _bare_edge(context: Context, at: int, start: int, kind: str) -> Reading | None:
    """Read «نهاية الشهر», «نهاية الأسبوع»: the running one; «طوال العام» lasts a year."""
    form = context.form(at + 1)
    unit = periods().get(form)
    if unit not in ("day", "week", "month", "year") or form not in SINGLE[unit].split():
        return None
    if kind in ("whole", "span"):
        return _all_of(context, at, unit, start)
    if unit == "day":
        return None
    value = period_value(context, unit, "present", form)
    reading = Reading(at, at + 2, value, "time.edge", start)
    return reading._replace(edtf=_edtf(reading, kind))


def _all_of(context: Context, at: int, unit: str, start: int) -> Reading:
    """Read «طوال العام» and «على مدار العام»: a year, whichever."""
    first = at - 1 if context.bare(at - 1) == "علي" else at
    if first < at:
        start = context.start(first, len(context.form(first)) - len(context.bare(first)))
    return Reading(first, at + 2, duration(unit, 1), "time.duration", start)


def _edtf(reading: Reading, kind: str) -> str | None:
    """Narrow a month, year, decade or century to its part."""
    said = reading.edtf or reading.value
    span = bounds(said) if said else None
    if said is None or span is None or span[0] is None or span[1] is None or kind == "whole":
        return None
    first, last = span[0].date(), span[1].date() - timedelta(days=1)
    days = (last - first).days + 1
    if days <= _MONTH:
        return _days_of(first, last, kind)
    if days <= _YEAR:
        return _months_of(first, last, kind)
    years = last.year - first.year + 1
    low, high = _shares(kind, years)
    return f"{first.year + low:04d}~" if low == high else f"{first.year + low:04d}/{first.year + high:04d}"


_MONTH, _YEAR = 31, 366
_THIRDS = {"early": 0, "middle": 1, "late": 2}


def _days_of(first: date, last: date, kind: str) -> str | None:
    """Give the days of a month: early to the 10th, the middle to the 20th, late to its end."""
    if (last - first).days < _MONTH - 5:
        return None
    if kind in _THIRDS:
        begin = first + timedelta(days=10 * _THIRDS[kind])
        end = last if kind == "late" else begin + timedelta(days=9)
        return f"{begin}/{end}"
    point = {"start": first, "half": first + timedelta(days=14), "end": last}[kind]
    return f"{point}~"


def _months_of(first: date, last: date, kind: str) -> str | None:
    """Give the months of a year (or of the days between `first` and `last`)."""
    if (first.month, last.month) != (1, 12):
        return None
    low, high = _shares(kind, 12)
    if low == high:
        return f"{first.year:04d}-{low + 1:02d}~"
    return f"{first.year:04d}-{low + 1:02d}/{first.year:04d}-{high + 1:02d}"


def _shares(kind: str, count: int) -> tuple[int, int]:
    """Give the first and last of `count` units that a part takes: a third, or the one at its start, half or end."""
    if kind in _THIRDS:
        third = _THIRDS[kind]
        return round(count * third / 3), round(count * (third + 1) / 3) - 1
    point = {"start": 0, "half": count // 2, "end": count - 1}[kind]
    return point, point


def share(context: Context, at: int) -> Reading | None:
    """Read «النصف الأول من 2015», «الربع الثاني من العام الماضي», «الثلث الأخير من رمضان»."""
    noun = context.form(at).lstrip("وبف")
    parts = _SHARES.get(noun)
    if parts is None:
        return None
    inner = _inner(context, at + 3) if context.form(at + 2) in ("من", "في") else year_alone(context, at + 2)
    if inner is None and noun == "الربع":
        return _quarter(context, at, noun)
    which = ordinal_value(context.form(at + 1).removeprefix("ال"))
    if context.form(at + 1) in ("الاخير", "الاخيره"):
        which = parts
    if inner is None or which is None or not 1 <= which <= parts:
        return None
    value = inner.value
    if noun == "الربع" and value is not None and len(value) == len("2015"):
        value = f"{value}-{32 + which}"
    start = context.start(at, len(context.form(at)) - len(noun))
    exact = value if value != inner.value else _share_edtf(inner, parts, which)
    return inner._replace(first=at, value=value, rule="time.edge", day=None, start=start, edtf=exact)


def _quarter(context: Context, at: int, noun: str) -> Reading | None:
    """Read «الربع الثالث 2018», and «الربع الثاني» of the running year."""
    form = context.form(at + 1)
    which = ordinal_value(form[2:]) if form[:2] == "ال" else None
    if which is None or not 1 <= which <= _QUARTERS or context.form(at + 2) == "من":
        return None
    said = context.form(at + 2)
    end = at + 3 if len(said) == len("2018") and said.isdecimal() else at + 2
    year = said if end == at + 3 else f"{context.reference.year:04d}" if context.reference else None
    value = f"{year}-{32 + which}" if year else None
    return Reading(at, end, value, "time.edge", context.start(at, len(context.form(at)) - len(noun)))


_QUARTERS = 4
_SHARES = {"النصف": 2, "الثلث": 3, "الربع": 4}


def _share_edtf(reading: Reading, parts: int, which: int) -> str | None:
    """Give the months of a year's share, or the days of a month's."""
    said = reading.edtf or reading.value
    span = bounds(said) if said else None
    if said is None or span is None or span[0] is None or span[1] is None:
        return None
    if grain_of(said) == "year" and (span[1] - span[0]).days <= _YEAR:
        months = 12 // parts
        low = months * (which - 1) + 1
        return f"{said}-{low:02d}/{said}-{low + months - 1:02d}"
    length = (span[1] - span[0]) / parts
    begin, end = span[0] + length * (which - 1), span[0] + length * which - timedelta(days=1)
    return f"{_rounded(begin)}/{_rounded(end)}"


def _rounded(moment: datetime) -> date:
    return (moment + timedelta(hours=12)).date()
