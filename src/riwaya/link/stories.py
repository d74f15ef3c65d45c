"""Stories: the reports of one event brought together, in the sense of topic detection and tracking (Allan,
2002).

A report is a bag of weighted keys of its headline and opening, where news tells what happened. Two reports
are near when their bags are, or when one copies much of the other; they must be published within some days
of each other. Near pairs are merged nearest first, and two groups only when they are near as wholes (the
cosine of their centroids), so that one report about two events does not chain two stories together. Later
reports of an event tell something new about it in other words: one or two that stayed apart join the story
whose signature, the telling keys in nearly all of its reports, they bear. An unrelated report stays alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from math import sqrt

from riwaya.arabic.words import tokens
from riwaya.link.terms import Weights, keys
from riwaya.model import Passage, Report, Story

# Words of the opening that count, and how often a headline's words count.
OPENING = 150
HEADLINE = 2
# Keys kept of each report (the weightiest), and the largest share of reports that a key may stand in to
# propose pairs.
TERMS = 50
COMMON = 0.02
# How near two reports and two groups must be; days that may lie between two reports.
NEAR = 0.30
WHOLE = 0.28
# A small collection was put together about few things: in it this much less is asked.
SMALL = 0.08
DAYS = 4
# A copy of at least this share of the shorter report makes two reports near whatever else they say.
COPIED = 0.4
# A signature: the share of a story's reports that bear each of its keys, how often the collection may bear a
# key for each of them (else it is a topic's), what a key and all of it weigh at least, the fewest reports that
# have one. A report joins that bears half of its weight and has a key of it in
# the headline, or that bears nearly all of it.
BORNE = 0.8
ELSEWHERE = 2.0
TELLING = 2.5
SIGNED = 12.0
SIGNERS = 3
HALF, NEARLY = 0.5, 0.8

_Bag = dict[str, float]


def stories(
    reports: Sequence[Report],
    passages: Iterable[Passage] = (),
    weights: Weights | None = None,
    words: Sequence[Sequence[str]] | None = None,
) -> tuple[Story, ...]:
    """Give the stories of `reports`, each report in exactly one, in the order of their first reports.

    `weights` are those of the openings of a larger collection that these reports are a part of; `words` the openings,
    where they are at hand.
    """
    words = [opening(report) for report in reports] if words is None else words
    weights = weights or Weights(words)
    bags = [_bag(w, weights) for w in words]
    days = [day(report.published) for report in reports]
    ease = SMALL * (1 - weights.trust)
    near = _near(bags, days, weights, NEAR - ease)
    for pair, share in _copied(reports, passages).items():
        if share >= COPIED and _together(days, *pair):
            near[pair] = max(near.get(pair, 0.0), 0.5 + share / 2)
    groups = _merge(bags, near, WHOLE - ease)
    headlines = [frozenset(keys(tokens(report.title or ""))) for report in reports]
    joined = _join(groups, [frozenset(w) for w in words], headlines, days, weights)
    return tuple(_story(reports, bags, group) for group in joined)


def day(published: str | None) -> float | None:
    """Give the day count of an ISO 8601 date or time, or None when there is none or it is not precise to the
    day.
    """
    try:
        return datetime.fromisoformat(published).timestamp() / 86400 if published else None
    except ValueError:
        return None


def opening(report: Report) -> list[str]:
    """Give the keys of the headline (counted `HEADLINE` times) and of the opening, page furniture left
    out.
    """
    hidden = [f.span for f in report.furniture]
    toks = [
        t
        for t in tokens(report.text[: OPENING * 14])
        if t.kind == "word" and not any(s.start <= t.start < s.end for s in hidden)
    ]
    headline = keys(t for t in tokens(report.title or "") if t.kind == "word")
    return headline * HEADLINE + keys(toks[:OPENING])


def _bag(words: Sequence[str], weights: Weights) -> _Bag:
    """Weigh the keys of a report, keep the weightiest, and scale the bag to length 1."""
    counts: dict[str, int] = defaultdict(int)
    for word in words:
        counts[word] += 1
    weighed = sorted(((weights(w) * (1 + n) ** 0.5, w) for w, n in counts.items()), reverse=True)[:TERMS]
    size = sqrt(sum(w * w for w, _ in weighed)) or 1.0
    return {word: weight / size for weight, word in weighed}


def _together(days: Sequence[float | None], a: int, b: int) -> bool:
    """Tell whether two reports may be of one time; a report without a date may be of any."""
    first, second = days[a], days[b]
    return first is None or second is None or abs(first - second) <= DAYS


def _near(
    bags: Sequence[_Bag], days: Sequence[float | None], weights: Weights, least: float
) -> dict[tuple[int, int], float]:
    """Give the pairs of reports whose bags are near, with their cosine, by an inverted index over rarer
    keys.
    """
    most = max(40, int(COMMON * max(len(bags), weights.size)))
    index: dict[str, list[int]] = defaultdict(list)
    near: dict[tuple[int, int], float] = {}
    for b, bag in enumerate(bags):
        scores: dict[int, float] = defaultdict(float)
        for word, weight in bag.items():
            if weights.counts[word] <= most:
                for a in index[word]:
                    scores[a] += weight * bags[a][word]
                index[word].append(b)
        for a, score in scores.items():
            if score >= least * 0.5 and _together(days, a, b):
                whole = dot(bags[a], bag)
                if whole >= least:
                    near[a, b] = whole
    return near


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Give the inner product of two bags."""
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[k] for k, w in a.items() if k in b)


