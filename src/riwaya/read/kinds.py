"""Which kind of thing an input is, told by its content: the first kind whose test holds reads it.

The order matters: what announces itself by its first bytes comes first, then what a text opens with, then what only a
file's ending tells, and last plain text. A new kind is a module with `tells` and `read`, and a row here.
"""

from collections.abc import Callable
from typing import NamedTuple

from riwaya.errors import warn
from riwaya.read import txt
from riwaya.read.archives import archive, compressed, tar, warc
from riwaya.read.chats import telegram, telegram_html, whatsapp
from riwaya.read.decode import magic
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_FILE, MAX_TEXT_BYTES
from riwaya.read.pages import feeds, html, mhtml
from riwaya.read.papers import docx_files, ocr, pdf
from riwaya.read.record import too_large
from riwaya.read.tables import csv_records, json_records, parquet, sheets


class Kind(NamedTuple):
    """One kind: `tells` whether an input is of it, `read` gives its reports; it is read up to `limit` bytes, if any."""

    id: str
    tells: Callable[[Input], bool]
    read: Callable[[Input], Found]
    limit: int | None


KINDS: tuple[Kind, ...] = (
    Kind("warc", warc.tells, warc.read, None),
    Kind("tar", tar.tells, tar.read, None),
    Kind("compressed", compressed.tells, compressed.read, None),
    Kind("pdf", pdf.tells, pdf.read, MAX_FILE),
    Kind("document", docx_files.tells, docx_files.read, MAX_FILE),
    Kind("sheets", sheets.tells, sheets.read, MAX_FILE),
    Kind("old-document", docx_files.tells_old, docx_files.read_old, None),
    Kind("zip", archive.tells, archive.read, None),
    Kind("parquet", parquet.tells, parquet.read, None),
    Kind("picture", ocr.tells, ocr.read, MAX_FILE),
    Kind("telegram", telegram.tells, telegram.read, None),
    Kind("telegram-html", telegram_html.tells, telegram_html.read, MAX_FILE),
    Kind("feed", feeds.tells, feeds.read, None),
    Kind("json-feed", feeds.tells_json, feeds.read_json, MAX_FILE),
    Kind("mhtml", mhtml.tells, mhtml.read, None),
    Kind("html", html.tells, html.read, html.MAX_PAGE),
    Kind("jsonl", json_records.tells_lines, json_records.read_lines, None),
    Kind("json", json_records.tells, json_records.read, None),
    Kind("csv", csv_records.tells, csv_records.read, None),
    Kind("whatsapp", whatsapp.tells, whatsapp.read, None),
    Kind("txt", txt.tells, txt.read, MAX_TEXT_BYTES),
)


def read(source: Input) -> Found:
    """Read an input as what it is; what no kind takes becomes a warning (R103 for bytes that are no text, R112)."""
    for kind in KINDS:
        if kind.tells(source):
            if kind.limit is not None and source.size > kind.limit:
                yield too_large(source.size, kind.limit, source.where)
            else:
                yield from kind.read(source)
            return
    if (binary := magic(source.head)) is not None:
        yield warn("R103", source.where, detail=binary)
    elif source.size > MAX_TEXT_BYTES:
        yield too_large(source.size, MAX_TEXT_BYTES, source.where)
    elif source.decoded.text is None:
        yield warn("R103", source.where, detail=source.decoded.encoding)
    elif not source.decoded.text.strip():
        yield warn("R102", source.where)
    else:
        markup = source.opening.startswith("<")
        yield warn("R112", source.where, detail="XML" if markup else source.suffix or "no ending")
