"""The page that lists the feeds of an edition, and the same list as OPML."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import file_address, index_address, page_address
from newsgen.catalog.edition import FEEDS_PAGE, Edition
from newsgen.catalog.feed_links import feed_links
from newsgen.catalog.groups import AUTHOR, TAG, Key
from newsgen.model.output import PlannedOutput, given
from newsgen.model.titles import TITLES
from newsgen.model.views import FeedsOf
from newsgen.planning.context import PlanContext, route_of
from newsgen.planning.person_names import person_ids, person_name


def page(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The page, where the site has feeds and no standing page of that name.

    It leads to the feeds of tags and people through the pages of those: there may be thousands.
    """
    site = context.site
    own = any(one.head.slug == FEEDS_PAGE for one in edition.pages)
    if not site.has_feeds or own:
        return
    address = page_address(f"{edition.prefix}{FEEDS_PAGE}", site.urls)
    if context.scope.is_narrow:
        # A few articles change no section and no setting.
        context.keep(address.path)
        return
    yield context.page(
        edition,
        "feeds",
        address,
        TITLES["feeds"],
        (
            given("feeds", tuple(_few(context, edition))),
            given("opml", file_address(f"{edition.prefix}feeds.opml").route),
            given("groups", tuple(_others(context, edition))),
        ),
        translations=context.counterparts(lambda one: route_of(one.site.feeds_page)),
    )


def opml(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The list of all feeds for feed readers, where the site has any."""
    site, scope, lang = context.site, context.scope, edition.lang
    if not site.has_feeds:
        return
    path = f"{edition.prefix}feeds.opml"
    lists = [
        Key(kind, lang, "")
        for kind, of in ((TAG, "tags"), (AUTHOR, "people"))
        if of in site.feeds.of
    ]
    if scope.is_narrow and not any(map(scope.has, lists)):
        context.keep(path)
        return
    listed = (*_few(context, edition), *_many(context, edition))
    yield PlannedOutput(
        path=path,
        kind="opml",
        inputs=(*context.of_edition(edition), given("feeds", listed)),
    )


def _few(context: PlanContext, edition: Edition) -> Iterator[FeedsOf]:
    """The feeds of the edition, its sections and its corrections."""
    site, prefix = context.site, edition.prefix
    found = [FeedsOf("", edition.site.home.route, edition.site.feeds)]
    for slug, group in edition.sections.items():
        route = index_address(f"{prefix}{slug}/", site.urls).route
        feeds = feed_links(site, "sections", f"{prefix}{slug}/", group.name)
        found.append(FeedsOf(group.name, route, feeds))
    title = TITLES["corrections"]
    feeds = feed_links(site, "corrections", f"{prefix}corrections/", title)
    route = route_of(edition.site.corrections)
    found.append(FeedsOf(title, route, feeds, is_word=True))
    return (one for one in found if one.feeds)


def _many(context: PlanContext, edition: Edition) -> Iterator[FeedsOf]:
    """Those of tags and people."""
    site, prefix = context.site, edition.prefix
    if "tags" in site.feeds.of:
        for slug, group in edition.tags.items():
            stem = f"{prefix}tags/{slug}"
            feeds = feed_links(site, "tags", f"{stem}/", group.name)
            yield FeedsOf(group.name, page_address(stem, site.urls).route, feeds)
    if "people" in site.feeds.of:
        for one in person_ids(context, edition):
            stem, name = f"{prefix}people/{one}", person_name(context, edition, one)
            feeds = feed_links(site, "people", f"{stem}/", name)
            yield FeedsOf(name, page_address(stem, site.urls).route, feeds)


def _others(context: PlanContext, edition: Edition) -> Iterator[tuple[str, str]]:
    """The directories of what has feeds beside those, each as its kind and its route."""
    directories = (("tags", edition.site.tags), ("people", edition.site.people))
    return ((kind, one.route) for kind, one in directories if one and kind in context.site.feeds.of)
