"""Stamps: every rule has its examples, leaves its counter-examples alone, and gives spans that are the evidence."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import read_bytes
from riwaya.lexicon import toml
from riwaya.model import Furniture, Span, Stamp
from riwaya.read.told.publisher import own
from riwaya.read.told.stamps import stamps, told

RULES = toml("stamps")["rule"]
BODY = "غرقت عبّارة قرب ميناء السلامى صباح أمس، وقال حارس المنارة إن الركاب كلهم سالمون."
EXAMPLES = [(r["id"], r["where"], e) for r in RULES for e in r["examples"]]


def laid(where: str, words: str) -> list[tuple[str, str | None]]:
    """Put words into reports where a rule looks for them: a text and a byline field."""
    if where == "field":
        return [(BODY, words)]
    if where == "line":
        return [(f"{words}\n\n{BODY}", None), (f"{BODY}\n\n{BODY}\n{words} \n", None)]
    return [(words + BODY if where == "top" else BODY + words, None)]


def written(stamp: Stamp) -> str:
    return f"{stamp.kind} {stamp.value or '-'}"


def test_every_rule_is_documented() -> None:
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule["note"]
        assert rule["note_ar"]
        assert rule["examples"]
        assert rule["counter"]
        assert rule["where"] in {"top", "line", "end", "field"}


@pytest.mark.parametrize(("name", "where", "example"), EXAMPLES)
def test_an_example_gives_its_stamps(name: str, where: str, example: dict[str, object]) -> None:
    for text, byline in laid(where, str(example["text"])):
        found = stamps(text, byline=byline, now=example.get("now"))
        assert [written(stamp) for stamp in found] == example["stamps"], text
        assert {stamp.rule for stamp in found} <= {name, "stamp.dateline"}
        assert {stamp.where for stamp in found} == {"byline" if where == "field" else "text"}


@pytest.mark.parametrize(("where", "counter"), [(r["where"], c) for r in RULES for c in r["counter"]])
def test_a_counter_example_gives_none(where: str, counter: str) -> None:
    for text, byline in laid(where, counter):
        assert stamps(text, byline=byline) == ()


def test_a_span_is_the_evidence_in_its_field() -> None:
    text = "القاهرة (أ ف ب) - " + BODY + "\n\nآخر تحديث: ٧ نيسان ٢٠٢١"
    byline = "لندن: سلمى الحوراني"
    found = stamps(text, byline=byline)
    words = [(text if s.where == "text" else byline)[s.span.start : s.span.end] for s in found]
    assert words == ["لندن", "سلمى الحوراني", "القاهرة", "أ ف ب", "٧ نيسان ٢٠٢١"]


def test_the_reports_own_outlet_is_no_agency() -> None:
    text = "الرياض - عكاظ، واس: " + BODY
    assert [written(s) for s in stamps(text, own=own("عكاظ", None))] == [
        "dateline الرياض",
        "agency وكالة الأنباء السعودية",
    ]
    assert [written(s) for s in stamps(text, own=own(None, "https://www.okaz.com.sa/1"))][
        -1
    ] == "agency وكالة الأنباء السعودية"
    assert "agency عكاظ" in [written(s) for s in stamps(text)]


def test_an_outlet_that_the_lexicon_lacks_is_known_as_the_reports_own() -> None:
    text = "رأس الميناء (المنارة) – " + BODY
    assert [written(s) for s in stamps(text, own=own("صحيفة المنارة", None))] == ["dateline رأس الميناء"]
    assert stamps(text) == ()


def test_a_paper_that_is_called_like_a_city_means_the_city_in_other_papers() -> None:
    assert [written(s) for s in stamps("الرياض: " + BODY)] == ["dateline الرياض"]
    assert stamps("الرياض: " + BODY, own=own("صحيفة الرياض", None)) == ()


def test_the_title_and_page_furniture_before_the_dateline_are_stepped_over() -> None:
    title, heading = "غرق عبّارة قرب ميناء السلامى", "أخبار محلية"
    text = f"{heading}\n\n{title}\n\nبيروت - رويترز\n{BODY}"
    marks = (Furniture(Span(0, len(heading)), "section-heading"),)
    assert [written(s) for s in stamps(text, title=title, furniture=marks)] == [
        "dateline بيروت",
        "agency رويترز",
    ]


def test_a_dateline_does_not_stand_below_a_paragraph() -> None:
    assert stamps(f"{BODY}\nبيروت: {BODY}") == ()


def test_a_bare_day_behind_a_paragraph_belongs_to_the_text() -> None:
    assert stamps(f"{BODY}\n7 نيسان 2021\n{BODY}") == ()
    assert [written(s) for s in stamps(f"7 نيسان 2021\n{BODY}")] == ["published 2021-04-07"]


def test_what_a_text_says_of_its_fields() -> None:
    text = f"مازن الخطيب وسلمى الحوراني – بيروت\nنشر في 7 نيسان 2021\n{BODY}"
    found = stamps(text, byline="لندن: سامي الملاح")
    assert told(found) == {
        "byline": "مازن الخطيب، سلمى الحوراني",
        "dateline": "بيروت",
        "published": "2021-04-07",
    }


RECORD = '{"title": "غرق", "text": "بيروت - مازن الخطيب:\\nنشر في 7 نيسان 2021 - 14:05\\n%s"%s}'


def test_a_record_without_times_and_byline_takes_them_from_its_text() -> None:
    (report,), _ = read_bytes(RECORD % (BODY, ""), "a.json")
    assert (report.published, report.byline) == ("2021-04-07T14:05", "مازن الخطيب")
    assert {stamp.kind for stamp in report.stamps} == {"dateline", "byline", "published"}


def test_the_fields_of_a_record_come_before_its_text() -> None:
    (report,), _ = read_bytes(RECORD % (BODY, ', "date": "2020-01-01", "author": "سامي الملاح"'), "a.json")
    assert (report.published, report.byline) == ("2020-01-01", "سامي الملاح")
    assert ("published", "2021-04-07T14:05") in {(stamp.kind, stamp.value) for stamp in report.stamps}


@given(
    st.lists(
        st.sampled_from(
            [BODY, "\n", " ", "(", ")", ": ", " - ", "«", "»", *(str(e["text"]) for _, _, e in EXAMPLES)]
        ),
        max_size=14,
    )
)
def test_spans_are_inside_and_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = stamps(text, byline=text[:100], now="2021-04-07T15:00:00Z")
    spans = [stamp.span for stamp in found if stamp.where == "text"]
    assert spans == sorted(spans)
    for stamp in found:
        words = (text if stamp.where == "text" else text[:100])[stamp.span.start : stamp.span.end]
        assert words.strip()
        assert stamp.kind not in ("dateline", "byline") or stamp.value == words


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    stamps(text, byline=text[:80], now="2021-04-07")


@pytest.mark.parametrize(
    "piece", ["بغداد - ", "(", "أ-", "نشر في ", "1/1/2021 ", "محمد و", "كتب ", "\n", "\u202e", "\x00", "a b "]
)
def test_no_hostile_text_takes_long(piece: str) -> None:
    started = time.perf_counter()
    stamps(piece * 20_000, byline=piece * 500, now="2021-04-07T15:00:00Z")
    assert time.perf_counter() - started < 1
