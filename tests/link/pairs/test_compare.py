"""Two short texts: the same, contradicting each other, or of other things; evident differences decide first."""

import msgspec
import pytest

from riwaya.link.pairs import Comparison, compare, compare_all
from riwaya.link.pairs.vectors import has_encoder

KINDS = [
    "plain",
    pytest.param("encoder", marks=pytest.mark.skipif(not has_encoder(), reason="no sentence encoder here")),
]


def one(a: str, b: str, kind: str) -> Comparison:
    return compare_all([(a, b)], kind)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("غرق عبّارة قبالة ميناء النسيم", "غَرِقَ عبارة قبالة ميناء النسيم", "same"),
        ("مقتل 12 راكبا في غرق عبارة قبالة الميناء", "مقتل 18 راكبا في غرق عبارة قبالة الميناء", "contradicts"),
        ("بلدية وادي الصقور تغلق السوق القديم", "بلدية وادي الصقور لن تغلق السوق القديم", "contradicts"),
        ("غرق عبّارة قبالة ميناء النسيم", "أسعار القمح ترتفع في الأسواق العالمية للشهر الثالث", "unrelated"),
    ],
)  # fmt: skip
def test_verdicts(a: str, b: str, verdict: str, kind: str) -> None:
    assert one(a, b, kind).verdict == verdict


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_makes_no_difference(kind: str) -> None:
    a, b = "وزارة النقل تعلن إغلاق ميناء النسيم بعد العاصفة", "ميناء النسيم مغلق بسبب عاصفة بحسب الوزارة"
    there, back = one(a, b, kind), one(b, a, kind)
    assert there.verdict == back.verdict
    assert there.chances == pytest.approx(back.chances, abs=2e-3)
    assert there.event == pytest.approx(back.event, abs=2e-3)
    assert [(x.a, x.b) for x in there.agreed] == [(x.b, x.a) for x in back.agreed]


def test_a_figure_that_cannot_be_the_other_decides_and_is_told() -> None:
    a, b = "مقتل 12 راكبا في غرق عبارة قبالة الميناء", "مقتل 18 راكبا في غرق عبارة قبالة الميناء"
    found = compare(a, b)
    (figure,) = [x for x in found.differed if x.kind == "figure"]
    assert found.rule == "pairs.figure"
    assert figure.a is not None
    assert a[figure.a.start : figure.a.end] == "12"
    assert (figure.a_is, figure.b_is) == ("12 killed", "18 killed")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("أكثر من 12 قتيلا في غرق عبارة قبالة الميناء", "مقتل 18 راكبا في غرق عبارة قبالة الميناء"),
        ("مقتل ما بين 10 إلى 20 راكبا في غرق عبارة", "مقتل ما بين 15 إلى 30 راكبا في غرق عبارة"),
    ],
)
def test_bounds_that_meet_are_no_difference(a: str, b: str) -> None:
    found = compare(a, b)
    assert [x.kind for x in found.agreed].count("figure") == 1
    assert found.rule != "pairs.figure"


def test_figures_of_other_classes_do_not_meet() -> None:
    found = compare("مقتل 12 راكبا في حادث العبارة", "إصابة 18 راكبا في حادث العبارة")
    assert not [x for x in found.differed if x.kind == "figure"]
    assert len([x for x in found.alone if x.kind == "figure"]) == 2


def test_another_place_is_told() -> None:
    found = compare("افتتاح معرض الكتاب في بغداد بحضور الوزير", "افتتاح معرض الكتاب في دمشق بحضور الوزير")
    assert [(x.a_is, x.b_is) for x in found.differed if x.kind == "place"] == [("بغداد", "دمشق")]
    assert found.verdict == "contradicts"


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        compare("…", "غرق عبّارة")
    with pytest.raises(ValueError, match="no words"):
        compare("…", "")


@pytest.mark.parametrize("kind", KINDS)
def test_no_pairs_give_no_comparisons(kind: str) -> None:
    assert compare_all([], kind) == []  # type: ignore[arg-type]


def test_a_comparison_goes_through_json_and_back() -> None:
    found = compare("غرق عبارة قبالة ميناء النسيم", "غرق سفينة قبالة ميناء النسيم")
    assert msgspec.json.decode(msgspec.json.encode(found), type=Comparison) == found
    assert sum(found.chances.values()) == pytest.approx(1, abs=0.01)
