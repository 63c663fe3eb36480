"""Makes what every format says of a feed, and the forms of its dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from newsgen.catalog.addresses import absolute
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.feed_kinds import Channel
from newsgen.model.moment import Moment
from newsgen.model.views import SiteView
from newsgen.rendering.feeds.entries import FeedEntry
from newsgen.rendering.feeds.item_ids import identity
from newsgen.rendering.words import Words

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


class ChannelView(NamedTuple):
    """A feed as it names itself. URLs are absolute; `hub` is "" where there is none."""

    id: str
    title: str
    description: str
    page_url: str
    url: str
    author: str
    lang: str
    hub: str
    zone: str

    @classmethod
    def of(cls, channel: Channel, site: SiteView, words: Words) -> ChannelView:
        """The feed of an edition of the site."""
        title = channel.title
        if channel.is_word:
            title = f"{site.name}: {words.get(title, title)}"
        return cls(
            id=identity("feed", channel.identity, channel.site_id),
            title=title,
            description=site.description or title,
            page_url=absolute(site.url, channel.page_route),
            url=site.url + channel.route,
            author=site.publisher or site.name,
            lang=site.lang,
            hub=channel.websub,
            zone=site.timezone,
        )

    def updated(self, entries: Sequence[FeedEntry]) -> Moment | None:
        """When the newest change of an entry was; None where there are no entries."""
        return max((one.updated for one in entries), default=None)

    def rfc822(self, moment: Moment) -> str:
        """The moment as RSS has it."""
        when = self._local(moment)
        # RFC 822 wants English names; the library for e-mail takes longer to load than a page to build.
        day, month = _DAYS[when.weekday()], _MONTHS[when.month - 1]
        return f"{day}, {when.day:02} {month} {when.year:04} {when:%H:%M:%S %z}"

    def rfc3339(self, moment: Moment) -> str:
        """The moment as Atom and JSON Feed have it."""
        return self._local(moment).isoformat()

    def _local(self, moment: Moment) -> datetime:
        return datetime.fromtimestamp(moment.seconds, ZoneInfo(self.zone))
