"""What a number counts, without any news around it."""

import pytest

from riwaya.arabic.numbers import numbers
from riwaya.arabic.numbers_counted import counted, of_span
from riwaya.arabic.words import tokens


@pytest.mark.parametrize(
    ("text", "noun", "person"),
    [
        ("عاد 40 بحارا", "بحارا", True),
        ("عاد 40 من البحارة", "البحارة", True),
        ("عدد البحارة 40", "البحارة", True),
        ("أنقذ بحاران", "بحاران", True),
        ("اشترى 12 سفينة تجارية", "سفينة تجارية", False),
        ("اشترى 12 مكنسة", "مكنسة", None),
    ],
)
def test_the_counted_noun(text: str, noun: str, person: bool | None) -> None:
    toks = tokens(text)
    found = counted(toks, numbers(text, toks)[0])
    assert found is not None
    span = of_span(text, toks, found)
    assert text[span.start : span.end] == noun
    assert (found.noun.person if found.noun else None) == person


def test_a_bare_number_counts_nothing_that_is_named() -> None:
    toks = tokens("وصل إلى 40.")
    assert counted(toks, numbers("وصل إلى 40.", toks)[0]) is None
