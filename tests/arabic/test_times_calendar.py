"""Calendar arithmetic against facts known without the program."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.times_calendar import (
    add_months,
    added,
    duration,
    hijri,
    quarter,
    shifted,
    weekday,
    year_of,
)
from riwaya.arabic.times_feasts import easter, eastern_easter
from riwaya.arabic.times_values import bounds, grain_of


@given(st.dates(date(1950, 1, 2), date(2090, 1, 1)), st.integers(1, 7))
def test_weekdays(reference: date, day: int) -> None:
    back, near, forth = (weekday(reference, day, direction) for direction in (-1, 0, 1))
    assert back.isoweekday() == near.isoweekday() == forth.isoweekday() == day
    assert back < reference < forth
    assert near <= reference
    assert (forth - back).days in (7, 14)


def test_hijri_days_months_and_years() -> None:
    assert hijri(1436, 10, 1) == "2015-07-17"
    assert hijri(1436, 9) == "2015-06-18/2015-07-16"
    assert hijri(1436) == "2014-10-25/2015-10-13"
    assert hijri(9999) is None


@pytest.mark.parametrize(
    ("month", "day", "direction", "year"),
    [
        (3, 0, 0, 2020),
        (12, 0, 0, 2019),
        (6, 0, 0, 2020),
        (6, 0, -1, 2019),
        (3, 0, 1, 2021),
        (5, 6, 0, 2020),
        (12, 25, 0, 2019),
    ],
)
def test_the_year_of_a_month_without_one(month: int, day: int, direction: int, year: int) -> None:
    assert year_of(date(2020, 5, 6), month, day, direction) == year


def test_durations() -> None:
    assert duration("year", 1.5) == "P1Y6M"
    assert duration("hour", 0.5) == "PT30M"
    assert duration("decade", 3) == "P30Y"
    assert duration("parsec", 1) is None


def test_shifts() -> None:
    assert add_months(date(2020, 1, 31), -1) == (2019, 12)
    assert shifted(date(2021, 1, 4), "week", -1) == "2020-W53"
    assert shifted(date(2020, 5, 6), "century", -1) == "19"


@pytest.mark.regression
def test_years_before_the_first_have_no_value() -> None:
    """«قبل 125 مليون سنة» made a year that no date parser takes."""
    assert shifted(date(2015, 7, 21), "year", -125_000_000) is None
    assert shifted(date(2015, 7, 21), "century", -30) is None
    assert shifted(date(2015, 7, 21), "year", -15) == "2000"


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [(2008, (3, 23), (4, 27)), (2016, (3, 27), (5, 1)), (2017, (4, 16), (4, 16)), (2024, (3, 31), (5, 5))],
)
def test_easter(year: int, west: tuple[int, int], east: tuple[int, int]) -> None:
    assert easter(year) == date(year, *west)
    assert eastern_easter(year) == date(year, *east)


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).isoweekday() == eastern_easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert easter(year) <= eastern_easter(year)


def test_durations_add_up_from_large_to_small() -> None:
    assert added("P4W", "P3D") == "P31D"
    assert added("PT1H", "PT10M") == "PT1H10M"
    assert added("P1Y", "P2M") == "P1Y2M"
    assert added("P3D", "P4W") is None
    assert added("P2.5M", "P3D") is None


def test_quarters() -> None:
    assert [quarter(date(2020, 5, 6), n) for n in (-2, -1, 0, 3)] == [
        "2019-36",
        "2020-33",
        "2020-34",
        "2021-33",
    ]


@pytest.mark.parametrize(
    ("value", "begin", "end", "grain"),
    [
        ("2020", (2020, 1, 1), (2021, 1, 1), "year"),
        ("2020-05", (2020, 5, 1), (2020, 6, 1), "month"),
        ("2020-W19", (2020, 5, 4), (2020, 5, 11), "week"),
        ("2020-05-06", (2020, 5, 6), (2020, 5, 7), "day"),
        ("2020-05-06T15", (2020, 5, 6, 15), (2020, 5, 6, 16), "hour"),
        ("2020-05-06T15:30", (2020, 5, 6, 15, 30), (2020, 5, 6, 15, 31), "minute"),
        ("2020-22", (2020, 6, 1), (2020, 9, 1), "season"),
        ("2020-24", (2020, 12, 1), (2021, 3, 1), "season"),
        ("2020-36", (2020, 10, 1), (2021, 1, 1), "quarter"),
        ("199X", (1990, 1, 1), (2000, 1, 1), "decade"),
        ("18XX", (1800, 1, 1), (1900, 1, 1), "century"),
        ("2020-05~", (2020, 5, 1), (2020, 6, 1), "month"),
        ("2014/2016", (2014, 1, 1), (2017, 1, 1), "year"),
        ("2020-05-06T15:30/2020-05-08T10:00", (2020, 5, 6, 15, 30), (2020, 5, 8, 10), "minute"),
    ],
)
def test_what_a_value_covers(value: str, begin: tuple[int, ...], end: tuple[int, ...], grain: str) -> None:
    year, month, day, *clock = begin
    last_year, last_month, last_day, *last_clock = end
    assert bounds(value) == (
        datetime(year, month, day, *clock),  # type: ignore[arg-type]
        datetime(last_year, last_month, last_day, *last_clock),  # type: ignore[arg-type]
    )
    assert grain_of(value) == grain


def test_what_lies_nowhere_and_what_is_open() -> None:
    assert bounds("P3W") is None
    assert bounds("R/P1D") is None
    assert bounds("2014/..") == (datetime(2014, 1, 1), None)
    assert bounds("../2014") == (None, datetime(2015, 1, 1))
    assert [grain_of(value) for value in ("P3W", "PT10M", "R/P1D", "T10:30")] == [
        "week",
        "minute",
        "day",
        "minute",
    ]
