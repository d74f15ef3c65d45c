"""Labels: the words of the page and the terminal in both languages, and how numbers, dates and counts are
written.

A label is a `Bilingual` pair, because one page carries both languages and the reader switches between them.
The wordings come from ``data/labels.toml`` and ``data/reasons.toml``; plural categories, months and
separators from Babel's CLDR tables.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import localcontext
from functools import cache, lru_cache
from string import Formatter
from typing import Any, Literal, NamedTuple

from babel import Locale
from babel.dates import format_datetime, format_interval
from babel.numbers import format_compact_decimal, format_decimal, format_percent, get_currency_name

from riwaya import lexicon
from riwaya.model import Quantity, Reason, Support

Language = Literal["ar", "en"]

DIGITS = "latn"
"""Digits of the Arabic page: ``latn`` (123, what most newsrooms print today) or ``arab`` (١٢٣)."""

Bound = float | int | None

_MOST_DIGITS = 1000


class Bilingual(NamedTuple):
    """One wording in both languages."""

    ar: str
    en: str

    def format(self, **facts: "Bilingual | str") -> "Bilingual":
        """Fill the wording of each language with the facts in that language; unknown fields stay empty."""
        return both(lambda lang: _fill(getattr(self, lang), {k: _in(v, lang) for k, v in facts.items()}))


def both(make: Callable[[Language], str]) -> Bilingual:
    """Make the pair by calling `make` with each language."""
    return Bilingual(make("ar"), make("en"))


def same(text: str) -> Bilingual:
    """Give words that are the same in both languages (a name, a quotation)."""
    return Bilingual(text, text)


def _in(fact: Bilingual | str, lang: Language) -> str:
    return getattr(fact, lang) if isinstance(fact, Bilingual) else str(fact)


class _Lenient(Formatter):
    """Formats plain ``{name}`` fields; a missing fact is left empty, so that a page never fails on a
    wording.
    """

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, "")


def _fill(wording: str, facts: dict[str, str]) -> str:
    return _Lenient().vformat(wording, (), facts)


@cache
def _labels() -> dict[str, Any]:
    return lexicon.toml("labels")


@cache
def _reasons() -> dict[str, Bilingual]:
    """Give the words of every reason by its dotted code (``copy.credits``)."""
    out: dict[str, Bilingual] = {}
    rooms = [("", lexicon.toml("reasons"))]
    for prefix, entries in rooms:
        if {"ar", "en"} <= set(entries):
            out[prefix] = Bilingual(entries["ar"], entries["en"])
            continue
        rooms += [(f"{prefix}.{key}".lstrip("."), entry) for key, entry in entries.items()]
    return out


@cache
def label(group: str, key: str) -> Bilingual:
    """Give the label `key` of `group`; a key without a label (a lexicon may know more words) stands for
    itself.
    """
    entry = _labels()[group].get(key)
    return Bilingual(entry["ar"], entry["en"]) if entry else same(key.replace("_", " "))


@cache
def _locale(lang: Language) -> Locale:
    return Locale(lang)


def number(value: float | int) -> Bilingual:
    """Write a number with the separators and digits of each language, however many digits it has."""
    return both(lambda lang: _digits(_decimal(value, lang, _system(lang)), lang))


@lru_cache(maxsize=20_000, typed=True)
def _decimal(value: float | int, lang: Language, system: str) -> str:
    """Write a number once: a page has hundreds of them, and Babel takes a twentieth of a millisecond for each."""
    with localcontext(prec=_MOST_DIGITS):
        return format_decimal(value, locale=lang, numbering_system=system)


def compact(value: float | int) -> Bilingual:
    """Write a number where there is little room: a million and more in short."""
    if abs(value) < 1_000_000:
        return number(value)
    return both(
        lambda lang: _digits(
            format_compact_decimal(value, locale=lang, fraction_digits=2, numbering_system=_system(lang)),
            lang,
        )
    )


def share(value: float) -> Bilingual:
    """Write a share in [0, 1] as a percentage without decimals."""
    return both(
        lambda lang: _digits(format_percent(value, locale=lang, numbering_system=_system(lang)), lang)
    )


def _system(lang: Language) -> str:
    return DIGITS if lang == "ar" else "latn"


def _digits(text: str, lang: Language) -> str:
    """Write ASCII digits as the digits of the language; Babel knows their separators, not their shapes."""
    if lang == "ar" and DIGITS == "arab":
        return text.translate({ord("0") + n: 0x0660 + n for n in range(10)})
    return text


def count(noun: str, n: int) -> Bilingual:
    """Write `n` of a noun of ``[count]`` with the right plural of each language."""
    forms = _labels()["count"][noun]

    def one(lang: Language) -> str:
        table = forms[lang]
        wording = table.get(_locale(lang).plural_form(n), table["other"])
        return _fill(wording, {"n": getattr(number(n), lang)})

    return both(one)


def country(code: str) -> Bilingual:
    """Name a country by its ISO 3166-1 alpha-2 code; a code that is none stands for itself."""
    return both(lambda lang: str(_locale(lang).territories.get(code, code)))


def _money_or_measure(value: Bilingual, unit: str | None) -> Bilingual:
    if unit in _labels()["unit"]:
        name = label("unit", str(unit))
        return both(lambda lang: f"{getattr(value, lang)} {getattr(name, lang)}")
    if unit and len(unit) == 3 and unit.isascii() and unit.isupper():
        return both(lambda lang: f"{getattr(value, lang)} {_currency(unit, lang)}")
    return value


@cache
def _currency(unit: str, lang: Language) -> str:
    return get_currency_name(unit, 2000, locale=lang)


def figure(low: Bound, high: Bound, unit: str | None = None) -> Bilingual:
    """Write the bounds of a figure (either may be open) in words, with its unit when that is money or a
    measure.
    """
    if low is None and high is None:
        return label("figure", "none")
    if low is None or high is None:
        wording = label("figure", "least" if high is None else "most")
    else:
        wording = same("{low}") if low == high else label("figure", "between")
    empty = same("")
    value = wording.format(
        low=empty if low is None else number(low), high=empty if high is None else number(high)
    )
    return _money_or_measure(value, unit)


def quantity(q: Quantity) -> Bilingual:
    """Write the figure of a quantity."""
    return figure(q.low, q.high, q.unit)


def voices(support: Support) -> Bilingual:
    """Say an interval of independent voices in words."""
    high = count("voice", support.high)
    if support.low == support.high:
        return high
    if support.low == 0:
        return label("interval", "upto").format(high=high)
    return label("interval", "between").format(low=count("voice_least", support.low), high=high)


_DAY = len("2023-05-14")
# The English of a date is «14 May 2023».
_LOCALES: dict[Language, str] = {"ar": "ar", "en": "en_GB"}
_PATTERNS = {4: ("%Y", "y"), 7: ("%Y-%m", "MMMM y"), 10: ("%Y-%m-%d", "d MMMM y")}


def date(iso: str | None) -> Bilingual:
    """Write an ISO 8601 date or time as precisely as it is given; what cannot be read stays as it is."""
    if not iso:
        return label("page", "undated")
    return _dated(iso, DIGITS)


@lru_cache(maxsize=20_000)
def _dated(iso: str, _digits_of: str) -> Bilingual:
    """Write a date once, in each of the digits that an Arabic page may have."""
    try:
        if len(iso) in _PATTERNS:
            parse, pattern = _PATTERNS[len(iso)]
            when = datetime.strptime(iso, parse)
        else:
            when, pattern = datetime.fromisoformat(iso), "d MMMM y, HH:mm"
    except ValueError:
        return same(iso)
    return both(lambda lang: _digits(format_datetime(when, _written(pattern, lang), locale=lang), lang))


def days(first: str, last: str) -> Bilingual:
    """Write the time from one ISO 8601 date to another by its days, what both share once: «14–17 May 2023» (CLDR)."""
    first, last = first[:_DAY], last[:_DAY]
    if first == last:
        return date(first)
    try:
        a, b = (datetime.strptime(iso, "%Y-%m-%d") for iso in (first, last))
    except ValueError:  # less precise than a day, or no date
        return both(lambda lang: f"{getattr(date(first), lang)} – {getattr(date(last), lang)}")
    return both(lambda lang: _digits(format_interval(a, b, "yMMMd", locale=_LOCALES[lang]), lang))


def _written(pattern: str, lang: Language) -> str:
    return pattern.replace(",", "،") if lang == "ar" else pattern


def framing(side: str) -> Bilingual:
    """Say how something is told: a side of `framings.tsv`."""
    return label("framing", side)


def why(reason: Reason) -> Bilingual:
    """Say a reason in words; a code without words is shown with its facts."""
    return say(reason.code, reason.args)


def wording(code: str) -> Bilingual | None:
    """Give the words of a reason with their fields unfilled; None for a code without words."""
    return _reasons().get(code)


def say(code: str, args: dict[str, str]) -> Bilingual:
    """Say the reason `code` with the facts `args` in words."""
    words = wording(code)
    if words is None:
        return same(" · ".join([code, *args.values()]))
    return words.format(**args)
