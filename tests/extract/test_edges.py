"""What opened a content and why it ends: told in the words of the report, by the code that decided."""

import re
from pathlib import Path

import pytest

import riwaya
from riwaya import lexicon
from riwaya.arabic.words import tokens
from riwaya.extract.contents import content_stop
from riwaya.extract.edges import end_reason
from riwaya.extract.mentions import mentions
from riwaya.extract.statements import acts
from riwaya.extract.view import View

ROWS = lexicon.rows("content_ends")
EXAMPLES = [row["example"] for name in ("rules", "link_rules", "content_ends") for row in lexicon.rows(name)]
EXTRACT = Path(riwaya.__file__).parent / "extract"


def view_of(text: str) -> View:
    toks = tokens(text)
    return View(text, toks, (), mentions(text, toks))


@pytest.mark.parametrize("row", ROWS, ids=[row["reason"] for row in ROWS])
def test_a_reason_is_found_in_its_example_and_has_its_words(row):
    view = view_of(row["example"])
    assert row["reason"] in [end_reason(view, act) for act in acts(view)]
    assert row["en"]
    assert row["ar"]


def test_the_reasons_of_the_table_are_those_of_the_code():
    code = "".join((EXTRACT / f"{name}.py").read_text(encoding="utf-8") for name in ("contents", "edges"))
    assert {row["reason"] for row in ROWS} == set(re.findall(r'"(end\.[a-z-]+)"', code))


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_reason_is_that_of_the_end_that_was_found(text):
    view = view_of(text)
    for act in acts(view):
        if act.rule not in ("citation.after", "verb.after-quotation"):
            sentence = next(found for found in view.sentences if found[0] <= act.cue[0] < found[1])
            assert content_stop(view, act.reach[0], sentence)[0] == act.reach[1]


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("وقال الوزير سامر حداد إن الميناء مغلق.", "إن"),
        ("وقال الوزير سامر حداد: «الميناء مغلق منذ الصباح».", ": «"),
        ("وقال الوزير سامر حداد: الميناء مغلق منذ الصباح.", ":"),
        ("وأكد الوزير سامر حداد «الميناء مغلق منذ الصباح».", "«"),
        ("«لن يفتح الميناء هذا اليوم»، قال الوزير سامر حداد.", "«"),
        ("وأشار الوزير سامر حداد إلى خطورة العاصفة على السفن.", "إلى"),
        ("وأشار إلى خطورة العاصفة على السفن.", "إلى"),
        ("وحذر الوزير سامر حداد من أن العاصفة قادمة.", "من أن"),
        ("وطالب الوزير سامر حداد بفتح الميناء.", "ب"),
        ("وجاء في بيان الوزارة أن الميناء سيبقى مغلقا يومين.", "أن"),
        ("وبحسب وزارة النقل فإن الميناء سيبقى مغلقا يومين.", "فإن"),
        ("وأعلنت وزارة النقل إغلاق الميناء بسبب العاصفة.", None),
        ("الميناء سيبقى مغلقا يومين بسبب العاصفة، بحسب وزارة النقل.", None),
    ],
)
def test_the_marker_is_what_opened_the_content(text, marker):
    [said] = riwaya.extract(text).statements
    assert (said.marker and text[said.marker.start : said.marker.end]) == marker
