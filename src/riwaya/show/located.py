"""Located: places by their names in both languages, as the gazetteer has them."""

import unicodedata
from functools import cache

from riwaya.case.places_asked import NamedPlace
from riwaya.extract.gazetteer import Entry, country, entries
from riwaya.show.labels import Bilingual, same


def place_name(place: NamedPlace) -> Bilingual:
    """Name a place: in English by a name in Latin letters where the gazetteer has one, else as reports write it."""
    entry = entries().get(place.gazetteer or "")
    return Bilingual(place.name, _latin(entry) or place.name) if entry else same(place.name)


@cache
def country_name(code: str | None) -> Bilingual:
    """Name a country by its ISO 3166-1 alpha-2 code; a code that the gazetteer lacks stands for itself."""
    entry = country(code) if code else None
    return Bilingual(entry.name, _latin(entry) or entry.name) if entry else same(code or "")


def _latin(entry: Entry) -> str | None:
    """Give the first name in Latin letters."""
    return next((name for name in entry.names if _is_latin(name)), None)


def _is_latin(name: str) -> bool:
    first = next((letter for letter in name if letter.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").startswith("LATIN")
