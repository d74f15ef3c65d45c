"""WhatsApp's export: heads of many phones, the order of day and month, what is the program's and not the sender's."""

import io
import random
import zipfile
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.chats import whatsapp
from riwaya.read.chats.whatsapp_lines import Order, head, written

RLM, LRM, NARROW = "\u200f", "\u200e", "\u202f"
GROUP = "أهالي ميناء السلامى"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MEMBERS = ("سالم الملاح", "هدى العوفي", "+963 944 000 111", "~ أبو عمر")
NEWS = (
    "غرقت عبارة تقل عمالا قبالة الميناء وقتل {n} منهم", "قال مدير الميناء سامر حداد: الرصيف مغلق",
    "أضاف الوزير أن الميناء سيفتح غدا\n\nوالسفن آمنة", "نعم", "👍", "the port is closed",
)  # fmt: skip


def iphone(moment: datetime) -> str:
    """Write the head of an iPhone in Arabic."""
    half = "م" if moment.hour > 11 else "ص"
    day = f"{moment.day}{RLM}/{moment.month}{RLM}/{moment.year}".translate(ARABIC)
    clock = f"{moment.hour % 12 or 12}:{moment:%M:%S}".translate(ARABIC)
    return f"{RLM}[{day}، {clock}{NARROW}{half}] "


def android(moment: datetime) -> str:
    """Write the head of an Android phone."""
    return f"{moment.day}/{moment.month}/{moment.year}، {moment:%H:%M} - "


def group(phone: str, size: int = 200) -> tuple[str, list[tuple[str, str, datetime]]]:
    """Write the export of a group, and give what should be read: who, what, when."""
    chance = random.Random(3)  # noqa: S311 - a test wants the same messages again
    opens, mark = (iphone, LRM) if phone == "iphone" else (android, "")
    sent = datetime(2031, 3, 1, 8, 0, 0)
    secure = "الرسائل والمكالمات مشفرة تمامًا بين الطرفين. لا يمكن لأي شخص خارج هذه الدردشة قراءتها."
    lines = [f"{opens(sent)}{GROUP + ': ' + mark if mark else ''}{secure}"]
    if not mark:
        lines.append(f'{opens(sent)}أنشأ سالم الملاح المجموعة "{GROUP}"')
    told = []
    for _ in range(size):
        sent += timedelta(minutes=chance.randrange(1, 90), seconds=chance.randrange(60) if mark else 0)
        who, kind = chance.choice(MEMBERS), chance.random()
        text = chance.choice(NEWS).format(n=chance.randrange(2, 30))
        if kind < 0.05:
            lines.append(opens(sent) + (f"{who}: {mark}" if mark else "") + f"أضاف {who} سامر")
            continue
        if kind < 0.15:
            what = "لم يتم إدراج الصورة" if mark else "<تم استبعاد الوسائط>"
            lines.append(f"{opens(sent)}{who}: {mark}{what}")
            continue
        if kind < 0.2:
            lines.append(f"{opens(sent)}{who}: {mark}تم حذف هذه الرسالة")
            continue
        edited = f" {LRM}<تم تعديل هذه الرسالة>" if kind > 0.95 else ""
        lines.append(f"{opens(sent)}{who}: {text}{edited}")
        if text != "👍":
            told.append((who.removeprefix("~ "), text, sent))
    return "\n".join(lines) + "\n", told


def read(data: str | bytes, file: str = "_chat.txt") -> list[Report]:
    return read_bytes(data, file)[0]


@pytest.mark.parametrize("phone", ["iphone", "android"])
def test_a_group(phone: str) -> None:
    data, told = group(phone)
    found, warnings = read_bytes(data, "_chat.txt")
    assert [(r.byline, r.text) for r in found] == [(who, text) for who, text, _ in told]
    size = 19 if phone == "iphone" else 16
    assert [r.published for r in found] == [when.isoformat()[:size] for *_, when in told]
    assert {r.outlet for r in found} == {GROUP}
    assert [r.sender for r in found] == [r.byline for r in found]
    assert {r.given_id for r in found} == {None}
    assert len(warnings) == 3  # without a text, without Arabic, telephone numbers
    assert "1 senders known by a telephone number" in warnings[2].message


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("[13/03/2019, 2:05:10 م] س: x", "14:05:10"),
        (f"{LRM}[13/3/19, 2:05:10{NARROW}PM] س: x", "14:05:10"),
        (f"{RLM}[١٣{RLM}/٣{RLM}/٢٠١٩، ١٢:٠٥:١٠ ص] س: x", "00:05:10"),
        ("[13.03.19, 14:05:10] س: x", "14:05:10"),
        ("13/03/2019, 14:05 - س: x", "14:05"),
        ("13/3/19، 2:05 م - س: x", "14:05"),
        ("13/3/19 2:05 p. m. - س: x", "14:05"),
        ("13.03.19, 14.05 – س: x", "14:05"),
        ("13/03/2019 à 14:05 - س: x", "14:05"),
        ("2019-03-13, 2:05:10 PM: س: x", "14:05:10"),
        ("۱۳/۳/۲۰۱۹، ۱۴:۰۵ - س: x", "14:05"),
        ("6/7/1440 هـ، 2:05 م - س: x", "14:05"),
    ],
)
def test_heads(line: str, clock: str) -> None:
    found = head(line)
    assert found is not None
    assert found.clock == clock
    assert str(written(found.date, day_first=True)) == "2019-03-13"
    assert line[found.end :] == "س: x"


