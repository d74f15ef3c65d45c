"""Chains: who tells whom, from the source nearest the reader to the origin; sayings inside sayings; their order."""

import pytest

from saying import NOBODY, By, Said, check, left_out, said, told_by

PAPER = By("صحيفة المرفأ", "outlet")
AGENCY = By("وكالة المجداف", "outlet")
MINISTER = By("الوزير سامر حداد", "person")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ونقلت وكالة المجداف عن الوزير سامر حداد قوله إن السد سليم.",
            Said("ونقلت", "السد سليم", (AGENCY, MINISTER)),
        ),
        (
            "ونقلت صحيفة المرفأ عن مصدر أمني أن السجناء نقلوا إلى الجنوب.",
            Said("ونقلت", "السجناء نقلوا إلى الجنوب", (PAPER, By("مصدر أمني", "described"))),
        ),
        (
            "ونقلت رويترز عن متحدث باسم الشركة قوله: «الإنتاج لم يتوقف يوما واحدا».",
            Said(
                "ونقلت",
                "الإنتاج لم يتوقف يوما واحدا",
                (By("رويترز", "outlet"), By("متحدث باسم الشركة", "described")),
                form="direct",
            ),
        ),
        (
            "ونقلت وكالة المجداف عن صحيفة المرفأ عن مسؤول محلي أن السوق أغلقت.",
            Said("ونقلت", "السوق أغلقت", (AGENCY, PAPER, By("مسؤول محلي", "described"))),
        ),
        (
            "ونسبت صحيفة المرفأ إلى مسؤول عسكري قوله إن الحدود هادئة.",
            Said("ونسبت", "الحدود هادئة", (PAPER, By("مسؤول عسكري", "described"))),
        ),
        (
            "وذكرت صحيفة المرفأ نقلاً عن مصادر في الحكومة أن الرواتب ستتأخر.",
            Said("وذكرت", "الرواتب ستتأخر", (PAPER, By("مصادر في الحكومة", "described"))),
        ),
        (
            "وأفادت وكالة المجداف على لسان مراسلها بأن الطريق مقطوع.",
            Said("وأفادت", "الطريق مقطوع", (AGENCY, By("مراسلها", "described"))),
        ),
        (
            "وقال الوزير سامر حداد لوكالة المجداف إن السد سليم.",
            Said("وقال", "السد سليم", (AGENCY, MINISTER)),
        ),
        (
            "وقال الوزير سامر حداد في تصريح لصحيفة المرفأ إن السد سليم.",
            Said("وقال", "السد سليم", (PAPER, MINISTER)),
        ),
        (
            "وقال لصحيفة المرفأ الوزير سامر حداد إن السد سليم.",
            Said("وقال", "السد سليم", (PAPER, MINISTER)),
        ),
        (
            "وفي مقابلة مع قناة النورس، قال الوزير سامر حداد إن السد سليم.",
            Said("قال", "السد سليم", (By("قناة النورس", "outlet"), MINISTER)),
        ),
        (
            "وأبلغ الوزير سامر حداد وكالة المجداف أن السد سليم.",
            Said("وأبلغ", "السد سليم", (AGENCY, MINISTER)),
        ),
        (
            "وقال الوزير سامر حداد للصحفيين إن السد سليم.",
            Said("وقال", "السد سليم", MINISTER),
        ),
        (
            "وقال الوزير سامر حداد في بيان إن السد سليم.",
            Said("وقال", "السد سليم", MINISTER),
        ),
        (
            "وقالت وزارة الري في تغريدة إن السد سليم.",
            Said("وقالت", "السد سليم", By("وزارة الري", "organisation")),
        ),
        (
            "وقال الوزير سامر حداد خلال مؤتمر صحفي في العاصمة إن السد سليم.",
            Said("وقال", "السد سليم", MINISTER),
        ),
        (
            "وقال الوزير سامر حداد إن السد سليم، حسبما أفادت وكالة المجداف.",
            Said("وقال", "السد سليم", (AGENCY, MINISTER)),
        ),
        (
            "وقال مسؤول أمني إن الحدود أغلقت، وفقاً لصحيفة المرفأ.",
            Said("وقال", "الحدود أغلقت", (PAPER, By("مسؤول أمني", "described"))),
        ),
        (
            "وقال أحد السكان، الذي طلب عدم ذكر اسمه، إن المياه مقطوعة.",
            Said(
                "وقال",
                "المياه مقطوعة",
                By("أحد السكان", "described", count=1),
            ),
        ),
    ],
)  # fmt: skip
def test_chain(text, expected):
    check(text, expected)


