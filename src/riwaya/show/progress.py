"""Progress: a bar on standard error while people watch, with the time left where the number of steps is known."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text


class _Steps(ProgressColumn):
    """How many steps are done, and of how many: ``1,250 / 100,000``."""

    def render(self, task: Task) -> Text:
        whole = "" if task.total is None else f" / {task.total:,.0f}"
        return Text(f"{task.completed:,.0f}{whole}")


class _Left(ProgressColumn):
    """About how long it still takes, once that can be told."""

    max_refresh = 0.5

    def render(self, task: Task) -> Text:
        seconds = task.time_remaining
        if task.total is None or seconds is None:
            return Text("")
        hours, rest = divmod(int(seconds), 3600)
        clock = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
        return Text(f"{clock} left")


class Bar:
    """Show the pipeline's `Progress` as a bar; `done` counts the steps of each kind of work, watched or
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
            _Steps(),
            TimeElapsedColumn(),
            _Left(),
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
        self.end()
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

    def wait(self, what: str) -> None:
        """Show that nothing is done until more comes."""
        if self._task is None:
            self._task = self._progress.add_task(what, total=None)
