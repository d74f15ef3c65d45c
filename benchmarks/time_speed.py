#!/usr/bin/env python3
"""Megabytes of text a second of the grammar of times, beside a bare regular expression and dateparser's search.

usage: benchmarks/time_speed.py [ZIP OR FOLDER OF REPORTS] [--reports N]

The bare scan looks for digits and for the names of days, months and the commonest words of time: it finds where a
time may be, and reads none. dateparser (BSD-3) is the library that most programs take; its `search_dates` is asked
for Arabic alone, which spares it the guess of a language, and over the first few reports only. Nothing is asserted, as
in `benchmarks/extract.py`. The time is that of the processor, on one core; the lexicons are loaded before the clock
starts.
"""

import re
import sys
from datetime import date
from functools import partial

from rivals import seconds as rival_seconds
from riwaya.arabic.numbers import numbers
from riwaya.arabic.times import times
from riwaya.arabic.words import tokens
from speed import clock, megabytes, reports_of_arguments, show

_DAY = date(2015, 7, 21)
_RIVAL_TAKES = 30
_BARE = re.compile(
    r"\d+(?:[:/.-]\d+)*|\b(?:[وفبلك]{0,2})(?:ال)?(?:أمس|امس|اليوم|غدا|أحد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت|يناير|فبراير"
    r"|مارس|[أإا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|كانون|شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز"
    r"|[آا]ب|[أا]يلول|تشرين|رمضان|شوال|محرم|عام|سنة|شهر|[أا]سبوع|يوم|ساعة|ماضي|ماضية|مقبل|مقبلة|منذ|قبل|بعد|خلال)\b"
)


def main() -> int:
    """Run the benchmark; gives the exit code."""
    texts = [report.text for report in reports_of_arguments(__doc__, 3000)]
    size = megabytes(texts)
    for text in texts[:20]:
        times(text, reference=_DAY)
    cut = [(text, toks := tokens(text), numbers(text, toks)) for text in texts]
    read = partial(times, reference=_DAY)
    speeds = {
        "a bare regular expression": size / clock(lambda: [_BARE.findall(text) for text in texts]),
        "times, of tokens and numbers at hand": size
        / clock(lambda: [read(text, toks, found=found) for text, toks, found in cut]),
        "times and numbers together": size / clock(lambda: [read(text, toks) for text, toks, _ in cut]),
        "times, of text": size / clock(lambda: [read(text) for text in texts]),
    }
    few = texts[:_RIVAL_TAKES]
    took = rival_seconds("rival_times.py", few)
    if took is not None:
        speeds["dateparser search_dates"] = megabytes(few) / took
    show(speeds, "times, of text")
    return 0


if __name__ == "__main__":
    sys.exit(main())
