"""The extraction as a whole: what always holds of it, whatever the text; page furniture; warnings."""

import itertools
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.extract import extract
from riwaya.model import Furniture, Report, Span
from saying import By, Said, check, lines, read, said, told_by

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PIECES = [
    "قال", "وقال", "وأضاف", "وأكدت", "نفى", "نقلت", "عن", "إن", "أن", "بأن", "إنه", "قوله", "مضيفا", "مؤكدة",
    "بحسب", "وفقا", "ل", "كما", "ذكرت", "جاء", "في", "بيان", "تأكيد", "اتهم", "بالإهمال", "إلى", "من", "على",
    "الوزير", "سامر حداد", "هند الشامي", "وكالة المجداف", "لصحيفة المرفأ", "وزارة الري", "مصادر", "المصدر",
    "ثلاثة مسؤولين", "الذي", "التي", "الميناء", "مغلق", "إغلاق", "عشرين", "30", "3.5", "٧", "أمس", "اليوم",
    "لم", "لا", "قد", "و", "ف", "ما", "لما", "حسبما", "نقلا عن", "على لسان", "من جانبه", "وكان", "قائلا",
    "«", "»", "“", "”", '"', "‹", "›", "„", "(", ")", "،", ",", ".", "..", "…", ":", "؛", "؟", "!", "-", "–", "/",
    "\n", "\n\n", "\r\n", "\t", "ـ", "\u064b", "\u064e", "\u0651", "\u0670", "\u200f", "\u200e", "\u202b", "\u00a0",
    "&nbsp;", "<b>", "http://x.com/a?b=c", "@x", "#وسم", "😀", "ﻻ", "ﷲ", "گ", "Reuters", "\ufeff", "\u0000",
]  # fmt: skip

MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).flatmap(
    lambda parts: st.sampled_from([" ", " ", ""]).map(lambda gap: gap.join(parts))
)
TEXTS = st.one_of(MIXED, st.text(max_size=120))


def spans(found):
    """Give every span of an extraction that counts in the text."""
    for one in found.statements:
        yield one.cue
        yield from one.content
        yield from one.hedges
        yield from (link.mention for link in one.chain if link.mention is not None)
    for one in found.own_voice:
        yield from one.content
    for number in found.quantities:
        yield number.span
        if number.of_span is not None:
            yield number.of_span
    for one in (*found.times, *found.mentions):
        yield one.span


@QUICK
@given(TEXTS)
def test_every_span_lies_in_the_text(text):
    found = read(text)
    for span in spans(found):
        assert 0 <= span.start < span.end <= len(text)


@QUICK
@given(TEXTS)
def test_contents_are_in_order_disjoint_and_no_part_of_the_cue(text):
    for one in read(text).statements:
        assert one.content
        for before, after in zip(one.content, one.content[1:], strict=False):
            assert before.end <= after.start
        assert all(part.end <= one.cue.start or one.cue.end <= part.start for part in one.content)


@QUICK
@given(TEXTS)
def test_statements_stand_in_the_order_of_their_cues_and_no_cue_twice(text):
    cues = [one.cue for one in read(text).statements]
    assert cues == sorted(cues)
    assert all(a.end <= b.start for a, b in itertools.pairwise(cues))


@QUICK
@given(TEXTS)
def test_every_statement_has_a_chain_a_rule_and_a_confidence(text):
    for one in read(text).statements:
        assert one.chain
        assert one.rule.split(".")[0] in ("verb", "participle", "citation", "noun")
        assert 0 < one.confidence <= 1
        assert all((link.resolved is None) <= (link.mention is None) for link in one.chain)


@QUICK
@given(TEXTS)
def test_shares_sum_to_one(text):
    shares = read(text).sourcing
    assert shares.named + shares.described + shares.vague + shares.nobody == pytest.approx(1, abs=0.01)


@QUICK
@given(TEXTS)
def test_the_same_report_gives_the_same_extraction(text):
    assert read(text) == read(text)


