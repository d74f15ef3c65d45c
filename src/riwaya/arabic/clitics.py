"""Clitics: what is written onto a word: a conjunction (و ف), a preposition (ب ل ك), the article (ال).

A split is made only where it is likelier than the whole: «وزير» stays whole and «وقال» does not, because «زير» is rare
and «قال» is not. The likelihoods are word counts (``data/word_counts.tsv``), so an unknown name is left as it is.
A form is analysed once and remembered.
"""

from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic.memory import remembered

# How many times commoner than the whole form the rest must be for the clitic to be cut off.
_CONJUNCTION_ODDS = 0.2
_PREPOSITION_ODDS = 1.0
_SHORTEST_STEM = 2
_WHOLE = frozenset(lexicon.toml("whole_words")["words"])


class Clitics(NamedTuple):
    """The parts of a folded word form; ``conjunction + preposition + article + stem`` spell the form, but for
    the alef that «لل» swallows."""

    conjunction: str
    preposition: str
    article: bool
    stem: str


@cache
def word_counts() -> dict[str, int]:
    """Give the counts of folded word forms in news and encyclopedia text."""
    return {row["form"]: int(row["count"]) for row in lexicon.rows("word_counts")}


def _likely(rest: str, whole: str, odds: float) -> bool:
    counts = word_counts()
    return counts.get(rest, 0) > odds * counts.get(whole, 0)


@remembered(most=200_000)
def split(form: str) -> Clitics:
    """Split a folded form: ``split("وبالمدينه") == Clitics("و", "ب", True, "مدينه")``."""
    conjunction = ""
    if (
        form[:1] in ("و", "ف")
        and form not in _WHOLE
        and len(form) > _SHORTEST_STEM
        and (form[1:3] == "ال" or form[1:] in _WHOLE or _likely(form[1:], form, _CONJUNCTION_ODDS))
    ):
        conjunction, form = form[0], form[1:]
    preposition, article, stem = "", False, form
    if form not in _WHOLE:
        preposition, stem = _preposition(form)
        if stem[:2] == "ال" and len(stem) > 3:
            article, stem = True, stem[2:]
    return Clitics(conjunction, preposition, article, stem)


def _preposition(form: str) -> tuple[str, str]:
    """Cut off ب ل ك; «لل» gives back the article's alef."""
    if form[:2] == "لل" and len(form) > 4:
        return "ل", "ا" + form[1:]
    if form[:3] in ("بال", "كال") and len(form) > 5:
        return form[0], form[1:]
    if (
        form[:1] in ("ب", "ل", "ك")
        and len(form) > _SHORTEST_STEM + 1
        and _likely(form[1:], form, _PREPOSITION_ODDS)
    ):
        return form[0], form[1:]
    return "", form
