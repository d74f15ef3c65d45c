"""Durations, and what a word before them makes of them: «ثلاثة أسابيع», «قبل ست سنوات», «لمدة شهر», «خلال أسبوعين»."""

from datetime import date, timedelta

from riwaya.arabic.numbers import Number
from riwaya.arabic.numbers_units import Unit, unit_at
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.phrases import Found
from riwaya.arabic.times_calendar import added, duration, shifted
from riwaya.arabic.times_context import Context, Reading, deictic, shifts, words
from riwaya.arabic.times_relative import away, spanned, within
from riwaya.arabic.times_words import month_at

_BEFORE, _AFTER, _SINCE, _DURING = "قبل", "بعد", "منذ", "خلال"
WITHIN = frozenset({"غضون", "ظرف"})
_LEADS = WITHIN | {_BEFORE, _AFTER, _SINCE}


def lasting(context: Context, at: int) -> Reading | None:
    """Read a duration with digits or words, and the word before it that makes it part: «قبل ست سنوات»,
    «منذ 3 أسابيع».
    """
    number = context.durations.get(at)
    if number is None:
        return None
    if (
        unit_at(context.toks, number.first - 1) is not None
        and number.noun == number.first + 1
        and context.toks[number.first].kind == "word"
        and number.rule != "number.dual"
    ):
        return None
    if any(context.bare(near) in words("names", "terms") for near in range(number.first - 2, number.first)):
        return None
    first, start, lead = number.first, number.span.start, ""
    before = _lead(context, first)
    if before is not None:
        first, start, lead = before
    end = number.end
    counted = number.low if number.low is not None else number.high
    value = None if number.vague or counted is None or number.unit is None else duration(number.unit, counted)
    if shifts().get(context.form(end)) in ("past", "future"):
        return Reading(first, end + 1, value, "time.duration", start)
    exact = None
    if value and number.unit and counted is not None and not _anchored(context, end):
        exact = _placed(context, first, lead, number.unit, counted)
    if context.bare(first - 1) == "اخر" and number.unit and counted:
        first, start = first - 1, context.start(first - 1, len(context.form(first - 1)) - 3)
        exact = spanned(context, number.unit, counted, -1)
    if lead == _BEFORE and not _anchored(context, end):
        value = _ago(context, number)
    return Reading(first, end, value, "time.duration", start, _day_of(value), exact)


def _placed(context: Context, first: int, lead: str, unit: str, count: float) -> str | None:
    """Give where a duration lies that a word ties to the moment of writing: «قبل أسبوع», «بعد شهرين», «خلال ساعة»."""
    if lead == _BEFORE:
        return away(context, unit, -count)
    if lead == _SINCE:
        since = away(context, unit, -count)
        return f"{since}/.." if since else None
    if not context.looks(first):
        return None
    if lead == _AFTER:
        return away(context, unit, count)
    during = lead in WITHIN or context.bare(first - 1) == _DURING
    return within(context, unit, count, 1) if during else None


