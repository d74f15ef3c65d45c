"""The commands of work: what they keep, what the dossier holds, and that all corrections are listed and undone."""

import json

import pytest

import riwaya
from riwaya.case import Case
from riwaya.link import correcting_claims


@pytest.fixture
def case(tmp_path, root):
    path = tmp_path / "a.riwaya"
    riwaya.read(str(root / "examples" / "reports"), path).close()
    return path


def test_what_is_pinned_and_noted_stands_in_the_dossier(run_wide, case, tmp_path):
    with Case.open(case) as kept:
        claim = kept.linked().claims[0].id
    assert run_wide("dossier", case, "--json")[0] == 1
    assert run_wide("pin", case, "mijdaf-1/s0")[:2] == (0, "pin 1\n")
    assert run_wide("pin", case, claim)[:2] == (0, "pin 2\n")
    assert run_wide("note", case, "mijdaf-1/s0", "كلمة <b>")[:2] == (0, "note 1\n")
    code, out, _ = run_wide("dossier", case, "--json")
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert (first["kind"], second["name"]) == ("statement", claim)
    assert [note["text"] for note in first["notes"]] == ["كلمة <b>"]
    page = tmp_path / "out" / "dossier.html"
    assert run_wide("dossier", case, "-o", page, "--lang", "en")[0] == 0
    assert "كلمة &lt;b&gt;" in page.read_text("utf-8")
    assert str(tmp_path) not in page.read_text("utf-8")


def test_actors_places_and_stories_stand_in_the_dossier_with_what_is_known(run_wide, case, tmp_path):
    with Case.open(case) as kept:
        linked = kept.linked()
    for one in (linked.actors[0], linked.sources[0], linked.stories[0], linked.places[0]):
        assert run_wide("pin", case, one.id)[0] == 0
    found = [json.loads(line) for line in run_wide("dossier", case, "--json")[1].splitlines()]
    told = ["who", "who", "story", "location"]
    assert [next(key for key in set(told) if key in one) for one in found] == told
    page = tmp_path / "dossier.html"
    assert run_wide("dossier", case, "-o", page)[0] == 0
    assert page.read_text("utf-8").count('class="facts known"') == len(told)


def test_what_is_not_there_is_said(run_wide, case):
    assert run_wide("pin", case, "nothing/s0")[0] == 4
    assert run_wide("note", case, "c0", "x")[0] == 4
    assert run_wide("dossier", case)[0] == 2


def test_every_kind_of_correction_is_listed_and_undone(run_wide, case):
    with Case.open(case) as kept:
        before = kept.linked()
        name = next(
            m.statement for c in before.claims for v in c.variants for m in v.members if "/s" in m.statement
        )
        kept.correct(correcting_claims.wrong(name, kept.statement(name)[1]))
        kept.correct(correcting_claims.no_copy(before.copies[0]))
    code, out, _ = run_wide("corrections", case)
    assert code == 0
    assert "no copy" in out
    assert "/s@" not in out
    for n in ("1", "2"):
        assert run_wide("corrections", case, "--undo", n)[0] == 0
    with Case.open(case) as kept:
        assert kept.linked() == before
        assert [entry.undone is not None for entry in kept.done(9)] == [True, True]
