"""A report as the statement rules read it: tokens, quotations and sentences, furniture left out."""

from collections.abc import Iterable

from riwaya.arabic.clitics import Clitics, split
from riwaya.arabic.quotes import MARKS, Quote, quotes
from riwaya.arabic.sentences import sentences
from riwaya.arabic.words import Token
from riwaya.extract.wordlists import heads, word_lists
from riwaya.model import Furniture, Mention, MentionType, Span

COMMAS = frozenset("،,")
DASHES = frozenset("-–—")

# A quotation of fewer words is a name or a scare quote and not speech, unless it stands where speech must.
LONG_QUOTE = 4
# A short string that stands this often in a report is a name and no verdict of one speaker.
_REPEATED = 3


class View:
    """Tokens by number, the quotations among them, and sentences as ranges ``[first, last)`` of token numbers.

    `forms` are the folded forms; `long_quote` gives for each token the quotation of `LONG_QUOTE` words and more that
    holds it (the outermost), or None; `quoted` tells of each token whether any quotation holds it.
    Quotations that nothing closes hold nothing. `name_type` is the type of the name that a token belongs to.
    """

    __slots__ = (
        "forms",
        "long_quote",
        "name_type",
        "named_by_quote",
        "opening",
        "quoted",
        "quotes",
        "sentence_end",
        "sentences",
        "text",
        "toks",
        "within_name",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        toks: list[Token],
        furniture: Iterable[Furniture] = (),
        mentions: Iterable[Mention] = (),
    ) -> None:
        self.text = text
        self.toks = toks
        self.forms = [token.form for token in toks]
        self.quotes: list[Quote] = quotes(text, toks)
        self.opening: dict[int, Quote] = {quote.opening: quote for quote in self.quotes}
        self.long_quote: list[Quote | None] = [None] * len(toks)
        self.quoted = [False] * len(toks)
        self.named_by_quote = [False] * len(toks)
        for quote in reversed(self.quotes):
            inside = range(quote.opening + 1, quote.closing)
            if quote.closed and inside:
                self.quoted[quote.opening + 1 : quote.closing] = [True] * len(inside)
            if self._is_name(quote):
                self.named_by_quote[quote.opening + 1 : quote.closing] = [True] * len(inside)
            if quote.closed and self.words_in(quote) >= LONG_QUOTE:
                for n in range(quote.opening, min(quote.closing + 1, len(toks))):
                    self.long_quote[n] = quote
        self.name_type: list[MentionType | None] = [None] * len(toks)
        self.within_name = [False] * len(toks)
        self._mark_names(mentions)
        self.sentences = self._sentence_ranges(tuple(furniture))
        self.sentence_end = [len(toks)] * len(toks)
        for first, last in self.sentences:
            self.sentence_end[first:last] = [last] * (last - first)

    def _is_name(self, quote: Quote) -> bool:
        """Tell whether a short quotation only names what the noun before it means: «العبّارة «نسيم الساحل»»."""
        before = quote.opening - 1
        if not quote.closed or before < 0 or not 0 < self.words_in(quote) < LONG_QUOTE:
            return False
        last = quote.closing - 1
        if self.toks[before].kind != "word" or self.text[self.toks[last].end - 1] in "اً":
            return False
        inner = self.text[self.toks[quote.opening + 1].start : self.toks[last].end]
        if (
            any(self.toks[k].kind == "number" for k in range(quote.opening + 1, quote.closing))
            or inner.isascii()
        ):
            return True
        if self.words_in(quote) < LONG_QUOTE - 1 and self.text.count(inner) >= _REPEATED:
            return True
        stem = self.clitics(before)
        head = heads().get(stem.stem)
        bears_a_name = stem.stem in word_lists().name_bearers or (
            head is not None and head.kind in ("outlet", "organisation")
        )
        return stem.article or bears_a_name

    def _mark_names(self, mentions: Iterable[Mention]) -> None:
        """Note for each token the type of the name it belongs to, and whether it goes on with one."""
        at = 0
        for mention in sorted(mentions, key=lambda m: m.span):
            while at < len(self.toks) and self.toks[at].end <= mention.span.start:
                at += 1
            first = at
            while at < len(self.toks) and self.toks[at].start < mention.span.end:
                self.name_type[at] = mention.type
                self.within_name[at] = at > first
                at += 1

    def _sentence_ranges(self, furniture: tuple[Furniture, ...]) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        spans = sorted((mark.span.start, mark.span.end) for mark in furniture)
        at, size = 0, len(self.toks)
        for sentence in _around(sentences(self.text), spans):
            while at < size and self.toks[at].start < sentence.start:
                at += 1
            first = at
            while at < size and self.toks[at].start < sentence.end:
                at += 1
            if at > first:
                out.append((first, at))
        return out

    def words_in(self, quote: Quote) -> int:
        """Count the words and numbers of a quotation."""
        return sum(token.kind != "mark" for token in self.toks[quote.opening + 1 : quote.closing])

    def clitics(self, n: int) -> Clitics:
        """Give token `n` taken apart."""
        return split(self.forms[n])

    def span(self, first: int, last: int) -> Span:
        """Give the raw span of tokens ``[first, last)``."""
        return Span(self.toks[first].start, self.toks[last - 1].end)

    def is_quote_mark(self, n: int) -> bool:
        """Tell whether token `n` is a quotation mark."""
        return self.toks[n].kind == "mark" and self.forms[n] in MARKS


def _around(found: list[Span], furniture: list[tuple[int, int]]) -> list[Span]:
    """Leave out the sentences that lie in furniture, and cut off what of the others does."""
    if not furniture:
        return found
    out: list[Span] = []
    for sentence in found:
        pieces = [(sentence.start, sentence.end)]
        for start, end in furniture:
            pieces = [
                part
                for a, b in pieces
                for part in (((a, min(b, start)), (max(a, end), b)) if start < b and a < end else ((a, b),))
                if part[0] < part[1]
            ]
        out.extend(Span(a, b) for a, b in pieces)
    return out
