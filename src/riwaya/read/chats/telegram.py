"""Telegram Desktop's machine-readable export, ``result.json``: one chat, or a whole account with all its chats.

The file is never held: `ijson` gives its events, and only what a report is made of is kept of each message. Whose words
a message is stands in `outlet`: the name of the channel; in a group the group's, with the member in `byline`; between
two people the sender's. `forwarded_from` is whom a message was taken from.

Times are those of ``date_unixtime``, written in UTC: ``date`` is the local time of whoever exported, without a zone, so
that two desks would keep two times of one message. Exports before 2021 have no other; there it stays as it is.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from riwaya.errors import warn
from riwaya.read.chats.message import Tally, gone, message, nameless
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_TEXT, MAX_TEXT_BYTES, human

_KINDS = (
    "personal_chat|bot_chat|saved_messages|replies|verification_codes|private_group|private_supergroup"
    "|public_supergroup|private_channel|public_channel"
)
_CHAT = re.compile(rf'"type"\s*:\s*"(?:{_KINDS})"')
_SORTED = re.compile(r'"messages"\s*:\s*\[\s*\{.*"(?:date_unixtime|text_entities|from_id)"\s*:', re.S)
_ACCOUNT = re.compile(
    r'\{\s*"about"\s*:.*"(?:personal_information|profile_pictures|stories|contacts|frequent_contacts|sessions'
    r'|web_sessions|other_data|chats|left_chats)"\s*:\s*[{\[]',
    re.S,
)
# What a message may hold instead of a text, and what to call it.
_MEDIA = {
    "photo": "photo",
    "media_type": "media",
    "poll": "poll",
    "location_information": "place",
    "contact_information": "contact",
    "game_title": "game",
    "invoice_information": "invoice",
    "file": "file",
}
_FACTS = frozenset(("name", "type", "id", "username"))
_TEXTS = frozenset(("text", "text_entities"))
_FIELDS = frozenset((
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from", "from_id", "author",
    "forwarded_from", "forwarded_from_id", "text", *_MEDIA,
))  # fmt: skip
_TWO = ("personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes")
_BLOCK = 1 << 16
_DEEP = 32
"""Objects inside objects; an export has six."""
# Telegram writes other control characters as \x1F, which is no JSON.
_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|(.))", re.S)
_QUOTE = re.compile(rb'[^\\]"')
_NEVER = "1970-01-01"
"""The day of ``edited`` in old exports where a message was not edited."""

Event = tuple[str, Any]
Facts = dict[str, Any]


class _BrokenError(Exception):
    """The file cannot be read further; what came before it was read."""


def tells(source: Input) -> bool:
    """Tell an export by the type of its first chat, by its messages, or by the sections of an account."""
    start = source.opening
    if start[:1] not in ("{", "["):
        return False
    return bool(_CHAT.search(start) or _SORTED.search(start) or _ACCOUNT.match(start))


def read(source: Input) -> Found:
    """Read every message with a text; what breaks off is said (R105), and what came before it was read."""
    tally, number = Tally(), 0
    blocks = _Blocks(source.stream)
    try:
        for chat, found in _chats(_events(blocks)):
            number += 1
            yield from _message(chat, found, source.where, tally)
    except _BrokenError as problem:
        yield warn("R105", source.where, detail=f"{problem}, after {number:,} messages")
    if blocks.damaged:
        yield warn("R104", source.where, encoding=blocks.encoding.removesuffix("-sig"))
    yield from tally.warnings(source.where)


class _Blocks:
    """The file as blocks of sound UTF-8 in which every escape is one that JSON knows."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.encoding = "utf-8-sig"
        self.damaged = False

    def __iter__(self) -> Iterator[bytes]:
        """Give the blocks; raises `_BrokenError` where a text has no end for `MAX_TEXT_BYTES`."""
        held = b""
        for block in self._text():
            seen, held = max(0, len(held) - 1), held + block
            # The parser looks again at what has no end yet, so that a long text is given to it at once.
            if not _QUOTE.search(held, seen):
                if len(held) > MAX_TEXT_BYTES:
                    raise _BrokenError(f"over {human(MAX_TEXT_BYTES)} without an end")
                continue
            # Blocks end with lines, so that no escape is cut; Telegram never writes a line end inside a string.
            end = held.rfind(b"\n") + 1 or len(held)
            yield _ESCAPE.sub(_mended, held[:end]) if b"\\x" in held else held[:end]
            held = held[end:]
        if held:
            yield held

    def _text(self) -> Iterator[bytes]:
        """Decode and encode again: what is no character becomes U+FFFD, UTF-16 becomes UTF-8."""
        block = self.stream.read(_BLOCK)
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.encoding = "utf-16"
        elif b"\0" in block[:2]:
            self.encoding = "utf-16-be" if block[:1] == b"\0" else "utf-16-le"
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        while block:
            text = decoder.decode(block)
            self.damaged = self.damaged or ("\ufffd" in text and b"\xef\xbf\xbd" not in block)
            yield text.encode("utf-8", errors="replace")
            block = self.stream.read(_BLOCK)


def _mended(found: re.Match[bytes]) -> bytes:
    return b"\\u00" + found[1] if found[1] else found[0]


def _events(blocks: _Blocks) -> Iterator[Event]:
    """Give the events of the JSON one by one; raises `_BrokenError` where it is broken or ends too early."""
    import ijson  # noqa: PLC0415 - only exports of chats need it

    wrong = (ijson.JSONError, ValueError, OverflowError)
    events: Any = ijson.sendable_list()
    # Without `use_float` a number of five thousand digits ends the whole program in ijson 3.6.
    parser = ijson.basic_parse_coro(events, use_float=True)
    for block in blocks:
        broken = _fed(parser.send, block, wrong)
        yield from events
        del events[:]
        if broken:
            raise _BrokenError(broken)
    broken = _fed(lambda _: parser.close(), b"", wrong)
    yield from events
    if broken:
        raise _BrokenError(broken)


