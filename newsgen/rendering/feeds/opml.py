"""Writes OPML 2.0: the feeds of an edition, to subscribe to all at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsgen.catalog.addresses import absolute
from newsgen.model.output import Role
from newsgen.model.views import FeedsOf, SiteView
from newsgen.rendering.markup import escape, quoteattr
from newsgen.rendering.words import Words


def opml(context: Mapping[Role, Any], words: Words) -> bytes:
    """The list of the feeds in `feeds`, each in its first format."""
    site: SiteView = context["site"]
    feeds: tuple[FeedsOf, ...] = context["feeds"]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<opml version="2.0">',
        f"<head><title>{escape(site.name)}</title></head>",
        "<body>",
    ]
    for one in feeds:
        title = words.get(one.title, one.title) if one.is_word else one.title
        name = f"{site.name}: {title}" if title else site.name
        lines.append(
            f'<outline type="rss" text={quoteattr(name)} title={quoteattr(name)}'
            f" xmlUrl={quoteattr(site.url + one.feeds[0].route)}"
            f" htmlUrl={quoteattr(absolute(site.url, one.page_route))}"
            f" language={quoteattr(site.lang)}/>"
        )
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()
