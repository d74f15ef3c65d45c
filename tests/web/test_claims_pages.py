"""The first page, claims and stories: what they list and in which order, where lines lead, what they never do."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from handmade import ACCOUNTS, EXTRACTIONS, LINKED, REPORTS
from msgspec.structs import replace

import riwaya
from riwaya.case import Case
from riwaya.case.claims_asked import SORTS, AskedClaims, ClaimRow
from riwaya.case.search import terms
from riwaya.case.stories_asked import Published, ReportHead
from riwaya.model import Account, Member
from riwaya.show import select
from riwaya.show.claim_lines import lines
from riwaya.show.export import table
from riwaya.show.web import create_app, timelines

ORIGIN = "http://127.0.0.1:8765"
SCRIPT = "<script>alert(1)</script>\u202eمقلوب\u202c"
PAGES = ("/", "/claims", "/stories", "/timeline")


@pytest.fixture(scope="module")
def accounts(sample: Path) -> tuple[Account, ...]:
    with Case.open(sample) as case:
        return case.accounts()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A case whose outlets, titles, claims and origins try to be something else."""
    path = tmp_path_factory.mktemp("hostile") / "case.riwaya"
    linked = replace(
        LINKED,
        stories=tuple(replace(story, title=SCRIPT) for story in LINKED.stories),
        claims=(dead := replace(LINKED.claims[0], wording=SCRIPT), LINKED.claims[1]),
    )
    weighed = replace(
        ACCOUNTS[1],
        claim=dead,
        drift=tuple(replace(point, outlet="=cmd|'/c calc'!A0") for point in ACCOUNTS[1].drift),
    )
    with Case.open(path, create=True) as case:
        for report, extraction in zip(REPORTS, EXTRACTIONS, strict=True):
            case.add(replace(report, title=SCRIPT, outlet=f"{SCRIPT}{report.outlet}"), extraction)
        case.store(linked, (ACCOUNTS[0], weighed))
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        yield made


def links(text: str, start: str) -> list[str]:
    """Give the addresses on a page that start so, each once and in order."""
    return list(dict.fromkeys(re.findall(f'href="({start}[^"#?]+)', text)))


def figures(account: Account) -> int:
    return len({(v.low, v.high) for v in account.claim.variants} - {(None, None)})


def members(account: Account) -> int:
    return len({m.statement for v in account.claim.variants for m in v.members})


# --- what is listed ---


def test_the_first_page_counts_and_leads_on(client: TestClient, accounts: tuple[Account, ...]) -> None:
    text = client.get("/").text
    assert f"<strong>{len(accounts)}</strong>" in text
    most = max(accounts, key=figures)
    assert f'href="/claims/{most.claim.id}"' in text
    for place in ("/reports", "/sources", "/claims", "/stories", "/copies", "/claims?mismatch=1", "/actors"):
        assert f'href="{place}"' in text
    assert links(text, "/stories/")


@pytest.mark.parametrize("sort", SORTS)
def test_claims_stand_in_the_order_that_is_asked_for(
    client: TestClient, accounts: tuple[Account, ...], sort: str
) -> None:
    ids = [one.removeprefix("/claims/") for one in links(client.get(f"/claims?sort={sort}").text, "/claims/")]
    assert sorted(ids) == sorted(account.claim.id for account in accounts)
    by_id = {account.claim.id: account for account in accounts}
    key = {
        "match": lambda a: (figures(a), len(a.denials)),  # without words
        "figures": lambda a: (figures(a), len(a.denials)),
        "voices": lambda a: (a.support.low, a.support.high),
        "doubt": lambda a: a.support.high - a.support.low,
        "members": members,
        "newest": lambda a: 0,
    }[sort]
    keys = [key(by_id[one]) for one in ids]
    assert keys == sorted(keys, reverse=True)


def test_the_newest_claim_is_told_in_the_last_report(sample: Path) -> None:
    with Case.open(sample) as case:
        when = {report.id: report.published or "" for report in case.reports()}
        ids = [row.id for row in case.claims_page(AskedClaims(sort="newest"), 100)]
        last = {
            a.claim.id: max(when[m.statement.split("/")[0]] for v in a.claim.variants for m in v.members)
            for a in case.accounts()
        }
    assert [last[one] for one in ids] == sorted(last.values(), reverse=True)


