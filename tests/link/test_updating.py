"""An update finds what linking everything finds, as far as new reports go; what they have nothing to do with stays."""

from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import pytest

from riwaya import pipeline
from riwaya.case import Case
from riwaya.link import link
from riwaya.link.fingerprints import Fingerprint, fingerprint, unpacked, weights
from riwaya.link.terms import Weights, keys_of
from riwaya.link.updating import update
from riwaya.model import Account, Extraction, Linked, Report
from riwaya.pipeline import joining

ROOT = Path(__file__).resolve().parents[2]


@cache
def sample() -> tuple[tuple[Report, Extraction], ...]:
    with pipeline.read(ROOT / "examples" / "reports") as case:
        return tuple(zip(case.reports(), case.extractions(), strict=True))


class Held:
    """Linked reports held in memory."""

    def __init__(self, pairs: list[tuple[Report, Extraction]]) -> None:
        self._pairs = {report.id: (report, extraction) for report, extraction in pairs}
        self.fingerprints: dict[str, Fingerprint] = {r.id: fingerprint(r) for r, _ in pairs}
        self.published = {r.id: r.published for r, _ in pairs}

    def get(self, report: str) -> tuple[Report, Extraction]:
        return self._pairs[report]


def linked(pairs: list[tuple[Report, Extraction]]) -> Linked:
    return link([r for r, _ in pairs], [e for _, e in pairs])


def members(found: Linked) -> set[frozenset[str]]:
    return {frozenset(m.statement for v in c.variants for m in v.members) for c in found.claims}


@pytest.mark.parametrize("left_out", range(18))
def test_one_report_more_is_linked_as_if_it_had_been_there(left_out: int) -> None:
    pairs = list(sample())
    one = pairs[left_out]
    rest = [pair for pair in pairs if pair is not one]
    whole = linked(pairs)
    found = update(linked(rest), Held(rest), [one]).whole
    assert {p.id for p in found.passages} == {p.id for p in whole.passages}
    assert {frozenset(s.reports) for s in found.stories} == {frozenset(s.reports) for s in whole.stories}
    assert {frozenset(a.mentions) for a in found.actors} == {frozenset(a.mentions) for a in whole.actors}
    assert {frozenset(p.mentions) for p in found.places} == {frozenset(p.mentions) for p in whole.places}
    assert {frozenset(s.statements) for s in found.sources} == {
        frozenset(s.statements) for s in whole.sources
    }
    assert members(found) == members(whole)


def test_what_a_new_report_has_nothing_to_do_with_stays_as_it_was() -> None:
    pairs = list(sample())
    before = linked(pairs)
    text = "افتتحت بلدية قرية الزيزفون سوق الزهور السنوي بحضور المزارعين والتجار وتلاميذ المدارس."
    far = Report(
        id="rfar", text=text, title="سوق الزهور في الزيزفون", published="2001-01-01", outlet="البستان"
    )
    new = far, Extraction(report="rfar")
    found = update(before, Held(pairs), [new])
    assert found.stale == frozenset()
    assert found.part.claims == ()
    assert found.whole.claims == before.claims
    assert [s.reports for s in found.whole.stories if "rfar" in s.reports] == [("rfar",)]


def test_a_fingerprint_is_packed_and_unpacked() -> None:
    taken = fingerprint(sample()[0][0])
    assert all(np.array_equal(a, b) for a, b in zip(taken, unpacked(taken.packed()), strict=True))


def test_weights_by_hash_are_the_weights_of_the_words() -> None:
    reports = [report for report, _ in sample()]
    plain, hashed = Weights(keys_of(r.text) for r in reports), weights(fingerprint(r).keys for r in reports)
    for word in set(keys_of(reports[0].text)) | {"كلمةلاتقع"}:
        assert hashed(word) == pytest.approx(plain(word))


class Told:
    """What a piece of work told of its steps."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def start(self, total: int | None, what: str) -> None:
        self.steps.append(what)

    def advance(self, n: int = 1) -> None: ...

    def end(self) -> None: ...


def files(folder: Path, pairs: tuple[tuple[Report, Extraction], ...]) -> Path:
    folder.mkdir()
    fields = ("text", "title", "outlet", "url", "published", "byline")
    for n, (report, _) in enumerate(pairs):
        record = {name: getattr(report, name) for name in fields}
        (folder / f"{n:02}.json").write_bytes(msgspec.json.encode(record))
    return folder


def accounts(case: Case) -> set[tuple[frozenset[str], int, int]]:
    def members_of(account: Account) -> frozenset[str]:
        return frozenset(m.statement for v in account.claim.variants for m in v.members)

    return {(members_of(a), a.support.low, a.support.high) for a in case.accounts()}


def test_a_case_that_grew_a_little_is_updated_and_comes_out_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most, few = files(tmp_path / "a", sample()[:-2]), files(tmp_path / "b", sample()[-2:])
    with pipeline.read([most, few]) as whole:
        wanted = accounts(whole)
    monkeypatch.setattr(joining, "SMALL_CASE", 10)
    monkeypatch.setattr(joining, "GROWN", 0.2)
    with pipeline.read(most) as case:
        pipeline.read(few, case)
        assert accounts(case) == wanted
        assert case.pending() == ((), len(sample()), True)
        told = Told()
        pipeline.read([most, few], case, progress=told)
        assert told.steps == ["reading"], "nothing is new: nothing is linked again"


def test_a_report_that_was_extracted_anew_has_everything_linked_again(tmp_path: Path) -> None:
    with pipeline.read(files(tmp_path / "a", sample()[:3])) as case:
        assert case.pending().current
        case._connection.execute(
            "UPDATE extractions SET version = 'older' WHERE report = ?", (sample()[0][0].id,)
        )
        pipeline.read(tmp_path / "a", case, progress=(told := Told()))
        assert "claims" in told.steps
        assert case.pending().current
