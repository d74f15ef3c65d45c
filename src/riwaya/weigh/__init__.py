"""Weigh: who really stands behind each claim, how its figures drift, and who denies it."""

from collections.abc import Sequence, Set

from riwaya.link.claims.collection import Collection
from riwaya.link.terms import Weights
from riwaya.model import Account, Claim, Denial, Extraction, Framing, Linked, Report
from riwaya.weigh.citations import citations
from riwaya.weigh.denials import denials
from riwaya.weigh.drift import drift
from riwaya.weigh.origins import Desk, Voice, voices
from riwaya.weigh.routes import routes
from riwaya.weigh.shifts import shifts
from riwaya.weigh.support import support

__all__ = ["weigh"]


def weigh(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    linked: Linked,
    *,
    weights: Weights | None = None,
    outlets: Set[str] = frozenset(),
) -> tuple[Account, ...]:
    """Weigh every claim of `linked`, in its order: support, drift, shifts, citations, denials, phantoms.

    Where `reports` are a part of a larger collection, `weights` and `outlets` are those of the whole of it.
    """
    desk = Desk(reports, extractions, linked, outlets)
    collection = Collection(reports, extractions, linked.stories, weights)
    told = {story.id: story.reports for story in linked.stories}
    against = denials(collection, linked.claims)
    return tuple(
        _account(desk, claim, told.get(claim.story, ()), found)
        for claim, found in zip(linked.claims, against, strict=True)
    )


def _account(desk: Desk, claim: Claim, story: Sequence[str], against: tuple[Denial, ...]) -> Account:
    """Weigh one claim; `story` are the reports of its story."""
    found = voices(desk, claim)
    by_variant = _by_variant(claim, found)
    # Who denies a claim does not stand behind it.
    behind = [
        v for variant, of in zip(claim.variants, by_variant, strict=True) if not variant.denied for v in of
    ]
    whole = support(desk, behind or found).support
    every = support(desk, found)
    ways = routes(desk, found, every)
    points = drift(desk, claim, found, every.support.origins, every.origin_of)
    figures = [desk.quantity(p.quantity) for p in points]
    cited = citations(desk, story, found)
    unborne = {c.quantity for c in cited if c.checked == "figure" and c.quantity}
    return Account(
        claim=claim,
        support=whole,
        variants=tuple(support(desk, of).support for of in by_variant),
        framings=_framings(desk, claim, by_variant),
        drift=points,
        shifts=shifts(points, figures, ways, every.support.origins, unborne),
        denials=against,
        citations=cited,
        routes=ways,
        phantom=all(origin.phantom for origin in whole.origins),
    )


def _by_variant(claim: Claim, found: Sequence[Voice]) -> list[list[Voice]]:
    """Give the voices of each variant."""
    rest = iter(found)
    return [[next(rest) for _ in variant.members] for variant in claim.variants]


def _framings(desk: Desk, claim: Claim, by_variant: Sequence[Sequence[Voice]]) -> tuple[Framing, ...]:
    """Weigh each way of telling what happened by itself, over all figures that it is told with."""
    out = []
    for side in sorted({v.framing for v in claim.variants if v.framing}):
        numbers = [n for n, v in enumerate(claim.variants) if v.framing == side and not v.denied]
        told = [voice for n in numbers for voice in by_variant[n]]
        if told:
            out.append(Framing(side=side, variants=tuple(numbers), support=support(desk, told).support))
    return tuple(out)
