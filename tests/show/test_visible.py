import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from riwaya.show.visible import clipped, isolated, visible


def test_forced_directions_become_symbols():
    assert visible("أ\u202eب\u202cج") == "أ⟦RLO⟧ب⟦PDF⟧ج"
    assert visible("\u2067x\u2069") == "⟦RLI⟧x⟦PDI⟧"
    assert visible("\x1b[31m") == "⟦U+001B⟧[31m"


def test_ordinary_marks_and_lines_stay():
    assert visible("سطر\nآخر\tوعلامة\u200f") == "سطر\nآخر\tوعلامة\u200f"


def test_isolated_only_where_direction_can_change():
    assert isolated("out/a.txt") == "out/a.txt"
    assert isolated("الميناء") == "\u2068الميناء\u2069"


@given(st.text())
def test_nothing_that_forces_order_is_left(text):
    out = visible(text)
    assert not any(
        unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI") for c in out
    )
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in out)


@given(st.text(alphabet="ابتث ّ\n"), st.integers(1, 30))
def test_clipped_fits_and_is_a_beginning(text, width):
    out = clipped(text, width)
    flat = " ".join(text.split())
    assert sum(not unicodedata.combining(c) for c in out.rstrip("…")) <= width
    assert flat.startswith(out.rstrip("…"))
    assert out == flat or out.endswith("…")
