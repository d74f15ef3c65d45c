"""Which part of a page is the article: the box that says so, the box that is named so, or the box with the most prose.

What the page's head quotes of the article bears witness where the names leave a doubt.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from riwaya.read.pages.page_walk import Box, Walked
from riwaya.read.pages.page_weigh import HEADINGS, Page, key, weigh

# A named body may hold less prose than the densest box, but not by this factor; less still where that is around it.
_OUTWEIGHED, _OUTWEIGHED_AROUND = 2.5, 6.0
# Of bodies inside bodies the inner one is taken when it holds this share of the outer one's prose.
_INNER = 0.9
# Pieces of one article hold nearly all the prose from the first to the last of them.
_PIECES = 0.75
_PART = 0.1
# How much of a line's words still counts for a box some steps further out.
_FAR = 0.2
# How much more a line counts that the head of the page quotes; characters of its start, of what is quoted, and lines
# that are asked.
_ATTESTED = 3.0
_START, _MAX_SAID, _MAX_ASKED = 40, 20_000, 1_000
# Words of a paragraph between headline and text that is no caption; lines that may stand there.
_LEAD, _MAX_BETWEEN = 15, 60
_BETWEEN = "page-meta"
# A page of teasers: so many headlines that are links, each with a short text under it.
_TEASERS, _TEASER_WORDS, _HEADLINE_WORDS = 3, 60, 3


class Body(NamedTuple):
    """The blocks from `first` up to `last`; `rules` says for every block of the page by which rule it is furniture.

    `named` tells that the page itself calls this its article; `prose` counts its words of prose, `share` of the page's.
    `teasers` tells that it is a list of other articles. `by_box` gives the rules of the page's boxes.
    """

    first: int
    last: int
    rules: list[str | None]
    by_box: list[str | None]
    named: bool
    prose: float
    share: float
    teasers: bool


class _Witness:
    """What the head of the page quotes of its article."""

    def __init__(self, said: str) -> None:
        self.said = said
        self.asked = 0

    @cached_property
    def key(self) -> str:
        """Give the letters and digits of what is quoted, folded."""
        return key(self.said[:_MAX_SAID])

    def attests(self, text: str) -> bool:
        """Tell whether the start of a line is quoted."""
        self.asked += 1
        if not self.said or self.asked > _MAX_ASKED:
            return False
        start = key(text[:_START])
        return len(start) >= _START // 2 and start in self.key


def body_of(walked: Walked, title: int | None, said: str = "") -> Body | None:
    """Choose the article of a page; None when there is none.

    `title` is the number of the block that is its headline. `said` is what the page's head quotes of the article (its
    description, the often shortened ``articleBody``).
    """
    page = weigh(walked, title)
    witness = _Witness(said)
    named = _named(page)
    # What holds most of the prose is outweighed by nothing, and its rivals need not be known.
    if named is None or (page.free[named[1]] - page.free[named[0]]) * _OUTWEIGHED < page.free[-1]:
        densest = _densest(page, witness)
        if densest is None:
            return None
        if named is not None and _outweighed(page, named, densest):
            named = None
        first, last = named or _with_siblings(page, densest)
    else:
        first, last = named
    prose = page.free[last] - page.free[first]
    if title is not None and title < first:
        first = _with_lead(page, title, first, witness)
    share = prose / (page.prose[-1] or 1.0)
    return Body(
        first, last, page.rules, page.by_box, named is not None, prose, share, _is_list(page, first, last)
    )


def _outweighed(page: Page, named: tuple[int, int], densest: Box) -> bool:
    """Tell whether what is named the article holds far less than the densest box, or than one around it."""
    mine, other = page.free[named[1]] - page.free[named[0]], page.free_in(densest)
    around = densest.first <= named[0] and named[1] <= densest.last
    return mine < other / (_OUTWEIGHED_AROUND if around else _OUTWEIGHED)


def _with_lead(page: Page, title: int, first: int, witness: _Witness) -> int:
    """Begin the article with what stands between headline and text and belongs to it: a standfirst, a first paragraph.

    What stands between that and the text is of the page.
    """
    blocks, boxes = page.walked.blocks, page.walked.boxes
    leads = [
        at
        for at in range(max(title + 1, first - _MAX_BETWEEN), first)
        if page.rules[at] is None
        and (
            page.weights[at] >= _LEAD
            or boxes[blocks[at].box].told.field == "lead"
            or witness.attests(blocks[at].text)
        )
    ]
    if not leads:
        return first
    for at in range(leads[0], first):
        if at not in leads:
            page.rules[at] = page.rules[at] or _BETWEEN
    return leads[0]


def _named(page: Page) -> tuple[int, int] | None:
    """Find the blocks of what the page calls its article: the most prose, the highest rank, the innermost box."""
    boxes = [box for box in page.walked.boxes if box.told.rank > 1 and page.free_in(box) > 0]
    if not boxes:
        return None
    best = max(boxes, key=lambda box: (page.free_in(box), box.told.rank))
    for box in boxes:
        inside = best.first <= box.first and box.last <= best.last
        if inside and box.told.rank >= best.told.rank and page.free_in(box) >= _INNER * page.free_in(best):
            best = box
    return _joined(page, best)


def _joined(page: Page, best: Box) -> tuple[int, int]:
    """Join boxes of one name that hold one article in pieces; other articles have linked headlines between them."""
    name = best.name
    alike = [
        box
        for box in page.walked.boxes
        if box.told.rank > 1
        and (box is best or ((box.last <= best.first or best.last <= box.first) and box.name == name))
    ]
    first, last = min(box.first for box in alike), max(box.last for box in alike)
    pieces = sum(page.free_in(box) for box in alike)
    if len(alike) > 1 and pieces < _PIECES * (page.free[last] - page.free[first]):
        return best.first, best.last
    heads = sum(
        block.tag in HEADINGS and 2 * block.link > len(block.text)
        for block, rule in zip(page.walked.blocks[first:last], page.rules[first:last], strict=True)
        if rule is None
    )
    return (best.first, best.last) if len(alike) > 1 and heads * 2 >= len(alike) else (first, last)


def _densest(page: Page, witness: _Witness) -> Box | None:
    """Find the box with the most prose near it: in its own lines, then in boxes inside."""
    boxes = page.walked.boxes
    outgrown = _Outgrown(boxes)
    scores = [0.0] * len(boxes)
    for block, one, rule in zip(page.walked.blocks, page.weights, page.rules, strict=True):
        if one == 0 or rule:
            continue
        share = _ATTESTED if witness.attests(block.text) else 1.0
        around, least = outgrown.of(block.box), share * _FAR
        while around >= 0 and share >= least:
            scores[around] += one * share
            around, share = outgrown.of(boxes[around].parent), share / 2
    best = max(range(len(boxes)), key=scores.__getitem__)
    return boxes[best] if scores[best] > 0 else None


class _Outgrown:
    """For each box the nearest one around it, or itself, that holds more lines than one and than the box inside."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self.known: dict[int, int] = {}

    def of(self, number: int) -> int:
        """Climb from a box; what was climbed once is remembered."""
        path = []
        at = number
        while at > 0 and at not in self.known:
            box, around = self.boxes[at], self.boxes[self.boxes[at].parent]
            if box.last - box.first > 1 and (box.first, box.last) != (around.first, around.last):
                break
            path.append(at)
            at = box.parent
        found = self.known.get(at, at)
        self.known.update(dict.fromkeys(path, found))
        return found


def _with_siblings(page: Page, best: Box) -> tuple[int, int]:
    """Give the blocks of a box and of its siblings of the same name: an article may be cut into sections."""
    name = best.name
    if name[1] is None:
        return best.first, best.last
    least = _PART * page.free_in(best)
    alike = [
        box
        for box in page.walked.boxes
        if box.parent == best.parent and page.free_in(box) >= least and box.name == name
    ]
    return min(box.first for box in alike), max(box.last for box in alike)


def _is_list(page: Page, first: int, last: int) -> bool:
    """Tell a list of other articles: headlines that are links, each with a short text under it."""
    lines = [
        (block, one)
        for block, one, rule in zip(
            page.walked.blocks[first:last], page.weights[first:last], page.rules[first:last], strict=True
        )
        if rule is None
    ]
    teasers = sum(
        2 * head.link > len(head.text)
        and head.text.count(" ") >= _HEADLINE_WORDS - 1
        and 0 < one <= _TEASER_WORDS
        for (head, _), (_, one) in pairwise(lines)
    )
    return teasers >= _TEASERS and 2 * teasers >= sum(one > 0 for _, one in lines)
