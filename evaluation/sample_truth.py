"""The reports of the sample case and their known truth: read them, and prove the truth sound.

`examples/README.md` explains the fields of `examples/truth.json`. No part of the program is used here.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
REPORTS = EXAMPLES / "reports"
TRUTH = EXAMPLES / "truth.json"

Json = dict[str, Any]
Figure = tuple[str, float | None, float | None]
"""A figure of a report: its id, the least and the most that it says."""


def _records(path: Path) -> Iterator[Json]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        yield json.loads(text)
    elif path.suffix == ".jsonl":
        yield from (json.loads(line) for line in text.splitlines())
    elif path.suffix == ".csv":
        for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
            yield {**row, "published": row.pop("date")}
    else:
        title, body = text.split("\n", 1)
        yield {"id": path.stem, "title": title, "text": body.strip("\n")}


def load() -> tuple[dict[str, Json], Json]:
    """Return the reports of the sample case by id, and its truth, as plain dicts."""
    reports = {r["id"]: r for path in sorted(REPORTS.iterdir()) for r in _records(path)}
    truth: Json = json.loads(TRUTH.read_text(encoding="utf-8"))
    return reports, truth


def _nth(text: str, words: str, occurrence: int) -> int:
    start = -1
    for _ in range(occurrence):
        start = text.find(words, start + 1)
        if start < 0:
            return -1
    return start


def _quotes(truth: Json) -> Iterator[tuple[str, str, Json]]:
    """Every quotation of the truth: report id, the field it counts in, and the {text, occurrence, span}."""
    for report in truth["reports"]:
        for s in report["statements"]:
            yield from ((report["id"], "text", q) for q in [s["cue"], *s["content"]])
            yield from ((report["id"], "text", k["mention"]) for k in s["chain"] if k["mention"])
        yield from ((report["id"], "text", q) for q in report["furniture"])
    for claim in truth["claims"]:
        members = [m for v in claim["variants"] for m in v["members"] if "span" in m]
        yield from ((m["report"], "text", m) for m in members)
    yield from ((a["report"], "text", a) for a in truth["apart"])
    yield from ((c["report"], c["where"], c) for c in truth["credits"])


def _wrong_quotes(reports: dict[str, Json], truth: Json) -> Iterator[str]:
    for report, where, q in _quotes(truth):
        text, (start, end) = reports[report][where], q["span"]
        if text[start:end] != q["text"]:
            yield f"{report}: [{start}, {end}) of {where} is {text[start:end]!r}, not {q['text']!r}"
        elif _nth(text, q["text"], q["occurrence"]) != start:
            yield f"{report}: occurrence {q['occurrence']} of {q['text']!r} does not start at {start}"


def _references(truth: Json) -> Iterator[tuple[str, str, str]]:
    """Every reference of the truth: from where, to what kind of thing, its name."""
    for claim in truth["claims"]:
        at = f"claim {claim['id']}"
        yield from ((at, "origin", o) for o in claim["origins"])
        yield from ((at, "origin", o) for r in claim["reasons"] for o in r["origins"])
        for v in claim["variants"]:
            yield from ((at, "origin", o) for o in v["origins"])
            yield from ((at, "report", m["report"]) for m in v["members"])
            yield from ((at, "statement", m["statement"]) for m in v["members"] if m["statement"])
    for d in truth["denials"]:
        yield ("denials", "statement", d["statement"])
        yield from (("denials", "claim", c) for c in [d["claim"]] if c)
    for name, points in truth["drift"].items():
        yield ("drift", "claim", name)
        yield from ((f"drift {name}", "report", p["report"]) for p in points)
        yield from ((f"drift {name}", "origin", p["origin"]) for p in points)
    for name, cited in truth["citations"].items():
        yield ("citations", "claim", name)
        yield from ((f"citations {name}", "report", c["report"]) for c in cited)
        yield from ((f"citations {name}", "report", c["against"]) for c in cited if c["against"])
    for p in truth["phantoms"]:
        yield from (("phantoms", kind, p[kind]) for kind in ("claim", "origin"))
    for c in truth["copies"]:
        yield from (("copies", "report", c[side]) for side in "ab")
    for key in ("apart", "credits", "uncredited", "headlines", "reports"):
        yield from ((key, "report", x.get("report", x.get("id"))) for x in truth[key])
    yield from ((f"story {s['id']}", "report", r) for s in truth["stories"] for r in s["reports"])


def _wrong_support(truth: Json) -> Iterator[str]:
    for claim in truth["claims"]:
        for part in [claim, *claim["variants"]]:
            low, high = part["support"]
            if not 1 <= low <= high or high != len(part["origins"]):
                yield f"claim {claim['id']}: support {part['support']} with origins {part['origins']}"
        asserted = [o for v in claim["variants"] if not v["denied"] for o in v["origins"]]
        if set(asserted) != set(claim["origins"]):
            yield f"claim {claim['id']}: its origins are not those of its variants"


def _wrong_members(truth: Json) -> Iterator[str]:
    """A figure stands in the content of its statement, and in no more than one claim."""
    statements = {s["id"]: s for r in truth["reports"] for s in r["statements"]}
    figures = [
        (m, c["id"]) for c in truth["claims"] for v in c["variants"] for m in v["members"] if "span" in m
    ]
    figures += [(a, "apart") for a in truth["apart"]]
    for m, name in figures:
        home = statements.get(m.get("statement") or "")
        start, end = m["span"]
        if home and not any(q["span"][0] <= start and end <= q["span"][1] for q in home["content"]):
            yield f"claim {name}: {m['text']!r} is not in the content of {m['statement']}"
    for (report, start), n in Counter((m["report"], m["span"][0]) for m, _ in figures).items():
        if n > 1:
            yield f"{report}: the figure at {start} stands in {n} places"


# What becomes of a figure from one report to the next (`drift`): an origin's new figures after another of its own, all
# new figures, those that a report made of another's, and the rest.
REVISED = ("corrected", "revised")
NEW = ("first", "own-count", *REVISED)
SPOILT = ("altered", "misquoted")
CHANGES = (*NEW, *SPOILT, "repeats", "source-dropped", "own-voice")


def revisions(truth: Json, claim: str) -> Iterator[tuple[Figure, Figure, str]]:
    """Give the figures before and after each revision of a claim, and the origin that revised."""
    last: dict[str, Figure] = {}
    for p in truth["drift"].get(claim, ()):
        figure = p["report"], p["low"], p["high"]
        if p["change"] in REVISED:
            yield last[p["origin"]], figure, p["origin"]
        if p["change"] in NEW:
            last[p["origin"]] = figure


def _wrong_drift(truth: Json) -> Iterator[str]:
    """Each figure changes in a known way, and whoever revises gave a figure before."""
    for name, points in truth["drift"].items():
        yield from (f"drift {name}: {p['change']!r}" for p in points if p["change"] not in CHANGES)
        told: set[str] = set()
        for p in points:
            if (p["change"] in REVISED) > (p["origin"] in told) or (
                p["change"] in NEW[:2] and p["origin"] in told
            ):
                yield f"drift {name}: {p['report']} is {p['change']}"
            told.add(p["origin"])


def _is_outlet(name: str, outlet: str) -> bool:
    """Say whether a name as written is of an outlet: the words of one are among those of the other."""
    a, b = set(re.findall(r"\w+", name)), set(re.findall(r"\w+", outlet))
    return a <= b or b <= a


def _cites(reports: dict[str, Json], truth: Json, member: Json) -> set[str]:
    """Give the outlets that a member of a claim is from by its chain and the credits of its report, not its own."""
    said = {s["id"]: s for r in truth["reports"] for s in r["statements"]}
    chain = said[member["statement"]]["chain"] if member["statement"] else []
    named = [k["resolved"] for k in chain if k["kind"] == "outlet"]
    named += [c["agency"] for c in truth["credits"] if c["report"] == member["report"]]
    outlets = {r["outlet"] for r in reports.values() if r.get("outlet")}
    found = {outlet for outlet in outlets for name in named if _is_outlet(name, outlet)}
    return found - {reports[member["report"]].get("outlet")}


def _wrong_citations(reports: dict[str, Json], truth: Json) -> Iterator[str]:
    """Every member that names an outlet cites it, and what is altered or misquoted is not what that outlet says."""
    for claim in truth["claims"]:
        name, cited = claim["id"], truth["citations"].get(claim["id"], [])
        members = [m for v in claim["variants"] for m in v["members"]]
        want = {(m["report"], outlet) for m in members for outlet in _cites(reports, truth, m)}
        for pair in want ^ {(c["report"], c["outlet"]) for c in cited}:
            yield f"citations {name}: {pair}"
        for c in cited:
            if c["checked"] not in ("says", "figure", "source", "silent"):
                yield f"citations {name}: {c['checked']!r}"
            if (c["against"] is None) != (c["checked"] == "silent"):
                yield f"citations {name}: {c['report']} is {c['checked']} against {c['against']}"
            if c["against"] and reports[c["against"]]["outlet"] != c["outlet"]:
                yield f"citations {name}: {c['against']} is not of {c['outlet']}"
        wrong = {c["report"] for c in cited if c["checked"] == "figure"}
        spoilt = {p["report"] for p in truth["drift"].get(name, ()) if p["change"] in SPOILT}
        yield from (f"citations {name}: {report} alters a figure, or does not" for report in wrong ^ spoilt)


def check_truth() -> list[str]:
    """Return what is wrong inside the truth: spans that are not their words, references to nothing …"""
    reports, truth = load()
    known = {
        "report": set(reports),
        "origin": set(truth["origins"]),
        "claim": {c["id"] for c in truth["claims"]},
        "statement": {s["id"] for r in truth["reports"] for s in r["statements"]},
    }
    wrong = [f"{at}: no {kind} {name!r}" for at, kind, name in _references(truth) if name not in known[kind]]
    wrong += [f"{r}: not in the truth" for r in set(reports) - {r["id"] for r in truth["reports"]}]
    stories = Counter(r for s in truth["stories"] for r in s["reports"])
    wrong += [f"{r}: in {stories[r]} stories" for r in reports if stories[r] != 1]
    return [
        *wrong,
        *_wrong_quotes(reports, truth),
        *_wrong_support(truth),
        *_wrong_members(truth),
        *_wrong_drift(truth),
        *_wrong_citations(reports, truth),
    ]


def respan() -> int:
    """Find every span of the truth again from its words and write the file; returns how many moved.

    Raises ValueError when words are no longer in their report.
    """
    reports, truth = load()
    moved = 0
    for report, where, q in _quotes(truth):
        start = _nth(reports[report][where], q["text"], q["occurrence"])
        if start < 0:
            raise ValueError(f"{report}: no occurrence {q['occurrence']} of {q['text']!r}")
        moved += q["span"][0] != start
        q["span"] = [start, start + len(q["text"])]
    TRUTH.write_text(_layout(truth) + "\n", encoding="utf-8")
    return moved


def _layout(value: Any, depth: int = 0) -> str:
    """Lay JSON out with one short thing a line, so that a change of the truth reads well as a diff."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(flat) + depth <= 150:
        return flat
    pad, end = " " * (depth + 1), " " * depth
    if isinstance(value, dict):
        rows = [
            f"{pad}{json.dumps(k, ensure_ascii=False)}: {_layout(v, depth + 1)}" for k, v in value.items()
        ]
        return "{\n" + ",\n".join(rows) + f"\n{end}}}"
    return "[\n" + ",\n".join(pad + _layout(v, depth + 1) for v in value) + f"\n{end}]"
