"""Kinds: what sort of source a phrase names, and how many it speaks of.

The head noun decides (``data/source_heads.tsv``), unless a name in the phrase says more: «مصدر» is described, «مسؤول
محلي» too, but «مسؤول محلي سامر حداد» is a person. Names come from `extract.mentions`.
"""

from collections.abc import Sequence
from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.extract.people import ends_in_name, given_names
from riwaya.extract.told import Range
from riwaya.extract.view import View
from riwaya.extract.wordlists import Head, heads, word_set
from riwaya.model import Kind, Mention, MentionType, Quantity, Span
from riwaya.read.told import outlets

# Bare plural sources that say nothing of who they are stay vague only with at most this many words.
_BARE = 1
# These adjectives narrow nothing: «مصادر مطلعة», «تقارير إعلامية» stay vague.
_EMPTY_ADJECTIVES = word_set("empty_adjectives")
_HONORIFICS = word_set("honorifics")
_RELATIVES = word_set("relatives")


_COUNTING = word_set("counting")


def head_of(view: View, source: Range) -> Head | None:
    """Give the head noun's entry of a source phrase, numbers and ordinals before it skipped."""
    first_is_number = view.toks[source[0]].kind == "number" or view.forms[source[0]] in _COUNTING
    for n in range(source[0], min(source[1], source[0] + (6 if first_is_number else 3))):
        if view.toks[n].kind != "word":
            continue
        stem = view.clitics(n).stem
        found = heads().get(stem) or heads().get(view.forms[n]) or _with_pronoun(stem)
        if found is not None:
            return found
        if n > source[0] and not first_is_number:
            break
    return None


def _with_pronoun(stem: str) -> Head | None:
    """Look a head up behind its possessive pronoun: مراسلها, عائلتها; «سموه» is somebody and no head."""
    if stem in _HONORIFICS:
        return None
    for pronoun in ("ها", "هم", "ه"):
        bare = stem.removesuffix(pronoun)
        if bare != stem and (
            found := heads().get(bare) or heads().get(bare[:-1] + "ه" if bare[-1:] == "ت" else "")
        ):
            return found
    return None


def kind_of(view: View, source: Range, mentions: Sequence[Mention]) -> Kind:
    """Tell the kind of the source named by tokens ``[first, last)``."""
    # «أحد الضباط ممن أسروا في معركة كذا»: what a relative clause tells is no part of the name.
    relative = next((n for n in range(source[0] + 1, source[1]) if view.forms[n] in _RELATIVES), source[1])
    source = (source[0], relative)
    span = view.span(*source)
    words = [n for n in range(*source) if view.toks[n].kind == "word"]
    head = head_of(view, source)
    named = {m.type for m in mentions if span.start <= m.span.start and m.span.end <= span.end}
    if head is not None and head.kind == "outlet" and not head.plural:
        return "outlet"
    if outlets.find(view.text[span.start : span.end]) is not None:
        return "outlet"
    if head is None:
        return _headless(view, source, named)
    telling = [
        n
        for n in words
        if view.forms[n] not in _EMPTY_ADJECTIVES and view.forms[n] not in ("بعض", "عدد", "من")
    ]
    if head.kind == "document":
        return "vague" if head.plural and len(telling) <= _BARE else "document"
    if head.kind == "vague":
        return "vague" if len(telling) <= _BARE else "described"
    if head.lemma == "سلطات" and len(words) > 1 and _national(view, source):
        return "organisation"
    if head.kind in ("described", "person"):
        body = _opens_with_body(view, source, mentions)  # «مدينة الملك فلان للعلوم»: the head is in its name
        return "organisation" if body else "person" if _person_named(view, source, mentions) else "described"
    if head.kind == "organisation" and head.plural:
        return "organisation" if named else "described"
    if head.kind == "organisation" and _is_rank(view, source, mentions):
        return "person"
    return head.kind


def _opens_with_body(view: View, source: Range, mentions: Sequence[Mention]) -> bool:
    """Tell whether a phrase opens with the name of a body of several words, none of them a head of its own."""
    first = view.span(*source).start
    known = heads().get(view.clitics(source[0]).stem)
    return known is None and any(
        m.type == "ORG" and abs(m.span.start - first) <= 1 and " " in view.text[m.span.start : m.span.end]
        for m in mentions
    )


def _headless(view: View, source: Range, named: set[MentionType]) -> Kind:
    """A phrase without a known head: what its names are decides; a single unknown word is taken for a person."""
    first = view.forms[source[0]]
    if first in _HONORIFICS or "PER" in named:
        return "person"
    if "ORG" in named or "LOC" in named:
        return "organisation"
    size = sum(view.toks[n].kind == "word" for n in range(*source))
    if first.startswith("ال") and first.endswith(("ون", "ين", "ان", "ات")):
        return "vague" if size == 1 else "described"
    if first.startswith("ال") and first.endswith("ه"):
        return "organisation"
    plural = first.endswith(("ون", "يين")) and first not in given_names()
    return "described" if plural or first in _COUNTING else "person"


@cache
def _nationalities() -> frozenset[str]:
    forms = set()
    for row in lexicon.rows("nationalities"):
        for adjective in map(fold, lexicon.variants(row["adjective"])):
            forms |= {"ال" + adjective, "ال" + adjective + "ه"}
    return frozenset(forms)


def is_nationality(form: str) -> bool:
    """Tell whether a folded form is an adjective of a country, with the article: الفرنسية."""
    return form in _nationalities()


def _national(view: View, source: Range) -> bool:
    return any(view.forms[n] in _nationalities() for n in range(*source))


def _person_named(view: View, source: Range, mentions: Sequence[Mention]) -> bool:
    """Tell whether the phrase itself holds a person's name that is its own and not its institution's."""
    span = view.span(*source)
    for mention in mentions:
        inside = span.start <= mention.span.start and mention.span.end <= span.end
        if mention.type == "PER" and inside and not _names_a_body(view, source, mention):
            return True
    head = head_of(view, source)
    return not (head and head.plural) and ends_in_name(view, source)


def _is_rank(view: View, source: Range, mentions: Sequence[Mention]) -> bool:
    """Tell whether the noun is a rank: with the article no body bears the name behind it («الفريق سامر حداد»)."""
    if source[1] - source[0] < 2 or not view.clitics(source[0]).article:
        return False
    name = view.toks[source[0] + 1].start
    return any(mention.type == "PER" and mention.span.start == name for mention in mentions)


def count_of(span: Span, quantities: Sequence[Quantity], view: View, source: Range) -> int | None:
    """Give how many sources the phrase says there are («ثلاثة مسؤولين» → 3), else None."""
    for quantity in quantities:
        inside = span.start <= quantity.span.start and quantity.span.end <= span.end
        if (
            inside
            and quantity.span.start < span.start + 20
            and quantity.low == quantity.high
            and quantity.low
        ):
            return int(quantity.low)
    if view.forms[source[0]] in ("احد", "احدي"):
        return 1
    return None


def _names_a_body(view: View, source: Range, mention: Mention) -> bool:
    """Tell whether a person's name is that of a body: «محامو الدفاع في مجموعة جوزف هاغ»."""
    before = next((n for n in range(*source) if view.toks[n].start >= mention.span.start), source[0]) - 1
    if before < source[0]:
        return False
    head = heads().get(view.forms[before])
    return head is not None and head.kind in ("organisation", "outlet") and not view.clitics(before).article
