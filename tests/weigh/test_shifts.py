"""Shifts: an origin that gives a new figure of its own, two whose figures exclude each other, and figures far off."""

from math import inf
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from making import WIRE
from riwaya.model import Account, Quantity, Span
from riwaya.weigh.shifts import exclude, outliers
from weigh.papers import (
    BEACON,
    HARBOUR,
    HORIZON,
    OFFICIAL,
    SOURCES,
    SURVIVOR,
    TITLE,
    UNION,
    Count,
    Named,
    Paper,
    bare,
    disagreements,
    headline,
    paper,
    revisions,
    shifted,
    weighed,
)

PARTY: Named = ("حزب النورس", "organisation")
DAY, NEXT, THIRD = "2031-05-01", "2031-05-02", "2031-05-03"
MORNING, NOON, EVENING = f"{DAY}T08:00", f"{DAY}T12:00", f"{DAY}T20:00"
AT_LEAST_14 = Count("14 على الأقل", 14, None)
OVER_20 = Count("أكثر من 20", 20, None)
FROM_14_TO_20 = Count("ما بين 14 و20", 14, 20)
UP_TO_14 = Count("ما يصل إلى 14", None, 14)
ABOUT_17 = Count("نحو 17", 17, 17, approx=True)
HUNDREDS = Count("مئات", 100, None, vague=True)


def of_one(*papers: Paper) -> list[tuple[str, str]]:
    """Give the revisions of papers whose figures all are the harbour's or what comes from it."""
    account = weighed(*papers)
    assert [o.name for o in account.support.origins] == [HARBOUR[0]]
    return revisions(account)


# --- revisions ---


def test_a_revision_is_the_new_figure_of_one_origin() -> None:
    account = weighed(paper("a", 14, HARBOUR), paper("b", 17, HARBOUR, published=NEXT))
    assert shifted(account, "revision") == [("a", "b", (HARBOUR[0],))]
    assert shifted(account, "disagreement") == []


def test_each_revision_follows_on_the_one_before() -> None:
    papers = [paper("c", 12, HARBOUR, published=THIRD), paper("a", 14, HARBOUR)]
    assert of_one(*papers, paper("b", 17, HARBOUR, published=NEXT)) == [("a", "b"), ("b", "c")]


def test_the_same_figure_again_is_no_revision() -> None:
    assert of_one(paper("a", 14, HARBOUR), paper("b", 14, HARBOUR, published=NEXT)) == []


def test_a_late_repetition_of_an_old_figure_is_no_revision() -> None:
    papers = [paper("a", 14, HARBOUR), paper("b", 17, HARBOUR, published=NEXT)]
    assert of_one(*papers, paper("c", 14, HARBOUR, published=THIRD)) == [("a", "b")]


def test_a_body_revises_what_its_spokesman_said() -> None:
    spokesman = paper("a", 14, ("المتحدث باسم هيئة مرافئ السدرة سالم العوفي", "person"))
    account = weighed(spokesman, paper("b", 17, HARBOUR, published=NEXT))
    assert revisions(account) == [("a", "b")]


def test_an_outlet_that_names_nobody_revises_its_own_figure() -> None:
    account = weighed(paper("a", 14, outlet="منبر"), paper("b", 17, outlet="منبر", published=NEXT))
    assert revisions(account) == [("a", "b")]


@pytest.mark.parametrize("second", [MORNING, DAY, None, "2031-05"])
def test_a_figure_that_is_not_known_to_be_later_is_no_revision(second: str | None) -> None:
    assert of_one(paper("a", 14, HARBOUR, published=MORNING), paper("b", 17, HARBOUR, published=second)) == []


def test_clocks_of_two_time_zones_are_one_clock() -> None:
    early, late = "2031-05-01T12:00+03:00", "2031-05-01T11:00+00:00"
    assert of_one(paper("a", 14, HARBOUR, published=early), paper("b", 17, HARBOUR, published=late)) == []


@pytest.mark.parametrize(("first", "second"), [(AT_LEAST_14, 14), (14, AT_LEAST_14)])
def test_a_figure_and_at_least_it_are_one(first: int | Count, second: int | Count) -> None:
    assert of_one(paper("a", first, HARBOUR), paper("b", second, HARBOUR, published=NEXT)) == []


