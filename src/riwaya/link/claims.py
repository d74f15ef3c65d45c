"""Claims: statements and sentences of one story that say the same thing, with their figures side by side.

Figures are one claim when they count one class in one event (`events`); each distinct value is a variant.
Contents without figures are one claim when most of the weight of their words is shared; who denies it stands
in a variant of its own. A claim is kept when it has a figure with a class, or
members of two reports and at least one source, or somebody denies it; single unremarkable statements become
no claims.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from riwaya.arabic.sentences import sentences
from riwaya.arabic.words import Token, tokens
from riwaya.link.background import is_background
from riwaya.link.events import events
from riwaya.link.occurrences import Figure, Occurrence, occurrences
from riwaya.link.polarity import denies_figure, is_plain, negated, plain_keys, rejected
from riwaya.link.stories import day
from riwaya.link.terms import Weights, keys_of
from riwaya.model import (
    Claim,
    Extraction,
    Member,
    Quantity,
    Report,
    Span,
    Statement,
    Story,
    Variant,
    ref,
    split_ref,
)

# Shared weight, in all and as a share of the shorter content, that makes two contents one claim; the longer
# one may weigh this many times the shorter. A denial is often shorter than what it denies: less weight is
# asked of it.
LEAST_WEIGHT = 18.0
SAME = 0.62
LONGER = 2.5
DENIED_WEIGHT = 9.0
# Distinct words in one run that two contents share, and how much less is then asked.
RUN = 5
EASE = 0.1
# A key that weighs this much proposes pairs.
TELLING = 3.0
# Words of a claim's wording: at best, and before a clause of its own is cut off. The marks that end a clause,
# and the words that open one of several things said.
_SHORT, _SHORTEST = 12, 5
_STOPS = frozenset("،,؛;.")
_DASHES = frozenset("-–—")
_THAT = frozenset(["وان", "وانه", "وانها", "وانهم", "بان"])


class Saying(NamedTuple):
    """A statement or own-voice sentence as something said: its reference, words with weights, and
    polarity.
    """

    ref: str
    report: int
    statement: Statement
    words: dict[str, float]
    negated: bool
    plain: bool

    @property
    def weight(self) -> float:
        """Give the weight of all its words."""
        return sum(self.words.values())


class Collection:
    """The reports with everything that claims look up again and again."""

    def __init__(
        self,
        reports: Sequence[Report],
        extractions: Sequence[Extraction],
        stories: Iterable[Story],
        weights: Weights | None = None,
    ) -> None:
        self.reports = reports
        self.extractions = extractions
        self.weights = weights or Weights(keys_of(report.text) for report in reports)
        named = {report: story.id for story in stories for report in story.reports}
        self.story_of = [named.get(report.id, report.id) for report in reports]
        self.days = [day(report.published) for report in reports]

    def said(self, n: int) -> list[tuple[str, Statement]]:
        """Give the statements of the n-th report with their references, sourced ones first."""
        report, extraction = self.reports[n].id, self.extractions[n]
        return [
            *((ref(report, "s", i), s) for i, s in enumerate(extraction.statements)),
            *((ref(report, "o", i), s) for i, s in enumerate(extraction.own_voice)),
        ]


def claims(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    stories: Sequence[Story],
    weights: Weights | None = None,
) -> tuple[Claim, ...]:
    """Give the claims of all stories, those with figures first.

    `weights` are those of the texts of a larger collection that these reports are a part of.
    """
    collection = Collection(reports, extractions, stories, weights)
    counted = list(_figure_claims(collection))
    told = _told_by_figures(collection, counted)
    return in_order((*counted, *_sayings_claims(collection, told)))


def in_order(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Put claims in the order in which they are shown: those with figures first, then those with most members."""
    return tuple(sorted(found, key=lambda claim: (claim.unit is None, -_size(claim))))


