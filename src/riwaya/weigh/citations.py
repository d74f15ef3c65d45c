"""Citations: where a statement names the outlet it has its words from, what the reports of that outlet say.

The cited outlet's reports are looked at in the claim's story and among the claim's members, none that came more than a
day after the citation. A figure that they do not give, where they give another, is a mismatch; so is a source that
they do not name, where they give the same thing to somebody else. That they say nothing of it, only deny it, or give
another figure of another source, is none: the report that was cited may be another.
"""

from collections.abc import Sequence, Set

from riwaya.link.occurrences import class_of
from riwaya.link.stories import day
from riwaya.link.terms import keys_of
from riwaya.model import Checked, Citation, Claim, Member, Quantity, ref
from riwaya.weigh.origins import Desk, Voice, same_value
from riwaya.weigh.shifts import exclude

# Days by which the cited report may be dated after the one that cites it: crawls and time zones.
_LATER = 1.0


def citations(desk: Desk, claim: Claim, story: Sequence[str], found: Sequence[Voice]) -> tuple[Citation, ...]:
    """Give what became of each citation among the voices `found` of a claim; `story` are the reports of its story."""
    denying = frozenset(member for variant in claim.variants if variant.denied for member in variant.members)
    return tuple(
        checked
        for voice in found
        if _in_text(desk, voice)
        for outlet in dict.fromkeys(voice.told)
        if outlet in desk.held and outlet != desk.outlets[voice.report]
        if (checked := _checked(desk, story, found, denying, voice, outlet)) is not None
    )


def _checked(
    desk: Desk,
    story: Sequence[str],
    found: Sequence[Voice],
    denying: Set[Member],
    voice: Voice,
    outlet: str,
) -> Citation | None:
    """Hold one citation against the reports of the outlet, None where the case has none that it may mean."""
    theirs = [
        v
        for v in found
        if desk.outlets[v.report] == outlet and _in_text(desk, v) and _not_after(desk, v.report, voice.report)
    ]
    agreeing = [v for v in theirs if (v.member in denying) == (voice.member in denying)]
    against = _against(desk, voice, outlet, agreeing) if agreeing else None
    if against is not None and against.checked != "figure":
        return against
    near = [
        report
        for report in story
        if report in desk.reports
        and desk.outlets[report] == outlet
        and _not_after(desk, report, voice.report)
    ]
    place = None if voice.member in denying else _stands(desk, near, voice.member.quantity, denying)
    if place is not None:
        return _citation(voice, outlet, "says", *place)
    # Who is cited for a claim without figures may have said it in words that no claim brings together.
    silent = theirs or (near and voice.member.quantity)
    return against or (_citation(voice, outlet, "silent") if silent else None)


def _stands(
    desk: Desk, reports: Sequence[str], figure: str | None, denying: Set[Member]
) -> tuple[str, str] | None:
    """Give where one of some reports gives a figure that no claim brought together with it, and that it does not deny:
    the report and the quantity.
    """
    if figure is None:
        return None
    quantity, denied = desk.quantity(figure), {member.quantity for member in denying}
    for report in reports:
        for n, other in enumerate(desk.extractions[report].quantities):
            name = ref(report, "q", n)
            if name not in denied and _what(quantity) == _what(other) and same_value(quantity, other):
                return report, name
    return None


def _against(desk: Desk, voice: Voice, outlet: str, theirs: Sequence[Voice]) -> Citation | None:
    """Hold a citation against what the outlet itself says of the same thing; None where that is another figure of
    another source.
    """
    alike = [v for v in theirs if not _excluded(desk, voice, v)]
    same = [v for v in alike or theirs if _one_source(voice, v)]
    if not alike and not same:
        return None
    if not alike:
        # The last that it said before it was cited.
        last = max(same, key=lambda v: (desk.reports[v.report].published or "", v.report))
        return _citation(voice, outlet, "figure", last.report, last.member.quantity)
    # The figure itself rather than one that leaves room for it.
    best = max(same or alike, key=lambda v: _exact(desk, voice, v))
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
    pair = _figures(desk, voice, other)
    return len(pair) == 2 and exclude(*pair)


def _exact(desk: Desk, voice: Voice, other: Voice) -> bool:
    """Tell whether what is cited and what stands there are one figure."""
    pair = _figures(desk, voice, other)
    return len(pair) == 2 and same_value(*pair)


def _figures(desk: Desk, *voices: Voice) -> list[Quantity]:
    """Give the figures of voices that have one."""
    return [desk.quantity(v.member.quantity) for v in voices if v.member.quantity]


def _what(quantity: Quantity) -> tuple[str, str | None]:
    """Give what a figure counts: its unit, and its class or else its noun."""
    return quantity.unit, class_of(quantity) or next(iter(keys_of(quantity.of or "")), None)


def _one_source(voice: Voice, other: Voice) -> bool:
    """Tell whether a citation and the cited name one source, or one of them none that has a name.

    «المجداف» cited alone for what its report gives to the harbour master leaves a source out and names no other.
    """
    if not {voice.kind, other.kind} <= {"person", "organisation"}:
        return True
    return voice.key == other.key or bool(set(keys_of(voice.name)) & set(keys_of(other.name)))


def _in_text(desk: Desk, voice: Voice) -> bool:
    """Tell whether what a voice says stands in the text: headlines shorten."""
    return voice.member.quantity is None or desk.quantity(voice.member.quantity).where == "text"


def _not_after(desk: Desk, cited: str, citing: str) -> bool:
    """Tell whether a report may be the one that another cites, by their dates."""
    a, b = day(desk.reports[cited].published), day(desk.reports[citing].published)
    return a is None or b is None or a <= b + _LATER
