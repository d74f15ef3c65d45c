"""When a report was published: the many ways files write it, as ISO 8601, or None when it is not understood.

A day stands before its month (``03/04/2016`` is the third of April) unless only the other order is a date.
Month names come from Unicode's CLDR through Babel: English, and the three Arabic systems (يناير, كانون
الثاني, جانفي).
"""

import re
from datetime import UTC, date, datetime
from functools import cache

from babel import Locale

from riwaya.arabic.fold import fold

_CLOCK = (
    r"(?:[T\s,،-]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"\s*(?P<half>[ap]\.?m\.?|[صم])?\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_GAP = r"\s*[-/.]\s*"
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}}){_GAP}(?P<m>\d{{1,2}}){_GAP}(?P<d>\d{{1,2}}){_CLOCK}", re.I)
_DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}}){_GAP}(?P<m>\d{{1,2}}){_GAP}(?P<y>\d{{4}}){_CLOCK}", re.I)
_DAY_NAMED = re.compile(
    rf"(?P<d>\d{{1,2}})[\s,/.-]*(?P<name>[^\d,،]+?)[\s,،/.-]*(?P<y>\d{{4}}){_CLOCK}", re.I
)
_NAME_FIRST = re.compile(rf"(?P<name>[^\d,،]+?)[\s.]*(?P<d>\d{{1,2}})[\s,،]+(?P<y>\d{{4}}){_CLOCK}", re.I)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?P<clock>)(?P<half>)(?P<zone>)")
_MONTH = re.compile(rf"(?P<y>\d{{4}})(?:{_GAP}(?P<m>\d{{1,2}}))?")
_WEEKDAY = re.compile(r"^[^\d\s]+\s*[,،]\s*|^(?:ال|يوم )\S+\s+(?=\d)")
_LOCALES = ("ar", "ar_SY", "ar_DZ", "ar_MA", "en")


@cache
def _months() -> dict[str, int]:
    """Map the folded names of months, wide and short, to their numbers."""
    names: dict[str, int] = {}
    for code in _LOCALES:
        for form in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][form].items():
                names.setdefault(fold(name), int(number))
    return names


def iso(value: object) -> str | None:
    """Write a date, or a date and time, as ISO 8601, as precise as it was given; None when it is not
    understood.

    ``iso("19 - 02 - 2019") == "2019-02-19"``; ``iso("2015-07-21 02:18:03") == "2015-07-21T02:18:03"``. A
    number is seconds (or milliseconds) since 1970 in UTC.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    folded = " ".join(fold(str(value)).split())
    if len(folded) > 80:
        return None
    for text in (folded, _WEEKDAY.sub("", folded, count=1)):
        for shape in (_YEAR_FIRST, _DAY_FIRST, _COMPACT, _DAY_NAMED, _NAME_FIRST):
            if (found := shape.fullmatch(text)) and (written := _written(found)):
                return written
    if found := _MONTH.fullmatch(folded):
        return _partial(found)
    return None


def _epoch(seconds: float) -> str | None:
    """Write a count of seconds since 1970; milliseconds are told by their size."""
    if not 1e8 < seconds < 1e14:
        return None
    moment = datetime.fromtimestamp(seconds / (1000 if seconds > 1e11 else 1), tz=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _partial(found: re.Match[str]) -> str | None:
    """Write a year, or a year and a month."""
    year, month = int(found["y"]), int(found["m"] or 1)
    if not (1000 <= year <= 9998 and 1 <= month <= 12):
        return None
    return f"{year:04}-{month:02}" if found["m"] else f"{year:04}"


def _written(found: re.Match[str]) -> str | None:
    """Write the parts of a match as ISO 8601, or None when they are no date."""
    parts = found.groupdict()
    month = _months().get(parts["name"].strip(" .")) if parts.get("name") else int(parts["m"])
    if month is None:
        return None
    year, day = int(parts["y"]), int(parts["d"])
    if month > 12 >= day:  # only the American order is a date
        month, day = day, month
    try:
        written = date(year, month, day).isoformat()
    except ValueError:
        return None
    clock = _clock(parts["clock"], parts["half"], parts["zone"]) if parts["clock"] else ""
    return None if clock is None else written + clock


def _clock(clock: str, half: str | None, zone: str | None) -> str | None:
    """Write a time of day with its zone, or None when it is none."""
    hour, minute, *second = (int(part) for part in clock.split(":"))
    if half:
        afternoon = half[0] in "pم"
        hour = hour % 12 + (12 if afternoon else 0) if hour <= 12 else hour
    if hour > 23 or minute > 59 or (second and second[0] > 59):
        return None
    written = f"T{hour:02}:{minute:02}" + (f":{second[0]:02}" if second else "")
    if not zone:
        return written
    if zone[0] in "+-":
        return f"{written}{zone[:3]}:{zone[-2:]}"
    return written + "Z"
