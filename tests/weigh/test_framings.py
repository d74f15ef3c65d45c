"""Framings: ways of telling what happened that exclude each other, each with those who stand behind it."""

from msgspec.structs import replace

from riwaya.model import Account
from weigh.papers import HARBOUR, SURVIVOR, UNION, Paper, accounts, linked, paper


def framed(sides: dict[int, str], *papers: Paper) -> Account:
    """Weigh papers whose figures are told on these sides."""
    links = linked(papers)
    (claim,) = links.claims
    variants = tuple(replace(v, framing=sides.get(int(v.low or 0), "")) for v in claim.variants)
    (account,) = accounts(*papers, links=replace(links, claims=(replace(claim, variants=variants),)))
    return account


def behind(account: Account) -> dict[str, tuple[tuple[int | float | None, ...], list[str], tuple[int, int]]]:
    """Give for each side its figures, the names of those who tell it so, and how many they are."""
    return {
        f.side: (
            tuple(account.claim.variants[n].low for n in f.variants),
            [o.name for o in f.support.origins],
            (f.support.low, f.support.high),
        )
        for f in account.framings
    }


def test_a_claim_that_all_tell_alike_has_no_framings() -> None:
    assert framed({}, paper("a", 14, HARBOUR), paper("b", 17, UNION)).framings == ()


def test_a_side_is_weighed_over_all_figures_that_it_is_told_with() -> None:
    papers = [
        paper("a", 14, HARBOUR),
        paper("b", 17, UNION),
        paper("c", 15, SURVIVOR),
        paper("d", 14, HARBOUR),
    ]
    found = behind(framed({14: "fled", 15: "moved", 17: "fled"}, *papers))
    assert found == {
        "fled": ((14, 17), [HARBOUR[0], UNION[0]], (2, 2)),
        "moved": ((15,), [SURVIVOR[0]], (1, 1)),
    }


def test_who_denies_a_side_does_not_stand_behind_it() -> None:
    papers = [paper("a", 14, HARBOUR), paper("b", 17, UNION, stance="denies")]
    assert set(behind(framed({14: "fled", 17: "moved"}, *papers))) == {"fled"}
