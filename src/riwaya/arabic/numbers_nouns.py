"""Counted nouns: singular, dual and plural forms of what numbers count, with the duals derived.

From ``data/counted.tsv``. The dual of a noun is a number by itself («قتيلان» → 2), unless it is definite
and so refers back
(«الطرفان») or its ending could as well be a sound plural («مسلحين»).
"""

from functools import cache
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.arabic.memory import remembered
from riwaya.lexicon import rows, variants


class Noun(NamedTuple):
    """A noun of the lexicon: singular as written there, whether it is a person, the class of what it
    counts.
    """

    singular: str
    person: bool
    counted: str


class NounForm(NamedTuple):
    """A form of a noun: `number` is one, two, many or construct (dual before its genitive); clitics as
    found.
    """

    noun: Noun
    number: str
    conj: bool = False
    prep: bool = False
    definite: bool = False
    clitic: int = 0
    owned: bool = False


_CLITICS = [
    (conj + prep + article, bool(conj), bool(prep), bool(article), len(conj + prep))
    for conj in ("", "و", "ف")
    for prep in ("", "ب", "ل", "ك")
    for article in ("", "ال")
    if conj + prep + article and not (prep == "ل" and article)
] + [("لل", False, True, True, 1), ("ولل", True, True, True, 2)]
# By their first letter: most words begin with none of them and need no trial.
_CLITICS_OF = {letter: [clitic for clitic in _CLITICS if clitic[0][:1] == letter] for letter in "وفبلكا"}
_OWNERS = ("هما", "ها", "هم", "هن", "نا", "ه")


def _duals(singular: str, plurals: list[str], person: bool) -> list[tuple[str, str]]:
    """Derive the dual forms that cannot be taken for something else."""
    stem = singular[:-1] + "ت" if singular.endswith("ه") else singular
    out = [(stem + "ان", "two")]
    if stem + "ين" not in plurals:
        out.append((stem + "ين", "two"))
    if stem.endswith("ت") and singular.endswith("ه"):
        out += [(stem + "ا", "construct"), (stem + "ي", "construct")]
    elif (
        person and not any(plural.endswith(("ون", "ين")) for plural in plurals) and not singular.endswith("ي")
    ):
        out.append((stem + "ي", "construct"))
    return out


@cache
def counted_forms() -> dict[str, NounForm]:
    """Map every folded form to what it is; the first row of a form wins, and plurals win over derived
    duals.
    """
    table: dict[str, NounForm] = {}
    duals: list[tuple[str, NounForm]] = []
    for row in rows("counted"):
        noun = Noun(row["noun"], row["person"] == "1", row["class"])
        singular = fold(row["noun"])
        plurals = [fold(form) for form in variants(row["plurals"])]
        table.setdefault(singular, NounForm(noun, "one"))
        if not singular.endswith(("ه", "ا", "ي")) or singular.endswith("ي"):
            table.setdefault(singular + "ا", NounForm(noun, "one"))
        for plural in plurals:
            table.setdefault(plural, NounForm(noun, "many"))
            if plural.endswith(("ون", "ين")):
                table.setdefault(plural[:-1], NounForm(noun, "many"))
            if noun.person and not plural.endswith(("ون", "ين", "ات", "ه", "ا", "ي")):
                table.setdefault(plural + "ا", NounForm(noun, "many"))
        if " " not in singular:
            duals += [
                (form, NounForm(noun, number)) for form, number in _duals(singular, plurals, noun.person)
            ]
    for form, entry in duals:
        table.setdefault(form, entry)
    return table


@remembered(most=200_000)
def noun_form(form: str) -> NounForm | None:
    """Say which counted noun a folded word is a form of: «والقتلى» → قتيل, many, definite; None when of
    none.
    """
    table = counted_forms()
    if form in table:
        return table[form]
    for letters, conj, prep, definite, clitic in _CLITICS_OF.get(form[:1], ()):
        bare = table.get(form[len(letters) :]) if form.startswith(letters) else None
        if bare is not None:
            return bare._replace(conj=conj, prep=prep, definite=definite, clitic=clitic)
    for owner in _OWNERS if form.endswith(_OWNERS) else ():
        if form.endswith(owner) and len(form) - len(owner) > 2:
            stem = form[: -len(owner)]
            if stem[-1] in "ئؤ":
                stem = stem[:-1] + "ء"
            bare = table.get(stem) or (table.get(stem[:-1] + "ه") if stem.endswith("ت") else None)
            if bare is not None and bare.number == "many":
                return bare._replace(owned=True)
    return None
