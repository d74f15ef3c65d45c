"""Verbs of saying: every rule on sentences of our own, and the verbs that say nothing."""

import pytest

from saying import NOBODY, By, Said, check, gap, left_out, said

CLAUSE = [
    (
        "وقال الوزير سامر حداد إن الميناء مغلق.",
        Said("وقال", "الميناء مغلق", By("الوزير سامر حداد", "person")),
    ),
    (
        "أعلنت وزارة الري أن السد الجديد سيمتلئ قبل نهاية الشتاء.",
        Said("أعلنت", "السد الجديد سيمتلئ قبل نهاية الشتاء", By("وزارة الري", "organisation")),
    ),
    (
        "وأكد المتحدث باسم البلدية أمس الأربعاء أن الأسواق ستفتح أبوابها في العيد.",
        Said(
            "وأكد",
            "الأسواق ستفتح أبوابها في العيد",
            By("المتحدث باسم البلدية", "described"),
            stance="confirms",
        ),
    ),
    (
        "وشدد المهندس طارق البيطار على أن الجسر آمن تماما.",
        Said("وشدد", "الجسر آمن تماما", By("المهندس طارق البيطار", "person"), stance="confirms"),
    ),
    (
        "زعمت جماعة السيل أنها أسقطت طائرة فوق الوادي.",
        Said("زعمت", "أسقطت طائرة فوق الوادي", By("جماعة السيل", "organisation"), stance="alleges"),
    ),
    (
        "وكشف مدير المستشفى الدكتور وليد العطار أن ثلاثة مرضى نقلوا إلى العاصمة.",
        Said(
            "وكشف",
            "ثلاثة مرضى نقلوا إلى العاصمة",
            By("مدير المستشفى الدكتور وليد العطار", "person"),
            stance="reveals",
        ),
    ),
    (
        "وتوقع خبير اقتصادي في جامعة الساحل أن ترتفع أسعار الخبز في الخريف.",
        Said(
            "وتوقع",
            "ترتفع أسعار الخبز في الخريف",
            By("خبير اقتصادي في جامعة الساحل", "described"),
            stance="expects",
        ),
    ),
    (
        "وأفاد شهود عيان بأن النيران أتت على المخزن كله.",
        Said("وأفاد", "النيران أتت على المخزن كله", By("شهود عيان", "described")),
    ),
    (
        "وأوضحت المديرة هند الشامي أن المدرسة تستقبل أربعين تلميذا.",
        Said("وأوضحت", "المدرسة تستقبل أربعين تلميذا", By("المديرة هند الشامي", "person")),
    ),
]

QUOTATION = [
    (
        "وأضاف العميد نبيل عطوان: «الطريق مفتوح أمام الشاحنات».",
        Said("وأضاف", "الطريق مفتوح أمام الشاحنات", By("العميد نبيل عطوان", "person"), form="direct"),
    ),
    (
        "وقالت الطبيبة منى السالم “لم نر مثل هذا المرض من قبل”.",
        Said("وقالت", "لم نر مثل هذا المرض من قبل", By("الطبيبة منى السالم", "person"), form="direct"),
    ),
    (
        "وتابع الصياد رشيد بحري: خرجنا قبل الفجر ولم نجد شيئا.",
        Said("وتابع", "خرجنا قبل الفجر ولم نجد شيئا", By("الصياد رشيد بحري", "person"), form="direct"),
    ),
    (
        'وكتب النائب فادي الخطيب على حسابه في تويتر "لن نصوت لهذه الموازنة".',
        Said("وكتب", "لن نصوت لهذه الموازنة", By("النائب فادي الخطيب", "person"), form="direct"),
    ),
    (
        "وتساءل رئيس النقابة: «من يعوض العمال عن خسارتهم؟».",
        Said("وتساءل", "من يعوض العمال عن خسارتهم", By("رئيس النقابة", "described"), form="direct"),
    ),
    (
        "وأردف مدير المرصد قائلاً: «الهزة كانت خفيفة ولم تترك أضرارا».",
        Said("وأردف", "الهزة كانت خفيفة ولم تترك أضرارا", By("مدير المرصد", "described"), form="direct"),
    ),
]

