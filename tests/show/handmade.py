"""A small case made by hand: four invented reports of an invented accident, and what the rooms would find in them."""

from riwaya.model import (
    Account,
    Claim,
    Credit,
    Denial,
    Extraction,
    Furniture,
    Link,
    Linked,
    Member,
    Mention,
    Origin,
    Passage,
    Point,
    Quantity,
    Reason,
    Report,
    Source,
    Sourcing,
    Span,
    Statement,
    Story,
    Support,
    Time,
    Variant,
    Warn,
)

WIRE = """غرق عبّارة قبالة ميناء الزرقاء
ميناء الزرقاء (سارية) - قال قائد خفر السواحل العقيد سالم الهنداوي إن 12 راكبًا قُتلوا في غرق العبّارة «نورس» فجر الثلاثاء.
وأضاف الهنداوي أن فرق الإنقاذ انتشلت أكثر من 40 ناجيًا، وفق ما نقلته إذاعة الفنار عن غرفة العمليات.
وقال مسؤول في الميناء، طلب عدم نشر اسمه: «الحمولة كانت تفوق المسموح به».
اقرأ أيضًا: تاريخ العبّارات في خليج الزرقاء"""

PAPER = """ارتفاع ضحايا العبّارة
نقلت وكالة سارية عن مصادر طبية أن عدد القتلى ارتفع إلى 19 راكبًا.
قال قائد خفر السواحل العقيد سالم الهنداوي إن 12 شخصًا قُتلوا في غرق العبّارة «نورس» فجر الثلاثاء."""

DENIAL = """وزارة النقل ترد
نفت وزارة النقل أن تكون الحمولة قد فاقت المسموح به، وأكد المتحدث باسمها أن عدد القتلى لا يتجاوز 15."""

HOSTILE = """<script>alert("x")</script>
قال شاهد عيان إن العبّارة <b>مالت</b> \u202eثم غرقت\u202c & اختفت."""


