"""The lines of a page weighed: how much prose each holds, and which of them are furniture by the names around them.

Prose is what stands in lines of some length that are not links. A box with a name of furniture that holds the headline
and much of the prose, or the only named body, is a wrapper with an odd name (``node is-promoted``) and no furniture.
"""

from collections.abc import Container, Sequence
from itertools import accumulate
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.read.pages.page_walk import Block, Box, Walked

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LEAST_WORDS = 5
"""Words of the shortest line that is prose."""
_WRAPPER = 0.3
_WRAPPER_WITHOUT_TITLE = 0.5
_NEVER_FURNITURE = frozenset(("html", "body", "main"))
# What is written by others than the article's author is never taken for the article.
_OTHERS_WORDS = frozenset(("page-comments", "page-related"))


class Page(NamedTuple):
    """A page weighed: the words of prose of each block, their sum up to it, the sum of those that are no furniture.

    `rules` says of each block by which rule it is furniture; `by_box` of each box.
    """

    walked: Walked
    weights: list[float]
    prose: list[float]
    free: list[float]
    rules: list[str | None]
    by_box: list[str | None]

    def free_in(self, box: Box) -> float:
        """Count the prose of a box that is no furniture."""
        return self.free[box.last] - self.free[box.first]

    def prose_in(self, box: Box) -> float:
        """Count all prose of a box."""
        return self.prose[box.last] - self.prose[box.first]


def key(words: str) -> str:
    """Give what is compared of words: their folded letters and digits."""
    return "".join(filter(str.isalnum, fold(words)))


def weight(block: Block) -> float:
    """Count the words of prose in a block."""
    if block.tag in HEADINGS or 2 * block.link > len(block.text):
        return 0.0
    words = block.text.count(" ") + 1
    if words < LEAST_WORDS:
        return 0.0
    return words * (1 - block.link / len(block.text)) if block.link else float(words)


def weigh(walked: Walked, title: int | None) -> Page:
    """Weigh the blocks of a page, and say of each by which rule it is furniture; `title` is the headline's block."""
    weights = [weight(block) for block in walked.blocks]
    prose = [0.0, *accumulate(weights)]
    ranked = _ranked(walked.boxes)
    wrappers = {
        number
        for number, box in enumerate(walked.boxes)
        if box.told.rule and _is_wrapper(box, prose, title, ranked[number])
    }
    page = _ruled(walked, weights, prose, wrappers)
    if not any(box.told.rank > 1 and page.free_in(box) >= LEAST_WORDS for box in walked.boxes):
        around = _misnamed(page, title)
        if not wrappers.issuperset(around):
            page = _ruled(walked, weights, prose, wrappers | around)
    return page


def _ruled(walked: Walked, weights: list[float], prose: list[float], wrappers: Container[int]) -> Page:
    """Give every block the rule of the outermost box of furniture around it; `wrappers` are no furniture."""
    by_box: list[str | None] = []
    for number, box in enumerate(walked.boxes):
        rule = by_box[box.parent] if box.parent >= 0 else None
        by_box.append(rule or (None if number in wrappers else box.told.rule))
    rules = [by_box[block.box] for block in walked.blocks]
    free = [0.0, *accumulate(0.0 if rule else one for one, rule in zip(weights, rules, strict=True))]
    return Page(walked, weights, prose, free, rules, by_box)


def _ranked(boxes: Sequence[Box]) -> list[bool]:
    """Tell of each box whether one in it is named a body."""
    found = [box.told.rank > 1 for box in boxes]
    for number in range(len(boxes) - 1, 0, -1):
        if found[number]:
            found[boxes[number].parent] = True
    return found


def _is_wrapper(box: Box, prose: list[float], title: int | None, ranked: bool) -> bool:
    """Tell whether a box with a name of furniture holds the article."""
    if box.tag in _NEVER_FURNITURE:
        return True
    share = (prose[box.last] - prose[box.first]) / (prose[-1] or 1.0)
    if title is not None and box.first <= title < box.last:
        return share >= _WRAPPER
    return ranked and share >= _WRAPPER_WITHOUT_TITLE and box.told.rule not in _OTHERS_WORDS


def _misnamed(page: Page, title: int | None) -> set[int]:
    """Find the boxes around the article whose names are those of furniture, by what is in them.

    That is the named body with the most prose, or else an ``<article>`` with the headline, when all such stand in
    furniture.
    """
    boxes = page.walked.boxes
    others: list[bool] = []
    for box in boxes:
        others.append(box.told.rule in _OTHERS_WORDS or (box.parent >= 0 and others[box.parent]))
    for rank in (2, 1):
        fit = [
            number
            for number, box in enumerate(boxes)
            if box.told.rank >= rank
            and not others[number]
            and page.prose_in(box) >= LEAST_WORDS
            and (rank > 1 or (title is not None and box.first <= title < box.last))
        ]
        best = max(fit, key=lambda number: page.prose_in(boxes[number]), default=None)
        if best is not None and page.free[-1] < page.prose_in(boxes[best]):
            around = set()
            while best >= 0:
                around.add(best)
                best = boxes[best].parent
            return around
    return set()
