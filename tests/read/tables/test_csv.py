"""Tables as text: delimiters, encodings, headers, quotation marks that go astray, files too long to be held."""

import csv
import io
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.files import one, reports
from riwaya.read.inputs import Options
from riwaya.read.tables import csv_records
from riwaya.read.tables.csv_records import MAX_ROW

TEXT = (
    "أعلن مدير ميناء السلامى، سعيد الراوي، أن السفينة الثانية وصلت مساء أمس وعلى متنها مئة راكب، "
    "وقال إن الميناء سيعمل طوال الليل لاستقبال السفن القادمة من الجزر."
)


def read(data: bytes | str, name: str = "a.csv", **columns: str) -> tuple[list[Report], list[Warn]]:
    source = made(data, name)
    source.options = Options(columns=columns)
    found = list(csv_records.read(source))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


def shown(found: list[Warn]) -> list[tuple[str, str]]:
    return [(warning.code, warning.where) for warning in found]


def rows(n: int, start: int = 1) -> str:
    return "".join(f'{i},عنوان {i},"{TEXT} {i}"\n' for i in range(start, start + n))


# --- delimiters and encodings ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_as_programs_save_it(delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(["العنوان, كاملا; هكذا | هنا", "المصدر", "تاريخ النشر", "نص الخبر"])
    for day in (1, 2, 3):
        table.writerow([f"عنوان، {day}", "المنارة", f"0{day}/04/2021", f'{TEXT} ,;|\n"نعم" {day}'])
    (first, *_), warnings = read(out.getvalue().encode(encoding))
    assert warnings == []
    assert first.text == f'{TEXT} ,;|\n"نعم" 1'
    assert (first.outlet, first.published, first.read_from) == ("المنارة", "2021-04-01", "a.csv:2")


def test_the_delimiter_is_told_by_the_rows_and_not_by_the_header() -> None:
    header = '"text, as it was printed, in full, with commas";date;source\n'
    (report,), warnings = read(
        header + f'"{TEXT}";2021-04-03;المنارة\n', text="text, as it was printed, in full, with commas"
    )
    assert warnings == []
    assert (report.text, report.published, report.outlet) == (TEXT, "2021-04-03", "المنارة")


def test_excel_says_the_delimiter_in_a_line_of_its_own() -> None:
    (report,), warnings = read(f'sep=;\r\ntitle;text\r\n"أ, ب, ج";{TEXT}\r\n')
    assert warnings == []
    assert (report.title, report.text, report.read_from) == ("أ, ب, ج", TEXT, "a.csv:3")


def test_a_column_alone_has_no_delimiter() -> None:
    found, warnings = read("text\nقال المدير, وأضاف, وختم\nقال الوزير\n")
    assert [report.text for report in found] == ["قال المدير, وأضاف, وختم", "قال الوزير"]
    assert warnings == []


def test_arabic_only_after_a_megabyte_tells_the_encoding() -> None:
    data = ("id,note,text\n" + ("1," + "plain words " * 5000 + ",x\n") * 20 + f"2,,{TEXT}\n").encode("cp1256")
    found, _ = read(data)
    assert found[-1].text == TEXT


def test_damage_in_the_middle_of_a_long_file_is_named() -> None:
    data = ("id,text\n" + f"1,{TEXT}\n" * 500).encode() + b"2,\xff\xfe " + TEXT.encode() + b"\n"
    found, warnings = read(data)
    assert found[-1].text == "\ufffd\ufffd " + TEXT
    assert shown(warnings) == [("R114", "a.csv:502")]


def test_told_by_content_where_no_name_tells_it() -> None:
    table = f"title,date,text\nعنوان,2021-04-03,{TEXT}\n"
    for name in ("", "-", "a.txt", "a.xls", "a.dat"):
        assert csv_records.tells(made(table, name)), name
    for other in (
        f"عنوان\n{TEXT}",
        f"text, then more\n{TEXT}",
        "<table><tr><td>text,title</td></tr>",
        '[{"text": 1}]',
    ):
        assert not csv_records.tells(made(other, "a.txt")), other
    assert not csv_records.tells(made("<html><p>text,title", "a.csv"))


# --- headers ---


def test_terms_of_an_export_stand_above_the_header() -> None:
    above = "Report:,Bulk Mentions Download\nBrand:,الميناء\nFrom:,2021-04-01\nLabel:,\n\n"
    table = f'Query Id,Date,Title,Snippet,Url,Domain,Full Text,Author\n7,2021-04-03 10:15:00.0,عنوان,مقتطف,https://manara.example/1,manara.example,"{TEXT}",سلمى\n'
    (report,), warnings = read(above + table)
    assert warnings == []
    assert (report.text, report.title, report.byline, report.read_from) == (TEXT, "عنوان", "سلمى", "a.csv:7")


