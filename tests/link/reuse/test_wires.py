"""Wires: an agency's text that several carry, whether its own is in the case or nobody here has seen it."""

import pytest
from msgspec.structs import replace

from making import DAM, FERRY, extraction, local_news, report, story, trace
from riwaya.link.reuse import Traced
from riwaya.link.reuse.wires import credits_of, merged
from riwaya.model import Credit, Extraction, Report, Span, Where, Wire

MARAFI, DIFAF = "وكالة المرافئ", "وكالة الضفاف"
OUTLETS = ("صحيفة الشراع", "موقع رصيف 9", "البستان", "نافذة السدرة", "دفاتر الوادي", "أسبوع السدرة", "مرايا")


def prints(name: str, text: str, agency: str | None = None, *, hour: int = 9, outlet: str = "") -> Report:
    """Make a report of the fourth of May; below its text stands whose it is."""
    said = f"المصدر: {agency}" if agency else ""
    own = outlet or OUTLETS[int(name[-1])] if name[-1].isdigit() else outlet
    return report(name, story(text, said) if said else text, outlet=own, published=f"2031-05-04T{hour:02}:00")


def found(*reports: Report) -> Traced:
    return trace(reports)


def only(*reports: Report) -> Wire:
    (wire,) = found(*reports).wires
    return wire


def test_a_wire_that_nobody_here_has_seen() -> None:
    wire = only(
        prints("p1", story(*DAM), MARAFI), prints("p2", story(*DAM), MARAFI), prints("p3", story(*DAM))
    )
    assert (wire.name, wire.report, wire.credited, wire.inferred) == (MARAFI, None, ("p1", "p2"), ("p3",))


def test_a_wire_whose_own_text_is_in_the_case() -> None:
    own = prints("own", story(*DAM), hour=6, outlet="المرافئ")
    wire = only(own, prints("p1", story(*DAM), MARAFI), prints("p2", story(*DAM[:2])))
    assert (wire.name, wire.report, wire.credited, wire.inferred) == (MARAFI, "own", ("p1",), ("p2",))


def test_a_family_that_names_nobody_has_no_wire() -> None:
    told = found(prints("p1", story(*DAM)), prints("p2", story(*DAM), "وكالات"), prints("p3", story(*DAM)))
    assert told.wires == ()
    assert [f.wires for f in told.families] == [()]


def test_one_report_that_names_an_agency_is_no_wire_of_several() -> None:
    assert found(prints("p1", story(*DAM), MARAFI), prints("p2", story(*DAM))).wires == ()


def test_an_agency_whose_text_nobody_names_is_an_outlet_like_others() -> None:
    own = prints("own", story(*DAM), hour=6, outlet=MARAFI)
    assert found(own, prints("p1", story(*DAM)), prints("p2", story(*DAM))).wires == ()


def test_names_of_one_agency_are_one_wire() -> None:
    wire = only(prints("p1", story(*DAM), "المرافئ"), prints("p2", story(*DAM), MARAFI, hour=10))
    assert (wire.name, wire.credited) == ("المرافئ", ("p1", "p2")), "as the first of them calls it"


def test_two_agencies_in_one_family_are_two_wires() -> None:
    told = found(
        *(prints(f"p{n}", story(*DAM), MARAFI) for n in (1, 2)),
        *(prints(f"p{n}", story(*DAM[:3], local_news(n, 16)), DIFAF) for n in (3, 4)),
        prints("p5", story(*DAM)),
    )
    assert {(w.name, w.credited, w.inferred) for w in told.wires} == {
        (MARAFI, ("p1", "p2"), ("p5",)),
        (DIFAF, ("p3", "p4"), ("p5",)),
    }
    (family,) = told.families
    assert set(family.wires) == {wire.id for wire in told.wires}


def test_who_names_another_agency_has_it_from_there() -> None:
    wire = only(*(prints(f"p{n}", story(*DAM), MARAFI) for n in (1, 2)), prints("p3", story(*DAM), DIFAF))
    assert (wire.credited, wire.inferred) == (("p1", "p2"), ())


def test_who_has_less_than_half_of_its_text_from_there_is_no_carrier() -> None:
    carriers = [prints(f"p{n}", story(*DAM), MARAFI) for n in (1, 2)]
    mostly = prints("p3", story(DAM[0], DAM[1], local_news(1, 40)))
    little = prints("p3", story(DAM[0], DAM[1], local_news(1, 80)))
    assert only(*carriers, mostly).inferred == ("p3",)
    assert only(*carriers, little).inferred == ()


