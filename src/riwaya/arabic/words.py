"""Words: a text cut into word, number and mark tokens, each with its raw span and its folded form.

A word is a run of letters of one script with the marks that sit on them; a number is a run of digits with the
separators that print uses inside it (``1,000`` ``٣٫٥`` ``50ر2`` ``16:30`` ``21/07/2015``); everything
else that is not white space is a mark, one character each. Clitics are cut off in `arabic.clitics`.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from riwaya.arabic.fold import fold
from riwaya.arabic.memory import remembered
from riwaya.model import Span

TokenKind = Literal["word", "number", "mark"]

_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
)
_JOINERS = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_TATWEEL = "\u0640"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
TOKEN = re.compile(
    rf"(?P<number>[{_DIGIT}]+(?:[.,:/٫٬٬،ر\-–][{_DIGIT}]+)*)"
    rf"|(?P<word>[{_ARABIC}](?:[{_ARABIC}{_JOINERS}]*[{_ARABIC}])?|[^\W\d_{_ARABIC}](?:[^\W\d_{_ARABIC}]|[\u0300-\u036f'’](?=[^\W\d_{_ARABIC}]))*)"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """A token with its raw span ``[start, end)``; `form` is its folded text."""

    start: int
    end: int
    form: str
    kind: TokenKind


@remembered(most=200_000)
def _analysed(surface: str) -> tuple[str, TokenKind] | None:
    """Give the folded form and the kind of what `TOKEN` matched; None when folding leaves nothing of it."""
    found = TOKEN.match(surface)
    form = fold(surface)
    if not form and _TATWEEL in surface:
        return "-", "mark"  # «ــ» by itself is a dash
    # The first character alone decides which part of the pattern matches.
    return (form, found.lastgroup) if found and form else None  # type: ignore[return-value]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut ``text[start:end]`` into tokens; spans count in `text`. Invisible marks alone give no token."""
    stop = len(text) if end is None else end
    out: list[Token] = []
    new = tuple.__new__  # every word comes through here, and `Token(...)` takes twice as long
    for found in TOKEN.finditer(text, start, stop):
        analysed = _analysed(found[0])
        if analysed is not None:
            out.append(new(Token, (*found.span(), *analysed)))
    return out


def span_of(toks: Sequence[Token], first: int, end: int, last: int) -> Span:
    """Give the span of tokens ``[first, end)``; where there are none, the place before the next, or `last`."""
    if first < end:
        return Span(toks[first].start, toks[end - 1].end)
    at = toks[first].start if first < len(toks) else last
    return Span(at, at)
