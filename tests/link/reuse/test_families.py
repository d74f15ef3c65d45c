"""Families: reports of one text; a round-up belongs to each of the families that it puts together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import DAM, FERRY, STANDING, local_news, report, story, trace
from riwaya.link.reuse.families import families, related
from riwaya.model import Copy, Extraction, Report


def found(reports: list[Report]) -> list[tuple[str, ...]]:
    return [f.reports for f in trace(reports, [Extraction(report=one.id) for one in reports]).families]


def days(name: str, *texts: str) -> list[Report]:
    """Make reports of one name that were published on one day after the other, within four days."""
    return [
        report(f"{name}{n}", text, published=f"2031-05-0{n % 4 + 1}T{n + 1:02}:00", title=f"{name} {n}")
        for n, text in enumerate(texts)
    ]


def reprints(name: str, text: tuple[str, ...], many: int) -> list[Report]:
    return days(name, *(story(*text, local_news(hash_of(name) + n, 16)) for n in range(many)))


def hash_of(name: str) -> int:
    return 50 * sum(map(ord, name))


def test_a_wire_its_cut_and_its_reprints_are_one_family_in_the_order_of_publication() -> None:
    reports = days(
        "d", story(*DAM), story(*DAM[:2]), story(DAM[2], DAM[3], DAM[0]), story(local_news(1, 20), *DAM[1:])
    )
    assert found(reports[::-1]) == [("d0", "d1", "d2", "d3")]


def test_unrelated_reports_have_no_family() -> None:
    assert found([report("a", story(*DAM)), report("b", story(*FERRY)), report("c", local_news(1))]) == []


@pytest.mark.parametrize("many", [2, 3, 5])
def test_a_round_up_of_two_wires_is_in_both_families_and_chains_nothing(many: int) -> None:
    dam, ferry = reprints("d", DAM, many), reprints("f", FERRY, many)
    round_up = report("round-up", story(*DAM[:3], *FERRY[:3]), published="2031-05-05")
    told = {frozenset(family): family for family in found([*dam, *ferry, round_up])}
    assert set(told) == {frozenset((*(one.id for one in wire), "round-up")) for wire in (dam, ferry)}
    assert all(family[-1] == "round-up" for family in told.values())


def test_a_round_up_of_three_wires_is_in_three_families() -> None:
    third = tuple(local_news(n, 26) for n in (1, 2, 3, 4))
    held = [reprints(name, text, 3) for name, text in (("d", DAM), ("f", FERRY), ("l", third))]
    round_up = report("round-up", story(*DAM[:2], *FERRY[:2], *third[:2]), published="2031-05-05")
    families = found([*(one for wire in held for one in wire), round_up])
    assert len(families) == 3
    assert all(len(family) == 4 and family[-1] == "round-up" for family in families)


def test_a_wire_that_only_a_round_up_has_beside_one_with_reprints() -> None:
    dam = reprints("d", DAM, 3)
    ferry, round_up = (
        report("f", story(*FERRY)),
        report("round-up", story(*DAM[:3], *FERRY[:3]), published="2031-05-05"),
    )
    assert set(found([*dam, ferry, round_up])) == {(*(one.id for one in dam), "round-up"), ("round-up", "f")}


@pytest.mark.xfail(
    reason="of three the middle one is half of the pairs: two wires and their round-up are one family"
)
def test_two_wires_and_their_round_up_are_two_families() -> None:
    dam, ferry = report("d", story(*DAM)), report("f", story(*FERRY))
    round_up = report("r", story(*DAM[:3], *FERRY[:3]))
    assert set(found([dam, ferry, round_up])) == {("d", "r"), ("f", "r")}


def test_a_quotation_that_two_have_makes_no_family() -> None:
    quoted = " ".join(STANDING.split()[:24])
    assert (
        found([report("a", story(local_news(1, 90), quoted)), report("b", story(quoted, local_news(2, 90)))])
        == []
    )
    assert found(
        [report("a", story(local_news(1, 40), quoted)), report("b", story(quoted, local_news(2, 90)))]
    ) == [("a", "b")], "of the one it is three tenths"


@pytest.mark.parametrize(
    ("words", "a_share", "b_share", "told"),
    [(40, 0.1, 0.1, True), (39, 0.1, 0.29, False), (20, 0.3, 0.1, True), (20, 0.1, 0.3, True)],
)
def test_how_much_two_reports_of_a_family_share(
    words: int, a_share: float, b_share: float, told: bool
) -> None:
    assert related(copy("a", "b", words, a_share, b_share)) is told


def copy(a: str, b: str, words: int = 90, a_share: float = 0.9, b_share: float = 0.9) -> Copy:
    return Copy(id=f"y{a}{b}", a=a, b=b, words=words, a_share=a_share, b_share=b_share, extent="mostly")


def test_a_family_is_called_by_the_first_headline_and_named_by_its_reports() -> None:
    reports = {r.id: r for r in [*days("d", "", ""), report("d9", "", published="2031-04-30")]}
    (one,) = families([copy("d0", "d1"), copy("d1", "d9"), copy("d0", "d9")], reports)
    assert (one.reports, one.title) == (("d9", "d0", "d1"), "d 0")
    (again,) = families([copy("d9", "d1"), copy("d0", "d9"), copy("d0", "d1")], reports)
    assert again.id == one.id != families([copy("d0", "d1")], reports)[0].id
    assert families([copy("d8", "d9")], {"d8": report("d8", ""), "d9": report("d9", "")})[0].title == ""


def test_the_largest_family_comes_first() -> None:
    reports = {name: report(name, "") for name in "abcxy"}
    told = families([copy("x", "y", words=200), copy("a", "b"), copy("b", "c"), copy("a", "c")], reports)
    assert [f.reports for f in told] == [("a", "b", "c"), ("x", "y")]


def test_a_family_that_is_part_of_another_is_none() -> None:
    reports = {name: report(name, "") for name in "abcd"}
    told = families([copy("a", "b"), copy("b", "c"), copy("a", "c"), copy("c", "d"), copy("b", "d")], reports)
    assert [f.reports for f in told] == [("a", "b", "c", "d")]


PAIRS = st.sets(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=25
)


@settings(max_examples=80)
@given(PAIRS)
def test_every_copy_is_within_a_family(pairs: set[tuple[int, int]]) -> None:
    reports = {f"r{n}": report(f"r{n}", "") for n in range(10)}
    told = families([copy(f"r{a}", f"r{b}", words=50 + a + b) for a, b in sorted(pairs)], reports)
    held = [set(f.reports) for f in told]
    assert len({f.id for f in told}) == len(told)
    for a, b in pairs:
        assert any({f"r{a}", f"r{b}"} <= one for one in held)
    for one in held:
        assert not any(one < other for other in held)
        assert all(
            any(tuple(sorted((int(rid[1:]), int(other[1:])))) in pairs for other in one) for rid in one
        )
