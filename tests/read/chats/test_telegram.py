"""Telegram's two exports: whose words a message is, when, from whom it was taken; and whatever else a file may hold."""

import html
import json
import random
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.chats import telegram, telegram_html

CHANNEL = "شبكة المرفأ الإخبارية"
OTHERS = ("صوت الساحل", "قناة الشراع", "منبر السلامى")
ZONE = timezone(timedelta(hours=3))
START = datetime(2031, 3, 13, 21, 30, tzinfo=ZONE)
NEWS = (
    "غرقت عبارة تقل عمالا قبالة ميناء السلامى وقتل {n} منهم.", "قال مدير الميناء سامر حداد إن الرصيف مغلق.",
    "عاجل | زوارق الصيادين تنتشل {n} أشخاص من المياه.", "نفت هيئة المرافئ أن تكون العبارة قديمة.",
    "نعم", "الصورة من الرصيف الغربي\nالتقطها الصياد عمر", "Ferry sinks off the port", "👍👍",
)  # fmt: skip
Message = dict[str, Any]


def channel(size: int = 200, seed: int = 7) -> list[Message]:
    """Make the messages of a channel: posts, captions, forwards, replies, edits, signatures, pictures, polls."""
    chance, out = random.Random(seed), []  # noqa: S311 - a test wants the same messages again
    for n in range(1, size + 1):
        sent = START + timedelta(minutes=3 * n + chance.randrange(3), seconds=chance.randrange(60))
        one: Message = {"id": n, "type": "message", **stamps("date", sent), "from": CHANNEL}
        one["from_id"] = "channel1234567890"
        if chance.random() < 0.1:
            one["author"] = "هدى العوفي"
        if chance.random() < 0.2:
            one["forwarded_from"] = chance.choice((*OTHERS, None))
        if chance.random() < 0.15:
            one["reply_to_message_id"] = chance.randrange(1, n + 1)
        if chance.random() < 0.1:
            one |= stamps("edited", sent + timedelta(minutes=5))
        kind = chance.random()
        if kind < 0.2:
            one |= {"photo": f"photos/photo_{n}.jpg", "width": 800, "height": 600}
        elif kind < 0.25:
            one["poll"] = {"question": "هل يفتح الميناء؟", "answers": [{"text": "نعم", "voters": 3}]}
        text = (
            chance.choice(NEWS).format(n=chance.randrange(2, 30)) if 0.1 < kind < 0.2 or kind > 0.25 else ""
        )
        first, gap, rest = text.partition(" ")
        one["text"] = (
            [{"type": "bold", "text": first}, gap + rest] if rest and chance.random() < 0.4 else text
        )
        one["text_entities"] = [{"type": "plain", "text": text}] if text else []
        out.append(one)
    out.insert(
        0, {"id": -1, "type": "service", "actor": CHANNEL, "action": "create_channel", "title": CHANNEL}
    )
    return out


def stamps(field: str, moment: datetime) -> Message:
    """Give both times of an export: the local one, and the seconds."""
    return {
        field: moment.replace(tzinfo=None).isoformat(),
        f"{field}_unixtime": str(int(moment.timestamp())),
    }


def as_json(messages: list[Message], **chat: Any) -> str:
    chat = {"name": CHANNEL, "type": "public_channel", "id": 1234567890} | chat
    return json.dumps({**chat, "messages": messages}, ensure_ascii=False, indent=1)


def plain(text: str | list[Any]) -> str:
    return text if isinstance(text, str) else "".join(p if isinstance(p, str) else p["text"] for p in text)


def as_html(messages: list[Message], title: str = CHANNEL) -> str:
    """Write messages as Telegram's page shows them; a message within fifteen minutes is joined to the one before."""
    parts, before = [], {}
    for one in messages:
        if one["type"] == "service":
            parts.append(
                '<div class="message service" id="message-1"><div class="body details">\nx</div></div>'
            )
            before = {}
            continue
        same = all(one.get(k) == before.get(k) for k in ("from", "forwarded_from")) and bool(before)
        same = same and ("forwarded_from" in one) == ("forwarded_from" in before)
        parts.append(html_message(one, joined=same))
        before = one
    return (
        '<!DOCTYPE html>\n<html>\n <head>\n  <meta charset="utf-8"/>\n<title>Exported Data</title>\n </head>\n\n'
        ' <body onload="CheckLocation();">\n\n  <div class="page_wrap">\n\n   <div class="page_header">\n\n'
        f'    <div class="content">\n\n     <div class="text bold">\n{html.escape(title)} \n     </div>\n\n    </div>\n'
        '   </div>\n\n   <div class="page_body chat_page">\n\n    <div class="history">\n'
        + "\n".join(parts)
        + "\n    </div>\n\n   </div>\n\n  </div>\n\n </body>\n\n</html>\n"
    )


