"""Progress: a bar on standard error while people watch, and nothing when nobody does."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Bar:
    """Shows the pipeline's `Progress` as a bar; `done` counts the steps of each kind of work, watched or
    not.
    """

    def __init__(self) -> None:
        console = Console(stderr=True)
        self.done: dict[str, int] = {}
        self._what = ""
        self._task: TaskID | None = None
        self._progress = Progress(
            TextColumn("{task.description:>12}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f}"),
            TimeElapsedColumn(),
            console=console,
            disable=not sys.stderr.isatty(),
            transient=True,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def start(self, total: int | None, what: str) -> None:
        """Begin a piece of work: `total` steps of `what`."""
        self._what = what
        self.done.setdefault(what, 0)
        self._task = self._progress.add_task(what, total=total)

    def advance(self, n: int = 1) -> None:
        """Go on by `n` steps."""
        self.done[self._what] = self.done.get(self._what, 0) + n
        if self._task is not None:
            self._progress.advance(self._task, n)

    def end(self) -> None:
        """Close the piece of work."""
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None
