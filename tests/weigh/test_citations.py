"""Citations: what the reports of an outlet say of that for which it is cited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from making import extraction, number, report, said
from riwaya.model import Account, Linked
from weigh.papers import (
    BEACON,
    HARBOUR,
    HORIZON,
    MEDIC,
    SURVIVOR,
    TITLE,
    UNION,
    Count,
    Named,
    Paper,
    accounts,
    checked,
    headline,
    linked,
    paper,
    weighed,
)

DAY, NEXT, THIRD = "2031-05-01", "2031-05-02", "2031-05-03"
OVER_10 = Count("أكثر من 10", 10, None)
PLACE = BEACON[0]


def cited(figure: int | Count, *chain: Named, name: str = "a", published: str = DAY) -> Paper:
    """Make a report of the outlet that is cited."""
    return paper(name, figure, *chain, outlet=PLACE, published=published)


def citing(figure: int | Count, *chain: Named, published: str = NEXT) -> Paper:
    """Make the report that cites it."""
    return paper("b", figure, BEACON, *chain, published=published)


def against(*papers: Paper) -> tuple[str, str | None]:
    """Give what became of the one citation, and the report that it was held against."""
    ((_, outlet, what, where),) = checked(weighed(*papers))
    assert outlet == PLACE
    return what, where


# --- what it says ---


def test_the_cited_report_says_it() -> None:
    account = weighed(cited(14, HARBOUR), citing(14, HARBOUR))
    (found,) = account.citations
    assert (found.statement, found.quantity, found.outlet) == ("b/s0", "b/q0", PLACE)
    assert (found.checked, found.report, found.found) == ("says", "a", "a/q0")


def test_the_cited_report_gives_another_figure() -> None:
    (found,) = weighed(cited(14, HARBOUR), citing(41, HARBOUR)).citations
    assert (found.checked, found.report, found.found) == ("figure", "a", "a/q0")


def test_the_cited_report_gives_it_to_another_source() -> None:
    (found,) = weighed(cited(14, HARBOUR), citing(14, SURVIVOR)).citations
    assert (found.checked, found.report, found.found) == ("source", "a", "a/q0")


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ((HARBOUR,), ()),
        ((), ()),
        ((), (HARBOUR,)),
        ((HARBOUR,), (MEDIC,)),
        ((MEDIC,), (HARBOUR,)),
        ((HARBOUR,), (("المتحدث باسم هيئة مرافئ السدرة سالم العوفي", "person"),)),
    ],
)
def test_who_leaves_the_source_out_or_calls_it_otherwise_names_no_other(
    theirs: tuple[Named, ...], mine: tuple[Named, ...]
) -> None:
    assert against(cited(14, *theirs), citing(14, *mine)) == ("says", "a")


def test_a_figure_that_leaves_room_for_the_cited_one_is_no_other() -> None:
    assert against(cited(OVER_10, HARBOUR), citing(14, HARBOUR)) == ("says", "a")
    assert against(cited(OVER_10, HARBOUR), citing(9, HARBOUR)) == ("figure", "a")


def test_a_credit_is_a_citation() -> None:
    assert against(cited(14, HARBOUR), paper("b", 14, HARBOUR, credit=PLACE)) == ("says", "a")
    assert against(cited(14), paper("b", 41, credit=PLACE)) == ("figure", "a")


def test_each_outlet_of_a_chain_is_asked() -> None:
    agency = paper("c", 14, MEDIC, outlet=HORIZON[0])
    found = checked(weighed(cited(17, MEDIC), agency, paper("b", 14, BEACON, HORIZON, MEDIC, published=NEXT)))
    assert found == [("b", PLACE, "figure", "a"), ("b", HORIZON[0], "says", "c")]


@pytest.mark.parametrize("name", ["المنارة", "صحيفة «المنارة»", "صحيفة المناره", "صحيفة المنارة السدراوية"])
def test_an_outlet_is_known_however_it_is_written(name: str) -> None:
    assert against(cited(14, HARBOUR), paper("b", 41, (name, "outlet"), HARBOUR)) == ("figure", "a")


# --- which report is meant ---


def test_of_several_reports_the_one_that_agrees_is_meant() -> None:
    old, new = cited(14, HARBOUR), cited(17, HARBOUR, name="c", published=NEXT)
    assert against(old, new, citing(14, HARBOUR)) == ("says", "a")
    assert against(old, new, citing(17, HARBOUR)) == ("says", "c")


def test_the_figure_itself_is_meant_before_one_that_leaves_room_for_it() -> None:
    others = [paper(name, OVER_10, HARBOUR) for name in "de"]
    papers = [cited(OVER_10, HARBOUR), cited(14, HARBOUR, name="c"), citing(14, HARBOUR)]
    account = weighed(*others, *papers)
    assert [v.high for v in account.claim.variants] == [None, 14]
    assert checked(account) == [("b", PLACE, "says", "c")]


def test_the_source_itself_is_meant_before_another_with_the_same_figure() -> None:
    assert against(cited(14, UNION), cited(14, HARBOUR, name="c"), citing(14, HARBOUR)) == ("says", "c")


def test_where_none_agrees_the_last_before_it_is_meant() -> None:
    old, new = cited(14, HARBOUR), cited(17, HARBOUR, name="c", published=NEXT)
    later = cited(20, HARBOUR, name="d", published="2031-05-09")
    assert against(old, new, later, citing(41, HARBOUR)) == ("figure", "c")


def test_where_none_agrees_what_it_gives_to_the_same_source_is_meant() -> None:
    papers = [cited(14, HARBOUR), cited(17, UNION, name="c", published=NEXT)]
    assert against(*papers, citing(41, HARBOUR)) == ("figure", "a")


@pytest.mark.parametrize(("published", "expected"), [(NEXT, 1), (THIRD, 0)])
def test_a_report_that_came_more_than_a_day_later_is_not_meant(published: str, expected: int) -> None:
    late = cited(14, HARBOUR, published=published)
    assert len(weighed(late, citing(41, HARBOUR, published=DAY)).citations) == expected


def test_a_report_without_a_date_may_be_meant() -> None:
    undated = paper("a", 14, HARBOUR, outlet=PLACE, published=None)
    assert against(undated, citing(14, HARBOUR)) == ("says", "a")


def without(papers: list[Paper], name: str) -> Linked:
    """Link papers, and leave what one of them says out of every claim."""
    links = linked(papers)
    claims = []
    for claim in links.claims:
        variants = tuple(
            replace(v, members=tuple(m for m in v.members if not m.statement.startswith(f"{name}/")))
            for v in claim.variants
        )
        claims.append(replace(claim, variants=tuple(v for v in variants if v.members)))
    return replace(links, claims=tuple(claims))


def test_what_the_outlet_says_outside_of_the_claim_counts() -> None:
    papers = [cited(14, HARBOUR), cited(17, HARBOUR, name="c"), citing(14, HARBOUR)]
    for told in (papers, [papers[0], papers[2]]):
        (account,) = accounts(*told, links=without(told, "a"))
        assert checked(account) == [("b", PLACE, "says", "a")]


# --- where nothing is found ---


def silent(*figures: tuple[int, str]) -> Paper:
    """Make a report of the cited outlet on the same event, with figures of other classes."""
    text = " ".join(
        ["ما زالت عبارة السدرة على الصخور قبالة الميناء.", *(f"{n} عند الرصيف." for n, _ in figures)]
    )
    made = report("a", text, title=TITLE, outlet=PLACE, published=DAY)
    quantities = tuple(number(made, str(n), n, n, counted) for n, counted in figures)
    return Paper(made, extraction(made, (), quantities))


def toll(*papers: Paper) -> Account:
    """Weigh the toll of papers that give other figures too."""
    return next(found for found in accounts(*papers) if found.claim.counted == "killed")


def test_reports_of_the_outlet_that_do_not_say_it_are_silent() -> None:
    (found,) = toll(silent(), citing(14, HARBOUR)).citations
    assert (found.checked, found.report, found.found) == ("silent", None, None)


def test_another_thing_of_the_same_number_does_not_say_it() -> None:
    assert checked(toll(silent((14, "injured")), citing(14, HARBOUR))) == [("b", PLACE, "silent", None)]


def measured(one: Paper, unit: str) -> Paper:
    """Make a paper's figure a measure."""
    told = replace(
        one.told, quantities=tuple(replace(q, unit=unit, counted=None) for q in one.told.quantities)
    )
    return Paper(one.report, told)


