"""Collections: the reports of a case with everything that claims look up again and again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from riwaya.link.stories import day
from riwaya.link.terms import Weights, keys_of
from riwaya.model import Claim, Extraction, Report, Statement, Story, Variant, ref, split_ref


class Collection:
    """The reports with everything that claims look up again and again."""

    def __init__(
        self,
        reports: Sequence[Report],
        extractions: Sequence[Extraction],
        stories: Iterable[Story],
        weights: Weights | None = None,
    ) -> None:
        self.reports = reports
        self.extractions = extractions
        self.weights = weights or Weights(keys_of(report.text) for report in reports)
        named = {report: story.id for story in stories for report in story.reports}
        self.story_of = [named.get(report.id, report.id) for report in reports]
        self.days = [day(report.published) for report in reports]
        self.number = {report.id: n for n, report in enumerate(reports)}

    def statement(self, name: str) -> Statement:
        """Give the statement of a reference."""
        report, part, n = split_ref(name)
        told = self.extractions[self.number[report]]
        return told.statements[n] if part == "s" else told.own_voice[n]

    def said(self, n: int) -> list[tuple[str, Statement]]:
        """Give the statements of the n-th report with their references, sourced ones first; empty ones say nothing."""
        report, extraction = self.reports[n].id, self.extractions[n]
        return [
            *((ref(report, "s", i), s) for i, s in enumerate(extraction.statements) if s.content),
            *((ref(report, "o", i), s) for i, s in enumerate(extraction.own_voice) if s.content),
        ]


def made(
    collection: Collection, variants: Sequence[Variant], wording: str,
    *, counted: str | None = None, of: str | None = None, unit: str | None = None, salt: str = "",
) -> Claim:  # fmt: skip
    """Make a claim; it belongs to the story that most of its members' reports belong to."""
    names = sorted({m.statement for v in variants for m in v.members})
    stories = Counter(collection.story_of[collection.number[name.rpartition("/")[0]]] for name in names)
    story = stories.most_common(1)[0][0]
    # Two figures of one sentence are members of two claims.
    figures = sorted({m.quantity for v in variants for m in v.members if m.quantity})
    name = blake2b("|".join([salt, wording, *names, *figures]).encode(), digest_size=6).hexdigest()
    return Claim(
        id="c" + name,
        story=story,
        wording=wording,
        variants=tuple(variants),
        counted=counted,
        of=of,
        unit=unit,
    )
