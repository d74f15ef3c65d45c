"""What changed between two texts of one page, word by word."""

from difflib import SequenceMatcher
from typing import Literal

from riwaya.arabic.words import span_of, tokens
from riwaya.model import Change

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
        Change(kind=_KINDS[tag], old=span_of(a, i, j, len(old)), new=span_of(b, m, n, len(new)))
        for tag, i, j, m, n in found
        if tag != "equal"
    )
