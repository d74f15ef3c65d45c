"""What turns a content into its opposite, and what only looks as if it did."""

import pytest

from making import number, report, said
from riwaya.link.polarity import denies_figure, is_plain, negated, rejected


@pytest.mark.parametrize(
    ("content", "turned"),
    [
        ("لا توجد سفن حربية في المرفأ", True),
        ("السفن لم تدخل المرفأ", True),
        ("لا تزال هناك سفن حربية في المرفأ", False),
        ("ما لا يقل عن عشر سفن في المرفأ", False),
        ("السفن الحربية دخلت المرفأ", False),
        ("لا صحة لما تردد عن سفن حربية في المرفأ", True),
        ("شائعات عن سفن حربية في المرفأ تنتشر", True),
        ("لم يتغير عدد السفن في المرفأ", False),
        ("قانون المرفأ يعاقب بسجن لا يقل عن شهر", False),
    ],
)
def test_negation(content: str, turned: bool) -> None:
    r = report("a", f"قال القبطان إن {content}.")
    statement = said(r, content, ("القبطان", "described"))
    assert negated(r.text, statement) is turned
    assert is_plain(r.text, statement) is not turned


def test_two_turns_make_a_plain_statement() -> None:
    r = report("a", "نفى القبطان عدم وصول السفن.")
    assert not negated(r.text, said(r, "عدم وصول السفن", ("القبطان", "described"), stance="denies"))


def test_a_figure_is_denied_by_a_negation_before_it_only() -> None:
    r = report("a", "أكد الطبيب أنه لم يمت 12 بحارا، وأن 5 منهم غادروا المشفى.")
    statement = said(r, "لم يمت 12 بحارا، وأن 5 منهم غادروا المشفى", ("الطبيب", "described"))
    assert denies_figure(r.text, statement, number(r, "12", 12, 12))
    assert not denies_figure(r.text, statement, number(r, "5", 5, 5))


def test_a_figure_is_denied_where_what_it_is_in_is_called_untrue() -> None:
    content = "ثمة تضليلا متعمدا يدعي وصول سفن حربية ونشر 300 بحار في المرفأ"
    r = report("a", f"قال القبطان إن {content}.")
    assert denies_figure(r.text, said(r, content, ("القبطان", "described")), number(r, "300", 300, 300))


def test_a_headline_rejects_the_figure_behind_its_negation_only() -> None:
    r = report("a", "حصيلة العبارة 13 لا 14")
    assert not rejected(r.text, number(r, "13", 13, 13))
    assert rejected(r.text, number(r, "14", 14, 14))
