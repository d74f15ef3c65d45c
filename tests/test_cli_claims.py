"""The commands `claims` and `claim`: which they list, what they say of one, what they write."""

import json
import xml.etree.ElementTree as Tree

import claimed
import handmade
import pytest

from riwaya.case import Case


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "story.riwaya"
    with Case.open(path, create=True) as kept:
        claimed.fill(kept)
    return path


def ids(out):
    return {json.loads(line)["claim"]["id"] for line in out.splitlines()}


# --- the list ---


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], {"claim-1", "claim-2"}),
        (["--phantoms"], {"claim-2"}),
        (["--mismatches"], {"claim-1"}),
        (["--denied"], {"claim-2"}),
        (["--min-support", "1"], {"claim-1", "claim-2"}),
        (["--min-support", "2"], set()),
        (["--disputed", "--about", "راكبا"], {"claim-1"}),
        (["--phantoms", "--mismatches"], set()),
    ],
)
def test_which_claims_are_listed(case, run_wide, options, found):
    code, out, err = run_wide("claims", case, "--json", *options)
    assert ids(out) == found
    assert (code, err) == ((0, "") if found else (1, "nothing found\n"))


def test_each_claim_has_an_id_that_the_other_command_takes(case, run_wide):
    _, out, _ = run_wide("claims", case)
    shown = [line.split()[0] for line in out.splitlines() if line.strip().startswith("claim")]
    assert shown == ["claim-1", "claim-2"]
    assert all(run_wide("claim", case, one)[0] == 0 for one in shown)


def test_fewer_voices_than_none_cannot_be_asked_for(case, run_wide):
    assert run_wide("claims", case, "--min-support", "-1")[0] == 2


# --- one claim ---


def test_all_of_one_claim_in_order(case, run_wide):
    code, out, err = run_wide("claim", case, "claim-1")
    assert (code, err) == (0, "")
    parts = (
        "قُتلوا في غرق العبّارة",
        "What its figures count: killed",
        "Voices: at least one, at most 3 voices",
        "Citations that do not match the cited report",
        "Sources that nobody here has at first hand",
        "Ways of telling what happened",
        "Variants",
        "Where the claim comes from",
        "The figures over time",
        "Revisions: one source, two figures",
        "Disagreements: two sources, two figures",
        "Other citations that were checked",
    )
    places = [out.index(words) for words in parts]
    assert places == sorted(places)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_each_sentence_has_its_chain_its_date_and_its_words(case, run_wide):
    _, out, _ = run_wide("claim", case, "claim-1")
    assert (
        "\u2068صحيفة المرساة\u2069 > \u2068وكالة سارية\u2069 > \u2068مصادر طبية\u2069 (vague)  4 March 2031"
        in out
    )
    assert "ارتفع إلى 19 راكبًا" in out
    assert "12, later 19" in out
    assert "The cited report gives another figure: 12." in out
    assert "far from the others" in out
    assert "nobody here has it at first hand" in out


def test_a_denial_has_the_chain_of_who_denies(case, run_wide):
    _, out, _ = run_wide("claim", case, "claim-2")
    denial = out[out.index("Who denies it") :]
    assert "\u2068موقع خبر الميناء\u2069 > \u2068وزارة النقل\u2069" in denial
    assert "nobody in this case has this claim at first hand" in out


def test_in_arabic(case, run_wide):
    _, out, _ = run_wide("claim", case, "claim-1", "--lang", "ar")
    for words in ("ما تعدّه أرقامها", "في التقرير المنقول عنه رقم آخر: 12.", "من أين وصلت الرواية", "ثم 19"):
        assert words in out


def test_the_account_as_a_line(case, run_wide):
    code, out, err = run_wide("claim", case, "claim-1", "--json")
    (line,) = out.splitlines()
    assert (code, err) == (0, "")
    assert json.loads(line)["routes"][2]["origin"] == "o2"


@pytest.mark.parametrize(("name", "told"), [("claim-9", "R417"), ("", "R417"), ("claim", "R410")])
def test_an_id_that_is_not_there_or_not_one_is_an_error_with_a_code(case, run_wide, name, told):
    code, out, err = run_wide("claim", case, name)
    assert (code, out) == (4, "")
    assert told in err


def test_several_that_are_meant_are_named(case, run_wide):
    assert "claim-2, claim-1" in run_wide("claim", case, "claim-")[2]


@pytest.mark.parametrize("json_too", [False, True])
def test_the_picture_is_written_beside_what_is_shown(case, run_wide, tmp_path, json_too):
    file = tmp_path / "deep" / "chains.svg"
    options = ["--json"] if json_too else []
    code, out, err = run_wide("claim", case, "claim-1", "--picture", file, "--lang", "ar", *options)
    assert code == 0
    assert out
    assert err.strip() == str(file)
    assert Tree.parse(file).getroot().get("lang") == "ar"  # noqa: S314 - our own
    code, _, err = run_wide("claim", case, "claim-1", "--picture", tmp_path)
    assert code == 5
    assert "R501" in err


def test_a_case_of_an_older_weighing_has_no_picture(tmp_path, run_wide):
    with Case.open(tmp_path / "old.riwaya", create=True) as kept:
        handmade.fill(kept)
    assert run_wide("claim", tmp_path / "old.riwaya", "claim-1")[0] == 0
    code, _, err = run_wide("claim", tmp_path / "old.riwaya", "claim-1", "--picture", tmp_path / "a.svg")
    assert code == 4
    assert "R407" in err
    assert not (tmp_path / "a.svg").exists()