def test_another_measure_of_the_same_number_does_not_say_it() -> None:
    papers = [measured(one, "minute") for one in (citing(14, HARBOUR), paper("c", 14, HARBOUR))]
    found = {}
    for unit in ("km", "minute"):
        (account,) = (
            a for a in accounts(measured(silent((14, "")), unit), *papers) if a.claim.unit == "minute"
        )
        found[unit] = checked(account)
    assert found == {"km": [("b", PLACE, "silent", None)], "minute": [("b", PLACE, "says", "a")]}


def test_an_outlet_that_is_not_in_the_case_is_no_citation() -> None:
    assert weighed(paper("a", 14, HARBOUR), citing(41, HARBOUR)).citations == ()


def test_an_outlet_that_reports_on_something_else_is_no_citation() -> None:
    market = "افتتحت بلدية الواحة الشرقية سوقا للتمور."
    other = report("a", market, title="سوق التمور في الواحة", outlet=PLACE, published=DAY)
    assert toll(Paper(other, extraction(other)), citing(41, HARBOUR)).citations == ()


def test_an_outlet_that_names_itself_cites_nobody() -> None:
    mine = paper("b", 14, BEACON, MEDIC, outlet=PLACE, published=NEXT)
    assert weighed(cited(17, HARBOUR), mine).citations == ()


