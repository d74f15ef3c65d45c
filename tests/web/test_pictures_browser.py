"""Pictures saved as PNG in a real browser: of chains, figures, copies, time and places, and what is said of it."""

import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from browsing import running
from riwaya.case import Case
from serving import Served

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SAID = "document.getElementById('said').textContent"


@pytest.fixture(scope="module")
def server(sample: Path) -> Iterator[Served]:
    with running(sample) as made:
        yield made


@pytest.fixture(scope="module")
def pictures(sample: Path) -> dict[str, str]:
    """Give the pages with a picture, each with the name of its file."""
    with Case.open(sample) as case:
        claim = max(case.accounts(), key=lambda one: len(one.drift)).claim
        family = case.found_families(None, 1, 0).families[0].id
        story = claim.story
    return {
        f"/claims/{claim.id}/chains.svg": f"{claim.id}-chains",
        f"/claims/{claim.id}/drift.svg": f"{claim.id}-drift",
        f"/copies/families/{family}.svg": family,
        f"/stories/{story}/timeline.svg": f"{story}-timeline",
        "/timeline.svg": "timeline",
    }


def page_of(picture: str) -> str:
    if picture.startswith("/claims"):
        return picture.rpartition("/")[0]
    return picture.removesuffix(".svg").removesuffix("/timeline") or "/timeline"


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(SIGNATURE)
    return struct.unpack(">II", png[16:24])


def saved(page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waited:
        page.locator(button).click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


@pytest.mark.parametrize(("language", "theme"), [("ar", "light"), ("en", "dark")])
def test_every_picture_is_saved_at_twice_its_size(server, pictures, opened, language, theme):
    page = opened(server, color_scheme=theme)
    page.context.add_cookies([{"name": "riwaya_lang", "value": language, "url": server.address}])
    for picture, name in pictures.items():
        page.goto(server.address + page_of(picture))
        found, png = saved(page, f"[data-png='{picture}']")
        assert found == f"{name}.png"
        root = ET.fromstring(page.request.get(server.address + picture).text())  # noqa: S314 - made by us
        assert size(png) == (2 * int(root.get("width")), 2 * int(root.get("height")))
        page.wait_for_function(f"{SAID}.includes('{name}.png')")
    assert page.wrong == []
    assert page.evaluate("window.broken") == []


def test_the_map_is_saved_as_it_is_on_the_page(server, opened):
    page = opened(server, "/map")
    page.wait_for_selector("[data-act=png]", state="visible")
    name, png = saved(page, "[data-act=png]")
    wide, high = page.evaluate(
        "(({clientWidth: w, clientHeight: h}) => [w, h])(document.querySelector('.atlas svg'))"
    )
    assert (name, size(png)) == ("places.png", (2 * wide, 2 * high))
    assert saved(page, "[data-act=picture]")[0] == "places.svg"
    assert page.wrong == []


def test_the_colours_are_those_that_the_reader_chose(server, opened):
    page = opened(server, "/timeline", color_scheme="light")
    button = "[data-png='/timeline.svg']"
    light = saved(page, button)[1]
    page.locator("label[for=theme-dark]").click()
    assert saved(page, button)[1] != light


def test_what_goes_wrong_is_said(server, opened):
    page = opened(server, "/timeline")
    page.route("**/timeline.svg", lambda route: route.fulfill(status=500))
    page.locator("[data-png]").click()
    page.wait_for_function(f"{SAID} !== ''")
    assert page.evaluate(SAID) == page.locator("[data-png]").get_attribute("data-failed")
    assert page.evaluate("document.activeElement.hasAttribute('data-png')"), (
        "who works by keys stays where they are"
    )


def test_without_scripts_there_is_no_button(server, opened):
    page = opened(server, "/timeline", java_script_enabled=False)
    assert not page.locator("[data-png]").is_visible()
    assert page.locator("a[href='/timeline.svg']").is_visible()