def test_filters_keep_what_the_command_line_keeps(sample: Path, accounts: tuple[Account, ...]) -> None:
    with Case.open(sample) as case:
        index = select.Index(case)
        for asked, wanted in (
            (AskedClaims(disputed=True), select.WantedClaims(disputed=True)),
            (AskedClaims(denied=True), select.WantedClaims(denied=True)),
            (AskedClaims(denied=True, mismatch=True), select.WantedClaims(denied=True, mismatches=True)),
            (AskedClaims(phantom=True), select.WantedClaims(phantoms=True)),
            (AskedClaims(mismatch=True), select.WantedClaims(mismatches=True)),
            (AskedClaims(disputed=True, mismatch=True), select.WantedClaims(disputed=True, mismatches=True)),
        ):
            expected = {account.claim.id for account in select.claims(index, accounts, wanted)}
            assert {row.id for row in case.claims_page(asked, 100)} == expected
            assert case.count_claims(asked) == len(expected)
        assert 0 < case.count_claims(AskedClaims(disputed=True)) < len(accounts)


def test_denied_claims_are_listed_by_themselves(client: TestClient, accounts: tuple[Account, ...]) -> None:
    denied = {a.claim.id for a in accounts if a.denials or any(v.denied for v in a.claim.variants)}
    assert 0 < len(denied) < sum(map(select.is_disputed, accounts))
    text = client.get("/claims?denied=1").text
    assert {one.removeprefix("/claims/") for one in links(text, "/claims/")} == denied
    assert f'class="n">{len(denied)}<' in text
    assert 'name="denied" value="1" checked' in text


def test_the_order_of_words_is_offered_only_with_words(client: TestClient) -> None:
    plain, asked = client.get("/claims").text, client.get("/claims?q=العبارة").text
    assert "sort=match" not in plain
    assert re.search(r'sort=match" aria-current="true"', asked)
    # What was shown without being asked for does not become what is asked for when words are added.
    assert 'name="sort"' not in plain
    assert 'name="sort" value="voices"' in client.get("/claims?sort=voices").text


def test_a_row_says_what_its_account_says(sample: Path, accounts: tuple[Account, ...]) -> None:
    with Case.open(sample) as case:
        rows = {row.id: row for row in case.claims_page(AskedClaims(), 100)}
        for account in accounts:
            row = rows[account.claim.id]
            assert (row.low, row.high) == (account.support.low, account.support.high)
            assert (len(row.figures), row.statements) == (figures(account), members(account))
            assert (row.denials, row.phantom) == (len(account.denials), account.phantom)
            assert row.denied == any(v.denied for v in account.claim.variants)
            assert row.mismatches == sum(c.checked in ("figure", "source") for c in account.citations)
            assert row.outlets >= 1


def test_words_are_found_however_they_are_spelt(client: TestClient, accounts: tuple[Account, ...]) -> None:
    some = accounts[0].claim
    word = max(some.wording.split(), key=len).strip("،.")
    found = client.get("/claims", params={"q": f"{word} ّ"}).text
    assert f"/claims/{some.id}" in found
    assert f'value="{word}' in found
    assert not links(client.get("/claims?q=قسطنطينية").text, "/claims/")


def test_words_are_marked_in_the_wording_or_in_what_is_said(tmp_path: Path) -> None:
    path = tmp_path / "case.riwaya"
    with Case.open(path, create=True) as case:
        for report, extraction in zip(REPORTS, EXTRACTIONS, strict=True):
            case.add(report, extraction)
        case.store(LINKED, ACCOUNTS)
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        worded = made.get("/claims?q=نورس").text
        assert '<span class="hit">نورس</span>' in worded
        assert 'class="said"' not in worded
        said = made.get("/claims?q=مصادر 19").text
        assert links(said, "/claims/claim") == ["/claims/claim-1"]
        assert '<span class="hit">مصادر</span> طبية · وكالة سارية' in said
        assert '<span class="hit">19</span> راكبًا' in said
        assert 'href="/reports/bbbb02#r-bbbb02-s0"' in said
        phrase = made.get('/claims?q="مصادر طبية"').text
        assert '<span class="hit">مصادر طبية</span>' in phrase
        assert not links(made.get('/claims?q="ارتفع القتلى"').text, "/claims/claim")


