"""Tokens: in order, disjoint, nothing but space between them; a form is what its word folds to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens

PIECES = st.sampled_from(
    ["قال", "مديرُ", "3,500", "٢٠", ".", "،", " ", "\n", "ـ", "\u200f", "CNN", "_", "ﷲ", "د", "ر", "’"]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=15).map("".join)


def forms(text: str) -> list[tuple[str, str]]:
    return [(token.form, token.kind) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقالَ المديرُ.", [("وقال", "word"), ("المدير", "word"), (".", "mark")]),
        ("1,000 راكب", [("1,000", "number"), ("راكب", "word")]),
        ("٣٫٥", [("3٫5", "number")]),
        ("50ر2 دولار", [("50ر2", "number"), ("دولار", "word")]),
        ("الساعة 16:30", [("الساعه", "word"), ("16:30", "number")]),
        ("في 21/07/2015،", [("في", "word"), ("21/07/2015", "number"), ("،", "mark")]),
        ("قناة CNN", [("قناه", "word"), ("cnn", "word")]),
        ("100ألف", [("100", "number"), ("الف", "word")]),
        ("«نعم»", [("«", "mark"), ("نعم", "word"), ("»", "mark")]),
        ("", []),
    ],
)
def test_cuts(text: str, expected: list[tuple[str, str]]) -> None:
    assert forms(text) == expected


@given(TEXTS)
def test_in_order_disjoint_and_folding_to_their_forms(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        # Tatweel by itself is a dash, though folding drops it.
        assert token.form == (fold(text[token.start : token.end]) or "-")
        last = token.end


@given(TEXTS)
def test_nothing_but_space_and_invisible_marks_is_left_out(text: str) -> None:
    left, last = "", 0
    for token in tokens(text):
        left += text[last : token.start]
        last = token.end
    left += text[last:]
    assert not fold(left).strip()


@given(TEXTS, st.data())
def test_a_part_of_a_text_counts_in_the_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = tokens(text, start, end)
    assert all(start <= token.start and token.end <= end for token in found)
    assert [token.form for token in found] == [token.form for token in tokens(text[start:end])]
