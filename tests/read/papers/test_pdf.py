"""PDF files: what a user reads in them, and whatever may be wrong with them."""

import io
import json
import shutil
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pdfs import RIGHT, TABLE, At, lines, paper, pdf, stream
from printing import chromium
from reading import made
from riwaya.model import Report, Warn
from riwaya.read.papers import pdf as reader
from riwaya.read.papers.pdf_fonts import Font
from riwaya.read.papers.pdf_operators import operations
from riwaya.read.papers.pdf_scans import as_file
from riwaya.read.papers.tesseract import Seen, Trouble

TITLE = "غرق عبارة قبالة ميناء السلامى ومقتل ركابها"
FIRST = [
    "قال وزير النقل في بيان إن العبارة التي غرقت مساء الأحد",
    "كانت تقل أكثر من مئة راكب وإن فرق الإنقاذ وصلت بعد ساعة",
    "من تلقي النداء",
]
SECOND = ["وأضاف أن لجنة تحقيق ستقدم تقريرها بعد عشرة أيام."]


def read(
    data: bytes, name: str = "a.pdf", *, named: bool = False, **around: str
) -> tuple[list[Report], list[Warn]]:
    source = made(data, name, named=named, **around)
    assert reader.tells(source)
    found = list(reader.read(source))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


def only(data: bytes, name: str = "a.pdf", **around: str) -> Report:
    found, warnings = read(data, name, **around)
    assert not warnings, warnings
    assert len(found) == 1
    return found[0]


def marked(report: Report) -> list[tuple[str, str]]:
    return [(mark.rule, report.text[mark.span.start : mark.span.end]) for mark in report.furniture]


def test_paragraphs_and_title() -> None:
    report = only(pdf([lines([TITLE, "", *FIRST, "", *SECOND])]))
    assert report.text == "\n".join([TITLE, " ".join(FIRST), *SECOND])
    assert report.title == TITLE
    assert ("title-line", TITLE) in marked(report)


def test_told_by_content() -> None:
    data = pdf([lines(SECOND)])
    assert reader.tells(made(data, "report.txt"))
    assert reader.tells(made(b"junk of a mail\r\n" + data, "report.pdf"))
    assert not reader.tells(made(b"a text about %PDF-1.4", "report.txt"))


def test_where_it_was_found_is_kept() -> None:
    report = only(pdf([lines(SECOND)]), url="https://manara.example/a.pdf", outlet="صحيفة المنارة")
    assert (report.url, report.outlet) == ("https://manara.example/a.pdf", "صحيفة المنارة")


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    report = only(pdf([lines([*FIRST, *SECOND, *FIRST])]))
    assert report.text.split("\n") == [" ".join(FIRST), *SECOND, " ".join(FIRST)]


def test_a_page_ends_with_an_empty_line_but_never_in_a_sentence() -> None:
    report = only(pdf([lines(FIRST), lines(SECOND)]))
    assert report.text == " ".join(FIRST) + "\n\n" + SECOND[0]
    report = only(pdf([lines(FIRST[:2]), lines([FIRST[2], *SECOND])]))
    assert report.text == " ".join(FIRST) + "\n" + SECOND[0]


def test_running_heads_and_page_numbers_are_marked_and_part_no_paragraph() -> None:
    def page(number: int, body: list[str]) -> list[At]:
        head, foot = lines(["نشرة المنارة", "", ""], top=810), lines([f"صفحة {number}"], top=40)
        return [*head, *lines(body, top=760), *foot]

    third = ["وكان عشرات المتطوعين قد مشطوا الشاطئ الشمالي ليلا", "على ضوء المصابيح."]
    report = only(pdf([page(1, FIRST[:2]), page(2, [FIRST[2], *SECOND]), page(3, third)]))
    assert marked(report).count(("page-header", "نشرة المنارة")) == 3
    assert [text for rule, text in marked(report) if rule == "page-number"] == ["صفحة 1", "صفحة 2", "صفحة 3"]
    assert " ".join(FIRST) in report.text, "the paragraph that runs over the page's end is whole"


def test_a_number_that_is_no_page_number() -> None:
    report = only(pdf([lines([TITLE, *FIRST, *SECOND, "2254"])]))
    assert "page-number" not in [rule for rule, _ in marked(report)]
    report = only(pdf([[*lines([TITLE, *FIRST, *SECOND]), At("1", 300, 40)]]))
    assert ("page-number", "1") in marked(report)


