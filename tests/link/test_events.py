"""Occurrences and events: numbers of one event meet, background numbers, other groups and parts stay
apart.
"""

from making import extraction, number, report
from riwaya.link.events import events
from riwaya.link.occurrences import occurrences, spelling
from riwaya.link.stories import day
from riwaya.link.terms import Weights
from riwaya.model import Extraction, Quantity, Report

FERRY = report(
    "a",
    "أدى غرق العبارة قبالة ميناء السدرة فجر الأحد إلى مقتل 14 عاملا وإصابة 9 آخرين.",
    published="2031-05-01",
)
AGAIN = report(
    "b", "ارتفعت حصيلة غرق العبارة في ميناء السدرة إلى 17 قتيلا بعد انتشال جثث أخرى.", published="2031-05-02"
)
PAST = report(
    "c", "وكان انفجار في مصنع للأسمدة بمدينة رخاوة قد أودى بحياة 60 شخصا قبل عامين.", published="2031-05-02"
)


def grouped(
    *told: tuple[Report, tuple[Quantity, ...]], one_story: bool = True
) -> list[set[tuple[str, float]]]:
    reports = [r for r, _ in told]
    extractions: list[Extraction] = [extraction(r, (), quantities) for r, quantities in told]
    found = occurrences(reports, extractions, Weights())
    days = [day(r.published) for r in reports]
    stories = ["y" if one_story else r.id for r in reports]
    return [
        {(reports[found[n].report].id, float(f.quantity.low or 0)) for n in group for f in found[n].figures}
        for group in events(found, stories, days)
    ]


def test_tolls_of_one_event_meet_and_a_recalled_one_stays_apart() -> None:
    a = FERRY, (number(FERRY, "14", 14, 14), number(FERRY, "9", 9, 9, "injured"))
    b = AGAIN, (number(AGAIN, "17", 17, 17),)
    c = PAST, (number(PAST, "60", 60, 60),)
    assert grouped(a, b, c) == [{("a", 14.0), ("a", 9.0), ("b", 17.0)}, {("c", 60.0)}]


def test_hundreds_of_a_war_are_not_the_three_of_an_attack() -> None:
    a = report(
        "a", "قتل 3 جنود في هجوم قرب واحة الغزال. وأدت معارك الصحراء منذ خمسة أعوام إلى مقتل مئات الجنود."
    )
    many = Quantity(
        span=number(a, "مئات", 0, 0).span, low=100, high=None, unit="person", counted="killed", vague=True
    )
    assert grouped((a, (number(a, "3", 3, 3), many))) == [{("a", 3.0)}, {("a", 100.0)}]


def test_killed_and_injured_of_one_clause_are_one_occurrence() -> None:
    told = extraction(FERRY, (), (number(FERRY, "14", 14, 14), number(FERRY, "9", 9, 9, "injured")))
    (one,) = occurrences([FERRY], [told], Weights())
    assert [f.counted for f in one.figures] == ["killed", "injured"]


def test_a_part_of_a_total_is_marked() -> None:
    r = report("a", "قتل 14 عاملا بينهم 3 نساء في غرق العبارة.")
    told = extraction(r, (), (number(r, "14", 14, 14), number(r, "3", 3, 3)))
    parts = [f.part for one in occurrences([r], [told], Weights()) for f in one.figures]
    assert parts == [False, True]


def test_a_group_that_moved_is_not_the_group_that_is_held() -> None:
    a = report("a", "قال ضابط إن 300 مسلح فروا من وادي الغزال إلى السهل الغربي.")
    b = report("b", "عبر 500 مسلح من وادي الغزال إلى السهل الغربي خلال شهر.")
    c = report("c", "يحتجز الجيش 400 مسلح من وادي الغزال في سجن السهل الغربي.")
    told = [(r, (number(r, n, int(n), int(n), "fighters"),)) for r, n in ((a, "300"), (b, "500"), (c, "400"))]
    assert grouped(*told, one_story=False) == [{("a", 300.0), ("b", 500.0)}, {("c", 400.0)}]


def test_their_number_takes_its_class_from_the_people_told_before() -> None:
    r = report("a", "تسلل مسلحون إلى الوادي يقدر عددهم بنحو 250 في شهر واحد.")
    quantity = Quantity(span=number(r, "250", 0, 0).span, low=250, high=250, unit="")
    (one,) = occurrences([r], [extraction(r, (), (quantity,))], Weights())
    assert one.figures[0].counted == "fighters"


def test_transcriptions_of_a_name_are_one_spelling() -> None:
    assert spelling("كراتشيف") == spelling("كراجيف")
    assert spelling("السدرة") != spelling("السلوم")
