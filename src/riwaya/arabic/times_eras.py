"""Decades, centuries and millennia: «التسعينيات», «ثمانينات القرن الماضي», «القرن التاسع عشر», «الألفية الثالثة».

ISO 8601 writes a decade with three digits and a century with two (``199``, ``18``); EDTF has ``199X`` and ``18XX``.
"""

from functools import cache

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.times_calendar import hijri
from riwaya.arabic.times_context import Context, Reading, clitics, lexicon, shifts, words

_STEP = {"past": -1, "future": 1, "present": 0}
_CENTURY = frozenset(["القرن"])
_OF = frozenset(["من", "في"])
_DECADE = frozenset(["عقد"])
_EARLIEST_HIJRI = 13


@cache
def decades() -> dict[str, int]:
    """Map the names of decades, with and without the article, to their tens."""
    plain = {form: int(tens) for tens, forms in lexicon()["decades"].items() for form in fold(forms).split()}
    return plain | {"ال" + form: tens for form, tens in plain.items()}


def decade(context: Context, at: int) -> Reading | None:
    """Read a decade, with its century where it is said: «التسعينيات», «عقد الستينيات من القرن الماضي»."""
    letters = clitics(context.form(at), frozenset(decades()) | _DECADE)
    if letters is None:
        return None
    spot = at + 1 if context.form(at)[letters:] in _DECADE else at
    form = context.form(spot)[letters if spot == at else 0 :]
    if form not in decades():
        return None
    if context.form(spot + 1) == "من" and context.form(spot + 2) in words("names", "ages"):
        return None
    behind = spot + 2 if context.form(spot + 1) in _OF else spot + 1
    inner = century(context, behind)
    hundreds = _hundreds(inner)
    if inner is None and (form[:2] != "ال" or context.form(spot + 1)[:3] == "الم"):
        return None
    if hundreds is None and inner is None:
        hundreds = _nearest(context, decades()[form])
    value = f"{hundreds:02d}{decades()[form] // 10}" if hundreds is not None else None
    end = inner.end if inner is not None else spot + 1
    return Reading(
        at, end, value, "time.era", context.start(at, letters), None, f"{value}X" if value else None
    )


def _hundreds(reading: Reading | None) -> int | None:
    return int(reading.value) if reading is not None and reading.value and reading.value.isdecimal() else None


def _nearest(context: Context, tens: int) -> int | None:
    """Give the century of a bare decade: the last one that is over or runs."""
    if context.reference is None:
        return 19 if tens >= 30 else None
    hundreds = context.reference.year // 100
    return hundreds if hundreds * 100 + tens <= context.reference.year else hundreds - 1


def century(context: Context, at: int) -> Reading | None:
    """Read a century: «القرن الماضي», «القرن الـ19», «القرن التاسع عشر الميلادي», «القرن الثالث الهجري»."""
    letters = clitics(context.form(at), _CENTURY)
    if letters is None:
        return None
    start, shift = context.start(at, letters), shifts().get(context.form(at + 1))
    if shift in _STEP:
        running = context.reference.year // 100 if context.reference else None
        value = f"{running + _STEP[shift]:02d}" if running is not None else None
        return Reading(at, at + 2, value, "time.era", start, None, f"{value}XX" if value else None)
    number, end = _number(context, at + 1)
    if number is None:
        return None
    era = context.form(end).removeprefix("ال")
    if era in ("هجري", "ه"):
        return Reading(at, end + 1, _lunar(number), "time.era", start)
    if era in ("ميلادي", "م"):
        end += 1
    if [context.form(end), context.form(end + 1)] == ["قبل", "الميلاد"]:
        return Reading(at, end + 2, None, "time.era", start)
    value = f"{number - 1:02d}"
    return Reading(at, end, value, "time.era", start, None, f"{value}XX")


def _number(context: Context, at: int) -> tuple[int | None, int]:
    """Read the number of a century; give it and the token behind."""
    spot = at + 1 if context.form(at) == "ال" else at
    form = context.form(spot)
    if form.isdecimal() and len(form) <= 2 and int(form):
        return int(form), spot + 1
    value = ordinal_value(form[2:]) if form[:2] == "ال" else None
    word, following = numeral(form), numeral(context.form(spot + 1))
    if value is None and word is not None and word.role == "tens" and word.definite:
        return int(word.value), spot + 1
    if value is not None and following is not None and following.role == "ten" and not following.conj:
        return value + 10, spot + 2
    if value is not None and following is not None and following.role == "tens" and following.conj:
        return value + int(following.value), spot + 2
    return value, spot + 1


def _lunar(number: int) -> str | None:
    """Give the Gregorian days of a Hijri century; None outside the tables."""
    if number < _EARLIEST_HIJRI:
        return None
    first, last = hijri(number * 100 - 99), hijri(number * 100)
    return f"{first.split('/')[0]}/{last.split('/')[1]}" if first and last else None


def millennium(context: Context, at: int) -> Reading | None:
    """Read «الألفية الثالثة», «الألفية الثانية»; «الألفية» alone is the turn of 2000."""
    letters = clitics(context.form(at), frozenset(["الالفيه"]))
    if letters is None:
        return None
    form = context.form(at + 1)
    number = ordinal_value(form[2:]) if form[:2] == "ال" else None
    if number is None and form in ("الجديده", "الحاليه"):
        number = 3
    if number is None or not 1 <= number <= 9:
        return None
    value = f"{(number - 1) * 1000 + 1:04d}/{number * 1000:04d}"
    return Reading(at, at + 2, value, "time.era", context.start(at, letters))
