"""Days: today, yesterday, weekdays, with their parts of the day: «صباح أمس الثلاثاء», «ليل السبت/الأحد»,
«اليوم (الأحد)».

A weekday named beside today or yesterday decides, because reports are often dated a day late.
"""

from datetime import date, timedelta
from functools import cache

from riwaya.arabic.fold import fold
from riwaya.arabic.phrases import Found, Phrases
from riwaya.arabic.times_calendar import weekday
from riwaya.arabic.times_context import (
    Context,
    Reading,
    clitics,
    deictic,
    from_word,
    lexicon,
    shifts,
    weekdays,
    words,
)

_DIRECTIONS = {"past": -1, "future": 1}


@cache
def part_heads() -> frozenset[str]:
    """Give the parts of the day that stand before a day."""
    return frozenset(form for name in lexicon()["parts"] for form in words_of(name, "heads"))


@cache
def words_of(part: str, key: str) -> frozenset[str]:
    """Give the folded heads or adverbs of a part of the day."""
    return frozenset(fold(lexicon()["parts"][part][key]).split())


@cache
def head_phrases() -> Phrases[str]:
    """Give the parts of the day in several words that stand before a day."""
    return Phrases((phrase, phrase) for phrase in lexicon()["part_phrases"]["heads"])


@cache
def adverb_phrases() -> Phrases[str]:
    """Give the parts of the day in several words that stand behind a day or clock time, with their part."""
    return Phrases(
        (phrase, part) for part, phrases in lexicon()["part_adverbs"].items() for phrase in phrases
    )


@cache
def adverbs() -> dict[str, str]:
    """Map adverbs of the day (صباحا, ظهرا) to their part."""
    return {form: name for name in lexicon()["parts"] for form in words_of(name, "adverbs")}


def _head(context: Context, at: int) -> int:
    """Give the token behind a part of the day that starts at `at` («في ساعة متأخرة من مساء»), `at` when
    none does.
    """
    found = head_phrases().at(context.toks, at)
    if found is not None:
        return found.end
    form = context.form(at)
    return at + 1 if clitics(form, part_heads()) is not None else at


def adverb_end(context: Context, at: int) -> tuple[int, str | None]:
    """Give the token behind an adverb of the day at `at` and its part; `at` and None when there is none."""
    found = adverb_phrases().at(context.toks, at)
    if found is not None:
        return found.end, found.payload
    part = adverbs().get(context.form(at))
    return (at + 1, part) if part else (at, None)


def day(context: Context, at: int) -> Reading | None:
    """Read a day that starts at token `at`, with the part of it."""
    start_clitic = _clitic(context, at)
    if start_clitic is None:
        return None
    end = _head(context, at)
    headed = end > at
    midnight = headed and "منتصف" in [context.bare(k).lstrip("بل") for k in range(at, end)]
    inner = end
    if context.form(end).lstrip("وفبل") == "يوم":
        inner = end + 1
    core = _core(context, inner, at)
    if core is None:
        return _part_alone(context, at, end) if headed or inner == at else None
    day_meant, end, second = core
    end = _behind(context, end)
    value = day_meant.isoformat() if day_meant is not None else None
    if day_meant is not None and midnight:
        value = f"{(second or day_meant).isoformat()}T00:00"
    elif day_meant is not None and (second is not None):
        value = f"{day_meant.isoformat()}/{second.isoformat()}"
    rule = "time.weekday" if clitics(context.form(inner), weekdays()) is not None else "time.day"
    exact = None if midnight or second or day_meant is None else _hours(context, at, end, day_meant)
    return Reading(at, end, value, rule, context.start(at, start_clitic), day_meant, exact)


def _hours(context: Context, first: int, end: int, meant: date) -> str | None:
    """Give the hours of the part of the day that an expression names, None when it names none."""
    for at in range(first, end):
        part = _parts().get(context.bare(at).lstrip("بل").removeprefix("ال"))
        if part is not None:
            since, until = lexicon()["parts"][part]["hours"].split()
            return f"{meant}T{since}/{meant}T{until}"
    return None


@cache
def _parts() -> dict[str, str]:
    """Map the words of a part of the day, heads and adverbs without their article, to the part."""
    names = lexicon()["parts"]
    return {
        form.removeprefix("ال"): name
        for name in names
        for key in ("heads", "adverbs")
        for form in words_of(name, key)
    }


@cache
def _openers() -> frozenset[str]:
    heads = set(deictic(True).heads()) | set(weekdays()) | part_heads() | {"يوم"}
    return frozenset(heads | set(head_phrases().heads()) | set(adverb_phrases().heads()) | set(adverbs()))


def _clitic(context: Context, at: int) -> int | None:
    return clitics(context.form(at), _openers())


def _deictic(context: Context, at: int) -> Found[int] | None:
    phrases = deictic(context.prefer == "future")
    found = phrases.at(context.toks, at)
    if found is None:
        letters = clitics(context.form(at), frozenset(phrases.heads()))
        if not letters:
            return None
        token = context.toks[at]
        found = phrases.at([token._replace(form=token.form[letters:]), *context.toks[at + 1 : at + 4]], 0)
        return Found(at, at + found.end, found.payload) if found is not None else None
    return found


