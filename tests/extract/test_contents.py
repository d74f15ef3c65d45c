"""Contents: where what was said begins and ends, over commas, quotation marks and sentences; whose words they are."""

import pytest

from saying import By, Said, check, gap, read, said

MINISTER = By("الوزير سامر حداد", "person")
SAID = "وقال الوزير سامر حداد إن السد سليم"


def contents(text):
    """Give the words of every content, edges as they are."""
    return [
        [text[part.start : part.end] for part in statement.content] for statement in read(text).statements
    ]


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("، في إشارة إلى الشقوق التي ظهرت في الربيع", id="hint"),
        pytest.param("، في خطوة فاجأت الخبراء", id="step"),
        pytest.param("، من دون أن يقدم دليلا", id="without-proof"),
        pytest.param("، دون أن يكشف تفاصيل", id="without-details"),
        pytest.param("، على حد تعبيره", id="his-words"),
        pytest.param("، في وقت تتصاعد فيه الشكاوى", id="at-a-time"),
        pytest.param("، ردا على سؤال عن الشقوق", id="answering"),
        pytest.param("، وسط احتجاجات في الوادي", id="amid"),
    ],
)
def test_the_reporters_gloss_is_cut(tail):
    assert contents(f"{SAID}{tail}.") == [["السد سليم"]]


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("، وإن المياه كافية", id="and-that"),
        pytest.param(" والمياه كافية حتى الصيف", id="and"),
        pytest.param("، لكن الصيانة ضرورية", id="but"),
        pytest.param("، مع أن عمره خمسون عاما", id="although"),
        pytest.param("، لأن جدرانه سميكة، وقواعده عميقة", id="because"),
        pytest.param(" رغم قدمه، وإنه لا يحتاج إلى ترميم", id="despite"),
    ],
)
def test_what_goes_on_is_kept(tail):
    assert contents(f"{SAID}{tail}.") == [[f"السد سليم{tail}"]]


@pytest.mark.parametrize(
    ("tail", "content"),
    [
        pytest.param("، فيما نفت الشركة وجود شقوق", "السد سليم", id="while-another-denies"),
        pytest.param("، بينما أكدت النقابة أن العمال مضربون", "السد سليم", id="whereas-another-confirms"),
        pytest.param(" وأضاف أن المياه كافية", "السد سليم", id="and-he-added"),
        pytest.param("، كما أكد أن المياه كافية", "السد سليم", id="and-he-also-confirmed"),
        pytest.param("، لكنه حذر من السيول", "السد سليم", id="but-he-warned"),
    ],
)
def test_another_act_of_saying_ends_it(tail, content):
    assert contents(f"{SAID}{tail}.")[0] == [content]
    assert len(contents(f"{SAID}{tail}.")) == 2


def test_the_next_sentence_is_not_part_of_it():
    assert contents(f"{SAID}. وبدأت الأمطار ليلا.") == [["السد سليم"]]
    assert contents(f"{SAID}\nوبدأت الأمطار ليلا.") == [["السد سليم"]]


def test_a_decimal_and_an_abbreviation_do_not_end_it():
    text = "وقال الوزير سامر حداد إن الطول 3.5 كيلومتر وإن د. ليلى قاسم أشرفت على القياس."
    assert contents(text) == [["الطول 3.5 كيلومتر وإن د. ليلى قاسم أشرفت على القياس"]]


QUOTED = "لن نغادر القرية مهما حدث"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("«", "»"), ("“", "”"), ('"', '"'), ("”", "“"), ("„", "“"), ("»", "«")],
)
def test_quotation_marks_of_every_kind(opening, closing):
    check(
        f"وقال الراعي نبيل عطوان: {opening}{QUOTED}{closing}.",
        Said("وقال", QUOTED, By("الراعي نبيل عطوان", "person"), "verb.quotation", form="direct"),
    )


def test_outer_quotation_marks_are_no_content():
    assert contents(f"وقال الوزير سامر حداد: «{QUOTED}».") == [[QUOTED]]


def test_quotations_inside_a_quotation():
    check(
        "وقال الوزير سامر حداد: «قرأت عنوان «السد ينهار» في الصحف ولم أصدقه».",
        Said("وقال", "قرأت عنوان «السد ينهار» في الصحف ولم أصدقه", MINISTER, form="direct"),
    )


def test_a_quotation_holds_its_sentences_together():
    check(
        "وقال الوزير سامر حداد: «السد سليم. لا شقوق فيه! ومن يقل غير ذلك مخطئ». وغادر القاعة.",
        Said("وقال", "السد سليم. لا شقوق فيه! ومن يقل غير ذلك مخطئ", MINISTER, form="direct"),
    )


def test_what_is_said_inside_a_quotation_is_the_speakers():
    check(
        "وقال الوزير سامر حداد: «زرت السد أمس. قال الناس كلاما كثيرا ولم نسمع شكوى».",
        Said("وقال", "زرت السد أمس. قال الناس كلاما كثيرا ولم نسمع شكوى", MINISTER, form="direct"),
    )


def test_an_unclosed_quotation_ends_with_its_sentence_and_is_warned_of():
    text = "وقال الوزير سامر حداد: «السد سليم ولا شقوق فيه. وبدأت الأمطار ليلا."
    found = read(text)
    assert [one.content for one in said(text)] == [("السد سليم ولا شقوق فيه",)]
    assert [w.code for w in found.warnings] == ["R201"]


