"""Writes JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Sequence

from newsgen.rendering.feeds.channel import ChannelView
from newsgen.rendering.feeds.entries import FeedEntry

_VERSION = "https://jsonfeed.org/version/1.1"


def document(channel: ChannelView, entries: Sequence[FeedEntry], url: str) -> str:
    """The feed, an item on a line; `url` is the site's."""
    found: dict[str, object] = {
        "version": _VERSION,
        "title": channel.title,
        "home_page_url": channel.page_url,
        "feed_url": channel.url,
        "description": channel.description,
        "language": channel.lang,
        "authors": [{"name": channel.author}],
    }
    if channel.hub:
        found["hubs"] = [{"type": "WebSub", "url": channel.hub}]
    items = ",\n".join([_written(_item(one, channel, url)) for one in entries])
    return f'{_written(found)[:-1]},"items":[\n{items}\n]}}\n'


def _item(entry: FeedEntry, channel: ChannelView, url: str) -> dict[str, object]:
    found: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": channel.rfc3339(entry.published),
        "date_modified": channel.rfc3339(entry.updated),
    }
    if entry.authors:
        found["authors"] = [{"name": one} for one in entry.authors]
    if entry.categories:
        found["tags"] = entry.categories
    if entry.summary:
        found["summary"] = entry.summary
    if entry.picture:
        found["image"] = url + entry.picture.src
    if entry.html:
        found["content_html"] = entry.html
    else:
        # An item must have a content.
        found["content_text"] = entry.summary or entry.title
    return found


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
