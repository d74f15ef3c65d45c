"""The gazetteer: places that news names are there, where they are, under every usual spelling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.extract.gazetteer import candidates, country, entries, kilometres, lies_in, place_key, within

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
HALF_ROUND = 20_038  # km: no two points of the Earth lie farther apart


@pytest.mark.parametrize(
    ("name", "level", "land"),
    [
        ("الباغوز", "town", "SY"),
        ("البوكمال", "town", "SY"),
        ("بادوش", "town", "IQ"),
        ("تل أصفر", "town", "IQ"),
        ("نينوى", "province", "IQ"),
        ("ديالى", "province", "IQ"),
        ("الأنبار", "province", "IQ"),
        ("صلاح الدين", "province", "IQ"),
        ("الشدادي", "town", "SY"),
        ("القائم", "town", "IQ"),
        ("الطارمية", "town", "IQ"),
        ("سوريا", "country", "SY"),
        ("القاهرة", "town", "EG"),
        ("واشنطن", "town", "US"),
    ],
)
def test_places_that_news_names_are_known(name: str, level: str, land: str) -> None:
    first = candidates(name)[0]
    assert (first.level, first.country) == (level, land)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("البوكمال", "أبو كمال"),
        ("البوكمال", "أبوكمال"),
        ("البوكمال", "البو كمال"),
        ("البوكمال", "Abu Kamal"),
        ("أبوظبي", "أبو ظبي"),
        ("ديالى", "ديالي"),
        ("سوريا", "سورية"),
        ("الرقة", "الرقه"),
        ("الأنبار", "انبار"),
    ],
)
def test_spellings_mean_the_same_place(name: str, written: str) -> None:
    assert candidates(written)[0].id == candidates(name)[0].id


@pytest.mark.parametrize(
    ("a", "b"), [("الرقة", "الرقبة"), ("حلب", "حلبجة"), ("أبوظبي", "ظبي"), ("بابل", "بابا")]
)
def test_other_names_are_other_places(a: str, b: str) -> None:
    assert place_key(a) != place_key(b)


def test_a_name_that_nobody_knows_means_no_place() -> None:
    assert candidates("زرناقية الصغرى") == ()
    assert candidates("") == ()


@settings(deadline=None)
@given(st.text(alphabet="ابجدلو ةأى\u064b", max_size=20))
def test_a_key_is_the_same_of_a_folded_name(name: str) -> None:
    assert place_key(name.replace("أ", "ا").replace("ة", "ه")) == place_key(name)
    assert place_key(f" {name} ") == place_key(name)


def test_every_row_has_a_place_on_earth_an_id_of_its_own_and_a_level() -> None:
    levels = {"country", "region", "province", "district", "town", "point", "water"}
    for key, entry in entries().items():
        assert key == entry.id
        assert entry.level in levels, entry
        assert -90 <= entry.lat <= 90, entry
        assert -180 <= entry.lon <= 180, entry
        assert (entry.lat, entry.lon) != (0, 0), entry
        assert 1 < entry.weight < 10, entry
        assert entry.name.strip(), entry
    assert len(entries()) > 10_000


def test_no_id_stands_twice() -> None:
    from riwaya import lexicon

    ids = [row["id"] for row in lexicon.rows("gazetteer")]
    assert len(ids) == len(set(ids))


def test_towns_lie_in_their_province() -> None:
    for name, province in [("الباغوز", "دير الزور"), ("القائم", "الأنبار"), ("بادوش", "نينوى")]:
        town = candidates(name)[0]
        seat = next(e for e in candidates(province) if e.level == "province")
        assert town.country == seat.country
        assert kilometres((town.lat, town.lon), (seat.lat, seat.lon)) < 300


def test_arab_places_lie_near_their_country() -> None:
    for entry in entries().values():
        if entry.country in ("SY", "IQ", "LB", "JO", "KW", "QA", "BH", "PS") and entry.level != "country":
            land = country(entry.country)
            assert land is not None
            assert kilometres((entry.lat, entry.lon), (land.lat, land.lon)) < 700, entry


def test_within_goes_from_near_to_far_and_ends() -> None:
    assert list(within(candidates("الباغوز")[0])) == ["دير الزور", "سوريا"]
    assert list(within(candidates("سوريا")[0])) == []
    for entry in list(entries().values())[::97]:
        assert len(list(within(entry))) < 8


@pytest.mark.parametrize(
    ("name", "level", "above"),
    [
        ("الفلوجة", "town", ["الأنبار", "العراق"]),
        # Of a province and its seat, the province; GeoNames has the seats of these elsewhere.
        ("يطا", "town", ["الخليل", "الضفة الغربية", "فلسطين"]),
        ("خان يونس", "town", ["خان يونس", "قطاع غزة", "فلسطين"]),
        ("بغداد", "town", ["بغداد", "العراق"]),
        ("بغداد", "province", ["العراق"]),
        ("أربيل", "province", ["كردستان العراق", "العراق"]),
        ("نيالا", "town", ["جنوب دارفور", "دارفور", "السودان"]),
        ("العراق", "country", []),
        ("البحر الميت", "water", []),
    ],
)
def test_what_a_place_lies_in(name: str, level: str, above: list[str]) -> None:
    entry = next(one for one in candidates(name) if one.level == level)
    found = lies_in(entry.id)
    assert sorted(entries()[one].name for one in found) == sorted(above)
    assert entry.id not in found
    assert list(within(entry)) == [one for one in above if one != entry.name]


def test_nothing_lies_in_itself_however_far_up() -> None:
    for entry in entries().values():
        assert entry.id not in lies_in(entry.id)
        assert all(entries()[one].country == entry.country for one in lies_in(entry.id))
    assert lies_in("no id") == frozenset()


def test_a_country_by_its_code() -> None:
    land = country("IQ")
    assert land is not None
    assert land.name == "العراق"
    assert country("XX") is None


@settings(deadline=None)
@given(POINTS, POINTS)
def test_kilometres_are_the_same_both_ways(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert kilometres(a, b) == pytest.approx(kilometres(b, a), abs=1e-6)
    assert 0 <= kilometres(a, b) <= HALF_ROUND
    assert kilometres(a, a) == 0


def test_kilometres_of_two_towns() -> None:
    assert kilometres((33.31, 44.37), (36.34, 43.13)) == pytest.approx(355, abs=10)  # Baghdad, Mosul
    assert kilometres((0, 179.5), (0, -179.5)) == pytest.approx(111, abs=1)
