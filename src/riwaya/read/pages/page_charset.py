"""In which encoding a page is: what its bytes show, what it says of itself, what the server said.

Valid UTF-8 is UTF-8 whatever is declared: no text in a single-byte encoding of Arabic happens to be it. Else a declared
encoding is believed, unless it is one that programs declare without asking (Latin) or the letters speak for another.
"""

import codecs
import re

from riwaya.read.decode import Decoded, decode

_DECLARED = re.compile(
    rb"""<(?:meta\s[^<>]{0,300}?charset|\?xml\s[^<>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_LABEL = re.compile(r"[\w.:-]{2,40}")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
# Encodings that pages are in, by Python's names; other codecs that Python has are not for text.
_ENCODINGS = frozenset((
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6", "cp720", "cp864", "mac-arabic", "cp1250",
    "cp1251", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-8",
    "iso8859-9", "iso8859-15", "koi8-r", "koi8-u", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc_jp",
    "euc_kr",
))  # fmt: skip
# Nobody declares these without meaning it.
_OTHER_SCRIPTS = frozenset((
    "cp1251", "cp1253", "cp1255", "iso8859-5", "iso8859-7", "iso8859-8", "koi8-r", "koi8-u", "gb2312", "gbk", "gb18030",
    "big5", "shift_jis", "euc_jp", "euc_kr",
))  # fmt: skip


def page_text(data: bytes, charset: str | None) -> Decoded:
    """Decode a page; `charset` is what the server said. `text` is None when the bytes are no text. Never raises."""
    if b"\0" not in data[:_HEAD] and not data.startswith(_MARKS):
        try:
            return Decoded(data.decode("utf-8"), "utf-8", True)
        except UnicodeDecodeError:
            pass
    guess = decode(data)
    said = _known(charset) or _known(_declared(data))
    if said is None or guess.text is None or guess.encoding.startswith("utf-16") or data.startswith(_MARKS):
        return guess
    if said.startswith("utf-") or (guess.sure and guess.encoding != said and said not in _OTHER_SCRIPTS):
        return guess._replace(sure=guess.sure or guess.encoding == said)
    return Decoded(data.decode(said, errors="replace"), said, True)


def _declared(data: bytes) -> str | None:
    """Give the encoding that the page itself declares."""
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii", errors="replace") if found else None


def _known(label: str | None) -> str | None:
    """Give Python's name of an encoding of text that is worth believing; None for others."""
    if not label or not _LABEL.fullmatch(label.strip()):
        return None
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    return name if name in _ENCODINGS else None
