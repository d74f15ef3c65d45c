"""A number with its neighbours, and the lists of ``data/number_context.toml`` that they are looked up in."""

from collections.abc import Sequence
from functools import cache

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_digits import digits
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_sum import Cardinal
from riwaya.arabic.numbers_units import unit_at
from riwaya.arabic.words import Token
from riwaya.lexicon import toml

_CLITICS = "وفبلك"
_OPENING = frozenset('"«“(')


@cache
def _set(section: str, key: str = "before") -> frozenset[str]:
    return frozenset(fold(toml("number_context")[section][key]).split())


def listed(key: str) -> frozenset[str]:
    """Give a list of the section ``grammar``, folded."""
    return _set("grammar", key)


def is_listed(form: str, section: str, key: str = "before") -> bool:
    """Tell whether a word, or what is left without its clitics, is in a list."""
    words = _set(section, key)
    return form in words or (
        form[:1] in _CLITICS and (form[1:] in words or (form[1:2] in _CLITICS and form[2:] in words))
    )


def form_at(toks: Sequence[Token], at: int) -> str:
    """Give the form of a token, "" where there is none."""
    return toks[at].form if 0 <= at < len(toks) else ""


class Near:
    """A number with its neighbours: the forms before and after it, and whether a noun or unit follows."""

    __slots__ = ("after", "before", "counts", "lone", "number", "opened", "plain", "text", "toks")

    def __init__(self, text: str, toks: Sequence[Token], number: Cardinal) -> None:
        self.text, self.toks, self.number = text, toks, number
        self.before, self.after = form_at(toks, number.first - 1), form_at(toks, number.end)
        # «برقم "113155"»: what stands before an opening mark.
        self.opened = form_at(toks, number.first - 2) if self.before in _OPENING else ""
        noun = noun_form(self.after)
        free = noun is not None and not noun.conj and not noun.prep
        self.counts = free or unit_at(toks, number.end) is not None
        self.lone = number.digits and number.end - number.first == 1
        self.plain = self.lone and digits(toks[number.first].form).shape == "plain"

    @property
    def opens_line(self) -> bool:
        """Tell whether nothing stands before the number on its line."""
        at = self.toks[self.number.first].start - 1
        while at >= 0 and self.text[at] in " \t\u00a0":
            at -= 1
        return at < 0 or self.text[at] == "\n"

    def form(self, offset: int) -> str:
        """Give the form of the token `offset` away from the number's first."""
        return form_at(self.toks, self.number.first + offset)
