"""Which of two had it first: a credit tells, a shared wire forbids, a time alone tells only of
near-complete copies.
"""

import pytest

from making import OTHER, WIRE, extraction, report
from riwaya.link.reuse.direction import directed
from riwaya.link.reuse import passages
from riwaya.model import Extraction, Report


def direction(a: Report, b: Report, *extractions: Extraction) -> tuple[str, str]:
    told = extractions or (extraction(a), extraction(b))
    (p,) = directed(passages([a, b]), [a, b], told)
    return p.direction, p.reason


def test_the_one_that_is_credited_had_it_first() -> None:
    a, b = report("a", WIRE, outlet="منبر السدرة"), report("b", WIRE, outlet="أخبار الواحة")
    assert direction(a, b, extraction(a), extraction(b, credit="منبر السدرة")) == ("a_to_b", "copy.credits")


def test_two_that_credit_one_agency_have_it_from_there() -> None:
    a = report("a", WIRE, outlet="منبر السدرة", published="2031-05-01")
    b = report("b", WIRE, outlet="أخبار الواحة", published="2031-05-02")
    told = extraction(a, credit="وكالة المرافئ"), extraction(b, credit="وكالة المرافئ")
    assert direction(a, b, *told) == ("unknown", "copy.one-wire")


def test_the_earlier_of_two_near_complete_copies() -> None:
    a, b = report("a", WIRE, published="2031-05-02"), report("b", WIRE, published="2031-05-01T09:00")
    assert direction(a, b) == ("b_to_a", "copy.earlier")


@pytest.mark.parametrize("published", [None, "2031-05-02"])
def test_a_time_says_nothing_about_a_shared_quotation(published: str | None) -> None:
    a = Report(id="a", text=WIRE + OTHER * 9, published="2031-05-01")
    b = Report(id="b", text=OTHER[::-1] * 9 + WIRE, published=published)
    assert direction(a, b) == ("unknown", "copy.open")
