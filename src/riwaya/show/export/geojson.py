"""GeoJSON: the places of a case that are somewhere, as one FeatureCollection (RFC 7946) for any map program.

A position is ``[longitude, latitude]`` in degrees of WGS 84, as the gazetteer has it: the middle of a country or town,
never the spot of what happened there.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from riwaya.model import Place, split_ref


def is_resolved(place: Place) -> bool:
    """Tell whether it is known where a place is."""
    return place.lat is not None and place.lon is not None


def feature(place: Place) -> dict[str, Any]:
    """Give a resolved place as a feature; `reports` and `mentions` say in how many and how often it is named."""
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "id": place.id,
            "name": place.name,
            "names": place.names,
            "level": place.level,
            "country": place.country,
            "within": place.within,
            "reports": len({split_ref(mention)[0] for mention in place.mentions}),
            "mentions": len(place.mentions),
            "gazetteer": place.gazetteer,
        },
    }


def document(places: Iterable[Place]) -> str:
    """Write the resolved ones of `places` as one FeatureCollection."""
    features = [feature(place) for place in places if is_resolved(place)]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features}).decode()