def html_message(one: Message, *, joined: bool) -> str:
    moment = datetime.fromtimestamp(int(one["date_unixtime"]), ZONE)
    title = moment.strftime("%d.%m.%Y %H:%M:%S UTC+03:00")
    inner = name(one["from"]) if not joined else ""
    told = ""
    if "photo" in one:
        told += '<div class="media_wrap clearfix">\n<a class="photo_wrap clearfix pull_left" href="p.jpg">\n</a></div>'
    if "poll" in one:
        told += '<div class="media_wrap clearfix"><div class="media_poll"><div class="question bold">هل؟</div></div>'
        told += "</div>"
    if text := plain(one["text"]):
        marked = html.escape(text).replace("\n", "<br>").replace("العبارة", "<strong>العبارة</strong>")
        told += f'\n       <div class="text">\n{marked}\n       </div>\n'
    if "author" in one:
        told += f'<div class="signature details">\n{one["author"]}\n</div>'
    if "forwarded_from" in one:
        stamp = f'<span class="date details" title="{title}"> {title}</span>'
        from_name = name(one["forwarded_from"] or "Deleted Account", stamp) if not joined else ""
        told = f'<div class="forwarded body">\n{from_name}{told}</div>'
    return (
        f'\n     <div class="message default clearfix{" joined" if joined else ""}" id="message{one["id"]}">\n'
        '<div class="pull_left userpic_wrap"><div class="initials">ش</div></div>\n      <div class="body">\n'
        f'       <div class="pull_right date details" title="{title}">\n14:05\n       </div>\n{inner}{told}\n'
        "      </div>\n     </div>\n"
    )


def name(who: str, after: str = "") -> str:
    return f'\n       <div class="from_name">\n{html.escape(who)} {after}\n       </div>\n'


def reports(data: str | bytes, file: str = "result.json") -> list[Report]:
    return read_bytes(data, file)[0]


def one_of(message: Message, **chat: Any) -> Report:
    (report,) = reports(as_json([{"id": 5, "type": "message", "from": CHANNEL, **message}], **chat))
    return report


def test_a_channel() -> None:
    messages = channel()
    found, warnings = read_bytes(as_json(messages), "result.json")
    kept = [m for m in messages if re.search(r"\w", plain(m.get("text", "")))]
    assert [r.given_id for r in found] == [f"1234567890/{m['id']}" for m in kept]
    assert [r.text for r in found] == [plain(m["text"]) for m in kept]
    assert {r.outlet for r in found} == {CHANNEL}
    assert [r.byline for r in found] == [m.get("author") for m in kept]
    for report, message in zip(found, kept, strict=True):
        moment = datetime.fromtimestamp(int(message["date_unixtime"]), UTC)
        assert report.published == moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert (report.updated is not None) == ("edited" in message)
        whom = message.get("forwarded_from", "") if "forwarded_from" in message else ""
        assert report.forwarded_from == (whom or ("Deleted Account" if whom is None else None))
    assert len({r.sha256 for r in found}) == 1
    # Two things are said, each once: messages without a text, messages without Arabic.
    said = " ".join(w.message for w in warnings)
    assert len(warnings) == 2
    assert f"{sum('poll' in m for m in messages)} poll" in said
    assert f"{sum(m.get('text') == 'Ferry sinks off the port' for m in messages)}" in said


def test_both_exports_of_a_channel_give_the_same_reports() -> None:
    messages = channel()
    for message in messages:
        for field in ("edited", "edited_unixtime"):
            message.pop(field, None)
    first, second = reports(as_json(messages)), reports(as_html(messages), "messages.html")
    assert len(first) > 100
    assert [r.id for r in first] == [r.id for r in second]
    assert [r.forwarded_from for r in first] == [r.forwarded_from for r in second]
    assert second[0].given_id == f"{CHANNEL}/{first[0].given_id.split('/')[1]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سطر\nوآخر", "سطر\nوآخر"),
        (["قال ", {"type": "mention", "text": "@port"}, " إن"], "قال @port إن"),
        ([{"type": "text_link", "text": "المصدر", "href": "https://port.example/1"}], "المصدر"),
        ([{"type": "custom_emoji", "text": "🔴", "document_id": "x"}, " عاجل ", {"type": "hashtag", "text": "#ميناء"}],
         "🔴 عاجل #ميناء"),
        ([{"type": "blockquote", "text": "نص  منقول", "collapsed": True}, "\n\n", {"type": "spoiler", "text": "سر"}],
         "نص  منقول\n\nسر"),
        ([{"type": "pre", "text": "رقم", "language": "py", "inner": {"text": "لا", "x": [1]}}, "\u2028آخر"],
         "رقم\u2028آخر"),
        (["  قبل", ["قائمة"], "بعد  "], "  قبلبعد  "),
    ],
)  # fmt: skip
def test_the_text_is_exact(text: Any, expected: str) -> None:
    assert one_of({"text": text}).text == expected
    if isinstance(text, list):
        assert one_of({"text_entities": text}).text == expected
        assert one_of({"text": "", "text_entities": text}).text == expected


