"""Figures: which event each number of a report counts, so that numbers of one event meet and others stay
apart.

An `Occurrence` is one place in a report where the outcome of an event is counted: neighbouring figures of
different classes («32 killed and a hundred injured») with the words around them. Occurrences are one event
when their words, places, times and values agree well enough; figures then belong together when they count
the same class in one event. Background figures («four dead in June's bombing») have other words, other
places, another time, and so stay apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.sentences import sentences
from riwaya.arabic.words import Token, tokens
from riwaya.link.stories import day
from riwaya.link.terms import Weights, key
from riwaya.model import Extraction, Quantity, Report, Span, ref

# Units that are too common to make a figure worth following by itself.
_PLAIN_UNITS = frozenset(
    ["person", "day", "week", "month", "year", "hour", "minute", "second", "percent", "km", "m", "cm", "degree"]
)
# Classes that are the outcome of an event; of the others the clause must say what the counted do
# (`frames.tsv`).
OUTCOMES = frozenset(
    [
        "killed",
        "injured",
        "casualties",
        "arrested",
        "missing",
        "displaced",
        "kidnapped",
        "rescued",
        "detained",
        "attackers",
    ]
)
# Words between two figures that count one event's outcomes, and words of context on either side.
TOGETHER = 9
CONTEXT = 30
# Words before a number that make it a part of a total already told.
_PART = frozenset(key(w) for w in ["بينهم", "منهم", "بينها", "منها", "بينهن", "منهن"])
_DIGITS = 12.0
# How well two occurrences must agree to be one event, and the share of it that their groups must reach on
# average.
EVENT = 0.36
GROUP = 0.8


class Figure(NamedTuple):
    """A quantity of a report: its reference, itself, the class of what it counts."""

    ref: str
    quantity: Quantity
    counted: str
    part: bool


class Occurrence(NamedTuple):
    """A place in a report where an event is counted.

    `words` are the keys of its context with their weights, `places` those of its place names, `times` the
    days that the text gives, `types` the types of event that it names, `report` the report's number. It
    `continues` when it names no event, place or day of its own, or counts some of those already told of
    («three of the wounded»).
    """

    report: int
    figures: tuple[Figure, ...]
    span: Span
    words: dict[str, float]
    places: frozenset[str]
    times: tuple[float, ...]
    frame: str
    types: frozenset[str]
    continues: bool


@cache
def _types() -> dict[str, str]:
    """Give the type of event that each key names."""
    return {
        key(fold(word)): row["type"]
        for row in reversed(lexicon.rows("event_words"))
        for word in lexicon.variants(row["words"])
    }


@cache
def _frames() -> dict[str, tuple[int, str]]:
    """Give the frame of each key, with its rank."""
    return {
        key(fold(word)): (int(row["rank"]), row["frame"])
        for row in reversed(lexicon.rows("frames"))
        for word in lexicon.variants(row["words"])
    }


def occurrences(
    reports: Sequence[Report], extractions: Sequence[Extraction], weights: Weights
) -> list[Occurrence]:
    """Give the occurrences of all `reports`, in the order of their texts."""
    return [
        one
        for n, (report, extraction) in enumerate(zip(reports, extractions, strict=True))
        for one in _of_report(n, report, extraction, weights)
    ]


def _of_report(n: int, report: Report, extraction: Extraction, weights: Weights) -> Iterable[Occurrence]:
    """Find the occurrences in the headline and in the text of one report."""
    figures = [
        Figure(ref(report.id, "q", i), q, counted, False)
        for i, q in enumerate(extraction.quantities)
        if (counted := class_of(q)) and q.where in ("text", "title")
    ]
    title = [f for f in figures if f.quantity.where == "title"]
    if title and report.title:
        yield from _of_sentence(n, report.title, Span(0, len(report.title)), title, None, weights)
    rest = [f for f in figures if f.quantity.where == "text"]
    if not rest:
        return
    for sentence in sentences(report.text):
        inside = [f for f in rest if sentence.start <= f.quantity.span.start < sentence.end]
        if inside:
            yield from _of_sentence(n, report.text, sentence, inside, extraction, weights)


def class_of(quantity: Quantity) -> str | None:
    """Give the class of what a quantity counts, or its unit when that is telling; None for the rest."""
    if quantity.counted:
        return quantity.counted
    telling = quantity.unit and quantity.unit.isascii() and quantity.unit not in _PLAIN_UNITS
    return f"unit:{quantity.unit}" if telling else None


def _of_sentence(
    n: int,
    text: str,
    sentence: Span,
    inside: Sequence[Figure],
    extraction: Extraction | None,
    weights: Weights,
) -> Iterable[Occurrence]:
    """Group the figures of one sentence and give each group the words around it, up to the next group."""
    toks = [t for t in tokens(text, sentence.start, sentence.end) if t.kind != "mark"]
    starts = [t.start for t in toks]
    where = [max(0, sum(s <= f.quantity.span.start for s in starts) - 1) for f in inside]
    groups: list[list[int]] = []
    for i, at in enumerate(where):
        near = groups and at - where[groups[-1][-1]] <= TOGETHER
        if near and inside[i].counted not in {inside[j].counted for j in groups[-1]}:
            groups[-1].append(i)
        else:
            groups.append([i])
    for g, group in enumerate(groups):
        low = max(where[group[0]] - CONTEXT, where[groups[g - 1][-1]] + 2 if g else 0)
        high = min(where[group[-1]] + CONTEXT, where[groups[g + 1][0]] if g + 1 < len(groups) else len(toks))
        figures = tuple(inside[i]._replace(part=_is_part(toks, where[i])) for i in group)
        yield _occurrence(n, figures, toks[low:high], toks[where[group[0]]], extraction, weights)


def _is_part(toks: Sequence[Token], at: int) -> bool:
    """Tell whether the number at `at` is a part of a total: «وبينهم 5», «25 من القتلى»."""
    before = {key(t.form) for t in toks[max(0, at - 2) : at]}
    after = [t.form for t in toks[at + 1 : at + 3]]
    return bool(before & _PART) or (len(after) == 2 and after[0] == "من" and after[1].startswith("ال"))


def _occurrence(
    n: int, figures: tuple[Figure, ...], toks: Sequence[Token], at: Token, extraction: Extraction | None,
    weights: Weights,
) -> Occurrence:  # fmt: skip
    """Weigh the words of a context and note its places, times and frame."""
    span = Span(toks[0].start, toks[-1].end) if toks else figures[0].quantity.span
    spans = [s for f in figures for s in (f.quantity.span, f.quantity.of_span) if s]
    words, frames = {}, []
    for t in toks:
        k = key(t.form)
        if k in _frames():
            frames.append((_frames()[k][0], abs(t.start - at.start), _frames()[k][1]))
        if t.kind == "word" and not any(s.start <= t.start < s.end for s in spans):
            words[_name_key(k, weights)] = weights(k)
    places: set[str] = set()
    times: list[float] = []
    if extraction is not None:
        for m in extraction.mentions:
            if m.type == "LOC" and span.start <= m.span.start < span.end:
                places.add(spelling(m.identity or ""))
        for moment in extraction.times:
            if span.start <= moment.span.start < span.end and (d := day(moment.value)) is not None:
                times.append(d)
    places -= {""}
    types = frozenset(_types()[k] for k in words if k in _types())
    definite = all(f.part or (f.quantity.of or "").startswith("ال") for f in figures)
    return Occurrence(
        n, figures, span, words, frozenset(places), tuple(times), min(frames)[2] if frames else "", types,
        definite or not (places or times or types),
    )  # fmt: skip


def _name_key(word: str, weights: Weights) -> str:
    """Give a word that news at large does not know, most often a foreign name, the key of its `spelling`."""
    if weights.is_known(word):
        return word
    bones = spelling(word)
    return f"~{bones}" if len(bones) >= 3 else word


@cache
def _countries() -> frozenset[str]:
    """Give the spellings of the names of countries: they are too wide to tell events apart."""
    return frozenset(
        spelling(name)
        for row in lexicon.rows("nationalities")
        for name in lexicon.variants(row.get("country", ""))
    )


def spelling(name: str) -> str:
    """Give a place name without what transcriptions vary: long vowels and the letters for ch and g.

    ``spelling("سوروتش") == spelling("سروج")``; an Arabic name keeps enough letters to stay itself.
    """
    words = []
    for token in tokens(name):
        stem = token.form.removeprefix("ال").replace("تش", "ج").replace("غ", "ج")
        bones = "".join(c for c in stem if c not in "اويهئءؤ")
        words.append(bones if len(bones) >= 2 else stem)
    return " ".join(words)


def agreement(a: Occurrence, b: Occurrence, same_story: bool, days: Sequence[float | None]) -> float:
    """Say how far two occurrences speak of one event: about 0 for strangers, `EVENT` and more for one event."""
    shared = a.words.keys() & b.words.keys()
    least = min(sum(a.words.values()), sum(b.words.values()))
    score = 0.0
    if least > 0:
        # A short context agrees too easily: it is measured against at least a dozen telling words.
        score += sum(a.words[w] for w in shared) / max(least, 25.0)
    score += _values(a, b) + (0.2 if same_story else 0.0)
    towns = [one.places - _countries() for one in (a, b)]
    if towns[0] and towns[1]:
        score += 0.15 if towns[0] & towns[1] else -0.1
    if a.types and b.types and not a.types & b.types and "attack" not in a.types | b.types:
        score -= 0.2
    score += _frame(a, b) + _moments(a, b, days)
    return score


def _values(a: Occurrence, b: Occurrence) -> float:
    """Weigh the values of the classes that both count: equal telling numbers speak for one event, far ones against."""
    best = 0.0
    worst = 0.0
    for f in a.figures:
        for g in b.figures:
            if f.counted != g.counted or f.part != g.part or f.quantity.vague or g.quantity.vague:
                continue
            x, y = middle(f.quantity), middle(g.quantity)
            if x == y:
                best = max(best, 0.35 if x > _DIGITS and x % 10 else 0.2 if x > _DIGITS else 0.05)
            elif min(x, y) > 0 and max(x, y) / min(x, y) <= 1.25:
                best = max(best, 0.1)
            elif min(x, y) <= 0 or max(x, y) / min(x, y) > 3:
                worst = -0.25
    return best or worst


def middle(quantity: Quantity) -> float:
    """Give one number for a quantity's bounds."""
    bounds = [float(x) for x in (quantity.low, quantity.high) if x is not None]
    return sum(bounds) / len(bounds) if bounds else 0.0


