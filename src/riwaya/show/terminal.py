"""Terminal: statements, claims and sources as tables that fit the width of the screen.

The order of Arabic and Latin words within a cell is left to the terminal; every cell of report text stands
between direction isolates, so that one cell never reorders another, and control characters are made visible.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from riwaya.case import Hit
from riwaya.errors import RiwayaError
from riwaya.model import Account, Source, Warn, split_ref
from riwaya.show import labels
from riwaya.show.claims import rank
from riwaya.show.evidence import Evidence, Index, Node, plain
from riwaya.show.labels import Bilingual, Language
from riwaya.show.visible import clipped, isolated, visible

PIPED_WIDTH = 140


def console(*, error: bool = False) -> Console:
    """Open the terminal: no colours when piped or NO_COLOR is set; piped, it is `PIPED_WIDTH` wide."""
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(stderr=error, width=width, highlight=False, emoji=False, markup=False)


def cell(text: str | None, width: int, style: str = "") -> Text:
    """Give report text as a cell: visible, cut at a word, isolated."""
    return Text(isolated(clipped(text, width)) if text else "", style=style)


class Tables:
    """Writes tables to the terminal in one language."""

    def __init__(self, lang: Language = "en") -> None:
        self.lang = lang
        self.console = console()

    def say(self, words: Bilingual) -> str:
        """Give the words of this terminal's language."""
        return words.ar if self.lang == "ar" else words.en

    def label(self, group: str, key: str) -> str:
        """Give a label in this terminal's language."""
        return self.say(labels.label(group, key))

    def table(self, *columns: tuple[str, int]) -> Table:
        """Open a table; each column has a label of ``[page]`` and its share of the width (0: as narrow as it
        can).
        """
        out = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, expand=False)
        for key, ratio in columns:
            if ratio:
                out.add_column(self.label("page", key), ratio=ratio, overflow="fold")
            else:
                out.add_column(self.label("page", key), no_wrap=True)
        return out

    def side_by_side(self, left: str, right: str) -> Table:
        """Open a table of two texts that stand next to each other, each with half of the width."""
        out = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, expand=True)
        for name in (left, right):
            out.add_column(Text(name), ratio=1, overflow="fold")
        return out

    def _room(self, part: float, lines: int = 3) -> int:
        """Give how many characters fit into `lines` lines of a part of the width."""
        return max(24, int(self.console.width * part) * lines)

    def chain(self, nodes: Sequence[Node]) -> Text:
        """Write the way of a saying, the reader's outlet first; unnamed sources are in italics with their
        kind.
        """
        out = Text()
        for n, node in enumerate(nodes):
            if n:
                out.append(" > ", "dim")
            if node.name is None:
                out.append("—" if node.carrier else self.label("kind", "unnamed"), "dim italic")
            elif node.kind in ("described", "vague"):
                out.append(isolated(clipped(node.name, 60)), "italic yellow")
                out.append(f" ({self.label('kind', node.kind)})", "dim")
            else:
                out.append(isolated(clipped(node.name, 60)), "dim" if node.carrier else "cyan")
        return out

    def statements(self, found: Iterable[tuple[str, Evidence]]) -> None:
        """Write statements: reference, the way they came, stance, words, confidence."""
        out = self.table(("statements", 0), ("who", 3), ("stance", 0), ("said", 5), ("confidence", 0))
        for ref, e in found:
            rid, part, n = split_ref(ref)
            name = e.report.given_id or rid[:10]
            stance = e.statement.stance
            out.add_row(
                Text(f"{clipped(name, 18)}/{part}{n}", "dim"),
                self.chain(e.nodes),
                Text(self.label("stance", stance), "red" if stance == "denies" else ""),
                cell(plain(e.report, e.statement), self._room(0.38)),
                f"{e.statement.confidence:.2f}",
            )
        self.console.print(out)

    def claims(self, accounts: Iterable[Account], index: Index, ids: Mapping[str, str]) -> None:
        """Write claims: what `ids` call them, wording, voices, each variant with who gives it, denials."""
        out = self.table(("id", 0), ("claims", 4), ("voices", 2), ("variants", 5), ("denials", 2))
        for account in sorted(accounts, key=rank):
            claim = account.claim
            variants = Text()
            for n, v in enumerate(claim.variants[:8]):
                names = dict.fromkeys(_voice(index, m.statement) for m in v.members)
                variants.append("\n" if n else "")
                variants.append(self.say(labels.figure(v.low, v.high, claim.unit)), "bold")
                if v.denied:
                    variants.append(f" {self.label('page', 'denied')}", "red")
                variants.append(f" ×{len(v.members)}  ", "dim")
                variants.append(isolated(clipped("، ".join(names), self._room(0.3, 2))))
            if len(claim.variants) > 8:
                variants.append("\n" + self.say(labels.count("more", len(claim.variants) - 8)), "dim")
            denials = dict.fromkeys(_voice(index, d.statement) for d in account.denials)
            said = Text(
                self.say(labels.label("counted", claim.counted)) + ": " if claim.counted else "", "bold"
            )
            out.add_row(
                Text(visible(ids[claim.id]), "dim"),
                said.append_text(cell(claim.wording, self._room(0.25), "not bold")),
                Text(self.say(labels.voices(account.support)), "bold"),
                variants,
                cell("، ".join(denials), self._room(0.12), "red"),
            )
            out.add_section()
        self.console.print(out)

    def sources(self, sources: Iterable[Source], index: Index) -> None:
        """Write sources: name, kind, how many statements, in which outlets."""
        out = self.table(("sources", 5), ("kind", 0), ("statements", 0), ("outlets", 4))
        for source in sources:
            outlets = dict.fromkeys(index.reports[split_ref(r)[0]].outlet or "" for r in source.statements)
            named = source.kind not in ("described", "vague")
            out.add_row(
                cell(source.name, self._room(0.35, 2), "" if named else "italic yellow"),
                self.label("kind", source.kind),
                str(len(source.statements)),
                cell("، ".join(filter(None, outlets)), self._room(0.3, 2)),
            )
        self.console.print(out)

    def hits(self, hits: Iterable[Hit]) -> None:
        """Write what a search found: the report, and the words around what was found, which is bold."""
        for hit in hits:
            head = Text(isolated(hit.title or hit.given_id or hit.report), "bold")
            head.append(f"  {isolated(hit.outlet or '')} {(hit.published or '')[:10]}", "dim")
            self.console.print(head, _marked(hit), "", sep="\n")


