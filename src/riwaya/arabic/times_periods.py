"""Periods, with what shifts them: «الأسبوع الماضي», «السنوات الخمس الماضية», «هذا الشهر», «اليوم نفسه»."""

from datetime import date

from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.times_calendar import duration, shifted
from riwaya.arabic.times_context import Context, Reading, clitics, periods, shifts, words
from riwaya.arabic.times_relative import spanned
from riwaya.arabic.times_years import year_alone

STEP = {"past": -1, "future": 1, "present": 0}
SINGLE = {
    "day": "اليوم",
    "week": "الاسبوع",
    "month": "الشهر",
    "year": "العام السنه",
    "quarter": "الربع",
    "decade": "العقد",
    "century": "القرن",
}
THIS = frozenset(["هذا", "هذه", "نفس", "ذات"])


def period(context: Context, at: int) -> Reading | None:
    """Read a definite period with what shifts it: «الأسبوع الماضي», «السنوات الخمس الماضية», «هذا الشهر»."""
    letters = clitics(context.form(at), THIS)
    if letters is not None and context.form(at + 1) in periods():
        return this(context, at, letters)
    letters = clitics(context.form(at), periods())
    if letters is None:
        return None
    if context.form(at)[letters:] == "العام" and context.form(at - 1) in words("names", "titles"):
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
        if context.form(spot).isdecimal() and shifts().get(context.form(spot + 1)) in ("past", "future"):
            count, end = int(context.form(spot)), spot + 1
    if shifts().get(context.form(end)) == "vague":
        end += 1
    shift = shifts().get(context.form(end))
    if _BEYOND.get(context.form(end)) == shifts().get(context.form(end + 1), "") and not count:
        return _beyond(context, at, end, unit, letters)
    if shift is None or shift == "vague":
        return None
    if shift == "same":
        return _same(context, at, end, unit, letters)
    value = duration(unit, count) if count else period_value(context, unit, shift, context.form(at)[letters:])
    meant = date.fromisoformat(value) if value and unit == "day" and not count else None
    exact = spanned(context, unit, count, STEP[shift]) if count and STEP[shift] else None
    return Reading(at, end + 1, value, "time.period", context.start(at, letters), meant, exact)


_BEYOND = {"قبل": "past", "بعد": "future"}


def _beyond(context: Context, at: int, end: int, unit: str, letters: int) -> Reading | None:
    """Read «العام قبل الماضي» and «الأسبوع بعد القادم»: two away."""
    form = context.form(at)[letters:]
    if unit not in SINGLE or form not in SINGLE[unit].split():
        return None
    step = 2 * STEP[shifts()[context.form(end + 1)]]
    value = shifted(context.reference, unit, step) if context.reference else None
    meant = date.fromisoformat(value) if value and unit == "day" else None
    return Reading(at, end + 2, value, "time.period", context.start(at, letters), meant)


def running(context: Context, at: int) -> Reading | None:
    """Read a bare definite period as the running one, for what is counted in it: «آخر يوم في السنة»."""
    form = context.form(at)
    unit = periods().get(form, "")
    if unit not in ("week", "month", "year") or form not in SINGLE[unit].split():
        return None
    return Reading(
        at, at + 1, period_value(context, unit, "present", form), "time.period", context.toks[at].start
    )


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
    return 2 if form.endswith(("ين", "ان")) and form != "السنين" else 0


def this(context: Context, at: int, letters: int) -> Reading | None:
    """Read «هذا الشهر»; «هذا اليوم» is the day last named, else today."""
    form = context.form(at + 1)
    unit = periods()[form]
    end = at + 2
    if context.form(at)[letters:] in ("نفس", "ذات"):
        return _same_of(context, at, end, letters)
    value, meant = period_value(context, unit, "present", form), None
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


def period_value(context: Context, unit: str, shift: str, form: str = "") -> str | None:
    """Resolve a single period; plurals («الأيام الماضية») have no value."""
    if (
        context.reference is None
        or shift not in STEP
        or unit not in SINGLE
        or form not in [*SINGLE[unit].split(), ""]
    ):
        return None
    return shifted(context.reference, unit, STEP[shift])
