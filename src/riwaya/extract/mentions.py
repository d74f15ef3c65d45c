"""Mentions: persons, bodies and places in running text, as bare names.

A trained tagger (`extract.tagger`) proposes names; the project's lists (`extract.names`) add those that
every reader knows; `extract.bodies` finds ministries, armies and hospitals. General rules bring all to
one form: no clitics that can be split off, no titles and type nouns, no bare nationalities. Last, whom
a report calls by full name once is found again by the short form. Without the model file, lists and
titles do alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import cast

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token
from riwaya.extract import tagger as crf
from riwaya.extract.bodies import Name, agrees, bodies, body_nouns, is_nationality, name_words
from riwaya.extract.names import matches
from riwaya.extract.people import given_names
from riwaya.extract.place_names import place_names as place_names_told
from riwaya.extract.places import nationality_forms, place_names
from riwaya.extract.tagger_words import Lexicon
from riwaya.model import Mention, MentionType, Span

_TYPES = ("PER", "ORG", "LOC")
_ALONE = frozenset("لبكوف")
LONGEST = 10
"""Words of a name that the model finds; of 56,000 marked names one in 3,000 is longer."""
_LINE_END = re.compile("\n")
_start = attrgetter("start")


def mentions(text: str, toks: list[Token]) -> tuple[Mention, ...]:
    """Find the names in `toks` (all tokens of `text`), in order and without overlap."""
    tagger = crf.tagger()
    names = _tagged(text, toks, tagger) if tagger else list(_titled(toks))
    names = list(_cut_at_places(toks, names))
    names = _merge(*_settled(toks, names, _listed(toks)))
    names = _persons(toks, names)
    names = place_names_told(toks, _merge(list(bodies(toks, names)), names))
    shaped = [n for name in names for n in _shape(toks, name)]
    again = _again(toks, shaped)
    told = {n.start for n in again}
    # Whom the report named in full is no body of one word: the model sees the sentence only.
    alone = [n for n in shaped if n.type == "ORG" and n.end - n.start == 1 and n.start in told]
    shaped = _merge([n for n in shaped if n not in alone or not n.rule.endswith(".tagger")], again)
    known = tagger.lexicon if tagger else None
    seen = {toks[n.start].form for n in shaped}
    cuts = [_clitic(toks[n.start], known, seen) for n in shaped]
    forms = [
        (toks[n.start].form[cut:], *(tok.form for tok in toks[n.start + 1 : n.end]))
        for n, cut in zip(shaped, cuts, strict=True)
    ]
    found = [
        Mention(
            span=Span(toks[n.start].start + cut, toks[n.end - 1].end),
            type=cast(MentionType, n.type),
            rule=n.rule,
            confidence=round(n.confidence, 3),
        )
        for n, cut in zip(shaped, cuts, strict=True)
    ]
    return _identified(text, found, forms)


def _stretches(text: str, toks: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Cut the tokens into sentences that do not run over a line's end."""
    lines = {bisect_left(toks, found.start(), key=_start) for found in _LINE_END.finditer(text)}
    for start, end in pairwise(sorted(lines | {0, len(toks)})):
        for a, b in crf.sentences(toks[start:end]):
            yield start + a, start + b


def _tagged(text: str, toks: Sequence[Token], tagger: crf.Tagger) -> list[Name]:
    """``tagger``: names that the model finds."""
    stretches = list(_stretches(text, toks))
    out = []
    for (shift, _), tagged in zip(
        stretches, tagger.tag([[t.form for t in toks[a:b]] for a, b in stretches]), strict=True
    ):
        for start, end, kind in crf.spans(tagged.labels):
            if kind in _TYPES and end - start <= LONGEST:
                sure = min(tagged.scores[start:end])
                out.append(Name(shift + start, shift + end, kind, "mention.tagger", sure))
    return out