def test_what_a_browser_prints_around_a_page() -> None:
    def page(number: int) -> list[At]:
        head = [At(paper(TITLE), 60, 815, 8), At("10:51 ,5/15/23", 480, 815, 8)]
        foot = [At("https://manara.example/news/12", 30, 20, 8), At(f"{number}/2", 550, 20, 8)]
        return [*head, *lines([TITLE, *FIRST] if number == 1 else [*SECOND, "", "نهاية الخبر"]), *foot]

    report = only(pdf([page(1), page(2)], {"Title": TITLE}))
    assert report.url == "https://manara.example/news/12"
    assert report.published is None, "the day of printing is no day of publication"
    assert [rule for rule, _ in marked(report)].count("page-header") == 2
    assert report.title == TITLE


def test_two_columns_are_read_right_column_first() -> None:
    right = lines(FIRST * 3, size=8)
    left = lines(SECOND * 9, size=8, right=270)
    report = only(pdf([[*lines([TITLE], top=810, size=16), *left, *right]]))
    assert report.text.startswith(TITLE)
    assert report.text.rindex("من تلقي النداء") < report.text.index(SECOND[0])


def test_a_table_is_read_row_by_row() -> None:
    cells = [
        ("المحافظة", "القتلى", "الجرحى"),
        ("المرساة", "18", "34"),
        ("سهيلة", "3", "1,200"),
        ("العنبر", "7", "9"),
    ]
    rows = [
        At(paper(word), right - 6 * len(word), 700 - 20 * n)
        for n, row in enumerate(cells)
        for word, right in zip(row, (500, 350, 200), strict=True)
    ]
    report = only(pdf([[*lines([TITLE, *FIRST]), *rows]]))
    assert "\n".join(" ".join(row) for row in cells) in report.text


def test_letters_drawn_one_by_one_in_any_order() -> None:
    text = "قال الوزير إن اللجنة"
    places = [At(letter, RIGHT - 6.0 * (n + 1), 700) for n, letter in enumerate(text)]
    assert only(pdf([places])).text == text
    assert only(pdf([places[::-1]])).text == text


def test_words_without_blanks_are_parted_by_gaps() -> None:
    x, shown = RIGHT, []
    for word in FIRST[0].split():
        x -= 6 * len(word)
        shown.append(At(paper(word), x, 700))
        x -= 4
    assert only(pdf([shown])).text == FIRST[0]


def test_bold_made_by_writing_twice_is_read_once() -> None:
    once = lines([TITLE, *FIRST])
    twice = [*once, *(line._replace(x=line.x + 0.3) for line in once)]
    assert only(pdf([twice])).text == only(pdf([once])).text


def test_marks_stay_on_their_letters() -> None:
    text = "سجّل المستشفى وفاة الدكتورة هناء البرّاق"
    assert only(pdf([[At(text[::-1], 100, 700)]])).text == text


def test_words_given_for_glyphs() -> None:
    """Producers write the letters of a ligature beside it: ActualText."""
    before, after = lines(["قال الوزير"], top=700)[0], lines(["ا للإرهاب"], top=700, right=400)[0]
    actual = b"/Span << /ActualText <FEFF064406270020> >> BDC " + At("\ue000", 401, 700).code + b" EMC\n"
    report = only(pdf([after.code + actual + before.code]))
    assert "لا" in report.text


def test_invisible_text_behind_a_scan_is_read() -> None:
    content = b"3 Tr " + lines(SECOND)[0].code
    assert only(pdf([content])).text == SECOND[0]


def test_text_put_behind_a_scan_with_the_pen_turned_round() -> None:
    """Tesseract's own PDFs: a mirrored matrix, and each word as it is read."""
    x, out = RIGHT, b""
    for word in ["وصل", "18", "راكبا", "إلى", "الميناء", "بعد", "ساعة"]:
        out += (
            b"BT /F1 12 Tf -1 0 0 1 %f 700 Tm <" % x
            + f"{word} ".encode("utf-16-be").hex().encode()
            + b"> Tj ET "
        )
        x -= 6 * (len(word) + 1)
    assert only(pdf([out])).text == "وصل 18 راكبا إلى الميناء بعد ساعة"


