"""Stories: one event over days is one, two of a kind in one week are two, the rest stay alone."""

from making import report
from riwaya.link.stories import day, signature, stories
from riwaya.link.terms import Weights, keys_of
from riwaya.model import Report

FERRY = [
    (
        "غرق عبارة قبالة ميناء السدرة",
        "غرقت عبارة تحمل عمالا قبالة ميناء السدرة الغربي فجر الأحد وفتش الصيادون عن ناجين.",
    ),
    (
        "ميناء السدرة يودع ضحايا العبارة",
        "شيع أهالي ميناء السدرة ضحايا العبارة التي غرقت فجر الأحد وعلى متنها عمال.",
    ),
    (
        "تحقيق في غرق العبارة بميناء السدرة",
        "فتحت النيابة تحقيقا في غرق العبارة قبالة ميناء السدرة وحمولتها الزائدة.",
    ),
]
MINE = (
    "انهيار منجم في جبل الرماح",
    "انهار منجم للفوسفات في جبل الرماح مساء الثلاثاء وحوصر عمال تحت الأنقاض.",
)
DATES = ["2031-05-01", "2031-05-02", "2031-05-03"]


def made(*told: tuple[str, str], dates: list[str] = DATES) -> list[Report]:
    return [
        report(f"r{n}", text, title=title, published=date)
        for n, ((title, text), date) in enumerate(zip(told, [*dates, "2031-05-03"], strict=False))
    ]


def groups(reports: list[Report]) -> list[tuple[str, ...]]:
    return [s.reports for s in stories(reports)]


def test_one_event_is_one_story_and_another_stays_alone() -> None:
    assert groups(made(*FERRY, MINE)) == [("r0", "r1", "r2"), ("r3",)]


def test_the_same_words_a_month_later_are_another_story() -> None:
    assert len(groups(made(FERRY[0], FERRY[1], dates=["2031-05-01", "2031-06-14"]))) == 2


def test_every_report_is_in_exactly_one_story() -> None:
    reports = made(*FERRY, MINE)
    assert sorted(n for g in groups(reports) for n in g) == [r.id for r in reports]


def test_the_title_is_one_of_its_headlines() -> None:
    assert stories(made(*FERRY))[0].title in {title for title, _ in FERRY}


def test_dates_that_are_none() -> None:
    assert day("2031-05-02") - (day("2031-05-01") or 0) == 1  # type: ignore[operator]
    assert day(None) is None
    assert day("2031") is None


LATE = (
    "محامي الربان يرد على أسئلة العبارة",
    "استمع قاض إلى محامي الربان ساعة واحدة في ملف غرق عبارة السدرة، وطلب دفتر الصيانة وأجل الجلسة أسبوعا.",
)
PASSING = (
    "موسم صيد السردين يبدأ",
    "يبدأ موسم صيد السردين غدا وتستعد الشباك والمراكب في السدرة لليل طويل وسوق مزدحمة بالمشترين.",
)


def test_a_late_report_joins_the_story_whose_signature_it_bears() -> None:
    told = made(*FERRY, LATE, PASSING, dates=[*DATES, "2031-05-04"])
    assert ("r0", "r1", "r2", "r3") in groups(told)
    assert ("r4",) in groups(told)


def test_the_words_of_a_topic_are_no_signature() -> None:
    event = [frozenset(keys_of(f"{title} {text}")) for title, text in FERRY]
    topic = [frozenset(keys_of("ميناء السدرة وغرق العبارة"))] * 4
    assert signature([0, 1, 2], event, Weights(event))
    assert not signature([0, 1, 2], event, Weights([*event, *topic]))
