"""What users did is kept with who and when, found again after another reading, and taken back without being erased."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from nouns import example, found
from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.model import Correction, Finding, Note, Span

AT = "2031-02-03T04:05:06+00:00"
HOSTILE = "<script>alert(1)</script> \u202eexe.fdp \u200f'; DROP TABLE notes; --\n\x00"


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.open() as made:
        for number in (1, 2):
            made.add(*example(number))
        made.store(*found())
        yield made


def first(case: Case) -> str:
    return next(iter(case.reports())).id


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("c1", "claim"), ("k1", "copy"), ("s1", "source"), ("a1", "actor"), ("l1", "place"), ("t1", "story"),
    ],
)  # fmt: skip
def test_everything_that_has_a_name_is_found_by_it(case: Case, name: str, kind: str) -> None:
    of = case.finding(name)
    assert (of.kind, of.name) == (kind, name)
    assert of.words


def test_statements_and_reports_are_found_with_their_words(case: Case) -> None:
    rid = first(case)
    report, statement = case.statement(f"{rid}/s0")
    of = case.finding(f"{rid}/s0")
    assert of.words == " … ".join(report.text[s.start : s.end] for s in statement.content)
    assert case.finding(rid) == Finding(kind="report", name=rid, words=report.title or "")
    for name in ("", "c9", "r9/s0", f"{rid}/s99", "/s1", "'", HOSTILE):
        with pytest.raises(RiwayaError) as caught:
            case.finding(name)
        assert caught.value.code == "R418"


def test_a_pin_is_kept_once_until_it_is_taken_back(case: Case) -> None:
    of = case.finding("c1")
    n = case.pin(of, at=AT, by="ليلى")
    assert case.pin(of, at=AT, by="other") == n
    assert case.pinned(["c1", "c2"]) == {"c1": n}
    assert case.pins()[n].by == "ليلى"
    case.undo("pins", n, at=AT, by="x")
    assert case.pins() == {}
    assert case.count_pins() == 0
    assert case.pin(of) == n + 1
    with pytest.raises(RiwayaError) as caught:
        case.undo("pins", n, at=AT, by="x")
    assert caught.value.code == "R423"


def test_a_note_may_hold_anything(case: Case) -> None:
    rid = first(case)
    of = case.finding(f"{rid}/s0")
    n = case.annotate(Note(of=of, text=HOSTILE, at=AT, by=HOSTILE))
    assert case.notes([of.name]) == {of.name: {n: Note(of=of, text=HOSTILE, at=AT, by=HOSTILE)}}
    assert case.notes([]) == {}


def test_all_that_was_done_is_listed_the_newest_first_with_what_was_taken_back(case: Case) -> None:
    pin = case.pin(case.finding("c1"), at="2031-01-01T00:00:00+00:00", by="a")
    said = Correction(kind="merge", a=("PER|x",), b=("PER|y",), at="2031-01-03T00:00:00+00:00", by="b")
    correction = case.correct(said)
    note = case.annotate(Note(of=case.finding("k1"), text="n", at="2031-01-02T00:00:00+00:00", by="c"))
    case.uncorrect(correction, at=AT, by="d")
    done = case.done(10)
    assert [(e.table, e.n) for e in done] == [("corrections", correction), ("notes", note), ("pins", pin)]
    assert (done[0].what, done[0].undone, done[0].undone_by) == (said, AT, "d")
    assert [e.table for e in case.done(1, 1)] == ["notes"]
    assert case.count_done() == {"corrections": 1, "notes": 1, "pins": 1}
    assert case.corrections() == ()


def test_what_the_linking_does_not_know_is_pending(case: Case) -> None:
    said = Correction(kind="wrong", a=("r1/s@:0-1",), b=())
    n = case.correct(said)
    assert case.pending_corrections() == {n: said}
    case.upheld([n])
    assert case.pending_corrections() == {}
    case.uncorrect(n)
    assert case.pending_corrections() == {n: said}
    case.upheld([])
    assert case.pending_corrections() == {}
    never = case.correct(said)
    case.uncorrect(never)
    assert case.pending_corrections() == {}


def test_a_pin_survives_another_reading_and_keeps_its_words(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    rid = first(case)
    of = case.finding(f"{rid}/s0")
    n = case.pin(of, at=AT, by="a")
    note = case.annotate(Note(of=of, text="n"))
    report, extraction = case.report(rid), case.extraction(rid)
    before = extraction.statements[0]
    other = replace(before, cue=Span(0, 1), content=(Span(0, 2),))
    longer = replace(before, content=(*before.content[:-1], replace_end(before.content[-1], -2)))
    monkeypatch.setattr("riwaya.case.collected.extractor_version", lambda: "another")
    case.add(report, replace(extraction, statements=(other, longer)))
    case.store(*found())
    pin = case.pins()[n]
    assert (pin.of.name, pin.of.words) == (f"{rid}/s1", of.words)
    assert list(case.notes([f"{rid}/s1"])[f"{rid}/s1"]) == [note]
    assert case.finding(pin.of.name).words != of.words
    monkeypatch.setattr("riwaya.case.collected.extractor_version", lambda: "a third")
    case.add(report, replace(extraction, statements=(other,)))
    case.store(*found())
    assert (case.pins()[n].of.name, case.pins()[n].of.words) == ("", of.words)


def replace_end(span: Span, by: int) -> Span:
    return Span(span.start, span.end + by)


def test_a_pinned_claim_is_the_one_that_holds_most_of_its_members(case: Case) -> None:
    n = case.pin(case.finding("c1"))
    linked, accounts = found()
    renamed = replace(linked.claims[0], id="c7")
    case.store(replace(linked, claims=(renamed,)), [replace(accounts[0], claim=renamed)])
    assert case.pins()[n].of.name == "c7"
    case.store(replace(linked, claims=()), ())
    assert case.pins()[n].of.name == ""
    case.store(linked, accounts)
    assert case.pins()[n].of.name == "c1"


def test_a_pinned_source_or_story_is_the_one_that_holds_most_of_what_it_held(case: Case) -> None:
    pins = [case.pin(case.finding(name)) for name in ("s1", "t1")]
    linked, accounts = found()
    others = replace(
        linked, sources=(replace(linked.sources[0], id="s7"),), stories=(replace(linked.stories[0], id="t7"),)
    )
    for names, kept in (
        ("s7 t7", others),
        ("s1 t1", linked),
        ("s1 t1", replace(linked, sources=(), stories=())),
    ):
        case.store(kept, accounts)
        assert " ".join(case.pins()[n].of.name for n in pins) == names


def test_any_tool_reads_what_was_done(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    with Case.open(path, create=True) as case:
        case.add(*example(1))
        case.add(*example(2))
        case.store(*found())
        case.pin(case.finding("c1"), at=AT, by="a")
    with sqlite3.connect(path) as tool:
        assert tool.execute("SELECT kind, name, at, by FROM pins").fetchall() == [("claim", "c1", AT, "a")]
    tool.close()