def test_hundreds_revise_nothing_and_are_not_revised() -> None:
    papers = [paper("a", 104, HARBOUR), paper("b", HUNDREDS, HARBOUR, published=NEXT)]
    assert of_one(*papers) == []
    assert of_one(*papers, paper("c", 107, HARBOUR, published=THIRD)) == [("a", "c")]


@pytest.mark.parametrize("second", [EVENING, NEXT])
def test_an_altered_copy_is_no_revision(second: str) -> None:
    wire = paper("a", 14, HARBOUR, published=MORNING, before=WIRE)
    altered = paper("b", 41, HARBOUR, published=second, before=WIRE)
    assert of_one(wire, altered) == []
    assert of_one(wire, altered, paper("c", 17, HARBOUR, published=THIRD)) == [("a", "c")]


def test_an_outlet_that_takes_up_its_own_text_again_revises() -> None:
    first = paper("a", 14, HARBOUR, outlet="منبر", published=MORNING, before=WIRE)
    assert of_one(first, paper("b", 17, HARBOUR, outlet="منبر", published=EVENING, before=WIRE)) == [
        ("a", "b")
    ]


def test_a_copy_that_left_the_source_out_and_changed_the_figure_is_no_revision() -> None:
    wire = paper("a", 14, HARBOUR, published=MORNING, before=WIRE)
    assert of_one(wire, bare(paper("b", 41, HARBOUR, published=EVENING, before=WIRE))) == []


def test_an_outlet_that_leaves_its_source_out_of_a_new_version_does_not_revise_for_it() -> None:
    first = paper("a", 14, HARBOUR, outlet="منبر", published=MORNING, before=WIRE)
    assert of_one(first, bare(paper("b", 17, HARBOUR, outlet="منبر", published=EVENING, before=WIRE))) == []


def test_the_later_of_two_texts_is_the_copy_in_whatever_order_they_come() -> None:
    wire = paper("a", 14, HARBOUR, published=MORNING, before=WIRE)
    altered = paper("b", 41, HARBOUR, published=EVENING, before=WIRE)
    assert of_one(altered, paper("c", 17, HARBOUR, published=NEXT), wire) == [("a", "c")]


def test_a_text_without_its_source_is_the_copy_whatever_the_clocks_say() -> None:
    altered = bare(paper("b", 41, HARBOUR, published=MORNING, before=WIRE))
    wire = paper("a", 14, HARBOUR, published=NOON, before=WIRE)
    assert of_one(altered, wire, paper("c", 17, HARBOUR, published=NEXT)) == [("a", "c")]


def test_who_credits_a_text_is_the_copy_whatever_the_clocks_say() -> None:
    altered = paper("b", 41, credit=HORIZON[0], published=MORNING, before=WIRE)
    agency = paper("a", 14, outlet=HORIZON[0], published=NOON, before=WIRE)
    account = weighed(altered, agency, paper("c", 17, outlet=HORIZON[0], published=NEXT))
    assert revisions(account) == [("a", "c")]


def test_a_figure_that_the_cited_report_does_not_bear_out_is_no_revision() -> None:
    cited = paper("a", 14, HARBOUR, outlet=BEACON[0])
    assert of_one(cited, paper("b", 41, BEACON, HARBOUR, published=NEXT)) == []


def test_a_figure_through_an_agency_that_is_not_there_is_one() -> None:
    assert of_one(paper("a", 14, HARBOUR), paper("b", 17, HORIZON, HARBOUR, published=NEXT)) == [("a", "b")]


def test_an_agency_revises_what_others_print_of_it() -> None:
    first = paper("a", 14, outlet=HORIZON[0], published=MORNING, before=WIRE)
    printed = paper("b", 14, credit=HORIZON[0], published=NOON, before=WIRE)
    altered = paper("c", 41, credit=HORIZON[0], published=EVENING, before=WIRE)
    account = weighed(first, printed, altered, paper("d", 17, outlet=HORIZON[0], published=NEXT))
    assert revisions(account) == [("a", "d")]


