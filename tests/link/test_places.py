"""The places of many reports: names of one place come together, open ones do not."""

from calling import Calling, placing
from riwaya.extract.gazetteer import candidates
from riwaya.link.places import places
from riwaya.model import Correction, Place

ABU_KAMAL = candidates("البوكمال")[0].id
RAQQA = next(e.id for e in candidates("الرقة") if e.level == "town" and e.country == "SY")
RAQQA_KUWAIT = next(e.id for e in candidates("الرقة") if e.country == "KW")


def where(*placings: Calling, corrections: tuple[Correction, ...] = (), before: tuple[Place, ...] = ()):
    return places([r for r, _ in placings], [e for _, e in placings], corrections, before)


def test_two_names_of_one_place() -> None:
    (place,) = where(
        placing("r1", ("البوكمال", ABU_KAMAL)),
        placing("r2", ("البو كمال", ABU_KAMAL), ("Abu Kamal", ABU_KAMAL)),
    )
    assert place.name == "البوكمال"
    assert set(place.names) == {"البوكمال", "البو كمال", "Abu Kamal"}
    assert (place.country, place.level, place.gazetteer) == ("SY", "town", ABU_KAMAL)
    assert place.within == ("دير الزور", "سوريا")
    assert place.lat is not None
    assert round(place.lat) == 34
    assert {m.rule for m in place.merges} == {"identity.gazetteer"}


def test_two_places_of_one_name_stay_two() -> None:
    found = where(placing("r1", ("الرقة", RAQQA)), placing("r2", ("الرقة", RAQQA_KUWAIT)))
    assert {place.country for place in found} == {"SY", "KW"}


def test_a_name_that_stayed_open_is_not_the_resolved_place() -> None:
    found = where(placing("r1", ("الرقة", RAQQA)), placing("r2", ("الرقة", None)))
    assert len(found) == 2
    (place,) = [p for p in found if p.gazetteer is None]
    assert (place.level, place.country, place.lat, place.within) == (None, None, None, ())
    assert place.name == "الرقة"


def test_unknown_places_meet_by_their_name_alone() -> None:
    found = where(
        placing("r1", ("زرناقية الصغرى", None)),
        placing("r2", ("زرناقيه الصغرى", None)),
        placing("r3", ("عيدوقة", None)),
    )
    assert sorted(len(p.mentions) for p in found) == [1, 2]


def test_a_user_merges_an_open_name_with_a_place() -> None:
    first = where(placing("r1", ("الرقة", RAQQA)), placing("r2", ("الرقة", None)))
    keys = [key for place in first for key in place.keys]
    said = Correction(kind="merge", a=(keys[0],), b=(keys[1],))
    (place,) = where(placing("r1", ("الرقة", RAQQA)), placing("r2", ("الرقة", None)), corrections=(said,))
    assert place.gazetteer == RAQQA
    assert {m.rule for m in place.merges} == {"identity.user"}


def test_a_user_splits_one_report_from_the_others() -> None:
    (place,) = where(placing("r1", ("الرقة", RAQQA)), placing("r2", ("الرقة", RAQQA)))
    (key,) = place.keys
    said = Correction(kind="split", a=(f"{key}@r2",), b=(key,))
    found = where(placing("r1", ("الرقة", RAQQA)), placing("r2", ("الرقة", RAQQA)), corrections=(said,))
    assert sorted(p.mentions for p in found) == [("r1/m0",), ("r2/m0",)]
    assert len({p.id for p in found}) == 2


def test_a_split_beats_the_gazetteer() -> None:
    (place,) = where(placing("r1", ("البوكمال", ABU_KAMAL), ("Abu Kamal", ABU_KAMAL)))
    a, b = place.keys
    said = Correction(kind="split", a=(a,), b=(b,))
    found = where(placing("r1", ("البوكمال", ABU_KAMAL), ("Abu Kamal", ABU_KAMAL)), corrections=(said,))
    assert len(found) == 2
    assert len({p.id for p in found}) == 2


def test_ids_are_kept_and_the_most_named_comes_first() -> None:
    first = where(placing("r1", ("الرقة", RAQQA)))
    again = where(
        placing("r2", ("البوكمال", ABU_KAMAL)),
        placing("r3", ("البوكمال", ABU_KAMAL)),
        placing("r1", ("الرقة", RAQQA)),
        before=first,
    )
    assert [p.name for p in again] == ["البوكمال", "الرقة"]
    assert again[1].id == first[0].id


def test_persons_are_no_places() -> None:
    from calling import calling

    assert where(calling("r1", "سامر حداد")) == ()
