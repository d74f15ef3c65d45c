"""Which page an address means: two addresses with one key lead to one page, which may have changed in between.

The key is no address: it has no scheme, no mark that says where a reader came from, and is only ever compared.
"""

from functools import cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from riwaya.lexicon import toml


def page_key(url: str | None) -> str | None:
    """Give the key of the page at `url`, or None where it is no address of the web or leads to no page of its own.

    ``page_key("https://www.a.example/n/7/?utm_source=x#top") == page_key("http://a.example/n/7") == "a.example/n/7"``
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return None
    table = toml("page_keys")
    for start in table["hosts"]:
        if host.startswith(start) and host.count(".") > 1:
            host = host.removeprefix(start)
            break
    path = unquote(parts.path)
    for end in table["ends"]:
        path = path.removesuffix(end)
    path = path.rstrip("/")
    asked = urlencode(
        [pair for pair in parse_qsl(parts.query, max_num_fields=None) if not _is_tracking(pair[0])]
    )
    # The front page of a site is another text every hour: that is no changed report.
    return f"{host}{path}{'?' + asked if asked else ''}" if path or asked else None


def _is_tracking(name: str) -> bool:
    """Tell whether a parameter only says where the reader came from."""
    whole, starts = _tracking()
    return name.lower() in whole or name.lower().startswith(starts)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the names of such parameters, and how others of them begin."""
    names = toml("page_keys")["parameters"]
    return frozenset(n for n in names if not n.endswith("*")), tuple(n[:-1] for n in names if n.endswith("*"))