def test_a_word_far_behind_in_a_wording_is_shown() -> None:
    wording = "كلمة " * 100 + "في آخرها مرفأ"
    row = ClaimRow("c", "s", wording, None, None, None, 1, 1, False, (), False, 1, 1, 0, 0, None)
    (line,) = lines([row], terms("المرفأ"))
    assert [piece.text for piece in line.wording if piece.css == "hit"] == ["مرفأ"]
    (plain,) = lines([row])
    assert len("".join(piece.text for piece in plain.wording)) <= 241
    (near,) = lines([row], terms("كلمة"))
    assert "مرفأ" not in "".join(piece.text for piece in near.wording)


def test_what_is_said_is_only_words(tmp_path: Path) -> None:
    path = tmp_path / "case.riwaya"
    text = f"قال مدير الميناء {SCRIPT} إن السفينة غرقت {SCRIPT} أمام الساحل."
    report = riwaya.Report(id="r0123456789abcdef", text=text, outlet=SCRIPT)
    extraction = riwaya.extract(report)
    claim = replace(LINKED.claims[1], variants=(replace(LINKED.claims[1].variants[0], members=(
        Member(statement=f"{report.id}/s0"),)),))  # fmt: skip
    with Case.open(path, create=True) as case:
        case.add(report, extraction)
        case.store(replace(LINKED, claims=(claim,)), [replace(ACCOUNTS[0], claim=claim)])
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        said = made.get("/claims?q=السفينة").text
    assert '<span class="hit">السفينة</span>' in said
    assert "<script>alert" not in said
    assert "\u202e" not in said


def test_a_story_and_a_sort_stay_in_the_addresses(client: TestClient, accounts: tuple[Account, ...]) -> None:
    story = accounts[0].claim.story
    text = client.get(f"/claims?story={story}&disputed=1").text
    assert f"/claims?story={story}&amp;disputed=1&amp;sort=voices" in text
    assert f'name="story" value="{story}" checked' in text
    assert f'href="/stories/{story}"' in client.get(f"/claims/{accounts[0].claim.id}").text


# --- one claim ---


def test_every_line_of_a_claim_opens_its_sentence(client: TestClient, accounts: tuple[Account, ...]) -> None:
    account = max(accounts, key=members)
    text = client.get(f"/claims/{account.claim.id}").text
    for variant in account.claim.variants:
        for member in variant.members[:60]:
            report = member.statement.split("/")[0]
            assert f"/reports/{report}#r-{member.statement.replace('/', '-')}" in text


def test_headings_of_a_page_skip_no_level(client: TestClient, accounts: tuple[Account, ...]) -> None:
    story = accounts[0].claim.story
    for place in (*PAGES, f"/claims/{accounts[0].claim.id}", f"/stories/{story}"):
        # The dialog of keys, which stands behind the page, has headings of its own.
        text = client.get(place).text.split("<footer>")[0]
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels.count(1) == 1, place
        assert all(b <= a + 1 for a, b in pairwise(levels)), (place, levels)


def test_pictures_and_tables_are_files(client: TestClient, accounts: tuple[Account, ...]) -> None:
    account = max(accounts, key=figures)
    place = f"/claims/{account.claim.id}"
    for name in ("chains.svg", "drift.svg"):
        for lang in ("ar", "en"):
            found = client.get(f"{place}/{name}", headers={"cookie": f"riwaya_lang={lang}"})
            assert found.headers["content-disposition"] == f'attachment; filename="{account.claim.id}-{name}"'
            root = ET.fromstring(found.text)  # noqa: S314 - made by us
            assert root.get("lang") == lang
            assert f'href="{place}/{name}"' in client.get(place).text
    drift = list(csv.DictReader(io.StringIO(client.get(f"{place}/figures.csv").text.lstrip("\ufeff"))))
    assert [row["quantity"] for row in drift] == [point.quantity for point in account.drift]
    assert [float(row["low"]) for row in drift if row["low"]] == [p.low for p in account.drift if p.low]
    ways = list(csv.DictReader(io.StringIO(client.get(f"{place}/chains.csv").text.lstrip("\ufeff"))))
    assert {ref for row in ways for ref in row["refs"].split(" | ")} == {r.statement for r in account.routes}


