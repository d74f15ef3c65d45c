"""The commands of claims: the list of them, and one in full with its chains as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from riwaya.errors import RiwayaError
from riwaya.model import Account

if TYPE_CHECKING:
    from riwaya.show.claims import Card


@app.command(epilog="Example: riwaya claims story.riwaya --disputed")
def claims(
    case: CaseFile,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only with several figures or a denial.")
    ] = False,
    denied: Annotated[bool, typer.Option("--denied", help="Only those that somebody denies.")] = False,
    about: Annotated[str | None, typer.Option(help="Only those whose words hold this.")] = None,
    min_support: Annotated[
        int, typer.Option("--min-support", min=0, metavar="N", help="Only with at least N separate voices.")
    ] = 0,
    phantoms: Annotated[
        bool, typer.Option("--phantoms", help="Only those that nobody in the case has at first hand.")
    ] = False,
    mismatches: Annotated[
        bool, typer.Option("--mismatches", help="Only with a citation that the cited report does not match.")
    ] = False,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """List claims: their figures, voices and denials."""
    from riwaya.show import select  # noqa: PLC0415 - see `cli.base`

    with open_case(case) as kept:
        index, accounts = select.Index(kept), kept.accounts()
        wanted = select.WantedClaims(disputed, about, min_support, phantoms, mismatches, denied)
        found: list[Account] = list(select.claims(index, accounts, wanted))
        if json:
            write_lines(found)
        elif found:
            tables(lang).claims(found, index, select.short_ids(accounts))
    end(len(found))


@app.command(epilog="Example: riwaya claim story.riwaya c3f02 --picture chains.svg")
def claim(
    case: CaseFile,
    claim_id: Annotated[
        str, typer.Argument(metavar="ID", help="The claim's id, or the beginning of it: see riwaya claims.")
    ],
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE.svg", help="Also write its chains as a picture.")
    ] = None,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """Show one claim in full: chains, figures over time, what was checked."""
    from riwaya.show import select  # noqa: PLC0415 - as above
    from riwaya.show.claiming import Claiming  # noqa: PLC0415
    from riwaya.show.claims import card  # noqa: PLC0415

    with open_case(case) as kept:
        one: Account = select.claim(kept.accounts(), claim_id, str(case))
        if json:
            write_lines([one])
        if picture or not json:
            shown = card(1, one, select.Index(kept))
            if not json:
                Claiming(tables(lang)).claim(shown)
            if picture:
                _draw(shown, picture, case, lang)


def _draw(shown: "Card", output: Path, case: Path, lang: Lang) -> None:
    """Write the chains of a claim; raises RiwayaError R407 where its ways were not kept, as by an older Riwaya."""
    from riwaya.show import svg  # noqa: PLC0415 - as above

    if shown.chains is None:
        raise RiwayaError("R407", str(case))
    write_picture(output, svg.chains(shown.chains, shown.wording, lang.value))
