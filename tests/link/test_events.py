"""Occurrences and events: numbers of one event meet, background numbers, other groups and parts stay
apart.
"""

import msgspec
import pytest

from making import at, extraction, number, report, said
from riwaya.link.agreement import agreement, barred
from riwaya.link.events import events
from riwaya.link.occurrences import Occurrence, occurrences
from riwaya.link.stories import day
from riwaya.link.terms import Weights
from riwaya.link.where_and_when import spelling
from riwaya.model import Extraction, Quantity, Report, Time

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
    assert [bool(part) for part in parts] == [False, True]


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


def test_a_part_of_another_class_is_of_the_class_of_its_total() -> None:
    r = report("a", "بلغت الحصيلة 14 قتيلا بينهم 3 أطفال في غرق العبارة.")
    told = extraction(r, (), (number(r, "14", 14, 14), number(r, "3", 3, 3, "children")))
    (one,) = occurrences([r], [told], Weights())
    assert [(f.counted, f.part) for f in one.figures] == [("killed", ""), ("killed", "children")]


def test_what_was_added_to_a_total_is_a_part() -> None:
    r = report("a", "انتشل الغواصون 6 جثث جديدة وارتفع عدد القتلى إلى 20 عاملا.")
    told = extraction(r, (), (number(r, "6", 6, 6), number(r, "20", 20, 20)))
    parts = [f.part for one in occurrences([r], [told], Weights()) for f in one.figures]
    assert [bool(part) for part in parts] == [True, False]


def measure(of: Report, words: str, value: int, unit: str) -> Quantity:
    return Quantity(span=number(of, words, 0, 0).span, low=value, high=value, unit=unit)


def test_durations_of_one_thing_meet_by_its_phrase() -> None:
    a = report("a", "وصل أول قارب نجاة إلى الرصيف بعد 15 دقيقة من بلاغ الحارس.")
    b = report("b", "انتظر العمال 40 دقيقة حتى ظهر أول قارب نجاة قرب الرصيف.")
    c = report("c", "تستغرق رحلة الحافلة إلى الواحة 30 دقيقة عبر الطريق الجديد.")
    told = [(r, (measure(r, f"{n} دقيقة", n, "minute"),)) for r, n in ((a, 15), (b, 40), (c, 30))]
    assert grouped(*told) == [{("a", 15.0), ("b", 40.0)}, {("c", 30.0)}]


def test_a_length_is_no_distance() -> None:
    a = report("a", "غرقت العبارة على بعد 4 كيلومترات من ميناء السدرة.")
    b = report("b", "غرقت العبارة على مسافة 5 كيلومترات من ميناء السدرة.")
    c = report("c", "يبلغ طول رصيف ميناء السدرة 3 كيلومترات وفيه ورش.")
    told = [(r, (measure(r, f"{n} كيلومترات", n, "km"),)) for r, n in ((a, 4), (b, 5), (c, 3))]
    assert grouped(*told) == [{("a", 4.0), ("b", 5.0)}, {("c", 3.0)}]


def test_who_was_rescued_survived() -> None:
    r = report("a", "جرى إنقاذ 12 عاملا من العبارة.")
    (one,) = occurrences([r], [extraction(r, (), (number(r, "12", 12, 12, "rescued"),))], Weights())
    assert one.figures[0].counted == "survivors"


def test_a_toll_ten_times_another_speaks_against_one_event() -> None:
    texts = [f"انفجار في مصنع رخاوة يقتل {n} عاملا فجر الأحد." for n in (90, 30, 8)]
    reports = [report(f"r{n}", text) for n, text in enumerate(texts)]
    told = [extraction(r, (), (number(r, str(n), n, n),)) for r, n in zip(reports, (90, 30, 8), strict=True)]
    first, near, far = occurrences(reports, told, Weights())
    days = [None, None, None]
    assert agreement(first, far, True, days) < agreement(first, near, True, days) - 0.3


def test_a_toll_more_than_ten_times_another_bars_one_event() -> None:
    texts = [f"انفجار في مصنع رخاوة يقتل {n} عاملا فجر الأحد." for n in (120, 8)]
    reports = [report(f"r{n}", text) for n, text in enumerate(texts)]
    told = [extraction(r, (), (number(r, str(n), n, n),)) for r, n in zip(reports, (120, 8), strict=True)]
    assert barred(*occurrences(reports, told, Weights()))


def test_two_prices_of_one_report_are_of_two_things_unless_two_sources_give_them() -> None:
    r = report(
        "a", "بيع صندوق السمك في سوق السدرة بسعر 20 ريالا. وبيع صندوق التمر في سوق السدرة بسعر 30 ريالا."
    )
    prices = (measure(r, "20 ريالا", 20, "SAR"), measure(r, "30 ريالا", 30, "SAR"))
    assert barred(*occurrences([r], [extraction(r, (), prices)], Weights()))
    text = "قال البائع إن سعر الصندوق 20 ريالا. وقال الصياد إن سعر الصندوق 30 ريالا."
    r = report("a", text)
    sayings = (
        said(r, "سعر الصندوق 20 ريالا", ("البائع", "described")),
        said(r, "سعر الصندوق 30 ريالا", ("الصياد", "described")),
    )
    prices = (measure(r, "20 ريالا", 20, "SAR"), measure(r, "30 ريالا", 30, "SAR"))
    assert not barred(*occurrences([r], [extraction(r, sayings, prices)], Weights()))


