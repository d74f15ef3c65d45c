"""The picture of a claim's chains: what is drawn, in which column, what is joined and what is left out."""

import re
import xml.etree.ElementTree as Tree

import claimed
import pytest
from msgspec.structs import replace

from riwaya.case import Case
from riwaya.model import Reason, Route
from riwaya.show import chains, labels, svg
from riwaya.show.evidence import Index
from riwaya.show.whose import Whose


@pytest.fixture
def index(case):
    claimed.fill(case)
    return Index(case)


def draw(account, index):
    return chains.picture(account, index, Whose(account, index))


@pytest.fixture
def drawn(index):
    return draw(claimed.RICH, index)


def names(drawn, column):
    return [spot.name.en for spot in drawn.columns[column] if spot and spot.kind != "pass"]


def ends(drawn):
    return {(bond.a.name.en, bond.b.name.en): bond for bond in drawn.bonds}


def test_columns_go_from_outlets_to_origins(drawn):
    assert set(names(drawn, 0)) == {"وكالة سارية", "صحيفة المرساة", "موقع خبر الميناء"}
    assert names(drawn, 1) == ["وكالة سارية"]
    assert set(names(drawn, 2)) == {
        "قائد خفر السواحل العقيد سالم الهنداوي",
        "مصادر طبية",
        "المتحدث باسم وزارة النقل",
    }


def test_the_outlet_itself_is_no_stop_on_its_way(drawn):
    (way,) = [way for way in drawn.ways if way.outlet == "موقع خبر الميناء"]
    assert (way.stops, way.origin) == ((), "o3")


def test_a_line_to_which_only_a_copy_leads_is_dashed(drawn):
    found = ends(drawn)
    assert found["وكالة سارية", "قائد خفر السواحل العقيد سالم الهنداوي"].reasoned
    assert not found["وكالة سارية", "مصادر طبية"].reasoned
    shared = found["صحيفة المرساة", "وكالة سارية"]
    assert (shared.reasoned, shared.statements) == (False, 2)
    assert {"words", "reasoned"} <= set(drawn.key)


def test_what_leads_there_is_said_in_the_words_of_its_reason(drawn):
    (way,) = [way for way in drawn.ways if way.reasoned]
    assert way.why.plain("en") == "صحيفة المرساة carries the same text word for word"
    assert all(other.why is None for other in drawn.ways if other is not way)


def test_a_reason_is_that_of_the_outlet_by_the_name_that_weighing_gives_it(index, monkeypatch):
    monkeypatch.setattr(chains, "outlet_name", lambda report: f"معروفة {report.outlet}")
    reasons = tuple(
        Reason(
            state="dependent",
            code="voice.copied",
            args={"a": "غيرهما", "b": b, "percent": "90"},
            origins=("o1",),
        )
        for b in ("إذاعة الفنار", "معروفة صحيفة المرساة")
    )
    routes = (Route(statement="bbbb02/s1", quantity=None, through=(), origin="o1", because="voice.copied"),)
    support = replace(claimed.RICH.support, reasons=reasons)
    (way,) = draw(replace(claimed.RICH, routes=routes, support=support), index).ways
    assert "معروفة صحيفة المرساة" in way.why.plain("en")


def test_an_outlet_needs_no_reason_for_its_own_voice(index):
    own = replace(claimed.HINDAWI, id="o9", name="وكالة سارية", own_voice=True)
    routes = (
        Route(
            statement="aaaa01/s0",
            quantity=None,
            through=("وكالة سارية",),
            origin="o9",
            because="voice.copied",
        ),
        Route(statement="bbbb02/s1", quantity=None, through=(), origin="o9", because="voice.copied"),
    )
    support = replace(claimed.RICH.support, origins=(own,))
    found = draw(replace(claimed.RICH, routes=routes, support=support), index)
    assert {way.outlet: way.reasoned for way in found.ways} == {"وكالة سارية": False, "صحيفة المرساة": True}


def test_phantoms_own_voices_and_absent_outlets_are_marked(index):
    own = replace(claimed.HINDAWI, id="o9", name="موقع خبر الميناء", own_voice=True)
    support = replace(claimed.RICH.support, origins=(*claimed.RICH.support.origins, own))
    routes = (
        *claimed.ROUTES,
        Route(statement="cccc03/s1", quantity=None, through=(), origin="o9"),
        Route(statement="aaaa01/s2", quantity=None, through=("إذاعة الفنار", "غرفة العمليات"), origin="o1"),
    )
    found = draw(replace(claimed.RICH, routes=routes, support=support), index)
    kinds = {(spot.column, spot.name.en): spot.kind for spot in found.spots}
    assert kinds[3, "مصادر طبية"] == "phantom"
    assert kinds[3, "موقع خبر الميناء"] == "own_voice"
    assert kinds[1, "إذاعة الفنار"] == "absent"
    assert kinds[2, "غرفة العمليات"] == "link"
    assert kinds[2, "وكالة سارية"] == "carrier"
    assert "nobody here has at first hand" in " ".join(spot.title.en for spot in found.spots)


