"""The sample case: its truth is sound, the comparison sees mistakes, the program finds the truth."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import riwaya
from riwaya.case import Case
from riwaya.model import (
    Account,
    Citation,
    Claim,
    Credit,
    Denial,
    Extraction,
    Furniture,
    Link,
    Linked,
    Member,
    Origin,
    Passage,
    Point,
    Quantity,
    Report,
    Shift,
    Span,
    Statement,
    Story,
    Support,
    Variant,
    ref,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))
import sample

Json = dict[str, Any]


def span(quote: Json) -> Span:
    return Span(*quote["span"])


class Perfect:
    """The truth of the sample case, said in the nouns of the program: what a case without a mistake holds."""

    def __init__(self) -> None:
        self.texts, self.truth = sample.load()
        self.of = {r["id"]: r for r in self.truth["reports"]}
        self.figures: dict[tuple[str, int], Json] = {}
        for claim in self.truth["claims"]:
            for v in claim["variants"]:
                for m in v["members"]:
                    if "span" in m:
                        self.figures[m["report"], m["span"][0]] = m | {"low": v["low"], "high": v["high"]}
        self.reports = {name: self.report(name) for name in self.texts}
        self.extractions = {name: self.extraction(name) for name in self.texts}
        self.linked = Linked(
            passages=tuple(self.passages()),
            stories=tuple(
                Story(id=s["id"], title="", reports=tuple(s["reports"])) for s in self.truth["stories"]
            ),
        )
        self.accounts = [self.account(c) for c in self.truth["claims"]]

    def report(self, name: str) -> Report:
        r = self.texts[name]
        lines = tuple(Furniture(span=span(q), rule="t") for q in self.of[name]["furniture"])
        fields: Json = {k: r.get(k) for k in ("title", "outlet", "published", "byline")}
        return Report(id=name, given_id=name, text=r["text"], furniture=lines, **fields)

    def statement(self, s: Json) -> Statement:
        chain = tuple(
            Link(
                mention=span(k["mention"]) if k["mention"] else None,
                resolved=k["resolved"],
                kind=k["kind"],
                count=k["count"],
            )
            for k in s["chain"]
        )
        said = {k: s[k] for k in ("form", "stance")}
        content = tuple(map(span, s["content"]))
        return Statement(cue=span(s["cue"]), content=content, chain=chain, rule="t", confidence=1.0, **said)

    def extraction(self, name: str) -> Extraction:
        mine = [m for (report, _), m in self.figures.items() if report == name]
        return Extraction(
            report=name,
            statements=tuple(map(self.statement, self.of[name]["statements"])),
            own_voice=(
                Statement(
                    cue=None,
                    content=(Span(0, len(self.texts[name]["text"])),),
                    chain=(),
                    form="indirect",
                    stance="says",
                    rule="t",
                    confidence=1.0,
                ),
            ),
            quantities=tuple(
                Quantity(span=span(m), low=m["low"], high=m["high"], unit="person") for m in mine
            ),
            credits=tuple(
                Credit(name=c["agency"], span=span(c), where=c["where"], rule="t")
                for c in self.truth["credits"]
                if c["report"] == name
            ),
        )

    def passages(self) -> Iterator[Passage]:
        for n, c in enumerate(self.truth["copies"]):
            whole = {side: Span(0, len(self.texts[c[side]]["text"])) for side in "ab"}
            yield Passage(
                id=f"p{n}",
                a=c["a"],
                b=c["b"],
                a_span=whole["a"],
                b_span=whole["b"],
                words=50,
                similarity=1.0,
                direction=c["direction"] or "unknown",
            )

    def place(self, name: str) -> str:
        """Give the reference of the truth's statement in the program's way (with the same number)."""
        return ref(name.rpartition("/s")[0], "s", int(name.rpartition("/s")[2]))

    def member(self, m: Json) -> Member:
        quantity = None
        if "span" in m:
            mine = [start for report, start in self.figures if report == m["report"]]
            quantity = ref(m["report"], "q", mine.index(m["span"][0]))
        said = self.place(m["statement"]) if m["statement"] else ref(m["report"], "o", 0)
        return Member(statement=said, quantity=quantity)

    def first_figure(self, point: Json) -> str:
        figures = [m for (report, _), m in self.figures.items() if report == point["report"]]
        same = [n for n, m in enumerate(figures) if (m["low"], m["high"]) == (point["low"], point["high"])]
        return ref(point["report"], "q", same[0])

    def support(self, part: Json) -> Support:
        origins = [
            Origin(id=o, name=self.truth["origins"][o]["name"], kind=self.truth["origins"][o]["kind"])
            for o in part["origins"]
        ]
        return Support(low=part["support"][0], high=part["support"][1], origins=tuple(origins))

    def shifts(self, claim: str) -> Iterator[Shift]:
        for before, after, origin in sample.revisions(self.truth, claim):
            two = (
                self.first_figure({"report": report, "low": low, "high": high})
                for report, low, high in (before, after)
            )
            yield Shift(kind="revision", before=next(two), after=next(two), origins=(origin,))

    def citations(self, claim: Json) -> Iterator[Citation]:
        members = {m["report"]: self.member(m) for v in claim["variants"] for m in v["members"]}
        for c in self.truth["citations"].get(claim["id"], ()):
            member = members[c["report"]]
            yield Citation(
                statement=member.statement,
                quantity=member.quantity,
                outlet=c["outlet"],
                checked=c["checked"],
                report=c["against"],
            )

    def account(self, claim: Json) -> Account:
        variants = tuple(
            Variant(
                label="",
                low=v["low"],
                high=v["high"],
                denied=v["denied"],
                members=tuple(map(self.member, v["members"])),
            )
            for v in claim["variants"]
        )
        return Account(
            claim=Claim(id=claim["id"], story="ferry", wording=claim["says"]["ar"], variants=variants),
            support=self.support(claim),
            variants=tuple(map(self.support, claim["variants"])),
            drift=tuple(
                Point(
                    report=p["report"],
                    outlet=None,
                    published=None,
                    low=p["low"],
                    high=p["high"],
                    quantity=self.first_figure(p),
                    origin=None,
                )
                for p in self.truth["drift"].get(claim["id"], ())
            ),
            shifts=tuple(self.shifts(claim["id"])),
            citations=tuple(self.citations(claim)),
            denials=tuple(
                Denial(statement=self.place(d["statement"]), score=1.0, reason="")
                for d in self.truth["denials"]
                if d["claim"] == claim["id"]
            ),
        )

    def case(self) -> Case:
        case = Case.open()
        for name, report in self.reports.items():
            case.add(report, self.extractions[name])
        case.store(self.linked, self.accounts)
        return case


def differences(perfect: Perfect) -> list[str]:
    with perfect.case() as case:
        return [str(d) for d in sample.compare(case)]


def change(perfect: Perfect, name: str, n: int, **fields: object) -> None:
    """Put other fields into the n-th statement of a report."""
    said = list(perfect.extractions[name].statements)
    said[n] = msgspec.structs.replace(said[n], **fields)
    perfect.extractions[name] = msgspec.structs.replace(perfect.extractions[name], statements=tuple(said))


def test_the_truth_is_sound() -> None:
    assert sample.check_truth() == []


def test_the_truth_covers_the_case() -> None:
    reports, truth = sample.load()
    assert len(reports) == 22
    assert sum(len(r["statements"]) for r in truth["reports"]) > 100
    assert max(len(s["chain"]) for r in truth["reports"] for s in r["statements"]) == 3
    assert {p.suffix for p in sample.REPORTS.iterdir()} == {".json", ".jsonl", ".csv", ".txt"}


def test_a_case_that_holds_the_truth_has_no_differences() -> None:
    assert differences(Perfect()) == []


def drop_statement(p: Perfect) -> None:
    e = p.extractions["rasif-1"]
    p.extractions["rasif-1"] = msgspec.structs.replace(e, statements=e.statements[1:])


def cut_chain(p: Perfect) -> None:
    change(p, "rasif-1", 0, chain=p.extractions["rasif-1"].statements[0].chain[1:])


def lose_name(p: Perfect) -> None:
    link = p.extractions["mijdaf-1"].statements[1].chain[0]
    change(p, "mijdaf-1", 1, chain=(msgspec.structs.replace(link, resolved="وزارة النقل"),))


def shorten_content(p: Perfect) -> None:
    said = p.extractions["manara-1"].statements[0].content[0]
    change(p, "manara-1", 0, content=(Span(said.start, said.start + 20),))


def widen_support(p: Perfect) -> None:
    first = p.accounts[0]
    wider = msgspec.structs.replace(first.support, high=first.support.high + 5)
    p.accounts[0] = msgspec.structs.replace(first, support=wider)


def give_figure_to_another(p: Perfect) -> None:
    first = p.accounts[0]
    variant = first.claim.variants[0]
    member = msgspec.structs.replace(variant.members[0], statement=ref("mijdaf-1", "s", 3))
    variant = msgspec.structs.replace(variant, members=(member, *variant.members[1:]))
    claim = msgspec.structs.replace(first.claim, variants=(variant, *first.claim.variants[1:]))
    p.accounts[0] = msgspec.structs.replace(first, claim=claim)


def forget_denials(p: Perfect) -> None:
    p.accounts = [msgspec.structs.replace(a, denials=()) for a in p.accounts]


def merge_claims(p: Perfect) -> None:
    dead, children = p.accounts[0], p.accounts[1]
    both = msgspec.structs.replace(dead.claim, variants=dead.claim.variants + children.claim.variants)
    support = dead.variants + children.variants
    p.accounts[:2] = [msgspec.structs.replace(dead, claim=both, variants=support)]


def forget_revisions(p: Perfect) -> None:
    p.accounts[0] = msgspec.structs.replace(p.accounts[0], shifts=p.accounts[0].shifts[1:])


def take_a_copy_for_a_revision(p: Perfect) -> None:
    dead = p.accounts[0]
    altered = next(point.quantity for point in dead.drift if point.report == "ufuq-1")
    shift = msgspec.structs.replace(dead.shifts[0], after=altered)
    p.accounts[0] = msgspec.structs.replace(dead, shifts=(*dead.shifts, shift))


def give_revision_to_another(p: Perfect) -> None:
    first, *rest = p.accounts[0].shifts
    shift = msgspec.structs.replace(first, origins=("hospital-director",))
    p.accounts[0] = msgspec.structs.replace(p.accounts[0], shifts=(shift, *rest))


def cite(p: Perfect, by: str, **fields: object) -> None:
    """Put other fields into the citations by a report for the first claim."""
    cited = tuple(
        msgspec.structs.replace(c, **fields) if c.statement.startswith(f"{by}/") else c
        for c in p.accounts[0].citations
    )
    p.accounts[0] = msgspec.structs.replace(p.accounts[0], citations=cited)


def bear_a_misquotation_out(p: Perfect) -> None:
    cite(p, "nafidha-2", checked="says")


def hold_against_another_report(p: Perfect) -> None:
    cite(p, "qawafil-2", report="mijdaf-1")


def forget_citations(p: Perfect) -> None:
    p.accounts = [msgspec.structs.replace(a, citations=()) for a in p.accounts]


def invent_a_phantom(p: Perfect) -> None:
    dead = p.accounts[0]
    origins = (msgspec.structs.replace(dead.support.origins[0], phantom=True), *dead.support.origins[1:])
    support = msgspec.structs.replace(dead.support, origins=origins)
    p.accounts[0] = msgspec.structs.replace(dead, support=support)


def lose_copy(p: Perfect) -> None:
    p.linked = msgspec.structs.replace(p.linked, passages=p.linked.passages[1:])


def turn_copy(p: Perfect) -> None:
    first = msgspec.structs.replace(p.linked.passages[0], direction="b_to_a")
    p.linked = msgspec.structs.replace(p.linked, passages=(first, *p.linked.passages[1:]))


def tear_story(p: Perfect) -> None:
    ferry = p.linked.stories[0]
    mixed = msgspec.structs.replace(ferry, reports=(*ferry.reports[1:], "kurat-1"))
    p.linked = msgspec.structs.replace(p.linked, stories=(mixed,))


@pytest.mark.parametrize(
    ("spoil", "seen"),
    [
        (drop_statement, "statement missing | rasif-1"),
        (cut_chain, "chain | rasif-1"),
        (lose_name, "chain | mijdaf-1"),
        (shorten_content, "content | manara-1"),
        (widen_support, "support | dead"),
        (give_figure_to_another, "figure of | dead"),
        (forget_denials, "denial missing | overload"),
        (merge_claims, "member extra | dead"),
        (forget_revisions, "revision missing | dead | truth: ('mijdaf-1', 18, 18) → ('mijdaf-3', 17, 17)"),
        (take_a_copy_for_a_revision, "revision extra | dead"),
        (give_revision_to_another, "revision of | dead ('mijdaf-1', 18, 18) → ('mijdaf-3', 17, 17)"),
        (
            bear_a_misquotation_out,
            "citation missing | dead | truth: nafidha-2 cites منارة رأس العنبر: figure",
        ),
        (bear_a_misquotation_out, "citation extra | dead"),
        (hold_against_another_report, "citation missing | dead | truth: qawafil-2"),
        (
            forget_citations,
            "citation missing | injured | truth: rasif-1 cites رواق الصباح: silent (no report)",
        ),
        (invent_a_phantom, "phantom extra | dead"),
        (lose_copy, "copy | mijdaf-1 → bawsala-1"),
        (turn_copy, "direction | mijdaf-1 → bawsala-1"),
        (tear_story, "story | kurat-1 in story ferry"),
    ],
)
def test_a_mistake_in_a_case_is_seen(spoil: Callable[[Perfect], None], seen: str) -> None:
    perfect = Perfect()
    spoil(perfect)
    assert any(line.startswith(seen) for line in differences(perfect))


def test_the_program_finds_the_truth() -> None:
    with riwaya.read(str(sample.REPORTS)) as case:
        assert [str(d) for d in sample.compare(case)] == []


def test_without_its_reports_who_is_known_through_the_agency_alone_is_a_phantom(tmp_path: Path) -> None:
    """rasif-1 has it from رواق الصباح, which is there, and that from the agency; qawafil-2 cites the agency alone."""
    for path in sample.REPORTS.iterdir():
        if path.name != "mijdaf.jsonl":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    with riwaya.read(str(tmp_path)) as case:
        found = [(a.claim.counted, o.name) for a in case.accounts() for o in a.support.origins if o.phantom]
    assert sorted(found, key=str) == [("injured", "مصدر طبي"), ("killed", "وكالة المجداف للأنباء")]
