"""Reuse: every stretch of about twenty words or more that two reports share, exactly or with small edits.

Agency copy is cut, moved and edited, so whole-text similarity misses it; what is looked for is containment:
long shared passages, several a pair, in any order. Three steps, in the manner of passim (Smith, Cordell and
Mullen, 2015):

1. candidates: pairs of reports that share rare word 4-grams (an inverted index over hashes, linear in the
   words); 4-grams that many reports share are formulas and count for little;
2. seeds and chains: in a candidate pair, the shared 3-grams are chained along the two texts, tolerating
   short gaps;
3. alignment: each chain is measured word by word (longest common subsequence, rapidfuzz).

Everything is matched on folded words and reported on raw spans; page furniture and marks are left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from riwaya.arabic.words import tokens
from riwaya.model import Passage, Report, Span

# Words a passage must have in common to be told, and the least share of its words that must be the same.
LEAST_WORDS = 20
LEAST_SIMILARITY = 0.55
# A 4-gram in more reports than this is a formula: it no longer joins every pair of them, only neighbours.
FORMULA = 24
NEIGHBOURS = 3
# A passage shorter than this is none when more of its words than this share stand in formulas.
PLAIN_WORDS = 60
FORMULA_SHARE = 0.5
# What a pair's shared 4-grams must weigh (rare ones weigh 1 each) before it is aligned.
LEAST_SHARED = 3.0
# Words that a chain may skip in either text between two shared 3-grams.
GAP = 9
# A 3-gram that stands in one text more often than this says nothing of where two texts meet, and would cost the square
# of its number: a text of one word repeated is no passage.
OFTEN = 32
_GRAM = 4
_SEED = 3

_Ids = NDArray[np.int64]
_Hashes = NDArray[np.uint32]


class Words(NamedTuple):
    """The words of a report: hashes that stand for folded forms, and ``[start, end)`` of each in the raw
    text. In a collection of 300,000 forms about ten pairs of them share a hash of 32 bits.
    """

    ids: NDArray[np.uint32]
    spans: NDArray[np.uint32]


class Chain(NamedTuple):
    """A shared stretch: word positions ``[a0, a1)`` in one report and ``[b0, b1)`` in the other."""

    a0: int
    a1: int
    b0: int
    b1: int


def words_of(reports: Iterable[Report]) -> list[Words]:
    """Hash the folded words of each report, page furniture left out."""
    numbers: dict[str, int] = {}
    out = []
    for report in reports:
        ids, spans, at = [], [], 0
        stretches = []
        for part in sorted(f.span for f in report.furniture):
            stretches.append((at, part.start))
            at = max(at, part.end)
        stretches.append((at, len(report.text)))
        for start, end in stretches:
            for token in tokens(report.text, start, end):
                if token.kind != "mark":
                    known = numbers.get(token.form)
                    if known is None:
                        known = numbers[token.form] = crc32(token.form.encode("utf-8", "surrogatepass"))
                    ids.append(known)
                    spans.append((token.start, token.end))
        out.append(Words(np.array(ids, np.uint32), np.array(spans, np.uint32).reshape(-1, 2)))
    return out


def passages(reports: Sequence[Report]) -> tuple[Passage, ...]:
    """Give the passages that pairs of `reports` share, in the order of the reports; directions are left
    unknown.

    Time is linear in the words apart from the alignment of candidate pairs; memory about 150 bytes a word.
    """
    words = words_of(reports)
    pairs, formulas = candidates([w.ids for w in words])
    return tuple(
        passage
        for a, b in pairs
        for passage in _of_pair(reports[a], reports[b], words[a], words[b], formulas[a])
    )


def passages_with(
    known: Sequence[_Hashes], fetch: Callable[[int], Report], reports: Sequence[Report]
) -> tuple[Passage, ...]:
    """Give the passages that new `reports` share with one another and with the reports whose hashed words are `known`.

    `fetch` gives the n-th of those; only reports that a new one shares enough with are asked for.
    """
    new = words_of(reports)
    pairs, formulas = candidates([*known, *(w.ids for w in new)], since=len(known))
    held: dict[int, tuple[Report, Words]] = {}

    def at(n: int) -> tuple[Report, Words]:
        if n >= len(known):
            return reports[n - len(known)], new[n - len(known)]
        if n not in held:
            report = fetch(n)
            held[n] = report, words_of([report])[0]
        return held[n]

    out: list[Passage] = []
    for pair in pairs:
        # In a pair the earlier report stands first, as it does where everything is compared at once.
        a, b = sorted(pair, key=lambda n: in_time(at(n)[0]))
        (first, in_first), (second, in_second) = at(a), at(b)
        out += _of_pair(first, second, in_first, in_second, formulas[a])
    return tuple(out)


def in_time(report: Report) -> tuple[bool, str, str]:
    """Give what puts reports in the order of a case: by when they were published, those without a time last."""
    return report.published is None, report.published or "", report.id


def _of_pair(
    a: Report, b: Report, in_a: Words, in_b: Words, formulas: NDArray[np.bool_]
) -> Iterator[Passage]:
    """Give the passages of one pair; `formulas` says which words of the first report open a formula."""
    for chain in align(in_a.ids.tolist(), in_b.ids.tolist()):
        if chain.a1 - chain.a0 < PLAIN_WORDS and formulas[chain.a0 : chain.a1].mean() > FORMULA_SHARE:
            continue
        found = _passage(a, b, in_a, in_b, chain)
        if found is not None:
            yield found


def candidates(
    words: Sequence[_Hashes], since: int = 0
) -> tuple[list[tuple[int, int]], list[NDArray[np.bool_]]]:
    """Give the pairs of reports (lower number first) whose shared 4-grams weigh enough to align them.

    With them comes, for each report, which of its words open a formula: a 4-gram of more than `FORMULA`
    reports. With `since`, only pairs with a report of that number or a later one.
    """
    grams, owners = _grams(words)
    sizes_of = np.cumsum([0, *(max(len(w) - _GRAM + 1, 0) for w in words)])
    if not len(grams):
        return [], [np.zeros(len(w), bool) for w in words]
    raw = grams
    order = np.lexsort((owners, grams))
    grams, owners = grams[order], owners[order]
    fresh = np.ones(len(grams), dtype=bool)
    fresh[1:] = (grams[1:] != grams[:-1]) | (owners[1:] != owners[:-1])
    grams, owners = grams[fresh], owners[fresh]
    starts = np.flatnonzero(np.r_[True, grams[1:] != grams[:-1]])
    sizes = np.diff(np.r_[starts, len(grams)])
    common = np.isin(raw, grams[starts[sizes > FORMULA]])
    formulas = [_padded(common[i:j], len(w)) for w, i, j in zip(words, sizes_of, sizes_of[1:], strict=False)]
    if since:
        # The owners of a 4-gram stand in order: the last tells whether a new report is among them.
        fresh_too = owners[starts + sizes - 1] >= since
        starts, sizes = starts[fresh_too], sizes[fresh_too]
    pairs, weights = _pairs(owners, starts, sizes, len(words))
    if not len(pairs):
        return [], formulas
    keys, where = np.unique(pairs, return_inverse=True)
    total = np.bincount(where, weights=weights)
    kept = keys[(total >= LEAST_SHARED) & (keys % len(words) >= since)]
    return [(int(k // len(words)), int(k % len(words))) for k in kept], formulas


def _padded(flags: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Lengthen the flags of a report's 4-grams to one for each of its words."""
    return np.pad(flags, (0, size - len(flags)), mode="edge") if len(flags) else np.zeros(size, bool)


