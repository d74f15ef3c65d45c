"""Reports and extractions made by hand: what a report says is named by its words, never by offsets."""

from riwaya.arabic.sentences import sentences
from riwaya.model import Credit, Extraction, Kind, Link, Quantity, Report, Span, Stance, Statement

WIRE = (
    "غرقت عبارة تحمل عمالا موسميين قبالة ميناء السدرة الغربي فجر الأحد بعد أن مال "
    "حملها إلى جانب واحد وانقطعت الاتصالات معها ساعتين كاملتين. وهرعت زوارق الصيادين "
    "إلى المكان قبل وصول فرق الإنقاذ، وانتشلت سبعة أشخاص من المياه الباردة ونقلتهم "
    "إلى رصيف الجمارك القديم حيث أقيمت خيمة للإسعاف."
)
OTHER = (
    "افتتحت بلدية الواحة الشرقية سوقا جديدة للتمور تضم أربعين متجرا وساحة للمزاد "
    "الأسبوعي، وقال تجار إن الموسم هذا العام أفضل من سابقه بفضل مياه الري التي وصلت "
    "في موعدها إلى المزارع البعيدة."
)


def report(name: str, text: str, **fields: str) -> Report:
    """Make a report."""
    return Report(id=name, text=text, **fields)


def at(text: str, words: str, nth: int = 1) -> Span:
    """Find the nth place where `words` stand; raises ValueError when there is none."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def said(
    of: Report, content: str, *chain: tuple[str, Kind], stance: Stance = "says", cue: str | None = None
) -> Statement:
    """Make a statement; each link of the chain is (resolved name, kind)."""
    return Statement(
        cue=at(of.text, cue) if cue else Span(0, 1),
        content=(at(of.text, content),),
        chain=tuple(Link(mention=None, resolved=name, kind=kind) for name, kind in chain),
        form="indirect",
        stance=stance,
        rule="test",
        confidence=1.0,
    )


def number(
    of: Report,
    words: str,
    low: int | None,
    high: int | None,
    counted: str = "killed",
    *,
    noun: str | None = None,
) -> Quantity:
    """Make a quantity of people."""
    span = at(of.text, words)
    return Quantity(span=span, low=low, high=high, unit="person", of=noun or None, counted=counted)


def extraction(
    of: Report,
    statements: tuple[Statement, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    credit: str | None = None,
) -> Extraction:
    """Make an extraction; sentences that no statement touches are the outlet's own voice."""
    told = [c for s in statements for c in s.content]
    own = tuple(
        Statement(
            cue=None, content=(s,), chain=(), form="indirect", stance="says", rule="own-voice", confidence=1.0
        )
        for s in sentences(of.text)
        if not any(s.start < c.end and c.start < s.end for c in told)
    )
    credits = (Credit(name=credit, span=Span(0, 0), where="byline", rule="test"),) if credit else ()
    return Extraction(
        report=of.id, statements=statements, own_voice=own, quantities=quantities, credits=credits
    )
