"""Every rule has an example that it alone reads, a confidence, and a name that findings carry."""

import re
from pathlib import Path

import pytest

import riwaya
from riwaya import lexicon
from riwaya.extract.rules import record

ROWS = lexicon.rows("rules")
EXTRACT = Path(riwaya.__file__).parent / "extract"


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_a_rule_reads_its_example(row):
    found = [s.rule for s in riwaya.extract(row["example"]).statements]
    assert row["rule"] in found


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_a_record_is_a_share_that_was_measured(row):
    assert int(row["right"]) <= int(row["found"])
    assert int(row["sound"]) <= int(row["read"])
    assert 0 < record(row["rule"]) < 1


def test_an_unknown_rule_has_no_record():
    with pytest.raises(KeyError):
        record("verb.telepathy")


def test_the_documented_rules_are_those_of_the_table():
    documented = set()
    for module in ("verbs", "citations", "nouns"):
        text = (EXTRACT / f"{module}.py").read_text(encoding="utf-8")
        documented |= set(re.findall(r"^((?:verb|citation|noun)\.[a-z-]+)", text, re.MULTILINE))
    table = {row["rule"] for row in ROWS if not row["rule"].startswith("participle.")}
    assert documented == table
