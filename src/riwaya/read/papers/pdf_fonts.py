"""The fonts of a PDF: which letters a string of codes stands for, and how far each moves the pen.

The letters come from the font's table of characters (ToUnicode), else from its encoding and its names of glyphs. A code
without either stands for no known letter: its text is empty. Where the font knows its blank, such a glyph is ink (a
stroke that stretches a word); else it may well be the blank, and its text is None.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from riwaya.read.papers.pdf_objects import entry, listed, number, unpacked

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_BEGINS = re.compile(rb"begin(bfchar|bfrange|codespacerange)")
_UNI_NAME = re.compile(r"uni((?:[0-9A-Fa-f]{4})+)|u([0-9A-Fa-f]{4,6})")
_MAX_CODES = 70_000
"""Entries of one table; 65,536 codes of two bytes are the most that honest fonts have."""
_MAX_TABLE = 4_000_000
"""Bytes of a table."""
_MAX_LETTERS = 24
_DEFAULT_WIDTH = 500.0
_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class Shown(NamedTuple):
    """One glyph that a string shows: its letters, its width in sizes of the font, and if it is the blank's byte."""

    text: str | None
    width: float
    blank: bool


class Font:
    """One font, read from its dictionary; whatever is broken in it is taken as missing."""

    def __init__(self, resource: Any) -> None:
        self._letters: dict[int, str] = {}
        self._widths: dict[int, float] = {}
        self._wide = str(entry(resource, "/Subtype")) == "/Type0"
        self._spaces = [(2, 0, 0xFFFF)] if self._wide else [(1, 0, 0xFF)]
        self._default = _DEFAULT_WIDTH
        # What is left of the work that a table may cost: one may name the same codes again and again.
        self._work = 4 * _MAX_CODES
        self._scale = 0.001
        self._shown: dict[tuple[int, int], Shown] = {}
        if self._wide:
            self._read_composite(resource)
        else:
            self._read_simple(resource)
        table = entry(resource, "/ToUnicode")
        if (data := unpacked(table)) is not None:
            self._read_table(data)
        self._unknown = "" if any(map(str.isspace, self._letters.values())) else None

    def show(self, codes: bytes) -> Iterator[Shown]:
        """Give the glyphs that a string shows."""
        at, size = 0, len(codes)
        while at < size:
            length, code = self._next(codes, at)
            at += length
            found = self._shown.get((length, code))
            if found is None:
                width = self._widths.get(code, self._default) * self._scale
                text = self._letters.get(code) or self._unknown
                found = Shown(text, width, code == 32 and length == 1)
                self._shown[length, code] = found
            yield found

    def _next(self, codes: bytes, at: int) -> tuple[int, int]:
        """Give the length and value of the next code: the shortest that lies in one of the font's ranges."""
        for length, low, high in self._spaces:
            code = int.from_bytes(codes[at : at + length], "big")
            if low <= code <= high:
                return length, code
        length = self._spaces[-1][0]
        return length, int.from_bytes(codes[at : at + length], "big")

    def _read_simple(self, resource: Any) -> None:
        """Read the encoding and the widths of a font whose codes are single bytes."""
        encoding = entry(resource, "/Encoding")
        base = str(encoding) if isinstance(encoding, str) else str(entry(encoding, "/BaseEncoding"))
        letters = bytes(range(32, 256)).decode(_ENCODINGS.get(base, "cp1252"), errors="replace")
        self._letters = {code: letter for code, letter in enumerate(letters, 32) if letter != "\ufffd"}
        code = 0
        for item in listed(entry(encoding, "/Differences")):
            if isinstance(item, int | float):
                code = int(item)
            elif 0 <= code < 256:
                self._letters[code] = _named(str(item))
                code += 1
        first = number(entry(resource, "/FirstChar"), 0)
        for at, width in enumerate(listed(entry(resource, "/Widths"))[:256]):
            self._widths[int(first) + at] = number(width, _DEFAULT_WIDTH)
        missing = entry(entry(resource, "/FontDescriptor"), "/MissingWidth")
        self._default = number(missing, 0.0 if self._widths else _DEFAULT_WIDTH)
        if str(entry(resource, "/Subtype")) == "/Type3":
            matrix = listed(entry(resource, "/FontMatrix"))
            self._scale = abs(number(matrix[0], 0.001)) if matrix else 0.001

    def _read_composite(self, resource: Any) -> None:
        """Read the ranges of codes and the widths of a font whose codes are of several bytes."""
        if (data := unpacked(entry(resource, "/Encoding"))) is not None:
            ranges = [
                (len(low), int.from_bytes(low, "big"), int.from_bytes(high, "big"))
                for kind, words in _sections(data)
                if kind == b"codespacerange"
                for low, high in zip(words[::2], words[1::2], strict=False)
                if isinstance(low, bytes) and isinstance(high, bytes) and 1 <= len(low) <= 4
            ]
            self._spaces = sorted(ranges)[:64] or self._spaces
        below = listed(entry(resource, "/DescendantFonts"))
        inner = below[0] if below else None
        self._default = number(entry(inner, "/DW"), 1000.0)
        run: list[float] = []
        for item in listed(entry(inner, "/W")):
            if isinstance(item, list):
                first = int(run[0]) if run else 0
                self._put_widths(first, [number(width, self._default) for width in item[:_MAX_CODES]])
                run = []
            else:
                run.append(number(item, 0.0))
                if len(run) == 3:
                    first, last = int(run[0]), int(min(run[1], run[0] + _MAX_CODES))
                    self._put_widths(first, [run[2]] * (last - first + 1))
                    run = []

    def _put_widths(self, first: int, widths: list[float]) -> None:
        self._work -= len(widths)
        if self._work >= 0:
            self._widths.update(zip(range(first, first + len(widths)), widths, strict=True))

    def _read_table(self, data: bytes) -> None:
        """Read a ToUnicode table: which letters each code stands for."""
        self._work = 4 * _MAX_CODES
        for kind, words in _sections(data):
            if kind == b"bfchar":
                for code, letters in zip(words[::2], words[1::2], strict=False):
                    if isinstance(code, bytes):
                        self._put_run(code, code, letters)
            elif kind == b"bfrange":
                for low, high, letters in zip(words[::3], words[1::3], words[2::3], strict=False):
                    if isinstance(low, bytes) and isinstance(high, bytes):
                        self._put_run(low, high, letters)

    def _put_run(self, low: bytes, high: bytes, letters: bytes | list[bytes]) -> None:
        """Give letters to a run of codes: from a list, or counted up from the first."""
        first = int.from_bytes(low, "big")
        last = min(int.from_bytes(high, "big"), first + 0xFFFF)
        if isinstance(letters, list):
            units = letters[: last - first + 1]
        else:
            # Only the last unit is counted up; a range may start at nothing (<0000> <FFFF> <0000>).
            start, unit = letters[:-2], int.from_bytes(letters[-2:], "big")
            count = min(last - first, 0xFFFF - unit, max(self._work, 0)) + 1
            width = min(len(letters), 2) or 1
            units = [start + (unit + step).to_bytes(2, "big")[-width:] for step in range(count)]
        self._work -= len(units)
        if self._work >= 0:
            self._letters.update((first + step, _letters(item)) for step, item in enumerate(units))


