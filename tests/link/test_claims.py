"""Claims: figures of one event as variants, sayings that agree, never across polarity."""

import pytest

from making import WIRE, at, extraction, number, report, said
from riwaya.link import link
from riwaya.link.claims.wording import label_of
from riwaya.model import Claim, Extraction, Quantity, Report, split_ref

DATE = "2031-05-01"
LEAD = "أعلنت هيئة الملاحة أن غرق العبارة قبالة ميناء السدرة أودى بحياة 14 عاملا."
NEXT = "قال ناج لصحيفة المنارة إن غرق العبارة قبالة ميناء السدرة أودى بحياة 20 عاملا."
MINE = "انهار منجم الفوسفات في جبل الرماح وقتل 14 عاملا تحت الأنقاض مساء الثلاثاء."


def figures(*texts: str) -> tuple[Claim, ...]:
    reports = [report(f"r{n}", text, title=text[:40], published=DATE) for n, text in enumerate(texts)]
    told = []
    for r in reports:
        words = "20" if "20 " in r.text else "14"
        told.append(extraction(r, (), (number(r, words, int(words), int(words), noun="عاملا"),)))
    return link(reports, told).claims


def test_two_tolls_of_one_event_are_variants_of_one_claim() -> None:
    (claim,) = figures(LEAD, NEXT)
    assert [v.label for v in claim.variants] == ["14", "20"]
    assert (claim.counted, claim.of, claim.unit) == ("killed", "عاملا", "person")


def test_the_same_number_of_another_event_is_another_claim() -> None:
    assert len(figures(LEAD, MINE)) == 2


def test_every_member_points_at_its_statement_and_its_figure() -> None:
    (claim,) = figures(LEAD, NEXT)
    for variant in claim.variants:
        for member in variant.members:
            assert member.quantity is not None
            assert split_ref(member.statement)[0] == split_ref(member.quantity)[0]


def two(first: str, second: str, *, stance: str = "says") -> tuple[Claim, ...]:
    a = report("a", f"قال المدير إن {first}.", title="ميناء السدرة يفتح", published=DATE)
    b = report("b", f"أوضح الربان أن {second}.", title="ميناء السدرة يفتح", published=DATE)
    told: list[Extraction] = [
        extraction(a, (said(a, first, ("المدير", "described")),)),
        extraction(b, (said(b, second, ("الربان", "described"), stance=stance),)),  # type: ignore[arg-type]
    ]
    return link([a, b], told).claims


SAYING = "ميناء السدرة الغربي سيفتح أرصفته أمام سفن الحبوب صباح الخميس المقبل"
SAME = "أرصفة ميناء السدرة الغربي ستفتح أمام سفن الحبوب صباح يوم الخميس المقبل"


def test_the_same_thing_in_other_order_is_one_claim() -> None:
    (claim,) = two(SAYING, SAME)
    assert sum(len(v.members) for v in claim.variants) == 2


def test_a_negated_saying_is_a_variant_that_denies() -> None:
    (claim,) = two(SAYING, "لن " + SAYING)
    assert [(v.denied, [m.statement for m in v.members]) for v in claim.variants] == [
        (False, ["a/s0"]),
        (True, ["b/s0"]),
    ]


def test_the_wording_leaves_out_who_says_so_and_what_follows() -> None:
    text = "أعلنت هيئة الملاحة أن غرق العبارة قبالة ميناء السدرة قتل 14 عاملا، وأن الرصيف سيغلق حتى المساء."
    r = report("a", text, published=DATE)
    toll = said(r, text.removeprefix("أعلنت هيئة الملاحة أن ")[:-1], ("هيئة الملاحة", "organisation"))
    told = [extraction(r, (toll,), (number(r, "14", 14, 14),))]
    (claim,) = link([r], told).claims
    assert claim.wording == "غرق العبارة قبالة ميناء السدرة قتل 14 عاملا"


def test_the_wording_leaves_out_what_stands_before_a_colon() -> None:
    text = "ميناء السدرة: غرق عبارة يودي بحياة 14 عاملا قبالة الرصيف الغربي."
    r = report("a", text, published=DATE)
    (claim,) = link([r], [extraction(r, (), (number(r, "14", 14, 14),))]).claims
    assert claim.wording == "غرق عبارة يودي بحياة 14 عاملا قبالة الرصيف الغربي"


def test_a_figure_that_a_headline_rejects_is_said_by_nobody() -> None:
    title = "تصحيح: قتلى العبارة 13 لا 14"
    r = report("a", "بلغ عدد قتلى غرق العبارة في ميناء السدرة 13 عاملا.", title=title, published=DATE)
    heads = [
        Quantity(span=at(title, n), low=int(n), high=int(n), unit="person", counted="killed", where="title")
        for n in ("13", "14")
    ]
    told = [extraction(r, (), (number(r, "13", 13, 13), *heads))]
    (claim,) = link([r], told).claims
    assert [v.label for v in claim.variants] == ["13"]


def test_a_saying_alone_is_no_claim() -> None:
    assert two(SAYING, "أسعار التمور في سوق الواحة الشرقية ارتفعت بعد موسم قصير هذا العام") == ()


@pytest.mark.parametrize(
    ("low", "high", "label"),
    [
        (32, 32, "32"),
        (30, None, "≥ 30"),
        (None, 390, "≤ 390"),
        (20, 30, "20–30"),
        (None, None, "?"),
        (0.5, 0.5, "0.5"),
    ],
)
def test_labels_write_the_bounds(low: float | None, high: float | None, label: str) -> None:
    assert label_of(low, high) == label


def test_extractions_of_other_reports_are_refused() -> None:
    a, b = report("a", WIRE), report("b", WIRE)
    with pytest.raises(ValueError, match="belong together"):
        link([a, b], [extraction(b), extraction(a)])


def test_nothing_gives_nothing() -> None:
    assert link([], []).claims == ()


def test_steps_are_told() -> None:
    steps: list[str] = []
    link([Report(id="a", text=WIRE)], [Extraction(report="a")], steps.append)
    assert steps == ["passages", "copies", "stories", "actors", "sources", "claims"]
