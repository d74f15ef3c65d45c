"""Markers: where what a verb says begins — at إن, a colon, a quotation, a preposition, an object, or at nothing."""

from riwaya.extract.contents import opens_clause
from riwaya.extract.cues import CueForm, cue_at
from riwaya.extract.objects import Marker, object_marker, predicate_marker
from riwaya.extract.people import may_be_first_name
from riwaya.extract.phrases import governs, phrase_end
from riwaya.extract.takeover import another_verb
from riwaya.extract.told import Range, is_hearer, is_of_date, is_setting, outlet_at, skip_adverbials
from riwaya.extract.view import COMMAS, DASHES, View
from riwaya.extract.wordlists import heads, is_action_noun, starts_with, word_lists, word_set

_SAYING_ADVERBS = word_set("saying_adverbs")
_RELATIVES = word_set("relatives")
_AMONG = word_set("among")
_SAID = word_set("said")
_ENVOYS = word_set("envoys")
_BACKWARD = word_set("backward")
_LONGEST_ASIDE = 16
_LONGEST_OFFICE = 7
_FAR = 6  # tokens by which an object must stand nearer than إن or a preposition to be what was said
_LONGEST_WAY = 48  # tokens from a verb to what it says
# Tokens by which a preposition, attached or free, must stand nearer to the verb than إن to open what was said.
_NEAR_ATTACHED = 4
_NEAR_FREE = 12
_LONGEST_LETTER = 3
_FREE = word_set("free_prepositions")


def find_marker(view: View, n: int, after: int, found: CueForm, sentence: Range) -> Marker | None:
    """Find where what was said begins."""
    frames = found.cue.frames
    last = min(sentence[1], after + _LONGEST_WAY)
    if "c" not in frames and any(
        view.forms[k] in _SAYING_ADVERBS for k in range(after - 1, min(last, after + _FAR))
    ):
        frames = (*frames, "c")  # «رد بالقول إن», «ومضت المصادر بالقول إن»
    if view.forms[after - 1] in _FREE and after - 1 > n:
        return _after_preposition(view, after, last)
    if "ob" in frames or "oe" in frames or "oo" in frames or "op" in frames:
        marked = _clause_marker(view, after, last, frames) if "c" in frames or "q" in frames else None
        return marked or predicate_marker(view, after, last, found)
    if (
        "o" in frames
        and not found.cue.flags & {"charges", "attack"}
        and after < last
        and (is_action_noun(view.forms[after]) or (found.tense == "participle" and _is_object(view, after)))
    ):
        return Marker("object", after, after)
    if "thing" in found.cue.flags and n and view.forms[n - 1] == "قد" and _is_object(view, after):
        return Marker(
            "object", after, after
        )  # «وكانت الشركة قد توقعت | إيرادات أقل»: its subject stands before
    marked = _clause_marker(view, after, last, frames)
    if "o" in frames and (marked is None or marked.frame != "clause" or marked.at - after >= _FAR):
        thing = object_marker(view, after, marked.at if marked else last, found)
        if thing is not None and (
            marked is None or marked.frame in ("quotation", "preposition") or marked.at - thing.at >= _FAR
        ):
            marked = thing
    if marked is None and "b" in frames and found.tense != "participle":
        marked = _bare_marker(view, after, last)
    return marked


def _is_object(view: View, n: int) -> bool:
    """Tell whether the word right behind a participle is what it says: «مؤكدا بذل الجهد»; its speaker stands before."""
    lists, form = word_lists(), view.forms[n]
    leads_on = form in lists.complementisers or form in lists.prepositions or form in lists.adverbs
    return view.toks[n].kind == "word" and not (
        leads_on or form in _SAYING_ADVERBS or form in _FREE or view.clitics(n).preposition or is_hearer(form)
    )


