"""What befell those whom a number counts: the class (killed, injured, arrested …) that the counted noun
or its governor tells.

The governing words are in ``data/counted_governors.tsv``: «مقتل 30 شخصا», «30 شخصا أصيبوا».
"""

from collections.abc import Sequence
from functools import cache

from riwaya.arabic.numbers import Number
from riwaya.arabic.numbers_counted import Counted
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.words import Token
from riwaya.lexicon import rows, variants

# Classes that a noun states by itself: nothing that governs it changes them.
_PLAIN = frozenset(
    {"killed", "injured", "missing", "arrested", "held", "abducted", "displaced", "prisoners", "survivors"}
)
_FULL_STOPS = frozenset(".!؟?؛\n")
# How many tokens away the governing word may stand before the number, and after its noun.
_BACK, _AHEAD = 12, 4


@cache
def _standing(*sides: str) -> Phrases[str]:
    """Give the words that say what befell somebody and stand on one of these sides, with their class."""
    found = (row for row in rows("counted_governors") if row["side"] in sides)
    forms = ((form, row["class"].strip("-")) for row in found for form in variants(row["forms"]))
    return Phrases(forms, clitics="وفبل")


def governors() -> Phrases[str]:
    """Give the words before a number that say what befell those whom it counts, with their class."""
    return _standing("before", "both")


@cache
def _governor_tails() -> frozenset[str]:
    return frozenset(form.split()[-1] for form in governors().tails())


def counted_class(toks: Sequence[Token], number: Number, counted: Counted | None) -> str | None:
    """Say what class a number counts: by its noun, else by what governs it."""
    noun = counted.noun if counted is not None else None
    if noun is not None and noun.counted in _PLAIN:
        return _with_partner(toks, counted, noun.counted)
    if noun is not None and not noun.person:
        return noun.counted or None
    pair = _between(toks, number)
    if pair is not None:
        return pair
    if counted is not None and noun is None and not counted.partitive and not _personal(toks, counted):
        return None
    governed = _governor(toks, number, counted)
    return governed or (noun.counted if noun is not None and noun.counted else None)


def _personal(toks: Sequence[Token], counted: Counted) -> bool:
    """Tell whether an unknown noun may be a person: a nisba in the accusative or a sound plural (حلبيا,
    عابرين).
    """
    return toks[counted.at].form.endswith(("يا", "ين", "ون", "يين"))


def _with_partner(toks: Sequence[Token], counted: Counted | None, klass: str) -> str:
    """Join «القتلى والجرحى» into one class."""
    if counted is None or counted.end >= len(toks):
        return klass
    form = noun_form(toks[counted.end].form)
    here = noun_form(toks[counted.at].form)
    if (
        form is not None
        and here is not None
        and form.conj
        and form.definite == here.definite
        and {klass, form.noun.counted} == {"killed", "injured"}
    ):
        return "killed_or_injured"
    return klass


def _between(toks: Sequence[Token], number: Number) -> str | None:
    """Read «40 بين قتيل وجريح» and «40 شخصا بين قتيل وجريح»."""
    for at in range(number.noun, min(number.noun + 3, len(toks) - 2)):
        if toks[at].form in ("بين", "ما"):
            nouns = [noun_form(toks[k].form) for k in range(at + 1, min(at + 4, len(toks)))]
            classes = {form.noun.counted for form in nouns if form is not None}
            return "killed_or_injured" if {"killed", "injured"} <= classes else None
    return None


def _governor(toks: Sequence[Token], number: Number, counted: Counted | None) -> str | None:
    """Find what is said right behind the noun, else the nearest governing word before the number."""
    behind = max(number.end, counted.end if counted is not None else 0)
    before = None if _by_means_of(toks[number.first]) else _before(toks, number.first)
    return _after(toks, behind, "after") or before or _after(toks, behind, "last")


def _by_means_of(token: Token) -> bool:
    """Tell a number that «ب» joins to another verb: in «القبض على المتهم بالتحرش بفتاتين» no two girls are arrested."""
    form = token.form.removeprefix("و")
    found = numeral(form) or noun_form(form)
    return form.startswith("ب") and found is not None and found.prep


def _after(toks: Sequence[Token], behind: int, side: str) -> str | None:
    """Find a phrase of one side, or a verb («30 شخصا أصيبوا»), in the words that follow a counted noun."""
    for at in range(behind, min(behind + _AHEAD, len(toks))):
        if toks[at].kind != "word":
            return None
        verbal = side == "after" and toks[at].form.endswith(("وا", "ت", "ن", "لقي"))
        found = _standing(side).at(toks, at) or (_standing("both").at(toks, at) if verbal else None)
        if found is not None:
            return found.payload
    return None


def _before(toks: Sequence[Token], first: int) -> str | None:
    """Find the nearest governing word before a number, in its sentence."""
    for end in range(first, max(0, first - _BACK), -1):
        if toks[end - 1].form in _FULL_STOPS:
            return None
        if not may_govern(toks[end - 1].form):
            continue
        found = governors().before(toks, end)
        if found is not None:
            return found.payload
    return None


@cache
def may_govern(form: str) -> bool:
    """Tell whether a form may end such a word; a quick look before the search."""
    return any(form[cut:] in _governor_tails() for cut in range(min(3, len(form))))