def test_an_unclosed_quotation_does_not_swallow_the_next_paragraph():
    text = "وقال الوزير سامر حداد: «السد سليم ولا شقوق فيه.\nوقالت وزارة الصحة إن المياه صالحة للشرب."
    assert [one.content for one in said(text)] == [("السد سليم ولا شقوق فيه",), ("المياه صالحة للشرب",)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("وقال الوزير سامر حداد إن السد سليم.", "indirect"),
        ("وقال الوزير سامر حداد: السد سليم.", "direct"),
        ("وقال الوزير سامر حداد: «السد سليم تماما يا سادة».", "direct"),
        ("وقال الوزير سامر حداد إن «السد سليم تماما ولا شقوق فيه».", "direct"),
        ("وقال الوزير سامر حداد إن السد «سليم تماما ولا شقوق فيه» رغم قدمه.", "mixed"),
        ("وقال الوزير سامر حداد إن السفينة «نسيم الساحل» ستعود.", "indirect"),
        ("وقالت المصادر: إن السد سليم.", "indirect"),
    ],
)
def test_form(text, form):
    [one] = said(text)
    assert one.form == form


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("تسمي الجماعة نفسها «دولة الوادي» منذ عامين.", id="a-body"),
        pytest.param("فاز فيلم «عودة البحار القديم إلى بيته» بالجائزة.", id="a-film"),
        pytest.param("رست السفينة «نسيم الساحل» في المرفأ.", id="a-ship"),
        pytest.param("وصف «التقدم» لا يناسب هذه القرية.", id="a-scare-quote"),
        pytest.param("تعرف المنطقة باسم «وادي الريح» لدى أهلها.", id="a-place"),
    ],
)
def test_scare_quotes_and_titles_are_no_speech(text):
    assert said(text) == []


def test_the_cue_may_interrupt_a_quotation():
    text = "«السد سليم»، قال الوزير سامر حداد، «ولا شقوق فيه»."
    [one] = said(text)
    assert one.content == ("السد سليم", "ولا شقوق فيه")
    assert one.chain[0].resolved == "الوزير سامر حداد"


def test_the_cue_may_follow_a_quotation():
    text = "«السد سليم تماما ولا شقوق فيه»، يقول الوزير سامر حداد."
    [one] = said(text)
    assert one.content == ("السد سليم تماما ولا شقوق فيه",)
    assert one.form == "direct"


def test_a_quotation_after_its_clause_makes_it_mixed():
    text = "وقال الوزير سامر حداد إن السد سليم: «لا شقوق فيه ولا تسرب»."
    [one] = said(text)
    assert one.form == "mixed"
    assert one.content == ("السد سليم: «لا شقوق فيه ولا تسرب",)


def test_a_clause_that_opens_with_a_quotation_goes_on_behind_it():
    [one] = said("وأوضح الوزير سامر حداد أن «السد سليم»، وأن المياه كافية.")
    assert one.content == ("السد سليم»، وأن المياه كافية",)
    assert one.form == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "ورغم أن الوزير سامر حداد قال إن السد سليم، فإن السكان غادروا الوادي.",
            id="although",
            marks=gap("the main clause after a subordinate one is taken into its content"),
        ),
        pytest.param(
            "وبعدما أعلن الوزير سامر حداد أن السد سليم، عاد السكان إلى الوادي.",
            id="after",
            marks=gap("the main clause after a subordinate one is taken into its content"),
        ),
        pytest.param("وبينما يؤكد الوزير سامر حداد أن السد سليم، يقول السكان إن الشقوق تتسع.", id="while"),
        pytest.param("وفيما قال الوزير سامر حداد إن السد سليم، أكد السكان أن الشقوق تتسع.", id="whereas"),
        pytest.param(
            "وقال الوزير سامر حداد إن السد سليم، إلا أن الشركة نفت ذلك.",
            id="but-denied",
            marks=gap("another speaker's verb with ذلك as its object does not end the content"),
        ),
        pytest.param(
            "وقال الوزير سامر حداد إن السد سليم، وهو ما نفته الشركة.",
            id="which-is-denied",
        ),
    ],
)
def test_the_other_clause_of_the_sentence_is_not_part_of_it(text):
    assert said(text)[0].content == ("السد سليم",)


def test_several_quotations_of_one_act_are_one_content():
    [one] = said("وقال الوزير سامر حداد: «السد سليم» و«الصيانة ضرورية كل عام».")
    assert one.content == ("السد سليم» و«الصيانة ضرورية كل عام",)


def test_a_quotation_in_the_clause_makes_it_mixed():
    [one] = said("وقال الوزير سامر حداد إن الحكومة «لن تتراجع عن القرار» مهما كانت الضغوط.")
    assert one.form == "mixed"
    assert one.content == ("الحكومة «لن تتراجع عن القرار» مهما كانت الضغوط",)


def test_the_pronoun_of_the_complementiser_is_left_out():
    [one] = said("وقالت الحكومة إنها لن تشارك في القمة، وإنها سترسل وفدا صغيرا.")
    assert one.content == ("لن تشارك في القمة، وإنها سترسل وفدا صغيرا",)


@gap("«، وذلك في …» does not open a gloss")
def test_when_and_where_it_was_said_is_a_gloss():
    [one] = said("وقال الوزير سامر حداد إن السد سليم، وذلك في كلمة ألقاها أمام العمال.")
    assert one.content == ("السد سليم",)


@gap("a short quotation behind a definite noun is always read as its name")
def test_a_quoted_predicate_makes_it_mixed():
    [one] = said("وشدد الوزير سامر حداد على أن القوات المسلحة «جاهزة لكل الاحتمالات».")
    assert one.form == "mixed"


def test_the_next_speaker_ends_speech_after_a_bare_colon():
    text = "يقول الشاعر سامر حداد: يا مرحبا بالضيف يقول الشاعر كمال الراوي: يا هلا به"
    assert [(one.content, len(one.chain)) for one in said(text)] == [
        (("يا مرحبا بالضيف",), 1),
        (("يا هلا به",), 1),
    ]