def _after_preposition(view: View, at: int, last: int) -> Marker | None:
    if at >= last:
        return None
    if view.forms[at] in word_lists().complementisers:
        return Marker("clause", at, at + 1)
    if view.forms[at] == "ذلك" and at + 1 < last and not view.clitics(at + 1).article:
        return None  # «ويؤكد على ذلك فلان»: what was said before
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
                if "c" in frames and n + 2 < last and _that_inside(view, n + 1):
                    return preposition or Marker("clause", n, n + 2)  # «أوضح فلان "أن …"»
                if "q" in frames and _is_speech(view, n, last, direct_only=frames == ("q",)):
                    return preposition or Marker("quotation", n, n)
                n = min(quote.closing, last) if quote.closed else n
            elif form in "؛;" and (after_aside := _past_aside(view, n + 1, last)):
                n = after_aside
            elif _breaks_off(view, n, after, last, preposition):
                break
        elif form in _RELATIVES and view.forms[n - 1] in COMMAS:
            n = next((k for k in range(n, last) if view.forms[k] in COMMAS), last)
        elif form in _RELATIVES and (after_aside := _past_aside(view, n, last)):
            n = after_aside
        elif form in lists.complementisers and not _is_letters(view, n):
            taken = "c" in frames or ("cb" in frames and form.startswith("با"))
            # «مخاوف المعارضة من أن»: the preposition belongs to a noun
            governed = view.forms[n - 1] in _FREE and n > after and view.forms[n - 1] not in frames
            if taken and not governed and view.forms[n - 1] not in lists.not_after:
                return _at_complementiser(view, n, after, frames, preposition)
        elif (
            preposition is None
            and spoken
            and form in frames
            and form in _FREE
            and _opens_complement(view, n, last)
        ):
            preposition = _after_preposition(view, n + 1, last)
            if preposition is not None:
                preposition.at = n
        elif preposition is None and kind == "word" and (cut := _attached(view, n, frames)):
            preposition = Marker("preposition", n, n, cut)
        elif n > after and (another_verb(view, n) or ("q" not in frames and form in _SAID)):
            break  # «نشر فلان رسائل قائلا إن»
        spoken = spoken or kind == "word"
        n += 1
    return preposition


def _is_letters(view: View, n: int) -> bool:
    """Tell whether إن is a letter of a name, or فان a part of one: «سي إن إن», «لويس فان جال»."""
    if not view.within_name[n]:
        return False
    if view.name_type[n] == "PER":
        return n + 1 < len(view.forms) and view.within_name[n + 1]
    return len(view.forms[n - 1]) <= _LONGEST_LETTER


def _that_inside(view: View, n: int) -> bool:
    """Tell whether أن stands at `n`: speech in quotation marks begins with إن, never with أن."""
    return view.forms[n] in word_lists().complementisers and view.text[view.toks[n].start] == "أ"


def _at_complementiser(
    view: View, n: int, after: int, frames: tuple[str, ...], preposition: Marker | None
) -> Marker:
    """Mark the clause that إن opens at `n`, or the preposition before it when that stands nearer to the verb."""
    if n - 1 >= after and view.forms[n - 1] in frames and view.forms[n - 1] in _FREE:
        return Marker("clause", n - 1, n + 1)
    if preposition and (
        preposition.at < n - (_NEAR_ATTACHED if preposition.cut else _NEAR_FREE)
        or _belongs_to_noun(view, n, preposition)
    ):
        return preposition
    return Marker("clause", n, n + 1)


def _breaks_off(view: View, n: int, after: int, last: int, preposition: Marker | None) -> bool:
    """Tell whether nothing behind the mark at `n` belongs to the verb: a stop, the end of a bracket that holds the
    verb, or «، وبحسب شهود فإن».
    """
    if view.forms[n] == ")":
        return "(" not in view.forms[after:n]
    if view.forms[n] in ".؛;!?؟":
        return len(view.forms[n - 1]) > 2
    return preposition is not None and view.forms[n] in COMMAS and n + 1 < last and opens_clause(view, n + 1)


def _belongs_to_noun(view: View, n: int, preposition: Marker) -> bool:
    """Tell whether أن belongs to the noun before it: «أشار إلى احتمال أن يكون»."""
    plain = view.text[view.toks[n].start] == "أ" and view.forms[n] == "ان"
    return plain and preposition.start == n - 1 and view.clitics(n - 1).stem not in heads()


