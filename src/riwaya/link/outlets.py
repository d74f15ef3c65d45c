"""Outlets: what a report's outlet is called, and whether two names are of one outlet."""

from functools import lru_cache
from urllib.parse import urlsplit

from riwaya.link.bodies import canonical
from riwaya.model import Report
from riwaya.read.told import outlets


def outlet_name(report: Report) -> str | None:
    """Give the canonical name of a report's outlet: by the lexicon, by its web address, else as given."""
    found = outlets.find(report.outlet, named=True) if report.outlet else None
    if found is None and report.url and (host := urlsplit(report.url).hostname):
        found = outlets.by_domain(host)
    return found.name if found else report.outlet


def same_outlet(a: str | None, b: str | None) -> bool:
    """Tell whether two names are of one outlet: the lexicon's two names of one, else the words of one are among those
    of the other («المرافئ» in «وكالة المرافئ للأنباء»). «اليوم» and «عين اليوم», both in the lexicon, are two.
    """
    if not a or not b:
        return False
    known = _known(a), _known(b)
    if all(known):
        return known[0] == known[1]
    first, second = set(canonical(a).split()), set(canonical(b).split())
    return bool(first and second) and (first <= second or second <= first)


@lru_cache(maxsize=20_000)
def _known(name: str) -> str | None:
    """Give the lexicon's name of an outlet, None where it knows none."""
    found = outlets.find(name, named=True)
    return found.name if found else None
