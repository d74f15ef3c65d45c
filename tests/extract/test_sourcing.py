"""Sourcing: the outlet's own voice, and how a report's words divide among kinds of sources."""

import pytest

from saying import read


def own(text, **given):
    """Give the sentences in the outlet's own voice."""
    found = read(text, **given)
    assert all(s.cue is None and s.chain == () and s.rule == "own-voice" for s in found.own_voice)
    return [text[s.content[0].start : s.content[0].end] for s in found.own_voice]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "غرقت العبّارة قبل الفجر بساعة. وقال الوزير سامر حداد إن الركاب نجوا جميعا من الحادث.",
            ["غرقت العبّارة قبل الفجر بساعة."],
        ),
        (
            "احترق السوق القديم كله ليلا.\nوانهار سقف المخزن الكبير أيضا.",
            ["احترق السوق القديم كله ليلا.", "وانهار سقف المخزن الكبير أيضا."],
        ),
        ("وقال الوزير سامر حداد إن الركاب نجوا جميعا من الحادث.", []),
        ("بقي الميناء القديم مغلقا أمام السفن كلها، بحسب وزارة النقل.", []),
        pytest.param("وقال الوزير سامر حداد إن السد سليم.", [], id="more-words-name-the-speaker"),
        ("انتهى.", []),
    ],
)
def test_own_voice(text, expected):
    assert own(text) == expected


def test_own_voice_leaves_furniture_out():
    line = "اقرأ أيضا: غرق سفينة أخرى في الشمال"
    text = f"غرقت العبّارة قبل الفجر بساعة.\n{line}\nوعاد الصيادون إلى بيوتهم سالمين."
    assert own(text, furniture=(line,)) == [
        "غرقت العبّارة قبل الفجر بساعة.",
        "وعاد الصيادون إلى بيوتهم سالمين.",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وقال الوزير سامر حداد إن الركاب نجوا جميعا من الحادث.", "named"),
        ("وذكرت وكالة المجداف أن الركاب نجوا جميعا من الحادث.", "named"),
        ("وجاء في التقرير أن الركاب نجوا جميعا من الحادث.", "named"),
        ("وقال مسؤول في الميناء إن الركاب نجوا جميعا من الحادث.", "described"),
        ("وقالت مصادر إن الركاب نجوا جميعا من الحادث.", "vague"),
        ("وأعلن أن الركاب نجوا جميعا من الحادث.", "vague"),
        ("ونقلت وكالة المجداف عن مصادر أن الركاب نجوا جميعا من الحادث.", "vague"),
        ("نجا الركاب جميعا من الحادث.", "nobody"),
    ],
)
def test_a_word_counts_for_the_origin_behind_it(text, kind):
    shares = read(text).sourcing
    held = {name: getattr(shares, name) for name in ("named", "described", "vague", "nobody")}
    told = {name for name, share in held.items() if share > 0} - {"nobody"}
    assert told == ({kind} - {"nobody"})
    assert sum(held.values()) == pytest.approx(1, abs=0.01)
    assert held[kind] >= 0.4


def test_what_is_said_inside_a_saying_counts_for_the_inner_source():
    shares = read("وقال الوزير سامر حداد إن مصادر أكدت أن الركاب نجوا.").sourcing
    assert (shares.vague, shares.named) == (pytest.approx(0.2), pytest.approx(0.3))


def test_a_text_of_marks_alone_is_nobodys():
    assert read("ـ …").sourcing.nobody == 1