def _told_by_figures(collection: Collection, counted: Iterable[Claim]) -> set[str]:
    """Give the statements whose point is a figure that a claim holds already."""
    number = {report.id: n for n, report in enumerate(collection.reports)}
    told = set()
    for member in (m for c in counted if c.counted for v in c.variants for m in v.members):
        n = number[member.statement.rpartition("/")[0]]
        _, part, at = split_ref(member.statement)
        extraction = collection.extractions[n]
        statement = (extraction.statements if part == "s" else extraction.own_voice)[at]
        quantity = extraction.quantities[split_ref(member.quantity or "")[2]]
        if not is_background(collection.reports[n].text, statement, quantity):
            told.add(member.statement)
    return told


def _size(claim: Claim) -> int:
    """Count the members of a claim."""
    return sum(len(v.members) for v in claim.variants)


# --- claims with figures


def _figure_claims(collection: Collection) -> Iterable[Claim]:
    """Make a claim of each class that an event counts; parts of a total are claims by themselves."""
    found = occurrences(collection.reports, collection.extractions, collection.weights)
    for group in events(found, collection.story_of, collection.days):
        by_class: dict[tuple[str, str], list[tuple[Occurrence, Figure]]] = defaultdict(list)
        for n in group:
            for figure in found[n].figures:
                q = figure.quantity
                # Parts of a total are followed by what they count: the children among the dead.
                part = f"part {_head(q)}" if figure.part else ""
                by_class[figure.counted, part].append((found[n], figure))
        for (counted, part), inside in by_class.items():
            claim = _figure_claim(collection, counted, part, inside)
            if claim is not None:
                yield claim


def _head(quantity: Quantity) -> str:
    """Give the key of the noun that a quantity counts."""
    return next(iter(keys_of(quantity.of or "")), "")


def _figure_claim(
    collection: Collection, counted: str, part: str, inside: Sequence[tuple[Occurrence, Figure]]
) -> Claim | None:
    """Make the claim of one class of one event, or None when nothing holds it or it is not worth
    following.
    """
    held: dict[tuple[float | int | None, float | int | None, bool], list[Member]] = defaultdict(list)
    centre = Counter(w for one, _ in inside for w in one.words)
    reports = set()
    for one, figure in inside:
        carrier = _carrier(collection, one.report, figure.quantity, inside)
        if carrier is None:
            continue
        name, statement = carrier
        report = collection.reports[one.report]
        # What a headline rejects («17 لا 18») is said by nobody.
        if figure.quantity.where == "title" and rejected(report.title or "", figure.quantity):
            continue
        denied = denies_figure(report.text, statement, figure.quantity)
        common = sum(w for k, w in one.words.items() if centre[k] > 1 or len(inside) == 1)
        near = round(common / (sum(one.words.values()) or 1.0), 3)
        q = figure.quantity
        held[q.low, q.high, denied].append(Member(statement=name, quantity=figure.ref, similarity=near))
        reports.add(one.report)
    if not held or (counted.startswith("unit:") and len(reports) < 2):
        return None
    quantities = [f.quantity for _, f in inside]
    of = Counter(q.of for q in quantities if q.of).most_common(1)
    # «hundreds» is told in its words: its bounds say less than they do.
    vague = [(one, f) for one, f in inside if f.quantity.vague]
    words = {(f.quantity.low, f.quantity.high): _shown(collection, one, f) for one, f in vague}
    variants = [
        Variant(
            label=words.get((low, high)) or label_of(low, high),
            low=low,
            high=high,
            denied=denied,
            members=tuple(members),
        )
        for (low, high, denied), members in held.items()
    ]
    variants.sort(key=lambda v: (-len(v.members), v.low or 0, v.high or 0))
    return _claim(
        collection, variants, _wording(collection, inside, variants[0]),
        counted=None if counted.startswith("unit:") else counted,
        of=of[0][0] if of else None, unit=quantities[0].unit, salt=counted + part,
    )  # fmt: skip


def _shown(collection: Collection, one: Occurrence, figure: Figure) -> str:
    """Give the words of a figure."""
    report, q = collection.reports[one.report], figure.quantity
    text = report.text if q.where == "text" else report.title or ""
    return " ".join(text[q.span.start : q.span.end].split())


def label(quantity: Quantity) -> str:
    """Write the bounds of a quantity: ``32``, ``≥ 30``, ``≤ 390``, ``20–30``."""
    return label_of(quantity.low, quantity.high)


