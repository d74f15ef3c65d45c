"""Verbs of saying: from the cue to what was said and to who said it, before or after the verb.

Rules (each names the findings it makes):

==================  ===========================================================================
verb.clause         وقال الوزير سامر حداد إن الميناء مغلق.
verb.quotation      وأضاف حداد: «الميناء مغلق».
verb.preposition    وأشار حداد إلى إغلاق الميناء.
verb.object         وأعلنت الوزارة إغلاق الميناء.
verb.predicate      واتهم حداد الشركة بالإهمال.
verb.bare           وأضاف حداد في حديث لصحيفة المرفأ أعتقد أن الميناء مغلق.
participle.*        the same five after مضيفاً، مؤكداً، مشيراً إلى …
==================  ===========================================================================
"""

from dataclasses import dataclass

from riwaya.extract.acts import Act
from riwaya.extract.contents import content_end, form_of, participle_reports
from riwaya.extract.cues import CueForm, cue_at
from riwaya.extract.phrases import (
    Range,
    is_hearer,
    is_setting,
    outlet_at,
    phrase_end,
    skip_adverbials,
    told_in,
)
from riwaya.extract.subjects import is_known_source, names_somebody, subject_before
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads, is_action_noun, starts_with, word_lists

_COMMAS = frozenset("،,")
_DASHES = frozenset("-–—")
_LONGEST_WAY = 48  # tokens from a verb to what it says
_FREE = ("الي", "علي", "عن", "من")
_NEGATIONS = frozenset(("لم", "لن", "لا", "ولم", "ولن", "ولا", "دون", "عدم", "فلم"))
_NOUN_BEFORE = frozenset("بعد قبل مع في عن من علي الي عند رغم بسبب اثر منذ خلال حول ضد دون عدم غير هذا ذلك كل اي".split())
_ALSO_NOUNS = frozenset("ذكر نقل كشف امر رد بين وعد نص حث حمل طلب شرح نشر بث زعم رفض علق حض".split())
_SAYING_ADVERBS = frozenset("قائلا قائله قائلين بالقول بقوله بقولها قوله قولها قولهم القول".split())
_RELAYING = frozenset(("relay", "relay_to"))
_WHAT = frozenset("ما مما لما بما عما فيما ممن من وما".split())
_PLURAL_BODIES = frozenset("دول قوي وسائل سلطات جميع كل شركات".split())
_CONFIDENCE = {"clause": 0.93, "quotation": 0.92, "preposition": 0.8, "object": 0.65, "predicate": 0.75, "bare": 0.6}


@dataclass(slots=True)
class Marker:
    """Where what was said begins: `at` is the first token of the marker, `start` the first of the content.

    `cut` characters of the first token are a clitic that is no part of the content.
    """

    frame: str
    at: int
    start: int
    cut: int = 0


def read_verb(view: View, n: int, found: CueForm, sentence: Range) -> Act | None:
    """Read the act whose cue is the verb or participle at token `n`; None when it says nothing here."""
    if found.tense == "noun" or not _is_verb_here(view, n, found, sentence):
        return None
    after = _cue_end(view, n, found, sentence[1])
    marker = _marker(view, n, after, found, sentence)
    if marker is None or marker.start >= len(view.toks):
        return None
    speaker, told, relays = _after_verb(view, after, marker, found)
    act = Act(
        cue=(n, after), rule="", stance=found.cue.stance, content=[], reach=(marker.start, marker.start),
        speaker=speaker, told=told, relays=relays, feminine=found.feminine, plural=found.plural,
        participle=found.tense == "participle",
    )  # fmt: skip
    if act.participle:
        act.speaker = None
    else:
        _look_before(view, act, found, n, sentence[0])
        if act.speaker is not None and not _may_speak(view, act.speaker, found):
            return None
        if "document" in found.cue.flags and not _is_document(view, act.speaker or act.antecedent):
            return None
    if _is_formula(view, act, found, marker):
        return None
    end = content_end(view, marker.start, sentence)
    if end <= marker.start:
        return None
    act.reach = (marker.start, end)
    first = view.toks[marker.start].start + marker.cut
    act.content = [(first, view.toks[end - 1].end)]
    act.form = form_of(view, marker.start, end)
    if marker.frame == "quotation" and act.form == "indirect" and view.forms[marker.start - 1] == ":":
        act.form = "direct"
    act.rule = f"{'participle' if act.participle else 'verb'}.{marker.frame}"
    act.confidence = _CONFIDENCE[marker.frame]
    return act


