"""The commands of who is who: what they print, what they change, and what they say when they cannot."""

import json
from pathlib import Path

import pytest

import naming
from naming import write
from riwaya import pipeline
from riwaya.case import Case
from riwaya.model import Merge
from riwaya.show import labels
from riwaya.show.identities import key_name, why

TEXTS = {
    "one": "وقال سامر حداد ذلك، وسمعه سامر حداد أيضا في ميناء السدرة ثم في دمشق.",
    "two": "وقال سامر حداد ذلك ثم قال نبيل الزهراوي مثله في دمشق.",
    "three": "وقال سامر فؤاد حداد ذلك، وأكدته دائرة الأرصاد البحرية في دمشق.",
}


@pytest.fixture
def case(tmp_path, monkeypatch):
    path = tmp_path / "a.riwaya"
    naming.read(write(tmp_path, TEXTS), path, monkeypatch).close()
    return path


@pytest.fixture(scope="module")
def sample(tmp_path_factory, root) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.riwaya"
    pipeline.read(root / "examples" / "reports", path).close()
    return path


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def test_the_actors_of_the_sample_case(run_wide, sample):
    code, out, err = run_wide("actors", sample)
    assert (code, err) == (0, "")
    assert "سالم الغدراني" in out
    assert "\x1b" not in out
    every = lines(run_wide("actors", sample, "--json")[1])
    named = [len(actor["mentions"]) for actor in every]
    assert named == sorted(named, reverse=True)
    assert len(lines(run_wide("actors", sample, "--json", "--limit", "3")[1])) == 3
    persons = lines(run_wide("actors", sample, "--json", "--type", "PER")[1])
    assert {actor["type"] for actor in persons} == {"PER"}
    assert 0 < len(persons) < len(every)


def test_two_of_the_sample_case_become_one_and_two_again(run_wide, sample):
    before = lines(run_wide("actors", sample, "--json")[1])
    a, b = [actor["id"] for actor in before if actor["type"] == "PER"][:2]
    code, out, err = run_wide("merge", sample, a, b, "--json", "--note", "to try")
    assert code == 0
    [one] = lines(out)
    assert one["id"] in (a, b)
    assert "correction 1" in err
    code, out, _ = run_wide("corrections", sample, "--undo", "1", "--json")
    assert (code, {actor["id"] for actor in lines(out)}) == (0, {a, b})
    assert lines(run_wide("actors", sample, "--json")[1]) == before
    assert run_wide("corrections", sample)[0] == 1


def test_actors_are_found_by_any_spelling(run_wide, case):
    for name in ("سامر حدّاد", "Samer Haddad", "سامر فواد حداد"):
        [found] = lines(run_wide("actors", case, "--name", name, "--json")[1])
        assert found["name"] == "سامر حداد"
    assert run_wide("actors", case, "--name", "Nobody Here")[0] == 1


def test_why_two_names_are_one_in_both_languages(run_wide, case):
    flat = " ".join(run_wide("actors", case, "--why", "--name", "سامر حداد")[1].split())
    assert "reports of one" in flat
    assert "سامر فؤاد حداد" in flat
    assert "PER|" not in flat
    assert "لماذا هم واحد" in run_wide("actors", case, "--why", "--lang", "ar")[1]


def test_keys_are_readable():
    assert key_name("PER|سامر حداد@r1", ("سامر حدّاد",)) == "سامر حدّاد"
    assert key_name("ORG|شرطه~y1") == "شرطه"
    assert key_name("LOC|دمشق|g170654", ("حلب", "دمشق")) == "دمشق"
    said = why(Merge(rule="identity.user", a="PER|س ع", b="PER|ص ع", detail="هو نفسه"))
    assert "هو نفسه" in said.en
    assert "a user said so" in said.en
    assert labels.country("SY") == ("سوريا", "Syria")
    assert labels.country("??").en == "??"


def test_places_and_their_coordinates(run_wide, case):
    code, out, err = run_wide("places", case, "--lang", "ar")
    assert (code, err) == (0, "")
    assert "سوريا" in out
    assert "غير محسوم" in out
    assert [p["name"] for p in lines(run_wide("places", case, "--unresolved", "--json")[1])] == [
        "ميناء السدرة"
    ]
    [damascus] = [p for p in lines(run_wide("places", case, "--json")[1]) if p["level"]]
    assert [p["id"] for p in lines(run_wide("places", case, "--level", damascus["level"], "--json")[1])] == [
        damascus["id"]
    ]
    assert run_wide("places", case, "--level", "water")[0] == 1


