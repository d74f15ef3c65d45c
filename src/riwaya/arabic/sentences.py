"""Sentences: where one ends, without ever cutting at a comma, a colon, a decimal or an abbreviation.

A sentence ends after ``.`` ``!`` ``?`` ``؟`` ``…`` ``۔`` (with the closing marks that follow) and at a line's end.
Writers often leave no space behind a full stop («انتهى الأمر.وقال»), so none is asked for. Left whole are decimals and
dates (3.5, 21.07.2015), abbreviations of one letter («د. سلمى», «أ.د.», «أ.ف.ب», «U.S.»), site names (x.com), and the
runs of dots that writers use for a pause inside a sentence (``..`` before a word).
"""

import re

from riwaya.model import Span

_CLOSERS = "»”\"'’)]›"
_END = re.compile(rf"[.!?؟…۔]+(?:[{re.escape(_CLOSERS)}]|[.!?؟…](?=[{re.escape(_CLOSERS)}\s]))*|\n+")
_BLANK = " \t\r\n\u00a0\u200e\u200f\ufeff"
# A single letter before the stop is an abbreviation, but «1436 هـ.» and «2015م.» end their sentence.
_ABBREVIATED = re.compile(r"(?<![^\W_])(?<!\d )[^\W\d_]\u0640?$")
_AFTER_DIGITS = re.compile(r"\d\s?[هم]\u0640?$")
# Letters of another script spelled out: «سي.آي.إيه».
_SPELLED_BEFORE = re.compile(r"(?:^|[\s(«\"“.])[^\W\d_]{2,3}$")
_SPELLED_AFTER = re.compile(r"[^\W\d_]{2,4}[.)»\"”]")
_LATIN_WORD = re.compile(r"[A-Za-z0-9]$")


def _ends(text: str, found: re.Match[str]) -> bool:
    """Tell whether the stop that `found` matched ends a sentence."""
    mark, at, after = found.group().rstrip(_CLOSERS), found.start(), found.end()
    if "\n" in mark:
        return True
    following = text[after : after + 1]
    if mark == ".":
        before = text[max(0, at - 6) : at]
        if following.isdigit() and before[-1:].isdigit():
            return False
        if _LATIN_WORD.search(before) and following.isascii() and following.isalnum():
            return False
        if _SPELLED_BEFORE.search(text[max(0, at - 8) : at]) and _SPELLED_AFTER.match(
            text[after : after + 6]
        ):
            return False
        if _ABBREVIATED.search(before) and not _AFTER_DIGITS.search(before):
            return text[after : after + 2].strip(_BLANK) == ""
        return True
    if set(mark) <= {".", "…"} and len(mark) <= 3:
        # Two or three dots pause; they end a sentence only where a blank and a new clause with و or a line end follow.
        rest = text[after : after + 3]
        return rest.strip(_BLANK) == "" or (mark == ".." and rest[:1] in _BLANK)
    return True


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut ``text[start:end]`` into sentences, without the blanks around them; spans count in `text`.

    >>> [text[s.start:s.end] for s in sentences("قال د. سامي: 3.5 كلم.وأضاف شيئا")]
    ['قال د. سامي: 3.5 كلم.', 'وأضاف شيئا']
    """
    stop = len(text) if end is None else end
    out: list[Span] = []
    at = start
    for found in _END.finditer(text, start, stop):
        if _ends(text, found):
            _keep(text, at, found.end(), out)
            at = found.end()
    _keep(text, at, stop, out)
    return out


def _keep(text: str, start: int, end: int, out: list[Span]) -> None:
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    if start < end:
        out.append(Span(start, end))
