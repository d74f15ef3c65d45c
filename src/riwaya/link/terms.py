"""Terms: what a stretch of text is about, as weighted word keys that two reports can be compared by.

A key is a folded word without its clitics, article and ending: enough for two spellings or inflections of a
word to meet, and never shown to anybody ("light" stemming, Larkey et al., SIGIR 2002, over
`arabic.clitics`). Keys weigh by inverse document frequency: how rare a word is in news at large (the table
`data/word_df.tsv`) together with how rare it is in the collection at hand.
"""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol, Self

from riwaya import lexicon
from riwaya.arabic.clitics import split
from riwaya.arabic.words import Token, tokens

_ENDINGS = ("تها", "تهم", "يات", "ات", "ين", "ون", "ان", "تين", "تان", "ها", "هم", "يه", "ه", "ي", "ا")


@cache
def _frequencies() -> tuple[dict[str, int], int]:
    """Give the document frequencies of folded words in news at large, and the number of documents."""
    table = {row["form"]: int(row["df"]) for row in lexicon.rows("word_df")}
    total = table.pop("*")
    return table, total


@lru_cache(maxsize=200_000)
def key(form: str) -> str:
    """Give the key of the folded word `form`: ``key("والوزاره") == key("وزاره")``."""
    word = _without_ending(split(form).stem)
    return word if len(word) > 1 else form


def _without_ending(word: str) -> str:
    """Cut off one ending of number, gender or person when at least three letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def _key_frequencies() -> dict[str, int]:
    """Give an upper bound of each key's document frequency in news at large: the sum over its words."""
    counts: Counter[str] = Counter()
    for form, n in _frequencies()[0].items():
        counts[key(form)] += n
    return dict(counts)


def _in_general(word: str) -> float:
    """Give the weight of a key in news at large."""
    total = _frequencies()[1]
    return math.log((total + 1) / (1 + min(_key_frequencies().get(word, 0), total)))


def keys(toks: Iterable[Token]) -> list[str]:
    """Give the keys of the words and numbers among `toks`, in order."""
    return [key(t.form) if t.kind == "word" else t.form for t in toks if t.kind != "mark"]


def keys_of(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Give the keys of ``text[start:end]``, in order."""
    return keys(tokens(text, start, end))


class Counts(Protocol):
    """In how many documents each key stands: 0 for a key that is in none."""

    def __getitem__(self, word: str, /) -> int: ...


class Weights:
    """How much each key tells: inverse document frequency, the lower of news at large and of this collection.

    The words of its story are common in a small collection and must not lose their weight for it; a large
    one knows better than the table which words are formulas of its outlets. Weights are at least 0.
    """

    def __init__(self, documents: Iterable[Iterable[str]] = ()) -> None:
        counts: Counter[str] = Counter()
        self.size = 0
        for words in documents:
            counts.update(set(words))
            self.size += 1
        self.counts: Counts = counts
        self._cached: dict[str, float] = {}

    @classmethod
    def of(cls, counts: "Counts", size: int) -> Self:
        """Make the weights of a collection of `size` documents, in `counts` of which each key stands."""
        made = cls()
        made.counts, made.size = counts, size
        return made

    def __call__(self, word: str) -> float:
        """Give the weight of a key."""
        found = self._cached.get(word)
        if found is None:
            total, trust = _frequencies()[1], self.trust
            own = math.log((self.size + 1) / (1 + self.counts[word])) if self.size else 0.0
            own *= math.log(total + 1) / math.log(max(self.size, 2) + 1) if self.size > 1 else 0.0
            # A large collection is not asked after news at large, whose keys take long to load.
            general = _in_general(word) if trust < 1 else 0.0
            found = self._cached[word] = max(0.0, (1 - trust) * general + trust * own)
        return found

    @property
    def trust(self) -> float:
        """Say how much the collection knows: some dozens of reports nothing (0), ten thousand
        everything (1).
        """
        return min(1.0, max(0.0, (math.log10(1 + self.size) - 1.5) / 2.5))

    def is_known(self, word: str) -> bool:
        """Tell whether news at large knows a key."""
        return word in _key_frequencies()

    def total(self, words: Iterable[str]) -> float:
        """Sum the weights of the distinct keys among `words`."""
        return sum(self(w) for w in set(words))
