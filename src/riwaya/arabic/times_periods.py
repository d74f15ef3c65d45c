"""Periods and durations: «الأسبوع الماضي», «مطلع العام المقبل», «قبل ست سنوات», «خلال الأشهر الستة
الماضية», seasons, feasts, vague times.
"""

from datetime import date, timedelta
from functools import cache

from riwaya.arabic.numbers import Number
from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_units import Unit, unit_at
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.phrases import Found, Phrases
from riwaya.arabic.times_calendar import SEASONS, duration, shifted, week
from riwaya.arabic.times_context import Context, Reading, clitics, from_word, lexicon, periods, shifts, words
from riwaya.arabic.times_dates import month_alone
from riwaya.arabic.times_words import month_at
from riwaya.arabic.times_years import year_alone

_STEP = {"past": -1, "future": 1, "present": 0}
_SINGLE = {
    "day": "اليوم",
    "week": "الاسبوع",
    "month": "الشهر",
    "year": "العام السنه",
    "decade": "العقد",
    "century": "القرن",
}
_THIS = frozenset(["هذا", "هذه", "نفس", "ذات"])
_BEFORE, _AFTER, _SINCE, _WITHIN = "قبل", "بعد", "منذ", "غضون"
_LEADS = frozenset({_BEFORE, _AFTER, _SINCE, _WITHIN})


@cache
def vague_phrases() -> Phrases[str]:
    """Give the expressions that place in time without saying when."""
    return Phrases((phrase, kind) for kind, phrases in lexicon()["vague"].items() for phrase in phrases)


def vague(context: Context, at: int) -> Reading | None:
    """Read «حتى الآن», «مؤخرا», «في وقت سابق»: the time of writing, or none."""
    for letters in (0, 1):
        if letters and context.form(at)[:1] not in ("و", "ف", "ل", "ب"):
            continue
        found = vague_phrases().at(from_word(context, at, letters), 0)
        if found is not None and not (
            found.payload == "now"
            and context.form(at + found.end - 1) == "الساعه"
            and _dated(context, at + found.end)
        ):
            value = context.reference.isoformat() if context.reference and found.payload == "now" else None
            earlier = _earlier_in(context, at, at + found.end)
            if earlier is not None:
                return earlier
            return Reading(at, at + found.end, value, "time.vague", context.start(at, letters))
    return None


def _earlier_in(context: Context, at: int, end: int) -> Reading | None:
    """Read «في وقت سابق من هذا الشهر» as one time, as precise as its period."""
    spot = end + 1 if context.form(end) == "من" else end
    if (
        context.form(end - 1) not in ("سابق", "لاحق")
        or context.form(spot) not in _THIS
        or context.form(spot + 1) not in periods()
    ):
        return None
    inner = _this(context, spot, 0)
    first = at - 1 if context.bare(at - 1) == "في" else at
    start = context.start(first, len(context.form(first)) - len(context.bare(first)))
    return (
        inner._replace(first=first, start=start, rule="time.vague", day=None) if inner is not None else None
    )


def period(context: Context, at: int) -> Reading | None:
    """Read a definite period with what shifts it: «الأسبوع الماضي», «السنوات الخمس الماضية», «هذا الشهر»."""
    letters = clitics(context.form(at), _THIS)
    if letters is not None and context.form(at + 1) in periods():
        return _this(context, at, letters)
    letters = clitics(context.form(at), periods())
    if letters is None:
        return None
    unit = periods()[context.form(at)[letters:]]
    end, count = at + 1, _dual_count(context.form(at)[letters:])
    if end < len(context.toks) and context.toks[end].kind == "word":
        number = numeral(context.form(end))
        if (
            number is not None
            and number.definite
            and not number.conj
            and number.role in ("unit", "ten", "tens", "eleven")
        ):
            read = cardinal(context.text, context.toks, end)
            if read is not None:
                count, end = read.value, read.end
    elif context.form(end) == "ال" or (end < len(context.toks) and context.toks[end].kind == "number"):
        spot = end + 1 if context.form(end) == "ال" else end
        if context.form(spot).isdigit() and shifts().get(context.form(spot + 1)) in ("past", "future"):
            count, end = int(context.form(spot)), spot + 1
    if shifts().get(context.form(end)) == "vague":
        end += 1
    shift = shifts().get(context.form(end))
    if shift is None or shift == "vague":
        return None
    if shift == "same":
        return _same(context, at, end, unit, letters)
    value = (
        duration(unit, count) if count else _period_value(context, unit, shift, context.form(at)[letters:])
    )
    meant = date.fromisoformat(value) if value and unit == "day" and not count else None
    return Reading(at, end + 1, value, "time.period", context.start(at, letters), meant)


