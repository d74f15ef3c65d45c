"""Weigh: who really stands behind each claim, how its figures drift, and who denies it."""

from collections.abc import Sequence, Set

from riwaya.link.claims.collection import Collection
from riwaya.link.terms import Weights
from riwaya.model import Account, Citation, Claim, Denial, Extraction, Framing, Linked, Report, Route
from riwaya.weigh.citations import citations
from riwaya.weigh.denials import denials
from riwaya.weigh.drift import drift
from riwaya.weigh.origins import Desk, Voice, voices
from riwaya.weigh.routes import routes
from riwaya.weigh.shifts import shifts
from riwaya.weigh.support import Weighed, support

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
    whole = support(desk, behind or found)
    every = whole if len(behind) in (0, len(found)) else support(desk, found)
    ways = _ways(desk, claim, by_variant, whole)
    points = drift(desk, claim, found, every.support.origins, every.origin_of)
    figures = [desk.quantity(p.quantity) for p in points]
    cited = citations(desk, claim, story, found)
    return Account(
        claim=claim,
        support=whole.support,
        variants=tuple(support(desk, of).support for of in by_variant),
        framings=_framings(desk, claim, by_variant),
        drift=points,
        shifts=shifts(
            points, figures, ways, whole.support.origins,
            counted=claim.counted, borrowed=_borrowed(claim, story, found, every, cited),
        ),
        denials=against,
        citations=cited,
        routes=ways,
        phantom=all(origin.phantom for origin in whole.support.origins),
    )  # fmt: skip


def _by_variant(claim: Claim, found: Sequence[Voice]) -> list[list[Voice]]:
    """Give the voices of each variant."""
    rest = iter(found)
    return [[next(rest) for _ in variant.members] for variant in claim.variants]


def _ways(
    desk: Desk, claim: Claim, by_variant: Sequence[Sequence[Voice]], whole: Weighed
) -> tuple[Route, ...]:
    """Give the routes of all members: of those behind the claim to its origins, of those against it to their own."""
    sides = list(zip(claim.variants, by_variant, strict=True))
    behind, against = ([v for variant, of in sides if variant.denied is d for v in of] for d in (False, True))
    ways = {
        False: iter(routes(desk, behind, whole)),
        True: iter(routes(desk, against, support(desk, against))),
    }
    return tuple(next(ways[variant.denied]) for variant, of in sides for _ in of)


def _borrowed(
    claim: Claim, story: Sequence[str], found: Sequence[Voice], weighed: Weighed, cited: Sequence[Citation]
) -> set[str]:
    """Give the figures that change nothing and disagree with nobody: copied, denied, not what the cited report gives,
    or measures told in another story, which are most often of another thing.
    """
    there = frozenset(story) if claim.counted is None else frozenset()
    elsewhere = {voice.member.quantity for voice in found if there and voice.report not in there}
    copied = {found[n].member.quantity for n in weighed.copies}
    denied = {member.quantity for variant in claim.variants if variant.denied for member in variant.members}
    unborne = {c.quantity for c in cited if c.checked == "figure"}
    return {quantity for quantity in copied | denied | unborne | elsewhere if quantity}


def _framings(desk: Desk, claim: Claim, by_variant: Sequence[Sequence[Voice]]) -> tuple[Framing, ...]:
    """Weigh each way of telling what happened by itself, over all figures that it is told with."""
    out = []
    for side in sorted({v.framing for v in claim.variants if v.framing}):
        numbers = [n for n, v in enumerate(claim.variants) if v.framing == side and not v.denied]
        told = [voice for n in numbers for voice in by_variant[n]]
        if told:
            out.append(Framing(side=side, variants=tuple(numbers), support=support(desk, told).support))
    return tuple(out)
