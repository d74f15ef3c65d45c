"""Polarity: whether a statement says a thing or says that it is not so.

Two contents with the same words may say opposite things; words alone never make them one claim. A content
is turned by the stance of its cue (نفى) and by a negation that opens it or stands before its first verb
(«لا توجد …»); two turns make a plain statement again («نفى عدم …»).
"""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.clitics import split
from riwaya.arabic.words import tokens
from riwaya.model import Statement

# Words of a content in which a negation turns all of it.
OPENING = 5


@cache
def _negations() -> dict[str, frozenset[str]]:
    """Give the negations, each with the words after which it is none."""
    return {
        row["word"]: frozenset(lexicon.variants(row.get("unless", ""))) for row in lexicon.rows("negation")
    }


def negated(text: str, statement: Statement) -> bool:
    """Tell whether `statement` says that its content (with negations left out) is not so."""
    turns = int(statement.stance == "denies")
    if statement.content:
        first = statement.content[0]
        forms = [t.form for t in tokens(text, first.start, first.end) if t.kind == "word"][: OPENING + 1]
        following = [*forms[1:], ""]
        turns += any(_is_negation(w, n) for w, n in zip(forms[:OPENING], following, strict=False))
    return turns % 2 == 1


def _is_negation(form: str, following: str) -> bool:
    """Tell whether a folded word turns what follows it."""
    parts = split(form)
    word = form if form in _negations() else parts.stem
    return word in _negations() and not parts.article and following not in _negations()[word]


def plain_keys(words: list[str]) -> list[str]:
    """Leave the negations out of the keys of a content."""
    return [w for w in words if w not in _negations()]