def _same(context: Context, at: int, end: int, unit: str, letters: int) -> Reading | None:
    """Read «اليوم نفسه» as the day last named, and «اليوم ذاته من كل عام» as its return every year."""
    if context.form(at)[letters:] == "الوقت":
        return None
    value = context.last_day.isoformat() if context.last_day is not None and unit == "day" else None
    if [context.form(k) for k in range(end + 1, end + 3)] == ["من", "كل"] and context.form(end + 3) in (
        "عام",
        "سنه",
    ):
        return Reading(
            at, end + 4, f"R/{value}/P1Y" if value else None, "time.this", context.start(at, letters)
        )
    return Reading(
        at, end + 1, value, "time.this", context.start(at, letters), context.last_day if value else None
    )


def _dual_count(form: str) -> float | int:
    return 2 if form.endswith("ين") and form != "السنين" else 0


def _this(context: Context, at: int, letters: int) -> Reading | None:
    """Read «هذا الشهر»; «هذا اليوم» is the day last named, else today."""
    form = context.form(at + 1)
    unit = periods()[form]
    end = at + 2
    if context.form(at)[letters:] in ("نفس", "ذات"):
        return _same_of(context, at, end, letters)
    value, meant = _period_value(context, unit, "present", form), None
    if form == "اليوم":
        meant = context.last_day or context.reference
        value = meant.isoformat() if meant else None
    if shifts().get(context.form(end)) in ("present", "past", "future"):
        end += 1
    return Reading(at, end, value, "time.this", context.start(at, letters), meant)


def _same_of(context: Context, at: int, end: int, letters: int) -> Reading | None:
    """Read «نفس الفترة من العام الماضي»: the period it leans on."""
    if context.form(end) != "من" or end + 1 >= len(context.toks):
        return None
    inner = period(context, end + 1) or year_alone(context, end + 1)
    return (
        inner._replace(first=at, start=context.start(at, letters), rule="time.this")
        if inner is not None
        else None
    )


def _period_value(context: Context, unit: str, shift: str, form: str = "") -> str | None:
    """Resolve a single period; plurals («الأيام الماضية») have no value."""
    if (
        context.reference is None
        or shift not in _STEP
        or unit not in _SINGLE
        or form not in [*_SINGLE[unit].split(), ""]
    ):
        return None
    return shifted(context.reference, unit, _STEP[shift])


def edge(context: Context, at: int) -> Reading | None:
    """Read the edge of a period: «مطلع العام المقبل», «أواخر آذار», «النصف الأول من 2015».
    """
    letters = clitics(context.form(at), words("edges", "words"))
    if letters is not None:
        inner = _inner(context, at + 1)
        if inner is None:
            return _bare_edge(context, at, letters)
        return inner._replace(first=at, start=context.start(at, letters), rule="time.edge", day=None)
    if (
        context.form(at).lstrip("وب") not in ("النصف", "الربع", "الثلث")
        or context.form(at + 2) != "من"
    ):
        return None
    inner = _inner(context, at + 3)
    which = ordinal_value(context.form(at + 1).removeprefix("ال"))
    last = context.form(at + 1) in ("الاخير", "الاخيره")
    if inner is None or (which is None and not last):
        return None
    value = _part_of(context.form(at).lstrip("وب"), inner.value, which or 0)
    return inner._replace(
        first=at,
        value=value,
        rule="time.edge",
        day=None,
        start=context.start(at, len(context.form(at)) - len(context.form(at).lstrip("وب"))),
    )


def _inner(context: Context, at: int) -> Reading | None:
    if at >= len(context.toks):
        return None
    return month_alone(context, at) or period(context, at) or year_alone(context, at)


def _bare_edge(context: Context, at: int, letters: int) -> Reading | None:
    """Read «نهاية الشهر», «نهاية الأسبوع»: the running one."""
    form = context.form(at + 1)
    unit = periods().get(form)
    if unit not in ("week", "month", "year") or form not in _SINGLE[unit].split():
        return None
    value = _period_value(context, unit, "present", form)
    return Reading(at, at + 2, value, "time.edge", context.start(at, letters))


