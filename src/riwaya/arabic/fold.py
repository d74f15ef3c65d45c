"""Folding: one spelling for what readers take as the same word, with an exact map back to raw offsets.

Folded away: vowel marks and tatweel (U+064B-U+065F, U+0670, U+0640, Quranic marks), invisible marks (joiners,
direction marks, BOM), the seats of hamza on alef (أإآٱ → ا), final ى → ي, ة → ه, Arabic-Indic and Persian
digits → ASCII, Persian ک گ ی → ك ك ي, presentation forms → the letters they stand for. Case of Latin
letters is folded too. ؤ and ئ keep their hamza.

The character equivalences are those of the Unicode Character Database (UnicodeData.txt, compatibility
decompositions) and of common practice in Arabic information retrieval (Larkey et al., SIGIR 2002,
"light" normalisation).
"""

import codecs
import re
import unicodedata
from bisect import bisect_right

from riwaya.model import Span

_MAP = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه",
    "ی": "ي", "ے": "ي", "ک": "ك", "گ": "ك", "ھ": "ه", "ہ": "ه", "ە": "ه",
}  # fmt: skip
_DROPPED = [
    *range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE), 0x00AD, 0x061C,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF,
]  # fmt: skip


def _table() -> dict[int, str]:
    """Build the translation of single characters; some stand for none, some for more than one."""
    table = {ord(k): v for k, v in _MAP.items()}
    for i in range(10):
        table[0x0660 + i] = table[0x06F0 + i] = str(i)
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF)]:
        plain = unicodedata.normalize("NFKC", chr(code)).strip()
        if plain != chr(code) and unicodedata.category(chr(code)) == "Lo":
            table[code] = "".join(_MAP.get(c, c) for c in plain if ord(c) not in _DROPPED)
    for code in _DROPPED:
        table[code] = ""
    for code in [*range(0x41, 0x5B), *range(0xC0, 0xD7), *range(0xD8, 0xDF)]:
        table[code] = chr(code).lower()
    return table


_TABLE = _table()
# Characters whose folding is not one character long: only their presence makes a map necessary.
_UNEVEN = re.compile("[" + "".join(re.escape(chr(k)) for k, v in _TABLE.items() if len(v) != 1) + "]")

# The characters of which nearly every Arabic text is made have one byte each here: bytes are translated many times
# faster than characters. A text with any other character goes through the table.
_COMMON = (
    "".join(
        map(
            chr,
            [
                *range(128),
                *range(0x0621, 0x063B),
                *range(0x0640, 0x0653),
                *range(0x0660, 0x066D),
                0x00A0,
                0x00AB,
                0x00BB,
            ],
        )
    )
    + "،؛؟ٰپچڤگکی–—‘’“”„•…\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff"
)
_DECODED = _COMMON.ljust(256, "\ufffe")
_ENCODED = codecs.charmap_build(_DECODED)
_BYTES = bytes(_COMMON.index(_TABLE.get(ord(c), c) or c) for c in _COMMON) + bytes(range(len(_COMMON), 256))
_NO_BYTES = bytes(at for at, c in enumerate(_COMMON) if _TABLE.get(ord(c)) == "")


def _quick(text: str) -> str | None:
    """Fold a text of common characters, or give None; each of them becomes one character or none."""
    try:
        common = codecs.charmap_encode(text, "strict", _ENCODED)[0]
    except UnicodeEncodeError:
        return None
    return codecs.charmap_decode(common.translate(_BYTES, _NO_BYTES), "strict", _DECODED)[0]


def fold(text: str) -> str:
    """Fold `text`; folding what is folded changes nothing. ``fold("أُضِيفَ إلى") == "اضيف الي"``."""
    quick = _quick(text)
    return text.translate(_TABLE) if quick is None else quick


class Folded:
    """A folded text with the way back: `text` is the folded string, `raw` maps its spans to the original."""

    __slots__ = ("_deltas", "_edges", "size", "text")

    def __init__(self, raw: str) -> None:
        quick = _quick(raw)
        self.text = raw.translate(_TABLE) if quick is None else quick
        self.size = len(raw)
        # Offsets only shift at uneven characters, so the map is a short list of (folded offset, shift) edges.
        self._edges: list[int] = []
        self._deltas: list[int] = []
        if quick is not None and len(quick) == len(raw):
            return
        shift = 0
        for found in _UNEVEN.finditer(raw):
            at = found.start()
            folded, width = at - shift, len(_TABLE[ord(found.group())])
            for inner in range(1, width):
                self._edges.append(folded + inner)
                self._deltas.append(at - folded - inner)
            shift += 1 - width
            self._edges.append(folded + width)
            self._deltas.append(shift)

    def raw_offset(self, offset: int) -> int:
        """Give the raw offset at which the folded character number `offset` starts (the size at the end)."""
        if offset >= len(self.text):
            return self.size
        at = bisect_right(self._edges, offset) - 1
        return offset + (self._deltas[at] if at >= 0 else 0)

    def raw(self, start: int, end: int) -> Span:
        """Map the folded span ``[start, end)`` back, with the marks that sit on its last letter.

        Raises ValueError when the span is empty backwards or outside the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"not a span of the folded text: [{start}, {end})")
        first = self.raw_offset(start)
        if start == end:
            return Span(first, first)
        # The last letter may be one of several that a single raw character stands for.
        return Span(first, max(self.raw_offset(end), self.raw_offset(end - 1) + 1))
