"""Denials: statements that say a claim is not so, beside the claim that they deny.

A denial is found by its words: most of the weight of its content (negations left out) is shared with the
claim, and its polarity is the other one. A denial without words of its own («تنفي ذلك») denies what stands
just before it. One in words that no claim says denies what its speaker sets against it in the same breath:
«نفى أن تكون النجدة تأخرت، مؤكدا أنها وصلت بعد 15 دقيقة» denies the other figures of the claim.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from riwaya.link.claims.collection import Collection
from riwaya.link.claims.sayings import TELLING, Saying, denies, saying, takes_back
from riwaya.link.polarity import is_plain, negated
from riwaya.link.terms import keys_of
from riwaya.model import Claim, Denial, Span, Statement

# What a denial without words of its own weighs at most.
THIN = 8.0
# Characters between a denial and a member of the claim in one report that make them one breath.
_NEAR = 60


class Denials:
    """The denying sayings of a collection, indexed by the words that tell."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.by_story: dict[str, list[Saying]] = defaultdict(list)
        self.by_report: dict[str, list[Saying]] = defaultdict(list)
        self.polarity: dict[str, bool] = {}
        self.spans: dict[str, Span] = {}
        self.referring: dict[str, list[Saying]] = defaultdict(list)
        for n, story in enumerate(collection.story_of):
            text = collection.reports[n].text
            said = sorted(collection.said(n), key=lambda s: (_start(s[1]), s[0]))
            for at, (name, statement) in enumerate(said):
                content = statement.content
                self.spans[name] = Span(content[0].start, content[-1].end) if content else Span(0, 0)
                self.polarity[name] = negated(text, statement)
                if self.polarity[name] and statement.chain:
                    one = saying(collection, n, name, statement)
                    self.by_report[collection.reports[n].id].append(one)
                    if one.weight >= THIN:
                        self.by_story[story].append(one)
                    elif statement.stance == "denies" and at and not self._goes_on(n, said[at - 1], said[at]):
                        self.referring[said[at - 1][0]].append(one)

    def of(self, claim: Claim) -> tuple[Denial, ...]:
        """Give the denials of `claim`, the nearest first."""
        members = [m.statement for v in claim.variants if not v.denied for m in v.members]
        negative = sum(self.polarity.get(m, False) for m in members) * 2 > len(members)
        words = self._words(claim)
        refers = [d.ref for m in members for d in self.referring.get(m, ())]
        found = {name: Denial(statement=name, score=1.0, reason="denial.refers") for name in refers}
        for one in () if negative else self.by_story.get(claim.story, ()):
            stance = one.statement.stance == "denies"
            share = denies(one, words)
            if not share or one.ref in members or self._overlaps(one, claim.wording, members):
                continue
            if any(takes_back(one.statement, self.collection.statement(m)) for m in members):
                continue
            if stance or all(self._is_plain(m) for m in members):
                reason = "denial.stance" if stance else "denial.negation"
                found.setdefault(one.ref, Denial(statement=one.ref, score=round(share, 3), reason=reason))
        return tuple(sorted(found.values(), key=lambda d: (-d.score, d.statement)))

    def counters(self, claim: Claim, told: set[str]) -> Iterator[Denial]:
        """Give the denials, not `told` otherwise, whose speaker gives a figure of the claim against another."""
        if len({(v.low, v.high) for v in claim.variants}) < 2 or claim.variants[0].low is None:
            return
        members = {m.statement for v in claim.variants for m in v.members}
        for name in sorted(members):
            report = name.rpartition("/")[0]
            against = [
                one
                for one in self.by_report.get(report, ())
                if one.statement.stance == "denies" and one.ref not in told and one.ref not in members
            ]
            if not against:
                continue
            n = self.collection.number[report]
            mine = saying(self.collection, n, name, self.collection.statement(name))
            for one in against:
                shared = sum(w for k, w in one.words.items() if k in mine.words)
                if shared >= TELLING and self._one_breath(one, mine):
                    yield Denial(
                        statement=one.ref, score=round(shared / one.weight, 3), reason="denial.counter"
                    )

    def _is_plain(self, name: str) -> bool:
        """Tell whether a member says something that a negation of the same words denies."""
        n = self.collection.number[name.rpartition("/")[0]]
        return is_plain(self.collection.reports[n].text, self.collection.statement(name))

    def _one_breath(self, denial: Saying, counter: Saying) -> bool:
        """Tell whether a saying goes on from a denial nearby in the same sentence, by the same speaker."""
        first, then = (denial.ref, denial.statement), (counter.ref, counter.statement)
        near = self.spans[counter.ref].start <= self.spans[denial.ref].end + _NEAR
        return near and self._goes_on(denial.report, first, then)

    def _goes_on(self, report: int, first: tuple[str, Statement], then: tuple[str, Statement]) -> bool:
        """Tell whether a statement goes on in the same sentence by the same speaker: who says so does not deny it."""
        speaks = [statement.chain[-1].resolved if statement.chain else None for _, statement in (first, then)]
        a, b = self.spans[first[0]], self.spans[then[0]]
        between = self.collection.reports[report].text[a.end : b.start]
        is_one = a.end <= b.start and not set(between) & set(".\n")
        return is_one and speaks[0] is not None and speaks[0] == speaks[1]

    def _overlaps(self, one: Saying, wording: str, members: Sequence[str]) -> bool:
        """Tell whether a denial stands in one breath with a member of the claim: nobody denies himself
        there.
        """
        report = one.ref.rpartition("/")[0]
        mine = self.spans[one.ref]
        text = self.collection.reports[one.report].text[mine.start : mine.end]
        spans = [self.spans[m] for m in members if m.rpartition("/")[0] == report]
        near = any(s.start < mine.end + _NEAR and mine.start < s.end + _NEAR for s in spans)
        return near or " ".join(text.split()) in wording

    def _words(self, claim: Claim) -> dict[str, float]:
        """Give the words of a claim's wording with their weights."""
        counts = Counter(keys_of(claim.wording))
        return {w: self.collection.weights(w) for w in counts}


def _start(statement: Statement) -> int:
    return statement.content[0].start if statement.content else 0


def denials(collection: Collection, claims: Sequence[Claim]) -> list[tuple[Denial, ...]]:
    """Give the denials of each claim."""
    index = Denials(collection)
    found = [index.of(claim) for claim in claims]
    told = {d.statement for of in found for d in of}
    told |= {m.statement for c in claims for v in c.variants if v.denied for m in v.members}
    return [(*of, *index.counters(claim, told)) for claim, of in zip(claims, found, strict=True)]
