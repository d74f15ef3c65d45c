"""At hand: what users did with a thing, for any page that shows it: its pin, its notes, whether it was called wrong."""

from collections.abc import Mapping
from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Self

from riwaya.case import Case
from riwaya.model import Note
from riwaya.show.web.shelf import Shelf


class AtHand:
    """Looks up what was done with a thing, by its reference or id, when a template asks; use it in ``with``.

    The case is opened when something is asked for: a page that says that there is none asks for nothing.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    @cached_property
    def _case(self) -> Case:
        return self._open.enter_context(self._shelf.reading())

    @property
    def pending(self) -> int:
        """Count the corrections that the linking does not know of yet."""
        return self._case.count_pending()

    def pin(self, name: str) -> int | None:
        """Give the number of its pin; None where it is not pinned."""
        return self._case.pinned([name]).get(name)

    def notes(self, name: str) -> Mapping[int, Note]:
        """Give the notes on it, by their numbers."""
        return self._case.notes([name]).get(name, {})

    def wrong(self, name: str) -> int | None:
        """Give the number of the correction that says of a statement that it was read wrongly; None where none does."""
        report, part, _ = name.partition("/")
        return self._case.called_wrong(report).get(name) if part else None
