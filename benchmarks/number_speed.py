#!/usr/bin/env python3
"""Megabytes of text a second of the grammar of numbers, beside a regular expression that only finds digits.

usage: benchmarks/number_speed.py [ZIP OR FOLDER OF REPORTS] [--reports N]

The bare scan finds runs of digits with their separators: no words, no values, no units. What a reader of digits
gets for free is therefore the ratio's one. Nothing is asserted, as in `benchmarks/extract.py`. The time is that of
the processor, on one core; the lexicons are loaded before the clock starts.
"""

import re
import sys

from riwaya.arabic.numbers import numbers
from riwaya.arabic.words import tokens
from speed import clock, megabytes, reports_of_arguments, show

_DIGITS = re.compile(r"[0-9٠-٩۰-۹]+(?:[.,٫٬/][0-9٠-٩۰-۹]+)*")


def main() -> int:
    """Run the benchmark; gives the exit code."""
    texts = [report.text for report in reports_of_arguments(__doc__, 3000)]
    size = megabytes(texts)
    list(map(numbers, texts[:20]))
    cut = [(text, tokens(text)) for text in texts]
    speeds = {
        "a bare scan for digits": size / clock(lambda: [_DIGITS.findall(text) for text in texts]),
        "cutting into tokens": size / clock(lambda: [tokens(text) for text in texts]),
        "numbers, of tokens at hand": size / clock(lambda: [numbers(text, toks) for text, toks in cut]),
        "numbers, of text": size / clock(lambda: [numbers(text) for text in texts]),
    }
    show(speeds, "numbers, of text")
    return 0


if __name__ == "__main__":
    sys.exit(main())
