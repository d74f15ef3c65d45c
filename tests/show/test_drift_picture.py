"""The picture of a claim's figures over time: where dots stand, whose they are, what is marked."""

from itertools import pairwise

import claimed
import pytest

from riwaya.case import Case
from riwaya.model import Point, Shift
from riwaya.show import drift, figures, labels
from riwaya.show.evidence import Index
from riwaya.show.figures import PointView, ShiftView
from riwaya.show.told import told
from riwaya.show.whose import Whose


def view(n, low, high, published, origin="المدير", report=None, **marks):
    point = Point(
        report=report or f"r{n}", outlet=f"صحيفة {n}", published=published, low=low, high=high, quantity=f"r{n}/q0",
        origin=origin, **marks,
    )  # fmt: skip
    return PointView(
        point, f"صحيفة {n}", f"r-r{n}-q0", labels.figure(low, high), labels.date(published), origin
    )


VIEWS = (
    view(1, 12, 12, "2031-03-01T08:00", first=True),
    view(2, 12, 12, "2031-03-01T12:00", "الطبيبة"),
    view(3, 40, None, "2031-03-02", "الطبيبة", first=True, outlier=True),
    view(4, None, 9, "2031-03-02T09:00", None, first=True),
    view(5, 15, 18, "2031-03-04T09:00", first=True),
)


def test_time_runs_along_and_greater_figures_stand_higher():
    found = drift.picture(VIEWS, ())
    dots = sorted(found.dots, key=lambda dot: dot.x)
    assert [dot.points[0].point.report for dot in dots] == ["r1", "r2", "r4", "r3", "r5"]
    by_report = {dot.points[0].point.report: dot for dot in dots}
    assert by_report["r3"].y < by_report["r5"].far < by_report["r5"].y < by_report["r1"].y < by_report["r4"].y
    assert by_report["r1"].y == by_report["r2"].y
    assert all(drift.TOP <= y <= found.height for dot in dots for y in (dot.y, dot.far))


def test_open_bounds_first_appearances_and_outliers_are_marked():
    found = drift.picture(VIEWS, ())
    of = {dot.points[0].point.report: dot for dot in found.dots}
    assert [of[r].open for r in ("r1", "r3", "r4", "r5")] == ["", "up", "down", ""]
    assert [of[r].first for r in ("r1", "r2")] == [True, False]
    assert [r for r, dot in of.items() if dot.outlier] == ["r3"]
    assert set(found.key) == {"dot_first", "dot_again", "open_up", "open_down", "range", "outlier"}


def test_each_origin_has_its_shape_and_no_source_has_the_common_one():
    found = drift.picture(VIEWS, ())
    of = {dot.points[0].point.report: dot.series for dot in found.dots}
    assert set(found.names) == {"المدير", "الطبيبة"}
    assert of["r1"] == of["r5"] != of["r2"] == of["r3"]
    assert of["r4"] == 0
    assert found.others


def test_a_revision_is_a_line_between_its_two_dots():
    shift = Shift(kind="revision", before="r1/q0", after="r5/q0", origins=("o1",))
    words = told(labels.label("shift", "revision"), {"a": "المدير", "before": "12", "after": "15–18"})
    found = drift.picture(VIEWS, [ShiftView(shift, words, VIEWS[0], VIEWS[4])])
    (line,) = found.lines
    of = {dot.points[0].point.report: dot for dot in found.dots}
    assert (line.x1, line.y1, line.x2, line.y2) == (of["r1"].x, of["r1"].y, of["r5"].x, of["r5"].y)
    assert line.title.en == "المدير: 12, later 15–18"
    assert "revision" in found.key


def test_dots_that_would_cover_one_another_step_aside_and_those_of_one_origin_are_one():
    at = "2031-03-01T08:00"
    crowd = [view(n, 7, 7, at, f"مصدر {n % 3}") for n in range(9)]
    found = drift.picture(crowd, ())
    assert sorted(len(dot.points) for dot in found.dots) == [3, 3, 3]
    asides = [dot.aside for dot in found.dots]
    assert len(set(asides)) == 3
    assert 0 in asides


def test_what_a_report_says_twice_is_one_dot_and_keeps_that_it_was_first():
    title = view(1, 12, 12, "2031-03-01T08:00", None, report="r1", first=True)
    text = view(2, 12, 12, "2031-03-01T08:00", report="r1")
    found = drift.picture((title, text, VIEWS[4]), ())
    (dot,) = [dot for dot in found.dots if dot.points[0].point.report == "r1"]
    assert dot.points[0].origin == "المدير"
    assert dot.first
    assert len(dot.points) == 1


def test_without_two_times_there_is_no_picture():
    assert drift.picture(VIEWS[:1], ()) is None
    assert drift.picture((VIEWS[0], view(9, 3, 3, None)), ()) is None
    assert drift.picture((VIEWS[0], view(9, None, None, "2031-03-01")), ()) is None


def test_reports_without_a_time_have_a_column_of_their_own():
    found = drift.picture((*VIEWS, view(9, 12, 12, None)), ())
    assert found.undated
    (dot,) = [dot for dot in found.dots if dot.points[0].point.report == "r9"]
    assert dot.x > 91 > max(other.x for other in found.dots if other is not dot)


def test_values_that_are_written_do_not_collide_and_large_ones_are_short():
    views = [view(n, 10**n, 10**n, f"2031-03-{n:02}") for n in range(1, 9)]
    found = drift.picture(views, ())
    places = [level.y for level in found.levels]
    assert found.log
    assert all(b - a >= drift.APART for a, b in pairwise(places))
    assert found.levels[0].words.en == "100M"


def test_figures_of_zero_below_it_and_past_all_sense_are_no_accident():
    views = [view(n, low, low, f"2031-03-0{n}") for n, low in enumerate((0, -3, 10**29), 1)]
    found = drift.picture(views, ())
    assert all(drift.TOP <= dot.y <= found.height for dot in found.dots)


@pytest.mark.parametrize("reports", [2, 60, 400])
def test_however_many_there_are_it_says_what_it_left_out(reports):
    with Case.open() as case:
        account = claimed.crowd(case, reports)
        index = Index(case)
    found = drift.picture(figures.points(account, index, Whose(account, index)), ())
    shown = sum(len(dot.points) for dot in found.dots)
    assert shown == min(reports, drift.MOST_POINTS)
    assert (found.left_out is None) == (shown == reports)
    assert len(found.names) <= drift.SERIES


def test_a_dot_says_figure_whose_paper_and_date():
    found = drift.picture(VIEWS, ())
    titles = {dot.points[0].point.report: dot.title for dot in found.dots}
    assert titles["r3"].en == "40 or more · الطبيبة · صحيفة 3 · 2 March 2031"
    assert titles["r4"].ar == "9 أو أقل · بلا مصدر · صحيفة 4 · 2 مارس 2031، 09:00"