def label_of(low: float | int | None, high: float | int | None) -> str:
    """Write bounds: ``32``, ``≥ 30`` (high open), ``≤ 390`` (low open), ``20–30``, ``?`` (both open)."""
    if low is not None and low == high:
        return f"{low:g}" if isinstance(low, float) else str(low)
    if low is not None and high is not None:
        return f"{low}–{high}"
    return f"≥ {low}" if low is not None else f"≤ {high}" if high is not None else "?"


def _carrier(
    collection: Collection, n: int, quantity: Quantity, inside: Sequence[tuple[Occurrence, Figure]]
) -> tuple[str, Statement] | None:
    """Give the statement that says a figure: the innermost one around it; for a headline the one that
    repeats it.
    """
    said = collection.said(n)
    if quantity.where == "title":
        for one, figure in inside:
            q = figure.quantity
            if one.report == n and q.where == "text" and (q.low == quantity.low or q.high == quantity.high):
                return _around(collection.reports[n].text, said, q.span)
        own = [s for s in said if not s[1].chain]
        return own[0] if own else None
    return _around(collection.reports[n].text, said, quantity.span)


def _around(text: str, said: Sequence[tuple[str, Statement]], span: Span) -> tuple[str, Statement] | None:
    """Give the statement with the shortest content around `span`, else one that shares its sentence."""
    around = [
        (c.end - c.start, -len(s.chain), i)
        for i, (_, s) in enumerate(said)
        for c in s.content
        if c.start <= span.start < c.end
    ]
    if around:
        return said[min(around)[2]]
    sentence = next((s for s in sentences(text) if s.start <= span.start < s.end), span)
    beside = [s for s in said if any(c.start < sentence.end and sentence.start < c.end for c in s[1].content)]
    return beside[-1] if beside else None


def _wording(collection: Collection, inside: Sequence[tuple[Occurrence, Figure]], variant: Variant) -> str:
    """Give the plainest words: short, with the commonest figure, and made of the words that most others use."""
    centre = Counter(w for one, _ in inside for w in one.words)
    best, best_score = "", -1e9
    for one, figure in inside:
        q = figure.quantity
        words, size = _plain(collection, one.report, q)
        score = sum(centre[w] for w in one.words) / (len(one.words) or 1) / len(inside)
        score -= abs(size - _SHORT) / _SHORT + (1.0 if one.continues else 0.0)
        score -= 0.5 if q.where == "title" else 0.0
        score += 1.0 if (q.low, q.high) == (variant.low, variant.high) else 0.0
        if score > best_score:
            best, best_score = words, score
    return best


def _plain(collection: Collection, n: int, quantity: Quantity) -> tuple[str, int]:
    """Give what is said around a figure without who says it and without what follows in clauses of their own,
    and its length in words.
    """
    report = collection.reports[n]
    text = report.text if quantity.where == "text" else report.title or ""
    span = next((s for s in sentences(text) if s.start <= quantity.span.start < s.end), Span(0, len(text)))
    carrier = _around(text, collection.said(n), quantity.span) if quantity.where == "text" else None
    if carrier is not None:
        span = next((c for c in carrier[1].content if c.start <= quantity.span.start < c.end), span)
    toks = tokens(text, span.start, span.end)
    at = next((i for i, t in enumerate(toks) if t.start >= quantity.span.start), 0)
    after = (quantity.of_span or quantity.span).end
    end = _clause_end(toks, max(at, sum(t.start < after for t in toks)))
    start = _clause_start(toks, at)
    kept = toks[start:end]
    words = " ".join(text[kept[0].start : kept[-1].end].split()) if kept else ""
    return words, sum(t.kind != "mark" for t in kept)


def _clause_end(toks: Sequence[Token], at: int) -> int:
    """Give where the clause that holds token `at` ends, once something is said."""
    for i in range(at, len(toks)):
        if toks[i].form in _STOPS and i >= _SHORTEST:
            return i
    return len(toks)


def _clause_start(toks: Sequence[Token], at: int) -> int:
    """Give where the clause that holds token `at` starts: behind the last «، وأن», colon or dateline before it."""
    for i in range(at - 1, 0, -1):
        if toks[i].form == ":" or (toks[i].form in _DASHES and toks[i - 1].form == ")"):
            return i + 1
        if toks[i].form in _THAT and toks[i - 1].form in _STOPS:
            return i + 1
    return 0


