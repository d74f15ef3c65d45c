"""Who is meant: a subject left out, «المصدر», a surname, «الوزارة», «سموه»; and nobody where that is unsure."""

import pytest

from saying import gap, said

HADDAD = "الوزير سامر حداد"


def resolved(text):
    """Give who is resolved at the end of each chain."""
    return [one.chain[-1].resolved for one in said(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "قال الوزير سامر حداد إن السد سليم. وأضاف أن المياه كافية.", [HADDAD, HADDAD], id="left-out"
        ),
        pytest.param(
            "قال الوزير سامر حداد إن السد سليم. وأضاف حداد أن المياه كافية.", [HADDAD, HADDAD], id="surname"
        ),
        pytest.param(
            "قال الوزير سامر حداد إن السد سليم. وأضاف الوزير أن المياه كافية.", [HADDAD, HADDAD], id="office"
        ),
        pytest.param(
            "صرح مصدر في ميناء الساحل بأن السفينة وصلت. وتابع المصدر أن الحمولة سليمة.",
            ["مصدر في ميناء الساحل"] * 2,
            id="the-source",
        ),
        pytest.param(
            "أفاد مصدر أمني في العاصمة بأن الطريق مغلق. وأكد المصدر الأمني أن الحركة ستعود.",
            ["مصدر أمني في العاصمة"] * 2,
            id="the-security-source",
        ),
        pytest.param(
            "أعلنت وزارة الري أن السد سليم. وذكرت الوزارة أن المياه كافية.",
            ["وزارة الري"] * 2,
            id="the-ministry",
        ),
        pytest.param(
            "أعلنت هيئة الأرصاد أن السيول قادمة. وقالت الهيئة إن الرياح ستشتد.",
            ["هيئة الأرصاد"] * 2,
            id="the-authority",
        ),
        pytest.param(
            "قالت صحيفة المرفأ إن السوق أغلقت. وأضافت الصحيفة أن التجار غاضبون.",
            ["صحيفة المرفأ"] * 2,
            id="the-paper",
        ),
        pytest.param(
            "قال الأمير فهد بن ناصر إن المشروع اكتمل. وأكد سموه أن المرحلة الثانية ستبدأ.",
            ["الأمير فهد بن ناصر"] * 2,
            id="his-highness",
        ),
        pytest.param(
            "قال الوزير سامر حداد إن السد سليم. وقالت المديرة هند الشامي إن المدارس مفتوحة. وأضاف أن المياه كافية. "
            "وأوضحت أن الامتحانات في موعدها.",
            [HADDAD, "المديرة هند الشامي", HADDAD, "المديرة هند الشامي"],
            id="he-and-she",
        ),
        pytest.param(
            "ذكر حداد أن المياه كافية. وكان الوزير سامر حداد زار السد أمس.",
            [HADDAD],
            id="named-in-full-later",
        ),
        pytest.param(
            "ونقلت وكالة المجداف عن الوزير سامر حداد قوله إن السد سليم. وأضاف أن المياه كافية.",
            [HADDAD, HADDAD],
            id="left-out-after-a-relay",
        ),
        pytest.param(
            "قال مسؤول في البلدية إن السوق نظيفة. وأوضح المسؤول أن العمال كثيرون.",
            ["مسؤول في البلدية"] * 2,
            id="the-official",
        ),
        pytest.param(
            "وقال خليل عواد، وهو صياد، إن الشباك تمزقت. وأضاف عواد أن البحر هائج.",
            ["خليل عواد"] * 2,
            id="described-after-the-name",
        ),
    ],
)
def test_who_is_meant(text, expected):
    assert resolved(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("وأضاف أن الميناء مغلق.", [None], id="nobody-before"),
        pytest.param(
            "قال مصدر أمني إن الطريق مغلق. وقال مصدر طبي إن الجرحى كثيرون.",
            ["مصدر أمني", "مصدر طبي"],
            id="two-sources",
        ),
        pytest.param(
            "قال مسؤول في البلدية إن السوق نظيفة. وقال مسؤول آخر إن السوق مكتظة.",
            ["مسؤول في البلدية", "مسؤول آخر"],
            id="another-official",
        ),
        pytest.param(
            "قالت المديرة هند الشامي إن المدارس مفتوحة. وأضاف أن الحافلات تعمل.",
            ["المديرة هند الشامي", None],
            id="he-where-only-she-spoke",
        ),
        pytest.param(
            "قال الوزير سامر حداد إن السد سليم. وأضافوا أن المياه كافية.",
            [HADDAD, None],
            id="they-where-only-he-spoke",
        ),
        pytest.param(
            "قال الوزير سامر حداد إن السد سليم. وقال مدير الميناء سامر عطوان إن السفن آمنة. "
            "وأضاف عطوان أن الرصيف واسع.",
            [HADDAD, "مدير الميناء سامر عطوان", "مدير الميناء سامر عطوان"],
            id="one-first-name-of-two-people",
        ),
        pytest.param(
            "قالت وزارة الري إن السد سليم. وقالت وزارة الصحة إن المياه صالحة. وأضافت وزارة الري أن القنوات نظيفة.",
            ["وزارة الري", "وزارة الصحة", "وزارة الري"],
            id="two-ministries",
        ),
    ],
)
def test_nobody_is_taken_for_somebody_else(text, expected):
    assert resolved(text) == expected


