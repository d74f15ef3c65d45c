"""Each rule for credits on an example of our own, and what must not be taken for a credit."""

import pytest

from riwaya.extract.credits import credits as find_credits
from riwaya.model import Report

BODY = "غرقت عبّارة قرب مرفأ الزهور صباح أمس، وقال حارس المنارة إن الركاب سالمون."


def found(**fields):
    report = Report(**{"id": "r", "text": BODY, "title": "غرق عبّارة", **fields})
    out = []
    for credit in find_credits(report):
        words = getattr(report, credit.where)[credit.span.start : credit.span.end]
        out.append((credit.rule, credit.name, words))
    return out


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("مرفأ الزهور - رويترز", [("رويترز", "رويترز")]),
        ("أ. ف. ب. (أنقرة)", [("وكالة فرانس برس", "أ. ف. ب")]),
        ("عواصم: د ب ا ، واس", [("وكالة الأنباء الألمانية", "د ب ا"), ("وكالة الأنباء السعودية", "واس")]),
        ("&nbsp;وكالات (أنقرة)", [(None, "وكالات")]),
        ("رويترز ووكالات - بيروت", [("رويترز", "رويترز"), (None, "وكالات")]),
        ("«المنارة»-رويترز", [("رويترز", "رويترز")]),
        ("الرياض - سالم الملاح", []),
        ("دبي: نورة البحار", []),
        ("الخبر - سالم الملاح", []),  # a town, and the name of a paper
        ("", []),
    ],
)
def test_byline(byline, expected):
    assert [(name, words) for _, name, words in found(byline=byline)] == expected


def test_the_reports_own_outlet_is_no_credit():
    assert found(outlet="عكاظ", byline="عكاظ، واس (جدة)") == [
        ("credit.byline", "وكالة الأنباء السعودية", "واس")
    ]
    assert found(outlet="aawsat", byline="لندن: «الشرق الأوسط»") == []
    assert found(outlet="المنارة", byline="المنارة - وكالات") == [("credit.byline", None, "وكالات")]


@pytest.mark.parametrize(
    ("dateline", "name", "words"),
    [
        ("مرفأ الزهور (أ ف ب) - ", "وكالة فرانس برس", "أ ف ب"),
        ("بيروت – رويترز: ", "رويترز", "رويترز"),
        ("وكالة الأناضول - ", "وكالة الأناضول", "وكالة الأناضول"),
        ("المنارة - وكالات\n", None, "وكالات"),
    ],
)
def test_dateline(dateline, name, words):
    assert found(text=dateline + BODY) == [("credit.dateline", name, words)]


def test_an_agency_in_the_first_sentence_is_no_dateline():
    text = "نقلت رويترز عن حارس المنارة، وهو شاهد على الحادث، أن العبّارة غرقت قرب المرفأ قبل الفجر بقليل."
    assert found(text=text) == []


def test_headline():
    assert found(title="رويترز: غرق عبّارة") == [("credit.headline", "رويترز", "رويترز")]
    assert found(title=None, text="رويترز: غرق عبّارة\n\n" + BODY)[0][:2] == ("credit.headline", "رويترز")
    assert found(title="الملاح: العبّارة سليمة") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("المصدر: رويترز + قناة العالم", ["رويترز", "العالم"]),
        ("مصدر الخبر : وكالات", [None]),
        ("المصدر : المنارة البحرية", ["المنارة البحرية"]),
        ("نقلاً عن الأناضول", ["وكالة الأناضول"]),
    ],
)
def test_source_line(line, expected):
    assert [(rule, name) for rule, name, _ in found(text=f"{BODY}\n\n{line}")] == [
        ("credit.source-line", name) for name in expected
    ]


def test_a_source_who_speaks_is_no_source_line():
    assert found(text="وقال المصدر: إن العبّارة غرقت.\n" + BODY) == []


def test_end_tag():
    assert found(text=BODY + " (رويترز)") == [("credit.end", "رويترز", "رويترز")]
    assert found(text=BODY + "\n(أ ف ب، رويترز)") == [
        ("credit.end", "وكالة فرانس برس", "أ ف ب"),
        ("credit.end", "رويترز", "رويترز"),
    ]
    assert found(text=BODY + " (انتهى)") == []


@pytest.mark.parametrize(
    ("sentence", "name", "words"),
    [
        ("وقال الملاح لفرانس برس إنه سبح.", "وكالة فرانس برس", "لفرانس برس"),
        ("وقال الملاح لوكالة رويترز إنه سبح.", "رويترز", "لوكالة رويترز"),
        ('وأبلغ الملاح وكالة أنباء "رويترز" بذلك.', "رويترز", 'وكالة أنباء "رويترز'),
    ],
)
def test_told_to_an_agency(sentence, name, words):
    assert found(text=f"{BODY} {sentence}") == [("credit.told-agency", name, words)]


@pytest.mark.regression
@pytest.mark.parametrize("sentence", ["وسافر الملاح لبغداد اليوم.", "وسلم الملاح الرسالة لافي أحمد."])
def test_a_place_or_a_person_is_no_agency(sentence):
    assert found(text=f"{BODY} {sentence}") == []


@pytest.mark.regression
def test_an_outlet_that_shares_its_short_name_with_another_is_still_the_reports_own():
    assert found(outlet="aljazirah", byline="الجزيرة - واس:") == [
        ("credit.byline", "وكالة الأنباء السعودية", "واس")
    ]


def test_an_agency_that_reports_is_not_told():
    assert found(text=f"{BODY} وذكرت وكالة رويترز أن الملاح سبح.") == []


def test_the_story_of_wires(shared):
    """P and R at least 0.9 on the annotated story (the mark of this rule set)."""
    import json

    folder = shared / "gold/stories/suruc"
    gold = {}
    for wire in json.loads((folder / "suruc.gold.json").read_text(encoding="utf-8"))["wire"]:
        gold.setdefault(wire["report"], []).append(wire["agency"])
    right = told = 0
    for path in folder.glob("suruc-*.json"):
        raw = json.loads(path.read_text(encoding="utf-8"))
        fields = {k: raw.get(k) for k in ("id", "text", "title", "outlet", "byline")}
        names = [c.name or "وكالات" for c in find_credits(Report(**fields))]
        told += bool(names)
        right += any(set(n.split()) & set(g.split()) for n in names for g in gold.get(raw["id"], []))
    assert right / len(gold) >= 0.9
    assert right / told >= 0.9


@pytest.mark.parametrize(
    ("whom", "name"),
    [
        ("رويترز", "رويترز"),
        ("قناة الجزيرة", "الجزيرة"),
        ("شبكة أخبار المرفأ 🔴", "شبكة أخبار المرفأ 🔴"),
        ("سالم الملاح", "سالم الملاح"),
        ("Deleted Account", None),
        ("تمت إعادة توجيهها عدّة مرات", None),
        ("Forwarded", None),
    ],
)
def test_a_forwarded_message_is_whose_it_was(whom, name):
    assert found(forwarded_from=whom, outlet="منبر المرفأ") == [("credit.forwarded", name, whom)]


def test_a_forward_of_ones_own_is_no_credit():
    assert found(forwarded_from="منبر المرفأ", outlet="منبر المرفأ") == []
    assert found(forwarded_from=None, outlet="منبر المرفأ") == []


def test_a_forward_stands_before_what_the_text_credits():
    text = f"{BODY} (رويترز)"
    assert [rule for rule, *_ in found(forwarded_from="سالم الملاح", text=text)] == [
        "credit.forwarded",
        "credit.end",
    ]