def test_forms_and_turned_pages() -> None:
    form = stream(
        b"".join(line.code for line in lines(FIRST)), b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    )
    assert only(pdf([b"q /X1 Do Q"], resources=b"/XObject << /X1 7 0 R >>", more=[form])).text == " ".join(
        FIRST
    )
    turned = b"".join(line.code.replace(b"1 0 0 1", b"0 1 -1 0") for line in lines(SECOND))
    assert only(pdf([turned])).text == SECOND[0]


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ("Microsoft Word - تقرير.doc", TITLE),
        ("untitled", TITLE),
        ("report_final.indd", TITLE),
        ("bayan-12", TITLE),
        ("Old template", TITLE),
        ("عبارة تغرق قبالة الميناء", "عبارة تغرق قبالة الميناء"),
        (TITLE, TITLE),
        (TITLE.encode("cp1256"), TITLE),
        ("", TITLE),
    ],
)
def test_the_title_that_a_file_gives_itself(own: str | bytes, title: str) -> None:
    report = only(pdf([lines([TITLE, *FIRST, "", *SECOND])], {"Title": own}), "bayan-12.pdf")
    assert report.title == title


def test_the_first_line_in_large_letters_is_the_title() -> None:
    above = lines(["صحيفة المنارة"], top=800)
    report = only(pdf([[*above, *lines([TITLE], top=770, size=20), *lines([*FIRST, *SECOND], top=700)]]))
    assert report.title == TITLE


def test_author_and_dates() -> None:
    said = {"Author": "سالم الغدراني", "CreationDate": "D:20190313101500+03'00'"}
    report = only(pdf([lines([TITLE, "", *FIRST])], said))
    assert report.byline is None, "an account of a computer is no byline"
    assert report.published is None, "the day on which the file was made is no day of publication"
    assert report.updated is None
    report = only(pdf([lines([TITLE, "", "سالم الغدراني", "", *FIRST])], said))
    assert report.byline == "سالم الغدراني"


# Whatever may be wrong


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted(algorithm: str) -> None:
    from pypdf import PdfReader, PdfWriter

    if algorithm.startswith("AES"):
        pytest.importorskip("cryptography")

    def locked(password: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([lines(SECOND)]))))
        writer.encrypt(password, owner_password="other", algorithm=algorithm)  # noqa: S106
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert only(locked("")).text == SECOND[0]
    found, warnings = read(locked("secret"))
    assert not found
    assert [w.code for w in warnings] == ["R109"]
    assert "encrypted" in warnings[0].message


def test_every_truncation_is_read_or_said() -> None:
    data = pdf([lines([TITLE, *FIRST])])
    for end in range(20, len(data), 97):
        found, warnings = read(data[:end])
        assert found or warnings


def test_a_page_tree_that_bites_its_tail() -> None:
    data = pdf([lines(SECOND)]).replace(b"/Kids [7 0 R] /Count 1", b"/Kids [2 0 R] /Count 9")
    found, warnings = read(data)
    assert not found
    assert warnings


def test_a_form_that_draws_itself() -> None:
    form = stream(
        lines(SECOND)[0].code + b" /X1 Do /X1 Do /X1 Do",
        b"/Subtype /Form /Resources << /Font << /F1 3 0 R >> /XObject << /X1 7 0 R >> >>",
    )
    start = time.monotonic()
    found, _ = read(pdf([b"/X1 Do"], resources=b"/XObject << /X1 7 0 R >>", more=[form]))
    assert found[0].text == SECOND[0]
    assert time.monotonic() - start < 30


def test_a_stream_that_unpacks_to_gigabytes() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(300)) + packer.flush()
    bomb = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    # The first page's content is the bomb; the second is read all the same.
    data = pdf([b"", lines(FIRST)], more=[bomb]).replace(b"/Contents 9 0 R", b"/Contents 7 0 R")
    start = time.monotonic()
    assert only(data).text == " ".join(FIRST)
    assert time.monotonic() - start < 30


def test_pages_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_SECONDS", 0.5)
    heavy = b"".join(line.code for line in lines(FIRST)) * 300
    found, warnings = read(pdf([heavy] * 60))
    assert len(found) == 1, "what was read by then is kept"
    assert "pages took" in warnings[0].message


def test_a_text_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_TEXT", 100)
    found, warnings = read(pdf([lines(FIRST)] * 3))
    assert not found
    assert [w.code for w in warnings] == ["R108"]


def test_scripts_and_files_inside_are_left_alone() -> None:
    data = pdf([lines(SECOND)]).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    )
    assert only(data).text == SECOND[0]


def test_letters_that_are_not_what_they_are_called() -> None:
    wrong = [
        line._replace(text="".join(chr(0x628 + ord(c) % 19) for c in line.text)) for line in lines(FIRST * 4)
    ]
    spaced = [
        line._replace(text=line.text[:5] + " " + line.text[6:11] + " " + line.text[12:]) for line in wrong
    ]
    _, warnings = read(pdf([spaced]))
    assert any("known" in w.message for w in warnings)


