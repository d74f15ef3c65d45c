"""Ordinals: السابع, الحادي عشر, الثامن والعشرين, and compounds that everyday writing makes with a cardinal
(«الواحد والعشرون», «الاثني عشر»).
"""

from collections.abc import Sequence

from riwaya.arabic.numbers_found import Number
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_words import Numeral, numeral, numeral_at, opens
from riwaya.arabic.words import Token
from riwaya.model import Span


def ordinal(text: str, toks: Sequence[Token], at: int) -> Number | None:
    """Read the ordinal at token `at`; None when there is none."""
    word = numeral_at(toks, at)
    if word is None or (word.role != "ordinal" and not (word.definite and word.role in ("unit", "eleven"))):
        return None
    value, end = _compound(toks, at, word)
    if word.role != "ordinal" and (end == at + 1 or _counts(toks, at, end, word)):
        return None
    span = Span(opens(text, toks[at], word), toks[end - 1].end)
    return Number(span, value, value, "ordinal", None, False, False, "number.ordinal", at, end, end)


def _compound(toks: Sequence[Token], at: int, word: Numeral) -> tuple[float | int, int]:
    """Give the value with the ten or tens behind it, and the token behind: «السابع و العشرين» is 27."""
    end = at + 1
    spot = end + 1 if end + 1 < len(toks) and toks[end].form == "و" else end
    after = numeral(toks[spot].form) if spot < len(toks) and toks[spot].kind == "word" else None
    if after is None:
        return word.value, end
    joined = after.conj or spot > end
    if after.role == "ten" and not joined:
        return word.value + 10, spot + 1
    if after.role == "tens" and joined and after.definite == word.definite:
        return word.value + after.value, spot + 1
    return word.value, end


def _counts(toks: Sequence[Token], at: int, end: int, word: Numeral) -> bool:
    """Tell a definite cardinal from an ordinal of its form: «الدول الاثنتي عشرة», «الأحد عشر لاعبا», «الخمسة عشر»."""
    if word.value > 2:
        return True
    before = noun_form(toks[at - 1].form) if at else None
    after = noun_form(toks[end].form) if end < len(toks) else None
    return (before is not None and before.number == "many") or (after is not None and not after.definite)
