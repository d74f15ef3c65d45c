"""The command that opens a case as a page on this machine."""

import re
import sys
from contextlib import suppress
from typing import Annotated

import typer

from riwaya.cli.base import EXIT_INTERRUPTED, CaseFile, app

PORT = 8765
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?")


def _names(given: list[str] | None) -> list[str]:
    for name in given or []:
        if not _NAME.fullmatch(name):
            raise typer.BadParameter(f"{name!r} is no host name: give it without http:// and without a port")
    return given or []


def _password(given: str | None) -> str | None:
    if given is not None and not given.strip():
        raise typer.BadParameter("an empty password is none")
    return given


@app.command(epilog="Example: riwaya serve story.riwaya")
def serve(
    case: CaseFile,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = PORT,
    readonly: Annotated[bool, typer.Option("--readonly", help="Let nobody change anything.")] = False,
    password: Annotated[
        str | None,
        typer.Option(
            envvar="RIWAYA_PASSWORD",
            callback=_password,
            help="Ask every reader for this password; others on this machine may see it here, and not in the variable.",
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--host-name",
            metavar="HOST",
            callback=_names,
            help="A host name under which a proxy of yours answers for it; may be repeated.",
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Open a case as a page in the browser, on this machine only."""
    from riwaya.show.web import create_app  # noqa: PLC0415 - see `cli.base`
    from riwaya.show.web.serving import address, listen, serve  # noqa: PLC0415

    made = create_app(case, readonly=readonly, password=password, names=name or ())
    with listen(port) as taken:
        print(address(taken), flush=True)
        print("Only this machine reaches it. Ctrl-C ends it.", file=sys.stderr, flush=True)
        if show:
            typer.launch(address(taken))
        with suppress(KeyboardInterrupt):
            serve(made, taken)
    raise typer.Exit(EXIT_INTERRUPTED)
