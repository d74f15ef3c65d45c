"""Events: which occurrences count the same event, so that numbers of one event meet and others stay apart.

Two occurrences are one event when their words, places, times and values agree well enough; figures then
belong together when they count the same class in one event. Background figures («four dead in June's
bombing») have other words, other places, another time, and so stay apart.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.link.occurrences import OUTCOMES, Occurrence, countries, kind_of
from riwaya.model import Quantity

# A number above this is telling: two reports seldom give it by chance.
_DIGITS = 12.0
# One toll that is so many times another is hardly, and almost never, of one thing.
_APART, _FAR = 3, 10
# How well two occurrences must agree to be one event, and the share of it that their groups must reach on
# average.
EVENT = 0.36
GROUP = 0.75
# What two different numbers of one class in one report say against their being one thing.
SEVERAL = -0.2
# Reports that count two groups far apart, at least, that keep them two events.
TORN = 2
# What a telling phrase in common adds for measures, which name their event less often than casualties do.
PHRASE = 0.15
# What an occurrence must agree that names no event, place or day of its own.
RECALLED = 0.3


def agreement(a: Occurrence, b: Occurrence, same_story: bool, days: Sequence[float | None]) -> float:
    """Say how far two occurrences speak of one event: about 0 for strangers, `EVENT` and more for one
    event.
    """
    shared = a.words.keys() & b.words.keys()
    least = min(sum(a.words.values()), sum(b.words.values()))
    score = 0.0
    if least > 0:
        # A short context agrees too easily: it is measured against at least a dozen telling words.
        score += sum(a.words[w] for w in shared) / max(least, 25.0)
    score += _values(a, b) + (0.2 if same_story else 0.0)
    score += _places(a, b)
    if a.types and b.types and not a.types & b.types and "attack" not in a.types | b.types:
        score -= 0.2
    score += _frame(a, b) + _moments(a, b, days)
    return score


def _places(a: Occurrence, b: Occurrence) -> float:
    """Weigh where it was: towns for the outcome of an event, any place for what a group does."""
    if not any(f.counted in OUTCOMES for f in a.figures + b.figures):
        return 0.1 if a.places & b.places else 0.0
    towns = [one.places - countries() for one in (a, b)]
    if towns[0] and towns[1]:
        return 0.15 if towns[0] & towns[1] else -0.1
    return 0.0


def _values(a: Occurrence, b: Occurrence) -> float:
    """Weigh the values of the classes that both count: equal telling numbers speak for one event, far ones
    against.
    """
    best = 0.0
    worst = 0.0
    for f in a.figures:
        for g in b.figures:
            if f.counted != g.counted or f.part != g.part:
                continue
            if f.quantity.vague or g.quantity.vague:
                worst = min(worst, -0.4 if _beyond(f.quantity, g.quantity) else 0.0)
                continue
            x, y = middle(f.quantity), middle(g.quantity)
            if x == y:
                best = max(best, 0.35 if x > _DIGITS and x % 10 else 0.2 if x > _DIGITS else 0.05)
            elif min(x, y) > 0 and max(x, y) / min(x, y) <= 1.25:
                best = max(best, 0.1)
            elif min(x, y) <= 0 or max(x, y) / min(x, y) > _FAR:
                worst = min(worst, -0.45)
            elif max(x, y) / min(x, y) > _APART:
                worst = min(worst, -0.4 if a.report == b.report else -0.25)
            else:
                worst = min(worst, SEVERAL if a.report == b.report else -0.05)
            if x != y and a.report == b.report and a.sentence == b.sentence:
                # Two numbers of one class in one sentence count two things.
                worst = min(worst, -0.4)
            if _people(f.quantity) and _people(g.quantity) and _people(f.quantity) != _people(g.quantity):
                worst = min(worst, -0.25)
    return worst if worst <= -0.25 else best or worst


def _beyond(a: Quantity, b: Quantity) -> bool:
    """Tell whether of two quantities one is «hundreds» and the other far below: they count different
    things.
    """
    low, high = sorted((a, b), key=lambda q: q.vague)
    return not low.vague and high.vague and 3 * middle(low) < (high.low or 0)


def _people(quantity: Quantity) -> str:
    """Give what people a quantity counts, "" when it says only that they are people, dead or hurt."""
    form = noun_form(fold(quantity.of.split()[0])) if quantity.of and quantity.of.strip() else None
    if form is None or not form.noun.person or form.noun.counted in OUTCOMES:
        return ""
    return form.noun.counted


def middle(quantity: Quantity) -> float:
    """Give one number for a quantity's bounds."""
    bounds = [float(x) for x in (quantity.low, quantity.high) if x is not None]
    return sum(bounds) / len(bounds) if bounds else 0.0


