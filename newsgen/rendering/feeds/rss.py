"""Writes RSS 2.0, with Atom's links, pictures by Media RSS 1.5, and full text by RSS 1.0's module."""

from __future__ import annotations

from collections.abc import Sequence

from newsgen.rendering.feeds.channel import ChannelView
from newsgen.rendering.feeds.entries import FeedEntry
from newsgen.rendering.feeds.media import media
from newsgen.rendering.markup import escape, quoteattr

_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)


def document(channel: ChannelView, entries: Sequence[FeedEntry], url: str) -> str:
    """The feed; `url` is the site's."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<rss version="2.0" {_NAMESPACES}>',
        "<channel>",
        f"<title>{escape(channel.title)}</title>",
        f"<link>{escape(channel.page_url)}</link>",
        f"<description>{escape(channel.description)}</description>",
        f"<language>{escape(channel.lang)}</language>",
        "<generator>newsgen</generator>",
        f'<atom:link href={quoteattr(channel.url)} rel="self" type="application/rss+xml"/>',
    ]
    if channel.hub:
        lines.append(f'<atom:link href={quoteattr(channel.hub)} rel="hub"/>')
    updated = channel.updated(entries)
    if updated is not None:
        lines.append(f"<lastBuildDate>{channel.rfc822(updated)}</lastBuildDate>")
    for one in entries:
        lines += _item(one, channel, url)
    return "\n".join([*lines, "</channel>", "</rss>", ""])


def _item(entry: FeedEntry, channel: ChannelView, url: str) -> list[str]:
    lines = [
        "<item>",
        f"<title>{escape(entry.title)}</title>",
        f"<link>{escape(entry.url)}</link>",
        f'<guid isPermaLink="false">{entry.id}</guid>',
        f"<pubDate>{channel.rfc822(entry.published)}</pubDate>",
    ]
    if entry.updated != entry.published:
        lines.append(f"<atom:updated>{channel.rfc3339(entry.updated)}</atom:updated>")
    lines += [f"<category>{escape(one)}</category>" for one in entry.categories]
    lines += [f"<dc:creator>{escape(one)}</dc:creator>" for one in entry.authors]
    if entry.summary:
        # Readers take it for HTML.
        lines.append(f"<description>{escape(escape(entry.summary))}</description>")
    if entry.picture:
        lines += media(entry.picture, url)
    if entry.html:
        lines.append(f"<content:encoded>{entry.escaped_html}</content:encoded>")
    return [*lines, "</item>"]