def test_fonts_that_do_not_say_what_their_letters_are() -> None:
    signs = [
        line._replace(text="".join(chr(0x2700 + ord(c) % 90) for c in line.text)) for line in lines(FIRST)
    ]
    table = TABLE.replace(b"<2000> <20FF> <2000>", b"<2700> <27FF> <2700>")
    found, warnings = read(pdf([signs]).replace(TABLE, table))
    assert not found
    assert "do not say" in warnings[0].message
    holes = [line._replace(text=line.text.replace("ن", "\ue000")) for line in lines(FIRST)]
    found, warnings = read(pdf([holes]))
    assert "وزير ال�قل" in found[0].text, "holes are shown where there are many"
    assert "do not say what" in warnings[0].message


def test_no_page_and_no_text() -> None:
    for data in (pdf([]), pdf([b""]), b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF"):
        found, warnings = read(data)
        assert not found
        assert len(warnings) == 1


PICTURE = stream(
    b"\xff" * (300 * 400),
    b"/Type /XObject /Subtype /Image /Width 300 /Height 400 /BitsPerComponent 8 /ColorSpace /DeviceGray",
)


def scanned(*pages: list[At] | bytes) -> bytes:
    return pdf(list(pages), resources=b"/XObject << /X1 7 0 R >>", more=[PICTURE])


SCAN = b"q 595 0 0 842 0 0 cm /X1 Do Q"


def test_scanned_pages_go_through_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bytes] = []

    def see(data: bytes, size: object) -> Seen:
        given.append(data)
        return Seen(((TITLE, 30.0), (" ".join(FIRST), 14.0)), 88.0, 30, "tesseract 5")

    monkeypatch.setattr(reader, "recognise", see)
    found, warnings = read(scanned(SCAN, lines(SECOND), SCAN + At("7", 300, 20).code))
    assert given[0].startswith(b"P5 300 400 255\n")
    assert len(given) == 2, "a page with a number on it is still a picture, one with text is not"
    assert found[0].text == "\n".join([TITLE, " ".join(FIRST), "", *SECOND, "", TITLE, " ".join(FIRST)])
    assert found[0].title == TITLE
    assert "2 of 3 pages" in warnings[0].message


def test_scanned_pages_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recognise", lambda *_: Trouble("R109", "tesseract is not installed"))
    found, warnings = read(scanned(SCAN, SCAN))
    assert not found
    assert [w.message for w in warnings] == [
        "cannot be read: 2 pages are pictures: tesseract is not installed"
    ]
    found, warnings = read(scanned(SCAN, lines(SECOND)))
    assert found[0].text == SECOND[0]
    assert len(warnings) == 1


