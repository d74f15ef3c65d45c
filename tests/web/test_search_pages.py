"""The page of search: what is found by words and conditions, what is said where nothing is, and nothing breaks it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import riwaya
from riwaya.case import Case
from riwaya.case.search import spans_of, terms
from riwaya.case.search_asked import Wanted
from riwaya.extract.gazetteer import candidates
from riwaya.model import Report, Span
from riwaya.show.web import create_app

ORIGIN = "http://127.0.0.1:8765"
HOSTILE = "<script>alert(1)</script>"


def search(client: TestClient, **asked: str) -> str:
    answer = client.get("/search", params=asked)
    assert answer.status_code == 200
    html: str = answer.text
    return html


def titles(html: str) -> list[str]:
    """Give the titles of the reports that are listed, without what marks their words."""
    found = re.findall(r'<li data-item>\s*<h3><a href="/reports/[^"]*">(.*?)</a></h3>', html, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", title).strip() for title in found]


def counts(html: str) -> tuple[int, int]:
    """Give how many reports and statements there are, as the two lists say."""
    tabs = re.findall(r'<span class="n">([\d,]+)</span></a>', html)
    return int(tabs[0]), int(tabs[1])


@pytest.fixture(scope="module")
def case(sample: Path) -> Iterator[Case]:
    with Case.open(sample, reading=True) as made:
        yield made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a server of a case whose reports would run a script, and turn the line around."""
    path = tmp_path_factory.mktemp("hostile") / "bad.riwaya"
    with Case.open(path, create=True) as made:
        text = f"قال مدير الميناء {HOSTILE} إن \u202eالسفينة غرقت\u202c، بحسب بيان."
        report = Report(id="r0123456789abcdef", text=text, title=f"عنوان {HOSTILE}", outlet=f'"{HOSTILE}')
        made.add(report, riwaya.extract(report))
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        yield client


def test_nothing_asked_for_says_how_to_ask(client: TestClient) -> None:
    html = search(client)
    assert 'name="q"' in html
    assert "hits" not in html
    assert '<details class="how" open>' in html


def test_all_statements_are_listed_where_nothing_is_asked_for(client: TestClient, case: Case) -> None:
    assert 'href="/search?list=statements"' in client.get("/").text
    html = search(client, list="statements")
    assert f'<h2>التصريحات <span class="n">{case.counts()["statements"]}</span>' in html
    assert len(re.findall('class="evidence"', html)) == min(20, case.counts()["statements"])
    assert f"/search?list=statements&amp;page={-(-case.counts()['statements'] // 20)}" in html
    assert '<nav class="tabs"' not in html


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"least": "50", "most": "20"}, 1),
        ({"least": "20", "most": "20"}, 0),
        ({"from": "2023-06-01", "to": "2023-05-01"}, 1),
        ({"from": "2023-05-31", "to": "2023-05"}, 0),
        ({"from": "2024", "to": "2023-05-01", "least": "2", "most": "1"}, 2),
    ],
)
def test_bounds_that_are_the_wrong_way_round_are_told(
    client: TestClient, asked: dict[str, str], told: int
) -> None:
    assert search(client, **asked).count('<p class="notice" role="alert">') == told


def test_a_place_is_said_to_hold_for_the_whole_report(client: TestClient) -> None:
    words = "على التقرير كله"
    assert words in search(client, place="سترة", list="statements")
    assert words in search(client, actor="الغدراني", list="statements")
    assert words not in search(client, place="سترة")
    assert words not in search(client, q="الميناء", list="statements")


@pytest.mark.parametrize("query", ["العبارة", "العبّارة", "بالعبّاره"])
def test_a_word_is_found_however_it_is_spelt(client: TestClient, query: str) -> None:
    assert counts(search(client, q=query)) == counts(search(client, q="العبارة"))
    assert counts(search(client, q=query))[0] > 10


def test_the_words_are_marked_as_they_stand(client: TestClient) -> None:
    html = search(client, q="العبارة")
    assert '<span class="hit">العبّارة</span>' in html


