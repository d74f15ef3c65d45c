"""Told: a sentence of ours with words of reports in it, kept apart so that each can be isolated.

A name in Latin letters inside an Arabic sentence, or a figure beside an Arabic name, reads in the wrong order unless it
is isolated from what stands around it. The page does that with elements, the terminal with isolates.
"""

from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple

from riwaya.show import labels
from riwaya.show.labels import Bilingual, Language
from riwaya.show.visible import isolated


class Bit(NamedTuple):
    """A stretch of a sentence, and whether it is a fact that was filled in."""

    text: str
    fact: bool = False


class Told(NamedTuple):
    """A sentence in both languages, in bits."""

    ar: tuple[Bit, ...]
    en: tuple[Bit, ...]

    def line(self, lang: Language) -> str:
        """Give the sentence for a terminal: every fact isolated."""
        return "".join(isolated(bit.text) if bit.fact else bit.text for bit in getattr(self, lang))

    def plain(self, lang: Language) -> str:
        """Give the sentence as plain text, for a place that holds no elements."""
        return "".join(bit.text for bit in getattr(self, lang))


def told(wording: Bilingual, facts: Mapping[str, Bilingual | str]) -> Told:
    """Fill a wording with facts; an unknown one is left out."""
    return Told(_bits(wording.ar, facts, "ar"), _bits(wording.en, facts, "en"))


def reason(code: str, args: Mapping[str, str]) -> Told:
    """Say a reason of ``data/reasons.toml`` with its facts; a code without words is shown with its facts."""
    wording = labels.wording(code)
    if wording is None:
        wording = labels.same(" · ".join([code, *(f"{{{name}}}" for name in args)]))
    return told(wording, args)


def _bits(wording: str, facts: Mapping[str, Bilingual | str], lang: Language) -> tuple[Bit, ...]:
    out = []
    for words, name, _, _ in Formatter().parse(wording):
        out.append(Bit(words))
        if name is not None:
            fact = facts.get(name, "")
            out.append(Bit(getattr(fact, lang) if isinstance(fact, Bilingual) else fact, fact=True))
    return tuple(bit for bit in out if bit.text)
