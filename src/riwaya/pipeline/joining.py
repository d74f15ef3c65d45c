"""Bringing the reports of a case together: all of them, or the new ones with what they have to do with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec.structs import replace

from riwaya.case.store import Case
from riwaya.model import Correction, Story
from riwaya.pipeline.holding import take_back
from riwaya.pipeline.progress import Progress

if TYPE_CHECKING:
    from riwaya.link.updating import Update

SMALL_CASE = 200
"""Reports of a case that is always linked as a whole: that takes a few seconds."""
GROWN = 0.1
"""A case that has grown by more than this share since it was linked is linked as a whole again."""


def join(case: Case, progress: Progress | None, workers: int | None = None, *, whole: bool = False) -> None:
    """Find what holds the reports of the case together, weigh it, and keep that, on `workers` processes.

    Where few reports are new beside many that are linked, only what they have to do with is linked again; where none
    is, nothing is. `whole` links everything in any case. Corrections that do not hold yet do so afterwards, or are
    taken back with the reason.
    """
    pending, waiting = case.pending(), case.pending_corrections()
    if whole or pending.new or not pending.current:
        few = len(pending.new) <= GROWN * pending.linked
        near = pending.current and few and pending.linked >= SMALL_CASE and not whole
        # Who is who is corrected in the whole case at once: then nothing is linked twice.
        near = near and _spoken_of(waiting.values()) is not None
        with _steps(progress) as step:
            if near:
                _link_new(case, step)
            else:
                _link_all(case, step, workers)
        if not near:
            take_back(case, waiting)
    uphold(case, progress)


def uphold(case: Case, progress: Progress | None = None, *, at_once: int | None = None) -> bool:
    """Make the corrections of a case hold that its linking does not know of yet.

    What users say of claims and statements holds once the stories in question are linked again; what they say of who is
    who, and of copies, asks for the whole case. One that does not hold even then is taken back with the reason. With
    `at_once` nothing is done, and False given, where more reports than that would have to be linked again.
    """
    waiting = case.pending_corrections()
    if not waiting:
        return True
    pending, reports = case.pending(), _spoken_of(waiting.values())
    near = pending.current and not pending.new and pending.linked >= SMALL_CASE and reports is not None
    stories = case.stories_about(reports) if near and reports else ()
    if at_once is not None:
        again = sum(len(story.reports) for story in stories) if near else pending.linked
        if again > at_once:
            return False
    with _steps(progress) as step:
        if near:
            _link_again(case, stories, step)
        else:
            _link_all(case, step, None)
    # What was taken back is linked as if it had never been said.
    return uphold(case, progress) if take_back(case, waiting) else True


def _spoken_of(corrections: Iterable[Correction]) -> frozenset[str] | None:
    """Give the reports that corrections speak of; None where one asks for the whole case."""
    from riwaya.link.correcting_claims import LOCAL, reports_of  # noqa: PLC0415 - see `_link_all`

    found = list(corrections)
    if any(said.kind not in LOCAL for said in found):
        return None
    return frozenset[str]().union(*map(reports_of, found))


def _link_all(case: Case, step: Callable[[str], None], workers: int | None) -> None:
    """Link and weigh everything."""
    # Half of the time that `import riwaya` would take, and `riwaya.extract` has no use for them.
    from riwaya.link import link_whole  # noqa: PLC0415
    from riwaya.pipeline.aligning import aligner  # noqa: PLC0415
    from riwaya.weigh import weigh  # noqa: PLC0415

    reports, extractions = tuple(case.reports()), tuple(case.extractions())
    before, said = case.linked(), case.numbered_corrections()
    if not case.pending().current:
        # Statements may have other numbers now, by which the members of the claims before are named.
        before = replace(before, claims=())
    found = link_whole(
        reports,
        extractions,
        progress=step,
        corrections=tuple(said.values()),
        before=before,
        aligned=aligner(workers),
    )
    step("accounts")
    accounts = weigh(reports, found.extractions, found.linked, weights=found.weights)
    with case.alone():
        case.store(found.linked, accounts, found.prints)
        case.upheld(said)


def _link_new(case: Case, step: Callable[[str], None]) -> None:
    """Link new reports into what is linked, and weigh the claims that this touches."""
    from riwaya.link.updating import update  # noqa: PLC0415 - as above

    # What is looked up must still hold when what was found takes its place.
    with case.alone():
        known = case.known()
        _put(
            case,
            update(known, [known.get(rid) for rid in case.pending().new], case.corrections(), step),
            step,
        )


def _link_again(case: Case, stories: Sequence[Story], step: Callable[[str], None]) -> None:
    """Link some stories again, so that what was said of their claims holds."""
    from riwaya.link.updating import again  # noqa: PLC0415 - as above

    with case.alone():
        said = case.numbered_corrections()
        _put(case, again(case.known(), stories, tuple(said.values()), step), step)
        case.upheld(said)


def _put(case: Case, found: "Update", step: Callable[[str], None]) -> None:
    """Weigh the claims of what an update found, and put it in its place."""
    from riwaya.weigh import weigh  # noqa: PLC0415 - as above

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
