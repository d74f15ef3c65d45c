"""Years: «عام 2014», «2009», «1982-1990», «1436هـ», and the year behind a month («من العام الجاري», «الماضي»)."""

from typing import NamedTuple

from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.numbers_digits import digits
from riwaya.arabic.times_calendar import hijri
from riwaya.arabic.times_context import Context, Reading, clitics, shifts, words

DIRECTIONS = {"past": -1, "future": 1, "present": 0}
_YEAR_WORDS = frozenset(["عام", "العام", "سنه", "السنه"])
_THIS = frozenset(["هذا", "هذه"])
_LINKS = frozenset(["من", "في", "،", ","])


class Year(NamedTuple):
    """A year behind a month: the token behind it, the year, or which way to look for it."""

    end: int
    year: int | None = None
    direction: int | None = None
    hijri: bool = False
    every: bool = False


def plain_year(context: Context, at: int) -> int | None:
    """Give the year that token `at` writes in four digits."""
    form = context.form(at)
    if len(form) == 4 and form.isdecimal() and 1200 <= int(form) <= 2200:
        return int(form)
    return None


def era_end(context: Context, end: int) -> tuple[int, str]:
    """Step over the letter of the era behind a year: هـ, م."""
    form = context.form(end)
    return (end + 1, form) if form in ("ه", "م", "هجري", "هجريه", "ميلادي", "ميلاديه") else (end, "")


def year_behind(context: Context, at: int) -> Year:
    """Read the year behind a month: 2015 · من عام 2015 · الماضي · من العام الجاري · لهذا العام · من كل عام."""
    spot = at
    if context.form(at) in _LINKS and (_year_word(context, at + 1) or plain_year(context, at + 1)):
        spot = at + 1
    if _year_word(context, spot):
        return _said_year(context, at, spot)
    year = plain_year(context, spot)
    if year is not None:
        end, era = era_end(context, spot + 1)
        return Year(end, year, hijri=era[:1] == "ه")
    every = context.form(at) == "من" and context.form(at + 1) == "كل" and context.form(at + 2) in _YEAR_WORDS
    shift = shifts().get(context.form(at))
    if shift in DIRECTIONS:
        return Year(at + 1, None, DIRECTIONS[shift])
    return Year(at + 3, every=True) if every else Year(at)


def _year_word(context: Context, at: int) -> bool:
    """Tell «عام», «لعام», «بسنة», and «هذا العام»."""
    form = context.form(at)
    bare = form[1:] if form[:1] in ("ل", "ب") else form
    return bare in _YEAR_WORDS or (bare in _THIS and context.form(at + 1) in _YEAR_WORDS)


def _said_year(context: Context, at: int, spot: int) -> Year:
    """Read «عام 2015», «العام الجاري» and «هذا العام» at token `spot`."""
    base = context.reference.year if context.reference else None
    if context.form(spot).lstrip("لب") in _THIS:
        return Year(spot + 2, base, 0)
    year = plain_year(context, spot + 1)
    if year is not None:
        end, era = era_end(context, spot + 2)
        return Year(end, year, hijri=era[:1] == "ه")
    shift = shifts().get(context.form(spot + 1))
    if shift in DIRECTIONS and context.form(spot).lstrip("ب")[:2] == "ال":
        return Year(spot + 2, None if base is None else base + DIRECTIONS[shift], 0)
    return Year(at)


def year_alone(context: Context, at: int) -> Reading | None:
    """Read a year: «عام 2014», «2009», «1982-1990», «1436هـ», «عامي 2010 و2011»."""
    form = context.form(at)
    if not form:
        return None
    letters = clitics(form, _YEAR_WORDS | {"عامي", "سنتي"})
    if letters is not None and context.toks[at].kind == "word":
        return _headed_year(context, at, letters)
    before = context.form(at - 1)
    led = context.toks[at].kind == "number" and before in words("names", "year_lead")
    if (at not in context.years and not (led and plain_year(context, at))) or before in words(
        "names", "models"
    ):
        return None
    read = digits(form)
    end, era = era_end(context, at + 1)
    if read.shape == "years":
        return Reading(at, end, f"{read.low:04}/{read.high:04}", "time.year", context.toks[at].start)
    return Reading(at, end, _year_value(int(read.low), era), "time.year", context.toks[at].start)


def _year_value(year: int, era: str) -> str | None:
    if era[:1] == "ه" or year < 1500:
        return hijri(year)
    return f"{year:04d}"


def _headed_year(context: Context, at: int, letters: int) -> Reading | None:
    start = context.start(at, letters)
    year = plain_year(context, at + 1)
    if year is None:
        read = (
            digits(context.form(at + 1))
            if at + 1 < len(context.toks) and context.toks[at + 1].kind == "number"
            else None
        )
        if read is not None and read.shape == "years":
            return Reading(at, at + 2, f"{read.low:04}/{read.high:04}", "time.year", start)
        return _worded_year(context, at, start)
    end, era = era_end(context, at + 2)
    if (
        context.form(at)[letters:] in ("عامي", "سنتي")
        and context.form(end) == "و"
        and (second := plain_year(context, end + 1))
    ):
        return Reading(at, end + 2, f"{year}/{second}", "time.year", start)
    if shifts().get(context.form(end)) in DIRECTIONS:
        end += 1
    return Reading(at, end, _year_value(year, era), "time.year", start)


def _worded_year(context: Context, at: int, start: int) -> Reading | None:
    """Read a year in words: «عام ألفين وخمسة عشر»."""
    if at + 1 >= len(context.toks) or context.toks[at + 1].kind != "word":
        return None
    number = cardinal(context.text, context.toks, at + 1)
    if number is None or number.conj or not 1300 <= number.value <= 2150 or number.vague:
        return None
    return Reading(at, number.end, _year_value(int(number.value), ""), "time.year", start)
