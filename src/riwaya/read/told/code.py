"""Code: style sheets and programs of a page that were taken for the text of its report.

Code is a run of ASCII characters, and of other ones within quotation marks, that has a brace and ends as code does.
Each run is looked at once, so that time is linear in the text whatever it holds.
"""

import re

from riwaya.model import Furniture, Span

RULE = "page-code"

_LEAST = 30
"""Characters; what is shorter may be what somebody wrote."""
_RUN = re.compile(r"""(?:[ -~\n]|(?<=['"])[^ -~\n][^'"\n]{0,80}+(?=['"]))++""")
# A sentence's end before it belongs to the report.
_START = re.compile(r"[\s.:!?)\d,]*+(?=[^{}]{0,200}\{)")
_END = re.compile(r"[};]\)?;?")


def code(text: str) -> tuple[Furniture, ...]:
    """Find the code in a text, in order."""
    if "{" not in text:
        return ()
    found = (_within(text, run.start(), run.end()) for run in _RUN.finditer(text))
    return tuple(Furniture(span, RULE) for span in found if span is not None)


def _within(text: str, start: int, end: int) -> Span | None:
    """Give the stretch of a run that is code, None where it is none: words of another language with a brace in them."""
    opens = _START.match(text, start, end)
    ends = max(text.rfind("}", start, end), text.rfind(";", start, end))
    if opens is None or ends - opens.end() < _LEAST or text.find("{", opens.end(), ends) < 0:
        return None
    closing = _END.match(text, ends, end)
    return Span(opens.end(), closing.end() if closing else ends + 1)
