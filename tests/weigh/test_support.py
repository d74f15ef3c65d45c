"""Support: an interval that always holds, with a reason for every merge and every doubt."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import extraction, number, report, said
from riwaya.link import link
from riwaya.model import Account
from riwaya.weigh import weigh
from riwaya.weigh.support import Side, lowest, side_of
from weigh.papers import HARBOUR, OFFICIAL, PLAIN, SAID, SOURCES, SURVIVOR, Named, paper
from weigh.papers import weighed as toll


def weighed(*voices: Named | str | None, figures: tuple[int, ...] = ()) -> Account:
    """Weigh one toll: each report's voice is a source, the agency that it credits, or None for its own."""
    return toll(
        *(
            paper(
                f"r{n}",
                figures[n] if figures else 14,
                *([voice] if isinstance(voice, tuple) else []),
                published=f"2031-05-0{1 + n % 3}",
                credit=voice if isinstance(voice, str) else None,
            )
            for n, voice in enumerate(voices)
        )
    )


def interval(*voices: Named | str | None) -> tuple[int, int]:
    account = weighed(*voices)
    return account.support.low, account.support.high


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ((HARBOUR, HARBOUR), (1, 1)),
        ((HARBOUR, SURVIVOR), (2, 2)),
        ((OFFICIAL, OFFICIAL), (1, 2)),
        ((SOURCES, HARBOUR), (1, 2)),
        ((None, None), (1, 2)),
        (("وكالة المرافئ", "وكالة المرافئ"), (1, 1)),
        ((HARBOUR, None, SURVIVOR), (2, 3)),
    ],
)
def test_intervals(voices: tuple[Named | str | None, ...], expected: tuple[int, int]) -> None:
    assert interval(*voices) == expected


def test_every_reason_has_its_words_in_both_languages() -> None:
    table = tomllib.loads(files("riwaya.data").joinpath("reasons.toml").read_text(encoding="utf-8"))
    account = weighed(HARBOUR, None, OFFICIAL, OFFICIAL, "وكالة المرافئ", "وكالة المرافئ")
    assert account.support.reasons
    for reason in account.support.reasons:
        group, name = reason.code.split(".")
        for language in ("ar", "en"):
            assert "{" not in table[group][name][language].format(**reason.args)


def test_every_reason_speaks_of_origins_of_the_support() -> None:
    support = weighed(HARBOUR, None, OFFICIAL, SURVIVOR, HARBOUR).support
    ids = {o.id for o in support.origins}
    assert len(ids) == support.high
    assert all(set(r.origins) <= ids for r in support.reasons)


def test_variants_have_their_own_support() -> None:
    account = weighed(HARBOUR, SURVIVOR, figures=(14, 16))
    assert [(s.low, s.high) for s in account.variants] == [(1, 1), (1, 1)]


VOICES = st.sampled_from(
    [HARBOUR, SURVIVOR, OFFICIAL, SOURCES, None, "وكالة المرافئ", ("حزب النورس", "organisation")]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(VOICES, min_size=1, max_size=6))
def test_the_interval_holds(voices: list[Named | str | None]) -> None:
    low, high = interval(*voices)
    assert 1 <= low <= high <= len(voices)


@settings(max_examples=25, deadline=None)
@given(st.lists(VOICES, min_size=1, max_size=4), VOICES)
def test_another_report_never_takes_voices_away(
    voices: list[Named | str | None], another: Named | str | None
) -> None:
    low, high = interval(*voices)
    more_low, more_high = interval(*voices, another)
    assert more_low >= low
    assert high <= more_high <= high + 1


SIDES = st.builds(
    Side, st.sampled_from(["state", "body", "person", "unnamed bystander"]), st.sampled_from(["", "A", "B"])
)


@given(st.lists(SIDES), SIDES)
def test_a_further_side_never_lowers_the_count(sides: list[Side], further: Side) -> None:
    assert lowest([*sides, further]) >= lowest(sides)


@pytest.mark.parametrize(
    ("name", "kind", "what", "which"),
    [
        ("وزير النقل اليمني", "described", "state", "YE"),
        ("ثلاثة مسؤولين عراقيين", "described", "state", "IQ"),
        ("حزب النورس", "organisation", "body", "id"),
        ("سالم العوفي", "person", "person", "رويترز"),
        ("شهود عيان", "described", "unnamed bystander", ""),
    ],
)
def test_sides(name: str, kind: str, what: str, which: str) -> None:
    side = side_of(name, kind, "id", "رويترز")
    assert side is not None
    assert (side.what, side.which) == (what, which)


