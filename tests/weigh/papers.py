"""Papers made by hand that give the toll of one ferry, and what weighing finds of them, by readable names."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from making import at, extraction, number, report, said
from riwaya.link import link
from riwaya.model import Account, Extraction, Kind, Linked, Quantity, Report, ShiftKind, Stance, split_ref
from riwaya.weigh import weigh

SAID = "غرق العبارة قبالة ميناء السدرة أودى بحياة {} عاملا"
OWN = "أودى غرق العبارة قبالة ميناء السدرة بحياة {} عاملا."
TITLE = "غرق العبارة قبالة ميناء السدرة"
PLAIN = [
    "ونقل الناجون إلى خيمة قرب الرصيف.", "وأغلق الرصيف الجنوبي حتى المساء.", "ووصلت زوارق من القرى المجاورة.",
    "وعلقت المدارس دروسها يوما واحدا.", "وتجمع الأهالي أمام باب الجمارك.", "وخفضت الأعلام على المباني.",
]  # fmt: skip

Named = tuple[str, Kind]
"""A source by its name and kind."""

HARBOUR: Named = ("هيئة مرافئ السدرة", "organisation")
UNION: Named = ("نقابة بحارة السلوم", "organisation")
SURVIVOR: Named = ("الناجي سالم العوفي", "person")
OFFICIAL: Named = ("مسؤول أمني", "described")
MEDIC: Named = ("مصدر طبي", "described")
SOURCES: Named = ("مصادر", "vague")
BEACON: Named = ("صحيفة المنارة", "outlet")
HORIZON: Named = ("وكالة الأفق", "outlet")
SAIL: Named = ("وكالة الشراع", "outlet")


class Count(NamedTuple):
    """A figure as it is written, with its bounds."""

    words: str
    low: int | None
    high: int | None
    approx: bool = False
    vague: bool = False


class Paper(NamedTuple):
    """A report that gives a figure, and what it says."""

    report: Report
    told: Extraction


def paper(
    name: str,
    figure: int | Count,
    *chain: Named,
    outlet: str = "",
    published: str | None = "2031-05-01",
    credit: str | None = None,
    counted: str = "killed",
    stance: Stance = "says",
    before: str = "",
) -> Paper:
    """Make a report of one figure: what the last of `chain` says, or the outlet itself where there is none."""
    count = figure if isinstance(figure, Count) else Count(str(figure), figure, figure)
    saying = SAID.format(count.words)
    line = f"قال في بيان إن {saying}." if chain else OWN.format(count.words)
    text = f"{before} {line} {PLAIN[ord(name[-1]) % len(PLAIN)]}".strip()
    day = {"published": published} if published else {}
    made = report(name, text, title=TITLE, outlet=outlet or f"منبر {name}", **day)
    quantity = number(made, count.words, count.low, count.high, counted)
    statements = (said(made, saying, *chain, stance=stance),) if chain else ()
    figures = (replace(quantity, approx=count.approx, vague=count.vague),)
    return Paper(made, extraction(made, statements, figures, credit))


def bare(one: Paper) -> Paper:
    """Give a paper that says the same without a source."""
    return Paper(one.report, extraction(one.report, (), one.told.quantities))


def headline(one: Paper, title: str, value: int) -> Paper:
    """Give a paper a headline with a figure."""
    figure = Quantity(
        span=at(title, str(value)), low=value, high=value, unit="person", counted="killed", where="title"
    )
    told = replace(one.told, quantities=(*one.told.quantities, figure))
    return Paper(replace(one.report, title=title), told)


def linked(papers: Sequence[Paper]) -> Linked:
    """Link papers as Riwaya does."""
    return link([one.report for one in papers], [one.told for one in papers])


def accounts(*papers: Paper, links: Linked | None = None) -> tuple[Account, ...]:
    """Weigh every claim of some papers."""
    reports, told = [one.report for one in papers], [one.told for one in papers]
    return weigh(reports, told, links or linked(papers))


def weighed(*papers: Paper) -> Account:
    """Weigh the one claim of some papers."""
    (account,) = accounts(*papers)
    return account


def names(account: Account) -> dict[str, str]:
    """Give the names of all origins of a claim, by their ids."""
    return {o.id: o.name for part in (account.support, *account.variants) for o in part.origins}


def shifted(account: Account, kind: ShiftKind) -> list[tuple[str, str, tuple[str, ...]]]:
    """Give the shifts of one kind: the reports of the two figures, and the names of whose they are."""
    called = names(account)
    return [
        (split_ref(s.before)[0], split_ref(s.after)[0], tuple(called[o] for o in s.origins))
        for s in account.shifts
        if s.kind == kind
    ]


def revisions(account: Account) -> list[tuple[str, str]]:
    """Give the reports of the figures before and after each revision."""
    return [(before, after) for before, after, _ in shifted(account, "revision")]


def disagreements(account: Account) -> list[tuple[str, str]]:
    """Give the reports of the two figures of each disagreement."""
    return [(before, after) for before, after, _ in shifted(account, "disagreement")]


def checked(account: Account) -> list[tuple[str, str, str, str | None]]:
    """Give the citations: the report that cites, the outlet, what became of it, the report it was held against."""
    return [(split_ref(c.statement)[0], c.outlet, c.checked, c.report) for c in account.citations]


def ways(account: Account) -> dict[str, tuple[tuple[str, ...], str, str]]:
    """Give the route of each report: through whom, to which origin, and why."""
    called = names(account)
    return {split_ref(r.statement)[0]: (r.through, called[r.origin], r.because) for r in account.routes}
