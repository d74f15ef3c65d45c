"""Quotation marks: which opens, which closes, however they were typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.arabic.quotes import MARKS, quotes
from riwaya.arabic.words import tokens


def quoted(text):
    """Give the words of each quotation, and None for one that nothing closes."""
    toks = tokens(text)
    return [
        text[toks[q.opening].end : toks[q.closing].start] if q.closed else None for q in quotes(text, toks)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «السد سليم» وغادر", ["السد سليم"]),
        ("قال “السد سليم” وغادر", ["السد سليم"]),
        ('قال "السد سليم" وغادر', ["السد سليم"]),
        ("قال ”السد سليم“ وغادر", ["السد سليم"]),
        ("قال »السد سليم« وغادر", ["السد سليم"]),
        ("قال „السد سليم“ وغادر", ["السد سليم"]),
        ("قال ‹السد سليم› وغادر", ["السد سليم"]),
        ("قال « السد سليم » وغادر", [" السد سليم "]),
        ("قال «عنوان «السد ينهار» كاذب» وغادر", ["عنوان «السد ينهار» كاذب", "السد ينهار"]),
        ('قال «عنوان "السد ينهار" كاذب» وغادر', ['عنوان "السد ينهار" كاذب', "السد ينهار"]),
        ('قال "نعم" ثم "لا" وغادر', ["نعم", "لا"]),
        ("لـ«المرفأ» و«المجداف»", ["المرفأ", "المجداف"]),
        ('و"نعم" لل"مرفأ"', ["نعم", "مرفأ"]),
        ('قال: "السد سليم".', ["السد سليم"]),
        ('("السد سليم")', ["السد سليم"]),
        ("قال «السد سليم وغادر", [None]),
        ("قال «السد سليم\nوغادر» القاعة", [None]),
        ("قال السد سليم» وغادر", []),
        ("السد سليم", []),
    ],
)
def test_pairs(text, expected):
    assert quoted(text) == expected


def test_depth_counts_the_quotations_around():
    text = "قال «عنوان «السد ينهار» كاذب» وغادر"
    assert [(q.depth, q.closed) for q in quotes(text, tokens(text))] == [(0, True), (1, True)]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(MARKS), "قال", "السد", " ", " ", "\n", ".", "،", ":", "(", "و"])).map(
        "".join
    )
)
def test_quotations_nest_or_follow_and_never_cross(text):
    toks = tokens(text)
    found = quotes(text, toks)
    assert found == sorted(found)
    for one in found:
        assert 0 <= one.opening < one.closing <= len(toks)
        assert toks[one.opening].form in MARKS
        assert not one.closed or toks[one.closing].form in MARKS
    closed = [q for q in found if q.closed]
    for a in closed:
        for b in closed:
            assert not a.opening < b.opening < a.closing < b.closing
    used = [n for q in found for n in ((q.opening, q.closing) if q.closed else (q.opening,))]
    assert len(used) == len(set(used))
