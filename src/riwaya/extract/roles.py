"""Roles: what the phrase around a person's name says of them: honorific, rank, office, body and nationality.

Two rules. ``role.before``: «المتحدث باسم الجيش الليبي | فلان». ``role.after``: «فلان | ، رئيس اللجنة الأمنية، …».
The phrase is read by `extract.role_phrases`; where its bounds are in doubt, less is taken.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from riwaya.arabic import clitics
from riwaya.arabic.words import Token
from riwaya.extract.bodies import agrees, is_nationality
from riwaya.extract.cues import cue_at
from riwaya.extract.role_phrases import Range, Reader, Unit
from riwaya.extract.role_words import governed, is_body_noun, is_state, nationality_at, role_words
from riwaya.extract.titles import clitic_letters, title_at
from riwaya.extract.view import COMMAS, DASHES
from riwaya.extract.wordlists import word_lists, word_set
from riwaya.model import Description, Mention, Span

_LONGEST = 18  # tokens of a phrase, the name left out
_LONGEST_BARE = 4  # tokens of an occupation that is of nothing
_AND_HE = word_set("and_he")
_RELATIVES = word_set("relatives")
_CLOSING = COMMAS | DASHES | frozenset(")].؛;:!؟?")
_OPENING = COMMAS | DASHES | frozenset("([")
_STAYS = frozenset('"«»“”/.')  # marks that a phrase may hold
_start = attrgetter("start")


def descriptions(text: str, toks: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Description, ...]:
    """Describe each person among `mentions` who has a title, an office or a body around the name, in order."""
    starts = [tok.start for tok in toks]
    ranges = [
        Range(bisect_right(starts, m.span.start) - 1, bisect_right(starts, m.span.end - 1)) for m in mentions
    ]
    reader = Reader(toks, mentions, ranges)
    out: list[Description] = []
    for at, (mention, name) in enumerate(zip(mentions, ranges, strict=True)):
        if mention.type != "PER" or name.start < 0:
            continue
        before = _before(text, reader, mention, name)
        if before:
            out.append(_description(reader, before, at, mention, "role.before"))
        if not any(unit.is_role for unit in before):
            after = _after(text, reader, name)
            if after:
                out.append(_description(reader, after, at, mention, "role.after"))
    return tuple(out)


def _before(text: str, reader: Reader, mention: Mention, name: Range) -> list[Unit]:
    """``role.before``: «وزير الخارجية الأميركي جون كيري»; the longest phrase that reads through to the name."""
    toks = reader.toks
    if mention.span.start > toks[name.start].start:
        return []  # a clitic parts the name from what stands before it
    first = name.start
    while first > max(0, name.start - _LONGEST) and _holds(text, reader, first - 1):
        first -= 1
    for at in range(first, name.start):
        if title_at(toks, at, name.start) is None:
            continue
        units = reader.units(at, name.start)
        if units and units[-1].stop == name.start and not reader.belongs_to_other(units[0], first):
            return units
    return []


def _holds(text: str, reader: Reader, at: int) -> bool:
    """Tell whether a phrase that ends behind token `at` may hold it: no person's name, line's end or stop."""
    tok = reader.toks[at]
    if tok.kind == "number" or reader.kind_at(at) == "PER":
        return False
    if tok.kind == "mark" and tok.form not in _STAYS:
        return False
    return "\n" not in text[tok.end : reader.toks[at + 1].start]


def _after(text: str, reader: Reader, name: Range) -> list[Unit]:
    """``role.after``: «فلان، رئيس اللجنة الأمنية، …»; both ends of the phrase must be told."""
    toks, at = reader.toks, name.end
    if (
        at + 1 >= len(toks)
        or toks[at].form not in _OPENING
        or "\n" in text[toks[at].end : toks[at + 1].start]
    ):
        return []
    at += 1 + (toks[at + 1].form in _AND_HE)
    limit = at
    while limit < min(len(toks), at + _LONGEST) and (limit == at or _same_line(text, toks, limit)):
        limit += 1
    title = title_at(toks, at, limit)
    parts = clitics.split(toks[at].form) if title else None
    if title is None or parts is None or parts.conjunction or parts.preposition:
        return []
    units = reader.units(at, limit, loose=True)
    stop = units[-1].stop if units else at
    named = units and units[0].is_role and (units[0].complete or units[0].title.kind != "honorific")
    bare = not title.definite and not title.of  # «معلم», «خبير عسكري سوري»: no clause about him
    short = not bare or stop - at <= _LONGEST_BARE
    told = named and short and _is_told(reader, stop, limit, units[0].complete)
    return units if told else []


def _same_line(text: str, toks: Sequence[Token], at: int) -> bool:
    return "\n" not in text[toks[at - 1].end : toks[at].start]


def _is_told(reader: Reader, stop: int, limit: int, complete: bool) -> bool:
    """Tell whether the phrase surely ends at token `stop`: at a mark, or, when complete, before a verb of saying."""
    toks = reader.toks
    if stop >= len(toks) or stop >= limit:
        return stop - limit == 0 and (stop >= len(toks) or complete)
    form = toks[stop].form
    if toks[stop].kind == "mark":
        return form in _CLOSING
    cue = cue_at(form)
    verb = cue is not None and cue.tense in ("past", "present")
    return complete and (verb or form in _RELATIVES or form in word_lists().complementisers)


def _description(reader: Reader, units: list[Unit], at: int, mention: Mention, rule: str) -> Description:
    """Say in spans what the units of a phrase are."""
    toks = reader.toks
    role = next((unit for unit in reversed(units) if unit.is_role), None)
    ranked = next((unit for unit in reversed(units) if unit.title.kind == "rank" and unit.steps), None)
    held = role or ranked
    body = _body(toks, held) if held else None
    last = max(_end(toks, unit) for unit in units)
    first = units[0].title
    start, end = toks[first.start].start + first.clitic, mention.span.end
    if rule == "role.after":
        start, end = mention.span.start, max(end, last)
    return Description(
        span=Span(start, end),
        mention=at,
        name=mention.span,
        honorific=_run(toks, units, "honorific"),
        rank=_run(toks, units, "rank"),
        role=_role(toks, role, body) if role else None,
        body=_span(toks, body) if body else None,
        nationality=_nationality(toks, units, body),
        rule=rule,
    )


def _span(toks: Sequence[Token], tokens: Range, clitic: int | None = None) -> Span:
    """Give the characters of tokens, without the letters of a clitic before the first."""
    cut = clitic_letters(toks[tokens.start]) if clitic is None else clitic
    return Span(toks[tokens.start].start + cut, toks[tokens.end - 1].end)


def _end(toks: Sequence[Token], unit: Unit) -> int:
    """Give where the last word of a unit ends."""
    return toks[(unit.stop if unit.steps else unit.title.end) - 1].end


def _run(toks: Sequence[Token], units: Sequence[Unit], kind: str) -> Span | None:
    """Join the honorifics or the ranks that stand together nearest the name: «الأستاذ الدكتور»."""
    found: Range | None = None
    for unit in reversed(units):
        title = unit.title
        fits = title.kind == kind and not unit.is_role
        if found is None and fits:
            found = Range(title.start, _with_arms(toks, unit) if kind == "rank" else title.end)
        elif found is not None:
            if not fits or unit.stop != found.start:
                break
            found = Range(title.start, found.end)
    return _span(toks, found) if found else None


def _with_arms(toks: Sequence[Token], unit: Unit) -> int:
    """Give the end of a rank with what says its arm of the forces: «اللواء | الركن»."""
    end = unit.title.end
    while end < unit.stop and toks[end].form in role_words("arms"):
        end += 1
    return end


def _body(toks: Sequence[Token], unit: Unit) -> Range | None:
    """Find the body that an office is of: the first word that names one where what it is of may begin."""
    start = next(_body_starts(toks, unit), None)
    if start is None:
        return None
    stop = unit.stop
    while stop - 1 > start and _is_about_person(toks, unit, start, stop - 1):
        stop -= 1
    return Range(start, stop)


def _body_starts(toks: Sequence[Token], unit: Unit) -> Iterator[int]:
    """List where bodies begin: inside an unfinished title («قائد | شرطة …») and where it is open after it."""
    title = unit.title
    if any(clitics.split(tok.form).stem in role_words("portfolios") for tok in toks[title.start : title.end]):
        return
    if not title.definite and unit.steps:
        yield from (n for n in range(title.start + 1, title.end) if is_body_noun(toks[n].form))
    for step in unit.steps:
        parts = clitics.split(toks[step.start].form)
        begins = step.open or parts.preposition in ("ب", "ل")
        field = (step.far or parts.preposition) and parts.stem in role_words("fields")
        if begins and not field and (step.name == "ORG" or (step.name is None and is_body_noun(parts.stem))):
            yield step.start


def _is_about_person(toks: Sequence[Token], unit: Unit, head: int, last: int) -> bool:
    """Tell whether the last word of a body's phrase is about its officer: «رئيس اللجنة | السابق»."""
    form = toks[last].form
    person, body = (clitics.split(toks[n].form).stem for n in (unit.title.start, head))
    return is_state(form) or (is_nationality(form) and agrees(person, form) and not agrees(body, form))


def _role(toks: Sequence[Token], unit: Unit, body: Range | None) -> Span:
    """Give the office, up to its body, without a nationality or a preposition at its end."""
    end = body.start if body else (unit.stop if unit.steps else unit.title.end)
    first = unit.title.start
    while end - 1 > first and (
        toks[end - 1].form in role_words("inside") or governed(toks, unit.title.tokens, end - 1)
    ):
        end -= 1
    far = any(step.far and step.end == end for step in unit.steps)
    for size in () if far else (2, 1):
        nation = nationality_at(toks, end - size, end) if end - size > first else None
        if nation and nation[0] == size:
            end -= size
            break
    return _span(toks, Range(first, end), unit.title.clitic)


def _nationality(toks: Sequence[Token], units: Sequence[Unit], body: Range | None) -> str | None:
    """Give the country of the adjective of nationality that goes with the person or the body; None for two."""
    codes: set[str] = set()
    for unit in units:
        for step in unit.steps:
            near = not step.far or (body is not None and step.start >= body.start)
            found = (nationality_at(toks, n, unit.stop) for n in range(step.start, step.end if near else 0))
            codes.update(nation[1] for nation in found if nation)
    return codes.pop() or None if len(codes) == 1 else None