def test_whose_words() -> None:
    group = {"name": "أهالي الميناء", "type": "private_supergroup"}
    assert (one_of({"text": "نعم", "from": "سالم"}, **group).outlet) == "أهالي الميناء"
    assert (one_of({"text": "نعم", "from": "سالم"}, **group).byline) == "سالم"
    assert one_of({"text": "نعم", "from": None}, **group).byline is None
    admin = one_of({"text": "نعم", "from": "أهالي الميناء", "author": "مشرف"}, **group)
    assert (admin.outlet, admin.byline) == ("أهالي الميناء", "مشرف")
    talk = {"name": "سالم", "type": "personal_chat"}
    mine = one_of({"text": "نعم", "from": "هدى"}, **talk)
    assert (mine.outlet, mine.byline) == ("هدى", None)
    assert one_of({"text": "نعم", "from": None}, name=None, type="personal_chat").outlet is None
    assert one_of({"text": "نعم", "from_id": "channel7"}, name=None, type="private_channel").outlet == CHANNEL
    assert one_of({"text": "نعم"}, username="@port_news").url == "https://t.me/port_news/5"
    assert one_of({"text": "نعم"}).url is None


def test_forwards() -> None:
    assert one_of({"text": "نعم", "forwarded_from": OTHERS[0]}).forwarded_from == OTHERS[0]
    assert one_of({"text": "نعم", "forwarded_from": None}).forwarded_from == "Deleted Account"
    assert one_of({"text": "نعم", "forwarded_from_id": "user5"}).forwarded_from == "Deleted Account"
    assert one_of({"text": "نعم", "saved_from": OTHERS[0]}).forwarded_from is None


def test_times() -> None:
    assert one_of({"text": "نعم", **stamps("date", START)}).published == "2031-03-13T18:30:00Z"
    old = one_of({"text": "نعم", "date": "2019-03-13T14:05:10", "edited": "1970-01-01T02:00:00"})
    assert (old.published, old.updated) == ("2019-03-13T14:05:10", None)
    assert one_of({"text": "نعم", "date_unixtime": "0"}).published is None


def account(**more: Any) -> str:
    chats = [
        {"name": "سالم", "type": "personal_chat", "id": 7, "messages": channel(5)},
        {"type": "saved_messages", "id": 8, "messages": channel(5)},
    ]
    left = [{"name": OTHERS[0], "type": "public_channel", "id": 9, "messages": channel(5)}]
    about = "Here is the data you requested."
    return json.dumps(
        {
            "about": about,
            "personal_information": {"first_name": "هدى", "bio": "x" * 3000},
            "contacts": {"about": about, "list": [{"user_id": 5, "first_name": "سالم"}]},
            "chats": {"about": about, "list": chats},
            "left_chats": {"about": about, "list": left},
            **more,
        },
        ensure_ascii=False,
        indent=1,
    )


def test_a_whole_account() -> None:
    found = reports(account())
    assert {r.given_id.split("/")[0] for r in found if r.given_id} == {"7", "8", "9"}
    assert OTHERS[0] in {r.outlet for r in found}


def test_control_characters_as_telegram_writes_them() -> None:
    data = as_json([{"id": 1, "type": "message", "text": "قال@والمسار ^x41"}])
    data = data.replace("@", r"\x0B").replace("^", r"\\")
    assert [r.text for r in reports(data)] == ["قال\x0bوالمسار \\x41"]


