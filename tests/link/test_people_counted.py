"""Whom a figure counts: whether they bear arms, and of which party they are."""

import pytest

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.link.people_counted import party, side
from riwaya.link.terms import key
from riwaya.model import Span


def number(text: str, shown: str) -> Span:
    at = text.index(shown)
    return Span(at, at + len(shown))


@pytest.mark.parametrize(
    ("text", "shown", "expected"),
    [
        ("قتل 17 متمردا في المعركة", "17", "armed"),
        ("مقتل 8 من مسلحي الحركة", "8", "armed"),
        ("مقتل جنديين في الكمين", "جنديين", "armed"),
        ("سقط 20 مدنيا في القصف", "20", "civil"),
        ("سقوط نحو 15 من المدنيين", "15", "civil"),
        ("قتل 8 أشخاص من عائلة واحدة", "8", "civil"),
        ("قتل 30 شخصا في الانفجار", "30", ""),
        ("أصيب 12 آخرون", "12", ""),
        ("سقط 28 قتيلا قرب مدنيين", "28", ""),
    ],
)
def test_whether_those_counted_bear_arms(text: str, shown: str, expected: str) -> None:
    assert side(tokens(text), number(text, shown)) == expected


@pytest.mark.parametrize(
    ("text", "shown", "expected"),
    [
        ("مقتل 8 من مسلحي المقاومة وإصابة 3", "8", ["المقاومة"]),
        ("قتل 22 مسلحا من الثوار في الكمين", "22", ["الثوار"]),
        ("سقوط 11 قتيلا في صفوف الثوار", "11", ["الثوار"]),
        ("سقوط 11 قتيلا في المدينة", "11", []),
        ("قتل 17 شخصا قتلوا من جراء القصف", "17", []),
        ("إصابة 5 من بينهم طفل", "5", []),
    ],
)
def test_the_party_of_those_counted(text: str, shown: str, expected: list[str]) -> None:
    assert party(tokens(text), number(text, shown)) == {key(fold(word)) for word in expected}


def test_no_word_is_of_both_sides() -> None:
    civil, armed = (set(map(key, lexicon.words_of("people_counted", side))) for side in ("civil", "armed"))
    assert civil
    assert armed
    assert not civil & armed
    words = [word for row in lexicon.rows("people_counted") for word in lexicon.variants(row["words"])]
    assert [word for word in words if word != fold(word)] == []
