"""Timeline files: reports in time as a picture of its own, and the reports themselves as rows for a spreadsheet.

The picture says what the page says, in one language, and is made like the other pictures that are saved.
"""

from collections.abc import Iterable
from typing import NamedTuple

from riwaya.case.stories_asked import ReportHead
from riwaya.show import labels, svg
from riwaya.show.export import table
from riwaya.show.labels import Bilingual, Language
from riwaya.show.visible import clipped
from riwaya.show.web.timelines import Bar, Lane, Timeline

HEADER = ("published", "outlet", "title", "name", "report")
NOTE = 22
"""Pixels of a line of notes under the axis."""
_BELOW, _UNDER_NOTES = 50, 8
"""Pixels from the lanes down to the notes, and from there to the end of the sheet."""
_LETTERS, _OF_TITLE = 22, 110
"""Characters of the name of an outlet, beside which its reports are counted, and of a title."""


class Column(NamedTuple):
    """A bar where it stands on the sheet: its left side and its width in pixels."""

    bar: Bar
    x: float
    width: float


def picture(drawn: Timeline, title: str, lang: Language) -> str:
    """Write a timeline as an SVG file; `title` names the story or the case."""
    notes = _notes(drawn)
    axis = svg.TOP + drawn.height
    sheet = svg.opened(axis + _BELOW + NOTE * len(notes) + _UNDER_NOTES, (), lang)
    return svg.written(
        "web/timeline.svg",
        sheet,
        (),
        drawn=drawn,
        title=clipped(title, _OF_TITLE),
        names=[(lane, sheet.say(_name(lane))) for lane in drawn.lanes],
        columns=[_column(bar, sheet) for bar in drawn.bars],
        axis=axis,
        notes=[(axis + _BELOW + NOTE * n, sheet.say(note)) for n, note in enumerate(notes, 1)],
    )


def rows(heads: Iterable[ReportHead]) -> str:
    """Write the reports as a table, in the order in which they are given."""
    return table.document(HEADER, ((r.published, r.outlet, r.title, r.name, r.id) for r in heads))


def _notes(drawn: Timeline) -> list[Bilingual]:
    """Say how the picture is read, and how many reports are not in it."""
    out = [labels.label("timelines", "dots" if drawn.dots else "bars")]
    if drawn.undated and not drawn.column:
        of = {"what": labels.label("timelines", "undated"), "n": labels.count("report", drawn.undated)}
        out.append(labels.same("{what}: {n}").format(**of))
    return out


def _name(lane: Lane) -> Bilingual:
    if lane.rest:
        return labels.label("page", "other_outlets")
    return labels.same(clipped(lane.name, _LETTERS)) if lane.name else labels.label("page", "no_outlet")


def _column(bar: Bar, sheet: svg.Sheet) -> Column:
    a, b = sorted((sheet.at(bar.x), sheet.at(bar.x + bar.width)))
    return Column(bar, a, round(b - a, 1))
