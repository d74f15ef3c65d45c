"""A claim's card: revisions and disagreements, citations, phantoms, in words that never say what is true."""

import re

import claimed
import pytest
from handmade import ACCOUNTS
from msgspec.structs import replace
from test_report import Document

from riwaya.case import Case
from riwaya.lexicon import toml
from riwaya.model import Account, Citation, Shift
from riwaya.show import claims, select, told
from riwaya.show.checked import is_mismatched
from riwaya.show.evidence import Index
from riwaya.show.report import render
from riwaya.show.whose import Whose


@pytest.fixture
def index(case):
    claimed.fill(case)
    return Index(case)


@pytest.fixture
def card(index):
    return claims.card(1, claimed.RICH, index)


# --- figures ---


def test_revisions_are_of_one_origin_and_disagreements_of_two(card):
    assert [view.words.plain("en") for view in card.revisions] == [
        "قائد خفر السواحل العقيد سالم الهنداوي: 12, later 19"
    ]
    assert [view.words.plain("ar") for view in card.disagreements] == [
        "19 عند مصادر طبية، و15 أو أقل عند المتحدث باسم وزارة النقل"
    ]
    assert card.revisions[0].before.date.en == "4 March 2031, 06:10"


def test_a_shift_of_a_figure_without_a_point_is_still_said(index):
    shift = Shift(kind="disagreement", before="aaaa01/q1", after="cccc03/q0", origins=("o1", "gone"))
    (view,) = claims.card(1, replace(claimed.RICH, shifts=(shift,)), index).disagreements
    assert view.before is None
    assert view.words.plain("en").startswith("40 or more by قائد خفر السواحل")


def test_points_are_given_by_name_or_by_nobody(card, index):
    assert [view.origin for view in card.points][1] == "مصادر طبية"
    drift = (replace(claimed.RICH.drift[0], origin=None), *claimed.RICH.drift[1:])
    assert claims.card(1, replace(claimed.RICH, drift=drift), index).points[0].origin is None


def test_a_statement_that_gives_a_figure_twice_is_shown_once(index):
    (first, *_), *_ = claimed.RICH.claim.variants[0].members, ()
    twice = replace(claimed.RICH.claim.variants[0], members=(first, first))
    claim = replace(claimed.RICH.claim, variants=(twice,))
    (view,) = claims.card(1, replace(claimed.RICH, claim=claim, framings=()), index).variants
    assert len(view.members) == 1


# --- citations ---


def test_citations_that_do_not_match_come_first(card):
    assert [view.citation.checked for view in card.citations] == ["figure", "source", "says", "silent"]
    assert card.mismatches == card.citations[:2]
    assert card.matches == card.citations[2:]
    assert is_mismatched(claimed.RICH)
    assert not is_mismatched(ACCOUNTS[1])


def test_what_stands_in_the_cited_report_is_said_beside_what_is_cited(card):
    said = [view.words.plain("en") for view in card.citations]
    assert said == [
        "صحيفة المرساة cites وكالة سارية for 19. The cited report gives another figure: 12.",
        "صحيفة المرساة cites وكالة سارية and gives it to مصادر طبية. The cited report gives it to another source: "
        "مسؤول في الميناء.",
        "صحيفة المرساة cites وكالة سارية, and the report of وكالة سارية says so.",
        "وكالة سارية cites إذاعة الفنار. No report of إذاعة الفنار on this event says it.",
    ]
    assert [view.anchor for view in card.citations] == ["r-aaaa01-q0", "r-aaaa01-s3", "r-aaaa01-q0", None]
    assert [view.found.ref if view.found else None for view in card.citations[:2]] == [
        "aaaa01/s0",
        "aaaa01/s3",
    ]


def test_one_citation_is_said_once(index):
    again = (*claimed.CITATIONS, claimed.CITATIONS[1])
    assert len(claims.card(1, replace(claimed.RICH, citations=again), index).citations) == 4


def test_a_citation_of_a_figure_that_the_claim_does_not_have_is_said_too(index):
    other = Citation(
        statement="bbbb02/s0", quantity="bbbb02/q0", outlet="وكالة سارية", checked="figure", found="aaaa01/q1"
    )
    (view,) = claims.card(1, replace(claimed.RICH, citations=(other,)), index).citations
    assert view.words.plain("en").endswith("another figure: 40 or more.")
    assert (view.found, view.anchor, view.report) == (None, "r-aaaa01-q1", "aaaa01")


def test_the_words_name_a_difference_and_no_one_is_called_wrong():
    groups = ("claim", "checked", "checking", "shift", "chains", "drift")
    said = " ".join(entry["en"] for group in groups for entry in toml("labels")[group].values()).lower()
    assert not re.search(
        r"\b(true|false|wrong|lie|lied|fake|mistake|error|distort\w*|invent\w*|correct)\b", said
    )