def _look_before(view: View, act: Act, found: CueForm, verb: int, first: int) -> None:
    """Take the subject before the verb where none follows it, or where what follows is who is asked or accused."""
    other_follows = act.speaker is not None and ("addressee" in found.cue.flags or "ob" in found.cue.frames)
    if act.speaker is None or other_follows:
        before = subject_before(view, verb, first, feminine=found.feminine)
        if act.speaker is None or before.subject is not None or before.antecedent is not None:
            act.speaker, act.antecedent = before.subject, before.antecedent
        elif found.feminine is False and _is_feminine(view, act.speaker[0]):
            act.speaker = None
        act.told = act.told or before.told
    if act.told is None and verb > first and view.forms[verb - 1] in _COMMAS:
        act.told = told_in(view, first, verb, need_setting=True)


def _may_speak(view: View, source: Range, found: CueForm) -> bool:
    """Tell whether the phrase can be the subject of this verb; only verbs of speech make any subject a speaker."""
    if view.forms[source[0]] in word_lists().scripture:
        return False
    return names_somebody(view, source) and ("speech" in found.cue.flags or is_known_source(view, source))


def _is_document(view: View, source: Range | None) -> bool:
    """Tell whether a document speaks: only then do أظهر and نص على say something."""
    if source is None:
        return False
    found = [heads().get(view.clitics(n).stem) for n in range(source[0], min(source[1], source[0] + 3))]
    return any(head is not None and head.kind in ("document", "vague") for head in found)


def _is_feminine(view: View, n: int) -> bool:
    """Tell whether the noun at `n` takes a feminine verb: ending in ة or ات, a plural of bodies, most countries."""
    if view.name_type[n] == "LOC":
        return True
    head = heads().get(view.clitics(n).stem)
    people = head is not None and head.kind in ("person", "described") and head.lemma != "سلطات"
    return view.forms[n].endswith(("ه", "ات")) and not people or view.clitics(n).stem in _PLURAL_BODIES


def _is_verb_here(view: View, n: int, found: CueForm, sentence: Range) -> bool:
    """Rule out negated verbs, subjunctives (أن يقول) and nouns written like verbs (بعد كشف …)."""
    previous = view.forms[n - 1] if n > sentence[0] else ""
    if found.cue.stance != "expects" and previous in _NEGATIONS:
        return False
    if found.tense == "present" and previous in ("ان", "بان", "لان", "كي", "لكي", "حتي", "او"):
        return False
    if starts_with(view.forms, n, sentence[1], word_lists().anonymity):
        return False
    if found.suffix and previous in _WHAT:
        return False  # «ما وصفه بـ»: still the same speaker's words
    lone = not view.clitics(n).conjunction
    if found.tense == "past" and lone and found.feminine is not True and _reads_as_noun(view.forms[n], previous):
        return _opens_clause(view, n, sentence[0])
    if found.tense == "participle" and lone and not participle_reports(view, n, sentence[1]):
        return False
    if "start" in found.cue.flags:
        return _opens_clause(view, n, sentence[0])
    return True


def _opens_clause(view: View, n: int, first: int) -> bool:
    """Tell whether a clause starts at `n`: after a comma, an opener («وقد»), a phrase like «إلى ذلك»."""
    lists = word_lists()
    if n == first or view.forms[n - 1] in _COMMAS or view.forms[n - 1] in lists.openers or view.is_quote_mark(n - 1):
        return True
    return any(starts_with(view.forms, n - size, n, lists.opener_phrases) == size for size in (2, 3, 4) if n - size >= first)