def test_no_header_line_numbers_the_columns() -> None:
    table = "".join(f'{n},المنارة,2021-04-0{n},"{TEXT} {n}"\n' for n in (1, 2, 3))
    found, warnings = read(table)
    assert [report.read_from for report in found] == ["a.csv:1", "a.csv:2", "a.csv:3"]
    assert [report.published for report in found] == [None] * 3
    assert "no header line" in warnings[0].message
    assert "1 to 4" in warnings[0].message
    assert "'4' is read as the text" in warnings[1].message
    found, warnings = read(table, text="4", published="3", outlet="2")
    assert [(r.outlet, r.published) for r in found] == [("المنارة", f"2021-04-0{n}") for n in (1, 2, 3)]
    assert len(warnings) == 1


def test_columns_that_pandas_numbered() -> None:
    found, warnings = read(f",0,1\n0,المنارة,{TEXT}\n1,المنارة,{TEXT} ثم\n")
    assert len(found) == 2
    assert "no header line" not in warnings[0].message


def test_the_second_of_two_columns_of_one_name_has_a_number() -> None:
    (report,), _ = read(f"text,text,date\n{TEXT},مختصر,2021-04-03\n")
    assert report.text == TEXT
    (report,), _ = read(f"text,text,date\nمختصر,{TEXT},2021-04-03\n", text="text (2)")
    assert report.text == TEXT


def test_a_table_without_texts_says_so_once() -> None:
    table = "\t".join(["20210403101500-1", "20210403101500", "1", "manara.example"] + [""] * 23) + "\n"
    found, warnings = read(table * 1000, "a.csv")
    assert found == []
    assert [warning.code for warning in warnings][-1] == "R111"
    assert len(warnings) <= 2
    assert "1, 2, 3" in warnings[-1].message


def test_a_hundred_thousand_cells_in_a_row() -> None:
    started = time.perf_counter()
    found, warnings = read(f"id,text\n1,{TEXT}" + ",x" * 100_000 + f"\n2,{TEXT}\n")
    assert [report.given_id for report in found] == ["1", "2"]
    assert shown(warnings) == [("R111", "a.csv:2")]
    assert "100002 cells in 2 columns" in warnings[0].message
    wide = ",".join(f"c{n}" for n in range(100_000)) + ",text\n" + "," * 100_000 + TEXT + "\n"
    (report,), warnings = read(wide)
    assert report.text == TEXT
    assert time.perf_counter() - started < 20


def test_commas_of_a_text_without_marks_come_back_to_it() -> None:
    found, warnings = read("date,title,text\n2021-04-03,عنوان,قال المدير, وأضاف, وختم\n")
    assert [report.text for report in found] == ["قال المدير, وأضاف, وختم"]
    assert shown(warnings) == [("R111", "a.csv:2")]
    assert "joined" in warnings[0].message


# --- quotation marks ---


def test_a_mark_that_does_not_close_costs_no_other_row() -> None:
    table = "id,title,text\n" + f'1,عنوان,"{TEXT}\n' + rows(300, 2)
    found, warnings = read(table)
    assert [report.given_id for report in found] == [str(n) for n in range(1, 302)]
    assert found[0].text.strip('"') == TEXT
    assert shown(warnings) == [("R111", "a.csv:2")]


def test_a_mark_that_does_not_close_in_a_table_without_other_marks() -> None:
    others = "".join(f"{n},{TEXT} {n},{'حاشية ' * 60_000}\n" for n in range(2, 42))
    assert len(others) > 1.5 * MAX_ROW
    found, warnings = read("id,text,note\n" + f'1,{TEXT},"حاشية\n' + others)
    assert [report.given_id for report in found] == [str(n) for n in range(1, 42)]
    assert shown(warnings) == [("R111", "a.csv:2")]


def test_marks_that_open_everywhere_do_not_take_the_square_of_the_time() -> None:
    def seconds(lines: int) -> float:
        started = time.perf_counter()
        found = list(one(made("id,title,text\n" + f'1,"عنوان,{TEXT[:20]}\n' * lines, "a.csv")))
        assert sum(isinstance(item, Warn) for item in found) < 50
        return time.perf_counter() - started

    assert seconds(4000) < 12 * seconds(1000)


