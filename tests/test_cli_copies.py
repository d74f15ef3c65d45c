"""The command `copies`: what it lists, what it says of one report, what it writes."""

import json
import xml.etree.ElementTree as Tree

import pytest
import retold
from handmade import fill

from riwaya.case import Case


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "story.riwaya"
    with Case.open(path, create=True) as kept:
        retold.fill(kept)
    return path


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def test_wires_first_then_families_then_pairs(case, run_wide):
    code, out, err = run_wide("copies", case)
    assert (code, err) == (0, "")
    assert out.index("Agency texts") < out.index("Families of texts") < out.index("Pairs of reports")
    assert "text not at hand" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_pairs_with_edits_come_first_and_say_them(case, run_wide):
    _, out, _ = run_wide("copies", case)
    pairs = out[out.index("Pairs of reports") :]
    assert pairs.index("r2 · r4") < pairs.index("r3 · shira-1") < pairs.index("shira-1 · r6")
    assert "1 the figure 4 became 3" in pairs
    assert "source added: \u2068العقيد نجيب الساقي\u2069" in pairs
    assert "it is not known which came first" in pairs
    assert "92% of \u2068صحيفة الشراع\u2069 stands in \u2068موقع رصيف 9\u2069" in pairs


def test_in_arabic(case, run_wide):
    _, out, _ = run_wide("copies", case, "--lang", "ar")
    assert "الرقم 4 صار 3" in out
    assert "نصّها ليس بين التقارير" in out
    assert "الأسبق: \u2068موقع رصيف 9\u2069" in out


def test_only_pairs_with_edits(case, run_wide):
    _, out, _ = run_wide("copies", case, "--edits")
    assert "Agency texts" not in out
    assert "shira-1 · r6" not in out
    assert "r2 · r4" in out


@pytest.mark.parametrize("name", ["shira-1", "r1"])
def test_all_of_one_report(case, run_wide, name):
    code, out, err = run_wide("copies", case, name)
    assert (code, err) == (0, "")
    assert "shira-1" in out.splitlines()[0]
    assert "Where each part comes from" in out
    assert "agency text: \u2068وكالة النوارس\u2069" in out
    assert "⟪18⟫(1)" in out
    assert "⟪28⟫(1)" in out
    assert "[إن]" in out
    assert "‹›(1)" in out
    assert "r2 · r4" not in out


def test_an_unknown_report_is_an_error_with_a_code(case, run_wide):
    code, out, err = run_wide("copies", case, "none")
    assert (code, out) == (4, "")
    assert "R405" in err


def test_json_lines_of_each_noun(case, run_wide):
    assert [c["id"] for c in lines(run_wide("copies", case, "--json")[1])] == [
        "y24",
        "y13",
        "y12",
        "y16",
        "y15",
    ]
    assert {c["id"] for c in lines(run_wide("copies", case, "r5", "--json")[1])} == {"y15"}
    assert {c["id"] for c in lines(run_wide("copies", case, "--json", "--edits")[1])} == {
        "y24",
        "y13",
        "y12",
        "y15",
    }
    for noun, ids in (("wires", {"w1"}), ("families", {"f1"}), ("passages", {p.id for p in retold.PASSAGES})):
        assert {one["id"] for one in lines(run_wide("copies", case, "--json", "--of", noun)[1])} == ids


def test_the_picture_is_written_beside_the_list(case, run_wide, tmp_path):
    file = tmp_path / "deep" / "who.svg"
    code, out, err = run_wide("copies", case, "--picture", file, "--lang", "ar")
    assert code == 0
    assert "r2 · r4" in out
    assert err.strip() == str(file)
    assert Tree.parse(file).getroot().get("lang") == "ar"  # noqa: S314 - our own
    code, _, err = run_wide("copies", case, "--picture", tmp_path)
    assert code == 5
    assert "R501" in err


def test_nothing_found(tmp_path, run_wide):
    with Case.open(tmp_path / "a.riwaya", create=True):
        pass
    code, out, err = run_wide("copies", tmp_path / "a.riwaya", "--picture", tmp_path / "a.svg")
    assert (code, out, err) == (1, "", "nothing found\n")
    assert not (tmp_path / "a.svg").exists()


def test_a_case_of_passages_alone_has_its_pairs(tmp_path, run_wide):
    with Case.open(tmp_path / "old.riwaya", create=True) as kept:
        fill(kept)
    code, out, _ = run_wide("copies", tmp_path / "old.riwaya")
    assert code == 0
    assert "from \u2068وكالة سارية\u2069 to \u2068صحيفة المرساة\u2069" in out


def test_no_more_than_the_limit_and_how_many_more(case, run_wide):
    _, whole, _ = run_wide("copies", case, "--edits")
    _, out, _ = run_wide("copies", case, "--edits", "--limit", "1")
    pairs = whole.count(" · r") + whole.count(" · shira")
    assert "r2 · r4" in out
    assert "r3 · shira-1" not in out
    assert f"{pairs - 1} more (--limit 0)" in out or "one more (--limit 0)" in out
    assert "--limit" not in run_wide("copies", case, "--edits", "--limit", "0")[1]
