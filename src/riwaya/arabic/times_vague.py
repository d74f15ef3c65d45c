"""Vague times: «حتى الآن» and «اليوم» mean the moment of writing, «مؤخرا» and «في وقت سابق» say no more than that."""

from functools import cache

from riwaya.arabic.phrases import Phrases
from riwaya.arabic.times_context import Context, Reading, from_word, lexicon, periods
from riwaya.arabic.times_lasting import dated
from riwaya.arabic.times_periods import THIS, this


@cache
def vague_phrases() -> Phrases[str]:
    """Give the expressions that place in time without saying when."""
    return Phrases((phrase, kind) for kind, phrases in lexicon()["vague"].items() for phrase in phrases)


def vague(context: Context, at: int) -> Reading | None:
    """Read «حتى الآن», «مؤخرا», «في وقت سابق»: the time of writing, or none."""
    form, letters = context.form(at), 0
    found = vague_phrases().at(context.toks, at)
    if found is None and form[:1] in ("و", "ف", "ل", "ب") and vague_phrases().opened_by(form[1:]):
        letters = 1
        found = vague_phrases().at(from_word(context, at, letters), 0)
    if found is None:
        return None
    end = at + found.end - found.first
    if found.payload == "now" and context.form(end - 1) == "الساعه" and dated(context, end):
        return None
    now = found.payload == "now"
    value = context.reference.isoformat() if context.reference and now else None
    start = context.start(at, letters)
    exact = context.instant if value else None
    return _earlier_in(context, at, end) or Reading(at, end, value, "time.vague", start, None, exact)


def _earlier_in(context: Context, at: int, end: int) -> Reading | None:
    """Read «في وقت سابق من هذا الشهر» as one time, as precise as its period."""
    spot = end + 1 if context.form(end) == "من" else end
    if (
        context.form(end - 1) not in ("سابق", "لاحق")
        or context.form(spot) not in THIS
        or context.form(spot + 1) not in periods()
    ):
        return None
    inner = this(context, spot, 0)
    first = at - 1 if context.bare(at - 1) == "في" else at
    start = context.start(first, len(context.form(first)) - len(context.bare(first)))
    return (
        inner._replace(first=first, start=start, rule="time.vague", day=None) if inner is not None else None
    )
