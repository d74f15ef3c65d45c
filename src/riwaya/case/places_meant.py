"""What a place means that a reader asks for: the places of the case that go by the name, and those that lie in them.

What lies in what is told by the gazetteer: every place in its country, and in the unit that it names as the one above
it. A place that the gazetteer does not know, or of which it does not say what it lies in, lies in nothing.
"""

from typing import NamedTuple

from riwaya.case.connected import encoded
from riwaya.case.reports import Rows
from riwaya.extract.gazetteer import candidates, entries, lies_in, place_key

# A key of a name may go on with what tells namesakes apart.
KEYED = (
    "SELECT {of} FROM {of}_keys WHERE key = ?1 OR (key >= ?1 || '|' AND key < ?1 || '}}')"
    " OR (key >= ?1 || '~' AND key < ?1 || '~~')"
)
_KNOWN = "SELECT id, gazetteer, country FROM places WHERE"
_IN = "IN (SELECT value FROM json_each(?)) ORDER BY id"
_Known = list[tuple[str, str | None, str | None]]


class Meant(NamedTuple):
    """The ids of the places that are meant, and of those that lie in one of them."""

    places: tuple[str, ...]
    inside: tuple[str, ...]


def meant(rows: Rows, name: str) -> Meant:
    """Give what an id or a name means. An id is that one place; a name is every place of the case that goes by it."""
    known: _Known = rows(f"{_KNOWN} id = ?", name)
    units = {gazetteer for _, gazetteer, _ in known if gazetteer}
    if not known:
        known = rows(f"{_KNOWN} id IN ({KEYED.format(of='place')})", f"LOC|{place_key(name)}")
        units = _called(name, known).union(gazetteer for _, gazetteer, _ in known if gazetteer)
        known += rows(f"{_KNOWN} gazetteer {_IN}", encoded(sorted(units)))
    places = tuple(dict.fromkeys(place for place, _, _ in known))
    return Meant(places, _inside(rows, units, places))


def _called(name: str, known: _Known) -> set[str]:
    """Give the places of the gazetteer that go by a name in the countries of those that reports give it to.

    Reports may mean a town by a name that its province has too. Where none gives it to any, the likeliest is meant.
    """
    named = candidates(name)
    countries = {country for _, _, country in known} if known else {entry.country for entry in named[:1]}
    return {entry.id for entry in named if entry.country in countries}


def _inside(rows: Rows, units: set[str], places: tuple[str, ...]) -> tuple[str, ...]:
    countries = {entry.country for unit in units if (entry := entries().get(unit))}
    found: _Known = rows(f"{_KNOWN} country {_IN}", encoded(sorted(countries)))
    return tuple(
        place
        for place, gazetteer, _ in found
        if place not in places and not units.isdisjoint(lies_in(gazetteer or ""))
    )
