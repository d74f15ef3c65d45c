#!/usr/bin/env python3
"""Words per second of the tagger of names alone, on one core, beside a tokenizer that does far less, in one run.

usage: benchmarks/name_speed.py [ZIP OR FOLDER OF REPORTS] [--reports N]

Two figures: when every form of a word is new to the tagger, which then describes and remembers it, and when the same
texts come again. A collection lies between: most words of a report were in one before. Nothing is asserted.
"""

import sys
import time

from extract import show
from rivals import seconds as rival_seconds
from riwaya.arabic.words import tokens
from riwaya.extract import tagger as tg
from riwaya.model import Report
from speed import reports_of_arguments


def main() -> int:
    """Run the benchmark; gives the exit code."""
    taken = reports_of_arguments(__doc__, 1000)
    words = sum(len(report.text.split()) for report in taken)
    tagger = tg.tagger()
    if tagger is None:
        print("bench: there is no model of names", file=sys.stderr)
        return 1
    sentences = [_sentences(report) for report in taken]
    seconds = {name: _clock(tagger, sentences) for name in ("names, forms new", "names, forms known")}
    tokenizer = rival_seconds("rival.py", [report.text for report in taken])
    if tokenizer is not None:
        seconds["camel-tools simple_word_tokenize, one process"] = tokenizer
    show(words, seconds)
    return 0


def _sentences(report: Report) -> list[list[str]]:
    """Cut a report into sentences of folded words."""
    toks = tokens(report.text)
    return [[tok.form for tok in toks[start:end]] for start, end in tg.sentences(toks)]


def _clock(tagger: tg.Tagger, reports: list[list[list[str]]]) -> float:
    """Give the seconds of one core that tagging takes, a report at a time."""
    start = time.process_time()
    for sentences in reports:
        tagger.tag(sentences)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
