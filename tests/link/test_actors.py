"""Who is who across reports: each rule on its example, and a near miss that must stay two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calling import calling, one_story, rules, story, who
from riwaya import lexicon
from riwaya.link.actors import find, is_form_of
from riwaya.model import Correction

A, B = "PER|سامر حداد", "PER|سامر فواد حداد"


def test_same_name_folded() -> None:
    (actor,) = who(calling("r1", "أحمد عبد الله الحسن"), calling("r2", "احمد عبدالله الحسن"))
    assert set(actor.names) == {"أحمد عبد الله الحسن", "احمد عبدالله الحسن"}
    assert len(actor.mentions) == 2


@pytest.mark.parametrize(
    ("a", "b"),
    [("محمد حداد", "محمود حداد"), ("نادر الكلبي", "نادر الحلبي"), ("حسن الكلبي", "حسين الكلبي")],
)
def test_names_that_look_alike_stay_two_even_in_one_story(a: str, b: str) -> None:
    assert len(one_story(calling("r1", a), calling("r2", b))) == 2


def test_lexicon() -> None:
    (body,) = who(calling("r1", "مجلس الأمن", kind="ORG"), calling("r2", "مجلس الأمن الدولي", kind="ORG"))
    assert body.type == "ORG"
    assert len(who(calling("r1", "مجلس الأمن", kind="ORG"), calling("r2", "مجلس الأمة", kind="ORG"))) == 2


def test_the_police_of_two_stories_are_two() -> None:
    reports = calling("r1", "الشرطة", kind="ORG"), calling("r2", "الشرطة", kind="ORG")
    assert len(who(*reports)) == 2
    assert len(one_story(*reports)) == 1


def test_spelling() -> None:
    found = who(calling("r1", "ستيفان دي مستورا"), calling("r2", "ستيفن دي ميستورا"))
    assert len(found) == 1
    assert rules(found) == {"identity.spelling"}


def test_spellings_that_one_report_has_both_are_two() -> None:
    both = calling("r3", "ستيفان دي مستورا", "ستيفن دي ميستورا")
    assert len(who(calling("r1", "ستيفان دي مستورا"), calling("r2", "ستيفن دي ميستورا"), both)) == 2


def test_longer_in_story() -> None:
    reports = calling("r1", "سامر فؤاد حداد"), calling("r2", "سامر حداد")
    found = one_story(*reports)
    assert len(found) == 1
    assert rules(found) == {"identity.longer-in-story"}
    assert len(who(*reports)) == 2


def test_a_short_name_of_two_longer_ones_of_its_story_is_neither() -> None:
    found = one_story(
        calling("r1", "سامر فؤاد حداد"), calling("r2", "سامر نبيل حداد"), calling("r3", "سامر حداد")
    )
    assert len(found) == 3


def test_longer_with_role() -> None:
    found = who(
        calling("r1", "سامر فؤاد حداد", role="وزير النقل"), calling("r2", "سامر حداد", role="وزير النقل")
    )
    assert len(found) == 1
    assert rules(found) == {"identity.longer-with-role"}
    assert found[0].merges[0].detail == "وزير النقل"


@pytest.mark.parametrize(
    ("one", "other"), [("وزير النقل", "وزير الصحة"), ("الدكتور", "الدكتور"), ("وزير النقل", "")]
)
def test_without_a_shared_office_a_longer_name_is_another(one: str, other: str) -> None:
    reports = calling("r1", "سامر فؤاد حداد", role=one), calling("r2", "سامر حداد", role=other)
    assert len(who(*reports)) == 2


def test_a_longer_name_of_another_story_and_no_office_is_another() -> None:
    reports = calling("r1", "محمد بن سلمان"), calling("r2", "محمد بن سلمان الشهري")
    assert len(who(*reports, stories=[story("r1"), story("r2")])) == 2


def test_last_name_in_story() -> None:
    reports = calling("r1", "سامر حداد"), calling("r2", "حداد")
    found = one_story(*reports)
    assert len(found) == 1
    assert rules(found) == {"identity.last-name-in-story"}
    assert len(who(*reports)) == 2


def test_a_last_name_that_two_of_the_story_bear_is_neither() -> None:
    found = one_story(calling("r1", "سامر حداد"), calling("r2", "نورة حداد"), calling("r3", "حداد"))
    assert len(found) == 3


def test_a_first_name_alone_is_nobody() -> None:
    assert len(one_story(calling("r1", "سامر حداد"), calling("r2", "سامر"))) == 2


def test_a_kunya_is_a_last_name_and_no_full_one() -> None:
    reports = calling("r1", "نادر أبو سليم"), calling("r2", "أبو سليم")
    assert len(one_story(*reports)) == 1
    assert len(who(*reports)) == 2
    assert len(who(calling("r1", "أبو سليم"), calling("r2", "أبو سليم"))) == 2


def test_last_name_in_case() -> None:
    often = [calling(f"r{n}", "هانس كيلدرموند") for n in range(3)]
    found = who(*often, calling("r9", "كيلدرموند"))
    assert len(found) == 1
    assert rules(found) == {"identity.last-name-in-case"}
    assert found[0].merges[0].detail == "3/3"


def test_a_last_name_is_not_enough_in_the_case_when_few_or_two_bear_it_or_it_is_common() -> None:
    often = [calling(f"r{n}", "هانس كيلدرموند") for n in range(3)]
    alone = calling("r9", "كيلدرموند")
    assert len(who(*often[:2], alone)) == 2
    assert len(who(*often, calling("r8", "بيتر كيلدرموند"), alone)) == 3
    assert len(who(*[calling(f"r{n}", "سامر محمود") for n in range(3)], calling("r9", "محمود"))) == 2


def test_script() -> None:
    found = who(calling("r1", "سامر حداد"), calling("r2", "Samer Haddad"))
    assert len(found) == 1
    assert rules(found) == {"identity.script"}


@pytest.mark.parametrize("latin", ["Samer Hamdan", "Samer Fuad Haddad", "Haddad"])
def test_another_name_in_latin_letters_is_another(latin: str) -> None:
    assert len(who(calling("r1", "سامر حداد"), calling("r2", latin))) == 2


def test_a_latin_name_that_two_arabic_ones_sound_like_is_neither() -> None:
    assert len(who(calling("r1", "سالم كرم"), calling("r2", "سليم كرم"), calling("r3", "Salem Karam"))) == 3


def test_a_user_merges_and_every_rule_of_the_table_has_its_test() -> None:
    said = [Correction(kind="merge", a=(A,), b=("PER|نادر الكلبي",), note="اسم مستعار")]
    found = who(calling("r1", "سامر حداد"), calling("r2", "نادر الكلبي"), corrections=said)
    assert len(found) == 1
    assert [(m.rule, m.detail) for m in found[0].merges] == [("identity.user", "اسم مستعار")]
    tested = {
        "same-name", "lexicon", "spelling", "longer-in-story", "longer-with-role", "last-name-in-story",
        "last-name-in-case", "script", "user",
    }  # fmt: skip
    in_places = {"gazetteer"}
    assert {
        row["rule"].removeprefix("identity.") for row in lexicon.rows("identity_rules")
    } == tested | in_places


def test_a_user_splits_what_a_rule_would_merge() -> None:
    said = [Correction(kind="split", a=(A,), b=(B,))]
    assert len(one_story(calling("r1", "سامر فؤاد حداد"), calling("r2", "سامر حداد"), corrections=said)) == 2


def test_a_user_splits_one_report_from_the_others() -> None:
    said = [Correction(kind="split", a=(f"{A}@r1",), b=(A,))]
    found = who(*(calling(f"r{n}", "سامر حداد") for n in range(3)), corrections=said)
    assert sorted(len(actor.mentions) for actor in found) == [1, 2]


def test_the_name_is_the_full_form_most_often_written() -> None:
    (actor,) = one_story(
        calling("r1", "سامر حداد"), calling("r2", "حداد", "حداد"), calling("r3", "سامر حداد")
    )
    assert actor.name == "سامر حداد"


def test_a_nationality_is_given_when_reports_agree() -> None:
    syrian = [calling(f"r{n}", "سامر حداد", role="وزير النقل", nation="SY") for n in range(3)]
    assert who(*syrian)[0].nationality == "SY"
    doubt = calling("r8", "سامر حداد", role="وزير النقل", nation="LB")
    assert who(syrian[0], doubt)[0].nationality is None


def test_ids_are_kept_when_reports_come_and_names_are_merged() -> None:
    first = who(calling("r1", "سامر حداد"))
    later = one_story(calling("r1", "سامر حداد"), calling("r0", "سامر فؤاد حداد"))
    again = who(
        calling("r0", "سامر فؤاد حداد"), calling("r1", "سامر حداد"), stories=[story("r0", "r1")], before=first
    )
    assert len(later) == len(again) == 1
    assert again[0].id == first[0].id


def test_find_by_id_spelling_and_latin_letters() -> None:
    known = who(calling("r1", "سامر حداد"), calling("r2", "هانس كيلدرموند"))
    for name in ("سامر حدّاد", "Samer Haddad", known[0].id):
        assert [actor.name for actor in find(known, name)] == [
            known[0].name if name == known[0].id else "سامر حداد"
        ]
    assert [actor.name for actor in find(known, "هانس كلدرموند")] == ["هانس كيلدرموند"]
    assert find(known, "سمير حداد") == []


@pytest.mark.parametrize(
    ("short", "longer", "is_one"),
    [
        ("سامر حداد", "سامر فؤاد حداد", True),
        ("سامر فؤاد", "سامر فؤاد حداد", True),
        ("فؤاد حداد", "سامر فؤاد حداد", False),
        ("حداد", "سامر حداد", False),
        ("سامر حداد فؤاد", "سامر فؤاد حداد", False),
        ("سامر حداد", "سامر حداد", False),
    ],
)
def test_short_forms(short: str, longer: str, is_one: bool) -> None:
    assert is_form_of(short.split(), longer.split()) is is_one


NAMES = ["سامر حداد", "سامر فؤاد حداد", "حداد", "نورة حداد", "Samer Haddad", "أبو سليم", "نادر أبو سليم"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_who_is_who_does_not_depend_on_the_order_of_reports(names: list[str], random) -> None:
    reports = [calling(f"r{n}", name) for n, name in enumerate(names)]
    shuffled = list(reports)
    random.shuffle(shuffled)

    def groups(found):
        return {frozenset(actor.mentions) for actor in found}

    told = story(*(r.id for r, _ in reports))
    assert groups(who(*reports, stories=[told])) == groups(who(*shuffled, stories=[told]))


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=6))
def test_every_mention_is_one_actors(names: list[str]) -> None:
    found = who(*(calling(f"r{n}", name) for n, name in enumerate(names)))
    assert sorted(m for actor in found for m in actor.mentions) == [f"r{n}/m0" for n in range(len(names))]
    assert len({actor.id for actor in found}) == len(found)
