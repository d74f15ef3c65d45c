"""What changed between two texts of one page, word by word."""

from difflib import SequenceMatcher
from typing import Literal

from riwaya.arabic.words import Token, tokens
from riwaya.model import Change, Span

_KINDS: dict[str, Literal["added", "removed", "replaced"]] = {
    "insert": "added",
    "delete": "removed",
    "replace": "replaced",
}


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Give the stretches that differ between two texts, in order; spans count characters of each text.

    Words are compared as they are written, marks too: a changed spelling or comma is a change of the evidence. White
    space is not compared. The method is Ratcliff and Obershelp's (difflib) over words.
    """
    a, b = list(tokens(old)), list(tokens(new))
    left, right = [old[t.start : t.end] for t in a], [new[t.start : t.end] for t in b]
    found = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return tuple(
        Change(kind=_KINDS[tag], old=_span(a, i, j, old), new=_span(b, m, n, new))
        for tag, i, j, m, n in found
        if tag != "equal"
    )


def _span(toks: list[Token], first: int, end: int, text: str) -> Span:
    """Give the span of tokens ``[first, end)``; where there are none, the place between their neighbours."""
    if first < end:
        return Span(toks[first].start, toks[end - 1].end)
    at = toks[first].start if first < len(toks) else len(text)
    return Span(at, at)
