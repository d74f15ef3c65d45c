"""Telegram Desktop's readable export: ``messages.html``, ``messages2.html`` … with a thousand messages each.

A message that is «joined» to the one before has the same sender, and no name over it; a forwarded message stands in a
body of its own, with the name that it was taken from. Times carry their zone (``13.03.2019 14:05:10 UTC+03:00``) and
are written in UTC, as those of ``result.json``. The page does not say what kind of chat it shows: it is a channel, or a
talk of two, where the one whose name it bears sends messages and at most one other does.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from riwaya.read.chats.message import Tally, gone, message, nameless
from riwaya.read.inputs import Found, Input
from riwaya.read.pages.page_tree import tree
from riwaya.read.record import too_large, unclear

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LIMIT = 16 * 1024 * 1024
"""Bytes of a page that is read: a thousand of the longest messages; most pages are one or two MB."""

_PAGE = re.compile(r'class="page_wrap')
_EXPORT = re.compile(r'class="page_body (?:chat_page|list_page)|<title>\s*exported data\s*</title>')
_STAMP = re.compile(r"(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?:\s*UTC\s*([+-]\d\d:\d\d))?")
_VIA = re.compile(r"\s+via @\w+$")
_BREAK = re.compile(r"[ \t]*\n\s*")
_MEDIA = re.compile(
    r"\b(?:media_)?(photo|video|voice_message|audio_file|sticker|poll|location|contact|animated)"
)

Raw = dict[str, str]


def tells(source: Input) -> bool:
    """Tell a page of an export by the classes of its frame; its index pages too, which hold no messages."""
    return bool(_PAGE.search(source.opening) and _EXPORT.search(source.opening))


def read(source: Input) -> Found:
    """Read every message with a text; pages of the export without messages give nothing."""
    if source.size > LIMIT:
        yield too_large(source.size, LIMIT, source.where)
        return
    yield from unclear(source.decoded, source.where)
    page = tree(source.decoded.text or "")
    if page is None:
        return
    heads = [node for node in page.iter("div") if "page_header" in _names(node)]
    title = gone(_plain(heads[0])) if heads else None
    tally = Tally()
    found = list(_messages(page))
    senders = {raw["from_name"] for raw in found if "from_name" in raw}
    own = title in senders and len(senders) <= 2
    for raw in found:
        yield from _message(raw, title, own, source.where, tally)
    yield from tally.warnings(source.where)


def _names(node: "Element") -> list[str]:
    """Give the classes of an element."""
    return (node.get("class") or "").split()


def _messages(page: "Element") -> Iterator[Raw]:
    """Give the messages of a page with what stands in each; joined ones get the names of the one before."""
    before: Raw = {}
    for history in (node for node in page.iter("div") if "history" in _names(node)):
        for node in history:
            names = _names(node)
            if "message" not in names:
                continue
            raw: Raw = {"id": (node.get("id") or "").removeprefix("message")}
            for body in node if "service" not in names else ():
                if "body" in _names(body):
                    _body(body, raw)
            if "joined" in names:
                same = ("from_name", "origin") if "forwarded" in raw else ("from_name",)
                raw = {name: before[name] for name in same if name in before} | raw
            before = raw
            if "service" not in names:
                yield raw
        return


def _body(body: "Element", raw: Raw, sender: str = "from_name") -> None:
    """Take what stands in the body of a message apart, and what stands in that of a forwarded one inside it."""
    for node in body:
        names = _names(node)
        if "forwarded" in names and "body" in names and sender != "origin":
            raw["forwarded"] = "yes"
            _body(node, raw, "origin")
        elif "date" in names:
            raw["date"] = node.get("title") or ""
        elif "from_name" in names:
            raw[sender] = _VIA.sub("", _plain(node, without="details"))
        elif "text" in names:
            raw["text"] = _plain(node)
        elif "signature" in names:
            raw["signature"] = _plain(node)
        elif "media_wrap" in names:
            kind = _MEDIA.search(" ".join(inner.get("class") or "" for inner in node.iter("div", "a")))
            raw["media"] = kind[1].replace("_", " ") if kind else "file"


def _plain(node: "Element", without: str = "") -> str:
    """Give the text of an element, not what is in one of the class `without`.

    ``<br>`` is a line end, a line end of the page itself is none.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415 - only pages need it

    parts = []
    walk = iterwalk(node, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            parts.append(_BREAK.sub(" ", (inner.tail or "") if inner is not node else ""))
        elif inner.tag == "br":
            parts.append("\n")
        elif without and without in _names(inner):
            walk.skip_subtree()
        else:
            parts.append(_BREAK.sub(" ", inner.text or ""))
    return "".join(parts).strip()


def _message(raw: Raw, title: str | None, own: bool, where: str, tally: Tally) -> Found:
    """Make the report of one message; `own` says that senders speak for themselves (see the head of the module)."""
    if not raw.get("text"):
        tally.lacks(raw.get("media", "empty"))
        return
    sender = gone(raw.get("from_name"))
    outlet = sender if own or not title else title
    name = f"{title or 'chat'}/{raw['id']}"
    tally.sender(sender)
    record = {
        "id": name,
        "outlet": outlet or title,
        "byline": raw.get("signature") or (sender if sender != outlet else None),
        "published": _time(raw.get("date", "")),
        "text": raw["text"],
        "forwarded_from": (gone(raw.get("origin")) or nameless()) if "forwarded" in raw else None,
    }
    member = not raw.get("signature") and sender is not None and sender != outlet
    yield from message(record, f"{where}#{raw['id']}", tally, member=member)


def _time(stamp: str) -> str | None:
    """Write the time of a message in UTC; an old export has no zone, there it stays local."""
    found = _STAMP.search(stamp)
    if found is None:
        return stamp or None
    try:
        if not found[2]:
            return datetime.strptime(found[1], "%d.%m.%Y %H:%M:%S").isoformat()
        moment = datetime.strptime(f"{found[1]}{found[2]}", "%d.%m.%Y %H:%M:%S%z").astimezone(UTC)
    except (ValueError, OverflowError):
        return stamp
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
