"""A page to its lines: every block of text in order, with what the page says of it, and what its head says.

One walk, told by the parser (`page_parse`), collects the blocks (paragraphs, headings, list items, cells …) and the
boxes that hold them, each with what its names tell (`page_rules`). Hidden parts are left out. Which of the boxes is
the article is told later (`page_body`); nothing here knows of articles.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from riwaya.lexicon import toml
from riwaya.read.pages.page_parse import EndOfPage, parse
from riwaya.read.pages.page_rules import NOTHING, Told, by_tag, told

_BREAK = "\0"
"""Stands for the end of a line inside a block; the parser leaves no NUL in a text."""

# What an element does to the text, added up.
_BLOCK, _BOX, _SPECIAL, _DROPPED, _HEAD = 1, 2, 4, 8, 16
_ALWAYS_SHOWN = frozenset(("html", "body"))
_NEVER_ASIDE = frozenset(("html", "body", "main", "article"))
# Elements that speak to programs are heard wherever they stand.
_SAYING = frozenset(("script", "meta"))
# Boxes inside boxes that are told apart; no page that anybody wrote comes near.
_DEEPEST = 400
_MOST_ELEMENTS = 200_000
# Characters of a link in one line, and lines in one link; what is longer was never closed.
_LONGEST_LINK, _MOST_LINES = 250, 4
_MOST_HEADS = 2_000


_Told = tuple[str, Mapping[str, str]] | str | None
"""What the parser tells: an element that starts, text, an element that ends."""


class Block(NamedTuple):
    """The words between two ends of lines that the page makes; ``\\n`` where the page breaks a line inside.

    `tag` is the block's element, `link` how many of its characters are a link's and `href` where its last link leads,
    `box` the number of the box that it stands in, `row` that of the table's row, 0 outside of tables. A block that is
    `glued` goes on the line of the one before it. A box that was set aside is one block without text; what the parser
    told of it is in `aside`.
    """

    text: str
    tag: str
    link: int
    href: str | None
    box: int
    row: int
    glued: bool
    aside: "list[_Told] | None" = None

    def inside(self) -> "list[Block]":
        """Give the blocks of a box that was set aside."""
        target = _Walk(True, False)
        for told_ in self.aside or ():
            if told_ is None:
                target.end("")
            elif isinstance(told_, str):
                target.data(told_)
            else:
                target.start(*told_)
        target.close()
        return target.out.blocks


@dataclass(slots=True)
class Box:
    """An element that holds the blocks from `first` up to `last`; `parent` is the number of the box around it."""

    tag: str
    attributes: Mapping[str, str]
    parent: int
    first: int
    told: Told
    last: int = 0

    @property
    def name(self) -> tuple[str, str | None]:
        """Give what boxes of one kind share: tag and classes."""
        return self.tag, self.attributes.get("class")


@dataclass(slots=True)
class Walked:
    """The blocks and boxes of a page, in document order; `boxes[0]` holds everything.

    `heads` are the elements that speak to programs (``meta``, ``link``, ``base``) with their attributes, `title` is the
    page's own, `scripts` are those with JSON-LD. A page of absurdly many elements is `cut` where it gets absurd.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    heads: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str | None = None
    cut: bool = False


@cache
def _kinds() -> dict[str, int]:
    """Give the elements of HTML by what they do to the text; what is not listed stands in a line."""
    table = toml("page_tags")
    named = (
        (_BLOCK, "blocks"),
        (_BOX, "boxes"),
        (_SPECIAL, "special"),
        (_DROPPED, "dropped"),
        (_HEAD, "heads"),
    )
    kinds: dict[str, int] = {}
    for bit, name in named:
        for tag in table[name]:
            kinds[tag] = kinds.get(tag, 0) | bit
    return kinds


def walk(page: str, *, whole: bool = True, hidden: bool = False) -> Walked:
    """Collect the blocks, the boxes and the head of a page, or of a fragment; with `hidden` those of hidden parts too.

    Without `whole` the furniture that stands at the edge of articles is set aside in one block a box: its words are
    kept, not looked at.
    """
    target = _Walk(whole, hidden)
    parse(page, target)
    return target.out


