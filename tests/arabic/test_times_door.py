"""`riwaya.arabic.times` on any text: kinds, grains, EDTF, reasons, and which way a clause looks."""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dated import CASES
from riwaya.arabic.times import TimeFound, times

# A Wednesday, and a moment of it.
DAY = date(2020, 5, 6)
MOMENT = datetime.fromisoformat("2020-05-06T09:15:00+03:00")


def only(text: str, **how: object) -> TimeFound:
    """Give the one time of a text."""
    (found,) = times(text, **({"reference": MOMENT, "prefer": "future"} | how))  # type: ignore[arg-type]
    return found


PLANS = [
    # text, value, EDTF, grain, kind
    ("الاثنين", "2020-05-11", "2020-05-11", "day", "date"),
    ("الأربعاء", "2020-05-13", "2020-05-13", "day", "date"),
    ("3 مارس", "2021-03-03", "2021-03-03", "day", "date"),
    ("2 أيار", "2020-05-02", "2020-05-02", "day", "date"),
    ("عيد الأضحى", "2020-07-31", "2020-07-31", "day", "date"),
    ("مايو/أيار 2021", "2021-05", "2021-05", "month", "date"),
    ("شهر 9", "2020-09", "2020-09", "month", "date"),
    ("الشهر الحادي عشر", "2020-11", "2020-11", "month", "date"),
    ("الأسبوع بعد القادم", "2020-W21", "2020-W21", "week", "date"),
    ("العام قبل الماضي", "2018", "2018", "year", "date"),
    ("الربع القادم", "2020-35", "2020-35", "quarter", "date"),
    ("الربع الثالث 2018", "2018-35", "2018-35", "quarter", "date"),
    ("هذا الصيف", "2020-22", "2020-22", "season", "date"),
    ("التسعينيات", "199", "199X", "decade", "date"),
    ("ثمانينات القرن الماضي", "198", "198X", "decade", "date"),
    ("القرن الحادي والعشرين", "20", "20XX", "century", "date"),
    ("القرن الـ19", "18", "18XX", "century", "date"),
    ("من 3 إلى 7/8/2015", "2015-08-03/2015-08-07", "2015-08-03/2015-08-07", "day", "interval"),
    ("19 - 21/10/1436هـ", "2015-08-04/2015-08-06", "2015-08-04/2015-08-06", "day", "interval"),
    # parts
    ("أوائل أيلول", "2020-09", "2020-09-01/2020-09-10", "day", "interval"),
    ("أواخر فبراير 2021", "2021-02", "2021-02-21/2021-02-28", "day", "interval"),
    ("منتصف مايو", "2020-05", "2020-05-15~", "day", "date"),
    ("أواخر العام المقبل", "2021", "2021-09/2021-12", "month", "interval"),
    ("أوائل التسعينيات", "199", "1990/1992", "year", "interval"),
    ("النصف الثاني من 2019", "2019", "2019-07/2019-12", "month", "interval"),
    ("مساء الغد", "2020-05-07", "2020-05-07T18/2020-05-07T23", "hour", "interval"),
    # the clock
    ("الساعة 3", "2020-05-06T15:00", "2020-05-06T15", "hour", "time"),
    ("الساعة 11", "2020-05-06T11:00", "2020-05-06T11", "hour", "time"),
    ("16:45", "2020-05-06T16:45", "2020-05-06T16:45", "minute", "time"),
    ("18:20:05", "2020-05-06T18:20:05", "2020-05-06T18:20:05", "second", "time"),
    ("الثامنة إلا عشر دقائق مساء", "2020-05-06T19:50", "2020-05-06T19:50", "minute", "time"),
    ("السادسة هذه الليلة", "2020-05-06T18:00", "2020-05-06T18", "hour", "time"),
    ("الساعة الخامسة إلا ربعا بعد العصر", "2020-05-06T16:45", "2020-05-06T16:45", "minute", "time"),
    ("الساعة 44ر04", "2020-05-06T04:44", "2020-05-06T04:44", "minute", "time"),
    ("الساعة 10 بتوقيت غرينتش", "2020-05-06T13:00", "2020-05-06T13:00", "minute", "time"),
    ("الخميس الساعة 8 صباحا", "2020-05-07T08:00", "2020-05-07T08", "hour", "time"),
    ("غدا، عند الساعة السابعة مساء", "2020-05-07T19:00", "2020-05-07T19", "hour", "time"),
    ("مساء الغد الساعة 8", "2020-05-07T20:00", "2020-05-07T20", "hour", "time"),
    ("الآن", "2020-05-06", "2020-05-06T09:15:00", "second", "time"),
    # durations
    ("بعد أسبوعين", "P2W", "2020-05-20", "day", "duration"),
    ("بعد شهر", "P1M", "2020-06-06~", "day", "duration"),
    ("قبل أسبوع", "2020-W18", "2020-04-29", "day", "date"),
    ("قبل ساعتين", "PT2H", "2020-05-06T07:15", "minute", "duration"),
    ("قبل سنتين", "2018", "2018-05~", "month", "date"),
    ("منذ ثلاثة أيام", "P3D", "2020-05-03/..", "day", "duration"),
    ("خلال أسبوعين", "P2W", "2020-05-06T09:15:00/2020-05-19", "second", "duration"),
    ("الأسابيع الثلاثة القادمة", "P3W", "2020-W20/2020-W22", "week", "duration"),
    ("آخر ثلاثة أشهر", "P3M", "2020-02/2020-04", "month", "duration"),
    ("أربعة أسابيع ويومان", "P30D", "P30D", "day", "duration"),
    ("ساعة وعشر دقائق", "PT1H10M", "PT1H10M", "minute", "duration"),
    ("طوال العام", "P1Y", "P1Y", "year", "duration"),
    ("أسبوع", "P1W", "P1W", "week", "duration"),
    # intervals
    ("منذ 2014", "2014", "2014/..", "year", "interval"),
    ("حتى يوم الجمعة", "2020-05-08", "2020-05-06T09:15:00/2020-05-08", "second", "interval"),
    ("من الأحد إلى الخميس", "2020-05-10/2020-05-14", "2020-05-10/2020-05-14", "day", "interval"),
    ("تموز 13 إلى 15", "2020-07-13/2020-07-15", "2020-07-13/2020-07-15", "day", "interval"),
    ("من 28 شباط إلى 3 آذار 2021", "2021-02-28/2021-03-03", "2021-02-28/2021-03-03", "day", "interval"),
    (
        "من الساعة 3 إلى الساعة 4 عصرا",
        "2020-05-06T15:00/2020-05-06T16:00",
        "2020-05-06T15/2020-05-06T16",
        "hour",
        "interval",
    ),
    (
        "من الساعة العاشرة مساء إلى الساعة الثانية فجرا",
        "2020-05-06T22:00/2020-05-07T02:00",
        "2020-05-06T22/2020-05-07T02",
        "hour",
        "interval",
    ),
    # sets
    ("كل يوم سبت", "R/2020-05-09/P1W", "R/2020-05-09/P1W", "week", "set"),
    ("كل جمعة", "R/2020-05-08/P1W", "R/2020-05-08/P1W", "week", "set"),
    ("كل ثلاثة أيام", "R/P3D", "R/P3D", "day", "set"),
    ("شهريا", "R/P1M", "R/P1M", "month", "set"),
    # the nth
    ("آخر اثنين من الشهر القادم", "2020-06-29", "2020-06-29", "day", "date"),
    ("الخميس الثاني من تشرين الأول 2021", "2021-10-14", "2021-10-14", "day", "date"),
    ("أول أسبوع في مارس 2021", "2021-W09", "2021-W09", "week", "date"),
    ("آخر يوم في السنة", "2020-12-31", "2020-12-31", "day", "date"),
    ("آخر جمعة في رمضان", "2020-05-22", "2020-05-22", "day", "date"),
    ("أحد الأسبوع الماضي", "2020-05-03", "2020-05-03", "day", "date"),
    ("ثاني ثلاثاء بعد عيد الميلاد", "2021-01-05", "2021-01-05", "day", "date"),
    # two calendars
    ("15 رمضان 1436هـ الموافق 2 يوليو 2015م", "2015-07-02", "2015-07-02", "day", "date"),
    ("1436هـ – 2015م", "2015", "2015", "year", "date"),
    # everyday speech
    ("بكرة الصبح", "2020-05-07", "2020-05-07T04/2020-05-07T11", "hour", "interval"),
]


