"""What numbers are: units in print, currencies by sign and code, ordinals, phone numbers, laws, pages, coordinates."""

import pytest

from riwaya.arabic.numbers import COUNTING, Number, numbers


def only(text: str) -> Number:
    found = numbers(text)
    assert len(found) == 1, [(text[n.span.start : n.span.end], n.low) for n in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("7 دنانير أردنية", 7, "JOD"),
        ("د.ك 15", 15, "KWD"),
        ("15د.ك", 15, "KWD"),
        ("USD 30", 30, "USD"),
        ("qar8.5", 8.5, "QAR"),
        ("مليارا يورو", 2 * 10**9, "EUR"),
        ("واحد في المئة", 1, "percent"),
        ("9 بالألف", 9, "permille"),
        ("1.375%", 1.375, "percent"),
        ("40 لترا في الثانية", 40, "liter/s"),
        ("3 غرامات في اللتر الواحد", 3, "g/liter"),
        ("أوقيتان", 2, "oz"),
        ("15 km²", 15, "km2"),
        ("الأسابيع الثلاثة", 3, "week"),
        ("شهر", 1, "month"),
        ("كيلومتر مربع", 1, "km2"),
    ],
)
def test_units(text: str, low: float, unit: str) -> None:
    number = only(text)
    assert (number.low, number.unit) == (low, unit)
    assert text[number.span.start : number.span.end] == text


def test_a_unit_counts_by_itself_only_where_it_is_the_whole_text() -> None:
    assert numbers("بعد شهر من البحث") == []
    assert [n.unit for n in numbers("سار 5 كيلومترات في الساعة الأولى")][:1] == ["km"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("على الأقل تسعة", 9, None),
        ("ليس أقل من 14", 14, None),
        ("يفوق الـ 60", 60, None),
        ("نيف وأربعون", 40, None),
        ("بضعة عشر", 13, None),
        ("بضع وثلاثون", 33, None),
        ("عدة أسابيع", 3, None),
        ("أسابيع عدة", 3, None),
        ("من أربعين لخمسين", 40, 50),
        ("12 500", 12500, 12500),
        ("3 000 000", 3000000, 3000000),
        ("4 دزينات", 48, 48),
        ("زوج", None, None),
    ],
)
def test_bounds_and_counts(text: str, low: int | None, high: int | None) -> None:
    found = numbers(text)
    assert [(n.low, n.high) for n in found] == ([(low, high)] if low is not None else [])


def test_a_pair_is_two_before_its_kind() -> None:
    assert numbers("زوج من القفازات")[0].low == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الواحد والعشرون", 21),
        ("السابع و الثلاثون", 37),
        ("الإحدى عشرة", 11),
        ("الاثنا عشر", 12),
        ("الثاني عشر", 12),
        ("الخمسين", 50),
    ],
)
def test_ordinals(text: str, value: int) -> None:
    number = only(text)
    assert (number.kind, number.low) == ("ordinal", value)


def test_a_definite_compound_before_its_noun_counts() -> None:
    assert numbers("الأحد عشر بحارا")[0].kind == "cardinal"
    assert numbers("السفن الاثنتي عشرة")[0].kind == "cardinal"
    assert only("المصابيح الملونة الـ 90").kind == "cardinal"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("700 555 1234", "phone"),
        ("700-555-1234", "phone"),
        ("+20 2 2555 1234", "phone"),
        ("(+20) 2 2555 1234", "phone"),
        ("02 2555 1234", "phone"),
        ("7005551234 تحويلة 12", "phone"),
        ("7005551234567890123", "name"),
        ("صفحة 88", "page"),
        ("القانون عدد 9 لسنة 2011", "law"),
        ("خط عرض 31.5", "coordinate"),
        ("31.5 درجة شرقا", "coordinate"),
        ("7/12", "date"),
        ("12/7", "date"),
        ("يومي 23 و24 يوليو", "date"),
        ('برقم "55012"', "name"),
        ("«الميناء 2045»", "year"),
        ("مواليد 1988", "year"),
        ("انقلاب 1958", "year"),
        ("معرض الزهور الدولي 2031", "year"),
        ("العام المالي 2013", "year"),
        ("أكتوبر (تشرين أول) 1996", "year"),
        ("1961 - افتتاح الميناء", "year"),
        ("بنهاية 2009", "year"),
        ("مهرجان الميناء القديم 1437", "year"),
        ("العام الدراسي 1438 - 1439هـ", "year"),
        ("فازوا بصعوبة (4 - 2)", "score"),
        ("شروط القبول. 2- أن يحضر", "list"),
        ("في الـ35 من العمر", "age"),
        ("دون سن الـ16", "age"),
        ("على قلب رجل واحد", "name"),
        ("أعمارها عن سنتين", "age"),
    ],
)
def test_what_counts_nothing_has_a_class(text: str, kind: str) -> None:
    found = [n for n in numbers(text) if not (n.kind == "fraction" and kind == "date")]
    assert kind in {n.kind for n in found} or (kind == "date" and not found)
    assert not {n.kind for n in found} & COUNTING


@pytest.mark.regression
@pytest.mark.parametrize(
    "text",
    ["سيتم عرض 14 لوحة", "مدن الساحل الغربي الـ 17", "عدد المصابين 1960", "قوارب الميناء القديم الـ17"],
)
def test_what_counts_is_not_told_apart(text: str) -> None:
    assert only(text).kind == "cardinal"


@pytest.mark.regression
def test_a_half_behind_a_million_riyals_is_half_a_million() -> None:
    assert only("مليون ريال ونصف").low == 1500000
    assert only("مليون ريال ونصف الريال").low == 1000000.5


@pytest.mark.regression
def test_a_dash_between_two_amounts_is_no_minus() -> None:
    assert [n.low for n in numbers("(40 مليون شيقل -12 مليون دولار)")] == [40000000, 12000000]


def test_an_index_is_no_age() -> None:
    assert only("المؤشر البالغ 48.7").kind == "cardinal"


def test_the_dual_of_a_feminine_noun_needs_no_lexicon() -> None:
    assert [n.low for n in numbers("زار هضبتين بعيدتين")] == [2]
    assert numbers("زار الهضبتين") == []
    assert numbers("وصل متأخرتين") == []


def test_days_that_share_a_month_count_nothing() -> None:
    assert {n.kind for n in numbers("يومي 23 و24 يوليو")} == {"date"}
    assert [n.kind for n in numbers("فاز 23 و24 لاعبا")] == ["cardinal", "cardinal"]
