"""Renders RSS 2.0, with Atom's self link, pictures by Media RSS and full text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from newsgen.catalog.addresses import absolute
from newsgen.model.article_views import CorrectionEntry
from newsgen.model.body_slots import ENTRY_MARK
from newsgen.model.correction import RETRACTED
from newsgen.model.moment import Moment
from newsgen.model.output import Role
from newsgen.model.views import Card, Picture, SiteView
from newsgen.rendering.filled_body import CitationHtml, filled
from newsgen.rendering.markup import escape, quoteattr
from newsgen.rendering.resources import Resources
from newsgen.rendering.words import Words

_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def feed(context: Mapping[Role, Any], words: Words, resources: Resources) -> bytes:
    """The feed of the articles in `items`; dates in the site's time zone."""
    site: SiteView = context["site"]
    items: tuple[Card, ...] = context["items"]
    bodies = [
        _full_text(resources.body(stored), links, citations, words, site)
        for stored, links, citations in zip(
            context.get("bodies", ()),
            context.get("body_links", ()),
            context.get("body_citations", ()),
            strict=True,
        )
    ]
    lines: list[str] = []
    for index, item in enumerate(items):
        lines += _item(item, site, words, bodies[index] if bodies else "")
    title: str = context["channel"][0]
    return _channel(
        context, title, [max(one.date, one.updated or one.date) for one in items], lines
    )


def corrections_feed(context: Mapping[Role, Any], words: Words) -> bytes:
    """The feed of the corrections in `items`; each leads to its article."""
    site: SiteView = context["site"]
    items: tuple[CorrectionEntry, ...] = context["items"]
    lines: list[str] = []
    for article, correction in items:
        url = absolute(site.url, article.route)
        text = correction.text
        label = words.get(correction.label, correction.label)
        if correction.was and correction.now:
            text += f" “{correction.was}” → “{correction.now}”"
        lines += [
            "<item>",
            f"<title>{escape(f'{label}: {article.headline}')}</title>",
            f"<link>{escape(url)}</link>",
            # An article may be corrected twice, so its URL alone names no item.
            f'<guid isPermaLink="false">{escape(url)}#{correction.date.seconds}</guid>',
            f"<pubDate>{_rfc822(correction.date, site)}</pubDate>",
            f"<description>{escape(text)}</description>",
            "</item>",
        ]
    name: str = context["channel"][0]
    title = f"{site.name}: {words.get(name, name)}"
    return _channel(context, title, [one.correction.date for one in items], lines)


def _channel(
    context: Mapping[Role, Any], title: str, moments: list[Moment], items: list[str]
) -> bytes:
    site: SiteView = context["site"]
    _, page_route, own_route = context["channel"]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<rss version="2.0" {_NAMESPACES}>',
        "<channel>",
        f"<title>{escape(title)}</title>",
        f"<link>{escape(absolute(site.url, page_route))}</link>",
        f"<description>{escape(site.description or title)}</description>",
        f"<language>{escape(site.lang)}</language>",
        "<generator>newsgen</generator>",
        f'<atom:link href={quoteattr(site.url + own_route)} rel="self" type="application/rss+xml"/>',
    ]
    if moments:
        lines.append(f"<lastBuildDate>{_rfc822(max(moments), site)}</lastBuildDate>")
    return "\n".join([*lines, *items, "</channel>", "</rss>", ""]).encode()


def _full_text(
    body: str,
    links: tuple[str | Picture, ...],
    names: tuple[str, ...],
    words: Words,
    site: SiteView,
) -> str:
    """The body with absolute links; a citation is the name of its source."""
    citations = [CitationHtml(f" [{escape(name)}]", escape(name), "") for name in names]
    return filled(body, links, site.url, words, citations, lead=True).replace(ENTRY_MARK, "<hr>\n")


def _item(item: Card, site: SiteView, words: Words, body: str) -> list[str]:
    url = escape(absolute(site.url, item.route))
    label = RETRACTED if item.retracted else item.label
    label = words.get(label, label)
    headline = f"{label}: {item.headline}" if label else item.headline
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
    if item.picture:
        lines += _picture(item.picture, site)
    if body:
        lines.append(f"<content:encoded>{escape(body)}</content:encoded>")
    return [*lines, "</item>"]


def _picture(picture: Picture, site: SiteView) -> list[str]:
    """The picture by Media RSS 1.5; an enclosure would need its size in bytes."""
    lines = [f'<media:content url={quoteattr(site.url + picture.src)} medium="image">']
    if picture.alt:
        lines.append(f"<media:description>{escape(picture.alt)}</media:description>")
    if picture.credit:
        lines.append(f"<media:credit>{escape(picture.credit)}</media:credit>")
    return [*lines, "</media:content>"]


def _rfc822(moment: Moment, site: SiteView) -> str:
    local = datetime.fromtimestamp(moment.seconds, ZoneInfo(site.timezone))
    # RFC 822 wants English names; to load the library for e-mail takes longer than to build a page.
    day, month = _DAYS[local.weekday()], _MONTHS[local.month - 1]
    return f"{day}, {local.day:02} {month} {local.year:04} {local:%H:%M:%S %z}"
