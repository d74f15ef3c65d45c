"""Pinned: what a case knows of a person, body, source, story or place, told as a claim is: in numbers and sentences.

Only a few sentences of each are given, of as many reports as possible; the numbers say how many there are.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.case import Case
from riwaya.case.claims_asked import AskedClaims
from riwaya.case.sources_asked import Denied, Related
from riwaya.case.stories_asked import Asked
from riwaya.model import Actor, Finding, Level, Place, Source, split_ref
from riwaya.show import cited, labels
from riwaya.show.cited import Said, Text
from riwaya.show.claim_lines import ClaimLine, lines
from riwaya.show.evidence import OnDemand
from riwaya.show.labels import Bilingual

SENTENCES = 6
"""Sentences of each that are given, and as many denials."""
LOOKED_AT = 120
"""Statements among which sentences of different reports are looked for, the newest first."""
LISTED = 40
"""Names, claims and reports that are listed."""


class DeniedSaying(NamedTuple):
    """A claim in which somebody has a part, and words that deny it."""

    wording: str
    why: Bilingual
    said: Said


class Speaking(NamedTuple):
    """What somebody says as a source: how much, in whose reports, who has it from him, whom he has it from, denials."""

    statements: int
    reports: int
    carriers: tuple[tuple[str | None, int], ...]
    relying: tuple[Related, ...]
    relied: tuple[Related, ...]
    said: tuple[Said, ...]
    denials: int
    denied: tuple[DeniedSaying, ...]


class Who(NamedTuple):
    """A person, body or source: what it is called, what it says, and, of who says nothing, where it is named."""

    kind: Bilingual
    names: tuple[str, ...]
    described: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    nationality: Bilingual | None = None
    speaking: Speaking | None = None
    reports: int = 0
    mentions: int = 0
    named: tuple[Said, ...] = ()


class Event(NamedTuple):
    """A story: from when to when, who reports it, its claims with their figures, and its reports in time."""

    first: str | None
    last: str | None
    outlets: tuple[tuple[str | None, int], ...]
    reports: int
    claims: tuple[ClaimLine, ...]
    claims_left: int
    texts: tuple[Text, ...]


class Location(NamedTuple):
    """A place: what kind, where it is, which reports name it, with sentences."""

    level: Level | None
    country: Bilingual | None
    names: tuple[str, ...]
    within: tuple[str, ...]
    lat: float | None
    lon: float | None
    gazetteer: str | None
    reports: int
    mentions: int
    named: tuple[Said, ...]


def who(case: Case, index: OnDemand, of: Finding) -> Who:
    """Give what is known of an actor or a source."""
    if of.kind == "source":
        source = case.source(of.name)
        kind = labels.label("kind", source.kind)
        return Who(kind, source.names[:LISTED], speaking=_speaking(case, index, [source]))
    actor = case.actor(of.name)
    sources = [case.source(one.id) for one in case.speaking_as(actor)]
    return Who(
        kind=labels.label("mention", actor.type),
        names=actor.names[:LISTED],
        described=actor.described[:LISTED],
        roles=actor.roles[:LISTED],
        nationality=labels.country(actor.nationality) if actor.nationality else None,
        speaking=_speaking(case, index, sources) if sources else None,
        reports=len(_first_mentions(actor)),
        mentions=len(actor.mentions),
        named=() if sources else _named(index, actor, "name"),
    )


def event(case: Case, index: OnDemand, of: Finding) -> Event:
    """Give what is known of a story."""
    asked = Asked(of.name)
    heads = case.report_heads(asked, LISTED)
    outlets: Counter[str | None] = Counter()
    for one in case.reports_by_day(asked):
        outlets[one.outlet] += one.reports
    row, about = case.story_row(of.name), AskedClaims(story=of.name)
    claims = lines(case.claims_page(about, LISTED))
    return Event(
        first=row.first if row else None,
        last=row.last if row else None,
        outlets=tuple(outlets.most_common()),
        reports=outlets.total(),
        claims=claims,
        claims_left=case.count_claims(about) - len(claims),
        texts=tuple(cited.text(index, head.id) for head in heads),
    )


def location(case: Case, index: OnDemand, of: Finding) -> Location:
    """Give what is known of a place."""
    [place] = case.known().places(frozenset(), (), [of.name])
    return Location(
        level=place.level,
        country=labels.country(place.country) if place.country else None,
        names=place.names[:LISTED],
        within=place.within,
        lat=place.lat,
        lon=place.lon,
        gazetteer=place.gazetteer,
        reports=len(_first_mentions(place)),
        mentions=len(place.mentions),
        named=_named(index, place, "place"),
    )


def _speaking(case: Case, index: OnDemand, sources: Sequence[Source]) -> Speaking:
    """Give what is said under the names of somebody: mostly one source."""
    statements = tuple(dict.fromkeys(ref for source in sources for ref in source.statements))
    newest, _ = case.some_statements(statements, None, None, LOOKED_AT, 0)
    denied, denials = case.denials_of(statements, SENTENCES)
    beside = [case.beside(source) for source in sources]
    own = {source.id for source in sources}
    return Speaking(
        statements=len(statements),
        reports=len({_report(ref) for ref in statements}),
        carriers=tuple((one.outlet, one.statements) for one in case.carriers(statements)),
        relying=_together((one for before, _ in beside for one in before), own),
        relied=_together((one for _, behind in beside for one in behind), own),
        said=tuple(cited.said(index, ref) for ref in _of_many_reports(newest)),
        denials=denials,
        denied=tuple(_denied(index, one) for one in denied),
    )


def _together(found: Iterable[Related], own: set[str]) -> tuple[Related, ...]:
    """Give those who stand beside several names of one, each once, without these names themselves."""
    out: dict[str, Related] = {}
    for one in found:
        if one.id not in own:
            before = out.get(one.id)
            out[one.id] = one._replace(statements=one.statements + (before.statements if before else 0))
    return tuple(sorted(out.values(), key=lambda one: (-one.statements, one.name, one.id)))


def _of_many_reports(refs: Iterable[str]) -> list[str]:
    """Give a few statements, those of reports that none was taken of before first."""
    turn: Counter[str] = Counter()
    ranked = []
    for n, ref in enumerate(refs):
        ranked.append((turn[_report(ref)], n, ref))
        turn[_report(ref)] += 1
    return [ref for _, _, ref in sorted(ranked)[:SENTENCES]]


def _denied(index: OnDemand, one: Denied) -> DeniedSaying:
    return DeniedSaying(one.wording, labels.say(one.reason, {}), cited.said(index, one.statement))


def _first_mentions(one: Actor | Place) -> dict[str, int]:
    """Give the reports that name an actor or a place, each with the number of the first mention there."""
    out: dict[str, int] = {}
    for rid, _, n in map(split_ref, one.mentions):
        out[rid] = min(n, out.get(rid, n))
    return out


def _named(index: OnDemand, one: Actor | Place, css: str) -> tuple[Said, ...]:
    """Give sentences that name an actor or a place, each of another report."""
    out = []
    for rid, n in list(_first_mentions(one).items())[:SENTENCES]:
        span = index.extractions[rid].mentions[n].span
        out.append(cited.place(index, rid, span, css, f"{rid}/m{n}"))
    return tuple(out)


def _report(ref: str) -> str:
    return ref.rpartition("/")[0]
