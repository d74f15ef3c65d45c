"""Denials: beside the claim that they deny, and never a negation of something that was said with one."""

from making import extraction, number, report, said
from riwaya.link import link
from riwaya.model import Account, Extraction, Kind, Quantity, Report, Stance
from riwaya.weigh import weigh

SHIPS = "سفنا حربية أجنبية رست في ميناء السدرة الغربي ليلة الأحد"


def accounts(second: str, stance: Stance = "says", first: str = SHIPS) -> tuple[Account, ...]:
    a = report("a", f"قال صيادون إن {first}.", title="سفن حربية في ميناء السدرة", published="2031-05-01")
    b = report("b", f"وقال المدير إن {second}.", title="سفن حربية في ميناء السدرة", published="2031-05-01")
    told = [
        extraction(a, (said(a, first, ("صيادون", "described")),)),
        extraction(b, (said(b, second, ("المدير", "described"), stance=stance),)),
    ]
    return weigh([a, b], told, link([a, b], told))


def test_a_word_of_denial_denies() -> None:
    (account,) = accounts("رسو سفن حربية أجنبية في ميناء السدرة الغربي", "denies")
    (denial,) = account.denials
    assert (denial.statement, denial.reason) == ("b/s0", "denial.stance")
    assert 0.6 <= denial.score <= 1.0


def test_a_negation_of_the_same_words_denies() -> None:
    (account,) = accounts("لم ترس سفن حربية أجنبية في ميناء السدرة الغربي ليلة الأحد")
    assert [d.reason for d in account.denials] == ["denial.negation"]


def test_the_same_thing_said_twice_in_the_negative_is_no_denial() -> None:
    first = "أي سفن حربية أجنبية لم ترس في ميناء السدرة الغربي ليلة الأحد"
    found = accounts("لم ترس أي سفن حربية أجنبية في ميناء السدرة الغربي ليلة الأحد", first=first)
    assert not [d for a in found for d in a.denials]


def test_a_word_that_is_turned_by_itself_may_say_the_same_as_a_negation() -> None:
    first = "سفنا حربية أجنبية غير مترابطة رست في ميناء السدرة الغربي ليلة الأحد"
    found = accounts("لم ترس سفن حربية أجنبية مترابطة في ميناء السدرة الغربي ليلة الأحد", first=first)
    assert not [d for a in found for d in a.denials]


def test_another_thing_denied_is_no_denial_of_this() -> None:
    found = accounts("وجود نقص في حبوب القمح بأسواق الواحة الشرقية", "denies")
    assert not [d for a in found for d in a.denials]


def test_a_denial_without_words_denies_what_stands_before_it() -> None:
    text = "قالت النقابة إن الهيئة أخفت موت 12 بحارا في العبارة. وتنفي الهيئة ذلك."
    r: Report = report("a", text, published="2031-05-01")
    toll = said(r, "الهيئة أخفت موت 12 بحارا في العبارة", ("النقابة", "organisation"))
    denial = said(r, "ذلك", ("الهيئة", "organisation"), stance="denies")
    told: list[Extraction] = [extraction(r, (toll, denial), (number(r, "12", 12, 12),))]
    (account,) = weigh([r], told, link([r], told))
    assert [(d.statement, d.reason) for d in account.denials] == [("a/s1", "denial.refers")]


def test_who_denies_something_in_the_same_breath_does_not_deny_his_own_words() -> None:
    text = "قال المتحدث إن 34 بحارا قتلوا في العبارة، نافيا غير ذلك."
    r: Report = report("a", text, published="2031-05-01")
    toll = said(r, "34 بحارا قتلوا في العبارة", ("المتحدث", "described"))
    denial = said(r, "غير ذلك", ("المتحدث", "described"), stance="denies")
    told: list[Extraction] = [extraction(r, (toll, denial), (number(r, "34", 34, 34),))]
    accounts = weigh([r], told, link([r], told))
    assert [d for account in accounts for d in account.denials] == []


def test_a_denial_beside_another_figure_denies_the_claims_figures() -> None:
    slow = "أول قارب نجاة وصل إلى الرصيف بعد 40 دقيقة"
    fast = "أول قارب نجاة وصل إلى الرصيف بعد 15 دقيقة"
    a = report("a", f"قال صيادون إن {slow}.", title="غرق العبارة في السدرة", published="2031-05-01")
    b = report(
        "b", f"ونفت الهيئة أن تكون فرق النجاة تأخرت، مؤكدة أن {fast}.",
        title="غرق العبارة في السدرة", published="2031-05-01",
    )  # fmt: skip
    body: tuple[str, Kind] = ("الهيئة", "organisation")
    times = [
        Quantity(span=number(r, f"{n} دقيقة", 0, 0).span, low=n, high=n, unit="minute")
        for r, n in ((a, 40), (b, 15))
    ]
    denial = said(b, "تكون فرق النجاة تأخرت", body, stance="denies")
    told = [
        extraction(a, (said(a, slow, ("صيادون", "described")),), (times[0],)),
        extraction(b, (denial, said(b, fast, body)), (times[1],)),
    ]
    (account,) = weigh([a, b], told, link([a, b], told))
    assert [(d.statement, d.reason) for d in account.denials] == [("b/s0", "denial.counter")]


def test_who_denies_does_not_stand_behind_the_claim() -> None:
    (account,) = accounts("لم ترس سفن حربية أجنبية في ميناء السدرة الغربي ليلة الأحد")
    assert [o.name for o in account.support.origins] == ["صيادون"]
    assert [[o.name for o in v.origins] for v in account.variants] == [["صيادون"], ["المدير"]]
