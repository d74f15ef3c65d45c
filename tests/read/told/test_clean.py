"""Page furniture: every rule has its example, leaves its counter-examples alone, and is marked, never cut."""

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.fold import fold
from riwaya.lexicon import toml
from riwaya.read.told.clean import furniture, rules

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


def article(*lines: str) -> str:
    """Set lines under a report of two paragraphs."""
    return "\n".join([ARTICLE, ARTICLE, *lines])


def marked(text: str) -> list[str]:
    """Give the marked stretches of a text."""
    return [text[mark.span.start : mark.span.end] for mark in furniture(text)]


RELATED = ["مواضيع ذات صلة", "عودة الركاب إلى بيوتهم", "ما الذي نعرفه عن العبّارة؟", "بحر هائج في المضيق"]


def test_titles_under_their_heading_go_with_it() -> None:
    assert marked(article(*RELATED)) == RELATED
    assert marked(article(*RELATED, "النشرة البريدية", "© المنارة")) == [
        *RELATED,
        "النشرة البريدية",
        "© المنارة",
    ]


def test_where_the_report_goes_on_one_title_alone_is_taken() -> None:
    text = article("اقرأ أيضا", "تأجيل جلسة المجلس", "تحذير من الريح", ARTICLE)
    assert marked(text) == ["اقرأ أيضا", "تأجيل جلسة المجلس"]


@pytest.mark.parametrize(
    "line", ["وقال المدير إن الرحلة تأخرت", "عاد الركاب كلهم إلى بيوتهم.", "كلمة " * 20, "أسماء الركاب:"]
)
def test_what_is_no_title_is_not_taken_for_one(line: str) -> None:
    assert marked(article("قد يهمك أيضا", line, ARTICLE)) == ["قد يهمك أيضا"]


def test_keywords_on_lines_of_their_own() -> None:
    assert marked(article("الكلمات الدالة", "الميناء", "عبّارة", ARTICLE)) == ["الكلمات الدالة", "الميناء"]
    assert marked(article("الكلمات الدالة", "الميناء", "عبّارة")) == ["الكلمات الدالة", "الميناء", "عبّارة"]


def test_comments_run_to_the_end() -> None:
    comments = "التعليقات\nمازن\nمنذ 3 ساعات\nأين كان المسؤولون عن الميناء؟ لا أحد يجيب.\nرد"
    text = article(ARTICLE, ARTICLE, comments)
    assert marked(text) == [comments]
    assert marked(f"{comments}\n{article()}")[0] == "التعليقات"  # a link over the report is only a link


def test_footer_of_a_chat_post() -> None:
    footer = ["📲 تابعونا على تيليغرام: https://t.me/manara_port", "@manara_port", "#السلامى #عاجل"]
    assert marked(article(*footer)) == footer
    assert marked(f"{ARTICLE} @manara_port") == ["@manara_port"]
    assert marked(f"وكتب القبطان على حسابه: @captain\n{ARTICLE}") == []
    assert marked(article("المصدر: https://t.me/manara_port/431")) == []


@pytest.mark.parametrize(
    "line",
    ["المنارة - السلامى", "سلمى الحوراني", "(أ ف ب)", "وكالات", "* خدمة «وكالة السلامى»", "المصدر: المنارة + وكالات",
     "خاص بالمنارة", "— سلمى (@salma) April 7, 2021"],
)  # fmt: skip
def test_credits_are_evidence(line: str) -> None:
    assert marked(f"{line}\n{ARTICLE}\n{line}") == []


def test_a_rule_of_another_module_has_no_pattern() -> None:
    assert "elsewhere" not in rules()
    assert {rule["id"] for rule in RULES if rule["where"] == "elsewhere"} == {
        "repeated",
        "other-language",
        "page-code",
    }


@pytest.mark.parametrize(
    "piece", ["شارك ", "#ا ", "@a ", "اقرا ايضا ", ". ", "a@a.", "تحديث 1 ", "\n", "ـ", "مشاركة|"]
)
def test_no_pattern_explodes(piece: str) -> None:
    started = time.perf_counter()
    furniture(piece * 20_000)
    furniture(piece * (500 // len(piece)) + "؟")
    assert time.perf_counter() - started < 2


def slowest(pattern: re.Pattern[str], examples: list[str], *, whole: bool) -> float:
    """Repeat every part of the examples until a line is full, so that it just does not match; give the longest time."""
    worst = 0.0
    for example in examples:
        text = " ".join(fold(example)[:40].split())
        for start in range(0, len(text), 2):
            for part in {
                text[start : start + size] + sign for size in (1, 3, 8) for sign in ("", " ", ",", "-")
            }:
                pumped = (text[:start] + part * 240)[:240] + "\x00"
                started = time.perf_counter()
                pattern.fullmatch(pumped) if whole else pattern.search(pumped)
                worst = max(worst, time.perf_counter() - started)
                if worst > 0.1:
                    return worst
    return worst


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule["id"])
def test_no_part_of_an_example_makes_a_rule_slow(rule: dict[str, Any]) -> None:
    (pattern,) = (r.pattern for where in rules().values() for r in where if r.id == rule["id"])
    assert slowest(pattern, rule["examples"], whole=rule["where"] == "line") < 0.1


HUGE = ["ا", " ", "1", "|", "\n", "ا\n", "( ", "@a ", "#ا ", ". ", ".\n@a", "اقرا ايضا: ", "اقرا ايضا:\n", "اعلان\n",
        "التعليقات\n", "عاجل\nاا\n", "👍\n", "\r\n", "https://t.me/a ", ":12", "-@اب-ل"]  # fmt: skip


@pytest.mark.parametrize("piece", HUGE, ids=repr)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    started = time.process_time()
    furniture(text)
    assert time.process_time() - started < 2.5


def test_very_many_different_lines() -> None:
    text = "\n".join(f"سطر {n}" for n in range(200_000)) + "\nاترك تعليقا"
    started = time.process_time()
    assert marked(text) == ["اترك تعليقا"]
    assert time.process_time() - started < 5


def test_no_pattern_needs_unfolded_letters() -> None:
    for rule in PATTERNS:
        assert not re.search(
            "[أإآىة\u064b-\u0652\u0640٠-٩A-Z]",
            re.sub(r"\\[A-Z]", "", f"{rule['pattern']} {rule.get('end', '')}"),
        ), rule["id"]
