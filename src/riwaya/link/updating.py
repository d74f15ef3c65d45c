"""Updating: new reports linked into a case without linking the whole case again.

An update is the linking of a neighbourhood: the new reports, the stories that they have to do with, and what those
stories' claims speak of. The neighbourhood is linked by the same rules and with the weights of the whole case, and what
is found takes the place of what was known about it; everything else stays as it was, and is not even looked at. Linking
everything again may find a little more: stories that grow together, and names of a new report that are spellings of
names in far stories.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from msgspec.structs import replace

from riwaya.link.actors import actors
from riwaya.link.claims import claims
from riwaya.link.claims.corrected import heard, named_as_before
from riwaya.link.correcting_claims import reports_of, unshared
from riwaya.link.fingerprints import Fingerprint
from riwaya.link.identity import sources
from riwaya.link.joining import Change, joined, joined_sources
from riwaya.link.merging import apart, at_report
from riwaya.link.neighbourhood import Known, Neighbourhood
from riwaya.link.nodes import nodes
from riwaya.link.places import key_of, places
from riwaya.link.reuse import Traced, passages_with, traced, words_of
from riwaya.link.reuse.direction import directed
from riwaya.link.terms import Weights
from riwaya.model import Actor, Correction, Extraction, Linked, Passage, Place, Report, Source, Story

Told = tuple[Sequence[Report], Sequence[Extraction]]


class Update(NamedTuple):
    """What an update found, and the part of the case that was linked again.

    `gone` holds what is no more, `found` what is new and what takes the place of that with its id; what is in both goes
    behind what stays. `part` is what weighing the claims that were found asks for; `reports` and `extractions` are the
    neighbourhood, which holds every member of these claims. `prints` are those of the new reports.
    """

    gone: Linked
    found: Linked
    part: Linked
    reports: tuple[Report, ...]
    extractions: tuple[Extraction, ...]
    weights: Weights
    prints: Mapping[str, Fingerprint]


def update(
    known: Known,
    new: Sequence[tuple[Report, Extraction]],
    corrections: Sequence[Correction] = (),
    progress: Callable[[str], None] | None = None,
) -> Update:
    """Link `new` reports into what is `known`; `progress` is called with the name of each step as it begins."""
    step = progress or (lambda _: None)
    hood = Neighbourhood(known, new)
    step("passages")
    shared = unshared(_shared(hood, new), corrections)
    step("copies")
    gone, copied = _copied(hood, shared)
    step("stories")
    grown = hood.join(copied.passages)
    return _linked(hood, grown, grown, gone, copied, corrections, step)


def again(
    known: Known,
    stories: Sequence[Story],
    corrections: Sequence[Correction],
    progress: Callable[[str], None] | None = None,
) -> Update:
    """Link some stories again, with no report that is new, so that what users say of their claims holds."""
    step = progress or (lambda _: None)
    nothing = Traced((), (), (), ())
    return _linked(Neighbourhood(known, ()), stories, (), Linked(), nothing, corrections, step)


def _linked(
    hood: Neighbourhood,
    stories: Sequence[Story],
    grown: Sequence[Story],
    gone: Linked,
    copied: Traced,
    corrections: Sequence[Correction],
    step: Callable[[str], None],
) -> Update:
    """Link what belongs to some stories; `grown` are those of them that are new or have new reports."""
    known = hood.known
    about = _spoken_of(known, stories, corrections)
    touched = {story.id for story in about}
    stale = known.claims(touched)
    near = hood.around(about, stale, copied.passages)
    reports, extractions = hood.all_of(near)
    told = reports, heard(extractions, corrections)
    here = _told_now(known.stories(near), grown)
    step("actors")
    who = _actors(known, told, here, corrections, near)
    where = _places(known, told, corrections, near)
    step("sources")
    spoke = _sources(known, told, here, who, near)
    step("claims")
    weights = hood.weights("texts")
    told_there = (c for c in claims(*told, here, weights, corrections) if c.story in touched)
    found = named_as_before(told_there, stale)
    between = (p for p in copied.passages if p.a in near and p.b in near)
    return Update(
        gone=replace(gone, claims=stale, actors=who.gone, places=where.gone, sources=spoke.gone),
        found=Linked(
            passages=copied.passages,
            copies=copied.copies,
            wires=copied.wires,
            families=copied.families,
            sources=spoke.found,
            stories=tuple(grown),
            claims=found,
            actors=who.found,
            places=where.found,
        ),
        part=Linked(
            passages=(*known.passages(near), *between), sources=spoke.there, stories=here, claims=found
        ),
        reports=told[0],
        extractions=told[1],
        weights=weights,
        prints=hood.prints,
    )


def _spoken_of(
    known: Known, stories: Sequence[Story], corrections: Sequence[Correction]
) -> tuple[Story, ...]:
    """Give stories with those that users joined claims of theirs with: they are linked again together."""
    out = {story.id: story for story in stories}
    spoken = [reports for said in corrections if len(reports := reports_of(said)) > 1]
    while True:
        there = {rid for story in out.values() for rid in story.reports}
        beside = {rid for reports in spoken if not reports.isdisjoint(there) for rid in reports} - there
        more = [story for story in known.stories(beside) if story.id not in out] if beside else []
        if not more:
            return tuple(out.values())
        out |= {story.id: story for story in more}


def _shared(hood: Neighbourhood, new: Sequence[tuple[Report, Extraction]]) -> tuple[Passage, ...]:
    """Give the passages that new reports share with others."""
    words, published = hood.known.words, hood.known.published
    ids = list(words)
    number = {rid: n for n, rid in enumerate(ids)}
    shared = passages_with(
        list(words.values()),
        [published.get(rid) for rid in ids],
        ((number[a], number[b]) for a, b in hood.known.one_texts()),
        lambda n: hood.get(ids[n]),
        new,
    )
    return directed(shared, *hood.all_of({p.a for p in shared} | {p.b for p in shared}))


def _copied(hood: Neighbourhood, shared: Sequence[Passage]) -> tuple[Linked, Traced]:
    """Give what is no more, and what is found, of who copied whom among the new reports and their kin."""
    kin = hood.kin(shared)
    reports, extractions = hood.all_of(kin)
    words = {r.id: w for r, w in zip(reports, words_of(reports), strict=True)}
    before = Linked(passages=hood.known.passages(kin), copies=hood.known.copies(kin))
    found = traced(shared, reports, extractions, words, before)
    known_wires = hood.known.wires(kin)
    known = hood.known.families(kin, known_wires)
    far = [family for family in known if not kin >= set(family.reports)]
    wider = [set(family.reports) for family in far]
    families = tuple(f for f in found.families if not any(held.issuperset(f.reports) for held in wider))
    carried = {name for family in (*far, *families) for name in family.wires}
    gone = Linked(
        copies=before.copies,
        wires=tuple(wire for wire in known_wires if wire.id not in carried),
        families=tuple(family for family in known if kin >= set(family.reports)),
    )
    wires = tuple(wire for wire in found.wires if wire.id in carried)
    return gone, found._replace(families=families, wires=wires)


def _told_now(known: Iterable[Story], grown: Sequence[Story]) -> tuple[Story, ...]:
    """Give stories with those that have grown in their places, and the new ones behind them."""
    now = {story.id: story for story in (*known, *grown)}
    return tuple(now.values())


def _actors(
    known: Known, told: Told, here: Sequence[Story], corrections: Sequence[Correction], near: Set[str]
) -> Change[Actor]:
    """Join the actors of the neighbourhood with those that are known."""
    story_of = {report: story.id for story in here for report in story.reports}
    before = known.actors(near, nodes(*told, story_of, apart(corrections)))
    found = actors(*told, here, corrections, before)
    more = known.actors(frozenset(), (), {one.id for one in found} - {one.id for one in before})
    return joined((*before, *more), found, near)


def _places(known: Known, told: Told, corrections: Sequence[Correction], near: Set[str]) -> Change[Place]:
    """Join the places of the neighbourhood with those that are known."""
    before = known.places(near, _place_keys(*told))
    found = places(*told, corrections, before)
    more = known.places(frozenset(), (), {one.id for one in found} - {one.id for one in before})
    return joined((*before, *more), found, near)


def _place_keys(reports: Iterable[Report], extractions: Iterable[Extraction]) -> set[str]:
    """Give the keys that names of places in some reports may have: in all of the case, or of one report only."""
    keys = set()
    for report, extraction in zip(reports, extractions, strict=True):
        for name in (m for m in extraction.mentions if m.type == "LOC"):
            key = key_of(name, report.text[name.span.start : name.span.end])
            keys |= {key, at_report(key, report.id)}
    return keys


def _sources(
    known: Known, told: Told, here: Sequence[Story], who: Change[Actor], near: Set[str]
) -> Change[Source]:
    """Join the sources of the neighbourhood with those that are known.

    Whether a name means one actor only is asked of the whole case.
    """
    held = {one.id for one in (*who.there, *who.gone)}
    far = (one for one in known.namesakes(one.name for one in who.there) if one.id not in held)
    found = sources(*told, here, (*who.there, *far))
    return joined_sources(known.sources(near, {one.id for one in found}), found, near)