def test_a_figure_that_is_denied_is_no_revision_and_no_disagreement() -> None:
    denial = paper("b", 20, HARBOUR, stance="denies", published=NEXT)
    assert revisions(weighed(paper("a", 14, HARBOUR), denial)) == []
    assert disagreements(weighed(paper("a", 14, UNION), denial)) == []


def test_what_a_headline_makes_of_a_range_is_no_revision_and_no_disagreement() -> None:
    first = paper("a", FROM_14_TO_20, HARBOUR)
    second = headline(paper("b", FROM_14_TO_20, HARBOUR, published=NEXT), f"{TITLE}: 20 قتيلا", 20)
    account = weighed(first, second, paper("c", 17, UNION, published=NEXT))
    assert {(p.low, p.origin) for p in account.drift} == {(14, HARBOUR[0]), (20, None), (17, UNION[0])}
    assert account.shifts == ()


# --- disagreements ---


def against(first: Paper, second: Paper) -> bool:
    """Tell whether the figures of two papers are a disagreement."""
    found = disagreements(weighed(first, second))
    assert found in ([], [("a", "b")])
    return bool(found)


def test_two_origins_disagree_whose_figures_cannot_both_be_so() -> None:
    account = weighed(paper("a", 14, HARBOUR), paper("b", 17, UNION))
    assert shifted(account, "disagreement") == [("a", "b", (HARBOUR[0], UNION[0]))]
    assert shifted(account, "revision") == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (14, 14, False),
        (14, AT_LEAST_14, False),
        (17, AT_LEAST_14, False),
        (17, OVER_20, True),
        (UP_TO_14, 17, True),
        (UP_TO_14, 12, False),
        (18, ABOUT_17, False),
        (20, ABOUT_17, True),
        (107, HUNDREDS, False),
        (70, HUNDREDS, True),
    ],
)
def test_what_leaves_room_for_the_other_is_no_disagreement(
    first: int | Count, second: int | Count, expected: bool
) -> None:
    assert against(paper("a", first, HARBOUR), paper("b", second, UNION)) is expected


@pytest.mark.parametrize(
    ("counted", "second", "expected"),
    [
        ("killed", NEXT, True),
        ("killed", THIRD, False),
        ("rescued", THIRD, False),
        ("aboard", THIRD, True),
        ("aboard", "2031-06-30", True),
    ],
)
def test_what_grows_disagrees_for_a_day_and_what_does_not_for_ever(
    counted: str, second: str, expected: bool
) -> None:
    first = paper("a", 14, HARBOUR, counted=counted)
    assert against(first, paper("b", 17, UNION, counted=counted, published=second)) is expected


def test_a_figure_that_was_revised_stands_no_more() -> None:
    papers = [
        paper("a", 14, HARBOUR, published=MORNING),
        paper("b", 17, HARBOUR, published=NOON),
        paper("c", 17, UNION, published=EVENING),
    ]
    account = weighed(*papers)
    assert (revisions(account), disagreements(account)) == ([("a", "b")], [])


def test_two_values_disagree_once_whoever_repeats_them() -> None:
    papers = [paper("a", 14, HARBOUR), paper("b", 17, UNION), paper("c", 17, SURVIVOR)]
    assert disagreements(weighed(*papers)) == [("a", "b")]


@pytest.mark.parametrize("chain", [(), (SOURCES,), (BEACON,)])
def test_nobody_disagrees_with_an_outlet_that_names_nobody(chain: tuple[Named, ...]) -> None:
    assert not against(paper("a", 14, HARBOUR), paper("b", 17, *chain))


def test_own_voices_do_not_disagree_with_each_other() -> None:
    assert weighed(paper("a", 14), paper("b", 17)).shifts == ()


def test_an_undated_figure_disagrees_with_nobody() -> None:
    assert not against(paper("a", 14, HARBOUR, published=None), paper("b", 17, UNION))


# --- what excludes what ---

BOUND = st.none() | st.integers(0, 500)
COUNTS = st.builds(
    lambda low, high, approx: Quantity(
        span=Span(0, 1),
        low=min(low, high) if low is not None and high is not None else low,
        high=max(low, high) if low is not None and high is not None else high,
        unit="person",
        approx=approx,
    ),
    BOUND,
    BOUND,
    st.booleans(),
)


