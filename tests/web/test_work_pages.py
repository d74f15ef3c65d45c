"""Working in the browser: what is corrected, noted and pinned is shown, kept, undone and exported."""

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from riwaya.case import Case
from riwaya.case.reports import text_digest
from riwaya.link.claims.corrected import parts
from riwaya.model import Claim
from riwaya.show.web import changing, create_app

ORIGIN = "http://127.0.0.1:8765"
HOSTILE = "<script>alert(1)</script> \u202eexe.fdp\u200f «ملاحظة»\n\x07"


class Desk:
    """A reader at work: a client that sends what our forms send."""

    def __init__(self, client: TestClient, path: Path) -> None:
        self.client = client
        self.path = path

    def case(self) -> Case:
        return Case.open(self.path)

    def get(self, address: str, status: int = 200) -> str:
        found = self.client.get(address)
        assert found.status_code == status, (address, found.text[:400])
        return found.text

    def post(self, to: str, status: int = 303, *, token: str | None = None, **fields: Any) -> Any:
        sent = {"token": self.token() if token is None else token, "back": "/work", **fields}
        found = self.client.post(to, data=sent, headers={"origin": ORIGIN}, follow_redirects=False)
        assert found.status_code == status, (to, found.text[:400])
        return found

    def token(self) -> str:
        found = re.search(r'data-token="([^"]+)"', self.client.get("/work").text)
        assert found is not None
        return found[1]


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "work.riwaya"
    path.write_bytes(sample.read_bytes())
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        yield Desk(client, path)


def claims(desk: Desk) -> list[Claim]:
    with desk.case() as case:
        return sorted(case.linked().claims, key=lambda c: -len(parts(c)))


def statement(desk: Desk) -> str:
    return next(name for name, _ in parts(claims(desk)[0]) if "/s" in name)


def test_nothing_yet_says_what_to_do(desk: Desk) -> None:
    assert "/claims" in desk.get("/dossier")
    assert 'name="who"' in desk.get("/work")


def test_a_statement_is_pinned_noted_and_printed_with_its_words_and_digests(desk: Desk) -> None:
    name = statement(desk)
    desk.post("/correct/note", ref=name, text=HOSTILE, who="ليلى")
    answer = desk.post("/dossier/pin", ref=name, back="/claims?page=2#x")
    assert answer.headers["location"] == "/claims?page=2#x"
    with desk.case() as case:
        report, said = case.statement(name)
        assert [(p.by, p.of.name) for p in case.pins().values()] == [("ليلى", name)]
    words = " … ".join(report.text[s.start : s.end] for s in said.content)
    for shown in (desk.get("/dossier"), desk.get("/dossier/file")):
        flat = unescape(re.sub(r"<[^>]+>", "", shown))
        assert words in flat
        assert text_digest(report.text) in shown
        assert report.sha256
        assert report.sha256 in shown
        assert said.rule in shown
        assert (report.outlet or "") in flat
        assert "ليلى" in shown
        assert "<script>alert" not in shown
        assert "\u202e" not in shown
        assert "⟦RLO⟧" in shown
    assert 'aria-pressed="true"' in desk.get(f"/correct?of={quote(name, safe='')}")


def test_the_file_fetches_nothing_and_runs_nothing(desk: Desk) -> None:
    desk.post("/dossier/pin", ref=claims(desk)[0].id)
    answer = desk.client.get("/dossier/file")
    assert "attachment" in answer.headers["content-disposition"]
    made = answer.text
    assert "default-src &#39;none&#39;" in made
    assert "<script" not in made
    assert "<form" not in made
    assert not re.search(r'(?:src|href)="(?!https?:|data:|#)', made)
    assert "style=" not in made
    assert {'lang="ar"', 'lang="en"'} <= set(re.findall(r'lang="\w+"', made))


def test_a_claim_is_told_with_its_interval_and_reasons(desk: Desk) -> None:
    claim = claims(desk)[0]
    desk.post("/dossier/pin", ref=claim.id)
    told = desk.client.get("/dossier/json").json()["findings"][0]
    with desk.case() as case:
        support = case.account(claim.id).support
    assert told["words"] == claim.wording
    assert told["claims"][0]["voices"] == {"low": support.low, "high": support.high}
    assert len(told["claims"][0]["reasons"]) == len(support.reasons)
    figures = [(f["low"], f["high"], f["statements"]) for f in told["claims"][0]["figures"]]
    assert figures == [(v.low, v.high, len({m.statement for m in v.members})) for v in claim.variants]
    assert 'th scope="col">الرقم' in desk.get("/dossier")
    assert {s["name"] for s in told["statements"]} == {name for name, _ in parts(claim)}
    assert all(len(s["report"]["sha256_of_text"]) == 64 for s in told["statements"])
    assert claim.wording in unescape(desk.get("/dossier"))


