"""Damage, the same for the same seed: bytes changed, cut, doubled, and the things that hostile files are made of."""

import random
import re
import struct

_ODD_BYTES = (
    b"\x00",
    b"\xff",
    b"\x00" * 64,
    b"\xff" * 8,
    b"\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"\x1a",
    b"\x0c",
    b"\x1f",
    b"\\",
    b'"',
    b"'",
    b"<",
    b">",
    b"&",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
)
_ODD_TEXTS = (
    "\\ud800",
    "\\u0000",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&lol9;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<!DOCTYPE a [",
    "\u202e",
    "\u2066",
    "\u200f",
    "\ufeff",
    "\ufffd",
    "\u0640" * 40,
    "\u0651" * 40,
    "NaN",
    "1e999",
    "-0",
    "null",
    "[[[[",
    "{}",
    "0000-00-00",
    "9999-12-31T23:59:60Z",
    "0001-01-01",
    "-0001-01-01",
    "10000-01-01",
    "31/02/2031",
    "1/1/0",
    "٣١ شباط ٩٩٩٩",
    "99999999999999999999",
    "-99999999999999999999",
    "1 محرم 1",
    "30 ذو الحجة 9999",
    "UTC+99:99",
    "../../etc/passwd",
    "C:\\a",
    "<div>" * 60,
    "<script>",
    "</html>",
    "<table>",
    "<svg>",
    "<template>",
    "<base href='http://[1'>",
    "http://[::1",
    "//",
    "charset=utf-7",
    "charset=x",
    "encoding='utf-16'",
    "Content-Length: -1",
    "Transfer-Encoding: chunked",
    "boundary=",
    "sep=\x00",
    "قال",
    "اقرأ أيضا: ",
    "منذ 99999999999 يوم",
    "(أ ف ب)",
    "تم التحديث في 31/31/3131",
    "%PDF-",
    "obj",
    "endobj",
    "stream",
    "/Kids [2 0 R]",
    "/Length 99999999",
    "/Parent 2 0 R",
    "/Filter [/FlateDecode /FlateDecode]",
    "<<",
    ">>",
)
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_DIGITS = re.compile(rb"\d+")


def damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Damage `data` in one to four ways; `other` is a file from which a stretch may come."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        data = chance.choice(_WAYS)(data, other, chance)
    return data


def _place(data: bytes, chance: random.Random) -> int:
    """Choose a place; often near an end, where headers and indexes are."""
    size = len(data)
    if size > 200 and chance.random() < 0.4:
        return chance.choice((chance.randrange(100), size - chance.randrange(1, 100)))
    return chance.randrange(size + 1)


def _flipped(data: bytes, _: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _n in range(chance.choice((1, 1, 3, 12))):
        at = _place(data, chance)
        if at < len(out):
            out[at] ^= 1 << chance.randrange(8)
    return bytes(out)


def _overwritten(data: bytes, _: bytes, chance: random.Random) -> bytes:
    piece, at = _piece(chance), _place(data, chance)
    return data[:at] + piece + data[at + len(piece) :]


def _inserted(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + _piece(chance) + data[at:]


def _piece(chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return chance.choice(_ODD_TEXTS).encode("utf-8")
    return chance.choice(_ODD_BYTES) * chance.choice((1, 1, 2, 50))


def _number(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Put a number of two, four or eight bytes where a size may stand."""
    form = chance.choice(("<H", ">H", "<I", ">I", "<Q", ">Q"))
    size = struct.calcsize(form)
    value = struct.pack(form, chance.choice(_NUMBERS) & ((1 << (8 * size)) - 1))
    at = _place(data, chance)
    return data[:at] + value + data[at + size :]


def _digits(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Change a number that is written out: a length, a date, an id, a place in the file."""
    found = list(_DIGITS.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    new = chance.choice((b"0", b"-1", b"1", b"9999", b"2147483648", b"9" * 30, b"1" * 5000, b""))
    return data[: one.start()] + new + data[one.end() :]


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _beheaded(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return data[min(len(data), chance.randrange(1, 40)) :]


def _removed(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at + chance.choice((1, 2, 7, 100)) :]


def _doubled(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch, many times now and then."""
    at = _place(data, chance)
    size = chance.choice((1, 4, 30, 400))
    return data[:at] + data[at : at + size] * chance.choice((2, 2, 9, 300)) + data[at + size :]


def _moved(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_place(data, chance), _place(data, chance)))
    return data[:start] + data[end:] + data[start:end]


def _spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Go on in the middle of a file of another kind."""
    return data[: _place(data, chance)] + other[_place(other, chance) :]


# Flips and insertions come twice: most damage is small.
_WAYS = (
    _flipped,
    _flipped,
    _overwritten,
    _inserted,
    _inserted,
    _number,
    _digits,
    _cut,
    _beheaded,
    _removed,
    _doubled,
    _moved,
    _spliced,
)
