from handmade import EXTRACTIONS, REPORTS, WIRE, span
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import Span
from riwaya.show import marks

LAYERS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["content", "cue", "time"])).map(
        lambda t: marks.Layer(Span(min(t[:2]), max(t[:2])), t[2], "s0" if t[2] != "time" else "")
    ),
    max_size=8,
)


@given(st.text(min_size=30, max_size=30), LAYERS, st.integers(0, 30), st.integers(0, 30))
def test_pieces_are_exactly_the_text(text, layers, a, b):
    window = Span(min(a, b), max(a, b))
    pieces = marks.pieces(text, window, layers)
    assert "".join(p.text for p in pieces) == text[window.start : window.end]


@given(st.text(min_size=30, max_size=30), LAYERS)
def test_every_character_carries_exactly_the_layers_over_it(text, layers):
    at = 0
    for piece in marks.pieces(text, Span(0, 30), layers):
        over = {layer.css for layer in layers if layer.span.start <= at < layer.span.end}
        assert over == set(piece.css.split()) & {"content", "cue", "time"}
        at += len(piece.text)


def test_each_part_starts_once_in_a_report():
    for report, extraction in zip(REPORTS, EXTRACTIONS, strict=True):
        starts = [s for p in marks.paragraphs(report, extraction) for piece in p.pieces for s in piece.starts]
        assert len(starts) == len(set(starts))
        assert {f"s{n}" for n in range(len(extraction.statements))} <= set(starts)


def test_saying_within_saying_is_deeper():
    pieces = [p for par in marks.paragraphs(REPORTS[0], EXTRACTIONS[0]) for p in par.pieces]
    nested = next(p for p in pieces if "انتشلت" in p.text)
    assert {"content", "depth2", "s1", "s2"} <= set(nested.css.split())
    plain = next(p for p in pieces if "الحمولة" in p.text)
    assert "depth2" not in plain.css


def test_furniture_is_there_and_marked():
    last = marks.paragraphs(REPORTS[0], EXTRACTIONS[0])[-1]
    assert last.furniture
    assert "".join(p.text for p in last.pieces) == WIRE.split("\n")[-1]


def test_cue_is_the_address_of_its_statement():
    pieces = [p for par in marks.paragraphs(REPORTS[0], EXTRACTIONS[0]) for p in par.pieces]
    cue = next(p for p in pieces if p.text == "وأضاف")
    assert (cue.cue, cue.starts) == ("s1", ("s1",))
    assert span(WIRE, "وأضاف") == EXTRACTIONS[0].statements[1].cue
