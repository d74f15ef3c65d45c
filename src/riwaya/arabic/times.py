"""Times: every expression of an Arabic text that places something in time, with its value in ISO 8601
(EDTF where ISO 8601 has no word).

``times("اجتمعوا مساء أمس", reference=date(2020, 5, 3))`` gives one `TimeFound` with value ``2020-05-02``, EDTF
``2020-05-02T18/2020-05-02T23``, kind ``interval`` and grain ``hour``. What cannot be resolved (no reference date,
«لاحقا») has the value None, and a reason. A clause in the past looks back and one in the future forward; `prefer` says
which way the others do. docs/times.md says what is read, and what is not.

=============== ==================================================== ==================
time.day        اليوم · صباح أمس · أول من أمس · بعد غد               2020-05-02
time.weekday    الثلاثاء الماضي · ليل السبت/الأحد                     2020-04-28
time.part       فجرا · قبيل الظهر · منتصف الليل                      2020-05-03
time.date       27 مايو · السابع من رمضان 1441 · 23 إلى 25 أيلول     2020-05-27
time.numeric    21/07/2015 · 2015-07-21                              2015-07-21
time.nth        آخر اثنين من الشهر القادم · أول أسبوع في مارس        2020-06-29
time.month      آذار - مارس · فيفري الماضي · شهر 9                    2020-03
time.year       عام 2014 · 1982-1990 · 1436هـ                        2014
time.era        التسعينيات · القرن التاسع عشر                        199 · 18
time.period     الأسبوع الماضي · الأشهر الستة الماضية                 2020-W17 · P6M
time.this       هذا الشهر · هذا اليوم                                 2020-05
time.edge       مطلع العام المقبل · أواخر آذار · الربع الثالث         2021
time.season     الصيف الماضي                                          2019-22
time.feast      ثاني أيام عيد الفطر · عيد الفصح                       2020-05-25
time.clock      الساعة 10:30 مساء أمس                                 2020-05-02T22:30
time.duration   منذ 3 أسابيع · قبل ست سنوات                           P3W · 2014
time.set        كل يوم سبت                                            R/2020-05-09/P1W
time.rate       يوميا · كل ثلاثة أيام                                 R/P1D
time.vague      حتى الآن · مؤخرا                                      2020-05-03 · None
time.range      بين ديسمبر 2015 وفبراير 2016                          2015-12/2016-02
=============== ==================================================== ==================
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from riwaya.arabic.memory import remembered
from riwaya.arabic.numbers import Number, numbers
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.times_clock import clock
from riwaya.arabic.times_context import (
    Context,
    Prefer,
    Reading,
    bare_weekdays,
    clitics,
    deictic,
    periods,
    weekdays,
    words,
)
from riwaya.arabic.times_dates import day_of_month, month_alone, numeric, weekday_date
from riwaya.arabic.times_days import (
    adverb_phrases,
    adverbs,
    day,
    head_phrases,
    neighbour,
    neighbours,
    part_heads,
)
from riwaya.arabic.times_edges import edge, edges, share
from riwaya.arabic.times_eras import century, decade, decades, millennium
from riwaya.arabic.times_feasts import feast, feasts
from riwaya.arabic.times_joins import joined
from riwaya.arabic.times_lasting import WITHIN, alone, lasting, lead_alone, unit_and
from riwaya.arabic.times_nth import inside, nth
from riwaya.arabic.times_periods import period, running
from riwaya.arabic.times_seasons import season
from riwaya.arabic.times_sets import every, on_days, rate, rates
from riwaya.arabic.times_vague import vague, vague_phrases
from riwaya.arabic.times_values import Grain, Kind, bounds, grain_of, kind_of
from riwaya.arabic.times_words import month_heads
from riwaya.arabic.times_years import year_alone
from riwaya.arabic.words import Token, tokens
from riwaya.model import Span

_Reader = Callable[[Context, int], Reading | None]


class TimeFound(NamedTuple):
    """A time in a text.

    `value` is the one ISO 8601 value that a reader would write down, None where there is none (`reason` says why).
    `edtf` is the same as exactly as EDTF can say it: «أواخر أكتوبر» is 2019-10, and from 21 to 31 October;
    «منذ 2014» is 2014, and ``2014/..``. The expression is ``toks[first:end]``; `rule` read it.
    """

    span: Span
    value: str | None
    rule: str
    first: int
    end: int
    edtf: str | None = None
    reason: str | None = None

    @property
    def kind(self) -> Kind:
        """Give ``date``, ``time`` (of the clock), ``duration``, ``set`` (recurring) or ``interval``."""
        return kind_of(self.value, self.edtf, self.rule)

    @property
    def grain(self) -> Grain | None:
        """Give the finest unit that the value names (``day``, ``month`` …), None without a value."""
        said = self.edtf or self.value
        return grain_of(said) if said else None

    @property
    def bounds(self) -> tuple[datetime | None, datetime | None] | None:
        """Give the instants ``[begin, end)`` that it covers, an open end as None; None where it lies nowhere."""
        said = self.edtf or self.value
        return bounds(said) if said else None


@cache
def _starters() -> dict[str, tuple[_Reader, ...]]:
    """Map every folded word that may open a time to the readers to try."""
    table: dict[str, list[_Reader]] = {}

    def add(forms: object, *readers: _Reader) -> None:
        for form in forms:  # type: ignore[attr-defined]
            known = table.setdefault(form, [])
            known += [reader for reader in readers if reader not in known]

    add(vague_phrases().heads(), vague)
    add(
        [
            *deictic(True).heads(),
            *part_heads(),
            *adverbs(),
            *head_phrases().heads(),
            *adverb_phrases().heads(),
        ],
        day,
    )
    add([*neighbours().heads()], neighbour)
    add([*weekdays(), "يوم"], weekday_date, day)
    add([*month_heads(), "شهر", "الشهر"], month_alone)
    add(["عام", "العام", "سنه", "السنه", "عامي", "سنتي"], year_alone)
    add([*periods(), "هذا", "هذه", "نفس", "ذات"], period)
    add([*edges()], edge)
    add(["النصف", "الربع", "الثلث"], share)
    add([*decades(), "عقد"], decade)
    add(["القرن"], century)
    add(["الالفيه"], millennium)
    add(["كل"], every)
    add(["ايام"], on_days)
    add([*rates()], rate)
    add(["هذا", "هذه"], season)
    add([*words("names", "alone")], alone, unit_and)
    for name in ("winter", "spring", "summer", "autumn"):
        add(words("seasons", name), season)
    add([*feasts().heads(), "ايام"], feast)
    add([*weekdays(), *words("names", "last"), "اليوم", "يوم", "الاسبوع", "اول", *bare_weekdays()], nth)
    inside(month_alone, period, year_alone, feast, running)
    add(["الساعه"], clock)
    add(["قبل", "بعد", "منذ", "في", "خلال", "غضون", "ظرف"], lead_alone)
    return {form: tuple(readers) for form, readers in table.items()}


_NUMBER: tuple[_Reader, ...] = (numeric, day_of_month, clock, year_alone)
_ORDINAL: tuple[_Reader, ...] = (day_of_month, clock, feast, nth)


@remembered(most=200_000)
def _readers(form: str) -> tuple[_Reader, ...]:
    """Say what to try at a folded word."""
    letters = clitics(form, _starters())
    found = _starters()[form[letters:]] if letters is not None else ()
    if form[:1].isdecimal():
        found = _NUMBER
    word = numeral(form)
    if word is not None and word.role == "ordinal":
        found += _ORDINAL
    elif form == "الواحده":
        found += (clock,)
    return found


@remembered(most=200_000)
def _next(form: str) -> frozenset[str] | None:
    """Give the words that must follow one that opens fixed phrases only («في», «إلى»): the commonest words of the
    language, and hardly ever a time. None for a word that may open others.
    """
    readers = set(_readers(form))
    within = form == "في" and readers <= {vague, lead_alone}
    if not within and readers != {vague}:
        return None
    words_behind = vague_phrases().seconds(form)
    if not words_behind or "" in words_behind:
        return None
    return words_behind | (WITHIN if within else frozenset())


# A reference date outside these years is a mistake of its source, and counts as unknown.
_YEARS = range(1000, 9000)


def times(
    text: str,
    toks: Sequence[Token] | None = None,
    *,
    reference: date | None = None,
    prefer: Prefer = "past",
    found: Sequence[Number] | None = None,
) -> list[TimeFound]:
    """Give the times of `text` in order, none overlapping another.

    `reference` is the day (or the moment) the text was written, None when unknown. A clause in the past looks back
    and one in the future forward; where it does not say, `prefer` decides: news means the last Friday by
    «الجمعة», somebody who makes a plan the coming one. `toks` are its tokens and `found` its `numbers`,
    where at hand.
    """
    toks = tokens(text) if toks is None else toks
    if reference is not None and reference.year not in _YEARS:
        reference = None
    context = Context(text, toks, reference, numbers(text, toks) if found is None else found, prefer)
    readings: list[Reading] = []
    after = 0
    durations = context.durations
    for at, form in enumerate(context.forms):
        readers = _readers(form)
        if at in durations:
            readers = (*readers, lasting)
        if readers and at >= after:
            if (
                (behind := _next(form)) is not None
                and at not in durations
                and context.form(at + 1) not in behind
            ):
                continue
            best = _best(context, at, readers, after)
            if best is not None:
                after = best.end
                _keep(context, readings, best)
    return [_time(context, reading) for reading in joined(context, readings)]


def _best(context: Context, at: int, readers: Sequence[_Reader], floor: int) -> Reading | None:
    """Try the readers and take the one that reads furthest; the first wins a tie."""
    best: Reading | None = None
    for reader in readers:
        reading = reader(context, at)
        if reading is not None and reading.first >= floor and (best is None or reading.end > best.end):
            best = reading
    return best


def _keep(context: Context, readings: list[Reading], best: Reading) -> None:
    """Add a reading; a duration may reach back over a word that another reading took (قبل, منذ)."""
    while readings and readings[-1].end > best.first:
        readings.pop()
    if best.day is not None and best.rule in ("time.date", "time.numeric"):
        context.last_day = best.day
    readings.append(best)


def _time(context: Context, reading: Reading) -> TimeFound:
    return TimeFound(
        Span(reading.start, context.toks[reading.end - 1].end),
        reading.value,
        reading.rule,
        reading.first,
        reading.end,
        reading.edtf or reading.value,
        _reason(context, reading) if reading.value is None else None,
    )


def _reason(context: Context, reading: Reading) -> str:
    """Say why a time has no value: ``vague``, ``no reference date``, or ``no such day``."""
    if reading.rule == "time.vague":
        return "vague"
    if context.reference is None:
        return "no reference date"
    return "no such day" if reading.rule in ("time.date", "time.numeric") else "indefinite"
