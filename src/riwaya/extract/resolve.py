"""Resolution: who is meant by a left-out subject, «المصدر», a surname, «الوزارة».

Sources of one report are gathered as they come. A mention means a source known already when all its words stand in that
source's fullest name («العميد رسول» ⊂ «المتحدث باسم العمليات العميد يحيى رسول»); the most recent one that fits is meant.
A new description without the article («مصدر أمني») is somebody new. When nobody fits, nobody is named: a wrong name
is worse than none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya.extract.acts import Act
from riwaya.extract.kinds import head_of, kind_of
from riwaya.extract.phrases import Range
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads
from riwaya.model import Kind, Mention

_HONORIFICS = frozenset("سموه معاليه فخامته جلالته سعادته فضيلته سيادته دولته سموها معاليها".split())
_FUNCTION = frozenset("في من علي الي عن باسم و او ان التي الذي".split())
_FURTHEST_BACK = 4
_LONGEST_TITLE = 9


@dataclass(slots=True)
class Known:
    """A source of this report: its words, its fullest text so far, its kind."""

    words: set[str]
    text: str
    kind: Kind
    head: str | None
    named: bool
    feminine: bool | None = None
    plural: bool = False
    ranges: list[Range] = field(default_factory=list)


def _words(view: View, source: Range) -> set[str]:
    out = set()
    for n in range(*source):
        if view.toks[n].kind == "mark" or view.forms[n] in _FUNCTION:
            continue
        out.add(view.clitics(n).stem)
    return out


class Resolver:
    """Follows the sources through one report, in the order of the text."""

    def __init__(self, view: View, mentions: Sequence[Mention]) -> None:
        self.view = view
        self.mentions = mentions
        self.known: list[Known] = []
        self.speakers: list[Known] = []  # in the order in which they spoke last

    def source(self, source: Range, act: Act | None = None) -> Known:
        """Give the source that the words at `source` mean, a new one when they mean nobody known yet."""
        words = _words(self.view, source)
        found = self._match(source, words)
        text = self.view.text[self.view.span(*source).start : self.view.span(*source).end]
        if found is None:
            head = head_of(self.view, source)
            kind = kind_of(self.view, source, self.mentions)
            fuller = self._fuller(source, kind)
            if fuller is not None:
                text, words = fuller[0], words | fuller[1]
                if kind == "described":
                    kind = "person"
            named = kind == "person" or self._has_name(source)
            plural = head.plural if head else False
            found = Known(words, text, kind, head.lemma if head else None, named, None, plural)
            self.known.append(found)
        elif len(words) > len(found.words) or not found.text:
            found.words |= words
            found.text = text
            kind = kind_of(self.view, source, self.mentions)
            if found.kind in ("described", "vague") and kind == "person":
                found.kind, found.named = "person", True
        found.ranges.append(source)
        if act is not None and act.feminine is not None:
            found.feminine = act.feminine
        return found

    def _has_name(self, source: Range) -> bool:
        span = self.view.span(*source)
        return any(span.start <= m.span.start and m.span.end <= span.end for m in self.mentions)

    def _match(self, source: Range, words: set[str]) -> Known | None:
        """Find the most recent known source that `words` may mean."""
        first = self.view.forms[source[0]]
        if first in _HONORIFICS:
            return next((k for k in reversed(self._by_recency()) if k.kind == "person"), None)
        definite = first.startswith("ال") or self.view.clitics(source[0]).article
        head = head_of(self.view, source)
        indefinite_description = head is not None and head.kind in ("described", "vague", "document") and not definite
        lemma = head.lemma if head else None
        for known in reversed(self._by_recency()):
            if words == known.words:
                return known
            if indefinite_description:
                continue
            if words < known.words and self._may_shorten(words, known, definite, lemma):
                return known
            if known.words < words and known.named and known.kind in ("person", "outlet", "organisation") and self._shares_name(known, words):
                return known
        return None

    def _by_recency(self) -> list[Known]:
        spoken = [k for k in self.known if k not in self.speakers]
        return spoken + self.speakers

    def _may_shorten(self, words: set[str], known: Known, definite: bool, lemma: str | None) -> bool:
        """Tell whether the fewer `words` may mean `known`: a surname, a head with the article, a proper short form."""
        if known.plural and lemma is not None and not heads()[lemma].plural if lemma in heads() else False:
            return False
        if known.kind == "person":
            return bool(words - set(heads())) or definite
        if known.head is not None and lemma is not None and lemma != known.head:
            return False
        return definite or known.named

    @staticmethod
    def _shares_name(known: Known, words: set[str]) -> bool:
        """A fuller name means a known shorter one only when that one is a bare name, without a title of its own."""
        return bool(known.words) and not (known.words & set(heads()))

    def _fuller(self, source: Range, kind: Kind) -> tuple[str, set[str]] | None:
        """Find a fuller name of a new bare name elsewhere in the report, with the title before it."""
        if kind not in ("person", "described"):
            return None
        words = _words(self.view, source) - set(heads())
        if not words or kind == "described":
            return None
        at = self.view.toks[source[0]].start
        best: tuple[str, set[str]] | None = None
        for mention in self.mentions:
            if mention.type != "PER" or mention.span.start >= at:
                continue
            held = self._tokens(mention)
            if held is None or not words <= _words(self.view, held):
                continue
            wide = self._with_title(held)
            candidate = _words(self.view, wide)
            if best is None or len(candidate) > len(best[1]):
                span = self.view.span(*wide)
                best = self.view.text[span.start : span.end], candidate
        return best if best and len(best[1]) > len(_words(self.view, source)) else None

    def _tokens(self, mention: Mention) -> Range | None:
        """Give the token range of a mention."""
        toks = self.view.toks
        low, high = 0, len(toks)
        while low < high:
            middle = (low + high) // 2
            if toks[middle].start < mention.span.start:
                low = middle + 1
            else:
                high = middle
        last = low
        while last < len(toks) and toks[last].end <= mention.span.end:
            last += 1
        return (low, last) if last > low else None

    def _with_title(self, source: Range) -> Range:
        """Widen a name over the office or rank that stands before it."""
        best = source[0]
        for n in range(source[0] - 1, max(-1, source[0] - _LONGEST_TITLE), -1):
            token = self.view.toks[n]
            if token.kind != "word":
                break
            stem = self.view.clitics(n)
            head = heads().get(stem.stem)
            if stem.preposition:
                break
            if head is not None and head.kind in ("person", "described"):
                best = n
            if stem.conjunction and head is None:
                break
        return best, source[1]

    def left_out(self, act: Act) -> Known | None:
        """Give who goes on speaking where no subject stands: the last speaker that agrees with the verb."""
        if act.participle:
            return self.speakers[-1] if self.speakers else None
        for known in reversed(self.speakers[-_FURTHEST_BACK:]):
            if known.plural != act.plural and act.plural:
                continue
            if known.feminine is None or act.feminine is None or known.feminine == act.feminine:
                return known
        return None

    def spoke(self, known: Known) -> None:
        """Note that `known` spoke just now."""
        if known in self.speakers:
            self.speakers.remove(known)
        self.speakers.append(known)
