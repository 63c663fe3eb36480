"""Where the feeds of something lie, in each format of the site."""

from __future__ import annotations

from newsgen.catalog.addresses import file_address
from newsgen.model.feed_kinds import FEED_FILES, FEED_NAMES, FEED_TYPES, FeedFormat, FeedKind
from newsgen.model.site import Site
from newsgen.model.views import FeedLink


def feed_links(site: Site, kind: FeedKind, folder: str, title: str) -> tuple[FeedLink, ...]:
    """The feeds in this folder, "" or with "/" at its end; none where the site has none of the kind."""
    if not site.url or kind not in site.feeds.of:
        return ()
    return tuple([_link(one, folder, title) for one in site.feeds.formats])


def _link(form: FeedFormat, folder: str, title: str) -> FeedLink:
    route = file_address(f"{folder}{FEED_FILES[form]}").route
    return FeedLink(title, FEED_NAMES[form], route, FEED_TYPES[form])