def _part_of(noun: str, value: str | None, which: int) -> str | None:
    """Resolve the quarter or half of a year."""
    if value is None:
        return None
    if noun == "الربع" and len(value) == 4 and 1 <= which <= 4:
        return f"{value}-{32 + which}"
    return value


def season(context: Context, at: int) -> Reading | None:
    """Read «الصيف الماضي», «صيف 2015» as EDTF seasons (2015-22)."""
    for name, code in SEASONS.items():
        letters = clitics(context.form(at), words("seasons", name))
        if letters is None:
            continue
        form = context.form(at)[letters:]
        shift = shifts().get(context.form(at + 1))
        if form[:2] == "ال" and shift in _STEP:
            year = _season_year(context.reference, int(code), _STEP[shift]) if context.reference else None
            return Reading(
                at, at + 2, f"{year}-{code}" if year else None, "time.season", context.start(at, letters)
            )
        spot = at + 2 if context.form(at + 1) in ("عام", "سنه") else at + 1
        year_form = context.form(spot)
        if form[:2] != "ال" and len(year_form) == 4 and year_form.isdigit():
            return Reading(at, spot + 1, f"{year_form}-{code}", "time.season", context.start(at, letters))
    return None


def _season_year(reference: date, code: int, step: int) -> int:
    """Give the year of a season that is past, running or coming; winter begins in December of its year."""
    starts = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    begun = reference.month >= starts
    over = reference.month >= starts + 3
    if step < 0:
        return reference.year if over else reference.year - 1
    return reference.year if not begun or not step else reference.year + 1


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
    if lead == _BEFORE and not _anchored(context, end):
        value = _ago(context, number)
    return Reading(first, end, value, "time.duration", start, _day_of(value))


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
    if bare == _WITHIN and context.bare(at - 1) == "في":
        at -= 1
    letters = len(context.form(at)) - len(context.bare(at))
    return at, context.start(at, letters), bare


def _anchored(context: Context, end: int) -> bool:
    """Tell «قبل يومين من الانتخابات» from «قبل يومين»."""
    return context.form(end) in words("names", "anchors")


def _ago(context: Context, number: Number) -> str | None:
    """Resolve «قبل شهرين» against the report's date, as precise as its unit."""
    if (
        context.reference is None
        or number.low is None
        or number.unit is None
        or number.vague
        or int(number.low) != number.low
    ):
        return None
    if number.unit in ("hour", "minute", "second"):
        return duration(number.unit, number.low)
    return shifted(context.reference, number.unit, -int(number.low))


def lead_alone(context: Context, at: int) -> Reading | None:
    """Read a unit without a number: «قبل ساعات», «منذ عقود», «بعد عام», «خلال سنة»."""
    form = context.bare(at)
    within = form == "في" and context.form(at + 1) == _WITHIN
    if form not in _LEADS and form != "خلال" and not within:
        return None
    spot = at + 2 if within else at + 1
    if form == "خلال" and context.form(spot) == "الليل":
        return _over_night(context, at)
    found = unit_at(context.toks, spot) if spot < len(context.toks) else None
    if found is None or not _stands_alone(context, found):
        return None
    one = found.payload.number == "one"
    value = duration(found.payload.name, 1) if one else None
    if value and form == _BEFORE and not _anchored(context, found.end):
        value = shifted(context.reference, found.payload.name, -1) if context.reference else None
    end = found.end
    if context.form(end) in words("names", "some"):
        end += 1
    if form == "خلال" and one:
        return Reading(spot, end, value, "time.duration", context.toks[spot].start)
    letters = len(context.form(at)) - len(form)
    return Reading(at, end, value, "time.duration", context.start(at, letters), _day_of(value))


def _stands_alone(context: Context, found: Found[Unit]) -> bool:
    """Tell a bare unit of time from one that a number, a date or a genitive follows («أيام العيد»)."""
    unit = found.payload
    if unit.kind != "duration" or unit.number == "two" or context.form(found.first)[:2] == "ال":
        return False
    if _article(context, found.end):
        return False
    if unit.number == "one":
        return context.form(found.first) != "ثانيه" and not _dated(context, found.end)
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


def _dated(context: Context, end: int) -> bool:
    """Tell «بعد عام 2011» and «منذ يوم الجمعة» from a lasting time."""
    if end >= len(context.toks):
        return False
    return (
        context.toks[end].kind == "number"
        or numeral(context.form(end)) is not None
        or month_at(context.toks, end) is not None
    )
