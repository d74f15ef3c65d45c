"""Weigh: who really stands behind each claim, how its figures drift, and who denies it."""

from collections.abc import Sequence, Set

import msgspec

from riwaya.link.claims.collection import Collection
from riwaya.link.terms import Weights
from riwaya.model import Account, Claim, Denial, Extraction, Linked, Report
from riwaya.weigh.denials import denials
from riwaya.weigh.drift import drift, revisions
from riwaya.weigh.origins import Desk, voices
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
    """Weigh every claim of `linked`, in its order: support, each variant's support, drift and denials.

    Where `reports` are a part of a larger collection, `weights` and `outlets` are those of the whole of it.
    """
    desk = Desk(reports, extractions, linked, outlets)
    collection = Collection(reports, extractions, linked.stories, weights)
    against = denials(collection, linked.claims)
    return tuple(_account(desk, claim, found) for claim, found in zip(linked.claims, against, strict=True))


def _account(desk: Desk, claim: Claim, against: tuple[Denial, ...]) -> Account:
    """Weigh one claim."""
    found = voices(desk, claim)
    # Who denies a claim does not stand behind it.
    denied = [variant.denied for variant in claim.variants for _ in variant.members]
    behind = [v for v, no in zip(found, denied, strict=True) if not no] or found
    whole = support(desk, behind).support
    every, origin_of = support(desk, found)
    points = drift(desk, claim, found, every.origins, origin_of)
    revised = revisions(points, every.origins)
    variants = []
    at = 0
    for variant in claim.variants:
        variants.append(support(desk, found[at : at + len(variant.members)]).support)
        at += len(variant.members)
    return Account(
        claim=claim,
        support=msgspec.structs.replace(whole, reasons=(*whole.reasons, *revised)),
        variants=tuple(variants),
        drift=points,
        denials=against,
    )
