"""Working in a real browser: every correction from where the reader sees the thing, and back to how it was.

Everything is done by clicks, by typing, or by keys alone, over a copy of the sample case.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browsing import barriers, running
from riwaya.case import Case
from riwaya.link.claims.corrected import parts
from riwaya.model import Claim, Correction
from riwaya.show.web import changing
from serving import Served

WHO = "ليلى"
PATIENCE = 60.0


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "work.riwaya"
    copied.write_bytes(sample.read_bytes())
    return copied


@pytest.fixture
def server(path: Path) -> Iterator[Served]:
    with running(path) as made:
        yield made


class Desk:
    """A reader at work: what he sees and does."""

    def __init__(self, page, server: Served) -> None:
        self.page = page
        self.server = server

    def go(self, place: str) -> str:
        self.page.goto(self.server.address + place)
        return self.text()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def here(self) -> str:
        return urlsplit(self.page.url).path

    def follow(self, link: str) -> None:
        """Follow the first of some links."""
        with self.page.expect_navigation():
            self.page.locator(link).first.click()

    def work(self) -> None:
        """Follow the link of the thing that the page is about."""
        self.follow("main .acts a.button")
        assert self.here() == "/correct"

    def send(self, action: str, n: int = 0, why: str = "", **fields: str) -> None:
        """Fill one of the forms on the page and send it."""
        form = self.page.locator(f"form[action='{action}']").nth(n)
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.evaluate("f => f.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if why:
            form.locator("[name=why]").fill(why)
        with self.page.expect_navigation():
            form.locator("button").click()

    def undo(self) -> None:
        """Take the newest change back on the page of changes."""
        self.go("/work")
        changes = self.page.locator(".change").count()
        with self.page.expect_navigation():
            self.page.locator(".change:not(.undone) form[action='/correct/undo'] button").first.click()
        assert self.here() == "/work"
        assert self.page.locator(".change").count() == changes, "nothing is erased"
        assert self.page.locator(".change.undone").count() == 1

    def changed(self) -> str:
        """Give what the page of changes says of the newest one."""
        self.go("/work")
        return self.page.locator(".change").first.inner_text()


@pytest.fixture
def desk(server: Served, opened) -> Iterator[Desk]:
    made = Desk(opened(server, "/work"), server)
    made.send("/correct/name", who=WHO)
    yield made
    assert [one for one in made.page.wrong if "404" not in one] == []


def claims(path: Path) -> list[Claim]:
    with Case.open(path) as case:
        return sorted(case.linked().claims, key=lambda c: -len(parts(c)))


def shown(desk: Desk, claim: str) -> str:
    """Give the page of a claim without what stands around it."""
    desk.go(f"/claims/{claim}")
    return desk.page.locator("article.claim").inner_text()


def test_a_name_is_given_once_and_stands_beside_what_is_done(desk, path):
    claim = claims(path)[0]
    desk.go(f"/claims/{claim.id}")
    desk.work()
    assert desk.page.locator("main [name=who]").count() == 0, "it is known"
    desk.send("/correct/note", text="اتصلت بالمرفأ\nولا جواب")
    assert desk.here() == f"/claims/{claim.id}"
    assert "اتصلت بالمرفأ" in desk.text()
    assert WHO in desk.page.locator(".note-of").inner_text()
    assert re.search(rf"{WHO}.*20\d\d.*UTC", desk.changed(), re.DOTALL)
    desk.undo()
    assert "اتصلت بالمرفأ" not in desk.go(f"/claims/{claim.id}")


def test_a_name_may_be_given_with_the_first_change(server, opened, path):
    desk = Desk(opened(server, f"/claims/{claims(path)[0].id}"), server)
    desk.work()
    desk.send("/correct/note", text="كلمة", who="سامي")
    assert "سامي" in desk.changed()
    assert desk.page.locator("[name=who]").input_value() == "سامي"


def call_wrong(desk: Desk, claim: Claim) -> list[str]:
    """Say of a statement of a claim, in its report, that it was read wrongly; gives the report and the part."""
    report, part = next(one for one, _ in parts(claim) if "/s" in one).split("/")
    desk.go(f"/reports/{report}")
    desk.page.locator(f".text [data-part={part}]").first.click()
    desk.follow("#panel .acts a.button")
    desk.send("/correct/wrong", why="ليس قولا")
    return [report, part]


def test_a_statement_called_wrong_in_the_report_leaves_its_claim_and_comes_back(desk, path):
    claim = claims(path)[0]
    before = shown(desk, claim.id)
    report, part = call_wrong(desk, claim)
    assert desk.here().startswith(f"/reports/{report}")
    desk.page.locator(f".text [data-part={part}]").first.click()
    desk.page.locator("#panel .notice").wait_for()
    now = shown(desk, claim.id)
    assert now != before
    assert f"{report}/{part}" not in {one for c in claims(path) for one, _ in parts(c)}
    assert "ليس قولا" in desk.changed()
    desk.undo()
    assert shown(desk, claim.id) == before


def test_a_statement_is_taken_out_of_a_claim_from_its_page(desk, path):
    claim = claims(path)[0]
    before = shown(desk, claim.id)
    quoted = desk.page.locator(".variant .evidence blockquote").first.inner_text()
    desk.follow(".variant .evidence a[href^='/correct']")
    assert quoted
    wording = desk.page.locator("#h-correct ~ h3", has=desk.page.locator(f"a[href='/claims/{claim.id}']"))
    assert wording.count() == 1
    forms = desk.page.locator("form[action='/correct/leave']")
    n = next(
        i for i in range(forms.count()) if forms.nth(i).locator("[name=claim]").input_value() == claim.id
    )
    gone = forms.nth(n).locator("[name=statement]").input_value()
    desk.send("/correct/leave", n)
    assert desk.here() == f"/claims/{claim.id}"
    assert quoted not in [
        one.inner_text() for one in desk.page.locator(".variant .evidence blockquote").all()
    ]
    [rest] = [c for c in claims(path) if c.id == claim.id]
    assert gone not in {name for name, _ in parts(rest)}
    assert len(parts(rest)) < len(parts(claim))
    assert WHO in desk.changed()
    desk.undo()
    assert shown(desk, claim.id) == before


def test_two_claims_are_joined_and_two_again(desk, path):
    before = claims(path)
    small = next(
        c for c in reversed(before) if c.counted == "killed" and len(parts(c)) < len(parts(before[0]))
    )
    first, second = shown(desk, before[0].id), shown(desk, small.id)
    desk.work()
    offered = desk.page.locator("[name=other] option").all_inner_texts()
    assert any(before[0].wording[:60] in one for one in offered)
    desk.send("/correct/join", other=before[0].id)
    assert desk.here() == f"/claims/{before[0].id}", (
        "the page of a claim that is no more leads to what holds it"
    )
    assert len(claims(path)) == len(before) - 1
    assert desk.page.locator("h1").count() == 1
    desk.undo()
    assert (shown(desk, before[0].id), shown(desk, small.id)) == (first, second)


def test_two_reports_are_said_to_be_no_copy(desk, path):
    with Case.open(path) as case:
        copy = case.linked().copies[0]
    before = desk.go(f"/copies/{copy.id}")
    desk.work()
    desk.send("/correct/no-copy", why="بيان واحد")
    assert desk.page.locator("h1").count() == 1
    assert "R418" not in desk.text(), "the page of a copy that is no more is not where it leads to"
    assert desk.page.goto(f"{desk.server.address}/copies/{copy.id}").status == 404
    assert "بيان واحد" in desk.changed()
    desk.undo()
    assert desk.go(f"/copies/{copy.id}") == before


def test_two_actors_are_made_one_by_name_and_two_again(desk, path):
    with Case.open(path) as case:
        one, other = [a for a in case.linked().actors if a.type == "PER"][:2]
    before = desk.go(f"/actors/{one.id}"), desk.go(f"/actors/{other.id}")
    desk.work()
    desk.send("/correct/merge", other=one.name)
    assert desk.page.locator("h1").count() == 1
    assert {one.name, other.name} <= set(desk.page.locator(".names li").all_inner_texts())
    kept = desk.here()
    assert kept in (f"/actors/{one.id}", f"/actors/{other.id}")
    assert WHO in desk.changed()
    desk.undo()
    assert (desk.go(f"/actors/{one.id}"), desk.go(f"/actors/{other.id}")) == before


def test_a_name_is_split_from_an_actor_everywhere(desk, path):
    with Case.open(path) as case:
        one, other = [a for a in case.linked().actors if a.type == "PER"][:2]
    desk.go(f"/actors/{one.id}")
    desk.work()
    desk.send("/correct/merge", other=other.name)
    before = desk.text()
    desk.work()
    desk.send("/correct/split", name=other.name)
    assert desk.here() == f"/actors/{one.id}"
    assert other.name not in desk.page.locator(".names li").all_inner_texts()
    desk.undo()
    assert desk.go(f"/actors/{one.id}") == before


def test_somebody_of_the_same_name_is_told_apart_in_one_report(desk, path):
    with Case.open(path) as case:
        whole = next(a for a in case.linked().actors if a.type == "PER" and len(a.names) == 1)
    reports = {m.rpartition("/")[0] for m in whole.mentions}
    before = desk.go(f"/actors/{whole.id}")
    desk.work()
    desk.send("/correct/split", report=min(reports))
    assert desk.here() == f"/actors/{whole.id}"
    with Case.open(path) as case:
        [rest] = [a for a in case.linked().actors if a.id == whole.id]
    assert {m.rpartition("/")[0] for m in rest.mentions} == reports - {min(reports)}
    desk.undo()
    assert desk.go(f"/actors/{whole.id}") == before


def test_a_place_is_reached_from_the_map_noted_and_made_one_with_another(desk, path):
    with Case.open(path) as case:
        town = next(p for p in case.linked().places if p.level)
        other = next(p for p in case.linked().places if p.level is None)
    desk.go("/map")
    desk.follow(f"main table a[href='/search?within=0&place={town.id}']")
    desk.work()
    desk.send("/correct/note", text="ليس المكان المقصود")
    assert (desk.here(), "ليس المكان المقصود" in desk.text()) == ("/search", True)
    desk.work()
    desk.send("/correct/merge", other=other.name)
    with Case.open(path) as case:
        assert any({town.name, other.name} <= set(p.names) | {p.name} for p in case.linked().places)
    desk.undo()
    with Case.open(path) as case:
        assert {p.id for p in case.linked().places} >= {town.id, other.id}


def test_a_finding_is_pinned_where_it_stands_and_taken_out_again(desk, path):
    claim = claims(path)[0]
    desk.go(f"/claims/{claim.id}")
    desk.send("/dossier/pin")
    assert desk.here() == f"/claims/{claim.id}"
    assert desk.page.locator(".acts button[aria-pressed=true]").count() == 1
    assert claim.wording in desk.go("/dossier")
    assert WHO in desk.page.locator(".finding header").inner_text()
    desk.undo()
    assert claim.wording not in desk.go("/dossier")
    desk.go(f"/claims/{claim.id}")
    assert desk.page.locator(".acts button[aria-pressed=true]").count() == 0


def reach(page, wanted: str) -> None:
    """Go with the Tab key to what fits, as someone does who has no mouse."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"no way to {wanted} by keys")


