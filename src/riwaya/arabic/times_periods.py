"""Periods and durations: «الأسبوع الماضي», «مطلع العام المقبل», «قبل ست سنوات», «خلال الأشهر الستة الماضية», seasons, feasts, vague times."""

from datetime import date, timedelta
from functools import cache

from riwaya.arabic.numbers import Number
from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_units import unit_at
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.times_calendar import SEASONS, duration, hijri, hijri_year, shifted, week
from riwaya.arabic.times_context import Context, Reading, clitics, lexicon, periods, shifts, words
from riwaya.arabic.times_dates import month_alone, year_alone
from riwaya.arabic.words import Token

_STEP = {"past": -1, "future": 1, "present": 0}
_SINGLE = {"day": "اليوم", "week": "الاسبوع", "month": "الشهر", "year": "العام السنه", "decade": "العقد", "century": "القرن"}
_THIS = frozenset("هذا هذه نفس ذات".split())
_BEFORE, _AFTER, _SINCE, _WITHIN = "قبل", "بعد", "منذ", "غضون"
_LEADS = frozenset({_BEFORE, _AFTER, _SINCE, _WITHIN})


@cache
def vague_phrases() -> Phrases[str]:
    """Give the expressions that place in time without saying when."""
    return Phrases((phrase, kind) for kind, phrases in lexicon()["vague"].items() for phrase in phrases)


@cache
def _feasts() -> Phrases[tuple[int, int]]:
    return Phrases(
        (phrase, (int(key.split("-")[0]), int(key.split("-")[1]))) for key, phrases in lexicon()["feasts"].items() for phrase in phrases
    )


def _without_clitic(context: Context, at: int, letters: int) -> list[Token]:
    """Give the tokens from `at`, the first without its clitic letters, for a phrase to be found in."""
    token = context.toks[at]
    return [token._replace(form=token.form[letters:]), *context.toks[at + 1 : at + 8]]


def vague(context: Context, at: int) -> Reading | None:
    """Read «حتى الآن», «مؤخرا», «في وقت سابق»: the time of writing, or none."""
    for letters in (0, 1):
        if letters and context.form(at)[:1] not in ("و", "ف", "ل", "ب"):
            continue
        found = vague_phrases().at(_without_clitic(context, at, letters), 0)
        if found is not None:
            value = context.reference.isoformat() if context.reference and found.payload == "now" else None
            end, first = at + found.end, at
            if context.bare(at - 1) == "في" and context.form(end) in _THIS and context.form(end + 1) in periods():
                first, end = at - 1, end + 2
                value = _period_value(context, periods()[context.form(end - 1)], "present")
                return Reading(first, end, None, "time.vague", context.toks[first].start)
            return Reading(first, end, value, "time.vague", context.start(at, letters))
    return None


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
        if number is not None and number.definite and not number.conj and number.role in ("unit", "ten", "tens", "eleven"):
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
    value = duration(unit, count) if count else _period_value(context, unit, shift, context.form(at)[letters:])
    meant = date.fromisoformat(value) if value and unit == "day" and not count else None
    return Reading(at, end + 1, value, "time.period", context.start(at, letters), meant)


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
    return inner._replace(first=at, start=context.start(at, letters), rule="time.this") if inner is not None else None


def _period_value(context: Context, unit: str, shift: str, form: str = "") -> str | None:
    """Resolve a single period; plurals («الأيام الماضية») have no value."""
    if context.reference is None or shift not in _STEP or unit not in _SINGLE or form not in _SINGLE[unit].split() + [""]:
        return None
    return shifted(context.reference, unit, _STEP[shift])


