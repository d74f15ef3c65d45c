"""Clock times: «الساعة 10:30 مساء بالتوقيت المحلي», «السادسة والنصف صباحا», «الساعة 04,00», with the day
beside them.
"""

import re
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_digits import in_order
from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.times_context import ClockTime, Context, Reading, clitics, lexicon, words
from riwaya.arabic.times_days import adverb_end, day, words_of

_HOURS = frozenset({"الساعه"})
_ABOUT = frozenset(["نحو", "حوالي", "قرابه", "زهاء"])
_DIGITS = re.compile(r"(\d{1,2})(?:[:.,٫،](\d{2}))?(?:[:.](\d{2}))?$|(\d{2})(\d{2})$")
_FRACTIONS = {"نصف": 30, "ربع": 15, "ثلث": 20}
_NOON = 12


class _Hour(NamedTuple):
    """Hour and minute as they are said, the second where digits give one, and the token behind; `full` tells a
    minute that is written from a full hour, `whole` an hour of the twenty-four (15:00, 04:00).
    """

    hour: int
    minute: int
    end: int
    second: int | None = None
    full: bool = False
    whole: bool = False


def clock(context: Context, at: int) -> Reading | None:
    """Read a clock time that starts at token `at` (at «الساعة», at its digits or at an ordinal hour)."""
    letters = clitics(context.form(at), _HOURS)
    headed = letters is not None
    spot = at + 1 if headed else at
    read = _hour(context, spot, headed)
    if read is None:
        return None
    end, part = adverb_end(context, read.end)
    said = part is not None
    end, utc = _zone(context, end)
    part = part or _part_of_day(context, end)
    meant, after = _day(context, end)
    part = part or part_in(context, end, after)
    if not headed and not (said or (part and meant)) and not _is_clock(context, at, read):
        return None
    end = after
    if part is None and end < len(context.toks):
        end, part = adverb_end(context, end)
    first = at - 1 if at and context.bare(at - 1) in _ABOUT else at
    start = (
        context.start(at, letters or 0)
        if first == at
        else context.start(first, len(context.form(first)) - len(context.bare(first)))
    )
    said_hour = ClockTime(
        on_dial(read.hour, part), read.minute, read.second, read.full, part or read.whole, utc
    )
    return at_day(context, Reading(first, end, None, "time.clock", start, meant, None, said_hour), meant)


def at_day(context: Context, reading: Reading, day: date | None) -> Reading:
    """Resolve a clock time on a day, None for the day of writing."""
    said = reading.clock
    assert said is not None  # noqa: S101 - a reading of this module
    coming = context.prefer == "future" or context.looks(reading.first)
    hour = said.hour
    if day is None and not said.whole and context.now is not None and coming and hour <= _NOON:
        passed = (hour, said.minute) <= (context.now.hour, context.now.minute)
        hour = (hour + _NOON) % 24 if passed else hour
    day = day or context.reference
    text = f"{hour:02d}:{said.minute:02d}" + (f":{said.second:02d}" if said.second is not None else "")
    exact = text if said.full or said.utc else text[:2]
    if said.utc and day is not None and context.now is not None and context.now.tzinfo is not None:
        there = datetime.fromisoformat(f"{day}T{text}").replace(tzinfo=UTC).astimezone(context.now.tzinfo)
        day, text = there.date(), f"{there:%H:%M}"
        exact = text
    before = day.isoformat() if day else ""
    return reading._replace(value=f"{before}T{text}", edtf=f"{before}T{exact}")


def _is_clock(context: Context, at: int, read: _Hour) -> bool:
    """Tell digits that are a clock time without «الساعة» and without a part of the day: 16:30 behind a word that
    announces one, or alone between marks.
    """
    if ":" not in context.form(at) or not read.full:
        return False
    alone = not _word_at(context, at - 1) and not _word_at(context, read.end)
    return alone or _announced(context, at)


def _word_at(context: Context, at: int) -> bool:
    return 0 <= at < len(context.toks) and context.toks[at].kind != "mark"


def part_in(context: Context, first: int, end: int) -> str | None:
    """Give the part of the day that a day behind a clock time names: «هذه الليلة»."""
    for at in range(first, end):
        form = context.form(at).removeprefix("ال")
        parts: dict[str, Any] = lexicon()["parts"]
        found = next((name for name in parts if form in words_of(name, "heads")), None)
        if found is not None:
            return found
    return None


def _part_of_day(context: Context, at: int) -> str | None:
    """Give the part of the day that opens the day behind a clock time: «12:30 صباح اليوم»."""
    spot = at + 1 if context.form(at) == "من" else at
    parts: dict[str, Any] = lexicon()["parts"]
    return next((name for name in parts if context.form(spot) in words_of(name, "heads")), None)


