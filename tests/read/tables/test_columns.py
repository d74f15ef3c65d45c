"""Which column is which field: what the user says, what is known by name, what a text looks like, what a cell holds."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import RiwayaError
from riwaya.lexicon import toml
from riwaya.read.record import FIELDS
from riwaya.read.tables import cells, columns
from riwaya.read.tables.columns import Plan, names_of, parse, settle

TEXT = (
    "أعلن مدير ميناء السلامى، سعيد الراوي، أن السفينة الثانية وصلت مساء أمس وعلى متنها مئة راكب، "
    "وقال إن الميناء سيعمل طوال الليل لاستقبال السفن القادمة من الجزر."
)


def fields(record: dict[str, object], **given: str) -> dict[str, object]:
    """Give the fields that a record alone is read with."""
    flat = cells.flat(columns.lifted(record))
    plan, _ = settle(list(flat), [flat], given, "a")
    assert plan is not None
    return plan.fields(record)


def best(names: Sequence[str], field: str) -> str:
    return names_of(tuple(names)).fields[field][0]


# --- the map that the user gives ---


def test_the_map_as_it_is_typed() -> None:
    assert parse(["text=النص,published=التاريخ", "outlet = المصدر"]) == {
        "text": "النص",
        "published": "التاريخ",
        "outlet": "المصدر",
    }
    assert parse(["text=نص الخبر، كاملا", "title=a=b"]) == {"text": "نص الخبر، كاملا", "title": "a=b"}
    assert parse([]) == {}


@pytest.mark.parametrize("wrong", ["text", "text=", "=x", "", "txt=النص"])
def test_a_map_that_is_none_says_what_there_is(wrong: str) -> None:
    with pytest.raises(RiwayaError) as said:
        parse([wrong])
    assert said.value.code == columns.NO_SUCH
    assert "field=column" in said.value.what or "published" in said.value.what


def test_the_user_is_believed() -> None:
    record: dict[str, object] = {"text": "قصير", "المحتوى الأصلي": TEXT, "source": "https://manara.example/1"}
    found = fields(record, text="المحتوى الأصلي", outlet="source")
    assert (found["text"], found["outlet"]) == (TEXT, "https://manara.example/1")


def test_a_column_in_another_spelling_and_by_its_number() -> None:
    record: dict[str, object] = {"الرقم": 5, "المحتوي  الاصلي:": TEXT}
    assert fields(record, text="المحتوى الأصلي")["text"] == TEXT
    assert fields(record, text="2")["text"] == TEXT


def test_what_is_not_there_is_said_with_what_is() -> None:
    plan, said = settle(["text", "b", "c"], [{"text": TEXT}], {"text": "نص", "foo": "b"}, "a.csv")
    assert plan is not None
    assert [warning.code for warning in said] == [columns.NO_SUCH] * 2
    assert "there are: text, b, c" in said[0].message
    assert "forwarded_from" in said[1].message
    assert plan.fields({"text": TEXT})["text"] == TEXT


def test_many_columns_are_not_all_listed() -> None:
    _, said = settle([f"column {n}" for n in range(100_000)], [{"x": 1}], {}, "a")
    assert len(said[-1].message) < 600
    assert "more" in said[-1].message


# --- names that are known ---


def test_the_list_of_names_is_well_made() -> None:
    table = toml("report_fields")
    assert {name for name, names in table.items() if isinstance(names, list)} == set(FIELDS)
    for section in (table, table["instead"], table["beside"]):
        for field, names in section.items():
            if isinstance(names, list):
                assert len({columns._key(name) for name in names}) == len(names), field


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        # CrowdTangle, Brandwatch, Talkwalker, Meltwater, MediaCloud, news-please, X by API and by collectors
        ("Page Name,User Name,Post Created,Post Created Date,Message,URL,Link,Link Text,Description",
         {"outlet": "Page Name", "published": "Post Created", "text": "Message", "url": "URL"}),
        ("Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Full Text,Author",
         {"outlet": "Domain", "published": "Date", "text": "Full Text", "title": "Title", "byline": "Author"}),
        ("url,published,title,content,host_url,domain_url,extra_source_attributes.name",
         {"outlet": "extra_source_attributes.name", "text": "content"}),
        ("Date,Time,Source Name,Source Domain,Author Name,Headline,Hit Sentence,URL",
         {"outlet": "Source Name", "published": "Date", "title": "Headline", "byline": "Author Name"}),
        ("stories_id,publish_date,title,url,language,media_id,media_name,media_url,indexed_date,text",
         {"id": "stories_id", "published": "publish_date", "outlet": "media_name", "url": "url", "text": "text"}),
        ("authors,date_download,date_modify,date_publish,description,maintext,source_domain,title,url",
         {"published": "date_publish", "text": "maintext", "outlet": "source_domain", "byline": "authors"}),
        ("id,created_at,full_text,text,user.name,user.screen_name,user.description",
         {"published": "created_at", "text": "full_text", "outlet": "user.name"}),
        ("id,date,message,peer,fwd_from_name",
         {"text": "message", "outlet": "peer", "forwarded_from": "fwd_from_name"}),
        ("م,اسم الموقع,تاريخ النشر,عنوان الخبر,نص الخبر,رابط الخبر",
         {"outlet": "اسم الموقع", "published": "تاريخ النشر", "title": "عنوان الخبر", "text": "نص الخبر",
          "url": "رابط الخبر"}),
        ("المصدر:,التأريخ,العنوان *,الـنـص,الكاتب", {"outlet": "المصدر:", "title": "العنوان *", "text": "الـنـص"}),
        ("publishedAt,urlToImage,content,articleBody,datePublished",
         {"published": "publishedAt", "text": "articleBody"}),
        ("date_extracted,date,source_url,source", {"published": "date", "outlet": "source", "url": "source_url"}),
    ],
)  # fmt: skip
def test_names_of_what_people_have(names: str, wanted: dict[str, str]) -> None:
    assert {field: best(names.split(","), field) for field in wanted} == wanted


def test_what_does_not_fit_a_field_is_passed_over() -> None:
    record: dict[str, object] = {
        "source": '<a href="x">Web App</a>',
        "user": {"name": "المنارة"},
        "text": TEXT,
    }
    assert fields(record)["outlet"] == "المنارة"
    record = {"source": "https://manara.example/1", "domain": "manara.example", "text": TEXT, "author": 7}
    assert fields(record) == {"outlet": "manara.example", "url": "https://manara.example/1", "text": TEXT}
    assert fields({"text": 12, "content": TEXT})["text"] == TEXT
    assert fields({"article": "https://manara.example/1", "body": TEXT})["text"] == TEXT


def test_a_part_of_the_text_stands_in_only_where_there_is_no_whole() -> None:
    assert fields({"description": "وصف", "content": TEXT})["text"] == TEXT
    plan, said = settle(["title", "description"], [{"title": "x", "description": "وصف قصير"}], {}, "a")
    assert plan is not None
    assert plan.fields({"description": "وصف قصير"})["text"] == "وصف قصير"
    assert [warning.code for warning in said] == [columns.TAKEN]
    assert "'description'" in said[0].message


# --- the text told by what it looks like ---


def test_the_only_column_of_long_arabic_text_is_the_text() -> None:
    sample: list[dict[str, object]] = [
        {"a": "المنارة", "b": f"{TEXT} {n}", "c": "words " * 40} for n in range(5)
    ]
    plan, said = settle(["a", "b", "c"], sample, {}, "t.csv")
    assert plan is not None
    assert plan.fields(sample[0])["text"] == f"{TEXT} 0"
    assert [(w.code, w.where) for w in said] == [(columns.TAKEN, "t.csv")]
    assert "'b' is read as the text" in said[0].message


def test_one_of_two_long_columns_is_not_chosen() -> None:
    sample: list[dict[str, object]] = [{"a": TEXT, "b": f"{TEXT} {n}"} for n in range(5)]
    plan, said = settle(["a", "b"], sample, {}, "t.csv")
    assert plan is None
    assert said[0].code == columns.NO_TEXT
    assert "long Arabic text is in: a, b" in said[0].message


def test_a_known_name_without_texts_does_not_hide_the_text() -> None:
    sample: list[dict[str, object]] = [{"article": n, "المضمون": TEXT} for n in range(3)]
    plan, _ = settle(["article", "المضمون"], sample, {}, "t.csv")
    assert plan is not None
    assert plan.fields(sample[0])["text"] == TEXT


# --- cells ---


@pytest.mark.parametrize(
    ("value", "clock", "american", "wanted"),
    [
        ("4/3/2021", None, False, "2021-3-4"),
        ("4/3/2021 10:15", None, True, "2021-4-3 10:15"),
        ("4/3/21", "10:15", True, "2021-4-3 10:15"),
        ("٣/٤/٢٠٢١", "١٠:١٥ ص", False, "2021-4-3 ١٠:١٥ ص"),
        ("2021-04-03T00:00:00", "10:15:00", False, "2021-04-03 10:15:00"),
        ("2021-04-03T09:00", "10:15:00", False, "2021-04-03T09:00"),
        (44289, None, False, "2021-04-03"),
        ("44289.427083333336", None, False, "2021-04-03T10:15:00"),
        (44289.5, None, False, "2021-04-03T12:00:00"),
        (2021, None, False, "2021"),
        ("13/13/2021", None, False, "13/13/2021"),
        ("السبت", None, False, "السبت"),
        (None, "10:15", False, None),
    ],
)
def test_dates_of_cells(value: object, clock: object, american: bool, wanted: object) -> None:
    assert cells.stamp(value, clock, american=american) == wanted


def test_the_order_of_day_and_month_is_told_by_the_column() -> None:
    assert cells.month_first(["4/3/2021", "4/25/2021 10:15", None, 5, "x"])
    assert not cells.month_first(["4/3/2021", "4/4/2021"])
    assert not cells.month_first(["25/4/2021", "4/25/2021"])
    plan, said = settle(["date", "text"], [{"date": f"4/{n}/2021", "text": TEXT} for n in (3, 25)], {}, "a")
    assert plan is not None
    assert "month before the day" in said[0].message
    assert plan.fields({"date": "4/3/2021", "text": TEXT})["published"] == "2021-4-3"


def test_what_stands_for_nothing_and_what_wraps_a_value() -> None:
    for nothing in ("nan", "NULL", "N/A", " ", "-", float("nan"), None, {}, [], {"$oid": "nan"}):
        assert fields({"text": TEXT, "title": nothing}).get("title") in (None, "nan") or nothing == " "
    found = fields(
        {
            "_id": {"$oid": "a1"},
            "date": {"$date": {"$numberLong": "1617444900000"}},
            "source": {"id": None, "name": "المنارة"},
            "title": {"rendered": "عنوان"},
            "authors": [{"name": "سلمى"}, {"name": "مازن"}],
            "paragraphs": 3,
            "text": ["فقرة أولى", "فقرة ثانية"],
        }
    )
    assert found == {
        "id": "a1",
        "published": "1617444900000",
        "outlet": "المنارة",
        "title": "عنوان",
        "byline": ["سلمى", "مازن"],
        "text": "فقرة أولى\n\nفقرة ثانية",
    }


def test_the_time_of_day_from_the_column_beside_the_date() -> None:
    record: dict[str, object] = {"التاريخ": "2021-04-03", "الوقت": "10:15:00", "النص": TEXT}
    assert fields(record)["published"] == "2021-04-03 10:15:00"


def test_a_record_in_a_wrapper() -> None:
    found = fields(
        {"_index": "news", "_id": "7", "_source": {"content": TEXT, "source": "المنارة", "title": "عنوان"}}
    )
    assert found == {"id": "7", "text": TEXT, "outlet": "المنارة", "title": "عنوان"}
    assert fields({"a": {"b": {"c": TEXT}}}, text="a.b.c")["text"] == TEXT
    assert (
        fields({"article": {"body": TEXT, "when": "2021-04-03"}}, published="article.when")["published"]
        == "2021-04-03"
    )


def test_texts_in_html_are_told() -> None:
    plan, said = settle(["text"], [{"text": f"<p>{TEXT}</p>"}], {}, "a")
    assert plan is not None
    assert plan.markup
    assert "HTML" in said[0].message
    plan, said = settle(["text"], [{"text": f"{TEXT} 3 < 5 و<اسم>"}], {}, "a")
    assert plan is not None
    assert not plan.markup


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(["4/25/2021", TEXT]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "text", "$date", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["text", "date", "source", "time", "_source", "user", "النص", "author", "", "x.y"]
) | st.text(max_size=4)


@given(
    st.lists(st.dictionaries(NAMES, VALUES, max_size=6), max_size=4),
    st.dictionaries(st.sampled_from([*FIELDS, "foo"]), NAMES, max_size=3),
)
def test_whatever_records_hold(records: list[dict[str, object]], given_columns: dict[str, str]) -> None:
    flat = [cells.flat(columns.lifted(record)) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    plan, _ = settle(names, flat, given_columns, "a")
    for record in records:
        assert set((plan or Plan()).fields(record)) <= set(FIELDS)


def test_names_of_a_hostile_file_are_not_kept() -> None:
    before = columns._kept_names.cache_info().currsize
    for n in range(50):
        names_of(("ا" * 100_000 + str(n), "text"))
        names_of(tuple(f"{n} {m}" for m in range(2000)))
    assert columns._kept_names.cache_info().currsize == before
