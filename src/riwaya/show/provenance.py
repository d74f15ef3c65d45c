"""Provenance in the terminal: where a text was seen, and what changed on a page from one reading to the next."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from riwaya.case.changes import changes
from riwaya.model import Change, Report, Sighting, Version
from riwaya.show.terminal import Tables, cell
from riwaya.show.visible import clipped, isolated

AROUND = 24
"""Characters of the text shown on either side of a change."""
DIGEST = 12
"""Digits of a digest that a table shows; ``--json`` gives all."""


class Provenance:
    """Writes sightings and versions to the terminal."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def sightings(self, found: Sequence[Sighting]) -> None:
        """Write every place where a text was read."""
        columns = (("read_from", 4), ("published_on", 0), ("read_when", 0), ("fetched", 0), ("sha256", 0))
        table = self.tables.table(*columns, ("headline_there", 4))
        for one in found:
            at = Text(one.at or "")
            if one.again:
                at.append(f"\n{self.tables.label('page', 'again')} {one.again}", "dim")
            table.add_row(
                cell(one.read_from, 200),
                Text(one.published or ""),
                at,
                Text(one.fetched or ""),
                Text((one.sha256 or "")[:DIGEST], "dim"),
                cell(one.title, 120),
            )
        self.tables.console.print(table)

    def versions(self, found: Iterable[tuple[Version, Sequence[Report]]]) -> None:
        """Write the pages whose text changed: each step from a text to the next with what was changed in it."""
        for version, reports in found:
            self.tables.console.print(Text(isolated(version.page), "bold"))
            table = self.tables.table(("version", 0), ("seen_on", 0), ("before", 5), ("after", 5))
            for n, report in enumerate(reports):
                steps = list(self._changes(reports[n - 1], report)) if n else []
                for at, (old, new) in enumerate(steps or [(Text(""), Text(""))]):
                    first = at == 0
                    table.add_row(
                        str(n + 1) if first else "",
                        (report.updated or report.fetched or report.published or "") if first else "",
                        old,
                        new,
                    )
            self.tables.console.print(table)

    def _changes(self, old: Report, new: Report) -> Iterator[tuple[Text, Text]]:
        """Give each change as what stood there and what stands there now, with some words around."""
        for change in changes(old.text, new.text):
            yield _shown(old.text, change, "old", "red"), _shown(new.text, change, "new", "green")


def _shown(text: str, change: Change, side: str, style: str) -> Text:
    """Give one side of a change between the words around it; the words that changed stand in brackets."""
    span = change.old if side == "old" else change.new
    before = text[max(0, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND]
    out = Text("\u2068")
    out.append(clipped(before, AROUND + 1).lstrip() + (" " if before[-1:].isspace() else ""), "dim")
    out.append(f"[{clipped(text[span.start : span.end], 160)}]", style)
    out.append((" " if after[:1].isspace() else "") + clipped(after, AROUND + 1).rstrip(), "dim")
    return out.append("\u2069")