def _cut_at_places(toks: Sequence[Token], names: Sequence[Name]) -> Iterator[Name]:
    """Cut a name before a place that «بـ» joins to it: «جامعة … | ببغداد»."""
    for n in names:
        cuts = [
            at
            for at in range(n.start + 1, n.end)
            if toks[at].form[0] == "ب" and toks[at].form[1:] in place_names()
        ]
        if cuts:
            yield n._replace(end=cuts[0])
            yield Name(cuts[0], n.end, "LOC", "mention.place-joined", 0.8)
        else:
            yield n


def _settled(toks: Sequence[Token], tagged: list[Name], listed: list[Name]) -> tuple[list[Name], list[Name]]:
    """Take what a list knows as a body off the front of another name: «البنتاغون | فلان»."""
    ends = {n.start: n for n in listed if n.type == "ORG"}
    out = []
    for n in tagged:
        known = ends.get(n.start)
        if known is None or known.end >= n.end:
            out.append(n)
        elif n.type == "PER":
            out.append(n._replace(start=known.end))
        elif toks[known.end].form.startswith("ال"):
            out.append(n)
    return out, listed


def _merge(first: Iterable[Name], second: Iterable[Name]) -> list[Name]:
    """Join two lists of names; where they overlap, the longer one stays, of equals the first."""
    out: list[Name] = []
    taken: set[int] = set()
    for name in sorted([*first, *second], key=lambda n: n.start - n.end):
        own = range(name.start, name.end)
        if taken.isdisjoint(own):
            out.append(name)
            taken.update(own)
    return sorted(out)


_SHARE = {"PER": 0, "ORG": 1, "LOC": 2}


def _listed(toks: Sequence[Token]) -> list[Name]:
    """``list-*``: names of the project's lists.

    A single word that names an outlet or a place counts only when texts mostly use it as such.
    """
    tagger = crf.tagger()
    out = []
    for start, end, listed in matches([t.form for t in toks]):
        shares = tagger.lexicon.shares(listed.forms[0]) if tagger else ()
        sure = not shares or shares[_SHARE[listed.type]] >= 3
        if end - start > 1 or sure or listed.rule == "mention.list-organisation":
            out.append(Name(start, end, listed.type, listed.rule, 0.9))
    return out


