"""Number words: what one folded word says about a number, clitics taken off («وبالثلاثين» → tens, 30).

The table is ``data/numbers.tsv``; every form is looked at once and remembered, so a word of running text
costs one
dictionary access.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.arabic.memory import remembered
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.words import Token
from riwaya.lexicon import rows, variants


class Numeral(NamedTuple):
    """A number word: its role and value (see ``data/numbers.tsv``), and the clitics written onto it.

    `conj` is true when و or ف opens it, `prep` when ب ل ك does, `definite` when ال does; `clitic` is how
    many folded
    letters come before the word itself without its article.
    """

    role: str
    value: float | int
    conj: bool = False
    prep: bool = False
    definite: bool = False
    clitic: int = 0


# Clitics before a number word: letters, then (conj, prep, definite, letters before the article).
_PREFIXES = [
    (conj + prep + article, bool(conj), bool(prep), bool(article), len(conj + prep))
    for conj in ("", "و", "ف")
    for prep in ("", "ب", "ل", "ك")
    for article in ("", "ال")
    if prep != "ل" or not article
] + [("لل", False, True, True, 1), ("ولل", True, True, True, 2), ("فلل", True, True, True, 2)]
# By their first letter: most words begin with none of them and need no trial.
_PREFIXES_OF = {letter: [prefix for prefix in _PREFIXES if prefix[0][:1] == letter] for letter in "وفبلكا"}
# Everyday words that only look like a clitic and a number word (لستُ "I am not").
_OTHER = frozenset(["لست", "ولست", "فلست", "كست", "فست", "كميه", "وكميه", "بكميه", "لكميه"])


def _value(cell: str) -> float | int:
    number = Fraction(cell)
    return int(number) if number.denominator == 1 else float(number)


@cache
def numeral_forms() -> dict[str, Numeral]:
    """Map every folded form of the table to what it is; the first row of a form wins."""
    table: dict[str, Numeral] = {}
    for row in rows("numbers"):
        numeral = Numeral(row["role"], _value(row["value"]))
        if numeral.role == "part":
            continue
        for form in variants(row["forms"]):
            table.setdefault(fold(form), numeral)
    return table


@cache
def ordinal_value(form: str) -> int | None:
    """Give the value of a bare ordinal («سابعه» → 7), also where it is a number word of another kind;
    else None.
    """
    for row in rows("numbers"):
        if row["role"] == "ordinal" and form in {fold(f) for f in variants(row["forms"])}:
            return int(row["value"])
    return None


@remembered(most=200_000)
def numeral(form: str) -> Numeral | None:
    """Say what number word a folded form is, or None. ``numeral("وثلاثين").value == 30``."""
    table = numeral_forms()
    if form in table:
        return table[form]
    if form in _OTHER:
        return None
    for letters, conj, prep, definite, clitic in _PREFIXES_OF.get(form[:1], ()):
        if form.startswith(letters):
            bare = table.get(form[len(letters) :])
            if bare is not None:
                return Numeral(bare.role, bare.value, conj, prep, definite, clitic)
    return None


_TWO_OF_TWELVE = "اثني"
_AND_ELEVEN = Numeral("eleven", 1, conj=True, clitic=1)


@cache
def _parts() -> dict[str, Numeral]:
    """Map the fractions that are spelt like cardinals (خمس: five, or a fifth) to what they are."""
    found = [row for row in rows("numbers") if row["role"] == "part"]
    return {fold(row["forms"]): Numeral("fraction", _value(row["value"])) for row in found}


def numeral_at(toks: Sequence[Token], at: int) -> Numeral | None:
    """Say what number word token `at` is, with its neighbours seen.

    Before عشر, «وأحد» is "and eleven" and not one («واحد»); «خمس السكان» and a «خمس» that is all there is are a fifth,
    for a cardinal has a feminine noun behind it there. «أثنى» praises and «إثني» is ethnic, but before عشر.
    """
    token = toks[at]
    if token.kind != "word":
        return None
    if token.form == "واحد" and at + 1 < len(toks) and toks[at + 1].form == "عشر":
        return _AND_ELEVEN
    found = numeral(token.form)
    if token.form.endswith(_TWO_OF_TWELVE) and not (at + 1 < len(toks) and toks[at + 1].form[:3] == "عشر"):
        return None
    if found is not None and found.role == "pair":
        return found if at + 1 < len(toks) and toks[at + 1].form == "من" else None
    if found is not None and found.role == "unit" and token.form in _parts() and _is_part(toks, at):
        return _parts()[token.form]
    return found


def _is_part(toks: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(toks):
        return len(toks) == 1
    whole = noun_form(toks[at + 1].form)
    definite = whole is not None and (
        whole.definite or any(tok.form[:2] == "ال" for tok in toks[at + 2 : at + 3])
    )
    if whole is None or not definite or whole.prep or whole.noun.singular.endswith("ة"):
        return False
    return whole.number == "one" or (whole.number == "many" and whole.noun.person)


def skip_letters(text: str, start: int, letters: int) -> int:
    """Give the offset in `text` behind the first `letters` folded letters from `start`, with their marks."""
    at = start
    while letters > 0:
        letters -= len(fold(text[at]))
        at += 1
    while at < len(text) and not fold(text[at]):
        at += 1
    return at


def opens(text: str, token: Token, found: Numeral) -> int:
    """Give the offset where the number word itself starts: behind و ف ب ل ك, before its article."""
    return skip_letters(text, token.start, found.clitic) if found.clitic else token.start
