"""Pages saved with their parts: the page is found and read, whatever stands around it."""

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import made
from riwaya.model import Report, Warn
from riwaya.read.inputs import Input, Options
from riwaya.read.pages import html, mhtml

LINE = "قال مدير هيئة ميناء السلامى في مؤتمر صحفي إن العبّارة غادرت الرصيف في موعدها وعلى متنها 112 راكبا."
PAGE = f"<html><head><title>غرق عبّارة</title></head><body><h1>غرق عبّارة</h1><p>{LINE}</p><p>{LINE}</p></body></html>"
PICTURE = b"\x89PNG" + bytes(range(256)) * 40


def part(body: bytes, kind: str, sent: str, location: str = "", more: str = "") -> bytes:
    written = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(sent, bytes)(body)
    place = f"Content-Location: {location}\r\n" if location else ""
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {sent}\r\n{place}{more}\r\n"
    return head.encode() + written.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def saved(*parts: bytes, head: str = "", kind: str = 'multipart/related;\r\n\ttype="text/html"') -> bytes:
    start = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/news/1\r\nSubject: x\r\n"
        f"Date: Wed, 7 Apr 2021 12:00:00 -0000\r\n{head}MIME-Version: 1.0\r\n"
        f'Content-Type: {kind};\r\n\tboundary="----MultipartBoundary--abc----"\r\n\r\n'
    )
    mark = b"------MultipartBoundary--abc----"
    return start.encode() + b"\r\n".join([b"", *(mark + b"\r\n" + one for one in parts), mark + b"--\r\n"])


def read(data: bytes, name: str = "a.mhtml") -> tuple[list[Report], list[Warn]]:
    source = made(data, name)
    found = list(mhtml.read(Input(source.stream, name, name, len(data), html.read, Options())))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


@pytest.mark.parametrize("sent", ["quoted-printable", "base64", "8bit", "binary", "Quoted-Printable"])
def test_the_page_is_read_with_its_address_and_time(sent: str) -> None:
    top = part(PAGE.encode(), "text/html", sent.lower(), "https://a.example/news/1?full=1").replace(
        sent.lower().encode(), sent.encode()
    )
    data = saved(top, part(PICTURE, "image/png", "base64"))
    assert mhtml.tells(made(data, "a.bin"))
    reports, warnings = read(data)
    assert warnings == []
    assert reports[0].text == f"{LINE}\n{LINE}"
    assert (reports[0].url, reports[0].title) == ("https://a.example/news/1?full=1", "غرق عبّارة")


def test_a_relative_date_counts_from_the_time_of_saving() -> None:
    page = PAGE.replace("<p>", "<time>منذ يومين</time><p>", 1)
    reports, _ = read(saved(part(page.encode(), "text/html", "base64")))
    assert reports[0].published == "2021-04-05"


def test_the_page_s_encoding_is_that_of_its_part() -> None:
    page = PAGE.replace("ّ", "").encode("cp1256")
    reports, _ = read(saved(part(page, 'text/html; charset="windows-1256"', "quoted-printable")))
    assert reports[0].text.startswith(LINE.replace("ّ", ""))


def test_a_frame_before_the_page_is_not_the_page() -> None:
    frame = part(
        b"<html><body><p>" + "إعلان في إطار جانبي صغير ".encode() * 9,
        "text/html",
        "base64",
        "https://ads.example/",
    )
    page = part(PAGE.encode(), "text/html", "base64", "https://a.example/news/1")
    assert read(saved(frame, page))[0][0].text == f"{LINE}\n{LINE}"


def test_the_page_may_be_named_by_its_id_or_stand_in_a_part_of_parts() -> None:
    page = part(PAGE.encode(), "text/html", "base64", "file:///C:/page.htm", "Content-ID: <p@x>\r\n")
    other = part(b"<html><body>x", "text/html", "base64", "", "Content-ID: <q@x>\r\n")
    inner = (
        b'Content-Type: multipart/alternative; boundary="in"\r\n\r\n--in\r\n'
        + other
        + b"\r\n--in\r\n"
        + page
        + b"\r\n--in--\r\n"
    )
    data = saved(inner, kind='multipart/related; start="<p@x>"').replace(
        b"Snapshot-Content-Location: https://a.example/news/1\r\n", b""
    )
    reports, _ = read(data)
    assert (reports[0].text, reports[0].url) == (f"{LINE}\n{LINE}", None)


def test_a_page_without_parts_is_read() -> None:
    head = "From: <Saved by Windows Internet Explorer 8>\r\nMIME-Version: 1.0\r\n"
    data = head.encode() + part(
        PAGE.encode(), "text/html; charset=utf-8", "quoted-printable", "http://a.example/2"
    )
    assert mhtml.tells(made(data, "a.mht"))
    assert read(data)[0][0].url == "http://a.example/2"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Content-Type: multipart/related",
        saved(),
        saved(part(PICTURE, "image/png", "base64")),
        saved(part(b"", "text/html", "base64")),
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=""\r\n\r\n',
        b"Content-Type: text/plain\r\n\r\n" + LINE.encode(),
    ],
)
def test_a_file_without_a_page_gives_a_warning(data: bytes) -> None:
    reports, warnings = read(data)
    assert reports == []
    assert len(warnings) == 1


@pytest.mark.parametrize("cut", range(1, 20))
def test_a_file_that_is_cut_off_is_survived(cut: int) -> None:
    data = saved(part(PAGE.encode(), "text/html", "base64"), part(PICTURE, "image/png", "base64"))
    read(data[: len(data) * cut // 20])


def test_a_mail_is_no_saved_page() -> None:
    assert not mhtml.tells(
        made(b"Received: by x\r\n" + saved(part(PAGE.encode(), "text/html", "base64")), "a.eml")
    )
    assert not mhtml.tells(made(LINE, "a.mhtml"))
    assert not mhtml.tells(made(PAGE, "a.mhtml"))


def test_a_page_over_the_limit_is_read_past(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mhtml, "_MOST", 1000)
    reports, warnings = read(saved(part(PAGE.encode() * 9, "text/html", "base64")))
    assert (reports, [warning.code for warning in warnings]) == ([], ["R108"])


@given(st.binary(max_size=300))
def test_any_bytes_after_the_headers_are_survived(body: bytes) -> None:
    read(saved(body))
