"""Places that a noun or a list gives away; invented sentences."""

import pytest

from riwaya.pipeline import extract


def places(text):
    return [text[m.span.start : m.span.end] for m in extract(text).mentions if m.type == "LOC"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وصلت الشاحنات إلى محافظة صلاح الدين صباح اليوم.", "صلاح الدين"),
        ("وقال رئيس بلدية إن الطريق إلى قضاء القائم مغلق.", "القائم"),
        ("ونزح السكان إلى ناحية القيارة قبل أسبوع.", "القيارة"),
    ],
)
def test_after_its_noun_a_place_is_a_place(text, place):
    assert place in places(text)


def test_in_a_list_of_places_an_everyday_word_is_a_place():
    assert "القائم" in places("أغلقت الطرق في الأنبار والقائم بسبب السيول.")


@pytest.mark.parametrize(
    "text",
    [
        "قال القائم بالأعمال إن السفارة مفتوحة.",
        "زار الوفد قبر صلاح الدين في رحلة طويلة.",
        "وصل إلى بغداد والوفد المرافق له.",
    ],
)
def test_without_a_sign_nothing_becomes_a_place(text):
    assert not {"القائم", "صلاح الدين", "الوفد"} & set(places(text))


@pytest.mark.regression
def test_the_article_belongs_to_the_name():
    assert not places("سار القارب وسط بحر هادئ.")


@pytest.mark.regression
def test_a_street_is_not_the_town_it_is_called_after():
    found = extract("افتتح الفرع في شارع الرياض وسط جدة.")
    placed = {m.identity: m.place for m in found.mentions if m.type == "LOC"}
    assert placed["الرياض"] is None
    assert placed["جدة"] is not None
