"""Names of organisations: what folds to one name, and which names say by themselves whom they mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.link.bodies import canonical, is_name, nations


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