def _fed(feed: Callable[[bytes], Any], block: bytes, wrong: tuple[type[Exception], ...]) -> str | None:
    """Feed the parser; say what was wrong, or None."""
    try:
        feed(block)
    except StopIteration:
        return None  # the end of the JSON was reached before that of the file
    except wrong as problem:
        said = str(problem.args[0] if problem.args else "").removeprefix("b'").split("\n")[0].split("\\n")[0]
        return said[:80] or "broken"
    return None


def _chats(events: Iterator[Event]) -> Iterator[tuple[Facts, Facts]]:
    """Give every message with what is known of its chat: any object with a list called ``messages`` is one."""
    maps: list[Facts] = []
    key = None
    for event, value in events:
        if event == "map_key":
            key = value
            continue
        if event == "start_map":
            maps.append({})
            if len(maps) > _DEEP:
                raise _BrokenError("nested too deeply")
        elif event == "end_map":
            maps.pop()
        elif event == "start_array" and key == "messages" and maps:
            for found in _messages(events):
                yield maps[-1], found
        elif key in _FACTS and event in ("string", "number"):
            maps[-1][key] = value
        key = None


def _messages(events: Iterator[Event]) -> Iterator[Facts]:
    """Give the messages of a list up to its end."""
    for event, _ in events:
        if event == "start_map":
            yield _fields(events)
        elif event == "start_array":
            _skip(events)
        elif event == "end_array":
            return


def _fields(events: Iterator[Event]) -> Facts:
    """Read one message to its end, and keep what reports are made of."""
    found: Facts = {}
    key = ""
    for event, value in events:
        if event == "map_key":
            key = value
        elif event == "end_map":
            break
        elif event == "start_array" and key in _TEXTS:
            found[key] = _joined(events)
        elif event in ("start_array", "start_map"):
            _skip(events)
            if key in _MEDIA:
                found[key] = True
        elif key in _FIELDS:
            found[key] = value
    return found


def _joined(events: Iterator[Event]) -> str:
    """Join the parts of a text: strings, and objects (bold, a link, a mention …) whose ``text`` counts."""
    parts: list[str] = []
    size, depth, key = 0, 0, None
    for event, value in events:
        if event in ("start_map", "start_array"):
            depth += 1
        elif event == "end_array" and depth == 0:
            break
        elif event in ("end_map", "end_array"):
            depth -= 1
        elif event == "map_key":
            key = value if depth == 1 else None
        # A text over the limit is refused as a whole, so that one part too many is enough.
        elif event == "string" and (depth == 0 or (depth == 1 and key == "text")) and size <= MAX_TEXT:
            parts.append(value)
            size += len(value)
    return "".join(parts)


def _skip(events: Iterator[Event]) -> None:
    """Pass over a list or an object to its end."""
    depth = 1
    for event, _ in events:
        if event in ("start_map", "start_array"):
            depth += 1
        elif event in ("end_map", "end_array"):
            depth -= 1
            if depth == 0:
                return


def _message(chat: Facts, found: Facts, where: str, tally: Tally) -> Found:
    """Make the report of one message; what Telegram itself says of the chat (joined, pinned) is none."""
    if found.get("type", "message") != "message":
        return
    text = found.get("text") or found.get("text_entities")
    if not isinstance(text, str) or not text.strip():
        kind = next((kind for key, kind in _MEDIA.items() if found.get(key)), "empty")
        tally.lacks(str(found["media_type"]).replace("_", " ") if kind == "media" else kind)
        return
    outlet, byline, member = _speaker(chat, found)
    tally.sender(byline or outlet)
    name = f"{chat.get('id') or chat.get('name') or 'chat'}/{found.get('id', '')}"
    record = {
        "id": name,
        "outlet": outlet,
        "byline": byline,
        "url": _address(chat, found),
        "published": _time(found, "date"),
        "updated": _time(found, "edited"),
        "text": text,
        "forwarded_from": _origin(found),
    }
    yield from message(record, f"{where}#{name}", tally, member=member)


def _speaker(chat: Facts, found: Facts) -> tuple[str | None, str | None, bool]:
    """Give outlet and byline: who speaks, and under whose name; and whether the byline is a member of a group.

    A channel's post may be signed (``author``): that is its own voice.
    """
    title, sender = gone(chat.get("name")), gone(found.get("from"))
    kind = str(chat.get("type", ""))
    public = str(found.get("from_id", "")).startswith("channel")
    if kind.endswith("_channel") or (not kind and public):
        return title or sender, gone(found.get("author")), False
    if kind in _TWO or not title:
        return sender or title, None, False
    return (title, sender, True) if sender != title else (title, gone(found.get("author")), False)


def _origin(found: Facts) -> str | None:
    """Give whom a message was forwarded from; an account that is gone has a null for a name."""
    if "forwarded_from" not in found and "forwarded_from_id" not in found:
        return None
    return gone(found.get("forwarded_from")) or nameless()


def _address(chat: Facts, found: Facts) -> str | None:
    """Give the public address of a message, where the export says under which name the channel is public."""
    name = str(chat.get("username") or "").removeprefix("@")
    return f"https://t.me/{name}/{found['id']}" if name and found.get("id") else None


def _time(found: Facts, field: str) -> object:
    """Give a time: seconds since 1970 where the export has them, else the local time."""
    seconds = str(found.get(f"{field}_unixtime", ""))
    if seconds.isdecimal() and len(seconds) < 12:
        return int(seconds) or None
    local = found.get(field)
    return None if isinstance(local, str) and local.startswith(_NEVER) else local
