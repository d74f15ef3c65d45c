"""Numbers of print and speech: values, bounds, units and classes."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.arabic.numbers import COUNTING, Number, numbers
from riwaya.arabic.words import tokens

UNITS = ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
SCALES = [
    (10**9, "مليار", "ملياران", "مليارات"),
    (10**6, "مليون", "مليونان", "ملايين"),
    (10**3, "ألف", "ألفان", "آلاف"),
]


def small(value: int) -> str:
    """Write 1 to 999 in words."""
    parts = [HUNDREDS[value // 100 - 1]] if value >= 100 else []
    rest = value % 100
    if 0 < rest <= 10:
        parts.append(UNITS[rest])
    elif rest in (11, 12):
        parts.append(("أحد", "اثنا")[rest - 11] + " عشر")
    elif 12 < rest < 20:
        parts.append(UNITS[rest - 10] + " عشر")
    elif rest:
        parts += [UNITS[rest % 10]] * (rest % 10 > 0) + [TENS[rest // 10 - 2]]
    return " و".join(parts)


def in_words(value: int) -> str:
    """Write a number below 10^12 in words, as a careful writer would."""
    parts = []
    for scale, one, two, many in SCALES:
        count, value = divmod(value, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two)
        elif count:
            parts.append(f"{small(count)} {many if 3 <= count % 100 <= 10 else one}")
    if value:
        parts.append(small(value))
    return " و".join(parts)


def only(text: str) -> Number:
    found = numbers(text)
    assert len(found) == 1, [text[n.span.start : n.span.end] for n in found]
    return found[0]


def shown(text: str, number: Number) -> str:
    return text[number.span.start : number.span.end]


@given(st.one_of(st.integers(3, 3000), st.integers(3, 10**12 - 1)))
def test_written_out_numbers_read_back(value: int) -> None:
    text = f"وصل {in_words(value)} كتابا"
    number = only(text)
    assert (number.low, number.high) == (value, value)
    assert shown(text, number) == in_words(value)


@given(st.integers(3, 10**9))
def test_marks_on_letters_change_nothing(value: int) -> None:
    plain = in_words(value)
    marked = "".join(
        letter + ("\u064e" if letter in "سعمب" else "ـ" if letter in "لث" else "") for letter in plain
    )
    assert only(plain).low == only(marked).low == value


@given(st.integers(1, 10**9 - 1))
def test_both_sets_of_digits_and_every_grouping_are_one_number(value: int) -> None:
    text = f"{value:,}"
    eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    for written in (text, text.replace(",", "٬"), text.replace(",", "."), text.translate(eastern)):
        number = only(f"نحو {written} قطعة")
        assert (number.low, number.approx) == (value, True)


@settings(max_examples=200)
@given(
    st.text(
        alphabet="0123456789٣٠ آلاف مئتان وعشرين بين إلى من % $ / - ( ) . ، نصف ساعة كلم على الأقل نحو",
        max_size=60,
    )
)
def test_spans_lie_in_the_text_in_order_and_reading_is_deterministic(text: str) -> None:
    found = numbers(text)
    assert found == numbers("".join(text), tokens(text))
    assert all(0 <= n.span.start < n.span.end <= len(text) for n in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(n.low is None or n.high is None or n.low <= n.high for n in found)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("ثلاثة آلاف ومئتان وخمسة وثلاثون", 3235, 3235),
        ("ألفا طالب", 2000, 2000),
        ("ألفًا", 1000, 1000),
        ("ألفي طالب", 2000, 2000),
        ("مائتي طالب", 200, 200),
        ("ثلاث مئة وخمسة", 305, 305),
        ("أحد عشر ألفا", 11000, 11000),
        ("خمسة و عشرون", 25, 25),
        ("مليون و500 ألف", 1500000, 1500000),
        ("29 ألفا و200", 29200, 29200),
        ("20 مليوناً ونصف", 20500000, 20500000),
        ("مليون ونصف المليون", 1500000, 1500000),
        ("ألف مليون", 10**9, 10**9),
        ("3000 آلاف", 3000, 3000),
        ("1.250 مليار", 1250000000, 1250000000),
        ("9,15 مليون", 9150000, 9150000),
        ("50ر2", 2.5, 2.5),
        ("6ر75 مليون", 75600000, 75600000),
        ("074ر820 مليون", 820074000, 820074000),
        ("0471ر4", 4.0471, 4.0471),
        ("000ر30", 30000, 30000),
        ("من 3ر1 إلى 5ر1 مليار", 1300000000, 1500000000),
        ("3٫5", 3.5, 3.5),
        ("١٬٠٠٠", 1000, 1000),
        ("نصف مليون", 500000, 500000),
        ("ثلاثة أرباع", 0.75, 0.75),
        ("ما بين 20 إلى 30 ألفا", 20000, 30000),
        ("بين 15 و17 ألفا", 15000, 17000),
        ("من 5 الى 7 آلاف", 5000, 7000),
        ("بين 20 أو 30", 20, 30),
        ("بين مئة ومئتين", 100, 200),
        ("بين 10 أمتار و15 مترا", 10, 15),
        ("5-7 آلاف", 5000, 7000),
        ("من يومين إلى ثلاثة", 2, 3),
        ("أكثر من 40", 40, None),
        ("ما لا يقل عن تسعة", 9, None),
        ("يتجاوز 50", 50, None),
        ("أقل من 6", None, 6),
        ("لا يتجاوز 15", None, 15),
        ("ولا تجاوز 15", None, 15),
        ("لم يجاوز 15", None, 15),
        ("لن تفوق 15", None, 15),
        ("ما تجاوز 15", 15, None),
        ("يصل إلى 390", None, 390),
        ("يصل إلى نحو 800", None, 800),
        ("بضعة أيام", 3, None),
        ("عشرات الآلاف", 10000, None),
        ("مئات الملايين", 100000000, None),
        ("عدة آلاف", 1000, None),
        ("آلاف", 1000, None),
        ("سفينتان", 2, 2),
        ("عامين ونصف العام", 2.5, 2.5),
        ("لتر ونصف", 1.5, 1.5),
        ("ساعة ونصف الساعة", 1.5, 1.5),
    ],
)
def test_the_whole_expression_is_read(text: str, low: float | None, high: float | None) -> None:
    number = only(text)
    assert (number.low, number.high) == (low, high)
    assert shown(text, number) == text or not shown(text, number).endswith(("طالب",))


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("وأكثر من 70 سفينة", "أكثر من 70", 70, None),
        ("غرق 6 بحارة على الأقل في الميناء", "6 بحارة على الأقل", 6, None),
        ("لا تستغرق أكثر من 20 دقيقة", "أكثر من 20 دقيقة", None, 20),
        ("رافعة يصل مداها إلى 30 مترا تقريبا", "30 مترا تقريبا", None, 30),
        ("لا تزيد مساحتها على نصف كلم مربع", "نصف كلم مربع", None, 0.5),
        ("ليصل إلى 60 صندوقا", "60", 60, 60),
        ("ارتفع من 5 إلى 7", "5", 5, 5),
        ("انتشر لعدة آلاف على الأقل من العمال", "عدة آلاف على الأقل", 1000, None),
        ("أكثر من (300) سائح", "أكثر من (300)", 300, None),
    ],
)
def test_bounds_take_their_words_and_leave_the_rest(
    text: str, span: str, low: float | None, high: float | None
) -> None:
    number = numbers(text)[0]
    assert (shown(text, number), number.low, number.high) == (span, low, high)


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("200 مليون دولار", "money", "USD"),
        ("40 دينارا كويتيا", "money", "KWD"),
        ("خمسة ملايين من الريالات", "money", "SAR"),
        ("$10", "money", "USD"),
        ("12 كم²", "measure", "km2"),
        ("30 كيلومترا مربعا", "measure", "km2"),
        ("أربعة أطنان", "measure", "طن"),
        ("80 %", "percent", "percent"),
        ("سبعين في المائة", "percent", "percent"),
        ("24 ساعة", "duration", "hour"),
        ("شهرين", "duration", "month"),
        ("7 قوارب", "cardinal", None),
    ],
)
def test_units(text: str, kind: str, unit: str | None) -> None:
    number = numbers(text)[0]
    assert (number.kind, number.unit) == (kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "أثنى عدد من القادة على الجهود",
        "تنافس إثني",
        "بنك عالمي كبير",
        "إخلاء ساكني المبنى",
        "سرعة قائدي المركبات",
    ],
)
def test_what_looks_like_a_dual_is_no_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(("text", "low"), [("العثور على ضابطي شرطة", 2), ("الاثني عشر لاعبا", 12)])
def test_construct_duals_stay_numbers(text: str, low: int) -> None:
    assert [n.low for n in numbers(text)] == [low]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("عمره 20 عاما", "age"),
        ("البحار (22 سنة) نجا", "age"),
        ("في سن 18 غادر", "age"),
        ("يوم 27 مايو", "date"),
        ("من 23 إلى 25 أيلول", "date"),
        ("من 19 إلى 21/10/1436هـ", "date"),
        ("في 10 / 9 / 2019", "date"),
        ("21/07/2015", "date"),
        ("عام 2014", "year"),
        ("(2012)", "year"),
        ("1982-1990", "year"),
        ("الساعة 10", "clock"),
        ("16:30", "clock"),
        ("المادة 12", "law"),
        ("المواد 112", "law"),
        ("المرسوم م/ 59", "name"),
        ("يوم 13 من الشهر المقبل", "date"),
        ("نشر في 1957 من قبل هواة", "year"),
        ("الموسم 2015 _ 2016", "year"),
        ("مجموعة السبع", "name"),
        ("القرن العشرين", "ordinal"),
        ("الذكرى الـ25", "ordinal"),
        ("السابع والعشرين", "ordinal"),
        ("للمرة الألف", "ordinal"),
        ("هاتف 0123456789", "phone"),
        ("فاز بنتيجة 3-1", "score"),
    ],
)
def test_numbers_that_count_nothing_keep_their_class(text: str, kind: str) -> None:
    found = numbers(text)
    assert {number.kind for number in found} == {kind}
    assert kind not in COUNTING


@pytest.mark.parametrize(
    "text",
    [
        "الطرفان",
        "لست هنا",
        "يوم الاثنين",
        "كميات كبيرة",
        "وحده",
        "فرانس 24",
        "سيارتي الجديدة",
        "الأمناء العامين",
        "كمية كبيرة",
        "في آن واحد",
    ],
)
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert [number for number in numbers(text) if number.kind in COUNTING] == []


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1/" * 2000, "و1 " * 3000, "مليون " * 3000, "1/0", "0/0", "٩" * 300 + " آلاف"]
)
def test_hostile_runs_are_survived(text: str) -> None:
    assert all(number.span.end <= len(text) for number in numbers(text))


def test_a_definite_number_counts_after_its_plural() -> None:
    assert only("الدول الـ28").kind == "cardinal"
    assert only("القرارات السبعة").low == 7


@pytest.mark.regression
def test_an_adjective_in_the_dual_does_not_count_again() -> None:
    assert only("رسا قاربان مسلحان").low == 2


def test_a_weekday_is_not_the_unit_of_a_number() -> None:
    number = numbers("غادر 20 يوم الجمعة")[0]
    assert (number.low, number.unit) == (20, None)