@given(COUNTS, COUNTS)
def test_excluding_is_mutual(a: Quantity, b: Quantity) -> None:
    assert exclude(a, b) is exclude(b, a)
    assert not exclude(a, a)


@given(COUNTS, COUNTS, st.integers(0, 500))
def test_bounds_with_a_number_in_common_never_exclude_each_other(a: Quantity, b: Quantity, n: int) -> None:
    assume(all((q.low or 0) <= n <= (inf if q.high is None else q.high) for q in (a, b)))
    assert not exclude(a, b)


# --- outliers ---


def test_of_three_figures_none_is_an_outlier() -> None:
    assert outliers([18, 18, 180]) == [False] * 3


def test_one_figure_far_from_the_others_is_an_outlier() -> None:
    assert outliers([18, 19, 180, 18, 20]) == [False, False, True, False, False]
    assert outliers([18, 19, 2, 18, 20]) == [False, False, True, False, False]
    assert outliers([18, 18, 18, 27]) == [False, False, False, True]
    assert outliers([18, 18, 18, 25]) == [False] * 4


def test_where_there_is_no_number_there_is_no_outlier() -> None:
    assert outliers([0, 18, 18, 180]) == [False] * 4
    assert outliers([]) == []


VALUES = st.lists(st.integers(1, 10_000), min_size=4, max_size=12)


@given(st.integers(1, 10_000), st.lists(st.floats(1.0, 1.25), max_size=12))
def test_in_a_tight_cluster_none_is_an_outlier(least: int, shares: list[float]) -> None:
    assert not any(outliers([least * share for share in shares]))


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_matter(values: list[int], chance: Random) -> None:
    order = list(range(len(values)))
    chance.shuffle(order)
    found = outliers(values)
    assert outliers([values[n] for n in order]) == [found[n] for n in order]


@given(VALUES, st.integers(1, 1000))
def test_another_unit_makes_no_other_outliers(values: list[int], factor: int) -> None:
    assert outliers([value * factor for value in values]) == outliers(values)


def outlying(account: Account) -> list[str]:
    return [point.report for point in account.drift if point.outlier]


def test_a_figure_that_many_print_counts_once() -> None:
    printed = [paper(f"p{n}", 14, HARBOUR) for n in range(6)]
    papers = [*printed, paper("b", 17, UNION), paper("c", 21, SURVIVOR)]
    assert outlying(weighed(*papers)) == []
    further = [paper("d", 15, PARTY), paper("e", 99, OFFICIAL)]
    assert outlying(weighed(*papers, *further)) == ["e"]


def parties() -> list[Paper]:
    """Make papers of four origins whose figures are near each other."""
    names = ("الصفصاف", "الرمان", "القيقب", "السنديان")
    return [paper(f"p{n}", 14 + n, (f"حزب {name}", "organisation")) for n, name in enumerate(names)]


def test_headlines_and_hundreds_are_no_outliers() -> None:
    papers = parties()
    account = weighed(*papers, headline(paper("b", 14, HARBOUR), f"{TITLE}: 41 قتيلا", 41))
    assert {p.low for p in account.drift} >= {14, 41}
    assert outlying(account) == []
    assert outlying(weighed(*papers, paper("b", HUNDREDS, HARBOUR))) == []
    assert outlying(weighed(*papers, paper("b", 99, HARBOUR))) == ["b"]


@pytest.mark.parametrize(
    ("figure", "far"),
    [
        (Count("أكثر من 4", 4, None), False),
        (Count("أكثر من 99", 99, None), True),
        (Count("أقل من 99", None, 99), False),
        (Count("ما بين 4 و99", 4, 99), False),
        (Count("نحو 99", 99, 99, approx=True), True),
    ],
)
def test_bounds_that_leave_room_for_the_others_are_no_outlier(figure: Count, far: bool) -> None:
    papers = parties()
    assert outlying(weighed(*papers, paper("b", figure, HARBOUR))) == (["b"] if far else [])
