"""What users say of claims, statements and copies holds after linking, in any order, until it is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

import riwaya
from riwaya import pipeline
from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.link import correcting_claims as correcting
from riwaya.link.claims.corrected import alike, heard, parts
from riwaya.link.whereabouts import Key, found, key_of
from riwaya.model import Claim, Correction, Extraction, Span, Statement
from riwaya.pipeline import joining


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, root: Path) -> bytes:
    path = tmp_path_factory.mktemp("corrected") / "sample.riwaya"
    riwaya.read(str(root / "examples" / "reports"), path).close()
    return path.read_bytes()


@pytest.fixture
def case(read: bytes, tmp_path: Path) -> Iterator[Case]:
    path = tmp_path / "sample.riwaya"
    path.write_bytes(read)
    with Case.open(path) as opened:
        yield opened


def largest(case: Case, *, unit: bool = True) -> list[Claim]:
    claims = [c for c in case.linked().claims if (c.unit is not None) is unit]
    return sorted(claims, key=lambda c: -len(parts(c)))


def by_id(case: Case, name: str) -> Claim | None:
    return next((c for c in case.linked().claims if c.id == name), None)


def two_alike(case: Case) -> tuple[Claim, Claim]:
    claims = largest(case)
    return next(
        (a, b) for a in claims for b in claims if a.id != b.id and (a.unit, a.counted) == (b.unit, b.counted)
    )


def everything(case: Case) -> object:
    return case.linked(), case.accounts()


def test_two_claims_become_one_and_two_again(case: Case) -> None:
    before = everything(case)
    a, b = two_alike(case)
    n = case.correct(correcting.joining(a, b, case.extraction))
    assert list(case.pending_corrections()) == [n]
    assert pipeline.uphold(case)
    assert not case.pending_corrections()
    larger = max((a, b), key=lambda c: len(parts(c)))
    one = by_id(case, larger.id)
    assert one is not None
    assert set(parts(one)) == {*parts(a), *parts(b)}
    assert len({(v.low, v.high, v.denied, v.framing) for v in one.variants}) == len(one.variants)
    assert by_id(case, min((a, b), key=lambda c: len(parts(c))).id) is None
    case.uncorrect(n)
    assert list(case.pending_corrections()) == [n]
    pipeline.uphold(case)
    assert everything(case) == before


MARKET = {
    "a": "أعلنت وزارة الصحة أن انفجار سوق المرفأ في مدينة الساحل يوم الأحد أدى إلى مقتل 14 شخصا.",
    "b": "قال محافظ الساحل إن انفجار سوق المرفأ يوم الأحد أوقع 14 مدنيا بينهم باعة.",
    "c": "قال الدفاع المدني إن فرقه انتشلت 15 مدنيا من موقع انفجار سوق المرفأ يوم الأحد.",
    "d": "قال محافظ الساحل إن انفجار سوق المرفأ يوم الأحد خلف 14 ضحية.",
}


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Case]:
    for name, text in MARKET.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with riwaya.read(str(tmp_path), tmp_path / "market.riwaya") as opened:
        yield opened


def test_who_was_counted_by_another_word_is_joined_and_told_by_the_fate(market: Case) -> None:
    before = everything(market)
    of = {c.counted: c for c in market.linked().claims}
    larger, killed, victims = of["civilians"], of["killed"], of["victims"]
    assert len(parts(larger)) > len(parts(killed)), "else nothing is learned of the name and the class"
    first = market.correct(correcting.joining(killed, larger, market.extraction))
    pipeline.uphold(market)
    one = by_id(market, larger.id)
    assert one is not None
    assert (one.counted, set(parts(one))) == ("killed", {*parts(killed), *parts(larger)})
    assert (killed.id, killed.wording) not in market.told_beside(victims.id, 9)
    assert (one.id, one.wording) in market.told_beside(victims.id, 9)
    second = market.correct(correcting.joining(victims, one, market.extraction))
    pipeline.uphold(market)
    assert len(market.linked().claims) == len(of) - 2
    for n in (second, first):
        market.uncorrect(n)
    pipeline.uphold(market)
    assert everything(market) == before


def counting(counted: str | None, unit: str | None = "person") -> Claim:
    return Claim(id=f"c{counted}", story="y", wording="w", variants=(), counted=counted, unit=unit)


@pytest.mark.parametrize(
    ("a", "b", "can_be"),
    [
        (counting("killed"), counting("killed"), True),
        (counting("killed"), counting(None), True),
        (counting("killed"), counting("victims"), True),
        (counting("killed"), counting("civilians"), True),
        (counting("children"), counting("civilians"), True),
        (counting("arrested"), counting("abducted"), True),
        (counting("killed"), counting(None, None), True),
        (counting("killed"), counting("injured"), False),
        (counting("killed"), counting("killed_or_injured"), False),
        (counting("injured"), counting("critical"), False),
        (counting("aboard"), counting("capacity"), False),
        (counting("arrested"), counting("killed"), False),
        (counting("killed"), counting(None, "km"), False),
        (counting(None, "m"), counting(None, "km"), False),
    ],
)
def test_claims_of_one_fate_and_unit_can_be_one(a: Claim, b: Claim, can_be: bool) -> None:
    assert alike(a, b) is alike(b, a) is can_be


@pytest.mark.parametrize("unit", [True, False])
def test_a_member_leaves_for_a_claim_of_its_own(case: Case, unit: bool) -> None:
    before = everything(case)
    whole = largest(case, unit=unit)[0]
    gone = parts(whole)[0]
    n = case.correct(correcting.leaving(whole, [gone], case.extraction))
    pipeline.uphold(case)
    rest = by_id(case, whole.id)
    assert rest is not None
    assert gone not in parts(rest)
    assert len(parts(rest)) == len(parts(whole)) - 1
    [alone] = [c for c in case.linked().claims if parts(c) == [gone]]
    assert alone.wording
    assert (alone.unit, alone.counted) == (whole.unit, whole.counted)
    case.uncorrect(n)
    pipeline.uphold(case)
    assert everything(case) == before


def test_the_last_word_counts(case: Case) -> None:
    a, b = two_alike(case)
    case.correct(correcting.joining(a, b, case.extraction))
    pipeline.uphold(case)
    one = next(c for c in case.linked().claims if set(parts(c)) >= set(parts(b)))
    case.correct(correcting.leaving(one, parts(b), case.extraction))
    pipeline.uphold(case)
    claims = [set(parts(c)) for c in case.linked().claims]
    assert set(parts(b)) in claims
    assert set(parts(a)) in claims


def test_a_wrong_statement_is_of_no_claim_no_source_and_denies_nothing(case: Case) -> None:
    before = everything(case)
    whole = largest(case)[0]
    name = next(m for m, _ in parts(whole) if "/s" in m)
    n = case.correct(correcting.wrong(name, case.statement(name)[1]))
    pipeline.uphold(case)
    linked = case.linked()
    assert name not in {m for c in linked.claims for m, _ in parts(c)}
    assert name not in {s for source in linked.sources for s in source.statements}
    assert name not in {d.statement for a in case.accounts() for d in a.denials}
    assert name not in {s for a in case.accounts() for o in a.support.origins for s in o.statements}
    assert case.statement(name)[1].content
    assert case.called_wrong(name.rpartition("/")[0]) == {name: n}
    case.uncorrect(n)
    pipeline.uphold(case)
    assert everything(case) == before


def test_what_is_said_to_be_no_copy_is_left_out(case: Case) -> None:
    before = everything(case)
    copy = case.linked().copies[0]
    n = case.correct(correcting.no_copy(copy))
    pipeline.uphold(case)
    pair = {copy.a, copy.b}
    linked = case.linked()
    assert not any({c.a, c.b} == pair for c in linked.copies)
    assert not any({p.a, p.b} == pair for p in linked.passages)
    case.uncorrect(n)
    pipeline.uphold(case)
    assert everything(case) == before


def test_it_holds_when_more_is_read(case: Case, tmp_path: Path) -> None:
    whole = largest(case)[0]
    gone = parts(whole)[0]
    case.correct(correcting.leaving(whole, [gone], case.extraction))
    pipeline.uphold(case)
    more = tmp_path / "more.txt"
    more.write_text("قال مدير البلدية رامي السعدون إن السوق الجديد سيفتح أبوابه يوم الخميس المقبل.", "utf-8")
    pipeline.read(more, case)
    assert [gone] in [parts(c) for c in case.linked().claims]


def test_linking_the_stories_again_finds_what_linking_everything_finds(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two_alike(case)
    statement = next(m for m, _ in parts(largest(case, unit=False)[0]) if "/s" in m)
    for said in (
        correcting.joining(a, b, case.extraction),
        correcting.wrong(statement, case.statement(statement)[1]),
    ):
        case.correct(said)
    monkeypatch.setattr(joining, "SMALL_CASE", 1)
    assert not pipeline.uphold(case, at_once=1)
    assert case.pending_corrections()
    assert pipeline.uphold(case, at_once=100)
    near = case.linked()
    pipeline.relink(case)
    whole = case.linked()
    assert {frozenset(parts(c)) for c in near.claims} == {frozenset(parts(c)) for c in whole.claims}
    assert {s.id: set(s.statements) for s in near.sources} == {s.id: set(s.statements) for s in whole.sources}


def test_a_correction_made_by_nobody_who_linked_holds_after_the_next_reading(case: Case, root: Path) -> None:
    whole = largest(case)[0]
    gone = parts(whole)[0]
    case.correct(correcting.leaving(whole, [gone], case.extraction))
    riwaya.read(str(root / "examples" / "reports"), case)
    assert [gone] in [parts(c) for c in case.linked().claims]


NOBODY = Correction(kind="merge", a=("PER|لا أحد",), b=("PER|ولا أحد",))


def of_every_kind(case: Case) -> list[Correction]:
    """Give corrections that all hold, of each kind."""
    linked = case.linked()
    a, b = two_alike(case)
    name = next(m for m, _ in parts(largest(case, unit=False)[0]) if "/s" in m)
    whole = next(c for c in largest(case) if c.id not in (a.id, b.id) and len(parts(c)) > 1)
    one, other, third, fourth = [x for x in linked.actors if x.type == "PER"][:4]
    return [
        correcting.joining(a, b, case.extraction),
        correcting.leaving(whole, parts(whole)[:1], case.extraction),
        correcting.wrong(name, case.statement(name)[1]),
        correcting.no_copy(linked.copies[0]),
        Correction(kind="merge", a=one.keys, b=other.keys),
        Correction(kind="split", a=third.keys, b=fourth.keys),
    ]


def test_what_holds_is_never_taken_back(case: Case) -> None:
    said = of_every_kind(case)
    for one in said:
        case.correct(one)
    assert pipeline.uphold(case)
    assert case.corrections() == tuple(said)
    assert case.refused_corrections() == {}
    pipeline.relink(case)
    assert case.corrections() == tuple(said)


def test_what_does_not_hold_is_taken_back_with_the_reason_and_the_rest_stays(case: Case) -> None:
    whole = largest(case)[0]
    n = case.correct(correcting.leaving(whole, parts(whole)[:1], case.extraction))
    pipeline.uphold(case)
    with_it = everything(case)
    key = key_of(*next((m, case.statement(m)[1]) for m, _ in parts(whole) if "/s" in m))
    far = key.partition("@")[0] + "@:900000-900001"
    gone = [
        NOBODY,
        Correction(kind="split", a=("PER|لا أحد",), b=("PER|ولا أحد",)),
        Correction(kind="wrong", a=(far,), b=()),
        Correction(kind="leave", a=(far,), b=(key,)),
        Correction(kind="join", a=(far,), b=(far,)),
    ]
    # A later word on the same is the last one: only what nothing was said of since can be wrong.
    for one in gone:
        before = case.numbered_corrections()
        m = case.correct(one)
        assert pipeline.uphold(case)
        assert case.refused_corrections()[m] == "R416", one.kind
        assert case.numbered_corrections() == before
        assert not case.pending_corrections()
    assert everything(case) == with_it
    assert set(case.numbered_corrections()) == {n}
    assert [entry.refused for entry in case.done(9)].count("R416") == len(gone)


def test_the_last_word_is_nothing_that_does_not_hold(case: Case) -> None:
    a, b = two_alike(case)
    case.correct(correcting.joining(a, b, case.extraction))
    both = Claim(id="c", story=a.story, wording="w", variants=(*a.variants, *b.variants), unit=a.unit)
    case.correct(correcting.leaving(both, parts(b), case.extraction))
    pipeline.uphold(case)
    assert len(case.corrections()) == 2
    assert case.refused_corrections() == {}


def test_reading_more_takes_back_what_does_not_hold_too(case: Case, tmp_path: Path) -> None:
    case.correct(NOBODY)
    more = tmp_path / "more.txt"
    more.write_text("قال مدير البلدية رامي السعدون إن السوق الجديد سيفتح أبوابه يوم الخميس المقبل.", "utf-8")
    pipeline.read(more, case)
    assert (case.corrections(), case.refused_corrections()) == ((), {1: "R416"})
    assert not case.pending_corrections()


def test_what_held_once_is_kept_when_a_later_reading_does_not_find_it(case: Case) -> None:
    n = case.correct(NOBODY)
    case.upheld([n])
    pipeline.relink(case)
    assert case.corrections() == (NOBODY,), "what it speaks of may come back"


def refused(make: object, *values: object) -> str:
    with pytest.raises(RiwayaError) as caught:
        make(*values)  # type: ignore[operator]
    return caught.value.code


def test_what_cannot_be(case: Case) -> None:
    claims = largest(case)
    a = claims[0]
    other = next(c for c in claims if not alike(a, c))
    assert refused(correcting.joining, a, a, case.extraction) == "R419"
    assert refused(correcting.joining, a, other, case.extraction) == "R420"
    assert refused(correcting.leaving, a, [("r0/s0", None)], case.extraction) == "R421"
    assert refused(correcting.leaving, a, [], case.extraction) == "R421"
    assert refused(correcting.leaving, a, parts(a), case.extraction) == "R422"


def said(cue: tuple[int, int] | None, start: int, end: int) -> Statement:
    return Statement(
        cue=Span(*cue) if cue else None, content=(Span(start, end),), chain=(), form="indirect", stance="says",
        rule="x", confidence=1.0,
    )  # fmt: skip


def test_a_statement_is_found_where_its_words_stand_whatever_its_number() -> None:
    one, two = said((0, 3), 10, 50), said((60, 63), 70, 110)
    key = key_of("r1/s1", two)
    assert Key.read(key) == ("r1", "s", Span(60, 63), Span(70, 110), None, None)
    assert found(key, Extraction(report="r1", statements=(one, two))) == ("r1/s1", None)
    assert found(key, Extraction(report="r1", statements=(two, one))) == ("r1/s0", None)
    longer = replace(two, content=(Span(70, 130),))
    assert found(key, Extraction(report="r1", statements=(one, longer))) == ("r1/s1", None)
    elsewhere = said((64, 66), 100, 200)
    assert found(key, Extraction(report="r1", statements=(one, elsewhere))) is None
    assert found(key, Extraction(report="r1", own_voice=(two,))) is None
    with pytest.raises(ValueError, match="not a key"):
        Key.read("r1/s1")


def test_a_statement_of_a_later_reading_is_emptied_too() -> None:
    one, two = said((0, 3), 10, 50), said((60, 63), 70, 110)
    wrong = correcting.wrong("r1/s0", one)
    (later,) = heard([Extraction(report="r1", statements=(two, one))], [wrong])
    assert later.statements[0] == two
    assert (later.statements[1].content, later.statements[1].chain) == ((), ())


def test_a_claim_keeps_its_id_when_a_statement_leaves_it_or_a_report_comes(
    case: Case, tmp_path: Path
) -> None:
    whole = largest(case)[0]
    name = next(m for m, _ in parts(whole) if "/s" in m)
    case.correct(correcting.wrong(name, case.statement(name)[1]))
    pipeline.uphold(case)
    rest = by_id(case, whole.id)
    assert rest is not None
    assert set(parts(rest)) < set(parts(whole))
    more = tmp_path / "more.txt"
    more.write_text("قال مدير البلدية رامي السعدون إن السوق الجديد سيفتح أبوابه يوم الخميس المقبل.", "utf-8")
    pipeline.read(more, case)
    assert by_id(case, whole.id) is not None
