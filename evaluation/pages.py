#!/usr/bin/env python3
"""How much of an article is read from a web page, and how little else: our sample reports in pages of many styles.

Every sample report is set into a page of each style of ``page_styles/`` (the furniture is ours, the markup is what such
sites really write) and read as a user's file is. What is measured are words and runs of three words: of what stands in
the report without a mark (precision), and of what should (recall). The rivals get the same pages; the styles in
``page_styles/aside/`` were not looked at while the reader was mended, and are reported apart.

usage: evaluation/pages.py [--json] [--misses STYLE] [--write FOLDER]
"""

import argparse
import io
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date
from hijridate import Gregorian
from jinja2 import Environment, FileSystemLoader

from page_words import comments, related, tags, teasers
from riwaya.model import Report
from riwaya.read import reports
from riwaya.read.files import one
from riwaya.read.inputs import Input, Options

HERE = Path(__file__).resolve().parent
STYLES = HERE / "page_styles"
SAMPLE = HERE.parent / "examples" / "reports"
ZONE = timezone(timedelta(hours=3))
_WORD = re.compile(r"\w+")
_NAMES = re.compile(rb"""\s(class|id)=("[^"]*"|'[^']*')""", re.I)


class Style(NamedTuple):
    """A style of page: its template, how its bytes are written, what is known from outside, what can be read from it.

    `when` is how exactly it tells its date: to the ``second`` (with a zone), the ``minute`` (without one) or the
    ``day``.
    """

    name: str
    encoding: str = "utf-8"
    around: tuple[str, ...] = ()
    when: str = "second"
    byline: bool = True
    outlet: bool = True
    aside: bool = False


STYLES_OF_PAGES = (
    Style("wordpress"),
    Style("agency", when="minute", byline=False, outlet=False),
    Style("portal", around=("url",)),
    Style("blogger", outlet=False),
    Style("tables", encoding="cp1256", around=("url",), when="day", byline=False, outlet=False),
    Style("amp"),
    Style("next"),
    Style("drupal", when="day", byline=False),
    Style("liveblog"),
    Style("print", outlet=False),
    Style("saved", outlet=False),
    Style("joomla", outlet=False, when="minute"),
    Style("utility"),
    Style("arc", aside=True),
    Style("nuke", encoding="cp1256", around=("url",), when="minute", outlet=False, aside=True),
)


class Page(NamedTuple):
    """One page and the truth about it; `truth` is the text of the article, `fields` what its page tells."""

    style: Style
    name: str
    data: bytes
    around: dict[str, str]
    truth: str
    fields: dict[str, str | None]


@cache
def sample() -> list[tuple[Report, list[str]]]:
    """Read the sample reports with the lines of each that are no furniture."""
    found = []
    for report in reports([SAMPLE]):
        if isinstance(report, Report):
            found.append((report, unmarked(report).split("\n")))
    return [(report, [line.strip() for line in lines if line.strip()]) for report, lines in found]


def unmarked(report: Report) -> str:
    """Give the text of a report without what is marked as furniture."""
    kept, at = [], 0
    for mark in report.furniture:
        kept.append(report.text[at : mark.span.start])
        at = mark.span.end
    return "\n".join([*kept, report.text[at:]])


def pages(styles: tuple[Style, ...] = STYLES_OF_PAGES) -> Iterator[Page]:
    """Build a page of every sample report in every style."""
    env = Environment(loader=FileSystemLoader(STYLES), autoescape=True, keep_trailing_newline=True)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    for style in styles:
        template = env.get_template(f"{'aside/' if style.aside else ''}{style.name}.html")
        for n, (report, lines) in enumerate(sample()):
            yield _page(style, template.render, report, lines, n)


def _page(style: Style, render: Callable[..., str], report: Report, lines: list[str], n: int) -> Page:
    """Build one page; `n` numbers the report, and chooses the words of the furniture."""
    moment = datetime.fromisoformat(report.published or "2023-05-16T21:45").replace(tzinfo=ZONE)
    host = f"www.{report.name.rsplit('-', 1)[0]}.example"
    path = f"/news/2023/05/{4000 + n}/{(report.title or 'خبر').replace(' ', '-')[:20]}"
    if style.name in ("tables", "agency", "next", "amp"):
        path = f"/news/show.asp?id={4000 + n}" if style.name in ("tables", "agency") else f"/news/{4000 + n}"
    byline = report.byline or ("سناء المرسى", "نادر الكاسر", "ريم الشراع")[n % 3]
    words = {
        "n": n,
        "title": report.title,
        "paragraphs": lines,
        "outlet": report.outlet or "جريدة المدرج",
        "byline": byline,
        "host": host,
        "path": path,
        "url": f"https://{host}{path}",
        "related": related(n),
        "teasers": teasers(n),
        "comments": comments(n),
        "tags": tags(n),
        "declared": n % 2 == 0,
        **_dates(moment),
    }
    page = render(**words)
    url = words["url"] if isinstance(words["url"], str) else None
    fields = {
        "title": report.title,
        "url": url,
        "published": {"second": moment.isoformat(), "minute": moment.strftime("%Y-%m-%dT%H:%M")}.get(
            style.when, moment.date().isoformat()
        ),
        "byline": byline if style.byline else None,
        "outlet": str(words["outlet"]) if style.outlet else host.removeprefix("www."),
    }
    around = {"url": str(url)} if "url" in style.around else {}
    return Page(
        style, f"{style.name}/{report.name}.html", page.encode(style.encoding, "xmlcharrefreplace"), around,
        "\n".join(lines), fields,
    )  # fmt: skip