def _frame(a: Occurrence, b: Occurrence) -> float:
    """Weigh what the counted do, for classes that are no outcome: the same frame, and for a stock the same
    country.

    Two numbers of one class in one sentence («15 thousand in the north and 9 thousand in the south») are
    two things.
    """
    if any(f.counted in OUTCOMES for f in a.figures + b.figures):
        return 0.0
    if kind_of(a.figures + b.figures) != "people":
        phrase = PHRASE if a.phrases & b.phrases else 0.0
        if a.frame and b.frame and a.frame != b.frame:
            return -0.6
        return phrase + (0.15 if a.frame and a.frame == b.frame else -0.2)
    if a.report == b.report and a.sentence == b.sentence and a.frame != "movement":
        return -0.6
    if a.frame and b.frame:
        if a.frame != b.frame or (a.frame == "presence" and a.places & countries() != b.places & countries()):
            return -0.6
        return 0.3 if a.frame == "movement" else 0.15
    return -0.1 if _values(a, b) >= 0.2 else -0.35


def _moments(a: Occurrence, b: Occurrence, days: Sequence[float | None]) -> float:
    """Weigh the times: days that the texts give and that lie far apart speak against one event."""
    if a.times and b.times:
        gap = min(abs(x - y) for x in a.times for y in b.times)
        return -0.35 if gap > 10 else 0.05 if gap <= 2 else 0.0
    for one, other in ((a, b), (b, a)):
        published = days[other.report]
        if one.times and published is not None and min(abs(t - published) for t in one.times) > 20:
            return -0.25
    return 0.0


def events(
    found: Sequence[Occurrence], story_of: Sequence[str], days: Sequence[float | None], least: float = EVENT
) -> list[list[int]]:
    """Group occurrences into events by average agreement, the best agreeing pairs first.

    Compared are occurrences of one story, and others that share a telling key and a class; time is linear
    in the occurrences apart from the squares of stories and of keys.
    """
    pairs = {}
    for i, j in _comparable(found, story_of):
        score = agreement(found[i], found[j], story_of[found[i].report] == story_of[found[j].report], days)
        pairs[i, j] = score
    group = list(range(len(found)))
    members = {n: [n] for n in group}
    for (i, j), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if score < least:
            break
        a, b = group[i], group[j]
        if a == b:
            continue
        between = sorted(
            (pairs.get((min(x, y), max(x, y)), 0.0) for x in members[a] for y in members[b]), reverse=True
        )
        # A report that recalls an event in three words agrees well with some of its group only.
        nearest = between[: max(1, len(between) // 2)]
        if sum(nearest) / len(nearest) < least * GROUP or _torn(found, members[a], members[b]):
            continue
        for n in members[b]:
            group[n] = a
        members[a] += members.pop(b)
    _continue(found, group, members)
    _recall(found, group, members, pairs)
    return sorted(sorted(m) for m in members.values())


def _torn(found: Sequence[Occurrence], a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether several reports count both groups and count them far apart: they know two events."""
    by_report: dict[int, list[int]] = defaultdict(list)
    for n in b:
        by_report[found[n].report].append(n)
    far = {
        found[n].report
        for n in a
        for m in by_report.get(found[n].report, ())
        if _values(found[n], found[m]) <= -0.4
    }
    both = {found[n].report for n in a} & by_report.keys()
    return len(far) >= TORN and 2 * len(far) > len(both)


def _continue(found: Sequence[Occurrence], group: list[int], members: dict[int, list[int]]) -> None:
    """Give an occurrence that stayed alone and names no event of its own to the event told just before it."""
    last: dict[int, int] = {}
    for n, one in enumerate(found):
        if not any(f.counted in OUTCOMES for f in one.figures):
            continue
        before = last.get(one.report)
        last[one.report] = n
        if before is None or not one.continues or group[n] == group[before]:
            continue
        old, new = group[n], group[before]
        if 2 * sum(found[m].continues for m in members[old]) >= len(members[old]):
            for m in members.pop(old):
                group[m] = new
                members[new].append(m)


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
            people = kind_of(found[one].figures) == "people" and _values(found[i], found[j]) > -0.2
            if people and found[one].continues and len(members[group[one]]) == 1 and score >= RECALLED:
                best[one] = max(best.get(one, (0.0, -1)), (score, other))
    for one, (_, other) in sorted(best.items()):
        if len(members.get(group[one], ())) == 1 and group[one] != group[other]:
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
