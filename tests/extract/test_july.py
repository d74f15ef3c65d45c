"""What reports of July 2015 taught: each sentence is ours and stands for a mistake that was found by reading."""

import pytest

from saying import NOBODY, By, Said, check, left_out, said

pytestmark = pytest.mark.regression

_HADDAD = By("الوزير سامر حداد", "person")
_LEFT_OUT = left_out("الوزير سامر حداد", "person")
_MINISTRY = By("وزارة الري", "organisation")


def _one(text: str) -> Said:
    (found,) = said(text)
    return found


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        pytest.param(
            "وأكدت شركة المياه مضيها قدما في تنفيذ خططها.", "مضيها قدما في تنفيذ خططها", "شركة المياه",
            id="what a body has is its object, however rare the word",
        ),
        pytest.param(
            "ودعت اللجنة من بين مقترحاتها إلى فتح الميناء.", "فتح الميناء", "اللجنة",
            id="among its proposals is no part of the name",
        ),
        pytest.param(
            "وقال سامر حداد المتخصص في الري ــ وكان من كبار المشاركين ــ \"حان وقت الصيانة كلها\".",
            "حان وقت الصيانة كلها", "سامر حداد المتخصص في الري", id="tatweel by itself is a dash",
        ),
        pytest.param(
            "وأعلن النادي الساحلي اعتماد مدربه الجديد.", "اعتماد مدربه الجديد", "النادي الساحلي",
            id="an adjective that is a name",
        ),
        pytest.param(
            "دانت منظمة أطباء الوادي الخميس قصف المستشفى.", "قصف المستشفى", "منظمة أطباء الوادي",
            id="a day between who condemns and what",
        ),
        pytest.param(
            "فيما تنفذ الأمانة مشروع الطرق في الوادي، يطالب عدد من المواطنين أن يمتد المشروع.",
            "يمتد المشروع", "عدد من المواطنين", id="a clause beside it holds no subject",
        ),
        pytest.param(
            "ووصفه رئيس الحزب سامر حداد بالفتح الجديد.", "بالفتح الجديد", "رئيس الحزب سامر حداد",
            id="what is described stands in the verb",
        ),
        pytest.param(
            "ووصفته وزارة الري بأنه خطوة مهمة.", "خطوة مهمة", "وزارة الري", id="described as what, without بأنه",
        ),
        pytest.param(
            "وقال سامر حداد الباحث في برنامج الفضاء إن الصورة واضحة.", "الصورة واضحة",
            "سامر حداد الباحث في برنامج الفضاء", id="the programme that somebody works in",
        ),
        pytest.param(
            "وأعلن متحدثون عسكريون أمس باسم الحكومة المعترف بها دوليا أن السفينة غرقت.", "السفينة غرقت",
            "متحدثون عسكريون أمس باسم الحكومة المعترف بها دوليا", id="a day inside a source",
        ),
        pytest.param(
            "وقال سامر حداد وهو متحدث باسم الوزارة إن الميناء مغلق.", "الميناء مغلق",
            "سامر حداد وهو متحدث باسم الوزارة", id="and who he is",
        ),
        pytest.param(
            'وقال المسؤول الذي طلب عدم نشر اسمه "غرق زورق واحترق آخر".', "غرق زورق واحترق آخر",
            "المسؤول الذي طلب عدم نشر اسمه", id="asking for silence says nothing",
        ),
        pytest.param(
            "وأكد علي البيطار أن المياه كافية.", "المياه كافية", "علي البيطار", id="a man called علي",
        ),
        pytest.param(
            "وقالت متحدثة باسم هذه الهيئة الجديدة إن المياه كافية.", "المياه كافية",
            "متحدثة باسم هذه الهيئة الجديدة", id="a demonstrative behind باسم",
        ),
        pytest.param(
            "وتعهد الوزير سامر حداد باستضافة بطولة يشعر فيها الزوار بأنهم في ديارهم.",
            "استضافة بطولة يشعر فيها الزوار بأنهم في ديارهم", "الوزير سامر حداد",
            id="the complement right behind the speaker",
        ),
        pytest.param(
            "وكانت الوزارة قد توقعت إيرادات أقل من العام الماضي.", "إيرادات أقل من العام الماضي", "الوزارة",
            id="had expected: the subject stands before",
        ),
        pytest.param(
            "إلا أن مسؤولا محليا، طلب عدم ذكر اسمه، قال: «نعتقد أن الميناء آمن».", "نعتقد أن الميناء آمن",
            "مسؤولا محليا", id="a source in the accusative",
        ),
    ],
)  # fmt: skip
def test_who_says_and_what(text, content, speaker):
    found = _one(text)
    assert (found.content, found.chain[-1].mention) == ((content,), speaker)


