"""Statements: every act of saying in a report, put together from verbs, citations and documents, with its chain."""

from collections.abc import Sequence

import msgspec

from riwaya.arabic.memory import remembered
from riwaya.arabic.words import tokens
from riwaya.extract.acts import Act
from riwaya.extract.citations import read_citation, read_document
from riwaya.extract.cues import cue_at, noun_at
from riwaya.extract.kinds import count_of
from riwaya.extract.nouns import read_noun
from riwaya.extract.resolve import Known, Resolver, source_span
from riwaya.extract.rules import confidence
from riwaya.extract.told import Range
from riwaya.extract.verbs import read_verb
from riwaya.extract.view import View
from riwaya.extract.wordlists import starts_with, word_lists, word_set
from riwaya.model import Link, Mention, Quantity, Span, Statement

_ANOTHER = word_set("another")
_NEAR = 4  # statements back to look for the first of two unnamed sources
# Nested sayings without a complementiser are too often no sayings at all.
_SURE_WHEN_NESTED = frozenset(
    ("verb.clause", "verb.quotation", "verb.preposition", "citation.document", "verb.predicate")
)


def acts(view: View) -> list[Act]:
    """Read every act of saying, in the order of their cues, with what is said inside what."""
    out: list[Act] = []
    for sentence in view.sentences:
        out.extend(_sentence_acts(view, sentence))
    out.sort(key=lambda act: act.cue)
    return _nest(view, out)


@remembered(most=200_000)
def _may_open(form: str) -> bool:
    """Tell whether a word can open an act of saying: the readers need not look at most words."""
    lists = word_lists()
    return (
        form in lists.citations
        or (form[:1] in ("و", "ف") and form[1:] in lists.citations)
        or form in lists.places_of_words
        or cue_at(form) is not None
        or noun_at(form) is not None
    )


def _sentence_acts(view: View, sentence: Range) -> list[Act]:
    found: list[Act] = []
    taken = -1
    for n in range(*sentence):
        form = view.forms[n]
        if not _may_open(form) or n < taken or view.toks[n].kind == "mark" or _is_relay(n, found):
            continue
        act = read_citation(view, n, sentence) or read_document(view, n, sentence)
        if act is None and (cue := cue_at(form)) is not None:
            act = read_verb(view, n, cue, sentence)
        if act is None and (noun := noun_at(form)) is not None:
            act = read_noun(view, n, noun, sentence)
        if act is not None:
            if any(earlier.content[0] == act.content[0] for earlier in found):
                continue  # «وأردف كذا قائلاً: …»: two cues for one act, the first is it
            if act.rule.startswith("citation.") and _carries(view, act, found):
                taken = act.cue[1]
                continue
            found.append(act)
            taken = act.cue[1]
    return found


def _is_relay(n: int, found: list[Act]) -> bool:
    """Tell whether token `n` belongs to «نقلاً عن كذا» that an act has read already."""
    return any(first - 2 <= n < last for act in found[-2:] for first, last in act.relays)


def _carries(view: View, act: Act, found: list[Act]) -> bool:
    """A trailing citation of what somebody said already makes a longer chain, or repeats the speaker."""
    for earlier in reversed(found):
        if (
            earlier.cue[1] <= act.cue[0] < earlier.reach[0]
            and act.speaker is not None
            and not earlier.participle
        ):
            # «وقال الوزير، وفق وكالة كذا، إن»: the citation stands between the cue and what is said.
            earlier.carriers += [source for source in (act.told, act.speaker) if source is not None]
            return True
        if act.rule != "citation.after":
            return False
        if (
            earlier.cue[0] < act.cue[0]
            and earlier.reach[1] >= act.cue[0] - 2
            and earlier.reach[0] < act.cue[0]
        ):
            if act.speaker is not None and not earlier.participle:
                earlier.carriers += [source for source in (act.told, act.speaker) if source is not None]
            return True
    return False


def _nest(view: View, found: list[Act]) -> list[Act]:
    """Hang acts inside the content of others onto them; drop the doubtful ones and those said twice."""
    out: list[Act] = []
    for act in found:
        parent = next(
            (p for p in reversed(out) if p.reach[0] <= act.cue[0] < p.reach[1] and p.cue[1] <= act.cue[0]),
            None,
        )
        if parent is None:
            out.append(act)
            continue
        if (
            parent.rule.startswith("citation.before")
            and act.cue[0] - parent.reach[0] <= 1
            and act.speaker is not None
        ):
            parent.relays.append(act.speaker)  # «وبحسب «كذا» قالت الوزارة إن»: two cues for one act
            parent.content, parent.reach, parent.form, parent.stance = (
                act.content,
                act.reach,
                act.form,
                act.stance,
            )
            continue
        if act.rule in _SURE_WHEN_NESTED and (act.speaker is not None or act.antecedent is not None):
            act.parent = parent
            out.append(act)
    return out


