"""Place names that what stands before them gives away: «محافظة صلاح الدين», «الأنبار وديالى والقائم».

Many places are called like a person or an everyday word. After a noun that says what kind of place follows, a name of
the gazetteer is that place (``mention.place-noun``); so is one that «و» joins to a place of the same country
(``mention.place-list``).
"""

from collections.abc import Iterable, Iterator, Sequence

from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token
from riwaya.extract.bodies import Name
from riwaya.extract.gazetteer import candidates
from riwaya.extract.located import levels_after

LONGEST = 3
"""Words of a name that is looked for."""
EVERYDAY = 1_500
"""How often a word stands in news at large, that joined by «و» to a place may be another thing."""


def place_names(toks: Sequence[Token], names: Iterable[Name]) -> list[Name]:
    """Give the names with the places that a noun or a list gives away; these take the place of what they overlap."""
    kept = sorted(names)
    for found in (*_after_nouns(toks), *_in_lists(toks, kept)):
        over = [n for n in kept if n.start < found.end and found.start < n.end]
        if all(found.start <= n.start and n.end <= found.end for n in over):
            kept = [n for n in kept if n not in over]
            kept.append(found)
    return sorted(kept)


def _after_nouns(toks: Sequence[Token]) -> Iterator[Name]:
    """``place-noun``: the longest name of a place of that level right after its noun."""
    for at, tok in enumerate(toks[:-1]):
        parts = clitics.split(tok.form) if tok.kind == "word" else None
        if parts is None or parts.article or not (levels := levels_after(parts.stem)):
            continue
        for end in range(min(at + 1 + LONGEST, len(toks)), at + 1, -1):
            words = toks[at + 1 : end]
            name = " ".join(t.form for t in words)
            known = (e for e in candidates(name) if e.level in levels)
            # With its article or without: «البحر الهادئ» is no «بحر هادئ».
            if all(t.kind == "word" for t in words) and any(fold(n) == name for e in known for n in e.names):
                yield Name(at + 1, end, "LOC", "mention.place-noun", 0.85)
                break


def _in_lists(toks: Sequence[Token], names: Sequence[Name]) -> Iterator[Name]:
    """``place-list``: a word that «و» joins to a place, when the gazetteer has it in the same country."""
    starts = {n.start for n in names}
    for n in names:
        if n.type != "LOC":
            continue
        lands = {
            e.country for e in candidates(" ".join(t.form for t in toks[n.start : n.end]).removeprefix("و"))
        }
        at = n.end
        while at < len(toks) and at not in starts and toks[at].form.startswith("وال"):
            form = toks[at].form[1:]
            near = lands & {e.country for e in candidates(form) if e.country}
            if not near or clitics.word_counts().get(form, 0) > EVERYDAY:
                break
            yield Name(at, at + 1, "LOC", "mention.place-list", 0.7)
            lands, at = near, at + 1
