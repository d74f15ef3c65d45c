"""An explanation in the terminal: balanced marks, hostile text made visible, both languages."""

import pytest

import riwaya
from riwaya.show.explained import Explainer

NESTED = "وذكرت صحيفة المرفأ أن الوزير سامر حداد قال إن الشرطة أكدت أن المخزن فارغ."
INSIDE = "ويبلغ عددهم، بحسب وزارة النقل، عشرين عاملا من أبناء البلدة."


def shown(capsys, text, words, lang="en"):
    report = riwaya.Report(id="r", text=text)
    Explainer(lang).explain(report, riwaya.explain(report, words))
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        (NESTED, "المخزن", "إن {الشرطة} [أكدت] أن ⟨المخزن فارغ⟩."),
        (NESTED, "وذكرت", "[وذكرت] {صحيفة المرفأ} أن ⟨الوزير سامر حداد قال إن الشرطة أكدت أن المخزن فارغ⟩."),
        (INSIDE, "عشرين", "⟨يبلغ عددهم⟩، [بحسب] {وزارة النقل}، ⟨عشرين عاملا"),
    ],
)
def test_cue_sources_and_content_are_marked(capsys, text, words, marked):
    assert marked in shown(capsys, text, words)


def test_each_rule_of_an_inherited_source_has_its_line(capsys):
    out = shown(capsys, NESTED, "المخزن")
    assert out.count("link.inherited") == 3
    assert "source 3 of 3" in out


def test_hostile_text_is_shown_and_obeyed_by_nobody(capsys):
    out = shown(capsys, f"\u202e\x1b[31m{NESTED}", "المخزن")
    assert "⟦RLO⟧" in out
    assert "\x1b" not in out


def test_a_long_sentence_is_shown_around_the_place(capsys):
    out = shown(capsys, "كلمة " * 400 + NESTED, "المخزن")
    assert "المخزن" in out
    assert out.count("كلمة") < 100


def test_labels_in_arabic(capsys):
    out = shown(capsys, NESTED, "المخزن", "ar")
    assert "المصدر 3 من 3" in out
    assert "source" not in out