def statements(
    view: View, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> tuple[Statement, ...]:
    """Give the statements of a report, in the order of their cues."""
    resolver = Resolver(view, mentions)
    out: list[Statement] = []
    chains: dict[int, tuple[Link, ...]] = {}
    for act in acts(view):
        inherited = chains.get(id(act.parent), ()) if act.parent is not None else ()
        chain = inherited + _chain(view, act, resolver, quantities)
        chains[id(act)] = chain
        if not chain:
            continue
        out.append(
            Statement(
                cue=view.span(*act.cue),
                content=tuple(Span(*part) for part in act.content),
                chain=chain,
                form=act.form,
                stance=act.stance,
                rule=act.rule,
                confidence=confidence(act.rule),
                hedges=_hedges(view, act),
            )
        )
    return tuple(_carry_first(view, out))


def _carry_first(view: View, found: list[Statement]) -> list[Statement]:
    """Give an unnamed source the outlet that carried "another" one: rule ``chain.another``.

    «قال مسؤول ملاحي إن …. ونقلت صحيفة المرفأ عن مسؤول ملاحي ثانٍ قوله …»: the first one spoke through the paper too.
    """
    out = list(found)
    for n, later in enumerate(found):
        if len(later.chain) != 2 or later.chain[0].kind != "outlet" or later.chain[1].kind != "described":
            continue
        words = _mention_words(view, later.chain[1])
        if not words & _ANOTHER:
            continue
        for k in range(max(0, n - _NEAR), n):
            first = out[k]
            if len(first.chain) == 1 and _mention_words(view, first.chain[0]) == words - _ANOTHER:
                outlet = Link(mention=None, resolved=later.chain[0].resolved, kind="outlet")
                chain = (outlet, *first.chain)
                out[k] = msgspec.structs.replace(first, chain=chain, rule=f"{first.rule}+chain.another")
    return out


def _mention_words(view: View, link: Link) -> frozenset[str]:
    """Give the words of a link's mention, spellings of one name made one."""
    if link.mention is None:
        return frozenset()
    text = view.text[link.mention.start : link.mention.end]
    return frozenset(token.form.replace("امريك", "اميرك") for token in tokens(text) if token.kind == "word")


def _chain(view: View, act: Act, resolver: Resolver, quantities: Sequence[Quantity]) -> tuple[Link, ...]:
    """Build the links of an act, nearest the reader first."""
    links: list[Link] = []
    if act.told is not None:
        links.append(_link(view, act.told, resolver.source(act.told, told=True), quantities))
    for carrier in act.carriers:
        links.append(_link(view, carrier, resolver.source(carrier), quantities))
    speaker = act.speaker or act.antecedent
    if speaker is not None:
        known = resolver.source(speaker, act)
        links.append(_link(view, speaker, known, quantities))
    else:
        left_out = resolver.left_out(act) if act.parent is None and not act.passive else None
        if left_out is not None:
            known = left_out
            links.append(Link(mention=None, resolved=known.text, kind=known.kind))
        elif act.relays:
            known = None
        else:
            links.append(Link(mention=None, resolved=None, kind="vague"))
            known = None
    for relay in act.relays:
        known = resolver.source(relay)
        links.append(_link(view, relay, known, quantities))
    if known is not None and act.parent is None:
        resolver.spoke(known, act.cue[0])
    return tuple(links)


def _link(view: View, source: Range, known: Known, quantities: Sequence[Quantity]) -> Link:
    """Make the link of a mention."""
    span = source_span(view, source)
    return Link(
        mention=span, resolved=known.text, kind=known.kind, count=count_of(span, quantities, view, source)
    )


def _hedges(view: View, act: Act) -> tuple[Span, ...]:
    """Find the words inside the content that weaken it."""
    lists, out = word_lists(), []
    n, last = act.reach
    while n < last:
        size = starts_with(view.forms, n, last, lists.hedges)
        if size:
            out.append(view.span(n, n + size))
        n += size or 1
    return tuple(out)