def test_copies_and_reports_are_pinned_too(desk: Desk) -> None:
    with desk.case() as case:
        copy = case.linked().copies[0]
    desk.post("/dossier/pin", ref=copy.id)
    desk.post("/dossier/pin", ref=copy.a)
    found = desk.client.get("/dossier/json").json()["findings"]
    assert found[0]["copy"]["a"]["id"] == copy.a
    assert found[0]["copy"]["passages"]
    assert found[1]["report"]["id"] == copy.a


def pinned(desk: Desk, name: str) -> tuple[dict[str, Any], str]:
    """Pin a thing; give it as a program reads it, and the whole page that is saved, as words."""
    desk.post("/dossier/pin", ref=name, who="ليلى")
    told = desk.client.get("/dossier/json").json()["findings"][-1]
    page, file = desk.get("/dossier"), desk.get("/dossier/file")
    assert file.count('class="card finding"') == page.count('class="card finding"')
    for shown in (page, file):
        assert 'class="facts known"' in shown
    return told, unescape(re.sub(r"<[^>]+>", "", file))


def test_an_actor_is_told_with_what_it_says_and_who_relies_on_it(desk: Desk) -> None:
    with desk.case() as case:
        one = next(a for a in case.linked().actors if case.speaking_as(a) and len(a.mentions) > 5)
        sources = [case.source(s.id) for s in case.speaking_as(one)]
        relying = {r.name for s in sources for r in case.beside(s)[0]} - {s.name for s in sources}
    said = {ref for source in sources for ref in source.statements}
    told, words = pinned(desk, one.id)
    speaking = told["who"]["speaking"]
    assert told["who"]["names"] == list(one.names)
    assert told["who"]["named"]["mentions"] == len(one.mentions)
    assert speaking["statements"] == len(said)
    assert speaking["reports"] == len({ref.rpartition("/")[0] for ref in said})
    assert {r["name"] for r in speaking["relying"]} == relying
    assert sum(c["statements"] for c in speaking["carriers"]) == len(said)
    assert len({s["report"]["id"] for s in speaking["sentences"]}) == len(speaking["sentences"]) > 1
    for sentence in speaking["sentences"]:
        assert sentence["name"] in said
        assert sentence["context"] in words
        assert sentence["report"]["sha256_of_text"] in words
        assert sentence["report"]["outlet"] in words


def test_who_says_nothing_is_told_with_sentences_that_name_him(desk: Desk) -> None:
    with desk.case() as case:
        one = next(a for a in case.linked().actors if not case.speaking_as(a))
    told, words = pinned(desk, one.id)
    assert "speaking" not in told["who"]
    assert told["who"]["named"]["sentences"]
    for sentence in told["who"]["named"]["sentences"]:
        assert any(name in sentence["context"] for name in one.names)
        assert sentence["context"] in words
        assert sentence["report"]["sha256_of_text"] in words


def test_a_source_is_told_with_its_denials(desk: Desk) -> None:
    with desk.case() as case:
        one = next(s for s in case.linked().sources if case.denials_of(s.statements, 9)[1])
        denied, n = case.denials_of(one.statements, 9)
    told, words = pinned(desk, one.id)
    speaking = told["who"]["speaking"]
    assert (speaking["denials"], speaking["statements"]) == (n, len(one.statements))
    assert [d["by"]["name"] for d in speaking["denied"]] == [d.statement for d in denied][:6]
    assert denied[0].wording in words


def test_a_story_is_told_with_its_days_outlets_claims_and_figures(desk: Desk) -> None:
    with desk.case() as case:
        one = max(case.linked().stories, key=lambda s: len(s.reports))
        row = case.story_row(one.id)
        accounts = [a for a in case.accounts() if a.claim.story == one.id]
    assert row is not None
    told, words = pinned(desk, one.id)
    story = told["story"]
    assert (story["first"], story["last"], story["reports"]) == (row.first, row.last, len(one.reports))
    assert len([o for o in story["outlets"] if o["outlet"]]) == row.outlets
    assert sum(o["reports"] for o in story["outlets"]) == len(one.reports)
    assert {(c["id"], c["voices"]["low"]) for c in story["claims"]} == {
        (a.claim.id, a.support.low) for a in accounts
    }
    assert all(c["wording"] in words for c in story["claims"])
    assert {t["id"] for t in story["texts"]} == set(one.reports)
    assert all(t["sha256_of_text"] in words for t in story["texts"])
    assert one.title in words


