"""Nouns of saying: they count where both who says it and what is said are expressed."""

import pytest

from saying import By, Said, check, gap, said

MINISTRY = By("وزارة النقل", "organisation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "توقفت الحركة رغم تأكيد وزارة النقل أن الميناء مفتوح.",
            Said("تأكيد", "الميناء مفتوح", MINISTRY, "noun.clause", "confirms"),
        ),
        (
            "جاء ذلك بعد إعلان الشرطة أن المشتبه به أوقف.",
            Said("إعلان", "المشتبه به أوقف", By("الشرطة", "organisation"), "noun.clause"),
        ),
        (
            "تراجعت الأسهم بعد تحذير البنك المركزي من أن الأسعار سترتفع.",
            Said("تحذير", "الأسعار سترتفع", By("البنك المركزي", "organisation"), "noun.clause", "warns"),
        ),
        (
            "غضب التجار بعد إعلان وزارة النقل إغلاق الميناء.",
            Said("إعلان", "إغلاق الميناء", MINISTRY, "noun.object"),
        ),
        (
            "هدأت السوق بعد نفي البنك المركزي وجود أزمة في السيولة.",
            Said("نفي", "وجود أزمة في السيولة", By("البنك المركزي", "organisation"), "noun.object", "denies"),
        ),
        (
            "ارتاح السكان بعد تأكيد الشرطة انتهاء الخطر.",
            Said("تأكيد", "انتهاء الخطر", By("الشرطة", "organisation"), "noun.object", "confirms"),
        ),
        (
            "هرب السكان بعد تحذير هيئة الأرصاد من فيضان النهر.",
            Said("تحذير", "فيضان النهر", By("هيئة الأرصاد", "organisation"), "noun.preposition", "warns"),
        ),
        (
            "تجمع الناس بعد كشف الشرطة عن هوية السارق.",
            Said("كشف", "هوية السارق", By("الشرطة", "organisation"), "noun.preposition", "reveals"),
        ),
        (
            "تردد التجار بعد دعوة الحزب إلى إضراب عام.",
            Said("دعوة", "إضراب عام", By("الحزب", "organisation"), "noun.preposition", "asks"),
        ),
        (
            "توترت العلاقة مع اتهام الوزارة للشركة بالإهمال.",
            Said("اتهام", "للشركة بالإهمال", By("الوزارة", "organisation"), "noun.predicate", "accuses"),
        ),
        pytest.param(
            "جاء ذلك بعد وصف الحكومة للقرار بأنه متسرع.",
            Said("وصف", "للقرار بأنه متسرع", By("الحكومة", "organisation"), "noun.predicate"),
            marks=gap("the noun وصف is read before أن only"),
        ),
        (
            "تعقدت القضية بعد اتهام الشركة للمقاول بالغش.",
            Said("اتهام", "للمقاول بالغش", By("الشركة", "organisation"), "noun.predicate", "accuses"),
        ),
        (
            "جاء القرار بعد اتهام النيابة للمدير بالسرقة.",
            Said("اتهام", "للمدير بالسرقة", By("النيابة", "organisation"), "noun.predicate", "accuses"),
        ),
    ],
)
def test_noun(text, expected):
    check(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قرأ الوزير الإعلان على باب القاعة.", id="the-notice"),
        pytest.param("أثار إعلان الوظائف الجديدة ضجة في المدينة.", id="a-topic-announced"),
        pytest.param("تلقت الشركة تحذيرا من الخسارة.", id="no-speaker"),
        pytest.param("عقد المجلس جلسة للرد على أسئلة النواب.", id="answering"),
        pytest.param("تعلم الأطفال أدب القول في المدرسة.", id="the-art-of-speech"),
        pytest.param("وزعت البلدية دعوة إلى الحفل.", id="an-invitation"),
        pytest.param("استغرق نقل البضائع من الميناء إلى السوق يومين.", id="transport"),
        pytest.param("كان وصف الرحلة في الكتاب قصيرا.", id="description"),
    ],
)
def test_act_or_topic_and_no_statement(text):
    assert said(text) == []
