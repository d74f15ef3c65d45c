"""Neighbourhoods: the reports of a case that new ones have to do with, each looked up once.

A case says what it knows of a report when it is asked (`Known`), so that an update costs what the neighbourhood costs
and not what the case does. Only the hashed words of all reports are gone through.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import islice
from typing import Literal, Protocol

import numpy as np
from msgspec.structs import replace

from riwaya.link.fingerprints import HashedCounts, Hashes, fingerprint, hashes
from riwaya.link.reuse import in_time
from riwaya.link.reuse.candidates import in_a_row, may_hold
from riwaya.link.stories import DAYS, TERMS, day, opening, stories
from riwaya.link.terms import Weights
from riwaya.model import (
    Actor,
    Claim,
    Copy,
    Extraction,
    Family,
    Passage,
    Place,
    Report,
    Source,
    Story,
    Wire,
)

# Reports of the case whose openings are nearest to a new one's: their stories are looked at.
NEAREST = 12
# A key in more of the reports' openings than this share proposes nobody.
COMMON = 0.02


Counted = Literal["texts", "openings"]


class Known(Protocol):
    """What is linked already, looked up as it is asked for; what is given of one kind is in the order of the case."""

    @property
    def words(self) -> Mapping[str, Hashes]:
        """The hashed words of each report, in the order of the case."""

    @property
    def openings(self) -> Sequence[Hashes]:
        """The hashed keys of headline and opening of each report, in this order."""

    def counts(self, of: Counted) -> HashedCounts:
        """Give in how many of the reports each key stands."""

    @property
    def published(self) -> Mapping[str, str | None]:
        """When each report was published."""

    def get(self, report: str) -> tuple[Report, Extraction]:
        """Give a report with its extraction."""

    def one_texts(self) -> Iterable[tuple[str, str]]:
        """Give the pairs of reports that are one text (see `reuse.is_one_text`)."""

    def passages(self, reports: Set[str]) -> tuple[Passage, ...]:
        """Give the passages between two of these reports."""

    def copies(self, reports: Set[str]) -> tuple[Copy, ...]:
        """Give the copies between two of these reports."""

    def families(self, reports: Set[str], wires: Iterable[Wire] = ()) -> tuple[Family, ...]:
        """Give the families that hold one of these reports or go back to one of these wires."""

    def wires(self, reports: Set[str]) -> tuple[Wire, ...]:
        """Give the wires that one of these reports carries, or that a family goes back to which holds one."""

    def stories(self, reports: Set[str]) -> tuple[Story, ...]:
        """Give the stories that one of these reports is in."""

    def claims(self, stories: Set[str]) -> tuple[Claim, ...]:
        """Give the claims of these stories."""

    def sources(self, reports: Set[str], ids: Iterable[str]) -> tuple[Source, ...]:
        """Give the sources that speak in one of these reports, and those with these ids."""

    def actors(self, reports: Set[str], keys: Iterable[str], ids: Iterable[str] = ()) -> tuple[Actor, ...]:
        """Give the actors that one of these reports names, and those with one of these keys or ids."""

    def namesakes(self, names: Iterable[str]) -> tuple[Actor, ...]:
        """Give the actors whose names have the same words as one of these (see `spelling.name_words`)."""

    def places(self, reports: Set[str], keys: Iterable[str], ids: Iterable[str] = ()) -> tuple[Place, ...]:
        """Give the places that one of these reports names, and those with one of these keys or ids."""


class Neighbourhood:
    """New reports beside a case: everything fetched once, and the stories that they join."""

    def __init__(self, known: Known, new: Sequence[tuple[Report, Extraction]]) -> None:
        self.known = known
        self.held = {report.id: (report, extraction) for report, extraction in new}
        self.new_reports = [report for report, _ in new]
        self.new_ids = frozenset(self.held)
        self.prints = {report.id: fingerprint(report) for report in self.new_reports}

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
        families = (family.reports for family in self.known.families(partners))
        return frozenset(partners | self.new_ids).union(*families)

    def weights(self, of: Counted) -> Weights:
        """Give the weights of the keys of texts or openings, in the case with the new reports."""
        new = [one.keys if of == "texts" else one.opening for one in self.prints.values()]
        return Weights.of(self.known.counts(of).more(new), len(self.known.words) + len(new))

    def join(self, shared: Sequence[Passage]) -> tuple[Story, ...]:
        """Give the stories that new reports join or open: each joins the one it is near to, or opens its own.

        Stories are made anew of the new reports and of those near them; reports of the case keep the story they had.
        """
        weights = self.weights("openings")
        partners = {rid for p in shared for rid in (p.a, p.b)} - self.new_ids
        before = {story.id: story for story in self.known.stories(partners | self._nearest(weights))}
        story_of = {rid: story for story in before.values() for rid in story.reports}
        reports, _ = self.all_of(story_of.keys() | self.new_ids)
        ids = {r.id for r in reports}
        passages = [
            *self.known.passages(story_of.keys()),
            *(p for p in shared if p.a in ids and p.b in ids),
        ]
        grown: dict[str, list[str]] = defaultdict(list)
        opened: list[Story] = []
        for group in stories(reports, passages, weights):
            fresh = [rid for rid in group.reports if rid in self.new_ids]
            homes = Counter(story_of[rid].id for rid in group.reports if rid in story_of)
            if fresh and homes:
                grown[min(homes, key=lambda home: (-homes[home], home))] += fresh
            elif fresh:
                opened.append(group)
        return (
            *(self._grown(story, grown[story.id]) for story in before.values() if story.id in grown),
            *opened,
        )

    def _grown(self, story: Story, fresh: Sequence[str]) -> Story:
        """Give a story with new reports in their places."""
        reports, _ = self.all_of([*story.reports, *fresh])
        return replace(story, reports=tuple(r.id for r in reports))

    def _nearest(self, weights: Weights) -> set[str]:
        """Give reports of the case whose openings share most of the weight of a new report's rarer keys."""
        ids = list(self.known.words)
        flat, owners = in_a_row(self.known.openings)
        most = max(40, int(COMMON * weights.size))
        out: set[str] = set()
        for report in self.new_reports:
            rare = {w: weights(w) for w in set(opening(report)) if 0 < weights.counts[w] <= most}
            telling = sorted(rare, key=lambda w: (-rare[w], w))[:TERMS]
            hashed = hashes(telling)
            near = np.flatnonzero(may_hold(flat, hashed))
            scores = np.zeros(len(ids))
            for word, its in zip(telling, hashed, strict=True):
                scores[owners[near[flat[near] == its]]] += rare[word]
            ranked = (n for n in np.argsort(-scores, kind="stable") if scores[n] > 0)
            close = (ids[n] for n in ranked if self._one_time(report, ids[n]))
            out.update(islice(close, NEAREST))
        return out

    def _one_time(self, report: Report, other: str) -> bool:
        first, second = day(report.published), day(self.known.published.get(other))
        return first is None or second is None or abs(first - second) <= DAYS

    def around(
        self, joined: Iterable[Story], gone: Iterable[Claim], shared: Iterable[Passage]
    ) -> frozenset[str]:
        """Give the reports that have to be looked at: of the stories joined, of their claims, and copied ones."""
        out = {rid for story in joined for rid in story.reports}
        out.update(*(reports_of(claim) for claim in gone))
        return frozenset(out.union(*((p.a, p.b) for p in shared)))


def reports_of(claim: Claim) -> set[str]:
    """Give the reports whose statements are members of a claim."""
    return {m.statement.rpartition("/")[0] for v in claim.variants for m in v.members}
