import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import Point
from riwaya.show import charts


def point(low, high):
    return Point(report="r", outlet=None, published=None, low=low, high=high, quantity="r/q0", origin=None)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2030", "2030-02"),
        ("2030-02", "2030-02-02"),
        ("2030-02-02", "2030-02-02T01:00"),
        ("2030-02-02", "2031"),
    ],
)
def test_moments_are_in_order(earlier, later):
    assert charts.moment(earlier) < charts.moment(later)


def test_what_is_no_date_has_no_moment():
    assert charts.moment("soon") is None
    assert charts.moment(None) is None


def test_scale_is_logarithmic_only_across_orders_of_magnitude():
    assert not charts.scale([12, 19, 15]).log
    assert charts.scale([12, 3000]).log
    assert not charts.scale([0, 3000]).log


def test_open_ends_reach_the_edge():
    _, (least, most, exact, none) = charts.marks(
        [point(40, None), point(None, 15), point(20, 20), point(None, None)]
    )
    assert (least.open_high, least.end) == (True, 100.0)
    assert (most.open_low, most.start) == (True, 0.0)
    assert exact.start == exact.end
    assert none is None


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=9))
def test_greater_figures_stand_further_and_all_stay_on_the_lane(figures):
    _, marks = charts.marks([point(f, f) for f in sorted(figures)])
    starts = [m.start for m in marks]
    assert starts == sorted(starts)
    assert all(0 <= m.start <= 100 for m in marks)
