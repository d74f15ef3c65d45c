"""Evidence: one text is one report wherever it is seen, a changed page is a new version, and a text never changes."""

from pathlib import Path

import apsw
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.case import Case
from riwaya.case.changes import changes
from riwaya.extract import extract
from riwaya.model import Report, Span, Warn
from riwaya.read import identify
from riwaya.read.told.page_key import page_key

TEXT = "أعلن مدير ميناء السلامى مساء أمس وصول السفينة الثانية وعلى متنها 40 راكبا."
URL = "https://www.manara.example/news/7?utm_source=tw"


def report(text: str = TEXT, **fields: str | None) -> Report:
    given = {"outlet": "المنارة", "url": URL, "published": "2021-04-07", "title": "سفينة", "byline": None} | {
        name: value
        for name, value in fields.items()
        if name in {"outlet", "url", "published", "title", "byline"}
    }
    rest = {name: value for name, value in fields.items() if name not in given}
    return Report(id=identify(text=text, **given), text=text, **given, **rest)  # type: ignore[arg-type]


def added(case: Case, one: Report) -> bool:
    return case.add(one, extract(one))


def test_the_text_of_one_page_from_two_places_is_one_report_with_two_sightings() -> None:
    with Case.open() as case:
        first = report(read_from="a.html", sha256="aa")
        again = report(
            url="http://manara.example/news/7", title="سفينة ثانية", read_from="b.warc#3", sha256="bb"
        )
        assert added(case, first)
        assert not added(case, again)
        assert not added(case, again)
        assert case.counts()["reports"] == 1
        seen = case.sightings(first.id)
        assert [(s.read_from, s.sha256, s.title) for s in seen] == [
            ("a.html", "aa", "سفينة"),
            ("b.warc#3", "bb", "سفينة ثانية"),
        ]
        assert all(s.at and s.by and s.by.startswith("riwaya ") for s in seen)


@pytest.mark.parametrize(
    ("fields", "one"),
    [
        ({"url": "https://manara.example/news/8"}, True),  # another address of the outlet, the same day
        (
            {"url": "https://manara.example/news/8", "published": "2021-04-09"},
            False,
        ),  # printed again on another day
        (
            {"outlet": "الصدى", "url": "https://sada.example/1"},
            False,
        ),  # another outlet: a copy, and a voice to weigh
        ({"published": "2021-04-09"}, True),  # the same page, stamped anew
    ],
)
def test_which_reports_with_one_text_are_one(fields: dict[str, str], one: bool) -> None:
    with Case.open() as case:
        added(case, report(read_from="a"))
        assert added(case, report(read_from="b", **fields)) is not one
        assert case.counts()["reports"] == (1 if one else 2)


def test_a_text_that_was_read_need_not_be_extracted_again() -> None:
    with Case.open() as case:
        assert case.queue(report(read_from="a"))
        assert not case.queue(report(read_from="a"))
        assert not case.queue(report(read_from="b", title="ثان")), "it waits already"
        assert [one.id for one in case.queued()] == [report().id]
        added(case, report(read_from="a"))
        assert case.waiting() == 0
        assert not case.queue(report(read_from="c", title="آخر"))
        assert case.waiting() == 0
        assert [s.read_from for s in case.sightings(report().id)] == ["a", "b", "c"]


def test_what_was_queued_is_kept_however_the_reading_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    with Case.open(path, create=True) as case:

        def interrupted() -> None:
            with case.queueing():
                case.queue(report())
                case.warn(Warn(code="R102", message="x"))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
    with Case.open(path) as case:
        assert [one.id for one in case.queued()] == [report().id]
        assert len(case.warnings()) == 1
        assert case.counts()["reports"] == 0


def test_a_changed_page_is_a_new_version_linked_to_the_old(tmp_path: Path) -> None:
    old = report(fetched="2021-04-07T10:00:00Z")
    new = report(TEXT.replace("40", "43"), fetched="2021-04-07T12:00:00Z")
    with Case.open(tmp_path / "a.riwaya", create=True) as case:
        added(case, new)
        added(case, old)
        added(case, report("نص آخر.", url="https://manara.example/news/9"))
        (page,) = case.versions()
        assert (page.page, page.reports) == ("manara.example/news/7", (old.id, new.id))
        assert case.report(old.id) == old
    (change,) = changes(old.text, new.text)
    assert (change.kind, old.text[slice(*_ends(change.old))], new.text[slice(*_ends(change.new))]) == (
        "replaced",
        "40",
        "43",
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


WORDS = st.lists(
    st.sampled_from(["قال", "المدير", "إن", "40", "43", "راكبا", ".", "،", "وصلوا"]), max_size=12
).map(" ".join)


@given(WORDS, WORDS)
def test_changes_turn_the_old_words_into_the_new(old: str, new: str) -> None:
    out, at = [], 0
    for change in changes(old, new):
        out += [old[at : change.old.start], new[change.new.start : change.new.end]]
        at = change.old.end
        assert (change.old.start == change.old.end) == (change.kind == "added")
        assert (change.new.start == change.new.end) == (change.kind == "removed")
    assert " ".join([*out, old[at:]]).split() == new.split()
    assert changes(old, old) == ()


def test_a_stored_text_never_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    with Case.open(path, create=True) as case:
        added(case, report())
    with pytest.raises(apsw.ConstraintError, match="never changes"):
        apsw.Connection(str(path)).execute("UPDATE reports SET text = 'x'")


def test_a_case_of_version_4_gets_its_pages_and_digests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from riwaya.case import migrations

    path = tmp_path / "a.riwaya"
    with monkeypatch.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:4])
        older.setattr(migrations, "VERSION", 4)
        connection = apsw.Connection(str(path))
        from riwaya.case.search import register

        register(connection)
        migrations.migrate(connection)
        one = report()
        connection.execute(
            "INSERT INTO reports(id, outlet, url, text, furniture) VALUES (?, ?, ?, ?, '[]')",
            (one.id, one.outlet, one.url, one.text),
        )
        connection.execute("INSERT INTO sightings VALUES (?, 'old.html')", (one.id,))
        connection.close()
    with Case.open(path, create=True) as case:
        assert case.report(one.id).stamps == ()
        assert [s.read_from for s in case.sightings(one.id)] == ["old.html"]
        assert not added(case, msgspec.structs.replace(report(title="آخر"), read_from="new.html"))
        assert case.counts()["reports"] == 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.A.example/n/7/?utm_source=x&fbclid=1#top", "a.example/n/7"),
        ("http://a.example/n/7", "a.example/n/7"),
        ("https://m.a.example/n/7/amp", "a.example/n/7"),
        ("https://a.example/read.php?id=7&ref=home", "a.example/read.php?id=7"),
        ("https://a.example/%D8%AE%D8%A8%D8%B1", "a.example/خبر"),
        ("https://m.example/n", "m.example/n"),
        ("https://a.example/", None),  # a front page is another text every hour
        ("ftp://a.example/n", None),
        ("https://[::1", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_which_page_an_address_means(url: str | None, key: str | None) -> None:
    assert page_key(url) == key


@given(st.text(max_size=60) | st.text(max_size=40).map("https://a.example/".__add__))
def test_any_text_is_an_address_or_none(url: str) -> None:
    assert page_key(url) != ""
