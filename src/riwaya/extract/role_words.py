"""Role words: what single words may do inside the phrase that describes a person (``data/role_words.toml``)."""

from collections.abc import Sequence
from functools import cache

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token
from riwaya.extract.bodies import body_nouns, name_words
from riwaya.extract.cues import cue_at
from riwaya.extract.places import nationality_forms, place_names
from riwaya.extract.wordlists import heads, is_action_noun, word_lists, word_set

_ARTICLE = "ال"
_FUNCTION = word_set("function_words")
_RELATIVES = word_set("relatives")


def bare(form: str) -> str:
    """Take the article off a folded form, as far as letters tell: «الأول» → «اول»."""
    return form[2:] if form.startswith(_ARTICLE) and len(form) > 4 else form


@cache
def role_words(group: str) -> frozenset[str]:
    """Give one group of ``data/role_words.toml``, folded."""
    return frozenset(map(fold, lexicon.toml("role_words")[group]))


@cache
def _governed() -> dict[str, frozenset[str]]:
    raw = lexicon.toml("role_words")["governs"]
    return {fold(preposition): frozenset(map(fold, words)) for preposition, words in raw.items()}


def is_state(form: str) -> bool:
    """Tell whether a word says if the office is still held: «السابق»."""
    return form in role_words("states")


@cache
def is_body_noun(stem: str) -> bool:
    """Tell whether a stem opens the name or the description of a body."""
    nation, other = body_nouns()
    head = heads().get(stem)
    listed = head is not None and head.kind in ("organisation", "outlet")
    return stem in nation or stem in other or listed or stem in name_words("facilities")


def nationality_at(toks: Sequence[Token], at: int, limit: int) -> tuple[int, str] | None:
    """Find an adjective of nationality: how many tokens it has («الكوري الجنوبي») and its country's code."""
    if at >= limit or toks[at].kind != "word":
        return None
    known, word, parts = nationality_forms(), bare(toks[at].form), clitics.split(toks[at].form)
    word = parts.stem if parts.article else word
    if at + 1 < limit and (pair := f"{word} {bare(toks[at + 1].form)}") in known:
        return 2, known[pair]
    return (1, known[word]) if word in known else None


def is_joined_noun(parts: clitics.Clitics) -> bool:
    """Tell whether «لـ» or «بـ» before a noun goes on with an office: «لمهرجان كذا», «بمديرية كذا», not «بمعاملة»."""
    if parts.preposition == "ب":
        return (
            parts.stem in place_names() or parts.stem in name_words("place_nouns") or is_body_noun(parts.stem)
        )
    return parts.preposition == "ل" and not is_action_noun(parts.stem)


def governed(toks: Sequence[Token], nouns: range, at: int) -> bool:
    """Tell whether the word at `at` is a preposition that one of `nouns` takes with it: «النائب | عن»."""
    takers = _governed().get(toks[at].form, frozenset())
    return any(clitics.split(toks[n].form).stem in takers for n in nouns)


def ends_role(form: str) -> bool:
    """Tell whether no phrase of a role goes over a word: a verb of saying, a clause's opener, a preposition."""
    cue = cue_at(form)
    if cue is not None and cue.tense in ("past", "present") and clitics.split(form).stem not in heads():
        return not form.startswith("ال")
    return (
        form in _FUNCTION
        or form in _RELATIVES
        or form in word_lists().complementisers
        or form in word_lists().prepositions
    )
