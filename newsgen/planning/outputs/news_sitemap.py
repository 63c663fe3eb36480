"""The sitemap of news: what was published within two days, for search engines of news.

Google News reads the articles of the last two days and no more than a thousand of them. So this is
the one output that changes by the clock alone, and it says when it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from newsgen.catalog.addresses import absolute
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import order
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.machines import NEWS_SECONDS, NEWS_SITEMAP
from newsgen.model.moment import Moment
from newsgen.model.output import PlannedOutput, given
from newsgen.planning.context import PlanContext

MOST = 1_000

_NO_NEWS = frozenset({"sponsored", "satire"})
"""The kinds that are no news by what their labels tell readers."""

_CHINESE = {"zh": "zh-cn", "zh-Hans": "zh-cn", "zh-CN": "zh-cn", "zh-SG": "zh-cn",
            "zh-Hant": "zh-tw", "zh-TW": "zh-tw", "zh-HK": "zh-tw", "zh-MO": "zh-tw"}  # fmt: skip


class NewsItem(NamedTuple):
    """An article in the sitemap; `publication` is the site's name in the article's language."""

    url: str
    publication: str
    language: str
    date: Moment
    title: str


def outputs(context: PlanContext) -> Iterator[PlannedOutput]:
    """The sitemap, also where nothing is news."""
    found: list[tuple[ListItem, Edition]] = []
    for edition in context.catalog.editions:
        found += ((entry, edition) for entry in islice(_news(context, edition), MOST))
    found.sort(key=lambda one: order(one[0]), reverse=True)
    del found[MOST:]
    if found:
        oldest = found[-1][0]
        context.add_due(oldest.head.date.seconds + NEWS_SECONDS)
    news = tuple([_item(context, entry, edition) for entry, edition in found])
    zone = given("timezone", context.site.timezone)
    yield PlannedOutput(path=NEWS_SITEMAP, kind="news-sitemap", inputs=(zone, given("news", news)))


def _news(context: PlanContext, edition: Edition) -> Iterator[ListItem]:
    """The edition's news, newest first."""
    for entry in edition.entries:
        if entry.head.date.seconds + NEWS_SECONDS <= context.as_of:
            return
        # A page of a retracted article asks not to be indexed.
        if entry.head.kind not in _NO_NEWS and not entry.card.retracted:
            yield entry


def _item(context: PlanContext, entry: ListItem, edition: Edition) -> NewsItem:
    return NewsItem(
        absolute(context.site.url, entry.card.route),
        edition.site.name,
        news_language(edition.lang),
        entry.head.date,
        entry.card.headline,
    )


def news_language(tag: str) -> str:
    """The language as Google News wants it: ISO 639, of two or three letters, but for Chinese."""
    parts = tag.split("-")
    if parts[0].lower() == "zh":
        return _CHINESE.get("-".join(parts[:2]), "zh-cn")
    return parts[0].lower()
