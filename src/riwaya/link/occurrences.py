"""Occurrences: the places in a report where an event is counted, with what tells which event it is.

Neighbouring figures of different classes («32 killed and a hundred injured») are one occurrence. Around
them stand its words, the places and days that it names, the types of event (`event_words.tsv`) and what a
group does (`frames.tsv`).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.sentences import sentences
from riwaya.arabic.words import Token, tokens
from riwaya.link.parts import group_of, part_words, parts
from riwaya.link.people_counted import party, side
from riwaya.link.terms import Weights, key, keys_of
from riwaya.link.where_and_when import countries, seats, spelling, where_and_when
from riwaya.model import Extraction, Quantity, Report, Span, Statement, ref

# Units that say nothing about what is counted.
_PLAIN_UNITS = frozenset(["person", "percent", "degree"])
# Classes that are the outcome of an event; of the others the clause must say what the counted do
# (`frames.tsv`).
OUTCOMES = frozenset(
    [
        "killed",
        "injured",
        "killed_or_injured",
        "arrested",
        "missing",
        "displaced",
        "survivors",
        "held",
        "abducted",
        "critical",
        "aboard",
        "capacity",
        "attackers",
    ]
)
# Classes that count the same people by another word: who was rescued survived.
_SAME = {"rescued": "survivors"}
# Words between two figures that count one event's outcomes, and words of context on either side.
TOGETHER = 9
CONTEXT = 30
# Words of context that an occurrence may take from before itself when another stands in its sentence.
BETWEEN = 8
# Characters of a text in which it says of whom it tells.
_OPENING = 250
# Characters before the name of a body in which it may be said that it only publishes.
_BEFORE = 30
# What each of two neighbouring words weighs at least that make a telling phrase.
_TELLING = 3.0


class Figure(NamedTuple):
    """A quantity of a report: its reference, itself, the class of what it counts, the part of a total that it counts
    ("" for all), who gives it ("" where nobody is named), one number for its bounds, which people it counts
    ("" where they are any), whether these bear arms, the name of their party (`people_counted`), and the towns and
    provinces in the name of who gives it.
    """

    ref: str
    quantity: Quantity
    counted: str
    part: str = ""
    speaker: str = ""
    value: float = 0.0
    group: str = ""
    side: str = ""
    party: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()


class Occurrence(NamedTuple):
    """A place in a report where an event is counted.

    `words` are the keys of its context with their weights, `places` those of its place names, `times` the
    days that the text gives, `types` the types of event that it names, `phrases` the telling pairs of
    neighbouring keys, `bodies` the telling keys in the names of bodies, `kind` and `outcome` what its figures count,
    `towns` its places that are no countries, `weight` that of all its words, `subjects` those `bodies` of a sum of
    money that say nothing themselves, `report` the report's number. It
    `continues` when it names no event, place or day of its own, or counts some of those already told of
    («three of the wounded»).
    """

    report: int
    figures: tuple[Figure, ...]
    sentence: Span
    words: dict[str, float]
    places: frozenset[str]
    times: tuple[float, ...]
    frame: str
    types: frozenset[str]
    continues: bool
    phrases: frozenset[tuple[str, str]] = frozenset()
    bodies: frozenset[str] = frozenset()
    kind: str = "people"
    outcome: bool = False
    towns: frozenset[str] = frozenset()
    weight: float = 0.0
    subjects: frozenset[str] = frozenset()


@cache
def _types() -> dict[str, str]:
    """Give the type of event that each key names."""
    return {
        key(fold(word)): row["type"]
        for row in reversed(lexicon.rows("event_words"))
        for word in lexicon.variants(row["words"])
    }


@cache
def _frames(of: str) -> dict[str, tuple[int, str]]:
    """Give the frame of each key, with its rank: of people or of a measure."""
    return {
        key(fold(word)): (int(row["rank"]), row["frame"])
        for row in reversed(lexicon.rows("frames"))
        if row["of"] == of
        for word in lexicon.variants(row["words"])
    }


class _Page(NamedTuple):
    """A report's text (or headline) while its occurrences are found."""

    report: int
    text: str
    extraction: Extraction | None
    weights: Weights
    published: str | None = None


def occurrences(
    reports: Sequence[Report], extractions: Sequence[Extraction], weights: Weights
) -> list[Occurrence]:
    """Give the occurrences of all `reports`, in the order of their texts."""
    return [
        one
        for n, (report, extraction) in enumerate(zip(reports, extractions, strict=True))
        for one in _of_report(n, report, extraction, weights)
    ]


def _of_report(n: int, report: Report, extraction: Extraction, weights: Weights) -> Iterable[Occurrence]:
    """Find the occurrences in the headline and in the text of one report."""
    figures = [
        _figure(report, extraction, i, q, counted)
        for i, q in enumerate(extraction.quantities)
        if (counted := class_of(q) or _referred(report.text, q)) and q.where in ("text", "title")
    ]
    title = [f for f in figures if f.quantity.where == "title"]
    if title and report.title:
        yield from _of_sentence(_Page(n, report.title, None, weights), Span(0, len(report.title)), title)
    rest = [f for f in figures if f.quantity.where == "text"]
    if not rest:
        return
    for sentence in sentences(report.text):
        inside = [f for f in rest if sentence.start <= f.quantity.span.start < sentence.end]
        if inside:
            yield from _of_sentence(
                _Page(n, report.text, extraction, weights, report.published), sentence, inside
            )


