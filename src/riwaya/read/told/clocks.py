"""Clock times in the dates of pages and exports: «14:05», «02:05 م», «الساعة 2 مساء», «14:05 بتوقيت غرينتش».

`cut` takes the clock and its zone out of a folded string and leaves the day. A zone is written as its distance from
Greenwich where ``data/zones.tsv`` is sure of it on that day, and left out elsewhere.
"""

import re
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic.fold import fold

# In ISO 8601 the clock stands right behind a `t`, the offset right behind the clock.
_ISO_T = re.compile(r"(?<=\d)t(?=\d\d:?\d\d)")
_OFFSET = re.compile(r"\s?(?P<sign>[+-])(?P<h>[01]?\d)(?::?(?P<m>00|15|30|45))?(?=$|[\s)])")
_NIGHT_ENDS = 6


class Clock(NamedTuple):
    """A time of day as ISO 8601 writes it (``T14:05``), with its zone as it was named or as an offset."""

    written: str
    zone: str | None = None


class Zone(NamedTuple):
    """One row of ``data/zones.tsv``: an offset, and the months and years in which it is sure."""

    offset: str
    months: frozenset[int]
    since: str
    until: str


@cache
def _halves() -> dict[str, str]:
    """Map every folded word that stands behind a clock, without dots and spaces, to the half of the day it says."""
    table = lexicon.toml("clock_words")
    words = {half: names for half, names in table.items() if half != "letters"}
    pairs = (
        (name, half) for kinds in (words, table["letters"]) for half, names in kinds.items() for name in names
    )
    return {re.sub(r"[.\s+]", "", name): half for name, half in pairs}


@cache
def _clock() -> re.Pattern[str]:
    """Give the pattern of a clock, with the half of the day behind it."""
    table = lexicon.toml("clock_words")
    names = sorted(
        (n for half, names in table.items() if half != "letters" for n in names), key=len, reverse=True
    )
    words = "|".join(
        re.escape(n[:-1]) + r"(?= )" if n.endswith("+") else re.escape(n) + r"(?!\w)" for n in names
    )
    letters = "|".join(
        r"\.?\s?".join(name) + r"(?!\w)\.?" for names in table["letters"].values() for name in names
    )
    half = rf"{words}|{letters}"
    return re.compile(
        r"(?<![\d:.,])(?P<hour>\d{1,2})\s?[:h]\s?(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?![\d:])"
        rf"(?:\s*(?P<half>{half}))?"
        r"|(?<=الساعه )(?P<oclock>\d{1,2})(?:[.,،](?P<past>\d{2})(?!\d))?"
        rf"(?:\s*(?P<said>{half}))?"
    )


@cache
def zones() -> dict[str, tuple[Zone, ...]]:
    """Map every folded name of a zone to its rows, in file order."""
    table: dict[str, list[Zone]] = {}
    for row in lexicon.rows("zones"):
        months = frozenset(map(int, lexicon.variants(row["months"])))
        for name in lexicon.variants(row["names"]):
            table.setdefault(fold(name), []).append(Zone(row["offset"], months, row["since"], row["until"]))
    return {name: tuple(rows) for name, rows in table.items()}


@cache
def _named() -> re.Pattern[str]:
    """Give the pattern of a zone by name, with «بتوقيت» or brackets around it and an offset behind it."""
    names = "|".join(re.escape(name) for name in sorted(zones(), key=len, reverse=True))
    return re.compile(
        rf"[\s,،|-]*[(\[]?\s*(?:(?:ب|حسب |وفق )?(?:ال)?توقيت )?(?P<name>{names})(?!\w)(?: المحلي)?\s*"
        r"(?:(?P<sign>[+-])\s?(?P<h>1[0-4]|0?\d)(?::?(?P<m>00|15|30|45))?(?!\d))?\s*[)\]]?"
    )


def cut(text: str) -> tuple[str, Clock | None] | None:
    """Take the clock out of a folded string: give the rest and the clock, None where it holds an impossible one.

    ``cut("13 اذار 2019 - 14:05 (مكه المكرمه)") == ("13 اذار 2019 -  ", Clock("T14:05", "مكه المكرمه"))``. Of two
    clocks the one whose zone is named counts; without any zone two clocks say no time.
    """
    text, clocks = _ISO_T.sub(" ", text), []
    while (found := _clock().search(text)) is not None:
        written = _written(found)
        if written is None:
            return None
        zone, begin, end = _zone(text, found.start(), found.end())
        clocks.append(Clock(written, zone))
        text = f"{text[:begin]} {text[end:]}"
    if len(clocks) == 1:
        return text, clocks[0]
    return text, next((clock for clock in clocks if clock.zone is not None), None)


def _written(found: re.Match[str]) -> str | None:
    """Write a matched clock as ISO 8601, None when there is no such time of day."""
    hour = int(found["hour"] or found["oclock"])
    minute, half = found["minute"] or found["past"], found["half"] or found["said"]
    if half:
        hour = _of_day(hour, half)
    if hour > 23 or int(minute or 0) > 59 or int(found["second"] or 0) > 59:
        return None
    return f"T{hour:02}:{minute or '00'}" + (f":{found['second']}" if found["second"] else "")


def _of_day(hour: int, half: str) -> int:
    """Put an hour of twelve into its half of the day; what is over twelve already is left."""
    if hour > 12:
        return hour
    said = _halves().get(re.sub(r"[.\s]", "", half))
    if said == "before_noon" or (said == "night" and (hour < _NIGHT_ENDS or hour == 12)):
        return hour % 12
    if said == "noon" and hour in (10, 11):
        return hour
    return hour % 12 + 12


def _zone(text: str, start: int, end: int) -> tuple[str | None, int, int]:
    """Find the zone right behind a clock, or a name right before it; give it and where all that begins and ends."""
    offset = _OFFSET.match(text, end)
    if offset is not None and int(offset["h"]) <= 14:
        # A name in brackets behind an offset says the same again: «+0300 (AST)».
        again = _named().match(text, offset.end())
        return _distance(offset), start, again.end() if again else offset.end()
    named = _named().match(text, end)
    if named is not None:
        return (_distance(named) if named["sign"] else named["name"]), start, named.end()
    before = text[:start].rstrip(" (")
    for name in (" ".join(before.split()[-size:]) for size in (2, 1)):
        if name and name in zones():
            return name, len(before) - len(name), end
    return None, start, end


def _distance(found: re.Match[str]) -> str:
    """Write a matched offset as ISO 8601."""
    return f"{found['sign']}{int(found['h']):02}:{found['m'] or '00'}"


def offset(zone: str | None, day: str) -> str:
    """Give the offset of a zone on a day (ISO 8601): ``Z``, ``+03:00``, empty where it is not sure.

    ``offset("القاهره", "2019-07-01") == "+02:00"``; in July 2024 Egypt had summer time again, so it is empty there.
    """
    if zone is None:
        return ""
    if zone[0] in "+-":
        return zone
    for row in zones().get(zone, ()):
        in_time = row.since <= day[:7] and (not row.until or day[:7] <= row.until)
        if in_time and (not row.months or int(day[5:7]) in row.months):
            return row.offset
    return ""
