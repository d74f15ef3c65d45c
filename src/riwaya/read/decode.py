"""Bytes to text: which encoding a file is in, told from the bytes and never from a locale.

In order: a byte order mark; UTF-16 without one (every second byte is one of few); UTF-8 that decodes; UTF-8
with little damage; then the two single-byte encodings of Arabic, told apart by how often their letters occur
in Arabic; charset-normalizer only where neither is convincing. A guess is said with warning R104.
"""

from typing import NamedTuple

from charset_normalizer import from_bytes

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
)
# Bytes below the space that no text has, in any encoding that keeps ASCII.
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\v\x1a")
_SAMPLE = 64 * 1024
_ARABIC_ENOUGH = 0.3
# The commonest letters of Arabic print; together they are two thirds of a text, in any genre.
_COMMON = frozenset("ايلمنوترهعب")
_LETTERS = frozenset(chr(c) for c in [*range(0x0621, 0x063B), *range(0x0641, 0x064B)])
# High bytes of UTF-16 units that news text is made of: Latin, Arabic, punctuation, presentation forms.
_UTF16_PLANES = bytes((0x00, 0x06, 0x07, 0x20, 0x22, 0xFB, 0xFC, 0xFD, 0xFE))


class Decoded(NamedTuple):
    """A decoded text; `sure` is False when the encoding was guessed. `text` is None when the bytes are no
    text.
    """

    text: str | None
    encoding: str
    sure: bool


def magic(data: bytes) -> str | None:
    """Name the binary kind that these first bytes announce, or None."""
    return next((name for start, name in _MAGIC if data.startswith(start)), None)


def decode(data: bytes) -> Decoded:
    """Decode `data`; the mark is dropped, nothing else changes. Never raises."""
    if (named := magic(data)) is not None:
        return Decoded(None, named, True)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _damaged(data[len(mark) :], encoding)
            return Decoded(text, encoding, "\ufffd" not in text)
    if (wide := _utf16(data)) is not None:
        text = _damaged(data, wide)
        return Decoded(text, wide, "\ufffd" not in text)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)
    if _binary(text[:_SAMPLE]):
        return Decoded(None, "control characters", True)
    return Decoded(text, "utf-8", True)


def _damaged(data: bytes, encoding: str) -> str:
    """Decode with U+FFFD where the bytes make no character."""
    return data.decode(encoding, errors="replace")


def _utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: one of the two byte positions holds hardly anything but Unicode page
    numbers.
    """
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        pages, rest = sample[high::2], sample[low::2]
        fit = 1 - len(pages.translate(None, _UTF16_PLANES)) / len(pages)
        # Spaces and line ends alone make zero bytes in UTF-16 text; binary data has them on both sides.
        zeros = pages.count(0) > 0 or pages.count(6) == len(pages)
        if fit > 0.97 and zeros and rest.count(0) < len(rest) / 50:
            return encoding
    return None


def _binary(sample: str) -> bool:
    """Tell whether a decodable sample is no text: too many control characters."""
    if not sample:
        return False
    raw = sample.encode("utf-8", "surrogatepass")
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    return controls > max(4, len(sample) // 50)


def _likeness(text: str) -> float:
    """Say how much the letters beyond ASCII look like Arabic print, 0 to 1 (true Arabic scores over 0.5)."""
    high = [c for c in text if c > "\x7f"]
    if not high:
        return 0.0
    letters = sum(c in _LETTERS for c in high) / len(high)
    return letters * sum(c in _COMMON for c in high) / len(high)


def _legacy(data: bytes) -> Decoded:
    """Decode what is not UTF-8: damaged UTF-8, a single-byte encoding of Arabic, or what charset-normalizer
    says.
    """
    repaired = _damaged(data, "utf-8")
    sample = data[:_SAMPLE]
    if _binary(sample.decode("latin-1")):
        return Decoded(None, "binary data", True)
    if repaired.count("\ufffd") <= len(repaired) // 100 and _likeness(repaired) > 0.4:
        return Decoded(repaired, "utf-8", False)
    scores = {name: _likeness(sample.decode(name, errors="replace")) for name in ("cp1256", "iso8859-6")}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > _ARABIC_ENOUGH:
        # A few words may be of rare letters; then the other encoding still has to be the worse by far.
        return Decoded(_damaged(data, best), best, scores[best] > min(scores.values()) + 0.1)
    guess = from_bytes(sample).best()
    if guess is not None:
        return Decoded(_damaged(data, guess.encoding), guess.encoding, False)
    if repaired.count("\ufffd") > len(repaired) // 10:
        return Decoded(None, "binary data", True)
    return Decoded(repaired, "utf-8", False)
