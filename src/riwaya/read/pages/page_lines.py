"""The lines of an article: its blocks with what is furniture among them, by the page's names and by its links.

Furniture inside the article stays and is marked. At its ends it is left out: nothing of the article comes before or
after it, and what readers wrote last night must not make another report of the same text.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from riwaya.arabic.fold import fold
from riwaya.lexicon import toml
from riwaya.model import Furniture, Span
from riwaya.read.pages.page_body import Body
from riwaya.read.pages.page_rules import furniture_rules
from riwaya.read.pages.page_walk import Block, Box, Walked
from riwaya.read.pages.page_weigh import HEADINGS
from riwaya.read.told.clean import line_rule

_LINK = "page-link"
# Words of the shortest line that is a headline when all of it is a link; of a button, which stands there so many times.
_LINK_WORDS = 4
_BUTTON_WORDS, _OFTEN = 6, 3
# Words at most of a label before a link («لا تفوّت:»), at least of the headline after it.
_LABEL_WORDS, _HEADLINE_WORDS = 4, 5
# Words at most of a line over a list of links, of an invitation to join a channel.
_HEAD_WORDS, _INVITATION_WORDS = 8, 25
_SMALL_BOX = 12
# Characters of all cells in a row of figures; more is the layout of a page.
_ROW = 300
# A headline may stand once more among so many lines, and be spelt otherwise by so many characters.
_TITLE_AMONG, _SPELLING = 6, 8
# Fields that stand in the article as a line of their own, and how many characters such a line has.
_STAMPS, _STAMP = frozenset(("published", "updated", "byline")), 80


class Piece(NamedTuple):
    """Words of the text, and the rule by which they are furniture; `joint` is what stands before them."""

    text: str
    rule: str | None
    joint: str


class Article(NamedTuple):
    """What the lines are made from: the page, its article, the number of its headline's block, its words, its host."""

    walked: Walked
    body: Body
    title: int | None
    headline: str | None
    host: str | None


def text_and_marks(article: Article) -> tuple[str, tuple[Furniture, ...]]:
    """Write the text of an article, one paragraph a line, with its furniture marked."""
    parts: list[str] = []
    marks: list[Furniture] = []
    at = 0
    for piece in _pieces(article):
        joint = piece.joint if parts else ""
        parts += (joint, piece.text)
        start = at + len(joint)
        at = start + len(piece.text)
        if piece.rule is None:
            continue
        if marks and marks[-1].rule == piece.rule and marks[-1].span.end == start - len(joint):
            marks[-1] = Furniture(Span(marks[-1].span.start, at), piece.rule)
        else:
            marks.append(Furniture(Span(start, at), piece.rule))
    return "".join(parts), tuple(marks)


def _pieces(article: Article) -> Iterator[Piece]:
    """Give the blocks of the article that stay, the cells of a row on one line."""
    body, title = article.body, article.title
    first = title + 1 if title is not None and body.first <= title < body.last else body.first
    blocks = article.walked.blocks[first : body.last]
    rules = _ruled(article, blocks, body.rules[first : body.last])
    kept = _kept(blocks, rules, article.headline)
    for _, row in groupby(kept, key=lambda at: (blocks[at].row, at if not blocks[at].row else 0)):
        cells = list(row)
        joint = " | " if _is_row([blocks[at] for at in cells]) else "\n"
        for n, at in enumerate(cells):
            if blocks[at].text:
                yield Piece(blocks[at].text, rules[at], " " if blocks[at].glued else joint if n else "\n")
            else:
                for m, block in enumerate(blocks[at].inside()):
                    glued = block.glued or (m == 0 and blocks[at].glued)
                    yield Piece(block.text, rules[at], " " if glued else "\n")


def _is_row(cells: list[Block]) -> bool:
    """Tell a row of a table from a table that lays out a page: one short block in each cell."""
    return (
        cells[0].row > 0
        and len({cell.box for cell in cells}) == len(cells) > 1
        and sum(len(cell.text) for cell in cells) <= _ROW
        and not any("\n" in cell.text for cell in cells)
    )


def _kept(blocks: list[Block], rules: list[str | None], headline: str | None) -> list[int]:
    """Leave out furniture at the ends, and the headline where it stands over the text once more."""
    known = furniture_rules()
    stays = [at for at, rule in enumerate(rules) if rule is None or not known[rule].edge]
    if not stays:
        return []
    top = range(stays[0], min(stays[0] + _TITLE_AMONG, stays[-1] + 1))
    again = {at for at in top if headline and _is_same(blocks[at].text, headline)}
    return [at for at in range(stays[0], stays[-1] + 1) if at not in again]


def _is_same(text: str, headline: str) -> bool:
    """Tell whether a line says the same as a headline, but for spelling."""
    return text == headline or (abs(len(text) - len(headline)) < _SPELLING and fold(text) == fold(headline))


