"""What is known of a form: asked once, and forgotten when it is too much."""

from riwaya.arabic.memory import remembered


def test_a_form_is_asked_once_and_all_are_forgotten_when_there_are_too_many():
    asked = []

    @remembered(most=2)
    def size(form: str) -> int:
        asked.append(form)
        return len(form)

    assert [size(form) for form in ("ا", "اب", "ا", "اب")] == [1, 2, 1, 2]
    assert asked == ["ا", "اب"]
    assert size("ابت") == 3  # one too many: the memory starts again
    assert size("ا") == 1
    assert asked == ["ا", "اب", "ابت", "ا"]
