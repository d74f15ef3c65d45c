"""The command that reads: once, or again and again for a standing case."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.cli.base import (
    EXIT_INTERRUPTED,
    EXIT_NOTHING,
    Columns,
    Workers,
    app,
    existing,
    options,
    show_warnings,
    summary,
)
from riwaya.errors import RiwayaError

if TYPE_CHECKING:
    from riwaya.case import Case
    from riwaya.read.inputs import Options


@app.command(epilog="Example: riwaya read reports/ pages.warc.gz --case story.riwaya")
def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH…", help="Files or folders of reports; - is standard input."),
    ] = None,
    case: Annotated[
        Path,
        typer.Option("--case", "-c", help="The case file; made when it is not there.", show_default=False),
    ] = ...,  # type: ignore[assignment]  # required, behind an argument that is not
    columns: Columns = None,
    watch: Annotated[
        list[Path] | None,
        typer.Option("--watch", metavar="DIR", help="Go on: read what is new in this folder."),
    ] = None,
    feed: Annotated[
        list[Path] | None,
        typer.Option("--feed", metavar="FILE", help="Go on: read what is new in this feed."),
    ] = None,
    every: Annotated[
        float,
        typer.Option("--every", min=1, metavar="S", help="Seconds between two looks with --watch or --feed."),
    ] = 60,
    once: Annotated[bool, typer.Option("--once", help="Look once with --watch or --feed, and end.")] = False,
    workers: Workers = None,
) -> None:
    """Read reports into a case and find who stands behind what."""
    from riwaya.case import Case  # noqa: PLC0415 - see `cli.base`

    standing = [*(watch or []), *(feed or [])]
    if not paths and not standing:
        raise typer.BadParameter("say what to read: PATH, --watch DIR or --feed FILE")
    how = options(columns)
    there, complete = existing(paths) if paths else ([], True)
    with Case.open(case, create=True) as kept:
        try:
            if there:
                _once(kept, case, there, how, workers)
            if standing:
                _standing(kept, case, standing, how, workers, every=every, once=once)
        except KeyboardInterrupt:
            safe = kept.counts()["reports"] + kept.waiting()
            print(f"\ninterrupted: {safe} reports are safe in {case}; read again to go on", file=sys.stderr)
            raise typer.Exit(EXIT_INTERRUPTED) from None
    if not complete:
        raise typer.Exit(EXIT_NOTHING)


def _once(kept: "Case", case: Path, there: list[str], how: "Options", workers: int | None) -> None:
    """Read what is there and say what is in the case now; raises RiwayaError R113 where nothing is."""
    from riwaya import pipeline  # noqa: PLC0415 - see `cli.base`
    from riwaya.show.progress import Bar  # noqa: PLC0415

    before, known = kept.counts(), kept.warnings()
    with Bar() as bar:
        pipeline.read(there, kept, progress=bar, workers=workers, options=how)
    show_warnings([w for w in kept.warnings() if w not in known])
    if not kept.counts()["reports"]:
        raise RiwayaError("R113", str(case))
    print(summary(kept.counts(), before))
    print(f"See it: riwaya claims {case}   or as a page: riwaya report {case} -o page.html", file=sys.stderr)


def _standing(
    kept: "Case",
    case: Path,
    paths: list[Path],
    how: "Options",
    workers: int | None,
    *,
    every: float,
    once: bool,
) -> None:
    """Look again and again, and say of each look that found something what is in the case now."""
    from riwaya.pipeline.standing import stand  # noqa: PLC0415 - see `cli.base`
    from riwaya.show.progress import Bar  # noqa: PLC0415

    existing([str(path) for path in paths])
    before, known = kept.counts(), kept.warnings()
    with Bar() as bar:
        for found in stand(paths, kept, every=every, progress=bar, workers=workers, options=how):
            if found.files:
                show_warnings([w for w in kept.warnings() if w not in known])
                print(summary(kept.counts(), before), flush=True)
                before, known = kept.counts(), kept.warnings()
            if once:
                return
            bar.wait(f"{len(paths)} watched")
