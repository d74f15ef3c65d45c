"""Words: the words of a report as numbers, with the place of each, and which of them are names and titles.

Everything is matched on folded words and reported on raw spans; page furniture and marks are left out.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from riwaya.arabic.words import tokens
from riwaya.model import Extraction, Report, Span

Hashes = NDArray[np.uint32]
Flags = NDArray[np.bool_]


class Words(NamedTuple):
    """The words of a report: hashes that stand for folded forms, and ``[start, end)`` of each in the raw
    text. In a collection of 300,000 forms about ten pairs of them share a hash of 32 bits.
    """

    ids: Hashes
    spans: NDArray[np.uint32]

    def between(self, span: Span) -> tuple[int, int]:
        """Give the words ``[first, end)`` that a span of the text touches: a name may begin behind a clitic."""
        first = np.searchsorted(self.spans[:, 1], span.start, side="right")
        end = np.searchsorted(self.spans[:, 0], span.end)
        return int(first), max(int(first), int(end))

    def span(self, first: int, end: int) -> Span:
        """Give the span of the words ``[first, end)``; where there are none, the place before the next."""
        if first < end:
            return Span(int(self.spans[first, 0]), int(self.spans[end - 1, 1]))
        if first < len(self.spans):
            return Span(int(self.spans[first, 0]), int(self.spans[first, 0]))
        at = int(self.spans[-1, 1]) if len(self.spans) else 0
        return Span(at, at)


def words_of(reports: Iterable[Report]) -> list[Words]:
    """Hash the folded words of each report, page furniture left out."""
    numbers: dict[str, int] = {}
    out = []
    for report in reports:
        ids, spans, at = [], [], 0
        stretches = []
        for part in sorted(f.span for f in report.furniture):
            stretches.append((at, part.start))
            at = max(at, part.end)
        stretches.append((at, len(report.text)))
        for start, end in stretches:
            for token in tokens(report.text, start, end):
                if token.kind != "mark":
                    known = numbers.get(token.form)
                    if known is None:
                        known = numbers[token.form] = crc32(token.form.encode("utf-8", "surrogatepass"))
                    ids.append(known)
                    spans.append((token.start, token.end))
        out.append(Words(np.array(ids, np.uint32), np.array(spans, np.uint32).reshape(-1, 2)))
    return out


def names_in(words: Words, extraction: Extraction) -> Flags:
    """Tell of each word whether it belongs to a name or to the titles and offices around one."""
    spans = [m.span for m in extraction.mentions] + [d.span for d in extraction.descriptions]
    flags = np.zeros(len(words.ids), dtype=bool)
    for span in spans:
        first, end = words.between(span)
        flags[first:end] = True
    return flags


def figures_in(words: Words, text: str) -> Flags:
    """Tell of each word whether it begins with a digit."""
    return np.fromiter(
        (text[start].isdigit() for start in words.spans[:, 0].tolist()), dtype=bool, count=len(words.ids)
    )


def day_of(published: str | None) -> int:
    """Give the day of a publication as a number, 0 where none is known."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0


def in_time(report: Report) -> tuple[bool, str, str]:
    """Give what puts reports in the order of a case: by when they were published, those without a time last."""
    return report.published is None, report.published or "", report.id
