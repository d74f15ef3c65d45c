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
    end = time.monotonic() + 60
    while "/correct/link" in desk.get("/work") and time.monotonic() < end:
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
