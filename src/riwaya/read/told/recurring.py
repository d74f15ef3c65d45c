"""What in a report may come again on other pages of its outlet: notices, lists, signatures, and the ends of last lines.

`read.repeats` counts them. What is news, or says who wrote a report, is none of them; the words that decide are data
(`data/furniture.toml`).
"""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from riwaya.arabic.memory import remembered
from riwaya.lexicon import toml
from riwaya.read.told import outlets
from riwaya.read.told.clean import Line, lines

NOTICE, ITEM, PAIR, SIGNATURE = "n", "i", "p", "s"
"""The kinds of things, with which their keys begin."""
LIST_LINES = 5
"""Short lines in a row that make a list."""
SKETCH = 24
"""Words by which a report is known again."""

_MOST_LINES = 500
_NOTICE_SIZE = 400
_LIST_WORDS = 8
_LIST_SIZE = 80
_TAIL_SIZE = 600
_TAIL_WORDS = 25
_TAIL_LEAST = 4
_SKETCH_TEXT = 4000
_KNOWN_LINES = 8192
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.؟!…]\s+")
_BETWEEN = re.compile(r"\s*[-–—/|:،]\s*")
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


class Thing(NamedTuple):
    """Something that may come again: its key, which begins with its kind, and where it stands in the folded text."""

    key: str
    start: int
    end: int


class Row(NamedTuple):
    """Short lines in a row, the keys of their neighbourhoods, and whether nothing stands before and after them."""

    items: list[Thing]
    pairs: list[str]
    first: bool
    last: bool


class Things(NamedTuple):
    """What in a report may come again.

    `lines` stand by themselves, `tails` are ends of the last line, the longest first, `rows` are short lines in a row
    and `pairs` for each row the keys of its neighbours.
    """

    lines: list[Thing]
    tails: list[Thing]
    rows: list[Row]

    def keys(self) -> set[str]:
        """Give the keys of all, each once."""
        return {
            *(thing.key for thing in (*self.lines, *self.tails)),
            *(item.key for row in self.rows for item in row.items),
            *(pair for row in self.rows for pair in row.pairs),
        }


class _Words(NamedTuple):
    """The words that decide; `hints` are the longest word of each phrase that talks, quick to look for."""

    hints: frozenset[str]
    signs: tuple[str, ...]
    talk: re.Pattern[str]
    news: re.Pattern[str]
    credits: frozenset[str]
    own: frozenset[str]


@cache
def _words() -> _Words:
    table = toml("furniture")["repeated"]
    talk = "|".join(map(re.escape, table["talk"]))
    signs = "|".join(map(re.escape, table["signs"]))
    return _Words(
        frozenset(max(phrase.split(), key=len) for phrase in table["talk"]),
        tuple(table["signs"]),
        re.compile(rf"\b(?:{talk})\b|{signs}"),
        re.compile(rf"\b[وف]?(?:{'|'.join(table['news'])})\b|[«»\"“”]"),
        frozenset(table["credits"]),
        frozenset(table["own"]),
    )