def test_a_place_is_told_with_its_position_and_sentences(desk: Desk) -> None:
    with desk.case() as case:
        town = next(p for p in case.linked().places if p.lat is not None)
        unknown = next(p for p in case.linked().places if p.lat is None)
    told, words = pinned(desk, town.id)
    assert (told["location"]["lat"], told["location"]["level"]) == (town.lat, town.level)
    assert f"{town.lat:.4f}, {town.lon:.4f}" in words
    assert told["location"]["reports"] == len({m.rpartition("/")[0] for m in town.mentions})
    for sentence in told["location"]["sentences"]:
        assert any(name in sentence["context"] for name in town.names)
        assert sentence["report"]["sha256_of_text"] in words
    told, _ = pinned(desk, unknown.id)
    assert (told["location"]["level"], told["location"]["lat"]) == (None, None)
    assert told["location"]["sentences"]


def test_a_member_leaves_a_claim_and_comes_back(desk: Desk) -> None:
    whole = claims(desk)[0]
    gone = parts(whole)[0]
    desk.post("/correct/leave", claim=whole.id, statement=gone[0], quantity=gone[1] or "", why="لا صلة له")
    assert [gone] in [parts(c) for c in claims(desk)]
    shown = desk.get("/work")
    assert "لا صلة له" in shown
    desk.post("/correct/undo", table="corrections", n="1")
    assert claims(desk)[0] == whole
    assert "change undone" in desk.get("/work")


def test_a_statement_leaves_a_claim_with_all_its_figures(desk: Desk) -> None:
    whole = claims(desk)[0]
    told = [name for name, _ in parts(whole)]
    name = max(told, key=told.count)
    desk.post("/correct/leave", claim=whole.id, statement=name)
    assert {part for part in parts(whole) if part[0] == name} in [set(parts(c)) for c in claims(desk)]


def test_two_claims_are_joined_by_address(desk: Desk) -> None:
    found = claims(desk)
    a, b = next(
        (a, b) for a in found for b in found if a.id != b.id and (a.unit, a.counted) == (b.unit, b.counted)
    )
    desk.post("/correct/join", claim=a.id, other="", address=f"{ORIGIN}/claims/{b.id}?x=1#y")
    assert any(set(parts(c)) == {*parts(a), *parts(b)} for c in claims(desk))
    desk.post("/correct/join", 409, claim=a.id, other=a.id)
    desk.post("/correct/join", 404, claim=a.id, other="c0", address="")


def test_a_statement_read_wrongly_leaves_its_claims(desk: Desk) -> None:
    name = statement(desk)
    desk.post("/correct/wrong", ref=name)
    assert name not in {m for c in claims(desk) for m, _ in parts(c)}
    assert 'name="table" value="corrections"' in desk.get(f"/correct?of={quote(name, safe='')}")


def test_no_copy_and_who_is_who(desk: Desk) -> None:
    with desk.case() as case:
        linked = case.linked()
        copy, persons = linked.copies[0], [a for a in linked.actors if a.type == "PER"]
    desk.post("/correct/no-copy", ref=copy.id)
    a, b = persons[:2]
    desk.post("/correct/merge", actor=a.id, other=b.name)
    with desk.case() as case:
        now = case.linked()
        assert copy.id not in {c.id for c in now.copies}
        [one] = [x for x in now.actors if set(a.keys) & set(x.keys)]
        assert set(b.keys) <= set(one.keys)
    desk.post("/correct/split", actor=one.id, name=b.names[0])
    with desk.case() as case:
        assert not any(set(a.keys) & set(x.keys) and set(b.keys) & set(x.keys) for x in case.linked().actors)
    assert desk.get("/work").count('class="card change') == 3


def test_what_takes_long_is_kept_at_once_and_held_by_a_job(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "AT_ONCE", 0)
    name = statement(desk)
    desk.post("/correct/wrong", ref=name)
    with desk.case() as case:
        assert case.corrections()
    assert "/add/jobs/" in desk.get("/work"), "its job says how far it is"
    assert "/correct/link" not in desk.get("/work")
    end = time.monotonic() + 60
    while "/add/jobs/" in desk.get("/work") and time.monotonic() < end:
        time.sleep(0.2)
    assert "/correct/link" not in desk.get("/work")
    assert name not in {m for c in claims(desk) for m, _ in parts(c)}