def _reads_as_noun(form: str, previous: str) -> bool:
    """A bare past form is a noun after a preposition («بعد كشف»), and the doubtful ones after أن and in a name too."""
    if previous in _NOUN_BEFORE:
        return True
    also_noun = form in _ALSO_NOUNS
    return also_noun and (previous in word_lists().complementisers or previous in heads())


def _cue_end(view: View, n: int, found: CueForm, last: int) -> int:
    """Extend the cue over «أيضا», «قائلا» and its own preposition when they are adjacent."""
    end = n + 1
    if end < last and view.forms[end] in ("ايضا", "كذلك"):
        end += 1
    if end < last and view.forms[end] in _SAYING_ADVERBS:
        end += 1
    if end < last and view.forms[end] in found.cue.frames and view.forms[end] in _FREE:
        end += 1
    return end


def _marker(view: View, n: int, after: int, found: CueForm, sentence: Range) -> Marker | None:
    """Find where what was said begins."""
    frames = found.cue.frames
    last = min(sentence[1], after + _LONGEST_WAY)
    if view.forms[after - 1] in _FREE and after - 1 > n:
        return _after_preposition(view, after, last)
    if "ob" in frames or "oe" in frames or "oo" in frames or "op" in frames:
        marked = _clause_marker(view, after, last, frames) if "c" in frames or "q" in frames else None
        return marked or _predicate_marker(view, after, last, found)
    if "o" in frames and not found.cue.flags & {"charges", "attack"} and after < last and is_action_noun(view.forms[after]):
        return Marker("object", after, after)
    marked = _clause_marker(view, after, last, frames)
    if "o" in frames and (marked is None or marked.frame == "quotation"):
        limit = marked.at if marked else last
        thing = _object_marker(view, after, limit, found)
        marked = thing or marked
    if marked is None and "b" in frames and found.tense != "participle":
        marked = _bare_marker(view, after, last)
    return marked


def _after_preposition(view: View, at: int, last: int) -> Marker | None:
    if at >= last:
        return None
    if view.forms[at] in word_lists().complementisers:
        return Marker("clause", at, at + 1)
    return Marker("preposition", at, at)


def _clause_marker(view: View, after: int, last: int, frames: tuple[str, ...]) -> Marker | None:
    """Find the first complementiser, colon, quotation or preposition of the verb's frames."""
    lists = word_lists()
    spoken = False  # whether a word that may name the speaker was passed
    preposition: Marker | None = None
    n = after
    while n < last:
        form, kind = view.forms[n], view.toks[n].kind
        if kind == "mark":
            quote = view.opening.get(n)
            if form == ":" and "q" in frames:
                return preposition or _quoted_clause(view, n, last)
            if quote is not None:
                if "q" in frames and _is_speech(view, n, last, direct_only=frames == ("q",)):
                    return preposition or Marker("quotation", n, n)
                n = min(quote.closing, last) if quote.closed else n
            elif form in ".؛;!?؟" and len(view.forms[n - 1]) > 2:
                break
        elif form in ("الذي", "التي", "الذين") and view.forms[n - 1] in _COMMAS:
            n = next((k for k in range(n, last) if view.forms[k] in _COMMAS), last)
        elif form in lists.complementisers:
            if ("c" in frames or ("cb" in frames and form.startswith("با"))) and view.forms[n - 1] not in lists.not_after:
                if n - 1 >= after and view.forms[n - 1] in frames and view.forms[n - 1] in _FREE:
                    return Marker("clause", n - 1, n + 1)
                return preposition if preposition and preposition.at < n - 12 else Marker("clause", n, n + 1)
        elif preposition is None and spoken and form in frames and form in _FREE and _opens_complement(view, n, last):
            preposition = _after_preposition(view, n + 1, last)
            if preposition is not None:
                preposition.at = n
        elif preposition is None and kind == "word" and (cut := _attached(view, n, frames)):
            preposition = Marker("preposition", n, n, cut)
        elif n > after and _another_verb(view, n):
            break
        spoken = spoken or kind == "word"
        n += 1
    return preposition


