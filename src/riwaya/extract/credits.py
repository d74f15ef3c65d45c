"""Credits: what a report itself says its text comes from.

A message that was forwarded is whose it was before (the field `forwarded_from`). A report prints its origin in few
places, and each has a rule: the byline («أنقرة - رويترز»), the dateline at the start of the text («القاهرة (أ ف ب) -
…»), the headline («أسوشيتد برس: …»), a line of its own («المصدر: رويترز + وكالات»), a tag at the very end
(«(رويترز)»), and somebody who speaks to an agency («قال لفرانس برس») in a report of another outlet. The report's own
outlet is no credit. «وكالات» names nobody: no name then.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token, tokens
from riwaya.extract.bodies import name_words
from riwaya.extract.places import place_names
from riwaya.model import Credit, Report, Span, Where
from riwaya.read.told.outlets import Outlet, find, key, outlets
from riwaya.read.told.parts import END_TAG, body, nameless, parts, trim

_JOINED = re.compile(r"[-–—]")
_AND = re.compile(r"\s+و\s*(?=\S)")
_SOURCE_LINE = re.compile(
    r"^[ \t\W]*(?:ال)?(?:مصدر|مصادر|مصدر الخبر|مصدر المقال|مصدر التقرير)\s*[:：]\s*(?P<names>[^\n]{2,100})$",
    re.M,
)
_AFTER = re.compile(r"^[ \t\W]*(?:نقلا|نقلاً|نقلًا)\s+عن\s*:?\s*(?P<names>[^\n]{2,60})$")
_AGENCY_HEAD = "وكاله "
_LONGEST_AGENCY = 5
_DATELINE = 100
_LONGEST_NAME = 6
_SHORTEST_AGENCY = 5


def credits(report: Report, toks: Sequence[Token] | None = None) -> tuple[Credit, ...]:
    """Find the credits of a report, in the order forwarded from, byline, title, text; each name once a field.

    `toks` are the tokens of its text where they are at hand.
    """
    own = find(report.outlet, named=True) if report.outlet else None
    found = [
        *_forwarded(report.forwarded_from or ""),
        # A member of a group may be called like an outlet or a town: that is no credit.
        *_byline("" if report.sender else report.byline or ""),
        *_headline(report.title or "", "title"),
        *_dateline(report),
        *_source_lines(report),
        *_end(report),
        *_told(report, tokens(report.text) if toks is None else toks),
    ]
    out: dict[tuple[str | None, Where], Credit] = {}
    for credit in found:
        words = getattr(report, credit.where)[credit.span.start : credit.span.end]
        if not _is_own(credit.name, words, own, report.outlet):
            out.setdefault((credit.name, credit.where), credit)
    return tuple(out.values())


def _is_own(name: str | None, words: str, own: Outlet | None, outlet: str | None) -> bool:
    """Tell whether a credit means the report's own outlet, which may share its short name with another."""
    if name is None:
        return False
    names = {key(n) for n in (own.name, *own.aliases)} if own else set()
    return key(name) in names or key(words) in names or key(name) == key(outlet or "")


def _name(part: str, *, sure: bool) -> tuple[bool, str | None]:
    """Tell whether a part is a credit, and whose; `sure` where only an outlet can stand."""
    folded = key(part)
    if folded in nameless():
        return True, None
    outlet = find(part, named=True)
    if outlet is None and folded.startswith(_AGENCY_HEAD) and len(folded.split()) <= _LONGEST_AGENCY:
        return True, part.strip()  # an agency that the lexicon does not know stays as written
    if outlet is None or (not sure and outlet.common and folded in _elsewhere()):
        return False, None
    return True, outlet.name


@cache
def _elsewhere() -> frozenset[str]:
    """Names of outlets that in a byline rather mean a place."""
    return place_names(common=True) | {"المدينه", "البلاد", "المملكه", "العالم"}


