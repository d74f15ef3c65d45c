"""Calendar arithmetic against facts known without the program."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.times_calendar import add_months, duration, hijri, shifted, weekday, year_of


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