# --- voices ---


def test_framings_have_their_own_interval_and_figures(card):
    assert [[figure.en for figure in view.figures] for view in card.framings] == [
        ["12", "19"],
        ["15 or fewer"],
    ]
    assert [view.voices.en for view in card.framings] == ["at least one, at most 2 voices", "one voice"]
    assert {view.framing for view in card.variants} == {("sank", "sank"), ("capsized", "capsized")}


def test_phantoms_are_found_behind_variants_too(card, index):
    assert [origin.name for origin in card.phantoms] == ["مصادر طبية"]
    hidden = replace(claimed.RICH, support=replace(claimed.RICH.support, origins=()), framings=())
    assert not Whose(hidden, index).phantoms
    variant = replace(claimed.RICH.variants[1], origins=(claimed.DOCTORS,))
    assert Whose(replace(hidden, variants=(variant,)), index).phantoms


def test_a_reason_keeps_its_facts_apart_so_that_they_keep_their_order(card):
    (first, _) = card.reasons
    assert [(bit.text, bit.fact) for bit in first.words.en] == [
        ("صحيفة المرساة", True), (" carries the same text word for word", False),
    ]  # fmt: skip
    assert told.reason("unknown-code", {"a": "المرساة"}).plain("ar") == "unknown-code · المرساة"


# --- selecting ---


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (select.WantedClaims(), {"claim-1", "claim-2"}),
        (select.WantedClaims(disputed=True), {"claim-1", "claim-2"}),
        (select.WantedClaims(phantoms=True), {"claim-2"}),
        (select.WantedClaims(mismatches=True), {"claim-1"}),
        (select.WantedClaims(min_support=1), {"claim-1", "claim-2"}),
        (select.WantedClaims(min_support=2), set()),
        (select.WantedClaims(phantoms=True, mismatches=True), set()),
    ],
)
def test_claims_are_selected_by_all_that_is_wanted(index, wanted, found):
    assert {a.claim.id for a in select.claims(index, claimed.ACCOUNTS, wanted)} == found


def test_ids_are_as_short_as_tells_them_apart():
    def called(*ids: str) -> list[Account]:
        return [replace(claimed.RICH, claim=replace(claimed.RICH.claim, id=one)) for one in ids]

    assert select.short_ids(called("c0123456789", "cabcdef0123")) == {
        "c0123456789": "c01234", "cabcdef0123": "cabcde",
    }  # fmt: skip
    assert set(select.short_ids(called("c0123456789", "c0123456aaa")).values()) == {"c01234567", "c0123456a"}
    assert select.short_ids(called("c1", "c10")) == {"c1": "c1", "c10": "c10"}
    assert select.short_ids(()) == {}


# --- the page ---


@pytest.fixture
def html(case):
    return render(claimed.fill(case))


def test_every_block_is_on_the_page_in_both_languages(html):
    for words in (
        "من أين وصلت الرواية", "Where the claim comes from",
        "في التقرير المنقول عنه رقم آخر", "The cited report gives another figure",
        "مصادر ليست عند أحد هنا مباشرة", "Sources that nobody here has at first hand",
        "nobody in this case has this claim at first hand",
        "كيف يُروى ما حدث", "Ways of telling what happened",
        "تعديلات: مصدر واحد ورقمان", "Disagreements: two sources, two figures",
    ):  # fmt: skip
        assert words in html


def test_the_page_is_sound_and_safe(html):
    doc = Document(html)
    ids = [a["id"] for _, a in doc.elements if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in doc.all("a") if a.get("href", "").startswith("#")}
    assert targets <= set(ids)
    assert not [a for _, a in doc.elements if "style" in a or any(k.startswith("on") for k in a)]
    assert len(doc.all("script")) == 1


def test_pictures_are_hidden_from_a_reader_who_has_the_tables(html):
    doc = Document(html)
    tables = [a for tag, a in doc.elements if tag == "table"]
    drawn = [a for tag, a in doc.elements if tag == "div" and a.get("class", "").startswith("ways")]
    assert drawn
    assert all(a["aria-hidden"] == "true" for a in drawn)
    assert len(tables) >= 2


@pytest.mark.parametrize("reports", [60, 200])
def test_a_crowd_of_reports_makes_a_sound_page(reports):
    with Case.open() as case:
        claimed.crowd(case, reports)
        html = render(case)
    doc = Document(html)
    ids = {a["id"] for _, a in doc.elements if "id" in a}
    assert {a["href"][1:] for a in doc.all("a") if a.get("href", "").startswith("#")} <= ids
    assert "are in the picture by name" in html
