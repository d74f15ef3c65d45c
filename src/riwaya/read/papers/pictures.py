"""How large a picture is, read from its header before anything unpacks it.

Each format is told by its first bytes. A picture of a few bytes may claim millions of pixels, and a program that
believes it fills the memory; so nothing is handed on whose size is not known. None stands for what is no picture, or
one that is broken at its start.
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_BMP_HEADERS = frozenset(size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124))
_TIFF_TYPES = {1: "B", 3: "H", 4: "I"}
_PNM = re.compile(rb"P[1-6]\s+(\d{1,9})\s+(\d{1,9})\s")
_MAX_PAGES = 2000


class Size(NamedTuple):
    """The kind of a picture, its largest page's width and height, and the pixels of all its pages together."""

    kind: str
    width: int
    height: int
    pixels: int


def size_of(data: bytes) -> Size | None:
    """Read the size of a picture from its header; None for what is none of the kinds that are known."""
    for start, kind, pages in _KINDS:
        if data.startswith(start):
            try:
                sizes = list(pages(data))
            except (struct.error, IndexError, ValueError):
                return None
            if not sizes or min(min(size) for size in sizes) <= 0:
                return None
            width, height = max(sizes, key=lambda size: size[0] * size[1])
            return Size(kind, width, height, sum(w * h for w, h in sizes))
    return None


def kind_of(head: bytes) -> str | None:
    """Name the kind of picture that these first bytes announce, or None."""
    for start, kind, _ in _KINDS:
        if head.startswith(start):
            # Two letters are no proof, and sounds are kept in the same boxes as pictures.
            proof = {"BMP": head[14:18] in _BMP_HEADERS, "WEBP": head[8:12] == b"WEBP"}
            return kind if proof.get(kind, True) else None
    return None


Sizes = Iterator[tuple[int, int]]


def _png(data: bytes) -> Sizes:
    if data[12:16] == b"IHDR":
        yield struct.unpack(">II", data[16:24])


def _gif(data: bytes) -> Sizes:
    yield struct.unpack("<HH", data[6:10])


def _bmp(data: bytes) -> Sizes:
    if struct.unpack("<I", data[14:18])[0] == 12:
        yield struct.unpack("<HH", data[18:22])
    else:
        width, height = struct.unpack("<ii", data[18:26])
        yield width, abs(height)


def _jpeg(data: bytes) -> Sizes:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
        elif mark in _JPEG_ALONE:
            at += 2
        elif mark in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield width, height
            return
        else:
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]


def _webp(data: bytes) -> Sizes:
    if data[8:12] != b"WEBP":
        return
    kind = data[12:16]
    if kind == b"VP8X":
        yield 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    elif kind == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        yield 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        yield width & 0x3FFF, height & 0x3FFF


def _tiff(data: bytes) -> Sizes:
    """Give the size of every page; a chain of pages ends where it bites its tail or leads out of the file."""
    order = "<" if data[:2] == b"II" else ">"
    at, seen = struct.unpack(f"{order}I", data[4:8])[0], set[int]()
    while at and at not in seen and at + 2 <= len(data):
        seen.add(at)
        if len(seen) > _MAX_PAGES:
            raise ValueError("too many pages")
        count = struct.unpack(f"{order}H", data[at : at + 2])[0]
        found = {}
        for n in range(count):
            row = at + 2 + 12 * n
            tag, kind = struct.unpack(f"{order}HH", data[row : row + 4])
            if tag in (256, 257) and kind in _TIFF_TYPES:
                code = f"{order}{_TIFF_TYPES[kind]}"
                found[tag] = struct.unpack_from(code, data, row + 8)[0]
        yield found.get(256, 0), found.get(257, 0)
        after = data[at + 2 + 12 * count : at + 6 + 12 * count]
        at = struct.unpack(f"{order}I", after)[0] if len(after) == 4 else 0


def _pnm(data: bytes) -> Sizes:
    if found := _PNM.match(data[:64]):
        yield int(found[1]), int(found[2])


def _jp2(data: bytes) -> Sizes:
    at = data.find(b"ihdr", 0, 4096)
    if at > 0:
        height, width = struct.unpack(">II", data[at + 4 : at + 12])
        yield width, height


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], Sizes]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG", _png),
    (b"\xff\xd8\xff", "JPEG", _jpeg),
    (b"GIF8", "GIF", _gif),
    (b"RIFF", "WEBP", _webp),
    (b"II*\x00", "TIFF", _tiff),
    (b"MM\x00*", "TIFF", _tiff),
    (b"BM", "BMP", _bmp),
    (b"P4", "PNM", _pnm),
    (b"P5", "PNM", _pnm),
    (b"P6", "PNM", _pnm),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000", _jp2),
)
