"""Times of a report: those of `arabic.times`, resolved against the day the report was published."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from riwaya.arabic.times import times as read_times
from riwaya.arabic.times_values import bounds
from riwaya.arabic.words import Token
from riwaya.model import Time

# «يوميا» says how often, and places nothing in time.
_RATE = "time.rate"
_CODED = re.compile(r"\d{4}-(?:2[1-4]|3[3-6])")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


def day_of(published: str | None) -> date | None:
    """Give the day a report was published; None when it has none that names a day (``2015-07-22T10:00``,
    ``22/07/2015``).
    """
    if not published:
        return None
    try:
        return date.fromisoformat(published.strip()[:10])
    except ValueError:
        found = _DAY_FIRST.match(published.strip())
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def times(text: str, toks: Sequence[Token], published: str | None) -> tuple[Time, ...]:
    """Give the times of `text` in order; `published` is the report's own date in ISO 8601, None when it
    has none.
    """
    found = read_times(text, toks, reference=day_of(published))
    return tuple(
        Time(span=time.span, value=_iso(time.value), rule=time.rule) for time in found if time.rule != _RATE
    )


def _iso(value: str | None) -> str | None:
    """Give the months of a season or quarter, for which ISO 8601 itself has no word: 2015-04/2015-06."""
    if value is None or not _CODED.fullmatch(value):
        return value
    since, until = bounds(value) or (None, None)
    return f"{since:%Y-%m}/{until - timedelta(days=1):%Y-%m}" if since and until else value
