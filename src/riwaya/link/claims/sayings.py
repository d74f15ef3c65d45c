"""Claims without figures: contents that share most of the weight of their words, and who denies them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from riwaya.arabic.words import tokens
from riwaya.link.bodies import is_kin
from riwaya.link.claims.collection import Collection, made
from riwaya.link.framings import framings, sides
from riwaya.link.polarity import is_plain, negated, plain_keys
from riwaya.link.terms import keys_of
from riwaya.model import Claim, Member, Statement, Variant

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
# What two contents share of both together that say no more than each other.
EVEN = 0.35
# Days after which nearly the same words are a form, and the share of both together that makes them nearly the same.
LATE = 2.5
FORM, VERBATIM = 0.5, 0.9
# Words that a wording has at best.
_SHORT = 14
# A key that weighs this much proposes pairs.
TELLING = 3.0


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


def sayings_claims(collection: Collection, told: set[str]) -> Iterable[Claim]:
    """Make the claims without figures of every story, but for those that figures have `told`."""
    by_story: dict[str, list[int]] = defaultdict(list)
    for n, story in enumerate(collection.story_of):
        by_story[story].append(n)
    for numbers in by_story.values():
        if len(numbers) < 2:
            continue
        found = [s for s in sayings(collection, numbers) if s.weight >= DENIED_WEIGHT]
        pairs, denials = _pairs(found, collection.days)
        groups = [[found[i] for i in group] for group in _groups(found, pairs)]
        against = _against(found, groups, denials)
        gone = {one.ref for denying in against.values() for one in denying}
        for n, group in enumerate(groups):
            members = _innermost([one for one in group if one.ref not in gone])
            repeats = 2 * sum(m.ref in told for m in members) > len(members)
            if members and not repeats and _kept(members, bool(against.get(n))):
                yield _saying_claim(collection, members, _innermost(against.get(n, ())))


def _pairs(
    found: Sequence[Saying], days: Sequence[float | None]
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
            elif weight >= LEAST_WEIGHT and _alike(a, b) and _one(a, b, weight, share, _late(a, b, days)):
                pairs[i, j] = share
        for w in telling:
            index[w].append(j)
    return pairs, denials


def _one(a: Saying, b: Saying, weight: float, share: float, late: bool) -> bool:
    """Tell whether two contents that share so much say the same: less is asked when many of the words that they share
    stand in one run, or when neither says much more than the other.

    What is said days later in nearly the same words, and yet not in the same, is a form that was filled in anew: the
    weather, the market, a cable of congratulation.
    """
    both = weight / (a.weight + b.weight - weight)
    if late:
        return share >= SAME and not FORM <= both < VERBATIM
    return share >= SAME or (share >= SAME - EASE and (both >= EVEN or _share_run(a, b)))


def _late(a: Saying, b: Saying, days: Sequence[float | None]) -> bool:
    """Tell whether two sayings were published days apart."""
    first, second = days[a.report], days[b.report]
    return first is not None and second is not None and abs(first - second) > LATE


def _share_run(a: Saying, b: Saying) -> bool:
    """Tell whether two contents share a run of `RUN` words."""
    one, other = list(a.words), list(b.words)
    runs = {tuple(one[n : n + RUN]) for n in range(len(one) - RUN + 1)}
    return any(tuple(other[n : n + RUN]) in runs for n in range(len(other)))


def _denied(denial: Saying, other: Saying) -> float:
    """Say how near a sourced denial is to a plain saying of another report, 0 when it does not deny it."""
    if denial.report == other.report or not denial.statement.chain or not other.plain:
        return 0.0
    return 0.0 if takes_back(denial.statement, other.statement) else denies(denial, other.words)


def takes_back(denial: Statement, other: Statement) -> bool:
    """Tell whether a negation would be its speaker's denial of his own words: then it is another thing that he says.

    «ليست العملية الأولى» of a minister denies nothing that he said; who says «نفى» may take his own words back.
    """
    if denial.stance == "denies" or not denial.chain or not other.chain:
        return False
    first, second = denial.chain[-1].resolved, other.chain[-1].resolved
    return first is not None and second is not None and is_kin(first, second)


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
    content of plain length whose words most of them share.
    """
    negative = members[0].negated
    borne = Counter(word for one in members for word in one.words)
    plainest = max(members, key=lambda m: (_plainness(m, borne, len(members)), m.ref))
    text = collection.reports[plainest.report].text
    wording = " ".join(" ".join(text[c.start : c.end].split()) for c in plainest.statement.content)
    held = [(False, m) for m in members] + [(True, m) for m in against]
    how = framings([(str(m.report), _sides(collection, m)) for _, m in held])
    variants: dict[tuple[bool, str], list[Member]] = defaultdict(list)
    for (denied, one), framing in zip(held, how, strict=True):
        near = round(nearness(one.words, plainest.words)[1], 3)
        variants[denied, framing].append(Member(statement=one.ref, similarity=near))
    told = [
        Variant(label="", low=None, high=None, denied=denied, members=tuple(of), framing=framing)
        for (denied, framing), of in variants.items()
    ]
    return made(collection, told, wording, salt="not" if negative else "")


def _plainness(one: Saying, borne: Mapping[str, int], size: int) -> float:
    """Say how well a content words a claim of `size` members: the others bear most of its weight, and it is short."""
    common = sum(w * (borne[k] - 1) for k, w in one.words.items()) / (one.weight or 1.0) / max(1, size - 1)
    return common - abs(len(one.words) - _SHORT) / (2 * _SHORT)


def _sides(collection: Collection, one: Saying) -> dict[str, str]:
    """Give the sides of questions that a content takes."""
    text = collection.reports[one.report].text
    return sides([t for c in one.statement.content for t in tokens(text, c.start, c.end)])