def _announced(context: Context, at: int) -> bool:
    """Tell whether the word before digits makes them a clock time; «و» does behind another one."""
    if context.form(at - 1) == "و":
        return ":" in context.form(at - 2)
    return context.bare(at - 1) in words("names", "before_clock")


def on_dial(hour: int, part: str | None) -> int:
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


def _hour(context: Context, at: int, headed: bool) -> _Hour | None:
    """Read hour and minute. Behind «الساعة» the hour may be a cardinal."""
    if at >= len(context.toks):
        return None
    if context.toks[at].kind == "word":
        return _worded_hour(context, at, headed)
    found = _DIGITS.match(in_order(context.form(at)))
    if found is None:
        return None
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if hour > 24 or minute > 59:
        return None
    written = bool(found[2] or found[5])
    more, end = (0, at + 1) if written else _minutes(context, at + 1)
    whole = hour > _NOON or hour == 0 or bool(written and (found[1] or found[4])[0] == "0")
    second = int(found[3]) if found[3] else None
    return _Hour(
        hour - (1 if more < 0 else 0), minute + more % 60, end, second, written or end > at + 1, whole
    )


def _worded_hour(context: Context, at: int, headed: bool) -> _Hour | None:
    """Read «السادسة والنصف», «الثانية عشرة», «الواحدة إلا ربعا»."""
    form, end = context.form(at), at + 1
    hour = 1 if form == "الواحده" else ordinal_value(form[2:]) if form[:2] == "ال" else None
    word = numeral(form)
    if hour is None and headed and word is not None and word.role in ("unit", "ten") and not word.conj:
        hour = int(word.value)
    elif hour is None or not form.endswith(("ه", "الاولي")) or hour > _NOON:
        return None
    following = numeral(context.form(end)) if end < len(context.toks) else None
    if following is not None and following.role == "ten" and not following.conj and hour in (1, 2, 11, 12):
        hour, end = (11 if hour in (1, 11) else 12), end + 1
    elif form == "الحاديه":
        return None
    minute, after = _minutes(context, end)
    return _Hour(hour - (1 if minute < 0 else 0), minute % 60, after, None, after > end)


def _minutes(context: Context, at: int) -> tuple[int, int]:
    """Read the minutes behind the hour: «والنصف», «إلا ربعا», «و20 دقيقة»."""
    form = context.form(at)
    if form in ("والنصف", "والربع", "والثلث"):
        return _FRACTIONS[form[3:]], at + 1
    if form in ("ونصف", "وربع", "وثلث"):
        return _FRACTIONS[form[1:]], at + 1
    if form == "الا" and context.form(at + 1).removeprefix("ال").rstrip("ا") in _FRACTIONS:
        return -_FRACTIONS[context.form(at + 1).removeprefix("ال").rstrip("ا")], at + 2
    if form == "الا":
        number = cardinal(context.text, context.toks, at + 1) if at + 1 < len(context.toks) else None
        if number is not None and number.value < 30 and context.form(number.end) in ("دقيقه", "دقائق"):
            return -int(number.value), number.end + 1
    spot = at + 1 if form == "و" else at
    if spot < len(context.toks) and (spot > at or form[:1] == "و"):
        number = cardinal(context.text, context.toks, spot)
        if number is not None and number.value < 60 and context.form(number.end) in ("دقيقه", "دقائق"):
            return int(number.value), number.end + 1
    return 0, at


def _zone(context: Context, at: int) -> tuple[int, bool]:
    """Step over the time zone («بالتوقيت المحلي», «بتوقيت القاهرة», «(18:00 بتوقيت غرينتش)», «ت غ»); say whether it
    is Greenwich's.
    """
    form = context.form(at)
    if form in ("بالتوقيت", "بتوقيت"):
        utc = context.form(at + 1) in words("zones", "utc")
        end = min(at + 2, len(context.toks))
        if context.form(end) in ("المكرمه", "المنوره", "المحلي") or (
            context.form(end - 1) == "السعوديه" and context.form(end) == "المحلي"
        ):
            end += 1
        return _zone(context, end)[0], utc
    if form == "(":
        for end in range(at + 1, min(at + 9, len(context.toks))):
            if context.form(end) == ")":
                inside = {context.form(k) for k in range(at + 1, end)}
                zoned = inside & {"بتوقيت", "بالتوقيت", "توقيت"} or inside & words("zones", "utc")
                return end + 1 if zoned else at, False
    if form in words("zones", "utc"):
        return at + 1, True
    return at, False


def _day(context: Context, at: int) -> tuple[date | None, int]:
    """Read the day behind a clock time: «صباح اليوم»; it is part of the expression."""
    spot = at + 1 if context.form(at) in ("من", "،") else at
    if spot >= len(context.toks) or context.form(spot)[:1] in ("و", "ف"):
        return None, at
    found = day(context, spot)
    if found is None or found.rule == "time.part":
        return None, at
    return found.day, found.end
