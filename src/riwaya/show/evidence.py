"""Evidence: one statement as a reader sees it — through whom it came, its words, and where they stand.

The page and the terminal both show statements as `Evidence`, so that they never tell different things.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.link.outlets import same_outlet
from riwaya.model import Credit, Extraction, Kind, Link, Quantity, Report, Span, Statement, split_ref
from riwaya.show import marks
from riwaya.show.visible import clipped

T = TypeVar("T")

_ID = re.compile(r"r[0-9a-f]{16}")
WINDOW = 420
"""Characters of a report that an evidence line shows at most."""


class Node(NamedTuple):
    """A stop on the way of a saying: an outlet or a source; `name` is None when nobody is named at all."""

    name: str | None
    kind: str
    number: int | None = None
    carrier: bool = False


class Evidence(NamedTuple):
    """A statement with its report, the way it came, and its words in marked pieces."""

    ref: str
    report: Report
    statement: Statement
    nodes: tuple[Node, ...]
    pieces: tuple[marks.Piece, ...]
    quantity: Quantity | None = None

    @property
    def anchor(self) -> str:
        """Give the fragment that this statement has on the page."""
        return anchor(self.ref)


def anchor(ref: str) -> str:
    """Give the fragment of a report or of a part of one: ``r-<id>`` or ``r-<id>-s3``."""
    return "r-" + ref.replace("/", "-")


def link_name(report: Report, link: Link) -> str | None:
    """Give the fullest name of a link, else its own words, else None."""
    if link.resolved:
        return link.resolved
    return report.text[link.mention.start : link.mention.end] if link.mention else None


def nodes(report: Report, statement: Statement, credits: Sequence[Credit] = ()) -> tuple[Node, ...]:
    """Give the way of a saying from the reader to the origin: the report's own outlet, then whom the report
    credits for its text, then the links of the chain. An outlet that the chain names is not given twice.
    What nobody is named for is the own voice of the one agency credited, or else of the outlet.
    """
    chain = [_node(report, link) for link in statement.chain]
    known = [report.outlet, *(n.name for n in chain)]
    ways: list[Node] = []
    for credit in credits:
        if credit.name and not any(same_outlet(credit.name, name) for name in known):
            ways.append(Node(credit.name, "outlet", carrier=True))
            known.append(credit.name)
    carriers = [Node(report.outlet, "outlet", carrier=True), *ways]
    if not chain:
        speaker = 1 if len(ways) == 1 else 0
        carriers[speaker] = carriers[speaker]._replace(kind="own_voice")
    return (*carriers, *chain)


def _node(report: Report, link: Link) -> Node:
    name = link_name(report, link)
    kind: Kind | str = link.kind if name else "unnamed"
    return Node(name, kind, link.count)


def _extent(statement: Statement) -> Span:
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    spans += [link.mention for link in statement.chain[:1] if link.mention]
    if not spans:
        return Span(0, 0)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _window(text: str, extent: Span, focus: Span | None) -> Span:
    """Shorten a long extent to `WINDOW` characters around the focus (its quantity) or from its start, at
    words.
    """
    if extent.end - extent.start <= WINDOW:
        return extent
    start = extent.start
    if focus and focus.end > extent.start + WINDOW:
        start = max(extent.start, focus.start - WINDOW // 2)
        start = text.find(" ", start, focus.start) + 1 or start
    end = min(extent.end, start + WINDOW)
    if end < extent.end:
        space = text.rfind(" ", start, end)
        end = space if space > start and not (focus and space < focus.end) else end
    return Span(start, end)


def words(
    report: Report,
    statement: Statement,
    part: str = "",
    quantity: Quantity | None = None,
    lit: Callable[[Span], Sequence[Span]] | None = None,
) -> tuple[marks.Piece, ...]:
    """Give the words of a statement as marked pieces, shortened to `WINDOW` with an ellipsis where cut.

    `lit` gives the words in a stretch that were looked for; the first of them is shown.
    """
    extent = _extent(statement)
    found = lit(extent) if lit else ()
    focus = quantity.span if quantity and quantity.where == "text" else next(iter(found), None)
    if focus:
        extent = Span(min(extent.start, focus.start), max(extent.end, focus.end))
    window = _window(report.text, extent, focus)
    marked = marks.statement_layers(statement, part)
    marked += [marks.Layer(span, "hit") for span in found]
    if quantity and quantity.where == "text":
        marked.append(marks.quantity_layer(quantity, ""))
    shown = list(marks.pieces(report.text, window, marked))
    if window.start > extent.start:
        shown.insert(0, marks.Piece("… "))
    if window.end < extent.end:
        shown.append(marks.Piece(" …"))
    return tuple(shown)


def plain(report: Report, statement: Statement) -> str:
    """Give what was said as plain text; the spans of an interrupted content are joined with an ellipsis."""
    return " … ".join(report.text[s.start : s.end] for s in statement.content)


class Index:
    """Finds the evidence of any reference of a case; each report and extraction is read once."""

    def __init__(self, case: Case) -> None:
        self._case = case.path
        self.reports: dict[str, Report] = {r.id: r for r in case.reports()}
        self.extractions: dict[str, Extraction] = {e.report: e for e in case.extractions()}
        self._named = {name: r for r in self.reports.values() for name in (r.id, r.name)}
        self._outlets = {r.outlet for r in self.reports.values() if r.outlet}
        self._held: dict[str, bool] = {}

    def title(self, name: str) -> str:
        """Give the title of the report that has this id, and any other name as it is."""
        report = self._find(name)
        return f"«{clipped(report.title, 48)}»" if report and report.title else name

    def _find(self, name: str) -> Report | None:
        """Give the report that has this id, or came with it; None where there is none."""
        return self._named.get(name)

    def holds(self, outlet: str) -> bool:
        """Tell whether a report of an outlet is in the case."""
        if outlet not in self._held:
            self._held[outlet] = any(same_outlet(outlet, other) for other in self._outlets)
        return self._held[outlet]

    def statement(self, ref: str) -> tuple[Report, Statement]:
        """Give the statement of a reference with its report; raises RiwayaError R407 when there is none."""
        rid, part, n = split_ref(ref)
        found = self._extraction(rid)
        return self.reports[rid], self._nth(found.statements if part == "s" else found.own_voice, n)

    def quantity(self, ref: str | None) -> Quantity | None:
        """Give the quantity of a reference, or None for none; raises RiwayaError R407 when there is none."""
        if ref is None:
            return None
        rid, _, n = split_ref(ref)
        return self._nth(self._extraction(rid).quantities, n)

    def _extraction(self, rid: str) -> Extraction:
        if rid not in self.extractions:
            raise RiwayaError("R407", self._case)
        return self.extractions[rid]

    def _nth(self, parts: Sequence[T], n: int) -> T:
        """Give the n-th part: a walk that was stopped may leave claims that count in an older extraction."""
        if n >= len(parts):
            raise RiwayaError("R407", self._case)
        return parts[n]

    def evidence(self, ref: str, quantity: str | None = None) -> Evidence:
        """Give a statement as the reader sees it, around its quantity when it has one."""
        report, statement = self.statement(ref)
        figure = self.quantity(quantity)
        shown = words(report, statement, "", figure)
        return Evidence(ref, report, statement, self.way(ref), shown, figure)

    def way(self, ref: str) -> tuple[Node, ...]:
        """Give the way of a saying from its report to the origin."""
        report, statement = self.statement(ref)
        return nodes(report, statement, self._extraction(report.id).credits)


class OnDemand(Index):
    """An index that reads a report and its extraction when it is first asked for one: for a page of a large case."""

    def __init__(self, case: Case) -> None:
        self._case = case.path
        self.reports = _Asked(case.report)
        self.extractions = _Asked(case.extraction)
        self._outlets = set(case.outlet_names())
        self._held = {}

    def _find(self, name: str) -> Report | None:
        """Give the report that has this id; names of outlets and sources are no ids."""
        return self.reports[name] if _ID.fullmatch(name) else None

    def _extraction(self, rid: str) -> Extraction:
        return self.extractions[rid]


class _Asked(dict[str, T]):
    """What `get` gives for a name, kept."""

    def __init__(self, get: Callable[[str], T]) -> None:
        super().__init__()
        self._get = get

    def __missing__(self, name: str) -> T:
        found = self[name] = self._get(name)
        return found
