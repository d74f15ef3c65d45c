"""Phantoms: origins without a name that everybody has from one text which nobody in the case has seen."""

import pytest

from making import WIRE
from weigh.papers import BEACON, HARBOUR, HORIZON, MEDIC, SAIL, SOURCES, Named, Paper, bare, paper, weighed


def phantoms(*papers: Paper) -> list[str]:
    """Give the names of the origins that are phantoms."""
    account = weighed(*papers)
    found = [origin.name for origin in account.support.origins if origin.phantom]
    assert account.phantom is (len(found) == len(account.support.origins))
    return found


def copies(*chain: Named) -> tuple[Paper, Paper]:
    """Make two reports that are one text."""
    return paper("a", 14, *chain, before=WIRE), paper("b", 14, *chain, published="2031-05-02", before=WIRE)


@pytest.mark.parametrize("source", [MEDIC, SOURCES, ("تقرير الملاحة البحرية", "document")])
def test_who_has_no_name_and_is_known_through_an_absent_agency_is_a_phantom(source: Named) -> None:
    account = weighed(*copies(HORIZON, source))
    assert [(origin.name, origin.phantom) for origin in account.support.origins] == [(source[0], True)]
    assert account.phantom


def test_an_absent_outlet_that_is_cited_alone_is_a_phantom() -> None:
    assert phantoms(paper("a", 14, HORIZON), paper("b", 14, HORIZON)) == [HORIZON[0]]


def test_who_has_a_name_is_no_phantom() -> None:
    assert phantoms(*copies(HORIZON, HARBOUR)) == []


def test_who_is_quoted_at_first_hand_is_no_phantom() -> None:
    assert phantoms(paper("a", 14, MEDIC), paper("b", 14, SOURCES)) == []


def test_one_outlet_that_has_it_at_first_hand_is_enough() -> None:
    first, second = copies(HORIZON, MEDIC)
    assert phantoms(first, second, paper("c", 14, MEDIC, before=WIRE)) == []


def test_what_an_outlet_was_told_itself_is_at_first_hand() -> None:
    told = paper("a", 14, BEACON, MEDIC, outlet=BEACON[0], credit=HORIZON[0])
    assert phantoms(told) == []


def test_a_cited_outlet_that_is_in_the_case_may_have_it_at_first_hand() -> None:
    assert phantoms(*copies(HORIZON, MEDIC), paper("c", 17, HARBOUR, outlet=HORIZON[0])) == []


def test_an_outlet_that_only_passed_it_on_makes_no_difference() -> None:
    passed = paper("b", 14, HORIZON, MEDIC, outlet=BEACON[0])
    assert phantoms(paper("a", 14, BEACON, HORIZON, MEDIC), passed) == [MEDIC[0]]
    assert phantoms(paper("a", 14, HORIZON, BEACON, MEDIC), paper("b", 17, HARBOUR, outlet=BEACON[0])) == []


def test_two_absent_outlets_are_two_that_have_it() -> None:
    first, _ = copies(HORIZON, MEDIC)
    _, second = copies(SAIL, MEDIC)
    account = weighed(first, second)
    assert account.support.high == 1
    assert not account.phantom


def test_an_absent_outlet_is_one_however_it_is_written() -> None:
    first, _ = copies(HORIZON, MEDIC)
    _, second = copies((f"{HORIZON[0]} للأنباء", "outlet"), MEDIC)
    assert phantoms(first, second) == [MEDIC[0]]


def test_who_repeats_a_phantom_without_naming_it_has_it_from_there() -> None:
    first, second = copies(HORIZON, MEDIC)
    assert phantoms(first, bare(second)) == [MEDIC[0]]


def test_an_outlet_that_names_nobody_is_no_phantom() -> None:
    assert phantoms(paper("a", 14), paper("b", 17)) == []


def test_a_claim_is_a_phantom_when_all_its_origins_are() -> None:
    assert not weighed(*copies(HORIZON, MEDIC), paper("c", 14, HARBOUR)).phantom
    assert weighed(*copies(HORIZON, MEDIC), paper("c", 14, SAIL, SOURCES)).phantom


def test_who_denies_a_phantom_does_not_make_it_real() -> None:
    denial = paper("c", 14, HARBOUR, stance="denies", published="2031-05-02")
    assert weighed(*copies(HORIZON, MEDIC), denial).phantom
