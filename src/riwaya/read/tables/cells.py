"""The values of cells: what spreadsheets, tables and JSON put where a report has a text, a name or a date.

A spreadsheet keeps every number as a fraction and a date as a count of days; JSON of services wraps a name into a
record of its own; programs that write tables write «nan» where there is nothing. All of that is undone here, and
nothing else: a text stays as it was written.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import isnan

from riwaya.arabic.fold import fold

_NOTHING = frozenset({"", "-", "nan", "nat", "none", "null", "n/a", "#n/a", "<na>", "\\n"})
# Where a record stands for a name: {"id": null, "name": "المنارة"}, {"rendered": "…"}, {"#text": "…"}.
_NAME_OF = ("name", "displayname", "display_name", "title", "rendered", "value", "#text", "text", "username")
_TEXT_OF = ("rendered", "value", "#text")
_DEEPEST, _MOST_NAMES = 3, 500
# Days of Excel since 1899-12-30: 1954 to 2119. A smaller number may be anything, and no date of news.
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_DAY_ONE = datetime(1899, 12, 30)
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?!\d)")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?$")
_PAGE = re.compile(r"\s*(?:<!doctype html|<html)\b", re.I)
_TAG = re.compile(
    r"<(?:p|div|br|article|section|figure|h[1-6]|ul|ol|blockquote|table)(?:\s[^<>]{0,500})?/?>", re.I
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


def plain(value: object) -> object:
    """Give a value as a string, a number or a list of them; None for what stands for nothing.

    ``plain({"id": None, "name": "المنارة"}) == "المنارة"``, ``plain({"$date": "2021"}) == "2021"``.
    """
    if isinstance(value, str):
        return None if len(value) < 6 and value.strip().lower() in _NOTHING else value
    if isinstance(value, float):
        return None if isnan(value) else int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return _within(value, _NAME_OF)
    if isinstance(value, list):
        return [one for one in map(plain, value) if one is not None and not isinstance(one, list)] or None
    return value


def text(value: object) -> str | None:
    """Give the text that a value is, or that its paragraphs make; None for everything else."""
    if isinstance(value, dict):
        value = _within(value, _TEXT_OF)
    if isinstance(value, list):
        value = "\n\n".join(part for part in map(text, value) if part is not None)
    return value if isinstance(value, str) and plain(value) is not None else None


def is_page(value: object) -> bool:
    """Tell a whole web page in a cell."""
    return isinstance(value, str) and _PAGE.match(value) is not None


def has_tags(value: object) -> bool:
    """Tell a text that is written in HTML, as web sites keep their articles, from one that is not."""
    return isinstance(value, str) and not is_page(value) and _TAG.search(value) is not None


def _within(value: Mapping[str, object], names: Iterable[str]) -> object:
    """Give what a record stands for: the value that a database wraps (``{"$oid": …}``), or one of these names."""
    for _ in range(_DEEPEST):
        if len(value) != 1 or not str(next(iter(value))).startswith("$"):
            break
        inner = next(iter(value.values()))
        if not isinstance(inner, dict):
            return inner
        value = inner
    return next((value[name] for name in names if isinstance(value.get(name), str)), None)


def flat(record: Mapping[str, object]) -> Mapping[str, object]:
    """Give a record with the fields of the records in it beside its own: ``{"a": {"b": 1}}`` has ``a`` and ``a.b``."""
    if not any(isinstance(value, dict) for value in record.values()):
        return record
    out: dict[str, object] = {}
    _flatten(record, "", 0, out)
    return out


def _flatten(record: Mapping[str, object], before: str, depth: int, out: dict[str, object]) -> None:
    for name, value in record.items():
        if len(out) > _MOST_NAMES:
            return
        out[f"{before}{name}"] = value
        if isinstance(value, dict) and depth < _DEEPEST:
            _flatten(value, f"{before}{name}.", depth + 1, out)


def month_first(values: Iterable[object]) -> bool:
    """Tell whether dates in figures write the month before the day: one can only be read so, and none only otherwise.

    ``month_first(["4/3/2021", "4/25/2021"])`` holds, ``month_first(["4/3/2021"])`` does not.
    """
    seen = [
        (int(m[1]), int(m[3]))
        for v in values
        if isinstance(v, str) and (m := _FIGURES.match(fold(v).strip()))
    ]
    return any(second > 12 for _, second in seen) and all(first <= 12 for first, _ in seen)


def stamp(value: object, clock: object = None, *, american: bool = False) -> object:
    """Give a date of a cell as `dates.iso` takes it: the day first, with the time of day from the cell beside it.

    Counts of days (as Excel keeps dates) become dates, years of two figures years of this century; `american` says
    that the months stand before the days. ``stamp("4/25/21", "10:15", american=True) == "2021-4-25 10:15"``.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > 100:
        return value
    text = fold(value).strip()
    if _SERIAL.fullmatch(text):
        moment = _DAY_ONE + timedelta(seconds=round(float(text) * 86400))
        value = _MIDNIGHT.sub("", moment.isoformat())
    elif found := _FIGURES.match(text):
        day, month = (found[3], found[1]) if american else (found[1], found[3])
        year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
        value = f"{year}-{month}-{day}{text[found.end() :]}" if int(month) <= 12 else value
    if isinstance(clock, str) and _CLOCK.match(fold(clock).strip()):
        date = _MIDNIGHT.sub("", value)
        value = value if _CLOCK.search(fold(date)) else f"{date} {clock.strip()}"
    return value
