"""What a number counts: the noun behind it («40 جريحا», «40 من الجرحى»), before it («عدد الجرحى 40»), or itself
when it is a dual («قاربان»).

``counted(tokens(text), number)`` gives a `Counted`, and ``of_span`` its place in the text. The nouns are those of
``data/counted.tsv``, where the lexicon says whether one is a person and what a figure of it counts; the words around
them are in ``data/counting.toml``. A noun that the lexicon lacks is found by its place alone.
"""

from collections.abc import Sequence
from functools import cache

from riwaya.arabic.clitics import split
from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_found import Number
from riwaya.arabic.numbers_nouns import Noun, noun_form
from riwaya.arabic.numbers_words import numeral, skip_letters
from riwaya.arabic.words import Token
from riwaya.lexicon import toml
from riwaya.model import Span

_FULL_STOPS = frozenset(".!؟?؛\n")


class Counted:
    """What a number counts: token of the noun, its lexicon entry, the words of `of`."""

    __slots__ = ("at", "end", "noun", "partitive")

    def __init__(self, at: int, end: int, noun: Noun | None, partitive: bool = False) -> None:
        self.at, self.end, self.noun, self.partitive = at, end, noun, partitive


@cache
def _words(key: str) -> frozenset[str]:
    """Give a list of ``data/counting.toml``, folded."""
    return frozenset(fold(toml("counting")[key]).split())


def counted(toks: Sequence[Token], number: Number) -> Counted | None:
    """Find what a number counts: behind it, behind «من», or before it («عدد الجرحى 40»)."""
    at = number.noun
    if number.dual:
        form = noun_form(toks[number.first].form)
        return _with_adjectives(toks, at, form.noun if form else None)
    if number.unit is not None:
        return _behind_of(toks, number.end, known=False) if number.kind != "duration" else None
    return (
        _doubled(toks, number)
        or _definite_before(toks, number)
        or _behind(toks, number, at)
        or _before(toks, number, sure=False)
    )


def _definite_before(toks: Sequence[Token], number: Number) -> Counted | None:
    """Find the noun that a definite number describes: «الشعراء الخمسة»."""
    word = numeral(toks[number.first].form)
    before = toks[number.first - 1] if number.first else None
    if word is None or not word.definite or before is None or before.form[:2] != "ال":
        return None
    form = noun_form(before.form)
    return Counted(number.first - 1, number.first, form.noun if form is not None else None)


def _behind(toks: Sequence[Token], number: Number, at: int) -> Counted | None:
    """Find the noun behind a number: «40 جريحا», «40 من الجرحى», «إلى 40 عدد الجرحى»."""
    if at >= len(toks) or toks[at].kind != "word":
        return None
    spot = at + 1 if toks[at].form in _words("heads") and at + 1 < len(toks) else at
    form = noun_form(toks[spot].form)
    if form is not None and not form.conj and not form.prep:
        return _with_adjectives(toks, spot, form.noun)
    partitive = _behind_of(toks, at, known=True)
    if partitive is None and form is None and _may_be_noun(toks, at):
        return _before(toks, number, sure=True) or _with_adjectives(toks, at, None)
    return partitive


def _doubled(toks: Sequence[Token], number: Number) -> Counted | None:
    """Find the noun that a lone «اثنين» or «واحد» follows: «جنديين اثنين»."""
    word = numeral(toks[number.first].form)
    if (
        word is None
        or word.role != "unit"
        or word.value > 2
        or word.definite
        or number.end - number.first > 1
    ):
        return None
    for at in range(number.first - 1, max(-1, number.first - 4), -1):
        form = noun_form(toks[at].form) if toks[at].kind == "word" else None
        if (
            form is not None
            and not form.definite
            and toks[number.first - 1].form not in _words("function")
            and (form.number == "one" if word.value == 1 else toks[at].form.endswith(("ين", "ان")))
        ):
            return Counted(at, number.first, form.noun)
    return None


def _may_be_noun(toks: Sequence[Token], at: int) -> bool:
    form = toks[at].form
    return (
        form not in _words("function")
        and numeral(form) is None
        and len(form) > 2
        and form[:1] not in "يت"
        and not any(split(form)[:2])
    )


def _behind_of(toks: Sequence[Token], at: int, *, known: bool) -> Counted | None:
    """Find the noun behind «من»: 7 من المقاتلين, 80 % من السكان."""
    if at + 1 >= len(toks) or toks[at].form not in ("من", "ممن") or toks[at + 1].kind != "word":
        return None
    form = noun_form(toks[at + 1].form)
    if toks[at].form == "ممن":
        return Counted(at, at + 1, Noun("شخص", person=True, counted=""))
    if form is None and (
        toks[at + 1].form in _words("function")
        or (known and toks[at + 1].form[:2] != "ال" and len(toks[at + 1].form) < 4)
    ):
        return None
    return _with_adjectives(toks, at + 1, form.noun if form is not None else None, partitive=True)


def _before(toks: Sequence[Token], number: Number, *, sure: bool) -> Counted | None:
    """Find the noun that stands before its number."""
    for at in range(number.first - 1, max(-1, number.first - 7), -1):
        if toks[at].form in _FULL_STOPS:
            return None
        form = noun_form(toks[at].form) if toks[at].kind == "word" else None
        if form is None:
            continue
        headed = at > 0 and toks[at - 1].form.lstrip("وفبل") in _words("heads")
        beside = at == number.first - 1 and form.number in ("many", "one", "two") and not form.conj
        if headed or (
            beside
            and (form.definite or form.number == "one" or not sure)
            and not (form.definite and form.number == "one")
        ):
            return Counted(at, at + 1, form.noun)
        told = any(toks[k].form.lstrip("وب") in ("عددهم", "عددها") for k in range(at + 1, number.first))
        if form.number == "many" and not sure and (told or (form.definite and number.first - at <= 3)):
            return Counted(at, at + 1, form.noun)
    return None


def _with_adjectives(
    toks: Sequence[Token], at: int, noun: Noun | None, *, partitive: bool = False
) -> Counted:
    """Take the adjectives that agree with the noun at token `at`: «صحفيا محليا», «سفن تجارية»."""
    end = at + 1
    tail = toks[at].form[-1:]
    while end < min(at + 3, len(toks)) and toks[end].kind == "word":
        form = toks[end].form
        agrees = form.endswith(("يه", "يين", "يون", "يات")) or (tail == "ا" and form.endswith("يا"))
        if not agrees or form[:1] in "وبلف" or form in _words("function"):
            break
        end += 1
    return Counted(at, end, noun, partitive)


def of_span(text: str, toks: Sequence[Token], counted: Counted) -> Span:
    """Give the span of the counted noun, behind the clitics of its first word."""
    form = noun_form(toks[counted.at].form)
    start = toks[counted.at].start
    start = skip_letters(text, start, form.clitic) if form is not None and form.clitic else start
    return Span(start, toks[counted.end - 1].end)
