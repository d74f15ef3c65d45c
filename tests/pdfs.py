"""PDF files made by hand, as tests of the room `read` want them: lines at places, in the order of paper."""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

RIGHT = 540.0
_WIDTH = 0.5
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z\u0660-\u0669]+(?:[.,:/ -]*[0-9A-Za-z\u0660-\u0669]+)*")
_MIRROR = str.maketrans("()[]«»", ")(][»«")
TABLE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
4 beginbfrange <0020> <00FF> <0020> <0600> <06FF> <0600> <2000> <20FF> <2000> <FB50> <FEFF> <FB50> endbfrange
endcmap end end"""


class At(NamedTuple):
    """A line of text in the order of paper, with its left end, its height and its size, in points."""

    text: str
    x: float
    y: float
    size: float = 12.0

    @property
    def code(self) -> bytes:
        """Give what a content stream says to show it."""
        place = f"BT /F1 {self.size} Tf 1 0 0 1 {self.x} {self.y} Tm ".encode()
        return place + b"<" + self.text.encode("utf-16-be").hex().encode() + b"> Tj ET\n"


def paper(text: str) -> str:
    """Write a line as it stands on paper, from its left end: letters turned, numbers and Latin words not."""
    turned = text.translate(_MIRROR)[::-1]
    return _LEFT_TO_RIGHT.sub(lambda found: found.group()[::-1], turned)


def lines(texts: Iterable[str], top: float = 780.0, size: float = 12.0, right: float = RIGHT) -> list[At]:
    """Put lines under each other, each with its right end at `right`; an empty one leaves a gap."""
    out = []
    for number, text in enumerate(texts):
        if text:
            shown = paper(text)
            out.append(At(shown, right - len(shown) * size * _WIDTH, top - number * 1.5 * size, size))
    return out


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """Make a stream object."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf(
    pages: Sequence[Sequence[At] | bytes],
    info: Mapping[str, str | bytes] | None = None,
    resources: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """Make a PDF of pages (lines, or a content stream); `more` are objects from number 7 on."""
    said = b"".join(b"/%s %s " % (key.encode(), _string(value)) for key, value in (info or {}).items())
    first = 7 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW %d /W [1611 1630 0] >>" % (1000 * _WIDTH),
        stream(TABLE),
        b"<< %s >>" % said,
        *more,
    ]
    for page in pages:
        content = page if isinstance(page, bytes) else b"".join(line.code for line in page)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
            % (len(objects) + 2, resources)
        )
        objects.append(stream(content))
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """Write objects, numbered from 1, as a file; the first is its catalogue and the sixth says what the file is."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def _string(value: str | bytes) -> bytes:
    """Write a string of the file: text as UTF-16, bytes as they are."""
    raw = value if isinstance(value, bytes) else b"\xfe\xff" + value.encode("utf-16-be")
    return b"<" + raw.hex().encode() + b">"