PREPOSITION = [
    (
        "وأشار الوزير سامر حداد إلى تراجع الصادرات.",
        Said("وأشار", "تراجع الصادرات", By("الوزير سامر حداد", "person")),
    ),
    (
        "وحذرت هيئة الأرصاد من سيول في الأودية الشمالية.",
        Said("وحذرت", "سيول في الأودية الشمالية", By("هيئة الأرصاد", "organisation"), stance="warns"),
    ),
    (
        "وكشفت الشرطة عن ضبط شحنة من الأدوية المهربة.",
        Said("وكشفت", "ضبط شحنة من الأدوية المهربة", By("الشرطة", "organisation"), stance="reveals"),
    ),
    (
        "ودعا رئيس البلدية إلى ترشيد استهلاك المياه.",
        Said("ودعا", "ترشيد استهلاك المياه", By("رئيس البلدية", "described"), stance="asks"),
    ),
    (
        "ورحب السفير كمال الراوي باتفاق الصيد الجديد.",
        Said("ورحب", "اتفاق الصيد الجديد", By("السفير كمال الراوي", "person")),
    ),
    (
        "وأشار إلى أن الموسم انتهى مبكرا.",
        Said("وأشار إلى", "الموسم انتهى مبكرا", NOBODY),
    ),
    (
        "وأعربت وزارة الصحة عن قلقها من انتشار الحمى.",
        Said("وأعربت", "قلقها من انتشار الحمى", By("وزارة الصحة", "organisation")),
    ),
]

OBJECT = [
    (
        "وأعلنت الوزارة إغلاق الميناء أسبوعا.",
        Said("وأعلنت", "إغلاق الميناء أسبوعا", By("الوزارة", "organisation")),
    ),
    (
        "وأكد المدير العام زياد الحلبي استمرار الرحلات.",
        Said("وأكد", "استمرار الرحلات", By("المدير العام زياد الحلبي", "person"), stance="confirms"),
    ),
    (
        "ونفت شركة المراكب وجود تسرب في الخزان.",
        Said("ونفت", "وجود تسرب في الخزان", By("شركة المراكب", "organisation"), stance="denies"),
    ),
    (
        "وتبنت جماعة السيل الهجوم على الحاجز.",
        Said("وتبنت", "الهجوم على الحاجز", By("جماعة السيل", "organisation")),
    ),
    (
        "ورفض النائب فادي الخطيب الاتهامات الموجهة إليه.",
        Said("ورفض", "الاتهامات الموجهة إليه", By("النائب فادي الخطيب", "person"), stance="denies"),
    ),
]

PREDICATE = [
    (
        "واتهم النائب فادي الخطيب الشركة بالإهمال.",
        Said("واتهم", "الشركة بالإهمال", By("النائب فادي الخطيب", "person"), stance="accuses"),
    ),
    (
        "ووصف الوزير سامر حداد الاتفاق بأنه تاريخي.",
        Said("ووصف", "الاتفاق بأنه تاريخي", By("الوزير سامر حداد", "person")),
    ),
    (
        "وحمّلت النقابة الحكومة مسؤولية انهيار السقف.",
        Said("وحمّلت", "الحكومة مسؤولية انهيار السقف", By("النقابة", "organisation"), stance="accuses"),
    ),
    (
        "وعزا الخبير مروان قاسم ارتفاع الأسعار إلى نقص الوقود.",
        Said("وعزا", "ارتفاع الأسعار إلى نقص الوقود", By("الخبير مروان قاسم", "person")),
    ),
]