def test_what_breaks_off_is_said_and_the_rest_is_read() -> None:
    whole = as_json(channel(50))
    found, warnings = read_bytes(whole[: len(whole) // 2], "result.json")
    assert len(found) > 5
    assert warnings[0].code == "R105"
    assert [r.id for r in found] == [r.id for r in reports(whole)][: len(found)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    found = reports(as_json(channel(20)).encode(encoding))
    assert [r.id for r in found] == [r.id for r in reports(as_json(channel(20)))]


def test_bytes_that_are_no_text() -> None:
    data = as_json([{"id": 1, "type": "message", "text": "قال مدير الميناء"}]).encode()
    found, warnings = read_bytes(data.replace("مدير".encode(), b"\xff\xfe"), "result.json")
    assert [r.text for r in found] == ["قال \ufffd\ufffd الميناء"]
    assert warnings[0].code == "R104"


OPENING = '{"name":"x","type":"public_channel","id":1,"messages":['


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("[" * 200_000, "R105"),
        ('{"id":1,"text":' + '[{"text":' * 100_000, "R105"),
        ('{"id":' + "9" * 100_000 + ',"text":"قال"}]}', "R105"),
        ('{"id":1,"text":"' + "ق" * 6_000_000, "R105"),
        ('{"id":1,"text":"' + "\\" * 1_000_000, "R105"),
        ('{"id":1,"text":[' + '"قال ",' * 600_000 + '"x"]}]}', "R108"),
        ('{"id":1,"text":"قال"},\x00', "R105"),
        ('{"id":1e999,"text":"قال"}]}', "R105"),
        ('{"id":1,"text":"قال","date":{},"from":5,"date_unixtime":"9e9"}]} {}', "R105"),
    ],
)
def test_hostile(rest: str, code: str) -> None:
    source = made(OPENING + rest, "result.json")
    assert telegram.tells(source)
    assert code in [item.code for item in telegram.read(source) if isinstance(item, Warn)]


def test_objects_inside_objects() -> None:
    source = made('{"type":"public_channel","a":' * 100_000, "result.json")
    assert [item.code for item in telegram.read(source) if isinstance(item, Warn)] == ["R105"]


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8), st.booleans())
@settings(max_examples=60, deadline=None)
def test_errors_in_an_export(at: int, patch: bytes, page: bool) -> None:
    messages = channel(8)
    data = bytearray((as_html(messages) if page else as_json(messages)).encode())
    data[at : at + len(patch)] = patch
    reader = telegram_html if page else telegram
    for item in reader.read(made(bytes(data), "x")):
        assert isinstance(item, Report | Warn)
        if isinstance(item, Report):
            item.text.encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (as_json([]), True),
        (json.dumps({"id": 1, "messages": channel(2), "name": "x", "type": "public_channel"}), True),
        (account(), True),
        ('{"text": "قال", "type": "message"}', False),
        ('{"messages": [{"role": "user", "content": "قال"}]}', False),
        ('{"about": "us", "contacts": "none"}', False),
        ("", False),
    ],
)
def test_telling(data: str, told: bool) -> None:
    assert telegram.tells(made(data, "data.json")) is told


def test_pages_of_groups_and_talks() -> None:
    times = {"type": "message", **stamps("date", START), "text": "نعم"}
    said = [{**times, "id": n, "from": who} for n, who in enumerate("اسهه")]
    group = reports(as_html(said, "أهالي الميناء"), "messages2.html")
    assert [(r.outlet, r.byline) for r in group] == [("أهالي الميناء", who) for who in "اسهه"]
    talk = reports(as_html(said[1:], "س"), "messages.html")
    assert [(r.outlet, r.byline) for r in talk] == [("س", None), ("ه", None), ("ه", None)]


def test_pages_of_an_export_without_messages() -> None:
    index = '<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap">\n<div>قال'
    source = made(index, "export_results.html")
    assert telegram_html.tells(source)
    assert list(telegram_html.read(source)) == []
    assert not telegram_html.tells(made("<html><body><div class='page_wrap'>قال</div>", "a.html"))


@pytest.mark.parametrize(
    "inside",
    [
        "<div>" * 100_000,
        '<div class="message default"><div class="body"><div class="text">' * 30_000,
        "<div " + " ".join(f"a{n}" for n in range(50_000)) + ">",
        '<div class="message default"><div class="body"><div class="text">\x00قال&#0;&#xD800;',
        '<div class="message"><div class="forwarded body"><div class="forwarded body">' * 1000,
    ],
)
def test_hostile_pages(inside: str) -> None:
    page = as_html([]).replace('<div class="history">', '<div class="history">' + inside)
    for item in telegram_html.read(made(page, "messages.html")):
        assert isinstance(item, Report | Warn)
