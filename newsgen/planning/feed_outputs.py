"""Plans a feed: what it says of itself, and what it says of each article beside its card."""

from __future__ import annotations

from collections.abc import Sequence

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry, ListItem
from newsgen.catalog.first_address import first_address
from newsgen.model.article_views import correction_view
from newsgen.model.digest import digest_value
from newsgen.model.feed_kinds import Channel, FeedFormat
from newsgen.model.feed_text import FeedText
from newsgen.model.output import (
    NO_GROUP,
    GroupKey,
    Input,
    PlannedOutput,
    StoredArticle,
    StoredBody,
    given,
)
from newsgen.planning.context import PlanContext, cards


def channel_of(
    context: PlanContext,
    form: FeedFormat,
    path: str,
    identity: str,
    title: str,
    page_route: str,
    *,
    is_word: bool = False,
) -> Channel:
    """What the feed at this path says of itself."""
    feeds, route = context.site.feeds, file_address(path).route
    return Channel(form, title, page_route, route, identity, is_word, feeds.websub, feeds.id)


def feed_output(
    context: PlanContext,
    edition: Edition,
    address: Address,
    title: str,
    page_route: str,
    entries: Sequence[ListItem],
) -> PlannedOutput:
    """The RSS at this address of the newest of these articles; `page_route` is the page it is of."""
    channel = channel_of(context, "rss", address.path, address.path, title, page_route)
    return feed_of(context, edition, address.path, channel, entries, {}, NO_GROUP)


def feed_of(
    context: PlanContext,
    edition: Edition,
    path: str,
    channel: Channel,
    entries: Sequence[ListItem],
    texts: dict[str, FeedText],
    group: GroupKey,
) -> PlannedOutput:
    """The feed at this path of the newest of these articles.

    `texts` are those that are made already, by the paths of their articles; it adds the others.
    """
    newest = entries[: context.site.feeds.items]
    shown = []
    for one in newest:
        article = one.head.path
        text = texts.get(article)
        if text is None:
            text = texts[article] = _text(context, one)
        shown.append((article, text))
    return PlannedOutput(
        path=path,
        kind="feed",
        inputs=(
            *context.of_edition(edition),
            given("channel", channel),
            cards("items", newest),
            Input.of(
                "bodies",
                tuple([(article, one.digest) for article, one in shown]),
                tuple([one for _, one in shown]),
            ),
        ),
        group=group,
    )


def _text(context: PlanContext, one: ListItem) -> FeedText:
    """What a feed says of the article beside its card."""
    head, site = one.head, context.site
    first = first_address(head, one.card.route, site.url)
    corrections = tuple(map(correction_view, one.corrections))
    if not site.feeds.full_text:
        return FeedText(first, head.tags, (), None, None, (), (), digest_value((first, head.tags)))
    entry = context.catalog.entries[head.path]
    links = context.fillings(head.links, entry.links)
    names = _cited_names(entry)
    live = StoredArticle(head.path, head.record) if head.kind == "live" else None
    body = StoredBody(head.path, head.body)
    said = FeedText(first, head.tags, corrections, body, live, links, names, "")
    return said._replace(digest=digest_value(said))


def _cited_names(entry: Entry) -> tuple[str, ...]:
    names = {one.written: one.name for one in entry.sources}
    names |= {one.id: one.name for one in entry.sources}
    return tuple(names.get(one.key, "?") for one in entry.head.citations)
