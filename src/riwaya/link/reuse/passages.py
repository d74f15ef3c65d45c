"""Passages: every stretch of about twenty words or more that two reports share, exactly or with small edits.

Agency copy is cut, moved and edited, so whole-text similarity misses it; what is looked for is containment: long shared
stretches, several a pair, in any order. In the manner of passim (Smith, Cordell and Mullen, 2015): `candidates` share
rare word 4-grams; `alignment` chains shared 3-grams and measures them word by word; `telling` leaves formulas out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import repeat
from typing import NamedTuple

import numpy as np

from riwaya.link.reuse import telling
from riwaya.link.reuse.alignment import Stretch, stretches
from riwaya.link.reuse.candidates import candidates
from riwaya.link.reuse.words import Flags, Hashes, Words, day_of, figures_in, in_time, names_in, words_of
from riwaya.model import Extraction, Passage, Report

Pair = tuple[int, int]
Aligner = Callable[[Iterable[tuple[Hashes, Hashes]]], Iterable[list[Stretch]]]
"""What finds the stretches of many pairs of texts, each text as the numbers of its words, in their order."""


class Text(NamedTuple):
    """A report as copies are looked for in it: its words, and which of them are names and which figures."""

    report: Report
    words: Words
    names: Flags
    figures: Flags


def aligned_here(pairs: Iterable[tuple[Hashes, Hashes]]) -> Iterator[list[Stretch]]:
    """Align pairs in this process."""
    for a, b in pairs:
        yield stretches(a.tolist(), b.tolist())


def texts_of(reports: Sequence[Report], extractions: Sequence[Extraction] = ()) -> list[Text]:
    """Take reports for the search; without extractions nothing is known to be a name."""
    told: Iterable[Extraction | None] = extractions or repeat(None, len(reports))
    return [
        Text(
            report,
            words,
            np.zeros(len(words.ids), dtype=bool) if extraction is None else names_in(words, extraction),
            figures_in(words, report.text),
        )
        for report, words, extraction in zip(reports, words_of(reports), told, strict=True)
    ]


def passages(
    reports: Sequence[Report], extractions: Sequence[Extraction] = (), aligned: Aligner = aligned_here
) -> tuple[Passage, ...]:
    """Give the passages that pairs of `reports` share, in the order of the reports; directions are left unknown.

    With `extractions`, of the same reports, names and titles are known to tell nothing.
    """
    return passages_of(texts_of(reports, extractions), aligned)


def passages_of(texts: Sequence[Text], aligned: Aligner = aligned_here) -> tuple[Passage, ...]:
    """Give the passages that pairs of `texts` share.

    Time is linear in the words apart from the alignment of candidate pairs; memory about 150 bytes a word.
    """
    days = [day_of(t.report.published) for t in texts]
    search = _Search([t.words.ids for t in texts], days, texts.__getitem__, aligned)
    return tuple(search.passages())


def passages_with(
    known: Sequence[Hashes],
    published: Sequence[str | None],
    one_text: Iterable[Pair],
    fetch: Callable[[int], tuple[Report, Extraction]],
    new: Sequence[tuple[Report, Extraction]],
) -> tuple[Passage, ...]:
    """Give the passages that `new` reports share with one another and with the reports whose hashed words are `known`.

    `published` says when those were and `one_text` which pairs of them are one text (see `telling`); `fetch` gives the
    n-th with its extraction: only reports that a new one shares enough with are asked for.
    """
    fresh = texts_of([report for report, _ in new], [extraction for _, extraction in new])
    held: dict[int, Text] = {len(known) + n: text for n, text in enumerate(fresh)}

    def get(n: int) -> Text:
        if n not in held:
            report, extraction = fetch(n)
            (held[n],) = texts_of([report], [extraction])
        return held[n]

    days = [day_of(when) for when in (*published, *(t.report.published for t in fresh))]
    search = _Search([*known, *(t.words.ids for t in fresh)], days, get, aligned_here, len(known))
    return tuple(search.passages(one_text))


class _Search:
    """The search for passages among reports of which the hashed words are at hand, and the rest when asked for.

    With `since`, only pairs with a report of that number or a later one are looked at.
    """

    def __init__(
        self,
        ids: Sequence[Hashes],
        days: Sequence[int],
        get: Callable[[int], Text],
        aligned: Aligner,
        since: int = 0,
    ) -> None:
        self.ids = ids
        self.days = days
        self.get = get
        self.aligned = aligned
        self.since = since

    def passages(self, one_text: Iterable[Pair] = ()) -> Iterator[Passage]:
        """Give the passages; `one_text` are pairs that are known to be one text."""
        found = self._align(candidates(self.ids, self.since))
        text = telling.texts(len(self.ids), [*one_text, *self._alike(found)])
        # Of a text that went far only neighbours were candidates; where A is B and B is C, A and C are compared too.
        found |= self._align(telling.others(text, found, self.since))
        weighed = telling.weights(self.ids, text, self.days, sorted({a for a, _ in found}))
        for (a, b), held in sorted(found.items()):
            first, second = self.get(a), self.get(b)
            yield from (
                _passage(first, second, stretch)
                for stretch in held
                if telling.telling(stretch, weighed[a], first.names, first.figures)
            )

    def _alike(self, found: Mapping[Pair, list[Stretch]]) -> Iterator[Pair]:
        """Give the pairs that are one text."""
        for (a, b), held in found.items():
            if telling.one_text(held, self.get(a).names, len(self.ids[b])):
                yield a, b

    def _align(self, pairs: Iterable[Pair]) -> dict[Pair, list[Stretch]]:
        """Align pairs; those that share nothing are left out."""
        todo = list(self._ordered(pairs))
        found = self.aligned((self.ids[a], self.ids[b]) for a, b in todo)
        return {pair: held for pair, held in zip(todo, found, strict=True) if held}

    def _ordered(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Put the earlier report first where new ones come to old: there numbers are not the order of the case."""
        for pair in pairs:
            a, b = sorted(pair, key=lambda n: in_time(self.get(n).report)) if self.since else pair
            yield a, b


def _passage(a: Text, b: Text, stretch: Stretch) -> Passage:
    """Make a stretch a passage."""
    chain = stretch.chain
    a_span, b_span = a.words.span(chain.a0, chain.a1), b.words.span(chain.b0, chain.b1)
    name = f"{a.report.id}:{a_span.start}-{a_span.end}={b.report.id}:{b_span.start}-{b_span.end}"
    return Passage(
        id="p" + blake2b(name.encode(), digest_size=6).hexdigest(),
        a=a.report.id, a_span=a_span, b=b.report.id, b_span=b_span,
        words=stretch.words, similarity=stretch.similarity,
    )  # fmt: skip