@cache
def neighbours() -> Phrases[int]:
    """Give the words that count days from the day last named."""
    return Phrases(
        (phrase, int(offset)) for offset, phrases in lexicon()["days_from"].items() for phrase in phrases
    )


def neighbour(context: Context, at: int) -> Reading | None:
    """Read «اليوم التالي»: the day after the one last named; who makes a plan means the one after today."""
    form = context.form(at)
    letters = clitics(form, frozenset(neighbours().heads()))
    found = neighbours().at(from_word(context, at, letters), 0) if letters is not None else None
    if letters is None or found is None:
        return None
    since = context.last_day or (context.reference if context.prefer == "future" else None)
    meant = since + timedelta(days=found.payload) if since else None
    value = meant.isoformat() if meant else None
    return Reading(at, at + found.end, value, "time.day", context.start(at, letters), meant)


def _core(context: Context, at: int, first: int) -> tuple[date | None, int, date | None] | None:
    """Read today, yesterday … or a weekday; give the day, the token behind it, and a second day
    («السبت/الأحد»).
    """
    found = _deictic(context, at)
    if found is not None and not _is_name(context, at, found):
        offset = found.payload
        meant = context.reference + timedelta(days=offset) if context.reference else None
        end, named = _named_weekday(context, found.end)
        if (
            named is not None
            and context.reference is not None
            and meant is not None
            and meant.isoweekday() != named
        ):
            meant += timedelta(days=(named - meant.isoweekday() + 3) % 7 - 3)
        return meant, end, None
    letters = clitics(context.form(at), weekdays())
    if letters is None or _is_name(context, at, None) or (first == at and not _weekday_alone(context, at)):
        return None
    number = weekdays()[context.form(at)[letters:]]
    end, direction = at + 1, context.looks(at)
    shift = shifts().get(context.form(end))
    if shift in _DIRECTIONS:
        end, direction = end + 1, _DIRECTIONS[shift]
    elif shift == "present":
        end += 1
    meant = weekday(context.reference, number, direction) if context.reference else None
    if direction == 1 and shift is None and context.reference and context.reference.isoweekday() == number:
        meant = context.reference
    second = None
    if context.form(end) in ("/", "-", "–") and context.form(end + 1) in weekdays():
        second = meant + timedelta(days=1) if meant else None
        end += 2
    return meant, end, second


def _weekday_alone(context: Context, at: int) -> bool:
    """Tell whether a bare weekday is one: with its article, for «خميس» and «سبت» are also names."""
    form = context.form(at)
    return "ال" in form[:4] or form.startswith("لل")


def _named_weekday(context: Context, at: int) -> tuple[int, int | None]:
    """Read the weekday behind today: «اليوم الأحد», «اليوم (الأحد)», «اليوم، الأحد»."""
    form = context.form(at)
    if form in weekdays():
        return at + 1, weekdays()[form]
    if form == "(" and context.form(at + 1) in weekdays() and context.form(at + 2) == ")":
        return at + 3, weekdays()[context.form(at + 1)]
    if form == "،" and context.form(at + 1) in weekdays() and context.form(at + 2) in ("،", ".", "("):
        return at + 2, weekdays()[context.form(at + 1)]
    return at, None


def _behind(context: Context, end: int) -> int:
    """Step over an adverb of the day: «الأحد صباحا»."""
    after, _ = adverb_end(context, end)
    return after


def _is_name(context: Context, at: int, found: Found[int] | None) -> bool:
    """Tell «المصري اليوم», «صلاة الجمعة», and «اليوم الثالث» from days."""
    dated = found is not None and context.form(found.end) in weekdays()
    if context.bare(at - 1) in words("names", "before") and not dated:
        return True
    if (
        context.form(at) == "اليوم"
        and context.form(at - 1) in ("«", '"', "“", "(")
        and context.form(at + 1) in ("»", '"', "”", ")")
    ):
        return True
    today = ("اليوم", "الليله")
    if found is None or (context.form(found.end - 1) not in today and context.bare(at) not in today):
        return False
    following = context.form(found.end)
    if following in weekdays():
        return False
    kind = shifts().get(following)
    return kind is not None or following in words("names", "not_today")


def _part_alone(context: Context, at: int, end: int) -> Reading | None:
    """Read a part of the day without a day: «فجرا», «قبيل الظهر», «منتصف الليل», «خلال الليل»."""
    letters = _clitic(context, at) or 0
    if letters and context.form(at)[:letters] not in ("و", "ف"):
        return None
    after, _ = adverb_end(context, at)
    if after == at or (after == at + 1 and not _adverbial(context, at)):
        return None
    reference = context.reference
    midnight = "منتصف" in context.bare(at) or context.form(at + 1) == "منتصف"
    value = None if reference is None else reference.isoformat() + ("T00:00" if midnight else "")
    return Reading(at, after, value, "time.part", context.start(at, letters), reference)


def _adverbial(context: Context, at: int) -> bool:
    """Tell an adverb («فجرا») from a noun with the article («الصباح»), and from «مساء» in front of
    something.
    """
    form = context.form(at)
    if form[:2] == "ال" or form == "ضحي":
        return False
    surface = context.text[context.toks[at].start : context.toks[at].end]
    return form.endswith("ا") or "ً" in surface
