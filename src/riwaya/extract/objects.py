"""Objects: what was said when no complementiser marks it — an object, or an object with its predicate."""

from dataclasses import dataclass

from riwaya.arabic.clitics import word_counts
from riwaya.extract.cues import CueForm
from riwaya.extract.people import given_names, may_be_first_name
from riwaya.extract.phrases import bears_name, is_possessed, phrase_end
from riwaya.extract.takeover import another_verb
from riwaya.extract.told import is_of_time, skip_adverbials
from riwaya.extract.view import COMMAS, DASHES, View
from riwaya.extract.wordlists import heads, is_action_noun, starts_with, word_lists, word_set

_COMMON_NOUN = 400
_RARE = 40
_LONGEST_NAME = 3  # words of a name behind a title
_FREE = word_set("free_prepositions")
_PLACES = word_set("parts_of_land")
_BEHALF = word_set("behalf")
_RELATIVES = word_set("relatives")
_NEGATIONS = word_set("negations")
_PARTS_OF_TIME = word_set("parts_of_time")
_REFERRING = word_set("referring")
_SPOKEN_THINGS = word_set("spoken_things")
_PLURAL_BODIES = word_set("plural_bodies")


@dataclass(slots=True)
class Marker:
    """Where what was said begins: `at` is the first token of the marker, `start` the first of the content.

    `cut` characters of the first token are a clitic that is no part of the content.
    """

    frame: str
    at: int
    start: int
    cut: int = 0


def object_marker(view: View, after: int, last: int, found: CueForm) -> Marker | None:
    """Find the object that is what was announced, confirmed or denied: a verbal noun after the speaker."""
    lists, flags = word_lists(), found.cue.flags
    wanted = lists.charges if "charges" in flags else lists.attacks if "attack" in flags else None
    if "thing" in flags and (start := _after_speaker(view, after, last)) is not None:
        return Marker("object", start, start)
    n = after
    setting = True  # «قد أعلنت | فجر أمس عبر حسابها | ضبط …»: when and where, before anything else
    while n < min(last, after + 22):
        form = view.forms[n]
        if view.toks[n].kind == "mark":
            quote = view.opening.get(n)
            if quote is not None and quote.closed:
                n = quote.closing
            elif form in ".؛:" or (form in COMMAS and n > after + 14):
                break
        elif n > after and (another_verb(view, n) or starts_with(view.forms, n, last, lists.anonymity)):
            break
        elif wanted is not None:
            if form in wanted:
                return Marker("object", n, n)
        elif setting and form in lists.prepositions and form not in _FREE and form != "في":
            n += 1
        elif n > after and form in lists.prepositions and form not in _FREE and form != "في":
            aside = n - 1 if view.forms[n - 1] in DASHES else None
            close = next((k for k in range(n, min(last, n + 14)) if view.forms[k] in DASHES), None)
            if aside is None or close is None:
                break
            n = close
        elif (
            (found.cue.stance == "denies" and form in lists.charges and form != "ما" and n > after)
            or (
                (is_action_noun(form) or is_possessed(view, n))
                and view.forms[n - 1] not in _RELATIVES | _NEGATIONS  # «الخسارة التي تعرض لها»: a verb
                and _may_open_object(view, n, after)
            )
            or (
                n > after
                and form in ("ما", "من")
                and closes_speaker(view, n - 1)
                and "object" not in flags
                and form == "ما"
            )
        ):
            return Marker("object", n, n)
        setting = setting and (form in lists.adverbs or form in lists.prepositions)
        n += 1
    return None


def _after_speaker(view: View, after: int, last: int) -> int | None:
    """Find the noun that follows the speaker's whole phrase: the object of انتقد، أدان، نفى."""
    begin, _ = skip_adverbials(view, after, last)
    end = phrase_end(view, begin, last, bounded=False)
    named = [
        n + 1
        for n in range(begin, end)
        if view.name_type[n] and not (n + 1 < end and view.within_name[n + 1])
    ]
    if not named and begin + 1 < end and (_disagrees(view, begin + 1) or _surname(view, begin)):
        return begin + 1
    cut = named[-1] if named and named[-1] < end else end
    # A name that the tagger did not know goes on behind one that it did: «مجلس الأمن | فاسيلي نيبينزيا».
    while cut < end and cut < named[-1] + _LONGEST_NAME and _surely_name(view, cut):
        cut += 1
    while cut < last and view.forms[cut] in word_lists().adverbs - word_lists().prepositions:
        cut += 1  # «أدانت المنظمة | الخميس، | قصف …»
        cut += cut < last and view.forms[cut] in COMMAS
    if (
        cut <= begin
        or cut >= last
        or view.toks[cut].kind == "mark"
        or view.forms[cut] in word_lists().prepositions
    ):
        return None
    return cut


