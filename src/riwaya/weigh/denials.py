"""Denials: statements that say a claim is not so, beside the claim that they deny.

A denial is found by its words: most of the weight of its content (negations left out) is shared with the
claim, and its polarity is the other one. A denial without words of its own («تنفي ذلك») denies what stands
just before it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from riwaya.link.claims import SAME, Collection, Saying, nearness, sayings
from riwaya.link.terms import keys_of
from riwaya.model import Claim, Denial, Span

# Shared weight that a denial needs, and what a denial without words of its own weighs at most.
LEAST_WEIGHT = 9.0
THIN = 8.0
# Characters between a denial and a member of the claim in one report that make them one breath.
_NEAR = 60


class Denials:
    """The denying sayings of a collection, indexed by the words that tell."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.by_story: dict[str, list[Saying]] = defaultdict(list)
        self.polarity: dict[str, bool] = {}
        self.spans: dict[str, Span] = {}
        self.referring: dict[str, list[Saying]] = defaultdict(list)
        for n, story in enumerate(collection.story_of):
            said = sayings(collection, [n])
            said.sort(key=lambda s: (s.statement.content[0].start if s.statement.content else 0, s.ref))
            for at, one in enumerate(said):
                self.polarity[one.ref] = one.negated
                content = one.statement.content
                self.spans[one.ref] = Span(content[0].start, content[-1].end) if content else Span(0, 0)
                if one.negated and one.weight >= THIN and one.statement.chain:
                    self.by_story[story].append(one)
                elif one.statement.stance == "denies" and at:
                    self.referring[said[at - 1].ref].append(one)

    def of(self, claim: Claim) -> tuple[Denial, ...]:
        """Give the denials of `claim`, the nearest first."""
        members = [m.statement for v in claim.variants for m in v.members]
        negative = sum(self.polarity.get(m, False) for m in members) * 2 > len(members)
        words = self._words(claim)
        refers = [d.ref for m in members for d in self.referring.get(m, ())]
        found = {name: Denial(statement=name, score=1.0, reason="denial.refers") for name in refers}
        if not negative:
            for one in self.by_story.get(claim.story, ()):
                weight, share = nearness(one.words, words)
                near = share >= SAME and weight >= max(LEAST_WEIGHT, SAME * one.weight)
                if near and one.ref not in members and not self._overlaps(one, members):
                    stance = one.statement.stance == "denies"
                    reason = "denial.stance" if stance else "denial.negation"
                    found.setdefault(one.ref, Denial(statement=one.ref, score=round(share, 3), reason=reason))
        return tuple(sorted(found.values(), key=lambda d: (-d.score, d.statement)))

    def _overlaps(self, one: Saying, members: Sequence[str]) -> bool:
        """Tell whether a denial stands in the same sentence as a member of the claim: nobody denies himself
        there.
        """
        spans = [self.spans[m] for m in members if m.rpartition("/")[0] == one.ref.rpartition("/")[0]]
        mine = self.spans[one.ref]
        return any(s.start < mine.end + _NEAR and mine.start < s.end + _NEAR for s in spans)

    def _words(self, claim: Claim) -> dict[str, float]:
        """Give the words of a claim's wording with their weights."""
        counts = Counter(keys_of(claim.wording))
        return {w: self.collection.weights(w) for w in counts}


def denials(collection: Collection, claims: Sequence[Claim]) -> list[tuple[Denial, ...]]:
    """Give the denials of each claim."""
    index = Denials(collection)
    return [index.of(claim) for claim in claims]
