"""Parquet and Arrow: what stands in them, the columns that are read, and files that claim more than they are."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.files import reports
from riwaya.read.inputs import Options
from riwaya.read.tables import apart, parquet

TEXT = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس وعلى متنها مئة راكب."


def table(n: int = 3) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "id": i,
                "text": f"{TEXT} {i}",
                "date": datetime(2021, 4, 3, 10, 15, tzinfo=UTC),
                "source": {"name": "المنارة", "id": None},
                "meta": {"head": f"عنوان {i}", "tags": ["أ", "ب"]},
                "junk": b"\xff\x00" * 10,
            }
            for i in range(1, n + 1)
        ]
    )


def as_parquet(data: pa.Table, **how: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(data, out, **how)
    return out.getvalue()


def as_arrow(data: pa.Table, stream: bool = False, batch: int = 2) -> bytes:
    out = io.BytesIO()
    with (pa.ipc.new_stream if stream else pa.ipc.new_file)(out, data.schema) as writer:
        writer.write_table(data, max_chunksize=batch)
    return out.getvalue()


def read(data: bytes, name: str = "a.parquet", **columns: str) -> tuple[list[Report], list[Warn]]:
    source = made(data, name)
    source.options = Options(columns=columns)
    assert parquet.tells(source)
    found = list(parquet.read(source))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


@pytest.mark.parametrize(
    ("data", "name"),
    [(as_parquet(table()), "a"), (as_arrow(table()), "a"), (as_arrow(table(), stream=True), "a.arrow")],
    ids=["parquet", "feather", "stream"],
)
def test_each_kind(data: bytes, name: str) -> None:
    found, warnings = read(data, name)
    assert warnings == []
    assert [(r.given_id, r.text, r.outlet, r.read_from) for r in found] == [
        (str(i), f"{TEXT} {i}", "المنارة", f"{name}#{i}") for i in (1, 2, 3)
    ]
    assert found[0].published == "2021-04-03T10:15:00+00:00"


def test_a_file_on_disk_of_many_rows_and_groups(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(as_parquet(table(500), row_group_size=70))
    (tmp_path / "b.arrow").write_bytes(as_arrow(table(500), stream=True, batch=33))
    found = [item for item in reports([tmp_path]) if isinstance(item, Report)]
    assert [report.given_id for report in found] == [str(i) for i in range(1, 501)] * 2
    assert len({report.sha256 for report in found}) == 2


def test_the_columns_that_the_user_gives() -> None:
    found, warnings = read(as_parquet(table()), title="meta.head", byline="meta.tags")
    assert warnings == []
    assert (found[0].title, found[0].byline) == ("عنوان 1", "أ، ب")
    found, warnings = read(as_parquet(table()), title="meta.foot")
    assert len(found) == 3
    assert "meta.foot" in warnings[0].message
    assert "meta.head" in warnings[0].message


def test_only_wanted_columns_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    rows = apart.rows

    def spy(*what: object, **how: object) -> object:
        asked.append(how.get("columns"))
        return rows(*what, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(apart, "rows", spy)
    read(as_parquet(table()))
    assert asked == [None, ["id", "text", "date", "source", "meta"]]


def test_times_of_every_kind() -> None:
    moment = datetime(2021, 4, 3, 10, 15)
    data = pa.table(
        {
            "text": [TEXT + str(n) for n in range(3)],
            "date": pa.array([moment, None, datetime(2021, 4, 4)], pa.timestamp("ns", "Asia/Riyadh")),
            "updated": pa.array([date(2021, 4, 3), None, None], pa.date32()),
        }
    )
    found, warnings = read(as_parquet(data))
    assert warnings == []
    assert [report.published for report in found] == [
        "2021-04-03T13:15:00+03:00",
        None,
        "2021-04-04T03:00:00+03:00",
    ]
    assert found[0].updated == "2021-04-03"


def test_a_time_that_is_none() -> None:
    data = pa.table({"text": [TEXT, TEXT + "!"], "date": pa.array([9 * 10**18, 0], pa.timestamp("s"))})
    found, _ = read(as_arrow(data))
    assert [report.published for report in found] == [None, "1970-01-01"]


def test_columns_of_a_dictionary_and_bytes() -> None:
    data = pa.table(
        {
            "content": pa.array([TEXT, TEXT + " ثم", TEXT]).dictionary_encode(),
            "publisher": pa.array(["المنارة", None, "المرفأ"]).dictionary_encode(),
            "title": pa.array(["عنوان".encode(), b"\xff", None]),
            "views": pa.array([1.0, float("nan"), None]),
        }
    )
    found, _ = read(as_parquet(data))
    assert [report.outlet for report in found] == ["المنارة", None, "المرفأ"]
    assert [report.title for report in found] == ["عنوان", "\ufffd", None]


def test_no_text_and_no_rows() -> None:
    found, warnings = read(as_parquet(pa.table({"label": [1, 2], "name": ["a", "b"]})))
    assert (found, [w.code for w in warnings]) == ([], ["R111"])
    assert "label, name" in warnings[0].message
    assert read(as_parquet(table().slice(0, 0))) == ([], [])


def test_a_text_over_the_limit_costs_itself() -> None:
    data = pa.table({"text": ["ا" * 3_000_000, TEXT]})
    found, warnings = read(as_parquet(data))
    assert [report.text for report in found] == [TEXT]
    assert [(w.code, w.where) for w in warnings] == [("R108", "a.parquet#1")]


# --- what a file may claim ---


def test_an_entry_of_a_dictionary_that_stands_in_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 700_000_000)
    entry = pa.array(["ا" * 20_000_000])
    data = pa.table({"text": pa.DictionaryArray.from_arrays(pa.array([0] * 50_000, pa.int32()), entry)})
    packed = as_parquet(data, compression="zstd")
    assert len(packed) < 1_000_000
    found, warnings = read(packed)
    assert found == []
    assert [w.code for w in warnings] == ["R109"]
    assert "memory" in warnings[0].message


def test_what_is_none_of_them() -> None:
    for data in (b"PAR1", b"PAR1" + bytes(100), b"ARROW1\0\0", b"ARROW1\0\0" + b"\xff" * 100):
        found, warnings = read(data, "a.parquet")
        assert (found, [w.code for w in warnings]) == ([], ["R109"])
    found, warnings = read(b"\xff\xff\xff\xff\xff\xff\xff\x7f" + bytes(100), "a.arrow")
    assert (found, [w.code for w in warnings]) == ([], ["R109"])


@pytest.mark.parametrize("cut", [5, 60, 600])
def test_a_file_that_was_cut(cut: int) -> None:
    found, warnings = read(as_parquet(table(50))[:-cut])
    assert (found, [w.code for w in warnings]) == ([], ["R109"])
    assert read(as_arrow(table(50), stream=True)[:-cut], "a.arrow")[1] != []


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=30), st.booleans())
@settings(deadline=None, max_examples=20)
def test_files_with_errors(at: int, patch: bytes, arrow: bool) -> None:
    data = bytearray(as_arrow(table(9)) if arrow else as_parquet(table(9)))
    at = 8 + at % (len(data) - 8)
    data[at : at + len(patch)] = patch
    for item in parquet.read(made(bytes(data), "a")):
        assert isinstance(item, Report | Warn)


def test_a_web_page_in_a_cell_is_read_as_one() -> None:
    head = "<!doctype html><html><head><title>عنوان الصفحة</title></head>"
    page = f"{head}<body><article><h1>عنوان الصفحة</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    data = pa.table({"url": ["https://manara.example/1"], "html": [page]})
    (report,), _ = read_bytes(as_parquet(data), "a.parquet")
    assert TEXT in report.text
    assert "<p>" not in report.text
    assert report.url == "https://manara.example/1"
    assert report.read_from == "a.parquet#1"