def test_a_way_of_one_statement_is_counted_once_however_many_figures_it_gives(index):
    twice = (*claimed.ROUTES, replace(claimed.ROUTES[3], quantity=None))
    found = draw(replace(claimed.RICH, routes=twice), index)
    assert ends(found)["موقع خبر الميناء", ""].statements == 1


def test_no_routes_no_picture(index):
    assert draw(replace(claimed.RICH, routes=()), index) is None


def test_every_line_joins_neighbouring_columns_and_no_two_spots_share_a_cell(drawn):
    assert all(bond.b.column == bond.a.column + 1 for bond in drawn.bonds)
    assert len({(spot.column, spot.row) for spot in drawn.spots}) == len(drawn.spots)
    for spot in drawn.spots:
        assert drawn.columns[spot.column][spot.row] is spot


@pytest.mark.parametrize(("reports", "outlets"), [(1, 1), (9, 4), (60, 45), (60, 60), (200, 150)])
def test_however_many_there_are_it_stays_readable(reports, outlets):
    with Case.open() as case:
        account = claimed.crowd(case, reports, outlets=outlets)
        found = draw(account, Index(case))
    assert len(found.columns) <= chains.MOST_STOPS + 2
    most = {0: chains.MOST_OUTLETS, len(found.columns) - 1: chains.MOST_ORIGINS}
    for column in range(len(found.columns)):
        shown = names(found, column)
        assert len(shown) <= 1 + most.get(column, chains.MOST_STOPS_OF_A_COLUMN)
    assert (found.left_out is not None) == (outlets > chains.MOST_OUTLETS)
    assert len({(spot.column, spot.row) for spot in found.spots}) == len(found.spots)
    statements = {name for way in found.ways for name in way.statements}
    assert len(statements) == reports, "the table leaves nothing out"


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("crowded", [False, True])
def test_the_file_is_an_svg_that_fetches_nothing_and_runs_nothing(index, crowded, lang):
    found = draw(claimed.RICH, index)
    if crowded:
        with Case.open() as case:
            account = claimed.crowd(case, 60)
            found = draw(account, Index(case))
    text = svg.chains(found, claimed.RICH.claim.wording, lang)
    root = Tree.fromstring(text)  # noqa: S314 - our own
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "text", "tspan", "g", "path", "circle"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {a for a in attributes if a.startswith("on") or "href" in a or a == "style"}
    assert "url(" not in text
    assert root.get("direction") == ("rtl" if lang == "ar" else "ltr")
    assert ("من أين وصلت الرواية" if lang == "ar" else "Where the claim comes from") in "".join(
        root.itertext()
    )


def test_outlets_stand_on_the_right_in_arabic(drawn):
    first = {}
    for lang in ("ar", "en"):
        root = Tree.fromstring(svg.chains(drawn, "", lang))  # noqa: S314 - our own
        boxes = [e for e in root.iter() if "box" in (e.get("class") or "").split()]
        first[lang] = {e.get("class"): float(e.get("x")) for e in boxes}
    (outlet, phantom) = ("box  outlet", "box ends vague phantom")
    assert first["ar"][outlet] > svg.WIDTH / 2 > first["ar"][phantom]
    assert first["en"][outlet] < svg.WIDTH / 2 < first["en"][phantom]


def test_a_long_or_hostile_name_is_short_in_its_box_and_whole_in_its_title(index):
    long = replace(claimed.DOCTORS, name="\u202eمصدر <b>طبي</b> " + "طويل " * 60)
    support = replace(claimed.RICH.support, origins=(claimed.HINDAWI, long, claimed.SPOKESMAN))
    text = svg.chains(draw(replace(claimed.RICH, support=support), index), "\x00<i>", "en")
    root = Tree.fromstring(text)  # noqa: S314 - our own
    assert "\u202e" not in text
    shown = [e.text for e in root.iter() if e.tag.endswith("tspan") and "⟦RLO⟧" in (e.text or "")]
    assert shown
    assert all(len(words) < 60 for words in shown)
    titles = [e.text for e in root.iter() if e.tag.endswith("title")]
    assert any("طويل " * 59 in words for words in titles)


@pytest.mark.regression
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_origin_of_an_own_voice_has_its_box_for_its_name(lang):
    name = labels.same("سكاي نيوز عربية")
    spot = chains.Spot("own_voice", 0, 0, name, "own_voice", 1, False, name)
    found = chains.Chains(((spot,), (None,), (None,), (None,)), (), (), {}, None)
    root = Tree.fromstring(svg.chains(found, "", lang))  # noqa: S314 - our own
    assert "سكاي نيوز عربية" in [e.text for e in root.iter() if e.tag.endswith("tspan")]


@pytest.mark.regression
def test_what_others_stand_together_in_is_a_box_like_the_others():
    with Case.open() as case:
        account = claimed.crowd(case, 60)
        text = svg.chains(draw(account, Index(case)), "", "ar")
    assert 'class="box  rest"' in text
    assert not re.search(r"(?<!circle)\.rest\{", text), "a colour of the mark is none of the box"
