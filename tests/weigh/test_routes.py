"""Routes: from the outlet that printed a member of a claim to its origin, and why where its words do not say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import WIRE
from weigh.papers import (
    BEACON,
    HARBOUR,
    HORIZON,
    MEDIC,
    SAIL,
    SOURCES,
    SURVIVOR,
    UNION,
    Named,
    Paper,
    bare,
    names,
    paper,
    ways,
    weighed,
)

SPOKESMAN: Named = ("المتحدث باسم هيئة مرافئ السدرة سالم العوفي", "person")
LED = {"voice.copied", "voice.source-dropped", "voice.mostly-copied", "voice.cites", "voice.restates"}


def test_a_route_goes_from_the_outlet_that_printed_it_through_all_that_are_named() -> None:
    account = weighed(paper("a", 14, BEACON, HORIZON, HARBOUR))
    assert ways(account) == {"a": (("منبر a", BEACON[0], HORIZON[0]), HARBOUR[0], "")}


def test_a_credited_agency_stands_on_the_route() -> None:
    account = weighed(paper("a", 14, HARBOUR, credit=HORIZON[0]))
    assert ways(account) == {"a": (("منبر a", HORIZON[0]), HARBOUR[0], "")}


def test_who_speaks_for_the_origin_stands_on_the_route() -> None:
    account = weighed(paper("a", 14, SPOKESMAN), paper("b", 14, HARBOUR))
    (origin,) = names(account).values()
    mine, theirs = (way for way, _, _ in ways(account).values())
    assert {*mine, *theirs, origin} == {"منبر a", "منبر b", SPOKESMAN[0], HARBOUR[0]}
    assert {why for _, _, why in ways(account).values()} == {""}


def test_an_outlets_own_voice_is_its_own_origin() -> None:
    assert ways(weighed(paper("a", 14))) == {"a": (("منبر a",), "منبر a", "")}


def test_an_outlet_stands_on_a_route_once_however_it_is_written() -> None:
    mine = paper("a", 14, ("المنارة", "outlet"), MEDIC, outlet=BEACON[0])
    other = paper("b", 14, ("صحيفة «المنارة»", "outlet"), MEDIC)
    found = ways(weighed(mine, other))
    assert [way for way, _, _ in found.values()] == [(BEACON[0],), ("منبر b", BEACON[0])]


def test_a_copy_that_left_its_source_out_is_led_there_by_the_copy() -> None:
    wire = paper("a", 14, HARBOUR, before=WIRE)
    found = ways(weighed(wire, bare(paper("b", 14, HARBOUR, before=WIRE))))
    assert found["a"] == (("منبر a",), HARBOUR[0], "")
    assert found["b"] == (("منبر b",), HARBOUR[0], "voice.source-dropped")


def test_a_citation_of_the_outlet_alone_is_led_to_the_source_of_its_report() -> None:
    found = ways(weighed(paper("a", 14, HARBOUR, outlet=BEACON[0]), paper("b", 14, BEACON)))
    assert found["b"] == (("منبر b", BEACON[0]), HARBOUR[0], "voice.cites")


@pytest.mark.parametrize("turned", [False, True])
def test_who_is_cited_needs_no_reason_wherever_its_report_stands(turned: bool) -> None:
    papers = [paper("a", 14, MEDIC, outlet=BEACON[0]), paper("b", 14, BEACON, MEDIC)]
    found = ways(weighed(*(reversed(papers) if turned else papers)))
    assert found["a"] == ((BEACON[0],), MEDIC[0], "")


def test_an_agency_needs_no_reason_to_be_the_origin_of_what_others_print_of_it() -> None:
    agency = paper("a", 14, outlet=HORIZON[0], before=WIRE)
    found = ways(weighed(agency, paper("b", 14, credit=HORIZON[0], before=WIRE), paper("c", 14, before=WIRE)))
    assert found == {
        "a": ((HORIZON[0],), HORIZON[0], ""),
        "b": (("منبر b",), HORIZON[0], ""),
        "c": (("منبر c",), HORIZON[0], "voice.copied"),
    }


def test_an_agency_that_is_dated_after_its_copies_needs_no_reason() -> None:
    agency = paper("a", 14, outlet=HORIZON[0], published="2031-05-01T20:00", before=WIRE)
    copy = paper("c", 14, published="2031-05-01T08:00", before=WIRE)
    found = ways(weighed(copy, agency, paper("b", 14, credit=HORIZON[0], before=WIRE)))
    assert found["a"] == ((HORIZON[0],), HORIZON[0], "")


def test_who_says_it_in_its_own_words_needs_no_reason() -> None:
    found = ways(weighed(paper("a", 14, HARBOUR), paper("b", 14, HARBOUR, published="2031-05-02")))
    assert {why for _, _, why in found.values()} == {""}


def test_who_denies_a_claim_has_a_route_to_an_origin_of_its_own() -> None:
    account = weighed(paper("a", 14, HARBOUR), paper("b", 14, UNION, stance="denies"))
    assert [o.name for o in account.support.origins] == [HARBOUR[0]]
    assert ways(account)["b"] == (("منبر b",), UNION[0], "")


def test_who_stands_behind_a_claim_is_called_as_in_its_support_whoever_denies_it() -> None:
    denials = [paper(name, 20, SPOKESMAN, stance="denies") for name in "bc"]
    account = weighed(paper("a", 14, HARBOUR), *denials)
    assert [v.denied for v in account.claim.variants] == [True, False]
    (origin,) = account.support.origins
    assert [r.origin for r in account.routes if r.statement == "a/s0"] == [origin.id]


CHAINS = st.sampled_from(
    [(), (HARBOUR,), (SPOKESMAN,), (SURVIVOR,), (SOURCES,), (BEACON, MEDIC), (BEACON,), (SAIL, HORIZON, MEDIC)]
)  # fmt: skip
OUTLETS = st.sampled_from([BEACON[0], HORIZON[0], "منبر", "نشرة"])
CREDITS = st.sampled_from([None, HORIZON[0]])
PAPERS = st.lists(
    st.tuples(st.sampled_from([14, 17]), CHAINS, OUTLETS, CREDITS, st.booleans(), st.booleans()),
    min_size=1,
    max_size=5,
)


def made(told: list[tuple[int, tuple[Named, ...], str, str | None, bool, bool]]) -> list[Paper]:
    """Make papers, some of them copies, and some denials where they have a source."""
    return [
        paper(
            f"r{n}", figure, *chain, outlet=outlet, credit=credit,
            before=WIRE if copied else "", stance="denies" if denied and chain else "says",
        )
        for n, (figure, chain, outlet, credit, copied, denied) in enumerate(told)
    ]  # fmt: skip


@given(PAPERS)
def test_every_member_has_a_route_to_an_origin_of_the_whole(
    told: list[tuple[int, tuple[Named, ...], str, str | None, bool, bool]],
) -> None:
    papers = made(told)
    account = weighed(*papers)
    outlet_of = {one.report.id: one.report.outlet for one in papers}
    members = [(m, v) for v in account.claim.variants for m in v.members]
    behind = {origin.id for origin in account.support.origins}
    for (member, variant), route in zip(members, account.routes, strict=True):
        assert (route.statement, route.quantity) == (member.statement, member.quantity)
        assert route.through[0] == outlet_of[member.statement.partition("/")[0]]
        assert len(set(route.through)) == len(route.through)
        assert variant.denied or route.origin in behind
        assert route.origin in names(account)
        assert route.because in LED | {""}
