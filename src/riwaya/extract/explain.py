"""Explain: what is known of one place of a report — whose words stand there, which rules say so, on which words.

The report is read again by the code that extracts it, so that an explanation cannot tell another story. The words of
rules and reasons come from the data files that list them.
"""

import re
from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import Folded, fold
from riwaya.arabic.sentences import sentences
from riwaya.errors import RiwayaError
from riwaya.extract import HEADINGS, Reading, extract, reading
from riwaya.extract.acts import Act
from riwaya.extract.confidence import weighed
from riwaya.extract.cues import cue_at, noun_at
from riwaya.extract.edges import end_reason
from riwaya.extract.statements import attributed
from riwaya.extract.view import View
from riwaya.model import (
    Because,
    Explained,
    Explanation,
    Extraction,
    Furniture,
    Lexeme,
    Link,
    Record,
    Report,
    Span,
    Statement,
    Whose,
    ref,
)

_INHERITED = "link.inherited"


def explain(report: Report, at: int) -> Explanation:
    """Explain the character number `at` of a report's text; raises RiwayaError R116 when there is none."""
    if not 0 <= at < len(report.text):
        raise RiwayaError("R116", report.name, at=at, size=len(report.text))
    found = extract(report)
    held = sorted(
        (n for n, said in enumerate(found.statements) if _holds(said, at)),
        key=lambda n: _depth(found.statements[n], at),
    )
    mark = next((mark for mark in report.furniture if _in(mark.span, at)), None)
    return Explanation(
        report=report.id,
        at=at,
        place=_place(found, at, mark, said=bool(held)),
        sentence=next((span for span in sentences(report.text) if _in(span, at)), None),
        furniture=_furniture(mark.rule) if mark is not None else None,
        statements=_explained(report, found, held) if held else (),
        quantities=tuple(q for q in found.quantities if q.where == "text" and _in(q.span, at)),
        times=tuple(t for t in found.times if _in(t.span, at)),
        mentions=tuple(m for m in found.mentions if _in(m.span, at)),
    )


def find_words(report: Report, words: str) -> int:
    """Find where words first stand in a report, however they are spelt; raises RiwayaError R118 when nowhere."""
    folded = Folded(report.text)
    pattern = r"\s+".join(map(re.escape, fold(words).split()))
    found = re.search(pattern, folded.text) if pattern else None
    if found is None:
        raise RiwayaError("R118", report.name, words=words)
    return folded.raw_offset(found.start())


def _in(span: Span | None, at: int) -> bool:
    return span is not None and span.start <= at < span.end


def _own_words(said: Statement, at: int) -> bool:
    """Tell whether a place is in a statement's cue, marker or sources; inherited sources are the outer one's."""
    sources = [link.mention for link in said.chain if _INHERITED not in link.rule]
    return any(_in(span, at) for span in (said.cue, said.marker, *sources))


def _holds(said: Statement, at: int) -> bool:
    return _own_words(said, at) or any(_in(part, at) for part in said.content)


def _depth(said: Statement, at: int) -> tuple[bool, int]:
    """Order statements by how near they are to a place: whose own words stand there first, then by length."""
    return not _own_words(said, at), sum(part.end - part.start for part in said.content)


def _place(found: Extraction, at: int, mark: Furniture | None, *, said: bool) -> Whose:
    """Say whose words stand at a place."""
    if said:
        return "statement"
    if mark is not None:
        return "heading" if mark.rule in HEADINGS else "furniture"
    own = any(_in(part, at) for voice in found.own_voice for part in voice.content)
    return "own_voice" if own else "between"


def _explained(report: Report, found: Extraction, held: list[int]) -> tuple[Explained, ...]:
    """Explain the statements with these numbers."""
    read = reading(report)
    acts = list(attributed(*read))
    return tuple(_one(report, found.statements[n], n, read, *acts[n]) for n in held)


def _one(
    report: Report, said: Statement, n: int, read: Reading, act: Act, chain: tuple[Link, ...]
) -> Explained:
    return Explained(
        statement=ref(report.id, "s", n),
        said=said,
        rules=tuple(_because(rule) for rule in said.rule.split("+")),
        ends=_because(end_reason(read.view, act)),
        links=tuple(tuple(_because(rule) for rule in link.rule.split("+")) for link in said.chain),
        record=_records()[act.rule],
        lexeme=_lexeme(read.view, act),
        weights=weighed(read.view, act, chain),
    )


def _lexeme(view: View, act: Act) -> Lexeme | None:
    """Give the row of the lexicon that the cue is a form of; the verb of «كما قال» ends its cue."""
    cites = act.rule.startswith("citation.")
    form = view.forms[act.cue[1] - 1 if cites else act.cue[0]]
    found = noun_at(form) if act.rule.startswith("noun.") else cue_at(form)
    if found is None:
        return None
    row = _cues()[found.cue.id]
    return Lexeme(
        id=found.cue.id,
        stance=found.cue.stance,
        frames=tuple(row["frames"].split()),
        flags=tuple(row["flags"].split()),
    )


@cache
def _cues() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in lexicon.rows("cues")}


@cache
def _records() -> dict[str, Record]:
    """Give the record of every rule that finds statements."""
    columns = ("found", "right", "read", "sound")
    return {
        row["rule"]: Record(**{name: int(row[name]) for name in columns}) for row in lexicon.rows("rules")
    }


@cache
def _words() -> dict[str, Because]:
    """Give the words of every rule and reason by its id."""
    examples = {row["rule"]: row["example"] for row in lexicon.rows("rules")}
    tables = [(row["rule"], row) for row in lexicon.rows("rule_words") + lexicon.rows("link_rules")]
    tables += [(row["reason"], row) for row in lexicon.rows("content_ends")]
    return {
        name: Because(id=name, ar=row["ar"], en=row["en"], example=row.get("example") or examples[name])
        for name, row in tables
    }


def _because(name: str) -> Because:
    return _words()[name]


@cache
def _furniture(name: str) -> Because | None:
    """Give the words of a furniture rule; a reader's own marks (a title's line) have none."""
    rules = (row for table in ("furniture", "page_furniture") for row in lexicon.toml(table)["rule"])
    row = next((row for row in (*rules, *lexicon.toml("furniture_marks")["mark"]) if row["id"] == name), None)
    if row is None:
        return None
    return Because(
        id=name, ar=row["note_ar"], en=row["note"], example=next(iter(row.get("examples", ())), "")
    )