@QUICK
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), st.data())
def test_nothing_is_found_in_furniture(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marks = (Furniture(span=Span(start, end), rule="test"),) if end > start else ()
    found = extract(Report(id="r", text=text, furniture=marks))
    for one in found.statements:
        assert not start <= one.cue.start < end


VOWELLED = [
    ("وقال الوزير سامر حداد إن السد سليم.", "وقالَ الوزيرُ سامر حداد إنّ السدَّ سليمٌ."),
    ("بقي الميناء مغلقا، بحسب وزارة النقل.", "بقيَ الميناءُ مغلقًا، بحسبِ وزارةِ النقلِ."),
    ("ونقلت رويترز عن مصدر أمني أن الطريق مغلق.", "ونقلَتْ رويترز عن مصدرٍ أمنيٍّ أنَّ الطريقَ مغلقٌ."),
    ("وأكدت وزارة الري أن المياه كافية.", "وأكّدت وزارة الريّ أنّ المياه كـــافية."),
]


@pytest.mark.parametrize(("plain", "vowelled"), VOWELLED)
def test_vowel_signs_and_elongation_change_nothing(plain, vowelled):
    def bare(words):
        if words is None:
            return None
        return "".join(c for c in words if unicodedata.category(c) != "Mn" and c != "ـ")

    def shape(text):
        return [
            (bare(s.cue), tuple(map(bare, s.content)), [(bare(b.mention), b.kind) for b in s.chain], s.rule)
            for s in said(text)
        ]

    assert shape(vowelled) == shape(plain)
    assert shape(plain)


_PLAIN = [
    "وقال الوزير سامر حداد إن السد سليم.",
    "وأكدت وزارة الري أن المياه كافية، نافية وجود تسرب.",
    "ونقلت وكالة المجداف عن مصدر أمني قوله إن الطريق مغلق.",
    "بقي الميناء مغلقا، بحسب وزارة النقل.",
    "وأضاف حداد: «الميناء مغلق حتى نهاية الأسبوع».",
]
_SIGNS = "\u064e\u064f\u0650\u0651\u0652\u0640"


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(_PLAIN), st.data())
def test_vowel_signs_anywhere_inside_words_change_nothing(plain, data):
    inside = [n for n in range(1, len(plain)) if plain[n - 1].isalpha() and plain[n].isalpha()]
    chosen = data.draw(st.sets(st.sampled_from(inside), max_size=8))
    signs = {n: data.draw(st.sampled_from(_SIGNS)) for n in sorted(chosen)}
    marked = "".join(signs.get(n, "") + letter for n, letter in enumerate(plain))

    def shape(text):
        return [
            (s.rule, s.stance, s.form, len(s.content), [(b.kind, b.mention is None) for b in s.chain])
            for s in said(text)
        ]

    assert shape(marked) == shape(plain)


@pytest.mark.parametrize("plain", _PLAIN)
@pytest.mark.parametrize("gap", ["\n", "\n\n", " "])
def test_what_stands_around_a_sentence_does_not_change_it(plain, gap):
    before, after = "غرقت العبّارة قبل الفجر بساعة.", "وعاد الصيادون إلى بيوتهم."
    assert lines(said(gap.join((before, plain, after)))) == lines(said(plain))


def test_invisible_marks_change_nothing():
    plain = "وقال الوزير سامر حداد إن السد سليم."
    marked = "\u200fوقال\u200f الوزير سامر\u00a0حداد إن\u200e السد سليم."
    assert [(s.rule, len(s.chain)) for s in said(marked)] == [(s.rule, len(s.chain)) for s in said(plain)]


LINE = "اقرأ أيضا: الشرطة تؤكد أن المخزن فارغ"
SENTENCE = "وقال الوزير سامر حداد إن السد سليم ولا شقوق فيه."
EXPECTED = Said("وقال", "السد سليم ولا شقوق فيه", By("الوزير سامر حداد", "person"))


@pytest.mark.parametrize(
    "text", [f"{LINE}\n{SENTENCE}", f"{SENTENCE}\n{LINE}", f"{LINE}\n{SENTENCE}\n{LINE}"]
)
def test_a_line_of_the_page_says_nothing(text):
    assert said(text, furniture=(LINE,) if text.count(LINE) == 1 else ()) != []
    marks = tuple(
        Furniture(span=Span(at, at + len(LINE)), rule="test")
        for at in range(len(text))
        if text.startswith(LINE, at)
    )
    found = extract(Report(id="r", text=text, furniture=marks))
    assert [text[s.cue.start : s.cue.end] for s in found.statements] == ["وقال"]
    assert found.own_voice == ()