def test_in_a_large_collection_measures_of_other_stories_are_strangers() -> None:
    texts = ("وصل أول قارب نجاة إلى الرصيف بعد 15 دقيقة.", "وصل أول قارب نجاة إلى الجزيرة بعد 40 دقيقة.")
    reports = [report(f"r{n}", text) for n, text in enumerate(texts)]
    told = [
        extraction(r, (), (measure(r, f"{n} دقيقة", n, "minute"),))
        for r, n in zip(reports, (15, 40), strict=True)
    ]
    a, b = occurrences(reports, told, Weights())
    here = [agreement(a, b, same, [None, None], 1.0) for same in (True, False)]
    assert here[0] - here[1] == pytest.approx(0.5)
    assert agreement(a, b, False, [None, None], 0.0) == pytest.approx(here[0] - 0.2)


def test_a_figure_that_names_no_event_is_of_the_storys() -> None:
    a = report("a", "احتجزت الشرطة 5 من طاقم العبارة الغارقة قبالة ميناء السدرة.")
    b = report("b", "قالت المحكمة إن 5 محتجزين من الطاقم سيبقون في السجن.")
    told = [(r, (number(r, "5", 5, 5, "arrested"),)) for r in (a, b)]
    assert grouped(*told) == [{("a", 5.0), ("b", 5.0)}]


def test_the_number_of_all_is_no_part_before_those_who_still_are() -> None:
    r = report("a", "قال الطبيب إن 8 من الجرحى الذين بلغ عددهم 30 غادروا المشفى مساء.")
    told = extraction(r, (), (number(r, "8", 8, 8, "injured"), number(r, "30", 30, 30, "injured")))
    parts = [f.part for one in occurrences([r], [told], Weights()) for f in one.figures]
    assert [bool(part) for part in parts] == [True, False]


def test_a_year_tells_when_and_since_a_year_does_not() -> None:
    at_times = []
    for words in ("عام 1974", "منذ 1974"):
        r = report("a", f"غرقت عبارة قبالة السدرة {words} وقتل 14 عاملا.", published="2031-05-01")
        told = extraction(r, (), (number(r, "14", 14, 14),))
        year = Time(span=at(r.text, words), value="1974")
        (one,) = occurrences([r], [msgspec.structs.replace(told, times=(year,))], Weights())
        at_times.append(one.times)
    assert len(at_times[0]) == 1
    assert at_times[1] == ()


def tolls(first: str, second: str, *counts: int) -> list[Occurrence]:
    """Give the occurrences of a toll in each of two reports."""
    reports = [report(name, text) for name, text in zip("ab", (first, second), strict=True)]
    told = [extraction(r, (), (number(r, str(n), n, n),)) for r, n in zip(reports, counts, strict=True)]
    return occurrences(reports, told, Weights())


BATTLE = "مواجهات عنيفة قرب جسر الزيتون في وادي الغزال"


def test_tolls_of_the_armed_and_the_unarmed_are_two() -> None:
    assert not barred(*tolls(f"قتل 17 شخصا في {BATTLE}", f"قتل 11 مدنيا في {BATTLE}", 17, 11))
    assert barred(*tolls(f"قتل 17 متمردا في {BATTLE}", f"قتل 11 مدنيا في {BATTLE}", 17, 11))


def test_one_number_of_people_called_otherwise_may_be_one_event() -> None:
    assert not barred(*tolls(f"قتل 17 متمردا في {BATTLE}", f"قتل 17 مدنيا في {BATTLE}", 17, 17))


def test_days_of_publication_speak_against_other_tolls_where_no_day_is_named() -> None:
    one_day, later = [1.0, 1.0], [1.0, 5.0]
    other = tolls(f"قتل 14 شخصا في {BATTLE}", f"قتل 31 شخصا في {BATTLE}", 14, 31)
    equal = tolls(f"قتل 17 شخصا في {BATTLE}", f"قتل 17 شخصا في {BATTLE}", 17, 17)
    assert agreement(*other, True, later, 1.0) <= agreement(*other, True, one_day, 1.0) - 0.2
    assert agreement(*equal, True, later, 1.0) == agreement(*equal, True, one_day, 1.0)
    # Who puts together a few reports has put them together about one thing.
    assert agreement(*other, True, later) == agreement(*other, True, one_day)


def test_who_sits_elsewhere_tells_of_another_accident() -> None:
    a, b = tolls("قتل 4 أشخاص في حادث سير", "قتل 5 أشخاص في حادث سير", 4, 5)
    here, there = (
        one._replace(figures=tuple(f._replace(seats=frozenset({seat})) for f in one.figures))
        for one, seat in ((a, "نهر"), (b, "جبل"))
    )
    assert agreement(here, there, True, [None, None]) == agreement(a, b, True, [None, None]) - 0.2


def test_measures_of_two_companies_are_two_and_those_of_two_sources_may_be_one() -> None:
    a, b = (
        one._replace(kind="measure", subjects=frozenset({name}))
        for one, name in zip(tolls("بلغ 17 مليونا", "بلغ 23 مليونا", 17, 23), ("نور", "رمل"), strict=True)
    )
    assert barred(a, b)
    assert not barred(a, b._replace(subjects=a.subjects))
    assert not barred(a, b._replace(subjects=frozenset()))