@pytest.mark.parametrize(("text", "value", "edtf", "grain", "kind"), PLANS)
def test_who_makes_a_plan_looks_forward(text: str, value: str, edtf: str, grain: str, kind: str) -> None:
    found = only(text)
    assert (found.value, found.edtf, found.grain, found.kind) == (value, edtf, grain, kind)
    assert found.reason is None


NEWS = [
    # what changed in news: text, span, value
    ("في الخامس من الشهر الجاري", "الخامس من الشهر الجاري", "2020-05-05"),
    ("في الـ27 من الشهر الماضي", "الـ27 من الشهر الماضي", "2020-04-27"),
    ("اليوم الأربعاء 6 مايو 2020 أن", "اليوم الأربعاء 6 مايو 2020", "2020-05-06"),
    ("في شهر رمضان لهذا العام", "شهر رمضان لهذا العام", "2020-04-24/2020-05-23"),
    ("أرباح العام الماضي 2019م بلغت", "العام الماضي 2019م", "2019"),
    ("بحلول 2030 تكتمل", "2030", "2030"),
    ("منذ السادس من أبريل نيسان يهبط", "السادس من أبريل نيسان", "2020-04-06"),
    ("منذ أيلول سبتمبر", "أيلول سبتمبر", "2019-09"),
    ("على مدى الأعوام الماضية", "الأعوام الماضية", None),
    ("منذ يوم أمس", "يوم أمس", "2020-05-05"),
    ("في سوريا اليوم الأربعاء", "اليوم الأربعاء", "2020-05-06"),
    ("في عصر يوم السبت 27/6/1440هـ", "عصر يوم السبت 27/6/1440هـ", "2019-03-04"),
    ("على مدار العام تقام", "على مدار العام", "P1Y"),
    ("في ظرف أسبوعين تفتح", "في ظرف أسبوعين", "P2W"),
    ("عاد بعد عدة أشهر", "بعد عدة أشهر", None),
    ("في 6 أبريل وصلوا وفي اليوم التالي", "اليوم التالي", "2020-04-07"),
    ("اليوم الثاني من أيام عيد الفطر", "اليوم الثاني من أيام عيد الفطر", "2020-05-25"),
    ("عام 1431هـ الماضي", "عام 1431هـ الماضي", "2009-12-18/2010-12-06"),
]


