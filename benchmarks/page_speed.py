#!/usr/bin/env python3
"""How long each page of a case takes: at the server, and until a browser on this machine has painted it.

usage: benchmarks/page_speed.py [CASE] [--times N] [--only WORD]

Without a case it is that of ten days of July 2015 where ../shared holds them (some 15,000 reports, read once into
out/july.riwaya, which takes minutes), else the sample case. The server is a process of its own. Its time is from the
request to the last byte of the answer over a connection that stays open, the median and the worst of N; before that
each page is asked for once. "CPU" is the server's own time on a processor for one answer, which other programs hardly
change. "painted" is when Chromium has painted the first content (Performance Paint Timing), the median of five, for a
reader who comes from another page; "first" the same for one who has never been here, in a browser with an empty cache;
"moved" how much what was painted moved afterwards (Layout Instability, 0 is best). Nothing is asserted: a figure says
something about one machine at one time.
"""

import argparse
import http.client
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import riwaya
from serving import PAGES, Served, busy, served, things
from speed import JULY, ROOT, SAMPLE

LARGE = ROOT / "out" / "july.riwaya"

SEARCHES = (
    "/search?q=الرياض",
    "/search?q=وقال المتحدث",
    '/search?q="مجلس الوزراء"',
    "/search?q=قال&stance=denies",
    "/search?least=10&most=100",
    "/search?q=في&page=5",
    "/claims?q=الرياض",
    "/claims?disputed=1",
    "/reports?page=100",
    "/sources?q=وزارة",
    "/api/case",
    "/api/claims?size=50",
    "/api/reports?size=200&page=20",
    "/api/search?q=الرياض",
)
PAINTS = 5
PAINTED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { moved += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  const look = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    if (paint) setTimeout(() => done([paint.startTime, moved]), 150); else requestAnimationFrame(look);
  };
  look();
})"""


class Times(NamedTuple):
    """What one page took: milliseconds at the server, those on a processor among them, and the size of its answer."""

    status: int
    middle: float
    worst: float
    busy: float
    size: int


def main() -> int:
    """Run the benchmark; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked for")
    parser.add_argument("--only", default="", help="only addresses that hold this word")
    options = parser.parse_args()
    with case_of(options.case) as case, served(case) as server:
        paths = [path for path in (*PAGES, *things(server), *SEARCHES) if options.only in path]
        times = {path: at_server(server, path, options.times) for path in paths}
        seen = dict(in_browser(server, [path for path in paths if not path.startswith("/api/")]))
    show(times, seen)
    return 0


@contextmanager
def case_of(given: Path | None) -> Iterator[Path]:
    """Give the case that is measured: the one named, or the large one, or the sample case, read now."""
    if given is not None:
        yield given
        return
    if archives := sorted(JULY.parent.glob("*.zip")):
        LARGE.parent.mkdir(exist_ok=True)
        riwaya.read(archives, LARGE).close()
        yield LARGE
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.riwaya"
        riwaya.read(SAMPLE, path).close()
        yield path


def at_server(server: Served, path: str, times: int) -> Times:
    """Ask for a page again and again over one connection."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=120)
    took, status, size, before = [], 0, 0, 0.0
    for n in range(times + 1):
        if n == 1:
            before = busy(server.pid)
        start = time.perf_counter()
        connection.request("GET", quote(path, safe="/?=&"))
        answer = connection.getresponse()
        size, status = len(answer.read()), answer.status
        took.append(1000 * (time.perf_counter() - start))
    connection.close()
    each = 1000 * (busy(server.pid) - before) / times
    return Times(status, statistics.median(took[1:]), max(took[1:]), each, size)


class Painted(NamedTuple):
    """When a page was painted, in milliseconds: for who comes from another page, for who is new; how much it moved."""

    middle: float
    first: float
    moved: float


def in_browser(server: Served, paths: list[str]) -> Iterator[tuple[str, Painted]]:
    """Give when each page was painted and how much it moved afterwards; nothing where there is no browser."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("no Chromium on this machine: nothing is painted")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for path in paths:
            new = [painted(browser, server, path) for _ in range(PAINTS)]
            then = [painted(browser, server, path, "/add") for _ in range(PAINTS)]
            yield (
                path,
                Painted(
                    statistics.median(at for at, _ in then),
                    statistics.median(at for at, _ in new),
                    max(moved for _, moved in (*new, *then)),
                ),
            )
        browser.close()


def painted(browser: Any, server: Served, path: str, before: str | None = None) -> tuple[float, float]:
    """Open a page as a new reader, who may have been at another page before; gives when it was painted, and moved."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    if before:
        page.goto(server.address + before)
        page.wait_for_load_state("networkidle")
    page.goto(server.address + path)
    at, moved = page.evaluate(PAINTED)
    page.close()
    return at, moved


def show(times: Mapping[str, Times], seen_at: Mapping[str, Painted]) -> None:
    """Print a line for each page."""
    print(
        f"{'page':40} {'status':>6} {'ms':>7} {'worst':>7} {'CPU':>6} {'KB':>7}"
        f" {'painted':>8} {'first':>6} {'moved':>6}"
    )
    for path, (status, middle, worst, own, size) in times.items():
        seen = "{:8.0f} {:6.0f} {:6.3f}".format(*seen_at[path]) if path in seen_at else ""
        print(f"{path:40} {status:6} {middle:7.1f} {worst:7.1f} {own:6.1f} {size / 1000:7.1f} {seen}")


if __name__ == "__main__":
    sys.exit(main())