def _ruled(article: Article, blocks: list[Block], rules: list[str | None]) -> list[str | None]:
    """Say by which rule each block of the article is furniture, if any: by the page's names, by fields, by links."""
    free = [at for at, rule in enumerate(rules) if rule is None]
    linked = {at for at in free if _is_link(blocks[at], article.host)}
    if 2 * sum(len(blocks[at].text) for at in linked) > sum(len(blocks[at].text) for at in free):
        linked = set()
    often = Counter(blocks[at].text for at in linked if blocks[at].text.count(" ") < _BUTTON_WORDS)
    for at in free:
        block = blocks[at]
        if at in linked and (block.text.count(" ") + 1 >= _LINK_WORDS or often[block.text] >= _OFTEN):
            rules[at] = _LINK
        elif (
            article.walked.boxes[block.box].told.field in _STAMPS
            and not block.glued
            and len(block.text) <= _STAMP
        ):
            rules[at] = "page-meta"
        elif block.href is not None and at not in linked:
            rules[at] = _by_link(block, article.host)
    if linked:
        _boxes(article.walked.boxes, blocks, rules, article.body.last - len(blocks))
        _heads(blocks, rules)
        _ends(blocks, rules, article.host)
    return rules


def _is_link(block: Block, host: str | None) -> bool:
    """Tell a block that is nothing but a link to another page of the site; links to other sites may be sources."""
    return (
        block.href is not None
        and not block.glued
        and block.link >= 0.95 * len(block.text.replace(" ", ""))
        and _same_site(block.href, host)
    )


def _same_site(href: str, host: str | None) -> bool:
    """Tell whether a link leads to another page of the same site."""
    if href.startswith("#"):
        return len(href) == 1
    try:
        parts = urlsplit(href)
        other = parts.hostname
    except ValueError:
        return False
    if other is None:
        return parts.scheme in ("", "http", "https", "javascript")
    return host is not None and other.removeprefix("www.") == host.removeprefix("www.")


def _by_link(block: Block, host: str | None) -> str | None:
    """Read a block that ends in a link: a label before a headline, or an invitation to join or to follow."""
    href = block.href or ""
    if block.text.count(" ") < _INVITATION_WORDS and _invites(href):
        return "page-subscribe"
    if 2 * block.link < len(block.text) or not _same_site(href, host):
        return None
    label, colon, rest = block.text.partition(":")
    if colon and label.count(" ") < _LABEL_WORDS and rest.count(" ") >= _HEADLINE_WORDS:
        return _LINK if block.link >= 0.95 * len(rest.strip()) else None
    words = block.text.split(" ")
    for count in range(1, min(_LABEL_WORDS, len(words)) + 1):
        linked = block.link >= 0.95 * len(" ".join(words[count:]))
        if linked and line_rule(fold(" ".join(words[:count]))):
            return _LINK
    return None


@cache
def _hosts() -> tuple[str, ...]:
    return tuple(toml("page_furniture")["inviting"])


def _invites(href: str) -> bool:
    """Tell a link to a group, a channel or an application."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return f"{parts.hostname or ''}{parts.path}".startswith(_hosts())


def _boxes(boxes: list[Box], blocks: list[Block], rules: list[str | None], first: int) -> None:
    """Mark the short lines of small boxes that hold links to other pages and nothing else."""
    for box in boxes:
        inside = range(max(box.first - first, 0), min(box.last - first, len(blocks)))
        if box.first < first or not 1 < len(inside) <= _SMALL_BOX or box.last - first > len(blocks):
            continue
        if any(rules[at] == _LINK for at in inside) and all(
            rules[at] is not None or _is_label(blocks[at]) for at in inside
        ):
            for at in inside:
                rules[at] = rules[at] or _LINK


def _is_label(block: Block) -> bool:
    """Tell a line that is too short for a sentence and does not end as one."""
    return block.text.count(" ") < _HEAD_WORDS and not block.text.endswith((".", "»", "؟", "!"))


def _heads(blocks: list[Block], rules: list[str | None]) -> None:
    """Mark what stands over a list of links, and the short links under a heading of furniture («الأكثر قراءة»)."""
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if rules[at] is not None or block.link or block.glued or not _is_label(block):
            continue
        links = 0
        while links < 3 and at + links + 1 < len(blocks) and rules[at + links + 1] == _LINK:
            links += 1
        if links and _is_head(block, links):
            rules[at] = _LINK


def _is_head(block: Block, links: int) -> bool:
    """Tell a short line that stands over so many links (3 for more) from the last line of the article."""
    if line_rule(fold(block.text)):
        return True
    if ":" in block.text:
        return False
    return links > 2 or (links == 2 and (block.tag in HEADINGS or block.text.count(" ") < _LABEL_WORDS))


def _ends(blocks: list[Block], rules: list[str | None], host: str | None) -> None:
    """Mark lines at both ends of the article that are mostly links to pages of the site."""
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for at in order:
            if rules[at] is None:
                if 2 * blocks[at].link <= len(blocks[at].text) or not _same_site(
                    blocks[at].href or "#", host
                ):
                    break
                rules[at] = _LINK
