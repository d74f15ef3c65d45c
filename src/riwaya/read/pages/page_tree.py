"""A page as a tree, for readers that know the page's form (exports of a program) and look for its parts."""

from typing import TYPE_CHECKING

from riwaya.read.pages.page_parse import guarded

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def tree(page: str) -> "Element | None":
    """Parse a page or a fragment of one; None when there is nothing in it. Never raises.

    Elements more than 2,048 deep are left out: no program writes such a page.
    """
    # Imported late: lxml takes a tenth of a second, and only pages need it.
    from lxml import etree  # noqa: PLC0415

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(guarded(page), parser)
    except (etree.LxmlError, ValueError):
        return None
