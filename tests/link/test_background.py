"""Background figures are told from what a speaker says."""

import pytest

from making import extraction, number, report, said
from riwaya.link.background import is_background


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("أعلن الوزير أن الشرطة عرفت من فجر المخزن الذي أوقع انفجاره 12 قتيلا.", True),
        ("أعلن الوزير أن الشرطة عرفت صاحب القارب، وذلك بعد غرق قتل 12 بحارا.", True),
        ("أعلن الوزير أن انفجارا في المخزن أوقع 12 قتيلا.", False),
        ("أعلن الوزير أن عدد ضحايا الانفجار الذي أوقع دمارا كبيرا بلغ 12 قتيلا.", False),
    ],
)
def test_background_is_told_from_what_is_said(text: str, background: bool) -> None:
    r = report("a", text)
    statement = said(r, text.split(" أن ", 1)[1].rstrip("."), ("الوزير", "described"))
    assert is_background(r.text, statement, number(r, "12", 12, 12)) is background


def test_a_source_named_behind_its_content_has_said_all_of_it() -> None:
    r = report("a", "جرى تشييع ضحايا الغرق الذي أوقع 12 قتيلا، بحسب البلدية.")
    statement = said(r, "جرى تشييع ضحايا الغرق الذي أوقع 12 قتيلا", ("البلدية", "organisation"), cue="بحسب")
    assert not is_background(r.text, statement, number(r, "12", 12, 12))


def test_extractions_made_by_hand_have_an_own_voice() -> None:
    r = report("a", "غرق قارب. ونجا ركابه.")
    assert len(extraction(r).own_voice) == 2
