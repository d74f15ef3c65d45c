"""Documents of word processors: what stands in them, and what stood there once."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading import made
from riwaya.model import Report, Warn
from riwaya.read.papers import docx_files as reader

TITLE = "غرق عبارة قبالة ميناء السلامى"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def p(text: str, style: str = "") -> str:
    inside = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    names = {"core": "docProps/core.xml", "styles": "word/styles.xml", "footnotes": "word/footnotes.xml"}
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W} {MORE}><w:body>{body}<w:sectPr/></w:body></w:document>",
            **{names.get(name, name): data for name, data in parts.items()},
        }
    )


def odt(body: str, title: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for name, long in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "meta.xml": f"<m {DC}><dc:title>{title}</dc:title></m>",
        }
    )


def read(data: bytes, name: str = "a.docx", **around: str) -> tuple[list[Report], list[Warn]]:
    source = made(data, name, **around)
    assert reader.tells(source)
    found = list(reader.read(source))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


def only(data: bytes, name: str = "a.docx", **around: str) -> Report:
    found, warnings = read(data, name, **around)
    assert not warnings, warnings
    assert len(found) == 1
    return found[0]


def test_paragraphs_tables_and_title() -> None:
    row = "<w:tr>{}</w:tr>".format
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    table = "<w:tbl>{}</w:tbl>".format(
        row(cell(p("المحافظة")) + cell(p("القتلى"))) + row(cell(p("سهيلة")) + cell(p("")) + cell(p("3")))
    )
    report = only(docx(p(TITLE) + p("") + p("قال الوزير.") + table + p("نهاية")))
    assert report.text == f"{TITLE}\nقال الوزير.\nالمحافظة\tالقتلى\nسهيلة\t3\nنهاية"
    assert report.title == TITLE
    assert report.text[slice(*(report.furniture[0].span.start, report.furniture[0].span.end))] == TITLE


def test_a_table_that_lays_out_a_page_is_read_as_paragraphs() -> None:
    cells = f"<w:tc>{p(TITLE)}{p('الفقرة الأولى')}</w:tc><w:tc>{p('جانب')}</w:tc>"
    report = only(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert report.text.split("\n") == [TITLE, "الفقرة الأولى", "جانب"]


def test_tracked_changes_are_taken_as_made() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>قتل </w:t></w:r>"
        "<w:del w:id='1'><w:r><w:delText>عشرة</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>ثمانية</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>قديم</w:t></w:r></w:moveFrom></w:p>"
        "<w:ins><w:p><w:r><w:t>فقرة جديدة</w:t></w:r></w:p></w:ins>"
    )
    assert only(docx(body)).text == "قتل ثمانية\nفقرة جديدة"


def test_links_fields_controls_and_breaks() -> None:
    body = (
        "<w:p><w:hyperlink w:anchor='x'><w:r><w:t>رابط</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>بعد</w:t><w:br/>"
        "<w:t>سطر</w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>12</w:t></w:r></w:fldSimple>"
        "<w:r><w:instrText>HYPERLINK secret</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>{p('داخل عنصر')}</w:sdtContent></w:sdt>"
    )
    assert only(docx(body)).text == "رابط بعد\nسطر12\nداخل عنصر"


def test_text_boxes_come_once_and_hidden_text_never() -> None:
    box = f"<w:txbxContent>{p('في الإطار')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>قبل</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>مخفي</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t> ظاهر</w:t></w:r></w:p>"
    )
    assert only(docx(body)).text == "قبل ظاهر\nفي الإطار"


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator'>{p('خط')}</w:footnote>"
        f"<w:footnote w:id='2'>{p('بيان الوزارة')}</w:footnote></w:footnotes>"
    )
    assert only(docx(p(TITLE) + p("نص"), footnotes=notes)).text == f"{TITLE}\nنص\nبيان الوزارة"


def test_the_title_is_the_one_in_the_style_of_titles_whatever_its_id() -> None:
    styles = f"<w:styles {W}><w:style w:styleId='a3'><w:name w:val='Title'/></w:style></w:styles>"
    report = only(docx(p("صحيفة المنارة") + p(TITLE, "a3") + p("قال الوزير."), styles=styles))
    assert report.title == TITLE


@pytest.mark.parametrize(
    ("own", "title"),
    [("مستند جديد", TITLE), ("a", TITLE), ("Old template", "سطر"), ("عبارة غرقت", "عبارة غرقت")],
)
def test_the_title_that_a_file_gives_itself(own: str, title: str) -> None:
    core = f"<c {DC}><dc:title>{own}</dc:title><dc:creator>سالم الغدراني</dc:creator></c>"
    first = TITLE if title == TITLE else "سطر"
    report = only(docx(p(first) + p("قال الوزير."), core=core))
    assert report.title == title
    assert report.byline is None


def test_an_author_that_the_text_names() -> None:
    core = f"<c {DC}><dc:creator>سالم الغدراني</dc:creator></c>"
    assert only(docx(p(TITLE) + p("سالم الغدراني – رأس العنبر"), core=core)).byline == "سالم الغدراني"


def test_an_open_document() -> None:
    body = (
        f"<text:h text:outline-level='1'>{TITLE}</text:h>"
        "<text:p>قال<text:s text:c='2'/><text:span>الوزير</text:span> إن"
        "<text:line-break/>سطر<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>حاشية</text:p></text:note-body></text:note>.</text:p>"
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>محذوف</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><office:annotation><text:p>تعليق</text:p></office:annotation>"
        "<table:table><table:table-row><table:table-cell><text:p>سهيلة</text:p></table:table-cell>"
        "<table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>إطار</text:p></draw:text-box></draw:frame></text:p>"
    )
    report = only(odt(body), "a.odt")
    assert report.text == f"{TITLE}\nقال الوزير إن\nسطر.\nحاشية\nسهيلة\t3\nإطار"
    assert report.title == TITLE


def test_told_by_content() -> None:
    assert reader.tells(made(docx(p("نص")), "a.zip"))
    assert not reader.tells(made(zipped({"a.txt": "نص"}), "a.docx"))
    assert not reader.tells(made(zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "a.docx"))
    assert not reader.tells(made(b"PK\x03\x04 broken", "a.docx"))
    assert not reader.tells(made(zipped({"mimetype": "application/epub+zip", "content.xml": "x"}), "a.odt"))


def test_old_documents_are_told_what_to_do() -> None:
    for data, name in ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc"), (b"{\\rtf1 x}", "a.doc")):
        source = made(data, name)
        assert reader.tells_old(source)
        (warning,) = reader.read_old(source)
        assert isinstance(warning, Warn)
        assert warning.code == "R112"
        assert ".docx" in warning.message
    assert not reader.tells_old(made(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls"))


# Whatever may be wrong


def test_entities_are_not_resolved() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = (
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>نص &a9; &file;</w:t></w:r></w:p></w:body></w:document>"
    )
    data = docx("", **{"word/document.xml": bomb})
    found, _ = read(data)
    assert all("haha" not in report.text and "root" not in report.text for report in found)


def test_a_part_that_is_too_large() -> None:
    data = docx("", **{"word/document.xml": b" " * (33 * 1024 * 1024)})
    found, warnings = read(data)
    assert not found
    assert "33.0 MB" in warnings[0].message


def test_a_part_that_lies_about_its_size() -> None:
    data = bytearray(docx(p("نص" * 500)))
    at = data.rindex(b"word/document.xml")
    data[at - 22 : at - 18] = (5).to_bytes(4, "little")  # the size that the archive's list gives
    found, warnings = read(bytes(data))
    assert found or warnings


@pytest.mark.parametrize("body", ["", "<w:p/>", "<w:p><w:r/></w:p>"])
def test_a_document_without_text(body: str) -> None:
    found, warnings = read(docx(body))
    assert not found
    assert [w.code for w in warnings] == ["R106"]


def test_xml_that_is_none_or_nests_without_end() -> None:
    for part in (
        b"\x00\x01",
        b"",
        b"<w:document>" * 5000,
        (f"<w:document {W}><w:body>" + "<w:sdt>" * 3000).encode(),
    ):
        found, warnings = read(docx("", **{"word/document.xml": part}))
        assert not found
        assert warnings


def test_encrypted_documents() -> None:
    locked = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": b"\x8a\x01\x02",
            "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>",
        }
    )
    _, warnings = read(locked, "a.odt")
    assert "encrypted" in warnings[0].message


WHOLE = docx(p(TITLE) + p("قال الوزير."), core=f"<c {DC}><dc:title>x</dc:title></c>")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4)), max_size=8))
def test_any_damage(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(WHOLE)
    for at, new in changes:
        data[at : at + len(new)] = new
    source = made(bytes(data), "a.docx")
    for item in reader.read(source) if reader.tells(source) else ():
        assert isinstance(item, Report | Warn)


def test_every_truncation() -> None:
    for end in range(30, len(WHOLE), 41):
        source = made(WHOLE[:end], "a.docx")
        assert not reader.tells(source)
