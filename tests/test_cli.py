"""The command line: what it prints, where, and with which exit code."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from handmade import fill

from riwaya.case import Case
from riwaya.cli import app, exit_code, main
from riwaya.errors import CODES, RiwayaError

TEXT = "قال مدير ميناء النوارس سعيد الراوي إن 7 بحارة نُقلوا إلى المستشفى بعد حريق في السفينة."


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "story.riwaya"
    with Case.open(path, create=True) as case:
        fill(case)
    return str(path)


@pytest.fixture
def run(capsys):
    """Run a command in this process and give its exit code, output and error output."""

    def go(*argv):
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in argv])
        out = capsys.readouterr()
        return stopped.value.code or 0, out.out, out.err

    return go


COMMANDS = sorted(c.name or c.callback.__name__ for c in app.registered_commands)


def test_the_commands_are_those_that_are_documented(root):
    usage = (root / "docs" / "usage.md").read_text(encoding="utf-8")
    assert {f"`riwaya {name}" for name in COMMANDS} == {
        w for name in COMMANDS if (w := f"`riwaya {name}") in usage
    }
    assert {"read", "extract", "statements", "claims", "sources", "copies", "report", "demo"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_opens_with_one_line_and_has_an_example(run, command):
    code, out, _ = run(command, "--help")
    lines = [line.strip() for line in out.splitlines() if line.strip()]
    assert code == 0
    assert lines[1].endswith(".")
    assert lines[1][0].isupper()
    assert any(line.startswith(f"Example: riwaya {command}") for line in lines)


def test_version_and_help_say_the_exit_codes(run):
    assert run("--version")[1].startswith("riwaya ")
    assert "130 interrupted" in " ".join(run("--help")[1].split())


def test_every_error_has_a_documented_exit_code():
    codes = {code: exit_code(RiwayaError.__new__(RiwayaError)) for code in ()}
    for code in CODES:
        error = RiwayaError.__new__(RiwayaError)
        error.code = code
        codes[code] = exit_code(error)
    assert {codes[c] for c in codes if c.startswith("R1")} == {3}
    assert {codes[c] for c in codes if c.startswith("R4")} == {4}
    assert {codes[c] for c in codes if c.startswith("R5")} == {5}


@pytest.mark.parametrize("command", ["statements", "claims", "sources", "copies"])
def test_tables_and_json_lines(run, case_file, command):
    code, out, err = run(command, case_file)
    assert (code, err) == (0, "")
    assert "الهنداوي" in out or "سارية" in out
    assert "\x1b" not in out
    code, out, _ = run(command, case_file, "--json")
    assert code == 0
    assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    assert out.splitlines()


def test_labels_in_arabic(run, case_file):
    assert (
        "صوت واحد على الأقل، 3 أصوات على الأكثر"
        in run("claims", case_file, "--lang", "ar")[1].replace("\n", " ")
        or "صوت واحد" in run("claims", case_file, "--lang", "ar")[1]
    )


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--stance", "denies"], {"cccc03/s0"}),
        (["--source", "وزاره النقل"], {"cccc03/s0", "cccc03/s1"}),
        (["--kind", "vague"], {"bbbb02/s0"}),
        (["--kind", "organisation"], {"aaaa01/s2", "cccc03/s0"}),
        (["--min-confidence", "0.85", "--source", "الفنار"], set()),
    ],
)
def test_statement_filters(run, case_file, options, found):
    code, out, err = run("statements", case_file, "--json", *options)
    assert {json.loads(line)["statement"] for line in out.splitlines()} == found
    assert (code, err) == ((0, "") if found else (1, "nothing found\n"))


def test_statement_line_reads_by_itself(run, case_file):
    _, out, _ = run("statements", case_file, "--json", "--stance", "denies")
    said = json.loads(out)
    assert said["words"] == {
        "cue": "نفت",
        "content": ["تكون الحمولة قد فاقت المسموح به"],
        "chain": ["وزارة النقل"],
    }
    assert said["chain"][0]["kind"] == "organisation"


def test_claim_filters(run, case_file):
    every = [json.loads(line) for line in run("claims", case_file, "--json")[1].splitlines()]
    assert len(every) == 2
    about = run("claims", case_file, "--json", "--about", "الحموله")[1].splitlines()
    assert [json.loads(line)["claim"]["id"] for line in about] == ["claim-2"]
    assert run("claims", case_file, "--about", "قطار")[0] == 1


def test_search_marks_what_it_finds(run, case_file):
    code, out, _ = run("search", case_file, "الحمولة")
    assert code == 0
    assert "الحمولة" in out
    assert run("search", case_file, "قطار")[0] == 1


def test_report_writes_the_page(run, case_file, tmp_path):
    page = tmp_path / "deep" / "page.html"
    code, out, _ = run("report", case_file, "-o", page)
    assert (code, out.strip()) == (0, str(page))
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_report_that_cannot_be_written(run, case_file, tmp_path):
    code, _, err = run("report", case_file, "-o", tmp_path)
    assert code == 5
    assert "R501" in err


@pytest.mark.parametrize("command", ["statements", "claims", "sources", "copies"])
def test_a_missing_or_foreign_case_is_an_error_with_a_code(run, tmp_path, command):
    code, out, err = run(command, tmp_path / "none.riwaya")
    assert (code, out) == (4, "")
    assert "R404" in err
    foreign = tmp_path / "notes.txt"
    foreign.write_text("not a case", encoding="utf-8")
    code, _, err = run(command, foreign)
    assert code == 4
    assert "R401" in err
    assert foreign.read_text(encoding="utf-8") == "not a case"


def test_a_misspelt_command(run):
    assert run("clams")[0] == 2
    assert run("statements", "x", "--stance", "shouts")[0] == 2


def test_a_missing_path_makes_no_case(run, tmp_path):
    case = tmp_path / "new.riwaya"
    code, _, err = run("read", tmp_path / "none", "--case", case)
    assert code == 3
    assert "R101" in err
    assert not case.exists()


def test_read_keeps_what_is_there_and_says_what_is_missing(run, tmp_path):
    report, case = tmp_path / "a.txt", tmp_path / "a.riwaya"
    report.write_text(f"عنوان\n{TEXT}", encoding="utf-8")
    code, out, err = run("read", report, tmp_path / "none.txt", "--case", case)
    assert code == 1
    assert out.startswith("1 reports (1 new)")
    assert "R101" in err
    code, out, _ = run("read", report, "--case", case)
    assert code == 0
    assert out.startswith("1 reports (0 new)")


def test_an_empty_folder_is_nothing_to_read(run, tmp_path):
    code, _, err = run("read", tmp_path, "--case", tmp_path / "a.riwaya")
    assert code == 3
    assert "R113" in err


def test_extract_writes_the_form_of_annotated_reports(run, tmp_path):
    report = tmp_path / "a.json"
    report.write_text(json.dumps({"id": "my-1", "text": TEXT}), encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    code, out, err = run("extract", tmp_path)
    (found,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert "R102" in err
    assert set(found) == {"id", "statements", "quantities", "times", "entities"}
    assert found["id"] == "my-1"
    (said,) = found["statements"]
    assert TEXT[slice(*said["cue"])] == "قال"
    assert {"span", "resolved", "kind", "count"} <= set(said["chain"][0])
    assert [(q["low"], q["high"], q["unit"]) for q in found["quantities"]] == [(7, 7, "person")]


STORY = f"حريق في السفينة\n\n{TEXT} وعادت السفن إلى الميناء صباح أمس.\n"


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_explain_shows_the_sentence_and_how_it_was_found(run, story):
    code, out, err = run("explain", story, "--at", STORY.index("نُقلوا"))
    assert (code, err) == (0, "")
    assert "[قال] {مدير ميناء النوارس سعيد الراوي} إن ⟨7 بحارة" in out
    for told in ("verb.clause", "lexicon row qal", "frames C Q B", "«إن»", "end.sentence", "link.mention"):
        assert told in out
    assert "\x1b" not in out


def test_explain_takes_words_in_any_spelling_and_speaks_arabic(run, story):
    code, out, _ = run("explain", story, "--words", "الى المستشفي", "--lang", "ar")
    assert code == 0
    assert "فاتحة المضمون" in out
    assert "سطر المعجم qal" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [("وعادت السفن", "the outlet’s own voice"), ("حريق", "a heading"), ("7", "number.digits")],
)
def test_explain_tells_whose_words_these_are_and_what_stands_there(run, story, words, told):
    assert told in run("explain", story, "--words", words)[1]


def test_explain_as_json(run, story):
    code, out, _ = run("explain", story, "--words", "المستشفى", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["place"] == "statement"
    assert found["statements"][0]["lexeme"]["id"] == "qal"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--at", "100000"], "R116"),
        (["--at", "-1"], "R116"),
        (["--words", "قطار"], "R118"),
        (["--words", " "], "R118"),
        (["--at", "1", "--report", "other"], "R119"),
    ],
)
def test_explain_says_what_is_not_there(run, story, options, code):
    exited, out, err = run("explain", story, *options)
    assert (exited, out) == (3, "")
    assert code in err


def test_explain_wants_one_report_and_one_place(run, story, tmp_path):
    assert run("explain", story)[0] == 2
    assert run("explain", story, "--at", "1", "--words", "حريق")[0] == 2
    assert run("explain", tmp_path / "none.txt", "--at", "1")[0] == 3
    several = tmp_path / "several.jsonl"
    lines = [json.dumps({"id": name, "text": f"{TEXT} {name}"}) for name in ("one", "two")]
    several.write_text("\n".join(lines), encoding="utf-8")
    exited, _, err = run("explain", several, "--at", "1")
    assert exited == 3
    assert "R117" in err
    assert "one, two" in err
    code, out, _ = run("explain", several, "--at", "1", "--report", "two")
    assert code == 0
    assert out.startswith("two")


def test_an_empty_file_is_told_before_there_is_nothing_to_explain(run, tmp_path):
    (tmp_path / "empty.txt").touch()
    exited, _, err = run("explain", tmp_path / "empty.txt", "--at", "0")
    assert exited == 3
    assert "R102" in err
    assert "R113" in err


def test_demo_reads_the_sample_case(run, tmp_path):
    page = tmp_path / "demo.html"
    code, out, _ = run("demo", "-o", page)
    assert code == 0
    assert page.stat().st_size > 200_000
    assert "claims" in out


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_an_interrupt_says_what_is_safe(tmp_path):
    case = tmp_path / "big.riwaya"
    for n in range(6):
        lines = (json.dumps({"id": f"{n}-{i}", "text": f"{n} {i} {TEXT} " * 40}) for i in range(400))
        (tmp_path / f"{n}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "riwaya", "read", str(tmp_path), "--case", str(case), "--workers", "1"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    # A shell's background ignores interrupts, and so would what it starts.
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment, encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - POSIX only, one thread
    )  # fmt: skip
    try:
        _wait_for_a_report(case)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=180)
    finally:
        process.kill()  # a test that fails leaves nothing running
    assert process.returncode == 130
    assert "are safe in" in err
    assert "Traceback" not in err
    with Case.open(case) as kept:
        assert kept.counts()["reports"] + kept.waiting() > 0


def _wait_for_a_report(case):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        time.sleep(0.2)
        # A file that the other process has just made is no case for a moment.
        with contextlib.suppress(RiwayaError), Case.open(case) as kept:
            if kept.counts()["reports"] or kept.waiting():
                return
    raise AssertionError("nothing was read within a minute")