def _quoted_clause(view: View, colon: int, last: int) -> Marker | None:
    """A colon opens direct speech, unless إن follows it: «وقالت المصادر: إن …»."""
    at = colon + 1
    if at < last and view.forms[at] in word_lists().complementisers:
        return Marker("clause", colon, at + 1)
    return Marker("quotation", colon, at) if at < last else None


def _is_speech(view: View, at: int, last: int, *, direct_only: bool) -> bool:
    """Tell whether the quotation mark at `at` opens speech and not a name or a single word."""
    quote = view.opening[at]
    words = view.words_in(quote)
    previous = view.clitics(at - 1).stem
    if words <= 5 and previous in heads() and heads()[previous].kind in ("outlet", "organisation", "document"):
        return False
    if words <= 5 and (view.forms[at - 1] in ("ل", "عن", "من", "في", "الي") or outlet_at(view, at - 1, quote.closing + 1)):
        return False
    if words <= 2 and view.forms[at - 1] != ":" and not direct_only:
        return False
    if words <= 3:
        return not any(view.forms[k] in word_lists().complementisers for k in range(quote.closing, min(last, quote.closing + 14)))
    return True


def _opens_complement(view: View, n: int, last: int) -> bool:
    """Tell whether a free preposition opens what was said and does not belong to the speaker's name."""
    previous = view.clitics(n - 1).stem
    known = heads().get(previous)
    if n + 1 < last and view.forms[n + 1] in word_lists().complementisers:
        return True
    if known is not None and known.kind in ("described", "vague"):
        return view.clitics(n - 1).article
    return previous not in ("نائب", "مشرف", "مقرب", "ممثل", "مسؤول", "قائم", "مطلع", "مطلعه")


def _attached(view: View, n: int, frames: tuple[str, ...]) -> int:
    """Give the number of raw characters of an attached preposition that opens a complement here, or 0."""
    stem = view.clitics(n)
    if not stem.preposition or stem.conjunction or stem.preposition not in frames or view.forms[n] == "باسم":
        return 0
    lists = word_lists()
    if view.forms[n] in lists.prepositions or view.forms[n] in lists.adverbs or view.forms[n] in lists.complementisers:
        return 0
    if stem.preposition == "ل" and (stem.article or outlet_at(view, n, min(n + 6, len(view.toks)))):
        return 0
    return 1


def _another_verb(view: View, n: int) -> bool:
    """Tell whether another verb of saying takes over at `n`."""
    cue = cue_at(view.forms[n])
    if cue is None or cue.tense == "noun" or view.forms[n] in heads():
        return False
    if cue.tense == "participle":
        return view.forms[n] not in _SAYING_ADVERBS and participle_reports(view, n, len(view.toks))
    following = view.forms[n + 1] if n + 1 < len(view.forms) else ""
    if following in word_lists().complementisers and "c" in cue.cue.frames:
        return True
    return bool(view.clitics(n).conjunction) or view.forms[n - 1] in ("الذي", "التي") or view.forms[n - 1] in _COMMAS


def _object_marker(view: View, after: int, last: int, found: CueForm) -> Marker | None:
    """Find the object that is what was announced, confirmed or denied: a verbal noun after the speaker."""
    lists, flags = word_lists(), found.cue.flags
    wanted = lists.charges if "charges" in flags else lists.attacks if "attack" in flags else None
    if "thing" in flags and (start := _after_speaker(view, after, last)) is not None:
        return Marker("object", start, start)
    n = after
    while n < min(last, after + 22):
        form = view.forms[n]
        if view.toks[n].kind == "mark":
            quote = view.opening.get(n)
            if quote is not None and quote.closed:
                n = quote.closing
            elif form in ".؛:" or (form in _COMMAS and n > after + 14):
                break
        elif n > after and _another_verb(view, n):
            break
        elif wanted is not None:
            if form in wanted:
                return Marker("object", n, n)
        elif n > after and form in lists.prepositions and form not in _FREE and form != "في":
            aside = n - 1 if view.forms[n - 1] in _DASHES else None
            close = next((k for k in range(n, min(last, n + 14)) if view.forms[k] in _DASHES), None)
            if aside is None or close is None:
                break
            n = close
        elif found.cue.stance == "denies" and form in lists.charges and form != "ما" and n > after:
            return Marker("object", n, n)
        elif is_action_noun(form) and _may_open_object(view, n, after):
            return Marker("object", n, n)
        elif n > after and form in ("ما", "من") and _closes_speaker(view, n - 1) and "object" not in flags and form == "ما":
            return Marker("object", n, n)
        n += 1
    return None


