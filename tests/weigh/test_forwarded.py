"""A message that was forwarded is the voice of whom it was forwarded from, and not of the channel that forwarded it."""

from riwaya.extract import extract
from riwaya.link import link
from riwaya.model import SENDER, Account, Report, Span, Stamp
from riwaya.weigh import weigh

POST = (
    "غرقت عبارة تقل عمالا موسميين قبالة ميناء السلامى فجر اليوم وقتل 14 عاملا في الحادث، وانتشلت زوارق الصيادين "
    "سبعة أشخاص من المياه الباردة ونقلتهم إلى رصيف الجمارك القديم."
)
OWN = "أودى غرق عبارة قبالة ميناء السلامى بحياة 14 عاملا، بحسب ما شاهد مراسلنا في المكان."
A, B, C, D = "شبكة المرفأ", "صوت الساحل", "منبر السلامى", "قناة الشراع"


def post(outlet: str, hour: int, text: str = POST, whom: str | None = None) -> Report:
    return Report(
        id=f"r{hour}", text=text, outlet=outlet, published=f"2031-05-01T{hour}:00:00Z", forwarded_from=whom
    )


def weighed(*posts: Report) -> Account:
    """Weigh the toll that these messages give."""
    told = [extract(one) for one in posts]
    found = weigh(posts, told, link(posts, told))
    return next(account for account in found if account.claim.counted == "killed")


def origins(account: Account) -> dict[str, tuple[str, ...]]:
    return {origin.name: origin.through for origin in account.support.origins}


def test_a_forward_is_no_second_voice() -> None:
    account = weighed(post(A, 10), post(B, 11, whom=A), post(C, 12, OWN))
    assert origins(account) == {A: (B,), C: ()}
    assert (account.support.low, account.support.high) == (1, 2)


def test_two_that_forward_the_same_are_one_voice_though_it_is_not_here() -> None:
    account = weighed(post(B, 11, whom=A), post(D, 12, whom=A), post(C, 13, OWN))
    assert origins(account) == {A: (B, D), C: ()}
    assert account.support.high == 2
    assert {origin.name: origin.seen for origin in account.support.origins} == {A: False, C: True}


def test_without_the_forward_they_would_be_two() -> None:
    short = "مقتل 14 عاملا في غرق عبارة قبالة ميناء السلامى."
    assert weighed(post(A, 10, short), post(B, 11, short)).support.high == 2


def test_the_copy_comes_from_whom_it_was_forwarded_from() -> None:
    posts = [post(B, 10, whom=A), post(A, 11)]
    (passage,) = link(posts, [extract(one) for one in posts]).passages
    assert (passage.direction, passage.reason) in {("a_to_b", "copy.credits"), ("b_to_a", "copy.credits")}
    assert (passage.a if passage.direction == "a_to_b" else passage.b) == "r11"


SHORT = "مقتل 14 عاملا في غرق عبارة قبالة ميناء السلامى."


def test_a_forward_too_short_to_be_a_copy_is_no_second_voice() -> None:
    account = weighed(post(A, 10, SHORT), post(B, 11, SHORT, A), post(C, 12, OWN))
    assert origins(account) == {A: (B,), C: ()}
    assert "voice.forwarded" in {reason.code for reason in account.support.reasons}


def test_an_agency_in_a_forwarded_message_stands_behind_whom_it_was_forwarded_from() -> None:
    credited = f"{SHORT}\n\n(رويترز)"
    assert origins(weighed(post(B, 11, credited, A), post(C, 12, OWN))) == {"رويترز": (B, A), C: ()}


def test_whose_a_message_was_may_be_unknown() -> None:
    account = weighed(post(B, 11, SHORT, "Deleted Account"), post(C, 12, OWN))
    assert origins(account) == {"": (B,), C: ()}
    assert account.support.origins[0].kind == "vague"


def test_the_exact_name_is_meant_before_a_likely_one() -> None:
    account = weighed(post(A, 10, SHORT), post(f"أرشيف {A}", 11, SHORT), post(B, 12, SHORT, A))
    assert origins(account) == {A: (B,), f"أرشيف {A}": ()}


GROUP = "شهود المرفأ"


def said(who: str, hour: int, text: str) -> Report:
    """Make a message of a member of a group, as the readers of chats do."""
    stamp = Stamp(kind="byline", span=Span(0, len(who)), where="byline", value=who, rule=SENDER)
    return Report(
        id=f"g{hour}",
        text=text,
        outlet=GROUP,
        byline=who,
        published=f"2031-05-01T{hour}:00:00Z",
        stamps=(stamp,),
    )


def test_two_members_of_a_group_may_be_two_voices() -> None:
    first = "رأيت بعيني غرق عبارة قبالة ميناء السلامى، وقتل 14 عاملا."
    second = "غرقت عبارة قبالة ميناء السلامى صباحا، وقتل 14 عاملا كانوا عليها."
    account = weighed(said("سالم", 10, first), said("ليلى", 11, second))
    assert origins(account) == {"سالم": (GROUP,), "ليلى": (GROUP,)}
    assert (account.support.low, account.support.high) == (1, 2)


def test_one_member_who_says_it_twice_is_one_voice() -> None:
    first = "رأيت بعيني غرق عبارة قبالة ميناء السلامى، وقتل 14 عاملا."
    second = "غرقت عبارة قبالة ميناء السلامى صباحا، وقتل 14 عاملا كانوا عليها."
    account = weighed(said("سالم", 10, first), said("سالم", 11, second))
    assert set(origins(account)) == {"سالم"}
    assert account.support.high == 1


def test_a_member_called_like_an_outlet_is_no_credit_to_it() -> None:
    one = said("رويترز", 10, OWN)
    assert extract(one).credits == ()