def test_where_somebody_is_does_not_say_whose_he_is() -> None:
    name = "نقيب الحدادين في محافظة النورس سالم العوفي"
    side = side_of(name, "person", "id", "")
    assert side is not None
    assert side.what == "body"
    governor = side_of("محافظ النورس سالم العوفي", "person", "id", "")
    assert governor is not None
    assert governor.what == "state"


def test_an_unnamed_source_of_one_body_is_of_no_other() -> None:
    insider = side_of("مصدر في إدارة مصنع الرمان", "described", "a", "")
    factory = side_of("هيئة مصنع الرمان", "organisation", "b", "")
    union = side_of("نقيب الحدادين سالم العوفي", "person", "c", "")
    assert lowest([insider, factory]) == 1
    assert lowest([insider, union]) == 2
    assert lowest([insider, factory, union]) == 2


def test_nobody_in_particular_is_on_no_side() -> None:
    assert side_of("مصادر", "vague", "id", "") is None
    assert lowest([None, None]) == 1


def codes(account: Account) -> set[str]:
    return {reason.code for reason in account.support.reasons}


def test_a_spokesman_and_his_body_are_one_voice() -> None:
    spokesman: Named = ("المتحدث باسم هيئة مرافئ السدرة سالم العوفي", "person")
    account = weighed(HARBOUR, spokesman, figures=(14, 17))
    assert (account.support.low, account.support.high) == (1, 1)
    assert "voice.speaks-for" in codes(account)
    assert weighed(HARBOUR, ("المتحدث باسم بلدية الواحة سالم العوفي", "person")).support.high == 2


def cited(source: Named, *, value: int = 14) -> Account:
    """Weigh a report that gives a toll to a source, and another that cites its outlet for `value`."""
    a = report("a", f"قالت الهيئة إن {SAID.format(14)}.", outlet="صحيفة المنارة", published="2031-05-01")
    b = report(
        "b", f"نقلت صحيفة المنارة عن مصدر أن {SAID.format(value)}.", outlet="منبر", published="2031-05-02"
    )
    told = [
        extraction(a, (said(a, SAID.format(14), source),), (number(a, "14", 14, 14),)),
        extraction(
            b,
            (said(b, SAID.format(value), ("صحيفة المنارة", "outlet")),),
            (number(b, str(value), value, value),),
        ),
    ]
    return next(iter(weigh([a, b], told, link([a, b], told))))


def test_a_cited_outlet_whose_report_is_there_is_its_source() -> None:
    account = cited(HARBOUR)
    assert account.support.high == 1
    assert "voice.cites" in codes(account)
    assert cited(HARBOUR, value=16).support.high == 2


def test_a_report_that_is_mostly_a_copy_has_no_voice_of_its_own() -> None:
    body = " ".join(PLAIN)
    first = f"قالت الهيئة إن {SAID.format(14)}. {body}"
    second = f"{body} وقتل 14 عاملا في غرق العبارة قبالة ميناء السدرة."
    a = report("a", first, outlet="منبر 1", published="2031-05-01T10:00")
    b = report("b", second, outlet="منبر 2", published="2031-05-01T12:00")
    told = [
        extraction(a, (said(a, SAID.format(14), HARBOUR),), (number(a, "14", 14, 14),)),
        extraction(b, (), (number(b, "14", 14, 14),)),
    ]
    account = next(iter(weigh([a, b], told, link([a, b], told))))
    assert account.support.high == 1
    assert "voice.mostly-copied" in codes(account)


def test_who_heads_a_body_is_not_surely_another_voice() -> None:
    airport = side_of("إدارة مطار الملك سالم الدولي", "organisation", "a", "")
    head = side_of("مدير عام المطار المهندس يوسف الأشقر", "person", "b", "منبر")
    assert lowest([airport, head]) == 1
    assert (
        lowest([side_of("طهران", "organisation", "a", ""), side_of("حركة النورس", "organisation", "b", "")])
        == 2
    )
