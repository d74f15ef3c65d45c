"""Names of organisations: what folds to one name, and which names say by themselves whom they mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.link.bodies import canonical, core, is_kin, is_name, is_one_body, nations


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("الحزب «الأخضر»", "حزب الأخضر"),
        ("هيئة مرافئ السدرة", "هيئه مرافئ السدره"),
        ("وزارة الصحة", "وزارة صحة"),
        ("مجلس الأمن", "مَجلِس الأمن"),
    ],
)
def test_articles_marks_and_spelling_make_no_other_name(a: str, b: str) -> None:
    assert canonical(a) == canonical(b)


@pytest.mark.parametrize(
    ("a", "b"), [("وزارة الصحة", "وزارة الصحافة"), ("حزب الوعد", "حزب العهد"), ("مجلس الأمن", "مجلس الأمة")]
)
def test_other_words_make_another_name(a: str, b: str) -> None:
    assert canonical(a) != canonical(b)


@pytest.mark.parametrize(
    "name", ["الجيش البرتغالي", "وزارة الصحة النرويجية", "الشرطة اليابانية", "هيئة مرافئ السدرة"]
)
def test_a_nationality_or_a_rare_word_says_which_one(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["الشرطة", "الجيش", "وزارة الداخلية", "الحكومة", ""])
def test_everyday_words_do_not(name: str) -> None:
    assert not is_name(name)


def test_nations_have_both_genders_and_the_article() -> None:
    assert {"السوري", "السوريه", "السوريين"} <= nations()
    assert "سوري" not in nations()


@settings(deadline=None)
@given(st.text(alphabet="ابجدلمنه وةأى«»()،\u064b", max_size=40))
def test_canonical_is_stable(name: str) -> None:
    assert canonical(f" {name} ") == canonical(name)
    assert "  " not in canonical(name)


def test_where_a_named_body_is_does_not_say_which_it_is() -> None:
    assert core("مطار الملك سالم الدولي في رخاوة") == core("مطار الملك سالم الدولي")
    assert is_one_body("وزارة المرافئ البحرينية", "وزارة المرافئ في البحرين")
    assert core("مصدر في إدارة الميناء") == core("إدارة الميناء")


def test_a_name_within_another_may_be_the_same_and_a_shared_place_does_not_make_it_so() -> None:
    assert is_kin("الحركة", "حركة النورس")
    assert is_kin("الدكتور سالم الغدراني", "سالم الغدراني مدير الصحة")
    assert is_kin("مدير عام المطار المهندس يوسف الأشقر", "إدارة مطار الملك سالم الدولي")
    assert not is_kin("حركة النورس", "حركة الغزال")
    assert not is_kin("مديرة المستشفى هناء البراق", "مديرية الصحة في محافظة المرساة")
