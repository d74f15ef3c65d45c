"""The reports of July 2015 with what their words weigh, read once for all that is measured on them."""

from functools import cache
from pathlib import Path

from riwaya.link.terms import Weights, keys_of
from riwaya.model import Report
from riwaya.read.files import reports

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "saudinewsnet"


@cache
def held() -> tuple[Report, ...]:
    """Read all reports of the month; none where they are not."""
    return tuple(r for path in sorted(FOLDER.glob("*.zip")) for r in reports(path) if isinstance(r, Report))


@cache
def weights() -> Weights:
    """Weigh their words."""
    return Weights(keys_of(report.text) for report in held())
