"""One small valid file of every kind that is read, in each of its forms, made by code and of invented content."""

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping

from pdfs import lines, pdf
from workbooks import compound, ods, xls, xlsx

TITLE = "وصول سفينة ثانية إلى ميناء السلامى"
TEXT = (
    "ميناء السلامى – صحيفة المنارة: أعلن مدير الميناء سامر حداد، مساء الاثنين 3 آذار 2031،"
    " وصول السفينة الثانية وعلى متنها مئة راكب."
    " وقال لوكالة الشراع (أ ش) إن الرصيف يفتح غدا."
)
ROWS = [["id", "title", "text", "date", "source"], ["7", TITLE, TEXT, "2031-03-03", "صحيفة المنارة"]]
RECORD = dict(zip(ROWS[0], ROWS[1], strict=True))
_ZSTD = b"\x28\xb5\x2f\xfd\x00\x58"  # one frame, no size said


class Seed:
    """A file of one kind: what it is called and what is in it."""

    def __init__(self, kind: str, name: str, data: bytes) -> None:
        self.kind, self.name, self.data = kind, name, data


def page() -> str:
    """Write a news page."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2031-03-03T20:10:00+03:00",
        "author": {"@type": "Person", "name": "هدى العوفي"},
    }
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE} | صحيفة المنارة</title>'
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="صحيفة المنارة">'
        '<link rel="canonical" href="https://manara.example/1">'
        f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script></head><body>'
        f'<nav><a href="/">الرئيسية</a></nav><article><h1>{TITLE}</h1><time datetime="2031-03-03">3 آذار 2031</time>'
        f"<p>{TEXT}</p><p>{TEXT[20:]}</p><table><tr><td>قتلى<td>7</table></article>"
        '<aside>اقرأ أيضا: <a href="/2">العبارة</a></aside><footer>جميع الحقوق محفوظة</footer></body></html>'
    )


def rss() -> str:
    """Write a feed with one whole entry."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صحيفة المنارة</title><link>https://manara.example/</link>'
        f"<item><title>{TITLE}</title><link>https://manara.example/1</link><dc:creator>هدى العوفي</dc:creator>"
        f"<pubDate>Mon, 03 Mar 2031 20:10:00 +0300</pubDate>"
        f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>"
        f"</item><item><title>ب</title><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item></channel></rss>"
    )


def atom() -> str:
    """Write a feed of the other kind."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة المنارة</title><entry><id>urn:1</id>'
        f'<title type="html">{TITLE}</title><link rel="alternate" href="https://manara.example/1"/>'
        "<author><name>هدى العوفي</name></author><published>2031-03-03T20:10:00Z</published>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>'
    )


def warc() -> bytes:
    """Write a web archive with one page."""
    body = page().encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n"
        + gzip.compress(body, mtime=0)
    )
    out = b""
    for kind, holds, block in (
        ("warcinfo", "application/warc-fields", b"software: made\r\n"),
        ("response", "application/http; msgtype=response", answer),
        ("resource", "text/plain", TEXT.encode()),
    ):
        out += (
            (
                f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-04-07T02:18:03Z\r\n"
                f"WARC-Target-URI: https://manara.example/1\r\nContent-Type: {holds}\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            ).encode()
            + block
            + b"\r\n\r\n"
        )
    return out


def members() -> dict[str, bytes]:
    """Give the files of an archive."""
    return {
        "a.txt": f"{TITLE}\n{TEXT}".encode(),
        "ب/c.json": json.dumps(RECORD).encode(),
        "d.html": page().encode(),
    }


def tar() -> bytes:
    """Write a tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members().items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def zstd(data: bytes) -> bytes:
    """Write a frame of zstd that packs nothing: one raw block."""
    return _ZSTD + ((len(data) << 3) | 1).to_bytes(3, "little") + data


