"""Pages saved with their parts in one file (``.mht``, ``.mhtml``): the page itself is read, as the page that it is.

Chrome, Edge and Internet Explorer write a mail with parts: the page, its frames, its pictures. The parts are gone
through line by line and only the page is held. Its address comes from its ``Content-Location``, the time of saving
from ``Date``.
"""

import binascii
import re
from contextlib import suppress
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO, NamedTuple

from riwaya.errors import warn
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_TEXT_BYTES
from riwaya.read.record import too_large

ENDINGS = (".mht", ".mhtml")
_OPENS = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:[!-9;-~]{1,60}:[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000})*+\r?\n)+"
)
_RELATED = re.compile(rb"^content-type:\s*multipart/related|^snapshot-content-location:", re.I | re.M)
_PAGE = re.compile(rb"^content-type:\s*text/html", re.I | re.M)
_PAGES = ("text/html", "application/xhtml+xml")
_HEADERS, _LINE = 64 * 1024, 64 * 1024
# What quoted-printable makes of a page of the greatest size: three characters a byte.
_MOST = 3 * MAX_TEXT_BYTES


class _Part(NamedTuple):
    """The headers of a part and its body, as it was sent; a body over the limit is None."""

    headers: Message
    body: bytes | None


def tells(source: Input) -> bool:
    """Tell a page saved with its parts by its headers: those of a mail that holds a page, and came by no mail."""
    opens = _OPENS.match(source.head)
    if opens is None:
        return False
    headers = opens.group()
    if re.search(rb"^(?:received|delivered-to|return-path):", headers, re.I | re.M):
        return False
    return bool(_RELATED.search(headers)) or (source.suffix in ENDINGS and bool(_PAGE.search(headers)))


def read(source: Input) -> Found:
    """Read the page that the file holds; a file without one gives a warning."""
    source.stream.seek(0)
    whole = _headers(source.stream)
    part = _page(source.stream, whole)
    if part is None:
        yield warn("R150", source.where)
    elif part.body is None:
        yield too_large(source.size, _MOST, source.where)
    else:
        yield from source.inside(_decoded(part), "page.html", _around(whole, part.headers), at="")


def _headers(stream: BinaryIO) -> Message:
    """Read headers up to the empty line after them."""
    lines: list[bytes] = []
    size = 0
    while (line := stream.readline(_LINE)) and size < _HEADERS:
        if not line.strip() and lines:
            break
        if line.strip():
            lines.append(line)
            size += len(line)
    return message_from_bytes(b"".join(lines))


def _page(stream: BinaryIO, whole: Message) -> _Part | None:
    """Find the page among the parts: the one that the headers name, else the first page there is."""
    if whole.get_content_maintype() != "multipart":
        return _Part(whole, _body(stream, set())[0]) if whole.get_content_type() in _PAGES else None
    boundaries = {mark for mark in (_boundary(whole),) if mark}
    wanted = _wanted(whole)
    first: _Part | None = None
    _, more = _body(stream, boundaries, keep=False)
    while more:
        headers = _headers(stream)
        if (inner := _boundary(headers)) is not None:
            boundaries.add(inner)
        is_page = headers.get_content_type() in _PAGES
        named = bool(
            wanted.intersection((_plain(headers, "Content-ID"), _plain(headers, "Content-Location")))
        )
        body, more = _body(stream, boundaries, keep=is_page and (named or first is None))
        if is_page and named:
            return _Part(headers, body)
        if is_page and first is None:
            first = _Part(headers, body)
            if not wanted:
                return first
    return first


def _wanted(whole: Message) -> set[str]:
    """Give what the headers call the page: an id, an address."""
    start = whole.get_param("start")
    names = (start if isinstance(start, str) else "", _plain(whole, "Snapshot-Content-Location"))
    return {name for name in names if name}


def _plain(headers: Message, name: str) -> str:
    """Give a header as plain text; empty when there is none."""
    value = headers.get(name)
    return "".join(str(value).split())[:2000] if value is not None else ""


def _boundary(headers: Message) -> bytes | None:
    """Give the line that parts the parts."""
    mark = headers.get_boundary() if headers.get_content_maintype() == "multipart" else None
    return b"--" + mark.encode("latin-1", errors="replace") if mark else None


def _body(stream: BinaryIO, boundaries: set[bytes], *, keep: bool = True) -> tuple[bytes | None, bool]:
    """Read up to the next part; also says whether there is one. A body over the limit is read past and is None."""
    lines: list[bytes] = []
    size = 0
    while line := stream.readline(_LINE):
        mark = line.rstrip()
        if mark in boundaries:
            return (b"".join(lines) if size <= _MOST else None), True
        if mark.removesuffix(b"--") in boundaries:
            # The end of parts inside parts: what comes next is the outer one's.
            continue
        size += len(line)
        if keep and size <= _MOST:
            lines.append(line)
    return (b"".join(lines) if size <= _MOST else None), False


def _decoded(part: _Part) -> bytes:
    """Undo what a part was sent in; what is broken is decoded as far as it goes."""
    body = part.body or b""
    sent = _plain(part.headers, "Content-Transfer-Encoding").lower()
    if sent == "quoted-printable":
        return binascii.a2b_qp(body)
    if sent == "base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(letters[: len(letters) - len(letters) % 4])
    return body


def _around(whole: Message, page: Message) -> dict[str, str]:
    """Say what the headers tell of the page: its address, its encoding, when it was saved."""
    around: dict[str, str] = {}
    for headers, name in (
        (page, "Content-Location"),
        (whole, "Snapshot-Content-Location"),
        (whole, "Content-Location"),
    ):
        url = _plain(headers, name)
        if url.lower().startswith(("http://", "https://")):
            around["url"] = url
            break
    charset = page.get_content_charset()
    if charset:
        around["charset"] = charset
    with suppress(TypeError, ValueError, OverflowError):
        around["fetched"] = parsedate_to_datetime(_line(whole.get("Date"))).isoformat()
    return around


def _line(value: object) -> str:
    """Write a header as one line."""
    return " ".join(str(value).split())[:200] if value is not None else ""
