"""Repetition: what stands on many pages of one outlet, whatever they tell, belongs to the page and not to the report.

Three things are told, each with its own caution, because a mark that is wrong hides evidence:

- a **notice**: a line, or the end of the last one, in which the page speaks of itself or to its reader;
- a **list**: five short lines or more that come again and again in the same order (a menu, a ticker, a box of links);
- a **signature**: a line with nothing but the outlet's own name.

Whole sentences of news are none of these: the standing last paragraph of an agency, a list of victims in every
follow-up, a dateline or a byline is never marked, however often it comes. Pages count only as far as they are not
copies of each other (notices) or of one story (lists). The words that decide are data (`data/furniture.toml`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from msgspec.structs import replace

from riwaya.arabic.fold import Folded, fold
from riwaya.arabic.memory import remembered
from riwaya.lexicon import toml
from riwaya.model import Furniture, Report
from riwaya.read import outlets
from riwaya.read.clean import Line, lines
from riwaya.read.record import merged

RULE = "repeated"
VERSION = 1
"""Of the form in which a state is kept; a state of another one is not read."""

LEAST = 5
"""Reports of an outlet that have to hold a thing before it may be marked."""
MOST_KNOWN = 150_000
"""Things that are counted at once (about 60 MB); beyond it those that came least often are forgotten, down to half."""

_NOTICE_SIZE = 400
_LIST_LINES = 5
_STEADY = 0.8  # of the reports with one of two neighbours in a list have both
_SEAM = 2  # lines of a list next to other text that are left alone: a byline may have come among them
_LIST_WORDS = 8
_LIST_SIZE = 80
_TAIL_SIZE = 600
_TAIL_WORDS = 25
_TAIL_LEAST = 4
_APART = 0.75
_SKETCH = 24
_SKETCH_TEXT = 4000
_KNOWN_LINES = 8192
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.؟!…]\s+")
_BETWEEN = re.compile(r"\s*[-–—/|:،]\s*")
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


class _Kind(NamedTuple):
    """How often a thing must come: in a `share` of the reports, no two of them in a row `alike` to that degree."""

    share: float
    alike: float


_NOTICE, _ITEM, _PAIR, _SIGNATURE = "n", "i", "p", "s"
_LISTED = _Kind(0.05, 0.12)
_KINDS = {_NOTICE: _Kind(0.01, 0.5), _ITEM: _LISTED, _PAIR: _LISTED, _SIGNATURE: _Kind(0.3, 0.5)}


class _Thing(NamedTuple):
    """Something that may come again: its key, which begins with its kind, and where it stands in the folded text."""

    key: str
    start: int
    end: int


class _Row(NamedTuple):
    """Short lines in a row, the keys of their neighbourhoods, and whether nothing stands before and after them."""

    items: list[_Thing]
    pairs: list[str]
    first: bool
    last: bool


class _Count:
    """How many reports had a thing, how many of them were unlike the one before, and a sketch of the last."""

    __slots__ = ("apart", "seen", "sketch")

    def __init__(self, seen: int, apart: int, sketch: frozenset[int]) -> None:
        self.seen, self.apart, self.sketch = seen, apart, sketch


class Repeats:
    """What repeats in the reports of each outlet.

    Hand it the reports a chunk at a time, each once; `state` is what to keep for the next run. The same reports in the
    same chunks always give the same marks. Memory is bounded by `MOST_KNOWN`.
    """

    def __init__(self, state: Mapping[str, Any] | None = None) -> None:
        self._reports: dict[str, int] = {}
        self._counts: dict[tuple[str, str], _Count] = {}
        if state and state.get("version") == VERSION:
            sketches = [frozenset(sketch) for sketch in state["sketches"]]
            for outlet, known in state["outlets"].items():
                self._reports[outlet] = known["reports"]
                for key, (seen, apart, sketch) in known["things"].items():
                    self._counts[outlet, key] = _Count(seen, apart, sketches[sketch])

    def state(self) -> dict[str, Any]:
        """Give what is known as plain values that JSON holds, to be handed to the next `Repeats`."""
        sketches: dict[frozenset[int], int] = {}
        kept: dict[str, Any] = {
            outlet: {"reports": number, "things": {}} for outlet, number in self._reports.items()
        }
        for (outlet, key), count in self._counts.items():
            at = sketches.setdefault(count.sketch, len(sketches))
            kept[outlet]["things"][key] = [count.seen, count.apart, at]
        return {"version": VERSION, "outlets": kept, "sketches": [sorted(sketch) for sketch in sketches]}

    def marked(self, reports: Iterable[Report]) -> list[Report]:
        """Take the reports of a chunk into account, then give them with what repeats marked.

        What was marked before stays. A report of no known outlet is given as it is.
        """
        chunk = [(report, _outlet(report)) for report in reports]
        found = [self._counted(report, outlet) if outlet else None for report, outlet in chunk]
        return [
            self._with_marks(report, outlet, things) if outlet and things else report
            for (report, outlet), things in zip(chunk, found, strict=True)
        ]

    def _counted(self, report: Report, outlet: str) -> "_Things | None":
        """Take a report into account, and give what in it may come again."""
        self._reports[outlet] = self._reports.get(outlet, 0) + 1
        text = fold(report.text)
        things = _things(text, outlet)
        keys = things.keys()
        if not keys:
            return None
        sketch = _sketch(text, things)
        for key in sorted(keys):
            known = self._counts.get((outlet, key))
            if known is None:
                self._counts[outlet, key] = _Count(1, 0, sketch)
            else:
                known.seen += 1
                known.apart += _likeness(known.sketch, sketch) < _KINDS[key[0]].alike
                known.sketch = sketch
        if len(self._counts) > MOST_KNOWN:
            self._forget()
        return things

    def _with_marks(self, report: Report, outlet: str, things: "_Things") -> Report:
        """Mark in a report what repeats, as far as is known now."""
        found = [thing for thing in things.lines if self._repeats(outlet, thing.key)]
        found += [item for row in things.rows for item in self._listed(outlet, row)]
        tail = next((thing for thing in things.tails if self._repeats(outlet, thing.key)), None)
        if not found and tail is None:
            return report
        folded = Folded(report.text)
        if tail is not None:
            found.append(tail._replace(start=_tail_start(folded.text, tail)))
        marks: list[Furniture] = []
        for start, end in sorted({(thing.start, thing.end) for thing in found}):
            span = folded.raw(start, end)
            if not marks or span.start >= marks[-1].span.end:
                marks.append(Furniture(span, RULE))
        return replace(report, furniture=merged(report.furniture, tuple(marks)))

    def _listed(self, outlet: str, row: _Row) -> Iterator[_Thing]:
        """Give the lines of a row that are a list: each repeats, and so does that it stands next to the one before."""
        size = len(row.items)
        at = 0
        while at < size:
            end = at + 1
            if self._repeats(outlet, row.items[at].key):
                while end < size and self._steady(
                    outlet, row.items[end - 1], row.items[end], row.pairs[end - 1]
                ):
                    end += 1
            if end - at >= _LIST_LINES:
                first = at if at == 0 and row.first else at + _SEAM
                last = end if end == size and row.last else end - _SEAM
                yield from row.items[first:last]
            at = end

    def _steady(self, outlet: str, one: _Thing, other: _Thing, pair: str) -> bool:
        """Tell whether two lines are neighbours wherever one of them stands."""
        if not (self._repeats(outlet, other.key) and self._repeats(outlet, pair)):
            return False
        most = max(self._counts[outlet, one.key].seen, self._counts[outlet, other.key].seen)
        return self._counts[outlet, pair].seen >= _STEADY * most

    def _repeats(self, outlet: str, key: str) -> bool:
        """Tell whether a thing came often enough, in reports that are unlike each other."""
        count = self._counts.get((outlet, key))
        if count is None or count.seen < LEAST or count.apart < _APART * (count.seen - 1):
            return False
        return count.seen >= _KINDS[key[0]].share * self._reports[outlet]

    def _forget(self) -> None:
        """Forget what came least often, until half of the room is free."""
        least = 0
        while len(self._counts) > MOST_KNOWN // 2:
            least += 1
            self._counts = {thing: count for thing, count in self._counts.items() if count.seen > least}
        left = {outlet for outlet, _ in self._counts}
        self._reports = {outlet: number for outlet, number in self._reports.items() if outlet in left}


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


def _outlet(report: Report) -> str | None:
    """Name the outlet whose pages a report is counted with: its name, else its host; None when neither is known."""
    if report.outlet:
        return _outlet_key(report.outlet) or None
    try:
        return urlsplit(report.url or "").hostname
    except ValueError:  # brackets that are no address
        return None


_outlet_key = lru_cache(maxsize=4096)(outlets.key)


def _key(kind: str, text: str) -> str:
    """Make the key of a thing: numbers are one, so that counters and codes do not tell two notices apart."""
    plain = _DIGITS.sub("0", " ".join(text.split()))
    return kind + blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class _Things(NamedTuple):
    """What in a report may come again.

    `lines` stand by themselves, `tails` are ends of the last line, the longest first, `rows` are short lines in a row
    and `pairs` for each row the keys of its neighbours.
    """

    lines: list[_Thing]
    tails: list[_Thing]
    rows: list[_Row]

    def keys(self) -> set[str]:
        """Give the keys of all, each once."""
        return {
            *(thing.key for thing in (*self.lines, *self.tails)),
            *(item.key for row in self.rows for item in row.items),
            *(pair for row in self.rows for pair in row.pairs),
        }


def _things(text: str, outlet: str) -> _Things:
    """Give what in a folded text may come again."""
    of = lines(text)
    talks = _talks(text, of)
    alone = [
        _Thing(_key(kind, line.text), line.start, line.start + len(line.text))
        for line in of
        if (kind := _kind(line.text, outlet, talks=talks))
    ]
    return _Things(alone, list(_tails(text)) if talks else [], list(_rows(of)))


def _kind(line: str, outlet: str, *, talks: bool) -> str | None:
    """Name the kind of a line that may come again by itself; `talks` says that the text talks of the page at all."""
    if talks and _is_notice(line):
        return _NOTICE
    return _SIGNATURE if _is_signature(line, outlet) else None


def _rows(of: list[Line]) -> Iterator[_Row]:
    """Give the rows of short lines that may be lists."""
    at = 0
    while at < len(of):
        end = at
        while end < len(of) and _is_item(of[end].text):
            end += 1
        if end - at >= _LIST_LINES:
            row = of[at:end]
            yield _Row(
                [_Thing(_key(_ITEM, line.text), line.start, line.start + len(line.text)) for line in row],
                [_key(_PAIR, f"{a.text}\n{b.text}") for a, b in pairwise(row)],
                first=at == 0,
                last=end == len(of),
            )
        at = end + 1


def _talks(text: str, of: list[Line]) -> bool:
    """Tell quickly whether a page may speak of itself anywhere that a notice may stand."""
    near = " ".join([line.text for line in of if len(line.text) <= _NOTICE_SIZE] + [text[-_TAIL_SIZE:]])
    words = _words()
    return not words.hints.isdisjoint(_TOKEN.findall(near)) or any(sign in near for sign in words.signs)


def _tails(text: str) -> Iterator[_Thing]:
    """Give the ends of the last line that speak of the page, the longest first."""
    end = len(text.rstrip())
    first = max(text.rfind("\n", 0, end) + 1, end - _TAIL_SIZE)
    talk = [found.start() for found in _words().talk.finditer(text, first, end)]
    starts = [word.start() for word in _WORD.finditer(text, first, end)]
    for start in starts[-_TAIL_WORDS : len(starts) - _TAIL_LEAST + 1]:
        if talk and start <= talk[-1]:
            yield _Thing(_key(_NOTICE, text[start:end]), start, end)


def _tail_start(text: str, tail: _Thing) -> int:
    """Say where a tail that repeats begins: not before the sentence in which the page begins to speak of itself."""
    talk = _words().talk.search(text, tail.start, tail.end)
    ends = [
        found.end()
        for found in _SENTENCE_END.finditer(text, tail.start, talk.start() if talk else tail.start)
    ]
    return ends[-1] if ends else tail.start


def _is_notice(line: str) -> bool:
    """Tell a line in which a page speaks of itself or to its reader, and tells no news."""
    words = _words()
    if len(line) > _NOTICE_SIZE:
        return False
    rest, talk = words.talk.subn(" ", line)
    return talk > 0 and not words.news.search(rest)


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


def _sketch(text: str, things: _Things) -> frozenset[int]:
    """Draw a report by a few of its words, always the same ones; `things` do not count."""
    taken = sorted(
        (t.start, t.end) for t in (*things.lines, *(item for row in things.rows for item in row.items))
    )
    own, at = [], 0
    for start, end in taken:
        own.append(text[at:start])
        at = end
    own.append(text[at : things.tails[0].start if things.tails else len(text)])
    words = set(_LONG_WORD.findall(" ".join(own)[:_SKETCH_TEXT]))
    return frozenset(sorted(crc32(word.encode()) for word in words)[:_SKETCH])


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """Estimate how many of the words of two reports are the same, from their sketches; nothing is like nothing."""
    both = set(sorted(a | b)[:_SKETCH])
    return len(both & a & b) / len(both) if both else 1.0