def test_keys_alone_are_enough(desk, path):
    claim = claims(path)[0]
    page = desk.page
    desk.go(f"/claims/{claim.id}")
    reach(page, "form[action='/dossier/pin'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".acts button[aria-pressed=true]").count() == 1
    reach(page, ".acts a.button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, "[name=text]")
    page.keyboard.type("من لوحة المفاتيح")
    reach(page, "form[action='/correct/note'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "من لوحة المفاتيح" in desk.text()
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/dossier")
    assert claim.wording in desk.text()
    reach(page, "a.button[href='/work']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("j")
    reach(page, ".change form[action='/correct/undo'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".change.undone").count() == 1


def test_back_goes_back(desk, path):
    claim = claims(path)[0]
    desk.go(f"/claims/{claim.id}")
    desk.work()
    asked = desk.page.url
    desk.send("/correct/note", text="كلمة")
    desk.page.go_back()
    assert desk.page.url == asked
    desk.page.go_back()
    assert desk.here() == f"/claims/{claim.id}"
    desk.go(urlsplit(asked)._replace(scheme="", netloc="").geturl())
    desk.follow("main > p a")
    assert desk.here() == f"/claims/{claim.id}"


def test_what_cannot_be_is_said_in_the_language_of_the_page_with_a_way_back(desk, path):
    page = desk.page
    killed = claims(path)[0]
    injured = next(c for c in claims(path) if c.counted == "injured")
    for language, said in (("ar", "مصيرًا آخر"), ("en", "another fate")):
        page.context.add_cookies([{"name": "riwaya_lang", "value": language, "url": desk.server.address}])
        desk.go(f"/claims/{killed.id}")
        desk.work()
        desk.send("/correct/join", address=f"{desk.server.address}/claims/{injured.id}")
        told = page.locator("[role=alert]").inner_text()
        assert "R420" in told
        assert said in told
        assert killed.wording in told
        desk.follow("[role=alert] a")
        assert desk.here() == "/correct"
    page.wrong.clear()


def test_without_scripts_everything_can_be_done_and_undone(server, opened, path):
    claim = claims(path)[0]
    desk = Desk(opened(server, "/work", java_script_enabled=False), server)
    desk.send("/correct/name", who=WHO)
    before = shown(desk, claim.id)
    call_wrong(desk, claim)
    assert desk.page.locator("#panel .notice").count() == 1, "back at the statement, with what was said of it"
    assert shown(desk, claim.id) != before
    desk.undo()
    assert shown(desk, claim.id) == before
    desk.follow(".variant .evidence a[href^='/correct']")
    desk.send("/correct/leave")
    desk.go("/work")
    assert desk.page.locator(".change").count() == 2
    desk.go(f"/claims/{claim.id}")
    desk.send("/dossier/pin")
    desk.work()
    desk.send("/correct/note", text="بلا برامج")
    assert "بلا برامج" in desk.go("/dossier")


def add(desk: Desk, text: str) -> None:
    """Add a report that is pasted, and wait until it is read."""
    desk.go("/add")
    desk.page.locator("#text").fill(text)
    desk.page.locator("form[data-adding] button.main").click()
    desk.page.wait_for_url("**/add/jobs/*")
    desk.page.locator("#job.is-done").wait_for(timeout=PATIENCE * 1000)


def test_everything_holds_after_a_report_more_was_added(desk, path):
    claim = claims(path)[0]
    name = next(one for one, _ in parts(claim) if "/s" in one)
    with Case.open(path) as case:
        one, other = [a for a in case.linked().actors if a.type == "PER"][:2]
    desk.go(f"/correct?of={name}")
    desk.send("/correct/wrong")
    desk.go(f"/actors/{one.id}")
    desk.work()
    desk.send("/correct/merge", other=other.name)
    desk.go(f"/claims/{claim.id}")
    desk.send("/dossier/pin")
    add(desk, "قال مدير البلدية رامي السعدون إن السوق الجديد سيفتح أبوابه يوم الخميس المقبل.")
    assert name not in {m for c in claims(path) for m, _ in parts(c)}
    with Case.open(path) as case:
        assert any({one.name, other.name} <= set(a.names) for a in case.linked().actors)
    assert claim.wording in desk.go("/dossier")
    desk.go("/work")
    assert desk.page.locator(".change").count() == 3
    assert desk.page.locator(".change.undone").count() == 0
    assert desk.page.locator("form[action='/correct/link']").count() == 0, "nothing waits"


def test_a_correction_that_does_not_hold_is_taken_back_and_the_reader_is_told(desk, path, monkeypatch):
    with Case.open(path) as case:
        one, other = [a for a in case.linked().actors if a.type == "PER"][:2]
        before = case.linked()
    monkeypatch.setattr("riwaya.link.correcting.holds", lambda *_: False)
    desk.go(f"/actors/{one.id}")
    desk.work()
    desk.send("/correct/merge", other=other.name)
    told = desk.page.locator("[role=alert]").inner_text()
    assert "R416" in told
    assert "صحّح منها" in told, "what to do"
    with Case.open(path) as case:
        assert case.corrections() == ()
        assert not case.pending_corrections()
        assert case.linked() == before
        assert case.refused_corrections() == {1: "R416"}
    changed = desk.changed()
    assert "R416" in changed
    assert desk.page.locator(".change.undone").count() == 1
    assert desk.page.locator(".change form").count() == 0, "there is nothing to take back"
    desk.page.wrong.clear()


def test_the_queue_tells_of_a_correction_that_does_not_hold(desk, path, monkeypatch):
    monkeypatch.setattr(changing, "AT_ONCE", 0)
    with Case.open(path) as case:
        case.correct(Correction(kind="merge", a=("PER|لا أحد",), b=("PER|ولا أحد",), at="2031-01-01", by="س"))
        before = case.linked()
    desk.go("/work")
    assert desk.page.locator("form[action='/correct/link']").count() == 1
    desk.send("/correct/link")
    desk.go("/add")
    desk.page.locator("main .jobs a").first.click()
    desk.page.locator("#job.is-done").wait_for(timeout=PATIENCE * 1000)
    assert "R416" in desk.page.locator("#job [role=alert]").inner_text()
    desk.follow("#job [role=alert] a")
    assert desk.here() == "/work"
    assert "R416" in desk.page.locator(".change").first.inner_text()
    assert desk.page.locator("form[action='/correct/link']").count() == 0, "nothing waits any more"
    with Case.open(path) as case:
        assert case.linked() == before


def test_no_page_of_work_is_wider_than_a_small_telephone(server, opened, path):
    page = opened(server, "/work", width=320)
    with Case.open(path) as case:
        linked = case.linked()
        for one in (
            linked.claims,
            linked.actors,
            linked.sources,
            linked.stories,
            linked.places,
            linked.copies,
        ):
            case.pin(case.finding(one[0].id))
            page.goto(f"{server.address}/correct?of={one[0].id}")
            assert page.evaluate("document.documentElement.scrollWidth") == 320, one[0]
    for place in ("/work", "/dossier?whole=1", f"/search?place={linked.places[0].id}"):
        page.goto(server.address + place)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, place


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pages_of_work_and_of_a_job_have_no_serious_barrier(server, opened, path, language):
    page = opened(server, "/work", bypass_csp=True)
    page.context.add_cookies([{"name": "riwaya_lang", "value": language, "url": server.address}])
    desk = Desk(page, server)
    claim = claims(path)[0]
    wrong: dict[str, list[str]] = {}

    def look(what: str) -> None:
        if found := barriers(page):
            wrong[what] = found

    desk.go(f"/correct?of={claim.id}")
    look("a claim to be corrected")
    desk.go(f"/correct?of={parts(claim)[0][0]}")
    look("a statement to be corrected")
    with Case.open(path) as case:
        linked = case.linked()
        for name in (linked.copies[0].id, linked.actors[0].id, linked.places[0].id, linked.stories[0].id):
            desk.go(f"/correct?of={name}")
            look(name)
    desk.go(f"/claims/{claim.id}")
    desk.send("/dossier/pin")
    desk.work()
    desk.send("/correct/note", text="كلمة")
    desk.go("/work")
    look("changes")
    with Case.open(path) as case:
        for name in (linked.actors[0].id, linked.sources[0].id, linked.stories[0].id, linked.places[0].id):
            case.pin(case.finding(name))
    desk.go("/dossier?whole=1")
    assert page.locator(".known").count() == 4
    look("the dossier")
    desk.go("/add")
    page.locator("#text").fill("hello, nothing Arabic")
    page.locator("form[data-adding] button.main").click()
    page.wait_for_url("**/add/jobs/*")
    look("a job that is read")
    page.locator("#job.is-done").wait_for(timeout=PATIENCE * 1000)
    look("a job that is done")
    assert page.locator("#job .warnings li").count()
    desk.go("/add")
    look("jobs")
    assert wrong == {}
