"""Feasts: «عيد الأضحى», «ثاني أيام عيد الفطر», with the Gregorian days that Umm al-Qura gives them."""

from datetime import date
from functools import cache

from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.times_calendar import hijri, hijri_in, hijri_year
from riwaya.arabic.times_context import Context, Reading, from_word, lexicon


@cache
def _feasts() -> Phrases[tuple[int, int]]:
    return Phrases(
        (phrase, (int(key.split("-")[0]), int(key.split("-")[1])))
        for key, phrases in lexicon()["feasts"].items()
        for phrase in phrases
    )


def feast(context: Context, at: int) -> Reading | None:
    """Read a feast and its days: «عيد الأضحى», «ثاني أيام عيد الفطر»."""
    form = context.form(at)
    bare = form[1:] if form[:1] in "وبل" and len(form) > 4 else form
    word = numeral(form)
    order = ordinal_value(bare.removeprefix("ال")) if word is not None and word.role == "ordinal" else None
    days = context.form(at + 1 if order else at).lstrip("ول") in ("ايام", "يام")
    spot = at + (1 if order else 0) + (1 if days else 0)
    if order and not days:
        return None
    found = (
        _feasts().at(context.toks, spot)
        if spot > at
        else _feasts().at(from_word(context, at, len(form) - len(bare)), 0)
    )
    if found is None and not (days and context.form(spot) == "العيد"):
        return None
    length = found.end - found.first if found is not None else 1
    month, day = found.payload if found is not None else _running(context)
    day += (order or 1) - 1
    said = context.form(spot + length)
    if len(said) == 4 and said.isdigit() and found is not None:
        value, length = hijri_in(int(said), month, day), length + 1
    else:
        year = hijri_year(context.reference, month, day, 0) if context.reference else None
        value = hijri(year, month, day) if year else None
    meant = date.fromisoformat(value) if value else None
    if days and not order and value:
        value, meant = value[:7], None
    return Reading(
        at,
        spot + length,
        value,
        "time.feast",
        context.start(at, len(form) - len(bare) if spot == at or order else 0),
        meant,
    )


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
