"""The commands of provenance: where the text of a report was seen, and which pages changed."""

from typing import Annotated

import typer

from riwaya.cli.base import AsJson, CaseFile, Labels, Lang, app, end, open_case, tables, write_lines


@app.command(epilog="Example: riwaya sightings story.riwaya r0123456789abcdef")
def sightings(
    case: CaseFile,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or the beginning of it.")],
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """List where the text of a report was read: which file, which bytes, and when."""
    from riwaya.show.provenance import Provenance  # noqa: PLC0415 - see `cli.base`

    with open_case(case) as kept:
        found = kept.sightings(kept.report(report).id)
        if json:
            write_lines(found)
        elif found:
            Provenance(tables(lang)).sightings(found)
    end(len(found))


@app.command(epilog="Example: riwaya versions story.riwaya --page news/7")
def versions(
    case: CaseFile,
    page: Annotated[str, typer.Option(help="Only pages whose address holds this.")] = "",
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """List pages whose text changed between two readings, and how."""
    from riwaya.show.provenance import Provenance  # noqa: PLC0415 - as above

    with open_case(case) as kept:
        found = [version for version in kept.versions() if page in version.page]
        if json:
            write_lines(found)
        elif found:
            texts = [(version, [kept.report(rid) for rid in version.reports]) for version in found]
            Provenance(tables(lang)).versions(texts)
    end(len(found))
