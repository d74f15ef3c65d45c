"""What a token may begin: the one question that rules out most of a text, answered once a form."""

from functools import cache
from itertools import chain

from riwaya.arabic.memory import remembered
from riwaya.arabic.numbers_nouns import DUAL_ENDINGS, counted_forms, noun_form
from riwaya.arabic.numbers_units import dual_unit, dual_units, may_be_one, singular_units
from riwaya.arabic.numbers_words import numeral, numeral_forms

NOTHING, NUMERAL, DUAL_NOUN, DUAL_UNIT, UNIT = range(5)
_LONGEST_PREFIX = 4  # «وبال»
_DIGITS = frozenset("0123456789")


@cache
def _counting() -> frozenset[str]:
    """Give all words without clitics that may begin a number."""
    return frozenset(chain(numeral_forms(), counted_forms(), dual_units(), singular_units()))


def _may_count(form: str) -> bool:
    """Tell whether a number word, a noun or a unit may be left of a form without its clitics: of most there is none."""
    return form.endswith(DUAL_ENDINGS) or any(
        form[letters:] in _counting() for letters in range(_LONGEST_PREFIX + 1)
    )


@remembered(most=200_000)
def role(form: str) -> int:
    """Say what a folded form may begin: digits or a number word, a dual noun, a dual unit, a unit that a half may
    follow, or nothing.
    """
    if form[0] in _DIGITS:
        return NUMERAL
    if not _may_count(form):
        return NOTHING
    if numeral(form):
        return NUMERAL
    if dual_unit(form):
        return DUAL_UNIT
    noun = noun_form(form)
    if noun is not None and noun.number in ("two", "construct") and not noun.definite and not noun.owned:
        return DUAL_NOUN
    return UNIT if may_be_one(form) is not None else NOTHING
