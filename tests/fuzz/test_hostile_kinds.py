"""What hostile people put into files, tried on every kind; `docs/hostile.md` is the table of what comes out."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_STORED

import pytest

from fuzz.checks import SECONDS, faults, spent
from fuzz.seeds import (
    RECORD,
    TEXT,
    Seed,
    atom,
    page,
    rss,
    saved_page,
    seeds,
    telegram,
    telegram_page,
    whatsapp,
    zipped,
)
from reading import made, read_bytes
from riwaya.model import Report
from riwaya.read.files import one
from riwaya.read.kinds import KINDS
from riwaya.show.visible import visible

SEEDS = seeds()
_DEAR = {"sheets", "parquet", "picture"}
_BINARY = {
    "warc",
    "tar",
    "compressed",
    "pdf",
    "document",
    "old-document",
    "sheets",
    "zip",
    "parquet",
    "picture",
}
_TEXTS = [
    seed for seed in SEEDS if seed.kind not in _BINARY and seed.data[:2] not in (b"\xff\xfe", b"\xfe\xff")
]


def _name(seed: Seed) -> str:
    return f"{seed.kind}-{seed.name}"


def _dated(date: str) -> list[tuple[str, bytes]]:
    """Write a date into everything that gives one."""
    seen = (
        "2031-03-03",
        "2031-03-03T20:10:00+03:00",
        "2031-03-03T20:10:00",
        "Mon, 03 Mar 2031 20:10:00 +0300",
    )
    chat = whatsapp().replace("3\u200f/3\u200f/2031", date)
    record = json.dumps({**RECORD, "date": date}, ensure_ascii=False)
    texts = {
        "a.json": record,
        "a.jsonl": record + "\n" + record,
        "a.csv": f'text,date\n"{TEXT}",{date}\n',
        "chat.txt": chat,
        "a.txt": f"عنوان الخبر\n{date}\n{TEXT.replace('3 آذار 2031', date)}",
        "a.html": page(),
        "rss.xml": rss(),
        "atom.xml": atom(),
        "result.json": telegram().decode(),
        "messages.html": telegram_page().replace("03.03.2031 20:10:00 UTC+03:00", date),
        "a.mhtml": saved_page().decode().replace("Mon, 3 Mar 2031 20:10:00 -0000", date),
    }
    out = []
    for name, text in texts.items():
        dated = text
        for old in sorted(seen, key=len, reverse=True):
            dated = dated.replace(old, date)
        out.append((name, dated.encode()))
    return out


def _told() -> dict[str, list[str]]:
    """Give the rows of the table in the documents: a kind and its cells."""
    root = Path(__file__).resolve().parents[2]
    rows = re.findall(
        r"^\| `([a-z-]+)` \|(.*)\|$", (root / "docs/hostile.md").read_text(encoding="utf-8"), re.M
    )
    return {kind: [cell.strip() for cell in cells.split("|")] for kind, cells in rows}


def test_the_table_has_every_kind() -> None:
    table = _told()
    assert list(table) == [kind.id for kind in KINDS]
    assert all(all(cells) for cells in table.values())


@pytest.mark.parametrize("seed", SEEDS, ids=_name)
def test_cut_anywhere(seed: Seed) -> None:
    places = 3 if seed.kind in _DEAR else 16
    for n in range(1, places):
        assert list(faults(seed.data[: len(seed.data) * n // places], seed.name)) == []


@pytest.mark.parametrize("seed", _TEXTS, ids=_name)
@pytest.mark.parametrize(
    "odd", [b"\x00", b"\xed\xa0\x80", b"\xed\xb0\x80\xed\xa0\x80", b"&#0;&#xD800;\\ud800\\u0000"]
)
def test_nuls_and_lone_surrogates(seed: Seed, odd: bytes) -> None:
    """They are no characters: they become U+FFFD, and the words around them stay."""
    data = seed.data.replace("مدير".encode(), "مد".encode() + odd + "ير".encode())
    assert data != seed.data or seed.name == "b.html"
    assert list(faults(data, seed.name, twice=True)) == []
    reports, _ = read_bytes(data, seed.name)
    assert all("\x00" not in report.text for report in reports)


@pytest.mark.parametrize("seed", _TEXTS, ids=_name)
def test_forced_directions_are_kept_and_shown(seed: Seed) -> None:
    data = seed.data.replace("مدير".encode(), "\u202eريدم\u202c \u2066مدير\u2069".encode())
    assert list(faults(data, seed.name)) == []
    reports, _ = read_bytes(data, seed.name)
    if data != seed.data:
        assert any("\u202eريدم\u202c" in report.text for report in reports)
        assert all(not re.search("[\u202a-\u202e\u2066-\u2069]", visible(report.text)) for report in reports)


@pytest.mark.parametrize("seed", _TEXTS, ids=_name)
def test_two_encodings_in_one_file(seed: Seed) -> None:
    """The end of the file is in the encoding of Arabic Windows."""
    at = len(seed.data) * 2 // 3
    data = seed.data[:at] + seed.data[at:].decode("utf-8", "ignore").encode("cp1256", "replace")
    assert list(faults(data, seed.name, twice=True)) == []


@pytest.mark.parametrize(
    "date",
    [
        "0000-01-01",
        "0000-00-00T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "10000-01-01",
        "-0001-01-01",
        "1/1/0",
        "31/12/9999",
        "3 آذار 0",
        "31 كانون الأول 9999",
        "1 محرم 1",
        "30 ذو الحجة 9999",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Sat, 01 Jan 0000 00:00:00 +1400",
        "0001-01-01T00:00:00+23:59",
        "253402300800",
        "-62135596801",
        "99999999999999999999",
        "٠٠٠٠-٠٠-٠٠",
    ],
)
def test_dates_at_both_ends_of_time(date: str) -> None:
    for name, data in _dated(date):
        assert list(faults(data, name)) == [], name
        for item in one(made(data, name)):
            if isinstance(item, Report):
                for stamp in (item.published, item.updated):
                    assert stamp is None or re.match(r"(?!0000)\d{4}(-\d\d|$)", stamp), (name, stamp)


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "messages.html", "rss.xml"])
def test_a_tag_of_very_many_attributes(name: str) -> None:
    attributes = " ".join(f"a{n}=b" for n in range(200_000))
    bodies = {
        "a.html": page(),
        "a.mhtml": saved_page().decode(),
        "messages.html": telegram_page(),
        "rss.xml": rss(),
    }
    data = re.sub(
        '<(article|item)>|<div class="text">', lambda found: f"{found[0][:-1]} {attributes}>", bodies[name]
    )
    assert len(data) > 1_000_000
    began = spent()
    read_bytes(data, name)
    assert spent() - began < SECONDS


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "messages.html", "rss.xml", "atom.xml"])
def test_entities_never_grow(name: str) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE a [<!ENTITY l0 "غرق"><!ENTITY f SYSTEM "file:///etc/passwd">{lines}]>'
    bodies = {
        "a.html": page(),
        "a.mhtml": saved_page().decode(),
        "messages.html": telegram_page(),
        "rss.xml": rss(),
        "atom.xml": atom(),
    }
    body = bodies[name].replace("<!DOCTYPE html>", "").replace("مدير", "مدير &l9; &f;")
    start = body.index("<html") if "<html" in body else 0
    data = (
        body[:start] + doctype + body[start:] if "?>" not in body else body.replace("?>", "?>" + doctype, 1)
    )
    assert list(faults(data.encode(), name)) == []
    reports, _ = read_bytes(data, name)
    assert all("root:" not in report.text and len(report.text) < 10_000 for report in reports)


@pytest.mark.parametrize("seed", SEEDS, ids=_name)
def test_every_kind_in_an_archive_with_names_that_lead_out(seed: Seed) -> None:
    names = (f"../{seed.name}", f"/etc/{seed.name}", f"..\\{seed.name}", f"C:/{seed.name}")
    reports, warnings = read_bytes(zipped(dict.fromkeys(names, seed.data)), "a.zip")
    assert not reports
    assert [warning.code for warning in warnings] == ["R115"] * 4


@pytest.mark.parametrize("seed", SEEDS, ids=_name)
def test_every_kind_in_archives_in_archives(seed: Seed) -> None:
    """Three deep it is still read, or refused with a code; no deeper."""
    data, name = seed.data, seed.name
    for _ in range(2):
        data, name = zipped({name: data}), "in.zip"
    assert list(faults(data, "a.zip")) == []
    for _ in range(3):
        data = zipped({"in.zip": data})
    reports, warnings = read_bytes(data, "a.zip")
    assert not reports
    assert [warning.code for warning in warnings] == ["R115"]


def test_an_entry_without_end_is_looked_through_once() -> None:
    data = "<rss><channel><item><description>" + "قال مدير ميناء السلامى " * 700_000
    began = spent()
    reports, warnings = read_bytes(data, "rss.xml")
    assert not reports
    assert warnings[0].where == "rss.xml#1"
    assert spent() - began < SECONDS


def test_a_pdf_is_not_searched_for_each_object_that_it_lacks() -> None:
    """A file of a megabyte without a root that claims ten million objects."""
    start = b"%PDF-1.7\n%" + b"x" * 1_000_000 + b"\n1 0 obj\n<< >>\nendobj\n"
    end = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9999999 >>\nstartxref\n%d\n%%%%EOF\n"
    began = spent()
    _, warnings = read_bytes(start + end % len(start), "a.pdf")
    assert [warning.code for warning in warnings] == ["R109"]
    assert spent() - began < 4 * SECONDS


_LINES = {
    "a.json": ('[{"text":"', '"}]'),
    "a.jsonl": ('{"text":"', '"}\n'),
    "a.csv": ('text,id\n"', '",1\n'),
    "a.txt": ("", ""),
    "a.html": ("<html><p>", ""),
    "rss.xml": ("<rss><channel><item><description>", "</description></item></channel></rss>"),
    "result.json": (
        '{"name":"a","type":"public_channel","id":1,"messages":[{"id":1,"type":"message","date":"2031-03-03T20:10:00",'
        '"text":"',
        '"}]}',
    ),
    "messages.html": (telegram_page()[:900], ""),
    "feed.json": ('{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"', '"}]}'),
    "chat.txt": (whatsapp()[:400], "\n"),
    "a.mhtml": (saved_page().decode()[:700], ""),
    "a.warc": ("WARC/1.1\r\nWARC-Type: ", ""),
    "a.pdf": ("%PDF-1.7\n1 0 obj\n(", ")"),
    "a.rtf": ("{\\rtf1 ", "}"),
    "a.unknown": ("", ""),
}
_READ = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from riwaya.read.files import reports
began, codes, texts = time.perf_counter(), [], 0
for item in reports([sys.argv[1]]):
    code = getattr(item, "code", None)
    texts += code is None
    codes += [code] if code else []
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, texts, *codes)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", _LINES)
def test_a_line_of_a_hundred_megabytes(tmp_path: Path, name: str) -> None:
    """It is over some limit: a warning says so, within a minute and a gigabyte."""
    start, end = _LINES[name]
    path = tmp_path / name
    with path.open("w", encoding="utf-8") as out:
        out.write(start)
        for _ in range(100):
            out.write("قال مدير ميناء السلامى " * (1_000_000 // 41))
        out.write(end)
    assert path.stat().st_size > 95_000_000
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    seconds, kilobytes, _, *codes = done.stdout.split()
    print(name, done.stdout)
    assert codes
    assert float(seconds) < 60
    assert int(kilobytes) < 1_200_000


def _limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    "size", [20_000, pytest.param(0, marks=pytest.mark.slow), pytest.param(200_000, marks=pytest.mark.slow)]
)
def test_a_full_disk_leaves_a_case_that_opens(tmp_path: Path, size: int) -> None:
    """No file may grow over `size` bytes, as on a disk that is full by then."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(25):
        (folder / f"{n:02}.txt").write_text(
            f"وصول السفينة رقم {n}\n{TEXT}\n{TEXT[30:]} {n}", encoding="utf-8"
        )
    case = tmp_path / "a.riwaya"
    command = [sys.executable, "-m", "riwaya", "read", str(folder), "--case", str(case)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, preexec_fn=lambda: _limited(size), timeout=120
    )
    assert done.returncode != 0
    assert "R402" in done.stderr
    assert "Traceback" not in done.stderr
    again = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert again.returncode == 0, again.stderr[-2000:]
    listed = subprocess.run(
        [sys.executable, "-m", "riwaya", "statements", str(case), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert listed.returncode == 0, listed.stderr


def test_no_room_for_what_is_too_big_for_memory(tmp_path: Path) -> None:
    """It goes to a temporary file; a full disk there costs that member only."""
    path = tmp_path / "a.zip"
    big = b"%PDF-1.7\n" + bytes(range(256)) * 80_000
    path.write_bytes(zipped({"a.pdf": big, "b.txt": TEXT.encode()}, ZIP_STORED))
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: _limited(1_000_000),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split()[2:] == ["1", "R109"]