def test_furniture_inside_a_line_is_stepped_over():
    line = "(الصورة: أكدت الشرطة أن المخزن فارغ)"
    [one] = said(f"{SENTENCE} {line} وبدأت الأمطار ليلا.", furniture=(line,))
    assert one.content == ("السد سليم ولا شقوق فيه",)


def test_a_headline_says_nothing_of_its_own():
    title = "حداد: السد سليم"
    found = read(SENTENCE, title=title)
    assert [SENTENCE[s.cue.start : s.cue.end] for s in found.statements] == ["وقال"]


def test_a_headline_repeated_as_the_first_line_is_furniture():
    text = f"حداد يؤكد: السد سليم\n{SENTENCE}"
    assert [one.cue for one in said(text, furniture=("حداد يؤكد: السد سليم",))] == ["وقال"]


def test_a_report_without_arabic_is_warned_of_and_empty():
    found = read("The port is closed, the ministry said.")
    assert [w.code for w in found.warnings] == ["R107"]
    assert (found.statements, found.own_voice, found.mentions) == ((), (), ())


def test_an_empty_report_is_no_error():
    assert read("").statements == ()


def test_a_quotation_that_never_closes_is_warned_of_once():
    found = read("وقال الوزير سامر حداد: «السد سليم ولا شقوق فيه.")
    assert [w.code for w in found.warnings] == ["R201"]
    assert found.warnings[0].where.endswith(f"character {len('وقال الوزير سامر حداد: ')}")


def test_closed_quotations_are_not_warned_of():
    assert read('وقال الوزير سامر حداد: «السد سليم» و"المياه كافية".').warnings == ()


def test_a_long_text_without_a_stop_is_read_in_good_time():
    text = "وقال الوزير سامر حداد إن السد سليم، " * 400
    found = read(text)
    assert len(found.statements) >= 400


def test_the_plainest_report():
    check(SENTENCE, EXPECTED)


STORY = """قال الرئيس نبيل عطوان، الأحد، إن بلاده «لن تقبل بأي مساس بحدودها». \
وشدد عطوان على أن المراكب ستبقى في مواقعها، \
داعيا دول الجوار إلى «احترام المواثيق».
في المقابل، قال وزير خارجية الجزيرة الشمالية فيصل مراد إن تصريحات عطوان «غير مسؤولة»، \
معتبرا أنها تهدف إلى صرف الأنظار عن \
الأزمة الداخلية. وأضاف الوزير في تغريدة: «ننصح جيراننا بالهدوء».
وكانت صحيفة «المرفأ» كشفت الأسبوع الماضي أن الجانبين أجريا محادثات سرية. وأكد دبلوماسي أوروبي للصحيفة أن المحادثات فشلت.
ويرى محللون أن التصعيد لن يتحول إلى مواجهة. \
وقال الباحث في معهد البحار ناجي حبيب لـ«المجداف» إن «الطرفين بحاجة إلى الصيد \
لا إلى الحرب». وبحسب حبيب، فإن الشتاء سيجبر الجميع على التهدئة.
يذكر أن البلدين وقعا اتفاقا للصيد قبل ثلاث سنوات."""


def test_a_whole_report():
    president, minister = "الرئيس نبيل عطوان", "وزير خارجية الجزيرة الشمالية فيصل مراد"
    scholar = "الباحث في معهد البحار ناجي حبيب"
    assert told_by(STORY) == [
        ("قال", [president]),
        ("وشدد", [president]),
        ("داعيا", [president]),
        ("قال", [minister]),
        ("معتبرا", [minister]),
        ("وأضاف", [minister]),
        ("كشفت", ["صحيفة «المرفأ»"]),
        ("وأكد", ["صحيفة «المرفأ»", "دبلوماسي أوروبي"]),
        ("ويرى", ["محللون"]),
        ("وقال", ["المجداف", scholar]),
        ("وبحسب", [scholar]),
    ]
    assert len(read(STORY).own_voice) == 1
