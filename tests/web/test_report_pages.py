"""The pages of reports, sources and actors: a mark says who stands behind it, a report is never obeyed."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from riwaya.case import Case
from riwaya.case.actors_asked import ROLES
from riwaya.extract import extract
from riwaya.model import Actor, Extraction, Linked, Report, Span
from riwaya.pipeline import relink
from riwaya.show import marks
from riwaya.show.web import create_app, report_text

ORIGIN = "http://127.0.0.1:8765"
HOSTILE = (
    "قال الوزير سامر <script>alert(1)</script> إن \u202eالميناء\u202c مغلق \u200fمنذ 3 أيام.\n"
    '" onmouseover="x" \'قال\' مسؤول إن </p><img src=x onerror=alert(2)> 5 سفن غرقت.'
)


def _page(client: TestClient, address: str, status: int = 200, **headers: str) -> str:
    found = client.get(address, headers=headers)
    assert found.status_code == status, address
    return found.text


def _ids(sample: Path, table: str) -> list[str]:
    with Case.open(sample) as case:
        return [one for (one,) in case._rows(f"SELECT id FROM {table}")]  # noqa: S608


@pytest.fixture(scope="module")
def wire(sample: Path) -> str:
    """Give a report of the sample case from which another changed a figure."""
    with Case.open(sample) as case:
        edits = "SELECT c.b FROM copies c JOIN edits e ON e.copy = c.id"
        sql = f"{edits} WHERE e.kind = 'figure' AND c.direction = 'a_to_b'"
        return str(case._rows(sql)[0][0])


# --- the list of reports ---


def test_reports_are_listed_the_newest_first(client: TestClient, sample: Path) -> None:
    text = _page(client, "/reports")
    assert set(re.findall(r'href="/reports/(r[0-9a-f]{16})"', text)) == set(_ids(sample, "reports"))
    dates = re.findall(r"(\d+) May 2023", text)
    assert dates == sorted(dates, key=int, reverse=True)


def test_an_outlet_and_days_narrow_the_list(client: TestClient, sample: Path) -> None:
    with Case.open(sample) as case:
        outlet, n = case.reports_by_outlet(1)[0]
    assert len(re.findall("<li data-item>", _page(client, f"/reports?outlet={quote(outlet)}"))) == n
    some = _page(client, "/reports?from=2023-05-15&to=2023-05-15", cookie="riwaya_lang=en")
    days = set(re.findall(r"(\d+) May 2023", some))
    assert days == {"15"}
    assert 'value="2023-05-15"' in some


def test_a_day_that_is_none_is_left_out_and_said(client: TestClient) -> None:
    text = _page(client, "/reports?from=<b>yesterday&page=x&page=-3")
    assert 'role="alert"' in text
    assert "&lt;b&gt;yesterday" in text
    assert "<li data-item>" in text


def test_no_report_that_fits_says_what_to_do(client: TestClient) -> None:
    text = _page(client, "/reports?outlet=nobody&from=1999")
    assert "<li data-item>" not in text
    assert 'class="notice"' in text


# --- one report ---


def test_every_report_is_shown_with_every_word(client: TestClient, sample: Path) -> None:
    with Case.open(sample) as case:
        for report in case.reports():
            text = _page(client, f"/reports/{report.id}")
            assert "style=" not in text
            shown = re.sub(
                r"<[^>]+>", "", re.search(r'<section class="text".*?</section>', text, re.DOTALL)[0]
            )
            for line in report.text.split("\n"):
                assert not line.strip() or line.split()[0] in shown


def test_marks_are_links_that_work_without_a_script(client: TestClient, wire: str) -> None:
    text = _page(client, f"/reports/{wire}")
    links = re.findall(rf'href="(/reports/{wire}/at\?ref=([soqtm]\d+)#r-{wire}-\2)"', text)
    assert {part[0] for _, part in links} >= {"s", "q", "t", "m"}
    for address, part in links:
        assert f'id="r-{wire}-{part}"' in text
        whole = _page(client, address.partition("#")[0])
        assert 'class="panel card open"' in whole
        assert "<!doctype html>" in whole


def test_pressing_a_mark_says_who_and_how_we_know(client: TestClient, wire: str) -> None:
    found = client.get(f"/reports/{wire}/at?ref=s0", headers={"hx-request": "true"})
    assert "<html" not in found.text
    assert "hx-request" in found.headers["vary"]
    for expected in ("سالم الغدراني", "/sources/w", "/claims/c", "citation.after", "0.8", "end.cited"):
        assert expected in found.text
    figure = _page(client, f"/reports/{wire}/at?ref=q0", **{"hx-request": "true"})
    assert ">28<" in figure
    assert "/claims/" in figure


def test_a_long_report_gives_its_reasons_apart(
    client: TestClient, wire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riwaya.show.web.report_panel.LONG", 10)
    first = _page(client, f"/reports/{wire}/at?ref=s0", **{"hx-request": "true"})
    assert f"/reports/{wire}/at?ref=s0&amp;why=1" in first
    assert "end.cited" not in first
    assert "end.cited" in _page(client, f"/reports/{wire}/at?ref=s0&why=1", **{"hx-request": "true"})


@pytest.mark.parametrize("part", ["s999", "zz", "", "s-1", "q99999999999", "<script>", "s0/../s1"])
def test_a_place_that_is_none_is_not_there(client: TestClient, wire: str, part: str) -> None:
    _page(client, f"/reports/{wire}/at?ref={quote(part)}", 404)


def test_the_margin_says_what_was_copied_and_changed(client: TestClient, wire: str) -> None:
    text = _page(client, f"/reports/{wire}")
    margin = re.search(r'<aside class="margin".*?</aside>', text, re.DOTALL)
    assert margin
    assert "وكالة المجداف للأنباء" in margin[0]
    assert re.search(r'href="/copies/[^"#]+#k-[^"]+-e\d+"', margin[0])
    assert re.search(r'<a class="[^"]*\bedited\b[^"]*"[^>]*>28</a>', text)


def test_an_address_lights_its_statement(client: TestClient) -> None:
    found = client.get("/reports/lit.css?s=2&o=1")
    assert found.headers["content-type"].startswith("text/css")
    assert ".text:has(.at-s1:target) .s1" in found.text
    assert ".o0" in found.text
    assert client.get("/reports/lit.css").text == ""
    assert client.get("/reports/lit.css?s=99999999").status_code < 500


def test_a_report_is_found_by_what_its_file_called_it(client: TestClient, sample: Path) -> None:
    with Case.open(sample) as case:
        report = next(report for report in case.reports() if report.given_id)
    found = client.get(f"/reports/{report.given_id}", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, f"/reports/{report.id}")


@pytest.mark.parametrize(
    "address",
    ["/reports/nope", "/reports/nope/at?ref=s0", "/reports/nope/changes", "/sources/x", "/actors/x"],
)
def test_what_is_not_in_the_case_is_not_there(client: TestClient, address: str) -> None:
    assert 'role="alert"' in _page(client, address, 404)


# --- sources and actors ---


def test_sources_are_listed_and_searched_in_any_spelling(client: TestClient) -> None:
    text = _page(client, "/sources")
    counts = [int(n) for n in re.findall(r">(\d+) statements<", text)]
    assert counts == sorted(counts, reverse=True)
    found = _page(client, f"/sources?q={quote('هيئه ميناء')}")
    assert "هيئة ميناء رأس العنبر" in found
    assert len(re.findall("<li data-item", found)) == 1
    assert "<li data-item" not in _page(client, f"/sources?q={quote('*[')}")
    outlets = _page(client, "/sources?kind=outlet&q=")
    assert set(re.findall(r'class="node (\w+)"', outlets)) == {"outlet"}


def test_actors_are_listed_by_name_and_type(client: TestClient, sample: Path) -> None:
    with Case.open(sample) as case:
        actors = case.linked().actors
    text = _page(client, "/actors", cookie="riwaya_lang=en")
    assert set(re.findall(r'href="/actors/(a[0-9a-f]+)"', text)) == {one.id for one in actors}
    assert f'class="n">{len(actors)}<' in text
    counts = [int(n or 1) for n in re.findall(r"<strong>(?:one|(\d+)) reports?<", text)]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == len(actors)
    for type_ in ("PER", "ORG"):
        shown = set(re.findall(r'href="/actors/(a[0-9a-f]+)"', _page(client, f"/actors?type={type_}")))
        assert shown == {one.id for one in actors if one.type == type_}
        assert shown
    found = _page(client, f"/actors?q={quote('سالم الغدرانى')}")
    assert "سالم الغدراني" in found
    assert len(re.findall("<li data-item", found)) == 1
    assert "<li data-item" not in _page(client, f"/actors?q={quote('*[')}")
    assert 'href="/actors"' in _page(client, "/sources")


def test_a_row_of_an_actor_has_its_reports_and_first_roles(sample: Path) -> None:
    with Case.open(sample) as case:
        rows = {row.id: row for row in case.actors_page("", None, 500, 0)}
        for actor in case.linked().actors:
            row = rows[actor.id]
            assert (row.name, row.type, row.roles) == (actor.name, actor.type, actor.roles[:ROLES])
            assert row.reports == len({mention.rpartition("/")[0] for mention in actor.mentions})
        assert case.actors_page("", None, 3, 2) == tuple(rows.values())[2:5]


def test_latin_names_are_found_in_any_case() -> None:
    report = Report(id="r1", text="قالت قناة Sky News إن الميناء مغلق.")
    actor = Actor(id="a1", name="Sky News", type="ORG", names=("Sky News",), mentions=("r1/m0",))
    with Case.open() as case:
        case.add(report, Extraction(report="r1"))
        case.store(Linked(actors=(actor,)), ())
        assert [row.reports for row in case.actors_page("sky NEWS", "ORG", 9, 0)] == [1]
        assert case.actors_by_type("sky x") == {}


def test_days_that_are_the_wrong_way_round_are_told(client: TestClient) -> None:
    assert 'role="alert"' in _page(client, "/reports?from=2023-06-01&to=2023-05")
    assert 'role="alert"' not in _page(client, "/reports?from=2023-05-31&to=2023-05")


def test_every_source_says_what_it_said_and_who_carries_it(client: TestClient, sample: Path) -> None:
    for source in _ids(sample, "sources"):
        text = _page(client, f"/sources/{source}")
        assert re.search(r'href="/reports/r[0-9a-f]{16}#r-r[0-9a-f]{16}-s\d+"', text)


def test_a_source_leads_to_its_actor_and_back(client: TestClient, sample: Path) -> None:
    with Case.open(sample) as case:
        source = next(one for one in case.linked().sources if "الغدراني" in one.name)
    text = _page(client, f"/sources/{source.id}")
    actor = re.search(r'href="(/actors/a[0-9a-f]+)"', text)
    assert actor
    back = _page(client, actor[1])
    assert f'href="/sources/{source.id}"' in back
    assert "سالم الغدراني" in back
    only = _page(client, f"/sources/{source.id}?stance=denies")
    assert len(re.findall('class="evidence"', only)) < len(re.findall('class="evidence"', text))


def test_denials_by_others_of_what_a_source_says_are_shown(client: TestClient, sample: Path) -> None:
    shown = 0
    with Case.open(sample) as case:
        accounts, sources = case.accounts(), case.linked().sources
    for account in (one for one in accounts if one.denials):
        members = {member.statement for variant in account.claim.variants for member in variant.members}
        for source in sources:
            own = set(source.statements)
            if own & members and any(denial.statement not in own for denial in account.denials):
                text = _page(client, f"/sources/{source.id}")
                denied = re.search(r'id="h-denied".*?</section>', text, re.DOTALL)
                assert denied
                assert f'href="/claims/{account.claim.id}"' in denied[0]
                shown += 1
    assert shown


def test_every_actor_is_shown_where_it_is_named(client: TestClient, sample: Path) -> None:
    for actor in _ids(sample, "actors"):
        text = _page(client, f"/actors/{actor}")
        place = re.search(r'href="/reports/(r[0-9a-f]{16})#r-\1-(m\d+)"', text)
        assert place
        assert f'id="r-{place[1]}-{place[2]}"' in _page(client, f"/reports/{place[1]}")


# --- what reports contain is shown and never obeyed ---


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Report]]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.riwaya"
    report = Report(
        id="r0123456789abcdef",
        text=HOSTILE,
        title="<b>عنوان</b> \u202egnp.exe",
        outlet='"><script>x</script>',
        url="javascript:alert(1)",
        byline="<i>كاتب</i>",
        read_from="<u>file</u>",
        published="2020-13-99<script>",
    )
    older = Report(
        id="r0123456789abcde0", text="قال الوزير إن الميناء مفتوح.", url="http://a.example/1", read_from="a"
    )
    newer = Report(
        id="r0123456789abcde1", text="قال الوزير إن الميناء مغلق.", url="http://a.example/1", read_from="b"
    )
    with Case.open(path, create=True) as case:
        for one in (report, older, newer):
            case.add(one, extract(one))
        relink(case)
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        yield client, report


def test_hostile_words_stay_words(hostile: tuple[TestClient, Report]) -> None:
    client, report = hostile
    with_panel = [f"/reports/{report.id}/at?ref=s{n}" for n in range(2)]
    for address in ("/reports", "/sources", f"/reports/{report.id}", *with_panel):
        text = _page(client, address)
        body = text.partition("<body")[2]
        assert "<script>" not in body
        assert "<img" not in body
        assert "\u202e" not in text
        assert "javascript:" not in re.sub(r"<bdi[^>]*>javascript:[^<]*", "", text)
        assert not re.search(r"<[^>]*\sonmouseover=", text)
    assert "⟦RLO⟧" in _page(client, f"/reports/{report.id}")


def test_what_changed_at_an_address_is_shown(hostile: tuple[TestClient, Report]) -> None:
    client, report = hostile
    text = _page(client, "/reports/r0123456789abcde1")
    assert "/reports/r0123456789abcde1/changes" in text
    changed = _page(client, "/reports/r0123456789abcde1/changes")
    assert "<del>مفتوح</del>" in changed
    assert "<ins>مغلق</ins>" in changed
    _page(client, f"/reports/{report.id}/changes", 404)


def test_a_case_of_nothing_says_so(tmp_path: Path) -> None:
    Case.open(tmp_path / "empty.riwaya", create=True).close()
    with TestClient(create_app(tmp_path / "empty.riwaya"), base_url=ORIGIN) as client:
        for address in ("/reports", "/sources"):
            assert 'class="notice"' in _page(client, address)


# --- marks ---


def test_lines_are_exactly_the_text_and_open_the_innermost_mark(sample: Path) -> None:
    with Case.open(sample) as case:
        for report in case.reports():
            extraction = case.extraction(report.id)
            lines = report_text.lines(report, extraction, report_text.Shared((), ()))
            shown = ["".join(run.text for run in line.runs) for line in lines]
            assert shown == [line for line in report.text.split("\n") if line.strip()]
            runs = [run for line in lines for run in line.runs]
            assert {f"s{n}" for n in range(len(extraction.statements))} <= {run.opens for run in runs}
            assert all(
                run.opens for run in runs if {"quantity", "time", "place", "source"} & set(run.css.split())
            )


def test_more_layers_are_marked_where_they_stand() -> None:
    report = Report(id="r", text="سطر أول\n\nسطر ثان")
    found = marks.paragraphs(report, extract(report), [marks.Layer(Span(9, 12), "place", "m0")])
    assert [(piece.text, piece.css, piece.starts) for piece in found[1].pieces] == [
        ("سطر", "place m0", ("m0",)),
        (" ثان", "", ()),
    ]
