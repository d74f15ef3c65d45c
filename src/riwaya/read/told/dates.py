"""When a report was published: the many ways files and pages write it, as ISO 8601, or None when it is not
understood.

The shapes of machines are read first (ISO 8601, RFC 822, PDF, seconds since 1970). Of the rest the clock, its zone and
words such as «آخر تحديث:» are taken off, and the day is read: numbers and one month by a short table, all else (two
month systems side by side, Hijri days, «أمس») by the project's own grammar of times.

A day stands before its month (``03/04/2016`` is the third of April) unless only the other order is a date.
A day of a Hijri year without its mark (``1440/7/6``) is one all the same: no news is that old.
"""

import html
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from babel import Locale

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.times import times
from riwaya.arabic.times_calendar import hijri
from riwaya.read.told.ages import aged
from riwaya.read.told.clocks import Clock, cut, offset

LONGEST = 160
"""Characters of the longest string that is tried."""
YEARS = range(1600, 2200)
"""Gregorian years that a publishing date may have."""
# Hijri years without a mark; those that the solar calendar of Iran has now are left out.
_HIJRI_YEARS = range(1411, 1500)
# What nearly every export writes.
_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:[.,]\d+)?"
    r"(?P<zone>Z|(?P<hours>[+-](?:0\d|1[0-4])):?(?P<minutes>[0-5]\d))?)?",
    re.ASCII,
)
_GAP = r"\s*[-/.]\s*"
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}}){_GAP}(?P<m>\d{{1,2}}){_GAP}(?P<d>\d{{1,2}})")
_DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}}){_GAP}(?P<m>\d{{1,2}}){_GAP}(?P<y>\d{{4}})")
_DAY_NAMED = re.compile(r"(?P<d>\d{1,2})[\s,/.-]*(?P<name>[^\d,،]+?)[\s,،/.-]*(?P<y>\d{4})")
_NAME_FIRST = re.compile(r"(?P<name>[^\d,،]+?)[\s.]*(?P<d>\d{1,2})[\s,،]+(?P<y>\d{4})")
_YEAR_NAMED = re.compile(
    r"(?P<y>\d{4})[\s,،/.-]+(?:(?P<d>\d{1,2})\s+)?(?P<name>[^\d,،]+?)(?:[\s/.-]+(?P<last>\d{1,2}))?"
)
_MONTH = re.compile(rf"(?P<y>\d{{4}})(?:{_GAP}(?P<m>\d{{1,2}}))?")
_COMPACT = re.compile(
    r"(?:d:)?(?P<y>(?:1[89]|20|21)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[t ]?(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?"
    r"(?P<zone>z|[+-](?:0\d|1[0-4])[:']?[0-5]\d'?|[+-](?:0\d|1[0-4]))?)?"
)
_NUMBER = re.compile(r"(\d{8,19})(?:\.\d{1,9})?")
_ERA = re.compile(r"(?<=\d\d\d\d)\s?م\.?(?!\w)")
_EDGE = " ,،;|-–—:/()[]."
_GREGORIAN = re.compile(r"(?<!\d)(?:1[6-9]|2[01])\d\d(?!\d)")
_ONE_NAME = re.compile(r"\s*[/()]\s*|\s+-\s+")
_LOCALES = ("ar", "ar_SY", "ar_DZ", "ar_MA", "en", "fr")
# Counts since 1970 are told by their size: seconds, milli-, micro-, nanoseconds of the years 1973 to 2099.
_EPOCH = (1e8, 4.1e9)


@cache
def _months() -> Mapping[str, int]:
    """Map the folded names of months, wide and short, to their numbers."""
    names: dict[str, int] = {}
    for code in _LOCALES:
        for form in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][form].items():
                names.setdefault(fold(name).strip("."), int(number))
    for row in lexicon.rows("months"):
        if row["calendar"] == "gregorian":
            for name in lexicon.variants(row["forms"]):
                names.setdefault(fold(name), int(row["month"]))
    return names


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of words that announce a date, at its start, and of words that may stand in it."""
    words = lexicon.toml("stamps")["words"]
    labels = {fold(label) for kind in ("published", "updated", "dated") for label in words[kind]}
    inside = {fold(word) for word in words["in_dates"]}
    # French names of days only in full: «mar.» is a month too.
    for code, form in (("ar", "wide"), ("en", "wide"), ("en", "abbreviated"), ("fr", "wide")):
        inside |= {fold(name) for name in Locale.parse(code).days["format"][form].values()}
    for forms in lexicon.toml("time_words")["weekdays"].values():
        inside |= {form for form in fold(forms).split() if form.startswith("ال")}
    either, any_of = (
        "|".join(map(re.escape, sorted(some, key=len, reverse=True))) for some in (labels, inside)
    )
    return re.compile(rf"(?:{either})(?!\w)\s*[:：|–—-]?\s*"), re.compile(rf"(?<!\w)(?:{any_of})(?!\w)\.?")


def iso(value: object, now: str | None = None) -> str | None:
    """Write a date, or a date and time, as ISO 8601, as precise as it was given; None when it is not
    understood.

    ``iso("19 - 02 - 2019") == "2019-02-19"``; ``iso("الأربعاء 13 آذار 2019 - 14:05 (غرينتش)") ==
    "2019-03-13T14:05Z"``. A number is a count since 1970 in UTC, or the digits of a date. `now` (ISO 8601) is when
    the page was fetched: only with it is a relative date («منذ يومين») understood.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return _digits(value)
    if isinstance(value, float):
        return _epoch(value)
    if not isinstance(value, str | date):
        return None
    text = str(value)
    return _read(text, now) if len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _read(raw: str, now: str | None) -> str | None:
    """Read a date in words or figures."""
    if (found := _ISO.fullmatch(raw)) is not None:
        day = _dated(int(found["y"]), int(found["m"]), int(found["d"]))
        zone = f"{found['hours']}:{found['minutes']}" if found["hours"] else found["zone"] or ""
        return f"{day}T{found['clock']}{zone}" if day and found["clock"] else day
    text = " ".join(fold(html.unescape(raw) if "&" in raw else raw).split())
    if (found := _NUMBER.fullmatch(text)) is not None:
        return _digits(int(found[1]))
    if (found := _COMPACT.fullmatch(text)) is not None:
        return _compact(found)
    parted = cut(_first(text))
    if parted is None:
        return None
    rest, clock = _label_off(parted[0]), parted[1]
    plain = " ".join(_ERA.sub("", _around()[1].sub(" ", rest)).split()).strip(_EDGE)
    day = _day(plain)
    if day is None:
        day = _in_words(rest)
    if day is None and now is not None:
        return aged(rest, clock, now, _around()[1])
    if not day or (clock is not None and len(day) < len("2019-03-13")):
        return None
    return _with_clock(day, clock)


