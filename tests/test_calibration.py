"""The calibration: bands of confidence, intervals of shares, and the drawing, on made-up numbers."""

from xml.etree import ElementTree

import pytest

from calibration import BANDS, bands, draw, interval

FOUND = [(0.3, False), (0.92, True), (0.93, True), (0.94, False), (1.0, True)]


def test_every_statement_falls_into_one_band():
    found = bands(FOUND)
    assert sum(band.said for band in found) == len(FOUND)
    assert [(band.low, band.said, band.right) for band in found] == [(0.0, 1, 0), (0.9, 3, 2), (0.95, 1, 1)]
    assert BANDS[0] == 0
    assert BANDS[-1] == 1


def test_the_interval_holds_the_share_and_narrows():
    few, many = interval(7, 10), interval(700, 1000)
    assert few[0] < 0.7 < few[1]
    assert many[1] - many[0] < few[1] - few[0]
    assert interval(10, 10)[1] == pytest.approx(1.0)
    assert interval(0, 10)[0] == pytest.approx(0.0)


def test_the_drawing_is_well_formed_and_shows_every_band():
    drawn = draw(bands(FOUND))
    tree = ElementTree.fromstring(drawn)  # noqa: S314 - our own words
    assert len(tree.findall(".//{*}circle")) == len(bands(FOUND))
