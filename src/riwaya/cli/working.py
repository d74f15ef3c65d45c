"""The commands of work: notes and pins, and the dossier that collects what was pinned."""

from pathlib import Path
from typing import Annotated, Any

import typer

from riwaya.cli.base import AsJson, CaseFile, Labels, Lang, app, end, open_case, write_file
from riwaya.cli.identity import now, user

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="A statement (REPORT/s3), or the id of what was found or read.")
]


@app.command(epilog="Example: riwaya pin story.riwaya kurat-1/s0")
def pin(case: CaseFile, ref: Ref) -> None:
    """Pin a finding to the dossier."""
    with open_case(case) as kept:
        n = kept.pin(kept.finding(_whole(kept, ref)), at=now(), by=user())
        print(f"pin {n}")


@app.command(epilog="Example: riwaya note story.riwaya kurat-1/s0 'asked the port, no answer'")
def note(
    case: CaseFile,
    ref: Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be noted.")],
) -> None:
    """Write a note about a finding."""
    from riwaya.model import Note  # noqa: PLC0415 - see `cli.base`

    with open_case(case) as kept:
        of = kept.finding(_whole(kept, ref))
        print(f"note {kept.annotate(Note(of=of, text=text, at=now(), by=user()))}")


@app.command(epilog="Example: riwaya dossier story.riwaya -o dossier.html")
def dossier(
    case: CaseFile,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the page here.")
    ] = None,
    json: AsJson = False,
    lang: Labels = Lang.AR,
) -> None:
    """Write what was pinned, with its sources and digests, as a page or JSON."""
    from riwaya.show import dossier as made  # noqa: PLC0415 - as above
    from riwaya.show import dossier_records  # noqa: PLC0415

    if json == (output is not None):
        raise typer.BadParameter("either --output FILE or --json")
    with open_case(case) as kept:
        found = made.views(kept, kept.pins(), most=made.EVERY)
        if output is not None:
            write_file(output, made.page(found, Path(case).stem, now(), lang.value))
        else:
            for one in dossier_records.records(found):
                print(dossier_records.line(one))
    end(len(found))


def _whole(case: Any, ref: str) -> str:
    """Give a reference with the report's own id, where it was given by the id that the report came with."""
    report, slash, part = ref.rpartition("/")
    return f"{case.report(report).id}/{part}" if slash else ref
