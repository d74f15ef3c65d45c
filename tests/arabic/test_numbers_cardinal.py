"""What may join into one number and what may not."""

import pytest

from riwaya.arabic.numbers_cardinal import cardinal
from riwaya.arabic.words import tokens


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("ثلاثة وأربعة", 3, 1),
        ("عشرين وثلاثين", 20, 1),
        ("خمسة وعشرين", 25, 2),
        ("مئة ومئتان", 100, 1),
        ("ألف وألفان", 1000, 1),
        ("مليون وألف", 1001000, 2),
        ("ستة عشر", 16, 2),
        ("ستة وعشر", 6, 1),
    ],
)
def test_grammar_decides_where_a_number_ends(text: str, value: int, words: int) -> None:
    found = cardinal(text, tokens(text), 0)
    assert found is not None
    assert (found.value, found.end) == (value, words)


def test_reading_may_stop_before_the_first_and() -> None:
    found = cardinal("خمسة وعشرين", tokens("خمسة وعشرين"), 0, join=False)
    assert found is not None
    assert found.value == 5


def test_clitics_stay_outside() -> None:
    text = "وبثلاثين"
    found = cardinal(text, tokens(text), 0)
    assert found is not None
    assert text[found.start :] == "ثلاثين"


def test_no_number_starts_at_another_word() -> None:
    assert cardinal("سفينة", tokens("سفينة"), 0) is None
    assert cardinal("أحد", tokens("أحد"), 0) is None
