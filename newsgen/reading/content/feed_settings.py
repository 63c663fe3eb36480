"""Reads which feeds a site has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from newsgen.model.feed_kinds import FEED_FORMATS, FEED_KINDS, Feeds
from newsgen.reading.urls import ADDRESS_SCHEMES, scheme_of
from newsgen.reading.yaml.fields import Fields

FEED_KEYS = ("formats", "of", "items", "full_text", "websub", "id")

MAX_ITEMS = 1000

Word = TypeVar("Word", bound=str)


def read_feeds(fields: Fields) -> Feeds:
    """The settings under `feed`, and adds what is wrong with them."""
    defaults = Feeds()
    feed = fields.within("feed", FEED_KEYS)
    if feed is None:
        return defaults
    found = Feeds(
        formats=_words(feed, "formats", FEED_FORMATS, defaults.formats),
        of=_words(feed, "of", FEED_KINDS, defaults.of),
        items=feed.integer("items", defaults.items, 1, MAX_ITEMS),
        full_text=feed.flag("full_text") if "full_text" in feed else defaults.full_text,
        websub=_hub(feed),
        id=feed.text("id"),
    )
    fields.adopt(feed)
    return found


def _words(
    fields: Fields, key: str, known: Sequence[Word], default: tuple[Word, ...]
) -> tuple[Word, ...]:
    """Those of the known words that stand under the key, in the order in which newsgen names them."""
    if key not in fields:
        return default
    written = fields.scalars(key)
    for scalar in written:
        if scalar.text not in known:
            message = f"`{scalar.text}` is none of what `{key}` of feeds can be."
            fields.note(scalar, "NG022", message, f"Write some of: {', '.join(known)}.")
    named = {scalar.text for scalar in written}
    return tuple(one for one in known if one in named)


def _hub(fields: Fields) -> str:
    """The address of the hub, which is a page's."""
    url = fields.url("websub")
    entry = fields.entry("websub")
    if url and entry is not None and scheme_of(url) not in ADDRESS_SCHEMES - {"mailto"}:
        fields.note(entry.value, "NG024", f"`{url}` is no hub.", "Write a URL with https://.")
        return ""
    return url
