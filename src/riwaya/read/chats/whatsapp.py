"""WhatsApp's export of a chat: a text file (``_chat.txt``, ``WhatsApp Chat with X.txt``), often inside a zip archive.

A message begins with a head of date and time and goes on until the next. What WhatsApp itself says in it (who joined,
what was left out, what was deleted) is data, `data/chat_whatsapp.toml`. Whose words a message is stands in `outlet`: in
a group the group's name, with the member in `byline`; between two people, or where the chat has no name, the sender's.

Senders who are in nobody's address book are telephone numbers. They are kept, because they are evidence, and said.
Times are those of the phone that exported, without a zone. Exports name no message, so reports have no id of their own.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from riwaya.arabic.fold import Folded, fold
from riwaya.lexicon import toml
from riwaya.read.chats.message import Tally, forwarded_labels, message
from riwaya.read.chats.whatsapp_lines import MARKED, Head, Order, bare, head, lines, written
from riwaya.read.inputs import Found, Input
from riwaya.read.record import too_large, unclear

LIMIT = 64 * 1024 * 1024
"""Bytes of an export that is read; WhatsApp itself stops at 40,000 messages."""

_SENDER = re.compile(r"([^:\n]{1,100}?):(?:\s|\Z)")
_NAME = "[^:]{1,80}?"
_SENDERS = 5000
"""Senders remembered at most; a group has 1024 members."""
_NOTICE = 300
"""Characters of the longest thing that WhatsApp says by itself."""
_POLL = 20 * _NOTICE
"""Characters of a poll, with what is asked and the answers."""
_NOTICES = ("file_names", "encrypted", "group_names", "about", "edited")
_INSTEAD = "instead."
_COPY = re.compile(r"\s*\(\d+\)$")


class Said(NamedTuple):
    """One message as it stands: its line, its head, who sent it (None: WhatsApp) and its words.

    `chat` is the name of the chat where this tells it; `group` says that only groups have such a notice.
    """

    line: int
    head: Head
    sender: str | None
    text: str
    chat: str | None = None
    group: bool = False


class Chat(NamedTuple):
    """What the whole file tells: the name, whether senders speak for themselves, whether the day stands first."""

    name: str | None
    own: bool
    day_first: bool


def tells(source: Input) -> bool:
    """Tell an export by the heads of its first lines, of which one has a sender or says that the chat is encrypted."""
    start = list(lines(source.opening))
    heads = [(line, found) for line in start if (found := head(line))]
    if not heads or heads[0][0] is not start[0]:
        return False
    named = source.name.casefold() == "_chat.txt" or _named(source) is not None
    return (len(heads) > 1 or named) and any(
        _SENDER.match(line, found.end) or _matches("encrypted", line[found.end :]) for line, found in heads
    )


def read(source: Input) -> Found:
    """Read every message with a text; the file is gone through twice, because all of it tells the order of dates."""
    if source.size > LIMIT:
        yield too_large(source.size, LIMIT, source.where)
        return
    yield from unclear(source.decoded, source.where)
    text = source.decoded.text or ""
    chat, tally = _survey(source, text), Tally()
    for said in _said(text):
        if said.sender is not None:
            yield from _message(said, chat, source.where, tally)
    yield from tally.warnings(source.where)


def _survey(source: Input, text: str) -> Chat:
    """Go through the whole chat once: its name, its senders, the order of its dates."""
    order, senders = Order(), set[str]()
    name, group = None, False
    for said in _said(text):
        order.note(said.head.date)
        name, group = said.chat or name, group or said.group
        if said.sender is not None and len(senders) < _SENDERS:
            senders.add(said.sender)
    name = source.around.get("outlet") or _named(source) or name
    # One sender in a chat with another's name is whoever exported it, and the other has not answered.
    own = name is None or name in senders or (len(senders) == 1 and not group)
    return Chat(name, own, order.day_first)


def _named(source: Input) -> str | None:
    """Give the name of the chat that the name of the file says, or of the archive that it stands in."""
    for part in reversed(re.split(r"[!/\\]", source.where)):
        stem = PurePosixPath(part).stem if part.casefold().endswith((".txt", ".zip")) else part
        stem = _COPY.sub("", stem if " " in stem else stem.replace("_", " "))
        if found := _first_group("file_names", stem):
            return found
    return None


def _said(text: str) -> Iterator[Said]:
    """Cut a chat into its messages; heads of the other kind of phone are quoted in a message, and no heads."""
    begin: tuple[int, Head] | None = None
    rest: list[str] = []
    for number, line in enumerate(lines(text), 1):
        found = head(line)
        if found and (begin is None or found.phone == begin[1].phone):
            if begin is not None:
                yield _whole(*begin, rest)
            begin, rest = (number, found), [line[found.end :]]
        elif begin is not None:
            rest.append(line)
    if begin is not None:
        yield _whole(*begin, rest)


def _whole(line: int, begin: Head, rest: list[str]) -> Said:
    """Part the sender of a message from its words. What WhatsApp says has none on Android, and one on an iPhone."""
    text = "\n".join(rest)
    if name := _first_group("group_names", text):
        return Said(line, begin, None, text, name, True)
    found = _SENDER.match(text)
    if found is None or _matches("encrypted", text):
        return Said(line, begin, None, text)
    sender, words = bare(bare(found[1]).removeprefix("~")), text[found.end() :]
    if _matches("encrypted", words):
        return Said(line, begin, None, words, sender)
    if MARKED.match(words) and not _instead(words):
        name = _first_group("group_names", words)
        if name or _matches("about", words):
            return Said(line, begin, None, words, name, name is not None)
    return Said(line, begin, sender or None, words)


def _message(said: Said, chat: Chat, where: str, tally: Tally) -> Found:
    """Make the report of one message, without what WhatsApp put into it."""
    text, instead = _words(said.text)
    if not text:
        tally.lacks(instead or "empty")
        return
    first, _, rest = text.partition("\n")
    forwarded = bare(first) if bare(rest) and fold(bare(first)) in forwarded_labels() else None
    tally.sender(said.sender)
    day = written(said.head.date, day_first=chat.day_first)
    record = {
        "outlet": said.sender if chat.own else chat.name,
        "byline": None if chat.own or said.sender == chat.name else said.sender,
        "published": f"{day}T{said.head.clock}",
        "text": rest if forwarded else text,
        "forwarded_from": forwarded,
    }
    yield from message(record, f"{where}:{said.line}", tally, member=record["byline"] is not None)


def _words(text: str) -> tuple[str, str | None]:
    """Give the words of a message without what WhatsApp put there, and the kind of what stands beside or instead."""
    text = bare(text)
    if text.endswith(">") and _matches("edited", text[text.rfind("<") :]):
        text = bare(text[: text.rfind("<")])
    if kind := _instead(text):
        return "", kind
    parts, kind = text.split("\n"), None
    for at in (0, -1):
        # A placeholder has a line of its own, or stands behind its caption with a direction mark between the two.
        caption, last = _parted(parts[at])
        found = _instead(last)
        if found and found != "deleted":
            kind, parts[at] = found, caption
    return bare("\n".join(parts)), kind


def _parted(line: str) -> tuple[str, str]:
    """Cut a line at the last direction mark inside it that has words behind it: a caption, and what is after it."""
    for mark in reversed(list(MARKED.finditer(line, max(0, len(line) - _NOTICE)))):
        if bare(line[mark.end() :]):
            caption = line[: mark.start()]
            return (caption, line[mark.end() :]) if bare(caption) else ("", line)
    return "", line


@cache
def _table() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Give the patterns of each row of the table; those of what stands instead of a text under ``instead.photo`` …."""
    table = toml("chat_whatsapp")
    rows = {key: row for key, row in table.items() if key in _NOTICES}
    rows |= {f"{_INSTEAD}{kind}": row for kind, row in table["instead"].items()}
    return {
        key: tuple(re.compile(pattern.replace("{name}", _NAME)) for pattern in row)
        for key, row in rows.items()
    }


def _matches(key: str, text: str) -> bool:
    """Tell whether a text is what one of these patterns says, and nothing else."""
    text = bare(text)
    return len(text) <= _NOTICE and _any(_table()[key], fold(text))


def _instead(text: str) -> str | None:
    """Name the kind of what stands there instead of a text, or None."""
    if len(text) > _POLL:
        return None
    folded = fold(bare(text))
    found = (key for key, row in _table().items() if key.startswith(_INSTEAD) and _any(row, folded))
    return next((key.removeprefix(_INSTEAD) for key in found), None)


def _any(patterns: tuple[re.Pattern[str], ...], folded: str) -> bool:
    return any(pattern.fullmatch(folded) for pattern in patterns)


def _first_group(key: str, text: str) -> str | None:
    """Give the words of a text that the group of the first fitting pattern holds."""
    text = bare(text)
    if len(text) > _NOTICE:
        return None
    folded = Folded(text)
    for pattern in _table()[key]:
        if found := pattern.fullmatch(folded.text):
            span = folded.raw(*found.span(1))
            return bare(text[span.start : span.end]) or None
    return None
