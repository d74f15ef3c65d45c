"""What users say of identity holds: after linking, reading again and reading more, until it is taken back."""

import sqlite3
from pathlib import Path

import pytest

import naming
from naming import write
from nouns import example, found
from riwaya import pipeline
from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.link.actors import find
from riwaya.link.correcting import came_out, holds, merging, splitting, the_one
from riwaya.model import Actor, Correction, Linked, Place

TEXTS = {
    "one": "وقال سامر حداد ذلك، وسمعه سامر حداد أيضا في ميناء السدرة.",
    "two": "وقال سامر حداد ذلك ثم قال نبيل الزهراوي مثله قرب وادي الزعفران.",
    "three": "وقال سامر فؤاد حداد ذلك، وأكدته دائرة الأرصاد البحرية في دمشق.",
}
MORE = {"four": "وعاد نبيل الزهراوي ليقول ذلك، وقالت رنا الكيلاني مثله."}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    return naming.read(write(tmp_path, TEXTS), tmp_path / "a.riwaya", monkeypatch)


def called(case: Case, name: str) -> Actor | Place:
    return the_one(case.linked(), name)


def split(case: Case, name: str, *leaving: str, report: str | None = None) -> int:
    only = report and case.report(report).id

    def told(rid: str):  # type: ignore[no-untyped-def]
        return case.report(rid), case.extraction(rid)

    n = case.correct(splitting(case.linked(), name, leaving, told, only))
    pipeline.relink(case)
    return n


def merge(case: Case, *names: str) -> int:
    n = case.correct(merging(case.linked(), names, case.numbered_corrections()))
    pipeline.relink(case)
    return n


def ids(case: Case) -> dict[str, str]:
    """Give the id of everybody and every place by its keys."""
    linked = case.linked()
    return {" ".join(i.keys): i.id for i in (*linked.actors, *linked.places)}


def code(call: object, *values: object) -> str:
    with pytest.raises(RiwayaError) as caught:
        call(*values)  # type: ignore[operator]
    return caught.value.code


def test_the_table_keeps_them_in_order_under_numbers_that_are_never_given_again() -> None:
    first = Correction(kind="merge", a=("PER|x y",), b=("PER|z",), at="2031-01-01T00:00:00+00:00", by="u")
    second = Correction(kind="split", a=("PER|x y@r1",), b=("PER|x y",), note="«ملاحظة»")
    with Case.open() as case:
        assert case.corrections() == ()
        assert [case.correct(first), case.correct(second)] == [1, 2]
        assert case.corrections() == (first, second)
        case.uncorrect(2)
        assert case.numbered_corrections() == {1: first}
        assert case.correct(second) == 3
        assert code(case.uncorrect, 2) == "R408"


def test_storing_what_was_found_leaves_them() -> None:
    said = Correction(kind="merge", a=("PER|x",), b=("PER|z",))
    with Case.open() as case:
        case.add(*example(1))
        case.correct(said)
        case.store(Linked(), ())
        case.store(*found())
        assert case.corrections() == (said,)


def test_actors_and_places_come_out_of_the_file_as_they_went_in(case: Case, tmp_path: Path) -> None:
    linked = case.linked()
    assert {a.name for a in linked.actors} >= {"سامر حداد", "نبيل الزهراوي", "دائرة الأرصاد البحرية"}
    damascus = called(case, "Damascus")
    assert isinstance(damascus, Place)
    assert (damascus.level, damascus.country) == ("province", "SY") or damascus.level == "town"
    case.close()
    with sqlite3.connect(tmp_path / "a.riwaya") as any_tool:
        rows = any_tool.execute(
            "SELECT a.id, count(*) FROM actors a JOIN actor_mentions m ON m.actor = a.id"
            " JOIN mentions w ON w.report = m.report AND w.n = m.n GROUP BY a.id"
        ).fetchall()
        assert dict(rows) == {a.id: len(a.mentions) for a in linked.actors}
        (where,) = any_tool.execute("SELECT place FROM mentions WHERE words = 'دمشق'").fetchone()
        assert where == damascus.gazetteer
        assert any_tool.execute("SELECT lat, lon FROM places WHERE id = ?", (damascus.id,)).fetchone() == (
            damascus.lat,
            damascus.lon,
        )
        assert any_tool.execute("SELECT rule FROM actor_merges").fetchall() == [("identity.longer-in-story",)]
    any_tool.close()


