"""Drift: values in time, their first appearance, and whose they are."""

from weigh.papers import HARBOUR, headline, paper, weighed


def test_points_are_in_order_of_publication_and_firsts_are_marked() -> None:
    found = weighed(
        paper("a", 17, HARBOUR, published="2031-05-02"),
        paper("b", 14, HARBOUR, published="2031-05-01"),
        paper("c", 17, HARBOUR, published="2031-05-03"),
    )
    assert [(p.low, p.first) for p in found.drift] == [(14, True), (17, True), (17, False)]
    assert {p.origin for p in found.drift} == {HARBOUR[0]}


def test_a_headline_has_the_source_that_it_names() -> None:
    origins = []
    for title in ("العبارة: 14 قتيلا", f"{HARBOUR[0]}: 14 قتيلا في غرق العبارة"):
        found = weighed(headline(paper("a", 14, HARBOUR), title, 14))
        origins.append([p.origin for p in found.drift])
    assert origins == [[HARBOUR[0], None], [HARBOUR[0]] * 2]
