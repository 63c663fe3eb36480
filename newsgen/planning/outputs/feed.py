"""Feeds: of the edition, and of each section, tag and person, in every format of the site."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import index_address, page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.groups import ALL, AUTHOR, SECTION, TAG, Key
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.feed_text import FeedText
from newsgen.model.output import PlannedOutput
from newsgen.planning.context import PlanContext
from newsgen.planning.feed_outputs import channel_of, feed_of
from newsgen.planning.person_names import person_ids, person_name


class _Group(NamedTuple):
    """A group that has feeds: they lie in `folder` and are of the page at `page_route`."""

    key: Key
    folder: str
    title: str
    page_route: str


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The feeds, where the site has an address: a feed's links are absolute."""
    site = context.site
    if not (site.url and site.feeds.formats):
        return
    texts: dict[str, FeedText] = {}
    for group in _groups(context, edition):
        paths = [f"{group.folder}{name}" for name in site.feeds.files]
        if context.shows_other(group.key, *paths, most=site.feeds.items, with_texts=True):
            entries = context.catalog.groups.group(group.key).entries
            for form, path in zip(site.feeds.formats, paths, strict=True):
                identity = f"{group.folder}feed"
                channel = channel_of(context, form, path, identity, group.title, group.page_route)
                yield feed_of(context, edition, path, channel, entries, texts, group.key)


def _groups(context: PlanContext, edition: Edition) -> Iterator[_Group]:
    """Those in scope that have feeds."""
    of, lang, prefix, scope = context.site.feeds.of, edition.lang, edition.prefix, context.scope
    name, urls = edition.site.name, context.site.urls
    if "site" in of:
        yield _Group(Key(ALL, lang, ""), prefix, name, edition.site.home.route)
    if "sections" in of:
        for slug in scope.ids(SECTION, lang, edition.sections):
            title, folder = f"{name}: {edition.sections[slug].name}", f"{prefix}{slug}/"
            yield _Group(Key(SECTION, lang, slug), folder, title, index_address(folder, urls).route)
    if "tags" in of:
        for slug in scope.ids(TAG, lang, edition.tags):
            title, stem = f"{name}: {edition.tags[slug].name}", f"{prefix}tags/{slug}"
            yield _Group(Key(TAG, lang, slug), f"{stem}/", title, page_address(stem, urls).route)
    if "people" in of:
        for one in scope.ids(AUTHOR, lang, person_ids(context, edition)):
            title, stem = f"{name}: {person_name(context, edition, one)}", f"{prefix}people/{one}"
            yield _Group(Key(AUTHOR, lang, one), f"{stem}/", title, page_address(stem, urls).route)