def test_letters_of_a_channel_are_no_complementiser():
    found = _one("كشفت الشركة لوكالة سي إن إن عن خطة لفتح الميناء.")
    assert found.content == ("خطة لفتح الميناء",)
    assert [by.mention for by in found.chain] == ["وكالة سي إن إن", "الشركة"]


def test_a_name_with_van_holds_no_complementiser():
    assert _one("وألمح لويس فان دايك مدرب الفريق إلى أنه قد يرحل.").content == ("قد يرحل",)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("أطلق رئيس البلدية سامر حداد مبادرة، بعنوان «معا»، والتي غرد فيها قائلا: «سنبني الميناء معا».",
         "رئيس البلدية سامر حداد"),
        ("نشرت قوات الوادي المسلحة صورا قالت إنها للميناء.", "قوات الوادي المسلحة"),
        ("وأصدرت منظمة أطباء الوادي بيانا قالت فيه إن النهر ملوث.", "منظمة أطباء الوادي"),
        ("سبق- الساحل: دشن طلاب الجامعة حملة، طالبوا فيها الوزير بالتدخل العاجل.", "طلاب الجامعة"),
    ],
)  # fmt: skip
def test_who_does_something_says_what_is_in_it(text, resolved):
    assert _one(text).chain[-1].resolved == resolved


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("وقالت المصادر إن أحد الضباط ممن وقعوا في الأسر، كشف عن أن السفينة غرقت.",
         "أحد الضباط ممن وقعوا في الأسر، كشف عن أن السفينة غرقت"),
        ("واتهمت الشركة الحكومة بأنها قصفت ثلاث ناقلات نفط قالت القوات إنها كانت تحمل أسلحة.",
         "الحكومة بأنها قصفت ثلاث ناقلات نفط"),
        ("وأكد سامر حداد أن “عملية واسعة تجري في الوادي كله” أي وادي الساحل.", "عملية واسعة تجري في الوادي كله"),
        ("تقول الشرطة إنه كان على صلة بالمتهم في ما أكدت النيابة أن المذكرة سليمة.", "كان على صلة بالمتهم"),
        ("وأوضح سامر حداد أن الحملة تستهدف العائلات، وأضاف بلغت كلفة المشروع مليون دولار.",
         "الحملة تستهدف العائلات"),
        ('وأوضح سامر حداد "أن الميناء مغلق، وأن السفن آمنة"، مضيفا أن الريح شديدة.',
         "الميناء مغلق، وأن السفن آمنة"),
        ("وأكد المصرف أن السوق بحاجة إلى وكالات قوية؛ بحسب ما نقله موقع المرفأ.", "السوق بحاجة إلى وكالات قوية"),
    ],
)  # fmt: skip
def test_where_what_was_said_ends(text, first):
    assert said(text)[0].content == (first,)


def test_speech_after_a_colon_is_direct_whatever_is_quoted_in_it():
    check(
        'وقال الوزير سامر حداد: قمت بزيارة السد "الكبير" صباحا.',
        Said("وقال", 'قمت بزيارة السد "الكبير" صباحا', _HADDAD, form="direct"),
    )


def test_a_speaker_closes_his_own_speech():
    check(
        "قال الوزير سامر حداد إن السد سليم. واختتم حديثه قائلا: «سنفتح الميناء غدا».",
        Said("قال", "السد سليم", _HADDAD),
        Said("واختتم حديثه قائلا", "سنفتح الميناء غدا", _LEFT_OUT, form="direct"),
    )


def test_an_adverb_of_manner_is_nobody():
    assert _one("وقال الوزير سامر حداد إن السد سليم.").chain == (_HADDAD.full(),)
    assert said("قال الوزير سامر حداد إن السد سليم. ثم قال هامساً: «لن يفتح».")[1].chain[-1].resolved == (
        "الوزير سامر حداد"
    )


def test_went_on_to_say_is_one_cue():
    found = said("قال الوزير سامر حداد إن السد سليم. ومضى يقول إن المياه كافية.")[1]
    assert (found.cue, found.content, found.chain) == ("ومضى يقول", ("المياه كافية",), (_LEFT_OUT,))


def test_a_noun_of_saying_with_its_speakers_pronoun():
    check(
        "جددت وزارة الري دعوتها لمصر لفتح الميناء.",
        Said("دعوتها", "فتح الميناء", _MINISTRY, "noun.preposition", stance="asks"),
    )
    check(
        "وجددت وزارة الري اتهامها الشركة بالإهمال.",
        Said("اتهامها", "الشركة بالإهمال", _MINISTRY, "noun.predicate", stance="accuses"),
    )


