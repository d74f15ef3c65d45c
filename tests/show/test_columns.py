from hypothesis import given
from hypothesis import strategies as st

from riwaya.show import columns


def paths(*ways: str) -> list[list[tuple[int, str]]]:
    return [list(enumerate(way)) for way in ways]


def test_a_spot_stands_level_with_what_it_is_joined_to():
    found = columns.rows(paths("ax", "bx", "cx", "dy"))
    assert [found[0, name] for name in "abcd"] == [0, 1, 2, 3]
    assert (found[1, "x"], found[1, "y"]) == (1, 3)


def test_lines_that_need_not_cross_do_not():
    found = columns.rows(paths("ax", "by", "cx", "dy"))
    by_row = sorted("abcd", key=lambda name: found[0, name])
    assert "".join(by_row) in ("acbd", "bdac")


@given(st.lists(st.text("abcdefgh", min_size=4, max_size=4), min_size=1, max_size=25))
def test_no_two_of_a_column_share_a_row_and_none_is_past_the_fullest(ways):
    found = columns.rows(paths(*ways))
    most = max(len({way[n] for way in ways}) for n in range(4))
    for n in range(4):
        rows = [row for (column, _), row in found.items() if column == n]
        assert len(set(rows)) == len(rows)
        assert all(0 <= row < most for row in rows)
