#!/usr/bin/env python3
"""How many expressions of public test sets the grammar of numbers reads as they do.

The sets stand in ``../shared/data/numbers_times`` and are not part of the project: the Arabic corpora of Duckling
(BSD-3-Clause), the normalisation cases of NeMo (Apache-2.0; both directions, each a text and its value) and those of
num2words (LGPL-2.1). An expression is right when it is one number of the right bounds, unit and class.

usage: evaluation/number_marks.py [--misses]
"""

import argparse
import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from riwaya.arabic.numbers import Number, numbers

SETS = Path(__file__).resolve().parents[2] / "shared" / "data" / "numbers_times"
_DUCKLING = (
    "Numeral", "Numeral_EG", "AmountOfMoney", "Quantity", "Ordinal", "Duration", "Volume", "Temperature", "PhoneNumber"
)  # fmt: skip
_NEMO = ("cardinal", "decimal", "fraction", "money", "measure")

# What Duckling and NeMo call a unit: its names with us and how many of its own each is.
_UNITS: dict[str, dict[str, float]] = {
    "Dollar": {"USD": 1, "cent": 0.01},
    "Cent": {"cent": 1},
    "Pound": {"EGP": 1, "GBP": 1},
    "Gram": {"g": 1, "kg": 1000, "mg": 0.001},
    "Ounce": {"oz": 1},
    "Cup": {"كوب": 1},
    "Millilitre": {"ml": 1},
    "Litre": {"liter": 1},
    "Gallon": {"gallon": 1},
    "Hectolitre": {"hl": 1},
    "Celsius": {"celsius": 1},
    "Fahrenheit": {"fahrenheit": 1},
    "Degree": {"celsius": 1, "درجة": 1},
    "%": {"percent": 1},
}
_SIGNS = {"$": "Dollar", "€": "EUR", "د.ك": "KWD", "ر.س": "SAR", "aed": "AED", "%": "%", "f": "Fahrenheit"}
# So many digits at least make a phone number.
_LEAST_PHONE = 7


class Case(NamedTuple):
    """An expression and how it is to be read; `unit` as its set calls it, "" for none."""

    suite: str
    text: str
    low: float | None
    high: float | None
    unit: str = ""
    kind: str = ""


def right(case: Case, found: list[Number]) -> bool:
    """Tell whether what was found is what the case wants; a case without bounds wants no number."""
    if case.kind == "phone":
        written = [case.text[n.span.start : n.span.end] for n in found if n.kind == "phone"]
        return len(written) == 1 and sum(map(str.isdigit, written[0])) >= _LEAST_PHONE
    if case.kind.startswith("not "):
        return all(n.kind != case.kind[4:] for n in found)
    if len(found) != 1 or (case.kind and found[0].kind != case.kind):
        return False
    factor = _UNITS.get(case.unit, {case.unit: 1.0}).get(found[0].unit or "")
    if case.kind or not case.unit:
        factor = 1.0
    return factor is not None and all(
        (got is None and want is None)
        or (got is not None and want is not None and math.isclose(got * factor, want, rel_tol=1e-6))
        for got, want in ((found[0].low, case.low), (found[0].high, case.high))
    )


def _numbers_of(expected: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?(?:e\d+)?", expected)]


def _duckling(sets: Path, name: str) -> Iterator[Case]:
    data: dict[str, Any] = json.loads((sets / "duckling" / f"{name}.json").read_text(encoding="utf-8"))
    for example in data["examples"]:
        text, expected = example["text"], example["expected"]
        if name == "PhoneNumber":
            yield Case(name, text, None, None, kind="phone")
            continue
        values = _numbers_of(expected)
        kind = "ordinal" if name == "Ordinal" else ""
        unit = next((w for w in re.findall(r"[A-Za-z]+", expected) if w in _UNITS or w.isupper()), "")
        if name == "Duration":
            unit = expected.rstrip(")").split()[-1].lower()
        low: float | None = values[0]
        high: float | None = values[-1]
        low, high = (
            (None, high) if "(under" in expected else (low, None) if "(above" in expected else (low, high)
        )
        yield Case(name, text, low, high, unit, kind)
    for text in data["negative"]:
        yield Case(name, text, None, None, kind="not phone" if name == "PhoneNumber" else "not measure")


def _nemo(sets: Path, name: str) -> Iterator[Case]:
    seen = set()
    for way in ("itn", "tn"):
        path = sets / "nemo" / f"{way}_test_cases_{name}.txt"
        for line in path.read_text(encoding="utf-8").splitlines():
            sides = line.split("~")
            said, written = sorted(sides, key=lambda side: bool(re.search(r"\d", side)))
            value, unit = _written(written, decimal=name in {"decimal", "measure"})
            for form, text in (("said", said), ("written", written)):
                if (text, value) not in seen:
                    seen.add((text, value))
                    yield Case(f"nemo {name} {form}", text, value, value, unit)


def _written(text: str, *, decimal: bool) -> tuple[float, str]:
    """Give the value and the unit of a written form: ``$7.50``, ``1 1/2``, ``%6,88``."""
    unit = next((name for sign, name in _SIGNS.items() if sign in text), "")
    for sign in _SIGNS:
        text = text.replace(sign, "")
    text = text.replace(",", "." if decimal else "")
    return sum(float(a) / float(b or 1) for a, b in re.findall(r"([\d.]+)(?:/(\d+))?", text)), unit


def _num2words(sets: Path) -> Iterator[Case]:
    data: dict[str, Any] = json.loads((sets / "num2words_ar.json").read_text(encoding="utf-8"))
    for example in data["examples"]:
        value, way = example["number"], example["args"].get("to", "cardinal")
        if abs(value) <= 10**12:
            yield Case(f"num2words {way}", example["expected"], value, value)


def cases(sets: Path = SETS) -> Iterator[Case]:
    """Give every expression of every set; nothing where the sets are not."""
    if not sets.is_dir():
        return
    for name in _DUCKLING:
        yield from _duckling(sets, name)
    for name in _NEMO:
        yield from _nemo(sets, name)
    yield from _num2words(sets)


def shares(sets: Path = SETS) -> dict[str, Any]:
    """Give for each set the share of its expressions that are read right, and of how many."""
    counts: dict[str, list[bool]] = {}
    for case in cases(sets):
        counts.setdefault(case.suite, []).append(right(case, numbers(case.text)))
    return {suite: {"share": round(sum(c) / len(c), 4), "of": len(c)} for suite, c in counts.items()}


def main(arguments: list[str] | None = None) -> int:
    """Print the table, and with --misses every expression that is read otherwise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list what is read otherwise, and how")
    options = parser.parse_args(arguments)
    if not SETS.is_dir():
        print(
            "number_marks: no ../shared beside this checkout, so there is nothing to measure", file=sys.stderr
        )
        return 0
    for suite, share in shares().items():
        print(f"{suite:24} {share['share']:7.1%}  of {share['of']:.0f}")
    for case in cases() if options.misses else ():
        found = numbers(case.text)
        if not right(case, found):
            read = "; ".join(
                f"{case.text[n.span.start : n.span.end]} = {n.low}..{n.high} {n.unit or ''} {n.kind}"
                for n in found
            )
            print(
                f"\n{case.suite}: {case.text}\n  wanted {case.low}..{case.high} {case.unit} {case.kind}\n  read {read}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
