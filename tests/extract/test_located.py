"""Which of several places of one name a report means, and that it stays open where the report does not tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import report
from riwaya.arabic.words import tokens
from riwaya.extract.gazetteer import entries
from riwaya.extract.located import located
from riwaya.model import Mention, Span


def meant(text: str, *names: str, **fields: str) -> list[tuple[str, str] | None]:
    """Give the level and country of what each place name of a text means."""
    of = report("r", text, **fields)
    mentions, start = [], 0
    for name in names:
        start = text.index(name, start)
        mentions.append(Mention(span=Span(start, start + len(name)), type="LOC", identity=name))
        start += len(name)
    found = [m.place for m in located(of, tokens(text), mentions)]
    return [(entries()[p].level, entries()[p].country) if p else None for p in found]


def test_a_name_is_that_of_the_country_spoken_of() -> None:
    text = "سارت القافلة من دير الزور إلى الرقة."
    assert meant(text, "دير الزور", "الرقة") == [("town", "SY"), ("town", "SY")]


def test_the_best_known_place_needs_no_hint() -> None:
    assert meant("عاد الوفد إلى واشنطن أمس.", "واشنطن") == [("town", "US")]
    text = "عاد الوفد إلى واشنطن أمس."
    found = located(
        report("r", text),
        tokens(text),
        [Mention(span=Span(text.index("واشنطن"), text.index(" أمس")), type="LOC", identity="واشنطن")],
    )
    assert found[0].place is not None
    assert round(entries()[found[0].place].lon) == -77


def test_two_places_as_well_known_stay_open_until_a_country_is_named() -> None:
    assert meant("عاد الوفد إلى طرابلس أمس.", "طرابلس") == [None]
    assert meant("عاد الوفد إلى طرابلس في لبنان.", "طرابلس", "لبنان")[0] == ("town", "LB")
    assert meant("عاد الوفد إلى طرابلس في ليبيا.", "طرابلس", "ليبيا")[0] == ("town", "LY")


def test_a_place_that_is_only_in_one_country_speaks_of_it() -> None:
    assert meant("عاد الوفد إلى طرابلس عن طريق زغرتا وبيروت.", "طرابلس", "زغرتا", "بيروت")[0] == (
        "town",
        "LB",
    )
    assert meant("عاد الوفد إلى طرابلس عن طريق مصراتة.", "طرابلس", "مصراتة")[0] == ("town", "LY")


def test_an_everyday_word_does_not_vouch_for_itself() -> None:
    text = "ولم تكن بالقرب مني سترة نجاة واحدة."
    assert meant(text, "سترة") == [None]
    assert meant("تظاهر المئات في سترة بالبحرين.", "سترة", "البحرين")[0] == ("town", "BH")


def test_adjectives_of_nationality_speak_of_a_country() -> None:
    text = "قال الوزير اللبناني للوفد اللبناني في طرابلس إن الجيش اللبناني وصل."
    assert meant(text, "طرابلس") == [None]
    assert meant(text + " ووصل الوفد إلى بيروت.", "طرابلس", "بيروت")[0] == ("town", "LB")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("افتتح المعرض في محافظة الحسكة.", "province"),
        ("افتتح المعرض في ريف الحسكة.", "province"),
        ("افتتح المعرض بمدينة الحسكة.", "town"),
        ("افتتح المعرض في مدينة الحسكة.", "town"),
    ],
)
def test_the_noun_before_a_name_says_its_level(text: str, level: str) -> None:
    assert meant(text, "الحسكة") == [(level, "SY")]


def test_one_name_may_have_two_levels_in_one_report() -> None:
    text = "عاد من محافظة الحسكة إلى مدينة الحسكة."
    assert meant(text, "الحسكة", "الحسكة") == [("province", "SY"), ("town", "SY")]


def test_the_country_of_the_outlet_is_a_hint() -> None:
    text = "عاد الوفد إلى طرابلس أمس."
    assert meant(text, "طرابلس", outlet="بوابة الوسط الليبية") == [("town", "LY")]
    assert meant(text, "طرابلس", url="https://alwasat.ly/news/1") == [("town", "LY")]


def test_the_outlet_does_not_outweigh_what_the_report_says() -> None:
    text = "عاد الوفد من بيروت إلى طرابلس في لبنان."
    assert meant(text, "بيروت", "طرابلس", "لبنان", outlet="بوابة الوسط الليبية")[1] == ("town", "LB")
    text = "عاد الوفد إلى طرابلس في لبنان."
    assert meant(text, "طرابلس", "لبنان", outlet="بوابة الوسط الليبية")[0] in (None, ("town", "LB"))


def test_an_unknown_place_stays_without() -> None:
    assert meant("وصل إلى قرية زرناقية الصغرى في سوريا.", "زرناقية الصغرى") == [None]


def test_persons_and_bodies_have_no_place() -> None:
    text = "وصل بغداد الحلبي."
    person = Mention(span=Span(4, len(text) - 1), type="PER", identity="بغداد")
    assert located(report("r", text), tokens(text), [person]) == (person,)


def test_a_mention_is_otherwise_as_it_was() -> None:
    text = "عاد الوفد إلى بغداد."
    before = Mention(
        span=Span(text.index("بغداد"), len(text) - 1), type="LOC", identity="بغداد", rule="x", confidence=0.5
    )
    (after,) = located(report("r", text), tokens(text), [before])
    assert after.place
    assert before.place is None
    assert (after.span, after.type, after.identity, after.rule, after.confidence) == (
        before.span, "LOC", "بغداد", "x", 0.5,
    )  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["طرابلس", "لبنان", "الرقة", "واشنطن", "عمان", "ليبيا", "زرناقية"]), max_size=8)
)
def test_the_same_report_means_the_same_places(names: list[str]) -> None:
    text = " ".join(f"وصل إلى {name}." for name in names)
    assert meant(text, *names) == meant(text, *names)