def _first(text: str) -> str:
    """Give the first of two dates that have labels of their own: «نشر في 7 نيسان 2021 | اخر تحديث: …»."""
    for found in _around()[0].finditer(text):
        if (
            found.start()
            and text[found.start() - 1] in " |("
            and any(map(str.isdecimal, text[: found.start()]))
        ):
            return text[: found.start()]
    return text


def _label_off(text: str) -> str:
    """Take «نشر في:» and the like off the start."""
    text = text.strip(_EDGE)
    while (found := _around()[0].match(text)) is not None and found.end() < len(text):
        text = text[found.end() :].strip(_EDGE)
    return text


def _with_clock(day: str, clock: Clock | None) -> str:
    """Put the clock and, where it is sure, the zone behind a day."""
    return day if clock is None else f"{day}{clock.written}{offset(clock.zone, day)}"


def _digits(number: int) -> str | None:
    """Read a run of digits: the digits of a date (``20190313``, ``20190313140500``), else a count since 1970."""
    if not 0 < number < 1e19:
        return None
    found = _COMPACT.fullmatch(str(number))
    return (_compact(found) if found is not None else None) or _epoch(number)


def _compact(found: re.Match[str]) -> str | None:
    """Write a date without separators as ISO 8601: ``20190313``, ``D:20190313140500+03'00'``."""
    day = _dated(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None or found["h"] is None:
        return day
    zone = (found["zone"] or "").replace("'", "").replace(":", "").upper()
    if len(zone) > 1:
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    return f"{day}T{found['h']}:{found['mi']}" + (f":{found['s']}" if found["s"] else "") + zone


def _epoch(count: float) -> str | None:
    """Write a count since 1970 as a moment in UTC."""
    for unit in (1, 1e3, 1e6, 1e9):
        if _EPOCH[0] < count / unit < _EPOCH[1]:
            return datetime.fromtimestamp(int(count // unit), tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None


def _dated(year: int, month: int, day: int) -> str | None:
    """Write a date, None when there is no such day or no news then; a Hijri year is turned into ours."""
    if year in _HIJRI_YEARS:
        return hijri(year, month, day)
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


def _day(text: str) -> str | None:
    """Read a day, a month or a year in figures, the month by one name or more of one month; empty for a day that is
    written so and is none, None for what is not written so.
    """
    if (found := _YEAR_FIRST.fullmatch(text)) is not None:
        return _dated(int(found["y"]), int(found["m"]), int(found["d"])) or ""
    if (found := _DAY_FIRST.fullmatch(text)) is not None:
        day, month = int(found["d"]), int(found["m"])
        if month > 12 >= day:  # only the American order is a date
            day, month = month, day
        return _dated(int(found["y"]), month, day) or ""
    for shape in (_DAY_NAMED, _NAME_FIRST, _YEAR_NAMED):
        if (found := shape.fullmatch(text)) is not None and (named := _month(found["name"])):
            number = found["d"] or found.groupdict().get("last")
            return (_dated(int(found["y"]), named, int(number)) or "") if number else None
    if (found := _MONTH.fullmatch(text)) is None:
        return None
    if int(found["y"]) not in YEARS or not 1 <= int(found["m"] or 1) <= 12:
        return ""
    return f"{found['y']}-{int(found['m']):02}" if found["m"] else found["y"]


def _month(name: str) -> int | None:
    """Give the number of a month by its folded name, or by two of its names: «اذار/مارس»."""
    named = {_months().get(part.strip(" .")) for part in _ONE_NAME.split(name) if part.strip()}
    return named.pop() if len(named) == 1 else None


def _in_words(text: str) -> str | None:
    """Read a day or month by the grammar of times; beside it only what may stand around a date is left.

    A Hijri day and a Gregorian one side by side may be a day apart (the moon was seen): the Gregorian one is meant.
    """
    days: set[tuple[bool, str]] = set()
    left, at = [], 0
    for time in times(text):
        left.append(text[at : time.span.start])
        at = time.span.end
        if time.value is None or len(time.value) not in (len("2019-03-13"), len("2019-03")):
            return None
        days.add((_GREGORIAN.search(text[time.span.start : at]) is not None, time.value))
    left.append(text[at:])
    if not days or _around()[1].sub(" ", " ".join(left)).strip(_EDGE + "م "):
        return None
    ours = {value for gregorian, value in days if gregorian} or {value for _, value in days}
    value = ours.pop() if len(ours) == 1 else None
    return value if value is not None and int(value[:4]) in YEARS else None
