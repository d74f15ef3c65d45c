"""Sources and actors as their pages show them: what they say with the words, who relies on them, who denies it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from riwaya.case import Case
from riwaya.case.sources_asked import Carrier, Denied, Named, Speaker
from riwaya.model import Actor, Report, Source
from riwaya.show import identities, labels
from riwaya.show.evidence import Evidence, nodes, words
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told

SHOWN = 6
"""Outlets that the list of sources names for each."""


class Row(NamedTuple):
    """A source in the list: some of the outlets that carry it, how many more do, and from when to when."""

    speaker: Speaker
    outlets: tuple[str, ...]
    more: int
    when: Bilingual | None


class Uttered(NamedTuple):
    """A statement of a source with its words, and the claim that it has a part in."""

    evidence: Evidence
    claim: str | None


class DenialView(NamedTuple):
    """A claim that a source has a part in, with a statement that denies it."""

    claim: str
    wording: str
    evidence: Evidence
    why: Bilingual


class CarrierRow(NamedTuple):
    """An outlet that carries a source: in how many statements, and from when to when."""

    outlet: str | None
    statements: int
    share: float
    when: Bilingual | None


class Mentioned(NamedTuple):
    """A report that names an actor, with its date in words."""

    named: Named
    date: Bilingual


def rows(found: Iterable[Speaker]) -> tuple[Row, ...]:
    """Give the rows of a list of sources."""
    return tuple(
        Row(
            one,
            tuple(outlet for outlet, _ in one.outlets[:SHOWN]),
            max(0, len(one.outlets) - SHOWN),
            between(one.first, one.last),
        )
        for one in found
    )


def between(first: str | None, last: str | None) -> Bilingual | None:
    """Say from which day to which; one day once, None where there is none."""
    return labels.days(first, last) if first and last else None


def carriers(found: Iterable[Carrier]) -> tuple[CarrierRow, ...]:
    """Give the outlets that carry a source, each with its share of the most."""
    found = tuple(found)
    most = max((one.statements for one in found), default=1)
    return tuple(
        CarrierRow(
            one.outlet, one.statements, round(100 * one.statements / most, 1), between(one.first, one.last)
        )
        for one in found
    )


class Words:
    """Finds the words of statements; each report and extraction is read once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._reports: dict[str, Report] = {}

    def evidence(self, ref: str) -> Evidence:
        """Give a statement as a reader sees it; raises RiwayaError R405 when there is none."""
        report, statement = self._case.statement(ref)
        report = self._reports.setdefault(report.id, report)
        way = nodes(report, statement, self._case.extraction(report.id).credits)
        return Evidence(ref, report, statement, way, words(report, statement))


def uttered(case: Case, refs: Iterable[str]) -> tuple[Uttered, ...]:
    """Give statements with their words and their claims."""
    refs = tuple(refs)
    found, claims = Words(case), case.claims_with(refs)
    return tuple(Uttered(found.evidence(ref), claims.get(ref)) for ref in refs)


def denials(case: Case, found: Iterable[Denied]) -> tuple[DenialView, ...]:
    """Give the denials of claims with their words."""
    known = Words(case)
    return tuple(
        DenialView(one.claim, one.wording, known.evidence(one.statement), labels.say(one.reason, {}))
        for one in found
    )


def merges(actor: Actor) -> tuple[Told, ...]:
    """Say why names are one actor, each reason once."""

    def name(key: str) -> str:
        return identities.key_name(key, actor.names)

    return tuple(dict.fromkeys(identities.told_why(merge, name) for merge in actor.merges))


def mentioned(found: Iterable[Named]) -> tuple[Mentioned, ...]:
    """Give the reports that name an actor with their dates."""
    return tuple(Mentioned(one, labels.date(one.published)) for one in found)


def other_names(found: Source | Actor) -> tuple[str, ...]:
    """Give the names of a source or an actor besides the one that it is called by."""
    return tuple(name for name in found.names if name != found.name)


def kinds(found: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Give the kinds that there are in the order of the vocabulary."""
    order = ("person", "organisation", "outlet", "document", "described", "vague")
    return tuple((kind, found[kind]) for kind in order if found.get(kind))
