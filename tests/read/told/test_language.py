"""Language: Arabic is read, whatever it looks like; reports and paragraphs in other languages are told."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import riwaya
from reading import read_bytes
from riwaya.model import Report
from riwaya.read.told.language import foreign_parts, language_of

ARTICLE = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس، وقال إن الرحلة المقبلة قد تتأخر يومين."
FOREIGN = {
    "fa": "به گزارش خبرگزاری منار، شهردار بندر سلامه امروز اعلام کرد که کشتی دوم با چهل مسافر به بندر رسید و هیچ کس "
    "آسیب ندیده است. او گفت که این سفر تا دو روز دیگر از سر گرفته می‌شود و مردم نگران نباشند.",
    "ur": "بندرگاہ سلامہ کے سربراہ نے آج بتایا کہ دوسرا جہاز چالیس مسافروں کے ساتھ پہنچ گیا ہے اور کسی کو کوئی نقصان "
    "نہیں ہوا۔ ان کا کہنا تھا کہ اگلا سفر دو دن میں شروع ہو گا۔",
    "ckb": "بەڕێوەبەری بەندەری سەلامە ئەمڕۆ ڕایگەیاند کە کەشتیی دووەم بە چل سەرنشینەوە گەیشت و هیچ کەسێک زیانی پێ "
    "نەگەیشتووە. هەروەها وتی گەشتی داهاتوو پاش دوو ڕۆژ دەست پێ دەکات.",
    "ps": "د سلامې د بندر مشر نن وویل چې دویمه بېړۍ له څلوېښتو مسافرو سره راورسېده او هیڅ چا ته زیان نه دی رسېدلی.",
    "ug": "سالامە پورتىنىڭ باشلىقى بۈگۈن ئىككىنچى كېمىنىڭ قىرىق يولۇچى بىلەن كەلگەنلىكىنى ۋە ھېچكىمنىڭ زىيان "
    "تارتمىغانلىقىنى ئېيتتى.",
    "sd": "سلامه بندرگاهه جي سربراهه اڄ ٻڌايو ته ٻيو جهاز چاليهه مسافرن سان گڏ پهچي ويو آهي ۽ ڪنهن کي به نقصان "
    "نه ٿيو آهي.",
    "ms": "كڤالا ڤلابوهن سلامه هاري اين مڠومومكن بهاوا كڤل كدوا تله تيبا دڠن امڤت ڤوله اورڠ ڤنومڤڠ دان "
    "تيدق اد يڠ چدرا.",
    "en": "The head of the port of Salama said on Tuesday that the second ship had arrived with forty passengers.",
    "fr": "Le directeur du port de Salama a annoncé mardi que le deuxième navire est arrivé avec quarante passagers.",
    "tr": "Selame limanı müdürü bugün ikinci geminin kırk yolcu ile geldiğini ve kimsenin yaralanmadığını söyledi, "
    "sonraki sefer için iki gün daha beklenecek.",
    "ku": "Rêvebirê bendera Selamê îro got ku keştiya duyemîn bi çil rêwiyan re gihîştiye û tu kes birîndar nebûye.",
    "de": "Der Leiter des Hafens von Salama sagte am Dienstag, das zweite Schiff ist mit vierzig Gästen angekommen.",
    "es": "El director del puerto de Salama anunció el martes que el segundo barco llegó con cuarenta pasajeros.",
    "ru": "Начальник порта Салама сообщил во вторник, что второе судно прибыло с сорока пассажирами.",
    "zh": "萨拉马港负责人星期二说，第二艘船载着四十名乘客抵达，没有人受伤。下一次航行将在两天后开始。",
}
PLAIN_PERSIAN = FOREIGN["fa"].translate(str.maketrans("یک", "يك")).replace("\u200c", " ")
ARABIC = [
    "انا مش عارف ايه اللي حصل في المينا امبارح، الناس كلها كانت واقفة ومحدش قال لنا حاجة خالص وبعدين المركب جه",
    "شنو صار بالميناء البارحة؟ الناس چانت واگفة وماكو احد گال شي، وبعدين اجت السفينة وگعدنا ننتظر يمها لحد الصبح",
    "واش شفتي شنو وقع فالمرسى لبارح؟ الناس كاملين كانو واقفين و حتى واحد ما هضر معانا، من بعد جا لباطو ديال السلامى",
    "غرق عبّارة السلامى", "محمد حسن، علي جاسم، سلمى هاشم، مازن كريم، ليلى جابر، هشام نوري، كريم سعد، جابر ماهر",
    "يَا رَبَّ هَذَا البَحْرِ سَلِّمْ مَنْ رَكِبْ", "موج وليل ومنارات بعيده",
    "قمح\nشعير\nزيت\nسكر\nملح\nخشب\nحديد\nنحاس",
    "كتب القبطان على صفحته: ana bkhair w el7amdulillah ثم غادر السفينة إلى بيته في حي الميناء مع أولاده",
    "قال مدیر المیناء إن السفینة الثانیة وصلت مساء أمس وعلى متنها أربعون راکبا، وأکد أن أحدا لم یصب بأذى في الرحلة",
    "مدیر المیناء یؤکد وصول السفینة", "شركات مثل Google Apple Microsoft Amazon Meta Tesla تنافس في السوق",
    "پرویز گلستان، کیوان پژمان، گیتی چنگیز وصلوا إلى ميناء السلامى مساء أمس مع وفد من المدينة",
    "🔴🔴 عاجل", "https://t.me/manara_port/431", "12 34 56", "", " \n", "OK thanks",
    "@salma @mazen @layla @hisham @nabil @sami",
    "ana 3ayez aro7 el mina bokra ma3a as7abi w msh 3aref eh elly 7asal hnak", "\x00" * 50, "\ud800" * 50,
    f"{ARTICLE} {ARTICLE} {ARTICLE} $.ajax(function(data){{ jQuery(area).html(data); return false; }});" * 2,
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [*FOREIGN.items(), ("fa", PLAIN_PERSIAN)])
def test_another_language_is_named(code: str, text: str) -> None:
    assert language_of(text) == code
    assert language_of(f"العربية\n{text}\n" * 3) in (code, None)


@pytest.mark.parametrize("text", ARABIC, ids=range(len(ARABIC)))
def test_arabic_and_what_is_in_no_language(text: str) -> None:
    assert language_of(text) is None
    assert foreign_parts(text) == ()


@pytest.mark.parametrize("text", [*FOREIGN.values(), PLAIN_PERSIAN])
def test_a_paragraph_in_another_language_is_marked_and_nothing_else(text: str) -> None:
    mixed = f"{ARTICLE}\r\n\r\n  {text} \n{ARTICLE}"
    assert language_of(mixed) is None
    (mark,) = foreign_parts(mixed)
    assert mixed[mark.span.start : mark.span.end] == text
    assert mark.rule == "other-language"


@pytest.mark.parametrize(
    "line",
    ["The port is open", "Reuters - AFP - AP - BBC - CNN - NYT",
     "Coming Home and Days of Heaven and The Deer Hunter (USA)",
     "https://manara.example/a-long-story-of-the-port-of-salama",
     f"وقال: «The ship will leave the port in two days»، {ARTICLE}",
     "بهرام گودرزي، پژمان چگيني، ژاله كيواني، پرويز گلشن، هوشنگ پارسا"],
)  # fmt: skip
def test_names_quotations_and_few_words_stay(line: str) -> None:
    assert foreign_parts(f"{ARTICLE}\n{line}\n{ARTICLE}") == ()


def test_an_arabic_report_under_much_english_is_read() -> None:
    text = f"{ARTICLE} {ARTICLE}\n" + f"{FOREIGN['en']}\n" * 6
    assert language_of(text) is None
    assert len(foreign_parts(text)) == 6


def test_the_reader_says_it_and_nothing_is_extracted() -> None:
    (report,), _ = read_bytes(FOREIGN["fa"], "a.txt")
    assert report.language == "fa"
    assert report.furniture == ()
    found = riwaya.extract(report)
    assert (found.statements, found.mentions, found.quantities, found.own_voice) == ((), (), (), ())
    assert len(found.warnings) == 1
    (mixed,), _ = read_bytes(f"عنوان الخبر\n\n{ARTICLE}\n\n{FOREIGN['en']}\n\n{ARTICLE}", "a.txt")
    assert mixed.language is None
    assert [mark.rule for mark in mixed.furniture] == ["title-line", "other-language"]
    assert riwaya.extract(mixed).statements


def test_a_report_in_arabic_is_extracted_as_before() -> None:
    assert riwaya.extract(Report(id="r", text=ARTICLE)).statements


@given(st.text(), st.lists(st.sampled_from([ARTICLE, *FOREIGN.values(), "\n", " ", "\x00"]), max_size=6))
def test_marks_are_lines_in_order(odd: str, parts: list[str]) -> None:
    text = "".join([*parts, odd])
    language_of(text)
    edges = [edge for mark in foreign_parts(text) for edge in (mark.span.start, mark.span.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


HUGE = ["a", "ا", "پ", "پ ", f"{FOREIGN['en']}\n", f"{FOREIGN['fa']}\n", "@", "a@", "#a ", "中", "\n", "\x00",
        "\ud800", "🔴", " ", "اa", "www.", "قال مدير الميناء إن السفينة وصلت پ\n", "a1"]  # fmt: skip


@pytest.mark.parametrize("piece", HUGE, ids=range(len(HUGE)))
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    language_of(text)
    foreign_parts(text)
    assert time.process_time() - started < 4


def test_plain_arabic_needs_no_model() -> None:
    program = (
        "import sys; from riwaya.read.told.language import foreign_parts, language_of; text = sys.argv[1];"
        "assert language_of(text) is None and foreign_parts(text) == () and 'py3langid' not in sys.modules;"
        "assert language_of(sys.argv[2]) == 'en' and 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, ARTICLE * 20, FOREIGN["en"]], check=True)
