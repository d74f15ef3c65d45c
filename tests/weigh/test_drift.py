"""Drift: values in time, their first appearance, and who revised their own."""

from making import at, extraction, number, report, said
from riwaya.link import link
from riwaya.model import Account, Kind, Quantity
from riwaya.weigh import weigh

SAID = "غرق العبارة قبالة ميناء السدرة أودى بحياة {} عاملا"


def account(*told: tuple[str, str, int]) -> Account:
    reports, extractions = [], []
    kind: Kind = "organisation"
    for n, (published, source, value) in enumerate(told):
        title = "غرق العبارة قبالة ميناء السدرة"
        r = report(
            f"r{n}", f"قالت إن {SAID.format(value)}.", title=title, published=published, outlet=f"منبر {n}"
        )
        reports.append(r)
        statement = said(r, SAID.format(value), (source, kind))
        extractions.append(extraction(r, (statement,), (number(r, str(value), value, value),)))
    (found,) = weigh(reports, extractions, link(reports, extractions))
    return found


def test_points_are_in_order_of_publication_and_firsts_are_marked() -> None:
    found = account(
        ("2031-05-02", "هيئة مرافئ السدرة", 17),
        ("2031-05-01", "هيئة مرافئ السدرة", 14),
        ("2031-05-03", "هيئة مرافئ السدرة", 17),
    )
    assert [(p.low, p.first) for p in found.drift] == [(14, True), (17, True), (17, False)]
    assert {p.origin for p in found.drift} == {"هيئة مرافئ السدرة"}


def test_a_revision_is_told_from_a_disagreement() -> None:
    revised = account(("2031-05-01", "هيئة مرافئ السدرة", 14), ("2031-05-02", "هيئة مرافئ السدرة", 17))
    (reason,) = [r for r in revised.support.reasons if r.code == "drift.revised"]
    assert reason.args == {"name": "هيئة مرافئ السدرة", "before": "14", "after": "17"}
    other = account(("2031-05-01", "هيئة مرافئ السدرة", 14), ("2031-05-02", "نقابة بحارة السدرة", 17))
    assert not [r for r in other.support.reasons if r.code == "drift.revised"]


def test_a_headline_has_the_source_that_it_names() -> None:
    origins = []
    for title in ("العبارة: 14 قتيلا", "هيئة مرافئ السدرة: 14 قتيلا في غرق العبارة"):
        r = report("a", f"قالت إن {SAID.format(14)}.", title=title, published="2031-05-01")
        head = Quantity(span=at(title, "14"), low=14, high=14, unit="person", counted="killed", where="title")
        statement = said(r, SAID.format(14), ("هيئة مرافئ السدرة", "organisation"))
        told = [extraction(r, (statement,), (number(r, "14", 14, 14), head))]
        (found,) = weigh([r], told, link([r], told))
        origins.append([p.origin for p in found.drift])
    assert origins == [["هيئة مرافئ السدرة", None], ["هيئة مرافئ السدرة"] * 2]
