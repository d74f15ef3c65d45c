"""Filling a case: what repeats over the pages of an outlet is marked before anything is extracted."""

import json
from pathlib import Path

import pytest

from riwaya import pipeline
from riwaya.case import Case
from riwaya.model import Extraction
from riwaya.pipeline import single

NOTICE = "للاشتراك في خدمة الأخبار العاجلة من المنارة أرسلوا كلمة منارة إلى الرقم القصير"
TEXTS = (
    "افتتح وزير النقل جسر الزيزفون بعد عامين من بدء العمل فيه بحضور حشد من سكان القرية.",
    "غادرت سفينة الشحن ميناء السلامى فجر اليوم محملة بالقمح إلى موانئ البحر البعيد.",
    "قررت بلدية الخزامى إغلاق السوق القديم أسبوعا لترميم سقفه الذي تضرر من الأمطار.",
    "فاز فريق الصفصاف بكأس المدارس للمرة الثالثة بعد مباراة طويلة انتهت بركلات الترجيح.",
    "حذرت دائرة الأرصاد من رياح قوية على الساحل الشرقي تستمر حتى نهاية الأسبوع المقبل.",
    "أعلن مستشفى الرمان وصول جهاز جديد لتصوير القلب يخدم ثلاثين مريضا في اليوم.",
    "تراجع إنتاج الزيتون في وادي البطم هذا الموسم بسبب الجفاف وقلة الأيدي العاملة.",
    "بدأ طلاب الجامعة معرضا للكتب المستعملة يعود ريعه إلى صندوق الأسر المحتاجة.",
    "انقطع التيار الكهربائي عن أحياء من المدينة ساعتين إثر عطل في محطة التحويل الرئيسة.",
    "وقعت شركتان محليتان عقدا لبناء مئتي بيت من الخشب قرب بحيرة العرعر في الشمال.",
)


def write(path: Path, texts: tuple[str, ...]) -> Path:
    lines = ({"outlet": "المنارة", "text": f"{text}\n{NOTICE}"} for text in texts)
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "extract_report", lambda report: Extraction(report=report.id))


def marked(case: Case) -> list[str]:
    return [
        report.text[mark.span.start : mark.span.end]
        for report in case.reports()
        for mark in report.furniture
        if mark.rule == "repeated"
    ]


def test_what_repeats_is_marked_from_the_first_report_on(tmp_path: Path) -> None:
    with pipeline.read(write(tmp_path / "a.jsonl", TEXTS)) as case:
        assert marked(case) == [NOTICE] * len(TEXTS)


def test_what_repeats_is_remembered_by_the_case(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    pipeline.read(write(tmp_path / "a.jsonl", TEXTS[:-1]), path).close()
    with pipeline.read(write(tmp_path / "b.jsonl", TEXTS[-1:]), path) as case:
        assert len(marked(case)) == len(TEXTS)
