"""Strategies for the nouns, and reports with extractions whose spans are really in their texts."""

import typing
from typing import Any

from hypothesis import strategies as st

from riwaya.model import (
    Account,
    Actor,
    Aspect,
    Because,
    Change,
    Citation,
    Claim,
    Comparison,
    Copy,
    Correction,
    Credit,
    Denial,
    Descent,
    Description,
    Edit,
    Explained,
    Explanation,
    Extraction,
    Family,
    Finding,
    Framing,
    Furniture,
    Lexeme,
    Link,
    Linked,
    Member,
    Mention,
    Merge,
    Note,
    Origin,
    Passage,
    Pin,
    Place,
    Point,
    Quantity,
    Reason,
    Record,
    Report,
    Route,
    Shift,
    Sighting,
    Source,
    Sourcing,
    Span,
    Stamp,
    Statement,
    Story,
    Support,
    Time,
    Variant,
    Version,
    Warn,
    Wire,
)

NOUNS = (
    Span, Furniture, Stamp, Report, Sighting, Version, Change,
    Link, Statement, Quantity, Time, Mention, Description, Credit, Sourcing, Warn,
    Extraction,
    Source, Merge, Actor, Place, Correction,
    Passage, Edit, Copy, Wire, Descent, Family,
    Story, Member, Variant, Claim, Reason, Origin, Support, Point, Shift, Citation, Framing, Route, Denial,
    Account, Linked,
    Aspect, Comparison,
    Because, Lexeme, Record, Explained, Explanation,
    Finding, Pin, Note,
)  # fmt: skip

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
SPAN = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: Span(min(pair), max(pair)))
st.register_type_strategy(Span, SPAN)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))


def noun(kind: type) -> st.SearchStrategy[Any]:
    """Make any value of a noun, every field filled."""
    if kind is Span:
        return SPAN
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{name: of(hint) for name, hint in hints.items()})


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Make values of a field's type, with short tuples so that nested nouns stay small."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(of(arguments[0]), max_size=2).map(tuple)
    if hint in NOUNS and hint is not Span:
        return noun(hint)
    return st.from_type(hint)


NAME, WORDS = "المدير", "وصول السفينة الثانية"
BODY = f"أعلن {NAME} {WORDS} وعلى متنها 120 راكبا مساء أمس."


