"""A case of copies made by hand: an invented burst dam, told by an absent agency and by those who carry its text."""

from itertools import pairwise

from handmade import span

from riwaya.model import Copy, Descent, Edit, Extraction, Family, Linked, Passage, Report, Span, Wire

_HEAD = "انهيار جزئي في سد وادي الصفصاف"
_BODY = (
    "لقي 18 شخصا مصرعهم وجرح العشرات في انهيار جزئي أصاب سد وادي الصفصاف فجر الجمعة بعد ليلة من الأمطار الغزيرة. "
    "وقال مدير الدفاع المدني العقيد نجيب الساقي إن المياه غمرت ثلاث قرى أسفل السد خلال أقل من ساعة. "
    "ونقل المصابون إلى مستشفى الصفصاف المركزي في سيارات الأهالي قبل وصول فرق الإسعاف من المدينة. "
    "وظلت الطريق الساحلية مقطوعة حتى الظهر، وتوقفت رحلات القطار بين الصفصاف والمرج. "
    "ويعتقد مهندسون أن شقا قديما في الجدار الشرقي اتسع في الأيام الأخيرة. "
    "ونفت وزارة المياه أن تكون قد تلقت أي تحذير قبل الحادث، وأكدت أن الصيانة جرت في موعدها."
)
SHIRA = f"{_HEAD}\nالصفصاف – وكالة النوارس\n{_BODY}"
RASEEF = f"ارتفاع ضحايا السد\nوكالة النوارس - {_BODY.replace('18 شخصا', '28 شخصا').replace('ثلاث قرى', 'أربع قرى')}"
_UNSOURCED = _BODY.replace("وقال مدير الدفاع المدني العقيد نجيب الساقي إن المياه غمرت", "وغمرت المياه")
SNUNU = f"السد ينهار\n{_UNSOURCED}"
UFUQ = "كارثة السد\nنقلا عن موقع رصيف 9. " + _BODY.replace("18 شخصا", "28 شخصا").replace(
    " ونفت وزارة المياه أن تكون قد تلقت أي تحذير قبل الحادث، وأكدت أن الصيانة جرت في موعدها.", ""
).replace("وقال مدير", "وزعم مدير").replace("نجيب الساقي", "رشيد الوادي")
BLOG = (
    "يوميات الساحل\nلم أنم تلك الليلة. ونقل المصابون إلى مستشفى الصفصاف المركزي في سيارات الأهالي قبل وصول فرق الإسعاف "
    "من المدينة. وظلت الطريق الساحلية مقطوعة حتى الظهر، وتوقفت رحلات القطار بين الصفصاف والمرج. شق قديم في الجدار "
    "الشرقي اتسع في الأيام الأخيرة."
)
HOSTILE = f"<script>alert(1)</script>\n\u202e{_BODY}\u202c"

REPORTS = (
    Report(
        id="r1",
        text=SHIRA,
        title=_HEAD,
        outlet="صحيفة الشراع",
        published="2031-05-02T08:10",
        given_id="shira-1",
    ),
    Report(
        id="r2", text=RASEEF, title="ارتفاع ضحايا السد", outlet="موقع رصيف 9", published="2031-05-02T09:00"
    ),
    Report(id="r3", text=SNUNU, title="السد ينهار", outlet="إذاعة السنونو", published="2031-05-02"),
    Report(id="r4", text=UFUQ, title="كارثة السد", outlet="قناة الأفق البحري", published="2031-05-03T11:20"),
    Report(id="r5", text=BLOG, title="يوميات الساحل", outlet="Coast Daily كوست"),
    Report(
        id="r6",
        text=HOSTILE,
        title="<script>alert(1)</script>",
        outlet='<img src=x onerror="x">',
        published="2031-06-20",
    ),
)
TEXTS = {r.id: r.text for r in REPORTS}


def _whole(rid: str, last: str = "في موعدها.") -> Span:
    """Give the part of a report that carries the agency's text."""
    text = TEXTS[rid]
    return Span(text.index("لقي"), text.index(last) + len(last))


def _passage(name: str, a: str, a_span: Span, b: str, b_span: Span, **told) -> Passage:
    return Passage(id=name, a=a, a_span=a_span, b=b, b_span=b_span, words=80, similarity=0.95, **told)


_CRACK = "في الأيام الأخيرة."
_COMMON = "ونقل المصابون إلى مستشفى الصفصاف المركزي في سيارات الأهالي قبل وصول فرق الإسعاف من المدينة."
_SAQI = "وقال مدير الدفاع المدني العقيد نجيب الساقي"

PASSAGES = (
    _passage("p12", "r1", _whole("r1"), "r2", _whole("r2"), reason="copy.one-wire"),
    _passage("p13", "r1", _whole("r1"), "r3", _whole("r3"), direction="b_to_a", reason="copy.earlier"),
    _passage("p24", "r2", _whole("r2", _CRACK), "r4", _whole("r4", _CRACK), direction="a_to_b", reason="copy.credits"),
    _passage("p15", "r1", Span(SHIRA.index(_COMMON), SHIRA.index(_CRACK) + len(_CRACK)), "r5",
             Span(BLOG.index(_COMMON), len(BLOG)), reason="copy.open"),
    _passage("p16", "r1", _whole("r1"), "r6", _whole("r6"), direction="a_to_b", reason="copy.earlier"),
)  # fmt: skip