def _frame(a: Occurrence, b: Occurrence) -> float:
    """Weigh what the counted do, for classes that are no outcome: the same frame or none."""
    if any(f.counted in OUTCOMES for f in a.figures + b.figures):
        return 0.0
    if a.frame and b.frame:
        if a.frame != b.frame:
            return -0.6
        if a.frame == "presence" and a.places != b.places:
            return -0.4
        return 0.25
    return -0.1


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
        between = [pairs.get((min(x, y), max(x, y)), 0.0) for x in members[a] for y in members[b]]
        if sum(between) / len(between) < least * GROUP:
            continue
        for n in members[b]:
            group[n] = a
        members[a] += members.pop(b)
    _continue(found, group, members)
    return sorted(sorted(m) for m in members.values())


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


def _comparable(found: Sequence[Occurrence], story_of: Sequence[str]) -> set[tuple[int, int]]:
    """Give the pairs worth comparing: they count a class in common and share a story or a telling key."""
    boxes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(found):
        telling = sorted(one.words, key=lambda w: -one.words[w])[:12]
        for counted in {f.counted for f in one.figures}:
            boxes[counted, "story " + story_of[one.report]].append(n)
            for word in telling:
                boxes[counted, word].append(n)
    pairs: set[tuple[int, int]] = set()
    for (_, name), box in boxes.items():
        if len(box) <= (400 if name.startswith("story ") else 80):
            pairs.update((i, j) for at, i in enumerate(box) for j in box[at + 1 :])
    return pairs
