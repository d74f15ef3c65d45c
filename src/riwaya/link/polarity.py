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
def _negations() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.rows("negation"))


def negated(text: str, statement: Statement) -> bool:
    """Tell whether `statement` says that its content (with negations left out) is not so."""
    turns = int(statement.stance == "denies")
    if statement.content:
        first = statement.content[0]
        opening = [t for t in tokens(text, first.start, first.end) if t.kind == "word"][:OPENING]
        turns += any(_is_negation(t.form) for t in opening)
    return turns % 2 == 1


def _is_negation(form: str) -> bool:
    parts = split(form)
    return form in _negations() or (not parts.article and parts.stem in _negations())


def plain_keys(words: list[str]) -> list[str]:
    """Leave the negations out of the keys of a content."""
    return [w for w in words if w not in _negations()]