@pytest.mark.parametrize(
    "line",
    ["", "قال", "13/03/2019", "13/03/2019 قال الوزير", "[13/03, 14:05] س: x", "31/31/2019, 14:05 - س: x",
     "13/03/2019, 25:05 - س: x", "1 - 2 - 3", "[13/03/2019, 14:05 س: x", "٣/٣ قتلى"],
)  # fmt: skip
def test_what_is_no_head(line: str) -> None:
    assert head(line) is None


@pytest.mark.parametrize(
    ("dates", "day_first"),
    [
        ([(3, 13, 19), (4, 5, 19)], False),
        ([(13, 3, 19), (4, 5, 19)], True),
        ([(4, 5, 19), (4, 6, 19), (5, 1, 19)], False),
        ([(4, 5, 19), (6, 5, 19), (1, 6, 19)], True),
        ([(4, 5, 19)], True),
        ([(2019, 3, 13)], True),
        ([], True),
    ],
)
def test_the_order_of_day_and_month(dates: list[tuple[int, int, int]], day_first: bool) -> None:
    order = Order()
    for numbers in dates:
        order.note(numbers)
    assert order.day_first is day_first


def test_american_dates() -> None:
    found = read("[4/5/19, 2:05:10 PM] A: قال\n[4/15/19, 2:05:10 PM] B: قال\n")
    assert [r.published for r in found] == ["2019-04-05T14:05:10", "2019-04-15T14:05:10"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أضاف الوزير أن الميناء مغلق", "أضاف الوزير أن الميناء مغلق"),
        ("غادر سالم الميناء", "غادر سالم الميناء"),
        ("الرصيف الآن <تم استبعاد الوسائط>", "الرصيف الآن <تم استبعاد الوسائط>"),
        ("IMG-1.jpg (الملف مرفق)\nالرصيف الآن", "الرصيف الآن"),
        (f"الرصيف الآن {RLM}<المُرفق: 1-PHOTO.jpg>", "الرصيف الآن"),
        (f"قتل ثلاثة {LRM}<This message was edited>", "قتل ثلاثة"),
        (f"{RLM}قال:{LRM} نعم", f"قال:{LRM} نعم"),
        ("  سطر  \n\n  آخر ", "سطر  \n\n  آخر"),
    ],
)
def test_words_of_senders(text: str, expected: str) -> None:
    assert read(f"1/3/2019, 14:05 - س: {text}\n1/3/2019, 14:06 - ه: نعم\n")[0].text == expected


@pytest.mark.parametrize(
    "text",
    [f"{LRM}أضاف س ه", f"{LRM}غيّر س اسم المجموعة إلى «أ: ب»", f"{LRM}مكالمة صوتية فائتة", f"{LRM}image omitted",
     "This message was deleted.", "<Médias omis>", f"plan.pdf • {LRM}3 pages {LRM}document omitted",
     f"{RLM}<المُرفق: 1.opus>", "👍👍", "POLL:\nهل؟\nOPTION: نعم (3 votes)", ""],
)  # fmt: skip
def test_what_is_no_report(text: str) -> None:
    found = read(f"[1/3/2019, 14:05:10] س: {text}\n[1/3/2019, 14:06:10] ه: نعم\n")
    assert [r.text for r in found] == ["نعم"]


def test_forwarded_labels() -> None:
    first, second = read(
        "1/3/2019, 14:05 - س: تمت إعادة توجيهها عدة مرات\nقتل ثلاثة\n1/3/2019, 14:06 - ه: محوّلة\n"
    )
    assert (first.text, first.forwarded_from) == ("قتل ثلاثة", "تمت إعادة توجيهها عدة مرات")
    assert (second.text, second.forwarded_from) == ("محوّلة", None)


def test_heads_of_another_phone_are_quoted() -> None:
    (first, _) = read(
        "1/3/2019, 14:05 - س: نقلا عنه\n[2/3/2019, 1:05:10] فلان: قتل ثلاثة\n1/3/2019, 14:06 - ه: نعم"
    )
    assert first.text == "نقلا عنه\n[2/3/2019, 1:05:10] فلان: قتل ثلاثة"