def _after_speaker(view: View, after: int, last: int) -> int | None:
    """Find the noun that follows the speaker's whole phrase: the object of انتقد، أدان، نفى."""
    begin, _ = skip_adverbials(view, after, last)
    end = phrase_end(view, begin, last, bounded=False)
    named = [n + 1 for n in range(begin, end) if view.name_type[n] and not (n + 1 < end and view.within_name[n + 1])]
    cut = named[-1] if named and named[-1] < end else end
    if cut <= begin or cut >= last or view.toks[cut].kind == "mark" or view.forms[cut] in word_lists().prepositions:
        return None
    return cut


def _may_open_object(view: View, n: int, after: int) -> bool:
    """A verbal noun opens the object where the speaker's phrase is closed before it, or nobody stands there."""
    if n == after:
        return True
    return _closes_speaker(view, n - 1)


def _closes_speaker(view: View, n: int) -> bool:
    """Tell whether a noun phrase may end with token `n`: a definite noun, a name, an adverb, a closing mark."""
    form = view.forms[n]
    if view.toks[n].kind != "word":
        return True
    stem = view.clitics(n)
    if stem.article or form in word_lists().adverbs:
        return True
    known = heads().get(stem.stem)
    if known is not None or form in word_lists().prepositions or is_action_noun(form):
        return False
    return True


def _predicate_marker(view: View, after: int, last: int, found: CueForm) -> Marker | None:
    """Find object and predicate of اتهم، وصف، أرجع، حمّل: the content is both, after the speaker."""
    frames = found.cue.frames
    link = "الي" if "oe" in frames else "ب"
    at = None
    for n in range(after, min(last, after + 30)):
        form, stem = view.forms[n], view.clitics(n)
        if form in ".؛:" and view.toks[n].kind == "mark":
            break
        if n > after and _another_verb(view, n):
            break
        if "oo" in frames:
            if form in word_lists().blame:
                at = n
                break
        elif "op" in frames:
            at = n if n > after else None
            break
        elif (form == link or (link == "ب" and (stem.preposition == "ب" or form == "بانه" or form == "بانها"))) and form != "باسم":
            at = n
            break
    if at is None:
        return None
    if found.suffix or found.tense == "participle" or at == after:
        return Marker("predicate", after, after)
    start = _second_phrase(view, after, at)
    return Marker("predicate", start, start) if start is not None else None


def _second_phrase(view: View, after: int, at: int) -> int | None:
    """Find where the object begins between a verb and the predicate: the phrase after the speaker's."""
    begin, _ = skip_adverbials(view, after, at)
    end = _first_of_two(view, begin, phrase_end(view, begin, at, bounded=False))
    if end < at:
        return end
    # Speaker and object run together («اتهم البيت الأبيض وسائل الإعلام بـ»): cut after the first closed noun.
    for n in range(begin + 1, at):
        if _closes_speaker(view, n - 1) and not view.clitics(n).article and view.toks[n].kind == "word":
            return n
    for n in range(begin + 1, at):
        if view.clitics(n).article and _closes_speaker(view, n - 1) and view.forms[n] in heads():
            return n
    return begin if at - begin <= 1 else None


def _bare_marker(view: View, after: int, last: int) -> Marker | None:
    """What was said follows its speaker without any mark: after the setting, after a comma."""
    begin, _ = skip_adverbials(view, after, last)
    end = phrase_end(view, begin, last, bounded=False)
    if end == begin:
        return None
    start, told = _after_setting(view, end, last)
    if start >= last or (start == end and view.forms[end] not in _COMMAS and told is None):
        return None
    if cue_at(view.forms[start]) is not None and view.clitics(start).conjunction:
        return None
    return Marker("bare", end, start) if last - start >= 4 else None


