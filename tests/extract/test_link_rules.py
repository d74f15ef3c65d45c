"""Every way to resolve a source has an example that it reads, words in both languages, and a name that links carry."""

import re
from pathlib import Path

import pytest

import riwaya
from riwaya import lexicon
from riwaya.model import Link
from riwaya.read.files import reports

ROWS = lexicon.rows("link_rules")
EXTRACT = Path(riwaya.__file__).parent / "extract"


def links(text: str) -> list[Link]:
    return [link for said in riwaya.extract(text).statements for link in said.chain]


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_a_rule_reads_its_example(row):
    assert row["rule"] in {rule for link in links(row["example"]) for rule in link.rule.split("+")}


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_a_rule_has_its_words(row):
    assert row["en"]
    assert row["ar"]


def test_the_rules_of_the_table_are_those_of_the_code():
    code = "".join(
        (EXTRACT / f"{name}.py").read_text(encoding="utf-8") for name in ("known", "resolve", "statements")
    )
    assert {row["rule"] for row in ROWS} == set(re.findall(r'"((?:link|chain)\.[a-z-]+)"', code))


def test_a_role_and_a_short_form_are_both_named():
    text = "قال الوزير سامر حداد إن الميناء مغلق. ونقلت صحيفة المرفأ عن حداد قوله إن السفن آمنة."
    assert [link.rule for link in links(text)] == [
        "link.mention",
        "link.mention",
        "link.relay+link.short-form",
    ]


def test_inherited_is_said_once_however_deep():
    text = "وذكرت صحيفة المرفأ أن الوزير سامر حداد قال إن الشرطة أكدت أن المخزن فارغ."
    rules = [[link.rule for link in said.chain] for said in riwaya.extract(text).statements]
    assert rules[2] == ["link.inherited", "link.inherited", "link.mention"]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param(
            "قال الوزير سامر حداد إن السد سليم. وأضاف حداد أن المياه كافية.", "الوزير سامر حداد", id="before"
        ),
        pytest.param(
            "ذكر حداد أن السد سليم، مضيفا أن المياه كافية. وكان الوزير سامر حداد زار السد أمس.",
            "الوزير سامر حداد",
            id="behind",
        ),
        pytest.param(
            "وزار الوفد مقر صندوق التكافل البحري. وقال الصندوق إن المنح جاهزة.",
            "صندوق التكافل البحري",
            id="body",
        ),
    ],
)
def test_the_evidence_is_where_the_fuller_name_stands(text, evidence):
    link = links(text)[-1]
    assert link.resolved == evidence
    assert text[link.evidence.start : link.evidence.end] == evidence


def test_each_link_of_the_sample_case_has_its_rules_and_stands_in_words(root):
    known = {row["rule"] for row in ROWS}
    for report in reports(root / "examples" / "reports"):
        for said in riwaya.extract(report).statements:
            for link in said.chain:
                assert set(link.rule.split("+")) <= known
                if link.resolved:
                    span = link.evidence or link.mention
                    words = report.text[span.start : span.end]
                    assert link.resolved in (words, words[1:-1].strip(), f"ال{words[2:]}")


def test_own_words_need_no_evidence():
    [link] = links("قال الوزير سامر حداد إن السد سليم.")
    assert link.evidence is None
