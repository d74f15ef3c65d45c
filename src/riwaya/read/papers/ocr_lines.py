"""The lines that were seen in a picture, put together to paragraphs.

Tesseract's own paragraphs follow gaps and break in the middle of sentences. Here a line goes on in the next one where
it is full: where the first word of the next would not have fitted on it any more, and no gap or other size parts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_GAP = 1.45
_SIZES_DIFFER = 1.5
"""Heights of words vary with their letters, so only a clear difference parts a heading from its text."""


class SeenWord(NamedTuple):
    """A word with its confidence in per cent and its place in the picture, in pixels from its top left corner."""

    text: str
    confidence: float
    left: float
    top: float
    width: float
    height: float


@dataclass
class SeenLine:
    """A line: its page, block and paragraph as tesseract counts them, and its words in the order of reading."""

    place: tuple[str, ...]
    words: list[SeenWord] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the words with blanks between."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Give the mean confidence of its words."""
        return sum(word.confidence for word in self.words) / len(self.words)

    @property
    def height(self) -> float:
        """Give the usual height of its words."""
        return median(word.height for word in self.words)

    @property
    def middle(self) -> float:
        """Say at what height of the picture it stands."""
        return median(word.top + word.height / 2 for word in self.words)

    @property
    def left(self) -> float:
        """Give its left end."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Give its right end."""
        return max(word.left + word.width for word in self.words)


def paragraphs(lines: Sequence[SeenLine]) -> list[list[SeenLine]]:
    """Put lines together to paragraphs, in their order."""
    steps = [b.middle - a.middle for a, b in pairwise(lines) if a.place == b.place]
    step = median(steps) if steps else 0.0
    out: list[list[SeenLine]] = []
    for at, line in enumerate(lines):
        if at and _goes_on(lines[at - 1], line, lines, step):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _goes_on(a: SeenLine, b: SeenLine, lines: Sequence[SeenLine], step: float) -> bool:
    """Tell whether a paragraph goes on from one line to the next."""
    tall = max(a.height, b.height)
    if a.place[0] != b.place[0] or tall > _SIZES_DIFFER * min(a.height, b.height):
        return False
    if not 0 < b.middle - a.middle < max(_GAP * step, 1.5 * tall):
        return False
    around = [line for line in lines if line.place[:2] in (a.place[:2], b.place[:2])]
    left, right = min(line.left for line in around), max(line.right for line in around)
    if any("\u0600" <= c <= "\u06ff" for c in a.text):
        return a.left - left < b.words[0].width + tall / 2
    return right - a.right < b.words[0].width + tall / 2
