"""Who published a report: the outlet that a record, a page's own name for its site, its address or its byline tell.

An outlet that a record states stays exactly as it was found (a report's id is made of it). Where none is stated, the
name that the page gives its site and the host of its address are looked up in the outlet lexicon; one that the lexicon
does not know stays as found: the site's name, else the host.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from riwaya import lexicon
from riwaya.read.told.datelines import Own, field
from riwaya.read.told.outlets import Outlet, by_domain, find, key

_BAR = re.compile(r"\s*[|•·»›:]+\s*|\s+[-–—]+\s+|\s*/\s*")
_ADDRESS = re.compile(
    r"(?:https?:/{1,2}|/(?:amp|c|i|v)/(?:s/)?)(?P<page>[\w-]+(?:\.[\w-]+)+(?:[/?:]\S*)?)", re.I
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.I)  # and not a port
# First parts of a path at a shared host: a kind of account, whose name comes next, and what is no account.
_KINDS_OF_ACCOUNT = frozenset({"groups", "channel", "user", "c", "pages", "people", "in", "company"})
_NO_ACCOUNT = frozenset(
    ["watch", "p", "reel", "reels", "status", "hashtag", "search", "share", "video", "videos", "photo", "shorts", "i",
     "w", "playlist", "live", "post", "intent"]
)  # fmt: skip
_LONGEST_SITE = 120
_LONGEST_URL = 2000
_DEEPEST = 3


def publisher(
    outlet: str | None, url: str | None, *, site: str | None = None, byline: str | None = None
) -> str | None:
    """Say which outlet published a report: `outlet` as stated, else by the name of its `site`, its `url` or byline.

    ``publisher(None, "https://m.reuters.com/a") == "رويترز"``; ``publisher(None, None, site="CNN Arabic - سي إن إن
    بالعربية") == "سي إن إن"``. A host that is not known is given without ``www.`` and the like, an account where many
    publish with its name: ``t.me/manara``.
    """
    if outlet:
        return outlet
    site = " ".join(site.split())[:_LONGEST_SITE].strip() if site else ""
    host, account = place_of(url) if url else ("", "")
    found = _known(site, host)
    if found is not None:
        return found.name
    # Many who publish at one host are no one outlet.
    return site or account or ("" if _under(host, "shared") else host) or _of_byline(byline)


def own(outlet: str | None, url: str | None) -> Own:
    """Give what an outlet and an address tell of a report's own outlet, for what its text says of itself."""
    found = find(outlet, named=True) if outlet else None
    if found is None and url:
        found = by_domain(place_of(url)[0])
    words = frozenset(key(outlet).split()) if outlet else frozenset()
    return Own(found, words)


def _known(site: str, host: str) -> Outlet | None:
    """Find the outlet that a site's name and a host mean: the whole name, then the host, then a part of the name.

    Where they disagree the host is right: many outlets share a name, hardly any a host.
    """
    at_host = by_domain(host) if host else None
    whole = _named(site, host) if site else None
    if whole is not None and (at_host is None or whole == at_host):
        return whole
    if at_host is not None:
        return at_host
    return next((found for part in _names(site) if (found := _named(part, host)) is not None), None)


def _named(name: str, host: str) -> Outlet | None:
    """Find an outlet by name; at a host that the lexicon does not know only a name that no other thing has counts."""
    found = find(name, named=True)
    if found is None or (host and (found.common or found.country is None)):
        return None
    return found


def _names(site: str) -> Iterator[str]:
    """Give the parts of a site's name that may be the outlet's: «الجزيرة نت | أخبار»."""
    pieces = [piece.strip() for piece in _BAR.split(site) if piece.strip()]
    if len(pieces) > 1:
        yield from pieces


@cache
def _hosts(kind: str) -> frozenset[str]:
    """Give the hosts of ``data/hosts.tsv`` of one kind."""
    return frozenset(row["host"] for row in lexicon.rows("hosts") if row["kind"] == kind)


def place_of(url: str) -> tuple[str, str]:
    """Give the bare host of an address, and the account where many publish at that host; both may be empty.

    ``place_of("https://t.me/manara/12") == ("t.me", "t.me/manara")``. A copy in an archive counts as what it copies.
    """
    host, path = _parted(url)
    for _ in range(_DEEPEST):
        inner = _ADDRESS.search(unquote(path)) if _under(host, "wrapper") else None
        if inner is None:
            break
        host, path = _parted(inner["page"])
    host = _bare(host)
    return host, _account(host, path) if _under(host, "shared") else ""


def _account(host: str, path: str) -> str:
    """Give the account of an address at a shared host: ``t.me/manara``; empty when it names none."""
    names = [part.lstrip("@") for part in path.partition("?")[0].split("/") if part and part != "s"]
    if not names or names[0] in _NO_ACCOUNT or "." in names[0]:
        return ""
    size = 2 if names[0] in _KINDS_OF_ACCOUNT else 1
    return "/".join([host, *names[:size]]) if len(names) >= size else ""


def _parted(url: str) -> tuple[str, str]:
    """Part an address into host and the rest, both empty for what is none."""
    url = url.strip()[:_LONGEST_URL]
    bare = not url.startswith("//") and _SCHEME.match(url) is None
    try:
        parts = urlsplit(f"//{url}" if bare else url)
        if parts.scheme not in ("", "http", "https"):
            return "", ""
        host = (parts.hostname or "").strip(".")
    except ValueError:
        return "", ""
    return (host, f"{parts.path}?{parts.query}") if re.fullmatch(r"[\w.-]+\.[\w-]{2,}", host) else ("", "")


def _under(host: str, kind: str) -> bool:
    """Tell whether a host is one of a kind, or lies under one."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in _hosts(kind) for at in range(len(labels)))


def _bare(host: str) -> str:
    """Take ``www.``, ``m.`` and the like off a host, while what is left is one."""
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _hosts("prefix"):
        if by_domain(host) is not None and by_domain(host) != by_domain(".".join(labels[1:])):
            break  # a part of a site that is an outlet by itself
        labels.pop(0)
        host = ".".join(labels)
    return host


def _of_byline(byline: str | None) -> str | None:
    """Find the paper or channel that a byline names as its own («لندن: «المنارة»»); an agency is no publisher there."""
    named = [part.outlet for part in field(byline or "", Own()) if "outlet" in part.what]
    found = {outlet.name for outlet in named if outlet is not None and outlet.kind != "agency"}
    return found.pop() if len(found) == 1 else None
