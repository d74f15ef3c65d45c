"""From where each part of a report comes."""

import retold
from msgspec.structs import replace

from riwaya.model import Linked
from riwaya.show import whence


def parts(rid, linked=retold.LINKED):
    found = [c for c in linked.copies if rid in (c.a, c.b)]
    return whence.parts(retold.BY_ID[rid], found, linked, retold.BY_ID)


def told(found):
    return [(part.origin, part.name) for part in found]


def test_an_agency_tells_more_than_those_who_carry_it():
    assert told(parts("r2")) == [("own", ""), ("wire", "وكالة النوارس")]
    assert sum(part.words for part in parts("r2")) == len(retold.RASEEF.replace("-", "").split())


def test_without_the_agency_it_comes_from_who_was_first():
    without = replace(retold.LINKED, wires=())
    own, from_first = parts("r1", without)
    assert (own.origin, from_first.origin, from_first.name) == ("own", "from", "إذاعة السنونو")
    assert from_first.others == 3


def test_what_is_shared_and_what_was_taken_from_here():
    open_ended = Linked(passages=retold.PASSAGES, copies=retold.COPIES[1:2])
    assert told(parts("r5", open_ended)) == [("own", ""), ("open", "صحيفة الشراع")]
    taken = Linked(passages=retold.PASSAGES, copies=retold.COPIES[-1:])
    assert ("to", "قناة الأفق البحري") in told(parts("r2", taken))


def test_it_does_not_matter_which_of_the_two_the_pair_names_first():
    turned = Linked(passages=retold.PASSAGES, copies=tuple(c for c in retold.COPIES if c.id == "y13"))
    assert ("from", "إذاعة السنونو") in told(parts("r1", turned))
    assert ("to", "صحيفة الشراع") in told(parts("r3", turned))


def test_a_report_that_shares_nothing_is_its_own():
    assert told(parts("r5", Linked())) == [("own", "")]
