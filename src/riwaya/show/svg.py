"""The pictures of copies, of a claim's chains and of its figures as SVG files of their own: one language, their own
words, no script, nothing fetched.

Report text reaches it the way it reaches the page: through autoescape, after `visible`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from riwaya.show import labels
from riwaya.show.chains import ROW, Chains, Spot
from riwaya.show.drift import Drift
from riwaya.show.labels import Bilingual, Language
from riwaya.show.picture import Lane, Picture
from riwaya.show.report import environment
from riwaya.show.visible import clipped

WIDTH, MARGIN, NAMES, TOP = 1200, 24, 230, 92
KEY_ROW, KEY_COLUMNS = 28, 3
NAME_WIDTH = 28
WIDE_GAP, NARROW_GAP, LETTER = 120, 80, 7.6
"""Pixels between columns of chains, up to three of them and more; and of a letter in a box."""


class Sheet(NamedTuple):
    """Where things stand on the sheet of one language: Arabic has its names and the first reports on the right."""

    lang: Language
    height: int
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


class Box(NamedTuple):
    """A box of chains: its left side, where its name starts, and its name as far as there is room."""

    spot: Spot
    x: float
    text: float
    name: str


def render(picture: Picture, lang: Language) -> str:
    """Write the picture of copies as an SVG file."""
    axis = TOP + picture.height
    sheet = opened(axis + 44 + (24 if picture.left_out else 0), picture.key, lang)
    names = [(lane, _name(lane, sheet)) for lane in picture.lanes]
    return written("picture.svg", sheet, picture.key, picture=picture, names=names, axis=axis)


def chains(drawn: Chains, wording: str, lang: Language) -> str:
    """Write the ways of a claim as an SVG file."""
    count = len(drawn.columns)
    gap = WIDE_GAP if count <= 3 else NARROW_GAP
    width = (WIDTH - 2 * MARGIN - gap * (count - 1)) / count
    sheet = opened(TOP + ROW * (drawn.rows + 1) + 24 + (24 if drawn.left_out else 0), drawn.key, lang)
    starts = [MARGIN + n * (width + gap) for n in range(count)]
    boxes = [_box(spot, starts[spot.column], width, sheet) for spot in drawn.spots if spot.kind != "pass"]
    return written(
        "chains.svg", sheet, drawn.key, drawn=drawn, wording=clipped(wording, 110), boxes=boxes,
        starts=[sheet.across(x) for x in starts], ends=[sheet.across(x + width) for x in starts], box=round(width, 1),
    )  # fmt: skip


def drift(drawn: Drift, wording: str, lang: Language) -> str:
    """Write a claim's figures over time as an SVG file; its key has the origins first, then the marks."""
    kinds: list[tuple[str, Bilingual]] = [
        (f"s{n}", labels.same(name)) for n, name in enumerate(drawn.names, 1)
    ]
    kinds += [("s0", labels.label("drift", "others"))] if drawn.others else []
    kinds += [(kind, labels.label("drift", kind)) for kind in drawn.key]
    sheet = opened(TOP + drawn.height + 52 + (24 if drawn.left_out else 0), kinds, lang)
    return written("drift.svg", sheet, kinds, drawn=drawn, wording=clipped(wording, 110), at=_over_all(sheet))


def _over_all(sheet: Sheet) -> Callable[[float], float]:
    """Place what stands in per cent of the whole width of a sheet."""
    return lambda x: sheet.across(MARGIN + (WIDTH - 2 * MARGIN) * x / 100)


def _box(spot: Spot, start: float, width: float, sheet: Sheet) -> Box:
    left = sheet.across(start) - (width if sheet.lang == "ar" else 0)
    name = clipped(sheet.say(spot.name), int((width - 24) / LETTER))
    return Box(spot, round(left, 1), sheet.across(start + 12), name)


def opened(key: int, kinds: Sequence[object], lang: Language) -> Sheet:
    """Open a sheet that is high enough for the key of these kinds, which starts at `key`."""
    return Sheet(lang, key + KEY_ROW * -(-len(kinds) // KEY_COLUMNS) + 52, key)


def written(template: str, sheet: Sheet, kinds: Sequence[object], **things: object) -> str:
    """Fill a template, with the entries of the key where they stand."""
    column = (WIDTH - 2 * MARGIN) / KEY_COLUMNS
    entries = [
        (kind, sheet.across(MARGIN + column * (n % KEY_COLUMNS)), sheet.key + KEY_ROW * (n // KEY_COLUMNS))
        for n, kind in enumerate(kinds)
    ]
    filled = environment().get_template(template)
    return filled.render(sheet=sheet, entries=entries, width=WIDTH, top=TOP, margin=MARGIN, **things)


def _name(lane: Lane, sheet: Sheet) -> str:
    if lane.kind == "rest":
        return sheet.say(labels.label("page", "other_outlets"))
    return clipped(lane.name, NAME_WIDTH) if lane.name else sheet.say(labels.label("page", "no_outlet"))