def _figure(report: Report, extraction: Extraction, n: int, quantity: Quantity, counted: str) -> Figure:
    """Give the n-th quantity of a report with who gives it and where they sit."""
    said = _statement_around(extraction, quantity)
    return Figure(
        ref(report.id, "q", n),
        quantity,
        counted,
        "",
        _speaker(report, said),
        middle(quantity),
        group_of(quantity, counted),
        seats=seats(report.text, extraction, said) if said else frozenset(),
    )


def _statement_around(extraction: Extraction, quantity: Quantity) -> Statement | None:
    """Give the statement whose words hold a figure: of several inside each other the innermost."""
    around = [
        (c.end - c.start, n)
        for n, said in enumerate(extraction.statements)
        for c in said.content
        if said.chain and quantity.where == "text" and c.start <= quantity.span.start < c.end
    ]
    return extraction.statements[min(around)[1]] if around else None


def _speaker(report: Report, said: Statement | None) -> str:
    """Give the name of the source of a statement, "" where there is none."""
    if said is None:
        return ""
    link = said.chain[-1]
    mention = report.text[link.mention.start : link.mention.end] if link.mention else ""
    return link.resolved or mention


def middle(quantity: Quantity) -> float:
    """Give one number for a quantity's bounds."""
    bounds = [float(x) for x in (quantity.low, quantity.high) if x is not None]
    return sum(bounds) / len(bounds) if bounds else 0.0


def class_of(quantity: Quantity) -> str | None:
    """Give the class of what a quantity counts, or its unit when that is telling; None for the rest."""
    if quantity.counted:
        return _SAME.get(quantity.counted, quantity.counted)
    telling = quantity.unit and quantity.unit.isascii() and quantity.unit not in _PLAIN_UNITS
    return f"unit:{quantity.unit}" if telling else None


def _referred(text: str, quantity: Quantity) -> str | None:
    """Give the class of a number of people told before in its sentence: «مسلحون يقدر عددهم بنحو 50», «و14
    آخرين».
    """
    if quantity.where != "text":
        return None
    start = max(text.rfind("\n", 0, quantity.span.start), text.rfind(".", 0, quantity.span.start)) + 1
    before = [t.form for t in tokens(text, start, quantity.span.start) if t.kind == "word"]
    others = key(fold(quantity.of or "")) == key("اخرين")
    if not others and not (quantity.of is None and any(w in part_words("number_of") for w in before[-4:])):
        return None
    for word in reversed(before[-12:]):
        form = noun_form(word)
        if form is not None and form.number != "one" and form.noun.person and form.noun.counted:
            return form.noun.counted
    return None


def _of_sentence(page: _Page, sentence: Span, inside: Sequence[Figure]) -> Iterable[Occurrence]:
    """Group the figures of one sentence and give each group the words around it, up to the next group."""
    toks = [t for t in tokens(page.text, sentence.start, sentence.end) if t.kind != "mark"]
    starts = [t.start for t in toks]
    where = [max(0, sum(s <= f.quantity.span.start for s in starts) - 1) for f in inside]
    inside = _with_people(toks, where, inside)
    groups: list[list[int]] = []
    for i, at in enumerate(where):
        near = groups and at - where[groups[-1][-1]] <= TOGETHER
        mine = (inside[i].counted, inside[i].part)
        # What befell people and what was measured are told of different things.
        alike = groups and kind_of([inside[groups[-1][0]]]) == kind_of([inside[i]])
        if near and alike and mine not in {(inside[j].counted, inside[j].part) for j in groups[-1]}:
            groups[-1].append(i)
        else:
            groups.append([i])
    for g, group in enumerate(groups):
        behind = max(where[groups[g - 1][-1]] + 2, where[group[0]] - BETWEEN) if g else 0
        low = max(where[group[0]] - CONTEXT, behind)
        high = min(where[group[-1]] + CONTEXT, where[groups[g + 1][0]] if g + 1 < len(groups) else len(toks))
        figures = tuple(inside[i] for i in group)
        yield _occurrence(page, sentence, figures, toks[low:high], toks[where[group[0]]])


def _with_people(toks: Sequence[Token], where: Sequence[int], inside: Sequence[Figure]) -> list[Figure]:
    """Name the parts of totals, and whom figures count; a part of some other class is of the total's: «31 قتيلا بينهم 7
    أطفال».
    """
    out: list[Figure] = []
    for figure, part in zip(
        inside, parts(toks, where, [(f.quantity, f.counted) for f in inside]), strict=True
    ):
        whole = next((f.counted for f in reversed(out) if not f.part), "")
        kept = not part or figure.counted in OUTCOMES or whole not in OUTCOMES
        out.append(_whom(toks, figure._replace(part=part, counted=figure.counted if kept else whole)))
    return out


