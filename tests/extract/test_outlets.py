"""Outlets are found by short, long, Latin and misspelt names; common words are not taken for them."""

import pytest

from riwaya.extract.outlets import by_domain, find, outlets


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("رويترز", "رويترز"),
        ("وكالة رويترز للأنباء", "رويترز"),
        ("Reuters", "رويترز"),
        ("(ا.ف.ب)", "وكالة فرانس برس"),
        ("أ. ف. ب.", "وكالة فرانس برس"),
        ("فرانس برس", "وكالة فرانس برس"),
        ("د ب ا", "وكالة الأنباء الألمانية"),
        ("أسوشييتدبرس", "أسوشيتد برس"),
        ('"أسوشيتد برس" (AP)', "أسوشيتد برس"),
        ("شبكة «سي ان ان» الأميركية", "سي إن إن"),
        ("صحيفة لوموند الفرنسية", "لوموند"),
        ("وكالة أنباء فارس", "فارس"),
        ("وكالة الأنباء السعودية (واس)", "وكالة الأنباء السعودية"),
        ("لرويترز", "رويترز"),
    ],
)
def test_find(name, expected):
    outlet = find(name)
    assert outlet is not None
    assert outlet.name == expected


def test_the_head_tells_two_outlets_of_one_name_apart():
    assert find("قناة الجزيرة").kind == "channel"
    assert find("صحيفة الجزيرة").name == "الجزيرة السعودية"


def test_the_nationality_tells_two_outlets_of_one_name_apart():
    assert find("صحيفة الوطن السورية").country == "SY"
    assert find("صحيفة الوطن").country == "SA"


@pytest.mark.parametrize("name", ["اليوم", "الحياة", "المدينة", "العالم", "فارس", "الرياض"])
def test_a_common_word_needs_a_sign_that_an_outlet_is_meant(name):
    assert find(name) is None
    assert find(f"«{name}»") is not None
    assert find(name, named=True) is not None


@pytest.mark.parametrize(
    "name", ["", "  ", "وكالة أنباء", "وزارة الصحة", "شبكة المياه", "قناة السويس", "موقع الحادث", "ل"]
)
def test_what_is_no_outlet(name):
    assert find(name) is None


def test_by_domain():
    assert by_domain("www.reuters.com").name == "رويترز"
    assert by_domain("notreuters.com") is None


def test_the_lexicon_is_large_and_consistent():
    assert len(outlets()) >= 400
    assert len({o.name for o in outlets()}) == len(outlets())
    assert {o.kind for o in outlets()} == {"agency", "paper", "channel", "radio", "site", "magazine"}
    assert all(o.country is None or o.country == "INT" or len(o.country) == 2 for o in outlets())


@pytest.mark.parametrize("outlet", outlets(), ids=lambda o: o.name)
def test_every_outlet_is_found_by_its_own_name(outlet):
    assert find(outlet.name, named=True) == outlet