def _surname(view: View, n: int) -> bool:
    """Tell whether a word so rare that it must be a surname stands before a common noun: «نفى حداد | خبر …»."""
    counts, following = word_counts(), view.forms[n + 1]
    common = counts.get(following, 0) >= _COMMON_NOUN and not view.clitics(n + 1).article
    return counts.get(view.forms[n], 0) < _RARE and common and following not in heads()


def _surely_name(view: View, n: int) -> bool:
    rare = word_counts().get(view.forms[n], 0) < _RARE
    return may_be_first_name(view, n) and (view.forms[n] in given_names() or rare)


def _may_open_object(view: View, n: int, after: int) -> bool:
    """A verbal noun opens the object where the speaker's phrase is closed before it, or nobody stands there."""
    if n == after:
        return True
    if view.forms[n] in _PARTS_OF_TIME and n + 1 < len(view.forms) and is_of_time(view, n + 1):
        return False  # «أعلنت العائلة | نهاية يونيو | أن»
    return closes_speaker(view, n - 1)


def closes_speaker(view: View, n: int) -> bool:
    """Tell whether a noun phrase may end with token `n`: a definite noun, a name, an adverb, a closing mark."""
    form = view.forms[n]
    if view.toks[n].kind != "word":
        return True
    stem = view.clitics(n)
    if stem.article or form in word_lists().adverbs:
        return True
    if form in _BEHALF or form in _FREE or stem.stem in _PLACES:
        return False  # «عدد من | المواطنين في محافظة | عنيزة»
    known = heads().get(stem.stem)
    return known is None and form not in word_lists().prepositions and not is_action_noun(form)


def predicate_marker(view: View, after: int, last: int, found: CueForm) -> Marker | None:
    """Find object and predicate of اتهم، وصف، أرجع، حمّل: the content is both, after the speaker."""
    frames = found.cue.frames
    link = "الي" if "oe" in frames else "ب"
    at = None
    for n in range(after, min(last, after + 30)):
        form, stem = view.forms[n], view.clitics(n)
        if form in ".؛:" and view.toks[n].kind == "mark":
            break
        if n > after and another_verb(view, n):
            break
        if "oo" in frames:
            if form in word_lists().blame:
                at = n
                break
        elif "op" in frames:
            at = n if n > after else None
            break
        elif (
            form == link or (link == "ب" and (stem.preposition == "ب" or form in ("بانه", "بانها")))
        ) and form != "باسم":
            at = n
            break
    if at is None:
        return None
    if found.suffix and at > after and phrase_end(view, after, at, bounded=False) == at:
        # «وصفه الوزير | بأنه …»: what is described stands in the verb
        return Marker("predicate", at, at + (view.forms[at] in word_lists().complementisers))
    if found.suffix or found.tense == "participle" or at == after:
        return Marker("predicate", after, after)
    start = _second_phrase(view, after, at)
    return Marker("predicate", start, start) if start is not None else None


def _second_phrase(view: View, after: int, at: int) -> int | None:
    """Find where the object begins between a verb and the predicate: the phrase after the speaker's."""
    begin, _ = skip_adverbials(view, after, at)
    end = first_of_two(view, begin, phrase_end(view, begin, at, bounded=False))
    if end < at:
        return end
    # Speaker and object run together («وصف الوزير سامر حداد الاتفاق بأنه»): cut after the first closed noun.
    past_name = _past_name(view, begin, at)
    for n in range(past_name, at):
        opens = not view.clitics(n).article or view.forms[n] in heads() or past_name > begin + 1
        if closes_speaker(view, n - 1) and opens and view.toks[n].kind == "word":
            return n
    return begin if at - begin <= 1 else None


def _past_name(view: View, begin: int, at: int) -> int:
    """Give the token behind a title and the bare name after it, else the one behind the first word."""
    head = heads().get(view.clitics(begin).stem)
    n = begin + 1
    if head is None or head.kind not in ("person", "described"):
        return n
    while n < at and n <= begin + _LONGEST_NAME and may_be_first_name(view, n):
        n += 1
    return n


