"""Page furniture: every rule has its example, leaves its counter-examples alone, and is marked, never cut."""

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.lexicon import toml
from riwaya.read.clean import furniture

RULES = toml("furniture")["rule"]
PATTERNS = [rule for rule in RULES if rule["where"] != "elsewhere"]
ARTICLE = "أعلن مدير الميناء وصول السفينة الثانية مساء أمس، وقال إن الرحلة المقبلة قد تتأخر يومين."


def examples(rules: list[dict[str, Any]], field: str) -> list[Any]:
    """Give each example of each rule as the parameters of a test."""
    return [pytest.param(r, e, id=f"{r['id']}-{n}") for r in rules for n, e in enumerate(r[field])]


def page(rule: dict[str, Any], lines: str) -> str:
    """Set lines under as much of a report as the rule wants before it."""
    return (
        lines if not rule.get("after") else f"{ARTICLE} " * (rule["after"] // len(ARTICLE) + 1) + f"\n{lines}"
    )


def test_every_rule_is_documented() -> None:
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule["note"]
        assert rule["note_ar"]
        assert rule["examples"]
        assert rule["where"] in {"line", "head", "tail", "inline", "phrase", "elsewhere"}


@pytest.mark.parametrize(("rule", "example"), examples(PATTERNS, "examples"))
def test_example_is_marked(rule: dict[str, Any], example: str) -> None:
    marks = furniture(page(rule, example))
    assert rule["id"] in {mark.rule for mark in marks} or (
        rule["id"] == "read-also-inline" and marks[0].rule.startswith("read-also")
    )


@pytest.mark.parametrize(("rule", "example"), examples(RULES, "counter"))
def test_counter_example_is_not_marked(rule: dict[str, Any], example: str) -> None:
    assert furniture(page(rule, example)) == ()


@pytest.mark.parametrize("example", [e for r in RULES if r["where"] == "line" for e in r["examples"]])
def test_only_the_line_is_marked(example: str) -> None:
    text = f"{ARTICLE}\r\n\r\n \t{example} \r\n{ARTICLE}\n"
    (mark,) = furniture(text)
    assert text[mark.span.start : mark.span.end] == example


def test_inline_link_ends_with_its_line() -> None:
    text = f"{ARTICLE} إقرأ أيضاً: تأجيل جلسة المجلس البلدي\n{ARTICLE}"
    (mark,) = furniture(text)
    assert text[mark.span.start : mark.span.end] == "إقرأ أيضاً: تأجيل جلسة المجلس البلدي"


def test_inline_link_in_a_long_paragraph_takes_no_more_than_its_sentence() -> None:
    text = f"{ARTICLE} اقرأ أيضا: تأجيل جلسة المجلس البلدي. {ARTICLE * 5}"
    (mark,) = furniture(text)
    assert text[mark.span.start : mark.span.end] == "اقرأ أيضا: تأجيل جلسة المجلس البلدي."
    endless = "كلمة " * 200
    (mark,) = furniture(f"{ARTICLE} اقرأ أيضا: {endless}")
    assert mark.span.end - mark.span.start == len("اقرأ أيضا:")


@given(
    st.lists(st.sampled_from([ARTICLE, "\n", " ", *(e for r in RULES for e in r["examples"])]), max_size=12)
)
def test_marks_are_in_order_disjoint_and_inside(parts: list[str]) -> None:
    text = "".join(parts)
    marks = furniture(text)
    edges = [edge for mark in marks for edge in (mark.span.start, mark.span.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.span.start < mark.span.end <= len(text) for mark in marks)


@pytest.mark.parametrize(
    "piece", ["شارك ", "#ا ", "@a ", "اقرا ايضا ", ". ", "a@a.", "تحديث 1 ", "\n", "ـ", "مشاركة|"]
)
def test_no_pattern_explodes(piece: str) -> None:
    started = time.perf_counter()
    furniture(piece * 20_000)
    furniture(piece * (500 // len(piece)) + "؟")
    assert time.perf_counter() - started < 2


def test_no_pattern_needs_unfolded_letters() -> None:
    for rule in PATTERNS:
        assert not re.search(
            "[أإآىة\u064b-\u0652\u0640٠-٩A-Z]",
            re.sub(r"\\[A-Z]", "", f"{rule['pattern']} {rule.get('end', '')}"),
        ), rule["id"]