def edge(context: Context, at: int) -> Reading | None:
    """Read the edge of a period: «مطلع العام المقبل», «أواخر آذار», «الأسبوع الأخير من حزيران», «النصف الأول من 2015»."""
    letters = clitics(context.form(at), words("edges", "words"))
    if letters is not None:
        inner = _inner(context, at + 1)
        if inner is None:
            return _bare_edge(context, at, letters)
        return inner._replace(first=at, start=context.start(at, letters), rule="time.edge", day=None)
    if context.form(at).lstrip("وب") not in ("الاسبوع", "النصف", "الربع", "الثلث") or context.form(at + 2) != "من":
        return None
    inner = _inner(context, at + 3)
    which = ordinal_value(context.form(at + 1).removeprefix("ال"))
    last = context.form(at + 1) in ("الاخير", "الاخيره")
    if inner is None or (which is None and not last):
        return None
    value = _part_of(context.form(at).lstrip("وب"), inner.value, which or 0)
    return inner._replace(first=at, value=value, rule="time.edge", day=None, start=context.start(at, len(context.form(at)) - len(context.form(at).lstrip("وب"))))


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
    """Resolve the week of a month or the quarter of a year."""
    if value is None:
        return None
    if noun == "الاسبوع" and len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        first = date(year, month, 1)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return week(last - timedelta(days=2)) if not which else week(first + timedelta(days=7 * (which - 1) + 2))
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
            return Reading(at, at + 2, f"{year}-{code}" if year else None, "time.season", context.start(at, letters))
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


def feast(context: Context, at: int) -> Reading | None:
    """Read a feast and its days: «عيد الأضحى», «ثاني أيام عيد الفطر»."""
    form = context.form(at)
    bare = form[1:] if form[:1] in "وبل" and len(form) > 4 else form
    order = ordinal_value(bare.removeprefix("ال")) if numeral(form) is not None and numeral(form).role == "ordinal" else None  # type: ignore[union-attr]
    days = context.form(at + 1 if order else at).lstrip("ول") in ("ايام", "يام")
    spot = at + (1 if order else 0) + (1 if days else 0)
    if order and not days:
        return None
    found = _feasts().at(context.toks, spot) if spot > at else _feasts().at(_without_clitic(context, at, len(form) - len(bare)), 0)
    if found is None and not (days and context.form(spot) == "العيد"):
        return None
    length = found.end - found.first if found is not None else 1
    month, day = found.payload if found is not None else _running(context)
    year = hijri_year(context.reference, month, day, 0) if context.reference else None
    value = hijri(year, month, day + (order or 1) - 1) if year else None
    meant = date.fromisoformat(value) if value else None
    if days and not order and value:
        value, meant = value[:7], None
    return Reading(at, spot + length, value, "time.feast", context.start(at, len(form) - len(bare) if spot == at or order else 0), meant)


def _running(context: Context) -> tuple[int, int]:
    """Give the feast that «العيد» means: the nearest one."""
    if context.reference is None:
        return 10, 1
    near: list[tuple[int, tuple[int, int]]] = []
    for month, day in ((10, 1), (12, 10)):
        year = hijri_year(context.reference, month, day, 0)
        value = hijri(year, month, day) if year else None
        if value:
            near.append((abs((date.fromisoformat(value) - context.reference).days), (month, day)))
    return min(near)[1] if near else (10, 1)


def lasting(context: Context, at: int) -> Reading | None:
    """Read a duration with digits or words, and the word before it that makes it part: «قبل ست سنوات», «منذ 3 أسابيع»."""
    number = context.durations.get(at)
    if number is None:
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
    """Find قبل, بعد, منذ or «في غضون» right before token `first`; give its token, its raw start and the word."""
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
    if context.reference is None or number.low is None or number.unit is None or number.vague or int(number.low) != number.low:
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
    found = unit_at(context.toks, spot) if spot < len(context.toks) else None
    if found is None or found.payload.kind != "duration" or context.form(spot)[:2] == "ال" or found.payload.number == "two":
        return None
    if found.payload.number == "one" and (context.form(found.end)[:2] == "ال" or context.toks[spot].form in ("ثانيه",) or _dated(context, found.end)):
        return None
    value = duration(found.payload.name, 1) if found.payload.number == "one" else None
    if value and form == _BEFORE and not _anchored(context, found.end):
        value = shifted(context.reference, found.payload.name, -1) if context.reference else None
    end = found.end
    if shifts().get(context.form(end)) == "vague" or context.form(end) in ("قليله", "طويله", "عده", "معدوده", "عديده"):
        end += 1
    if form == "خلال" and found.payload.number == "one":
        return Reading(spot, end, value, "time.duration", context.toks[spot].start)
    letters = len(context.form(at)) - len(form)
    return Reading(at, end, value, "time.duration", context.start(at, letters), _day_of(value))


def _dated(context: Context, end: int) -> bool:
    """Tell «بعد عام 2011» and «منذ يوم الجمعة» from a lasting time."""
    return end < len(context.toks) and (context.toks[end].kind == "number" or numeral(context.form(end)) is not None)
