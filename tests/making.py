"""Reports and extractions made by hand: what a report says is named by its words, never by offsets."""

import random
from collections.abc import Sequence

from riwaya.arabic.sentences import sentences
from riwaya.link.reuse import Traced, in_time, passages, traced, words_of
from riwaya.link.reuse.direction import directed
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

# Two agencies' texts of four paragraphs each, and a paragraph that is printed under many reports.
DAM = (
    "انهار سد الزيتونة في محافظة السدرة فجر الأحد بعد أمطار غزيرة استمرت ثلاثة أيام، وغمرت المياه قرى الوادي "
    "السفلي كلها وجرفت جسرا خشبيا ومخزنا للحبوب، وأمضى الأهالي ليلتهم فوق سطوح المنازل.",
    "وهرعت فرق الإنقاذ إلى المكان قبل شروق الشمس، وأقامت خيمة للإسعاف عند مدخل المدرسة القديمة، وقطعت الكهرباء "
    "عن القرى المجاورة خشية الحرائق، ونقلت المصابين إلى مستشفى المدينة بزوارق مطاطية.",
    "وقال المهندس كريم الأشقر إن التصدعات ظهرت في الجدار الشمالي قبل شهرين من دون أن ينتبه إليها أحد من "
    "العاملين في المحطة الصغيرة.",
    "وتوقفت حافلات النقل بين المدينة والساحل منذ الصباح، وأغلقت المتاجر أبوابها طوال النهار، ووقف متطوعون أمام "
    "مبنى البلدية يوزعون الأغطية والخبز على العائلات التي فقدت منازلها.",
)
FERRY = (
    "غرقت عبارة تحمل عمالا موسميين قبالة ميناء الدفلى الغربي مساء الاثنين بعد أن مال حملها إلى جانب واحد "
    "وانقطعت الاتصالات معها ساعتين كاملتين.",
    "ووصلت زوارق الصيادين قبل سفينة خفر السواحل، وانتشلت سبعة أشخاص من المياه الباردة ونقلتهم إلى رصيف الجمارك "
    "القديم حيث أقيم مركز للعلاج.",
    "وروى أحد الناجين أن القبطان طلب من الركاب الانتقال إلى الجهة اليمنى فتزاحموا عند الدرج الضيق وسقط بعضهم في "
    "البحر قبل أن تنطفئ الأنوار.",
    "وفتحت النيابة العامة في المدينة تحقيقا في حمولة العبارة وعمرها، وطلبت من شركة الملاحة دفاتر الصيانة وأسماء "
    "البحارة الذين كانوا على متنها.",
)
STANDING = (
    "يذكر أن السد بني قبل أربعين عاما على نهر الزيتونة لري سهول المحافظة وتزويد مصانع السكر فيها بالمياه، وتديره "
    "هيئة مستقلة تتبع وزارة المياه وتنشر تقريرا عنه كل عام."
)
# What news of a small town is made of, for reports that have nothing in common.
_LOCAL = (
    [
        "أعلنت",
        "افتتحت",
        "دشنت",
        "نظمت",
        "استضافت",
        "رعت",
        "أطلقت",
        "أجلت",
        "مددت",
        "راجعت",
        "درست",
        "وسعت",
        "رممت",
        "باعت",
        "استأجرت",
        "جهزت",
    ],
    [
        "بلدية",
        "جمعية",
        "مدرسة",
        "نقابة",
        "مكتبة",
        "تعاونية",
        "كلية",
        "رابطة",
        "ورشة",
        "حديقة",
        "محطة",
        "فرقة",
        "عيادة",
        "مزرعة",
    ],
    [
        "الزيتون",
        "الياسمين",
        "السنديان",
        "الرمان",
        "الصفصاف",
        "النخيل",
        "الأرز",
        "القصب",
        "التين",
        "الخروب",
        "الدفلى",
        "البلوط",
        "العنب",
        "اللوز",
    ],
    [
        "معرضا",
        "دورة",
        "مسابقة",
        "ندوة",
        "حملة",
        "رحلة",
        "أمسية",
        "سباقا",
        "مهرجانا",
        "تدريبا",
        "بازارا",
        "مخيما",
        "عرضا",
        "لقاء",
    ],
    [
        "للخط",
        "للخزف",
        "للسباحة",
        "للقراءة",
        "للزراعة",
        "للرسم",
        "للنجارة",
        "للحياكة",
        "للطبخ",
        "للشطرنج",
        "للمسرح",
        "للفلك",
        "للنحت",
        "للغناء",
    ],
    [
        "للأطفال",
        "للطلاب",
        "للمزارعين",
        "للهواة",
        "للصيادين",
        "للجيران",
        "للبحارة",
        "للمعلمين",
        "للنجارين",
        "للخبازين",
        "للممرضات",
    ],
    [
        "بالسوق",
        "بالمسرح",
        "بالجسر",
        "بالمتحف",
        "بالساحة",
        "بالشاطئ",
        "بالقلعة",
        "بالتلة",
        "بالبحيرة",
        "بالميدان",
        "بالمخبز",
        "بالميناء",
    ],
    ["صباحا", "مساء", "ظهرا", "عصرا", "ليلا", "فجرا", "أسبوعيا", "شهريا", "سنويا", "مجانا", "تطوعا", "علنا"],
)


def local_news(number: int, words: int = 60) -> str:
    """Write news of about so many words, others for every number: two of them share no passage."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    out: list[str] = []
    while sum(len(one.split()) for one in out) < words:
        first, *rest = (chance.choice(part) for part in _LOCAL)
        chance.shuffle(rest)
        out.append(" ".join((first, *rest)) + ".")
    return " ".join(out)


def story(*paragraphs: str) -> str:
    """Write paragraphs below one another."""
    return "\n".join(paragraphs)


def words_at(text: str, span: Span) -> str:
    """Give the words that stand at a place."""
    return text[span.start : span.end]


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


def read(reports: Sequence[Report]) -> list[Extraction]:
    """Extract reports as Riwaya does."""
    from riwaya.extract import extract

    return [extract(one) for one in reports]


def trace(reports: Sequence[Report], extractions: Sequence[Extraction] | None = None) -> Traced:
    """Follow who copied whom among reports, which are extracted as Riwaya does where nothing else is given."""
    reports = sorted(reports, key=in_time)
    told = {e.report: e for e in (read(reports) if extractions is None else extractions)}
    ordered = [told[one.id] for one in reports]
    shared = directed(passages(reports, ordered), reports, ordered)
    words = {one.id: words for one, words in zip(reports, words_of(reports), strict=True)}
    return traced(shared, reports, ordered, words)
