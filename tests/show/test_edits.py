"""Edits in words of both languages."""

from typing import get_args

import pytest
import retold
from msgspec.structs import replace

from riwaya.lexicon import toml
from riwaya.model import Copy, Edit, Edited, Extent, Report, Span
from riwaya.show import edits
from riwaya.show.labels import Bilingual
from riwaya.show.told import Bit, told

A = Report(id="a", text="وقال سعيد: 18 قتيلا")
B = Report(id="b", text="وزعم سعيد: 28 قتيلا")
FIGURE = Edit(kind="figure", a=Span(11, 13), b=Span(11, 13), a_is="18", b_is="28")
NOTHING = Span(0, 0)


def words(edit, direction="a_to_b", lang="en"):
    copy = Copy(
        id="y", a="a", b="b", words=9, a_share=1, b_share=1, extent="same", direction=direction, edits=(edit,)
    )
    (view,) = edits.views(copy, A, B, ("الشراع", "رصيف"))
    return view.words.plain(lang)


def test_every_edit_and_extent_has_its_words():
    ways = {
        f"{kind}-{way}"
        for kind in get_args(Edited)
        for way in ("changed", "dropped", "added", "differs", "only")
    }
    assert set(toml("labels")["edit"]) == ways
    assert set(get_args(Edited)) <= set(toml("labels")["edited"])
    assert set(get_args(Extent)) == set(toml("labels")["extent"])


@pytest.mark.parametrize(
    ("direction", "en", "ar"),
    [
        ("a_to_b", "the figure 18 became 28", "الرقم 18 صار 28"),
        ("unknown", "the figure is 18 in الشراع, 28 in رصيف", "الرقم 18 في الشراع، و28 في رصيف"),
    ],
)
def test_a_figure(direction, en, ar):
    assert words(FIGURE, direction) == en
    assert words(FIGURE, direction, "ar") == ar


@pytest.mark.parametrize(
    ("here", "there", "direction", "en"),
    [
        (Span(0, 9), NOTHING, "a_to_b", "source dropped: سعيد"),
        (NOTHING, Span(0, 9), "a_to_b", "source added: سعيد"),
        (NOTHING, Span(0, 9), "b_to_a", "source dropped: سعيد"),
        (Span(0, 9), NOTHING, "unknown", "the source سعيد stands only in الشراع"),
        (NOTHING, Span(0, 9), "unknown", "the source سعيد stands only in رصيف"),
    ],
)
def test_what_is_dropped_and_what_is_added_depends_on_who_was_first(here, there, direction, en):
    one_side = {"a_is": "سعيد"} if here != NOTHING else {"b_is": "سعيد"}
    assert words(Edit(kind="source", a=here, b=there, **one_side), direction) == en


def test_a_way_of_saying_has_its_words_and_its_stance():
    edit = Edit(kind="stance", a=Span(0, 4), b=Span(0, 4), a_is="says", b_is="alleges")
    assert words(edit) == "the verb of saying «وقال» (says) became «وزعم» (alleges)"
    assert "(زعم)" in words(edit, lang="ar")


def test_a_denial_says_whose_it_is():
    edit = Edit(kind="denial", a=Span(0, 9), b=NOTHING, a_is="وزارة المياه")
    assert words(edit) == "denial left out: «وقال سعيد» (وزارة المياه)"


@pytest.mark.parametrize(
    ("meant", "shown"),
    [
        ("1800", "1,800"),
        (">=40", "40 or more"),
        ("<=9", "9 or fewer"),
        ("18-20", "18–20"),
        ("2.5", "2.5"),
        ("many", "many"),
    ],
)
def test_values_are_written_as_figures_are(meant, shown):
    assert words(replace(FIGURE, b_is=meant)) == f"the figure 18 became {shown}"


def test_edits_that_matter_most_come_first_and_those_that_read_alike_are_one():
    copy = retold.COPIES[-1]
    twice = replace(copy, edits=(*copy.edits, replace(copy.edits[2], a=Span(0, 3))))
    views = edits.views(twice, retold.BY_ID["r2"], retold.BY_ID["r4"], ("a", "b"))
    assert [(v.n, v.kind, v.strong) for v in views] == [
        (1, "figure", True), (2, "denial", True), (3, "stance", False), (4, "name", False),
    ]  # fmt: skip
    assert [len(v.edits) for v in views] == [2, 1, 1, 1]


def test_words_of_reports_are_kept_apart_and_isolated():
    sentence = told(Bilingual("من {a}", "from {a}"), {"a": "Reuters رويترز"})
    assert sentence.ar == (Bit("من "), Bit("Reuters رويترز", fact=True))
    assert sentence.line("en") == "from \u2068Reuters رويترز\u2069"
    hostile = told(Bilingual("{a}", "{a}"), {"a": "\u202eabc\x1b[31m"})
    assert hostile.line("en") == "\u2068⟦RLO⟧abc⟦U+001B⟧[31m\u2069"