def test_phrases_exclusions_and_beginnings(client: TestClient) -> None:
    every = counts(search(client, q="ميناء رأس العنبر"))[0]
    phrase = counts(search(client, q='"ميناء رأس العنبر"'))[0]
    without = counts(search(client, q="ميناء رأس العنبر -تصحيح"))[0]
    assert 0 < phrase <= every
    assert 0 < without < every
    assert counts(search(client, q="تصحي*"))[0] >= counts(search(client, q="تصحيح"))[0] > 0


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"outlet": "صدى المحار"}, 3),
        ({"from": "2023-05-17"}, 4),
        ({"from": "2023-05-16", "to": "2023-05-16"}, 4),
        ({"to": "2023-05-14"}, 4),
        ({"outlet": "صدى المحار", "to": "2023-05-15"}, 2),
    ],
)
def test_conditions_narrow_the_reports(client: TestClient, asked: dict[str, str], expected: int) -> None:
    assert counts(search(client, **asked))[0] == expected


def test_every_report_between_two_days_is_of_them(case: Case) -> None:
    hits = case.found_reports(Wanted("العبارة", since="2023-05-15", until="2023-05-15"), "oldest", 50)
    days = [hit.published for hit in hits]
    assert days == sorted(days, key=str)
    assert {str(day)[:10] for day in days} == {"2023-05-15"}


def test_a_stance_is_that_of_the_statement(client: TestClient) -> None:
    html = search(client, stance="denies", list="statements")
    reports, statements = counts(html)
    assert 0 < reports <= statements
    assert html.count('class="stance denies"') == min(20, statements)
    assert 'class="stance denies"' not in search(client, stance="confirms", list="statements")


def test_a_kind_of_source_is_that_of_the_origin(case: Case) -> None:
    for kind in ("person", "organisation", "described", "vague"):
        refs = case.found_statements(Wanted(kind=kind), "newest", 200)
        assert len(refs) == case.count_statements(Wanted(kind=kind))
        assert all(case.statement(ref)[1].chain[-1].kind == kind for ref in refs)


def test_the_words_of_a_statement_are_in_it_and_not_beside_it(case: Case) -> None:
    for ref in case.found_statements(Wanted("المفقودين"), "best", 50):
        report, statement = case.statement(ref)
        words = " ".join(report.text[span.start : span.end] for span in statement.content)
        named = " ".join(link.resolved or "" for link in statement.chain)
        assert "مفقود" in words + named


def test_a_figure_lies_between_its_bounds(case: Case) -> None:
    wanted = Wanted(least=25, most=35, counted="killed")
    refs = case.found_statements(wanted, "newest", 100)
    assert refs
    assert len(refs) == case.count_statements(wanted)
    for ref in refs:
        report, statement = case.statement(ref)
        inside = [
            q
            for q in case.extraction(report.id).quantities
            if q.counted == "killed" and any(s.start <= q.span.start < s.end for s in statement.content)
        ]
        assert any((q.high or q.low or 0) >= 25 and (q.low or q.high or 0) <= 35 for q in inside)
    assert case.count_reports(wanted) < case.count_reports(Wanted(counted="killed"))


def test_arabic_digits_and_separators_are_numbers(client: TestClient) -> None:
    assert counts(search(client, least="٢٥", most="٣٥")) == counts(search(client, least="25", most="35"))


def test_a_place_and_an_actor_are_asked_for_by_name_or_by_id(case: Case) -> None:
    for of, table in (("place", "places"), ("actor", "actors")):
        name_id, name = case._rows(f"SELECT id, name FROM {table} LIMIT 1")[0]  # noqa: S608
        by_id = Wanted()._replace(**{of: name_id})
        by_name = Wanted()._replace(**{of: name})
        mentions = f"SELECT count(DISTINCT report) FROM {of}_mentions WHERE {of} = ?"  # noqa: S608
        assert case.count_reports(by_id) == case._rows(mentions, name_id)[0][0] > 0
        assert case.count_reports(by_name) >= case.count_reports(by_id)
        assert case.called_by(of, name_id) == name  # type: ignore[arg-type]
    assert case.count_reports(Wanted(place="لا مكان كهذا")) == 0


