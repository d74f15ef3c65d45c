"""Whatever bytes a file holds: reports and warnings come out, nothing is raised, spans fit."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading import made
from riwaya.model import Report, Warn
from riwaya.read.files import one, reports
from riwaya.read.txt import read_txt

WORDS = st.sampled_from(
    ["قال", "\n", "\r\n", " ", "اقرأ أيضا: ", "عاجل", "{", '"', ":", "}", "[", "]", ",", "text", "\x00"]
)
TEXTS = st.lists(WORDS | st.text(st.characters(), max_size=5), max_size=25).map("".join)
FIELDS = st.sampled_from(
    ["id", "text", "content", "date", "published", "title", "source", "author", "url", "reports"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(FIELDS | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=8,
)


def check(items: object) -> None:
    for item in items:  # type: ignore[attr-defined]
        assert isinstance(item, Report | Warn)
        if isinstance(item, Report):
            item.text.encode()
            for field in (item.title, item.outlet, item.byline, item.url, item.given_id):
                (field or "").encode()
            assert all(mark.span.end <= len(item.text) for mark in item.furniture)
            edges = [edge for mark in item.furniture for edge in (mark.span.start, mark.span.end)]
            assert edges == sorted(edges)


@given(TEXTS)
def test_txt(text: str) -> None:
    check(read_txt(text, "a.txt"))


@given(VALUES | st.dictionaries(FIELDS, VALUES) | st.lists(st.dictionaries(FIELDS, VALUES), max_size=3))
def test_json(value: object) -> None:
    line = json.dumps(value)
    check(one(made(line, "a.json")))
    check(one(made(line, "a.jsonl")))


@given(TEXTS)
def test_json_that_is_none(text: str) -> None:
    check(one(made(text.encode("utf-8", "surrogatepass"), "a.json")))


@given(st.lists(st.lists(TEXTS | FIELDS, max_size=4), max_size=4))
def test_csv(rows: list[list[str]]) -> None:
    table = "text,id\n" + "\n".join(",".join(row) for row in rows)
    check(one(made(table.encode("utf-8", "surrogatepass"), "a.csv")))


@given(st.binary(max_size=200), st.sampled_from([".txt", ".json", ".jsonl", ".csv", ".zip", "", ".xyz"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    check(reports([path]))


@given(st.binary(max_size=60), st.integers(0, 400), st.binary(min_size=1, max_size=6))
@settings(deadline=None)
def test_archives_with_errors(content: bytes, at: int, patch: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", content * 9)
        archive.writestr("b/c.json", '{"text": "قال"}')
    data = bytearray(packed.getvalue())
    data[at : at + len(patch)] = patch
    check(one(made(bytes(data), "a.zip")))


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000, "\ud800"])
def test_names_that_are_no_paths(name: str) -> None:
    found = [item.code for item in reports([name]) if isinstance(item, Warn)]
    assert found[-1] == "R113"
    assert found[0] in {"R101", "R109"}


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    name = b"\xff\xfe.txt".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text("عنوان\nقال المدير", encoding="utf-8")
    (report,) = reports([tmp_path])
    assert isinstance(report, Report)
    assert report.read_from is not None
    report.read_from.encode()


def test_archive_with_a_member_without_a_name() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("b.txt", "عنوان")
    data = packed.getvalue()
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02"))
    # The first name in the directory begins with a NUL, where zipfile ends it.
    nameless = data[: at + 46] + b"\x00" + data[at + 47 :]
    assert [item.code for item in one(made(nameless, "a.zip")) if isinstance(item, Warn)] == ["R115"]
