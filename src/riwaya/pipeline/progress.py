"""Progress: what a long piece of work tells about itself while it goes on."""

from typing import Protocol


class Progress(Protocol):
    """What a long piece of work tells about itself; the terminal shows it as a bar."""

    def start(self, total: int | None, what: str) -> None:
        """Begin: `total` steps, None when not known, of `what` ("reports", "claims" …)."""

    def advance(self, n: int = 1) -> None:
        """`n` more steps are done."""

    def end(self) -> None:
        """All done, or stopped."""
