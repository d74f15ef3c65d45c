"""The word lists of attribution (``data/attribution.toml`` and friends), folded once, as sets and phrase tables."""

import re
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.model import Kind

# Phrases as word tuples by their first word, longest first.
PhraseTable = dict[str, tuple[tuple[str, ...], ...]]


class WordLists(NamedTuple):
    """The lists by name; see the data file for what each means."""

    complementisers: frozenset[str]
    not_after: frozenset[str]
    adverbs: frozenset[str]
    settings: frozenset[str]
    prepositions: frozenset[str]
    hearers: frozenset[str]
    openers: frozenset[str]
    opener_phrases: PhraseTable
    glosses: PhraseTable
    joins: PhraseTable
    beside: PhraseTable
    tails: frozenset[str]
    relays: PhraseTable
    citations: PhraseTable
    with_verb: frozenset[str]
    places_of_words: frozenset[str]
    charges: frozenset[str]
    attacks: frozenset[str]
    blame: frozenset[str]
    hedges: PhraseTable
    hedges_before_present: frozenset[str]
    past_like_present: frozenset[str]
    so_called: PhraseTable
    asides: frozenset[str]
    scripture: frozenset[str]
    rules: frozenset[str]
    name_bearers: frozenset[str]
    anonymity: PhraseTable


PRONOUNS = ("هما", "ها", "هم", "ه")


@cache
def word_set(name: str) -> frozenset[str]:
    """Give one of the small sets under ``[sets]`` of the data file, folded; raises KeyError when there is none."""
    return _set(lexicon.toml("attribution")["sets"][name])


class Head(NamedTuple):
    """What kind of source a head noun makes, and whether it speaks of several."""

    kind: Kind
    plural: bool
    lemma: str


def _set(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _phrases(*groups: list[list[str]] | list[str]) -> PhraseTable:
    """Fold phrases given as strings or word lists into a table."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for group in groups:
        for entry in group:
            words = fold(entry).split() if isinstance(entry, str) else [fold(word) for word in entry]
            table.setdefault(words[0], []).append(tuple(words))
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()}


@cache
def word_lists() -> WordLists:
    """Read and fold the lists."""
    raw = lexicon.toml("attribution")
    bases, pronouns = _set(raw["complementisers"]["bases"]), _set(raw["complementisers"]["pronouns"])
    phrases = raw["openers"]["phrases"]
    return WordLists(
        complementisers=bases | {base + pronoun for base in bases for pronoun in pronouns},
        not_after=_set(raw["complementisers"]["not_after"]),
        adverbs=_set(raw["adverbs"]["words"]),
        settings=_set(raw["settings"]["nouns"]),
        prepositions=_set(raw["settings"]["prepositions"]),
        hearers=_set(raw["settings"]["hearers"]),
        openers=_set(raw["openers"]["words"]),
        opener_phrases=_phrases(phrases, ["و" + phrase for phrase in phrases if phrase[0] != "و"]),
        glosses=_phrases(raw["glosses"]["starts"]),
        joins=_phrases(raw["glosses"]["joins"]),
        beside=_phrases(raw["glosses"]["beside"]),
        tails=_set(raw["own_words"]["tails"]),
        relays=_phrases(raw["relays"]["words"]),
        citations=_phrases(raw["citations"]["phrases"]),
        with_verb=_set(raw["citations"]["with_verb"]),
        places_of_words=_set(raw["places_of_words"]["verbs"]),
        charges=_set(raw["accusations"]["objects"]),
        attacks=_set(raw["accusations"]["attacks"]),
        blame=_set(raw["accusations"]["blame"]),
        name_bearers=_set(raw["name_bearers"]["nouns"]),
        scripture=_set(raw["scripture"]["words"]),
        rules=_set(raw["rules"]["nouns"]),
        asides=_set(raw["asides"]["verbs"]),
        anonymity=_phrases(raw["asides"]["anonymity"]),
        so_called=_phrases(raw["so_called"]["phrases"]),
        hedges=_phrases(raw["hedges"]["phrases"], raw["hedges"]["words"]),
        hedges_before_present=_set(raw["hedges"]["before_present"]),
        past_like_present=_set(raw["hedges"]["past"]),
    )


@cache
def heads() -> dict[str, Head]:
    """Give the head nouns of sources by folded form, with and without the article."""
    out: dict[str, Head] = {}
    for row in lexicon.rows("source_heads"):
        head = Head(row["kind"], row["plural"] == "yes", row["head"])  # type: ignore[arg-type]
        for form in map(fold, lexicon.variants(row["forms"])):
            for whole in (form, "ال" + form):
                out.setdefault(whole, head)
    return out


_PATTERNS = re.compile(r"ت..ي.|است..ا.|ان..ا.|ا.ت.ا.|است.ا..?")
_POSSESSIVES = ("ها", "هم", "هما", "ه")


@cache
def _action_nouns() -> frozenset[str]:
    return frozenset(fold(f) for row in lexicon.rows("action_nouns") for f in lexicon.variants(row["form"]))


@cache
def is_action_noun(form: str) -> bool:
    """Tell whether a folded form without article reads as a verbal noun: «تقديم», «استسلام», «عزمها»."""
    if form in heads():
        return False
    if form in _action_nouns() or _PATTERNS.fullmatch(form):
        return True
    return any(
        form.endswith(p) and (_PATTERNS.fullmatch(form[: -len(p)]) or form[: -len(p)] in _action_nouns())
        for p in _POSSESSIVES
    )


def starts_with(forms: list[str], at: int, limit: int, phrases: PhraseTable) -> int:
    """Give the length in tokens of the longest of `phrases` that stands at `at`, or 0."""
    if at >= limit:
        return 0
    for phrase in phrases.get(forms[at], ()):
        size = len(phrase)
        if at + size <= limit and (size == 1 or tuple(forms[at : at + size]) == phrase):
            return size
    return 0


def names_rule(stem: str) -> bool:
    """Tell whether a word behind «وفق» or «حسب» is what one goes by and nobody who speaks: «النظام», «معدلاتهم»."""
    rules = word_lists().rules
    # The ل of «وفقا لـ» stays where a word is too rare to be cut: «لمعدلاتهم».
    bare = (stem, stem.removeprefix("ل"))
    return any(form in rules or any(form.removesuffix(p) in rules for p in PRONOUNS) for form in bare)