BARE = [
    (
        "وأضاف حداد في حديث لصحيفة المرفأ أعتقد أن الميناء سيفتح قريبا.",
        Said(
            "وأضاف",
            "أعتقد أن الميناء سيفتح قريبا",
            (By("صحيفة المرفأ", "outlet"), By("حداد", "person")),
        ),
    ),
    (
        "ويقول المزارع خليل عواد، لم يبق في الحقل ما يستحق الحصاد هذا العام.",
        Said("ويقول", "لم يبق في الحقل ما يستحق الحصاد هذا العام", By("المزارع خليل عواد", "person")),
    ),
    (
        "وقالت المعلمة سعاد النجار لوكالة المجداف كنا في الصف حين اهتزت الجدران.",
        Said(
            "وقالت",
            "كنا في الصف حين اهتزت الجدران",
            (By("وكالة المجداف", "outlet"), By("المعلمة سعاد النجار", "person")),
        ),
    ),
]


def _named(rule: str, table: list[tuple[str, Said]]) -> list[tuple[str, Said]]:
    return [(text, one._replace(rule=rule)) for text, one in table]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *_named("verb.clause", CLAUSE),
        *_named("verb.quotation", QUOTATION),
        *_named("verb.object", OBJECT),
        *_named("verb.predicate", PREDICATE),
        *_named("verb.bare", BARE),
    ],
)
def test_verb(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), PREPOSITION)
def test_verb_with_preposition(text, expected):
    check(text, expected._replace(rule="verb.clause" if "أن" in text else "verb.preposition"))


HEAD = "قال الوزير سامر حداد إن العمل توقف"
FIRST = Said("قال", "العمل توقف", By("الوزير سامر حداد", "person"), "verb.clause")
MINISTER = left_out("الوزير سامر حداد", "person")


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("مضيفا أن الأضرار محدودة", Said("مضيفا", "الأضرار محدودة", MINISTER, "participle.clause")),
        (
            "مؤكداً أن الأسعار لن ترتفع",
            Said("مؤكداً", "الأسعار لن ترتفع", MINISTER, "participle.clause", "confirms"),
        ),
        (
            "موضحا أن السبب عطل في الرافعة",
            Said("موضحا", "السبب عطل في الرافعة", MINISTER, "participle.clause"),
        ),
        (
            "محذراً من أزمة في الوقود",
            Said("محذراً من", "أزمة في الوقود", MINISTER, "participle.preposition", "warns"),
        ),
        ("مشيرا إلى نقص في العمال", Said("مشيرا إلى", "نقص في العمال", MINISTER, "participle.preposition")),
        (
            "داعيا إلى تشكيل لجنة تحقيق",
            Said("داعيا إلى", "تشكيل لجنة تحقيق", MINISTER, "participle.preposition", "asks"),
        ),
        ("مشيرا إلى أن الرافعة قديمة", Said("مشيرا إلى", "الرافعة قديمة", MINISTER, "participle.clause")),
        (
            "مضيفاً: «سنعود إلى العمل غدا»",
            Said("مضيفاً", "سنعود إلى العمل غدا", MINISTER, "participle.quotation", "says", "direct"),
        ),
        (
            "متسائلا: «أين ذهبت الأموال كلها؟»",
            Said("متسائلا", "أين ذهبت الأموال كلها", MINISTER, "participle.quotation", "says", "direct"),
        ),
        (
            "قائلا «نحن بانتظار تقرير اللجنة»",
            Said("قائلا", "نحن بانتظار تقرير اللجنة", MINISTER, "participle.quotation", "says", "direct"),
        ),
        ("نافيا وجود ضحايا", Said("نافيا", "وجود ضحايا", MINISTER, "participle.object", "denies")),
        ("معلنا استئناف الرحلات غدا", Said("معلنا", "استئناف الرحلات غدا", MINISTER, "participle.object")),
        (
            "متوقعا عودة الحركة غدا",
            Said("متوقعا", "عودة الحركة غدا", MINISTER, "participle.object", "expects"),
        ),
        (
            "متهما الشركة بالإهمال",
            Said("متهما", "الشركة بالإهمال", MINISTER, "participle.predicate", "accuses"),
        ),
        ("واصفا القرار بأنه متسرع", Said("واصفا", "القرار بأنه متسرع", MINISTER, "participle.predicate")),
        (
            "محملا الشركة مسؤولية الحادث",
            Said("محملا", "الشركة مسؤولية الحادث", MINISTER, "participle.predicate", "accuses"),
        ),
    ],
)
def test_participle_goes_on_reporting(tail, expected):
    check(f"{HEAD}، {tail}.", FIRST, expected)


