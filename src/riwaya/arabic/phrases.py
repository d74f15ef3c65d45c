"""Phrases: finding lists of fixed expressions in a token sequence by their folded words, forwards or
backwards.
"""

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from riwaya.arabic.words import Token, tokens

Payload = TypeVar("Payload")


class Found(NamedTuple, Generic[Payload]):
    """A phrase found on ``toks[first:end]`` with what it stands for."""

    first: int
    end: int
    payload: Payload


def words(phrase: str) -> tuple[str, ...]:
    """Cut a phrase of a data file into folded forms, exactly as running text is cut."""
    return tuple(token.form for token in tokens(phrase))


class Phrases(Generic[Payload]):
    """A set of phrases, each with a payload; the longest that fits is found.

    `article` lets every word of a phrase carry ال («الكيلومترات المربعة»); `clitics` lets the first word
    carry these letters.
    """

    def __init__(
        self, phrases: Iterable[tuple[str, Payload]], *, article: bool = False, clitics: str = ""
    ) -> None:
        self.article, self.clitics = article, clitics
        # By first and second word ("" for a single one): most phrases fail at their second, and this is the
        # innermost loop of the program.
        self._first: dict[str, dict[str, list[tuple[tuple[str, ...], Payload]]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        for phrase, payload in phrases:
            forms = words(phrase)
            second = forms[1] if len(forms) > 1 else ""
            self._first.setdefault(forms[0], {}).setdefault(second, []).append((forms, payload))
            self._last.setdefault(forms[-1], []).append((forms, payload))
        for table in (*self._first.values(), self._last):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def heads(self) -> Iterable[str]:
        """Give the first words of all phrases."""
        return self._first.keys()

    def tails(self) -> Iterable[str]:
        """Give the last words of all phrases."""
        return self._last.keys()

    def opened_by(self, form: str) -> bool:
        """Tell whether `form`, as it is, is the first word of a phrase."""
        return form in self._first

    def seconds(self, form: str) -> frozenset[str]:
        """Give the second words of the phrases that `form` opens, with "" where it is one by itself."""
        return frozenset(self._first.get(form, ()))

    def _same(self, form: str, want: str) -> bool:
        return form == want or (self.article and form == "ال" + want)

    def at(self, toks: Sequence[Token], first: int) -> Found[Payload] | None:
        """Find the longest phrase that starts at token `first`."""
        form = toks[first].form if first < len(toks) else ""
        groups = self._first.get(form)
        if groups is None and self.article and form[:2] == "ال":
            groups = self._first.get(form[2:])
        if groups is None:
            return None
        second = toks[first + 1].form if first + 1 < len(toks) else ""
        entries = groups.get(second, []) if second else []
        if self.article and second[:2] == "ال" and (more := groups.get(second[2:])):
            entries = sorted([*entries, *more], key=lambda entry: -len(entry[0]))
        for forms, payload in entries:
            end = first + len(forms)
            if end <= len(toks) and all(
                self._same(toks[first + k].form, forms[k]) for k in range(2, len(forms))
            ):
                return Found(first, end, payload)
        single = groups.get("")
        return Found(first, first + 1, single[0][1]) if single else None

    def before(self, toks: Sequence[Token], end: int) -> Found[Payload] | None:
        """Find the longest phrase that ends right before token `end`; its first word may carry the
        clitics.
        """
        for form in self._bare(toks[end - 1].form) if end else ():
            for forms, payload in self._last.get(form, ()):
                first = end - len(forms)
                if len(forms) == 1:
                    return Found(first, end, payload)
                if form != toks[end - 1].form or first < 0:
                    continue
                if all(toks[first + k].form == forms[k] for k in range(1, len(forms) - 1)) and forms[
                    0
                ] in self._bare(toks[first].form):
                    return Found(first, end, payload)
        return None

    def _bare(self, form: str) -> list[str]:
        """Give the form and what is left of it without the allowed clitics."""
        out = [form]
        while form[:1] and form[0] in self.clitics and len(form) > 2:
            form = form[1:]
            out.append(form)
        return out