def test_what_waits_is_said_and_can_be_linked_now(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(changing, "AT_ONCE", 0)
        patched.setattr(desk.client.app.state.jobs, "resume", lambda: None)  # type: ignore[attr-defined]
        desk.post("/correct/wrong", ref=statement(desk))
    assert "/correct/link" in desk.get("/work")
    desk.post("/correct/link")
    assert "/correct/link" not in desk.get("/work")


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/correct/undo", {"table": "reports", "n": "1"}, 404),
        ("/correct/undo", {"table": "notes", "n": "1"}, 404),
        ("/correct/undo", {"table": "notes", "n": "x"}, 400),
        ("/correct/undo", {"table": "notes", "n": "99999999999999999999999"}, 400),
        ("/correct/note", {"ref": "nothing", "text": "x"}, 404),
        ("/correct/note", {"text": "x"}, 400),
        ("/correct/wrong", {"ref": "c1"}, 404),
        ("/correct/wrong", {"ref": "r0/s0"}, 404),
        ("/correct/leave", {"claim": "c0", "statement": "r0/s0"}, 404),
        ("/correct/no-copy", {"ref": "y0"}, 404),
        ("/correct/merge", {"actor": "a0", "other": "x"}, 404),
        ("/correct/split", {"actor": "a0", "name": "x"}, 404),
        ("/correct/split", {"actor": "a0", "name": "x", "report": "r\x00"}, 404),
        ("/dossier/pin", {"ref": "\u202e<b>"}, 404),
        ("/dossier/pin", {}, 400),
    ],
)
def test_what_cannot_be_is_said_and_never_fails(
    desk: Desk, address: str, fields: dict[str, str], status: int
) -> None:
    desk.post(address, status, **fields)


@pytest.mark.parametrize(
    "address",
    ["/dossier?page=0", "/dossier?page=x", "/dossier?whole=2", "/work?page=99999999999999", "/work?page=-1"],
)
def test_odd_addresses_show_a_page(desk: Desk, address: str) -> None:
    desk.get(address)


def test_odd_findings_are_not_there(desk: Desk) -> None:
    for of in ("", "x", "../..", quote("\u202e"), "r0/s999"):
        desk.get(f"/correct?of={of}", 404)
    desk.get("/correct", 400)


def test_nothing_changes_without_our_token_or_when_only_reading(desk: Desk, sample: Path) -> None:
    claim = claims(desk)[0].id
    for token in ("", "x" * 43, "ü"):
        desk.post("/dossier/pin", 403, ref=claim, token=token)
    assert desk.client.post("/dossier/pin", data={"ref": claim}).status_code == 403
    with desk.case() as case:
        assert case.count_pins() == 0
    with TestClient(create_app(desk.path, readonly=True), base_url=ORIGIN) as client:
        assert client.post("/dossier/pin", data={}, headers={"origin": ORIGIN}).status_code == 403
        assert "<textarea" not in client.get(f"/correct?of={claim}").text
        assert "/correct/name" not in client.get("/work").text


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"]
)
def test_a_form_leads_back_to_us_only(desk: Desk, back: str) -> None:
    answer = desk.post("/dossier/pin", ref=claims(desk)[0].id, back=back)
    assert answer.headers["location"] == "/"


def test_the_name_is_given_once(desk: Desk) -> None:
    desk.post("/correct/name", who="  سامي \n <b>  ")
    assert 'value="سامي &lt;b&gt;"' in desk.get("/work")
    desk.post("/correct/note", ref=claims(desk)[0].id, text="x")
    with desk.case() as case:
        [entry] = case.done(9)
        assert entry.what.by == "سامي <b>"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", entry.what.at)


def test_a_pin_that_moved_says_so_and_shows_both(desk: Desk) -> None:
    name = statement(desk)
    desk.post("/dossier/pin", ref=name)
    with desk.case() as case:
        case._connection.execute("UPDATE pins SET words = 'كلمات أخرى'")
    shown = desk.get("/dossier")
    assert "كلمات أخرى" in shown
    assert desk.client.get("/dossier/json").json()["findings"][0]["state"] == "moved"
    with desk.case() as case:
        case._connection.execute("UPDATE pins SET name = ''")
    told = desk.client.get("/dossier/json").json()["findings"][0]
    assert told["state"] == "gone"
    assert told["place"]["context"]
    desk.get("/dossier")