def _dates(moment: datetime) -> dict[str, str]:
    """Write a moment in the ways in which pages write it."""
    hijri = Gregorian(moment.year, moment.month, moment.day).to_hijri()
    weekday = format_date(moment, "EEEE", "ar")
    return {
        "utc": moment.astimezone(UTC).isoformat(),
        "iso_zone": moment.isoformat(),
        "millis_zone": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "clock": moment.strftime("%H:%M"),
        "day_ar": f"{moment.day} مايو {moment.year}",
        "weekday_levant": f"{weekday} {moment.day} أيار {moment.year}",
        "weekday_egypt": f"{weekday}، {moment.day} مايو {moment.year}",
        "slashes": f"{moment.day}/{moment.month}/{moment.year}",
        "hijri": f"{weekday} {hijri.day} {hijri.month_name('ar')} {hijri.year}هـ",
    }


def ours(page: Page) -> tuple[str, dict[str, str | None]]:
    """Read a page as Riwaya does; gives the unmarked text and the fields."""
    source = Input(io.BytesIO(page.data), page.name, page.name, len(page.data), one, Options(), page.around)
    found = [item for item in one(source) if isinstance(item, Report)]
    if not found:
        return "", dict.fromkeys(page.fields)
    report = found[0]
    return unmarked(report), {name: getattr(report, name) for name in page.fields}


def rivals() -> dict[str, Callable[[Page], str]]:
    """Give what others make of a page, as text."""
    import trafilatura  # noqa: PLC0415
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415

    def text(page: Page) -> str:
        return bytes_to_str(page.data, detect_encoding(page.data, from_html_meta=True) or "utf-8")

    return {
        "trafilatura": lambda page: trafilatura.extract(page.data) or "",
        "trafilatura fast": lambda page: (
            trafilatura.extract(page.data, fast=True, include_comments=False) or ""
        ),
        "resiliparse": lambda page: extract_plain_text(text(page), main_content=True),
        "whole body": lambda page: extract_plain_text(text(page), main_content=False),
    }


class Score(NamedTuple):
    """Counts of words and of runs of three words: shared, found, true."""

    words: tuple[int, int, int] = (0, 0, 0)
    runs: tuple[int, int, int] = (0, 0, 0)

    def plus(self, other: "Score") -> "Score":
        """Add the counts of another page."""
        return Score(_added(self.words, other.words), _added(self.runs, other.runs))

    def figures(self) -> dict[str, float]:
        """Give precision and recall of both."""
        out = {}
        for name, (shared, found, true) in zip(("words", "runs"), self, strict=True):
            out[f"{name} p"] = round(shared / found, 4) if found else 0.0
            out[f"{name} r"] = round(shared / true, 4) if true else 0.0
        return out


def _added(a: tuple[int, int, int], b: tuple[int, int, int]) -> tuple[int, int, int]:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def score(found: str, truth: str) -> Score:
    """Compare two texts as bags of words and of runs of three words."""
    a, b = _WORD.findall(found), _WORD.findall(truth)
    return Score(_shared(Counter(a), Counter(b)), _shared(_runs(a), _runs(b)))


def _runs(words: list[str]) -> Counter[Any]:
    return Counter(zip(words, words[1:], words[2:], strict=False))


def _shared(a: Counter[Any], b: Counter[Any]) -> tuple[int, int, int]:
    return (a & b).total(), a.total(), b.total()


def same(name: str, found: str | None, true: str | None) -> bool:
    """Tell whether a field is right; a date is when it is as exact as the page's and means the same moment."""
    if name != "published" or found is None or true is None:
        return found == true
    try:
        a, b = datetime.fromisoformat(found), datetime.fromisoformat(true)
    except ValueError:
        return False
    return a == b if (a.tzinfo is None) == (b.tzinfo is None) and len(true) > 10 else found == true


