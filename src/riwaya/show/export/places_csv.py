"""CSV: the places of a case as a table for any program.

A cell that a spreadsheet would take for a formula has an apostrophe before it: names come from reports, which are
hostile.
"""

import csv
import io
from collections.abc import Iterable

from riwaya.case.places_asked import NamedPlace
from riwaya.show.located import place_name

COLUMNS = ("id", "name", "name_en", "level", "country", "within", "lat", "lon", "reports", "mentions")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(places: Iterable[NamedPlace]) -> str:
    """Write places as a table; it opens with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for place in places:
        words = (place.id, place.name, place_name(place).en, place.level or "", place.country or "")
        where = (_plain(" / ".join(place.within)), place.lat, place.lon)
        rows.writerow([*map(_plain, words), *where, place.reports, place.mentions])
    return "\ufeff" + out.getvalue()


def _plain(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
