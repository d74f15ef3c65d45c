"""The gazetteer: which places of the world a name may mean.

The table ``data/gazetteer.tsv`` is built by ``training/gazetteer.py`` from the project's own ``places.tsv`` and the
towns of GeoNames (CC BY 4.0). Names are looked up folded, with and without article. Which of several places of one
name a report means is for `extract.located` to say.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.model import Level

EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""
_SIZES = {level: n for n, level in enumerate(get_args(Level))}
_FATHER = re.compile(r"\b(ابو|بو) ")


class Entry(NamedTuple):
    """One place of the gazetteer; `lat` and `lon` in degrees, `weight` as the table's header says."""

    id: str
    name: str
    names: tuple[str, ...]
    level: Level
    country: str
    parent: str
    lat: float
    lon: float
    weight: float
    common: bool


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Give the distance of two points (latitude, longitude in degrees) on the sphere (haversine formula)."""
    south, west, north, east = map(math.radians, (*a, *b))
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def place_key(name: str) -> str:
    """Give the look-up form of a place's name: folded, each word without article, final alef as ه, «أبو» joined."""
    words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(name).split()]
    whole = " ".join(f"{w[:-1]}ه" if len(w) > 3 and w.endswith("ا") else w for w in words)
    return _FATHER.sub(r"\1", whole)


@cache
def entries() -> dict[str, Entry]:
    """Give the whole gazetteer by id, in file order."""
    return {
        row["id"]: Entry(
            id=row["id"],
            name=row["name"],
            names=(row["name"], *lexicon.variants(row["variants"])),
            level=row["level"],  # type: ignore[arg-type]
            country=row["country"],
            parent=row["parent"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            weight=float(row["weight"]),
            common=row["common"] == "1",
        )
        for row in lexicon.rows("gazetteer")
    }


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, dict[str, Entry]] = {}
    for entry in entries().values():
        for name in entry.names:
            found.setdefault(place_key(name), {})[entry.id] = entry
    return {name: tuple(sorted(ids.values(), key=lambda e: -e.weight)) for name, ids in found.items()}


def candidates(name: str) -> tuple[Entry, ...]:
    """Give the places that `name` may mean, the likeliest first; none when the gazetteer does not know it."""
    return _index().get(place_key(name), ())


@cache
def country(code: str) -> Entry | None:
    """Find a country by its ISO 3166-1 alpha-2 code."""
    return next((e for e in entries().values() if e.level == "country" and e.country == code), None)


def within(entry: Entry) -> Iterator[str]:
    """Give the names of what a place lies in, from the nearest to the country."""
    yield from dict.fromkeys(name for name, _ in _above(entry) if name != entry.name)


@cache
def lies_in(place: str) -> frozenset[str]:
    """Give the ids of what the place with this id lies in, its country too; none for an id that is not known."""
    entry = entries().get(place)
    return frozenset(above.id for _, above in _above(entry) if above) if entry else frozenset()


def _above(entry: Entry) -> Iterator[tuple[str, Entry | None]]:
    """Give what a place lies in, from the nearest to the country: its name, and the place where it is known."""
    seen = {entry.id}
    here: Entry | None = entry
    while here is not None and here.parent:
        name, here = here.parent, _unit(here)
        if here is not None and here.id in seen:
            break
        yield name, here
        seen |= {here.id} if here else set()
    whole = country(entry.country)
    if whole is not None and whole.id != entry.id:
        yield whole.name, whole


def _unit(entry: Entry) -> Entry | None:
    """Find the place that the parent of another names: of a province and its seat of one name, the province."""
    named = (e for e in candidates(entry.parent) if e.country == entry.country and e.level != "country")
    return min(named, key=lambda e: _SIZES[e.level], default=None)
