"""Subjects before their verb, and the words between the two that are no part of either."""

import pytest

from saying import By, Said, check, gap, said

SPOKESMAN = By("المتحدث باسم الشركة", "described")
MINISTER = By("الوزير سامر حداد", "person")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "المتحدث باسم الشركة قال إن الخط عاد إلى العمل.",
            Said("قال", "الخط عاد إلى العمل", SPOKESMAN),
        ),
        (
            "وكانت وزارة الري أعلنت أن السد سليم.",
            Said("أعلنت", "السد سليم", By("وزارة الري", "organisation")),
        ),
        (
            "وكان الوزير سامر حداد قد أكد أن الأشغال ستبدأ.",
            Said("أكد", "الأشغال ستبدأ", MINISTER, stance="confirms"),
        ),
        (
            "من جانبه، قال الوزير سامر حداد إن الأشغال ستبدأ.",
            Said("قال", "الأشغال ستبدأ", MINISTER),
        ),
        (
            "وفي وقت سابق، أعلنت الشرطة أن الشارع مغلق.",
            Said("أعلنت", "الشارع مغلق", By("الشرطة", "organisation")),
        ),
        (
            "أما رئيس النقابة فقال إن الإضراب مستمر.",
            Said("فقال", "الإضراب مستمر", By("رئيس النقابة", "described")),
        ),
        (
            "لكن صحيفة المرفأ ذكرت أن المفاوضات انهارت.",
            Said("ذكرت", "المفاوضات انهارت", By("صحيفة المرفأ", "outlet")),
        ),
        (
            "وكالة المجداف نقلت عن مصدر طبي أن الجرحى بخير.",
            Said("نقلت", "الجرحى بخير", (By("وكالة المجداف", "outlet"), By("مصدر طبي", "described"))),
        ),
        (
            "مصادر في الشركة أكدت أن المدير استقال.",
            Said("أكدت", "المدير استقال", By("مصادر في الشركة", "described"), stance="confirms"),
        ),
    ],
)
def test_subject_before_the_verb(text, expected):
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وزار السوق الوزير سامر حداد الذي قال إن الأسعار مستقرة.",
            Said("قال", "الأسعار مستقرة", MINISTER),
        ),
        (
            "واستقبلت البلدية وفد الشركة التي أعلنت أن المشروع اكتمل.",
            Said("أعلنت", "المشروع اكتمل", By("الشركة", "organisation")),
        ),
    ],
)
def test_the_head_of_a_relative_clause_speaks(text, expected):
    check(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "وقال أمس الثلاثاء الوزير سامر حداد إن السد سليم.",
        "وقال في مؤتمر صحفي الوزير سامر حداد إن السد سليم.",
        "وقال الوزير سامر حداد أمس إن السد سليم.",
        "وقال الوزير سامر حداد، أمس، إن السد سليم.",
        "وقال الوزير سامر حداد -في بيان- إن السد سليم.",
        "وقال الوزير سامر حداد بعد زيارة الموقع إن السد سليم.",
        "وقال الوزير سامر حداد خلال جلسة للبرلمان إن السد سليم.",
        "وقال الوزير سامر حداد للصحافيين في الميناء إن السد سليم.",
        "وقال الوزير سامر حداد (يمين) إن السد سليم.",
        "وقال أيضا الوزير سامر حداد إن السد سليم.",
    ],
)
def test_times_and_occasions_are_no_part_of_the_speaker(text):
    cue = "وقال أيضا" if "أيضا" in text else "وقال"
    check(text, Said(cue, "السد سليم", MINISTER))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "لكن شهودا أكدوا أن الموجة عالية.",
            Said("أكدوا", "الموجة عالية", By("شهودا", "described"), stance="confirms"),
            marks=gap("an indefinite plural in the accusative is not known for its noun"),
        ),
        pytest.param(
            "غير أن موظفا سابقا في الشركة قال إن الأعطال متكررة.",
            Said("قال", "الأعطال متكررة", By("موظفا سابقا في الشركة", "described")),
            marks=gap("an indefinite noun in the accusative is not known for its noun"),
        ),
        (
            "إلا أن مسؤولا في الشركة أكد أن العبارة سليمة.",
            Said("أكد", "العبارة سليمة", By("مسؤولا في الشركة", "described"), stance="confirms"),
        ),
    ],
)
def test_a_subject_in_the_accusative(text, expected):
    check(text, expected)


@gap("a word that tells how somebody spoke is read as who spoke")
def test_how_somebody_spoke_is_no_speaker():
    last = said('قالت هند الشامي إن العبارة مالت. وتابعت باكية: "فقدت أختي الصغيرة".')[-1]
    assert (last.chain[0].mention, last.chain[0].resolved) == (None, "هند الشامي")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("وأصدرت منظمة أطباء الوادي بيانا قالت فيه إن النهر ملوث.", "منظمة أطباء الوادي"),
        ("ونشرت وكالة المجداف تقريرا جاء فيه أن النهر ملوث.", "وكالة المجداف"),
        ("وعقد الوزير سامر حداد مؤتمرا صحفيا أكد فيه أن النهر ملوث.", "الوزير سامر حداد"),
    ],
)
def test_who_issued_the_words_speaks(text, who):
    assert said(text)[-1].chain[-1].resolved == who


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "الحكومة من جهتها تقول إن المياه نظيفة.",
            "الحكومة",
            marks=gap("«من جهتها» between a subject and its verb stays in the mention"),
        ),
        ("الشركة، التي تدير المحطة، أعلنت أن المياه نظيفة.", "الشركة"),
        ("المتظاهرون قالوا إن الساحة آمنة.", "المتظاهرون"),
        ("السكان يقولون إن المياه ملوثة.", "السكان"),
    ],
)
def test_a_plain_subject_before_the_verb(text, speaker):
    [one] = said(text)
    assert one.chain[0].mention == speaker


def test_who_gave_a_speech_is_who_says_what_is_in_it():
    check(
        "ثم ألقى الوزير سامر حداد كلمة رحب فيها بالضيوف.",
        Said("رحب", "الضيوف", MINISTER),
    )
