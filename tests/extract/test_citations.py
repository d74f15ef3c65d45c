"""Citations: sources that a preposition names, before, behind and inside what they said; and documents that speak."""

import pytest

from saying import NOBODY, By, Said, check, gap, left_out, said

MINISTRY = By("وزارة النقل", "organisation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وبحسب وزارة النقل فإن الميناء مغلق.", Said("وبحسب", "الميناء مغلق", MINISTRY)),
        (
            "ووفقاً لتقرير البنك المركزي، ارتفع التضخم في الشتاء.",
            Said("ووفقاً", "ارتفع التضخم في الشتاء", By("تقرير البنك المركزي", "document")),
        ),
        (
            "وحسب شهود عيان، انهار الجسر بعد مرور الشاحنة.",
            Said("وحسب", "انهار الجسر بعد مرور الشاحنة", By("شهود عيان", "described")),
        ),
        (
            "ووفق مصدر في الشرطة، فر المتهم عبر النافذة.",
            Said("ووفق", "فر المتهم عبر النافذة", By("مصدر في الشرطة", "described")),
        ),
        (
            "وطبقاً لوكالة المجداف، غادرت السفينة فجرا.",
            Said("وطبقاً", "غادرت السفينة فجرا", By("وكالة المجداف", "outlet")),
        ),
        (
            "ووفقاً لما ذكرته صحيفة المرفأ، فإن العمال عادوا إلى المصنع.",
            Said("ووفقاً لما ذكرته", "العمال عادوا إلى المصنع", By("صحيفة المرفأ", "outlet")),
        ),
        (
            "وبحسب مصادر، فإن الصفقة ألغيت.",
            Said("وبحسب", "الصفقة ألغيت", By("مصادر", "vague")),
        ),
    ],
)
def test_before(text, expected):
    check(text, expected._replace(rule="citation.before"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بقي الميناء مغلقا، بحسب وزارة النقل.", Said("بحسب", "بقي الميناء مغلقا", MINISTRY)),
        (
            "وارتفع عدد المصابين إلى عشرين، وفقاً لمدير المستشفى الدكتور وليد العطار.",
            Said("وفقاً", "ارتفع عدد المصابين إلى عشرين", By("مدير المستشفى الدكتور وليد العطار", "person")),
        ),
        (
            "وغرقت ثلاثة قوارب في الميناء القديم، كما ذكرت وكالة المجداف.",
            Said("كما ذكرت", "غرقت ثلاثة قوارب في الميناء القديم", By("وكالة المجداف", "outlet")),
        ),
        (
            "غادر الوفد العاصمة ليلا حسبما أفاد مصدر دبلوماسي.",
            Said("حسبما أفاد", "غادر الوفد العاصمة ليلا", By("مصدر دبلوماسي", "described")),
        ),
        (
            "احترق نصف المخزن، على ما أعلنت الشرطة.",
            Said("على ما أعلنت", "احترق نصف المخزن", By("الشرطة", "organisation")),
        ),
        (
            "وهبط سعر الصوف إلى النصف، وفق ما قال تجار في السوق.",
            Said("وفق ما قال", "هبط سعر الصوف إلى النصف", By("تجار في السوق", "described")),
        ),
        (
            "وقتل جنديان في الكمين، وفق ما أكد ضابط في الجيش.",
            Said("وفق ما أكد", "قتل جنديان في الكمين", By("ضابط في الجيش", "described"), stance="confirms"),
        ),
        (
            "ويعمل في المصنع ألف عامل، بحسب ثلاثة مسؤولين في النقابة.",
            Said(
                "بحسب",
                "يعمل في المصنع ألف عامل",
                By("ثلاثة مسؤولين في النقابة", "described", count=3),
            ),
        ),
    ],
)
def test_after(text, expected):
    check(text, expected._replace(rule="citation.after"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ويبلغ عددهم، بحسب وزارة النقل، عشرين عاملا.",
            Said("بحسب", ("يبلغ عددهم", "عشرين عاملا"), MINISTRY),
        ),
        (
            "وكان القارب، وفقاً لشهود عيان، محملا بالسمك.",
            Said("وفقاً", ("كان القارب", "محملا بالسمك"), By("شهود عيان", "described")),
        ),
        (
            "وستبلغ الكلفة، وفق صحيفة المرفأ، عشرة ملايين دينار.",
            Said("وفق", ("ستبلغ الكلفة", "عشرة ملايين دينار"), By("صحيفة المرفأ", "outlet")),
        ),
    ],
)
def test_inside(text, expected):
    check(text, expected._replace(rule="citation.inside"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وجاء في بيان الوزارة أن الميناء مغلق.",
            Said("وجاء في", "الميناء مغلق", By("بيان الوزارة", "document")),
        ),
        (
            "وورد في التقرير أن الخزان كان متصدعا قبل الحادث.",
            Said("وورد في", "الخزان كان متصدعا قبل الحادث", By("التقرير", "document")),
        ),
        (
            "وجاء في الرسالة: «نطالبكم بدفع الرواتب المتأخرة فورا».",
            Said("وجاء في", "نطالبكم بدفع الرواتب المتأخرة فورا", By("الرسالة", "document"), form="direct"),
        ),
        (
            "جاء في وثيقة مسربة أن الشركة علمت بالعطل.",
            Said("جاء في", "الشركة علمت بالعطل", By("وثيقة مسربة", "document")),
        ),
    ],
)
def test_document(text, expected):
    check(text, expected._replace(rule="citation.document"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وتوزع المقاعد وفقاً للقانون على الأحزاب الكبيرة.", id="law"),
        pytest.param("يفتح المتحف أبوابه وفق جدول جديد.", id="timetable"),
        pytest.param("وتدفع الرواتب حسب الأصول في نهاية الشهر.", id="custom"),
        pytest.param("ويقبل الطلاب وفقا لمعدلاتهم التراكمية هذا العام.", id="possessed"),
        pytest.param("وتوزع المواد على المدارس، وفقا لاحتياج كل مدرسة.", id="need"),
        pytest.param("وتبدأ الصلاة حسب تقويم أم القرى في الخامسة.", id="calendar"),
        pytest.param("وصل الوفد عند الثامنة بحسب التوقيت المحلي.", id="local-time"),
        pytest.param("تتقدم الأشغال وفق الخطة الموضوعة.", id="plan"),
        pytest.param("وكما في العام الماضي، تأخر المطر.", id="as"),
        pytest.param("وجاء في المركز الثاني عداء من الجنوب.", id="came-second"),
    ],
)
def test_cites_nobody(text):
    assert said(text) == []


