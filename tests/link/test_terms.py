"""Keys bring inflections together; weights fall with frequency."""

import pytest

from riwaya.arabic.fold import fold
from riwaya.link.terms import Weights, key


@pytest.mark.parametrize(
    ("a", "b"), [("والتفجير", "تفجيرات"), ("المسؤولين", "مسؤول"), ("بالوزارة", "وزارة"), ("السورية", "سوري")]
)
def test_forms_of_a_word_share_a_key(a: str, b: str) -> None:
    assert key(fold(a)) == key(fold(b))


@pytest.mark.parametrize(("a", "b"), [("مقتل", "مقاتل"), ("سوريا", "سورة"), ("قتيل", "قليل")])
def test_different_words_keep_different_keys(a: str, b: str) -> None:
    assert key(fold(a)) != key(fold(b))


def test_rare_words_weigh_more() -> None:
    weights = Weights()
    assert weights("في") < weights("حكوم") < weights("سوروتش")


def test_a_small_collection_does_not_take_the_weight_off_its_own_story() -> None:
    assert Weights([["سوروتش"]] * 20)("سوروتش") > Weights([["سوروتش"]] * 20)("حكوم")
