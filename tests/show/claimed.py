"""Claims made by hand with all that `weigh` can find of them: routes, shifts, citations, framings, phantoms."""

import handmade
from handmade import DEAD, LOAD
from msgspec.structs import replace

from riwaya.model import (
    Account,
    Citation,
    Claim,
    Extraction,
    Framing,
    Link,
    Linked,
    Member,
    Origin,
    Point,
    Quantity,
    Report,
    Route,
    Shift,
    Span,
    Statement,
    Support,
    Variant,
)

HINDAWI, DOCTORS, SPOKESMAN = (
    replace(origin, phantom=origin.id == "o2") for origin in handmade.ACCOUNTS[1].support.origins
)
ROUTES = (
    Route(statement="aaaa01/s0", quantity="aaaa01/q0", through=("وكالة سارية",), origin="o1"),
    Route(
        statement="bbbb02/s1",
        quantity="bbbb02/q1",
        through=("صحيفة المرساة", "وكالة سارية"),
        origin="o1",
        because="invented-code-a",
    ),
    Route(statement="bbbb02/s0", quantity="bbbb02/q0", through=("صحيفة المرساة", "وكالة سارية"), origin="o2"),
    Route(statement="cccc03/s1", quantity="cccc03/q0", through=("موقع خبر الميناء",), origin="o3"),
)
SHIFTS = (
    Shift(kind="revision", before="aaaa01/q0", after="bbbb02/q0", origins=("o1",)),
    Shift(kind="disagreement", before="bbbb02/q0", after="cccc03/q0", origins=("o2", "o3")),
)
CITATIONS = (
    Citation(
        statement="bbbb02/s1",
        quantity="bbbb02/q1",
        outlet="وكالة سارية",
        checked="says",
        report="aaaa01",
        found="aaaa01/q0",
    ),
    Citation(
        statement="bbbb02/s0",
        quantity="bbbb02/q0",
        outlet="وكالة سارية",
        checked="figure",
        report="aaaa01",
        found="aaaa01/q0",
    ),
    Citation(
        statement="bbbb02/s0",
        quantity="bbbb02/q0",
        outlet="وكالة سارية",
        checked="source",
        report="aaaa01",
        found="aaaa01/s3",
    ),
    Citation(statement="aaaa01/s2", outlet="إذاعة الفنار", checked="silent"),
)
RICH: Account = replace(
    handmade.ACCOUNTS[1],
    claim=replace(
        DEAD,
        variants=tuple(
            replace(v, framing=side)
            for v, side in zip(DEAD.variants, ("sank", "sank", "capsized"), strict=True)
        ),
    ),
    support=replace(handmade.ACCOUNTS[1].support, origins=(HINDAWI, DOCTORS, SPOKESMAN)),
    framings=(
        Framing(side="sank", variants=(0, 1), support=Support(low=1, high=2, origins=(HINDAWI, DOCTORS))),
        Framing(side="capsized", variants=(2,), support=Support(low=1, high=1, origins=(SPOKESMAN,))),
    ),
    drift=tuple(replace(p, outlier=p.quantity == "cccc03/q0") for p in handmade.ACCOUNTS[1].drift),
    shifts=SHIFTS,
    citations=CITATIONS,
    routes=ROUTES,
)
PHANTOM: Account = replace(
    handmade.ACCOUNTS[0],
    support=Support(low=1, high=1, origins=(Origin(id="o4", name="مسؤول", kind="described", phantom=True),)),
    routes=(Route(statement="aaaa01/s3", quantity=None, through=("وكالة سارية",), origin="o4"),),
    phantom=True,
)
ACCOUNTS = (PHANTOM, RICH)
LINKED = replace(handmade.LINKED, claims=(LOAD, RICH.claim))


def fill(case):
    """Put the reports of `handmade` with these claims into an open case."""
    handmade.fill(case)
    case.store(LINKED, ACCOUNTS)
    return case


def crowd(case, reports: int, *, outlets: int | None = None):
    """Fill a case with one claim of many reports: an agency's figure, some outlets' own, a hundred sources at most."""
    outlets = outlets or reports
    origins = tuple(
        Origin(
            id=f"o{n}",
            name=f"المصدر رقم {n}",
            kind="person" if n else "described",
            own_voice=n == 1,
            phantom=n == 2,
        )
        for n in range(min(25, reports))
    )
    members, points, routes = [], [], []
    for n in range(reports):
        rid = f"c{n:03}"
        text = f"قال المصدر إن {10 + n % 9} شخصا نجوا من الرحلة رقم {n}"
        case.add(*_saying(rid, text, f"صحيفة المدينة رقم {n % outlets}", n))
        quantity = f"{rid}/q0"
        members.append(Member(statement=f"{rid}/s0", quantity=quantity))
        origin = origins[0 if n % 3 else n % len(origins)]
        way = [(), ("وكالة سارية",), tuple(f"محطة {k}" for k in range(1 + n % 5))][n % 3]
        routes.append(
            Route(
                statement=f"{rid}/s0",
                quantity=quantity,
                through=way,
                origin=origin.id,
                because="voice.copied" if n % 4 == 1 else "",
            )
        )
        points.append(
            Point(
                report=rid,
                outlet=f"صحيفة المدينة رقم {n % outlets}",
                published=_when(n),
                low=10 + n % 9,
                high=None if n % 5 == 4 else 10 + n % 9,
                quantity=quantity,
                origin=origin.name if n % 2 else None,
                first=n < 9,
            )
        )
    claim = Claim(
        id="crowded",
        story="s",
        wording="شخصا نجوا",
        variants=(Variant(label="10", low=10, high=10, denied=False, members=tuple(members)),),
    )
    support = Support(low=1, high=len(origins), origins=origins)
    account = Account(
        claim=claim, support=support, variants=(support,), drift=tuple(points), routes=tuple(routes)
    )
    case.store(Linked(claims=(claim,)), (account,))
    return account


def _when(n: int) -> str | None:
    day = f"2031-05-{1 + n % 20:02}"
    return None if n % 11 == 10 else day if n % 7 == 6 else f"{day}T{n % 24:02}:15"


def _saying(rid: str, text: str, outlet: str, n: int) -> tuple[Report, Extraction]:
    mention, content = Span(4, 10), Span(text.index("إن") + 3, len(text))
    digits = text[content.start : content.end].split(maxsplit=1)[0]
    said = Statement(
        cue=Span(0, 3), content=(content,), chain=(Link(mention=mention, resolved="المصدر", kind="described"),),
        form="indirect", stance="says", rule="verb-subject", confidence=0.9,
    )  # fmt: skip
    found = Quantity(
        span=Span(content.start, content.start + len(digits)),
        low=int(digits),
        high=int(digits),
        unit="person",
    )
    report = Report(id=rid, text=text, outlet=outlet, published=_when(n))
    return report, Extraction(report=rid, statements=(said,), quantities=(found,))
