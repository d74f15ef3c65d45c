"""Seasons: «الصيف الماضي», «شتاء 2015», «هذا الربيع», with the codes of EDTF (2015-22 is the summer of 2015)."""

from datetime import date

from riwaya.arabic.times_calendar import SEASONS
from riwaya.arabic.times_context import Context, Reading, clitics, shifts, words
from riwaya.arabic.times_periods import STEP, THIS


def season(context: Context, at: int) -> Reading | None:
    """Read «الصيف الماضي», «صيف 2015» as EDTF seasons (2015-22)."""
    letters = clitics(context.form(at), THIS)
    if letters is not None:
        return _running(context, at, letters)
    for name, code in SEASONS.items():
        letters = clitics(context.form(at), words("seasons", name))
        if letters is None:
            continue
        form = context.form(at)[letters:]
        shift = shifts().get(context.form(at + 1))
        if form[:2] == "ال" and shift in STEP:
            year = _season_year(context.reference, int(code), STEP[shift]) if context.reference else None
            return Reading(
                at, at + 2, f"{year}-{code}" if year else None, "time.season", context.start(at, letters)
            )
        spot = at + 2 if context.form(at + 1) in ("عام", "سنه") else at + 1
        year_form = context.form(spot)
        if form[:2] != "ال" and len(year_form) == 4 and year_form.isdecimal():
            return Reading(at, spot + 1, f"{year_form}-{code}", "time.season", context.start(at, letters))
    return None


def _running(context: Context, at: int, letters: int) -> Reading | None:
    """Read «هذا الصيف»: the running or coming one, unless it is over."""
    form = context.form(at + 1)
    code = next((code for name, code in SEASONS.items() if form in words("seasons", name)), None)
    if code is None or form[:2] != "ال" or context.form(at)[letters:] not in ("هذا", "هذه"):
        return None
    value = f"{context.reference.year}-{code}" if context.reference else None
    return Reading(at, at + 2, value, "time.season", context.start(at, letters))


def _season_year(reference: date, code: int, step: int) -> int:
    """Give the year of a season that is past, running or coming; winter begins in December of its year."""
    starts = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    begun = reference.month >= starts
    over = reference.month >= starts + 3
    if step < 0:
        return reference.year if over else reference.year - 1
    return reference.year if not begun or not step else reference.year + 1
