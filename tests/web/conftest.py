"""A server of the sample case, and a client that speaks to it as our own pages do."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import riwaya
from browsing import open_page
from riwaya.show.web import create_app

ORIGIN = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Give the file of the sample case, read once."""
    path = tmp_path_factory.mktemp("web") / "sample.riwaya"
    riwaya.read(str(root / "examples" / "reports"), path).close()
    return path


@pytest.fixture(scope="session")
def client(sample: Path) -> Iterator[TestClient]:
    """Give a client that only reads."""
    with TestClient(create_app(sample), base_url=ORIGIN) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def opened(browser) -> Iterator[Callable]:
    """Open a page of its own reader; what went wrong on it is in its `wrong`."""
    pages = []

    def open_(server, path="/", **options):
        pages.append(open_page(browser, server, path, **options))
        return pages[-1]

    yield open_
    for page in pages:
        page.context.close()
