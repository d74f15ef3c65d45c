"""A case served to a real browser, and what is asked of every page there.

Barriers are looked for by axe-core (tests/web/axe, Mozilla Public License 2.0), which is for tests only.
"""

import contextlib
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from riwaya.show.web import create_app, serving
from riwaya.show.web.serving import address, listen
from serving import Served

PATIENCE = 20_000
"""Milliseconds that a page may take on a busy machine."""
_AXE = Path(__file__).with_name("web") / "axe" / "axe.min.js"
_BARRIERS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" ¦ ")}`);
}"""
_WATCH = """window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => {
  window.broken.push(`${e.violatedDirective} ${e.blockedURI}`);
});
"""


@contextlib.contextmanager
def running(case: Path) -> Iterator[Served]:
    """Serve a case from a thread of this process; fails when a page did, also where the test looked elsewhere."""
    failed: list[str] = []
    with listen(0) as taken, _errors(failed):
        made = serving.server(create_app(case))
        thread = threading.Thread(target=made.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            yield Served(address(taken).rstrip("/"), 0)
        finally:
            made.should_exit = True
            thread.join()
    assert failed == []


@contextlib.contextmanager
def _errors(told: list[str]) -> Iterator[None]:
    """Collect what the server logs as an error."""
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: told.append(handler.format(record))  # type: ignore[method-assign]
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def barriers(page) -> list[str]:
    """Give the serious barriers of the page that is open, in a context that lets our script in (`bypass_csp`)."""
    page.add_script_tag(path=_AXE)
    return page.evaluate(_BARRIERS)


def open_page(browser, server: Served, path: str, *, width: int = 1280, **options: object):
    """Open a page of its own reader; what went wrong on it is in its `wrong`."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_WATCH)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: _is_here(asked.url, server) or wrong.append(asked.url))
    page.wrong = wrong
    page.goto(server.address + path)
    return page


def _is_here(url: str, server: Served) -> bool:
    return url.startswith(("data:", "about:")) or urlsplit(url).netloc == urlsplit(server.address).netloc
