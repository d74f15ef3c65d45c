import pytest
from handmade import DEAD, LINKED, LOAD, PAPER, REPORTS

from riwaya.errors import RiwayaError
from riwaya.model import Span, Support
from riwaya.show import claims, copies
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


def test_only_the_words_that_differ_are_marked():
    a, b = "قتل 12 راكبًا فجر الثلاثاء", "قُتِلَ 12 شخصًا فجر الثلاثاء"
    left, right = copies.sides(a, Span(0, len(a)), b, Span(0, len(b)))
    assert "".join(t for t, d in left.runs if d).strip() == "راكبًا"
    assert "".join(t for t, d in right.runs if d).strip() == "شخصًا"
    assert "".join(t for t, _ in right.runs) == b


def test_pair_gives_each_report_its_share(case):
    (pair,) = copies.pairs({r.id: r for r in REPORTS}, LINKED.passages, 10)
    assert pair.first == REPORTS[0]
    assert int(pair.share_b.en.rstrip("%")) > int(pair.share_a.en.rstrip("%")) > 0


def test_page_counts_and_caps(case, monkeypatch):
    from riwaya.show import page

    assert build(case).caps["reports"].words is None
    monkeypatch.setattr(page, "MAX_REPORTS", 2)
    capped = build(case)
    assert capped.caps["reports"].words.en == "2 of 4 are shown. The others are in the case file."
    assert [v.report.id for v in capped.reports] == ["aaaa01", "bbbb02"] or len(capped.reports) == 2
