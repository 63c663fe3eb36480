"""Which feeds a site has, in which formats, and what is said of one of them."""

from __future__ import annotations

from typing import Literal

from newsgen.model.fast_namedtuple import NamedTuple

FeedFormat = Literal["rss", "atom", "json"]
FeedKind = Literal["site", "sections", "corrections", "tags", "people"]

FEED_FORMATS: tuple[FeedFormat, ...] = ("rss", "atom", "json")
"""RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1."""

FEED_KINDS: tuple[FeedKind, ...] = ("site", "sections", "corrections", "tags", "people")
"""What there can be feeds of; those of an edition are of one language."""

USUAL_KINDS: tuple[FeedKind, ...] = ("site", "sections", "corrections")
"""Feeds of all tags and people would write as many bytes again as a whole site has."""

FEED_FILES: dict[FeedFormat, str] = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
"""The name of each format's file; the folder says what it is of."""

FEED_TYPES: dict[FeedFormat, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
FEED_NAMES: dict[FeedFormat, str] = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


class Feeds(NamedTuple):
    """The settings of feeds.

    `items` is the most that one carries. `websub` is the URL of a hub, or "". `id` goes into the
    identities of all items, so that those of two sites differ; "" adds nothing.
    """

    formats: tuple[FeedFormat, ...] = FEED_FORMATS
    of: tuple[FeedKind, ...] = USUAL_KINDS
    items: int = 20
    full_text: bool = True
    websub: str = ""
    id: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files of one feed, one for each format."""
        return tuple([FEED_FILES[one] for one in self.formats])


class Channel(NamedTuple):
    """What a feed says of itself.

    `page_route` is the page that it is of, `route` its own; `identity` names it, and is the same in
    all formats. With `is_word` the title is an interface word. `site_id` is the site's `id`.
    """

    form: FeedFormat
    title: str
    page_route: str
    route: str
    identity: str
    is_word: bool
    websub: str
    site_id: str
