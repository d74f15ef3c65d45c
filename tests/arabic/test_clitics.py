"""Clitics: cut off where that is likelier than the whole word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.arabic.clitics import Clitics, split
from riwaya.arabic.fold import fold


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وقال", ("و", "", False, "قال")),
        ("فقال", ("ف", "", False, "قال")),
        ("وبالمدينة", ("و", "ب", True, "مدينه")),
        ("للوزارة", ("", "ل", True, "وزاره")),
        ("والميناء", ("و", "", True, "ميناء")),
        ("بالإهمال", ("", "ب", True, "اهمال")),
        ("كالبحر", ("", "ك", True, "بحر")),
        ("المدينة", ("", "", True, "مدينه")),
        ("لوزارة", ("", "ل", False, "وزاره")),
        ("وللشركة", ("و", "ل", True, "شركه")),
    ],
)
def test_what_is_cut_off(word, expected):
    assert split(fold(word)) == Clitics(*expected)


@pytest.mark.parametrize(
    "word",
    [
        "وزير",
        "وزارة",
        "وكالة",
        "وصف",
        "فريق",
        "فوز",
        "بيان",
        "بحر",
        "لجنة",
        "لبنان",
        "كتاب",
        "كان",
        "باسم",
        "بين",
        "لم",
        "و",
        "ف",
        "",
    ],
)
def test_what_is_whole(word):
    found = split(fold(word))
    assert (found.conjunction, found.preposition, found.stem) == ("", "", fold(word))


@pytest.mark.parametrize("word", ["والد", "والدته", "والدها", "والي", "وادي", "وارد", "وافق", "واصل", "وعي"])
def test_a_first_letter_that_belongs_to_the_word(word):
    assert split(fold(word)) == Clitics("", "", False, fold(word))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="وفبلكاقمدنيهتس", max_size=8))
def test_the_parts_spell_the_word(word):
    found = split(word)
    article = "ال" if found.article else ""
    whole = found.conjunction + found.preposition + article + found.stem
    assert word in (whole, whole.replace("لال", "لل", 1))
