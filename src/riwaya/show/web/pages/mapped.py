"""Map: where the places are that the reports of the case, or of a story, name; as a picture and as a table."""

from typing import Annotated, NamedTuple, get_args

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from riwaya.case import Case
from riwaya.case.places_asked import NamedPlace, Naming
from riwaya.errors import RiwayaError
from riwaya.model import Level
from riwaya.show.export import geojson, places_csv
from riwaya.show.labels import Bilingual
from riwaya.show.located import country_name, place_name
from riwaya.show.visible import visible
from riwaya.show.web.answers import CSV, Reading, page, saved
from riwaya.show.web.paging import paged

router = APIRouter(include_in_schema=False)

DRAWN = 400
"""Places that are drawn; more circles hide each other."""
SIZE = 50
UNRESOLVED = "none"
LEVELS: tuple[Level, ...] = get_args(Level)


class Row(NamedTuple):
    """A place in the table."""

    place: NamedPlace
    name: Bilingual
    country: Bilingual


class Asked(NamedTuple):
    """What of the places is asked for, by the fields of the address."""

    story: str
    level: str
    naming: Naming


def asked(
    story: Annotated[str, Query(max_length=200)] = "", level: Annotated[str, Query(max_length=20)] = ""
) -> Asked:
    """Read the address; a level that is none is left out."""
    known = next((one for one in LEVELS if one == level), None)
    naming = Naming(story or None, known, level == UNRESOLVED)
    return Asked(story, level if known or naming.unresolved else "", naming)


Wanted = Annotated[Asked, Depends(asked)]


@router.get("/map")
def show(request: Request, case: Reading, wanted: Wanted) -> HTMLResponse:
    """Show the map and its table."""
    title = _title(case, wanted)
    counted = case.count_named(wanted.naming)
    paging = paged(request, counted.places, size=SIZE, fragment="#table")
    places = case.named_places(wanted.naming, paging.size, paging.offset)
    return page(
        request,
        "map.html",
        wanted=wanted,
        story_title=title,
        levels=LEVELS,
        unresolved=UNRESOLVED,
        counted=counted,
        drawn=min(DRAWN, counted.places),
        paging=paging,
        rows=[Row(place, place_name(place), country_name(place.country)) for place in places],
    )


@router.get("/map/points")
def points(case: Reading, wanted: Wanted) -> JSONResponse:
    """Give what the map draws, the places that most reports name first."""
    _title(case, wanted)
    places = () if wanted.naming.unresolved else case.named_places(wanted.naming, DRAWN)
    return JSONResponse([_point(place, place_name(place)) for place in places])


@router.get("/map.csv")
def as_csv(case: Reading, wanted: Wanted) -> Response:
    """Give the whole table as CSV."""
    _title(case, wanted)
    return saved(places_csv.table(case.named_places(wanted.naming)), CSV, "places.csv")


@router.get("/map.geojson")
def as_geojson(case: Reading, wanted: Wanted) -> Response:
    """Give the places whose position is known as GeoJSON."""
    _title(case, wanted)
    places = () if wanted.naming.unresolved else case.named_places(wanted.naming)
    names = case.names_of_places(tuple(place.id for place in places))
    made = geojson.collection(geojson.named_feature(place, names.get(place.id, ())) for place in places)
    return saved(made, "application/geo+json", "places.geojson")


def _title(case: Case, wanted: Asked) -> str | None:
    """Give the title of the story that is asked for; raises RiwayaError R609 where there is none."""
    if wanted.naming.story is None:
        return None
    title = case.story_title(wanted.naming.story)
    if title is None:
        raise RiwayaError("R609")
    return title


def _point(place: NamedPlace, name: Bilingual) -> dict[str, object]:
    return {
        "id": place.id,
        "ar": visible(name.ar),
        "en": visible(name.en),
        "lon": place.lon,
        "lat": place.lat,
        "reports": place.reports,
        "level": place.level,
    }
