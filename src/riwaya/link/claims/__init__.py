"""Claims: statements and sentences of one story that say the same thing, with their figures side by side.

Figures are one claim when they count one class in one event (`events`); each distinct value is a variant.
Contents without figures are one claim when most of the weight of their words is shared; who denies it stands
in a variant of its own. A claim is kept when it has a figure with a class, or
members of two reports and at least one source, or somebody denies it; single unremarkable statements become
no claims.
"""

from collections.abc import Iterable, Sequence

from riwaya.link.claims.collection import Collection
from riwaya.link.claims.corrected import corrected
from riwaya.link.claims.figures import figure_claims, told_by_figures
from riwaya.link.claims.sayings import sayings_claims
from riwaya.link.terms import Weights
from riwaya.model import Claim, Correction, Extraction, Report, Story

__all__ = ["claims", "in_order"]


def claims(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    stories: Sequence[Story],
    weights: Weights | None = None,
    corrections: Sequence[Correction] = (),
) -> tuple[Claim, ...]:
    """Give the claims of all stories, those with figures first, as users said that they are.

    `weights` are those of the texts of a larger collection that these reports are a part of.
    """
    collection = Collection(reports, extractions, stories, weights)
    counted = list(figure_claims(collection))
    told = told_by_figures(collection, counted)
    every = (*counted, *sayings_claims(collection, told))
    return in_order(corrected(collection, every, corrections))


def in_order(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Put claims in the order in which they are shown: those with figures first, then those with most members."""
    return tuple(sorted(found, key=lambda claim: (claim.unit is None, -_size(claim))))


def _size(claim: Claim) -> int:
    """Count the members of a claim."""
    return sum(len(v.members) for v in claim.variants)
