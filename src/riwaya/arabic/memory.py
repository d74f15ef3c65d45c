"""Memory: what is known of a word form is found out once.

A text asks the same questions of the same forms again and again. `functools.lru_cache` would answer them too, but it
keeps the forms in the order of their use, and with many forms that bookkeeping costs more than the look-up.
"""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class _Memory(dict[str, Answer]):
    """Answers by form; when there are `most`, all are forgotten and the memory starts again."""

    def __init__(self, ask: Callable[[str], Answer], most: int) -> None:
        super().__init__()
        self._ask, self._most = ask, most

    def __missing__(self, form: str) -> Answer:
        answer = self._ask(form)
        if len(self) >= self._most:
            self.clear()
        self[form] = answer
        return answer


def remembered(most: int) -> Callable[[Callable[[str], Answer]], Callable[[str], Answer]]:
    """Let a function of one word form remember its answers, `most` of them at a time."""

    def wrap(ask: Callable[[str], Answer]) -> Callable[[str], Answer]:
        # Bound to the dictionary itself, so that an answer which is known costs no Python call.
        return _Memory(ask, most).__getitem__

    return wrap
