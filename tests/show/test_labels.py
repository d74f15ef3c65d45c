from string import Formatter
from typing import get_args

import pytest

from riwaya.errors import CODES
from riwaya.lexicon import rows, toml
from riwaya.model import Form, Kind, Reason, Stance, Support
from riwaya.show import labels
from riwaya.show.web.refusals import STATUS


def test_every_label_has_both_languages():
    for group, entries in toml("labels").items():
        for key, entry in entries.items():
            assert entry["ar"], (group, key)
            assert entry["en"], (group, key)


def test_every_class_and_unit_of_the_lexicon_has_a_label():
    classes = {row["class"] for table in ("counted", "counted_governors") for row in rows(table)}
    assert classes - {"", "-"} <= set(toml("labels")["counted"])
    units = {row["unit"] for row in rows("units") if row["unit"].isascii()}
    assert units <= set(toml("labels")["unit"])


@pytest.mark.parametrize(("group", "noun"), [("kind", Kind), ("stance", Stance), ("form", Form)])
def test_every_word_of_the_model_has_a_label(group, noun):
    assert set(get_args(noun)) <= set(toml("labels")[group])


@pytest.mark.parametrize(
    ("low", "high", "ar", "en"),
    [
        (1, 1, "صوت واحد", "one voice"),
        (2, 2, "صوتان", "2 voices"),
        (1, 3, "صوت واحد على الأقل، 3 أصوات على الأكثر", "at least one, at most 3 voices"),
        (2, 11, "صوتان على الأقل، 11 صوتًا على الأكثر", "at least 2, at most 11 voices"),
        (0, 2, "صوتان على الأكثر، ولا صوت مؤكَّد", "at most 2 voices, none certain"),
    ],
)
def test_voices_in_words(low, high, ar, en):
    assert labels.voices(Support(low=low, high=high)) == (ar, en)


@pytest.mark.parametrize(
    ("low", "high", "unit", "en"),
    [
        (12, 12, "person", "12"),
        (1000, None, "person", "1,000 or more"),
        (None, 390, None, "390 or fewer"),
        (20000, 30000, "person", "20,000–30,000"),
        (2.5, 2.5, "km", "2.5 km"),
        (200000000, 200000000, "USD", "200,000,000 US dollars"),
        (None, None, None, "no figure"),
    ],
)
def test_figures(low, high, unit, en):
    assert labels.figure(low, high, unit).en == en


def test_numbers_of_any_size_and_short_ones_where_there_is_little_room():
    assert labels.number(10**30).en == "1," + ",".join(["000"] * 10)
    assert labels.compact(999_999).en == "999,999"
    assert labels.compact(12_345_678) == ("12.35\xa0مليون", "12.35M")


@pytest.mark.parametrize(
    ("iso", "ar", "en"),
    [
        ("2031", "2031", "2031"),
        ("2031-03", "مارس 2031", "March 2031"),
        ("2031-03-04", "4 مارس 2031", "4 March 2031"),
        ("2031-03-04T06:10", "4 مارس 2031، 06:10", "4 March 2031, 06:10"),
        ("last week", "last week", "last week"),
        (None, "بلا تاريخ", "undated"),
    ],
)
def test_dates_are_as_precise_as_they_are_given(iso, ar, en):
    assert labels.date(iso) == (ar, en)


def test_arabic_digits_are_a_choice(monkeypatch):
    monkeypatch.setattr(labels, "DIGITS", "arab")
    assert labels.date("2031-03-04").ar == "٤ مارس ٢٠٣١"
    assert labels.number(1234).ar == "١٬٢٣٤"
    assert labels.number(1234).en == "1,234"


def test_every_reason_that_the_rooms_give_has_words(monkeypatch):
    monkeypatch.undo()
    assert labels.say("copy.credits", {}).en == toml("reasons")["copy"]["credits"]["en"]
    assert all(words.ar and words.en for words in labels._reasons().values())


def test_a_reason_speaks_and_an_unknown_one_shows_its_facts():
    known = Reason(state="dependent", code="invented-code-a", args={"a": "المرساة"})
    assert labels.why(known).en == "المرساة carries the same text word for word"
    assert labels.why(Reason(state="unknown", code="new", args={"a": "x"})) == ("new · x", "new · x")
    assert "{" not in labels.why(Reason(state="dependent", code="invented-code-a")).ar


@pytest.mark.parametrize(
    ("first", "last", "ar", "en"),
    [
        ("2023-05-14", "2023-05-14T10:00", "14 مايو 2023", "14 May 2023"),
        ("2023-05-14T21:40", "2023-05-17", "14–17 مايو 2023", "14–17 May 2023"),
        ("2023-05-30", "2023-06-02", "30 مايو – 2 يونيو 2023", "30 May – 2 Jun 2023"),
        ("2023", "2024-02", "2023 – فبراير 2024", "2023 – February 2024"),
        ("x", "2024", "x – 2024", "x – 2024"),
    ],
)
def test_days_share_what_is_the_same(first, last, ar, en):
    said = labels.days(first, last)
    assert (said.ar, said.en.replace("\u2009", " ")) == (ar, en)


@pytest.mark.parametrize("code", [code for code in CODES if code < "R300"])
def test_every_warning_is_said_in_both_languages(code):
    assert labels.label("warning", code).en != code


@pytest.mark.parametrize("code", sorted(STATUS))
def test_everything_that_a_server_refuses_is_said_in_both_languages(code):
    said = labels.label("refused", code)
    assert said.en != code
    assert {name for _, name, *_ in Formatter().parse(said.ar) if name} == {
        name for _, name, *_ in Formatter().parse(said.en) if name
    }
    facts = {name for _, name, *_ in Formatter().parse(CODES[code].what) if name}
    assert {name for _, name, *_ in Formatter().parse(said.ar) if name} <= facts