def _persons(toks: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """Join two stretches of one person's name, and add the rare word that follows a lone given name."""
    tagger = crf.tagger()
    out: list[Name] = []
    for n in names:
        before = out[-1] if out else None
        joins = before is not None and before.type == n.type == "PER" and before.end == n.start
        if before and joins and toks[n.start].form[0] != "و":
            out[-1] = before._replace(end=n.end, confidence=min(before.confidence, n.confidence))
            continue
        out.append(n)
    taken = {n.start for n in out}
    for at, n in enumerate(out):
        if n.type == "PER" and n.end - n.start == 1 and n.end < len(toks) and n.end not in taken and tagger:
            given = any(c.startswith("given-many") for c in tagger.lexicon.word(toks[n.start].form).classes)
            form = toks[n.end].form
            rare = clitics.word_counts().get(form, 0) < 60 or any(
                c.startswith("surname") for c in tagger.lexicon.word(form).classes
            )
            if given and rare and toks[n.end].kind == "word" and not form.startswith("و"):
                out[at] = n._replace(end=n.end + 1)
    return out


def _shape(toks: Sequence[Token], name: Name) -> Iterator[Name]:
    """Bring a name to the form of the guidelines, or leave it out."""
    start, end, kind = name.start, name.end, name.type
    nation, heads = body_nouns()
    if kind == "PER":
        while (
            end < len(toks) and toks[end - 1].form in name_words("name_openers") and toks[end].kind == "word"
        ):
            end += 1
    start = _head(toks, start, end, kind, name.rule)
    only, first = toks[start].form, clitics.split(toks[start].form).stem
    if kind == "ORG" and end < len(toks) and start == name.start and first in nation | heads:
        end += is_nationality(toks[end].form) and agrees(first, toks[end].form)
    if _is_no_name(toks, start, end, kind):
        return
    if end - start == 1:
        if only not in place_names() and first in nationality_forms():
            return
        if kind == "ORG" and first in heads:
            return
    if toks[start].kind != "mark":
        yield from _parted(toks, name._replace(start=start, end=end))


def _is_no_name(toks: Sequence[Token], start: int, end: int, kind: str) -> bool:
    """Tell what reads like a name and is none: «المركز | السهيلي», «فلاحون», «النقابة العمال»."""
    nation, heads = body_nouns()
    form = toks[start].form
    if kind == "PER" and end - start == 1:
        before = clitics.split(toks[start - 1].form) if start else None
        of_body = form.startswith("ال") and before is not None and before.article
        trade = form.endswith(("ون", "ين")) and _is_plural_of_known(form)
        return trade or (of_body and before is not None and before.stem in nation | heads)
    first = clitics.split(form)
    if kind == "ORG" and end - start == 2 and first.article and first.stem in nation | heads:
        return first.stem.endswith("ه") and not toks[start + 1].form.endswith(("ه", "ات", "ي"))
    return False


def _is_plural_of_known(form: str) -> bool:
    """Tell whether a form is the plural of a common noun: «فلاحون», «مزارعين», no name that ends so («حسين»)."""
    counts = clitics.word_counts()
    tagger = crf.tagger()
    named = tagger is not None and any(
        c.startswith(("given", "surname")) for c in tagger.lexicon.word(form).classes
    )
    return (
        not named
        and form not in given_names()
        and (counts.get(form[:-2], 0) > 5 or counts.get(form[:-2] + "ين", 0) > 20)
    )


def _head(toks: Sequence[Token], start: int, end: int, kind: str, rule: str) -> int:
    """Give where the bare name starts, after titles and type nouns; names of the lists are bare already."""
    if rule.startswith("mention.list-") and kind == "LOC":
        return start
    # «لـ | «الشرق …»»: a letter alone before a quotation mark is a preposition.
    while end - start > 1 and (toks[start].kind == "mark" or toks[start].form in _ALONE):
        start += 1
    nouns = (
        name_words("outlet_nouns")
        if kind == "ORG"
        else name_words("place_nouns")
        if kind == "LOC"
        else _titles()
    )
    while end - start > 1:
        form = toks[start].form
        stem = clitics.split(form).stem
        agency = kind == "ORG" and stem == "وكاله" and toks[start + 1].form not in name_words("agency_words")
        person = kind == "PER" and (is_nationality(form) or _everyday(form))
        whole_name = kind == "LOC" and clitics.split(form).article  # «المدينة المنورة»
        if whole_name or not (stem in nouns or toks[start].kind == "mark" or agency or person):
            break
        start += 1
    return start


def _everyday(form: str) -> bool:
    """Tell whether a form is a very common word that texts hardly use in names."""
    tagger = crf.tagger()
    shares = tagger.lexicon.shares(form) if tagger else ()
    return clitics.word_counts().get(form, 0) > 300 and bool(shares) and shares[0] <= 1


def _parted(toks: Sequence[Token], name: Name) -> Iterator[Name]:
    """Part two persons or places that «و» joins into one stretch."""
    start = name.start
    tagger = crf.tagger()
    if name.type != "ORG" and tagger and not name.rule.startswith("mention.list-"):
        for at in range(name.start + 1, name.end):
            form = toks[at].form
            if form[0] == "و" and len(form) > 3 and _splits(form, tagger.lexicon, set()):
                yield name._replace(start=start, end=at)
                start = at
    yield name._replace(start=start)


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        f for r in lexicon.rows("titles") for f in (fold(r["word"]), fold(r["word"] + "ة")) if " " not in f
    )


def _titled(toks: Sequence[Token]) -> Iterator[Name]:
    """``titled`` (when there is no model): up to three rare words after a title are a person."""
    counts = clitics.word_counts()
    for at, tok in enumerate(toks):
        parts = clitics.split(tok.form) if tok.kind == "word" else None
        if parts and parts.article and parts.stem in _titles():
            end = at + 1
            while end < len(toks) and end - at < 4 and toks[end].kind == "word":
                form = toks[end].form
                everyday = counts.get(form, 0) > 3_000 and form not in name_words("name_openers")
                if everyday or form in _titles():
                    break
                end += 1
            if end > at + 1 and not toks[at + 1].form.startswith("ال"):
                yield Name(at + 1, end, "PER", "mention.titled", 0.4)


