"""Framings: who left by himself was not moved, and only members of two reports divide a claim."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import extraction, number, report, said
from riwaya import lexicon
from riwaya.arabic.words import tokens
from riwaya.link import link
from riwaya.link.framings import framings, sides
from riwaya.show.labels import label
from riwaya.weigh import weigh

FLED = "فر 300 مسلح من وادي الغزال إلى السهل الغربي خلال شهر"
MOVED = "نقلت قوات الحدود 500 مسلح من وادي الغزال إلى السهل الغربي خلال شهر"
CROSSED = "تسلل 400 مسلح من وادي الغزال إلى السهل الغربي خلال شهر"


@pytest.mark.parametrize(
    ("text", "side"),
    [(FLED, "fled"), (MOVED, "moved"), (CROSSED, "fled"), ("وبقي 20 مسلحا في وادي الغزال", None)],
)
def test_the_words_around_a_figure_tell_the_side(text: str, side: str | None) -> None:
    toks = tokens(text)
    at = next(t.start for t in toks if t.form.isdigit())
    assert sides(toks, at).get("leaving*") == side


def test_of_words_of_both_sides_the_nearer_one_tells() -> None:
    text = "قال إنهم فروا ولم يساعدهم أحد، لكن الشرطة تقول إن الجيش نقل 300 مسلح"
    assert sides(tokens(text), text.index("300"))["leaving*"] == "moved"
    assert sides(tokens("استقال الوزير بعد إقالة نائبه")) == {}


def test_framings_stand_in_variants_with_support_of_their_own() -> None:
    reports, told = [], []
    for n, (text, value) in enumerate(((FLED, "300"), (MOVED, "500"), (CROSSED, "400"))):
        r = report(f"r{n}", f"قال ضابط إن {text}.", title="مسلحو وادي الغزال", published="2031-05-01")
        source = (("هيئة السهل", "نقابة الرعاة", "محافظ السهل")[n], "organisation")
        reports.append(r)
        quantity = number(r, value, int(value), int(value), "fighters")
        told.append(extraction(r, (said(r, text, source),), (quantity,)))  # type: ignore[arg-type]
    linked = link(reports, told)
    (account,) = weigh(reports, told, linked)
    assert {(v.low, v.framing) for v in account.claim.variants} == {
        (300, "fled"),
        (400, "fled"),
        (500, "moved"),
    }
    assert {(f.side, f.support.high) for f in account.framings} == {("fled", 2), ("moved", 1)}


def test_one_report_does_not_divide_a_claim() -> None:
    both: list[tuple[str, Mapping[str, str]]] = [("a", {"leaving": "fled"}), ("a", {"leaving": "moved"})]
    assert framings(both) == ["", ""]


SIDES = st.dictionaries(st.sampled_from(["leaving", "fall"]), st.sampled_from(["x", "y"]))


@given(st.lists(st.tuples(st.sampled_from("abc"), SIDES)))
def test_framings_are_sides_of_one_question_or_none(told: list[tuple[str, dict[str, str]]]) -> None:
    found = framings(told)
    assert len(found) == len(told)
    used = [of for (_, of), framing in zip(told, found, strict=True) if framing]
    assert not used or any(
        all(of.get(question) == framing for (_, of), framing in zip(told, found, strict=True) if framing)
        for question in ("leaving", "fall")
    )


def test_every_side_has_its_words_and_a_label_in_both_languages() -> None:
    for row in lexicon.rows("framings"):
        words = label("framing", row["side"])
        assert words.ar
        assert words.en
        assert lexicon.variants(row["words"])
