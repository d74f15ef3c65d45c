from handmade import EXTRACTIONS, PAPER, REPORTS, span

from riwaya.model import Credit
from riwaya.show.evidence import nodes

WIRE_REPORT = REPORTS[0]
SAID = EXTRACTIONS[0].statements[0]
UNSAID = EXTRACTIONS[0].own_voice[0]


def _credit(name):
    return Credit(name=name, span=span(PAPER, "وكالة سارية"), where="text", rule="dateline")


def _names(report, statement, *credited):
    return [n.name for n in nodes(report, statement, [_credit(c) for c in credited])]


def test_whom_a_report_credits_stands_between_its_outlet_and_the_chain():
    assert _names(WIRE_REPORT, SAID, "وكالة الرصيف") == [
        "وكالة سارية",
        "وكالة الرصيف",
        "قائد خفر السواحل العقيد سالم الهنداوي",
    ]


def test_an_outlet_stands_once_and_agencies_without_a_name_are_not_shown():
    assert len(_names(WIRE_REPORT, SAID, "سارية", "وكالة سارية", None)) == 2


def test_the_own_voice_is_that_of_the_one_agency_credited():
    kinds = [n.kind for n in nodes(WIRE_REPORT, UNSAID, [_credit("وكالة الرصيف")])]
    assert kinds == ["outlet", "own_voice"]
    kinds = [n.kind for n in nodes(WIRE_REPORT, UNSAID, [_credit("وكالة الرصيف"), _credit("وكالة الشراع")])]
    assert kinds == ["own_voice", "outlet", "outlet"]
