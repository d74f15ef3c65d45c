"""Copying in the terminal: agencies' texts, families, pairs with what was changed, and one report in full."""

from collections.abc import Iterable, Mapping, Sequence

from rich.padding import Padding
from rich.text import Text

from riwaya.model import Linked, Report
from riwaya.show import families, labels, whence
from riwaya.show.copies import Pair, paper
from riwaya.show.edits import EditView
from riwaya.show.families import FamilyView, WireView
from riwaya.show.labels import Bilingual
from riwaya.show.sides import Row, Run
from riwaya.show.terminal import Tables, cell
from riwaya.show.visible import clipped, isolated, visible

_BRACKETS = {"word": ("[", "]", "yellow"), "edit": ("⟪", "⟫", "bold red"), "gap": ("‹", "›", "red")}
_MEMBERS = 12
"""Reports of a family that the list of all shows; the view of one of its reports shows them all."""


class Copying:
    """Writes what is known of copies to the terminal."""

    def __init__(self, tables: Tables, linked: Linked, reports: Mapping[str, Report]) -> None:
        self.tables = tables
        self.linked = linked
        self.reports = reports

    def overview(self, pairs: Sequence[Pair], every: int, most: int, *, only_pairs: bool) -> None:
        """Write the agencies' texts, the families, and the pairs in the order in which they are given.

        At most `most` of each, and how many more there are; `every` is the number of all pairs.
        """
        if not only_pairs:
            wires = families.wires(self.linked, self.reports)
            self._wires(wires[:most])
            self._more(len(wires) - most)
            lineages = families.families(self.linked, self.reports)
            self._families(lineages[:most], _MEMBERS)
            self._more(len(lineages) - most)
        self._heading("pairs")
        for pair in pairs:
            self._pair(pair)
        self._more(every - most)

    def _more(self, count: int) -> None:
        if count > 0:
            self._print(Text(f"{self._say(labels.count('more', count))} (--limit 0)", "dim"), "")

    def report(self, report: Report, pairs: Sequence[Pair]) -> None:
        """Write all of one report: whose text it carries, its families, its parts, its pairs side by side."""
        head = Text(isolated(report.title or report.name), "bold")
        head.append(
            f"  {isolated(report.outlet or '')} {visible(report.published or '')}  {visible(report.name)}",
            "dim",
        )
        self._print(head, "")
        rid = report.id
        found = families.wires(self.linked, self.reports)
        self._wires([w for w in found if rid in {w.wire.report, *w.wire.credited, *w.wire.inferred}])
        lineages = families.families(self.linked, self.reports)
        self._families([f for f in lineages if rid in f.family.reports], len(self.reports))
        self._parts(report, pairs)
        self._heading("pairs")
        self._print(Text(self._label("marks"), "dim"), "")
        for pair in pairs:
            self._pair(pair)
            self._sides(pair)

    # --- wires and families ---

    def _wires(self, found: Iterable[WireView]) -> None:
        for n, view in enumerate(found):
            if not n:
                self._heading("wires")
            at_hand = view.own is not None
            head = Text.assemble(("◆ " if at_hand else "◇ ", "cyan"), (isolated(view.wire.name), "bold"))
            head.append("  ")
            if view.own:
                head.append(f"{self._label('at_hand')}: ").append_text(self._paper(view.own))
            else:
                head.append(self._label("absent"), "yellow")
            self._print(head)
            self._carriers("credited", view.credited)
            self._carriers("inferred", view.inferred)
            self._print("")

    def _carriers(self, key: str, carriers: Sequence[Report]) -> None:
        if carriers:
            line = Text(f"{self._label(key)}: ", "dim")
            for n, report in enumerate(carriers):
                line.append("، " if n and self.tables.lang == "ar" else ", " if n else "")
                line.append_text(self._paper(report))
            self._print(Padding(line, (0, 0, 0, 2), expand=False))

    def _families(self, found: Iterable[FamilyView], most: int) -> None:
        for n, view in enumerate(found, 1):
            if n == 1:
                self._heading("families")
            head = Text.assemble((f"{n}. ", "dim"), (isolated(clipped(view.family.title, 70)), "bold"))
            head.append(f"  {self._say(labels.count('report', len(view.members)))}")
            if view.first:
                head.append(f"  {self._label('first_is')}: {isolated(view.first)}", "cyan")
            self._print(head)
            for member in view.members[:most]:
                line = Text(
                    f"{visible(member.report.published or self._label_of('page', 'undated'))}  ", "dim"
                )
                line.append(isolated(member.name))
                if member.after:
                    line.append(f"  {member.after.line(self.tables.lang)}", "dim")
                self._print(Padding(line, (0, 0, 0, 3), expand=False))
            if len(view.members) > most:
                more = self._say(labels.count("more", len(view.members) - most))
                self._print(Padding(Text(more, "dim"), (0, 0, 0, 3), expand=False))
            self._print("")

    # --- pairs ---

    def _pair(self, pair: Pair) -> None:
        lang = self.tables.lang
        way = labels.label("copying", "way" if pair.first else "both")
        a, b = (isolated(name) for name in pair.names)
        head = Text(self._say(way.format(a=a, b=b)), "bold")
        head.append(
            f"  {self._say(pair.extent)} · {self._say(labels.count('word_shared', pair.copy.words))}", "dim"
        )
        self._print(head)
        comma = "، " if lang == "ar" else ", "
        self._line(comma.join(said.line(lang) for said, _ in pair.shares))
        order = Text(self._label_of("direction", "unknown"), "dim")
        if pair.first:
            order = Text(f"{self._label('first_is')}: {isolated(pair.names[0])}", "cyan")
        if pair.why:
            order.append(f" · {self._say(pair.why)}", "dim")
        self._line(order)
        for edit in pair.edits:
            self._edit(edit)
        self._line(Text(f"{visible(pair.a.name)} · {visible(pair.b.name)}", "dim"))
        self._print("")

    def _edit(self, view: EditView) -> None:
        line = Text.assemble((f"{view.n} ", "bold red" if view.strong else "bold yellow"))
        line.append(view.words.line(self.tables.lang))
        if len(view.edits) > 1:
            line.append(f" ({self._say(labels.count('place', len(view.edits)))})", "dim")
        self._line(line)

    def _sides(self, pair: Pair) -> None:
        """Write the passages of a pair side by side, the words that differ in brackets."""
        if not pair.passages:
            return
        table = self.tables.side_by_side(*(isolated(name) for name in pair.names))
        for view in pair.passages:
            for row in view.rows.shown:
                table.add_row(*self._row(row))
            if view.rows.left:
                table.add_row(*[self._skipped(labels.count("more_words", view.rows.left))] * 2)
            table.add_section()
        self._print(table)
        if pair.left:
            left = self._say(labels.count("passage", pair.left))
            self._line(Text(f"{self._label('passages_left')}: {left}", "dim"))
        self._print("")

    def _row(self, row: Row) -> tuple[Text, Text]:
        if row.same:
            same = self._skipped(labels.count("word_same", row.same))
            return same, same
        return _marked(row.a), _marked(row.b)

    def _skipped(self, words: Bilingual) -> Text:
        return Text(f"… {self._say(words)} …", "dim")

    # --- where the parts of a report come from ---

    def _parts(self, report: Report, pairs: Sequence[Pair]) -> None:
        found = whence.parts(report, (pair.copy for pair in pairs), self.linked, self.reports)
        every = max(1, sum(part.words for part in found))
        self._heading("parts")
        table = self.tables.table(("words", 0), ("share_of", 0), ("whence", 4), ("part", 5))
        for part in found:
            origin = Text(
                self._say(labels.label("copying", f"part_{part.origin}").format(a=isolated(part.name))),
                "" if part.origin == "own" else "cyan",
            )
            if part.others:
                also = labels.label("copying", "and_others").format(n=labels.count("report", part.others))
                origin.append(f" · {self._say(also)}", "dim")
            words = report.text[part.span.start : part.span.end]
            share = self._say(labels.share(part.words / every))
            table.add_row(str(part.words), share, origin, cell(words, 90))
        self._print(table)

    # --- small pieces ---

    def _paper(self, report: Report) -> Text:
        return Text(isolated(paper(report))).append(
            f" {visible((report.published or '')[:10])}".rstrip(), "dim"
        )

    def _heading(self, key: str) -> None:
        self._print(Text(self._label(key), "bold underline"))

    def _line(self, text: Text | str) -> None:
        self._print(Padding(Text(text) if isinstance(text, str) else text, (0, 0, 0, 2), expand=False))

    def _print(self, *parts: Text | Padding | str | object) -> None:
        self.tables.console.print(*parts, sep="\n")

    def _label(self, key: str) -> str:
        return self._label_of("copying", key)

    def _label_of(self, group: str, key: str) -> str:
        return self.tables.label(group, key)

    def _say(self, words: Bilingual) -> str:
        return self.tables.say(words)


def _marked(runs: Iterable[Run]) -> Text:
    """Give one side of a row: words that differ in brackets, those that matter in their own with their number."""
    out = Text("\u2068")
    for run in runs:
        text = visible(run.text.replace("\n", " "))
        if not run.kind:
            out.append(text)
            continue
        opens, closes, style = _BRACKETS[run.kind]
        out.append(f"{opens}{text}{closes}", style)
        if run.n:
            out.append(f"({run.n})" + (" " if run.kind == "gap" else ""), style)
    out.rstrip()
    return out.append("\u2069")
