"""The records of a web archive (WARC), one by one; after damage the next that can be found.

A record begins with ``WARC/1.``; packed archives have each record in a part of its own, which begins with the first
bytes of its packing. That is how the next record is found where one is damaged, cut, or lies about its length.
"""

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from riwaya.read.archives import compressed
from riwaya.read.inputs import DAMAGE, Input, reason

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

START = (b"WARC/1.", b"WARC/0.")
_GZIP = b"\x1f\x8b\x08"
_HEAD = 64
_MARK = re.compile(rb"WARC/[01]\.\d")
_MARK_SIZE = 16
_BLOCK = 1024 * 1024
_MAX_VAIN = 1_000


class Record(NamedTuple):
    """A record: what fastwarc gives, and the fields of its header by their names in lower case."""

    raw: "WarcRecord"
    fields: dict[str, str]


class Records:
    """The records of `source`: iterating gives a record, or in words what is wrong at this place.

    `number` counts what was given so far. A record has to be read before the next is asked for. `lost` says of the
    record given last that its length cannot be trusted.
    """

    def __init__(self, source: Input) -> None:
        self._stream = source.stream
        self._size = source.size
        head = compressed.unpacked_head(source, _HEAD)
        # Programs that end lines as Unix does need a lenient reading, which passes over garbage without a word.
        self._lenient = b"\r\n" not in head
        self._packing = compressed.magic(source.head)
        self._mark = re.compile(re.escape(self._packing)) if self._packing else _MARK
        self._lost = False
        self.number = 0

    def lost(self) -> None:
        """Have the next record looked for right after the start of this one."""
        self._lost = True

    def __iter__(self) -> Iterator[Record | str]:
        """Give the records; never raises for what the archive holds."""
        at: int | None = 0
        vain, said = 0, False
        while at is not None and vain < _MAX_VAIN:
            start = at
            vain += 1
            try:
                for record in self._from(at):
                    start, vain, said = record.raw.stream_pos, 0, False
                    self.number += 1
                    yield record
                    if self._lost:
                        self._lost = False
                        break
                else:
                    if self._cut(start):
                        self.number += 1
                        yield "cut off in its first bytes"
                    return
            except DAMAGE as problem:
                # Only the first failure after a good record is news; others belong to the search for the next.
                if not said:
                    self.number += 1
                    yield reason(problem)
                said = True
            at = self._next(start + 1)
        if at is not None:
            yield "no good record after it for too long"

    def _from(self, at: int) -> Iterator[Record]:
        """Give the records from a place on; raises OSError where there is none."""
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - loaded where a web archive is read

        self._stream.seek(at)
        for raw in ArchiveIterator(self._stream, parse_http=False, quirks_mode=self._lenient):
            fields = lower(raw.headers)
            if not fields.get("content-length", "").strip().isdecimal():
                raise OSError("cut off in its header, or without a length")
            yield Record(raw, fields)

    def fits(self, record: Record) -> bool:
        """Tell whether a record may be as long as it says: one that is not packed has to end with the file."""
        return self._packing is not None or record.raw.stream_pos + record.raw.content_length <= self._size

    def _cut(self, last: int) -> bool:
        """Tell whether a piece stands behind the last record of a gzip file: fastwarc ends there without a word."""
        if self._packing != _GZIP:
            return False
        self._stream.seek(last)
        part = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            while not part.eof and (block := part.unconsumed_tail or self._stream.read(_BLOCK)):
                part.decompress(block, _BLOCK)
        except zlib.error:
            return False  # all records are in one part, which begins before the last of them
        return part.unused_data.strip(b"\0") != b""

    def _next(self, at: int) -> int | None:
        """Find where the next record may begin, at `at` or after it; None when there is none."""
        self._stream.seek(at)
        kept = b""
        try:
            while block := self._stream.read(_BLOCK):
                kept += block
                if (found := self._mark.search(kept)) is not None:
                    return at + found.start()
                passed = max(0, len(kept) - _MARK_SIZE)
                at += passed
                kept = kept[passed:]
        except DAMAGE:
            pass
        return None


def lower(headers: "HeaderMap") -> dict[str, str]:
    """Give headers by their names in lower case: asking fastwarc for each takes as long as taking all."""
    return {name.lower(): value for name, value in headers.to_dict().items()}