def test_a_report_that_was_there_days_before_is_no_carrier() -> None:
    first = replace(prints("p3", story(*DAM)), published="2031-05-01")
    assert only(first, *(prints(f"p{n}", story(*DAM), MARAFI) for n in (1, 2))).inferred == ("p3",), (
        "those that name the agency have it from there: that he was first proves nothing"
    )
    moved = [extraction(one, credit=MARAFI) for one in (prints("p1", ""), prints("p2", ""))]
    assert credits_of(moved) == {"p1": [MARAFI], "p2": [MARAFI]}


def test_a_round_up_carries_each_wire_in_its_family() -> None:
    dam = [prints(f"p{n}", story(*DAM), MARAFI) for n in (1, 2)]
    ferry = [prints(f"p{n}", story(*FERRY), DIFAF) for n in (3, 4)]
    round_up = prints("p5", story(*DAM[:3], *FERRY[:3]), hour=11)
    told = found(*dam, *ferry, round_up)
    assert {(w.name, w.credited) for w in told.wires} == {(MARAFI, ("p1", "p2")), (DIFAF, ("p3", "p4"))}
    assert {f.wires[0] for f in told.families} == {w.id for w in told.wires}
    assert all(len(f.wires) == 1 for f in told.families)


def test_a_second_version_of_the_agency_is_no_carrier() -> None:
    own = prints("own", story(*DAM), hour=6, outlet=MARAFI)
    update = prints("update", story(*DAM, "وقال المحافظ إن المدارس ستفتح أبوابها."), hour=7, outlet=MARAFI)
    assert only(own, update, prints("p1", story(*DAM), MARAFI)).inferred == ()


def test_a_wire_is_named_by_who_names_it() -> None:
    named = [prints(f"p{n}", story(*DAM), MARAFI) for n in (1, 2)]
    assert only(*named).id == only(*named, prints("p3", story(*DAM))).id, (
        "an inferred carrier does not rename it"
    )
    assert only(*named).id != only(*named, prints("p3", story(*DAM), MARAFI)).id


@pytest.mark.parametrize(
    ("where", "told"), [("byline", [MARAFI]), ("text", [MARAFI]), ("forwarded_from", [])]
)
def test_a_forwarded_message_names_who_is_heard_and_no_agency(where: Where, told: list[str]) -> None:
    credits = tuple(
        Credit(name=name, span=Span(0, 0), where=where, rule="test") for name in (MARAFI, None, MARAFI)
    )
    assert credits_of([Extraction(report="a", credits=credits)]) == {"a": told}


# --- one dispatch in two families ---


def wire(name: str, credited: str, inferred: str = "", own: str | None = None) -> Wire:
    return Wire(
        id=f"w{credited}", name=name, report=own, credited=tuple(credited.split()), inferred=tuple(inferred.split())
    )  # fmt: skip


def test_a_wire_that_half_of_those_that_name_it_have_in_another_family_is_that() -> None:
    known = wire(MARAFI, "a b c d", "x y")
    assert merged(wire(MARAFI, "b e", "x c", own="o"), [wire(DIFAF, "b e"), known]) == replace(
        known, report="o", credited=("a", "b", "c", "d", "e"), inferred=("x", "y")
    )


@pytest.mark.parametrize("other", [wire(DIFAF, "a b c"), wire(MARAFI, "c d e f"), wire(MARAFI, "d e")])
def test_other_agencies_and_other_dispatches_are_wires_of_their_own(other: Wire) -> None:
    one = wire(MARAFI, "a b c", "d")
    assert merged(one, [other]) == one


def test_families_that_overlap_have_one_wire() -> None:
    """A cut of the end and one of the beginning share nothing; most reprints have both."""
    told = found(
        *(prints(f"p{n}", story(*DAM), MARAFI) for n in (0, 1)),
        *(prints(f"p{n}", story(*DAM[:2], local_news(n, 16)), MARAFI) for n in (2, 3, 6)),
        *(prints(f"p{n}", story(*DAM[2:], local_news(n, 16)), MARAFI) for n in (4, 5)),
    )
    assert len(told.families) > 1
    (one,) = told.wires
    assert set(one.credited) == {f"p{n}" for n in range(7)}
    assert {family.wires for family in told.families} == {(one.id,)}


@pytest.mark.xfail(
    reason="a round-up that names the agency is half of those that name either of two dispatches"
)
def test_two_dispatches_of_one_agency_that_a_round_up_puts_together_are_two() -> None:
    told = found(
        prints("p1", story(*DAM), MARAFI), prints("p2", story(*DAM)), prints("p3", story(*FERRY), MARAFI),
        prints("p4", story(*FERRY)), prints("p5", story(*DAM[:3], *FERRY[:3]), MARAFI, hour=11),
    )  # fmt: skip
    assert len(told.families) == 2
    assert len(told.wires) == 2
