"""The API: what it gives is what the case holds, exactly; what goes wrong is said in one shape."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from fastapi.testclient import TestClient

import riwaya
from riwaya.arabic.fold import fold
from riwaya.case import Case
from riwaya.model import Account, Actor, Comparison, Copy, Extraction, Passage, Report, Source, Story, Warn
from riwaya.show.web import api, create_app
from riwaya.show.web.described import nouns

ORIGIN = "http://127.0.0.1:8765"
OURS = {"origin": ORIGIN}
LISTS = (
    "reports",
    "claims",
    "stories",
    "sources",
    "actors",
    "copies",
    "warnings",
    "search",
    "search/statements",
)


@pytest.fixture(scope="module")
def case(sample: Path) -> Case:
    return Case.open(sample)


def every(client: TestClient, path: str) -> list[dict]:
    """Follow `next` to the end."""
    items, totals = [], set()
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        items += body["items"]
        totals.add(body["total"])
        path = body["next"]
    assert totals == {len(items)}
    return items


def test_the_case_is_counted(client, case):
    found = client.get("/api/case").json()
    assert found["counts"] == case.counts()
    assert (found["name"], found["schema"]) == ("sample", riwaya.SCHEMA)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_comes_whole_page_by_page(client, name):
    whole = every(client, f"/api/{name}?size=200")
    assert every(client, f"/api/{name}?size=3") == whole
    assert whole or name == "warnings"


@pytest.mark.parametrize(
    ("name", "noun"),
    [("reports", Report), ("claims", Account), ("stories", Story), ("sources", Source), ("actors", Actor)],
)
def test_each_thing_of_a_list_is_given_by_its_id(client, name, noun):
    for item in every(client, f"/api/{name}?size=200"):
        found = client.get(f"/api/{name}/{item['id']}")
        decoded = msgspec.json.decode(found.content, type=noun)
        assert (decoded.claim.id if noun is Account else decoded.id) == item["id"]


def test_a_noun_is_the_very_noun_of_the_case(client, case):
    for report in case.reports():
        assert msgspec.json.decode(client.get(f"/api/reports/{report.id}").content, type=Report) == report
        there = client.get(f"/api/reports/{report.name}/extraction")
        assert msgspec.json.decode(there.content, type=Extraction) == case.extraction(report.id)
    for account in case.accounts():
        there = client.get(f"/api/claims/{account.claim.id}")
        assert msgspec.json.decode(there.content, type=Account) == account


def test_a_copy_comes_with_its_passages(client, case):
    shared = {passage.id: passage for passage in case.linked().passages}
    for copy in case.linked().copies:
        found = client.get(f"/api/copies/{copy.id}").json()
        assert msgspec.convert(found["copy"], Copy) == copy
        assert msgspec.convert(found["passages"], list[Passage]) == [shared[one] for one in copy.passages]


def test_reports_are_filtered_by_outlet_and_day(client, case):
    first = next(case.reports())
    found = every(client, f"/api/reports?outlet={first.outlet}&to={first.published[:10]}")
    assert {item["outlet"] for item in found} == {first.outlet}
    assert all(item["published"][:10] <= first.published[:10] for item in found)
    assert first.id in {item["id"] for item in found}
    assert every(client, "/api/reports?from=2099") == []


def test_claims_are_filtered_as_the_page_of_claims_filters_them(client, case):
    assert {item["id"] for item in every(client, "/api/claims?phantom=true")} == {
        account.claim.id for account in case.accounts() if account.phantom
    }
    disputed = every(client, "/api/claims?disputed=true")
    assert 0 < len(disputed) < len(every(client, "/api/claims"))
    assert all(item["denied"] or item["denials"] or len(item["figures"]) > 1 for item in disputed)
    denied = every(client, "/api/claims?denied=true")
    assert 0 < len(denied) < len(disputed)
    assert all(item["denied"] or item["denials"] for item in denied)
    supported = [item["low"] for item in every(client, "/api/claims?sort=voices")]
    assert supported == sorted(supported, reverse=True)
    assert every(client, "/api/claims?q=zzzz") == []


def test_claims_are_found_by_their_wording_or_by_what_is_said(client, case):
    accounts = {account.claim.id: account.claim for account in case.accounts()}
    found = every(client, "/api/claims?q=العبارة")
    assert {item["said"] is None for item in found} == {True, False}
    for item in found:
        assert ("عبار" in fold(item["wording"])) == (item["said"] is None)
        members = {m.statement for v in accounts[item["id"]].variants for m in v.members}
        assert item["said"] is None or item["said"] in members
    assert every(client, '/api/claims?q="العبارة ميناء"') == []
    assert all(item["said"] is None for item in every(client, "/api/claims"))


def test_sources_are_filtered_by_kind_and_name(client):
    assert {item["kind"] for item in every(client, "/api/sources?kind=vague")} == {"vague"}
    one = every(client, "/api/sources?kind=person")[0]
    assert one["id"] in {item["id"] for item in every(client, f"/api/sources?q={one['name']}")}


def test_actors_are_filtered_by_type_and_name(client):
    bodies = every(client, "/api/actors?type=ORG")
    assert {item["type"] for item in bodies} == {"ORG"}
    assert len(bodies) + len(every(client, "/api/actors?type=PER")) == len(every(client, "/api/actors"))
    assert bodies[0] in every(client, f"/api/actors?q={bodies[0]['name']}")


def test_search_finds_words_however_they_are_spelt(client, case):
    report = next(case.reports())
    word = next(word for word in report.text.split() if len(word) > 5 and word.isalpha())
    assert report.id in {hit["report"] for hit in every(client, f"/api/search?q={word}")}
    said = every(client, "/api/search/statements?stance=denies")
    assert said
    assert {item["statement"]["stance"] for item in said} == {"denies"}
    assert every(client, "/api/search?q=zzzz") == []


def test_two_texts_are_compared(client):
    texts = {"a": "أعلنت الوزارة مقتل خمسة أشخاص في دمشق", "b": "أعلنت الوزارة مقتل سبعة أشخاص في دمشق"}
    found = client.post("/api/compare", json=texts, headers=OURS)
    assert msgspec.json.decode(found.content, type=Comparison) == riwaya.compare(texts["a"], texts["b"])


def test_a_text_is_extracted_and_not_kept(client, case):
    before = case.counts()
    sent = {"text": "قال المدير إن خمسة أشخاص قتلوا أمس", "outlet": "صدى المرسى", "published": "2031-05-04"}
    found = client.post("/api/extract", json=sent, headers=OURS).json()
    report = msgspec.convert(found["report"], Report)
    assert (report.text, report.outlet, report.published) == tuple(sent.values())
    assert msgspec.convert(found["extraction"], Extraction) == riwaya.extract(report)
    assert found["extraction"]["times"][0]["value"] == "2031-05-03"
    assert case.counts() == before


def test_what_cannot_be_read_in_a_text_that_is_sent_is_said(client):
    sent = {"text": "قال المدير إن خمسة قتلوا\x00", "published": "soon"}
    found = client.post("/api/extract", json=sent, headers=OURS).json()
    assert [one["code"] for one in found["warnings"]] == ["R114", "R110"]
    assert msgspec.convert(found["warnings"], list[Warn])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nothing", 404),
        ("/api/reports/r0123", 404),
        ("/api/reports/none/extraction", 404),
        ("/api/claims/none", 404),
        ("/api/stories/none", 404),
        ("/api/sources/none", 404),
        ("/api/copies/%00", 404),
        ("/api/claims?page=0", 422),
        ("/api/claims?page=99999999999999999999", 422),
        ("/api/claims?size=201", 422),
        ("/api/claims?sort=best", 422),
        ("/api/claims?disputed=perhaps", 422),
        ("/api/search?within=perhaps", 422),
        ("/api/reports?from=yesterday", 422),
        ("/api/sources?kind=ghost", 422),
        ("/api/actors?type=LOC", 422),
        ("/api/actors/none", 404),
        ("/api/search?least=many", 422),
        ("/api/search?least=inf", 422),
        ("/api/search?least=nan", 422),
        (f"/api/search?q={'ق' * 1001}", 422),
        (f"/api/reports/{'r' * 201}", 422),
        ("/api/compare", 405),
    ],
)
def test_what_goes_wrong_is_said_in_one_shape(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    body = answer.json()
    assert set(body) == {"code", "message", "hint"}
    assert re.fullmatch(r"R\d{3}", body["code"])
    assert body["message"]


@pytest.mark.parametrize("path", ["/api/compare", "/api/extract"])
@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"text": ""}', b'{"a": "", "b": ""}', b'{"a": ".", "b": "..", "text": 1}', b"\xff",
        b'{"a": "\\ud800x", "b": "x"}', b'{"text": "\\ud800x"}', b"[" * 100_000, b'{"text": "  "}',
        b'{"a": "x", "b": "."}',
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_refused(client, path, body):
    answer = client.post(path, content=body, headers={**OURS, "content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "R621"


def test_long_texts_are_refused(client):
    long = {"a": "قال " * 1300, "b": "x"}
    assert client.post("/api/compare", json=long, headers=OURS).status_code == 422
    longer = {"text": "قال " * 60_000}
    assert client.post("/api/extract", json=longer, headers=OURS).status_code == 422


def test_what_another_site_or_a_form_sends_is_refused(client):
    texts = {"a": "قال", "b": "قال"}
    assert client.post("/api/compare", json=texts).status_code == 403
    assert (
        client.post("/api/compare", json=texts, headers={"origin": "http://evil.example"}).status_code == 403
    )
    assert client.post("/api/compare", data=texts, headers=OURS).status_code == 415
    plain = {**OURS, "content-type": "text/plain"}
    assert client.post("/api/compare", content=b'{"a": "x", "b": "y"}', headers=plain).status_code == 415


def test_a_case_that_is_only_read_still_compares_and_extracts(sample):
    with TestClient(create_app(sample, readonly=True), base_url=ORIGIN) as client:
        texts = {"a": "قال المدير", "b": "قال الوزير"}
        assert client.post("/api/compare", json=texts, headers=OURS).status_code == 200
        assert client.post("/api/extract", json={"text": "قال المدير إن"}, headers=OURS).status_code == 200


def test_hostile_words_stay_data(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    hostile = 'قال المدير «<script>alert(1)</script> \u202e"\\» إن خمسة قتلوا'
    (folder / "a.txt").write_text(f"<b>عنوان</b>\n{hostile}", encoding="utf-8")
    path = tmp_path / "hostile.riwaya"
    riwaya.read(str(folder), path).close()
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        one = every(client, "/api/reports")[0]
        answer = client.get(f"/api/reports/{one['id']}")
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert hostile in answer.json()["text"]


def test_the_document_has_every_noun_and_dangles_nowhere(client):
    document = client.get("/api/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert {noun.__name__ for noun in nouns()} <= set(schemas)
    assert all(kind.__name__ in schemas for kind in api.NOUNS if isinstance(kind, type))
    referred = re.findall(r'"#/components/schemas/([^"]+)"', client.get("/api/openapi.json").text)
    assert set(referred) <= set(schemas)
    for path, methods in document["paths"].items():
        for method, does in methods.items():
            assert does["description"], (path, method)
            assert "$ref" in str(does["responses"]["200"]), (path, method)


def test_the_page_of_the_api_shows_every_path_and_noun(client):
    page = client.get("/api").text
    document = client.get("/api/openapi.json").json()
    for path in document["paths"]:
        assert path in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


def commands(root: Path) -> list[str]:
    """Give the commands of docs/api.md, each on one line."""
    text = (root / "docs" / "api.md").read_text(encoding="utf-8").replace("\\\n", "")
    return re.findall(r"^curl .+$", text, re.MULTILINE)


def test_the_commands_of_the_documentation_do_what_they_say(client, root):
    ids = {
        name: client.get(f"/api/{plural}").json()["items"][0]["id"]
        for name, plural in (
            ("report", "reports"), ("claim", "claims"), ("story", "stories"), ("source", "sources"),
            ("actor", "actors"), ("copy", "copies"),
        )
    }  # fmt: skip
    done = commands(root)
    assert len(done) > 15
    for command in done:
        words = shlex.split(
            re.sub(r"\{(\w+)\}", lambda name: ids.get(name[1], name[0]), command), comments=True
        )
        headers = dict(words[n + 1].split(": ", 1) for n, word in enumerate(words) if word == "-H")
        body = next((words[n + 1] for n, word in enumerate(words) if word == "-d"), None)
        address = urlsplit(words[1])
        answer = client.request(
            "POST" if body else "GET", f"{address.path}?{address.query}", headers=headers, content=body
        )
        assert answer.status_code == 200, (command, answer.text)
        if "items" in answer.json() and "mismatch" not in command and "warnings" not in command:
            assert answer.json()["items"], command
