"""The keys under which reports' names meet, and what is noted of their bearers."""

import pytest

from calling import Calling, calling
from making import report
from riwaya.link.nodes import Node, key_of, nodes, role_key
from riwaya.model import Extraction, Link, Mention, MentionType, Span, Statement


def key(name: str, kind: MentionType = "PER", of: str = "r1", story: str = "s1") -> str:
    return key_of(Mention(span=Span(0, 1), type=kind, identity=name), name, of, story)[0]


def collected(*namings: Calling, **apart: frozenset[str]) -> dict[str, Node]:
    return nodes([r for r, _ in namings], [e for _, e in namings], {}, **apart)


def test_a_full_name_is_one_key_in_every_report() -> None:
    assert key("أحمد عبد الله الحسن") == key("احمد عبدالله الحسن", of="r2", story="s2")


@pytest.mark.parametrize("name", ["حداد", "أبو سليم", "آل ثاني"])
def test_a_short_name_is_a_key_of_its_report_only(name: str) -> None:
    assert key(name) != key(name, of="r2")
    assert key(name).endswith("~r1")


@pytest.mark.parametrize(("a", "b"), [("محمد حداد", "محمود حداد"), ("سامر حداد", "سامر فؤاد حداد")])
def test_other_names_are_other_keys(a: str, b: str) -> None:
    assert key(a) != key(b)


def test_a_body_that_the_lexicon_knows_is_one_key_by_all_its_names() -> None:
    assert key("مجلس الأمن", "ORG") == key("مجلس الأمن الدولي", "ORG", "r2", "s2")
    assert key("رويترز", "ORG") == key("وكالة رويترز", "ORG", "r2", "s2")


def test_a_body_of_everyday_words_is_a_key_of_its_story() -> None:
    assert key("الشرطة", "ORG") == key("الشرطة", "ORG", "r2")
    assert key("الشرطة", "ORG") != key("الشرطة", "ORG", "r2", "s2")
    assert key("هيئة مرافئ السدرة", "ORG") == key("هيئة مرافئ السدرة", "ORG", "r2", "s2")


def test_persons_and_bodies_do_not_meet() -> None:
    assert key("سامر حداد") != key("سامر حداد", "ORG")


def test_forms_mentions_and_roles_are_counted() -> None:
    found = collected(
        calling("r1", "سامر حداد", "سامر حداد", role="وزير النقل", nation="LB"), calling("r2", "سامر حدّاد")
    )
    (node,) = found.values()
    assert node.forms == {"سامر حداد": 2, "سامر حدّاد": 1}
    assert node.mentions == ["r1/m0", "r1/m1", "r2/m0"]
    assert list(node.reports) == ["r1", "r2"]
    assert node.roles == {"وزير النقل": 2}
    assert node.nations == {"LB": 2}


def test_places_are_no_actors() -> None:
    assert collected(calling("r1", "بغداد", kind="LOC")) == {}


def test_a_name_without_words_is_none() -> None:
    assert collected(calling("r1", "«»")) == {}


def test_a_report_that_a_user_spoke_of_stands_apart() -> None:
    found = collected(
        calling("r1", "سامر حداد"),
        calling("r2", "سامر حداد"),
        apart=frozenset({"PER|سامر حداد@r1"}),
    )
    assert set(found) == {"PER|سامر حداد@r1", "PER|سامر حداد"}


def test_a_phrase_that_means_a_named_person_is_noted() -> None:
    text = "وصل سامر حداد. وقال الوزير إن الميناء مغلق."
    of = report("r1", text)
    name, phrase = Span(4, 13), Span(text.index("الوزير"), text.index(" إن"))
    said = Statement(
        cue=Span(15, 19), content=(Span(26, 40),), form="indirect", stance="says", rule="test", confidence=1.0,
        chain=(Link(mention=phrase, resolved="سامر حداد", kind="person"),),
    )  # fmt: skip
    told = Extraction(
        report="r1", statements=(said,), mentions=(Mention(span=name, type="PER", identity="سامر حداد"),)
    )
    (node,) = collected((of, told)).values()
    assert node.described == {"الوزير": 1}


def test_roles_are_compared_without_articles() -> None:
    assert role_key("وزير الدفاع") == role_key("وزير دفاع") == role_key("الوزير الدفاع")
    assert role_key("وزير الدفاع") != role_key("وزير الداخلية")