def first_of_two(view: View, begin: int, end: int) -> int:
    """Cut a speaker from the addressee that follows without a mark: «وحث الوزير السلطات», «طالبت كذا إيران»."""
    past_name = _past_name(view, begin, end)
    named = next((n for n in range(begin, end) if view.name_type[n] == "PER"), None)
    if named is not None and bears_name(view, named, begin):
        named = None  # «مركز الملك سامر للإغاثة والأعمال الإنسانية»
    if named is not None and named > begin:  # «الطبيب سامر حداد»; an office behind a name may go on
        past_name = next((n for n in range(named, end) if view.name_type[n] != "PER"), end)
    for n in range(begin + 1, end):
        stem = view.clitics(n)
        if (
            view.forms[n - 1] == "("
            or view.within_name[n]
            or stem.preposition
            or stem.conjunction
            or not closes_speaker(view, n - 1)
            or _annexed(view, n)
        ):
            continue
        after_name = n >= past_name > begin + 1 and stem.article
        if after_name and word_counts().get(view.forms[n], 0) >= _COMMON_NOUN:
            return n
        if named is not None and n == past_name > named and _people(view, n):
            return n  # «حذر الطبيب سامر حداد | هواة الصيد»
        if n >= past_name and (_is_asked(view, n, begin) or (n == begin + 1 and _disagrees(view, n))):
            return n
    return end


def _annexed(view: View, n: int) -> bool:
    """Tell whether a common noun without the article is annexed to the one at `n`: «عمال كورنيش | الساحل»."""
    before = view.clitics(n - 1)
    definite = view.clitics(n).article or view.name_type[n] == "LOC"
    plain = view.name_type[n - 1] is None and not before.article and view.toks[n - 1].kind == "word"
    return definite and plain and word_counts().get(before.stem, 0) >= _RARE


def _people(view: View, n: int) -> bool:
    """Tell whether the noun at `n` is of several people or bodies, and no title of the person before it."""
    head = heads().get(view.clitics(n).stem)
    return head is not None and head.plural


def _disagrees(view: View, n: int) -> bool:
    """Tell whether the definite noun at `n` is no adjective of the feminine one before it: «دعت النقابة | العمال».

    Right behind a phrase's first noun only: «وزير الخارجية الأميركي» agrees with a noun further back.
    """
    stem, before = view.clitics(n), view.clitics(n - 1)
    if not (stem.article and before.article) or stem.preposition or view.within_name[n]:
        return False
    if n + 1 < len(view.forms) and view.forms[n + 1] in _REFERRING:
        return False  # «الحكومة المعترف بها»
    head = heads().get(before.stem)
    if head is not None and head.kind in ("person", "described"):
        return False  # «الوزيرة الحداد»: a surname agrees with nobody
    feminine = view.text[view.toks[n - 1].end - 1] == "ة"
    # «العليا», «الكبرى», «القيادات»: other feminine endings
    return feminine and view.text[view.toks[n].end - 1] not in "ةىا" and not view.forms[n].endswith("ات")


def doer_end(view: View, begin: int, end: int) -> int:
    """Cut who does something from what it is done to: «زار الوزير سامر حداد | الموقع», «رفعت الشركة | أسعارها»."""
    named = [n for n in range(begin, end) if view.name_type[n] == "PER"]
    after = named[-1] + 1 if named else begin
    # «سامر حداد مدير المصنع»: an office behind the name is still who it is.
    office = heads().get(view.forms[after]) if begin < after < end else None
    if named and (office is None or office.kind not in ("person", "described")):
        return after
    # «نشر سامر حداد | تغريدة»: what he does is no part of his name
    things = (n for n in range(begin + 1, end) if is_possessed(view, n) or view.forms[n] in _SPOKEN_THINGS)
    return next(things, first_of_two(view, begin, end))


def _is_asked(view: View, n: int, begin: int) -> bool:
    """Tell whether a noun is a body, a place or people who can be asked, and no part of the name before it."""
    form = view.forms[n]
    head = heads().get(view.clitics(n).stem)
    if head is not None and head.kind == "person" and view.forms[begin].endswith("ون"):
        return True  # «شكر المغردون | أمير الوادي»
    people = form.startswith("ال") and form.endswith("ين") and not view.forms[begin].endswith(("ون", "ين"))
    body = head is not None and head.kind in ("organisation", "outlet")
    if view.clitics(n - 1).article and view.clitics(n).article and form.endswith(("ي", "يه")) and not body:
        return False  # «النادي الأهلي»: an adjective that is a name
    return people or body or view.clitics(n).stem in _PLURAL_BODIES or view.name_type[n] in ("LOC", "ORG")