def _key(kind: str, text: str) -> str:
    """Make the key of a thing: numbers are one, so that counters and codes do not tell two notices apart."""
    plain = _DIGITS.sub("0", " ".join(text.split()))
    return kind + blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def things(text: str, outlet: str) -> Things:
    """Give what in a folded text may come again."""
    of = lines(text)
    if len(of) > _MOST_LINES:  # a page's own lines stand at its ends, and one page shall not fill the memory
        of = of[: _MOST_LINES // 2] + of[-_MOST_LINES // 2 :]
    talks = _talks(text, of)
    alone = [
        Thing(_key(kind, line.text), line.start, line.start + len(line.text))
        for line in of
        if (kind := _kind(line.text, outlet, talks=talks))
    ]
    return Things(alone, list(_tails(text)) if talks else [], list(_rows(of)))


def _kind(line: str, outlet: str, *, talks: bool) -> str | None:
    """Name the kind of a line that may come again by itself; `talks` says that the text talks of the page at all."""
    if talks and _is_notice(line):
        return NOTICE
    return SIGNATURE if _is_signature(line, outlet) else None


def _rows(of: list[Line]) -> Iterator[Row]:
    """Give the rows of short lines that may be lists."""
    at = 0
    while at < len(of):
        end = at
        while end < len(of) and _is_item(of[end].text):
            end += 1
        if end - at >= LIST_LINES:
            row = of[at:end]
            yield Row(
                [Thing(_key(ITEM, line.text), line.start, line.start + len(line.text)) for line in row],
                [_key(PAIR, f"{a.text}\n{b.text}") for a, b in pairwise(row)],
                first=at == 0,
                last=end == len(of),
            )
        at = end + 1


def _talks(text: str, of: list[Line]) -> bool:
    """Tell quickly whether a page may speak of itself anywhere that a notice may stand."""
    near = " ".join([line.text for line in of if len(line.text) <= _NOTICE_SIZE] + [text[-_TAIL_SIZE:]])
    words = _words()
    return not words.hints.isdisjoint(_TOKEN.findall(near)) or any(sign in near for sign in words.signs)


def _tails(text: str) -> Iterator[Thing]:
    """Give the ends of the last line that speak of the page and hold no sentence of news, the longest first."""
    end = len(text.rstrip())
    first = max(text.rfind("\n", 0, end) + 1, end - _TAIL_SIZE)
    talk = [found.start() for found in _words().talk.finditer(text, first, end)]
    if not talk:
        return
    sentences = [first, *(found.end() for found in _SENTENCE_END.finditer(text, first, end))]
    # From here on every sentence is the page's.
    own = next((start for start in sentences if not _tells_news(text[start:end])), end)
    starts = [word.start() for word in _WORD.finditer(text, own, end)]
    for start in starts[-_TAIL_WORDS : len(starts) - _TAIL_LEAST + 1]:
        if start <= talk[-1]:
            yield Thing(_key(NOTICE, text[start:end]), start, end)


def tail_start(text: str, tail: Thing) -> int:
    """Say where a tail that repeats begins: not before the sentence in which the page begins to speak of itself."""
    talk = _words().talk.search(text, tail.start, tail.end)
    ends = [
        found.end()
        for found in _SENTENCE_END.finditer(text, tail.start, talk.start() if talk else tail.start)
    ]
    return ends[-1] if ends else tail.start


def _is_notice(line: str) -> bool:
    """Tell a line in which a page speaks of itself or to its reader, and tells no news."""
    return len(line) <= _NOTICE_SIZE and bool(_words().talk.search(line)) and not _tells_news(line)


def _tells_news(text: str) -> bool:
    """Tell words that are news; those by which a page speaks of itself («يرجى ذكر المصدر») do not count."""
    return _words().news.search(_words().talk.sub(" ", text)) is not None


def _is_signature(line: str, outlet: str) -> bool:
    """Tell a line with nothing but the outlet's own name."""
    name = outlet.split()
    if len(line) > _LIST_SIZE or name[0] not in line:
        return False
    words = outlets.key(line).split()
    return set(name) <= set(words) <= {*name, *_words().own}


def _is_item(line: str) -> bool:
    """Tell a short line that may be one of a list: no sentence, no figures, no quotation."""
    return (
        len(line) <= _LIST_SIZE
        and line.count(" ") < _LIST_WORDS
        and line[-1] not in ".،؛:؟!"
        and not _DIGITS.search(line)
        and not _words().news.search(line)
        and not _is_credit(line)
    )


@remembered(_KNOWN_LINES)
def _is_credit(line: str) -> bool:
    """Tell a line that may say who wrote or sent a report, and from where."""
    parts = [part for part in _BETWEEN.split(line) if part]
    return (
        len(parts) > 1
        or line.split(" ", 1)[0] in _words().credits
        or any(outlets.find(part) for part in parts)
    )


def sketch(text: str, held: Things) -> frozenset[int]:
    """Draw a report by a few of its words, always the same ones; what is `held` does not count."""
    taken = sorted(
        (t.start, t.end) for t in (*held.lines, *(item for row in held.rows for item in row.items))
    )
    own, at = [], 0
    for start, end in taken:
        own.append(text[at:start])
        at = end
    own.append(text[at : held.tails[0].start if held.tails else len(text)])
    words = set(_LONG_WORD.findall(" ".join(own)[:_SKETCH_TEXT]))
    return frozenset(sorted(crc32(word.encode()) for word in words)[:SKETCH])
