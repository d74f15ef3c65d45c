import pytest
import retold
from handmade import DEAD, LINKED, LOAD, PAPER, REPORTS
from msgspec.structs import replace

from riwaya.errors import RiwayaError
from riwaya.model import Passage, Report, Span, Support
from riwaya.show import claims, copies, families, labels
from riwaya.show.evidence import WINDOW, Index, words
from riwaya.show.page import build


def test_claims_with_most_figures_come_first(case):
    cards = claims.cards(case.accounts(), Index(case))
    assert [c.account.claim for c in cards] == [DEAD, LOAD]
    assert [c.figures for c in cards] == [3, 0]


def test_variants_stand_in_order_of_their_figures_with_their_own_voices(case):
    card = claims.cards(case.accounts(), Index(case))[0]
    assert [v.figure.en for v in card.variants] == ["12", "15 or fewer", "19"]
    assert [len(v.members) for v in card.variants] == [2, 1, 1]


def test_reports_without_an_outlet_go_by_their_title(case):
    index = Index(case)
    assert index.title("cccc03") == "«وزارة النقل ترد»"
    assert index.title("sariya-1") == "«غرق عبّارة قبالة ميناء الزرقاء»"
    assert index.title("وكالة سارية") == "وكالة سارية"


@pytest.mark.parametrize("ref", ["aaaa01/s9", "zzzz99/s0"])
def test_claims_of_an_older_reading_are_an_error_with_a_code(case, ref):
    with pytest.raises(RiwayaError, match="R407"):
        Index(case).evidence(ref)


def test_doubt():
    assert claims.doubt(Support(low=1, high=1)) == "one"
    assert claims.doubt(Support(low=1, high=4)) == "open"
    assert claims.doubt(Support(low=2, high=4)) == "several"


def test_chain_runs_from_the_outlet_to_the_origin(case):
    nodes = Index(case).evidence("aaaa01/s2").nodes
    assert [n.name for n in nodes] == ["وكالة سارية", "إذاعة الفنار", "غرفة العمليات"]
    assert [n.carrier for n in nodes] == [True, False, False]


def test_long_evidence_is_cut_around_its_figure():
    start = PAPER.index("نقلت")
    report, statement = REPORTS[1], REPORTS[1]
    long = "كلمة " * 400
    text = PAPER[:start] + "قال فلان إن " + long + "19 راكبًا"
    from riwaya.model import Quantity, Report, Statement

    report = Report(id="x", text=text)
    cue = Span(start, start + 3)
    figure = Quantity(span=Span(len(text) - 9, len(text) - 7), low=19, high=19, unit="person")
    statement = Statement(
        cue=cue, content=(Span(start + 12, len(text)),), chain=(), form="indirect", stance="says",
        rule="r", confidence=1.0,
    )  # fmt: skip
    shown = "".join(p.text for p in words(report, statement, "", figure))
    assert "19" in shown
    assert len(shown) <= WINDOW + 10


def test_a_case_that_has_passages_alone_still_has_its_pairs(case):
    reports = {r.id: r for r in REPORTS}
    (pair,) = copies.pairs(copies.copies(LINKED, reports), LINKED, reports)
    assert pair.first == REPORTS[0]
    (_, of_wire), (_, of_paper) = pair.shares
    assert of_paper > of_wire > 0
    assert [view.passage for view in pair.passages] == list(LINKED.passages)


@pytest.fixture
def pairs():
    found = copies.copies(retold.LINKED, retold.BY_ID)
    return {pair.copy.id: pair for pair in copies.pairs(found, retold.LINKED, retold.BY_ID)}


def test_pairs_with_edits_that_matter_come_before_plain_reprints(pairs):
    assert list(pairs) == ["y24", "y13", "y12", "y16", "y15"]


def test_who_was_first_stands_first(pairs):
    turned = pairs["y13"]
    assert (turned.a.id, turned.b.id, turned.first) == ("r3", "r1", retold.BY_ID["r3"])
    assert [round(share) for _, share in turned.shares] == [93, 86]
    assert pairs["y12"].first is None


def test_shares_are_said_both_ways(pairs):
    said = [words.plain("en") for words, _ in pairs["y24"].shares]
    assert said == [
        "74% of موقع رصيف 9 stands in قناة الأفق البحري",
        "90% of قناة الأفق البحري stands in موقع رصيف 9",
    ]