def _credits(
    text: str, spans: Iterator[tuple[int, int]], where: Where, rule: str, *, sure: bool = False
) -> Iterator[Credit]:
    """Give a credit for each part that names an outlet, or two joined by «و» or a bare hyphen."""
    for start, end in spans:
        known, name = _name(text[start:end], sure=sure)
        if known:
            yield Credit(name=name, span=Span(start, end), where=where, rule=rule)
            continue
        for joint in (_AND, _JOINED):
            pieces = _pieces(text, start, end, joint)
            named = [(s, e, *_name(text[s:e], sure=sure)) for s, e in pieces]
            if len(named) > 1 and any(k for _, _, k, _ in named):
                for s, e, is_known, who in named:
                    if is_known:
                        yield Credit(name=who, span=Span(s, e), where=where, rule=rule)
                break


def _pieces(text: str, start: int, end: int, joint: re.Pattern[str]) -> list[tuple[int, int]]:
    out, at = [], start
    for cut in joint.finditer(text, start, end):
        out.append(trim(text, at, cut.start()))
        at = cut.end()
    return [*out, trim(text, at, end)]


def _forwarded(whom: str) -> Iterator[Credit]:
    """``credit.forwarded``: a message of a chat that was «forwarded from شبكة أخبار المرفأ».

    Nobody is named where only a label says that it was forwarded, or the account is gone.
    """
    if whom:
        outlet = find(whom, named=True)
        name = None if fold(whom) in _nobody() else outlet.name if outlet else whom
        yield Credit(name=name, span=Span(0, len(whom)), where="forwarded_from", rule="credit.forwarded")


@cache
def _nobody() -> frozenset[str]:
    """Give what chats write, folded, where they do not say whom a message was forwarded from."""
    return frozenset(fold(word) for words in lexicon.toml("chat_forwarded").values() for word in words)


def _byline(byline: str) -> Iterator[Credit]:
    """``credit.byline``: «الميناء - رويترز»."""
    yield from _credits(byline, parts(byline), "byline", "credit.byline")


def _headline(title: str, where: Where, start: int = 0) -> Iterator[Credit]:
    """``credit.headline``: «رويترز: غرق عبّارة»."""
    head, colon, _ = title[start:].partition(":")
    if colon and len(head.split()) <= _LONGEST_NAME:
        begin, end = trim(title, start, start + len(head))
        outlet = find(title[begin:end].strip()) or find(title[start : start + len(head)].strip())
        if outlet is not None:
            yield Credit(name=outlet.name, span=Span(begin, end), where=where, rule="credit.headline")


def _dateline(report: Report) -> Iterator[Credit]:
    """``credit.dateline``: «الميناء (أ ف ب) - غرقت …»; also the first line of a text without a title."""
    start, end = body(report.text, report.furniture)
    start += len(report.text[start:end]) - len(report.text[start:end].lstrip())
    line_end = report.text.find("\n", start, end)
    line = report.text[start : line_end if line_end >= 0 else end]
    if report.title is None:
        yield from _headline(report.text[: start + len(line)], "text", start)
    spans = []
    for begin, stop in parts(report.text[: start + min(len(line), _DATELINE)], start):
        if len(report.text[begin:stop].split()) > _LONGEST_NAME:
            break
        # The last part of a long line is the beginning of its first sentence, not of its dateline.
        if stop < start + min(len(line), _DATELINE) - 1 or len(line) < _DATELINE // 2:
            spans.append((begin, stop))
    for credit in _credits(report.text, iter(spans[:5]), "text", "credit.dateline"):
        words = report.text[credit.span.start : credit.span.end]
        outlet = find(words)
        if credit.name is None or outlet is not None:
            yield credit


