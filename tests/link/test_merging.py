"""Groups of name keys: rules bring them together, users have the last word."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.link.merging import Groups, apart, at_report, bare, kept_ids
from riwaya.model import Correction

KEYS = ["PER|سامر حداد", "PER|سامر فؤاد حداد", "PER|حداد~r1", "PER|نادر الكلبي", "PER|الكلبي~r2"]
PAIRS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=12)


def split(a: str, b: str) -> Correction:
    return Correction(kind="split", a=(a,), b=(b,))


def merge(a: str, b: str) -> Correction:
    return Correction(kind="merge", a=(a,), b=(b,))


def sets(groups: Groups) -> set[frozenset[str]]:
    return {frozenset(keys) for keys, _ in groups.groups()}


def test_each_key_starts_alone() -> None:
    assert sets(Groups(KEYS)) == {frozenset({key}) for key in KEYS}


def test_a_merge_is_kept_with_its_rule_and_words() -> None:
    groups = Groups(KEYS)
    assert groups.merge(KEYS[0], KEYS[1], "identity.longer-in-story", "وزير")
    assert not groups.merge(KEYS[1], KEYS[0], "identity.spelling")
    made = [m for _, merges in groups.groups() for m in merges]
    assert [(m.rule, m.a, m.b, m.detail) for m in made] == [
        ("identity.longer-in-story", KEYS[0], KEYS[1], "وزير")
    ]


@given(PAIRS, st.randoms(use_true_random=False))
def test_without_corrections_the_order_of_merges_does_not_matter(pairs, random) -> None:
    def made(order):
        groups = Groups(KEYS)
        for a, b in order:
            groups.merge(a, b, "test")
        return sets(groups)

    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert made(pairs) == made(shuffled)


@given(PAIRS)
def test_every_key_is_in_one_group_and_a_group_of_n_has_n_less_one_merges(pairs) -> None:
    groups = Groups(KEYS)
    for a, b in pairs:
        groups.merge(a, b, "test")
    assert sorted(key for keys, _ in groups.groups() for key in keys) == sorted(KEYS)
    assert all(len(merges) == len(keys) - 1 for keys, merges in groups.groups())
    assert all(key in groups.members(key) for key in KEYS)


@given(PAIRS)
def test_a_split_beats_every_rule(pairs) -> None:
    groups = Groups(KEYS, [split(KEYS[0], KEYS[1])])
    for a, b in pairs:
        groups.merge(a, b, "test")
    assert groups.find(KEYS[0]) != groups.find(KEYS[1])


def test_a_split_holds_through_a_third_name() -> None:
    groups = Groups(KEYS, [split(KEYS[0], KEYS[1])])
    assert groups.merge(KEYS[0], KEYS[2], "test")
    assert not groups.merge(KEYS[1], KEYS[2], "test")
    assert not groups.merge(KEYS[2], KEYS[1], "test")


@pytest.mark.parametrize("order", list(permutations([merge(KEYS[0], KEYS[1]), split(KEYS[0], KEYS[1])])))
def test_a_split_beats_a_merge_whichever_was_said_first(order) -> None:
    groups = Groups(KEYS, order)
    assert groups.find(KEYS[0]) != groups.find(KEYS[1])


def test_a_users_merge_is_made_at_once() -> None:
    groups = Groups(KEYS, [merge(KEYS[0], KEYS[3])])
    assert groups.find(KEYS[0]) == groups.find(KEYS[3])
    assert [m.rule for _, merges in groups.groups() for m in merges] == ["identity.user"]


def test_a_split_brings_its_first_side_together() -> None:
    groups = Groups(KEYS, [Correction(kind="split", a=(KEYS[0], KEYS[1]), b=(KEYS[3],))])
    assert groups.find(KEYS[0]) == groups.find(KEYS[1]) != groups.find(KEYS[3])


def test_corrections_of_keys_that_are_gone_do_nothing() -> None:
    groups = Groups(KEYS, [merge(KEYS[0], "PER|زيد ناجي"), split("PER|زيد ناجي", KEYS[1])])
    assert len(groups.groups()) == len(KEYS)


def test_keys_of_one_report() -> None:
    key = at_report(KEYS[0], "r7")
    assert bare(key) == KEYS[0]
    assert bare(KEYS[0]) == KEYS[0]
    assert apart([split(key, KEYS[0]), merge(KEYS[1], KEYS[2])]) == {key}


def kept(*groups: tuple[dict[str, int], str], before: dict[str, str]) -> list[str]:
    return kept_ids(groups, before)


def test_a_group_keeps_the_id_of_the_heaviest_of_its_keys() -> None:
    before = {KEYS[0]: "a1", KEYS[1]: "a2", KEYS[2]: "a2"}
    assert kept(({KEYS[0]: 3, KEYS[1]: 2, KEYS[2]: 2}, "new"), before=before) == ["a2"]
    assert kept(({KEYS[0]: 5, KEYS[1]: 2, KEYS[2]: 2}, "new"), before=before) == ["a1"]


def test_of_two_groups_that_had_one_id_the_heavier_keeps_it() -> None:
    before = {KEYS[0]: "a1", KEYS[1]: "a1"}
    assert kept(({KEYS[0]: 1}, "new"), ({KEYS[1]: 2}, "other"), before=before) == ["new", "a1"]


def test_a_new_group_gets_the_id_made_for_it_unless_another_kept_it() -> None:
    assert kept(({KEYS[0]: 1}, "new"), before={}) == ["new"]
    first, second = kept(({KEYS[0]: 1}, "a1"), ({KEYS[1]: 1}, "x"), before={KEYS[1]: "a1"})
    assert second == "a1"
    assert first != "a1"
