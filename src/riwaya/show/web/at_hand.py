"""At hand: what users did with a thing, for any page that shows it: its pin, its notes, whether it was called wrong."""

from collections.abc import Mapping

from riwaya.model import Note
from riwaya.show.web.shelf import Shelf


class AtHand:
    """Looks up what was done with a thing, by its reference or id, when a template asks."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    @property
    def pending(self) -> int:
        """Count the corrections that the linking does not know of yet."""
        with self._shelf.reading() as case:
            return case.count_pending()

    def pin(self, name: str) -> int | None:
        """Give the number of its pin; None where it is not pinned."""
        with self._shelf.reading() as case:
            return case.pinned([name]).get(name)

    def notes(self, name: str) -> Mapping[int, Note]:
        """Give the notes on it, by their numbers."""
        with self._shelf.reading() as case:
            return case.notes([name]).get(name, {})

    def wrong(self, name: str) -> int | None:
        """Give the number of the correction that says of a statement that it was read wrongly; None where none does."""
        report, part, _ = name.partition("/")
        if not part:
            return None
        with self._shelf.reading() as case:
            return case.called_wrong(report).get(name)
