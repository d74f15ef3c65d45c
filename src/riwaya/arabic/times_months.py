"""Months in text, by name or by number: «تشرين الأول», «شهر 3», «شهر عشرة», «الشهر التاسع».

The calendar of a month by number is ``numbered``: its year tells which one is meant.
"""

from riwaya.arabic.numbers_words import numeral, ordinal_value
from riwaya.arabic.phrases import Found
from riwaya.arabic.times_context import Context, clitics, shifts, words
from riwaya.arabic.times_words import Month, month_at

_MONTHS = 12
_WORD = frozenset(["شهر"])


def month_named(context: Context, at: int) -> Found[Month] | None:
    """Find the month at token `at`, over «شهر» and over the clitics of its first word."""
    if not 0 <= at < len(context.toks):
        return None
    form, toks = context.form(at), context.toks
    found = month_at(toks, at)
    if found is not None:
        return found
    letters = clitics(form, _WORD)
    if letters is not None:
        inner = month_at(toks, at + 1) or _numbered(context, at + 1)
        return Found(at, inner.end, inner.payload._replace(sure=True)) if inner is not None else None
    if form.endswith("الشهر") and len(form) <= len("والشهر"):
        return _ordinal(context, at)
    return None


def _numbered(context: Context, at: int) -> Found[Month] | None:
    """Read the number behind «شهر»: «شهر 3», «شهر عشرة»; one that counts something is none («شهر 5 قتلى»)."""
    form = context.form(at)
    word = numeral(form) if not form.isdecimal() else None
    number = int(form) if form.isdecimal() else 0
    if word is not None and word.role in ("unit", "ten") and not (word.conj or word.prep or word.definite):
        number = int(word.value)
    following = context.form(at + 1)
    ends = at + 1 >= len(context.toks) or context.toks[at + 1].kind != "word"
    if not 0 < number <= _MONTHS or form.startswith("واحد"):
        return None
    if ends or following in words("names", "behind_month") or following in shifts():
        return Found(at, at + 1, Month("numbered", number, True))
    return None


def _ordinal(context: Context, at: int) -> Found[Month] | None:
    """Read «الشهر التاسع» and «الشهر الحادي عشر»."""
    form, end = context.form(at + 1), at + 2
    value = ordinal_value(form[2:]) if form[:2] == "ال" else None
    following = numeral(context.form(end))
    if value is not None and following is not None and following.role == "ten" and not following.conj:
        value, end = value + 10, end + 1
    if value is None or not 0 < value <= _MONTHS:
        return None
    return Found(at, end, Month("numbered", value, True))
