"""Report page: a case as one self-contained HTML file that fetches nothing and can be sent as it is.

Report text is hostile. It only ever reaches the page through Jinja's autoescape, after `visible` has made
forced directions and control characters visible (`finalize`, so that no template can forget it). The content
security policy allows our own style and script by their hash, the embedded font, and nothing else.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup

from riwaya.case import Case
from riwaya.show import chains, copies, labels, page, tongues
from riwaya.show.evidence import anchor
from riwaya.show.labels import Bilingual, Language
from riwaya.show.visible import visible

WEIGHTS = (400, 600)
SCRIPTS = {
    "arabic": "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FEFC",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+2010-2027,U+2030-205E,U+20AC,U+2122,U+2212",
}


def _static(name: str) -> bytes:
    return files("riwaya.show").joinpath("static", name).read_bytes()


def _font_faces() -> str:
    """Give the embedded fonts (IBM Plex Sans Arabic, SIL Open Font License 1.1, see static/) as CSS."""
    faces = []
    for script, covers in SCRIPTS.items():
        for weight in WEIGHTS:
            data = base64.b64encode(_static(f"plex-sans-{script}-{weight}.woff2")).decode("ascii")
            faces.append(
                f'@font-face{{font-family:"Plex";font-weight:{weight};font-display:swap;'
                f'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{covers}}}'
            )
    return "\n".join(faces)


def _target_rules(most: dict[str, int]) -> str:
    """Give the rules that light up a statement in the text, and its note, when the address points at it."""
    parts = [f"{letter}{n}" for letter, count in most.items() for n in range(count)]
    rules = [f".report:has(.at-{p}:target) :is(.text .{p},.note-{p})" for p in parts]
    return f"{','.join(rules)}{{background:var(--lit);color:var(--lit-ink)}}" if rules else ""


@cache
def _sheet() -> str:
    css = _static("page.css").decode("utf-8")
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _href(url: str | None) -> str | None:
    """Give the address when it is a plain web address, else None: no other scheme becomes a link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _finalize(value: object) -> object:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _label(key: str, group: str = "page") -> Bilingual:
    return labels.label(group, key)


@cache
def environment() -> Environment:
    """Give the templates, through which alone report text reaches a page or a picture."""
    env = Environment(
        loader=PackageLoader("riwaya.show"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        # What a running program answers with does not change under it.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        L=_label,
        count=labels.count,
        number=labels.number,
        date=labels.date,
        days=labels.days,
        # The same under a name that no page gives to a fact of its own.
        told_at=labels.date,
        country=labels.country,
        anchor=anchor,
        href=_href,
        paper=copies.paper,
        pair_anchor=copies.anchor,
        row_anchor=copies.row_anchor,
        at_row=chains.middle,
        tongues=pass_context(tongues.tongues),
        here=pass_context(tongues.here),
        titled=pass_context(tongues.titled),
    )
    return env


@cache
def release() -> str:
    """Give the version of this program."""
    try:
        return version("riwaya")
    except PackageNotFoundError:
        return ""


def render(case: Case, *, lang: Language = "ar") -> str:
    """Make the HTML page of a case; `lang` is the language it opens in, both are in it."""
    view = page.build(case)
    css = "\n".join((_font_faces(), _sheet(), _target_rules(view.most_parts)))
    js = _static("page.js").decode("utf-8")
    policy = (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(js)}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        environment()
        .get_template("page.html")
        .render(
            page=view,
            at=lambda place, report: f"#{place}" if report in view.shown else None,
            lang=lang,
            css=Markup(css),  # noqa: S704 - our own style sheet
            js=Markup(js),  # noqa: S704 - our own script
            policy=policy,
            version=release(),
        )
    )


def self_contained(template: str, *, sheets: Iterable[str] = (), lang: Language, **context: object) -> str:
    """Make one HTML file of a template, with our fonts and style sheets in it and no script: it fetches nothing.

    `sheets` are style sheets of the server's pages that come behind `page.css`.
    """
    place = files("riwaya.show").joinpath("web", "static")
    css = "\n".join((_font_faces(), _sheet(), *(place.joinpath(name).read_text("utf-8") for name in sheets)))
    policy = (
        f"default-src 'none'; style-src {_hash(css)}; font-src data:; base-uri 'none'; form-action 'none'"
    )
    whole = environment().get_template(template)
    return whole.render(
        context,
        at=lambda place, report: None,
        lang=lang,
        css=Markup(css),  # noqa: S704 - our own style sheets
        policy=policy,
        release=release(),
    )