def lz4(data: bytes) -> bytes:
    """Write a frame of LZ4 that packs nothing; its header's checksum is the one of this header."""
    return b"\x04\x22\x4d\x18\x40\x40\xc0" + (len(data) | 1 << 31).to_bytes(4, "little") + data + bytes(4)


def telegram() -> bytes:
    """Write the export of a channel."""
    said = {
        "id": 2,
        "type": "message",
        "date": "2031-03-03T20:10:00",
        "date_unixtime": "1930151400",
        "from": "شبكة المرفأ",
    }
    messages = [
        {"id": 1, "type": "service", "action": "create_channel"},
        {**said, "text": [{"type": "bold", "text": TITLE}, "\n" + TEXT], "forwarded_from": "قناة الشراع"},
        {**said, "id": 3, "photo": "p.jpg", "text": TEXT, "edited": "2031-03-03T20:20:00"},
    ]
    chat = {"name": "شبكة المرفأ", "type": "public_channel", "id": 1234567890, "messages": messages}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def telegram_page() -> str:
    """Write the export of a channel as a page."""
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n<title>Exported Data</title>\n</head>\n<body>\n'
        '<div class="page_wrap"><div class="page_header">'
        '<div class="content"><div class="text bold">\nشبكة المرفأ\n</div>'
        '</div></div><div class="page_body chat_page"><div class="history">'
        '<div class="message default clearfix" id="message2">'
        '<div class="body"><div class="pull_right date details" title="03.03.2031 20:10:00 UTC+03:00">'
        "\n20:10\n</div>"
        '<div class="from_name">\nشبكة المرفأ\n</div><div class="forwarded body">'
        '<div class="from_name">قناة الشراع</div>'
        f'<div class="text">\n<strong>{TITLE}</strong><br>{TEXT}\n</div>'
        "</div></div></div></div></div></div></body></html>"
    )


def whatsapp() -> str:
    """Write the export of a group."""
    head = "\u200f[3\u200f/3\u200f/2031، 8:10:00 م] "
    return f"{head}أهالي السلامى: \u200eالرسائل مشفرة\n" + "".join(
        f"{head}{who}: {TEXT}\nوأضاف أن الرصيف مغلق\n"
        for who in ("سالم الملاح", "+963 944 000 111", "هدى العوفي")
    )


def saved_page() -> bytes:
    """Write a page saved with its parts, as browsers do."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://manara.example/1\r\nSubject: a\r\n"
        "Date: Mon, 3 Mar 2031 20:10:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n'
        '\tboundary="----Made"\r\n\r\n------Made\r\nContent-Type: text/html\r\nContent-ID: <p@x>\r\n'
        "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://manara.example/1\r\n\r\n"
        f"{page()}\r\n------Made\r\nContent-Type: image/png\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n------Made--\r\n"
    ).encode()


def docx() -> bytes:
    """Write a document of Word."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (TITLE, TEXT, TEXT))
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>".encode(),
            "docProps/core.xml": b'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>a</dc:title></c>',
        }
    )


def odt() -> bytes:
    """Write a document of LibreOffice."""
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text")
    )
    body = f"<text:h>{TITLE}</text:h><text:p>{TEXT}</text:p>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}"
            "</office:text></office:body>"
            "</office:document-content>".encode(),
        },
        zipfile.ZIP_STORED,
    )


def png(width: int = 120, height: int = 100) -> bytes:
    """Write a white picture."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", dots) + part(b"IEND", b"")


def gif() -> bytes:
    """Write the start of a picture of the other kind, which says its size and little else."""
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", 120, 100, 0x80, 0, 0)
        + b"\0\0\0\xff\xff\xff,\0\0\0\0\x78\0\x64\0\0\x02\x01\x44\0;"
    )


def parquet(*, arrow: bool = False) -> bytes:
    """Write a table of Parquet, or of Arrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist([RECORD, {**RECORD, "id": "8"}])
    out = io.BytesIO()
    if arrow:
        with pa.ipc.new_file(out, table.schema) as writer:
            writer.write_table(table)
    else:
        pq.write_table(table, out)
    return out.getvalue()


