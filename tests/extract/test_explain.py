"""Explain: the statements that hold a place, innermost first, with the rules and words that the extraction went by."""

import msgspec
import pytest

import riwaya
from riwaya import lexicon
from riwaya.extract.confidence import log_odds
from riwaya.extract.rules import record
from riwaya.model import Furniture, Report, Span

NESTED = "وذكرت صحيفة المرفأ أن الوزير سامر حداد قال إن الشرطة أكدت أن المخزن فارغ."
TOLD = "قال الوزير سامر حداد إن السد سليم. وأضاف حداد أن المياه كافية، مضيفا أن القنوات نظيفة."


def at(text: str, words: str) -> riwaya.Explanation:
    return riwaya.explain(text, text.index(words))


def cues(text: str, words: str) -> list[str]:
    return [text[one.said.cue.start : one.said.cue.end] for one in at(text, words).statements]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("المخزن", ["أكدت", "قال", "وذكرت"], id="innermost-first"),
        pytest.param("الشرطة", ["أكدت", "قال", "وذكرت"], id="a-source-is-its-statements"),
        pytest.param("قال", ["قال", "وذكرت"], id="a-cue"),
        pytest.param("إن الشرطة", ["قال", "وذكرت"], id="a-marker"),
        pytest.param("صحيفة", ["وذكرت"], id="a-source-that-others-inherit"),
    ],
)
def test_the_statements_that_hold_a_place(words, expected):
    assert cues(NESTED, words) == expected


def test_what_was_found_is_what_is_explained():
    found = riwaya.extract(NESTED)
    explained = at(NESTED, "المخزن").statements
    assert [one.said for one in explained] == list(reversed(found.statements))
    assert [one.statement for one in explained] == [f"{found.report}/s{n}" for n in (2, 1, 0)]


def test_every_rule_and_reason_is_told_in_words():
    [one] = at(TOLD, "كافية").statements
    assert [rule.id for rule in one.rules] == ["verb.clause"]
    assert one.rules[0].example
    assert (one.lexeme.id, one.lexeme.frames, one.lexeme.stance) == ("adafa", ("C", "Q", "B", "O"), "says")
    assert one.ends.id == "end.participle"
    assert [[rule.id for rule in link] for link in one.links] == [["link.short-form"]]
    assert all(why.en and why.ar for why in (*one.rules, one.ends, *one.links[0]))


@pytest.mark.parametrize("rule", [row["rule"] for row in lexicon.rows("rules")])
def test_every_rule_that_finds_statements_can_be_explained(rule):
    example = next(row["example"] for row in lexicon.rows("rules") if row["rule"] == rule)
    for said in riwaya.extract(example).statements:
        explained = riwaya.explain(example, said.content[-1].start).statements
        [one] = [one for one in explained if one.said == said]
        assert one.rules[0].id == said.rule
        score = log_odds(record(said.rule)) + sum(one.weights.values())
        assert log_odds(said.confidence) == pytest.approx(score, abs=0.15)  # a confidence is rounded


def test_the_words_of_the_rules_are_those_of_the_table():
    assert [row["rule"] for row in lexicon.rows("rule_words")] == [
        row["rule"] for row in lexicon.rows("rules")
    ]


def test_a_second_rule_is_told_too():
    text = "قال مسؤول ملاحي إن الميناء مغلق. ونقلت صحيفة المرفأ عن مسؤول ملاحي آخر قوله إن السفن آمنة."
    [one] = at(text, "الميناء").statements
    assert [rule.id for rule in one.rules] == ["verb.clause", "chain.another"]


@pytest.mark.parametrize(
    ("text", "words", "lexeme"),
    [
        ("الميناء سيبقى مغلقا يومين، بحسب وزارة النقل.", "سيبقى", None),
        ("الميناء سيبقى مغلقا يومين، كما قالت وزارة النقل.", "سيبقى", "qal"),
        ("وتوقفت السفن بعد إعلان وزارة النقل إغلاق الميناء.", "إغلاق", "aalana"),
        ("وقال الوزير سامر حداد إن الميناء مغلق، مشيرا إلى خطورة العاصفة.", "خطورة", "ashara"),
    ],
)
def test_the_row_of_the_lexicon(text, words, lexeme):
    found = at(text, words).statements[0].lexeme
    assert (found and found.id) == lexeme


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("حريق", "heading"),
        ("اقرأ", "furniture"),
        ("الميناء", "statement"),
        ("وعادت", "own_voice"),
        ("انتهاء الجولة", "between"),
    ],
)
def test_whose_words_stand_at_a_place(words, place):
    lines = ("حريق في المرفأ", "اقرأ أيضا: وصول السفينة")
    said = "وبعد انتهاء الجولة قال الوزير سامر حداد إن الميناء مغلق منذ الصباح."
    text = f"{lines[0]}\nوعادت السفن صباح الأحد.\n{said}\n{lines[1]}"
    marks = zip(lines, ("title-line", "read-also-line"), strict=True)
    furniture = tuple(
        Furniture(span=Span(text.index(line), text.index(line) + len(line)), rule=rule)
        for line, rule in marks
    )
    found = riwaya.explain(Report(id="r", text=text, furniture=furniture), words)
    assert found.place == place
    assert (found.furniture and found.furniture.id) == ("read-also-line" if place == "furniture" else None)
    assert bool(found.statements) == (place == "statement")


def test_figures_times_and_names_at_a_place():
    text = "قال سامر حداد إن 7 بحارة عادوا يوم 3 مارس 2021."
    assert [q.low for q in at(text, "7").quantities] == [7]
    assert [t.value for t in at(text, "مارس").times] == ["2021-03-03"]
    assert [m.type for m in at(text, "حداد").mentions] == ["PER"]
    assert at(text, "عادوا").quantities == ()


def test_words_are_found_however_they_are_spelt():
    assert riwaya.explain(TOLD, "المياة  كافيه") == at(TOLD, "المياه كافية")


@pytest.mark.parametrize(
    ("place", "code"), [(len(TOLD), "R116"), (-1, "R116"), ("قطار", "R118"), ("", "R118")]
)
def test_a_place_that_is_not_there(place, code):
    with pytest.raises(riwaya.RiwayaError) as caught:
        riwaya.explain(TOLD, place)
    assert caught.value.code == code


def test_a_text_without_arabic_has_nothing_to_explain():
    found = riwaya.explain("nothing here", 3)
    assert (found.place, found.statements) == ("between", ())


def test_an_explanation_goes_through_json():
    found = at(NESTED, "المخزن")
    assert msgspec.json.decode(msgspec.json.encode(found), type=riwaya.Explanation) == found


def test_every_place_of_a_report_can_be_explained():
    for offset in range(len(TOLD)):
        assert riwaya.explain(TOLD, offset).at == offset
