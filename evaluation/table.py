"""The README's table of what works: written from `results.json`, never by hand."""

from measure import Results

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

ROWS = (
    ("statement", "statements found"),
    ("cue", "their cue, exactly"),
    ("content overlap", "what is said, by words"),
    ("content", "what is said, exactly"),
    ("source overlap", "who says it, by words"),
    ("origin resolved", "the origin, by its full name"),
    ("kind", "the origin's kind (person, organisation, described, vague …)"),
    ("chain of 2+ right", "chains of two links and more, every link"),
    ("whole", "the whole statement: every link, and the content by words"),
    ("stance", "stance (says, denies, warns …)"),
    ("form", "form (direct, indirect, mixed)"),
    ("quantity value", "quantities with their bounds"),
    ("time value", "times with their ISO value"),
    ("entity", "names of persons, organisations and places"),
    ("figures found", "casualty figures found"),
    ("value right", "their value"),
    ("claims B-cubed", "grouped into the right claim (B-cubed)"),
    ("origin right", "whose figure it is"),
    ("origin left open", "left open where nobody says"),
    ("copies", "pairs of reports that share a passage"),
    ("copy kind", "how much they share"),
    ("wires", "agency copy recognised"),
    ("Numeral", "numerals"),
    ("Ordinal", "ordinals"),
    ("AmountOfMoney", "amounts of money"),
    ("Quantity", "weights and other quantities"),
    ("Duration", "durations"),
    ("Volume", "volumes"),
    ("Temperature", "temperatures"),
    ("PhoneNumber", "phone numbers"),
    ("nemo cardinal said", "cardinals in words"),
    ("nemo decimal said", "decimals in words"),
    ("nemo fraction said", "fractions in words"),
    ("nemo money said", "money in words"),
    ("nemo measure said", "measures in words"),
    ("duckling Time", "Duckling's times"),
    ("duckling Duration", "Duckling's durations"),
    ("hijridate", "Hijri days converted"),
    ("page words", "the article's words, thirteen styles"),
    ("page words of the worst style", "the same, in the worst style"),
    ("page words, names hashed", "the same, every class name hashed"),
    ("page words kept aside", "the article's words, two styles kept aside"),
    ("page fields", "title, day, author, outlet and address"),
    ("precision", "of the pairs found, those that are right"),
    ("recall", "of the right pairs, those that are found"),
    ("plagdet", "copied passages found (plagdet)"),
    ("plagdet of the worst kind", "the same, for the worst kind of edit"),
    ("plagdet of pairs alone", "the same, each pair by itself"),
    ("pairs without a copy left alone", "pairs without a copy left alone"),
    ("ANS dev, encoder", "the model of agreement, with sentence vectors"),
    ("ANS dev, plain", "the same without"),
    ("ANS dev verdicts, encoder", "what `riwaya.compare` says, with sentence vectors"),
    ("ANS dev verdicts, plain", "the same without"),
)


def table(results: Results) -> str:
    """Write the table, its marks included: one heading a part, per cent with one decimal."""
    lines = [BEGIN]
    for part, measures in results.items():
        lines += [
            "",
            f"**{_heading(part, measures)}**",
            "",
            "| | P | R | F1 or share | of |",
            "|---|---:|---:|---:|---:|",
        ]
        lines += [_row(words, measures[name]) for name, words in ROWS if name in measures]
    return "\n".join([*lines, "", END])


def replace_table(readme: str, results: Results) -> str:
    """Put the table in the place of the one in `readme`; raises ValueError when the marks are not there."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the README has no {BEGIN} … {END}")
    return before + table(results) + after


_HEADINGS = {
    "labels seen": "Other reports, labels of our own, of which mistakes were looked at",
    "labels held": "Other reports, labels of our own, that were only ever scored: what to expect",
    "numbers": "Numbers, on the public test expressions of Duckling (Arabic) and NeMo",
    "times": "Times, on the public test expressions of Duckling (Arabic), and Hijri days of hijridate",
    "copies labelled": "Who copied whom, on pairs of reports of one July day, labelled by hand",
    "events labelled": "Which figures of July count one event, on pairs of them that were labelled by hand",
    "sayings labelled": "Which sayings of July are one claim, on pairs of them that were labelled by hand",
    "pairs": "Two headlines: agree, disagree or other (macro F1), on the dev part of ANS",
    "copies made": "Copied passages, made from texts of ours by eleven kinds of edit",
    "pages": "Web pages, built from the sample reports in the manner of fifteen styles of real sites",
}


def _heading(part: str, measures: dict[str, object]) -> str:
    if part == "extract":
        return f"`extract`, on {measures['reports']} annotated reports"
    return _HEADINGS.get(part, f"The whole walk, on the annotated {part}")


def _row(words: str, value: dict[str, float | None]) -> str:
    if "f" in value:
        cells = [_percent(value["p"]), _percent(value["r"]), _percent(value["f"]), str(value["gold"])]
    else:
        cells = ["", "", _percent(value["share"]), str(value["of"])]
    return f"| {words} | " + " | ".join(cells) + " |"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"
