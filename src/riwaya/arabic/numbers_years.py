"""Years: a number of four digits that names one («عام 2014», «(2012)», «كأس العالم 2022») and counts nothing."""

from collections.abc import Sequence

from riwaya.arabic.numbers_near import Near, form_at, is_listed
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_units import unit_at
from riwaya.arabic.times_words import month_at
from riwaya.arabic.words import Token


def is_year(near: Near) -> bool:
    """«عام 2014», «(2012)», «مايو 2021», «1436 هـ», «2015 - 2017»."""
    form = near.toks[near.number.first].form
    if not near.lone:
        return (
            is_listed(near.before, "year")
            and near.number.value in range(1900, 2101)
            and noun_form(near.after) is None
        )
    if not near.plain or len(form) != 4 or not 1300 <= near.number.value <= 2150:
        return False
    if _era(near) or (near.number.value >= 1800 and _month_before(near.toks, near.number.first)):
        return True
    said = near.before.lstrip("ول") in _YEAR_WORDS
    counted = _counted_after(near)
    if near.number.value in _NAMED and not counted and _names(near):
        return True
    if near.number.value < 1800 or is_listed(near.before, "year"):
        return said or (near.number.value >= 1800 and not counted)
    if counted:
        return False
    bracketed = near.before in _OPEN and (near.after in _CLOSE or near.after in ("-", "–"))
    joined = near.before in _JOINS and _is_year_form(near.form(-2))
    joins = near.after in _JOINS and _is_year_form(form_at(near.toks, near.number.end + 1))
    closes = near.after in _QUOTES and near.number.value >= 1900 and near.before not in _QUOTES
    if bracketed or closes or joined or (joins and near.after != "و"):
        return True
    return _dated(near) or _heads_line(near)


_YEAR_WORDS = frozenset(["عام", "سنه", "العام", "السنه", "منذ"])


_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
# A year behind a name is of our time; figures of other centuries are counts.
_NAMED = frozenset([*range(1950, 2051), *range(1420, 1461)])
# «السعودية 2050»: a year closes a name in quotation marks.
_QUOTES = frozenset('"»”')
_JOINS = frozenset(["-", "–", "/", "_", "و"])
_ERAS = frozenset(["هجري", "هجريه", "ميلادي", "ميلاديه"])


def _dated(near: Near) -> bool:
    """«العام المالي 2014», «أكتوبر (تشرين الأول) 2011»."""
    if near.before == ")":
        return near.number.value >= 1800 and _month_before(near.toks, near.number.first - 1)
    return near.before[:2] == "ال" and near.form(-2).lstrip("وبلف") in ("العام", "السنه", "الموسم")


def _names(near: Near) -> bool:
    """«كأس العالم لكرة القدم 2022»: behind a definite noun in the singular, where nothing is counted."""
    noun = noun_form(near.before)
    whole = near.before[:2] == "ال" and near.number.value in _NAMED
    return whole and (noun is None or noun.number == "one") and near.form(-2).lstrip("وبلف") != "عدد"


def _heads_line(near: Near) -> bool:
    """«1969 - هبوط …»: a year that heads an entry of a chronicle."""
    apart = near.after in ("-", "–", ":") and near.number.value >= 1000
    return apart and (near.before in ("", ".", ":", "*", "-", "–") or near.opens_line)


def _era(near: Near) -> bool:
    glued = (
        near.number.end < len(near.toks)
        and near.toks[near.number.end].start == near.toks[near.number.end - 1].end
    )
    return near.after in _ERAS or (near.after in ("ه", "م") and (glued or near.number.value < 1500))


def with_era(toks: Sequence[Token], end: int, low: float, high: float) -> bool:
    """Tell two years with their era behind them: «1436 - 1437هـ»."""
    years = 1300 <= low < high <= 2150 and end < len(toks)
    return years and (
        toks[end].form in _ERAS or (toks[end].form in ("ه", "م") and toks[end].start == toks[end - 1].end)
    )


def _is_year_form(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and 1800 <= int(form) <= 2150


def _counted_after(near: Near) -> bool:
    """Tell whether something that the number would count follows it."""
    noun = noun_form(near.after)
    counted = noun is not None and not (noun.definite or noun.prep or noun.conj)
    of = near.after == "من" and form_at(near.toks, near.number.end + 1)[:2] == "ال"
    return counted or of or unit_at(near.toks, near.number.end) is not None


def _month_before(toks: Sequence[Token], at: int) -> bool:
    """Tell whether a month name of one or two words ends right before token `at`, with و ف ب ل before it
    or not.
    """
    for first in (at - 1, at - 2):
        if first >= 0:
            found = month_at(toks, first) or month_at(
                [toks[first]._replace(form=form_at(toks, first)[1:]), *toks[first + 1 : at]], 0
            )
            if found is not None:
                return True
    return False
