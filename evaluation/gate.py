#!/usr/bin/env python3
"""Hold what is measured on the annotated reports to its floors, which only rise.

usage: evaluation/gate.py                    measure and compare; exit 1 when a figure is under its floor
       evaluation/gate.py --raise            … and raise every floor to what was measured
       evaluation/gate.py --write            … and write results.json and the README's table from it
       evaluation/gate.py --lower KEY --reason "…"    lower one floor to what was measured; the file keeps why
"""

import argparse
import json
import sys
import tomllib
from dataclasses import dataclass, field

from measure import HERE, ROOT, SHARED, MeasuringError, Results, figures, measure
from table import replace_table

FLOORS = HERE / "floors.toml"
RESULTS = HERE / "results.json"
README = ROOT / "README.md"

HEADER = """\
# The floors: what `evaluation/gate.py` measures on the annotated reports (F1 or share) may not fall under
# these. They only rise, with `evaluation/gate.py --raise`. To lower one takes `--lower KEY --reason "…"`, and
# the reason stays below. This file is written by the gate.
"""


@dataclass
class Floors:
    """The floors, and every time that one was lowered."""

    floors: dict[str, float] = field(default_factory=dict)
    lowered: list[dict[str, str | float]] = field(default_factory=list)

    def under(self, measured: dict[str, float]) -> list[str]:
        """Say which figures are under their floor, or are no longer measured at all."""
        found = []
        for key, floor in self.floors.items():
            if key not in measured:
                found.append(f"{key}: is no longer measured; its floor is {floor:.4f}")
            elif measured[key] < floor:
                found.append(f"{key}: {measured[key]:.4f} is under its floor {floor:.4f}")
        return found

    def raise_to(self, measured: dict[str, float]) -> list[str]:
        """Raise every floor that can be, make those that are new, and say which; none falls."""
        risen = sorted(key for key, figure in measured.items() if figure > self.floors.get(key, -1))
        self.floors |= {key: measured[key] for key in risen}
        return risen

    def lower(self, key: str, measured: dict[str, float], reason: str) -> None:
        """Lower one floor to what is measured, with a reason; raises ValueError when it cannot be."""
        if not reason.strip():
            raise ValueError("lowering a floor needs a reason")
        if key not in self.floors:
            raise ValueError(f"no such floor: {key!r}")
        old, new = self.floors[key], measured.get(key)
        if new is None:
            del self.floors[key]
        elif new < old:
            self.floors[key] = new
        else:
            raise ValueError(f"{key} is not under its floor")
        entry: dict[str, str | float] = {"key": key, "from": old, "reason": reason.strip()}
        self.lowered.append(entry if new is None else entry | {"to": new})

    @classmethod
    def parse(cls, text: str) -> "Floors":
        """Read the file."""
        data = tomllib.loads(text)
        return cls(floors=data.get("floors", {}), lowered=data.get("lowered", []))

    def dump(self) -> str:
        """Write the file."""
        lines = [
            HEADER,
            "[floors]",
            *(f"{_toml(key)} = {_toml(value)}" for key, value in self.floors.items()),
        ]
        for entry in self.lowered:
            lines += ["", "[[lowered]]", *(f"{key} = {_toml(value)}" for key, value in entry.items())]
        return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; gives the exit code."""
    options = _options(arguments)
    if not (SHARED / "gold").is_dir():
        print("gate: no ../shared beside this checkout, so there is nothing to measure", file=sys.stderr)
        return 0
    try:
        results = measure()
    except MeasuringError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    measured = figures(results)
    floors = Floors.parse(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else Floors()
    if options.lower:
        try:
            floors.lower(options.lower, measured, options.reason)
        except ValueError as error:
            print(f"gate: {error}", file=sys.stderr)
            return 2
    if options.raise_floors:
        print("raised:", ", ".join(floors.raise_to(measured)) or "none")
    if options.lower or options.raise_floors:
        FLOORS.write_text(floors.dump(), encoding="utf-8")
    if options.write:
        _write(results)
    _print(measured, floors)
    under = floors.under(measured)
    if under:
        print("\nUNDER THE FLOOR", *under, sep="\n  ")
        return 1
    print("\nEvery figure holds. To raise the floors to these figures: python evaluation/gate.py --raise")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--raise", dest="raise_floors", action="store_true", help="raise the floors to what is measured"
    )
    parser.add_argument("--write", action="store_true", help="write results.json and the README's table")
    parser.add_argument("--lower", metavar="KEY", help="lower this floor to what is measured")
    parser.add_argument("--reason", default="", help="why it is lowered")
    return parser.parse_args(arguments)


def _write(results: Results) -> None:
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    README.write_text(replace_table(README.read_text(encoding="utf-8"), results), encoding="utf-8")


def _print(measured: dict[str, float], floors: Floors) -> None:
    width = max(map(len, measured), default=0)
    for key, figure in measured.items():
        floor = floors.floors.get(key)
        print(f"{key:{width}}  {figure:.4f}  " + ("no floor yet" if floor is None else f"floor {floor:.4f}"))


def _toml(value: str | float) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else f"{value:g}"


if __name__ == "__main__":
    sys.exit(main())
