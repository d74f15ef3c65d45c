"""Role phrases: the noun phrase of a title read word by word, with what the office is of.

The reader knows two states. *Open*: a noun waits for what it is of («رئيس …», «في …»). *Complete*: nothing is missing
(«رئيس اللجنة», «المتحدث»); only adjectives, prepositions and further titles may follow, any other word ends the phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from riwaya.arabic import clitics
from riwaya.arabic.quotes import MARKS
from riwaya.arabic.words import Token
from riwaya.extract.places import place_names
from riwaya.extract.role_words import (
    ends_role,
    governed,
    is_body_noun,
    is_joined_noun,
    is_state,
    nationality_at,
    role_words,
)
from riwaya.extract.titles import Title, title_at
from riwaya.extract.wordlists import word_set
from riwaya.model import Mention, MentionType

_FUNCTION = word_set("function_words")
_RELATIVES = word_set("relatives")
_LONGEST_QUOTE = 6
_RARE = 60  # times that a common noun is met at least


class Range(NamedTuple):
    """Tokens ``[start, end)``."""

    start: int
    end: int


class Step(NamedTuple):
    """Tokens read as one, `start` to `end`; `open` was the state before, `far` tells of a preposition before."""

    start: int
    end: int
    open: bool
    far: bool
    name: MentionType | None = None


@dataclass(slots=True)
class Unit:
    """One title with what it is of, as tokens up to `stop`; `steps` are those of what follows the title."""

    title: Title
    steps: list[Step]
    stop: int
    complete: bool
    nested: bool = False

    @property
    def is_role(self) -> bool:
        """Tell whether it says an office: its title is one, or names somebody by what they stand over."""
        return self.title.kind in ("office", "occupation") or (not self.title.definite and bool(self.steps))


class Reader:
    """Reads role phrases among the tokens of one text, whose names are known."""

    def __init__(self, toks: Sequence[Token], mentions: Sequence[Mention], ranges: Sequence[Range]) -> None:
        self.toks = toks
        self._names: dict[int, tuple[MentionType, Range]] = {}
        for mention, tokens in zip(mentions, ranges, strict=True):
            for at in range(max(0, tokens.start), tokens.end):
                self._names.setdefault(at, (mention.type, tokens))

    def kind_at(self, at: int) -> MentionType | None:
        """Give the type of the name that holds token `at`."""
        found = self._names.get(at)
        return found[0] if found else None

    def _stem(self, at: int) -> str:
        return clitics.split(self.toks[at].form).stem

    def units(self, first: int, limit: int, *, loose: bool = False) -> list[Unit]:
        """Read titles, each with what it is of, from `first` on, as far as they go on; [] when they do not read well.

        `loose` lets an indefinite phrase end unfinished: «خبير عسكري».
        """
        out: list[Unit] = []
        at = first
        while at < limit:
            title = title_at(self.toks, at, limit)
            if title is None or (out and (self._is_joined(at) or not _follows(out[-1], title))):
                break
            unit = self._unit(title, limit, loose=loose)
            if not unit.complete and not loose:
                return []
            out.append(unit)
            at = unit.stop
            if loose and unit.is_role:
                break
        return out

    def _is_joined(self, at: int) -> bool:
        parts = clitics.split(self.toks[at].form)
        return bool(parts.conjunction or parts.preposition)

    def _unit(self, title: Title, limit: int, *, loose: bool) -> Unit:
        opened = not title.definite
        prefix = opened and title.kind == "honorific" and title.of and not title.article
        if prefix and title_at(self.toks, title.after, limit):
            return Unit(title, [], title.after, True)  # «معالي | وزير …»
        unit = Unit(title, [], title.after, title.definite)
        if opened and not title.of and not loose:
            return unit
        far, at = False, title.after
        while at < limit:
            step = self._step(unit, at, limit, opened, far, loose=loose)
            if step is None:
                break
            found, opened, far = step
            unit.steps.append(found)
            at = found.end
        if title.kind == "rank" and unit.steps and is_body_noun(self._stem(title.start)):
            return Unit(title, [], title.after, False)  # «الفريق الإسباني»: a team
        unit.stop, unit.complete = at, not opened or self._ends_in_rare_name(unit, at, limit)
        return unit

    def _ends_in_rare_name(self, unit: Unit, at: int, limit: int) -> bool:
        """Tell whether a rare word, that may be a place, ends a phrase before a title: «محافظ كذا | الأستاذ فلان»."""
        title = title_at(self.toks, at, limit)
        if title is None or not unit.steps or not title.definite or title.kind not in ("honorific", "rank"):
            return False
        last = self.toks[unit.steps[-1].start]
        return last.kind == "word" and clitics.word_counts().get(last.form, 0) < _RARE

    def _step(
        self, unit: Unit, at: int, limit: int, opened: bool, far: bool, *, loose: bool
    ) -> tuple[Step, bool, bool] | None:
        """Read on by one word or name; None where the phrase ends. Tells the step, the state and `far` after it."""
        tok = self.toks[at]
        if tok.kind == "mark":
            return self._quoted(at, limit, opened, far)
        parts = clitics.split(tok.form)
        held = self._names.get(at)
        if held is not None and held[1].end <= limit:
            return _name_step(held, at, parts, opened, far)
        if tok.kind != "word" or held is not None:
            return None
        inside = tok.form in role_words("inside") or governed(self.toks, unit.title.tokens, at)
        if inside:
            ready = not opened or (loose and bool(unit.steps))
            return (Step(at, at + 1, opened, far), True, True) if ready else None
        return None if ends_role(tok.form) else self._word(unit, at, limit, opened, far, loose=loose)

    def _word(
        self, unit: Unit, at: int, limit: int, opened: bool, far: bool, *, loose: bool
    ) -> tuple[Step, bool, bool] | None:
        """Read on by one word that is neither a name nor a preposition."""
        form = self.toks[at].form
        parts = clitics.split(form)
        joined = bool(parts.preposition) and not opened
        nation = nationality_at(self.toks, at, limit)
        if nation and (parts.article or loose):
            return Step(at, at + nation[0], opened, far), opened and not parts.article, far
        title = None if is_state(form) and not opened else title_at(self.toks, at, limit)
        if title is not None and not self._is_common(title, opened):
            return self._nested(unit, title, limit, opened, far)
        if parts.conjunction and not parts.article:
            # «رئيس لجنة النقل | وتقنية المعلومات»
            listed = not opened and bool(unit.steps) and not parts.preposition and not ends_role(parts.stem)
            return (Step(at, at + 1, opened, far), True, far) if listed else None
        if parts.article or (form in place_names() and opened):
            return Step(at, at + 1, opened, far or joined), False, far or joined
        if joined and is_joined_noun(parts):
            return Step(at, at + 1, opened, True), parts.stem not in place_names(), True
        if joined:
            return None
        return (Step(at, at + 1, opened, far), True, far) if opened else None

    def _quoted(self, at: int, limit: int, opened: bool, far: bool) -> tuple[Step, bool, bool] | None:
        """Take a short quotation as a name: «رئيس حركة "كذا"»."""
        if self.toks[at].form not in MARKS:
            return None
        for end in range(at + 2, min(limit, at + _LONGEST_QUOTE + 2)):
            if self.toks[end].form in MARKS:
                return Step(at, end + 1, opened, far), False, far
        return None

    def _is_common(self, title: Title, opened: bool) -> bool:
        """Tell whether the word means a thing here and not a person: «قائد | اللواء الثامن», «مدرب | الفريق الأول»."""
        team = title.kind == "rank" and title.end - title.start == 1 and is_body_noun(self._stem(title.start))
        return team and opened

    def _nested(
        self, unit: Unit, title: Title, limit: int, opened: bool, far: bool
    ) -> tuple[Step, bool, bool] | None:
        """Read a title inside the phrase of another: «مستشار | رئيس الوزراء», «الكاتب | الصحفي»."""
        parts = clitics.split(self.toks[title.start].form)
        joined = bool(parts.preposition) and not opened
        if not opened and not joined:
            alike = unit.title.kind == title.kind == "occupation" and title.article and unit.title.article
            alike = alike and not unit.steps
            return (Step(title.start, title.end, opened, far), False, far) if alike else None
        if joined and not unit.steps and unit.title.end - unit.title.start == 1:
            return None  # «أكد الوزير | لرئيس الوفد فلان»
        kin = unit.title.kind == "occupation" and not unit.title.of
        deputy = title.start == unit.title.end and self._stem(unit.title.end - 1) in role_words("deputies")
        courtesy = title.kind == "honorific" and title.definite
        if kin or ((title.article or courtesy) and not deputy and not self._goes_on(title, limit)):
            return None  # «زوجة | الرئيس فلان»: the name is the other's
        unit.nested = True
        return Step(title.start, title.end, opened, far or joined), not title.definite, far or joined

    def _goes_on(self, title: Title, limit: int) -> bool:
        """Tell whether the outer title goes on behind the inner one: «مستشار الرئيس الأميركي | لشؤون كذا»."""
        at = title.after
        while at < limit and (nation := nationality_at(self.toks, at, limit)):
            at += nation[0]
        if at >= limit:
            return False
        form = self.toks[at].form
        return form in role_words("inside") or clitics.split(form).preposition in ("ل", "ب")

    def belongs_to_other(self, unit: Unit, first: int) -> bool:
        """Tell whether a definite title completes another's phrase and more than the name follows it."""
        at = unit.title.start
        if at > first and self._is_common(unit.title, opened=True):
            office = title_at(self.toks, at - 1, at)  # «مدافع | الفريق فلان», «زميله في | الفريق فلان»
            taken = self.toks[at - 1].form in role_words("inside")
            return taken or (office is not None and office.of and not office.article)
        if at <= first or not unit.title.article or not unit.steps:
            return False
        before = clitics.split(self.toks[at - 1].form)
        other = title_at(self.toks, at - 1, at)
        open_noun = not before.article and (is_body_noun(before.stem) or (other is not None and other.of))
        return open_noun and not self.kind_at(at - 1)


def _name_step(
    held: tuple[MentionType, Range], at: int, parts: clitics.Clitics, opened: bool, far: bool
) -> tuple[Step, bool, bool] | None:
    kind, tokens = held
    joined = bool(parts.preposition) and not opened
    if kind == "PER" or not (opened or joined or (kind == "ORG" and parts.article)):
        return None
    far = far or joined
    return Step(at, tokens.end, opened, far, kind), False, far


def _follows(unit: Unit, title: Title) -> bool:
    """Tell whether a title may stand behind another unit: «رئيس اللجنة | العميد …», never «الوزير | رئيس الوفد …»."""
    if unit.title.kind in ("honorific", "rank") and not unit.is_role and not unit.steps:
        return title.kind != "office" or unit.title.kind == "honorific"
    return title.definite and title.kind in ("honorific", "rank")
