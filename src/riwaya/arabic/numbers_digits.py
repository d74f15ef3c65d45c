"""Digits: what a number token of print says, with the separators of both scripts and the kind its shape
tells.

Shapes (folded): ``1,000`` ``1.000`` ``1٬000`` grouped · ``3.5`` ``3٫5`` ``9,15`` ``50ر2`` decimal ·
``1/2`` fraction ·
``16:30`` clock · ``21/07/2015`` ``2015-07-21`` date · ``5-7`` range · ``3-1`` score · ``1982-1990``
years · long runs phone.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Shape = Literal[
    "plain", "decimal", "grouped", "fraction", "clock", "date", "range", "score", "years", "phone", "other"
]

_GROUPED = re.compile(r"(\d{1,3})((?:[,٬.،]\d{3})+)(?:([.,٫])(\d{1,2}))?$")
_DECIMAL = re.compile(r"(\d+)([.,٫،٬])(\d+)$")
# A letter for the point is written from right to left, and so is what stands around it: the whole number behind.
_LETTER = re.compile(r"(\d+)ر(\d+)$")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?$")
_DATE = re.compile(r"(\d{1,4})([/.\-–])(\d{1,2})\2(\d{1,4})$")
_SLASH = re.compile(r"(\d+)/(\d+)$")
_DASH = re.compile(r"([^\-–]+)[\-–]([^\-–]+)$")


MINUS = frozenset({"-", "−"})
# Longer runs are no number that anybody counts.
_LONGEST = 40


class Digits(NamedTuple):
    """A number token read: its shape, its value (`low`, and `high` where it holds two numbers) and how
    it was cut.
    """

    shape: Shape
    low: float | int
    high: float | int | None = None
    point: str = ""


def in_order(form: str) -> str:
    """Give a number whose point is a letter as other print has it: ``in_order("8ر46") == "46.8"``.

    Of 375 in the reports of July 2015 and in two editions of ANERcorp all whose order shows (29 with a nought before, 6
    clock times) are written so.
    """
    found = _LETTER.match(form)
    return f"{found[2]}.{found[1]}" if found else form


def _plain(form: str) -> Digits | None:
    """Read one number without a second one in it."""
    form = in_order(form)
    if form.isdecimal():  # «³» is a digit and no number
        # No count in news has so many digits unbroken, no phone number more than 15, and no count a nought first.
        if len(form) > 15:
            return Digits("other", int(form))
        phone = len(form) >= 10 or (len(form) >= 7 and form[0] == "0")
        return Digits("phone" if phone else "plain", int(form))
    found = _GROUPED.match(form)
    if (
        found
        and found[1][0] != "0"
        and len({*re.findall(r"[,٬.،]", found[2])}) == 1
        and found[3] != found[2][0]
    ):
        whole = int(found[1] + re.sub(r"\D", "", found[2]))
        point = found[2][0] if found[2].count(found[2][0]) == 1 and not found[4] else ""
        value = float(f"{whole}.{found[4]}") if found[4] else whole
        return Digits("grouped", value, point=point)
    found = _DECIMAL.match(form)
    if found:
        return Digits("decimal", float(f"{found[1]}.{found[3]}"), point=found[2])
    return None


def _two(form: str) -> Digits | None:
    """Read a token that holds two numbers with a dash or a slash between them."""
    if found := _SLASH.match(form):
        first_part, second_part = int(found[1]), int(found[2])
        if first_part > 1800 and second_part > 1800:
            return Digits("years", first_part, second_part)
        return Digits("fraction", first_part, second_part)
    if not (found := _DASH.match(form)):
        return None
    first, second = _plain(found[1]), _plain(found[2])
    if first is None or second is None or len(form) > 22:
        return None
    low, high = first.low, second.low
    years = all(1800 <= year <= 2100 and len(part) == 4 for year, part in ((low, found[1]), (high, found[2])))
    if first.shape == "phone" or second.shape == "phone" or (found[1][0] == "0" and len(form) > 6):
        return Digits("phone", low, high)
    return Digits("years" if years else "range" if low < high else "score", low, high)


@lru_cache(maxsize=50_000)
def digits(form: str) -> Digits:
    """Read the folded form of a number token. ``digits("1٬000").low == 1000``, ``digits("50ر2").low ==
    2.5``.
    """
    if len(form) > _LONGEST:
        return Digits("other", 0)
    found = _plain(form)
    if found is not None:
        return found
    if clock := _CLOCK.match(form):
        hour, minute = int(clock[1]), int(clock[2])
        return Digits("clock" if hour <= 24 and minute < 60 else "score", hour, minute)
    if _DATE.match(form):
        return Digits("date", 0)
    return _two(form) or Digits("other", 0)


def day_and_month(read: Digits) -> bool:
    """Tell 25/7, which is a day, from 3/4: only an improper fraction is one."""
    first, second = sorted((int(read.low), int(read.high or 0)))
    return read.shape == "fraction" and read.low >= (read.high or 0) and 1 <= first <= 12 and second <= 31


def clean(value: float) -> float | int:
    """Give a number without the dust of floating point: ``clean(9.15 * 10**6) == 9150000``."""
    if isinstance(value, int):
        return value
    near = float(f"{value:.12g}")
    return int(near) if near.is_integer() else near