def test_the_picture_of_figures_has_a_mark_for_each(
    client: TestClient, accounts: tuple[Account, ...]
) -> None:
    account = max(accounts, key=figures)
    text = client.get(f"/claims/{account.claim.id}/drift.svg").text
    for value in {point.low for point in account.drift if point.first}:
        assert re.search(rf"<title>{value} · ", text)


def test_what_is_not_there_says_what_to_do(client: TestClient, accounts: tuple[Account, ...]) -> None:
    plain = next(a.claim.id for a in accounts if not a.drift)
    for place, code in (
        ("/claims/none", "R417"),
        ("/claims/none/chains.svg", "R417"),
        ("/stories/none", "R650"),
        (f"/claims/{plain}/drift.svg", "R651"),
    ):
        found = client.get(place)
        assert (found.status_code, code in found.text) == (404, True), place


# --- stories and time ---


def test_a_story_shows_its_reports_in_time(client: TestClient, sample: Path) -> None:
    with Case.open(sample) as case:
        story = max(case.linked().stories, key=lambda one: len(one.reports))
    text = client.get(f"/stories/{story.id}").text
    picture, _, rest = text.partition("</figure>")
    assert set(links(picture, "/reports/")) == {f"/reports/{report}" for report in story.reports}
    assert set(links(rest, "/reports/")) == {f"/reports/{report}" for report in story.reports}
    assert f'href="/claims?story={story.id}"' in text
    assert links(client.get("/stories").text, "/stories/")[0] == f"/stories/{story.id}"
    moved = client.get(f"/timeline?story={story.id}", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, f"/stories/{story.id}")


def test_a_time_is_asked_for_by_its_days(client: TestClient, sample: Path) -> None:
    with Case.open(sample) as case:
        days = sorted(report.published[:10] for report in case.reports() if report.published)
    day = days[0]
    text = client.get(f"/timeline?from={day}&to={day}").text
    assert len(links(text, "/reports/")) == days.count(day)
    assert f'value="{day}"' in text
    every = len(links(client.get("/timeline").text, "/reports/"))
    assert len(links(client.get("/timeline?from=gestern&to=9").text, "/reports/")) == every
    assert not links(client.get("/timeline?from=2999-01-01").text, "/reports/")


def test_bars_count_every_report_once() -> None:
    counted = [Published(f"outlet {n}", f"2020-01-{1 + n % 9:02d}", n + 1) for n in range(30)]
    counted += [
        Published("outlet 1", "2020", 3),
        Published(None, None, 2),
        Published("outlet 2", "gestern", 1),
    ]
    drawn = timelines.bars(counted, timelines.to_reports)
    assert drawn is not None
    assert sum(bar.reports for bar in drawn.bars) == sum(n + 1 for n in range(30))
    assert sum(lane.reports for lane in drawn.lanes) == sum(day.reports for day in drawn.days)
    assert (len(drawn.lanes), drawn.lanes[-1].rest) == (timelines.MOST_LANES, True)
    assert (len(drawn.days), drawn.undated) == (9, 6)
    assert max(bar.height for bar in drawn.bars) == timelines.HIGHEST
    assert all(0 <= bar.x < bar.x + bar.width <= 100 for bar in drawn.bars)
    assert drawn.bars[0].href.startswith("/reports?outlet=outlet")


def test_a_long_time_has_bars_of_several_days() -> None:
    counted = [Published("أ", "2001-01-01", 1), Published("أ", "2020-12-31", 1)]
    drawn = timelines.bars(counted, timelines.to_reports)
    assert drawn is not None
    assert len(drawn.days) <= timelines.MOST_BARS
    assert "from=2001-01-01&to=2001-04-28" in drawn.bars[0].href
    assert timelines.bars([Published("أ", None, 4)], timelines.to_reports) is None