def _source_lines(report: Report) -> Iterator[Credit]:
    """``credit.source-line``: «المصدر: رويترز + وكالات»; a name that the lexicon lacks is kept as written."""
    text = report.text
    lines = list(_SOURCE_LINE.finditer(text))
    start, end = body(report.text, report.furniture)
    last = text.rfind("\n", start, len(text[:end].rstrip())) + 1
    if final := _AFTER.match(text[last:end].rstrip()):
        lines.append(final)
    for line in lines:
        shift = last if line is final else 0
        begin, stop = line.start("names") + shift, line.end("names") + shift
        for part in parts(text[:stop], begin):
            found = list(_credits(text, iter([part]), "text", "credit.source-line", sure=True))
            if not found and len(text[part[0] : part[1]].split()) <= _LONGEST_NAME:
                found = [
                    Credit(
                        name=text[part[0] : part[1]],
                        span=Span(*part),
                        where="text",
                        rule="credit.source-line",
                    )
                ]
            yield from found


def _end(report: Report) -> Iterator[Credit]:
    """``credit.end``: «… إلى المستشفى. (رويترز)», or a last line that is nothing but outlets."""
    start, end = body(report.text, report.furniture)
    text = report.text[:end]
    tag = END_TAG.search(text, max(start, end - 120))
    if tag:
        spans = list(parts(text[: tag.end("names")], tag.start("names")))
    else:
        last = text.rfind("\n", start, len(text.rstrip())) + 1
        spans = list(parts(text.rstrip(), last)) if last > 0 and len(text) - last < _DATELINE // 2 else []
    found = list(_credits(text, iter(spans), "text", "credit.end"))
    if found and len(found) >= len(spans):
        yield from (c for c in found if c.name is None or find(text[c.span.start : c.span.end]))


@cache
def _agency_forms() -> dict[str, str]:
    """Give the agencies by their names without «وكالة», as they can follow «ل»."""
    heads = {key(row["word"]) for row in lexicon.rows("outlet_heads") if row["kinds"] == "agency"}
    return {
        form: outlet.name
        for outlet in outlets()
        if outlet.kind == "agency" and not outlet.common
        for alias in (outlet.name, *outlet.aliases)
        if len(
            form := re.sub(r"^(?:{}) ".format("|".join(sorted(heads, key=len, reverse=True))), "", key(alias))
        )
        > 2
        and not form.isascii()
    }


@cache
def _openings() -> frozenset[str]:
    """Give the words that an agency which was told something can begin with."""
    return frozenset(f"ل{name.split()[0]}" for name in _agency_forms()) | {"لوكاله", "وكاله"}


def _told(report: Report, toks: Sequence[Token]) -> Iterator[Credit]:
    """``credit.told-agency``: «قال المسعف لفرانس برس», «أبلغ المسعف وكالة "رويترز"»."""
    if _openings().isdisjoint([t.form for t in toks]):
        return
    start, end = body(report.text, report.furniture)
    toks = [t for t in toks if t.kind == "word" and start <= t.start and t.end <= end]
    forms, names = [t.form for t in toks], _agency_forms()
    for at, form in enumerate(forms):
        told = form.startswith("ل") and len(form) > 3
        first, base = at, form[1:]
        if form in ("لوكاله", "وكاله") and (told or _tells(forms[max(0, at - 6) : at])):
            first = at + 1 + (at + 1 < len(forms) and forms[at + 1] == "انباء")
            base = forms[first] if first < len(forms) else ""
        elif not told:
            continue
        for size in (4, 3, 2, 1):
            words = [base, *forms[first + 1 : first + size]]
            name = names.get(" ".join(words)) if len(words) == size else None
            # After a bare «ل» a short word may be a person, and a place may be just that place.
            if name and (first > at or (len(base) >= _SHORTEST_AGENCY and base not in place_names())):
                yield Credit(
                    name=name,
                    span=Span(toks[at].start, toks[first + size - 1].end),
                    where="text",
                    rule="credit.told-agency",
                )
                break


def _tells(before: list[str]) -> bool:
    return any(form.lstrip("و") in name_words("telling") for form in before)