def _json_feed() -> bytes:
    item = {
        "id": "1",
        "url": "https://manara.example/1",
        "title": TITLE,
        "content_text": TEXT,
        "date_published": "2031-03-03",
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "صحيفة المنارة",
        "items": [item, {"summary": TEXT}],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def _table(delimiter: str) -> bytes:
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS).encode()


_MADE: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
    ("warc", "a.warc", warc),
    ("warc", "a.warc.gz", lambda: gzip.compress(warc(), mtime=0)),
    ("tar", "a.tar", tar),
    ("tar", "a.tar.gz", lambda: gzip.compress(tar(), mtime=0)),
    ("tar", "a.tar.xz", lambda: lzma.compress(tar())),
    ("compressed", "a.html.gz", lambda: gzip.compress(page().encode(), mtime=0)),
    ("compressed", "a.txt.bz2", lambda: bz2.compress(TEXT.encode())),
    ("compressed", "a.txt.xz", lambda: lzma.compress(TEXT.encode())),
    ("compressed", "a.txt.zst", lambda: zstd(TEXT.encode())),
    ("compressed", "a.txt.lz4", lambda: lz4(TEXT.encode())),
    (
        "pdf",
        "a.pdf",
        lambda: pdf([lines([TITLE, "", TEXT[:80], TEXT[80:]])], {"Title": TITLE, "Author": "هدى"}),
    ),
    ("sheets", "a.xlsx", lambda: xlsx({"S": ROWS})),
    ("sheets", "a.ods", lambda: ods(ROWS)),
    ("sheets", "a.xls", lambda: xls(ROWS)),
    ("zip", "a.zip", lambda: zipped(members())),
    ("zip", "b.zip", lambda: zipped({"in.zip": zipped(members(), zipfile.ZIP_STORED)}, zipfile.ZIP_STORED)),
    (
        "zip",
        "a.wacz",
        lambda: zipped({"datapackage.json": b"{}", "archive/a.warc": warc()}, zipfile.ZIP_STORED),
    ),
    ("parquet", "a.parquet", parquet),
    ("parquet", "a.arrow", lambda: parquet(arrow=True)),
    ("picture", "a.png", png),
    ("picture", "a.gif", gif),
    ("telegram", "result.json", telegram),
    ("telegram-html", "messages.html", lambda: telegram_page().encode()),
    ("feed", "rss.xml", lambda: rss().encode()),
    ("feed", "atom.xml", lambda: atom().encode()),
    ("json-feed", "feed.json", _json_feed),
    ("html", "a.html", lambda: page().encode()),
    ("html", "b.html", lambda: page().replace("utf-8", "windows-1256").encode("cp1256", "replace")),
    ("mhtml", "a.mhtml", saved_page),
    ("document", "a.docx", docx),
    ("document", "a.odt", odt),
    ("old-document", "a.doc", lambda: compound("WordDocument", TEXT.encode("utf-16-le"))),
    ("old-document", "a.rtf", lambda: b"{\\rtf1 a}"),
    ("jsonl", "a.jsonl", lambda: (json.dumps(RECORD, ensure_ascii=False) + "\n").encode() * 3),
    ("json", "a.json", lambda: json.dumps({"articles": [RECORD, RECORD]}, ensure_ascii=False).encode()),
    ("json", "b.json", lambda: json.dumps(RECORD).encode("utf-16")),
    ("csv", "a.csv", lambda: _table(",")),
    ("csv", "a.tsv", lambda: _table("\t")),
    ("whatsapp", "chat.txt", lambda: whatsapp().encode()),
    ("txt", "a.txt", f"{TITLE}\n\n{TEXT}\n{TEXT}\n".encode),
    ("txt", "b.txt", lambda: f"{TITLE}\n{TEXT}".encode("utf-16")),
)


def seeds() -> list[Seed]:
    """Make them all."""
    return [Seed(kind, name, make()) for kind, name, make in _MADE]
