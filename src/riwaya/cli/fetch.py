"""The command that fetches: the one place from which Riwaya goes to the network, and only to pages that are named."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya import __version__
from riwaya.cli import reading
from riwaya.cli.base import EXIT_INPUT, EXIT_INTERRUPTED, EXIT_NOTHING, app, show_warnings
from riwaya.errors import RiwayaError
from riwaya.read.limits import human

if TYPE_CHECKING:
    from riwaya.fetch import Archive, Client

DEFAULT = Path("pages.warc.gz")
ENDING = ".warc.gz"
MB = 1024 * 1024
_MAX_LIST = 16 * MB


@app.command(epilog="Example: riwaya fetch https://news.example/story.html -o pages.warc.gz")
def fetch(
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL…", help="Pages, with https://.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help=f"The web archive; added to if it is there. [{DEFAULT}]"
        ),
    ] = None,
    listed: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Also these: a file with one URL a line, - for input."),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option("--case", "-c", help="Then read the archive into this case (and be named like it)."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=1, max=600, metavar="S", help="Seconds for one page at most.")
    ] = 30,
    max_size: Annotated[
        int, typer.Option(min=1, max=500, metavar="MB", help="Size of one page at most.")
    ] = 20,
    wait: Annotated[
        float, typer.Option(min=0, max=60, metavar="S", help="Seconds between two requests to one host.")
    ] = 1,
) -> None:
    """Fetch pages that you name into a web archive, where robots.txt allows it."""
    from riwaya.fetch import Archive, Client, user_agent  # noqa: PLC0415 - only this command goes to the network

    wanted = list(dict.fromkeys([*(urls or []), *(_listed(listed) if listed else [])]))
    if not wanted:
        raise typer.BadParameter("name a page, or a file of them by --from")
    if output is None:
        output = DEFAULT if case is None else case.with_name(case.stem + ENDING)
    if not output.name.endswith(ENDING):
        raise typer.BadParameter(f"a web archive is called …{ENDING}", param_hint="--output")
    agent = user_agent(__version__)
    client = Client(agent, timeout=timeout, max_size=max_size * MB, wait=wait)
    with Archive(output, agent) as archive:
        pages, complete = _fetched(client, archive, wanted)
    if not pages:
        print("nothing was fetched", file=sys.stderr)
        raise typer.Exit(EXIT_INPUT)
    print(f"{pages} of {len(wanted)} pages fetched: {output} ({human(output.stat().st_size)})")
    if case is not None:
        reading.read([str(output)], case)
    else:
        print(f"Read it: riwaya read {output} --case FILE", file=sys.stderr)
    if not complete:
        raise typer.Exit(EXIT_NOTHING)


def _fetched(client: "Client", archive: "Archive", wanted: list[str]) -> tuple[int, bool]:
    """Fetch, and give how many pages came and whether all came whole; ends the command when interrupted."""
    from riwaya.show.progress import Bar  # noqa: PLC0415 - as in every command

    pages, found = 0, []
    try:
        with Bar() as bar:
            bar.start(len(wanted), "pages")
            for outcome in client.fetch(wanted, archive.write):
                bar.advance()
                pages += outcome.page
                if outcome.warning:
                    found.append(outcome.warning)
    except KeyboardInterrupt:
        kept = f"{pages} pages are safe in {archive.path}" if pages else "no page had come"
        print(f"\ninterrupted: {kept}", file=sys.stderr)
        raise typer.Exit(EXIT_INTERRUPTED) from None
    finally:
        for warning in found:  # all of them, and not the first twenty
            show_warnings([warning])
    return pages, not found


def _listed(name: str) -> Iterable[str]:
    """Give the addresses of a list: one a line; empty lines and those that begin with ``#`` are left out."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(_MAX_LIST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(_MAX_LIST + 1)
    except FileNotFoundError:
        raise RiwayaError("R101", name) from None
    except OSError as problem:
        raise RiwayaError("R109", name, detail=problem.strerror or problem) from problem
    if len(data) > _MAX_LIST:
        raise RiwayaError("R108", name, size=f"over {human(_MAX_LIST)}", limit=human(_MAX_LIST))
    lines = (line.strip() for line in data.decode("utf-8-sig", errors="replace").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
