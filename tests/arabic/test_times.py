"""Times of every form, resolved against a day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dated import CASES, REFERENCE
from riwaya.arabic.times import times
from riwaya.arabic.words import tokens


@pytest.mark.parametrize(("text", "span", "value"), CASES)
def test_forms(text: str, span: str | None, value: str | None) -> None:
    found = [(text[t.span.start : t.span.end], t.value) for t in times(text, reference=REFERENCE)]
    assert found == ([] if span is None else [(span, value)])


@pytest.mark.parametrize(
    "text",
    [
        "صلاة الجمعة",
        "المصري اليوم",
        "في الوقت نفسه",
        "عمره 20 عاما",
        "السجن 30 عاما",
        "دي مايو",
        "المواد 1835 و1929",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times(text, reference=REFERENCE) == []


def test_without_a_date_of_its_own_only_absolute_times_have_values() -> None:
    text = "أمس الاثنين وفي مايو 2021 وفي مايو الماضي ومنذ شهرين وقبل شهرين"
    assert [t.value for t in times(text, reference=None)] == [None, "2021-05", None, "P2M", None]


def test_a_weekday_corrects_a_report_dated_late() -> None:
    assert times("اليوم الثلاثاء", reference=REFERENCE)[0].value == "2020-05-05"
    assert times("غدا الأربعاء", reference=REFERENCE)[0].value == "2020-05-06"


@pytest.mark.parametrize("reference", [date.min, date.max])
def test_an_impossible_reference_is_an_unknown_one(reference: date) -> None:
    assert [t.value for t in times("أمس وغدا والاثنين الماضي", reference=reference)] == [None, None, None]


def test_this_day_is_the_day_last_named() -> None:
    assert [t.value for t in times("في 6 أغسطس المقبل وفي هذا اليوم", reference=REFERENCE)] == [
        "2020-08-06",
        "2020-08-06",
    ]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_numeric_dates_read_back_in_every_order(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} / {day.month} / {day.year}"):
        found = [t.value for t in times(f"صدر {text} هنا", reference=None)]
        assert found == [day.isoformat()] or day.day <= 12


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(1, 90))
def test_days_ago_are_days_ago(reference: date, count: int) -> None:
    text = f"قبل {count} {'يوما' if count > 10 else 'أيام'}"
    assert times(text, reference=reference)[0].value == (reference - timedelta(days=count)).isoformat()


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                "أمس",
                "اليوم",
                "الأحد",
                "/",
                "(",
                ")",
                "مساء",
                "يوم",
                "27",
                "مايو",
                "من",
                "2015",
                "الأسبوع",
                "الماضي",
                "قبل",
                "3",
                "سنوات",
                "الساعة",
                "10:30",
                "بين",
                "وفبراير",
                "حتى",
                "عيد",
                "أيام",
                "شهر",
                "إلى",
                "،",
                "هذا",
                "في",
            ]
        ),
        max_size=14,
    )
)
def test_spans_lie_in_the_text_in_order_and_reading_is_deterministic(parts: list[str]) -> None:
    text = " ".join(parts)
    found = times(text, reference=REFERENCE)
    assert found == times("".join(text), tokens(text), reference=REFERENCE)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_zone_that_is_not_said_ends_where_the_text_does() -> None:
    (found,) = times("الساعة 00:00 بتوقيت")
    assert (found.value, found.span.end) == ("T00:00", 19)