@pytest.mark.parametrize("verb", ["كانوا يخططون", "ليسوا يخططون"])
def test_the_name_of_who_is_cited_ends_before_a_verb_of_being(verb):
    (found,) = said(f"وبحسب المصدر نفسه {verb} لافتتاح الجسر في المدينة.")
    assert [link.mention for link in found.chain] == ["المصدر نفسه"]


def test_a_relay_stands_behind_the_cited_source():
    check(
        "واحترق المخزن كله، كما ذكرت صحيفة المرفأ نقلاً عن مصدر أمني.",
        Said(
            "كما ذكرت",
            "احترق المخزن كله",
            (By("صحيفة المرفأ", "outlet"), By("مصدر أمني", "described")),
            "citation.after",
        ),
    )


def test_a_cited_document_and_its_author():
    check(
        "وتضررت عشرون سفينة، بحسب بيان لشركة المراكب.",
        Said("بحسب", "تضررت عشرون سفينة", By("بيان لشركة المراكب", "document"), "citation.after"),
    )


@pytest.mark.parametrize(
    "tail",
    ["على حد قوله", "بحسب قوله", "حسب تعبيره", "على حد تعبيره", "وفق قوله", "على حد وصفه"],
)
def test_a_tail_of_the_same_speaker_is_no_statement_and_no_content(tail):
    check(
        f"وقال الوزير سامر حداد إن الأزمة انتهت، {tail}.",
        Said("وقال", "الأزمة انتهت", By("الوزير سامر حداد", "person")),
    )


def test_a_tail_after_what_nobody_was_said_to_say_names_the_last_speaker():
    [first, second] = said("قال الوزير سامر حداد إن الميناء مغلق. والأضرار كبيرة، بحسب قوله.")
    assert first.chain[0].resolved == "الوزير سامر حداد"
    assert (second.content, second.chain[0]) == (
        ("الأضرار كبيرة",),
        left_out("الوزير سامر حداد", "person"),
    )


def test_two_cues_of_one_act_are_one_statement():
    check(
        "وبحسب صحيفة المرفأ قالت الوزارة إن الجسر سيغلق شهرا.",
        Said(
            "وبحسب",
            "الجسر سيغلق شهرا",
            (By("صحيفة المرفأ", "outlet"), By("الوزارة", "organisation")),
        ),
    )


def test_nobody_is_cited_by_a_passive():
    check("وتضرر السقف، كما قيل.", Said("كما قيل", "تضرر السقف", NOBODY))


@pytest.mark.parametrize(
    ("aside", "carrier"),
    [
        ("وفق وكالة المجداف", "وكالة المجداف"),
        ("بحسب صحيفة المرفأ", "صحيفة المرفأ"),
        ("بحسب ما نقلت عنه وكالة المجداف", "وكالة المجداف"),
        pytest.param(
            "كما ذكرت وكالة المجداف",
            "وكالة المجداف",
            marks=gap("«كما ذكرت كذا» before إن is taken for a verb that says what follows"),
        ),
    ],
)
def test_a_citation_between_the_speaker_and_the_clause_makes_a_longer_chain(aside, carrier):
    check(
        f"وقال الوزير سامر حداد، {aside}، إن السد سليم.",
        Said("وقال", "السد سليم", (By(carrier, "outlet"), By("الوزير سامر حداد", "person"))),
    )


