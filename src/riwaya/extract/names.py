"""Names that the project's own lists know: bodies, outlets, countries and places, found in running words."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.memory import remembered
from riwaya.arabic.words import tokens
from riwaya.extract.places import place_names
from riwaya.read.told.outlets import outlets


class Listed(NamedTuple):
    """A name of a list: its folded words, what it names and the rule that says so."""

    forms: tuple[str, ...]
    type: str
    rule: str


class Match(NamedTuple):
    """A listed name found at the words ``[start, end)``."""

    start: int
    end: int
    listed: Listed


@cache
def names() -> dict[str, tuple[Listed, ...]]:
    """Index all listed names by their first word, the longest first."""
    out: dict[str, dict[Listed, None]] = {}

    def put(name: str, kind: str, rule: str) -> None:
        forms = tuple(t.form for t in tokens(name))
        if forms and len("".join(forms)) > 2:  # «سي إن إن» too
            out.setdefault(forms[0], {})[Listed(forms, kind, rule)] = None

    for row in lexicon.rows("organisations"):
        for name in (row["name"], *lexicon.variants(row["variants"])):
            put(name, "ORG", "mention.list-organisation")
    for outlet in outlets():
        if not outlet.common:
            for name in (outlet.name, *outlet.aliases):
                put(name, "ORG", "mention.list-outlet")
    for name in sorted(place_names()):
        put(name, "LOC", "mention.list-place")
    return {first: tuple(sorted(found, key=lambda n: -len(n.forms))) for first, found in out.items()}


@remembered(most=200_000)
def _openings(form: str) -> tuple[Listed, ...]:
    """Give the names that can open with a word, clitics taken off."""
    parts = clitics.split(form)
    bare = ("ال" if parts.article else "") + parts.stem
    found = names().get(form, ()) + (names().get(bare, ()) if bare != form else ())
    return tuple(sorted(found, key=lambda n: -len(n.forms)))


def matches(forms: Sequence[str]) -> list[Match]:
    """Find the listed names in folded words, the longest at each word, without overlap."""
    out = []
    after = 0
    for at, form in enumerate(forms):
        for listed in _openings(form) if at >= after else ():
            size = len(listed.forms)
            if size == 1 or listed.forms[1:] == tuple(forms[at + 1 : at + size]):
                after = at + size
                out.append(Match(at, after, listed))
                break
    return out