def test_the_mention_is_kept_beside_who_is_meant():
    one = said("قال الوزير سامر حداد إن السد سليم. وأضاف حداد أن المياه كافية.")[1]
    assert (one.chain[0].mention, one.chain[0].resolved, one.chain[0].kind) == ("حداد", HADDAD, "person")


def test_an_attached_preposition_is_no_part_of_the_mention():
    [one] = said("وقال الوزير سامر حداد لصحيفة المرفأ إن السد سليم.")
    assert one.chain[0].mention == "صحيفة المرفأ"


def test_an_article_joined_to_the_preposition_comes_back_in_the_name():
    [one] = said("وقال الوزير سامر حداد للجزيرة نت إن السد سليم.")
    assert one.chain[0].resolved == "الجزيرة نت"


@gap("a verb whose subject before it could not be read is given to whoever spoke last")
def test_a_subject_that_cannot_be_read_is_not_the_last_speaker():
    text = "وجاء في بيان الشركة أن العبارة سليمة. غير أن بوابا سابقا في المقر قال إن الأعطال متكررة."
    assert resolved(text)[1] != "بيان الشركة"


def test_who_denied_it_goes_on_speaking():
    text = (
        "وكشفت صحيفة المرفأ عن محادثات سرية. لكن المتحدثة باسم الشركة ليلى قاسم نفت ذلك، "
        "وقالت إن الأمر شائعة."
    )
    assert resolved(text)[-1] == "المتحدثة باسم الشركة ليلى قاسم"


def test_a_rank_or_an_office_alone_means_whoever_bears_it():
    text = (
        "قال رئيس الهيئة العقيد كريم عزوز إن البحث مستمر. وأكد العقيد عزوز أن البحر هائج. "
        "وأضاف رئيس الهيئة أن المراكب جاهزة. وبحسب عزوز، فإن الريح ستهدأ."
    )
    assert resolved(text) == ["رئيس الهيئة العقيد كريم عزوز"] * 4


def test_a_speaker_who_was_named_in_a_citation_goes_on():
    assert resolved("السد سليم، بحسب الوزير سامر حداد. وأضاف أن المياه كافية.") == [HADDAD, HADDAD]


def test_a_relative_speaks_and_the_verb_goes_on_with_him():
    text = "وزار الموقع الوزير سامر حداد الذي قال إن السد سليم. وأكد أن المياه كافية."
    assert resolved(text) == [HADDAD, HADDAD]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قال الوزير سامر حداد إن السد سليم. ويضيف أن المياه كافية.", id="he-adds"),
        pytest.param("يقول الوزير سامر حداد إن السد سليم. ويوضح أن المياه كافية.", id="he-explains"),
        pytest.param("يقول الوزير سامر حداد إن السد سليم. ويقول: «المياه كافية حتى الصيف».", id="he-says"),
        pytest.param("يقول الوزير سامر حداد إن السد سليم. ويشير إلى أن المياه كافية.", id="he-points"),
    ],
)
def test_a_present_without_a_subject_goes_on_with_the_speaker(text):
    assert resolved(text) == [HADDAD, HADDAD]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير سامر حداد إن السد سليم، ورأى أن المياه كافية.",
        pytest.param(
            "يقول الوزير سامر حداد إن السد سليم، ويعتقد أن المياه كافية.",
            marks=gap("an opinion in the present whose subject is left out is dropped"),
        ),
        pytest.param(
            "يقول الوزير سامر حداد إن السد سليم، ويرى أن المياه كافية.",
            marks=gap("an opinion in the present whose subject is left out is dropped"),
        ),
    ],
)
def test_an_opinion_goes_on_with_the_speaker(text):
    assert resolved(text) == [HADDAD, HADDAD]


@pytest.mark.parametrize(
    "text",
    [
        "وكان في القاعة الوزير سامر حداد، الذي أكد أن السد سليم.",
        "والتقى الوفد الوزير سامر حداد، الذي قال إن السد سليم.",
        "قالت هند الشامي إن المدرسة مفتوحة. وفي القاعة كان الوزير سامر حداد، الذي أكد أن السد سليم.",
    ],
)
def test_a_relative_after_a_comma_speaks_for_its_head(text):
    assert resolved(text)[-1] == HADDAD


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("وزار الوزير سامر حداد الموقع، وقال إن السد سليم.", HADDAD),
        ("ورفعت شركة المراكب أسعارها، وقالت إن الكلفة زادت.", "شركة المراكب"),
        ("ألقى الوزير سامر حداد كلمته في الحفل، وقال إن السد سليم.", HADDAD),
        ("ومن جانبه تسلم الوزير سامر حداد جائزته، وقال إن السد سليم.", HADDAD),
        pytest.param(
            "وأغلقت وزارة الري السد، وقالت إن الصيانة ستستغرق شهرا.",
            "وزارة الري",
            marks=gap("the object of what a body did is read as part of its name"),
        ),
        ("ووصل الوزير سامر حداد إلى الموقع. وقال إن السد سليم.", HADDAD),
    ],
)
def test_who_acted_is_who_speaks(text, who):
    assert resolved(text) == [who]


def test_many_people_never_stand_for_papers():
    text = "واستنادا إلى معلومات جمعتها الوكالة فإن السد سليم. وخطف مسلحون شيخا اتهموه بأنه مخبر."
    assert resolved(text)[-1] != "معلومات جمعتها الوكالة"


def test_what_somebody_has_is_nobody():
    assert resolved("وقد رفع صوته وقال إن السد سليم.") == [None]
