"""Polarity: whether a statement says a thing or says that it is not so.

Two contents with the same words may say opposite things; words alone never make them one claim. A content
is turned by the stance of its cue (نفى), by a negation that opens it or stands before its first verb
(«لا توجد …») and by words that call what follows untrue («شائعات عن …»); two turns make a plain statement again
(«نفى عدم …»).
"""

from functools import cache
from itertools import pairwise

from riwaya import lexicon
from riwaya.arabic.clitics import split
from riwaya.arabic.words import tokens
from riwaya.model import Quantity, Statement

# Words of a content in which a negation turns all of it.
OPENING = 5
# Words before a figure in which a negation turns it, and letters in which so many words stand.
BEFORE = 3
_LETTERS = 70


@cache
def _negations(*, of_words: bool = False) -> dict[str, frozenset[str]]:
    """Give the negations, each with the words before which it is none: of contents, or `of_words` only."""
    return {
        row["word"]: frozenset(lexicon.variants(row.get("unless", "")))
        for row in lexicon.rows("negation")
        if row["scope"] != "all" and (row["scope"] == "word") is of_words
    }


@cache
def _untrue() -> frozenset[tuple[str, ...]]:
    """Give the words, one or two, that call everything behind them in a content untrue."""
    return frozenset(tuple(row["word"].split()) for row in lexicon.rows("negation") if row["scope"] == "all")


def negated(text: str, statement: Statement) -> bool:
    """Tell whether `statement` says that its content (with negations left out) is not so."""
    turns = int(statement.stance == "denies")
    if statement.content:
        first = statement.content[0]
        opening = _forms(text, first.start, min(first.end, first.start + _LETTERS))
        turns += _turned(opening[: OPENING + 1], OPENING) or _called_untrue(opening)
    return turns % 2 == 1


def denies_figure(text: str, statement: Statement, quantity: Quantity) -> bool:
    """Tell whether `statement` says that what `quantity` counts is not so: «لم يُقتل 5», «نفى مقتل 5»."""
    turns = int(statement.stance == "denies")
    inside = next((c for c in statement.content if c.start <= quantity.span.start < c.end), None)
    if inside is not None and quantity.where == "text":
        before = _forms(text, max(inside.start, quantity.span.start - _LETTERS), quantity.span.start)
        turns += _turned(before[-BEFORE:]) or _called_untrue(_forms(text, inside.start, quantity.span.start))
    return turns % 2 == 1


def rejected(headline: str, quantity: Quantity) -> bool:
    """Tell whether a headline gives a figure only to say that it is not the one: «17 قتيلا لا 18»."""
    return _turned(_forms(headline, max(0, quantity.span.start - _LETTERS), quantity.span.start)[-1:])


def is_plain(text: str, statement: Statement) -> bool:
    """Tell whether there is no negation anywhere in the content: only such a content can be denied by one."""
    told = [_forms(text, c.start, c.end) for c in statement.content]
    turned = any(_turned(forms) or _called_untrue(forms) or _words_turned(forms) for forms in told)
    return statement.stance != "denies" and not turned


def _forms(text: str, start: int, end: int) -> list[str]:
    """Give the folded words of a stretch."""
    return [t.form for t in tokens(text, start, end) if t.kind == "word"]


def _turned(forms: list[str], first: int | None = None) -> bool:
    """Tell whether one of some words, or of the `first` of them, turns what follows it."""
    return any(is_negation(w, n) for w, n in list(zip(forms, [*forms, ""][1:], strict=True))[:first])


def _words_turned(forms: list[str]) -> bool:
    """Tell whether one of some words is turned by itself: «غير مترابطين»."""
    known = _negations(of_words=True)
    return any(word in known and following not in known[word] for word, following in pairwise(forms))


def _called_untrue(forms: list[str]) -> bool:
    """Tell whether some words call what follows them untrue: «لا صحة لما تردد عن …», «تضليلا يدعي …»."""
    stems = [form if (form,) in _untrue() else split(form).stem for form in forms]
    found = (*((stem,) for stem in stems), *pairwise(stems), *pairwise(forms))
    return not _untrue().isdisjoint(found)


def is_negation(form: str, following: str) -> bool:
    """Tell whether a folded word turns what follows it."""
    parts = split(form)
    word = form if form in _negations() else parts.stem
    return word in _negations() and not parts.article and following not in _negations()[word]


def plain_keys(words: list[str]) -> list[str]:
    """Leave the negations out of the keys of a content."""
    return [w for w in words if w not in _negations()]