@pytest.mark.parametrize(("text", "span", "value"), NEWS)
def test_news(text: str, span: str, value: str | None) -> None:
    found = times(text, reference=DAY)[-1]
    assert (text[found.span.start : found.span.end], found.value) == (span, value)


@pytest.mark.parametrize(
    "text",
    [
        "قصر 22 مايو الرئاسي",
        "سيارة موديل 2011",
        "الأمين العام السابق للاتحاد",
        "في الليلة الواحدة",
        "سنتين ونصف السنة من العمر",
        "لعب بكرا",
        "فازوا 1 - صفر",
        "في الربع الثالث من المباراة",
        "قسم 21/9",
        "شهر 5 قتلى",
    ],
)
def test_what_is_no_time_in_news(text: str) -> None:
    assert [t.rule for t in times(text, reference=DAY) if t.rule != "time.duration"] == []


def test_a_clause_looks_where_its_verb_does() -> None:
    assert only("وصل الجمعة").value == "2020-05-01"
    assert only("سيصل الجمعة").value == "2020-05-08"
    assert only("سيصل الجمعة", prefer="past").value == "2020-05-08"
    assert only("الجمعة", prefer="past").value == "2020-05-01"
    assert only("الجمعة المقبلة", prefer="past").value == "2020-05-08"
    assert only("وصل في 3 مارس").value == "2020-03-03"


