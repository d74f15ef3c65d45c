"""The command of copies: who copied whom, what was changed on the way, whose text it is."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from riwaya.cli.base import (
    AsJson,
    CaseFile,
    Labels,
    Lang,
    app,
    end,
    open_case,
    tables,
    write_lines,
    write_picture,
)
from riwaya.model import Copy, Linked, Report


class Noun(StrEnum):
    """What `--json` can write."""

    COPIES = "copies"
    WIRES = "wires"
    FAMILIES = "families"
    PASSAGES = "passages"


@app.command(epilog="Example: riwaya copies story.riwaya --edits")
def copies(
    case: CaseFile,
    report: Annotated[
        str | None,
        typer.Argument(metavar="REPORT", help="All of one report: its id, or the beginning of it."),
    ] = None,
    edits: Annotated[
        bool, typer.Option("--edits", help="Only pairs in which something that matters differs.")
    ] = False,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", metavar="FILE.svg", help="Also write who copied whom as a picture."),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, help="Without REPORT: at most so many of each; 0 shows all.")
    ] = 40,
    json: AsJson = False,
    nouns: Annotated[Noun, typer.Option("--of", help="What --json writes.")] = Noun.COPIES,
    lang: Labels = Lang.EN,
) -> None:
    """List who copied whom, and what was changed on the way."""
    from riwaya.show import copies as shown  # noqa: PLC0415 - see `cli.base`

    with open_case(case) as kept:
        one: Report | None = kept.report(report) if report else None
        reports: dict[str, Report] = {r.id: r for r in kept.reports()}
        linked = _around(kept.linked(), one)
        found = [
            c
            for c in shown.copies(linked, reports)
            if (c.edits or not edits) and (not one or one.id in (c.a, c.b))
        ]
        if json:
            count = write_lines(_nouns(linked, found)[nouns])
        else:
            count = len(found)
            if found:
                _show(linked, found, one, reports, lang, edits, limit)
        if picture and count:
            _draw(linked, reports, picture, lang)
    end(count)


def _around(linked: Linked, one: Report | None) -> Linked:
    """Keep what has to do with one report: its pairs, and the families and agencies' texts that it is of."""
    if one is None:
        return linked
    rid = one.id
    families = tuple(f for f in linked.families if rid in f.reports)
    kin = {rid, *(r for family in families for r in family.reports)}
    of_kin = {w for family in families for w in family.wires}
    return Linked(
        passages=tuple(p for p in linked.passages if rid in (p.a, p.b) or {p.a, p.b} <= kin),
        copies=tuple(c for c in linked.copies if rid in (c.a, c.b) or {c.a, c.b} <= kin),
        wires=tuple(w for w in linked.wires if w.id in of_kin or rid in (w.report, *w.credited, *w.inferred)),
        families=families,
    )


def _nouns(linked: Linked, found: Sequence[Copy]) -> dict[Noun, Sequence[Any]]:
    held = {p for copy in found for p in copy.passages}
    return {
        Noun.COPIES: found,
        Noun.WIRES: linked.wires,
        Noun.FAMILIES: linked.families,
        Noun.PASSAGES: [p for p in linked.passages if p.id in held],
    }


def _show(
    linked: Linked,
    found: Sequence[Copy],
    one: Report | None,
    reports: Mapping[str, Report],
    lang: Lang,
    edits: bool,
    limit: int,
) -> None:
    from riwaya.show.copies import pairs  # noqa: PLC0415 - as above
    from riwaya.show.copying import Copying  # noqa: PLC0415

    screen = Copying(tables(lang), linked, reports)
    if one:
        screen.report(one, pairs(found, linked, reports))
    else:
        most = limit or max(len(found), len(linked.wires), len(linked.families))
        screen.overview(pairs(found[:most], linked, reports), len(found), most, only_pairs=edits)


def _draw(linked: Linked, reports: Mapping[str, Report], output: Path, lang: Lang) -> None:
    from riwaya.show import svg  # noqa: PLC0415 - as above
    from riwaya.show.picture import picture  # noqa: PLC0415

    drawn = picture(linked, reports)
    if drawn is None:
        return
    write_picture(output, svg.render(drawn, lang.value))