def test_geojson_is_a_feature_collection_of_the_resolved_places(run_wide, case):
    code, out, _ = run_wide("places", case, "--geojson")
    found = json.loads(out)
    assert code == 0
    assert found["type"] == "FeatureCollection"
    [feature] = found["features"]
    assert feature["type"] == "Feature"
    assert feature["geometry"]["type"] == "Point"
    lon, lat = feature["geometry"]["coordinates"]
    assert 36 < lon < 37
    assert 33 < lat < 34
    assert set(feature["properties"]) == {
        "id", "name", "names", "level", "country", "within", "reports", "mentions", "gazetteer"
    }  # fmt: skip
    assert (feature["properties"]["reports"], feature["properties"]["country"]) == (3, "SY")
    assert run_wide("places", case, "--geojson", "--unresolved")[0] == 1
    assert run_wide("places", case, "--geojson", "--json")[0] == 2


def test_merge_split_list_and_undo(run_wide, case):
    code, out, err = run_wide("merge", case, "Samer Haddad", "نبيل الزهراوي", "--note", "شخص واحد")
    assert code == 0
    assert "correction 1" in err
    assert "نبيل الزهراوي" in out
    code, out, _ = run_wide("split", case, "سامر حداد", "سامر حداد", "--report", "two", "--json")
    assert code == 0
    assert len(lines(out)) == 2
    with Case.open(case) as kept:
        first, second = kept.corrections()
        assert (first.kind, second.kind) == ("merge", "split")
        assert first.at.endswith("+00:00")
        assert first.note == "شخص واحد"
        assert second.a == (f"PER|سامر حداد@{kept.report('two').id}",)
    code, out, _ = run_wide("corrections", case)
    assert code == 0
    assert "(two)" in out
    assert "PER|" not in out
    assert [c["n"] for c in lines(run_wide("corrections", case, "--json")[1])] == [1, 2]
    assert run_wide("corrections", case, "--undo", "2")[0] == 0
    assert [c["n"] for c in lines(run_wide("corrections", case, "--json")[1])] == [1]


@pytest.mark.parametrize(
    ("argv", "exited", "told"),
    [
        (("merge", "سامر حداد"), 2, "at least two"),
        (("merge", "سامر حداد", "فلان الفلاني"), 4, "R409"),
        (("merge", "سامر حداد", "دمشق"), 4, "R411"),
        (("merge", "سامر حداد", "سامر فؤاد حداد"), 4, "R412"),
        (("split", "سامر حداد", "نبيل الزهراوي"), 4, "R414"),
        (("split", "نبيل الزهراوي", "نبيل الزهراوي"), 4, "R415"),
        (("split", "سامر حداد", "سامر حداد", "--report", "nine"), 4, "R405"),
        (("corrections", "--undo", "7"), 4, "R408"),
    ],
)
def test_what_cannot_be_done_is_said(run_wide, case, argv, exited, told):
    code, out, err = run_wide(argv[0], case, *argv[1:])
    assert (code, out) == (exited, "")
    assert told in err
    with Case.open(case) as kept:
        assert kept.corrections() == ()


def test_several_of_one_name_are_told_with_their_ids(run_wide, case):
    run_wide("split", case, "سامر حداد", "سامر حداد", "--report", "two")
    code, _, err = run_wide("merge", case, "سامر حداد", "نبيل الزهراوي")
    assert code == 4
    assert "R410" in err
    found = lines(run_wide("actors", case, "--name", "سامر حداد", "--json")[1])
    assert len(found) == 2
    assert all(actor["id"] in err for actor in found)
    code, _, err = run_wide("merge", case, *(actor["id"] for actor in found))
    assert code == 4
    assert "R413" in err


def test_a_correction_that_does_not_hold_is_taken_back(run_wide, case, monkeypatch):
    monkeypatch.setattr("riwaya.link.correcting.holds", lambda *_: False)
    code, _, err = run_wide("merge", case, "سامر حداد", "نبيل الزهراوي")
    assert code == 4
    assert "R416" in err
    with Case.open(case) as kept:
        assert kept.corrections() == ()