def test_a_saying_inside_a_saying_has_the_whole_path():
    check(
        "وقال الوزير سامر حداد إن الشرطة أكدت أن المشتبه به أوقف.",
        Said("وقال", "الشرطة أكدت أن المشتبه به أوقف", MINISTER),
        Said("أكدت", "المشتبه به أوقف", (MINISTER, By("الشرطة", "organisation")), stance="confirms"),
    )


def test_a_saying_inside_a_relayed_saying_has_the_whole_path():
    check(
        "ونقلت وكالة المجداف عن الوزير سامر حداد قوله إن رئيس النقابة اعترف بأن الصندوق فارغ.",
        Said("ونقلت", "رئيس النقابة اعترف بأن الصندوق فارغ", (AGENCY, MINISTER)),
        Said(
            "اعترف",
            "الصندوق فارغ",
            (AGENCY, MINISTER, By("رئيس النقابة", "described")),
            stance="confirms",
        ),
    )


def test_three_sayings_inside_one_another():
    text = "وذكرت صحيفة المرفأ أن الوزير سامر حداد قال إن الشرطة أكدت أن المخزن فارغ."
    assert told_by(text) == [
        ("وذكرت", ["صحيفة المرفأ"]),
        ("قال", ["صحيفة المرفأ", "الوزير سامر حداد"]),
        ("أكدت", ["صحيفة المرفأ", "الوزير سامر حداد", "الشرطة"]),
    ]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("أُعلن أمس أن السوق ستغلق.", "أُعلن", "السوق ستغلق"),
        ("وقيل إن المخزن كان فارغا.", "وقيل", "المخزن كان فارغا"),
        ("ويقال إن السفينة غرقت قبل قرن.", "ويقال", "السفينة غرقت قبل قرن"),
    ],
)
def test_a_passive_names_nobody(text, cue, content):
    check(text, Said(cue, content, NOBODY))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وقال الوزير سامر حداد ومدير الميناء وليد العطار إن السفن آمنة.", "السفن آمنة"),
        ("وأكدت وزارة الري ووزارة الصحة أن المياه صالحة للشرب.", "المياه صالحة للشرب"),
        ("وقال مصدر أمني وشهود عيان إن النيران أخمدت.", "النيران أخمدت"),
    ],
)
def test_coordinated_sources_are_one_link(text, content):
    [one] = said(text)
    assert one.content == (content,)
    assert len(one.chain) == 1
    assert " و" in one.chain[0].mention


def test_statements_of_one_sentence_stand_in_the_order_of_their_cues():
    check(
        "وقال الوزير سامر حداد إن السد سليم، وأكد أن المياه كافية، نافيا وجود تسرب.",
        Said("وقال", "السد سليم", MINISTER),
        Said("وأكد", "المياه كافية", left_out("الوزير سامر حداد", "person"), stance="confirms"),
        Said("نافيا", "وجود تسرب", left_out("الوزير سامر حداد", "person"), stance="denies"),
    )


def test_two_speakers_of_one_sentence():
    check(
        "وقال الوزير سامر حداد إن السد سليم، فيما أكدت هيئة الأرصاد أن السيول قادمة.",
        Said("وقال", "السد سليم", MINISTER),
        Said("أكدت", "السيول قادمة", By("هيئة الأرصاد", "organisation"), stance="confirms"),
    )


def test_hedges_inside_the_content_are_kept():
    from saying import read

    text = "وقال الوزير سامر حداد إن السبب ربما عطل في المضخة."
    [one] = read(text).statements
    assert [text[h.start : h.end] for h in one.hedges] == ["ربما"]


@pytest.mark.parametrize(
    ("clause", "hedged"),
    [("قد يفيض قريبا", True), ("قد تفيض قنواته", True), ("قد فاض أمس", False), ("قد تم ترميمه", False)],
)
def test_qad_weakens_only_before_the_present(clause, hedged):
    from saying import read

    text = f"وقال الوزير سامر حداد إن السد {clause}."
    [one] = read(text).statements
    assert [text[h.start : h.end] for h in one.hedges] == (["قد"] if hedged else [])


def test_confidence_is_a_share():
    from saying import read

    for text in ("وقال الوزير سامر حداد إن السد سليم.", "بقي الميناء مغلقا، بحسب وزارة النقل."):
        [one] = read(text).statements
        assert 0 < one.confidence <= 1