TALK = "1/3/2019, 14:05 - سالم: قتل ثلاثة\n1/3/2019, 14:06 - هدى: نعم\n"


@pytest.mark.parametrize(
    ("file", "outlets", "bylines"),
    [
        ("WhatsApp Chat with سالم.txt", ["سالم", "هدى"], [None, None]),
        (f"WhatsApp Chat with {GROUP} (2).txt", [GROUP, GROUP], ["سالم", "هدى"]),
        (f"دردشة واتساب مع {GROUP}.txt", [GROUP, GROUP], ["سالم", "هدى"]),
        (f"in/WhatsApp Chat - {GROUP}.zip!_chat.txt", [GROUP, GROUP], ["سالم", "هدى"]),
        ("WhatsApp_Chat_with_Port.txt", ["Port", "Port"], ["سالم", "هدى"]),
        ("notes.txt", ["سالم", "هدى"], [None, None]),
    ],
)
def test_the_name_of_the_chat(file: str, outlets: list[str], bylines: list[str | None]) -> None:
    found = read(TALK, file)
    assert [r.outlet for r in found] == outlets
    assert [r.byline for r in found] == bylines


def test_whose_are_the_words_where_the_other_never_answers() -> None:
    (only,) = read("1/3/2019, 14:05 - هدى: قتل ثلاثة\n", "WhatsApp Chat with سالم.txt")
    assert only.outlet == "هدى"


def test_in_a_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_chat.txt", group("iphone", 20)[0])
        archive.writestr("00000001-PHOTO.jpg", b"\xff\xd8\xff")
    found = read(packed.getvalue(), "WhatsApp Chat - الجيران.zip")
    assert {r.outlet for r in found} == {"الجيران"}
    assert found[0].read_from is not None
    assert found[0].read_from.startswith("WhatsApp Chat - الجيران.zip!_chat.txt:")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_encodings(encoding: str) -> None:
    data = (TALK * 5).encode(encoding)
    assert [r.text for r in read(data)] == ["قتل ثلاثة", "نعم"] * 5


@pytest.mark.parametrize(
    ("data", "file", "told"),
    [
        (TALK, "a.txt", True),
        ("1/3/2019, 14:05 - س: " + "قال " * 2000, "_chat.txt", True),
        ("1/3/2019, 14:05 - س: " + "قال " * 2000, "a.txt", False),
        ("13/03/2019 14:05 - بداية التشغيل\n13/03/2019 14:06 - نهاية التشغيل\n", "log.txt", False),
        ("ميناء السلامى\n1/3/2019, 14:05 - س: قال\n1/3/2019, 14:05 - س: قال\n", "a.txt", False),
        ("13/03/2019\nقال الوزير: الميناء مغلق\n", "a.txt", False),
        ("", "_chat.txt", False),
    ],
)
def test_telling(data: str, file: str, told: bool) -> None:
    assert whatsapp.tells(made(data, file)) is told


HEADS = "[1/3/2019, 14:05:10] س: قال\n" * 2


@pytest.mark.parametrize(
    "rest",
    [
        "ق" * 5_000_000,
        "1" * 2_000_000,
        "\n" * 500_000,
        LRM * 1_000_000,
        (LRM * 90 + "1\n") * 3000,
        "1/1/2019 " * 200_000,
        "[1/3/2019, 14:05:10] " + "س:" * 100_000,
        "[1/3/2019, 14:05:10] س: " + LRM + "غيّر " * 50 + "\n",
        "[1/3/2019, 14:05:10] س\x00: قا\x00ل\n[0/0/0000, 14:05:10] س: قال\n[1/3/2019, 14:05:10]",
        "[1/3/2019, 14:05:10] س: poll:\n" + "خيار\n" * 1000,
    ],
)
def test_hostile(rest: str) -> None:
    found = list(whatsapp.read(made(HEADS + rest, "_chat.txt")))
    assert sum(isinstance(item, Report) for item in found) in range(1, 5)


PIECES = st.sampled_from(
    ["[1/3/2019, 14:05:10] ", "1/3/2019, 14:05 - ", "س: ", LRM, RLM, "\n", "<تم استبعاد الوسائط>", "قال", "أضاف", ":",
     "Forwarded\n", "9/9/1440، 1:00 م - ", "<This message was edited>", "\r\n", "\u2028", "\x00"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_whatever_it_holds(data: str) -> None:
    for item in whatsapp.read(made(HEADS.encode() + data.encode(errors="replace"), "_chat.txt")):
        assert isinstance(item, Report | Warn)
        if isinstance(item, Report):
            assert item.text.strip()
            assert item.published is None or item.published[:2] in {"20", "21", "19"}