def nameless(page: Page) -> Page:
    """Take the names away that a page's classes and ids give: what is left is how the page is built."""
    cut = page.data.lower().find(b"<body")

    def hashed(found: re.Match[bytes]) -> bytes:
        return b' %s="x%d"' % (found[1], zlib.crc32(found[2]) % 9973)

    return page._replace(data=page.data[:cut] + _NAMES.sub(hashed, page.data[cut:]))


def measure(styles: tuple[Style, ...]) -> dict[str, Any]:
    """Measure ours and the rivals on every style, and ours on pages without names.

    ``all`` holds the styles that were not kept aside.
    """
    others = rivals()
    scores: dict[str, dict[str, Score]] = {}
    right: dict[str, Counter[str]] = {}
    for page in pages(styles):
        text, fields = ours(page)
        found = {"ours": text, "nameless": ours(nameless(page))[0]} | {
            name: other(page) for name, other in others.items()
        }
        for part in (page.style.name, "kept aside" if page.style.aside else "all"):
            row = scores.setdefault(part, {})
            for name, words in found.items():
                row[name] = row.get(name, Score()).plus(score(words, page.truth))
            tally = right.setdefault(part, Counter())
            tally["pages"] += 1
            tally.update(name for name, true in page.fields.items() if same(name, fields[name], true))
    return {
        part: {
            "text": {name: counted.figures() for name, counted in row.items()},
            "fields": dict(right[part]),
        }
        for part, row in sorted(scores.items(), key=lambda item: item[0] in ("all", "kept aside"))
    }


def shares() -> dict[str, dict[str, float | int]]:
    """Give what the gate holds: the article's words on all styles, with their names and hashed, and kept aside."""
    counts: dict[str, Score] = {}
    lowest: dict[str, Score] = {}
    right, asked = Counter[str](), Counter[str]()
    for page in pages():
        text, fields = ours(page)
        part = "page words kept aside" if page.style.aside else "page words"
        scored = score(text, page.truth)
        counts[part] = counts.get(part, Score()).plus(scored)
        if not page.style.aside:
            lowest[page.style.name] = lowest.get(page.style.name, Score()).plus(scored)
            hashed = score(ours(nameless(page))[0], page.truth)
            counts["page words, names hashed"] = counts.get("page words, names hashed", Score()).plus(hashed)
            asked.update(list(page.fields))
            right.update(name for name, true in page.fields.items() if same(name, fields[name], true))
    counts["page words of the worst style"] = min(lowest.values(), key=lambda one: _f(*one.words))
    found: dict[str, dict[str, float | int]] = {
        part: {
            "p": round(one.words[0] / one.words[1], 4),
            "r": round(one.words[0] / one.words[2], 4),
            "f": round(_f(*one.words), 4),
            "gold": one.words[2],
        }
        for part, one in counts.items()
    }
    found["page fields"] = {"share": round(right.total() / asked.total(), 4), "of": asked.total()}
    return found


def _f(shared: int, found: int, true: int) -> float:
    return 2 * shared / (found + true) if shared else 0.0


def show(results: dict[str, Any]) -> None:
    """Print the tables."""
    names = list(results["all"]["text"])
    print("words P R, runs of three words P R")
    print(" " * 12 + "".join(f"{name:>25}" for name in names))
    for part, found in results.items():
        cells = (
            "{words p:.3f} {words r:.3f} {runs p:.3f} {runs r:.3f}".format(**found["text"][name])
            for name in names
        )
        print(f"{part:12}" + "".join(f"{cell:>25}" for cell in cells))
    print("\nfields right, ours")
    for part, found in results.items():
        print(f"{part:12}" + "  ".join(f"{name} {count}" for name, count in found["fields"].items()))


def misses(name: str) -> None:
    """Print what is wrong in a style: lines too many, lines missing, fields."""
    for page in pages(tuple(style for style in STYLES_OF_PAGES if style.name == name)):
        text, fields = ours(page)
        have, want = [line.strip() for line in text.split("\n")], page.truth.split("\n")
        for line in dict.fromkeys(line for line in have if line and line not in want):
            print(f"{page.name} + {line[:150]}")
        for line in dict.fromkeys(line for line in want if line not in have):
            print(f"{page.name} - {line[:150]}")
        for field, true in page.fields.items():
            if not same(field, fields[field], true):
                print(f"{page.name} {field}: {fields[field]!r}, not {true!r}")


def main() -> int:
    """Run the measure; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--misses", metavar="STYLE", help="print what is wrong in this style")
    parser.add_argument("--write", metavar="FOLDER", type=Path, help="write the pages there")
    options = parser.parse_args()
    if options.write:
        for page in pages():
            path = options.write / page.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page.data)
    elif options.misses:
        misses(options.misses)
    elif options.json:
        print(json.dumps(measure(STYLES_OF_PAGES), ensure_ascii=False, indent=1))
    else:
        show(measure(STYLES_OF_PAGES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
