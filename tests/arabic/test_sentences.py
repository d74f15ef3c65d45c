"""Sentences: where one ends and where it only seems to."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.arabic.sentences import sentences


def cut(text, **where):
    return [text[s.start : s.end] for s in sentences(text, **where)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غرق القارب. ونجا الركاب.", ["غرق القارب.", "ونجا الركاب."]),
        ("غرق القارب.ونجا الركاب.", ["غرق القارب.", "ونجا الركاب."]),
        ("هل غرق القارب؟ لم يغرق!", ["هل غرق القارب؟", "لم يغرق!"]),
        ("غرق القارب\nونجا الركاب", ["غرق القارب", "ونجا الركاب"]),
        ("غرق القارب.\n\n\nونجا الركاب.", ["غرق القارب.", "ونجا الركاب."]),
        ("قال: «غرق القارب.» ونجا الركاب.", ["قال: «غرق القارب.»", "ونجا الركاب."]),
        ("قال: «غرق القارب». ونجا الركاب.", ["قال: «غرق القارب».", "ونجا الركاب."]),
        ("أحقا؟! لا أصدق.", ["أحقا؟!", "لا أصدق."]),
        ("  غرق القارب.  ", ["غرق القارب."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_where_a_sentence_ends(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قطعنا 3.5 كيلومتر قبل الفجر.", id="decimal"),
        pytest.param("وصل في 21.07.2015 إلى المرفأ.", id="date"),
        pytest.param("استقبل د. ليلى قاسم في مكتبه.", id="title"),
        pytest.param("استقبل أ.د. ليلى قاسم في مكتبه.", id="two-titles"),
        pytest.param("أفادت أ.ف.ب بأن السوق أغلقت.", id="agency"),
        pytest.param(
            "أفادت (أ. ف. ب.) بأن السوق أغلقت.",
            id="agency-in-brackets",
        ),
        pytest.param(
            "نشره موقع almarfa.example أمس.",
            id="site",
        ),
        pytest.param("اشترت U.S. Harbor الرصيف كله.", id="latin-abbreviation"),
        pytest.param("تردد قليلا..ثم قال نعم.", id="two-dots"),
        pytest.param("تردد قليلا...ثم قال نعم.", id="three-dots"),
        pytest.param("وصل الوفد، وغادر، ثم عاد: كما كان؛ بلا جديد.", id="commas-and-colons"),
    ],
)
def test_what_ends_no_sentence(text):
    assert cut(text) == [text]


@pytest.mark.parametrize("text", ["وقع ذلك عام 1436 هـ. وعاد الناس.", "وقع ذلك عام 2015م. وعاد الناس."])
def test_an_era_may_end_a_sentence(text):
    assert len(cut(text)) == 2


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole():
    text = "غرق القارب. ونجا الركاب. وعاد الصيادون."
    start = text.index("ونجا")
    assert cut(text, start=start, end=start + len("ونجا الركاب.")) == ["ونجا الركاب."]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["قال", "د", ".", "..", "…", "؟", "!", "»", "«", " ", "\n", "3", "٥", "a", "هـ"])
    ).map("".join)
)
def test_sentences_are_in_order_disjoint_and_lose_no_word(text):
    spans = sentences(text)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())
