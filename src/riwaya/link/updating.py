"""Updating: new reports linked into a case without linking the whole case again.

An update is the linking of a neighbourhood: the new reports, the stories that they have to do with, and what those
stories' claims speak of. The neighbourhood is linked by the same rules and with the weights of the whole case, and what
is found takes the place of what was known about it; everything else stays as it was. Linking everything again may find
a little more: stories that grow together, and names of a new report that are spellings of names in far stories.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import NamedTuple, Protocol, TypedDict

import numpy as np
from msgspec.structs import replace

from riwaya.link import fingerprints as prints
from riwaya.link.actors import actors
from riwaya.link.claims import claims, in_order
from riwaya.link.fingerprints import Fingerprint, hashes
from riwaya.link.identity import sources
from riwaya.link.joining import joined, joined_sources
from riwaya.link.places import places
from riwaya.link.reuse import Traced, in_time, is_one_text, passages_with, traced, words_of
from riwaya.link.reuse.direction import directed
from riwaya.link.stories import DAYS, TERMS, day, opening, stories
from riwaya.link.terms import Weights
from riwaya.model import (
    Claim,
    Copy,
    Correction,
    Extraction,
    Family,
    Linked,
    Passage,
    Report,
    Story,
    Wire,
)

# Reports of the case whose openings are nearest to a new one's: their stories are looked at.
NEAREST = 12
# A key in more of the reports' openings than this share proposes nobody.
COMMON = 0.02


class Known(Protocol):
    """The reports that are linked already, looked up one at a time."""

    @property
    def fingerprints(self) -> Mapping[str, Fingerprint]:
        """The fingerprint of each, in the order of the case."""

    @property
    def published(self) -> Mapping[str, str | None]:
        """When each was published."""

    def get(self, report: str) -> tuple[Report, Extraction]:
        """Give one with its extraction."""


class Update(NamedTuple):
    """What an update found: the whole as it is now, and the part of it that was linked again.

    `stale` are the ids of claims that are no more; `reports` and `extractions` are the neighbourhood, which holds every
    member of the claims in `part`.
    """

    whole: Linked
    part: Linked
    stale: frozenset[str]
    reports: tuple[Report, ...]
    extractions: tuple[Extraction, ...]
    weights: Weights


def update(
    before: Linked,
    known: Known,
    new: Sequence[tuple[Report, Extraction]],
    corrections: Sequence[Correction] = (),
    progress: Callable[[str], None] | None = None,
) -> Update:
    """Link `new` reports into what was found `before`; `progress` is called with the name of each step as it begins."""
    step = progress or (lambda _: None)
    hood = _Neighbourhood(before, known, new)
    step("passages")
    ids = list(known.fingerprints)
    number = {rid: n for n, rid in enumerate(ids)}
    alike = [(number[c.a], number[c.b]) for c in before.copies if is_one_text(c)]
    shared = passages_with(
        [known.fingerprints[rid].words for rid in ids],
        [known.published.get(rid) for rid in ids],
        alike,
        lambda n: hood.get(ids[n]),
        new,
    )
    shared = directed(shared, *hood.all_of({p.a for p in shared} | {p.b for p in shared}))
    step("copies")
    kin = hood.kin(shared)
    relatives, told_by = hood.all_of(kin)
    words = {r.id: w for r, w in zip(relatives, words_of(relatives), strict=True)}
    copied = traced(shared, relatives, told_by, words, before)
    shared = copied.passages
    step("stories")
    told = hood.join(shared)
    touched = {story.id for story in told if not hood.new_ids.isdisjoint(story.reports)}
    gone = frozenset(c.id for c in before.claims if c.story in touched)
    near = hood.around(told, touched, gone, shared)
    reports, extractions = hood.all_of(near)
    here = tuple(story for story in told if not near.isdisjoint(story.reports))
    step("actors")
    who = joined(before.actors, actors(reports, extractions, here, corrections, before.actors), near)
    where = joined(before.places, places(reports, extractions, corrections, before.places), near)
    step("sources")
    spoke = joined_sources(before.sources, sources(reports, extractions, here, who), near)
    step("claims")
    weights = prints.weights([*(f.keys for f in known.fingerprints.values()), *(f.keys for f in hood.prints)])
    found = tuple(c for c in claims(reports, extractions, here, weights) if c.story in touched)
    every = (*before.passages, *shared)
    whole = Linked(
        passages=every,
        sources=spoke,
        stories=told,
        claims=in_order((*(c for c in before.claims if c.id not in gone), *found)),
        actors=who,
        places=where,
        **_copies_too(before, copied, kin),
    )
    part = Linked(
        passages=tuple(p for p in every if p.a in near and p.b in near),
        sources=tuple(s for s in spoke if any(name.rpartition("/")[0] in near for name in s.statements)),
        stories=here,
        claims=found,
    )
    return Update(whole, part, gone, reports, extractions, weights)


class _Copies(TypedDict):
    copies: tuple[Copy, ...]
    wires: tuple[Wire, ...]
    families: tuple[Family, ...]


def _copies_too(before: Linked, found: Traced, kin: Set[str]) -> _Copies:
    """Put what was found among the reports in `kin` in the place of what was known of them."""
    far = [f for f in before.families if not kin >= set(f.reports)]
    known = [set(f.reports) for f in far]
    families = (*far, *(f for f in found.families if not any(held.issuperset(f.reports) for held in known)))
    wires = {wire.id: wire for wire in (*before.wires, *found.wires)}
    carried = {name for f in families for name in f.wires}
    return {
        "copies": (*(c for c in before.copies if not (c.a in kin and c.b in kin)), *found.copies),
        "wires": tuple(wire for name, wire in wires.items() if name in carried),
        "families": families,
    }


class _Neighbourhood:
    """New reports beside a case: everything fetched once, and the stories that they join."""

    def __init__(self, before: Linked, known: Known, new: Sequence[tuple[Report, Extraction]]) -> None:
        self.before = before
        self.known = known
        self.held = {report.id: (report, extraction) for report, extraction in new}
        self.new_reports = [report for report, _ in new]
        self.new_ids = frozenset(self.held)
        self.prints = [prints.fingerprint(report) for report in self.new_reports]
        self.story_of = {rid: story for story in before.stories for rid in story.reports}

    def get(self, rid: str) -> tuple[Report, Extraction]:
        """Give a report with its extraction."""
        if rid not in self.held:
            self.held[rid] = self.known.get(rid)
        return self.held[rid]

    def all_of(self, ids: Iterable[str]) -> tuple[tuple[Report, ...], tuple[Extraction, ...]]:
        """Give reports with their extractions in the order of the case: by when they were published, then by id."""
        found = [self.get(rid) for rid in ids]
        found.sort(key=lambda pair: in_time(pair[0]))
        return tuple(r for r, _ in found), tuple(e for _, e in found)

    def kin(self, shared: Iterable[Passage]) -> frozenset[str]:
        """Give the new reports, those that they share text with, and the families of these."""
        partners = {rid for p in shared for rid in (p.a, p.b)}
        families = (f.reports for f in self.before.families if not partners.isdisjoint(f.reports))
        return frozenset(partners | self.new_ids).union(*families)

    def join(self, shared: Sequence[Passage]) -> tuple[Story, ...]:
        """Give the stories with the new reports in them: each joins the one it is near to, or opens its own.

        Stories are made anew of the new reports and of those near them; reports of the case keep the story they had.
        """
        openings = [*(f.opening for f in self.known.fingerprints.values()), *(f.opening for f in self.prints)]
        weights = prints.weights(openings)
        partners = {rid for p in shared for rid in (p.a, p.b)} - self.new_ids
        near = partners | self._nearest(openings, weights)
        members = {rid for one in near if one in self.story_of for rid in self.story_of[one].reports}
        reports, _ = self.all_of(members | self.new_ids)
        ids = {r.id for r in reports}
        passages = [p for p in (*self.before.passages, *shared) if p.a in ids and p.b in ids]
        grown: dict[str, list[str]] = defaultdict(list)
        opened: list[Story] = []
        for group in stories(reports, passages, weights):
            fresh = [rid for rid in group.reports if rid in self.new_ids]
            homes = Counter(self.story_of[rid].id for rid in group.reports if rid in self.story_of)
            if fresh and homes:
                grown[min(homes, key=lambda home: (-homes[home], home))] += fresh
            elif fresh:
                opened.append(group)
        return (*(self._grown(story, grown.get(story.id, ())) for story in self.before.stories), *opened)

    def _grown(self, story: Story, fresh: Sequence[str]) -> Story:
        """Give a story with new reports in their places."""
        if not fresh:
            return story
        reports, _ = self.all_of([*story.reports, *fresh])
        return replace(story, reports=tuple(r.id for r in reports))

    def _nearest(self, openings: Sequence[prints.Hashes], weights: Weights) -> set[str]:
        """Give reports of the case whose openings share most of the weight of a new report's rarer keys."""
        ids = list(self.known.fingerprints)
        if not ids:
            return set()
        owners = np.repeat(np.arange(len(ids)), [len(o) for o in openings[: len(ids)]])
        flat = np.concatenate(openings[: len(ids)])
        most = max(40, int(COMMON * weights.size))
        out: set[str] = set()
        for report in self.new_reports:
            rare = {w: weights(w) for w in set(opening(report)) if 0 < weights.counts[w] <= most}
            telling = sorted(rare, key=lambda w: (-rare[w], w))[:TERMS]
            scores = np.zeros(len(ids))
            for word in telling:
                scores[np.unique(owners[flat == hashes([word])[0]])] += rare[word]
            close = [
                n
                for n in np.argsort(-scores, kind="stable")
                if scores[n] > 0 and self._one_time(report, ids[n])
            ]
            out.update(ids[n] for n in close[:NEAREST])
        return out

    def _one_time(self, report: Report, other: str) -> bool:
        first, second = day(report.published), day(self.known.published.get(other))
        return first is None or second is None or abs(first - second) <= DAYS

    def around(
        self, told: Iterable[Story], touched: set[str], gone: frozenset[str], shared: Iterable[Passage]
    ) -> frozenset[str]:
        """Give the reports that have to be looked at: of the stories touched, of their claims, and copied ones."""
        out = {rid for story in told if story.id in touched for rid in story.reports}
        out |= {rid for claim in self.before.claims if claim.id in gone for rid in reports_of(claim)}
        out |= {rid for p in shared for rid in (p.a, p.b)}
        return frozenset(out)


def reports_of(claim: Claim) -> set[str]:
    """Give the reports whose statements are members of a claim."""
    return {m.statement.rpartition("/")[0] for v in claim.variants for m in v.members}