def _marked(hit: Hit) -> Text:
    """Give a snippet in one isolate, so that it reads in its own order, with the words found in bold."""
    out, at = Text("  \u2068"), 0
    for mark in hit.marks:
        out.append(_flat(hit.snippet[at : mark.start]))
        out.append(_flat(hit.snippet[mark.start : mark.end]), "bold yellow")
        at = mark.end
    return out.append(_flat(hit.snippet[at:]) + "\u2069")


def _flat(text: str) -> str:
    return visible(text.replace("\n", " "))


def _voice(index: Index, ref: str) -> str:
    """Name who is at the end of a statement's chain, or the outlet that says it itself."""
    e = index.evidence(ref)
    return next((n.name for n in reversed(e.nodes) if n.name), index.title(e.report.id))


def warnings(found: Sequence[Warn], limit: int = 20) -> None:
    """Write warnings to standard error: code, where, what, what to do."""
    out = console(error=True)
    for w in found[:limit]:
        place = f" {isolated(w.where)}:" if w.where else ""
        out.print(Text.assemble((w.code, "yellow"), f"{place} {w.message}", (f" — {w.hint}", "dim")))
    if len(found) > limit:
        out.print(f"… {len(found) - limit} more warnings")


def error(problem: RiwayaError) -> None:
    """Write an error to standard error: code, where, what, what to do."""
    out = console(error=True)
    place = f" {isolated(problem.where)}:" if problem.where else ""
    out.print(Text.assemble((problem.code, "bold red"), f"{place} {problem.what}\n  ", (problem.hint, "dim")))
