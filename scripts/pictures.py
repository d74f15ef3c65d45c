"""Take pictures of the pages, in Debian's Chromium: those of the README, or every page of a case to be looked at.

usage: .venv/bin/python scripts/pictures.py [--all DIR [--case CASE] [--only WORD]]

Without --all it writes docs/pictures/{demo,report,claim}.png. With it, each page of the case (the sample case unless
one is named) in both languages and both colours, narrow, very wide, and as it is printed.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

import riwaya

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
from serving import PAGES, Served, served, things  # noqa: E402 - lies beside us
from speed import SAMPLE  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
WIDE, HIGH = 1200, 860
TALLEST = 3000
"""Pixels of a page that are taken when all are."""
LOOKS = (
    ("ar-light", "ar", "light", 1280, 1),
    ("ar-dark", "ar", "dark", 1280, 1),
    ("en-light", "en", "light", 1280, 1),
    ("en-dark", "en", "dark", 1280, 1),
    ("ar-narrow", "ar", "light", 320, 2),
    ("ar-4k", "ar", "light", 3840, 1),
)
"""How every page is taken: its name, the language, the colours, the width and the pixels of a point."""
MORE = ("/search?q=قال", "/search?q=zzzz", "/nothing", "/correct?of=")


def main() -> int:
    """Write the pictures; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", type=Path, metavar="DIR")
    parser.add_argument("--case", type=Path)
    parser.add_argument("--only", default="", help="only addresses that hold this word")
    options = parser.parse_args()
    if shutil.which("chromium") is None:
        print("pictures: no chromium. As root on Debian: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        case = options.case or Path(folder, "sample.riwaya")
        if not options.case:
            riwaya.read(SAMPLE, case).close()
        with served(case) as server:
            if options.all:
                every(browser, server, options.all, options.only)
            else:
                of_the_readme(browser, server)
    return 0


@contextmanager
def chromium() -> Iterator[Any]:
    """Open the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        yield browser
        browser.close()


def of_the_readme(browser: Any, server: Served) -> None:
    """Take the page that the demo writes, a report in Arabic and a claim in English."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "demo.html")
        subprocess.run(
            [sys.executable, "-m", "riwaya", "demo", "-o", str(file)], check=True, stdout=subprocess.DEVNULL
        )
        page = browser.new_page(viewport={"width": WIDE, "height": 900})
        page.goto(file.as_uri())
        page.screenshot(path=PICTURES / "demo.png")
    page = opened(browser, server, "ar", "light", WIDE, 1)
    page.goto(server.address + re.findall(r'href="(/reports/[^"?#/]+)', server.get("/reports"))[-1])
    page.locator("article .said, article [href*='?']").nth(3).click()
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / "report.png")
    page = opened(browser, server, "en", "dark", WIDE, 1)
    page.goto(server.address + re.findall(r'href="(/claims/[^"?#/]+)', server.get("/claims?sort=figures"))[0])
    page.screenshot(path=PICTURES / "claim.png")


def every(browser: Any, server: Served, folder: Path, only: str) -> None:
    """Take each page of a case in every look."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [path for path in (*PAGES, *things(server), *MORE) if only in path]
    for look, language, theme, width, scale in LOOKS:
        page = opened(browser, server, language, theme, width, scale)
        for path in paths:
            page.goto(server.address + quote(path, safe="/?=&"))
            name = re.sub(r"\W+", "-", path).strip("-") or "case"
            height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            page.set_viewport_size({"width": width, "height": max(800, height)})
            page.wait_for_timeout(250)
            page.screenshot(path=folder / f"{name}.{look}.png")
            if look == "ar-light":
                page.emulate_media(media="print")
                page.pdf(path=folder / f"{name}.print.pdf", format="A4")
                page.emulate_media(media="screen")
            page.set_viewport_size({"width": width, "height": 800})


def opened(browser: Any, server: Served, language: str, theme: str, width: int, scale: int) -> Any:
    """Open a page of a reader with this language and these colours."""
    context = browser.new_context(viewport={"width": width, "height": HIGH}, device_scale_factor=scale)
    context.add_cookies(
        [
            {"name": "riwaya_lang", "value": language, "url": server.address},
            {"name": "riwaya_theme", "value": theme, "url": server.address},
        ]
    )
    return context.new_page()


if __name__ == "__main__":
    sys.exit(main())