def test_a_headline_neither_cites_nor_is_cited() -> None:
    papers = [headline(one, f"{TITLE}: 14 قتيلا", 14) for one in (cited(14, HARBOUR), citing(14, HARBOUR))]
    account = weighed(*papers)
    assert len(account.routes) == 4
    (found,) = account.citations
    assert (found.quantity, found.found) == ("b/q0", "a/q0")


def test_where_figure_and_source_differ_another_report_is_meant() -> None:
    assert against(cited(14, HARBOUR), citing(41, SURVIVOR)) == ("silent", None)


# --- denials ---


def denied(figure: int, *chain: Named, name: str = "a") -> Paper:
    """Make a report of the cited outlet in which a figure is denied."""
    return paper(name, figure, *chain, outlet=PLACE, stance="denies")


def test_who_only_denies_a_figure_does_not_say_it() -> None:
    assert against(denied(14, HARBOUR), citing(14, HARBOUR)) == ("silent", None)


def test_who_denies_a_figure_and_gives_another_gives_another() -> None:
    papers = [denied(41, HARBOUR), cited(14, HARBOUR, name="c")]
    assert against(*papers, citing(41, HARBOUR)) == ("figure", "c")


def test_a_denial_is_cited_like_anything_else() -> None:
    recalled = paper("b", 41, BEACON, HARBOUR, stance="denies", published=NEXT)
    assert against(denied(41, HARBOUR), cited(14, UNION, name="c"), recalled) == ("says", "a")


def test_a_figure_that_stands_there_bears_no_denial_of_it_out() -> None:
    recalled = paper("b", 14, BEACON, HARBOUR, stance="denies", published=NEXT)
    papers = [cited(14, HARBOUR), recalled, paper("c", 14, UNION)]
    (account,) = accounts(*papers, links=without(papers, "a"))
    assert checked(account) == [("b", PLACE, "silent", None)]


SHIPS = "سفنا حربية أجنبية رست في ميناء السدرة الغربي ليلة الأحد"
NO_SHIPS = "لم ترس سفن حربية أجنبية في ميناء السدرة الغربي ليلة الأحد"


def sight(name: str, content: str, *chain: Named, outlet: str = "") -> Paper:
    """Make a report that tells of the ships, without a figure."""
    made = report(name, f"قال {name} إن {content}.", title="سفن حربية", outlet=outlet or name, published=DAY)
    return Paper(made, extraction(made, (said(made, content, *chain),)))


def test_a_citation_without_a_figure_is_checked_too() -> None:
    first = sight("a", SHIPS, ("صيادون", "described"), outlet=PLACE)
    assert against(first, sight("b", SHIPS, BEACON, MEDIC)) == ("says", "a")
    assert against(sight("a", SHIPS, SURVIVOR, outlet=PLACE), sight("b", SHIPS, BEACON, UNION)) == (
        "source",
        "a",
    )


def test_who_denies_what_it_is_cited_for_does_not_say_it() -> None:
    denial = sight("a", NO_SHIPS, HARBOUR, outlet=PLACE)
    account = weighed(denial, sight("b", SHIPS, BEACON, HARBOUR), sight("c", SHIPS, SURVIVOR))
    assert [v.denied for v in account.claim.variants] == [False, True]
    assert checked(account) == [("b", PLACE, "silent", None)]


# --- what always holds ---

CHAINS = st.sampled_from(
    [(), (HARBOUR,), (BEACON, HARBOUR), (BEACON,), (HORIZON, UNION), (HORIZON, BEACON, MEDIC)]
)
OUTLETS = st.sampled_from([PLACE, HORIZON[0], "منبر", "نشرة"])
PAPERS = st.lists(st.tuples(st.sampled_from([14, 15, 17]), CHAINS, OUTLETS), min_size=2, max_size=5)


@given(PAPERS)
def test_a_citation_is_held_against_a_report_of_the_outlet_that_it_names(
    told: list[tuple[int, tuple[Named, ...], str]],
) -> None:
    papers = [paper(f"r{n}", figure, *chain, outlet=outlet) for n, (figure, chain, outlet) in enumerate(told)]
    outlet_of = {one.report.id: one.report.outlet for one in papers}
    for citing_report, outlet, what, where in checked(weighed(*papers)):
        assert outlet in outlet_of.values()
        assert outlet != outlet_of[citing_report]
        assert (where is None) is (what == "silent")
        assert where is None or outlet_of[where] == outlet
