"""Statements, page furniture and credits of one report, held to the truth."""

from collections.abc import Iterable, Iterator, Sequence

from riwaya.model import Link, Statement
from sample_meet import NAME_F1, Both, Difference, alike, f1, fold, overlap, words_at
from sample_truth import Json

CONTENT_F1 = 0.8
"""Contents are the same when their words agree at least so far (F1)."""


def _say(t: Json) -> str:
    return f"{t['cue']['text']} «{t['content'][0]['text'][:50]}»"


def _chain(links: Iterable[Json]) -> str:
    names = [f"{k['resolved']} ({k['kind']}{', ' + str(k['count']) if k['count'] else ''})" for k in links]
    return " ← ".join(names) or "own voice"


def _named(both: Both, p: Statement) -> Iterator[Json]:
    for k in p.chain:
        words = both.report.text[k.mention.start : k.mention.end] if k.mention else None
        yield {"resolved": k.resolved or words, "kind": k.kind, "count": k.count}


def _same_link(both: Both, t: Json, p: Link) -> bool:
    if bool(t["mention"]) != bool(p.mention) or (t["kind"], t["count"]) != (p.kind, p.count):
        return False
    if t["mention"] and p.mention:
        spoken = words_at(both.text, [tuple(t["mention"]["span"])]), words_at(both.text, [both.at(p.mention)])
        if f1(*spoken) < NAME_F1:
            return False
    return f1(fold(t["resolved"]), fold(p.resolved)) >= NAME_F1


def _statement(name: str, both: Both, t: Json, p: Statement) -> Iterator[Difference]:
    text, where = both.report.text, f"{name}: {_say(t)}"
    if not overlap(tuple(t["cue"]["span"]), both.cue(p)):
        yield Difference("cue", where, t["cue"]["text"], text[p.cue.start : p.cue.end] if p.cue else "none")
    if f1(words_at(both.text, (tuple(q["span"]) for q in t["content"])), both.content(p)) < CONTENT_F1:
        said = " … ".join(q["text"] for q in t["content"])
        yield Difference("content", where, said, " … ".join(text[s.start : s.end] for s in p.content))
    same = len(p.chain) == len(t["chain"])
    if not same or not all(_same_link(both, x, y) for x, y in zip(t["chain"], p.chain, strict=True)):
        yield Difference("chain", where, _chain(t["chain"]), _chain(_named(both, p)))
    for field in ("form", "stance"):
        if t[field] != getattr(p, field):
            yield Difference(field, where, t[field], getattr(p, field))


def statements(name: str, both: Both) -> Iterator[Difference]:
    """Compare the statements of one report: missing, extra, and each field that differs."""
    found = both.extraction.statements
    for i, t in enumerate(both.truth):
        if i in both.pairs:
            yield from _statement(name, both, t, found[both.pairs[i]])
        else:
            yield Difference("statement missing", name, _say(t), "nothing")
    for j, p in enumerate(found):
        if j not in both.pairs.values():
            words = both.report.text[p.cue.start : p.cue.end] if p.cue else ""
            said = both.report.text[p.content[0].start : p.content[0].end][:50] if p.content else ""
            yield Difference("statement extra", name, "nothing", f"{words} «{said}» ({p.rule})")


def page(name: str, both: Both, credits: Sequence[Json]) -> Iterator[Difference]:
    """Compare the furniture of the page and the credits of one report."""
    lines = [both.at(f.span) for f in both.report.furniture]
    found = [
        (start, end) for start, end in lines if end > 0
    ]  # what stands before is the title line of a .txt
    for line in both.furniture:
        if not any(overlap(line, f) for f in found):
            yield Difference("furniture missing", name, both.text[slice(*line)], "nothing")
    for f in found:
        if not any(overlap(line, f) for line in both.furniture):
            yield Difference("furniture extra", name, "nothing", both.text[slice(*f)])
    for c in credits:
        if not any(x.where == c["where"] and alike(x.name, c["agency"]) for x in both.extraction.credits):
            yield Difference("credit missing", name, f"{c['agency']} ({c['where']})", "nothing")