def _grams(words: Sequence[_Hashes]) -> tuple[NDArray[np.uint64], _Ids]:
    """Hash every word 4-gram of every report, with the number of the report that it stands in."""
    lengths = np.array([len(w) for w in words], dtype=np.int64)
    flat = np.concatenate([np.empty(0, np.uint32), *words]).astype(np.uint64)
    owner = np.repeat(np.arange(len(words)), lengths)
    size = len(flat) - _GRAM + 1
    if size <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    hashed = np.zeros(size, dtype=np.uint64)
    for k in range(_GRAM):
        hashed = (hashed * np.uint64(0x9E3779B97F4A7C15)) ^ (flat[k : k + size] + np.uint64(1))
        hashed = (hashed ^ (hashed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    whole = owner[:size] == owner[_GRAM - 1 :]
    return hashed[whole], owner[:size][whole]


def _pairs(owners: _Ids, starts: _Ids, sizes: _Ids, n: int) -> tuple[_Ids, NDArray[np.float64]]:
    """Give the pairs of reports that share a 4-gram, as ``a * n + b``, with the weight of each such
    sharing.
    """
    pairs, weights = [], []
    for size in np.unique(sizes[sizes > 1]):
        at = starts[sizes == size]
        if size <= FORMULA:
            left, right = np.triu_indices(size, 1)
            weight = 1.0 if size <= 8 else 8.0 / size
        else:
            steps = [(i, i + d) for d in range(1, NEIGHBOURS + 1) for i in range(size - d)]
            left, right = np.array(steps).T
            weight = 8.0 / FORMULA
        pairs.append((owners[at[:, None] + left] * n + owners[at[:, None] + right]).ravel())
        weights.append(np.full(pairs[-1].size, weight))
    if not pairs:
        return np.empty(0, np.int64), np.empty(0, np.float64)
    return np.concatenate(pairs), np.concatenate(weights)


def align(a: Sequence[int], b: Sequence[int]) -> list[Chain]:
    """Give the stretches that two texts share, longest first and disjoint in both; words are numbers."""
    found = sorted(_chains(a, b), key=lambda c: (min(c.a1 - c.a0, c.b1 - c.b0), -c.a0), reverse=True)
    kept: list[Chain] = []
    for chain in found:
        clear = all(
            min(chain.a1, k.a1) - max(chain.a0, k.a0) <= 0 and min(chain.b1, k.b1) - max(chain.b0, k.b0) <= 0
            for k in kept
        )
        if clear and min(chain.a1 - chain.a0, chain.b1 - chain.b0) >= LEAST_WORDS:
            kept.append(chain)
    return sorted(kept)


def _chains(a: Sequence[int], b: Sequence[int]) -> Iterator[Chain]:
    """Chain the 3-grams that `a` and `b` share: each joins the nearest chain that ends just before it in
    both.
    """
    where: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for j in range(len(b) - _SEED + 1):
        where[tuple(b[j : j + _SEED])].append(j)
    open_: list[list[int]] = []
    for i in range(len(a) - _SEED + 1):
        still = [c for c in open_ if i - c[1] <= GAP]
        yield from (Chain(*c) for c in open_ if i - c[1] > GAP)
        open_ = still
        places = where.get(tuple(a[i : i + _SEED]), ())
        for j in places if len(places) <= OFTEN else ():
            fits = [c for c in open_ if -_SEED <= j - c[3] <= GAP and j + _SEED > c[3]]
            if fits:
                best = min(fits, key=lambda c: abs((i - c[1]) - (j - c[3])) + max(0, j - c[3]))
                best[1], best[3] = i + _SEED, j + _SEED
            else:
                open_.append([i, i + _SEED, j, j + _SEED])
    yield from (Chain(*c) for c in open_)


def _passage(a: Report, b: Report, in_a: Words, in_b: Words, chain: Chain) -> Passage | None:
    """Measure a chain and make it a passage, or None when too few of its words are the same."""
    left, right = in_a.ids[chain.a0 : chain.a1].tolist(), in_b.ids[chain.b0 : chain.b1].tolist()
    same = LCSseq.similarity(left, right)
    similarity = same / max(len(left), len(right))
    if same < LEAST_WORDS - 2 or similarity < LEAST_SIMILARITY:
        return None
    a_span = Span(int(in_a.spans[chain.a0, 0]), int(in_a.spans[chain.a1 - 1, 1]))
    b_span = Span(int(in_b.spans[chain.b0, 0]), int(in_b.spans[chain.b1 - 1, 1]))
    name = f"{a.id}:{a_span.start}-{a_span.end}={b.id}:{b_span.start}-{b_span.end}"
    return Passage(
        id="p" + blake2b(name.encode(), digest_size=6).hexdigest(),
        a=a.id, a_span=a_span, b=b.id, b_span=b_span,
        words=min(len(left), len(right)), similarity=round(similarity, 4),
    )  # fmt: skip
