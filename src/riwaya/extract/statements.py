"""Statements: every act of saying in a report, put together from verbs, citations and documents, with its chain."""

from collections.abc import Iterator, Sequence

import msgspec

from riwaya.arabic.memory import remembered
from riwaya.arabic.words import tokens
from riwaya.extract.acts import Act
from riwaya.extract.citations import read_citation, read_document
from riwaya.extract.confidence import confidence
from riwaya.extract.cues import cue_at, joined_by, noun_at
from riwaya.extract.edges import marker_of
from riwaya.extract.kinds import count_of
from riwaya.extract.known import Known, Meant, joined, source_span
from riwaya.extract.nouns import read_noun
from riwaya.extract.resolve import Resolver
from riwaya.extract.told import Range
from riwaya.extract.verbs import read_verb
from riwaya.extract.view import COMMAS, View
from riwaya.extract.wordlists import starts_with, word_lists, word_set
from riwaya.model import Link, Mention, Quantity, Span, Statement

_ANOTHER = word_set("another")
_INHERITED = "link.inherited"
_RELATIVES = word_set("relatives")
_BACKGROUND = word_set("background")
_NEARLY_CLOSES = 2  # words behind a citation that closes what was said
_NEAR = 4  # statements back to look for the first of two unnamed sources
# Nested sayings without a complementiser are too often no sayings at all.
_SURE_WHEN_NESTED = frozenset(
    (
        "verb.clause",
        "verb.quotation",
        "verb.preposition",
        "verb.predicate",
        "citation.document",
        "noun.clause",
        "noun.object",
        "noun.predicate",
    )
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
            said_by = read_noun if cue.tense == "noun" else read_verb  # «دعوتها» bears its speaker
            act = said_by(view, n, cue, sentence)
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
        if act.speaker is None and not earlier.rule.startswith("citation."):
            return True  # «…، حسب قوله»: the same speaker's, wherever what he said was cut
        if (
            earlier.cue[0] < act.cue[0]
            and earlier.reach[1] >= act.cue[0] - 2
            and earlier.reach[0] < act.cue[0]
            and not (earlier.cue[0] and view.forms[earlier.cue[0] - 1] in _RELATIVES)
        ):
            if _tells_of_noun(view, earlier):
                found.remove(earlier)
                return False
            if act.speaker is not None and not earlier.participle:
                earlier.carriers += [source for source in (act.told, act.speaker) if source is not None]
                _end_at_citation(view, earlier, act)
            return True
    return False


def _tells_of_noun(view: View, act: Act) -> bool:
    """Tell whether an act only tells of the noun before it: «نظمت الرابطة وقفة | دعت إلى فتح الميناء، بحسب بيان لها».

    A verb without a speaker that nothing joins to the deed before it; what is cited is then the deed.
    """
    at = act.cue[0]
    first = next(start for start, end in view.sentences if start <= at < end)
    alone = act.speaker is None and not act.participle and act.rule == "verb.preposition"
    return alone and at > first and not joined_by(view.forms[at]) and view.forms[at - 1] not in COMMAS


def _end_at_citation(view: View, earlier: Act, citation: Act) -> None:
    """End what was said where a citation closes it: «…، حسب بيان لها» is no part of it."""
    behind = earlier.reach[1] - citation.speaker[1] if citation.speaker else _NEARLY_CLOSES + 1
    start, stop = earlier.content[-1]
    cut = view.toks[citation.cue[0] - 1].end
    if 0 <= behind <= _NEARLY_CLOSES and start < cut < stop and len(earlier.content) == 1:
        comma = view.forms[citation.cue[0] - 1] in COMMAS
        earlier.content = [(start, view.toks[citation.cue[0] - 2].end if comma else cut)]


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
            # «… عقب إعلان الشرطة كذا»: the reporter's background, nested in nobody's words
            background = act.rule.startswith("noun.") and view.forms[act.cue[0] - 1] in _BACKGROUND
            act.parent = None if background else parent
            out.append(act)
    return out


def statements(
    view: View, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> tuple[Statement, ...]:
    """Give the statements of a report, in the order of their cues."""
    out = [
        Statement(
            cue=view.span(*act.cue),
            content=tuple(Span(*part) for part in act.content),
            chain=chain,
            form=act.form,
            stance=act.stance,
            rule=act.rule,
            confidence=confidence(view, act, chain),
            hedges=_hedges(view, act),
            marker=marker_of(view, act),
        )
        for act, chain in attributed(view, mentions, quantities)
    ]
    return tuple(_carry_first(view, out))


def attributed(
    view: View, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> Iterator[tuple[Act, tuple[Link, ...]]]:
    """Give every act of saying with its chain, in the order of their cues."""
    resolver = Resolver(view, mentions)
    chains: dict[int, tuple[Link, ...]] = {}
    for act in acts(view):
        inherited = _inherited(chains.get(id(act.parent), ())) if act.parent is not None else ()
        chain = inherited + _chain(view, act, resolver, quantities)
        chains[id(act)] = chain
        if chain:
            yield act, chain


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
                through = later.chain[0]
                outlet = Link(
                    mention=None, resolved=through.resolved, kind="outlet", rule="chain.another",
                    evidence=through.evidence or through.mention,
                )  # fmt: skip
                chain = (outlet, *first.chain)
                out[k] = msgspec.structs.replace(first, chain=chain, rule=f"{first.rule}+chain.another")
    return out


def _mention_words(view: View, link: Link) -> frozenset[str]:
    """Give the words of a link's mention, spellings of one name made one."""
    if link.mention is None:
        return frozenset()
    text = view.text[link.mention.start : link.mention.end]
    return frozenset(token.form.replace("امريك", "اميرك") for token in tokens(text) if token.kind == "word")


def _inherited(outer: tuple[Link, ...]) -> tuple[Link, ...]:
    """Give the links of the statement around this one, as this one has them."""
    out = []
    for link in outer:
        own = (rule for rule in link.rule.split("+") if rule != _INHERITED)
        out.append(msgspec.structs.replace(link, rule=joined(_INHERITED, *own)))
    return tuple(out)


def _chain(view: View, act: Act, resolver: Resolver, quantities: Sequence[Quantity]) -> tuple[Link, ...]:
    """Build the links of an act, nearest the reader first."""
    links: list[Link] = []

    def add(source: Range, meant: Meant, *role: str) -> Known:
        links.append(_link(view, source, meant, role, quantities))
        return meant.known

    known: Known | None = None
    if act.told is not None:
        add(act.told, resolver.source(act.told, told=True), "link.told")
    for carrier in act.carriers:
        add(carrier, resolver.source(carrier), "link.carrier")
    if (speaker := act.speaker or act.antecedent) is not None:
        known = add(speaker, resolver.source(speaker, act))
    elif (meant := resolver.left_out(act) if act.parent is None and not act.passive else None) is not None:
        known = meant.known
        links.append(
            Link(mention=None, resolved=known.text, kind=known.kind, rule=meant.rule, evidence=known.span)
        )
    elif not act.relays:
        rule = "link.agentless" if act.passive else "link.nobody"
        links.append(Link(mention=None, resolved=None, kind="vague", rule=rule))
    for relay in act.relays:
        known = add(relay, resolver.source(relay), "link.relay")
    if known is not None and act.parent is None:
        resolver.spoke(known, act.cue[0])
    return tuple(links)


def _link(
    view: View, source: Range, meant: Meant, role: tuple[str, ...], quantities: Sequence[Quantity]
) -> Link:
    """Make the link of a mention."""
    span, known = source_span(view, source), meant.known
    return Link(
        mention=span,
        resolved=known.text,
        kind=known.kind,
        count=count_of(span, quantities, view, source),
        rule=joined(*role, meant.rule),
        evidence=known.span if known.span != span else None,
    )


def _is_present(form: str) -> bool:
    """Tell whether a folded form may be a verb in the present, third person: «يصل», «تصل», not «تمكنت»."""
    if form.startswith("ي"):
        return True
    return (
        form.startswith("ت") and not form.endswith(("ت", "وا")) and form not in word_lists().past_like_present
    )


def _hedges(view: View, act: Act) -> tuple[Span, ...]:
    """Find the words inside the content that weaken it."""
    lists, out = word_lists(), []
    n, last = act.reach
    while n < last:
        size = starts_with(view.forms, n, last, lists.hedges)
        if view.forms[n] in lists.hedges_before_present and n + 1 < last and _is_present(view.forms[n + 1]):
            size = 1
        if size:
            out.append(view.span(n, n + size))
        n += size or 1
    return tuple(out)
