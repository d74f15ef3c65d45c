"""The API: the case as JSON for other programs, described by its OpenAPI document."""

from fastapi import APIRouter

from riwaya.case import Hit
from riwaya.model import Copy, Warn
from riwaya.show.web.api import asking, finding, holding, listing
from riwaya.show.web.api.answering import Listed, Problem

NOUNS = (
    Problem,
    holding.Held,
    holding.CopyInFull,
    asking.Pair,
    asking.Text,
    asking.Extracted,
    Listed[listing.ReportBrief],
    Listed[listing.ClaimBrief],
    Listed[listing.StoryBrief],
    Listed[listing.SourceBrief],
    Listed[listing.ActorBrief],
    Listed[Copy],
    Listed[Warn],
    Listed[Hit],
    Listed[finding.Said],
)
"""What the API sends and takes beside the nouns of the model."""

router = APIRouter(prefix="/api")
for part in (holding, listing, finding, asking):
    router.include_router(part.router)