def _day_of(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 and value[0] != "P" else None


def _lead(context: Context, first: int) -> tuple[int, int, str] | None:
    """Find قبل, بعد, منذ or «في غضون» right before token `first`; give its token, its raw start and the
    word.
    """
    bare = context.bare(first - 1) if first else ""
    if bare not in _LEADS:
        return None
    at = first - 1
    if bare in WITHIN and context.bare(at - 1) == "في":
        at -= 1
    letters = len(context.form(at)) - len(context.bare(at))
    return at, context.start(at, letters), bare


def _anchored(context: Context, end: int) -> bool:
    """Tell «قبل يومين من الانتخابات» from «قبل يومين»."""
    return context.form(end) in words("names", "anchors")


def _ago(context: Context, number: Number) -> str | None:
    """Resolve «قبل شهرين» against the report's date, as precise as its unit."""
    if context.reference is None or number.low is None or number.unit is None or number.vague:
        return None
    if number.unit in ("hour", "minute", "second"):
        return duration(number.unit, number.low)
    if int(number.low) != number.low:
        return None
    return shifted(context.reference, number.unit, -int(number.low))


def lead_alone(context: Context, at: int) -> Reading | None:
    """Read a unit without a number: «قبل ساعات», «منذ عقود», «بعد عام», «خلال سنة»."""
    form = context.bare(at)
    within_ = form == "في" and context.form(at + 1) in WITHIN
    if form not in _LEADS and form != _DURING and not within_:
        return None
    spot = at + 2 if within_ else at + 1
    if form == _DURING and context.form(spot) == "الليل":
        return _over_night(context, at)
    spot += context.form(spot) in words("names", "several")
    found = unit_at(context.toks, spot) if spot < len(context.toks) else None
    if found is None or not _stands_alone(context, found):
        return None
    one = found.payload.number == "one"
    value = duration(found.payload.name, 1) if one else None
    lead = context.form(at + 1) if within_ else form
    placed = value and not _anchored(context, found.end)
    exact = _placed(context, spot, lead, found.payload.name, 1) if placed else None
    if value and form == _BEFORE and not _anchored(context, found.end):
        value = shifted(context.reference, found.payload.name, -1) if context.reference else None
    end = found.end
    if context.form(end) in words("names", "some"):
        end += 1
    if form == _DURING and one:
        return Reading(spot, end, value, "time.duration", context.toks[spot].start, None, exact)
    letters = len(context.form(at)) - len(form)
    return Reading(at, end, value, "time.duration", context.start(at, letters), _day_of(value), exact)


def _stands_alone(context: Context, found: Found[Unit]) -> bool:
    """Tell a bare unit of time from one that a number, a date or a genitive follows («أيام العيد»)."""
    unit = found.payload
    if unit.kind != "duration" or unit.number == "two" or context.form(found.first)[:2] == "ال":
        return False
    if _article(context, found.end):
        return False
    if unit.number == "one":
        return context.form(found.first) != "ثانيه" and not dated(context, found.end)
    return context.form(found.end) != "عيد"


def _over_night(context: Context, at: int) -> Reading:
    """Read «خلال الليل»: the night before the report's day."""
    reference = context.reference
    value = f"{(reference - timedelta(days=1)).isoformat()}/{reference.isoformat()}" if reference else None
    return Reading(
        at, at + 2, value, "time.part", context.start(at, len(context.form(at)) - len(context.bare(at)))
    )


def _article(context: Context, at: int) -> bool:
    return context.form(at)[:2] == "ال" and context.form(at) not in ("الي", "الا")


def dated(context: Context, end: int) -> bool:
    """Tell «بعد عام 2011», «منذ يوم الجمعة» and «منذ يوم أمس» from a lasting time."""
    if end >= len(context.toks):
        return False
    if context.form(end) in deictic().heads():
        return True
    return (
        context.toks[end].kind == "number"
        or numeral(context.form(end)) is not None
        or month_at(context.toks, end) is not None
    )


def alone(context: Context, at: int) -> Reading | None:
    """Read a text that is nothing but a unit, «أسبوع»: it lasts one."""
    found = unit_at(context.toks, at)
    if at or found is None or found.payload.kind != "duration" or found.payload.number != "one":
        return None
    if context.form(at)[:2] == "ال" or any(token.kind != "mark" for token in context.toks[found.end :]):
        return None
    return Reading(at, found.end, duration(found.payload.name, 1), "time.duration", context.start(at, 0))


def unit_and(context: Context, at: int) -> Reading | None:
    """Read «ساعة وعشر دقائق»: one unit, and a number of smaller ones."""
    found = unit_at(context.toks, at)
    if found is None or found.payload.kind != "duration" or found.payload.number != "one":
        return None
    number = context.durations.get(found.end)
    if number is None or context.form(found.end)[:1] != "و" or number.low is None or number.unit is None:
        return None
    one, more = duration(found.payload.name, 1), duration(number.unit, number.low)
    value = added(one, more) if one and more and not number.vague else None
    if value is None:
        return None
    return Reading(at, number.end, value, "time.duration", context.toks[at].start)
