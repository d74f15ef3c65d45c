"""The bar says how many of how many, and how long it still takes."""

from types import SimpleNamespace

import pytest

from riwaya.show.progress import Bar, _Left, _Steps


@pytest.mark.parametrize(
    ("completed", "total", "remaining", "steps", "left"),
    [
        (1250, 100_000, 3725.4, "1,250 / 100,000", "1:02:05 left"),
        (1250, 100_000, 65, "1,250 / 100,000", "1:05 left"),
        (0, 100_000, None, "0 / 100,000", ""),
        (12, None, None, "12", ""),
    ],
)
def test_what_the_bar_says(
    completed: int, total: int | None, remaining: float | None, steps: str, left: str
) -> None:
    task = SimpleNamespace(completed=completed, total=total, time_remaining=remaining)
    assert str(_Steps().render(task)) == steps  # type: ignore[arg-type]
    assert str(_Left().render(task)) == left  # type: ignore[arg-type]


def test_steps_are_counted_whether_anybody_watches_or_not() -> None:
    with Bar() as bar:
        bar.start(3, "reports")
        bar.advance(2)
        bar.end()
        bar.start(None, "claims")
        bar.end()
    assert bar.done == {"reports": 2, "claims": 0}
