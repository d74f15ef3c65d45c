"""What the words around a person's name say: examples of our own about invented people."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya import model
from riwaya.arabic.words import tokens
from riwaya.extract import roles
from riwaya.extract.titles import title_at
from riwaya.model import Mention, Span


def described(text, *names, others=()):
    """Describe the persons called `names`; `others` are (name, type)."""
    found = [(name, "PER") for name in names] + list(others)
    mentions = sorted(
        (
            Mention(span=Span(text.index(name), text.index(name) + len(name)), type=kind)
            for name, kind in found
        ),
        key=lambda m: m.span,
    )
    return roles.descriptions(text, tokens(text), mentions)


def parts(text, description):
    def words(span):
        return text[span.start : span.end] if span else None

    return {
        "phrase": words(description.span),
        **{k: words(getattr(description, k)) for k in ("honorific", "rank", "role", "body")},
        "nationality": description.nationality,
    }


BEFORE = [
    (
        "وقال رئيس اللجنة الأمنية في المحافظة سالم العبيدي إن الوضع مستقر.",
        {"role": "رئيس", "body": "اللجنة الأمنية في المحافظة"},
    ),
    (
        "وأكد الخبير العسكري السوري العميد سالم العبيدي أن المعركة طويلة.",
        {"role": "الخبير العسكري", "rank": "العميد", "nationality": "SY"},
    ),
    (
        "وصرح وزير الخارجية الأميركي سالم العبيدي بأن الاتفاق قريب.",
        {"role": "وزير الخارجية", "nationality": "US"},
    ),
    (
        "وقال المتحدث باسم الجيش الليبي سالم العبيدي إن القوات انسحبت.",
        {"role": "المتحدث", "body": "الجيش الليبي", "nationality": "LY"},
    ),
    (
        "وقتل قائد شرطة المرفأ اللواء سالم العبيدي في الهجوم.",
        {"role": "قائد", "body": "شرطة المرفأ", "rank": "اللواء"},
    ),
    ("وقال النائب عن محافظة نينوى سالم العبيدي إن الموازنة ناقصة.", {"role": "النائب عن محافظة نينوى"}),
    (
        "واستقبل ولي العهد السعودي الأمير سالم العبيدي الوفد.",
        {"role": "ولي العهد", "honorific": "الأمير", "nationality": "SA"},
    ),
    (
        "وأوضح المتحدث الإعلامي لشرطة المنطقة العقيد سالم العبيدي أن الجاني أوقف.",
        {"role": "المتحدث الإعلامي", "body": "شرطة المنطقة", "rank": "العقيد"},
    ),
    (
        "وقال الرئيس الأميركي السابق سالم العبيدي في كلمته.",
        {"role": "الرئيس الأميركي السابق", "nationality": "US"},
    ),
    (
        "وقالت وزيرة الخارجية السويدية سلمى العبيدي إن بلادها مستعدة.",
        {"role": "وزيرة الخارجية", "nationality": "SE"},
    ),
    (
        "وافتتح معالي وزير الصحة المهندس سالم العبيدي المستشفى.",
        {"role": "وزير الصحة", "honorific": "المهندس"},
    ),
    ("وحضر صاحب السمو الملكي الأمير سالم العبيدي الحفل.", {"honorific": "صاحب السمو الملكي الأمير"}),
    ("وقال رئيس حركة «النهوض» سالم العبيدي إن الحوار مستمر.", {"role": "رئيس", "body": "حركة «النهوض»"}),
    (
        "وقال النائب الأول لرئيس البرلمان سالم العبيدي إن الجلسة تأجلت.",
        {"role": "النائب الأول لرئيس البرلمان"},
    ),
    (
        "وقال وزير الدولة الإماراتي للشؤون الخارجية سالم العبيدي إن القمة ناجحة.",
        {"role": "وزير الدولة الإماراتي للشؤون الخارجية", "nationality": "AE"},
    ),
    (
        "وقال إمام وخطيب المسجد الحرام الشيخ سالم العبيدي في خطبته.",
        {"role": "إمام وخطيب المسجد الحرام", "honorific": "الشيخ"},
    ),
    ("ووصل الفريق أول ركن سالم العبيدي إلى بغداد.", {"rank": "الفريق أول ركن"}),
    ("وقال الكاتب والمحلل السياسي سالم العبيدي إن الأزمة طويلة.", {"role": "الكاتب والمحلل السياسي"}),
    (
        "وقال القيادي في حركة الجنوب سالم العبيدي إن المصالحة بعيدة.",
        {"role": "القيادي", "body": "حركة الجنوب"},
    ),
    ("وقال الخبير في الشؤون الإيرانية سالم العبيدي إن الاتفاق هش.", {"role": "الخبير في الشؤون الإيرانية"}),
    ("وقال د. سالم العبيدي في محاضرته.", {"honorific": "د"}),
    ("وسلم الجائزة لوزير الثقافة سالم العبيدي.", {"role": "وزير الثقافة"}),
    (
        "وقال مستشار الرئيس الأميركي لشؤون الطاقة سالم العبيدي إن الخطة جاهزة.",
        {"role": "مستشار الرئيس الأميركي لشؤون الطاقة", "nationality": "US"},
    ),
    ("وأشرف مساعد المدرب سالم العبيدي على التدريب.", {"role": "مساعد المدرب"}),
    (
        "وأوضح رئيس لجنة النقل وتقنية المعلومات الدكتور سالم العبيدي الأمر.",
        {"role": "رئيس", "body": "لجنة النقل وتقنية المعلومات", "honorific": "الدكتور"},
    ),
    (
        "وافتتح محافظ الزهيرية الأستاذ سالم العبيدي المعرض.",
        {"role": "محافظ الزهيرية", "honorific": "الأستاذ"},
    ),
    ("وتحدث اللواء الركن سالم العبيدي إلى الجنود.", {"rank": "اللواء الركن"}),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_before_the_name(text, expected):
    name = "سلمى العبيدي" if "سلمى" in text else "سالم العبيدي"
    (found,) = described(text, name)
    told = parts(text, found)
    assert found.rule == "role.before"
    assert told.pop("phrase").endswith(name)
    assert {k: v for k, v in told.items() if v} == expected


AFTER = [
    (
        "وأضاف سالم العبيدي، رئيس اللجنة الأمنية في محافظة الأنبار، أن القوات تقدمت.",
        {"role": "رئيس", "body": "اللجنة الأمنية في محافظة الأنبار"},
    ),
    ("وقال سالم العبيدي (رئيس بلدية المرفأ) إن الأعمال بدأت.", {"role": "رئيس", "body": "بلدية المرفأ"}),
    (
        "وقال سالم العبيدي، وهو خبير عسكري سوري، إن الهجوم فشل.",
        {"role": "خبير عسكري", "nationality": "SY"},
    ),
    ("وأكد سالم العبيدي -معلم- أن العيد فرصة.", {"role": "معلم"}),
    (
        "وتحدث سالم العبيدي، أستاذ العلوم السياسية بجامعة المرفأ: النتائج متوقعة.",
        {"role": "أستاذ العلوم السياسية", "body": "جامعة المرفأ"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), AFTER)
def test_after_the_name(text, expected):
    (found,) = described(text, "سالم العبيدي")
    told = parts(text, found)
    assert found.rule == "role.after"
    assert told.pop("phrase").startswith("سالم العبيدي")
    assert {k: v for k, v in told.items() if v} == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("والتقى رئيس الوزراء وزير الخارجية سالم العبيدي في القصر.", "وزير الخارجية"),
        ("وزار نجل الرئيس سالم العبيدي المدينة.", "الرئيس"),
        ("وقال مدير مكتب الرئيس سالم العبيدي إن الزيارة تأجلت.", "الرئيس"),
        ("واستقبل أمير منطقة الساحل مدير الشرطة سالم العبيدي.", "مدير الشرطة"),
        ("وأبلغ الوزير رئيس الوفد سالم العبيدي بالقرار.", "رئيس الوفد"),
    ],
)
def test_where_two_may_be_meant_the_nearest_title_is_taken(text, role):
    (found,) = described(text, "سالم العبيدي")
    assert parts(text, found)["role"] == role


@pytest.mark.parametrize(
    "text",
    [
        "ووزير الدفاع يستقبل سالم العبيدي في مكتبه.",  # a verb
        "وغادر الرئيس، سالم العبيدي بقي.",  # a comma
        "وتحدثت والدة سالم العبيدي عن ابنها.",  # the name is the other's
        "وكان مدير مدرسة سالم العبيدي غائبا.",  # what it is of is not finished
        "وتعادل مع زميله في الفريق سالم العبيدي.",  # a team
        "وحضر وكيل محافظة الساحل وسالم العبيدي.",  # another one
        "وكان إداري الفريق الأول سالم العبيدي هناك.",  # a team
        "ونقل من شاطئ سالم العبيدي، طفل عمره عام تعرض لحادث بشاطئ الميناء، إلى المستشفى.",  # a clause
        "ووقف أمام سالم العبيدي رجل.",  # a preposition spelled like a title
        "وقرأ من سيرة سالم العبيدي فصلا.",  # no feminine of a title
        "وسجل صالح الزين، سالم العبيدي، ماجد الرفاعي.",  # a list of names
        "وصل المدير\nسالم العبيدي حضر.",  # another line
        "وبعث الملك رسالة إلى سالم العبيدي.",  # a preposition that does not belong
    ],
)
def test_what_does_not_describe(text):
    assert described(text, "سالم العبيدي") == ()


def test_another_person_ends_the_phrase():
    text = "وقال وزير الصحة سالم العبيدي وماجد الرفاعي إن الخطة جاهزة."
    (found,) = described(text, "سالم العبيدي", "ماجد الرفاعي")
    assert (found.mention, parts(text, found)["role"]) == (0, "وزير الصحة")


def test_names_of_bodies_and_places_end_an_office():
    text = "وقال مبعوث رابطة السواحل إلى زهران سالم العبيدي إن الحوار مستمر."
    (found,) = described(text, "سالم العبيدي", others=[("رابطة السواحل", "ORG"), ("زهران", "LOC")])
    assert parts(text, found)["role"] == "مبعوث"
    assert parts(text, found)["body"] == "رابطة السواحل إلى زهران"


def test_a_title_knows_its_clitics_and_its_article():
    toks = tokens("ولوزير الدولة والوالي")
    found = title_at(toks, 0, len(toks))
    assert found is not None
    assert (found.kind, found.end, found.clitic) == ("office", 2, 2)


_WORDS = """رئيس وزير الخارجية اللجنة الأمنية في باسم المتحدث الجيش الليبي سالم العبيدي السابق العميد د . ، ( ) « »
الأميركي قال إن و لشرطة الأنبار صاحب السمو الدكتور ماجد والدكتور نائب"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*_WORDS.split(), "\n"]), max_size=25), st.data())
def test_spans_lie_in_the_text_and_hold_the_name(words, data):
    text = " ".join(words)
    toks = tokens(text)
    at = data.draw(st.lists(st.integers(0, max(0, len(toks) - 1)), max_size=3, unique=True)) if toks else []
    mentions = [
        Mention(span=Span(toks[n].start, toks[n].end), type=data.draw(st.sampled_from(["PER", "ORG", "LOC"])))
        for n in sorted(at)
    ]
    found = roles.descriptions(text, toks, mentions)
    assert found == roles.descriptions(text, toks, mentions)
    for d in found:
        assert isinstance(d, model.Description)
        assert d.mention is not None
        assert d.name == mentions[d.mention].span
        for span in filter(None, (d.name, d.honorific, d.rank, d.role, d.body)):
            assert d.span.start <= span.start < span.end <= d.span.end <= len(text)
