"""RSS 2.0 by the RSS Advisory Board, with Atom's self link and full text as content:encoded."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from newsgen.model.moment import Moment
from newsgen.model.views import Card, SiteView
from newsgen.rendering.resources import Resources
from newsgen.rendering.slots import filled

_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def feed(context: dict[str, Any], resources: Resources) -> bytes:
    """The feed of the articles in `items`; dates in the site's time zone."""
    site: SiteView = context["site"]
    title, page_route, own_route = context["channel"]
    items: tuple[Card, ...] = context["items"]
    bodies = [
        filled(resources.body(stored), links, site.url)
        for stored, links in zip(
            context.get("bodies", ()), context.get("body_links", ()), strict=True
        )
    ]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<rss version="2.0" {_NAMESPACES}>',
        "<channel>",
        f"<title>{escape(title)}</title>",
        f"<link>{escape(_absolute(site, page_route))}</link>",
        f"<description>{escape(site.description or title)}</description>",
        f"<language>{escape(site.lang)}</language>",
        "<generator>newsgen</generator>",
        f'<atom:link href={quoteattr(site.url + own_route)} rel="self" type="application/rss+xml"/>',
    ]
    if items:
        newest = max(max(item.date, item.updated or item.date) for item in items)
        lines.append(f"<lastBuildDate>{_rfc822(newest, site)}</lastBuildDate>")
    for index, item in enumerate(items):
        lines += _item(item, site, bodies[index] if bodies else "")
    lines += ["</channel>", "</rss>", ""]
    return "\n".join(lines).encode()


def _item(item: Card, site: SiteView, body: str) -> list[str]:
    url = escape(_absolute(site, item.route))
    headline = f"{item.label}: {item.headline}" if item.label else item.headline
    lines = [
        "<item>",
        f"<title>{escape(headline)}</title>",
        f"<link>{url}</link>",
        f'<guid isPermaLink="true">{url}</guid>',
        f"<pubDate>{_rfc822(item.date, site)}</pubDate>",
        f"<category>{escape(item.section_title)}</category>",
    ]
    lines += [f"<dc:creator>{escape(name)}</dc:creator>" for name in item.authors]
    if item.summary:
        lines.append(f"<description>{escape(item.summary)}</description>")
    if body:
        lines.append(f"<content:encoded>{escape(body)}</content:encoded>")
    return [*lines, "</item>"]


def _absolute(site: SiteView, route: str) -> str:
    return site.url + (
        route.removesuffix("index.html") if route.endswith(("/index.html",)) else route
    )


def _rfc822(moment: Moment, site: SiteView) -> str:
    return format_datetime(datetime.fromtimestamp(moment.seconds, ZoneInfo(site.timezone)))