def test_participles_follow_one_another():
    check(
        f"{HEAD}، مشيرا إلى نقص في العمال، ومؤكدا أن الرافعة قديمة.",
        FIRST,
        Said("مشيرا إلى", "نقص في العمال", MINISTER, "participle.preposition"),
        Said("ومؤكدا", "الرافعة قديمة", MINISTER, "participle.clause", "confirms"),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("لم يقل الوزير سامر حداد إن الميناء مغلق.", id="negated-past"),
        pytest.param("ولم تؤكد الوزارة أن السفينة وصلت.", id="negated-confirms"),
        pytest.param("ولن يعلن المجلس أن الجلسة سرية.", id="negated-future"),
        pytest.param("ولا يذكر التقرير أن أحدا أصيب.", id="negated-present"),
        pytest.param("ومن المنتظر أن يعلن الوزير أن الجسر جاهز.", id="subjunctive"),
        pytest.param("وطال انتظار الناس حتى تقول الشركة إن الخط عاد.", id="until"),
        pytest.param("يذكر أن المدينة شهدت سيولا في الربيع.", id="formula-mentioned"),
        pytest.param("ويشار إلى أن الجسر بني قبل قرن.", id="formula-pointed"),
        pytest.param("الجدير بالذكر أن السوق قديمة.", id="formula-worth"),
        pytest.param("ويبدو أن الأزمة طويلة.", id="formula-seems"),
        pytest.param("وأعلنت الدولة الحرب على جارتها.", id="declared-war"),
        pytest.param("وأعلن الطرفان الهدنة.", id="declared-truce"),
        pytest.param("أصدر المجلس قرارا بإغلاق السوق.", id="issued-a-decision"),
        pytest.param("حكمت المحكمة على التاجر بالسجن عاما.", id="sentenced"),
        pytest.param("ورفض المتحدث باسم الشركة التعليق.", id="declined-to-comment"),
        pytest.param("يأمل التجار أن يعود الزبائن.", id="hopes"),
        pytest.param("ويخشى السكان أن ينهار السد.", id="fears"),
        pytest.param("ورأى الجيش أن يتقدم نحو التلة.", id="decided"),
        pytest.param("كشفت المعركة أن الحصن ضعيف.", id="a-thing-reveals"),
        pytest.param("وصلت السفينة بعد نقل الحمولة إلى الرصيف.", id="noun-of-transport"),
        pytest.param("تجري متابعة حالة المصابين في المستشفى.", id="noun-of-follow-up"),
        pytest.param("تقع مدينة الساحل الأزرق قرب الحدود.", id="city"),
        pytest.param("عاد الموظفون إلى مقره الجديد في الميناء.", id="seat"),
        pytest.param("وقف الحارس بين الباب والنافذة.", id="between"),
        pytest.param("زاد عدد السكان في العقد الأخير.", id="grew"),
        pytest.param("ومضى الموكب نحو الساحة القديمة.", id="went-on"),
        pytest.param("وتابع الجمهور المباراة حتى آخر دقيقة.", id="watched"),
        pytest.param("نقلت الحافلة الركاب إلى المحطة.", id="carried"),
        pytest.param("وبينما كان الحارس نائما، سرق المخزن.", id="while"),
        pytest.param("ونقل المصابون إلى مستشفى الساحل.", id="were-carried"),
        pytest.param("وحمل رجال الإطفاء المصابين إلى الخارج.", id="carried-out"),
        pytest.param("ونشر الجيش قواته على الحدود.", id="deployed"),
        pytest.param("وعلقت الشركة رحلاتها إلى الجزيرة.", id="suspended"),
        pytest.param("ورد الجيش على مصادر النيران.", id="returned-fire"),
        pytest.param("وتابع الوزير سامر حداد سير العمل في الموقع.", id="followed"),
        pytest.param("وأظهر الفريق قوة كبيرة في الشوط الثاني.", id="showed"),
        pytest.param(
            "وطلب الزبون فنجان قهوة من النادل.",
            id="ordered",
            marks=gap("who is asked after طلب … من is read as what is asked"),
        ),
        pytest.param("وكتب الأديب نبيل عطوان ثلاث روايات.", id="wrote"),
        pytest.param("وتحدث الوزير سامر حداد مع العمال في المصنع.", id="talked-with"),
        pytest.param("وأعلنت الشركة إفلاسها.", id="declared-itself"),
        pytest.param("وتبادل الطرفان الاتهامات.", id="traded-accusations"),
        pytest.param("وتبين أن الباب كان مفتوحا.", id="it-turned-out"),
        pytest.param("وتجدر الإشارة إلى أن السوق قديمة.", id="formula-should-be-pointed"),
        pytest.param("ومن المتوقع أن تكشف الشركة عن هاتفها الجديد.", id="expected-to-reveal"),
        pytest.param("وتعتبر السوق القديمة قلب المدينة.", id="is-held-to-be"),
        pytest.param("ورفض السكان مغادرة بيوتهم.", id="refused-to-leave"),
        pytest.param("ورفض الوزير سامر حداد استقبال الوفد.", id="refused-to-receive"),
        pytest.param(
            "وحمل المتظاهرون لافتات تطالب بالإصلاح.",
            id="banners",
            marks=gap("a clause with a verb of its own is read as the subject before the verb"),
        ),
    ],
)
def test_says_nothing(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ويرى المحلل ناجي حبيب أن الانتخابات ستؤجل.",
            Said("ويرى", "الانتخابات ستؤجل", By("المحلل ناجي حبيب", "person")),
        ),
        (
            "ويعتقد المحلل ناجي حبيب أن الاتفاق هش.",
            Said("ويعتقد", "الاتفاق هش", By("المحلل ناجي حبيب", "person")),
        ),
        (
            "واعتبر رئيس النقابة أن القانون ناقص.",
            Said("واعتبر", "القانون ناقص", By("رئيس النقابة", "described")),
        ),
    ],
)
def test_a_published_opinion_is_said(text, expected):
    check(text, expected)


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("قال", "says"), ("أضاف", "says"), ("أوضح", "says"), ("ذكر", "says"), ("صرح", "says"),
        ("أكد", "confirms"), ("أقر", "confirms"), ("اعترف", "confirms"),
        ("نفى", "denies"), ("أنكر", "denies"),
        ("زعم", "alleges"), ("ادعى", "alleges"),
        ("حذر من", "warns"), ("هدد", "warns"),
        ("توقع", "expects"), ("رجح", "expects"), ("استبعد", "expects"),
        ("كشف", "reveals"),
    ],
)  # fmt: skip
def test_stance_is_that_of_the_cue(verb, stance):
    word, _, preposition = verb.partition(" ")
    complement = {"أقر": "بأن", "اعترف": "بأن", "هدد": "بأن", "حذر": "من أن"}.get(word, "أن")
    [one] = said(f"و{word} الوزير سامر حداد {complement} الطريق الساحلي يبقى مغلقا.")
    assert (one.cue, one.stance, one.content) == (f"و{word}", stance, ("الطريق الساحلي يبقى مغلقا",))
    assert preposition in ("", "من")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("ودعا الوزير سامر حداد السكان إلى مغادرة الوادي.", "مغادرة الوادي"),
        ("وحذرت الشرطة السائقين من الضباب الكثيف.", "الضباب الكثيف"),
        ("وطالب رئيس النقابة الحكومة بصرف الرواتب.", "صرف الرواتب"),
        ("وحث الوزير سامر حداد التجار على خفض الأسعار.", "خفض الأسعار"),
    ],
)
def test_who_is_asked_is_left_out(text, content):
    [one] = said(text)
    assert one.content == (content,)
    assert one.chain[0].mention in ("الوزير سامر حداد", "الشرطة", "رئيس النقابة")


