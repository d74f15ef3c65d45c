"""The picture of copies: what is drawn, where it stands, what an SVG file of it holds."""

import re
import xml.etree.ElementTree as Tree
from itertools import pairwise

import pytest
import retold
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from riwaya.model import Linked, Report, Wire
from riwaya.show import picture, svg
from riwaya.show.axis import Axis, Stretch, stretch
from riwaya.show.curves import BESIDE, curve
from riwaya.show.picture import MOST_DOTS, MOST_LANES


@pytest.fixture
def drawn():
    return picture.picture(retold.LINKED, retold.BY_ID)


def by_ends(found):
    return {(line.first.key, line.second.key): line for line in found.lines}


# --- time ---


@pytest.mark.parametrize(
    ("iso", "low", "days"),
    [("2031-05-02T08:10", "2031-05-02T08:10", 0), ("2031-05-02", "2031-05-02", 1), ("2031-12", "2031-12-01", 31),
     ("2032", "2032-01-01", 366)],
)  # fmt: skip
def test_a_day_is_a_day_long(iso, low, days):
    found = stretch(iso)
    assert found is not None
    assert (found.low, found.high - found.low) == (stretch(low).low, days)
    assert stretch("yesterday") is stretch(None) is None


@given(st.lists(st.floats(7e5, 8e5, allow_nan=False), min_size=2, max_size=20, unique=True))
def test_time_keeps_its_order_and_its_room(moments):
    axis = Axis([Stretch(m, m) for m in moments], 86.0)
    places = [axis.at(m) for m in sorted(moments)]
    assert places == sorted(places)
    assert all(3 <= x <= 86 for x in places)


def test_long_pauses_are_shortened():
    axis = Axis([Stretch(m, m) for m in (1.0, 1.04, 60.0)], 97.0)
    early, late = axis.at(1.04) - axis.at(1.0), axis.at(60.0) - axis.at(1.04)
    assert early < late < 4 * early


def test_times_that_are_written_do_not_collide():
    isos = [f"2031-05-02T{hour:02}:00" for hour in range(20)]
    ticks = Axis([s for iso in isos if (s := stretch(iso))], 97.0).ticks(isos)
    assert len(ticks) >= 3
    assert all(b.x - a.x >= 20 for a, b in pairwise(ticks))
    assert ticks[0].words.en == "2 May 2031, 00:00"
    assert ticks[-1].words.en == "19:00"


# --- curves ---


@given(*[st.floats(0, 100)] * 2, *[st.integers(0, 700)] * 2)
def test_a_curve_reaches_its_end_from_where_its_head_points(x1, x2, y1, y2):
    drawn = curve(x1, y1, x2, y2)
    (cx, cy), (ex, ey) = drawn.points[-2:]
    if drawn.heading in ("down", "up"):
        assert cx == ex
        assert (ey - y2 < 0) == (drawn.heading == "down")
    else:
        assert cy == ey
        assert abs(x1 - x2) < BESIDE
        assert (cx > ex) == (drawn.heading == "start")
    assert all(-14 <= x <= 101 for x, _ in drawn.points)


# --- what is drawn ---


def test_an_agency_whose_text_is_not_there_is_hollow_and_leads_to_its_carriers(drawn):
    (wire,) = [spot for spot in drawn.spots if spot.kind == "absent"]
    kinds = {second: line.kind for (first, second), line in by_ends(drawn).items() if first == wire.key}
    assert kinds == {"r1": "carries", "r2": "carries", "r3": "inferred"}
    assert drawn.lanes[0].kind == "agency"
    assert all(wire.x < spot.x for spot in drawn.spots if spot.key in kinds)


def test_an_agency_whose_text_is_there_is_that_report():
    own = Wire(id="w1", name="صحيفة الشراع", report="r1", credited=("r2",))
    found = picture.picture(replace(retold.LINKED, wires=(own,), families=()), retold.BY_ID)
    kinds = {spot.key: spot.kind for spot in found.spots}
    assert kinds["r1"] == "wire"
    assert "w1" not in kinds
    assert by_ends(found)["r1", "r2"].copy.id == "y12"


def test_what_comes_from_what_has_its_direction_and_its_edits(drawn):
    line = by_ends(drawn)["r2", "r4"]
    assert (line.kind, line.edits) == ("copied", 4)
    assert by_ends(drawn)["r1", "r5"].kind == "open"
    assert (
        line.title.en
        == "from موقع رصيف 9 to قناة الأفق البحري · copied, direction known · 76 words shared · 4 edits"
    )


def test_more_text_is_a_wider_line(drawn):
    lines = by_ends(drawn)
    assert lines["r1", "r6"].width > lines["r1", "r5"].width > by_ends(drawn)["w1", "r1"].width


