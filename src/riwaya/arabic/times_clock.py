"""Clock times: «الساعة 10:30 مساء بالتوقيت المحلي», «السادسة والنصف صباحا», «الساعة 04,00», with the day
beside them.
"""

import re
from datetime import date

from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.times_context import Context, Reading, clitics, lexicon
from riwaya.arabic.times_days import adverb_end, day, words_of

_HOURS = frozenset({"الساعه"})
_ABOUT = frozenset(["نحو", "حوالي", "قرابه", "زهاء"])
_DIGITS = re.compile(r"(\d{1,2})(?:[:.,٫،](\d{2}))?(?:[:.]\d{2})?$|(\d{2})(\d{2})$")
_FRACTIONS = {"نصف": 30, "ربع": 15, "ثلث": 20}


def clock(context: Context, at: int) -> Reading | None:
    """Read a clock time that starts at token `at` (at «الساعة», at its digits or at an ordinal hour)."""
    letters = clitics(context.form(at), _HOURS)
    headed = letters is not None
    spot = at + 1 if headed else at
    read = _hour(context, spot, headed)
    if read is None:
        return None
    hour, minute, end = read
    end, part = adverb_end(context, end)
    if not headed and part is None and not (":" in context.form(spot) and _announced(context, at)):
        return None
    if not headed and context.toks[spot].kind == "word" and part is None:
        return None
    end = _zone(context, end)
    part = part or _part_of_day(context, end)
    meant, end = _day(context, end)
    if part is None and end < len(context.toks):
        end, part = adverb_end(context, end)
    first = at - 1 if at and context.bare(at - 1) in _ABOUT else at
    start = (
        context.start(at, letters or 0)
        if first == at
        else context.start(first, len(context.form(first)) - len(context.bare(first)))
    )
    time = f"T{_of_day(hour, part):02d}:{minute:02d}"
    meant = meant or context.reference
    return Reading(first, end, (meant.isoformat() if meant else "") + time, "time.clock", start, meant)


def _part_of_day(context: Context, at: int) -> str | None:
    """Give the part of the day that opens the day behind a clock time: «12:30 صباح اليوم»."""
    spot = at + 1 if context.form(at) == "من" else at
    return next((name for name in lexicon()["parts"] if context.form(spot) in words_of(name, "heads")), None)


def _announced(context: Context, at: int) -> bool:
    return context.bare(at - 1) in ("عند", "تمام", "الساعه", "في", "من", "حتي", "الي", "نحو", "حوالي")


def _of_day(hour: int, part: str | None) -> int:
    """Put an hour of twelve into the day by its part."""
    add = lexicon()["parts"][part]["add"] if part else 0
    if part == "noon":
        return hour if hour in (10, 11, 12) or hour > 12 else hour + 12
    if part == "night" and hour < 6:
        return hour
    if add and hour < 12:
        return int(hour + add)
    if hour == 12 and part in ("morning", "night", "evening"):
        return 0
    return 0 if hour == 24 else hour


def _hour(context: Context, at: int, headed: bool) -> tuple[int, int, int] | None:
    """Read hour and minute; give them and the token behind. Behind «الساعة» the hour may be a cardinal."""
    if at >= len(context.toks):
        return None
    if context.toks[at].kind == "word":
        return _worded_hour(context, at, headed)
    found = _DIGITS.match(context.form(at))
    hour, minute = (
        (int(found[1] or found[3]), int(found[2] or found[4] or 0)) if found is not None else (99, 0)
    )
    if hour > 24 or minute > 59:
        return None
    more, end = _minutes(context, at + 1) if headed and not minute else (0, at + 1)
    return hour - (1 if more < 0 else 0), minute + more % 60, end


def _worded_hour(context: Context, at: int, headed: bool) -> tuple[int, int, int] | None:
    """Read «السادسة والنصف», «الثانية عشرة», «الواحدة إلا ربعا»."""
    form, end = context.form(at), at + 1
    hour = 1 if form == "الواحده" else ordinal_value(form[2:]) if form[:2] == "ال" else None
    word = numeral(form)
    if hour is None and headed and word is not None and word.role in ("unit", "ten") and not word.conj:
        minute, end = _minutes(context, end)
        return int(word.value) - (1 if minute < 0 else 0), minute % 60, end
    if hour is None or not form.endswith(("ه", "الاولي")) or hour > 12:
        return None
    following = numeral(context.form(end)) if end < len(context.toks) else None
    if following is not None and following.role == "ten" and not following.conj:
        hour, end = (11 if hour == 1 else 12), end + 1
    elif form == "الحاديه":
        return None
    minute, end = _minutes(context, end)
    return hour - (1 if minute < 0 else 0), minute % 60, end


def _minutes(context: Context, at: int) -> tuple[int, int]:
    """Read the minutes behind the hour: «والنصف», «إلا ربعا», «و20 دقيقة»."""
    form = context.form(at)
    if form in ("والنصف", "والربع", "والثلث"):
        return _FRACTIONS[form[3:]], at + 1
    if form in ("ونصف", "وربع", "وثلث"):
        return _FRACTIONS[form[1:]], at + 1
    if form == "الا" and context.form(at + 1).removeprefix("ال").rstrip("ا") in _FRACTIONS:
        return -_FRACTIONS[context.form(at + 1).removeprefix("ال").rstrip("ا")], at + 2
    spot = at + 1 if form == "و" else at
    if spot < len(context.toks) and (spot > at or form[:1] == "و"):
        number = cardinal(context.text, context.toks, spot)
        if number is not None and number.value < 60 and context.form(number.end) in ("دقيقه", "دقائق"):
            return int(number.value), number.end + 1
    return 0, at


def _zone(context: Context, at: int) -> int:
    """Step over the time zone: «بالتوقيت المحلي», «بتوقيت القاهرة», «(18:00 بتوقيت غرينتش)», «ت غ»."""
    form = context.form(at)
    if form in ("بالتوقيت", "بتوقيت"):
        end = at + 2
        if context.form(end) in ("المكرمه", "المنوره", "المحلي") or (
            context.form(end - 1) == "السعوديه" and context.form(end) == "المحلي"
        ):
            end += 1
        return _zone(context, end)
    if form == "(":
        for end in range(at + 1, min(at + 9, len(context.toks))):
            if context.form(end) == ")":
                inside = {context.form(k) for k in range(at + 1, end)}
                return end + 1 if inside & {"بتوقيت", "بالتوقيت", "توقيت", "غرينتش", "جرينتش", "غ"} else at
    if form in ("غرينتش", "جرينتش"):
        return at + 1
    return at


def _day(context: Context, at: int) -> tuple[date | None, int]:
    """Read the day behind a clock time: «صباح اليوم»; it is part of the expression."""
    spot = at + 1 if context.form(at) in ("من", "،") else at
    if spot >= len(context.toks) or context.form(spot)[:1] in ("و", "ف"):
        return None, at
    found = day(context, spot)
    if found is None or found.rule == "time.part":
        return None, at
    return found.day, found.end
