"""The command line's column map, and standard input where a file is wanted."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.cli import main
from workbooks import xlsx

TEXT = "قال مدير ميناء السلامى سعيد الراوي إن السفينة الثانية وصلت مساء أمس وعلى متنها مئة راكب."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*argv: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in argv])
        out = capsys.readouterr()
        return int(stopped.value.code or 0), out.out, out.err

    return go


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "tweets.xlsx"
    rows = [
        ["الحقل الأول", "الحقل الثاني", "متى"],
        [TEXT, "المنارة", "2021-04-03"],
        [TEXT + " ثم", "المرفأ", "x"],
    ]
    path.write_bytes(xlsx({"ورقة": rows}))
    return path


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def test_columns_in_either_form(run: Run, book: Path, tmp_path: Path) -> None:
    apart = (
        "--columns",
        "text=الحقل الأول",
        "--columns",
        "outlet=الحقل الثاني",
        "--columns",
        "published=متى",
    )
    together = ("--columns", "text=الحقل الأول,outlet=الحقل الثاني,published=متى")
    for number, given in enumerate((apart, together)):
        code, out, err = run("read", book, "--case", tmp_path / f"{number}.riwaya", *given)
        assert code == 0
        assert "2 reports (2 new) of 2 outlets" in out
        assert "R110" in err


def test_a_field_that_there_is_not(run: Run, book: Path, tmp_path: Path) -> None:
    code, out, err = run("read", book, "--case", tmp_path / "a.riwaya", "--columns", "txt=الحقل الأول")
    assert (code, out) == (3, "")
    assert "published" in err
    assert not (tmp_path / "a.riwaya").exists()


def test_a_column_that_there_is_not(run: Run, book: Path) -> None:
    code, _, err = run("extract", book, "--columns", "text=الحقل الأول,title=العنوان")
    assert code == 0
    assert "العنوان" in err
    assert "الحقل الثاني" in " ".join(err.split())


def test_every_command_reads_standard_input(
    run: Run, book: Path, tmp_path: Path, piped: Callable[[bytes], None]
) -> None:
    columns = ("--columns", "text=الحقل الأول")
    piped(book.read_bytes())
    code, out, _ = run("read", "-", "--case", tmp_path / "a.riwaya", *columns)
    assert code == 0
    assert "2 reports" in out
    piped(book.read_bytes())
    code, out, _ = run("extract", "-", *columns)
    assert len([json.loads(line) for line in out.splitlines()]) == 2
    piped(TEXT.encode())
    code, out, _ = run("explain", "-", "--words", "السفينة الثانية", "--json")
    assert code == 0
    piped(f"title;text\nعنوان;{TEXT}\n".encode("cp1256"))
    code, out, _ = run("extract", "-")
    assert len(out.splitlines()) == 1


def test_nothing_piped(run: Run, piped: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch) -> None:
    piped(b"")
    code, _, err = run("extract", "-")
    assert code == 3
    assert "R102" in err
    piped(TEXT.encode())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    code, _, err = run("extract", "-")
    assert code == 0
    assert "Ctrl-D" in err.splitlines()[0]
