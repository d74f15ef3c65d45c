"""Who is who: named sources meet across reports, unnamed ones never by their words alone."""

import pytest

from making import extraction, report, said
from riwaya.link.identity import bare_name, canonical, sources
from riwaya.model import Kind, Source, Story

TEXT = "ستفتح الطريق الساحلية صباح الغد أمام الشاحنات."


def spoke(*named: tuple[str, Kind], one_story: bool = False) -> list[Source]:
    reports = [report(f"r{n}", TEXT) for n in range(len(named))]
    told = [
        extraction(r, (said(r, "ستفتح الطريق", source),)) for r, source in zip(reports, named, strict=True)
    ]
    stories = [Story(id="y", title="", reports=tuple(r.id for r in reports))] if one_story else []
    return list(sources(reports, told, stories))


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("وزير النقل السدراوي نادر الكلبي", "نادر الكلبي", "person"),
        ("العقيد نادر الكلبي", "نادر الكلبى", "person"),
        ("وكالة رويترز", "رويترز", "outlet"),
        ("هيئة مرافئ السدرة", "هيئة مرافئ السدره", "organisation"),
    ],
)
def test_one_named_source_in_two_reports(a: str, b: str, kind: Kind) -> None:
    (source,) = spoke((a, kind), (b, kind), one_story=True)
    assert set(source.names) == {a, b}
    assert len(source.statements) == 2


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("مسؤول أمني", "مسؤول أمني", "described"),
        ("مصادر", "مصادر", "vague"),
        ("نادر الكلبي", "نادر الحلبي", "person"),
        ("الشرطة", "الشرطة", "organisation"),
    ],
)
def test_what_is_not_known_to_be_one_stays_two(a: str, b: str, kind: Kind) -> None:
    assert len(spoke((a, kind), (b, kind))) == 2


def test_a_short_name_is_the_fuller_one_of_its_story_and_of_no_other() -> None:
    named: list[tuple[str, Kind]] = [("سالم نادر العوفي", "person"), ("نادر العوفي", "person")]
    assert len(spoke(*named, one_story=True)) == 1
    assert len(spoke(*named)) == 2


def test_ids_do_not_depend_on_the_order_of_reports() -> None:
    a = {s.id for s in spoke(("نادر الكلبي", "person"), ("رويترز", "outlet"))}
    assert a == {s.id for s in spoke(("رويترز", "outlet"), ("نادر الكلبي", "person"))}


def test_a_person_mention_inside_the_description_is_the_name() -> None:
    assert bare_name("نادر الكلبي المتحدث باسم المرفأ", ["نادر الكلبي"]) == "نادر الكلبي"


def test_articles_and_marks_do_not_make_another_name() -> None:
    assert canonical("الحزب «الأخضر»") == canonical("حزب الأخضر")
