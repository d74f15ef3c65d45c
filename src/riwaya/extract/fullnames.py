"""Full names: how a report names a source most fully, wherever it does so.

A person's name with the offices and ranks before it; the body that a bare name, or a bare noun with the article, is
short for.
"""

from bisect import bisect_left
from collections.abc import Sequence

from riwaya.extract.cues import cue_at
from riwaya.extract.kinds import is_nationality
from riwaya.extract.known import Titled, source_span, source_text
from riwaya.extract.phrases import phrase_end
from riwaya.extract.told import Range
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads, starts_with, word_lists, word_set
from riwaya.model import Kind, Mention

_EMPTY_ADJECTIVES = word_set("empty_adjectives")
_FUNCTION = word_set("function_words")
_RELATIVES = word_set("relatives")
_LONGEST_TITLE = 9
_LONGEST_BODY = 7


class FullNames:
    """The names of one report; `titled` are its persons with the titles before their names."""

    def __init__(self, view: View, mentions: Sequence[Mention]) -> None:
        self.view = view
        self.starts = [token.start for token in view.toks]
        self.places: dict[str, list[int]] = {}  # where each form stands, the first two words left out
        for n, form in enumerate(view.forms[2:], 2):
            self.places.setdefault(form, []).append(n)
        self.titled = self._titled_names(mentions)

    def words(self, source: Range) -> frozenset[str]:
        """Give the words of a source, clitics and function words left out, spellings of one name made one."""
        out = set()
        for n in range(*source):
            if n > source[0] and (self.view.forms[n] in _RELATIVES or self._hides_name(n)):
                break  # the clause after tells about the source, it does not name it
            if self.view.toks[n].kind != "mark" and self.view.forms[n] not in _FUNCTION:
                stem = self.view.clitics(n).stem
                out.add(stem.replace("امريك", "اميرك").replace("مسئول", "مسؤول"))
        return frozenset(out)

    def _hides_name(self, n: int) -> bool:
        return starts_with(self.view.forms, n, len(self.view.forms), word_lists().anonymity) > 0

    def of_person(self, source: Range, words: frozenset[str], kind: Kind) -> Titled | None:
        """Find the fullest name in the report of a new bare name, or of an office whose holder is named."""
        bare = words - heads().keys()
        office = kind == "described" and self.view.clitics(source[0]).article
        if kind == "person" and bare:
            fitting = [t for t in self.titled if words < t.words and bare & t.name]
        elif office:
            core = frozenset(w for w in words if not is_nationality("ال" + w))
            fitting = [
                t
                for t in self.titled
                if (len(core) > 1 and core < t.words) or (len(words) > 1 and words < t.words)
            ]
            if len({t.name for t in fitting}) > 1:
                return None
        else:
            return None
        return max(fitting, key=lambda t: len(t.words), default=None)

    def with_head(self, source: Range) -> Range | None:
        """Find where the report says what a bare name is: «هيوز» → «شركة «هيوز»»."""
        view = self.view
        forms = [view.forms[n] for n in range(*source) if view.toks[n].kind == "word"]
        for at in self.places.get(forms[0], ()) if forms else ():
            quoted = view.is_quote_mark(at - 1)
            before, end = at - 1 - quoted, at + len(forms)
            head = heads().get(view.clitics(before).stem)
            is_body = head is not None and head.kind in ("organisation", "outlet")
            if view.forms[at:end] == forms and is_body and not view.clitics(before).article:
                return before, end + (quoted and end < len(view.toks) and view.is_quote_mark(end))
        return None

    def of_body(self, source: Range) -> Range | None:
        """Find the body that «الصندوق» means: the nearest phrase before it with the same head and a complement."""
        view, first = self.view, source[0]
        bare = all(
            view.forms[n].removeprefix("ال") in _EMPTY_ADJECTIVES or is_nationality(view.forms[n])
            for n in range(first + 1, source[1])
        )
        if not bare or not view.clitics(first).article:
            return None
        stem = view.clitics(first).stem
        for n in range(first - 1, -1, -1):
            if view.clitics(n).stem == stem and not view.clitics(n).article and view.toks[n].kind == "word":
                end = phrase_end(view, n, min(n + _LONGEST_BODY, first), bounded=False)
                head = heads().get(stem)
                described = (
                    head is not None and head.kind in ("described", "vague") and view.forms[n + 1] == "في"
                )
                fits = end - n > 1 and (described or view.forms[n + 1] not in _FUNCTION)
                # «الشركة المصرية» is the one whose name in quotation marks bears the adjective too
                told = {view.forms[k] for k in range(first + 1, source[1]) if is_nationality(view.forms[k])}
                fits = fits and (not told or (told <= set(view.forms[n:end]) and n + 1 in view.opening))
                return (n, end) if fits else None
        return None

    def _titled_names(self, mentions: Sequence[Mention]) -> list[Titled]:
        """Gather the persons named in the report with the offices and ranks before their names."""
        out = []
        for mention in mentions:
            held = self._tokens(mention) if mention.type == "PER" else None
            if held is not None:
                wide = self.with_title(held)
                text, span = source_text(self.view, wide), source_span(self.view, wide)
                out.append(Titled(self.words(wide), self.words(held), text, span, mention.span.start))
        return out

    def _tokens(self, mention: Mention) -> Range | None:
        """Give the token range of a mention."""
        first = bisect_left(self.starts, mention.span.start)
        last = bisect_left(self.starts, mention.span.end, first)
        return (first, last) if last > first else None

    def with_title(self, name: Range) -> Range:
        """Widen a name over the office or rank that stands before it."""
        best = name[0]
        for n in range(name[0] - 1, max(-1, name[0] - _LONGEST_TITLE), -1):
            stem = self.view.clitics(n)
            # «رئيس اللجنة بالمحافظة سامر حداد»: ب before a noun with the article tells where.
            if self.view.toks[n].kind != "word" or (stem.preposition == "ب" and not stem.article):
                break
            if (stem.conjunction and stem.stem not in heads()) or self._ends_title(n):
                break
            head = heads().get(stem.stem)
            # «صحفي الوزير» is no title: an indefinite head takes no title with the article after it.
            adjacent = heads().get(self.view.forms[n + 1]) if not stem.article else None
            annexed = adjacent is not None and adjacent.kind == "person" and self.view.clitics(n + 1).article
            if (
                head is not None
                and head.kind in ("person", "described")
                and not stem.conjunction
                and not annexed
            ):
                best = n
        if best and self.view.forms[best - 1] in ("صاحب", "صاحبه"):
            best -= 1  # «صاحب | السمو الملكي الأمير»
        return best, name[1]

    def _ends_title(self, n: int) -> bool:
        """Tell whether no title reaches back over the word at `n`: another name, أن, a verb of saying."""
        form = self.view.forms[n]
        cue = cue_at(form)
        verb = cue is not None and cue.tense in ("past", "present") and form not in heads()
        return verb or self.view.name_type[n] == "PER" or form in word_lists().complementisers