def _copied(reports: Sequence[Report], passages: Iterable[Passage]) -> dict[tuple[int, int], float]:
    """Give for each pair of reports the share of the shorter one that stands in the other."""
    number = {report.id: n for n, report in enumerate(reports)}
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for p in passages:
        shared[number[p.a], number[p.b]] += p.a_span.end - p.a_span.start
    return {
        (a, b): n / max(1, min(len(reports[a].text), len(reports[b].text))) for (a, b), n in shared.items()
    }


def _merge(bags: Sequence[_Bag], near: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Merge near pairs, nearest first, while the groups that they join are near as wholes."""
    group = list(range(len(bags)))
    members = {n: [n] for n in group}
    centre = {n: dict(bag) for n, bag in enumerate(bags)}
    for (a, b), _ in sorted(near.items(), key=lambda item: (-item[1], item[0])):
        left, right = group[a], group[b]
        if left == right:
            continue
        if len(members[left]) < len(members[right]):
            left, right = right, left
        big, small = centre[left], centre[right]
        length = sqrt(sum(w * w for w in big.values()) * sum(w * w for w in small.values()))
        copied = near[a, b] > 0.7
        if not copied and dot(big, small) / (length or 1.0) < least:
            continue
        for n in members[right]:
            group[n] = left
        members[left] += members.pop(right)
        for word, weight in centre.pop(right).items():
            big[word] = big.get(word, 0.0) + weight
    return sorted(sorted(found) for found in members.values())


def _join(
    groups: Sequence[list[int]],
    words: Sequence[frozenset[str]],
    headlines: Sequence[frozenset[str]],
    days: Sequence[float | None],
    weights: Weights,
) -> list[list[int]]:
    """Give each group that is too small for a signature to the story whose signature it bears best, if all of
    it bears one.
    """
    signatures = {n: s for n, group in enumerate(groups) if (s := signature(group, words, weights))}
    bearing: dict[str, list[int]] = defaultdict(list)
    for n, borne in signatures.items():
        for word in borne:
            bearing[word].append(n)
    home = list(range(len(groups)))
    for at, small in enumerate(groups):
        if len(small) >= SIGNERS:
            continue
        near = Counter(n for word in words[small[0]] for n in bearing.get(word, ()))
        shares = [
            (min(_borne(signatures[n], words[one], headlines[one]) for one in small), -n)
            for n in near
            if any(_together(days, one, other) for one in small for other in groups[n])
        ]
        share, n = max(shares, default=(0.0, 0))
        if share:
            home[at] = -n
    joined: dict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        joined[home[at]] += group
    return sorted(sorted(group) for group in joined.values())


def signature(group: Sequence[int], words: Sequence[frozenset[str]], weights: Weights) -> _Bag:
    """Give the telling keys that nearly all reports of a group bear and few others, with their weights; empty
    when they tell too little.
    """
    if len(group) < SIGNERS:
        return {}
    counts = Counter(word for n in group for word in words[n])
    most = [(w, c) for w, c in counts.items() if BORNE * len(group) <= c >= weights.counts[w] / ELSEWHERE]
    telling = {w: weights(w) * c / len(group) for w, c in most if weights(w) >= TELLING}
    return telling if sum(telling.values()) >= SIGNED else {}


def _borne(signature: _Bag, words: frozenset[str], headline: frozenset[str]) -> float:
    """Say how much of a signature a report bears, 0 when it is too little for the report to be of its story."""
    share = sum(weight for word, weight in signature.items() if word in words) / sum(signature.values())
    named = not headline.isdisjoint(signature)
    return share if share >= NEARLY or (named and share >= HALF) else 0.0


def _story(reports: Sequence[Report], bags: Sequence[_Bag], group: Sequence[int]) -> Story:
    """Make the story of a group; its title is the headline of the report nearest to all the others."""
    centre: dict[str, float] = defaultdict(float)
    for n in group:
        for word, weight in bags[n].items():
            centre[word] += weight
    titled = [n for n in group if reports[n].title] or list(group)
    best = max(titled, key=lambda n: (dot(bags[n], centre), -n))
    ids = tuple(reports[n].id for n in group)
    title = reports[best].title or " ".join(reports[best].text[:120].split())
    return Story(
        id="y" + blake2b("|".join(sorted(ids)).encode(), digest_size=6).hexdigest(), title=title, reports=ids
    )
