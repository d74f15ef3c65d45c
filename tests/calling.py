"""Reports that call persons, bodies and places by name, made by hand: what is tested is who is taken for whom."""

from collections.abc import Sequence

from making import report
from riwaya.link.actors import actors
from riwaya.model import Actor, Correction, Description, Extraction, Mention, MentionType, Report, Span, Story

Calling = tuple[Report, Extraction]


def calling(
    name: str, *named: str, kind: MentionType = "PER", role: str = "", nation: str | None = None
) -> Calling:
    """Make a report that gives each name in a sentence of its own, with `role` before each."""
    text = " ".join(f"وصل {role} {words}." if role else f"وصل {words}." for words in named)
    mentions, told, start = [], [], 0
    for n, words in enumerate(named):
        start = text.index(words, start)
        span = Span(start, start + len(words))
        mentions.append(Mention(span=span, type=kind, identity=words))
        if role:
            office = Span(start - len(role) - 1, start - 1)
            whole = Span(office.start, span.end)
            told.append(Description(span=whole, mention=n, name=span, role=office, nationality=nation))
        start = span.end
    return report(name, text), Extraction(report=name, mentions=tuple(mentions), descriptions=tuple(told))


def placing(name: str, *places: tuple[str, str | None]) -> Calling:
    """Make a report that names places, each with the id that `extract.located` would have given it."""
    text = " ".join(f"وصل إلى {words}." for words, _ in places)
    mentions, start = [], 0
    for words, place in places:
        start = text.index(words, start)
        span = Span(start, start + len(words))
        mentions.append(Mention(span=span, type="LOC", identity=words, place=place))
        start = span.end
    return report(name, text), Extraction(report=name, mentions=tuple(mentions))


def story(*ids: str) -> Story:
    """Make a story of reports."""
    return Story(id="+".join(ids), title="", reports=ids)


def who(
    *callings: Calling,
    stories: Sequence[Story] = (),
    corrections: Sequence[Correction] = (),
    before: Sequence[Actor] = (),
) -> tuple[Actor, ...]:
    """Say who is named by the reports."""
    reports, extractions = [r for r, _ in callings], [e for _, e in callings]
    return actors(reports, extractions, stories, corrections, before)


def one_story(*callings: Calling, corrections: Sequence[Correction] = ()) -> tuple[Actor, ...]:
    """Say who is named by the reports of one story."""
    return who(*callings, stories=[story(*(r.id for r, _ in callings))], corrections=corrections)


def rules(found: Sequence[Actor]) -> set[str]:
    """Give the rules by which names were merged."""
    return {merge.rule for actor in found for merge in actor.merges}
