"""Cues: the forms of the verbs of saying, and what they tell of who speaks."""

import pytest

from riwaya.arabic.fold import fold
from riwaya.extract.cues import cue_at, joined_by


@pytest.mark.parametrize(
    ("form", "cue", "tense"),
    [
        ("قال", "qal", "past"),
        ("قالت", "qal", "past"),
        ("قالوا", "qal", "past"),
        ("يقول", "qal", "present"),
        ("تقول", "qal", "present"),
        ("يقولون", "qal", "present"),
        ("سيقول", "qal", "present"),
        ("قائلاً", "qal", "participle"),
        ("قائلةً", "qal", "participle"),
        ("وأضافت", "adafa", "past"),
        ("مضيفين", "adafa", "participle"),
        ("فأجابت", "ajaba", "past"),
        ("نفى", "nafa", "past"),
        ("نفت", "nafa", "past"),
        ("ينفي", "nafa", "present"),
        ("ينفون", "nafa", "present"),
        ("نافيةً", "nafa", "participle"),
        ("ادّعت", "iddaa", "past"),
        ("دعوا", "daa", "past"),
        ("يدعون", "iddaa", "present"),
        ("أقرّت", "aqarra", "past"),
        ("مؤكدةً", "akkada", "participle"),
        ("وسيعلن", "aalana", "present"),
        ("اتهمها", "ittahama", "past"),
        ("يتهمهم", "ittahama", "present"),
        ("تأكيد", "akkada", "noun"),
        ("تأكيدها", "akkada", "noun"),
        ("مطالبته", "talaba_b", "noun"),
        ("مؤكّدًا", "akkada", "participle"),
        ("وأَضافَ", "adafa", "past"),
        ("قــال", "qal", "past"),
    ],
)
def test_form(form, cue, tense):
    found = cue_at(fold(form))
    assert found is not None
    assert (found.cue.id, found.tense) == (cue, tense)


@pytest.mark.parametrize("form", ["مدينة", "مقره", "حديقة", "أكل", "والي", "سقال", "وسقال", ""])
def test_no_verb_of_saying(form):
    assert cue_at(fold(form)) is None


@pytest.mark.parametrize(
    ("form", "feminine", "plural"),
    [
        ("قال", False, False),
        ("قالت", True, False),
        ("قالوا", False, True),
        ("يؤكد", False, False),
        ("تؤكد", True, False),
        ("يؤكدون", False, True),
        ("مؤكدا", False, False),
        ("مؤكدة", True, False),
        ("مؤكدين", False, True),
    ],
)
def test_what_the_form_tells_of_the_speaker(form, feminine, plural):
    found = cue_at(fold(form))
    assert found is not None
    assert (found.feminine, found.plural) == (feminine, plural)


@pytest.mark.parametrize(
    "form",
    [
        "وقال",
        "وقالت",
        "فقال",
        "وأكد",
        "وأعلن",
        "وذكر",
        "ونفى",
        "وأضاف",
        "وأضافت",
        "وأردف",
        "ويضيف",
        "ووصف",
        "ووعد",
    ],
)
def test_a_conjunction_is_seen_on_a_verb_of_saying(form):
    assert joined_by(fold(form)) == form[0]


@pytest.mark.parametrize("form", ["وعد", "وصف", "قال", "وزير", "فند", "وافق"])
def test_a_first_letter_of_the_word_is_no_conjunction(form):
    assert joined_by(fold(form)) == ""