def at(text: str, words: str) -> Span:
    """Give the span of some words of a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def example(number: int = 1, outlet: str = "المنارة") -> tuple[Report, Extraction]:
    """Make a report and what it says, different for every number."""
    text = f"{BODY} {number}"
    rid = f"r{number:016x}"
    report = Report(
        id=rid, text=text, title=f"خبر {number}", outlet=outlet, published=f"2021-04-{number % 28 + 1:02}",
        given_id=f"given-{number}", read_from=f"folder/{number}.txt", byline="المنارة - وكالات",
        furniture=(Furniture(Span(0, 4), "title-line"),),
    )  # fmt: skip
    link = Link(
        mention=at(text, NAME), resolved="مدير الميناء", kind="person", rule="link.fuller-name",
        evidence=Span(0, 4),
    )  # fmt: skip
    said = Statement(
        cue=at(text, "أعلن"), content=(at(text, WORDS), at(text, "120 راكبا")), chain=(link,),
        form="indirect", stance="says", rule="cue-verb", confidence=0.9,
    )  # fmt: skip
    own = Statement(
        cue=None,
        content=(at(text, WORDS),),
        chain=(),
        form="indirect",
        stance="says",
        rule="own",
        confidence=0.5,
    )
    extraction = Extraction(
        report=rid,
        statements=(said,),
        own_voice=(own,),
        quantities=(
            Quantity(span=at(text, "120"), low=120, high=120, unit="person", of="راكبا", rule="digits"),
        ),
        times=(Time(span=at(text, "مساء أمس"), value="2021-04-06", rule="day"),),
        mentions=(Mention(span=at(text, NAME), type="PER", place="g1"),),
        descriptions=(
            Description(
                span=at(text, f"أعلن {NAME}"),
                mention=0,
                name=at(text, NAME),
                role=at(text, "أعلن"),
                rule="before",
            ),
        ),
        credits=(Credit(name="المنارة", span=Span(0, 7), where="byline", rule="byline"),),
        sourcing=Sourcing(named=0.75, nobody=0.25),
        warnings=(Warn(code="R201", message="m", where=rid),),
    )
    return report, extraction


def found() -> tuple[Linked, tuple[Account, ...]]:
    """Make what link and weigh find in the reports 1 and 2."""
    (a, _), (b, _) = example(1), example(2)
    members = (Member(statement=f"{a.id}/s0", quantity=f"{a.id}/q0"), Member(statement=f"{b.id}/s0"))
    claim = Claim(
        id="c1", story="t1", wording=WORDS, unit="person", of="راكبا",
        variants=(Variant(label="120", low=120, high=120, denied=False, members=members),),
    )  # fmt: skip
    origin = Origin(
        id="o1", name="مدير الميناء", kind="person", statements=(f"{a.id}/s0",), through=("المنارة",)
    )
    reason = Reason(state="dependent", code="copied", args={"a": "x"}, origins=("o1",))
    support = Support(low=1, high=2, origins=(origin,), reasons=(reason,))
    merge = Merge(rule="identity.user", a="PER|x", b="PER|y", detail="note")
    name = at(a.text, NAME)
    copy = Copy(
        id="k1", a=a.id, b=b.id, words=11, a_share=0.92, b_share=0.9, extent="same", direction="a_to_b",
        reason="copy.earlier", args={"a": "x"}, passages=("p1",),
        edits=(
            Edit(kind="source", a=name, b=Span(name.start, name.start), a_is="مدير الميناء", passage="p1"),
            Edit(
                kind="figure", a=Span(len(a.text) - 1, len(a.text)), b=Span(len(b.text) - 1, len(b.text)),
                a_is="1", b_is="2", passage="p1",
            ),
        ),
    )  # fmt: skip
    linked = Linked(
        passages=(
            Passage(
                id="p1",
                a=a.id,
                a_span=Span(0, len(a.text)),
                b=b.id,
                b_span=Span(0, len(b.text)),
                words=11,
                similarity=0.9,
            ),
        ),
        copies=(copy,),
        wires=(Wire(id="w1", name="وكالة سارية", credited=(a.id,), inferred=(b.id,)),),
        families=(
            Family(
                id="f1", title="خبر", reports=(a.id, b.id), wires=("w1",),
                descents=(
                    Descent(first="w1", second=a.id, reason="copy.credits"),
                    Descent(first=a.id, second=b.id, reason="copy.earlier"),
                ),
            ),
        ),
        sources=(
            Source(id="s1", name="مدير الميناء", kind="person", names=(NAME,), statements=(f"{a.id}/s0",)),
        ),
        stories=(Story(id="t1", title="خبر", reports=(a.id, b.id)),),
        claims=(claim,),
        actors=(
            Actor(
                id="a1", name=NAME, type="PER", keys=("PER|x", "PER|y"), names=(NAME,), roles=("مدير",),
                nationality="SY", mentions=(f"{a.id}/m0",), merges=(merge,),
            ),
        ),
        places=(
            Place(
                id="l1", name="بلدة", keys=("LOC|x|g1",), names=("بلدة",), gazetteer="g1", level="town",
                country="SY", within=("منطقة",), lat=1.5, lon=2.5, mentions=(f"{b.id}/m0",), merges=(merge,),
            ),
        ),
    )  # fmt: skip
    point = Point(
        report=a.id,
        outlet="المنارة",
        published="2021-04-02",
        low=120,
        high=None,
        quantity="q",
        origin="o1",
        first=True,
    )
    denial = Denial(statement=f"{b.id}/s0", score=0.5, reason="stance")
    return linked, (
        Account(
            claim=claim,
            support=support,
            variants=(support,),
            framings=(Framing(side="moved", variants=(0,), support=support),),
            drift=(point,),
            shifts=(Shift(kind="revision", before="q", after="r", origins=("o1",)),),
            denials=(denial,),
            citations=(
                Citation(
                    statement=f"{b.id}/s0",
                    outlet="المنارة",
                    checked="figure",
                    report=a.id,
                    found="q",
                    quantity="r",
                ),
            ),
            routes=(
                Route(
                    statement=f"{b.id}/s0",
                    quantity="r",
                    through=("المنارة",),
                    origin="o1",
                    because="voice.cites",
                ),
            ),
            phantom=True,
        ),
    )
