"""Parts: who is counted as some of others, and is no total."""

import pytest

from riwaya.extract import extract
from riwaya.link.occurrences import occurrences
from riwaya.link.terms import Weights, key
from riwaya.model import Report


def told(text: str) -> list[tuple[float | int | None, str, bool]]:
    """Give each figure of a text, its class, and whether it is a part."""
    report = Report(id="a", text=text)
    found = occurrences([report], [extract(report)], Weights())
    return [(f.quantity.low, f.counted, bool(f.part)) for one in found for f in one.figures]


@pytest.mark.parametrize(
    ("text", "wholes", "parts"),
    [
        ("قتل 13 شخصا هم 10 جنود و3 عمال في هجوم على معسكر قرب السدرة.", [13], [10, 3]),
        ("أسفر الهجوم عن مقتل 10 جنود و3 عمال وإصابة 7 آخرين.", [7], [10, 3]),
        ("أدى القصف إلى مقتل 9 أشخاص بينهم رئيس المجلس في البلدة وخمسة أطفال وامرأة واحدة.", [9], [5, 1]),
        ("كانت الطائرة تقل 239 شخصا هم 227 راكبا و12 من أفراد الطاقم.", [239], [227, 12]),
        ("قتل 14 عاملا، 10 منهم من أبناء البلدة.", [14], [10]),
        ("قتل ثلاثة مدنيين وجنديان في هجوم على السوق.", [], [3, 2]),
        ("بلغت الحصيلة 20 قتيلا و40 جريحا.", [20, 40], []),
        ("ارتفع عدد القتلى إلى 23 قتيلا بعد أن كان 18 قتيلا.", [23, 18], []),
    ],
)
def test_subtotals_are_told_from_totals(text: str, wholes: list[int], parts: list[int]) -> None:
    found = told(text)
    assert [low for low, _, part in found if not part] == wholes
    assert [low for low, _, part in found if part] == parts


def test_a_part_has_the_class_of_its_total_and_the_key_of_what_it_counts() -> None:
    report = Report(id="a", text="قتل 13 شخصا هم 10 جنود و3 عمال في هجوم قرب السدرة.")
    (one,) = occurrences([report], [extract(report)], Weights())
    assert [(f.counted, f.part) for f in one.figures] == [
        ("killed", ""),
        ("killed", key("جنود")),
        ("killed", key("عمال")),
    ]


def test_killed_or_injured_is_a_class_of_its_own() -> None:
    assert told("سقط 20 شخصا بين قتيل وجريح في انفجار قرب ميناء السدرة.") == [
        (20, "killed_or_injured", False)
    ]
