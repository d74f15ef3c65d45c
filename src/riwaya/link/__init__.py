"""Link: what holds reports together across the collection: copies, sources, stories and claims."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from riwaya.link.actors import actors
from riwaya.link.claims import claims
from riwaya.link.claims.corrected import heard, named_as_before
from riwaya.link.correcting_claims import unshared
from riwaya.link.fingerprints import Fingerprint, of_words
from riwaya.link.identity import sources
from riwaya.link.merging import kept_ids
from riwaya.link.places import places
from riwaya.link.reuse import Aligner, aligned_here, traced
from riwaya.link.reuse.direction import directed
from riwaya.link.reuse.passages import passages_of, texts_of
from riwaya.link.stories import opening, stories
from riwaya.link.terms import Weights, keys_of
from riwaya.model import Correction, Extraction, Linked, Report, Story

__all__ = ["Whole", "link", "link_whole"]


class Whole(NamedTuple):
    """What linking everything found, and what it took of the words on the way, for weighing and for later updates: the
    weights of keys, the fingerprint of each report, and what each says but for what a user said nobody says.
    """

    linked: Linked
    weights: Weights
    prints: dict[str, Fingerprint]
    extractions: tuple[Extraction, ...]


def link(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    progress: Callable[[str], None] | None = None,
    *,
    corrections: Sequence[Correction] = (),
    before: Linked | None = None,
    aligned: Aligner = aligned_here,
) -> Linked:
    """Link `reports`: find copies, stories, actors, places, sources, claims; see `link_whole`."""
    return link_whole(
        reports, extractions, progress, corrections=corrections, before=before, aligned=aligned
    ).linked


def link_whole(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    progress: Callable[[str], None] | None = None,
    *,
    corrections: Sequence[Correction] = (),
    before: Linked | None = None,
    aligned: Aligner = aligned_here,
) -> Whole:
    """Link `reports`, and keep what was taken of their words. ``extractions[i]`` is of ``reports[i]``.

    `progress` is called with the name of each step (``passages``, ``copies``, ``stories``, ``actors``, ``sources``,
    ``claims``) as it begins. `corrections` are what users said against what was found; actors, places, stories and
    claims keep the ids that they have in `before`. `aligned` finds what pairs of texts share, in this process or
    elsewhere. Raises ValueError when the two sequences do not belong together.
    """
    if [r.id for r in reports] != [e.report for e in extractions]:
        raise ValueError("reports and extractions do not belong together")
    step = progress or (lambda _: None)
    step("passages")
    texts = texts_of(reports, extractions)
    shared = directed(unshared(passages_of(texts, aligned), corrections), reports, extractions)
    step("copies")
    copied = traced(shared, reports, extractions, {text.report.id: text.words for text in texts})
    step("stories")
    known = before or Linked()
    openings = [opening(report) for report in reports]
    told = _kept(stories(reports, copied.passages, words=openings), known.stories)
    step("actors")
    who = actors(reports, extractions, told, corrections, known.actors)
    where = places(reports, extractions, corrections, known.places)
    step("sources")
    said = heard(extractions, corrections)
    spoke = sources(reports, said, told, who)
    step("claims")
    keys = [frozenset(keys_of(report.text)) for report in reports]
    weights = Weights(keys)
    linked = Linked(
        passages=copied.passages,
        copies=copied.copies,
        wires=copied.wires,
        families=copied.families,
        sources=spoke,
        stories=told,
        claims=named_as_before(claims(reports, said, told, weights, corrections), known.claims),
        actors=who,
        places=where,
    )
    taken = zip(texts, openings, keys, strict=True)
    prints = {text.report.id: of_words(text.words.ids, opens, of) for text, opens, of in taken}
    return Whole(linked, weights, prints, said)


def _kept(told: Iterable[Story], before: Iterable[Story]) -> tuple[Story, ...]:
    """Give stories the ids that they had: the keys of what only a story tells apart («the police») hold them."""
    found = tuple(told)
    had = {report: story.id for story in before for report in story.reports}
    ids = kept_ids([(dict.fromkeys(story.reports, 1), story.id) for story in found], had)
    return tuple(replace(story, id=kept) for story, kept in zip(found, ids, strict=True))