COPIES = (
    Copy(
        id="y16", a="r1", b="r6", words=92, a_share=0.9, b_share=0.97, extent="same", direction="a_to_b",
        reason="copy.earlier", passages=("p16",),
    ),
    Copy(
        id="y15", a="r1", b="r5", words=38, a_share=0.38, b_share=0.81, extent="mostly", reason="copy.open",
        passages=("p15",),
        edits=(Edit(kind="hedge", a=span(SHIRA, "ويعتقد"), b=Span(BLOG.index("شق قديم"), BLOG.index("شق قديم")),
                    a_is="ويعتقد", passage="p15"),),
    ),
    Copy(
        id="y12", a="r1", b="r2", words=90, a_share=0.92, b_share=0.91, extent="same", reason="copy.one-wire",
        passages=("p12",),
        edits=(Edit(kind="figure", a=span(SHIRA, "18"), b=span(RASEEF, "28"), a_is="18", b_is="28", passage="p12"),),
    ),
    Copy(
        id="y13", a="r1", b="r3", words=84, a_share=0.86, b_share=0.93, extent="mostly", direction="b_to_a",
        reason="copy.earlier", passages=("p13",),
        edits=(Edit(kind="source", a=span(SHIRA, _SAQI), b=Span(SNUNU.index("وغمرت"), SNUNU.index("وغمرت")),
                    a_is="العقيد نجيب الساقي", passage="p13"),),
    ),
    Copy(
        id="y24", a="r2", b="r4", words=76, a_share=0.74, b_share=0.9, extent="mostly", direction="a_to_b",
        reason="copy.credits", passages=("p24",),
        edits=(
            Edit(kind="stance", a=span(RASEEF, "وقال"), b=span(UFUQ, "وزعم"), a_is="says", b_is="alleges",
                 passage="p24"),
            Edit(kind="name", a=span(RASEEF, "نجيب الساقي"), b=span(UFUQ, "رشيد الوادي"), a_is="نجيب الساقي",
                 b_is="رشيد الوادي", passage="p24"),
            Edit(kind="figure", a=span(RASEEF, "أربع"), b=span(UFUQ, "ثلاث"), a_is="4", b_is="3", passage="p24"),
            Edit(kind="denial", a=span(RASEEF, "ونفت وزارة المياه أن تكون قد تلقت أي تحذير قبل الحادث"),
                 b=Span(len(UFUQ), len(UFUQ)), a_is="وزارة المياه"),
        ),
    ),
)  # fmt: skip

LINKED = Linked(
    passages=PASSAGES,
    copies=COPIES,
    wires=(Wire(id="w1", name="وكالة النوارس", credited=("r1", "r2"), inferred=("r3",)),),
    families=(
        Family(
            id="f1", title=_HEAD, reports=("r3", "r1", "r2", "r4", "r6"), wires=("w1",),
            descents=(
                Descent(first="w1", second="r1", reason="copy.credits"),
                Descent(first="w1", second="r2", reason="copy.credits"),
                Descent(first="w1", second="r3", reason="copy.one-wire"),
                Descent(first="r2", second="r4", reason="copy.credits"),
                Descent(first="r1", second="r6", reason="copy.earlier"),
            ),
        ),
    ),
)  # fmt: skip

BY_ID = {r.id: r for r in REPORTS}


def fill(case):
    """Put the case into an open case file."""
    for report in REPORTS:
        case.add(report, Extraction(report=report.id))
    case.store(LINKED, ())
    return case


def crowd(reports: int, outlets: int) -> tuple[Linked, dict[str, Report]]:
    """Make a case of many: families of seven reports over some days, each report from the one before it."""
    made = {r.id: r for r in (_of_crowd(n, outlets) for n in range(reports))}
    names = list(made)
    families = [names[n : n + 7] for n in range(0, reports, 7)]
    copies = tuple(
        Copy(id=f"y{a}{b}", a=a, b=b, words=20 + 9 * n, a_share=0.5, b_share=0.9, extent="mostly",
             direction="a_to_b" if n % 3 else "unknown")
        for family in families for n, (a, b) in enumerate(pairwise(family))
    )  # fmt: skip
    wire = Wire(
        id="w1", name="وكالة النوارس", credited=tuple(families[0][:4]), inferred=tuple(families[0][4:])
    )
    kin = tuple(Family(id=f"f{n}", title="خبر", reports=tuple(f)) for n, f in enumerate(families))
    return Linked(copies=copies, families=kin, wires=(wire,)), made


def _of_crowd(n: int, outlets: int) -> Report:
    day = f"2031-{5 + n // 105:02}-{1 + n // 7 % 15 * 2:02}"
    published = f"{day}T{6 + n % 7 * 2:02}:{n % 6}0" if n % 11 else day
    return Report(
        id=f"c{n:03}",
        text="كلمة",
        title=f"خبر {n // 7}",
        outlet=f"صحيفة المدينة رقم {n % outlets}",
        published=published,
    )