_MP = By("النائب كمال الراوي", "person")
_UNION = By("النقابة", "organisation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "واعتبرت النقابة القرار ظالما.",
            Said("واعتبرت", "القرار ظالما", _UNION, "verb.predicate"),
            marks=gap("اعتبر with object and predicate is not found where both nouns are definite"),
        ),
        pytest.param(
            "واعتبر الوزير سامر حداد الاتفاق خطوة مهمة.",
            Said("واعتبر", "الاتفاق خطوة مهمة", By("الوزير سامر حداد", "person"), "verb.predicate"),
            marks=gap("اعتبر with object and predicate is not found where both nouns are definite"),
        ),
        pytest.param(
            "وأرجع مدير الميناء التأخير إلى سوء الطقس.",
            Said("وأرجع", "التأخير إلى سوء الطقس", By("مدير الميناء", "described"), "verb.predicate"),
            marks=gap("the definite object of أرجع is not told from the speaker"),
        ),
        pytest.param(
            "وعزت الشركة التأخير إلى سوء الطقس.",
            Said("وعزت", "التأخير إلى سوء الطقس", By("الشركة", "organisation"), "verb.predicate"),
        ),
        pytest.param(
            "ووصف النائب كمال الراوي الموازنة بأنها كارثة على الفقراء.",
            Said("ووصف", "الموازنة بأنها كارثة على الفقراء", _MP, "verb.predicate"),
            marks=gap("a surname with the article is cut from its name as the object"),
        ),
        pytest.param(
            "وعزا محللون الهبوط إلى الإضراب.",
            Said("وعزا", "الهبوط إلى الإضراب", By("محللون", "vague"), "verb.predicate"),
            marks=gap("the definite object of عزا is not told from an indefinite speaker"),
        ),
        pytest.param(
            "وطالب الأهالي بسرعة إنهاء المشروع.",
            Said("وطالب", "سرعة إنهاء المشروع", By("الأهالي", "described"), "verb.preposition", "asks"),
            marks=gap("ب is not cut off a word that is commoner with it than without (بسرعة)"),
        ),
        pytest.param(
            "وقال كبير المهندسين في الشركة كمال الراوي: «العطل بسيط وسيصلح غدا».",
            Said(
                "وقال",
                "العطل بسيط وسيصلح غدا",
                By("كبير المهندسين في الشركة كمال الراوي", "person"),
                "verb.quotation",
                "says",
                "direct",
            ),
            marks=gap("the word list of heads does not hold كبير, and the statement is lost"),
        ),
        pytest.param(
            "ويتهم السكان المصنع بتلويث النهر.",
            Said("ويتهم", "المصنع بتلويث النهر", By("السكان", "described"), "verb.predicate", "accuses"),
            marks=gap(
                "a definite accused whose noun the word list does not hold is not told from the accuser"
            ),
        ),
        pytest.param(
            "ونفى المصنع مسؤوليته عن التلوث.",
            Said("ونفى", "مسؤوليته عن التلوث", By("المصنع", "organisation"), "verb.object", "denies"),
            marks=gap("a definite body whose noun the word list does not hold cannot deny"),
        ),
        pytest.param(
            "وتوصلت دراسة لجامعة الساحل إلى أن النهر ملوث.",
            Said("وتوصلت", "النهر ملوث", By("دراسة لجامعة الساحل", "document"), "verb.clause"),
            marks=gap("توصل إلى is not in the lexicon of cues"),
        ),
        pytest.param(
            "وتبنت الهجوم جماعة السيل.",
            Said("وتبنت", "الهجوم", By("جماعة السيل", "organisation"), "verb.object"),
            marks=gap("an object before its speaker swallows the speaker"),
        ),
        pytest.param(
            "وطلب الوزير سامر حداد من السكان مغادرة الوادي.",
            Said("وطلب", "مغادرة الوادي", By("الوزير سامر حداد", "person"), "verb.object", "asks"),
            marks=gap("who is asked after طلب من stays in the content"),
        ),
        pytest.param(
            "ودعت النقابة العمال إلى الإضراب غدا.",
            Said("ودعت", "الإضراب غدا", _UNION, "verb.preposition", "asks"),
        ),
        pytest.param(
            "وأبلغت الشركة عمالها بأن المصنع سيغلق.",
            Said("وأبلغت", "المصنع سيغلق", By("الشركة", "organisation"), "verb.clause"),
            marks=gap("who is told stays in the mention: a noun with a possessive pronoun"),
        ),
        pytest.param(
            "ونفى الوزير سامر حداد ما ذكرته صحيفة المرفأ عن تسريح العمال.",
            Said(
                "ونفى",
                "ما ذكرته صحيفة المرفأ عن تسريح العمال",
                By("الوزير سامر حداد", "person"),
                "verb.object",
                "denies",
            ),
            marks=gap("«نفى ما ذكرته كذا» is not found: the verb after ما takes over"),
        ),
        pytest.param(
            "ورد الوزير سامر حداد بالقول إن السد سليم.",
            Said("ورد", "السد سليم", By("الوزير سامر حداد", "person"), "verb.clause"),
        ),
        pytest.param(
            "وسأل النائب كمال الراوي: «أين ذهبت أموال الصندوق؟».",
            Said("وسأل", "أين ذهبت أموال الصندوق", _MP, "verb.quotation", "says", "direct"),
            marks=gap("سأل is not in the lexicon of cues"),
        ),
        pytest.param(
            "ودانت النقابة الاعتداء على العمال.",
            Said("ودانت", "الاعتداء على العمال", _UNION, "verb.object"),
        ),
        pytest.param(
            "وتحدثت تقارير عن انفجار في المصنع.",
            Said("وتحدثت", "انفجار في المصنع", By("تقارير", "vague"), "verb.preposition"),
        ),
        pytest.param(
            "وأكدت كل من وزارة الري ووزارة الصحة أن المياه صالحة.",
            Said(
                "وأكدت",
                "المياه صالحة",
                By("كل من وزارة الري ووزارة الصحة", "organisation"),
                "verb.clause",
                "confirms",
            ),
            marks=gap("«كل من» is read as a verbal noun that opens the object"),
        ),
    ],
)
def test_who_says_and_what_is_said_are_told_apart(text, expected):
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("واتهمته النيابة بتبديد المال.", "النيابة"),
        ("واتهمها خصومها بتبديد المال.", "خصومها"),
    ],
)
@gap("the speaker behind a verb with an object pronoun is read as part of the content")
def test_a_pronoun_on_the_verb_is_who_is_accused(text, speaker):
    [one] = said(text)
    assert (one.stance, one.chain[-1].mention) == ("accuses", speaker)