def span(text: str, words: str, nth: int = 1) -> Span:
    """Find the nth place of some words in a text."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def _link(text, words, kind, resolved=None, *, nth=1, count=None):
    mention = span(text, words, nth) if words else None
    return Link(mention=mention, resolved=resolved or words, kind=kind, count=count)


def _said(
    text, cue, content, *chain, stance="says", form="indirect", rule="verb-subject", confidence=0.9, hedges=()
):
    return Statement(
        cue=span(text, *cue) if isinstance(cue, tuple) else span(text, cue),
        content=tuple(span(text, c) for c in ([content] if isinstance(content, str) else content)),
        chain=chain,
        form=form,
        stance=stance,
        rule=rule,
        confidence=confidence,
        hedges=tuple(span(text, h) for h in hedges),
    )


REPORTS = (
    Report(
        id="aaaa01",
        text=WIRE,
        title="غرق عبّارة قبالة ميناء الزرقاء",
        outlet="وكالة سارية",
        published="2031-03-04T06:10",
        url="https://sariya.example/ferry",
        given_id="sariya-1",
        furniture=(
            Furniture(span=span(WIRE, "اقرأ أيضًا: تاريخ العبّارات في خليج الزرقاء"), rule="read-also"),
        ),
    ),
    Report(
        id="bbbb02",
        text=PAPER,
        title="ارتفاع ضحايا العبّارة",
        outlet="صحيفة المرساة",
        published="2031-03-04",
        url="javascript:alert(1)",
    ),
    Report(
        id="cccc03", text=DENIAL, title="وزارة النقل ترد", outlet="موقع خبر الميناء", published="2031-03-05"
    ),
    Report(id="dddd04", text=HOSTILE, title='<script>alert("x")</script>', outlet='<img src=x onerror="x">'),
)

_HINDAWI = "العقيد سالم الهنداوي"

EXTRACTIONS = (
    Extraction(
        report="aaaa01",
        statements=(
            _said(
                WIRE,
                "قال",
                "12 راكبًا قُتلوا في غرق العبّارة «نورس» فجر الثلاثاء",
                _link(WIRE, "قائد خفر السواحل العقيد سالم الهنداوي", "person"),
            ),
            _said(
                WIRE,
                "وأضاف",
                "فرق الإنقاذ انتشلت أكثر من 40 ناجيًا",
                _link(WIRE, "الهنداوي", "person", f"قائد خفر السواحل {_HINDAWI}", nth=2),
            ),
            _said(
                WIRE,
                "وفق ما نقلته",
                "فرق الإنقاذ انتشلت أكثر من 40 ناجيًا",
                _link(WIRE, "إذاعة الفنار", "outlet"),
                _link(WIRE, "غرفة العمليات", "organisation"),
                rule="according-to",
                confidence=0.8,
            ),
            _said(
                WIRE,
                ("وقال",),
                "الحمولة كانت تفوق المسموح به",
                _link(WIRE, "مسؤول في الميناء", "described", count=1),
                form="direct",
                rule="colon-quote",
            ),
        ),
        own_voice=(
            Statement(
                cue=None,
                content=(span(WIRE, "غرق عبّارة قبالة ميناء الزرقاء"),),
                chain=(),
                form="indirect",
                stance="says",
                rule="own-voice",
                confidence=0.7,
            ),
        ),
        quantities=(
            Quantity(span=span(WIRE, "12"), low=12, high=12, unit="person", of="راكبًا", counted="killed"),
            Quantity(span=span(WIRE, "أكثر من 40"), low=40, high=None, unit="person", of="ناجيًا"),
        ),
        times=(Time(span=span(WIRE, "فجر الثلاثاء"), value="2031-03-04"),),
        mentions=(Mention(span=span(WIRE, "سالم الهنداوي"), type="PER", identity="سالم الهنداوي"),),
        credits=(Credit(name="وكالة سارية", span=span(WIRE, "سارية"), where="text", rule="dateline"),),
        sourcing=Sourcing(named=0.5, described=0.2, vague=0.0, nobody=0.3),
    ),
    Extraction(
        report="bbbb02",
        statements=(
            _said(
                PAPER,
                "نقلت",
                "عدد القتلى ارتفع إلى 19 راكبًا",
                _link(PAPER, "وكالة سارية", "outlet"),
                _link(PAPER, "مصادر طبية", "vague"),
            ),
            _said(
                PAPER,
                "قال",
                "12 شخصًا قُتلوا في غرق العبّارة «نورس» فجر الثلاثاء",
                _link(PAPER, "قائد خفر السواحل العقيد سالم الهنداوي", "person"),
            ),
        ),
        quantities=(
            Quantity(span=span(PAPER, "19"), low=19, high=19, unit="person", of="راكبًا", counted="killed"),
            Quantity(span=span(PAPER, "12"), low=12, high=12, unit="person", of="شخصًا", counted="killed"),
        ),
        credits=(Credit(name=None, span=Span(0, 6), where="text", rule="agencies"),),
        sourcing=Sourcing(named=0.5, described=0.0, vague=0.4, nobody=0.1),
    ),
    Extraction(
        report="cccc03",
        statements=(
            _said(
                DENIAL,
                "نفت",
                "تكون الحمولة قد فاقت المسموح به",
                _link(DENIAL, "وزارة النقل", "organisation", nth=2),
                stance="denies",
            ),
            _said(
                DENIAL,
                "وأكد",
                "عدد القتلى لا يتجاوز 15",
                _link(DENIAL, "المتحدث باسمها", "described", "المتحدث باسم وزارة النقل"),
                stance="confirms",
            ),
        ),
        quantities=(
            Quantity(span=span(DENIAL, "لا يتجاوز 15"), low=None, high=15, unit="person", counted="killed"),
        ),
        sourcing=Sourcing(named=0.6, described=0.4, vague=0.0, nobody=0.0),
    ),
    Extraction(
        report="dddd04",
        statements=(
            _said(
                HOSTILE,
                "قال",
                "العبّارة <b>مالت</b> \u202eثم غرقت\u202c & اختفت",
                _link(HOSTILE, "شاهد عيان", "described"),
            ),
        ),
    ),
)


def _variant(label, low, high, *members, denied=False):
    parts = tuple(Member(statement=s, quantity=q) for s, q in members)
    return Variant(label=label, low=low, high=high, denied=denied, members=parts)


DEAD = Claim(
    id="claim-1",
    story="story-1",
    wording="12 راكبًا قُتلوا في غرق العبّارة «نورس»",
    counted="killed",
    unit="person",
    variants=(
        _variant("12", 12, 12, ("aaaa01/s0", "aaaa01/q0"), ("bbbb02/s1", "bbbb02/q1")),
        _variant("19", 19, 19, ("bbbb02/s0", "bbbb02/q0")),
        _variant("<= 15", None, 15, ("cccc03/s1", "cccc03/q0")),
    ),
)
LOAD = Claim(
    id="claim-2",
    story="story-1",
    wording="الحمولة كانت تفوق المسموح به",
    variants=(_variant("", None, None, ("aaaa01/s3", None)),),
)

LINKED = Linked(
    passages=(
        Passage(
            id="p1",
            a="aaaa01",
            a_span=span(WIRE, WIRE.split("\n")[1][24:]),
            b="bbbb02",
            b_span=span(PAPER, PAPER.split("\n")[2]),
            words=17,
            similarity=0.94,
            direction="a_to_b",
        ),
    ),
    sources=(
        Source(
            id="src-1",
            name=f"قائد خفر السواحل {_HINDAWI}",
            kind="person",
            names=(_HINDAWI, "الهنداوي"),
            statements=("aaaa01/s0", "aaaa01/s1", "bbbb02/s1"),
        ),
        Source(id="src-2", name="مصادر طبية", kind="vague", statements=("bbbb02/s0",)),
        Source(id="src-3", name="وزارة النقل", kind="organisation", statements=("cccc03/s0",)),
        Source(id="src-4", name="مسؤول في الميناء", kind="described", statements=("aaaa01/s3",)),
        Source(id="src-5", name="شاهد عيان", kind="described", statements=("dddd04/s0",)),
    ),
    stories=(Story(id="story-1", title="غرق عبّارة", reports=("aaaa01", "bbbb02", "cccc03")),),
    claims=(DEAD, LOAD),
)

_ORIGINS = (
    Origin(
        id="o1",
        name=f"قائد خفر السواحل {_HINDAWI}",
        kind="person",
        statements=("aaaa01/s0", "bbbb02/s1"),
        through=("وكالة سارية", "صحيفة المرساة"),
    ),
    Origin(id="o2", name="مصادر طبية", kind="vague", statements=("bbbb02/s0",), through=("وكالة سارية",)),
    Origin(id="o3", name="المتحدث باسم وزارة النقل", kind="described", statements=("cccc03/s1",)),
)

ACCOUNTS = (
    Account(
        claim=LOAD,
        support=Support(low=1, high=1, origins=(Origin(id="o4", name="مسؤول في الميناء", kind="described"),)),
        variants=(Support(low=1, high=1),),
        denials=(Denial(statement="cccc03/s0", score=0.8, reason="same-content"),),
    ),
    Account(
        claim=DEAD,
        support=Support(
            low=1,
            high=3,
            origins=_ORIGINS,
            reasons=(
                Reason(
                    state="dependent", code="invented-code-a", args={"a": "صحيفة المرساة"}, origins=("o1",)
                ),
                Reason(
                    state="unknown", code="invented-code-b", args={"a": "مصادر طبية"}, origins=("o2", "o1")
                ),
            ),
        ),
        variants=(Support(low=1, high=1), Support(low=1, high=1), Support(low=1, high=1)),
        drift=(
            Point(
                report="aaaa01",
                outlet="وكالة سارية",
                published="2031-03-04T06:10",
                low=12,
                high=12,
                quantity="aaaa01/q0",
                origin="o1",
                first=True,
            ),
            Point(
                report="bbbb02",
                outlet="صحيفة المرساة",
                published="2031-03-04",
                low=19,
                high=19,
                quantity="bbbb02/q0",
                origin="o2",
                first=True,
            ),
            Point(
                report="cccc03",
                outlet="موقع خبر الميناء",
                published="2031-03-05",
                low=None,
                high=15,
                quantity="cccc03/q0",
                origin="o3",
                first=True,
            ),
        ),
    ),
)

WARNINGS = (
    Warn(code="R104", message="encoding unclear, read as cp1256", where="old.txt", hint="save it as UTF-8"),
)


def fill(case):
    """Put the sample into an open case."""
    for report, extraction in zip(REPORTS, EXTRACTIONS, strict=True):
        case.add(report, extraction)
    case.store(LINKED, ACCOUNTS)
    for warning in WARNINGS:
        case.warn(warning)
    return case


REASONS = {
    "invented-code-a": ("نقلت {a} النص كلمة بكلمة", "{a} carries the same text word for word"),
    "invented-code-b": (
        "{a} بلا اسم: قد تكون المصدر الآخر نفسه",
        "{a} is unnamed: it may be the other source",
    ),
}
