"""Background: figures that stand in somebody's content and are the reporter's own reminder.

«أعلن الوزير أن الشرطة تعرفت على منفذ الهجوم الذي أوقع 12 قتيلا»: the minister announced the name, not the
toll. Such a figure opens no claim of the speaker's, and its voice is the outlet's.
"""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.link.terms import key
from riwaya.model import Quantity, Statement

# Words before a number in which a relative clause that leads to it may open.
_REACH = 26


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(
        key(fold(word))
        for row in lexicon.rows("background_words")
        if row["role"] == role
        for word in lexicon.variants(row["words"])
    )


def is_background(text: str, statement: Statement, quantity: Quantity) -> bool:
    """Tell whether a figure in a content is the reporter's background and not what the speaker said.

    «أعلن الوزير أن الشرطة تعرفت على منفذ الهجوم الذي أوقع 12 قتيلا»: the minister announced the name, not
    the toll.
    """
    if quantity.where != "text" or statement.form == "direct":
        return False
    inside = next((c for c in statement.content if c.start <= quantity.span.start < c.end), None)
    # A cue after its content («..., بحسب الشرطة») takes all of it for the source.
    if inside is None or (statement.cue is not None and statement.cue.start > quantity.span.start):
        return False
    before = [key(t.form) for t in tokens(text, inside.start, quantity.span.start) if t.kind == "word"][
        -_REACH:
    ]
    results = [n for n, word in enumerate(before) if word in _words("result")]
    opens = [n for n, word in enumerate(before) if word in _words("relative") | _words("after")]
    if not results or not opens or opens[0] > results[-1]:
        return False
    return not any(word in _words("total") for word in before[opens[0] :])
