"""Renders a feed in its format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsgen.model.feed_kinds import Channel
from newsgen.model.output import Role
from newsgen.model.views import SiteView
from newsgen.rendering.feeds import atom, json_feed, rss
from newsgen.rendering.feeds.channel import ChannelView
from newsgen.rendering.feeds.entries import FeedEntries, FeedEntry, correction_entries
from newsgen.rendering.words import Words

_FORMATS = {"rss": rss.document, "atom": atom.document, "json": json_feed.document}


def feed(context: Mapping[Role, Any], words: Words, entries: FeedEntries) -> bytes:
    """The feed of the articles in `items`."""
    return _document(context, words, entries.articles(context, words))


def corrections_feed(context: Mapping[Role, Any], words: Words) -> bytes:
    """The feed of the corrections in `items`."""
    return _document(context, words, correction_entries(context, words))


def _document(context: Mapping[Role, Any], words: Words, entries: list[FeedEntry]) -> bytes:
    channel: Channel = context["channel"]
    site: SiteView = context["site"]
    return _FORMATS[channel.form](ChannelView.of(channel, site, words), entries, site.url).encode()