def _claim(
    collection: Collection, variants: Sequence[Variant], wording: str,
    *, counted: str | None = None, of: str | None = None, unit: str | None = None, salt: str = "",
) -> Claim:  # fmt: skip
    """Make a claim; it belongs to the story that most of its members' reports belong to."""
    names = sorted({m.statement for v in variants for m in v.members})
    number = {report.id: n for n, report in enumerate(collection.reports)}
    story = Counter(collection.story_of[number[name.rpartition("/")[0]]] for name in names).most_common(1)[0][
        0
    ]
    name = blake2b("|".join([salt, wording, *names]).encode(), digest_size=6).hexdigest()
    return Claim(
        id="c" + name,
        story=story,
        wording=wording,
        variants=tuple(variants),
        counted=counted,
        of=of,
        unit=unit,
    )


# --- claims without figures


def sayings(collection: Collection, numbers: Iterable[int]) -> list[Saying]:
    """Give what the reports with these numbers say: statements and own-voice sentences."""
    return [saying(collection, n, name, said) for n in numbers for name, said in collection.said(n)]


def saying(collection: Collection, n: int, name: str, statement: Statement) -> Saying:
    """Weigh the words of one statement of the n-th report."""
    text = collection.reports[n].text
    words = plain_keys([w for c in statement.content for w in keys_of(text, c.start, c.end)])
    weighed = {w: collection.weights(w) for w in words}
    return Saying(name, n, statement, weighed, negated(text, statement), is_plain(text, statement))


def denies(denial: Saying, other: Mapping[str, float]) -> float:
    """Say how near a denial is to the words that it may deny, 0 when it is not near enough."""
    weight, share = nearness(denial.words, other)
    enough = share >= SAME and weight >= max(DENIED_WEIGHT, SAME * denial.weight)
    return share if enough else 0.0


