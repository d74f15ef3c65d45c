"""JSON as services and programs write it: where the records are, what is none, what is too long to be held."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.files import reports
from riwaya.read.inputs import Input, Options
from riwaya.read.tables import json_records, json_stream

TEXT = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس وعلى متنها مئة راكب."


def record(n: int) -> dict[str, object]:
    return {"id": f"n{n}", "text": f"{TEXT} {n}", "title": f"عنوان {n}"}


SHAPES: dict[str, object] = {
    "list": [record(1), record(2)],
    "own": {"reports": [record(1), record(2)]},
    "articles": {"status": "ok", "totalResults": 2, "articles": [record(1), record(2)]},
    "data": {"data": [record(1), record(2)], "includes": {"users": [{"id": 1, "name": "x"}] * 9}, "meta": {}},
    "elasticsearch": {
        "took": 3,
        "hits": {"total": 2, "hits": [{"_id": n, "_source": record(n)} for n in (1, 2)]},
    },
    "solr": {"responseHeader": {}, "response": {"docs": [record(1), record(2)]}},
    "by id": {"n1": record(1), "n2": record(2)},
    "by columns": {name: {"0": record(1)[name], "1": record(2)[name]} for name in record(1)},
    "by lists": {name: [record(1)[name], record(2)[name]] for name in record(1)},
    "split": {
        "columns": list(record(1)),
        "index": [0, 1],
        "data": [list(record(n).values()) for n in (1, 2)],
    },
    "wrapped": [{"tweet": record(1)}, {"tweet": record(2)}],
    "database": [{"_id": {"$oid": "x"}, **record(1)}, {"_id": {"$oid": "y"}, **record(2)}],
}


@pytest.mark.parametrize("long", [False, True], ids=["held", "streamed"])
@pytest.mark.parametrize("shape", SHAPES)
def test_where_the_records_are(shape: str, long: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if long:
        monkeypatch.setattr(json_records, "HELD", 50)
        monkeypatch.setattr(
            json_records,
            "HELD_AT_WORST",
            50 if shape not in ("by columns", "by lists", "split", "by id") else 10**6,
        )
        monkeypatch.setattr(json_stream, "_FIRST", 50)
        monkeypatch.setattr(json_stream, "_BLOCK", 64)
    found, warnings = read_bytes(json.dumps(SHAPES[shape], ensure_ascii=False), "a.json")
    assert warnings == []
    assert [(report.given_id, report.text, report.title) for report in found] == [
        (f"n{n}", f"{TEXT} {n}", f"عنوان {n}") for n in (1, 2)
    ]
    assert [report.read_from for report in found] == ["a.json#1", "a.json#2"]


def test_objects_one_after_another() -> None:
    text = "".join(json.dumps(record(n), ensure_ascii=False, indent=1) for n in (1, 2, 3))
    found, warnings = read_bytes(text, "a.json")
    assert [report.given_id for report in found] == ["n1", "n2", "n3"]
    assert warnings == []
    broken = text.replace('"title": "عنوان 2"', '"title" "عنوان 2"').replace("}{", "}\n{")
    found, warnings = read_bytes(broken, "a.json")
    assert [report.given_id for report in found] == ["n1", "n3"]
    assert [warning.code for warning in warnings] == ["R105"]


def test_the_archive_of_an_account() -> None:
    text = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": {"full_text": TEXT, "id_str": "5"}}])
    (report,), warnings = read_bytes(text, "tweets.js")
    assert (report.given_id, report.text, warnings) == ("5", TEXT, [])


def test_lines_of_a_bulk_file_and_of_a_database() -> None:
    lines = [{"index": {"_id": "1"}}, record(1), {"create": {}}, {"_id": {"$oid": "z"}, "content": TEXT}]
    found, warnings = read_bytes("\n".join(json.dumps(line) for line in lines), "a.jsonl")
    assert [report.given_id for report in found] == ["n1", "z"]
    assert warnings == []


def test_a_service_that_names_its_source_in_a_record() -> None:
    article = {
        "source": {"id": None, "name": "المنارة"},
        "author": "سلمى",
        "publishedAt": "2021-04-03T10:15:00Z",
        "url": "https://manara.example/1",
        "description": "وصف",
        "content": TEXT,
    }
    (report,), _ = read_bytes(json.dumps({"articles": [article]}), "a.json")
    assert (report.outlet, report.byline, report.published) == ("المنارة", "سلمى", "2021-04-03T10:15:00Z")
    assert report.text == TEXT


def test_texts_in_html_lose_their_tags() -> None:
    posts = [
        {
            "id": n,
            "title": {"rendered": "عنوان"},
            "content": {"rendered": f"<p>{TEXT}</p><p>ثم <b>غادر</b>.</p>"},
        }
        for n in (1, 2)
    ]
    found, warnings = read_bytes(json.dumps(posts), "a.json")
    assert [report.text for report in found] == [f"{TEXT}\nثم غادر."] * 2
    assert len(warnings) == 1
    assert "HTML" in warnings[0].message


@pytest.mark.parametrize(
    "data",
    [
        {"name": "x", "version": "1", "files": ["a"] * 500, "contributors": [{"name": "a"}] * 500},
        {
            "articles": [{"url": "https://manara.example", "title": "عنوان", "seendate": "20210403T101500Z"}]
            * 250
        },
        [{"lat": 1, "lon": 2}] * 1000,
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "x"}}] * 300},
        [1] * 1000,
        ["text"] * 1000,
        {"a": {"b": {"c": 1}}},
    ],
)
def test_what_is_no_reports_is_said_in_few_words(data: object) -> None:
    found, warnings = read_bytes(json.dumps(data), "a.json")
    assert found == []
    assert [warning.code for warning in warnings] in (["R106"], ["R111"])


def test_records_with_a_text_among_others() -> None:
    data = [{"event": n} for n in range(200)] + [record(1)]
    found, warnings = read_bytes(json.dumps(data), "a.json")
    assert [report.given_id for report in found] == ["n1"]
    assert [warning.code for warning in warnings] == ["R111"]


def test_a_column_map_goes_down_into_records() -> None:
    source = made(json.dumps([{"a": {"b": TEXT}, "w": {"x": "2021-04-03"}}]), "a.json")
    source.options = Options(columns={"text": "a.b", "published": "w.x"})
    (report,) = json_records.read(source)
    assert isinstance(report, Report)
    assert (report.text, report.published) == (TEXT, "2021-04-03")


# --- long files ---


def written(path: Path, n: int, before: str, after: str, between: str = ", ") -> Input:
    with path.open("w", encoding="utf-8") as file:
        file.write(before)
        for i in range(n):
            file.write(
                (between if i else "")
                + json.dumps({**record(i), "junk": "حاشية " * 3000}, ensure_ascii=False)
            )
        file.write(after)
    return Input(path.open("rb"), "a.json", "a.json", path.stat().st_size, lambda _: iter(()), Options())


@pytest.mark.parametrize(
    "before", ['{"status": "ok", "none": [{"x": 1}, {"x": 2}], "n": NaN, "articles": [', "[", ""]
)
def test_a_long_list_is_not_held(before: str, tmp_path: Path) -> None:
    after = {"{": "]}", "[": "]"}.get(before[:1], "")
    source = written(tmp_path / "a.json", 900, before, after, ", " if after else "\n ")
    assert source.size > json_records.HELD
    tracemalloc.start()
    found = sum(isinstance(item, Report) for item in json_records.read(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    source.stream.close()
    assert found == 900
    assert peak < 60_000_000


def test_a_long_list_that_was_cut_gives_what_came_before(tmp_path: Path) -> None:
    source = written(tmp_path / "a.json", 900, "[", ', {"text": "')
    found = list(json_records.read(source))
    source.stream.close()
    assert sum(isinstance(item, Report) for item in found) == 900
    assert [item.code for item in found if isinstance(item, Warn)] == ["R105"]


def test_a_long_file_of_lines_is_read_by_lines_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("w", encoding="utf-8") as file:
        for n in range(600):
            file.write(json.dumps({**record(n), "junk": "حاشية " * 3000}, ensure_ascii=False) + "\n")
            file.write('{"text": \n' if n == 5 else "")
    found = list(reports([path]))
    assert sum(isinstance(item, Report) for item in found) == 600
    assert [item.where for item in found if isinstance(item, Warn)] == [f"{path}:7"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_a_long_file_in_other_encodings(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "HELD", 50)
    found, _ = read_bytes(
        json.dumps([record(n) for n in range(50)], ensure_ascii=False).encode(encoding), "a.json"
    )
    assert [report.text for report in found] == [f"{TEXT} {n}" for n in range(50)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"text": "' + "x" * 10_000,
        "[1, 2",
        '{"a": [}',
        "window.x",
        '[{"text": 1} {"text": 2}]',
        "[1,,2]",
        '{"a" 1}',
        "]",
    ],
)
def test_long_files_that_are_no_json(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "HELD", 0)
    monkeypatch.setattr(json_records, "HELD_AT_WORST", 0)
    monkeypatch.setattr(json_stream, "_FIRST", 10)
    found = list(json_records.read(made(text, "a.json")))
    assert found
    assert all(isinstance(item, Warn) and item.code in ("R105", "R106", "R108") for item in found)


def test_a_record_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "HELD", 0)
    monkeypatch.setattr(json_stream, "MAX_RECORD", 100_000)
    monkeypatch.setattr(json_stream, "_BLOCK", 1000)
    text = json.dumps([record(1)])[:-1] + ', {"text": "' + "x" * 1_000_000
    found = list(json_records.read(made(text, "a.json")))
    assert [item.given_id if isinstance(item, Report) else item.code for item in found] == ["n1", "R108"]


PIECES = st.sampled_from(
    ['{"text": "قال"}', "[", "]", "{", "}", ",", ":", '"a"', "1", "NaN", "\n", " ", "null", '"x', "\\ud800"]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(1, 40))
@settings(deadline=None, max_examples=300)
def test_whatever_long_json_holds(text: str, block: int) -> None:
    source = made(text.encode(), "a.json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_BLOCK", block)
        patch.setattr(json_stream, "_FIRST", block)
        for item in json_stream.records(source, json_stream.find(source)):
            assert item.where