def _after_setting(view: View, at: int, last: int) -> tuple[int, Range | None]:
    """Step over times, hearers and settings between a speaker and bare content, at most over one comma."""
    lists, told, crossed = word_lists(), None, False
    while at < last:
        form = view.forms[at]
        following = view.clitics(at + 1).stem if at + 1 < last else ""
        setting = form in lists.prepositions and (is_setting(following) or following in lists.adverbs)
        if form in _COMMAS or form in _DASHES:
            if crossed and form in _COMMAS:
                break
            crossed, at = True, at + 1
        elif (form in lists.adverbs and not crossed) or is_hearer(form):
            at += 1
        elif setting or view.clitics(at).preposition == "ل" and outlet_at(view, at, last):
            after, outlet = skip_adverbials(view, at, last)
            told, at = told or outlet, max(after, at + 1)
        else:
            break
    return at, told


def _after_verb(view: View, after: int, marker: Marker, found: CueForm) -> tuple[Range | None, Range | None, list[Range]]:
    """Read speaker, told outlet and relays between the verb and what was said."""
    limit = marker.at
    begin, told = skip_adverbials(view, after, limit)
    speaker: Range | None = None
    relays: list[Range] = []
    # A plural verb never stands before its subject: «وقالوا إن».
    if begin < limit and view.forms[begin] not in ("عن", "نقلا") and not found.plural:
        stop = limit
        if "relay" in found.cue.flags:
            stop = next((n for n in range(begin, limit) if view.forms[n] in ("عن", "نقلا")), limit)
        elif "relay_to" in found.cue.flags:
            stop = next((n for n in range(begin, limit) if view.forms[n] == "الي"), limit)
        end = phrase_end(view, begin, stop, bounded=marker.frame in ("clause", "quotation", "preposition"))
        if "addressee" in found.cue.flags or marker.frame in ("object", "predicate"):
            end = _first_of_two(view, begin, end)
        if end > begin:
            speaker, begin = (begin, end), end
    at = begin
    lists = word_lists()
    while at < limit:
        size = starts_with(view.forms, at, limit, lists.relays)
        if not size and view.forms[at] == ("عن" if "relay" in found.cue.flags else "الي") and found.cue.flags & _RELAYING:
            size = 1
        if size and at + size < limit:
            end = phrase_end(view, at + size, limit, bounded=marker.frame in ("clause", "quotation"))
            while end > at + size + 1 and view.forms[end - 1] in _COMMAS:
                end -= 1
            if view.forms[end - 1] in _SAYING_ADVERBS or (cue_at(view.forms[end - 1]) or found).tense == "noun":
                end -= 1
            if end > at + size:
                relays.append((at + size, end))
            at = max(end, at + size)
        else:
            at += 1
    until = marker.start if marker.frame == "bare" else limit
    if told is None and begin < until:
        told = told_in(view, begin, until)
    return speaker, told, relays


def _first_of_two(view: View, begin: int, end: int) -> int:
    """Cut a speaker from the addressee that follows without a mark: «وحث الوزير السلطات», «طالبت كذا إيران»."""
    for n in range(begin + 1, end):
        if view.within_name[n] or not _closes_speaker(view, n - 1) or view.clitics(n).preposition:
            continue
        head = heads().get(view.clitics(n).stem)
        body = head is not None and head.kind in ("organisation", "outlet") or view.clitics(n).stem in _PLURAL_BODIES
        if (view.name_type[n] in ("LOC", "ORG") and not view.clitics(n).conjunction) or (body and not view.clitics(n).conjunction):
            return n
    return end


def _is_formula(view: View, act: Act, found: CueForm, marker: Marker) -> bool:
    """Rule out the author's own formulas (يذكر أن، يشار إلى أن) and opinions that nobody holds."""
    nobody = act.speaker is None and act.antecedent is None
    if found.tense == "present" and nobody and found.feminine is False and not found.plural:
        opens = view.toks[act.cue[0] - 1].kind == "mark" if act.cue[0] else True
        return opens
    if nobody and found.tense == "present" and "formula" in found.cue.flags:
        return True
    return "opinion" in found.cue.flags and nobody
