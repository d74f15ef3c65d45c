"""Explained: one place of a report in the terminal — its sentence marked, and how each statement there was found."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from riwaya.model import Because, Explained, Explanation, Lexeme, Link, Report, Span, Statement
from riwaya.show import labels
from riwaya.show.labels import Bilingual
from riwaya.show.marks import pieces, statement_layers
from riwaya.show.terminal import Tables
from riwaya.show.visible import clipped, isolated, visible

_STYLES = {"cue": "bold magenta", "source": "cyan", "content": "green"}
_BRACKETS = {"cue": "[]", "source": "{}", "content": "⟨⟩"}
_CONTENT_WIDTH = 400
_SHOWN = 600  # characters of the text around the place


class Explainer(Tables):
    """Writes explanations to the terminal in one language."""

    def explain(self, report: Report, found: Explanation) -> None:
        """Write what is known of the place: where it is, the statements there, what else stands there."""
        head = self._said("character", at=str(found.at))
        self.console.print(
            Text.assemble(
                (isolated(report.name), "bold"),
                (f"  {head}  ", "dim"),
                (self.label("place", found.place), "bold"),
            )
        )
        self.console.print(Padding(self._marked(report, found), (0, 2)))
        if found.statements:
            self.console.print(Text(f"  {self.label('explain', 'legend')}", "dim"))
        if found.place == "furniture" and found.furniture:
            self.console.print(self._grid([("rule", self._because(found.furniture))]))
        for one in found.statements:
            self.console.print()
            self.console.print(self._grid(self._statement(report, one)))
        beside = list(self._beside(report, found))
        if beside:
            self.console.print()
            self.console.print(self._grid(beside))

    def _said(self, key: str, **facts: Bilingual | str) -> str:
        return self.say(labels.label("explain", key).format(**facts))

    def _grid(self, rows: list[tuple[str, Text]]) -> Padding:
        """Give labelled rows; a key without a label of ``[explain]`` stands for itself."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for key, text in rows:
            grid.add_row(self.label("explain", key), text)
        return Padding(grid, (0, 2))

    def _marked(self, report: Report, found: Explanation) -> Text:
        """Give the sentence with the cue, the sources and the content of the innermost statement marked."""
        window = _window(report, found)
        layers = statement_layers(found.statements[0].said, "s") if found.statements else []
        out = Text("\u2068")
        open_now: list[str] = []
        for piece in pieces(report.text, window, layers):
            # Sources and cues stand inside a content; brackets close in the order in which they opened.
            kinds = [kind for kind in ("content", "source", "cue") if kind in piece.css.split()]
            while open_now and open_now != kinds[: len(open_now)]:
                out.append(_BRACKETS[open_now.pop()][1], "dim")
            for kind in kinds[len(open_now) :]:
                out.append(_BRACKETS[kind][0], "dim")
                open_now.append(kind)
            out.append(visible(piece.text.replace("\n", " ")), _STYLES[kinds[-1]] if kinds else "")
        while open_now:
            out.append(_BRACKETS[open_now.pop()][1], "dim")
        return out.append("\u2069")

    def _statement(self, report: Report, one: Explained) -> list[tuple[str, Text]]:
        said = one.said
        rows = [("rule", self._because(rule)) for rule in one.rules]
        if one.rules[0].example:
            rows.append(("example", Text(isolated(one.rules[0].example), "italic")))
        rows += [("cue", self._cue(report, said, one.lexeme)), ("marker", self._marker(report, said))]
        rows.append(("content", _quoted(report, *said.content)))
        rows.append(("ends", self._because(one.ends)))
        for n, (link, why) in enumerate(zip(said.chain, one.links, strict=True), 1):
            rows.append((self._said("link", n=str(n), all=str(len(said.chain))), self._link(report, link)))
            rows += [("because", self._because(rule)) for rule in why]
        rows.append(("confidence", self._confidence(one)))
        return rows

    def _because(self, why: Because) -> Text:
        return Text.assemble((why.id, "bold"), f"  {self.say(Bilingual(why.ar, why.en))}")

    def _cue(self, report: Report, said: Statement, lexeme: Lexeme | None) -> Text:
        words = _quoted(report, said.cue) if said.cue else Text()
        if lexeme is None:
            return words.append(f"  {self.label('explain', 'no_row')}", "dim")
        stance = labels.label("stance", lexeme.stance)
        row = self._said("row", id=lexeme.id, stance=stance, frames=isolated(" ".join(lexeme.frames)))
        return words.append(f"  {row}", "dim")

    def _marker(self, report: Report, said: Statement) -> Text:
        if said.marker is None:
            return Text(self.label("explain", "no_marker"), "dim")
        return _quoted(report, said.marker)

    def _link(self, report: Report, link: Link) -> Text:
        out = (
            _quoted(report, link.mention) if link.mention else Text(self.label("explain", "not_named"), "dim")
        )
        name = isolated(visible(link.resolved)) if link.resolved else self.label("explain", "nobody")
        out.append(" = ", "dim").append(name, "cyan")
        out.append(f"  {self.label('kind', link.kind)}")
        if link.count is not None:
            out.append(f" ×{link.count}")
        if link.evidence:
            place = self._said("evidence", start=str(link.evidence.start), end=str(link.evidence.end))
            out.append(f"  {place}", "dim")
        return out

    def _confidence(self, one: Explained) -> Text:
        record = one.record
        counts = {name: str(getattr(record, name)) for name in ("found", "right", "read", "sound")}
        out = Text(f"{one.said.confidence:.2f}  {self._said('record', **counts)}")
        if one.weights:
            moved = ", ".join(f"{self.label('feature', k)} {v:+.2f}" for k, v in one.weights.items())
            out.append(f"; {self._said('weights', weights=moved)}")
        return out

    def _beside(self, report: Report, found: Explanation) -> Iterator[tuple[str, Text]]:
        """Give the figures, times and names that stand at the place, with their rules."""
        for q in found.quantities:
            value = f"  {self.say(labels.quantity(q))}, {q.unit}  "
            yield "quantity", _quoted(report, q.span).append(value).append(q.rule, "dim")
        for t in found.times:
            yield "time", _quoted(report, t.span).append(f"  {t.value or '—'}  ").append(t.rule, "dim")
        for m in found.mentions:
            name = f"  {self.label('mention', m.type)}"
            name += f" = {isolated(visible(m.identity))}" if m.identity else ""
            yield "mention", _quoted(report, m.span).append(f"{name}  ").append(m.rule, "dim")


def _quoted(report: Report, *spans: Span) -> Text:
    words = " … ".join(report.text[span.start : span.end] for span in spans)
    return Text(f"\u2068«{visible(clipped(words, _CONTENT_WIDTH))}»\u2069")


def _window(report: Report, found: Explanation) -> Span:
    """Give what is shown of the text: the sentence, or what of it is near the place when it is very long."""
    whole = found.sentence or Span(found.at, min(len(report.text), found.at + 1))
    start = max(whole.start, found.at - _SHOWN // 2)
    return Span(start, min(whole.end, start + _SHOWN))
