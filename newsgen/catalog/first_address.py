"""Tells at which address an article was first published: what its identity in feeds is made of.

The one memory of it is the content: the first of an article's aliases is its oldest address. An
article without one is where it was first published.
"""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import unquote

from newsgen.catalog.alias_paths import path_on_site
from newsgen.model.article import Head


def first_address(head: Head, route: str, url: str) -> str:
    """The path below the site's address, without what the form of addresses adds to it.

    `route` is that of the article's page. The host is no part of the path, so another host changes
    nothing; nor is `.html` or `/index.html`, so `urls:` changes nothing.
    """
    aliases = (path_on_site(alias.target, url) for alias in head.aliases)
    path = next(filter(None, aliases), None) or unquote(route)
    path = path.removesuffix("index.html").rstrip("/") if _is_index(path) else path.rstrip("/")
    return normalize("NFC", path.removesuffix(".html"))


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")
