"""Writes Atom (RFC 4287), with pictures by Media RSS 1.5."""

from __future__ import annotations

from collections.abc import Sequence

from newsgen.model.moment import Moment
from newsgen.rendering.feeds.channel import ChannelView
from newsgen.rendering.feeds.entries import FeedEntry
from newsgen.rendering.feeds.media import media
from newsgen.rendering.markup import escape, quoteattr

_NAMESPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
_NEVER = Moment(0, day_only=False)
"""A feed without entries must say when it changed, and that may not be the time of the build."""


def document(channel: ChannelView, entries: Sequence[FeedEntry], url: str) -> str:
    """The feed; `url` is the site's."""
    updated = channel.updated(entries) or _NEVER
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<feed {_NAMESPACES} xml:lang={quoteattr(channel.lang)}>",
        f"<id>{channel.id}</id>",
        f"<title>{escape(channel.title)}</title>",
        f"<subtitle>{escape(channel.description)}</subtitle>",
        f"<updated>{channel.rfc3339(updated)}</updated>",
        # What has no author of its own is the newsroom's.
        f"<author><name>{escape(channel.author)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(channel.url)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(channel.page_url)}/>',
        "<generator>newsgen</generator>",
    ]
    if channel.hub:
        lines.append(f'<link rel="hub" href={quoteattr(channel.hub)}/>')
    for one in entries:
        lines += _entry(one, channel, url)
    return "\n".join([*lines, "</feed>", ""])


def _entry(entry: FeedEntry, channel: ChannelView, url: str) -> list[str]:
    lines = [
        "<entry>",
        f"<id>{entry.id}</id>",
        f"<title>{escape(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>',
        f"<published>{channel.rfc3339(entry.published)}</published>",
        f"<updated>{channel.rfc3339(entry.updated)}</updated>",
    ]
    lines += [f"<author><name>{escape(one)}</name></author>" for one in entry.authors]
    lines += [f"<category term={quoteattr(one)}/>" for one in entry.categories]
    if entry.summary:
        lines.append(f"<summary>{escape(entry.summary)}</summary>")
    if entry.picture:
        lines += media(entry.picture, url)
    if entry.html:
        lines.append(f'<content type="html">{entry.escaped_html}</content>')
    return [*lines, "</entry>"]