def test_a_time_without_a_value_says_why() -> None:
    assert only("مؤخرا").reason == "vague"
    assert only("أمس", reference=None).reason == "no reference date"
    assert only("31 فبراير 2020").reason == "no such day"
    assert only("الأيام القليلة الماضية").reason == "indefinite"
    assert (only("مؤخرا").grain, only("مؤخرا").bounds, only("مؤخرا").kind) == (None, None, "date")


def test_bounds_are_the_instants_between() -> None:
    assert only("أوائل أيلول").bounds == (datetime(2020, 9, 1), datetime(2020, 9, 11))
    assert only("منذ 2014").bounds == (datetime(2014, 1, 1), None)
    assert only("القرن الماضي").bounds == (datetime(1900, 1, 1), datetime(2000, 1, 1))
    assert only("كل يوم").bounds is None


# What print adds to letters without changing a word; fathatan is left out, for it tells مساءً from مساء.
_MARKS = "\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"
_LETTER = re.compile("[\u0628\u062a-\u063a\u0641-\u0647\u064a](?=[\u0621-\u064a])")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@settings(max_examples=300)
@given(st.sampled_from([text for text, *_ in (*CASES, *NEWS, *PLANS)]), st.data())
def test_vowels_tatweel_and_digits_change_no_value(text: str, data: st.DataObject) -> None:
    def adorned(found: re.Match[str]) -> str:
        return found.group() + data.draw(st.sampled_from(["", "", *_MARKS]))

    printed = _LETTER.sub(adorned, text)
    if data.draw(st.booleans()):
        printed = printed.translate(_INDIC)
    for prefer in ("past", "future"):
        plain = times(text, reference=MOMENT, prefer=prefer)  # type: ignore[arg-type]
        other = times(printed, reference=MOMENT, prefer=prefer)  # type: ignore[arg-type]
        assert [(t.value, t.edtf, t.rule) for t in other] == [(t.value, t.edtf, t.rule) for t in plain]


_WORDS = sorted({word for text, *_ in (*CASES, *NEWS, *PLANS) for word in text.split()})


def test_the_first_century_has_a_grain() -> None:
    (time,) = times("في القرن الأول", reference=DAY)
    assert (time.value, time.grain) == ("00", "century")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=12), st.sampled_from([DAY, MOMENT, None]))
def test_any_words_give_spans_in_order_with_values_that_read(
    parts: list[str], reference: date | None
) -> None:
    text = " ".join(parts)
    for prefer in ("past", "future"):
        found = times(text, reference=reference, prefer=prefer)  # type: ignore[arg-type]
        assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))
        for time in found:
            assert (time.value is None) == (time.reason is not None)
            assert time.value is None or time.grain is not None
            if time.bounds and None not in time.bounds:
                assert time.bounds[0] <= time.bounds[1] + timedelta(days=366 * 5)  # type: ignore[operator]


@given(st.dates(date(1950, 1, 1), date(2070, 12, 31)))
def test_a_day_is_read_back_from_any_calendar_and_month_system(day: date) -> None:
    levant = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول")
    levant += ("تشرين الأول", "تشرين الثاني", "كانون الأول")
    egypt = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر")
    egypt += ("أكتوبر", "نوفمبر", "ديسمبر")
    month = day.month - 1
    for name in (
        levant[month],
        egypt[month],
        f"{egypt[month]}/{levant[month]}",
        f"{levant[month]} ({egypt[month]})",
    ):
        assert only(f"في {day.day} {name} {day.year}").value == day.isoformat()
