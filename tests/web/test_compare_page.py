"""The page that compares: two reports of the case, two pasted texts, two sentences."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import riwaya
from riwaya.case import Case
from riwaya.case.copies_asked import Pairs
from riwaya.pipeline import comparing
from riwaya.show.web import create_app

ORIGIN = "http://127.0.0.1:8765"
OURS = {"origin": ORIGIN}
FIVE = "قال المتحدث باسم الميناء إن خمسة بحارة قتلوا في انفجار على الرصيف الشرقي مساء الأحد."
SEVEN = "قال المتحدث باسم الميناء إن سبعة بحارة قتلوا في انفجار على الرصيف الشرقي مساء الأحد."
STORY = (
    "غرقت سفينة شحن مساء الأحد قبالة الرصيف الشرقي بعد حريق شب في غرفة المحركات، وقال مدير الميناء إن ستة من"
    " بحارتها نقلوا إلى المستشفى، وإن البحث عن قبطانها مستمر منذ الفجر بمشاركة ثلاثة زوارق وطائرة."
)


@pytest.fixture(scope="module")
def case(sample: Path) -> Iterator[Case]:
    with Case.open(sample, reading=True) as made:
        yield made


def posted(client: TestClient, first: str, second: str) -> str:
    answer = client.post("/compare", data={"first": first, "second": second}, headers=OURS)
    assert answer.status_code == 200
    html: str = answer.text
    return html


def test_a_report_is_chosen_by_its_words(client: TestClient) -> None:
    html = client.get("/compare", params={"find": "العبارة"}).text
    assert len(re.findall(r'href="/compare\?a=r\w{16}"', html)) > 5


def test_what_shares_text_is_offered_first(client: TestClient, case: Case) -> None:
    copy = case.found_copies(Pairs(), "words", 1)[0]
    html = client.get("/compare", params={"a": copy.a}).text
    assert f"/compare?a={copy.a}&amp;b={copy.b}" in html


def test_a_report_is_chosen_by_the_address_of_its_page(client: TestClient, case: Case) -> None:
    copy = case.found_copies(Pairs(), "words", 1)[0]
    html = client.get("/compare", params={"a": copy.a, "find": f"{ORIGIN}/reports/{copy.b}#x"}).text
    assert f"/compare?a={copy.a}&amp;b={copy.b}" in html


def test_two_reports_side_by_side(client: TestClient, case: Case) -> None:
    copy = case.found_copies(Pairs(edited="figure"), "edits", 1)[0]
    html = client.get("/compare", params={"a": copy.a, "b": copy.b}).text
    assert '<table class="sides">' in html
    assert '<table class="sides says">' in html
    assert 'hx-trigger="load"' in html
    assert 'class="verdict' not in html


def test_the_statements_are_compared_where_asked(client: TestClient, case: Case) -> None:
    copy = case.found_copies(Pairs(extent="same"), "words", 1)[0]
    html = client.get("/compare", params={"a": copy.a, "b": copy.b, "verdicts": "1"}).text
    assert 'class="verdict same"' in html
    assert 'hx-trigger="load"' not in html


def test_reports_that_share_nothing(client: TestClient, case: Case) -> None:
    shared = {frozenset((c.a, c.b)) for c in case.found_copies(Pairs(), "words", 99)}
    ids = [report.id for report in case.reports()]
    a, b = next((a, b) for a in ids for b in ids if a < b and frozenset((a, b)) not in shared)
    html = client.get("/compare", params={"a": a, "b": b}).text
    assert "لا مقطع مشتركًا بينهما" in html


def test_a_report_and_itself_is_a_choice_still_to_make(client: TestClient, case: Case) -> None:
    rid = next(case.reports()).id
    assert 'id="h-choose"' in client.get("/compare", params={"a": rid, "b": rid}).text


def test_a_report_that_is_not_there(client: TestClient) -> None:
    assert client.get("/compare", params={"a": "nothing"}).status_code == 404


def test_two_sentences_that_contradict_each_other(client: TestClient) -> None:
    html = posted(client, FIVE, SEVEN)
    assert 'class="verdict contradicts"' in html
    assert '<span class="hit">خمسة</span>' in html
    assert '<span class="hit">سبعة</span>' in html


def test_two_pasted_texts_share_a_passage(client: TestClient) -> None:
    html = posted(client, STORY, STORY.replace("ستة من", "تسعة من") + " وأغلق الميناء.")
    assert '<table class="sides">' in html
    assert "النص الأول" in html
    assert "/reports/" not in html[html.index("<main") : html.index("</main")]


def test_the_same_text_twice_is_two_texts(client: TestClient) -> None:
    assert 'class="verdict same"' in posted(client, FIVE, FIVE)


def test_nothing_of_a_pasted_text_is_kept(client: TestClient, case: Case) -> None:
    before = case.counts()
    posted(client, STORY, FIVE)
    assert case.counts() == before
    assert case.search("غرفة المحركات") == []


@pytest.mark.parametrize(
    ("first", "second", "code", "status"),
    [("", FIVE, "R641", 422), (" .. ", FIVE, "R641", 422), ("كلمة " * 10_001, FIVE, "R640", 413)],
)
def test_a_text_that_cannot_be_compared(
    client: TestClient, first: str, second: str, code: str, status: int
) -> None:
    answer = client.post("/compare", data={"first": first, "second": second}, headers=OURS)
    assert answer.status_code == status
    assert code in answer.text


def test_another_site_cannot_have_texts_compared(client: TestClient) -> None:
    data = {"first": FIVE, "second": SEVEN}
    assert client.post("/compare", data=data, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/compare", data=data).status_code == 403


def test_a_server_that_changes_nothing_compares_too(sample: Path) -> None:
    with TestClient(create_app(sample, readonly=True), base_url=ORIGIN) as client:
        posted(client, FIVE, SEVEN)


def test_hostile_text_is_text(client: TestClient) -> None:
    bad = "قال <script>alert(1)</script> مدير الميناء إن \u202eالسفينة\u202c غرقت."
    html = posted(client, bad, SEVEN + "</textarea><script>alert(2)</script>")
    assert "<script>alert" not in html
    assert "\u202e" not in html


def test_statements_meet_where_their_words_do() -> None:
    one = riwaya.Report(id="a", text=f"{FIVE} وأعلنت الوزارة أن الحداد ثلاثة أيام.")
    other = riwaya.Report(id="b", text=f"ونفى قائد السفينة وجود حريق. {SEVEN}")
    told = [(report, riwaya.extract(report)) for report in (one, other)]
    pairs = comparing.met(*told)
    met = [
        (
            comparing.content(one, told[0][1].statements[p.a]),
            comparing.content(other, told[1][1].statements[p.b]),
        )
        for p in pairs
        if p.a is not None and p.b is not None
    ]
    assert [("خمسة" in a, "سبعة" in b) for a, b in met] == [(True, True)]
    assert {p.a for p in pairs if p.a is not None} == set(range(len(told[0][1].statements)))
    assert {p.b for p in pairs if p.b is not None} == set(range(len(told[1][1].statements)))
