"""Rules: the record of each, how often it was right (``data/rules.tsv``).

Two counts are added: agreement with annotated reports that the rules were made with, and what a critical reader let
stand in reports that they had never seen.
"""

from functools import cache

from riwaya import lexicon

# Laplace's rule with a mild prior of two in three: a rule that was never measured gets 0.67.
_PRIOR_RIGHT = 2
_PRIOR_FOUND = 3


@cache
def _records() -> dict[str, float]:
    return {
        row["rule"]: round(
            (int(row["right"]) + int(row["sound"]) + _PRIOR_RIGHT)
            / (int(row["found"]) + int(row["read"]) + _PRIOR_FOUND),
            2,
        )
        for row in lexicon.rows("rules")
    }


def record(rule: str) -> float:
    """Give how often a rule was right, in (0, 1); raises KeyError for a rule that has no row."""
    return _records()[rule]
