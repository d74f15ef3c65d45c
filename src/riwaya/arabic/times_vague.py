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
    for letters in (0, 1):
        if letters and context.form(at)[:1] not in ("و", "ف", "ل", "ب"):
            continue
        found = vague_phrases().at(from_word(context, at, letters), 0)
        if found is not None and not (
            found.payload == "now"
            and context.form(at + found.end - 1) == "الساعه"
            and dated(context, at + found.end)
        ):
            now = found.payload == "now"
            value = context.reference.isoformat() if context.reference and now else None
            earlier = _earlier_in(context, at, at + found.end)
            if earlier is not None:
                return earlier
            start = context.start(at, letters)
            exact = context.instant if value else None
            return Reading(at, at + found.end, value, "time.vague", start, None, exact)
    return None


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