@pytest.fixture(scope="module")
def placed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a server of the sample, where all reports but one name a country, and that one a town in it."""
    path = Path(shutil.copy(sample, tmp_path_factory.mktemp("placed") / "placed.riwaya"))
    connection = apsw.Connection(str(path))
    connection.execute("DELETE FROM places; DELETE FROM place_mentions; DELETE FROM place_keys")
    connection.execute(
        "INSERT INTO places VALUES ('l1', 'العراق', 'r8fb4fd48', 'country', 'IQ', '[]', 33, 44),"
        " ('l2', 'الفلوجة', ?, 'town', 'IQ', '[]', 33, 44)",
        (candidates("الفلوجة")[0].id,),
    )
    connection.execute("INSERT INTO place_mentions SELECT iif(n = 1, 'l2', 'l1'), id, 0 FROM reports")
    connection.close()
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        yield made


def toggle(html: str) -> str | None:
    """Give the address that takes in what lies in the place, or leaves it out."""
    found = re.search(r'<li class="inside">.*?href="([^"]*)"', html, re.DOTALL)
    return found[1].replace("&amp;", "&") if found else None


def test_a_place_takes_in_what_lies_in_it_and_says_so(placed: TestClient) -> None:
    html = search(placed, place="العراق", list="statements")
    reports = counts(html)[0]
    assert "ومعه مكان واحد يقع فيه" in html
    english = placed.get("/search?place=العراق", headers={"cookie": "riwaya_lang=en"}).text
    assert "with one place inside it" in english
    assert 'name="within" value="0">' in html
    address = toggle(html)
    assert address is not None
    assert "within=0" in address
    assert "list=statements" in address
    alone = placed.get(address).text
    assert counts(alone)[0] == reports - 1
    assert 'name="within" value="0" checked>' in alone
    back = toggle(alone)
    assert back is not None
    assert "within" not in back
    assert counts(placed.get(back).text) == counts(html)


def test_a_place_alone_stays_alone_on_every_page_and_list(placed: TestClient) -> None:
    html = search(placed, place="العراق", within="0", sort="oldest", q="في")
    links = re.findall(r'href="(/search\?[^"]*place=[^"]*)"', html)
    kept = [link for link in links if link.replace("&amp;", "&") != toggle(html)]
    assert any("page=2" in link for link in kept) or counts(html)[0] <= 20
    assert any("list=statements" in link for link in kept)
    assert all("within=0" in link for link in kept)


def test_the_api_takes_in_what_lies_in_a_place_too(placed: TestClient) -> None:
    for path in ("/api/search", "/api/search/statements"):
        whole, alone = (
            placed.get(path, params={"place": "Iraq", **more}).json()["total"]
            for more in ({}, {"within": "0"})
        )
        assert 0 < alone < whole
        assert whole == placed.get(path).json()["total"]


def test_a_place_without_others_in_it_has_nothing_to_choose(placed: TestClient) -> None:
    html = search(placed, place="الفلوجة")
    assert counts(html)[0] == 1
    assert toggle(html) is None
    assert toggle(search(placed, q="العبارة", within="0")) is None
    assert "within" not in search(placed, q="العبارة", within="0").split('class="tabs"')[1].split("</nav>")[0]


def test_a_story_is_asked_for_by_its_id(case: Case, client: TestClient) -> None:
    story, n = case._rows("SELECT story, count(*) FROM story_reports GROUP BY story ORDER BY 2 DESC LIMIT 1")[
        0
    ]
    html = search(client, story=story)
    assert counts(html)[0] == n
    assert f'name="story" value="{story}"' in html


def test_pages_hold_everything_once(case: Case) -> None:
    wanted = Wanted("العبارة")
    whole = [hit.report for hit in case.found_reports(wanted, "best", 100)]
    paged = [hit.report for n in range(0, 100, 5) for hit in case.found_reports(wanted, "best", 5, n)]
    assert paged == whole
    assert len(whole) == len(set(whole)) == case.count_reports(wanted)


def test_the_address_keeps_everything_on_the_way_to_the_next_page(client: TestClient) -> None:
    html = search(client, q="في", list="statements", sort="oldest")
    link = re.search(r'rel="next" href="([^"]*)"', html)
    assert link is not None
    assert "sort=oldest" in link[1]
    assert "list=statements" in link[1]
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200


def test_a_condition_can_be_taken_away(client: TestClient) -> None:
    html = search(client, q="العبارة", outlet="صدى المحار", stance="says")
    given_part = html[html.index('class="given"') :]
    links = [link.replace("&amp;", "&") for link in re.findall(r'class="button" href="([^"]*)"', given_part)]
    assert len(links) == 2
    assert "outlet" not in links[0]
    assert "stance" in links[0]
    assert counts(client.get(links[0]).text)[0] > counts(html)[0]


def test_nothing_found_offers_other_spellings(client: TestClient) -> None:
    html = search(client, q="العبارهه الميناءء")
    links = [link.replace("&amp;", "&") for link in re.findall(r'data-item><a href="(/search[^"]*)"', html)]
    assert links
    assert all(counts(client.get(link).text)[0] > 0 for link in links)


def test_nothing_found_offers_what_to_leave_out(client: TestClient) -> None:
    html = search(client, q="العبارة", outlet="صدى المحار", **{"from": "2024-01-01"})
    assert counts(html) == (0, 0)
    links = [link.replace("&amp;", "&") for link in re.findall(r'data-item><a href="(/search[^"]*)"', html)]
    assert any("from" not in link and "outlet" in link for link in links)
    assert "لا شيء بهذه الكلمات" in html


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "-العبارة"},
        {"q": '"'},
        {"q": "*"},
        {"q": "NOT AND OR NEAR( ) : ^"},
        {"q": "told:stancedenies"},
        {"q": "\x00\x1f\ud800".encode("utf-8", "replace").decode()},
        {"q": "ا" * 5000},
        {"from": "yesterday", "to": "2023-99-99x"},
        {"least": "many", "most": "nan"},
        {"least": "1e999", "most": "-5"},
        {"kind": "own_voice", "stance": "'; DROP TABLE reports; --"},
        {"counted": "'; DROP TABLE reports; --", "place": '"', "actor": "%", "story": "'"},
        {"page": "-3", "q": "في"},
        {"page": "99999999999999999999", "q": "في"},
        {"sort": "worst", "list": "everything", "q": "في"},
    ],
)
def test_no_address_is_an_error(client: TestClient, asked: dict[str, str]) -> None:
    assert client.get("/search", params=asked).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60), listed=st.sampled_from(["reports", "statements"]))
def test_no_query_is_an_error(client: TestClient, query: str, listed: str) -> None:
    asked = {"q": query.encode("utf-8", "replace").decode(), "list": listed}
    assert client.get("/search", params=asked).status_code == 200


def test_words_of_ours_in_the_index_are_not_found_by_a_query(client: TestClient) -> None:
    assert counts(search(client, q="stancedenies", list="statements")) == (0, 0)


@pytest.mark.parametrize("listed", ["reports", "statements"])
def test_hostile_text_is_text(hostile: TestClient, listed: str) -> None:
    html = search(hostile, q="السفينة", list=listed)
    assert counts(html) == (1, 1)
    assert HOSTILE not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "\u202e" not in html
    assert "⟦RLO⟧" in html


def test_a_hostile_query_is_text(client: TestClient) -> None:
    html = search(client, q=f'">{HOSTILE}', outlet=HOSTILE, place=HOSTILE)
    assert HOSTILE not in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("الميناء", ["ميناء", "بالميناء"]),
        ("«مدير الميناء»", ["مدير ميناء"]),
        ("«ميناء مدير»", []),
        ("«ميناء قديم»", ["ميناء قديم"]),
        ("قدي*", ["قديم"]),
        ("-قديم", []),
        ("", []),
    ],
)
def test_words_are_found_in_a_stretch_as_the_index_finds_them(query: str, found: list[str]) -> None:
    text = "مدير ميناء قديم، واقف بالميناء."
    spans = spans_of(text, Span(0, len(text)), terms(query))
    assert [text[s.start : s.end] for s in spans] == found


@pytest.mark.parametrize("before", [0, 150, 199, 200, 201, 239, 240, 400, 1000])
def test_a_phrase_is_shown_wherever_it_stands(tmp_path: Path, before: int) -> None:
    text = "كلمة " * before + "مدير الميناء القديم هنا " + "كلمة " * 300
    with Case.open(tmp_path / "a.riwaya", create=True) as made:
        made.add(Report(id="r1", text=text), riwaya.Extraction(report="r1"))
        (hit,) = made.found_reports(Wanted("«مدير الميناء القديم»"), "best", 5)
    assert [hit.snippet[m.start : m.end] for m in hit.marks] == ["مدير الميناء القديم"]


def test_what_another_extractor_says_takes_the_place_in_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "قال مدير الميناء إن السفينة غرقت."
    report = Report(id="r0123456789abcdef", text=text)
    with Case.open(tmp_path / "a.riwaya", create=True) as made:
        made.add(report, riwaya.extract(report))
        assert made.count_statements(Wanted("السفينة")) == 1
        monkeypatch.setattr("riwaya.case.collected.extractor_version", lambda: "another")
        made.add(report, riwaya.Extraction(report=report.id))
        assert made.count_statements(Wanted("السفينة")) == 0
        assert made.count_reports(Wanted("السفينة")) == 1