def test_what_is_denied_may_be_what_others_said():
    check(
        "ونفى الوزير سامر حداد الأنباء عن استقالته.",
        Said("ونفى", "الأنباء عن استقالته", By("الوزير سامر حداد", "person"), "verb.object", "denies"),
    )


@gap("the object of نفى is cut at the relative clause that belongs to it")
def test_a_relative_clause_belongs_to_what_is_denied():
    first = said("ونفت الشركة صحة التقارير التي تحدثت عن تسريح العمال.")[0]
    assert first.content == ("صحة التقارير التي تحدثت عن تسريح العمال",)


def test_nothing_is_said_where_it_crossed_a_border():
    assert said("وعبر اللاجئون الحدود ليلا.") == []


def test_a_document_speaks_and_a_battle_does_not():
    check(
        "وأظهر استطلاع أجرته جامعة الساحل أن نصف السكان يعارضون المشروع.",
        Said(
            "وأظهر",
            "نصف السكان يعارضون المشروع",
            By("استطلاع أجرته جامعة الساحل", "document"),
            "verb.clause",
        ),
    )
    assert said("وأظهرت المعركة أن الحصن ضعيف.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "كشفت مصادر مطلعة عن وصول المعدات إلى الميناء.",
            Said(
                "كشفت", "وصول المعدات إلى الميناء", By("مصادر مطلعة", "vague"), "verb.preposition", "reveals"
            ),
        ),
        (
            "أوضح الزوار بأن الأسعار مرتفعة.",
            Said("أوضح", "الأسعار مرتفعة", By("الزوار", "described"), "verb.clause"),
        ),
        (
            "ومضت الوزارة بالقول إن العقد يوقع غدا.",
            Said("ومضت", "العقد يوقع غدا", By("الوزارة", "organisation"), "verb.clause"),
        ),
        (
            "أشار الوزير سامر حداد إلى احتمال أن يكون الحادث متعمدا.",
            Said(
                "أشار",
                "احتمال أن يكون الحادث متعمدا",
                By("الوزير سامر حداد", "person"),
                "verb.preposition",
            ),
        ),
        (
            "وأعلنت وزارة العمل في دليلها الجديد أن المخالفات ثلاث.",
            Said("وأعلنت", "المخالفات ثلاث", By("وزارة العمل", "organisation"), "verb.clause"),
        ),
        (
            "أما المقررة الأممية الخاصة بحماية حرية الرأي فقالت إن التحقيق بدأ.",
            Said(
                "فقالت",
                "التحقيق بدأ",
                By("المقررة الأممية الخاصة بحماية حرية الرأي", "described"),
                "verb.clause",
            ),
        ),
    ],
)
def test_where_the_speakers_phrase_ends(text, expected):
    check(text, expected)