def _whom(toks: Sequence[Token], figure: Figure) -> Figure:
    """Add to a figure of people what they are: «4 كيلومترات من الميناء» counts nobody."""
    if figure.counted.startswith("unit:"):
        return figure
    span = figure.quantity.span
    return figure._replace(side=side(toks, span), party=party(toks, span))


def _occurrence(
    page: _Page, sentence: Span, figures: tuple[Figure, ...], toks: Sequence[Token], at: Token
) -> Occurrence:
    """Weigh the words of a context and note its places, times and frame."""
    span = Span(toks[0].start, toks[-1].end) if toks else figures[0].quantity.span
    spans = [s for f in figures for s in (f.quantity.span, _plain_noun(f.quantity)) if s]
    words, frames = {}, []
    kind = kind_of(figures)
    known = _frames(kind) if kind != "duration" else {}
    for t in toks:
        k = key(t.form)
        if k in known:
            frames.append((known[k][0], abs(t.start - at.start), known[k][1]))
        if t.kind == "word" and not any(s.start <= t.start < s.end for s in spans):
            words[_name_key(k, page.weights)] = page.weights(k)
    places, times = where_and_when(page.text, page.extraction, page.published, span)
    types = frozenset(_types()[k] for k in words if k in _types())
    definite = all(f.part or (f.quantity.of or "").startswith("ال") for f in figures)
    return Occurrence(
        page.report, figures, sentence, words, places, times, min(frames)[2] if frames else "", types,
        definite or not (places or times or types), _phrases(toks, page.weights),
        _bodies(page, span, sources=True) if kind != "people" else frozenset(),
        kind, any(f.counted in OUTCOMES for f in figures), places - countries(), sum(words.values()),
        _bodies(page, span, sources=False) if _is_money(figures) else frozenset(),
    )  # fmt: skip


def _plain_noun(quantity: Quantity) -> Span | None:
    """Give where the counted noun stands when it says no more than the class: «قتيلا», «شخصا»; not «الطاقم»."""
    form = noun_form(fold(quantity.of.split()[0])) if quantity.of and quantity.of.strip() else None
    return quantity.of_span if form is not None and quantity.unit == "person" else None


def kind_of(figures: Sequence[Figure]) -> str:
    """Say whether figures count people, a measure or a duration."""
    units = [f.counted.removeprefix("unit:") for f in figures if f.counted.startswith("unit:")]
    if len(units) < len(figures):
        return "people"
    return "duration" if all(unit in _durations() for unit in units) else "measure"


@cache
def _durations() -> frozenset[str]:
    return frozenset(row["unit"] for row in lexicon.rows("units") if row["kind"] == "duration")


def _phrases(toks: Sequence[Token], weights: Weights) -> frozenset[tuple[str, str]]:
    """Give the pairs of neighbouring words that tell as much as a name does: «زورق إنقاذ»."""
    words = [key(t.form) for t in toks if t.kind == "word"]
    return frozenset((a, b) for a, b in pairwise(words) if min(weights(a), weights(b)) >= _TELLING)


def _bodies(page: _Page, span: Span, *, sources: bool) -> frozenset[str]:
    """Give the keys of the names of bodies in a stretch that news at large seldom has: of whom a measure is told; with
    those who say something, or without.
    """
    if page.extraction is None:
        return frozenset()
    say = [
        link.mention for said in page.extraction.statements for link in said.chain if link.mention is not None
    ]
    names = [
        m.span
        for m in page.extraction.mentions
        if m.type == "ORG"
        and not _only_publishes(page.text, m.span)
        and (sources or not any(one.start <= m.span.start < one.end for one in say))
    ]
    inside = [name for name in names if span.start <= name.start < span.end]
    # A report on a company names it once and goes on with its figures: «البنك».
    opening = [name for name in names if name.start < _OPENING]
    for those in (inside, opening):
        keys = {k for name in those for k in keys_of(page.text, name.start, name.end)} - _body_heads()
        telling = frozenset(k for k in keys if page.weights(k) >= _TELLING)
        if telling:
            return telling
    return frozenset()


def _is_money(figures: Sequence[Figure]) -> bool:
    """Tell whether figures are sums of money: their units are codes of ISO 4217."""
    units = [f.counted.removeprefix("unit:") for f in figures if f.counted.startswith("unit:")]
    return any(len(unit) == len("USD") and unit.isupper() for unit in units)


def _only_publishes(text: str, name: Span) -> bool:
    """Tell whether a body is where something was published: «على موقع السوق المالية «تداول»»."""
    before = text[max(0, name.start - _BEFORE) : name.start]
    return any(site in before for site in part_words("site"))


@cache
def _body_heads() -> frozenset[str]:
    """Give the keys of the words that open the names of bodies; alone they name none."""
    return frozenset(key(fold(row["word"])) for row in lexicon.rows("org_heads"))


def _name_key(word: str, weights: Weights) -> str:
    """Give a word that news at large does not know, most often a foreign name, the key of its `spelling`."""
    if weights.is_known(word):
        return word
    bones = spelling(word)
    return f"~{bones}" if len(bones) >= 3 else word
