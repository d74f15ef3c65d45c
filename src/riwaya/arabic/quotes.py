"""Quotation marks: which one opens, which one closes it, however the writer typed them.

Arabic newsrooms write « », “ ”, " " and mix them, use them the wrong way round (”…“, »…«), nest them in themselves and
forget to close them. So a mark's side is told first by the blanks around it, then by its shape, then by what is open.
A quotation does not go beyond its paragraph (a line) unless it is still open and the next line goes on with one.
"""

from typing import NamedTuple

from riwaya.arabic.words import Token

MARKS = frozenset('«»“”„‟"‹›❝❞')
_OPENING_SHAPES = frozenset("«“„‹❝")
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{:،,-–—ـ/'")
_AFTER_CLOSING = frozenset(" \t\n\r\u00a0)]}:،,.؛;!؟?-–—…/'")
# Clitics written straight onto an opening mark: لـ«عكاظ», و"قال".
_CLITICS = frozenset("ولبفك")


class Quote(NamedTuple):
    """A quotation by token numbers: its marks stand at `opening` and `closing`; its words are between.

    `closed` is False when no mark closes it; then `closing` is the number after its last token. `depth` counts the
    quotations around it.
    """

    opening: int
    closing: int
    depth: int
    closed: bool


def _side(text: str, token: Token, an_open_one: bool) -> bool:
    """Tell whether the mark opens."""
    before = text[token.start - 1] if token.start else "\n"
    after = text[token.end] if token.end < len(text) else "\n"
    clitic = before in _CLITICS and (token.start < 2 or not text[token.start - 2].isalpha())
    left = before in _BEFORE_OPENING or clitic
    right = after in _AFTER_CLOSING or after in MARKS
    if left != right:
        return left
    if token.form in _OPENING_SHAPES:
        return True
    if token.form == '"':
        return not an_open_one
    return False


def quotes(text: str, toks: list[Token]) -> list[Quote]:
    """Pair the quotation marks among `toks`, the tokens of `text`; in order of their opening."""
    out: list[Quote] = []
    stack: list[int] = []
    last_end = 0
    for n, token in enumerate(toks):
        if stack and "\n" in text[last_end : token.start]:
            out.extend(Quote(at, n, depth, False) for depth, at in enumerate(stack))
            stack = []
        last_end = token.end
        if token.kind != "mark" or token.form not in MARKS:
            continue
        if _side(text, token, bool(stack)):
            stack.append(n)
        elif stack:
            opening = stack.pop()
            out.append(Quote(opening, n, len(stack), True))
    out.extend(Quote(at, len(toks), depth, False) for depth, at in enumerate(stack))
    return sorted(out)