def test_the_reporters_background_is_nested_in_nobodys_words():
    found = said("قال الوزير سامر حداد إن السد سليم بعد إعلان وزارة الري إغلاق الميناء.")
    assert [len(one.chain) for one in found] == [1, 1]


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("رعى صاحب السمو الأمير فهد بن ناصر الحفل. وقال مدير المهرجان سامر حداد إن الحفل كبير. "
         "وقال سموه إن الوادي جميل.", "صاحب السمو الأمير فهد بن ناصر"),
        ("وأعلنت «هيوزن» أن العدد ارتفع. وأضافت شركة «هيوزن» أن الإنتاج زاد.", "شركة «هيوزن»"),
        ("قال وزير الري بمملكة الساحل سامر حداد إن السد سليم. وأضاف وزير الري أن المياه كافية.",
         "وزير الري بمملكة الساحل سامر حداد"),
        ("قال مدير المعهد سامر حداد إن السد سليم. وأضاف المسؤول أن المياه كافية.", "مدير المعهد سامر حداد"),
        ("قال الناطق باسم المجلس علي البيطار إن السد سليم. وأكد هذا الناطق أن المياه كافية.",
         "الناطق باسم المجلس علي البيطار"),
        ("يفتتح محافظ الوادي رئيس لجنة السياحة بالمحافظة سامر حداد مساء اليوم المهرجان. وقال حداد إن الحفل كبير.",
         "محافظ الوادي رئيس لجنة السياحة بالمحافظة سامر حداد"),
    ],
)  # fmt: skip
def test_who_is_meant(text, resolved):
    assert said(text)[-1].chain[-1].resolved == resolved


@pytest.mark.parametrize(
    "text",
    [
        "أقر المجلس الخميس تشريعا جديدا رغم مخاوف المعارضة من أن تستغله الشركات.",
        "وهذان الدواءان يقللان من مخاطر المرض.",
        "وارتفع منسوب المياه مرتين، وهذا يؤكد أن السد سليم.",
        "وتوجد في المتحف نسخة يرجع تاريخها إلى أواخر القرن السابع.",
        "وأعلنت الرئاسة القائمة النهائية للمرشحين بعد انتهاء الفترة المحددة.",
        "ودعا الله أن يحفظ البلاد.",
        "وتبين من المعلومات الأولية أن الحريق متعمد.",
        "تعب العمال وغاب المهندسون وكل هذا يكشف أن المشروع متأخر.",
    ],
)
def test_what_says_nothing(text):
    assert said(text) == []


def test_what_is_said_without_anybody_who_says_it():
    assert _one("لكنه يقال إنه غير سعيد براتبه.").chain == (NOBODY.full(),)


def test_after_that_said_is_a_verb():
    assert _one("وبعد ذلك قال الوزير سامر حداد إن السد سليم.").chain[-1].mention == "الوزير سامر حداد"


def test_a_title_does_not_reach_over_a_verb():
    found = said("قال مسؤول إن الوزير سامر حداد أكد أن مدير الميناء خليل عواد غاب. وقال عواد إن السد سليم.")
    assert found[-1].chain[-1].resolved == "مدير الميناء خليل عواد"


def test_two_days_ago_is_no_speaker():
    found = _one("وسيعود المبعوث إلى المدينة، بحسب ما أعلن أول من أمس مساعد المتحدث باسم المجلس فرحان حداد.")
    assert found.chain[-1].mention == "مساعد المتحدث باسم المجلس فرحان حداد"


def test_a_rank_that_is_a_team_elsewhere():
    assert _one("وكتب الفريق سامر حداد عبر حسابه: «السد سليم».").chain[-1].kind == "person"
    assert _one("وقال الفريق الطبي إن المصاب بخير.").chain[-1].kind == "organisation"


def test_a_source_does_not_end_with_what_it_leaves_open():
    assert (
        _one("وأكد التقرير الصادر عن المصرف أن الديون زادت.").chain[-1].mention == "التقرير الصادر عن المصرف"
    )


def test_on_this_occasion_is_not_what_was_praised():
    assert _one("وأشاد الوزير سامر حداد بهذه المناسبة بتميز العلاقات بين البلدين.").content == (
        "تميز العلاقات بين البلدين",
    )


def test_what_depends_on_something_is_still_said():
    found = _one("وقال المدير سامر حداد إن الأسعار تختلف، وفقا لعدة عوامل منها الطقس.")
    assert found.content == ("الأسعار تختلف، وفقا لعدة عوامل منها الطقس",)


def test_a_body_that_bears_a_persons_name_keeps_all_its_words():
    found = _one("وطالب مركز الملك سامر للإغاثة والأعمال الإنسانية بالتبرع بالدم.")
    assert found.chain[-1].mention == "مركز الملك سامر للإغاثة والأعمال الإنسانية"


def test_a_title_that_begins_like_a_conjunction():
    found = said("وأوضح حداد أن ولي ولي العهد أكد أهمية المشروع. وأبان أن العمل مستمر.")
    assert "لي العهد" not in {link.resolved for statement in found for link in statement.chain}