class _Walk:
    """One walk: the words of the line that is open, and where in the page it stands.

    This is where reading a page spends its time: there is no call for most of what the parser tells.
    """

    def __init__(self, whole: bool, hidden: bool) -> None:
        self.out = Walked(boxes=[Box("html", {}, -1, 0, NOTHING)])
        self.whole = whole
        self.hidden = hidden
        self.kinds = _kinds()
        # For each element around: what it does to the text, whether it is a box, its tag.
        self.around: list[tuple[int, bool, str]] = []
        self.parts: list[str] = []
        self.tag = "body"
        self.box = self.row = self.rows = self.linked = self.kept = 0
        self.in_link = False
        self.link_lines = 0
        self.href: str | None = None
        self.past: str | None = None
        self.open = False
        # How many elements deep in what is left out, and in what is set aside.
        self.elements = self.left_out = self.deep = 0
        self.aside: list[_Told] = []
        self.caught: list[str] | None = None
        self.catching = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Go into an element."""
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            self.out.cut = True
            raise EndOfPage
        if self.left_out:
            self.left_out += 1
            return
        if self.deep and tag not in _SAYING:
            self.deep += 1
            self.aside.append((tag, attributes))
            return
        kind = self.kinds.get(tag)
        if kind is None:
            kind = _BLOCK | _BOX if "-" in tag else 0
        what = told(tag, attributes) if attributes else by_tag(tag)
        if kind & _DROPPED or (what.hidden and not self.hidden and tag not in _ALWAYS_SHOWN):
            self.left_out = 1
            if kind & _HEAD:
                self.head(tag, attributes)
            return
        box = (kind & _BOX or what is not NOTHING) and len(self.around) < _DEEPEST
        if (kind & _BLOCK or box) and self.parts:
            self.flush()
        if kind & _BLOCK:
            self.open = False
            self.tag = tag
        if box:
            self.out.boxes.append(Box(tag, attributes, self.box, len(self.out.blocks), what))
            self.box = len(self.out.boxes) - 1
            if what.edge and not self.whole and tag not in _NEVER_ASIDE:
                self.deep = 1
                return
        if kind & _SPECIAL:
            self.special(tag, attributes)
        self.around.append((kind, bool(box), tag))

    def end(self, tag: str) -> None:
        """Go out of an element."""
        if self.left_out:
            self.left_out -= 1
            if self.caught is not None and not self.left_out:
                self.catch()
            return
        if self.deep:
            self.deep -= 1
            if self.deep:
                self.aside.append(None)
            else:
                self.set_aside(tag)
            return
        if not self.around:
            return
        kind, box, tag = self.around.pop()
        if (kind & _BLOCK or box) and self.parts:
            self.flush()
        if box:
            self.out.boxes[self.box].last = len(self.out.blocks)
            self.box = self.out.boxes[self.box].parent
        if kind & _BLOCK:
            self.open = False
            self.tag = self.out.boxes[self.box].tag
        if kind & _SPECIAL:
            self.unspecial(tag)

    def data(self, words: str) -> None:
        """Add words to the line."""
        if self.left_out:
            if self.caught is not None:
                self.caught.append(words)
        elif self.deep:
            self.aside.append(words)
        elif self.parts or not words.isspace():
            self.parts.append(words.replace("\n", _BREAK) if self.kept else words)
            self.past = None
            if self.in_link:
                self.linked += len(words.strip())

    def close(self) -> None:
        """End what is open."""
        if self.deep:
            self.set_aside("")
        self.flush()
        for box in self.out.boxes:
            box.last = box.last or len(self.out.blocks)

    def head(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep what an element says to programs."""
        self.catching = tag
        if tag == "title":
            self.caught = [] if self.out.title is None else None
        elif tag == "script":
            self.caught = [] if "ld+json" in attributes.get("type", "").lower() else None
        elif len(self.out.heads) < _MOST_HEADS:
            self.out.heads.append((tag, attributes))

    def catch(self) -> None:
        """Keep the words of a title or a script."""
        words = "".join(self.caught or ())
        if self.catching == "title":
            self.out.title = words
        else:
            self.out.scripts.append(words)
        self.caught = None

    def set_aside(self, tag: str) -> None:
        """Put one block without text in the place of the box that ends."""
        self.out.blocks.append(Block("", tag, 0, None, self.box, 0, self.open, self.aside))
        self.aside, self.deep = [], 0
        self.out.boxes[self.box].last = len(self.out.blocks)
        self.box = self.out.boxes[self.box].parent

    def special(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Go into an element that is more than a block."""
        if tag == "br":
            self.parts.append(_BREAK)
        elif tag == "a":
            if href := attributes.get("href"):
                # Links that follow each other without a space are set apart by the page's style.
                if self.past is not None and self.past != href:
                    self.parts.append(" ")
                self.in_link, self.href, self.link_lines = True, href, 0
        elif tag == "tr":
            self.rows += 1
            self.row = self.rows
        else:
            self.kept += 1

    def unspecial(self, tag: str) -> None:
        """Go out of an element that is more than a block."""
        if tag == "a":
            if self.in_link:
                self.in_link, self.past = False, self.href
        elif tag == "tr":
            self.row = 0
        elif tag != "br":
            self.kept -= 1

    def flush(self) -> None:
        """Make a block of the words that were said, if they are any."""
        parts = self.parts
        raw = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        if _BREAK in raw:
            self.open = self.open and not raw.lstrip().startswith(_BREAK)
            text = "\n".join(line for piece in raw.split(_BREAK) if (line := " ".join(piece.split())))
        else:
            text = " ".join(raw.split())
        if self.linked > _LONGEST_LINK:
            self.linked = 0
        if self.in_link:
            self.link_lines += 1
            self.in_link = self.link_lines < _MOST_LINES
        if text:
            href = self.href if self.linked else None
            self.out.blocks.append(Block(text, self.tag, self.linked, href, self.box, self.row, self.open))
            self.open = not raw.rstrip().endswith(_BREAK)
        elif _BREAK in raw:
            self.open = False
        self.linked = 0
