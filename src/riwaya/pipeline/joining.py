"""Bringing the reports of a case together: all of them, or the new ones with what they have to do with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from riwaya.case.store import Case
from riwaya.pipeline.progress import Progress

SMALL_CASE = 200
"""Reports of a case that is always linked as a whole: that takes a few seconds."""
GROWN = 0.1
"""A case that has grown by more than this share since it was linked is linked as a whole again."""


def join(case: Case, progress: Progress | None, workers: int | None = None, *, whole: bool = False) -> None:
    """Find what holds the reports of the case together, weigh it, and keep that, on `workers` processes.

    Where few reports are new beside many that are linked, only what they have to do with is linked again; where none
    is, nothing is. `whole` links everything in any case.
    """
    pending = case.pending()
    if pending.current and not pending.new and not whole:
        return
    few = len(pending.new) <= GROWN * pending.linked
    with _steps(progress) as step:
        if pending.current and few and pending.linked >= SMALL_CASE and not whole:
            _link_new(case, step)
        else:
            _link_all(case, step, workers)


def _link_all(case: Case, step: Callable[[str], None], workers: int | None) -> None:
    """Link and weigh everything."""
    # Half of the time that `import riwaya` would take, and `riwaya.extract` has no use for them.
    from riwaya.link import link_whole  # noqa: PLC0415
    from riwaya.pipeline.aligning import aligner  # noqa: PLC0415
    from riwaya.weigh import weigh  # noqa: PLC0415

    reports, extractions = tuple(case.reports()), tuple(case.extractions())
    before, said = case.linked(), case.corrections()
    found = link_whole(
        reports, extractions, progress=step, corrections=said, before=before, aligned=aligner(workers)
    )
    step("accounts")
    case.store(found.linked, weigh(reports, extractions, found.linked, weights=found.weights), found.prints)


def _link_new(case: Case, step: Callable[[str], None]) -> None:
    """Link new reports into what is linked, and weigh the claims that this touches."""
    from riwaya.link.updating import update  # noqa: PLC0415 - as above
    from riwaya.weigh import weigh  # noqa: PLC0415

    # What is looked up must still hold when what was found takes its place.
    with case.alone():
        known = case.known()
        found = update(known, [known.get(rid) for rid in case.pending().new], case.corrections(), step)
        step("accounts")
        accounts = weigh(
            found.reports, found.extractions, found.part, weights=found.weights, outlets=case.outlet_names()
        )
        case.put(found, accounts)


@contextmanager
def _steps(progress: Progress | None) -> Iterator[Callable[[str], None]]:
    """Give a function that begins a step of the progress bar and ends the one before."""
    begun = False

    def step(name: str) -> None:
        nonlocal begun
        if progress:
            if begun:
                progress.end()
            progress.start(None, name)
        begun = True

    try:
        yield step
    finally:
        if progress and begun:
            progress.end()