def test_every_edit_of_a_passage_is_found_in_a_row(pairs):
    pair = pairs["y24"]
    kinds = [view.kind for view in pair.edits]
    assert kinds == ["figure", "denial", "stance", "name"]
    assert set(pair.at) == {1, 3, 4}  # the denial stands in no passage
    assert pair.at[1] == copies.row_anchor(pair.anchor, 1, 2)


def test_passages_stand_in_the_order_of_the_first_text(pairs, monkeypatch):
    text = retold.BY_ID["r1"].text
    many = [
        Passage(
            id=f"p{n}",
            a="r1",
            a_span=Span(at, at + 9),
            b="r2",
            b_span=Span(0, 9),
            words=words,
            similarity=1.0,
        )
        for n, (at, words) in enumerate([(300, 30), (10, 20), (200, 90), (100, 40)])
    ]
    assert len(text) > 310
    linked = replace(retold.LINKED, passages=tuple(many))
    copy = replace(pairs["y12"].copy, passages=tuple(p.id for p in many), edits=())
    monkeypatch.setattr(copies, "MOST_PASSAGES", 3)
    (pair,) = copies.pairs([copy], linked, retold.BY_ID)
    assert [view.passage.id for view in pair.passages] == ["p3", "p2", "p0"]
    assert pair.left == 1


def test_a_short_passage_with_an_edit_is_shown_before_long_ones_without(monkeypatch):
    long = replace(retold.PASSAGES[0], id="p-long", words=900)
    linked = replace(retold.LINKED, passages=(*retold.PASSAGES, long))
    copy = replace(next(c for c in retold.COPIES if c.id == "y12"), passages=("p-long", "p12"))
    monkeypatch.setattr(copies, "MOST_PASSAGES", 1)
    (pair,) = copies.pairs([copy], linked, retold.BY_ID)
    assert [view.passage.id for view in pair.passages] == ["p12"]


def test_reports_of_one_outlet_are_told_apart_by_their_ids():
    reports = [Report(id=rid, text="x", outlet="صحيفة المرساة") for rid in ("one", "two")]
    assert copies.called(reports) == {"one": "صحيفة المرساة (one)", "two": "صحيفة المرساة (two)"}
    assert copies.called(reports[:1]) == {"one": "صحيفة المرساة"}
    assert copies.paper(Report(id="x", text="x", title="غرق")) == "«غرق»"


def test_an_id_in_a_reason_is_said_by_its_paper(pairs, monkeypatch):
    monkeypatch.setattr(
        labels, "_reasons", lambda: {"copy.edits": labels.Bilingual("{source}", "after {source}")}
    )
    copy = replace(pairs["y12"].copy, reason="copy.edits", args={"source": "r3"})
    assert copies.why(copy, retold.BY_ID).en == "after إذاعة السنونو"


def test_wires_say_whether_their_text_is_at_hand():
    (wire,) = families.wires(retold.LINKED, retold.BY_ID)
    assert wire.own is None
    assert [r.id for r in (*wire.credited, *wire.inferred)] == ["r1", "r2", "r3"]
    own = replace(retold.LINKED.wires[0], report="r6")
    (wire,) = families.wires(replace(retold.LINKED, wires=(own,)), retold.BY_ID)
    assert wire.own == retold.BY_ID["r6"]


def test_families_go_from_the_first_to_the_latest():
    (family,) = families.families(retold.LINKED, retold.BY_ID)
    assert family.first == "وكالة النوارس"
    assert [m.report.id for m in family.members] == ["r3", "r1", "r2", "r4", "r6"]
    assert family.members[3].after.plain("en") == "from موقع رصيف 9"
    assert family.members[0].after.plain("ar") == "نص وكالة النوارس"


def test_a_family_of_several_beginnings_has_no_first():
    (family,) = retold.LINKED.families
    open_ended = replace(family, descents=family.descents[2:])
    (view,) = families.families(replace(retold.LINKED, families=(open_ended,)), retold.BY_ID)
    assert view.first is None


def test_page_counts_and_caps(case, monkeypatch):
    from riwaya.show import page

    assert build(case).caps["reports"].words is None
    monkeypatch.setattr(page, "MAX_REPORTS", 2)
    capped = build(case)
    assert capped.caps["reports"].words.en == "2 of 4 are shown. The others are in the case file."
    assert [v.report.id for v in capped.reports] == ["aaaa01", "bbbb02"] or len(capped.reports) == 2
