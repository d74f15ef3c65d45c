"""Citations: where a statement names the outlet it has its words from, what the reports of that outlet say.

The cited outlet's reports are looked at in the claim's story and among the claim's members, none that came a day and
more after the citation. A figure that they do not give, where they give another, is a mismatch; so is a source that
they do not name, where they give the same thing to somebody else. That they say nothing of it is none: the report that
was cited may be another.
"""

from collections.abc import Sequence

from riwaya.link.outlets import same_outlet
from riwaya.link.stories import day
from riwaya.link.terms import keys_of
from riwaya.model import Checked, Citation, ref
from riwaya.weigh.origins import Desk, Voice
from riwaya.weigh.shifts import exclude

# Days by which the cited report may be dated after the one that cites it: crawls and time zones.
_LATER = 1.0


def citations(desk: Desk, story: Sequence[str], found: Sequence[Voice]) -> tuple[Citation, ...]:
    """Give what became of each citation among the voices `found` of a claim; `story` are the reports of its story."""
    return tuple(
        checked
        for voice in found
        if _in_text(desk, voice)
        for outlet in dict.fromkeys(voice.told)
        if outlet in desk.held and outlet != desk.outlets[voice.report]
        if (checked := _checked(desk, story, found, voice, outlet)) is not None
    )


def _checked(
    desk: Desk, story: Sequence[str], found: Sequence[Voice], voice: Voice, outlet: str
) -> Citation | None:
    """Hold one citation against the reports of the outlet, None where the case has none that it may mean."""
    theirs = [
        v
        for v in found
        if desk.outlets[v.report] == outlet and _in_text(desk, v) and _not_after(desk, v.report, voice.report)
    ]
    if theirs:
        return _against(desk, voice, outlet, theirs)
    near = [
        report
        for report in story
        if report in desk.reports
        and desk.outlets[report] == outlet
        and _not_after(desk, report, voice.report)
    ]
    if not near or voice.member.quantity is None:
        return None
    quantity = desk.quantity(voice.member.quantity)
    for report in near:
        for n, other in enumerate(desk.extractions[report].quantities):
            if other.counted == quantity.counted and not exclude(quantity, other):
                return _citation(voice, outlet, "says", report, ref(report, "q", n))
    return _citation(voice, outlet, "silent")


def _against(desk: Desk, voice: Voice, outlet: str, theirs: Sequence[Voice]) -> Citation:
    """Hold a citation against what the outlet itself says of the same thing."""
    alike = [v for v in theirs if not _excluded(desk, voice, v)]
    if not alike:
        # The last that it said before it was cited.
        last = max(theirs, key=lambda v: (desk.reports[v.report].published or "", v.report))
        return _citation(voice, outlet, "figure", last.report, last.member.quantity)
    same = [v for v in alike if _one_source(voice, v, outlet)]
    best = (same or alike)[0]
    found = best.member.quantity or best.member.statement
    return _citation(voice, outlet, "says" if same else "source", best.report, found)


def _citation(
    voice: Voice, outlet: str, checked: Checked, report: str | None = None, found: str | None = None
) -> Citation:
    """Make the finding of one citation."""
    return Citation(
        statement=voice.member.statement,
        quantity=voice.member.quantity,
        outlet=outlet,
        checked=checked,
        report=report,
        found=found,
    )


def _excluded(desk: Desk, voice: Voice, other: Voice) -> bool:
    """Tell whether what is cited and what stands there are two figures that cannot both be so."""
    pair = [desk.quantity(v.member.quantity) for v in (voice, other) if v.member.quantity]
    return len(pair) == 2 and exclude(*pair)


def _one_source(voice: Voice, other: Voice, outlet: str) -> bool:
    """Tell whether a citation and the cited name one source, or one of them none that has a name.

    «المجداف» cited alone for what its report gives to the harbour master leaves a source out and names no other.
    """
    named = voice.kind in ("person", "organisation") and other.kind in ("person", "organisation")
    if voice.own or other.own or not named or same_outlet(voice.name, outlet):
        return True
    return voice.key == other.key or bool(set(keys_of(voice.name)) & set(keys_of(other.name)))


def _in_text(desk: Desk, voice: Voice) -> bool:
    """Tell whether what a voice says stands in the text: headlines shorten."""
    return voice.member.quantity is None or desk.quantity(voice.member.quantity).where == "text"


def _not_after(desk: Desk, cited: str, citing: str) -> bool:
    """Tell whether a report may be the one that another cites, by their dates."""
    if cited == citing:
        return False
    a, b = day(desk.reports[cited].published), day(desk.reports[citing].published)
    return a is None or b is None or a <= b + _LATER
