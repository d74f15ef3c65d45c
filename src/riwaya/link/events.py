"""Events: which occurrences count the same event, so that numbers of one event meet and others stay apart.

Two occurrences are one event when their words, places, times and values agree well enough (`agreement`); figures then
belong together when they count the same class in one event. Background figures («four dead in June's
bombing») have other words, other places, another time, and so stay apart.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from riwaya.link.agreement import OTHER_PEOPLE, agreement, barred, values
from riwaya.link.occurrences import Occurrence

# How well two occurrences must agree to be one event, and the share of it that their groups must reach on
# average.
EVENT = 0.36
GROUP = 0.75
# The part of the pairs of two groups that is looked at, the best agreeing ones, in a small collection and in a large.
BETTER_HALF, BETTER = 0.5, 0.75
# Reports that count two groups far apart, at least, that keep them two events.
TORN = 2
# What an occurrence must agree that names no event, place or day of its own.
RECALLED = 0.3


def events(
    found: Sequence[Occurrence], story_of: Sequence[str], days: Sequence[float | None], trust: float = 0.0
) -> list[list[int]]:
    """Group occurrences into events by average agreement, the best agreeing pairs first.

    `trust` is that of `agreement`. Compared are occurrences of one story, and others that share a telling key and a
    class; time is linear in the occurrences apart from the squares of stories and of keys.
    """
    pairs = {}
    bars: dict[int, set[int]] = defaultdict(set)
    for i, j in _comparable(found, story_of):
        one_story = story_of[found[i].report] == story_of[found[j].report]
        pairs[i, j] = agreement(found[i], found[j], one_story, days, trust)
        if barred(found[i], found[j]):
            bars[i].add(j)
            bars[j].add(i)
    looked_at = BETTER_HALF + trust * (BETTER - BETTER_HALF)
    group = list(range(len(found)))
    members = {n: [n] for n in group}
    between: dict[int, dict[int, list[float]]] = defaultdict(dict)
    for (i, j), score in pairs.items():
        between[i][j] = between[j][i] = [score]
    for (i, j), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if score < EVENT:
            break
        a, b = group[i], group[j]
        if a == b or not bars[a].isdisjoint(members[b]):
            continue
        near = _nearest(between[a][b], len(members[a]) * len(members[b]), looked_at)
        if near < EVENT * GROUP or _torn(found, members[a], members[b]):
            continue
        for n in members[b]:
            group[n] = a
        members[a] += members.pop(b)
        bars[a] |= bars.pop(b, set())
        _join(between, a, b)
    _continue(found, group, members)
    _recall(found, group, members, pairs)
    return sorted(sorted(m) for m in members.values())


def _nearest(scores: Sequence[float], size: int, part: float) -> float:
    """Give the average of the better `part` of the agreements of two groups; of `size` pairs those not compared are 0.

    A report that recalls an event in three words agrees well with some of its group only.
    """
    most = max(1, int(size * part))
    best = sorted(scores, reverse=True)
    positive = sum(score > 0 for score in best)
    zeros = min(size - len(best), max(0, most - positive))
    return (sum(best[:positive][:most]) + sum(best[positive : max(positive, most - zeros)])) / most


def _join(between: dict[int, dict[int, list[float]]], a: int, b: int) -> None:
    """Give group `a` the agreements that group `b` had with others."""
    mine = between[a]
    del mine[b]
    for other, scores in between.pop(b).items():
        if other == a:
            continue
        theirs = between[other]
        del theirs[b]
        if other in mine:
            mine[other].extend(scores)
        else:
            mine[other] = theirs[a] = scores


def _torn(found: Sequence[Occurrence], a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether several reports count both groups and count them far apart: they know two events."""
    by_report: dict[int, list[int]] = defaultdict(list)
    for n in b:
        by_report[found[n].report].append(n)
    far = {
        found[n].report
        for n in a
        for m in by_report.get(found[n].report, ())
        if values(found[n], found[m]) <= -0.4
    }
    both = {found[n].report for n in a} & by_report.keys()
    return len(far) >= TORN and 2 * len(far) > len(both)


def _continue(found: Sequence[Occurrence], group: list[int], members: dict[int, list[int]]) -> None:
    """Give an occurrence that stayed alone and names no event of its own to the event told just before it."""
    last: dict[int, int] = {}
    for n, one in enumerate(found):
        if not one.outcome:
            continue
        before = last.get(one.report)
        last[one.report] = n
        if before is None or not one.continues or group[n] == group[before]:
            continue
        old, new = group[n], group[before]
        if _strangers(found, one, members[new]):
            continue
        if 2 * sum(found[m].continues for m in members[old]) >= len(members[old]):
            for m in members.pop(old):
                group[m] = new
                members[new].append(m)


def _strangers(found: Sequence[Occurrence], one: Occurrence, group: Sequence[int]) -> bool:
    """Tell whether an occurrence cannot be of an event: it counts other people, or far more or fewer of them."""
    others = [found[m] for m in group]
    far = sum(values(one, other) <= OTHER_PEOPLE for other in others)
    return 2 * far > len(others) or any(barred(one, other) for other in others)


def _recall(
    found: Sequence[Occurrence],
    group: list[int],
    members: dict[int, list[int]],
    pairs: Mapping[tuple[int, int], float],
) -> None:
    """Give an occurrence that stayed alone in its report's telling and names no event of its own to the event
    that it agrees with best: nearly as well as two that name theirs.
    """
    best: dict[int, tuple[float, int]] = {}
    for (i, j), score in pairs.items():
        for one, other in ((i, j), (j, i)):
            people = found[one].kind == "people" and values(found[i], found[j]) > -0.2
            if people and found[one].continues and len(members[group[one]]) == 1 and score >= RECALLED:
                best[one] = max(best.get(one, (0.0, -1)), (score, other))
    for one, (_, other) in sorted(best.items()):
        if len(members.get(group[one], ())) == 1 and group[one] != group[other]:
            if _strangers(found, found[one], members[group[other]]):
                continue
            members.pop(group[one])
            group[one] = group[other]
            members[group[other]].append(one)


def _comparable(found: Sequence[Occurrence], story_of: Sequence[str]) -> set[tuple[int, int]]:
    """Give the pairs worth comparing: they count a class in common and share a story, a telling key, or
    what a group
    does where."""
    boxes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(found):
        telling = sorted(one.words, key=lambda w: -one.words[w])[:12]
        for counted in {f.counted for f in one.figures}:
            boxes[counted, "story " + story_of[one.report]].append(n)
            if one.frame:
                for place in one.places:
                    boxes[counted, f"{one.frame} {place}"].append(n)
            for word in telling:
                boxes[counted, word].append(n)
    pairs: set[tuple[int, int]] = set()
    for (_, name), box in boxes.items():
        if len(box) <= (400 if name.startswith("story ") else 80):
            pairs.update((i, j) for at, i in enumerate(box) for j in box[at + 1 :])
    return pairs
