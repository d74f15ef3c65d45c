"""Repetition: what stands on many pages of one outlet is marked; news, credits and bylines never are."""

import json
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from riwaya.model import Furniture, Report, Span
from riwaya.read.told import repeats
from riwaya.read.told.repeats import Repeats

NOTICE = "تابعوا أخبار المنارة أولا بأول على صفحاتنا في مواقع التواصل"
MENU = ["الأولى", "محليات", "عربي ودولي", "اقتصاد", "رياضة", "ثقافة", "صور", "فيديو"]


def body(n: int) -> str:
    """Write the news of page `n` in words of its own: no two pages tell the same."""
    draw = random.Random(n)  # noqa: S311 - no secret
    words = ["".join(draw.choices("ابتجحدرسصعفقلمنهوي", k=draw.randint(4, 7))) for _ in range(40)]
    return f"شهد ميناء السلامى أمس {' '.join(words[:20])}، وتأخرت السفينة {' '.join(words[20:])}."


def pages(make: Callable[[int], list[str]], count: int = 40, outlet: str | None = "المنارة") -> list[Report]:
    """Make the pages of an outlet, each of the lines that `make` gives for its number."""
    return [Report(id=f"r{n}", text="\n".join(make(n)), outlet=outlet) for n in range(count)]


def marked(report: Report) -> list[str]:
    """Give the marked stretches of a report."""
    return [report.text[mark.span.start : mark.span.end] for mark in report.furniture]


def all_marks(reports: list[Report]) -> set[str]:
    """Mark reports that come in one chunk and give every stretch that was marked."""
    return {stretch for report in Repeats().marked(reports) for stretch in marked(report)}


def test_a_notice_is_marked_wherever_it_stands() -> None:
    for report in Repeats().marked(pages(lambda n: [body(n), *([NOTICE] if n % 2 else []), body(n + 3)])):
        assert marked(report) == ([NOTICE] if NOTICE in report.text else [])


def test_codes_and_counters_do_not_tell_notices_apart() -> None:
    found = all_marks(pages(lambda n: [body(n), f"للتواصل أرسل رسالة إلى الرقم {5500 + n}"]))
    assert len(found) == 40


def test_a_notice_at_the_end_of_the_last_line() -> None:
    tail = "شاركونا آراءكم على تويتر وعلى صفحتنا في فيسبوك"
    found = Repeats().marked(pages(lambda n: [body(n), f"{body(n + 5)} {tail}"]))
    assert all(marked(report) == [tail] for report in found)


def test_a_menu_is_marked_and_the_bylines_after_it_are_not() -> None:
    authors = ["سلمى الحوراني", "مازن الخطيب", "ليلى عبد السلام", "هشام الزين"]
    reports = pages(lambda n: [*MENU, "المنارة – متابعات", authors[n % 4], "السلامى", body(n)])
    assert all_marks(reports) == set(MENU[:-2])  # what stands next to other text is left alone
    assert all_marks(pages(lambda n: [body(n), *MENU])) == set(MENU[2:])
    assert all_marks(pages(lambda n: [body(n), authors[n % 4], *MENU])) <= set(MENU)


def test_an_outlet_signs_its_posts() -> None:
    reports = pages(lambda n: [body(n), "شبكة المنارة الإخبارية"])
    assert all_marks(reports) == {"شبكة المنارة الإخبارية"}


CREDITS = ["المنارة – متابعات", "* خدمة «وكالة السلامى»", "خاص بـ«المنارة»", "سلمى الحوراني", "وكالات", "رويترز",
           "السلامى - مازن الخطيب", "المصدر: المنارة + وكالات", "كتب مازن الخطيب"]  # fmt: skip


@pytest.mark.parametrize("credit", CREDITS)
@pytest.mark.parametrize("first", [True, False])
def test_credits_and_datelines_are_never_marked(credit: str, first: bool) -> None:
    reports = pages(lambda n: [credit, body(n)] if first else [body(n), credit])
    assert all_marks(reports) == set()


BACKGROUND = [
    "ويذكر أن العبّارة «نجمة السلامى» غرقت قبل ثلاث سنوات في المضيق نفسه وقتل 31 من ركابها.",
    "واندلع النزاع على الميناء عام 2011 وأودى بحياة مئات الصيادين.",
    "وقال المدير عبر حسابه على تويتر إن الميناء يعمل كعادته.",
    "ولم تعلن أي جهة مسؤوليتها عن الهجوم حتى الآن",
]


@pytest.mark.parametrize("sentence", BACKGROUND)
def test_the_standing_background_of_a_story_is_evidence(sentence: str) -> None:
    assert all_marks(pages(lambda n: [body(n), sentence])) == set()
    assert all_marks(pages(lambda n: [f"{body(n)} {sentence}"])) == set()