def test_the_end_of_a_text_that_was_cut_stays_with_it() -> None:
    found, warnings = read("id,title,text\n" + rows(3) + f'4,عنوان,"{TEXT}\n\nسطر ثان\nسطر ثالث')
    assert len(found) == 4
    assert found[3].text == f"{TEXT}\n\nسطر ثان\nسطر ثالث"
    assert shown(warnings) == [("R111", "a.csv:5")]


def test_marks_inside_a_text_are_kept() -> None:
    found, warnings = read(
        'id,title,text\n1,عنوان,"قال "المدير" إن الميناء مغلق"\n2,عنوان,"قال ""الوزير"" ذلك"\n'
    )
    assert [report.text for report in found] == ['قال "المدير" إن الميناء مغلق', 'قال "الوزير" ذلك']
    assert warnings == []


def test_marks_with_a_backslash() -> None:
    found, warnings = read('id,title,text\n1,عنوان,"قال \\"المدير\\", ثم غادر"\n')
    assert [report.text for report in found] == ['قال "المدير", ثم غادر']
    assert warnings == []


def test_a_tab_table_whose_texts_open_with_a_mark() -> None:
    found, _ = read(f'id\ttext\tdate\n1\t"عاجل {TEXT}\t2021-04-03\n2\t{TEXT}\t2021-04-04\n', "a.tsv")
    assert [(report.given_id, report.published) for report in found] == [
        ("1", "2021-04-03"),
        ("2", "2021-04-04"),
    ]


# --- hostile ---


def test_nuls_and_other_line_ends() -> None:
    found, warnings = read("id,text\r1,قال\x00 المدير\r2,قال الوزير\r")
    assert [report.text for report in found] == ["قال\ufffd المدير", "قال الوزير"]
    assert shown(warnings) == [("R114", "a.csv:2")]


def test_a_line_that_never_ends_is_named_and_passed_over() -> None:
    long = "ا" * (MAX_ROW + 10)
    found, warnings = read(f"id,text\n1,{TEXT}\n2,{long}\n3,{TEXT}!\n")
    assert [report.given_id for report in found] == ["1", "3"]
    assert shown(warnings) == [("R108", "a.csv:3")]


def test_warnings_are_counted_and_not_repeated() -> None:
    found, warnings = read("id,text,date\n" + "".join(f"{n},,x\n" for n in range(500)) + f"x,{TEXT},x\n")
    assert len(found) == 1
    assert [warning.code for warning in warnings].count("R106") == 11
    assert "490 more" in warnings[-1].message
    assert warnings[-1].where == "a.csv"


def test_a_long_file_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("id,note,text\n")
        for n in range(1000):
            file.write(f'{n},"{"حاشية " * 2000}","{TEXT} {n}"\n')
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    with path.open("rb") as stream:
        source = made(b"", "a.csv")
        source.stream, source.size = stream, path.stat().st_size
        found = sum(isinstance(item, Report) for item in csv_records.read(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 1000
    assert peak < 10_000_000


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + "".join(f"{n},{TEXT} {n}\n" for n in range(500)), encoding="utf-8")
    found = [item for item in reports([path]) if isinstance(item, Report)]
    assert len({report.sha256 for report in found}) == 1
    assert len(found) == 500
    assert found[0].sha256 == read_bytes(path.read_bytes(), "a.csv")[0][0].sha256


PIECES = st.sampled_from(
    ['"', '""', ",", ";", "\t", "\n", "\r\n", "\\", "sep=;\n", "text", "id", "قال", "\x00", TEXT[:90]]
)


@given(
    st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["utf-8", "utf-16", "cp1256", "utf-16-be"])
)
@settings(deadline=None, max_examples=300)
def test_whatever_a_table_holds(text: str, encoding: str) -> None:
    for item in csv_records.read(made(text.encode(encoding), "a.csv")):
        assert isinstance(item, Report | Warn)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=2, max_size=2),
        min_size=2,
        max_size=8,
    )
)
@settings(deadline=None)
def test_what_is_written_well_is_read_as_it_was(cells: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["title", "text"], *([a, f"قال {b}"] for a, b in cells)])
    # Behind the decoding: a table of control characters would be taken for no text at all.
    rows = csv_records._read(io.StringIO(out.getvalue(), newline=""), made("", "a.csv"))
    found = [item for item in rows if isinstance(item, Report)]
    assert [report.text for report in found] == [f"قال {b}" for _, b in cells]