def test_dots_of_reports_without_a_time_stand_apart() -> None:
    heads = [ReportHead(f"r{n}", None, "أ", f"2020-01-0{n}", None) for n in range(1, 5)]
    drawn = timelines.dots([*heads, ReportHead("r9", None, None, None, "بلا تاريخ")])
    assert drawn is not None
    assert (drawn.undated, drawn.column) == (1, True)
    undated = next(dot for dot in drawn.dots if dot.report.id == "r9")
    assert undated.x > max(dot.x for dot in drawn.dots if dot is not undated)
    assert timelines.dots([]) is None


def test_reports_of_which_none_has_a_time_are_drawn():
    drawn = timelines.dots([ReportHead(f"r{n}", None, None, None, "بلا تاريخ") for n in range(3)])
    assert drawn is not None
    assert (drawn.undated, len(drawn.dots), drawn.ticks) == (3, 3, ())


# --- what is never done ---


def test_words_of_reports_are_only_words(hostile: TestClient) -> None:
    for place in (*PAGES, "/claims/claim-1", "/stories/story-1", "/claims?story=story-1"):
        found = hostile.get(place)
        assert found.status_code == 200
        assert "<script>alert" not in found.text
        assert "\u202e" not in found.text
        assert "⟦RLO⟧" in found.text, place
    for name in ("drift.svg", "figures.csv", "chains.csv"):
        assert hostile.get(f"/claims/claim-1/{name}").status_code == 200
    assert "<script>" not in hostile.get("/claims/claim-1/drift.svg").text


def test_a_table_holds_no_formula(hostile: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(hostile.get("/claims/claim-1/figures.csv").text.lstrip("\ufeff"))))
    assert rows[0]["outlet"].startswith("'=cmd|")
    assert [row["low"] for row in rows] == ["12", "19", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "\u200f=", "＝"])
def test_a_cell_that_would_be_a_formula_is_a_text(start: str) -> None:
    written = table.document(("a", "b"), [(f"{start}1", -3)])
    _, row = list(csv.reader(io.StringIO(written.lstrip("\ufeff"), newline="")))
    assert row == [f"'{start}1", "-3"]


def test_pages_have_no_script_or_style_of_their_own(
    client: TestClient, accounts: tuple[Account, ...]
) -> None:
    story = accounts[0].claim.story
    for place in (*PAGES, f"/claims/{accounts[0].claim.id}", f"/stories/{story}"):
        text = client.get(place).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script>|javascript:", text), place


@pytest.mark.parametrize(
    "asked",
    [
        "page=0", "page=-1", "page=x", "page=99999999999999999999", "page=٣", "sort=truth", "story=%00", "q=%FF%FE",
        "q=" + "a" * 5000, "q=%22%27%29--", "disputed=&phantom=0&mismatch=x", "from=%00&to=2020-13-45", "warnings=7",
        "from=0000&to=9999", "q=%E2%80%AE&page=2&page=3",
    ],
)  # fmt: skip
def test_no_question_is_an_error(client: TestClient, asked: str) -> None:
    for place in PAGES:
        assert client.get(f"{place}?{asked}").status_code == 200, place


def test_an_empty_case_says_how_to_fill_it(tmp_path: Path) -> None:
    path = tmp_path / "empty.riwaya"
    Case.open(path, create=True).close()
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        text = client.get("/").text
        assert 'class="button" href="/add"' in text
        assert "riwaya read reports/ --case" in text
        for place in ("/claims", "/stories", "/timeline"):
            assert 'class="notice"' in client.get(place).text
    with TestClient(create_app(path, readonly=True), base_url=ORIGIN) as client:
        assert 'href="/add"' not in client.get("/").text


def test_warnings_are_paged(tmp_path: Path) -> None:
    path = tmp_path / "warned.riwaya"
    with Case.open(path, create=True) as case:
        from riwaya.errors import warn

        for n in range(45):
            case.warn(warn("R102", f"file-{n:02d}.txt"))
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        text = client.get("/?warnings=3").text
        assert 'href="/?warnings=2#warnings"' in text
        assert "file-44.txt" in text
        assert "file-20.txt" not in text
