"""Resolution: who is meant by a left-out subject, «المصدر», a surname, «الوزارة».

Sources of one report are gathered as they come. A mention means a source known already when all its words stand in that
source's fullest name («العميد رسول» ⊂ «المتحدث باسم العمليات العميد يحيى رسول») and both are of one kind; the most
recent one that fits is meant. A new description without the article («مصدر أمني») is somebody new. When nobody fits,
nobody is named: a wrong name is worse than none. Each way to find who is meant is a rule with an id (``link.…``) and a
row in ``data/link_rules.tsv``.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.extract.acts import Act
from riwaya.extract.fullnames import FullNames
from riwaya.extract.kinds import head_of, is_nationality, kind_of
from riwaya.extract.known import OWN_WORDS, Known, Meant, joined, source_span, source_text
from riwaya.extract.objects import doer_end
from riwaya.extract.phrases import is_possessed, phrase_end
from riwaya.extract.speakers import is_feminine
from riwaya.extract.subjects import acts_in_al, has_article, is_known_source, past_dateline, skip_openers
from riwaya.extract.told import Range, skip_adverbials
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads, word_lists, word_set
from riwaya.model import Kind, Mention

_HONORIFICS = word_set("honorifics")
_COURTESY = word_set("courtesy")
_FURTHEST_BACK = 4
_FEWEST_SENTENCES = 4
_THIS = word_set("this")
_COUNTING = word_set("counting")
_POINTERS = word_set("pointers")
_PLURAL_THINGS = word_set("plural_things")
# «المسؤول», «المصدر» may take up whoever was described last, but not a witness or a doctor.
_GENERIC = word_set("generic_officials")
_SAME = word_set("same")
_OFFICIALS = frozenset(("أحد", "مسؤول", "دبلوماسي", "مصدر", "ضابط", "متحدث"))


class Resolver:
    """Follows the sources through one report, in the order of the text."""

    def __init__(self, view: View, mentions: Sequence[Mention]) -> None:
        self.view = view
        self.mentions = mentions
        self.sentence_starts = [first for first, _ in view.sentences]
        self.names = FullNames(view, mentions)
        self.known: list[Known] = []
        self.speakers: list[Known] = []  # in the order in which they spoke last

    def source(self, source: Range, act: Act | None = None, *, told: bool = False) -> Meant:
        """Give the source that the words at `source` mean, a new one when they mean nobody known yet.

        With `told`, the words name the outlet that somebody spoke to.
        """
        words = self.names.words(source)
        kind = "outlet" if told else kind_of(self.view, source, self.mentions)
        meant = self._match(source, words, kind)
        if meant is None:
            meant = self._new(source, words, kind)
        elif len(words) > len(meant.known.words):
            known = meant.known
            known.words, known.text = known.words | words, source_text(self.view, source)
            known.span = source_span(self.view, source)
            if kind == "person":
                known.kind = kind
        if act is not None and act.feminine is not None:
            meant.known.feminine = act.feminine
        return meant

    def _new(self, source: Range, words: frozenset[str], kind: Kind) -> Meant:
        """Note a source that was not known, under the fullest name that the report has for it."""
        view, head = self.view, head_of(self.view, source)
        found = Known(
            words, source_text(view, source), source_span(view, source), kind,
            head.lemma if head else None, head.plural if head else False,
        )  # fmt: skip
        self.known.append(found)
        fuller = self.names.of_person(source, words, kind)
        if fuller is not None:
            found.words, found.text, found.kind = words | fuller.words, fuller.text, "person"
            found.span = fuller.span
            return Meant(found, "link.fuller-name" if kind == "person" else "link.office-holder")
        rule, body = "link.headed", None
        if head is None and view.name_type[source[1] - 1] != "LOC":
            body = self.names.with_head(source)
        if body is None and (
            kind in ("organisation", "outlet") or (head and head.kind in ("described", "vague", "document"))
        ):
            rule, body = "link.body", self.names.of_body(source)
        if body is None:
            return self._in_full(source, found)
        found.words, found.text = words | self.names.words(body), source_text(view, body)
        found.span, found.kind = source_span(view, body), kind_of(view, body, self.mentions)
        return Meant(found, rule)

    def _in_full(self, source: Range, found: Known) -> Meant:
        """Spell the body at a source's end in full: «متحدث باسم الهيئة» → «متحدث باسم هيئة الأرصاد»."""
        view, last = self.view, source[1] - 1
        stem = view.clitics(last)
        head = heads().get(stem.stem)
        is_body = head is not None and head.kind in ("organisation", "outlet") and not stem.preposition
        body = self.names.of_body((last, last + 1)) if is_body and last > source[0] else None
        if body is None:
            return Meant(found, OWN_WORDS)
        found.words |= self.names.words(body)
        found.text = f"{source_text(view, (source[0], last))} {source_text(view, body)}"
        found.span = source_span(view, body)
        return Meant(found, "link.in-full")

    def _is_definite(self, source: Range) -> bool:
        """Tell whether a phrase is definite: by the article, or by the definite noun it is annexed to."""
        first = source[0]
        if self.view.forms[first].startswith("ال") or self.view.clitics(first).article:
            return True
        second = first + 1
        return (
            second < source[1]
            and self.view.forms[second].startswith("ال")
            and self.view.forms[first] not in _COUNTING
        )

    def _match(self, source: Range, words: frozenset[str], kind: Kind) -> Meant | None:
        """Find the most recent known source that `words` may mean."""
        first = self.view.forms[source[0]]
        recent = [*(k for k in self.known if k not in self.speakers), *self.speakers]
        if first in _HONORIFICS:
            persons = [k for k in reversed(recent) if k.kind == "person"]
            borne = next((k for k in persons if _bears(k.words, first)), None)
            if borne is not None:
                return Meant(borne, "link.honorific")
            last = Meant(persons[0], "link.last-person") if persons else None
            return self._dignitary(source, first) or last
        if first in _THIS and source[0] + 1 < source[1]:
            # «هذا الناطق»: the last one who is called so
            stem = self.view.clitics(source[0] + 1).stem
            if (called := next((k for k in reversed(recent) if stem in k.words), None)) is not None:
                return Meant(called, "link.this")
        definite = self._is_definite(source)
        head = head_of(self.view, source)
        lemma = head.lemma if head else None
        new = head is not None and head.kind in ("described", "vague", "document") and not definite
        generic = self.view.forms[source[1] - 1] if first in _SAME else first
        if generic in _GENERIC and source[1] - source[0] <= 1 + (first in _SAME) and self.speakers:
            spoke = self.speakers[-1]
            # «المسؤول» may be somebody named, «المصدر» never is.
            if spoke.head in _OFFICIALS or (generic != "المصدر" and spoke.kind == "person"):
                return Meant(spoke, "link.generic")
        for known in reversed(recent):
            if words == known.words:
                return Meant(known, "link.same-words")
            if new or not _kinds_agree(kind, known.kind):
                continue
            if words < known.words and _may_shorten(words, known, definite=definite, lemma=lemma):
                return Meant(known, "link.short-form")
            office = known.kind == "person" and definite and lemma is not None
            core = frozenset(w for w in words if not is_nationality("ال" + w)) if office else words
            courteous = words - _COURTESY
            if known.kind == "person" and courteous and courteous < words and courteous < known.words:
                return Meant(known, "link.short-form")  # «السيدة حداد»
            if 1 < len(core) < len(words) and core < known.words:
                # «وزير الداخلية البحريني», «وزير الداخلية بمملكة البحرين سامر حداد»
                return Meant(known, "link.same-office")
            if known.words < words and known.kind == kind and not known.words & heads().keys():
                return Meant(known, "link.longer-form")
        return None

    def _dignitary(self, source: Range, honorific: str) -> Meant | None:
        """Find whom «سموه» means among those who have not spoken: the first one before it who bears the title."""
        start = self.view.toks[source[0]].start
        for titled in self.names.titled:
            if titled.at < start and _bears(titled.words, honorific):
                known = Known(titled.words, titled.text, titled.span, "person", None)
                self.known.append(known)
                return Meant(known, "link.dignitary")
        return None

    def left_out(self, act: Act) -> Meant | None:
        """Give who goes on speaking where no subject stands: the last speaker that agrees with the verb."""
        if act.participle:
            last = Meant(self.speakers[-1], "link.goes-on") if self.speakers else None
            return self._own_sentence(act) or last
        pointed = self._pointed_at(act)
        if pointed is not None:
            return pointed
        # «وزار الوزير الموقع وقال إن»: who did something goes on to speak.
        if act.cue[0] not in self.sentence_starts and (doer := self._own_sentence(act)) is not None:
            return doer
        for known in reversed(self.speakers[-_FURTHEST_BACK:]):
            people = known.plural and known.kind != "document" and known.head not in _PLURAL_THINGS
            if (act.plural and not people) or self._far(act, known):
                continue
            if known.feminine is None or act.feminine is None or known.feminine == act.feminine:
                return Meant(known, "link.left-out")
        return self._sentence_before(act) or self._only_person(act)

    def _own_sentence(self, act: Act) -> Meant | None:
        """Find who does what the sentence says before a participle: «استقبل الوزير الوفد، مؤكداً أن».

        The phrase after the sentence's first verb, or the phrase that opens it, when it names a source that
        agrees; None when somebody has spoken in this sentence already.
        """
        first = self.sentence_starts[bisect_left(self.sentence_starts, act.cue[0] + 1) - 1]
        if self.speakers and self.speakers[-1].at >= first:
            return None
        return self._doer(act, first, act.cue[0])

    def _sentence_before(self, act: Act) -> Meant | None:
        """Find who does what the sentence before says, where nobody has spoken yet: «رفع الوزير يده. وهتف: …»."""
        at = bisect_left(self.sentence_starts, act.cue[0] + 1) - 1
        if self.speakers or at < 1:
            return None
        found = self._doer(act, *self.view.sentences[at - 1])
        return found if found is not None and found.known.kind == "person" else None

    def _only_person(self, act: Act) -> Meant | None:
        """Find the one person of whom the report has told so far, where no speaker agrees."""
        start = self.view.toks[act.cue[0]].start
        before = [titled for titled in self.names.titled if titled.at < start]
        if act.plural or not before:
            return None
        fullest = max(before, key=lambda titled: len(titled.words))
        she = any(known.feminine and known.words & fullest.name for known in self.known)
        if act.feminine or she or not all(titled.name <= fullest.words for titled in before):
            return None
        known = Known(fullest.words, fullest.text, fullest.span, "person", None)
        self.known.append(known)
        return Meant(known, "link.only-person")

    def _doer(self, act: Act, first: int, limit: int) -> Meant | None:
        """Find who does what tokens ``[first, limit)`` say and may go on to speak in `act`."""
        view = self.view
        at = skip_openers(view, past_dateline(view, first, limit), limit)
        nominal = at < limit and (has_article(view, at) or view.name_type[at] is not None)
        acted = first < at < limit and acts_in_al(view, at - 1)
        begin = at if nominal or acted else skip_adverbials(view, at + 1, limit)[0]
        lists = word_lists()
        leads_on = begin < limit and view.forms[begin] in lists.prepositions | lists.complementisers | {"من"}
        if begin >= limit or leads_on:
            return None  # «وأضاف أنه …، مؤكدا»: somebody spoke whom nobody names
        end = phrase_end(view, begin, limit, bounded=False)
        end = end if nominal and not acted else doer_end(view, begin, end)  # «وزار الوزير | الموقع»
        honorific = next((n for n in range(begin, end) if view.forms[n] in _HONORIFICS), None)
        if honorific is not None:
            begin, end = honorific, honorific + 1  # «وحمد سموه الله، مؤكدا»
        known_source = honorific is not None or is_known_source(view, (begin, end))
        if end <= begin or not known_source or (honorific is None and is_possessed(view, begin)):
            return None
        by_verb = not (nominal or acted)
        # «وشكر | السفارة، مضيفا»: a verb without ت does not take the feminine body behind it for its subject
        acted_upon = by_verb and act.feminine is False and not act.plural and is_feminine(view, begin)
        agrees = act.feminine is None or act.plural or view.forms[at].endswith("ت") == act.feminine
        head = head_of(view, (begin, end))
        alone = (
            act.plural and head is not None and not head.plural and head.kind in ("organisation", "document")
        )
        if (by_verb and not agrees) or acted_upon or alone:
            return None
        known, rule = self.source((begin, end))
        return Meant(known, joined("link.doer", rule))

    def _far(self, act: Act, known: Known) -> bool:
        """Tell whether `known` spoke too many sentences ago to go on without being named."""
        first = bisect_left(self.sentence_starts, known.at + 1)
        return bisect_left(self.sentence_starts, act.cue[0] + 1) - first > _FEWEST_SENTENCES

    def _pointed_at(self, act: Act) -> Meant | None:
        """Find the person whom «عندما قال» and «إلا أنه حذر» point back to in the same sentence."""
        cue = act.cue[0]
        if cue == 0 or self.view.forms[cue - 1] not in _POINTERS:
            return None
        first = self.sentence_starts[bisect_left(self.sentence_starts, cue + 1) - 1]
        n = cue - 1
        while n > first and self.view.name_type[n - 1] != "PER":
            n -= 1
        last = n
        while n > first and self.view.name_type[n - 1] == "PER":
            n -= 1
        if n == last:
            return None
        known, rule = self.source(self.names.with_title((n, last)))
        return Meant(known, joined("link.pointer", rule))

    def spoke(self, known: Known, at: int) -> None:
        """Note that `known` spoke just now, at token `at`."""
        known.at = at
        if known in self.speakers:
            self.speakers.remove(known)
        self.speakers.append(known)


@cache
def _borne_titles() -> dict[str, frozenset[str]]:
    """Give the titles that each honorific stands for, folded."""
    return {
        fold(honorific): frozenset(map(fold, titles))
        for honorific, titles in lexicon.toml("attribution")["honorifics"].items()
    }


def _bears(words: frozenset[str], honorific: str) -> bool:
    """Tell whether a person's words hold a title that the honorific stands for: «سموه» a prince's."""
    return bool(words & _borne_titles().get(honorific, frozenset()))


def _kinds_agree(new: Kind, known: Kind) -> bool:
    """A short form may hide a person's name but never turns a body into a person or a paper."""
    people = ("person", "described", "vague")
    return (
        new == known or (new in people and known in people) or (new == "organisation" and known == "outlet")
    )


def _may_shorten(words: frozenset[str], known: Known, *, definite: bool, lemma: str | None) -> bool:
    """Tell whether the fewer `words` may mean `known`: a surname, its head with the article, a shorter name."""
    if known.plural and lemma in heads() and not heads()[lemma].plural:
        return False
    if known.kind == "person":
        return definite or bool(words - heads().keys())
    if known.head is not None and lemma is not None and lemma != known.head:
        return False
    return definite or known.kind in ("organisation", "outlet")
