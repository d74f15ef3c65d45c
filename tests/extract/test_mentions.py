"""Names in running text: rules on examples of our own, with the model and without it; marks on reports."""

import importlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.arabic.words import tokens
from riwaya.extract import tagger as crf
from riwaya.extract.mentions import mentions

# The package exports a function of the same name.
module = importlib.import_module("riwaya.extract.mentions")


def named(text):
    return [(text[m.span.start : m.span.end], m.type) for m in mentions(text, tokens(text))]


@pytest.fixture
def without_model(monkeypatch):
    monkeypatch.setattr(crf, "tagger", lambda: None)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("وصل الرئيس سالم الخطيب إلى بغداد مساء أمس.", "سالم الخطيب", "PER"),
        ("وصل الرئيس سالم الخطيب إلى بغداد مساء أمس.", "بغداد", "LOC"),
        ("وقال وزير الخارجية الفرنسي جان مارتان إن الاتفاق قريب.", "جان مارتان", "PER"),
        ("وأعلنت القوات المسلحة الهولندية وقف المناورات.", "القوات المسلحة الهولندية", "ORG"),
        ("واتهم الجيش البرتغالي المهربين بإطلاق النار.", "الجيش البرتغالي", "ORG"),
        ("وحذرت وزارة الصحة النرويجية من المرض.", "وزارة الصحة النرويجية", "ORG"),
        ("وعقد الاجتماع في مقر الأمم المتحدة.", "الأمم المتحدة", "ORG"),
        ("وسلم التقرير للأمم المتحدة.", "للأمم المتحدة", "ORG"),
        ("وسافر الوفد إلى بروكسل وباريس.", "باريس", "LOC"),
        ("ونقل المصاب إلى مستشفى الملك خالد العام.", "مستشفى الملك خالد العام", "ORG"),
        ("وقال في تصريح لوكالة رويترز إن السفينة غرقت.", "رويترز", "ORG"),
        ("ووصلت الباخرة إلى مدينة الإسكندرية.", "الإسكندرية", "LOC"),
    ],
)
def test_names(text, name, kind):
    assert (name, kind) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "وقال مسؤول أميركي إن الوزارة ستدرس الطلب.",
        "وأصدرت اللجنة قرارها أمس.",
        "واحتج عشرات السوريين والأتراك أمام المبنى.",
    ],
)
def test_bare_bodies_and_nationalities_are_no_names(text):
    assert named(text) == []


def test_masculine_adjective_belongs_to_the_minister():
    assert ("الخارجية الدنماركي", "ORG") not in named("وصل وزير الخارجية الدنماركي لارس بيترسن إلى روما.")


def test_a_short_form_is_known_again_and_identified():
    text = "وصل الوزير محمود البلداوي أمس. وأشار البلداوي إلى أن الميناء مغلق."
    found = [m for m in mentions(text, tokens(text)) if m.type == "PER"]
    assert [text[m.span.start : m.span.end] for m in found] == ["محمود البلداوي", "البلداوي"]
    assert {m.identity for m in found} == {"محمود البلداوي"}


def test_two_persons_of_one_family_name_are_not_mixed():
    forms = {("سالم", "الخطيب"), ("نورة", "الخطيب")}
    assert module._fullest(("الخطيب",), forms) == ("الخطيب",)
    assert module._fullest(("الخطيب",), {("سالم", "الخطيب")}) == ("سالم", "الخطيب")


def test_without_the_model_lists_and_titles_remain(without_model):
    text = "والتقى الجنرال فرناندو كاستيانو مبعوث الأمم المتحدة في القاهرة."
    assert named(text) == [("فرناندو كاستيانو", "PER"), ("الأمم المتحدة", "ORG"), ("القاهرة", "LOC")]


def test_every_mention_names_its_rule_and_confidence():
    text = "وقالت الشرطة اليابانية إن كينجي ساتو وصل إلى طوكيو قادما من دبي."
    for mention in mentions(text, tokens(text)):
        assert mention.rule.startswith("mention.")
        assert 0 < mention.confidence <= 1
        assert mention.identity


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="اأبتجحدرسشعفقكلمنهويةى لل«»():.،\n\u064b\u0640 0123", max_size=200))
def test_mentions_are_in_order_and_inside_the_text(text):
    found = mentions(text, tokens(text))
    ends = [0, *(m.span.end for m in found)]
    for mention, before in zip(found, ends, strict=False):
        assert before <= mention.span.start < mention.span.end <= len(text)


def test_the_tagger_is_the_same_alone_and_in_a_batch():
    tagger = crf.tagger()
    assert tagger is not None
    sentences = [["قال", "الرئيس", "سالم", "الخطيب"], ["في", "بغداد"], [], ["نعم"]]
    assert [t.labels for t in tagger.tag(sentences)] == [tagger.tag([s])[0].labels for s in sentences]


def test_annotated_reports(shared):
    """Exact spans with kinds on the annotated reports: F1 at least 0.75."""
    right = told = real = 0
    for path in (shared / "gold/dev").glob("*.gold.json"):
        gold = json.loads(path.read_text(encoding="utf-8"))
        expected = {(*e["span"], e["type"]) for e in gold["entities"]}
        found = {(m.span.start, m.span.end, m.type) for m in mentions(gold["text"], tokens(gold["text"]))}
        right, told, real = right + len(expected & found), told + len(found), real + len(expected)
    assert 2 * right / (told + real) >= 0.75
