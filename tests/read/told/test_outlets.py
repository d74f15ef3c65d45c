"""Outlets are found by short, long, Latin and misspelt names; common words are not taken for them."""

import re
from collections import Counter

import pytest

from riwaya.read.told.outlets import by_domain, find, key, outlets

OWNER_KINDS = {"state", "public", "party", "private", "cooperative", "international"}
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


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
        ("شبكة رصد الإخبارية", "شبكة رصد"),
        ("صحيفة «ديلي نيشن» الكينية", "ديلي نيشن"),
        ("موقع عين الفرات", "عين الفرات"),
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


@pytest.mark.parametrize(
    "name",
    ["اليوم", "الحياة", "المدينة", "العالم", "فارس", "الرياض", "بيان اليوم", "في الجول", "القاهرة 24"],
)
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
    assert len(outlets()) >= 800
    assert len({o.name for o in outlets()}) == len(outlets())
    assert {o.kind for o in outlets()} == {"agency", "paper", "channel", "radio", "site", "magazine"}
    assert all(o.country is None or o.country == "INT" or len(o.country) == 2 for o in outlets())


def test_every_outlet_has_a_name_a_kind_and_a_known_kind_of_owner():
    assert all(o.name and o.kind for o in outlets())
    assert {o.owner_kind for o in outlets()} == OWNER_KINDS | {None}
    assert sum(o.owner is not None for o in outlets()) >= 400


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("وكالة فرانس برس", "public"),
        ("رويترز", "private"),
        ("أسوشيتد برس", "cooperative"),
        ("وكالة الأنباء السعودية", "state"),
        ("فرانس 24", "state"),
        ("الوفد", "party"),
        ("أخبار الأمم المتحدة", "international"),
        ("دير الزور 24", None),
    ],
)
def test_owner_kind(name, kind):
    assert find(name, named=True).owner_kind == kind


def test_a_state_as_owner_is_called_one_whichever_it_is():
    of_states = [
        o for o in outlets() if re.match(r"(?:الدولة|حكومة) \w+|.*\((?:الدولة|حكومة) \w+", o.owner or "")
    ]
    assert len(of_states) > 60
    assert {o.owner_kind for o in of_states} == {"state"}


def test_a_domain_is_one_and_belongs_to_one_outlet():
    domains = Counter(domain for o in outlets() for domain in o.domains)
    assert [d for d in domains if not DOMAIN.fullmatch(d)] == []
    assert [d for d, times in domains.items() if times > 1] == []


def test_no_two_outlets_of_a_country_share_a_name():
    names = Counter(name for o in outlets() for name in {(key(n), o.country) for n in (o.name, *o.aliases)})
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("outlet", outlets(), ids=lambda o: o.name)
def test_every_outlet_is_found_by_its_own_name(outlet):
    assert find(outlet.name, named=True) == outlet