def nearness(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[float, float]:
    """Give the shared weight of two contents: in all, and as a share of the lighter one."""
    shared = sum(w for k, w in a.items() if k in b)
    return shared, shared / (min(sum(a.values()), sum(b.values())) or 1.0)


def _sayings_claims(collection: Collection, told: set[str]) -> Iterable[Claim]:
    """Make the claims without figures of every story, but for those that figures have `told`."""
    by_story: dict[str, list[int]] = defaultdict(list)
    for n, story in enumerate(collection.story_of):
        by_story[story].append(n)
    for numbers in by_story.values():
        if len(numbers) < 2:
            continue
        found = [s for s in sayings(collection, numbers) if s.weight >= DENIED_WEIGHT]
        pairs, denials = _pairs(found)
        groups = [[found[i] for i in group] for group in _groups(found, pairs)]
        against = _against(found, groups, denials)
        gone = {one.ref for denying in against.values() for one in denying}
        for n, group in enumerate(groups):
            members = _innermost([one for one in group if one.ref not in gone])
            repeats = 2 * sum(m.ref in told for m in members) > len(members)
            if members and not repeats and _kept(members, bool(against.get(n))):
                yield _saying_claim(collection, members, _innermost(against.get(n, ())))


def _pairs(
    found: Sequence[Saying],
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """Give the pairs of sayings that say the same with how much they share, and the pairs of a denial and what
    it denies.
    """
    index: dict[str, list[int]] = defaultdict(list)
    pairs: dict[tuple[int, int], float] = {}
    denials: dict[tuple[int, int], float] = {}
    for j, b in enumerate(found):
        telling = [w for w, weight in b.words.items() if weight >= TELLING]
        shared = Counter(i for w in telling for i in index[w])
        for i, n in shared.items():
            a = found[i]
            if n < 2 or (a.report == b.report and a.negated == b.negated):
                continue
            weight, share = nearness(a.words, b.words)
            if a.negated != b.negated:
                denial, other = (i, j) if a.negated else (j, i)
                denied = _denied(found[denial], found[other])
                if denied:
                    denials[denial, other] = denied
            elif weight >= LEAST_WEIGHT and share >= _asked(a, b, share) and _alike(a, b):
                pairs[i, j] = share
        for w in telling:
            index[w].append(j)
    return pairs, denials


def _asked(a: Saying, b: Saying, share: float) -> float:
    """Give the share that two contents must have: less when many of their words stand in one run."""
    if share >= SAME or share < SAME - EASE:
        return SAME
    one, other = list(a.words), list(b.words)
    runs = {tuple(one[n : n + RUN]) for n in range(len(one) - RUN + 1)}
    return SAME - EASE if any(tuple(other[n : n + RUN]) in runs for n in range(len(other))) else SAME


def _denied(denial: Saying, other: Saying) -> float:
    """Say how near a sourced denial is to a plain saying of another report, 0 when it does not deny it."""
    if denial.report == other.report or not denial.statement.chain or not other.plain:
        return 0.0
    return denies(denial, other.words)


def _against(
    found: Sequence[Saying], groups: Sequence[Sequence[Saying]], denials: Mapping[tuple[int, int], float]
) -> dict[int, list[Saying]]:
    """Give for each group the sayings that deny it: each denial stands against the group of the saying that it
    is nearest to.
    """
    group_of = {one.ref: n for n, group in enumerate(groups) for one in group}
    best: dict[int, tuple[float, int, int]] = {}
    for (denial, other), share in denials.items():
        n = group_of[found[other].ref]
        best[denial] = max(best.get(denial, (0.0, 0, 0)), (share, len(groups[n]), -n))
    against: dict[int, list[Saying]] = defaultdict(list)
    for denial, (_, _, n) in sorted(best.items()):
        against[-n].append(found[denial])
    return against


def _alike(a: Saying, b: Saying) -> bool:
    """Tell whether two contents are of comparable weight and do not give different numbers."""
    numbers = [{w for w in s.words if w[:1].isdigit()} for s in (a, b)]
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return False
    return max(a.weight, b.weight) <= LONGER * min(a.weight, b.weight)


def _groups(found: Sequence[Saying], pairs: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Group sayings by average linkage over the pairs that say the same, the nearest first."""
    group = list(range(len(found)))
    members = {n: [n] for n in group}
    for (i, j), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        a, b = group[i], group[j]
        if a == b:
            continue
        linked = sum((min(x, y), max(x, y)) in pairs for x in members[a] for y in members[b])
        if linked * 2 < len(members[a]) * len(members[b]):
            continue
        for n in members[b]:
            group[n] = a
        members[a] += members.pop(b)
    return sorted(sorted(m) for m in members.values())


def _innermost(members: Sequence[Saying]) -> list[Saying]:
    """Keep one saying of each report: the one with the longest chain, else the shortest (nested
    statements).
    """
    best: dict[int, Saying] = {}
    for one in members:
        old = best.get(one.report)
        if old is None or (-len(one.statement.chain), one.weight) < (-len(old.statement.chain), old.weight):
            best[one.report] = one
    return list(best.values())


def _kept(members: Sequence[Saying], denied: bool) -> bool:
    """Tell whether a group is worth a claim: members of two reports and a source, or a denial of it."""
    if all(m.negated for m in members) and len(members) < 2:
        return False
    return denied or (len(members) >= 2 and any(m.statement.chain for m in members))


def _saying_claim(collection: Collection, members: Sequence[Saying], against: Sequence[Saying]) -> Claim:
    """Make the claim of a group of sayings, those `against` it in a variant of their own; its wording is the
    content of the plainest length.
    """
    negative = members[0].negated
    plainest = min(members, key=lambda m: (abs(len(m.words) - 14), m.ref))
    text = collection.reports[plainest.report].text
    wording = " ".join(" ".join(text[c.start : c.end].split()) for c in plainest.statement.content)
    variants = [
        Variant(
            label="",
            low=None,
            high=None,
            denied=denied,
            members=tuple(
                Member(statement=m.ref, similarity=round(nearness(m.words, plainest.words)[1], 3))
                for m in held
            ),
        )
        for denied, held in ((False, members), (True, against))
        if held
    ]
    return _claim(collection, variants, wording, salt="not" if negative else "")
