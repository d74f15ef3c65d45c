"""Units: the measure, currency, time unit or per cent sign that stands behind (or before) a number.

Measures and times come from ``data/units.tsv``. Money comes from ``data/currencies.tsv`` and, for the
adjective that tells one
دينار from another, from the Arabic currency names of CLDR (through Babel).
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from babel import Locale

from riwaya.arabic.fold import fold
from riwaya.arabic.memory import remembered
from riwaya.arabic.phrases import Found, Phrases
from riwaya.arabic.words import Token
from riwaya.lexicon import rows, variants


class Unit(NamedTuple):
    """A unit: its name (``km``, ``USD``, ``day`` …), its kind, the grammatical number of the form, ISO
    8601 letter.
    """

    name: str
    kind: str
    number: str
    iso: str = ""


_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "₺": "TRY"}
_ENDINGS = ("ات", "ين", "ان", "ا", "ه")


def _stem(form: str) -> str:
    """Take the ending of case, gender and number off a folded adjective or currency noun."""
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form


@cache
def _units() -> Phrases[Unit]:
    entries = [
        (form, Unit(row["unit"], row["kind"], number, row["iso"]))
        for row in rows("units")
        for number in ("one", "two", "many")
        for form in variants(row[number])
    ]
    money = [
        (form, Unit(row["code"] or fold(variants(row["one"])[0]), "money", number))
        for row in rows("currencies")
        for number, cells in (
            ("one", row["one"] + "|" + row["signs"]),
            ("two", row["two"]),
            ("many", row["many"]),
        )
        for form in variants(cells)
    ]
    money += [(code.lower(), Unit(code, "money", "one")) for code in sorted(Locale("ar").currencies)]
    seen: set[str] = set()
    return Phrases(
        [(form, unit) for form, unit in entries + money if not (form in seen or seen.add(form))],  # type: ignore[func-returns-value]
        article=True,
    )


@cache
def _adjectives() -> dict[tuple[str, str], str]:
    """Map (currency noun, adjective) stems to ISO 4217 codes, from CLDR; names with more words than two
    are left out.
    """
    table: dict[tuple[str, str], str] = {}
    for code, name in sorted(Locale("ar").currencies.items()):
        parts = fold(name).split()
        if len(parts) == 2 and not code.startswith("X"):
            table.setdefault((_stem(parts[0]), _stem(parts[1])), code)
    for (noun, adjective), code in list(table.items()):
        table.setdefault((noun, adjective.replace("امريكي", "اميركي")), code)
    return table


def unit_at(toks: Sequence[Token], at: int) -> Found[Unit] | None:
    """Find the unit that starts at token `at`, with its adjective: «ريالا سعوديا» → SAR."""
    found = _units().at(toks, at)
    if (
        found is None
        or found.payload.kind != "money"
        or found.end >= len(toks)
        or toks[found.end].kind != "word"
    ):
        return found
    noun = toks[at].form.removeprefix("ال")
    code = _adjectives().get((_stem(noun), _stem(toks[found.end].form.removeprefix("ال"))))
    return Found(at, found.end + 1, found.payload._replace(name=code)) if code else found


def unit_after(toks: Sequence[Token], at: int) -> Found[Unit] | None:
    """Find the unit of a number that ends before token `at`; «من الدولارات» counts too."""
    found = unit_at(toks, at)
    if found is None and at + 1 < len(toks) and toks[at].form == "من" and toks[at + 1].form[:2] == "ال":
        found = unit_at(toks, at + 1)
        found = found if found is not None and found.payload.kind == "money" else None
    return found


def sign_before(toks: Sequence[Token], at: int, floor: int) -> Unit | None:
    """Give the unit whose sign stands right before token `at`: $10, %80. A sign before `floor` is
    another number's.
    """
    form = toks[at - 1].form if at > floor else ""
    if form in _SIGNS:
        return Unit(_SIGNS[form], "money", "one")
    return Unit("percent", "percent", "one") if form in ("%", "٪") else None


@remembered(most=200_000)
def may_be_one(form: str) -> int | None:
    """Give the clitic letters of a form that may be a unit in the singular («وساعة»), None when it is
    none.
    """
    for letters, clitic, definite in _PREFIXES_OF.get(form[:1], _NO_PREFIX):
        if not definite and form.startswith(letters) and form[len(letters) :] in singular_units():
            return clitic
    return None


@cache
def singular_units() -> frozenset[str]:
    """Give the units of one word in the singular that a half may follow: لتر, ساعة, كيلومتر."""
    kinds = ("duration", "volume", "distance", "mass")
    return frozenset(
        fold(form)
        for row in rows("units")
        if row["kind"] in kinds
        for form in variants(row["one"])
        if " " not in form
    )


_PREFIXES = [
    (conj + prep + article, len(conj + prep), bool(article))
    for conj in ("", "و", "ف")
    for prep in ("", "ب", "ل", "ك")
    for article in ("", "ال")
] + [("لل", 1, True), ("ولل", 2, True)]
# By the first letter of the form: most words can only stand without a prefix.
_PREFIXES_OF = {
    letter: [prefix for prefix in _PREFIXES if prefix[0][:1] in ("", letter)] for letter in "وفبلكا"
}
_NO_PREFIX = _PREFIXES[:1]


@cache
def dual_units() -> dict[str, Unit]:
    """Give the units of one word in the dual: كيلومتران, عامين."""
    return {
        fold(form): Unit(row["unit"], row["kind"], "two", row["iso"])
        for row in reversed(rows("units"))
        for form in variants(row["two"])
        if " " not in form
    } | {
        fold(form): Unit(row["code"] or fold(variants(row["one"])[0]), "money", "two")
        for row in rows("currencies")
        for form in variants(row["two"])
        if " " not in form and fold(form) not in ("سنتين", "سنتان")
    }


@remembered(most=200_000)
def dual_unit(form: str) -> tuple[Unit, int, bool] | None:
    """Give the unit of a noun that is a number by itself («كيلومترين», «بعامين»), its clitic letters,
    and whether it has ال.
    """
    for letters, clitic, definite in _PREFIXES_OF.get(form[:1], _NO_PREFIX):
        unit = dual_units().get(form[len(letters) :]) if form.startswith(letters) else None
        if unit is not None and not (definite and unit.kind != "duration"):
            return unit, clitic, definite
    return None