@gap("«حسبما نقلت عنه كذا» before a verb of saying is left out of the chain")
def test_a_citation_with_a_pronoun_before_the_verb_makes_a_longer_chain():
    check(
        "وحسبما نقلت عنه وكالة المجداف، قال الوزير سامر حداد إن السد سليم.",
        Said(
            "وحسبما نقلت عنه",
            "السد سليم",
            (By("وكالة المجداف", "outlet"), By("الوزير سامر حداد", "person")),
        ),
    )


def test_an_opinion_is_cited():
    check(
        "وبرأي المحلل ناجي حبيب، فإن الحكومة أخطأت.",
        Said("وبرأي", "الحكومة أخطأت", By("المحلل ناجي حبيب", "person"), "citation.before"),
    )


def test_a_verb_and_whom_it_relays_may_cite():
    check(
        "وبحسب ما نقلت وكالة المجداف عن شهود عيان، انهار الجسر.",
        Said(
            "وبحسب ما نقلت",
            "انهار الجسر",
            (By("وكالة المجداف", "outlet"), By("شهود عيان", "described")),
            "citation.before",
        ),
    )


def test_how_it_seems_to_a_speaker_is_cited_from_inside():
    check(
        "ويبدو السد، كما يقول الوزير سامر حداد، سليما.",
        Said("كما يقول", ("يبدو السد", "سليما"), By("الوزير سامر حداد", "person"), "citation.inside"),
    )


@gap("a dateline is taken into what the citation covers")
def test_a_dateline_is_no_content():
    [one] = said("مرفأ الزهور (أ ف ب) - غرقت عبّارة قبالة الساحل، وفق ما أعلنت هيئة الموانئ.")
    assert one.content == ("غرقت عبّارة قبالة الساحل",)


@gap(
    "«نقلا عن» between commas after a subject before its verb makes a statement of its own and no longer chain"
)
def test_a_relay_between_commas_makes_a_longer_chain():
    check(
        "وكانت صحيفة المرفأ كشفت أمس، نقلا عن مصادر دبلوماسية، أن المحادثات فشلت.",
        Said(
            "كشفت",
            "المحادثات فشلت",
            (By("صحيفة المرفأ", "outlet"), By("مصادر دبلوماسية", "described")),
            stance="reveals",
        ),
    )


@pytest.mark.parametrize("phrase", ["ووفقا له، فإن", "وبحسبه، فإن"])
@gap("a citing preposition with a pronoun is not read")
def test_a_pronoun_may_be_cited(phrase):
    one = said(f"قال الوزير سامر حداد إن السد سليم. {phrase} المياه كافية.")[-1]
    assert one.content == ("المياه كافية",)
    assert (one.chain[0].mention, one.chain[0].resolved) == (None, "الوزير سامر حداد")


@pytest.mark.parametrize("phrase", ["وحسب المصدر نفسه، فإن", "وبحسب المصدر ذاته فإن"])
def test_the_same_source_is_cited_again(phrase):
    one = said(f"قال مصدر في الشرطة إن اللص أوقف. {phrase} المسروقات أعيدت.")[-1]
    assert one.content == ("المسروقات أعيدت",)
    assert one.chain[0].resolved == "مصدر في الشرطة"


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "أشارت مصادر محلية إلى إغلاق الطريق، وبحسب شهود عيان فإن الجسر انهار.",
            Said("وبحسب", "الجسر انهار", By("شهود عيان", "described"), "citation.before"),
        ),
        (
            "قال الوزير سامر حداد إن العمل مستمر، ووفقا لوزارة النقل فإن الجسر يفتح غدا.",
            Said("ووفقا", "الجسر يفتح غدا", MINISTRY, "citation.before"),
        ),
    ],
)
def test_a_citation_joined_by_waw_opens_a_statement_of_its_own(text, second):
    first, last = said(text)
    assert last == second.full(rule=True)
    assert len(first.chain) == 1
    assert "شهود" not in first.content[0]


def test_the_authors_pointer_to_his_own_words_quotes_nobody():
    assert said("وبناء على ما قيل آنفا، يمكن فهم إصرار الشركة على البيع.") == []


def test_a_joined_citation_may_carry_fa():
    check(
        "فطبقا لوكالة المجداف فإن السفينة غادرت.",
        Said("فطبقا", "السفينة غادرت", By("وكالة المجداف", "outlet"), "citation.before"),
    )
