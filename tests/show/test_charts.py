import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.show import charts


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


def test_figures_that_are_all_far_from_zero_have_the_room():
    near, far = charts.scale([12, 3, 15]), charts.scale([1200, 1210])
    assert near.low == 0
    assert 0 < far.low < 1200
    assert far.high > 1210
    assert charts.scale([7, 7]).low == 0


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=9))
def test_greater_figures_stand_further_and_all_stay_on_the_lane(figures):
    scale = charts.scale(figures)
    places = [scale.at(figure) for figure in sorted(figures)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
