"""Pictures: told by their bytes, measured before anything unpacks them, read by tesseract or said why not."""

import json
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import chromium
from reading import made
from riwaya.model import Report, Warn
from riwaya.read.papers import ocr, tesseract
from riwaya.read.papers.pictures import kind_of, size_of
from riwaya.read.papers.tesseract import Seen, Trouble, recognise

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def png(width: int, height: int) -> bytes:
    """Make a picture of these sizes; its dots are left out where there would be many."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    dots = zlib.compress((b"\0" + b"\xff" * width) * height) if width * height < 1 << 22 else b""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", dots) + part(b"IEND", b"")


def tiff(*sizes: tuple[int, int]) -> bytes:
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for n, (width, height) in enumerate(sizes):
        after = len(out) + 2 + 24 + 4 if n + 1 < len(sizes) else 0
        out += (
            struct.pack("<H", 2)
            + struct.pack("<HHII", 256, 4, 1, width)
            + struct.pack("<HHII", 257, 4, 1, height)
        )
        out += struct.pack("<I", after)
    return bytes(out)


def read(
    data: bytes, name: str = "a.png", *, named: bool = False, **around: str
) -> tuple[list[Report], list[Warn]]:
    found = list(ocr.read(made(data, name, named=named, **around)))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    tesseract._engine.cache_clear()
    yield
    tesseract._engine.cache_clear()


def words(*paragraphs: str, height: int = 30, confidence: float = 90.0) -> str:
    """Write tesseract's table, 400 dots wide; what opens with ``#`` is set in large letters; ``/`` breaks a line."""
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t760\t1100\t-1\t\n"]
    top = 0
    for number, paragraph in enumerate(paragraphs, 1):
        tall = height * 2 if paragraph.startswith("#") else height
        for line, text in enumerate(paragraph.lstrip("#").split("/"), 1):
            top += 2 * tall
            right = 400
            for n, word in enumerate(text.split(), 1):
                width = 10 * len(word)
                right -= width + 10
                place = f"5\t1\t{number}\t1\t{line}\t{n}\t{right}\t{top}\t{width}\t{tall}"
                rows.append(f"{place}\t{confidence}\t{word}\n")
        top += 2 * tall
    return "".join(rows)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program called tesseract on the path: it says what stands in ``table.LANGUAGES`` and notes its input."""
    program = tmp_path / "tesseract"
    program.write_text(
        f"""#!/bin/sh
