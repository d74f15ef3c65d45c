"""Code of a page in the text of its report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import read_bytes
from riwaya.read.told.code import RULE, code

SHEET = "#vote ul { padding: 0; margin: 0; } .box { overflow: hidden; }"
PROGRAM = "jQuery('#vote').submit(function() { jQuery('#vote').html('انتظر لحظات…'); return false; });"


def marked(text: str) -> list[str]:
    return [text[mark.span.start : mark.span.end] for mark in code(text)]


@pytest.mark.parametrize("before", ["برأيك من يفوز بالكأس؟ ", "من يفوز؟. ", "من يفوز\n", ""])
@pytest.mark.parametrize("after", [" نعم لا", "", "\nنعم"])
@pytest.mark.parametrize("said", [SHEET, PROGRAM, f"{SHEET} {PROGRAM}"])
def test_code_is_marked_and_nothing_of_the_report(before: str, said: str, after: str) -> None:
    assert marked(before + said + after) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "قال المدير {نعود غدا إلى المرفأ ثم نغادر} ثم غادر",
        "صدر كتاب (The Harbour; a history of the ships of Salama) أمس",
        "كتب {note} على الباب",
        "قال: The ship came back; nobody was hurt. ثم غادر",
    ],
)
def test_what_somebody_wrote_is_no_code(text: str) -> None:
    assert marked(text) == []


def test_a_report_has_its_code_marked() -> None:
    text = f"عاد الركاب إلى المرفأ سالمين مساء أمس. {SHEET} وقال القبطان إن السفينة بخير."
    (report,), _ = read_bytes(text.encode(), "a.txt")
    assert [mark.rule for mark in report.furniture] == [RULE]


@given(st.text(alphabet="{};'\"ab #.\nاب", max_size=300))
def test_marks_are_apart_and_inside(text: str) -> None:
    last = 0
    for mark in code(text):
        assert last <= mark.span.start < mark.span.end <= len(text)
        last = mark.span.end
