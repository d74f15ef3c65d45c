"""Forms: what was filled in again for another day or another president is no copy; a copy with changes is one."""

from msgspec.structs import replace

from making import DAM, local_news, report, story, trace
from riwaya.link.reuse import passages
from riwaya.model import Report

CABLE = (
    "بعث رئيس جمهورية الواحة {} ببرقية تهنئة إلى رئيس جمهورية {} {} بمناسبة ذكرى استقلال بلاده. وأعرب في البرقية عن "
    "أصدق تهانيه وأطيب تمنياته له بموفور الصحة والسعادة ولشعب بلاده الصديق باطراد التقدم والازدهار."
)
CLOSING = (
    "أقفل مؤشر بورصة السدرة عند {} نقطة بعد تداولات بلغت قيمتها {} مليون دينار شملت {} سهما من أسهم المصارف والصناعة "
    "والزراعة والخدمات المدرجة في السوق الرئيسية، بحسب النشرة اليومية التي تصدرها إدارة البورصة."
)


def copied(a: str, b: str, first: str = "2031-05-04", second: str = "2031-05-05") -> list[tuple[str, ...]]:
    """Give the edits of each copy between two texts of two days."""
    reports = [report("a", a, published=first), report("b", b, published=second)]
    assert passages(reports), "they share their words: what tells is what differs in them"
    told = trace(reports)
    assert len(told.passages) == len(told.copies) == len(told.families)
    return [tuple(edit.kind for edit in copy.edits) for copy in told.copies]


def test_a_cable_to_another_president_is_no_copy() -> None:
    one = CABLE.format("نادر الكيالي", "فرنسا", "جان مارتان")
    assert copied(one, CABLE.format("نادر الكيالي", "إيطاليا", "ماريو بيانكي")) == []
    assert copied(one, one) == [()]


def test_a_cable_in_which_one_name_was_changed_is_a_copy() -> None:
    one = CABLE.format("نادر الكيالي", "فرنسا", "جان مارتان")
    assert copied(one, one.replace("جان مارتان", "بيير لوران")) == [("name",)]


def test_the_close_of_a_market_on_another_day_is_no_copy() -> None:
    monday, tuesday = CLOSING.format(3412, 42.5, 812), CLOSING.format(3398, 39.1, 774)
    assert copied(monday, tuesday) == []
    assert copied(monday, tuesday, second="2031-05-04") == [()], (
        "on one day it is one text, and its figures are blanks"
    )
    assert copied(monday, CLOSING.format(3412, 42.5, 774)) == [("figure",)]
    assert copied(monday, CLOSING.format(3412, 39.1, 774)) == [("figure",) * 2]


def test_many_figures_or_names_that_are_the_same_are_of_no_form() -> None:
    guests = "وحضر التوقيع سامر الحلبي ونبيل الزهراوي ورنا الكيلاني ووليد الشماس وعادل البيطار وهاني الصباغ."
    to = ("فرنسا", "جان مارتان"), ("إيطاليا", "ماريو بيانكي")
    one, other = (story(CABLE.format("نادر الكيالي", *names), guests) for names in to)
    assert copied(one, other) == [("name",)]
    more = "وكان المؤشر قد بلغ 3100 نقطة قبل سنة و2950 نقطة قبل سنتين، ويضم 64 شركة."
    monday, tuesday = (story(CLOSING.format(*of), more) for of in ((3412, 42.5, 812), (3398, 39.1, 774)))
    assert len(copied(monday, tuesday)) == 1


def test_days_that_are_not_known_are_not_two() -> None:
    reports = [report("a", CLOSING.format(3412, 42.5, 812)), report("b", CLOSING.format(3398, 39.1, 774))]
    assert len(trace(reports).copies) == 1
    assert len(trace([replace(reports[0], published="2031-05-04"), reports[1]]).copies) == 1


def test_a_long_copy_in_which_two_names_were_changed_is_no_form() -> None:
    text = story(*DAM).replace("محافظة السدرة", "محافظة حلب")
    changed = text.replace("كريم الأشقر", "حسان المرعي").replace("محافظة حلب", "محافظة دمشق")
    assert copied(text, changed) == [("name", "name")]


def test_a_form_beside_copies_leaves_them_alone() -> None:
    one, other = (
        CABLE.format("نادر الكيالي", *to) for to in (("فرنسا", "جان مارتان"), ("إيطاليا", "ماريو بيانكي"))
    )
    reports: list[Report] = [
        report("a", story(one, local_news(1, 20))),
        report("b", story(one, local_news(2, 20))),
        report("c", story(other, local_news(3, 20))),
    ]
    told = trace(reports)
    assert [(copy.a, copy.b) for copy in told.copies] == [("a", "b")]
    assert [(p.a, p.b) for p in told.passages] == [("a", "b")]
    assert [family.reports for family in told.families] == [("a", "b")]
