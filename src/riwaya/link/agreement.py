"""Agreement: how far two occurrences speak of one event, and when they cannot.

Words, places, times, values and what a group does each say something for or against; two numbers that one report
gives side by side, or of which one is many times the other, are never of one thing.
"""

from collections.abc import Sequence

from riwaya.link.occurrences import Figure, Occurrence
from riwaya.link.where_and_when import countries

# A number above this is telling: two reports seldom give it by chance.
_DIGITS = 12.0
# What two equal numbers above it say for their being one.
_EQUAL = 0.2
# One toll that is so many times another may be its revision; it is hardly, and it is almost never of one thing.
_NEAR, _APART, _FAR = 1.25, 3, 10
# Two measures of one report that differ by more are two, not one and the same rounded.
_ROUNDED = 1.02
# What two different numbers of one class in one report say against their being one thing.
SEVERAL = -0.2
# What a toll of more than ten times another says.
TOO_FAR = -0.5
# What other people counted say.
OTHER_PEOPLE = -0.25
# What speaks in a large collection against two figures of two stories, or two measures of two bodies, being one;
# against small numbers that are near each other, and against any that are not.
STRANGE = 0.3
OTHER_SMALL, OTHER = 0.25, 0.1
# Days between two reports that name none: after so many each tells the news of its own day, if they give other numbers.
NEWS = 2.2
OTHER_NEWS = 0.2
# What towns without one in common say, or where none is named the seats of who says so, and days that lie some days
# apart.
OTHER_TOWN = -0.3
OTHER_SEAT = -0.2
OTHER_DAY = -0.25
# What a telling phrase in common adds for measures, which name their event less often than casualties do.
PHRASE = 0.15


def agreement(
    a: Occurrence, b: Occurrence, same_story: bool, days: Sequence[float | None], trust: float = 0.0
) -> float:
    """Say how far two occurrences speak of one event: about 0 for strangers, `EVENT` and more for one
    event.

    `trust` is how much the collection knows (`Weights.trust`): a small one was put together about few things, so that
    other stories are no strangers in it.
    """
    shared = a.words.keys() & b.words.keys()
    least = min(a.weight, b.weight)
    score = 0.0
    if least > 0:
        # A short context agrees too easily: it is measured against at least a dozen telling words.
        score += sum(a.words[w] for w in shared) / max(least, 25.0)
    score += values(a, b) + (0.2 if same_story else 0.0)
    score += _places(a, b)
    if a.types and b.types and not a.types & b.types and "attack" not in a.types | b.types:
        score -= 0.2
    score += _frame(a, b) + _moments(a, b, days)
    return score - trust * (_strange(a, b, same_story) + _other_news(a, b, days) + _other_values(a, b))


def _strange(a: Occurrence, b: Occurrence, same_story: bool) -> float:
    """Weigh what speaks against two occurrences whose words agree: other stories, other towns, other bodies.

    Depths, prices and durations have words in common that say what is measured, not of what; so have the small fires
    and collisions of many towns.
    """
    people = "people" in (a.kind, b.kind)
    against = 0.0
    if not same_story and not _one_number(a, b) and not (people and a.towns & b.towns):
        against += STRANGE
    if not people and a.bodies and b.bodies and not a.bodies & b.bodies:
        against += STRANGE
    return against


def _one_number(a: Occurrence, b: Occurrence) -> bool:
    """Tell whether two occurrences give one telling number of one class."""
    told = {(f.counted, f.value) for f in a.figures if f.value > _DIGITS and f.value % 10}
    return not told.isdisjoint((g.counted, g.value) for g in b.figures)


def barred(a: Occurrence, b: Occurrence) -> bool:
    """Tell whether two occurrences cannot count one event, whatever else they have in common.

    One toll is many times the other, or one is of the armed and the other, which is not the same, of the unarmed; two
    measures are of two companies; or a report gives two measures of one kind («سهم كذا 20 ريالا … سهم كذا 30 ريالا»)
    and not to two sources that disagree.
    """
    return any(
        _apart(a, f, b, g)
        for f in a.figures
        for g in b.figures
        if f.counted == g.counted and f.part == g.part and not (f.quantity.vague or g.quantity.vague)
    )


def _apart(a: Occurrence, f: Figure, b: Occurrence, g: Figure) -> bool:
    """Tell whether two figures of one class are of two things."""
    low, high = sorted((f.value, g.value))
    if low == high:
        return False
    if (low > 0 and high / low > _FAR) or _other_side(f, g):
        return True
    if a.subjects and b.subjects and not a.subjects & b.subjects and high > low * _ROUNDED:
        return True
    if a.report != b.report or f.quantity.where != g.quantity.where or f.speaker != g.speaker:
        return False
    return a.kind != "people" and high > low * _ROUNDED


def _places(a: Occurrence, b: Occurrence) -> float:
    """Weigh where it was: towns for the outcome of an event, any place for what a group does."""
    if not (a.outcome or b.outcome):
        return 0.1 if a.places & b.places else 0.0
    if a.towns and b.towns:
        return 0.15 if a.towns & b.towns else OTHER_TOWN
    seats = [{seat for f in one.figures for seat in f.seats} for one in (a, b)]
    return OTHER_SEAT if all(seats) and not seats[0] & seats[1] else 0.0


