"""Lines of a WhatsApp export: the head with date and time that opens a message, in the forms of many phones.

``[13/03/2019, 2:05:10 م] فلان: …`` is an iPhone, ``13/3/19, 14:05 - فلان: …`` an Android phone; digits, order of day
and month, marks between them and half days are those of the phone's language and country. Which stands first, day or
month, only the whole file tells.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from riwaya.arabic.fold import Folded, fold
from riwaya.lexicon import toml

_MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
MARKED = re.compile(f"[{_MARKS}]")
_ENDS = "".join(chr(c) for c in range(0x10000) if chr(c).isspace() or MARKED.match(chr(c)))
_OPENS = re.compile(rf"[\s{_MARKS}]*\[?[{_MARKS}]*[0-9٠-٩۰-۹]")
_LONGEST = 100
_HIJRI = range(1430, 1500)
"""Years of the Hijri calendar since there is WhatsApp."""


class Head(NamedTuple):
    """The head of a message: the three numbers of its date as they stand, its time of day, and where it ends."""

    date: tuple[int, int, int]
    clock: str
    phone: str
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    """Make the pattern of heads, over folded text."""
    table = toml("chat_whatsapp")
    am, pm, between = ("|".join(map(re.escape, map(fold, table[key]))) for key in ("am", "pm", "between"))
    day = r"(\d{1,4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,4})(?:\s?[هم]\b)?"
    clock = rf"(\d{{1,2}})[:.](\d\d)(?:[:.](\d\d))?(?:\s?(?:({am})|({pm})))?"
    return re.compile(rf"\s*(\[)?\s?{day}[,،]?\s(?:(?:{between})\s)?{clock}\s?(?(1)\]|(?:\s[-–—]\s|:\s))\s?")


def head(line: str) -> Head | None:
    """Read the head that a line opens with, or None; `end` counts in the line as it is."""
    if not _OPENS.match(line, 0, _LONGEST):
        return None
    folded = Folded(line[:_LONGEST])
    found = _pattern().match(folded.text)
    if found is None:
        return None
    a, b, c = int(found[2]), int(found[3]), int(found[4])
    hour, minute, second = int(found[5]), int(found[6]), int(found[7] or 0)
    if found[8] or found[9]:
        hour = hour % 12 + (12 if found[9] else 0)
    if hour > 23 or minute > 59 or second > 59 or written((a, b, c), day_first=True) is None:
        return None
    clock = f"{hour:02}:{minute:02}" + (f":{second:02}" if found[7] else "")
    end = folded.raw(0, found.end()).end
    return Head((a, b, c), clock, "iphone" if found[1] else "android", end)


class Order:
    """Whether day or month stands first: counted over all dates of a file, told at the end."""

    def __init__(self) -> None:
        self.above = [0, 0]
        self.backward = {True: 0, False: 0}
        self._last: dict[bool, date | None] = {True: None, False: None}

    def note(self, numbers: tuple[int, int, int]) -> None:
        """Count one date: numbers over twelve are days, and time does not run backward."""
        if numbers[0] <= 31:
            self.above[0] += numbers[0] > 12
            self.above[1] += numbers[1] > 12
        for first in (True, False):
            day, last = written(numbers, day_first=first, strict=True), self._last[first]
            self.backward[first] += day is None or (last is not None and day < last)
            self._last[first] = day or last

    @property
    def day_first(self) -> bool:
        """Tell; where nothing does, the day stands first, as it does nearly everywhere."""
        if self.above[0] != self.above[1]:
            return self.above[0] > self.above[1]
        return self.backward[True] <= self.backward[False]


def written(numbers: tuple[int, int, int], *, day_first: bool, strict: bool = False) -> date | None:
    """Make a date of its three numbers; only the other order is tried, unless `strict`, where one gives no date."""
    a, b, c = numbers
    tries = [(a, b, c)] if a > 31 else [(c, b, a), (c, a, b)] if day_first else [(c, a, b), (c, b, a)]
    for year, month, day in tries[:1] if strict else tries:
        try:
            if year in _HIJRI:
                return _from_hijri(year, month, day)
            return date(year + 2000 if year < 100 else year, month, day)
        except (ValueError, OverflowError):
            continue
    return None


def _from_hijri(year: int, month: int, day: int) -> date:
    """Turn a date of the Umm al-Qura calendar, which phones in Saudi Arabia may use; raises ValueError for none."""
    from hijridate import Hijri  # noqa: PLC0415 - few files need it

    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def bare(text: str) -> str:
    """Give a text without the white space and the direction marks at its ends."""
    return text.strip(_ENDS)


def lines(text: str) -> Iterator[str]:
    """Give the lines of a text without their ends; only line feeds end lines."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end].removesuffix("\r")
        start = end + 1