def _again(toks: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """``again``: the last word of a person's full name, met alone, means that person."""
    counts = clitics.word_counts()
    last: dict[str, Name] = {}
    for n in names:
        form = toks[n.end - 1].form
        if n.type == "PER" and n.end - n.start > 1 and n.confidence > 0.5 and len(form) > 2:
            last[form] = n
    out: list[Name] = []
    # The bare word comes last, so that of two names it wins.
    spelled = {letter + form: n for letter in ("و", "ل", "ب", "") for form, n in last.items()}
    for at, tok in enumerate(toks if spelled else ()):
        known = spelled.get(tok.form)
        if known and counts.get(tok.form, 0) < 400 and not known.start <= at < known.end:
            out.append(Name(at, at + 1, "PER", "mention.again", 0.7))
    return out


def _clitic(tok: Token, known: Lexicon | None, seen: set[str]) -> int:
    """Count the letters of `tok` that are clitics and no part of the name; «لل» stays with it."""
    form, cut = tok.form, 0
    if len(form) != tok.end - tok.start:  # a mark on a letter, or a letter for two
        return 0
    while len(form) > 3 and form[0] in ("وف" if cut == 0 else "") + "بلك" and form[:2] != "لل" and cut < 2:
        if not _splits(form, known, seen):
            break
        form, cut = form[1:], cut + 1
    return cut


def _splits(form: str, known: Lexicon | None, seen: set[str]) -> bool:
    """Tell whether the first letter of a name is a clitic."""
    if form in place_names():  # «كاليفورنيا»
        return False
    rest, counts = form[1:], clitics.word_counts()
    if rest.startswith(("ال", "لل")) or rest in seen:
        return True
    if form[0] in "فك":
        return False
    if known is not None:
        whole, part = max(known.shares(form), default=0), max(known.shares(rest), default=0)
        if part >= 2:
            return counts.get(rest, 0) >= counts.get(form, 0)
        if whole >= 2:
            return False
    parts = clitics.split(form)
    if parts.conjunction or parts.preposition:
        return True
    return form[0] == "و" and form not in counts and rest[0] not in "ايول"


def _identified(text: str, found: Sequence[Mention], forms: Sequence[tuple[str, ...]]) -> tuple[Mention, ...]:
    """Give each mention, with its folded words in `forms`, the fullest name in the report that must mean the same.

    A person's short form is taken for a longer name only when exactly one such name ends (or, for a given
    name, begins) with it; a body or place is its own name, without clitics.
    """
    names: dict[tuple[str, ...], str] = {}
    for m, form in zip(found, forms, strict=True):
        names.setdefault(form, whole(text[m.span.start : m.span.end]))
    persons = {form for m, form in zip(found, forms, strict=True) if m.type == "PER"}
    return tuple(
        Mention(
            span=m.span,
            type=m.type,
            identity=names[_fullest(form, persons) if m.type == "PER" else form],
            rule=m.rule,
            confidence=m.confidence,
        )
        for m, form in zip(found, forms, strict=True)
    )


def whole(name: str) -> str:
    """Give a name without the preposition that its article has taken in: «للعراق» → «العراق»."""
    return f"ال{name[2:]}" if name.startswith("لل") and len(name) > 4 else name


def _fullest(form: tuple[str, ...], persons: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Find the one longest name that `form` must be short for; itself when two could be meant."""
    for ends in (True, False):
        longer = {
            p for p in persons if len(p) > len(form) and (p[-len(form) :] if ends else p[: len(form)]) == form
        }
        if longer:
            best = max(longer, key=lambda p: (len(p), p))
            return best if all(set(p) <= set(best) for p in longer) else form
    return form