def test_a_list_of_victims_in_every_follow_up_is_evidence() -> None:
    names = ["نبيل كريم", "سامي ناصر", "هدى جابر", "ليلى نوري", "كريم عادل", "منى سعد"]
    story = "غرقت العبّارة قبالة ميناء السلامى وعلى متنها ركاب من ثلاث مدن وبحث حرس السواحل عن المفقودين طوال الليل"
    assert all_marks(pages(lambda n: [f"{story} ثم عادت الزوارق في اليوم {n}.", *names])) == set()


def test_copies_of_one_page_do_not_make_a_notice() -> None:
    copies = pages(lambda n: [body(1), NOTICE, f"نسخة {n}"])
    assert all_marks(copies) == set()


def test_too_few_pages_tell_nothing() -> None:
    assert all_marks(pages(lambda n: [body(n), NOTICE], repeats.LEAST - 1)) == set()
    assert all_marks(pages(lambda n: [body(n), NOTICE], repeats.LEAST)) == {NOTICE}


def test_outlets_are_counted_apart() -> None:
    here, there = (
        pages(lambda n: [body(n), NOTICE], 4),
        pages(lambda n: [body(n + 4), NOTICE], 4, "صدى السلامى"),
    )
    assert all_marks([*here, *there]) == set()


def test_without_an_outlet_the_host_counts_and_without_both_nothing() -> None:
    nameless = pages(lambda n: [body(n), NOTICE], outlet=None)
    assert all_marks(nameless) == set()
    assert all_marks([replace(r, url=f"https://manara.example/{r.id}") for r in nameless]) == {NOTICE}
    assert all_marks([replace(r, url="http://[bad") for r in nameless]) == set()


def test_what_was_known_before_counts() -> None:
    reports = pages(lambda n: [body(n), NOTICE])
    known = Repeats()
    assert not any(marked(report) for report in known.marked(reports[:3]))
    later = Repeats(json.loads(json.dumps(known.state())))
    assert [marked(report) for report in later.marked(reports[3:5])] == [[NOTICE], [NOTICE]]
    one_by_one = Repeats()
    for report in reports[:5]:
        one_by_one.marked([report])
    assert one_by_one.state() == later.state()


def test_a_state_of_another_version_is_not_read() -> None:
    assert Repeats({"version": 0, "anything": 1}).state() == Repeats().state()


def test_marks_of_before_stay() -> None:
    before = Furniture(Span(0, 5), "title-line")
    reports = [replace(r, furniture=(before,)) for r in pages(lambda n: [body(n), NOTICE])]
    for report in Repeats().marked(reports):
        assert [mark.rule for mark in report.furniture] == ["title-line", "repeated"]
    covered = [replace(r, furniture=(Furniture(Span(0, len(r.text)), "x"),)) for r in reports]
    assert Repeats().marked(covered) == covered


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "MOST_KNOWN", 1000)
    found = Repeats()
    for start in range(0, 400, 20):
        chunk = [
            Report(
                id=f"r{n}",
                text="\n".join([body(n), NOTICE, *(f"تابعونا {'ج' * k} {'ب' * n}" for k in range(12))]),
                outlet=f"صحيفة {n % 5}",
            )
            for n in range(start, start + 20)
        ]
        last = found.marked(chunk)
        assert sum(len(known["things"]) for known in found.state()["outlets"].values()) <= 1000
    assert any(NOTICE in marked(report) for report in last)


def test_one_page_does_not_fill_the_memory() -> None:
    found = Repeats()
    found.marked(
        [Report(id="r", text="\n".join(f"تابعونا {'ج' * n}" for n in range(300)) * 5, outlet="المنارة")]
    )
    assert len(found.state()["outlets"]["المناره"]["things"]) <= 1000


LINES = st.sampled_from([*MENU, NOTICE, *CREDITS, *BACKGROUND, "\x00", "x" * 50, ""])


@given(st.lists(st.lists(LINES, max_size=14), max_size=12))
def test_marks_are_in_order_disjoint_and_inside(texts: list[list[str]]) -> None:
    reports = [
        Report(id=str(n), text="\r\n".join([*lines, body(n)]), outlet="المنارة")
        for n, lines in enumerate(texts)
    ]
    found = Repeats().marked(reports)
    assert [report.text for report in found] == [report.text for report in reports]
    for report in found:
        edges = [edge for mark in report.furniture for edge in (mark.span.start, mark.span.end)]
        assert edges == sorted(edges)
        assert all(mark.span.start < mark.span.end <= len(report.text) for mark in report.furniture)
    assert Repeats().marked(reports) == found


@pytest.mark.parametrize(
    "piece", ["ا\n", "تابعونا ", "تابعونا\n", "@", "محليات\nرياضة\n", "\n", " ", "\x00", "\ud800"], ids=repr
)
def test_hostile_texts(piece: str) -> None:
    reports = [Report(id=str(n), text=piece * (200_000 // len(piece)), outlet="المنارة") for n in range(3)]
    started = time.process_time()
    Repeats().marked(reports)
    assert time.process_time() - started < 6