def test_a_verb_behind_a_relative_is_no_object():
    assert said("وأوضح المواطن سامر حداد حجم الخسارة التي تعرض لها في الحريق.") == []


def test_another_clause_after_an_opener_ends_what_was_said():
    first = said("قال الوزير سامر حداد إن السفينة تأخرت، وعلى الفور طالبت وزارة النقل الشركة بالتعويض.")[0]
    assert first.content == ("السفينة تأخرت",)


def test_an_impersonal_participle_belongs_to_the_body_before_it():
    found = said("ودعت الحكومة المعترف بها دوليا إلى وقف القتال.")[0]
    assert found.chain[0].mention.startswith("الحكومة المعترف بها")


def test_a_noun_in_ta_marbuta_is_no_verb_with_a_pronoun():
    assert said("تقمصت طالبة يونانية شخصية عالمة، ومن أساسياته أن يقوم كل طالب بالتمثيل.") == []


def test_a_verb_in_brackets_says_nothing_behind_them():
    found = said("وكتب الناقد سامر حداد (كما طلب الكاتب كمال الراوي) أن بيع الوسائل محظور.")
    assert [one.cue for one in found] == ["وكتب"]


def test_what_lies_around_a_place_belongs_to_its_office():
    text = "أكد مدير مركز التنمية بالعمران وما حولها سامر حداد، أن المركز نجح."
    assert said(text)[0].content == ("المركز نجح",)


def test_an_adjective_makes_no_body_of_a_thing():
    assert said("وأظهر المناخ السياسي العام أن الحكومة ضعيفة.") == []
