"""Noun phrases of sources: where the words that name a speaker begin and end."""

import pytest

from saying import gap, said


@pytest.mark.parametrize(
    "speaker",
    [
        "الوزير سامر حداد",
        "وزير النقل سامر حداد",
        "وزير النقل والموانئ الدكتور سامر حداد",
        "المتحدث باسم وزارة الصحة وليد العطار",
        "قائد القوات البحرية العميد نبيل عطوان",
        "رئيس لجنة الطاقة في البرلمان طارق البيطار",
        "مدير مستشفى الساحل في المدينة القديمة",
        "مسؤول في وزارة الصحة",
        "مصدر مقرب من الحكومة",
        "مصدر مطلع على المفاوضات",
        "ثلاثة ضباط في الشرطة",
        "أحد سكان الحي القديم",
        "منظمة أطباء الساحل",
        "حزب «النهضة الخضراء»",
        "نائب رئيس الشركة لشؤون العمال",
        "النائب عن الدائرة الثالثة نبيل عطوان",
        "المشرف على المتحف وليد العطار",
        "الخبير الاقتصادي طارق البيطار",
        "رئيس جمعية الصيادين بالميناء القديم",
    ],
)
def test_the_whole_phrase_is_the_mention(speaker):
    [one] = said(f"وقال {speaker} إن الأعمال انتهت.")
    assert [by.mention for by in one.chain] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "وقال وليد العطار، مدير مستشفى الساحل، إن الأسرة ممتلئة.",
            "وليد العطار، مدير مستشفى الساحل",
        ),
        (
            "وقال المحلل السياسي، والباحث في معهد البحار، ناجي حبيب إن الاتفاق هش.",
            "المحلل السياسي، والباحث في معهد البحار، ناجي حبيب",
        ),
        ("وقال سامر حداد من مكتبه في الميناء إن السفن آمنة.", "سامر حداد"),
        ("وقال سامر حداد عن الحادث إن السفن آمنة.", "سامر حداد"),
        ("وقالت صحيفة «المرفأ» المحلية إن السوق أغلقت.", "صحيفة «المرفأ» المحلية"),
        ("وقالت شبكة النورس (خاصة) إن السوق أغلقت.", "شبكة النورس (خاصة)"),
    ],
)
def test_where_it_ends(text, speaker):
    [one] = said(text)
    assert one.chain[-1].mention == speaker


@pytest.mark.parametrize(
    "name",
    [
        "منى السالم",
        "هند الشامي",
        "سعاد النجار",
        "فادي الخطيب",
        "عبد الله الراوي",
        "أبو بكر العطار",
        "علاء بن زيد",
    ],
)
def test_no_name_is_cut(name):
    [one] = said(f"وقالت الجراحة {name} “لم نر مثل هذا المرض من قبل”.")
    assert one.chain[0].mention == f"الجراحة {name}"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "وقال والد الطفل إن ابنه عاد إلى البيت.",
            "والد الطفل",
            marks=gap("the و of والد is cut off as a conjunction"),
        ),
        pytest.param(
            "وقالت والدته إن ابنها عاد إلى البيت.",
            "والدته",
            marks=gap("the و of والدة is cut off as a conjunction"),
        ),
        pytest.param(
            "وأكد والي الشمال أن السوق أغلقت.",
            "والي الشمال",
            marks=gap("والي is read as و and إلى, and nobody speaks"),
        ),
        pytest.param(
            "وقال باعة في السوق إن الأسعار ارتفعت.",
            "باعة في السوق",
            marks=gap("في leads out of a phrase whose noun the word list does not hold"),
        ),
        pytest.param(
            "وكتبت الصحيفة في افتتاحيتها أن الحكومة أخطأت.",
            "الصحيفة",
            marks=gap("an occasion that the word list does not hold stays in the mention"),
        ),
        pytest.param(
            'وقال الوزير سامر حداد "السد سليم"، و"الصيانة ضرورية كل عام".',
            "الوزير سامر حداد",
            marks=gap("a short quotation right behind a person's name is read as part of the name"),
        ),
        pytest.param(
            "وصرح متحدث باسم الجيش، طالبا عدم ذكر اسمه، بأن المحادثات فشلت.",
            "متحدث باسم الجيش",
            marks=gap("«طالبا عدم ذكر اسمه» after a comma is cut in the middle"),
        ),
        ("وقال الوزير سامر حداد في رده على سؤال للبرلمان إن السد سليم.", "الوزير سامر حداد"),
        ("وأفاد مراسل وكالة المجداف في المدينة أن الطرق مغلقة.", "مراسل وكالة المجداف في المدينة"),
        ("وقالت هند الشامي، مديرة المدرسة، إن الصفوف ممتلئة.", "هند الشامي، مديرة المدرسة"),
    ],
)
def test_neither_more_nor_less_than_the_name(text, speaker):
    [one] = said(text)
    assert one.chain[-1].mention == speaker