cd {tmp_path}
case "$1" in
--version) echo 'tesseract 5.9.9'; exit;;
--list-langs) printf 'List of languages\\nara\\neng\\n'; exit;;
esac
echo "$@ $OMP_THREAD_LIMIT" >> calls
cat > input
[ -f fails ] && {{ cat fails >&2; exit 1; }}
[ -f sleeps ] && exec sleep 60
cat "table.$4"
"""
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_a_screenshot_is_a_report_that_says_how_it_was_read(fake: Path) -> None:
    (fake / "table.ara").write_text(
        words("#غرق عبارة قبالة الميناء", "قال وزير النقل إن 18 راكباء ما زالوا,")
    )
    found, warnings = read(png(400, 300), url="https://manara.example/a.png")
    assert found[0].text == "غرق عبارة قبالة الميناء\nقال وزير النقل إن 18 راكبا، ما زالوا،"
    assert found[0].title == "غرق عبارة قبالة الميناء"
    assert found[0].url == "https://manara.example/a.png"
    assert "tesseract 5.9.9 (ara), mean confidence 90 %" in warnings[0].message
    assert (fake / "calls").read_text() == "stdin stdout -l ara tsv 1\n"
    assert (fake / "input").read_bytes() == png(400, 300)


def test_a_hamza_that_is_one_stays(fake: Path) -> None:
    (fake / "table.ara").write_text(words("قال الوزراء إن هناء و أبناء الشهداء زاروا الأصدقاء"))
    assert read(png(400, 300))[0][0].text == "قال الوزراء إن هناء و أبناء الشهداء زاروا الأصدقاء"


def test_lines_of_which_arabic_is_unsure_are_read_with_other_languages(fake: Path) -> None:
    def table(*lines: tuple[str, float]) -> str:
        rows = [HEAD]
        for n, (text, confidence) in enumerate(lines, 1):
            place = f"5\t1\t{n}\t1\t1\t1\t0\t{n * 90}\t50\t30"
            rows.extend(f"{place}\t{confidence}\t{word}\n" for word in text.split())
        return "".join(rows)

    (fake / "table.ara").write_text(
        table(("قال وزير النقل", 90), ("ةثق طظط", 50), ("نغ قا", 60), ("أمس الأول", 91))
    )
    again = (("فال وزبر", 95), ("A page in \u200eEnglish\u202c", 93), ("nq", 65), ("امس", 99))
    (fake / "table.ara+eng").write_text(table(*again))
    found, warnings = read(png(400, 300))
    assert found[0].text == "قال وزير النقل\nA page in English\nنغ قا\nأمس الأول"
    assert "(ara, ara+eng)" in warnings[0].message


def test_lines_are_put_together_where_they_are_full(fake: Path) -> None:
    full, short = "وقال وزير النقل في بيان اليوم إن", "العبارة غرقت"
    (fake / "table.ara").write_text(words(f"{full}/{full}/{short}", f"{full}/{short}/{full}"))
    assert read(png(400, 300))[0][0].text.split("\n") == [f"{full} {full} {short}", f"{full} {short}", full]


def test_a_photograph_without_text(fake: Path) -> None:
    for table in ("", HEAD, words("طظ ثق", confidence=20)):
        (fake / "table.ara").write_text(table)
        (fake / "table.ara+eng").write_text(table)
        found, warnings = read(png(400, 300))
        assert not found
        assert "no text" in warnings[0].message


def test_tesseract_that_fails_or_hangs(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fake / "fails").write_text("Error in pixReadMem: broken\nmore")
    assert "Error in pixReadMem: broken" in read(png(400, 300))[1][0].message
    (fake / "fails").unlink()
    (fake / "sleeps").touch()
    monkeypatch.setattr(tesseract, "MAX_SECONDS", 0.3)
    assert "took over" in read(png(400, 300))[1][0].message


@pytest.mark.parametrize(
    "table", ["\x00\xff", HEAD + "5\t1\t1\t1\t1\t1\t0\t0\t5\tx\ty\tنص\n", HEAD[:20], "5\t" * 11 + "z"]
)
def test_any_table(fake: Path, table: str) -> None:
    for languages in ("ara", "ara+eng"):
        (fake / f"table.{languages}").write_text(table)
    assert not read(png(400, 300))[0]


def test_without_tesseract_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found, warnings = read(png(400, 300))
    assert not found
    assert "tesseract is not installed" in warnings[0].message


def test_without_its_arabic_it_is_said(fake: Path) -> None:
    program = fake / "tesseract"
    program.write_text(program.read_text().replace("ara\\n", ""))
    assert "no Arabic" in read(png(400, 300))[1][0].message


@pytest.mark.parametrize(
    "data", [png(60_000, 60_000), tiff(*[(5000, 5000)] * 9), png(400, 300) + bytes(tesseract.MAX_PICTURE)]
)
def test_a_picture_that_is_too_large_is_never_handed_on(fake: Path, data: bytes) -> None:
    found, warnings = read(data)
    assert not found
    assert "over the limit" in warnings[0].message
    assert not (fake / "calls").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0/etc/passwd\n",
        b"GIF8",
        b"II*\0\x08\0\0\0",
        b"BM" + bytes(9),
        png(0, 9),
    ],
)
def test_what_only_opens_like_a_picture_is_never_handed_on(fake: Path, data: bytes) -> None:
    """Tesseract takes what it does not know for a list of files, and reads them."""
    assert "broken picture" in read(data)[1][0].message
    assert not (fake / "calls").exists()


def test_logos_and_parts_of_saved_pages_are_left_out(fake: Path) -> None:
    (fake / "table.ara").write_text(words("شعار صحيفة المنارة اليومية"))
    assert read(png(99, 4000)) == ([], [])
    assert read(png(90, 90)) == ([], [])
    for name in (
        "خبر_files/photo.png",
        "a.zip!page.files/x.png",
        "صفحة_ملفات/1.png",
        "stickers/1.webp",
        "photos/a_thumb.jpg",
    ):
        assert read(png(400, 300), name) == ([], [])
    assert read(png(400, 300), "files/photo.png")[0]
    assert read(png(90, 90), named=True)[0], "a picture that the user names is read"


def test_sizes_are_read_from_headers() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x11\x08\x01\x2c\x01\x90" + bytes(20)
    webp = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (399).to_bytes(3, "little") + (299).to_bytes(3, "little")
    lossless = b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 399 | 299 << 14)
    lossy = b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 400, 300)
    bmp = b"BM" + bytes(12) + struct.pack("<Iii", 40, 400, -300)
    gif = b"GIF89a" + struct.pack("<HH", 400, 300)
    jp2 = b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0\0\0\x16ihdr" + struct.pack(">II", 300, 400)
    pictures = [
        png(400, 300),
        jpeg,
        webp,
        lossless,
        lossy,
        bmp,
        gif,
        jp2,
        tiff((400, 300)),
        b"P5 400 300 255\n",
    ]
    for data in pictures:
        size = size_of(data)
        assert size is not None
        assert (size.width, size.height, size.pixels) == (400, 300, 120_000), size
        assert kind_of(data[:64]) == size.kind
    pages = size_of(tiff((10, 10), (400, 300)))
    assert pages is not None
    assert (pages.width, pages.pixels) == (400, 120_100)


def test_a_chain_of_pages_that_bites_its_tail() -> None:
    data = bytearray(tiff((400, 300)))
    data[-4:] = struct.pack("<I", 8)
    size = size_of(bytes(data))
    assert size is not None
    assert size.pixels == 120_000


@settings(deadline=None)
@given(
    st.sampled_from(
        [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF0000WEBP", b"II*\0", b"MM\0*", b"BM", b"P5"]
    ),
    st.binary(max_size=80),
)
def test_any_header(start: bytes, rest: bytes) -> None:
    size = size_of(start + rest)
    assert size is None or (size.width > 0 and size.height > 0)


def test_told_by_content() -> None:
    assert ocr.tells(made(png(4, 4), "a.txt"))
    assert not ocr.tells(made("BM is a bank", "a.txt"))
    assert not ocr.tells(made(b"RIFF....WAVE", "a.png"))
    assert not ocr.tells(made(b"P5 4 4 255\n....", "a.pgm"))


def _has_font(family: str) -> bool:
    """Tell whether the machine has a font: the engine loses a line of this page in DejaVu, which stands in for it."""
    command = shutil.which("fc-list")
    if command is None:
        return False
    return family in subprocess.run([command], capture_output=True, text=True, check=False).stdout


@pytest.mark.skipif(
    shutil.which("tesseract") is None or shutil.which("chromium") is None,
    reason="no tesseract or no chromium here",
)
@pytest.mark.skipif(
    not _has_font("Noto Sans Arabic"), reason="no Noto Sans Arabic here, and others are read worse"
)
def test_a_real_screenshot(root: Path, tmp_path: Path) -> None:
    engine = tesseract._engine()
    if isinstance(engine, Trouble) or "ara" not in engine.languages:
        pytest.skip("no Arabic for tesseract here")
    record = json.loads((root / "examples/reports/durub-1.json").read_text(encoding="utf-8"))
    page, out = tmp_path / "page.html", tmp_path / "page.png"
    body = "".join(f"<p>{line}</p>" for line in record["text"].split("\n"))
    page.write_text(
        f'<html lang="ar" dir="rtl"><meta charset="utf-8"><body style="font: 18px Noto Sans Arabic">{body}'
    )
    shape = ["--force-device-scale-factor=2", "--window-size=760,700", "--hide-scrollbars"]
    data = chromium(page, out, "--screenshot", *shape)
    size = size_of(data)
    assert size is not None
    seen = recognise(data, size)
    assert isinstance(seen, Seen)
    wanted = set(record["text"].split())
    assert len(wanted & set(seen.text.split())) > 0.8 * len(wanted)