def _sections(data: bytes) -> Iterator[tuple[bytes, list[bytes | list[bytes]]]]:
    """Give the sections of a CMap, each with its strings; what stands in square brackets is one list."""
    at, data = 0, data[:_MAX_TABLE]
    while (begins := _BEGINS.search(data, at)) is not None:
        kind = begins[1]
        end = data.find(b"end" + kind, begins.end())
        at = len(data) if end < 0 else end
        words: list[bytes | list[bytes]] = []
        inner: list[bytes] | None = None
        for found in _HEX.finditer(data, begins.end(), at):
            if found[2]:
                inner = []
            elif found[3]:
                words.append(inner or [])
                inner = None
            else:
                digits = b"".join(found[1].split())
                word = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
                (words if inner is None else inner).append(word)
        yield kind, words


def _letters(data: bytes) -> str:
    """Decode what a table gives for a code: UTF-16 with its high byte first; a lone byte is its own value."""
    text = data.decode("latin-1") if len(data) == 1 else data.decode("utf-16-be", errors="ignore")
    return "" if text.strip("\x00\ufeff\ufffd") == "" else text.replace("\x00", "")[:_MAX_LETTERS]


def _named(name: str) -> str:
    """Give the letter of a glyph's name: by Adobe's list, or by the number in it (``uni0627``)."""
    from pypdf._codecs import adobe_glyphs  # noqa: PLC0415  pypdf is loaded for PDFs only

    if name in adobe_glyphs:
        return adobe_glyphs[name]
    plain = name.removeprefix("/").partition(".")[0]
    if found := _UNI_NAME.fullmatch(plain):
        if found[2]:
            return chr(int(found[2], 16)) if int(found[2], 16) <= 0x10FFFF else ""
        return bytes.fromhex(found[1]).decode("utf-16-be", errors="ignore")
    return adobe_glyphs.get(f"/{plain}", "")
