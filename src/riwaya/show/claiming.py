"""One claim in the terminal, in full: voices, variants, figures over time, chains, denials, and what was checked."""

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.text import Text

from riwaya.model import Origin
from riwaya.show import labels
from riwaya.show.chains import Way
from riwaya.show.checked import CitationView
from riwaya.show.claims import Card, FramingView, ReasonView, VariantView
from riwaya.show.evidence import Evidence, plain
from riwaya.show.figures import PointView, ShiftView
from riwaya.show.labels import Bilingual
from riwaya.show.terminal import Tables, cell
from riwaya.show.visible import clipped, isolated, visible

_STATES = {"dependent": "", "independent": "cyan", "unknown": "yellow"}
_CHECKED = {"figure": "bold yellow", "source": "bold yellow", "silent": "dim", "says": ""}
_MOST = 60
"""Lines of a list; what is more is in `--json`."""


class Claiming:
    """Writes all that is known of a claim to the terminal."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def claim(self, card: Card) -> None:
        """Write a claim: what a desk asks first stands first."""
        self._head(card)
        self._voices(card)
        self._citations("mismatches", card.mismatches)
        self._phantoms(card.phantoms)
        self._framings(card.framings)
        self._heading("page", "variants")
        for variant in card.variants:
            self._variant(variant)
        self._denials(card)
        self._ways(card)
        self._points(card.points)
        self._shifts("revisions", card.revisions)
        self._shifts("disagreements", card.disagreements)
        self._citations("citations", card.matches)

    def _head(self, card: Card) -> None:
        self._print(Text(isolated(card.wording), "bold"))
        facts = [visible(card.account.claim.id)]
        if card.counted:
            facts.append(f"{self._label('claim', 'counts')}: {isolated(self._say(card.counted))}")
        facts.append(self._say(labels.count("statement", card.statements)))
        facts.append(self._say(labels.count("outlet", card.outlets)))
        self._print(Text(" · ".join(facts), "dim"), "")

    # --- voices ---

    def _voices(self, card: Card) -> None:
        line = Text(f"{self._label('page', 'voices')}: ")
        line.append(self._say(card.voices), "bold")
        if card.account.phantom:
            line.append(f" · {self._label('claim', 'phantom_claim')}", "yellow")
        self._print(line)
        self._reasons(card.reasons)
        if card.origins:
            self._line(Text(self._label("page", "origins"), "underline"))
            self._list((self._origin(origin, "page", "through") for origin in card.origins), 4)
        self._print("")

    def _reasons(self, reasons: Sequence[ReasonView]) -> None:
        self._list(
            Text.assemble(
                (f"{self._label('independence', reason.state)}: ", _STATES[reason.state]),
                reason.words.line(self.tables.lang),
            )
            for reason in reasons
        )

    def _origin(self, origin: Origin, group: str, key: str) -> Text:
        kind = "own_voice" if origin.own_voice else origin.kind
        line = Text(isolated(origin.name) if origin.name else self._label("kind", "unnamed"), "cyan")
        line.append(f" ({self._label('kind', kind)})", "dim")
        if origin.phantom and group == "page":
            line.append(f" · {self._label('claim', 'phantom')}", "yellow")
        if origin.through:
            line.append(f" · {self._label(group, key)} {self._names(origin.through)}", "dim")
        return line

    def _phantoms(self, origins: Sequence[Origin]) -> None:
        if origins:
            self._heading("claim", "phantoms")
            self._line(Text(self._label("claim", "phantoms_lead"), "dim"))
            self._list(self._origin(origin, "claim", "carried_by") for origin in origins)
            self._print("")

    def _framings(self, framings: Sequence[FramingView]) -> None:
        if framings:
            self._heading("claim", "framings")
        for view in framings:
            line = Text(isolated(self._say(view.side)), "bold")
            for figure in view.figures:
                line.append(f" · {self._say(figure)}")
            line.append(f" · {self._say(view.voices)}")
            self._line(line)
            self._list((self._origin(origin, "page", "through") for origin in view.origins), 4)
        if framings:
            self._print("")

    # --- what was said ---

    def _variant(self, variant: VariantView) -> None:
        head = Text(self._say(variant.figure), "bold")
        if variant.vague:
            head.append(f" «{isolated(variant.vague)}»", "dim")
        if variant.denied:
            head.append(f" {self._label('page', 'denied')}", "red")
        if variant.framing:
            head.append(f" · {isolated(self._say(variant.framing))}", "yellow")
        if variant.voices:
            head.append(f"  {self._say(variant.voices)}", "dim")
        self._line(head)
        for e in variant.members[:_MOST]:
            self._evidence(e)
        self._more(len(variant.members) - _MOST, 4)
        self._print("")

    def _denials(self, card: Card) -> None:
        if card.denials:
            self._heading("page", "denials")
        for view in card.denials[:_MOST]:
            self._evidence(view.evidence, view.why)
        self._more(len(card.denials) - _MOST, 4)
        if card.denials:
            self._print("")

    def _evidence(self, e: Evidence, why: Bilingual | None = None) -> None:
        """Write who printed a sentence, when, and its way from there to its origin; and the sentence."""
        way = self.tables.chain(e.nodes)
        way.append(f"  {self._date(labels.date(e.report.published))}", "dim")
        if e.statement.stance != "says":
            way.append(f" · {self._label('stance', e.statement.stance)}", "red" if why else "dim")
        if why:
            way.append(f" · {self._say(why)}", "dim")
        way.append(f"  {visible(clipped(e.report.name, 18))}", "dim")
        self._line(way, 4)
        words = "".join(piece.text for piece in e.pieces) or plain(e.report, e.statement)
        self._line(Text(isolated(" ".join(words.split()))), 6)

    # --- chains ---

    def _ways(self, card: Card) -> None:
        if card.chains is None:
            return
        self._heading("chains", "title")
        table = self.tables.table(("outlet", 3), ("through", 3), ("origin", 3), ("how", 5), ("statements", 0))
        for way in card.chains.ways[:_MOST]:
            table.add_row(*self._way(way, card.chains.names[way.origin]))
        self._print(table)
        self._more(len(card.chains.ways) - _MOST, 2)

    def _way(self, way: Way, origin: Bilingual) -> tuple[Text, ...]:
        why = way.why.line(self.tables.lang) if way.why else self._label("chains", "words")
        return (
            cell(way.outlet, 60),
            Text(self._names(way.stops)),
            cell(self._say(origin), 90),
            Text(why, "dim" if way.why is None else ""),
            Text(str(len(way.statements))),
        )

    # --- figures over time ---

    def _points(self, points: Sequence[PointView]) -> None:
        if len(points) < 2:
            return
        self._heading("page", "drift")
        table = self.tables.table(("date", 0), ("outlet", 3), ("figure", 0), ("origin", 4), ("note", 0))
        for view in points[:_MOST]:
            notes = [self._label("page", "first")] if view.first else []
            notes += [self._label("claim", "outlier")] if view.point.outlier else []
            table.add_row(
                Text(self._date(view.date), "dim"),
                cell(view.paper, 60),
                Text(self._say(view.figure), "bold" if view.first else ""),
                cell(view.origin, 90) if view.origin else Text(self._label("claim", "nobody"), "dim"),
                Text(" · ".join(notes), "yellow" if view.point.outlier else "cyan"),
            )
        self._print(table)
        self._more(len(points) - _MOST, 2)

    def _shifts(self, key: str, shifts: Sequence[ShiftView]) -> None:
        if shifts:
            self._heading("claim", key)
            self._list(self._shift(view) for view in shifts)
            self._print("")

    def _shift(self, view: ShiftView) -> Text:
        line = Text(view.words.line(self.tables.lang))
        if view.before and view.after:
            line.append(f"  {self._date(view.before.date)} · {self._date(view.after.date)}", "dim")
        return line

    # --- citations ---

    def _citations(self, key: str, citations: Sequence[CitationView]) -> None:
        if not citations:
            return
        self._heading("claim", key)
        if key == "mismatches":
            self._line(Text(self._label("claim", "mismatches_lead"), "dim"))
        for view in citations[:_MOST]:
            style = _CHECKED[view.citation.checked]
            self._line(
                Text.assemble((f"{self._say(view.label)}: ", style), view.words.line(self.tables.lang))
            )
            if view.mismatch:
                self._evidence(view.citing)
                if view.found:
                    self._evidence(view.found)
        self._more(len(citations) - _MOST, 2)
        self._print("")

    # --- small pieces ---

    def _names(self, names: Iterable[str]) -> str:
        return ("، " if self.tables.lang == "ar" else ", ").join(isolated(name) for name in names)

    def _list(self, lines: Iterable[Text], indent: int = 2) -> None:
        found = list(lines)
        for line in found[:_MOST]:
            self._line(line, indent)
        self._more(len(found) - _MOST, indent)

    def _more(self, count: int, indent: int) -> None:
        if count > 0:
            self._line(Text(f"{self._say(labels.count('more', count))} (--json)", "dim"), indent)

    def _heading(self, group: str, key: str) -> None:
        self._print(Text(self._label(group, key), "bold underline"))

    def _line(self, text: Text, indent: int = 2) -> None:
        self._print(Padding(text, (0, 0, 0, indent), expand=False))

    def _print(self, *parts: object) -> None:
        self.tables.console.print(*parts, sep="\n")

    def _label(self, group: str, key: str) -> str:
        return self.tables.label(group, key)

    def _date(self, words: Bilingual) -> str:
        """Write a date; one that is none is the report's own words."""
        return visible(self._say(words))

    def _say(self, words: Bilingual) -> str:
        return self.tables.say(words)
