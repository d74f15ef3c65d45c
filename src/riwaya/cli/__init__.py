"""The command line: read reports into a case, see who stands behind what, and correct who is who.

Exit codes: 0 good · 1 nothing found, or only a part of what was asked could be done · 2 the command was
misspelt · 3 nothing to read (codes R1xx) · 4 the case file, or what is not in it (R4xx) · 5 the output (R5xx) ·
9 the program itself (R2xx, R3xx, R6xx, R9xx) · 130 interrupted.
"""

from riwaya.cli import (  # noqa: F401 - they add their commands to the application
    claiming,
    commands,
    copying,
    fetch,
    identity,
    provenance,
    reading,
    serving,
    working,
)
from riwaya.cli.base import EXIT_CASE, EXIT_INPUT, EXIT_OUTPUT, EXIT_PROGRAM, app
from riwaya.errors import RiwayaError

__all__ = ["app", "exit_code", "main"]

_EXITS = {"R1": EXIT_INPUT, "R4": EXIT_CASE, "R5": EXIT_OUTPUT}


def exit_code(error: RiwayaError) -> int:
    """Give the exit code of an error, by the hundred of its code."""
    return _EXITS.get(error.code[:2], EXIT_PROGRAM)


def main(argv: list[str] | None = None) -> None:
    """Run the command; ends by SystemExit with one of the exit codes above."""
    try:
        app(args=argv, prog_name="riwaya")
    except RiwayaError as problem:
        from riwaya.show import terminal  # noqa: PLC0415 - as above

        terminal.error(problem)
        raise SystemExit(exit_code(problem)) from None