def values(a: Occurrence, b: Occurrence) -> float:
    """Weigh the values of the classes that both count: equal telling numbers speak for one event, far ones
    against.
    """
    best = worst = 0.0
    for f in a.figures:
        for g in b.figures:
            if f.counted != g.counted or f.part != g.part:
                continue
            if f.quantity.vague or g.quantity.vague:
                worst = min(worst, -0.4 if _beyond(f, g) else 0.0)
                continue
            score = _alike(f.value, g.value, a.report == b.report)
            best, worst = max(best, score), min(worst, score)
            if f.value != g.value and a.report == b.report and a.sentence == b.sentence:
                # Two numbers of one class in one sentence count two things.
                worst = min(worst, -0.4)
            if _other_people(f, g):
                worst = min(worst, OTHER_PEOPLE)
    return worst if worst <= -0.25 else best or worst


def _other_people(f: Figure, g: Figure) -> bool:
    """Tell whether two figures count other people: other nouns, the armed and the unarmed, or other parties."""
    if _other_side(f, g):
        return True
    return bool(
        (f.group and g.group and f.group != g.group) or (f.party and g.party and not f.party & g.party)
    )


def _other_side(f: Figure, g: Figure) -> bool:
    """Tell whether one figure counts those who bear arms, and the other those who do not."""
    return bool(f.side and g.side and f.side != g.side)


def _alike(x: float, y: float, one_report: bool) -> float:
    """Say what two values of one class say for their being of one thing."""
    if x == y:
        return 0.35 if x > _DIGITS and x % 10 else 0.2 if x > _DIGITS else 0.05
    low, high = (x, y) if x < y else (y, x)
    if low <= 0 or high > _FAR * low:
        return TOO_FAR
    if high <= _NEAR * low:
        return 0.1
    if high > _APART * low:
        return -0.4 if one_report else -0.25
    return SEVERAL if one_report else -0.05


def _other_values(a: Occurrence, b: Occurrence) -> float:
    """Weigh numbers of people that differ in two reports: in a large collection 4 dead and 5 are two accidents."""
    if a.report == b.report or a.kind != "people":
        return 0.0
    told = [
        sorted((f.value, g.value))
        for f in a.figures
        for g in b.figures
        if f.counted == g.counted and f.part == g.part and not (f.quantity.vague or g.quantity.vague)
    ]
    if not told or any(low == high for low, high in told):
        return 0.0
    low, high = min(told, key=lambda pair: pair[1] / max(pair[0], 1.0))
    if high <= _NEAR * low:
        return OTHER_SMALL if low <= _DIGITS else 0.0
    return OTHER if high <= _APART * low else 0.0


def _beyond(f: Figure, g: Figure) -> bool:
    """Tell whether of two figures one is «hundreds» and the other far below: they count different things."""
    clear, vague = sorted((f, g), key=lambda one: one.quantity.vague)
    return not clear.quantity.vague and vague.quantity.vague and 3 * clear.value < (vague.quantity.low or 0)


def _frame(a: Occurrence, b: Occurrence) -> float:
    """Weigh what the counted do, for classes that are no outcome: the same frame, and for a stock the same
    country.

    Two numbers of one class in one sentence («15 thousand in the north and 9 thousand in the south») are
    two things.
    """
    if a.outcome or b.outcome:
        return 0.0
    if "people" not in (a.kind, b.kind):
        phrase = PHRASE if a.phrases & b.phrases else 0.0
        if a.frame and b.frame and a.frame != b.frame:
            return -0.6
        return phrase + (0.15 if a.frame and a.frame == b.frame else -0.2)
    if a.report == b.report and a.sentence == b.sentence and a.frame != "movement":
        return -0.6
    if a.frame and b.frame:
        if a.frame != b.frame or (a.frame == "presence" and a.places & countries() != b.places & countries()):
            return -0.6
        return 0.3 if a.frame == "movement" else 0.15
    return -0.1 if values(a, b) >= 0.2 else -0.35


def _moments(a: Occurrence, b: Occurrence, days: Sequence[float | None]) -> float:
    """Weigh the times: days that the texts give and that lie far apart speak against one event."""
    if a.times and b.times:
        gap = min(abs(x - y) for x in a.times for y in b.times)
        return -0.35 if gap > 10 else 0.05 if gap <= 1 else 0.0 if gap <= 2 else OTHER_DAY
    for one, other in ((a, b), (b, a)):
        published = days[other.report]
        if one.times and published is not None and min(abs(t - published) for t in one.times) > 20:
            return -0.25
    return 0.0


def _other_news(a: Occurrence, b: Occurrence, days: Sequence[float | None]) -> float:
    """Weigh other numbers that are told days apart: in a large collection each is the news of its own day."""
    named = a.times and b.times
    return OTHER_NEWS if not named and _days_between(a, b, days) > NEWS and values(a, b) < _EQUAL else 0.0


def _days_between(a: Occurrence, b: Occurrence, days: Sequence[float | None]) -> float:
    """Give the days between two events by what the texts say, else by when they were published; 0 where unknown."""
    told = [one.times or tuple(d for d in (days[one.report],) if d is not None) for one in (a, b)]
    return min((abs(x - y) for x in told[0] for y in told[1]), default=0.0)
