"""GeoJSON: the places of a case that are somewhere, as one FeatureCollection (RFC 7946) for any map program.

A position is ``[longitude, latitude]`` in degrees of WGS 84, as the gazetteer has it: the middle of a country or town,
never the spot of what happened there.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from riwaya.case.places_asked import NamedPlace
from riwaya.model import Place, split_ref


def is_resolved(place: Place) -> bool:
    """Tell whether it is known where a place is."""
    return place.lat is not None and place.lon is not None


def feature(place: Place) -> dict[str, Any]:
    """Give a resolved place as a feature; `reports` and `mentions` say in how many and how often it is named."""
    reports = len({split_ref(mention)[0] for mention in place.mentions})
    return _feature(place, place.names, reports, len(place.mentions))


def named_feature(place: NamedPlace, names: Sequence[str]) -> dict[str, Any]:
    """Give a place as a feature with these names, and in how many of the reports that were asked for it is named."""
    return _feature(place, names, place.reports, place.mentions)


def _feature(place: Place | NamedPlace, names: Sequence[str], reports: int, mentions: int) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "id": place.id,
            "name": place.name,
            "names": names,
            "level": place.level,
            "country": place.country,
            "within": place.within,
            "reports": reports,
            "mentions": mentions,
            "gazetteer": place.gazetteer,
        },
    }


def document(places: Iterable[Place]) -> str:
    """Write the resolved ones of `places` as one FeatureCollection."""
    return collection(feature(place) for place in places if is_resolved(place))


def collection(features: Iterable[dict[str, Any]]) -> str:
    """Write features as one FeatureCollection."""
    return msgspec.json.encode({"type": "FeatureCollection", "features": list(features)}).decode()
