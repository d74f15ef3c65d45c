#!/usr/bin/env python3
"""Web pages per second that are read to reports, on one core, beside what resiliparse alone takes for their main text.

usage: benchmarks/read_speed.py

The pages are those of ``evaluation/pages.py``. resiliparse is handed the same bytes: it tells their encoding, parses
them and gives the main text, and neither fields nor marks. The parts of ours are timed by themselves. Nothing is
asserted.
"""

import io
import sys
from collections.abc import Callable, Iterable

from riwaya.model import Report
from riwaya.read.files import one
from riwaya.read.inputs import Input, Options
from riwaya.read.pages import html
from riwaya.read.pages.page_charset import page_text
from riwaya.read.pages.page_walk import walk
from riwaya.read.record import report_from
from speed import ROOT, clock


def main() -> int:
    """Run the benchmark; gives the exit code."""
    sys.path.append(str(ROOT / "evaluation"))
    from pages import Page, pages  # noqa: PLC0415 - found only now

    made = list(pages())
    texts = [page_text(page.data, None).text or "" for page in made]
    records = [{"text": text, "title": title} for page in made for text, title in (_read(page.data),)]
    print(f"{len(made)} pages, {sum(len(page.data) for page in made) / len(made) / 1000:.1f} kB each")

    def inputs(page: Page) -> Input:
        return Input(io.BytesIO(page.data), page.name, page.name, len(page.data), one, Options(), page.around)

    seconds = {
        "ours, told and read (files.one)": _clock(lambda: (one(inputs(page)) for page in made)),
        "ours, read (html.read)": _clock(lambda: (html.read(inputs(page)) for page in made)),
        "  of it: parser and lines (page_walk)": _clock(
            lambda: ([walk(text, whole=False)] for text in texts)
        ),
        "  of it: marks, stamps, id (report_from)": _clock(
            lambda: (report_from(one, "x") for one in records)
        ),
        "resiliparse alone, main text": clock(lambda: [_rival(page.data) for page in made]),
    }
    theirs = seconds["resiliparse alone, main text"]
    for name, taken in seconds.items():
        print(f"{name:42} {len(made) / taken:8.0f} pages/s   x {theirs / taken:.2f}")
    return 0


def _clock(work: Callable[[], Iterable[Iterable[object]]]) -> float:
    """Give the seconds of processor time in which everything is made that `work` makes, the best of three."""
    return clock(lambda: [list(found) for found in work()])


def _read(data: bytes) -> tuple[str, str | None]:
    """Give the text and title of a page's report."""
    source = Input(io.BytesIO(data), "x", "x.html", len(data), one)
    for found in html.read(source):
        if isinstance(found, Report):
            return found.text, found.title
    return "-", None


def _rival(data: bytes) -> str:
    """Give what resiliparse takes for the main text of a page."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only here
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415 - only here

    encoding = detect_encoding(data, from_html_meta=True) or "utf-8"
    return extract_plain_text(bytes_to_str(data, encoding), main_content=True)


if __name__ == "__main__":
    sys.exit(main())
