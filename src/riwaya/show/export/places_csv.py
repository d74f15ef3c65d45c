"""CSV: the places of a case as a table for any program."""

from collections.abc import Iterable

from riwaya.case.places_asked import NamedPlace
from riwaya.show.export.table import Cell, document
from riwaya.show.located import place_name

COLUMNS = ("id", "name", "name_en", "level", "country", "within", "lat", "lon", "reports", "mentions")


def table(places: Iterable[NamedPlace]) -> str:
    """Write places as a table."""
    return document(COLUMNS, map(_row, places))


def _row(place: NamedPlace) -> tuple[Cell, ...]:
    words = (place.id, place.name, place_name(place).en, place.level or "", place.country or "")
    where = (" / ".join(place.within), place.lat, place.lon)
    return (*words, *where, place.reports, place.mentions)
