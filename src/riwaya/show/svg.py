"""The picture of copies as an SVG file of its own: one language, its own words, no script, nothing fetched.

Report text reaches it the way it reaches the page: through autoescape, after `visible`.
"""

from typing import NamedTuple

from riwaya.show import labels
from riwaya.show.labels import Bilingual, Language
from riwaya.show.picture import Lane, Picture
from riwaya.show.report import environment
from riwaya.show.visible import clipped

WIDTH, MARGIN, NAMES, TOP = 1200, 24, 230, 92
KEY_ROW, KEY_COLUMNS = 28, 3
NAME_WIDTH = 28


class Sheet(NamedTuple):
    """Where things stand on the sheet of one language: Arabic has its names and the first reports on the right."""

    lang: Language
    height: int
    axis: int
    key: int

    def at(self, x: float) -> float:
        """Give the pixels of a place in per cent of the lanes."""
        return self.across(MARGIN + NAMES + (WIDTH - 2 * MARGIN - NAMES) * x / 100)

    def across(self, x: float) -> float:
        """Give the pixels of a place that is `x` pixels from the side at which the language starts."""
        return round(WIDTH - x if self.lang == "ar" else x, 1)

    def say(self, words: Bilingual) -> str:
        """Give the words of this language."""
        return words.ar if self.lang == "ar" else words.en


def render(picture: Picture, lang: Language) -> str:
    """Write the picture as an SVG file."""
    axis = TOP + picture.height
    key = axis + 44 + (24 if picture.left_out else 0)
    rows = -(-len(picture.key) // KEY_COLUMNS)
    sheet = Sheet(lang, key + KEY_ROW * rows + 52, axis, key)
    names = [(lane, _name(lane, sheet)) for lane in picture.lanes]
    column = (WIDTH - 2 * MARGIN) / KEY_COLUMNS
    entries = [
        (kind, sheet.across(MARGIN + column * (n % KEY_COLUMNS)), key + KEY_ROW * (n // KEY_COLUMNS))
        for n, kind in enumerate(picture.key)
    ]
    return (
        environment()
        .get_template("picture.svg")
        .render(
            picture=picture, sheet=sheet, names=names, entries=entries, width=WIDTH, top=TOP, margin=MARGIN
        )
    )


def _name(lane: Lane, sheet: Sheet) -> str:
    if lane.kind == "rest":
        return sheet.say(labels.label("page", "other_outlets"))
    return clipped(lane.name, NAME_WIDTH) if lane.name else sheet.say(labels.label("page", "no_outlet"))