@pytest.mark.parametrize(("packed", "said"), [(b"JBIG2Decode", "JBIG2"), (b"Unheard", "packed as Unheard")])
def test_pictures_that_cannot_be_unpacked_are_said(
    packed: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    picture = PICTURE.replace(b"/Width", b"/Filter /%s /Width" % packed)
    data = pdf([SCAN], resources=b"/XObject << /X1 7 0 R >>", more=[picture])
    found, warnings = read(data)
    assert not found
    assert said in warnings[0].message


def test_pictures_of_every_make_become_files() -> None:
    from pypdf import PdfReader

    def written(data: bytes, entries: bytes) -> bytes | None:
        header = b"/Subtype /Image /Width 200 /Height 100 " + entries
        made_pdf = pdf(
            [SCAN], resources=b"/XObject << /X1 7 0 R >>", more=[stream(data, header, packed=True)]
        )
        resources = PdfReader(io.BytesIO(made_pdf)).pages[0]["/Resources"]
        return as_file(resources["/XObject"]["/X1"])  # type: ignore[index]

    grey, colour, ink, bit = bytes(20_000), bytes(60_000), b"\x10\x20\x30\x40" * 20_000, b"\xf0" * 2_500
    assert written(grey, b"/BitsPerComponent 8 /ColorSpace /DeviceGray") == b"P5 200 100 255\n" + grey
    assert written(colour, b"/BitsPerComponent 8 /ColorSpace /DeviceRGB") == b"P6 200 100 255\n" + colour
    assert (
        written(ink, b"/BitsPerComponent 8 /ColorSpace /DeviceCMYK") == b"P5 200 100 255\n" + b"\x9f" * 20_000
    )
    assert written(bit, b"/BitsPerComponent 1 /ColorSpace /DeviceGray") == b"P4 200 100\n" + b"\x0f" * 2_500
    assert written(bit, b"/ImageMask true /Decode [1 0]") == b"P4 200 100\n" + bit
    palette = b"/BitsPerComponent 8 /ColorSpace [/Indexed /DeviceRGB 1 <304560FFFFFF>]"
    assert written(bytes([0, 1]) * 10_000, palette) == b"P5 200 100 255\n" + b"\x47\xff" * 10_000
    assert written(grey[:99], b"/BitsPerComponent 8 /ColorSpace /DeviceGray") is None
    assert written(grey, b"/BitsPerComponent 16 /ColorSpace /DeviceGray") is None


def test_too_many_scanned_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_SCANNED", 2)
    monkeypatch.setattr(reader, "recognise", lambda *_: Seen((("نص", 9.0),), 88.0, 1, "t"))
    found, warnings = read(scanned(*[SCAN] * 5))
    assert found[0].text == "نص\n\nنص"
    assert any("3 pages are pictures: over 2" in w.message for w in warnings)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_behind_a_header(junk: bytes) -> None:
    found, warnings = read(b"%PDF-1.5\n" + junk)
    assert found or warnings


WHOLE = pdf(
    [lines([TITLE, *FIRST]), SCAN],
    {"Title": TITLE},
    b"/XObject << /X1 7 0 R >>",
    [PICTURE[:200] + b"\nendstream"],
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6)), max_size=12))
def test_any_damage(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(WHOLE)
    for at, new in changes:
        data[at : at + len(new)] = new
    source = made(bytes(data), "a.pdf")
    for item in reader.read(source):
        assert isinstance(item, Report | Warn)
        if isinstance(item, Report):
            item.text.encode()
            assert all(mark.span.end <= len(item.text) for mark in item.furniture)


# The parts


def test_operators_of_a_content_stream() -> None:
    data = (
        b"(a\\)b(c)\\101\\\n) Tj [1 (x) -2.5 <0a 1>] TJ % note\n/P << /A [1 2] /B (q) >> BDC "
        b"BI /W 1 ID \x00\xffEIx EI Q 1.-2 --3 w"
    )
    found = list(operations(data))
    assert found[0] == (b"Tj", [b"a)b(c)A"])
    assert found[1] == (b"TJ", [[1.0, b"x", -2.5, b"\x0a\x10"]])
    assert found[2] == (b"BDC", ["P", {"A": [1.0, 2.0], "B": b"q"}])
    assert found[-2:] == [(b"Q", []), (b"w", [1.0, -3.0])]


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text("()<>[]/{}%\\ 0-.Tj\n", max_size=80).map(str.encode))
def test_any_content_stream(data: bytes) -> None:
    for operator, operands in operations(data):
        assert operator
        assert len(operands) <= 64


def test_fonts_without_a_table_of_characters() -> None:
    named = {
        "/Subtype": "/TrueType",
        "/FirstChar": 65,
        "/Widths": [700, 650],
        "/Encoding": {"/Differences": [65, "/afii57415", "/uni0628"]},
    }
    shown = list(Font(named).show(b"AB"))
    assert [(item.text, round(item.width, 3)) for item in shown] == [("ا", 0.7), ("ب", 0.65)]
    assert [
        item.text for item in Font({"/Subtype": "/Type1", "/Encoding": "/WinAnsiEncoding"}).show(b"a\xe9")
    ] == ["a", "é"]
    assert [item.text for item in Font({"/Subtype": "/Type0"}).show(b"\x00\x05")] == [None], (
        "it may be the blank"
    )
    assert list(Font(None).show(b"")) == []


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium here")
def test_a_report_printed_by_chromium(root: Path, tmp_path: Path) -> None:
    record = json.loads((root / "examples/reports/sada-1.json").read_text(encoding="utf-8"))
    body = "".join(f"<p>{line}</p>" for line in record["text"].split("\n"))
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>{record["title"]}</title>'
        f"<h1>{record['title']}</h1>{body}",
        encoding="utf-8",
    )
    out = tmp_path / "page.pdf"
    report = only(chromium(page, out, "--print-to-pdf"))
    assert report.title == record["title"]
    hidden = {
        n
        for mark in report.furniture
        if mark.rule.startswith("page-")
        for n in range(mark.span.start, mark.span.end)
    }
    own = "".join(c for n, c in enumerate(report.text) if n not in hidden)
    assert own.split() == f"{record['title']} {record['text']}".split()