def test_a_merge_holds_when_reports_are_read_again_and_when_more_are_read(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge(case, "سامر حداد", "نبيل الزهراوي")
    one = called(case, "نبيل الزهراوي")
    assert one == called(case, "سامر حداد")
    assert {"identity.user"} <= {m.rule for m in one.merges}
    case.close()
    with naming.read(write(tmp_path, TEXTS | MORE), tmp_path / "a.riwaya", monkeypatch) as again:
        now = called(again, "نبيل الزهراوي")
        assert now == called(again, "سامر حداد")
        assert now.id == one.id
        assert len(now.mentions) == len(one.mentions) + 1


def test_a_split_holds_when_reports_are_read_again_and_when_more_are_read(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert called(case, "سامر حداد") == called(case, "سامر فؤاد حداد")
    split(case, "سامر حداد", "سامر فؤاد حداد")
    before = ids(case)
    case.close()
    with naming.read(write(tmp_path, TEXTS | MORE), tmp_path / "a.riwaya", monkeypatch) as again:
        assert called(again, "سامر حداد") != called(again, "سامر فؤاد حداد")
        assert before.items() <= ids(again).items()


def test_a_split_of_one_report_leaves_the_other_reports_as_they_were(case: Case) -> None:
    whole = called(case, "سامر حداد")
    split(case, whole.id, "سامر حداد", report="two")
    linked = case.linked()
    two = case.report("two").id
    here = [a for a in find(linked.actors, "سامر حداد") if any(m.startswith(two) for m in a.mentions)]
    assert [a.keys for a in here] == [(f"PER|سامر حداد@{two}",)]
    rest = next(a for a in linked.actors if a.id == whole.id)
    assert len(rest.mentions) == len(whole.mentions) - 1
    assert len({a.id for a in linked.actors}) == len(linked.actors)


def test_names_that_leave_become_one(case: Case) -> None:
    merge(case, "سامر حداد", "نبيل الزهراوي", "دائرة الأرصاد البحرية")
    n = split(case, "سامر حداد", "نبيل الزهراوي", "دائره الارصاد البحريه")
    assert called(case, "نبيل الزهراوي") == called(case, "دائرة الأرصاد البحرية")
    assert called(case, "نبيل الزهراوي") != called(case, "سامر حداد")
    assert holds(case.linked(), case.numbered_corrections()[n])


@pytest.mark.parametrize(
    ("first", "second"),
    [("سامر حداد", "نبيل الزهراوي"), ("نبيل الزهراوي", "سامر حداد"), ("ميناء السدرة", "وادي الزعفران")],
)
def test_what_is_taken_back_is_as_it_was(case: Case, first: str, second: str) -> None:
    before = case.linked()
    case.uncorrect(merge(case, first, second))
    pipeline.relink(case)
    assert case.linked() == before


def test_a_split_that_is_taken_back_is_as_it_was(case: Case) -> None:
    before = case.linked()
    for correction in (
        split(case, "سامر حداد", "سامر فؤاد حداد"),
        split(case, "سامر حداد", "سامر حداد", report="one"),
    ):
        case.uncorrect(correction)
    pipeline.relink(case)
    assert case.linked() == before


def test_ids_stay_when_reports_are_added(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, stories = ids(case), {s.id for s in case.linked().stories}
    case.close()
    with naming.read(write(tmp_path, MORE), tmp_path / "a.riwaya", monkeypatch) as more:
        assert before.items() <= ids(more).items()
        assert {s.id for s in more.linked().stories} == stories


def test_a_place_takes_the_place_of_the_other_and_what_leaves_it_is_open(case: Case) -> None:
    merge(case, "دمشق", "وادي الزعفران")
    both = called(case, "وادي الزعفران")
    assert isinstance(both, Place)
    assert both.lat is not None
    assert set(both.names) == {"دمشق", "وادي الزعفران"}
    split(case, both.id, "وادي الزعفران")
    left = called(case, "وادي الزعفران")
    assert isinstance(left, Place)
    assert left.level is None


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("سامر حداد", "فلان الفلاني"), "R409"),
        (("سامر حداد", "ميناء السدرة"), "R411"),
        (("سامر حداد", "سامر فؤاد حداد"), "R412"),
    ],
)
def test_a_merge_that_cannot_be(case: Case, names: tuple[str, ...], said: str) -> None:
    assert code(merge, case, *names) == said
    assert case.corrections() == ()


def test_a_name_of_several_is_told_with_their_ids(case: Case) -> None:
    split(case, "سامر حداد", "سامر حداد", report="two")
    two = find(case.linked().actors, "سامر حداد")
    with pytest.raises(RiwayaError) as caught:
        the_one(case.linked(), "سامر حداد")
    assert caught.value.code == "R410"
    assert all(actor.id in caught.value.what for actor in two)


def test_a_merge_against_a_split_names_the_split(case: Case) -> None:
    n = split(case, "سامر حداد", "سامر فؤاد حداد")
    with pytest.raises(RiwayaError) as caught:
        merge(case, "سامر حداد", "سامر فؤاد حداد")
    assert caught.value.code == "R413"
    assert f"correction {n} " in caught.value.what


def test_a_split_that_cannot_be(case: Case) -> None:
    assert code(split, case, "سامر حداد", "رنا الكيلاني") == "R414"
    assert code(split, case, "نبيل الزهراوي", "نبيل الزهراوي") == "R415"
    assert code(split, case, "فلان الفلاني", "فلان") == "R409"


def test_a_correction_of_names_that_are_not_there_does_not_hold(case: Case) -> None:
    gone = Correction(kind="merge", a=("PER|x",), b=("PER|y",))
    assert came_out(case.linked(), gone) == []
    assert not holds(case.linked(), gone)