def _past_aside(view: View, at: int, last: int) -> int | None:
    """Find the comma behind an aside after which إن comes: «المصدر الذي طلب عدم الكشف عن اسمه، أن»."""
    for n in range(at, min(last - 1, at + _LONGEST_ASIDE)):
        if view.forms[n] in COMMAS:
            return n if view.forms[n + 1] in word_lists().complementisers else None
    return None


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
    if (
        words <= 5
        and previous in heads()
        and heads()[previous].kind in ("outlet", "organisation", "document")
    ):
        return False
    if words <= 5 and (
        view.forms[at - 1] in ("ل", "عن", "من", "في", "الي") or outlet_at(view, at - 1, quote.closing + 1)
    ):
        return False
    if words <= 2 and view.forms[at - 1] != ":" and not direct_only:
        return False
    if words <= 3:
        return not any(
            view.forms[k] in word_lists().complementisers
            for k in range(quote.closing, min(last, quote.closing + 14))
        )
    return True


def _opens_complement(view: View, n: int, last: int) -> bool:
    """Tell whether a free preposition opens what was said and does not belong to the speaker's name."""
    if view.name_type[n] == "PER" or (view.forms[n] == "علي" and may_be_first_name(view, n)):
        return False  # علي is somebody
    if view.forms[n] == "من" and n + 1 < last and view.forms[n + 1] in _AMONG:
        return False  # «من قبل الجميع»
    previous = view.clitics(n - 1).stem
    known = heads().get(previous)
    if n + 1 < last and view.forms[n + 1] in word_lists().complementisers:
        return True
    if known is not None and known.kind in ("described", "vague"):
        return view.clitics(n - 1).article or not governs(view, n - 1, view.forms[n])
    office = any(view.clitics(k).stem in _ENVOYS for k in range(max(0, n - _LONGEST_OFFICE), n))
    if office and view.forms[n] == "الي" and view.name_type[n + 1 if n + 1 < last else n] == "LOC":
        return False  # «دعا المبعوث الأممي إلى اليمن … إلى هدنة»
    return not governs(view, n - 1, view.forms[n])


def _attached(view: View, n: int, frames: tuple[str, ...]) -> int:
    """Give the number of raw characters of an attached preposition that opens a complement here, or 0."""
    stem = view.clitics(n)
    if not stem.preposition or stem.conjunction or stem.preposition not in frames or view.forms[n] == "باسم":
        return 0
    lists = word_lists()
    if (
        view.forms[n] in lists.prepositions
        or view.forms[n] in lists.adverbs
        or view.forms[n] in lists.complementisers
        or view.forms[n] in _BACKWARD
        or starts_with(view.forms, n, len(view.forms), lists.opener_phrases)
    ):
        return 0
    if stem.preposition == "ل" and (stem.article or outlet_at(view, n, min(n + 6, len(view.toks)))):
        return 0
    return 1


def _bare_marker(view: View, after: int, last: int) -> Marker | None:
    """What was said follows its speaker without any mark: after the setting, after a comma."""
    begin, _ = skip_adverbials(view, after, last)
    end = phrase_end(view, begin, last, bounded=False)
    if end == begin:
        return None
    start, told = _after_setting(view, end, last)
    if start >= last or (start == end and view.forms[end] not in COMMAS and told is None):
        return None
    cue = cue_at(view.forms[start])
    another = cue is not None and (cue.tense == "participle" or view.clitics(start).conjunction != "")
    if another or view.forms[start] in heads() or view.forms[start] in word_lists().openers:
        return None  # another saying, an apposition, another clause
    return Marker("bare", end, start) if last - start >= 4 else None


def _after_setting(view: View, at: int, last: int) -> tuple[int, Range | None]:
    """Step over times, hearers and settings between a speaker and bare content, at most over one comma."""
    lists, told, crossed = word_lists(), None, False
    while at < last:
        form = view.forms[at]
        following = view.clitics(at + 1).stem if at + 1 < last else ""
        setting = form in lists.prepositions and (is_setting(following) or following in lists.adverbs)
        if form in COMMAS or form in DASHES:
            if crossed and form in COMMAS:
                break
            crossed, at = True, at + 1
        elif ((form in lists.adverbs or is_of_date(view, at)) and not crossed) or is_hearer(form):
            at += 1
        elif setting or (view.clitics(at).preposition == "ل" and outlet_at(view, at, last)):
            after, outlet = skip_adverbials(view, at, last)
            told, at = told or outlet, max(after, at + 1)
        else:
            break
    return at, told
