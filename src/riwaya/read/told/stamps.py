"""Stamps: what a report says of itself, in its own words: its dateline, byline, agencies and dates.

They stand in few places, and each has a rule of ``data/stamps.toml``: the first lines, a line of its own near the top
or the end, a tag at the very end, and the byline field. What is found is a hint with a span, never a verdict: a
dateline says where the reporter may have been, and the own fields of a record come before what its text says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import Folded, fold
from riwaya.model import Furniture, Span, Stamp, Stamped
from riwaya.read.told.datelines import Own, credit, field, head, stamps_of
from riwaya.read.told.dates import iso
from riwaya.read.told.parts import END_TAG, body

_LINE = re.compile(r"[^\n\r]+")
# How far from either end of a text stamps are looked for: characters, and lines that are not empty.
_NEAR, _TOP, _BOTTOM, _HEADS = 1000, 8, 4, 4
_PARAGRAPH, _SENTENCE = 160, 7
_LONGEST_DATE = 140
_TAG = 120
_BREAK = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[3-9]|2[01])\d\d(?!\d)")
# Furniture that is a stamp itself.
_STAMPED = frozenset({"page-date", "site-editor", "preparation-line", "stamp"})


_NOBODY = Own()


def stamps(
    text: str,
    *,
    title: str | None = None,
    byline: str | None = None,
    furniture: Iterable[Furniture] = (),
    own: Own = _NOBODY,
    now: str | None = None,
) -> tuple[Stamp, ...]:
    """Find the stamps of a report, those of its byline field first, then those of its text in order.

    `furniture` is what is marked in the text; `own` the report's own outlet, which is no agency; `now` (ISO 8601) when
    it was fetched, without which «منذ 3 ساعات» is no date.
    """
    marks = tuple(furniture)
    top, bottom = _lines(text)
    found = [
        *_heads(text, top, title, marks, own),
        *_credits(text, (*top, *bottom), own),
        *_dates(text, top, bottom, now),
        *_end(text, marks, own),
    ]
    seen: dict[tuple[Stamped, Span], Stamp] = {}
    for stamp in sorted(found, key=lambda s: s.span):
        seen.setdefault((stamp.kind, stamp.span), stamp)
    return (*_field(byline, own), *seen.values())


def told(found: Iterable[Stamp]) -> dict[Stamped, str]:
    """Give what the stamps of a text say of the fields of its report: the first dates, and its authors in one line."""
    out: dict[Stamped, str] = {}
    for stamp in found:
        if stamp.where != "text" or stamp.value is None:
            continue
        if stamp.kind == "byline" and stamp.kind in out:
            out[stamp.kind] += f"، {stamp.value}"
        else:
            out.setdefault(stamp.kind, stamp.value)
    return out


def _lines(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Give the spans of the first and of the last lines of a text that are not empty, trimmed; none is in both."""
    top: list[tuple[int, int]] = []
    for found in _LINE.finditer(text, 0, min(len(text), _NEAR)):
        if (span := _stripped(text, *found.span())) is not None:
            top.append(span)
            if len(top) == _TOP:
                break
    begin = max(len(text) - _NEAR // 2, top[-1][1] if top else 0)
    last = [_stripped(text, *found.span()) for found in _LINE.finditer(text, begin)]
    return top, [span for span in last if span is not None][-_BOTTOM:]


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take white space off both ends of a line; None when nothing is left."""
    line = text[start:end]
    start, end = start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())
    return (start, end) if start < end else None


def _field(byline: str | None, own: Own) -> Iterator[Stamp]:
    """``stamp.byline-field``: the place, the person and the agency of «لندن: رنيم حداد»."""
    if byline:
        yield from stamps_of(field(byline, own), byline, "byline", "stamp.byline-field", own)


def _heads(
    text: str,
    lines: Sequence[tuple[int, int]],
    title: str | None,
    marks: Sequence[Furniture],
    own: Own,
) -> Iterator[Stamp]:
    """``stamp.dateline``: the dateline that the first line is or begins with, or a line over the first paragraph."""
    looked = 0
    for begin, end in lines:
        start = _behind(marks, begin, end)
        if start >= end or (title is not None and text[start:end] == title):
            continue
        found = head(text, start, end, own) if text[start] not in "*•●▪-–" else None
        if found is not None:
            yield from stamps_of(found.parts, text, "text", "stamp.dateline", own)
            return
        looked += 1
        if looked == _HEADS or _is_paragraph(text[start:end]):
            return


def _is_paragraph(line: str) -> bool:
    """Tell a line of the report itself from a caption or a line over it: it is long, or it is a sentence."""
    return len(line) > _PARAGRAPH or (line[-1] in '.؟!»"”' and line.count(" ") >= _SENTENCE)


def _behind(marks: Sequence[Furniture], start: int, end: int) -> int:
    """Give where a line begins behind the page furniture at its start; its end when it is all furniture."""
    for mark in marks:
        if mark.rule not in _STAMPED and mark.span.start <= start < mark.span.end:
            start = mark.span.end
    return start


def _credits(text: str, lines: Sequence[tuple[int, int]], own: Own) -> Iterator[Stamp]:
    """``stamp.author-line``: «كتب: سلمى الحوراني», «بقلم مازن الخطيب» on a line of its own."""
    for start, end in lines:
        if end - start < _PARAGRAPH // 2:
            yield from stamps_of(credit(text, start, end, own), text, "text", "stamp.author-line", own)


@cache
def _labels() -> re.Pattern[str]:
    """Give the pattern of the words before a date of publishing or change, over folded text."""
    words = lexicon.toml("stamps")["words"]
    kinds = []
    for kind in ("updated", "published"):
        names = sorted({fold(label) for label in words[kind]}, key=len, reverse=True)
        kinds.append(f"(?P<{kind}>{'|'.join(map(re.escape, names))})")
    return re.compile(
        rf"(?:^|(?<=[\s|•(])){'|'.join(['(?:' + kinds[0], kinds[1] + ')'])}(?!\w)\s*[:：|–—-]?\s*"
    )


def _dates(
    text: str, top: Sequence[tuple[int, int]], bottom: Sequence[tuple[int, int]], now: str | None
) -> Iterator[Stamp]:
    """``stamp.date-line`` and ``stamp.page-date``: «آخر تحديث: 13 آذار 2019», a day and hour on a line of its own."""
    over = True
    for start, end in (*top, *bottom):
        over = over and not _is_paragraph(text[start:end])
        if end - start > _LONGEST_DATE or (now is None and _DIGIT.search(text, start, end) is None):
            continue
        line = Folded(text[start:end])
        labelled = list(_labelled(line, start, now))
        yield from labelled
        if not labelled and end - start < _LONGEST_DATE // 2 and _opens_with_day(line.text):
            day = iso(text[start:end])
            # Behind a paragraph a bare day may be part of it: the hour makes it the page's.
            if day is not None and len(day) >= len("2019-03-13") and (over or "T" in day):
                yield Stamp(kind="published", span=Span(start, end), value=day, rule="stamp.page-date")


def _opens_with_day(line: str) -> bool:
    """Tell a folded line that has a year and opens with a figure or the name of a day, and not with «التاريخ:»."""
    return _YEAR.search(line) is not None and (line[0].isdecimal() or line.startswith(_weekdays()))


@cache
def _weekdays() -> tuple[str, ...]:
    """Give the folded names of the days of the week, and «يوم»."""
    days = lexicon.toml("time_words")["weekdays"].values()
    return ("يوم ", *(form for forms in days for form in fold(forms).split()))


def _labelled(line: Folded, start: int, now: str | None) -> Iterator[Stamp]:
    """Give the dates of one line that have labels; the first opens the line, or stands behind a bar or bracket."""
    found = list(_labels().finditer(line.text))
    if not found or line.text[: found[0].start()].strip(" |•(-–—"):
        return
    for label, following in zip(found, [*found[1:], None], strict=True):
        stop = following.start() if following is not None else len(line.text)
        for end in _ends(line.text, label.end(), stop):
            words = line.text[label.end() : end]
            day = iso(words, now) if any(map(str.isalnum, words)) else None
            if day is not None:
                kind: Stamped = "updated" if label["updated"] else "published"
                span = line.raw(label.end(), label.end() + len(words.rstrip(" ,،.)|")))
                span = Span(start + span.start, start + span.end)
                yield Stamp(kind=kind, span=span, value=day, rule="stamp.date-line")
                break


def _ends(text: str, start: int, stop: int) -> list[int]:
    """Give where the date behind a label may end, the farthest first: at the end, or at a bar or dash."""
    return [stop, *reversed([cut.start() for cut in _BREAK.finditer(text, start, stop)])]


def _end(text: str, marks: Sequence[Furniture], own: Own) -> Iterator[Stamp]:
    """``stamp.end-tag``: «… إلى المستشفى. (رويترز)», or a last line that is nothing but agencies."""
    start, end = body(text, marks)
    tag = END_TAG.search(text[:end], max(start, end - _TAG))
    if tag is not None:
        first, last = tag.span("names")
    else:
        last = start + len(text[start:end].rstrip())
        first = text.rfind("\n", start, last) + 1
        if first <= start or last - first > _TAG // 2:
            return
    found = field(text[first:last], own)
    agencies = list(stamps_of(found, text[first:last], "text", "stamp.end-tag", own))
    if agencies and all(stamp.kind == "agency" for stamp in agencies):
        for stamp in agencies:
            span = Span(first + stamp.span.start, first + stamp.span.end)
            yield Stamp(kind="agency", span=span, value=stamp.value, rule=stamp.rule)
