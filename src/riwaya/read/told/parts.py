"""Lines of names cut into their parts: «الميناء (أ ف ب) - », «المنارة - رويترز ووكالات», «لندن: رنيم».

Bylines, datelines, source lines and tags at the end of a report are all cut in the same way; what a part is is for
`read.datelines` and `extract.credits` to say.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from riwaya.lexicon import toml
from riwaya.model import Furniture
from riwaya.read.told.outlets import key

_ENTITY = re.compile(r"&(?:\w{2,8}|#\d{1,6});")
# A stroke in «1440 هـ» is no dash.
_SEPARATOR = re.compile(r"\s+[-–—ـ]+\s*|\s*(?:[-–—]+|(?<![\d\s]ه)ـ+)\s+|[:،,()\[\]/+|\n\r\t]|(?<!\w)من(?!\w)")
_EDGE = " \t\n\r\f\v\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff\"'«»“”„‘’().،,؛;:*"
END_TAG = re.compile(r"[(\[]\s*(?P<names>[^()\[\]\n]{2,60}?)\s*[)\]][\s.]*$")
"""A tag at the very end of a text: «… إلى المستشفى. (رويترز)»."""


def parts(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Cut a line of names at its separators; give the span of each part, trimmed."""
    if "&" in text:
        text = _ENTITY.sub(lambda m: " " * len(m.group()), text)
    at = start
    for cut in chain(_SEPARATOR.finditer(text, start), (None,)):
        end = cut.start() if cut else len(text)
        begin, stop = trim(text, at, end)
        if begin < stop:
            yield begin, stop
        at = cut.end() if cut else end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space, quotation marks and punctuation off both ends of a stretch."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def body(text: str, furniture: Iterable[Furniture]) -> tuple[int, int]:
    """Give where the report's own words start and end: page furniture at either end is left out."""
    marks = sorted(furniture, key=lambda mark: mark.span)
    start, end = 0, len(text)
    for mark in marks:
        if not text[start : mark.span.start].strip():
            start = max(start, mark.span.end)
    for mark in reversed(marks):
        if start < mark.span.end and not text[mark.span.end : end].strip():
            end = mark.span.start
    return start, max(start, end)


@cache
def nameless() -> frozenset[str]:
    """Give the words for agencies that name none («وكالات»), folded."""
    return frozenset(key(word) for word in toml("stamps")["words"]["agencies"])
