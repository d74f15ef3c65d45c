"""Statements written down for a test: by their words, as gold/GUIDELINES.md would mark them, never by offsets."""

from typing import NamedTuple

import pytest

from riwaya.extract import extract
from riwaya.model import Extraction, Form, Furniture, Kind, Report, Span, Stance


def gap(reason: str) -> pytest.MarkDecorator:
    """Mark what the guidelines ask for and the program does not do yet; it fails once the program does."""
    return pytest.mark.xfail(strict=True, reason=reason)


# A source's mention is its fullest name, unless the test says otherwise.
_SAME = "="
# Trimmed from contents before they are compared, as gold/score.py does: test_contents.py holds them to the marks.
_EDGE = ' \n«»“”„‟"‹›.!?؟…'


class By(NamedTuple):
    """One link of a chain."""

    mention: str | None
    kind: Kind
    resolved: str | None = _SAME
    count: int | None = None

    def full(self) -> "By":
        return self._replace(resolved=self.mention) if self.resolved == _SAME else self


NOBODY = By(None, "vague")


def left_out(resolved: str, kind: Kind) -> By:
    """Give a link whose subject stands before and is left out here."""
    return By(None, kind, resolved)


class Said(NamedTuple):
    """One statement; `content` is one string, or a tuple where the cue interrupts it."""

    cue: str
    content: str | tuple[str, ...]
    chain: tuple[By, ...] | By
    rule: str | None = None
    stance: Stance = "says"
    form: Form = "indirect"

    def full(self, *, rule: bool) -> "Said":
        return Said(
            self.cue,
            self.content if isinstance(self.content, tuple) else (self.content,),
            tuple(link.full() for link in ((self.chain,) if isinstance(self.chain, By) else self.chain)),
            self.rule if rule else None,
            self.stance,
            self.form,
        )


def read(text: str, *, furniture: tuple[str, ...] = (), **fields: str) -> Extraction:
    """Extract a report of this text; `furniture` are the lines of it that belong to the page."""
    marks = tuple(
        Furniture(span=Span(text.index(line), text.index(line) + len(line)), rule="test")
        for line in furniture
    )
    return extract(Report(id="r", text=text, furniture=marks, **fields))


def said(text: str, *, furniture: tuple[str, ...] = ()) -> list[Said]:
    """Give the statements of a text by their words."""

    def words(span: Span | None) -> str | None:
        return None if span is None else text[span.start : span.end]

    return [
        Said(
            words(found.cue) or "",
            tuple(text[part.start : part.end].strip(_EDGE) for part in found.content),
            tuple(By(words(link.mention), link.kind, link.resolved, link.count) for link in found.chain),
            found.rule,
            found.stance,
            found.form,
        )
        for found in read(text, furniture=furniture).statements
    ]


def lines(statements: list[Said], *, rule: bool = True) -> list[str]:
    """Write statements as one line each, so that a failing test shows what differs."""
    out = []
    for given in statements:
        one = given.full(rule=rule)
        chain = " > ".join(
            f"{by.mention}{'' if by.mention == by.resolved else f' [{by.resolved}]'} ({by.kind}"
            f"{'' if by.count is None else f' {by.count}'})"
            for by in one.chain
        )
        out.append(f"{one.rule} {one.stance} {one.form}: {one.cue} | {' … '.join(one.content)} | {chain}")
    return out


def check(text: str, *expected: Said) -> None:
    """Hold a text to exactly these statements; a rule is compared where every one of them names it."""
    rule = bool(expected) and all(one.rule is not None for one in expected)
    got, wanted = lines(said(text), rule=rule), lines(list(expected), rule=rule)
    assert got == wanted, "\n".join([text, "wanted:", *wanted, "got:", *got])


def told_by(text: str) -> list[tuple[str, list[str | None]]]:
    """Give of each statement its cue and the resolved names of its chain."""
    return [(one.cue, [by.resolved for by in one.chain]) for one in said(text)]
