"""The set of made copies: that its passages stand where it says, that there are no others, and that edits are edits."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest

import copies_made
import copies_made_edits as edits
import copies_made_set
from copies_made_edits import LEAST, Bit, Bits, Unfit
from copies_made_set import APART, EACH, KINDS, LEVELS, MERGED, Base, Pair, base, bases, pairs
from copies_search import in_common, score
from copies_search import words as numbered
from plagdet import Reuse
from riwaya.model import Report

TEXT = (
    "أعلن مدير مستشفى الواحة الدكتور نديم الحجلي، مساء الأحد، أن 34 مصابا وصلوا إلى المستشفى خلال ثلاث ساعات، "
    "بينهم خمسة أطفال، وأن 12 منهم في حالة حرجة وسط نقص في الأدوية، بحسب حصيلة أولى. وقالت وزارة الصحة إن فرقا "
    "من المدينة في طريقها إلى المنطقة، مشيرة إلى أن الطريق مقطوع."
)


@pytest.fixture
def bits() -> Bits:
    return base(Report(id="text", text=TEXT), "event").bits


@pytest.fixture
def chance() -> random.Random:
    return random.Random(1)  # noqa: S311 - nothing secret


def written(bits: Bits) -> str:
    return " ".join(bit.text for bit in bits)


def test_every_kind_and_level_has_as_many_pairs() -> None:
    counts = Counter((pair.kind, pair.level) for pair in pairs())
    assert counts == {(kind, level): EACH for kind in (*KINDS, MERGED, APART) for level in LEVELS}
    assert sum(counts.values()) >= 400


def test_the_set_is_the_same_every_time() -> None:
    assert pairs.__wrapped__() == pairs()


def test_passages_are_long_enough_and_apart() -> None:
    for pair in pairs():
        assert bool(pair.cases) == (pair.kind != APART)
        for one in pair.cases:
            assert (one.a, one.b) == (pair.source.id, pair.copy.id)
            for text, span in ((pair.source.text, one.a_span), (pair.copy.text, one.b_span)):
                assert len(re.findall(r"\S*\w\S*", text[slice(*span)])) >= LEAST, pair.copy.id
        spans = sorted(one.b_span for one in pair.cases)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_what_was_not_edited_is_the_same_in_both_texts() -> None:
    plain = [pair for pair in pairs() if pair.kind == "verbatim"]
    for pair in plain:
        (one,) = pair.cases
        here, there = pair.copy.text[slice(*one.b_span)], pair.source.text[slice(*one.a_span)]
        assert here.split() == there.split()


def best(a: str, b: str) -> int:
    """Give the words that the best stretch of two texts has in common, less those that differ in it."""
    numbers: dict[str, int] = {}
    texts = [numbered(text, numbers) for text in (a, b)]
    return score(*texts)[0] if in_common(texts) else 0


def test_the_texts_are_without_furniture() -> None:
    assert len(bases()) >= 50
    assert [one.report.id for one in bases() if "اترك تعليقا" in one.report.text] == []


def test_no_two_texts_share_a_passage() -> None:
    numbers: dict[str, int] = {}
    texts = [numbered(one.report.text, numbers) for one in bases()]
    assert max(score(texts[a], texts[b])[0] for a, b in in_common(texts)) < LEAST / 2


def test_nothing_is_shared_but_the_passages() -> None:
    for pair in pairs():
        rest = pair.copy.text
        for one in sorted(pair.cases, key=lambda one: one.b_span, reverse=True):
            rest = rest[: one.b_span[0]] + " | " + rest[one.b_span[1] :]
        assert best(pair.source.text, rest) < LEAST, pair.copy.id


@pytest.mark.parametrize("share", [0.05, 0.1, 0.2])
def test_so_many_words_have_a_synonym(share: float, chance: random.Random) -> None:
    source = next(one for one in bases() if one.report.id == "flood-1")
    new = {bit.at: bit.text for bit in edits.synonyms(source.bits, share, chance)}
    changed = sum(new[bit.at] != bit.text for bit in source.bits)
    assert changed == pytest.approx(share * edits.words(source.bits), abs=1)


def test_a_synonym_keeps_what_is_joined_to_the_word(chance: random.Random) -> None:
    bits = [Bit(text) for text in ("المدينة", "والحكومة", "للحكومة،", "«وقال", "بلا")]
    assert written(edits.synonyms(bits, 0.8, chance)) == "الحاضرة والسلطة للسلطة، «وصرح بلا"
    with pytest.raises(Unfit):
        edits.synonyms(bits, 1, chance)


def test_all_figures_change_and_nothing_else(bits: Bits, chance: random.Random) -> None:
    for _ in range(20):
        new = edits.numbers(bits, 2, chance)
        changed = [old.text for old, bit in zip(bits, new, strict=True) if old.text != bit.text]
        assert changed == ["34", "ثلاث", "خمسة", "12"]
        assert all(
            left != right
            for left, right in zip(
                "3412", "".join(bit.text for bit in new if bit.text.isdigit()), strict=True
            )
        )


def test_titles_are_lengthened(bits: Bits, chance: random.Random) -> None:
    longer = base(
        Report(id="text", text=TEXT.replace("مدير", "وزير النقل، ومدير").replace("إن فرقا", "إن الشرطة")), ""
    )
    new = written(edits.titles(longer.bits, 2, chance))
    assert "وزير النقل والطرق السيد، ومدير" in new
    assert "وزارة الصحة العامة والسكان إن قوات الشرطة" in new
    assert "الأستاذ الدكتور نديم" in new
    with pytest.raises(Unfit):
        edits.titles(bits[-3:], 2, chance)


def test_clauses_go_and_come(bits: Bits, chance: random.Random) -> None:
    new = edits.clauses(bits, 2, chance)
    put_in = [bit for bit in new if not bit.of]
    assert put_in
    assert all(len(clause.split()) < LEAST for clause in edits.table("clause"))
    assert set(new) - set(put_in) < set(bits), "words left out, none changed"


def test_a_sentence_begins_with_its_last_clause(bits: Bits, chance: random.Random) -> None:
    new = written(edits.fronted(bits, 2, chance))
    assert new.startswith("بحسب حصيلة أولى، أعلن مدير")
    assert "نقص في الأدوية. وقالت وزارة" in new


def test_spelling_changes_the_letters_and_not_the_words(bits: Bits, chance: random.Random) -> None:
    assert written(edits.spelling(bits, 1, chance)).endswith("مقطوع.")
    new = written(edits.spelling(bits, 2, chance))
    assert new != TEXT
    numbers: dict[str, int] = {}
    assert numbered(new, numbers).tolist() == numbered(TEXT, numbers).tolist()


def made(bits: Bits, source: Base) -> list[Reuse]:
    """Give the passages of a copy."""
    report, spans = copies_made_set._text("copy", bits)
    return copies_made_set._cases(bits, spans, source, report)


def cases(bits: Bits, source: Base) -> list[tuple[int, int]]:
    """Give where the passages of a copy stand in its source."""
    return [one.a_span for one in made(bits, source)]


def test_a_passage_goes_on_over_less_than_a_passage_and_ends_at_more() -> None:
    source = base(Report(id="long", text=" ".join(f"كلمة{n}" for n in range(90))), "event")
    held, ends = source.bits, [0, *(m.end() for m in re.finditer(r"\S+", source.report.text))]
    whole, first, last = (0, ends[90]), (0, ends[30]), (ends[50] + 1, ends[90])
    assert cases(held, source) == [whole]
    assert cases(held[:30] + held[49:], source) == [whole], "19 words left out"
    assert cases(held[:30] + held[50:], source) == [first, last], "20 words left out"
    assert cases(held[:30] + [Bit("أخرى")] * 19 + held[30:], source) == [whole], "19 words put in"
    assert len(cases(held[:30] + [Bit("أخرى")] * 20 + held[30:], source)) == 2
    assert cases(held[50:] + held[:30], source) == [last, first], "moved"
    (moved,) = made(held[60:70] + held[30:60] + held[70:], source)
    assert moved.a_span == (ends[30] + 1, ends[90])
    assert moved.b_span[0] == 0, "the clause that was moved to the front is of the passage"
    with pytest.raises(Unfit):
        cases(held[:30] + held[75:], source)  # of the second passage 15 words


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Sequence[Pair]:
    """Give one pair of each kind and level."""
    one_each = tuple({(pair.kind, pair.level): pair for pair in pairs()}.values())
    monkeypatch.setattr(copies_made, "pairs", lambda: one_each)
    return one_each


def test_who_finds_what_was_made_is_perfect_and_who_finds_nothing_is_not(few: Sequence[Pair]) -> None:
    perfect = copies_made.figures(few, [pair.cases for pair in few])
    assert (perfect["pairs"], perfect["plagdet"], perfect["micro plagdet"]) == (len(few), 1, 1)
    nothing: list[list[Reuse]] = [[] for _ in few]
    assert copies_made.figures(few, nothing)["plagdet"] == 0
    assert copies_made.figures(few, nothing, APART)["clear"] == 1


def test_what_the_gate_holds(few: Sequence[Pair]) -> None:
    measured = copies_made.measure()
    assert len(measured) == 4
    assert all(0 < figure <= 1 for figure in measured.values())
    assert measured["plagdet of the worst kind"] <= measured["plagdet"]


def test_the_table_has_a_row_for_everything(few: Sequence[Pair], capsys: pytest.CaptureFixture[str]) -> None:
    assert copies_made.main([]) == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert len(rows) == (len(KINDS) + 3) * (len(LEVELS) + 1)
    assert copies_made.main(["--misses", "2"]) == 0
    assert len(re.findall("missed|found and is none", capsys.readouterr().out)) == 2
