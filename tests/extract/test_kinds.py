"""Kinds of sources, and how many they say they are."""

import pytest

from saying import gap, said


@pytest.mark.parametrize(
    ("speaker", "kind", "count"),
    [
        ("سامر حداد", "person", None),
        ("الوزير سامر حداد", "person", None),
        ("وزارة الري", "organisation", None),
        ("الجيش", "organisation", None),
        ("الحكومة المصرية", "organisation", None),
        ("حركة الوادي", "organisation", None),
        ("صحيفة المرفأ", "outlet", None),
        ("رويترز", "outlet", None),
        ("قناة النورس الفضائية", "outlet", None),
        ("وكالة أنباء المجداف", "outlet", None),
        ("موقع المرفأ نت", "outlet", None),
        ("تقرير للبنك المركزي", "document", None),
        ("استطلاع لجامعة الساحل", "document", None),
        ("وثيقة مسربة", "document", None),
        ("مسؤول أميركي", "described", None),
        ("مصدر في الشرطة", "described", None),
        ("مصادر في الشرطة", "described", None),
        ("وسائل إعلام محلية", "described", None),
        ("شهود عيان", "described", None),
        ("سكان الحي القديم", "described", None),
        ("مصادر", "vague", None),
        ("مصادر مطلعة", "vague", None),
        ("مراقبون", "vague", None),
        ("تقارير", "vague", None),
        ("البعض", "vague", None),
        ("ثلاثة مسؤولين عراقيين", "described", 3),
        ("خمسة ضباط في الشرطة", "described", 5),
        ("مسؤولان في النقابة", "described", 2),
        ("أحد السكان", "described", 1),
        ("اثنان من المسؤولين", "described", 2),
        ("أربعة مصادر أمنية", "described", 4),
        ("عدد من السكان", "described", None),
        pytest.param("أكثر من شاهد", "described", None, marks=gap("«أكثر من» hides the noun that it counts")),
        pytest.param(
            "ما لا يقل عن ستة شهود", "described", 6, marks=gap("«ما لا يقل عن» is cut off a mention")
        ),
        ("مسؤولان أمنيان", "described", 2),
        ("التلفزيون الرسمي", "outlet", None),
        ("البيان", "document", None),
        pytest.param(
            "وثائق", "document", None, marks=gap("documents without a description are taken for vague")
        ),
        pytest.param("ورقة بحثية", "document", None),
        pytest.param("عشرات الصيادين", "described", None),
        pytest.param("فلاحون", "described", None),
    ],
)
def test_kind_and_count(speaker, kind, count):
    verb = "وذكرت" if speaker.split()[0].endswith(("ة", "ات")) else "وذكر"
    [one] = said(f"{verb} {speaker} أن الطريق مغلق أمام الشاحنات.")
    assert (one.chain[-1].mention, one.chain[-1].kind, one.chain[-1].count) == (speaker, kind, count)