def test_reports_without_a_time_have_a_column_of_their_own(drawn):
    assert drawn.undated
    places = {spot.key: spot.x for spot in drawn.spots}
    assert places["r5"] > 91 > max(x for key, x in places.items() if key != "r5")


def test_a_report_of_a_day_stands_in_the_middle_of_its_day(drawn):
    (spot,) = [s for s in drawn.spots if s.key == "r3"]
    assert spot.low < spot.x < spot.high
    assert "day_only" in drawn.key


def test_a_crowd_of_one_wire_is_no_tangle():
    ids = [f"c{n:02}" for n in range(20)]
    reports = {
        r: Report(id=r, text="x", outlet=r, published=f"2031-05-02T{n:02}:00") for n, r in enumerate(ids)
    }
    copies = tuple(
        replace(retold.COPIES[0], id=f"y{a}{b}", a=a, b=b, direction="unknown")
        for a in ids
        for b in ids
        if a < b
    )
    linked = Linked(copies=copies, wires=(Wire(id="w", name="وكالة النوارس", credited=tuple(ids)),))
    assert len(picture.picture(linked, reports).lines) == 20


def test_pairs_with_edits_are_drawn_too_but_one_for_each_report():
    (edit,) = next(c for c in retold.COPIES if c.id == "y13").edits
    lost = [
        replace(retold.COPIES[0], id=f"y{a}{b}", a=a, b=b, edits=(edit,), words=words, reason="")
        for a, b, words in (("r1", "r4", 90), ("r2", "r4", 50), ("r3", "r4", 40))
    ]
    wire = Wire(id="w", name="وكالة النوارس", credited=("r1", "r2", "r3", "r4"))
    lines = by_ends(picture.picture(Linked(copies=tuple(lost), wires=(wire,)), retold.BY_ID))
    assert {ends for ends, line in lines.items() if line.edits} == {("r1", "r4")}
    assert len(lines) == 5


@pytest.mark.parametrize(("reports", "outlets"), [(5, 5), (60, 40), (300, 9), (300, 120)])
def test_however_many_there_are_it_stays_readable(reports, outlets):
    linked, made = retold.crowd(reports, outlets)
    found = picture.picture(linked, made)
    assert len(found.spots) <= MOST_DOTS + 1
    assert len(found.lanes) <= MOST_LANES
    assert (found.left_out is not None) == (reports > MOST_DOTS)
    spans = sorted((lane.y, lane.y + lane.height) for lane in found.lanes)
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert len({(s.x, s.y) for s in found.spots}) == len(found.spots)


def test_a_family_that_is_too_large_is_shown_in_part():
    linked, made = retold.crowd(70, 10)
    whole = replace(linked.families[0], reports=tuple(made))
    found = picture.picture(replace(linked, families=(whole,), wires=()), made)
    assert sum(spot.report is not None for spot in found.spots) == MOST_DOTS
    assert found.left_out.en.startswith("60 of the 70 reports")


def test_no_copies_no_picture():
    assert picture.picture(Linked(), {}) is None


# --- the file ---


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_file_is_an_svg_that_fetches_nothing_and_runs_nothing(drawn, lang):
    text = svg.render(drawn, lang)
    root = Tree.fromstring(text)  # noqa: S314 - our own
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "style", "rect", "text", "tspan", "line", "g", "path", "circle"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {a for a in attributes if a.startswith("on") or "href" in a or a == "style"}
    assert "url(" not in text
    assert root.get("direction") == ("rtl" if lang == "ar" else "ltr")
    said = "".join(root.itertext())
    assert '<img src=x onerror="x">' in said
    assert ("من نقل عمّن" if lang == "ar" else "Who copied whom") in said


def test_time_runs_from_right_to_left_in_arabic(drawn):
    first = {}
    for lang in ("ar", "en"):
        dots = re.findall(
            r'<circle class="dot" cx="([\d.]+)" cy="[\d.]+" r="6"><title>', svg.render(drawn, lang)
        )
        first[lang] = [float(x) for x in dots]
    assert first["ar"] == [round(svg.WIDTH - x, 1) for x in first["en"]]


def test_hostile_names_are_short_and_visible():
    hostile = Report(id="r1", text="x", outlet="\u202e" + "ل" * 400, published="2031-05-02", title="\x00<b>")
    linked = Linked(copies=(replace(retold.COPIES[2], edits=(), passages=()),))
    text = svg.render(picture.picture(linked, {"r1": hostile, "r2": retold.BY_ID["r2"]}), "ar")
    assert "\u202e" not in text
    assert "\x00" not in text
    assert "ل" * 80 not in text
    Tree.fromstring(text)  # noqa: S314 - our own
