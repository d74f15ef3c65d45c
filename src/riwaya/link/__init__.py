"""Link: what holds reports together across the collection: copies, sources, stories and claims."""

from collections.abc import Callable, Sequence

from riwaya.link.claims import claims
from riwaya.link.direction import directed
from riwaya.link.identity import sources
from riwaya.link.reuse import passages
from riwaya.link.stories import stories
from riwaya.model import Extraction, Linked, Report

__all__ = ["link"]


def link(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    progress: Callable[[str], None] | None = None,
) -> Linked:
    """Link `reports`: find passages, stories, sources and claims. ``extractions[i]`` is of ``reports[i]``.

    `progress` is called with the name of each step (``passages``, ``stories``, ``sources``, ``claims``) as it
    begins. Raises ValueError when the two sequences do not belong together.
    """
    if [r.id for r in reports] != [e.report for e in extractions]:
        raise ValueError("reports and extractions do not belong together")
    step = progress or (lambda _: None)
    step("passages")
    shared = directed(passages(reports), reports, extractions)
    step("stories")
    told = stories(reports, shared)
    step("sources")
    spoke = sources(reports, extractions, told)
    step("claims")
    return Linked(passages=shared, sources=spoke, stories=told, claims=claims(reports, extractions, told))
