"""The part of the site that is in one language, grouped as its lists need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsgen.catalog.addresses import (
    Address,
    index_address,
    page_address,
    text_address,
)
from newsgen.catalog.feed_links import feed_links
from newsgen.catalog.groups import (
    ALL,
    AUTHOR,
    CORRECTED,
    MONTH,
    OPINION,
    SECTION,
    SERIES,
    SOURCE,
    TAG,
    EntryList,
    Group,
    Groups,
    Key,
    Named,
    in_parts,
)
from newsgen.catalog.related import Related
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.languages import direction
from newsgen.model.license import NO_LICENSE
from newsgen.model.machines import RSL_ROUTE
from newsgen.model.names import file_name
from newsgen.model.policies import POLICIES
from newsgen.model.records import PageHead
from newsgen.model.site import Site
from newsgen.model.titles import TITLES
from newsgen.model.views import EditionLink, Link, PolicyLink, SectionLink, SiteView

FEEDS_PAGE = "feeds"
"""The slug of the page that lists the feeds."""


class PageEntry(NamedTuple):
    """A standing page in its place; `links` as in an article's entry."""

    head: PageHead
    address: Address
    links: tuple[str, ...]


class Edition(NamedTuple):
    """One language of the site. `prefix` is "" or "uk/"; every list is newest first.

    `months` are named 2024-11; `corrected` are the articles with corrections.
    """

    lang: str
    prefix: str
    site: SiteView
    entries: EntryList
    sections: Mapping[str, Group]
    tags: Mapping[str, Group]
    authors: Mapping[str, Group]
    sources: Mapping[str, Group]
    series: Mapping[str, Group]
    months: Mapping[str, Group]
    corrected: EntryList
    opinion: EntryList
    pages: tuple[PageEntry, ...]
    related: Related

    def section_link(self, slug: str, site: Site) -> SectionLink:
        """The section of this slug."""
        address = index_address(f"{self.prefix}{slug}/", site.urls)
        return SectionLink(slug, self.sections[slug].name, address.route)


def edition(
    lang: str,
    site: Site,
    groups: Groups,
    pages: Iterable[PageEntry],
    editions: tuple[EditionLink, ...],
    has_people: bool,
) -> Edition:
    """The edition in one language of a site with these groups."""
    prefix = edition_prefix(lang, site)
    shown_pages = tuple(
        sorted(pages, key=lambda page: (page.head.order, page.head.title, page.head.path))
    )
    entries = groups.group(Key(ALL, lang, "")).entries
    sections = _sections(groups, site, lang)
    tags = Named(groups, TAG, lang)
    sources = Named(groups, SOURCE, lang)
    authors = Named(groups, AUTHOR, lang)
    feeds = feed_links(site, "site", prefix, "")
    text, home = site.text_in(lang), index_address(prefix, site.urls)
    view = SiteView(
        name=text.name,
        url=site.url,
        description=text.description,
        language=site.language,
        timezone=site.timezone,
        publisher=text.publisher,
        lang=lang,
        dir=direction(lang),
        home=Link(text.name, home.route),
        sections=_navigation(sections, site, prefix),
        pages=tuple(Link(page.head.title, page.address.route) for page in shown_pages),
        archive=_directory(
            TITLES["archive"], index_address(f"{prefix}archive/", site.urls), entries
        ),
        people=_directory(
            TITLES["people"], page_address(f"{prefix}people", site.urls), has_people or authors
        ),
        sources=_directory(TITLES["sources"], page_address(f"{prefix}sources", site.urls), sources),
        tags=_directory(TITLES["tags"], page_address(f"{prefix}tags", site.urls), tags),
        corrections=_directory(
            TITLES["corrections"], page_address(f"{prefix}corrections", site.urls)
        ),
        feed=Link(feeds[0].name, feeds[0].route) if feeds else None,
        report=site.report_errors_to,
        text=Link(text.name, text_address(home).route) if site.has_text else None,
        logo=None,
        editions=editions,
        license=site.license if site.license != NO_LICENSE else None,
        same_as=site.same_as,
        did=site.did,
        policies=tuple(_policies(shown_pages, site)),
        rsl=RSL_ROUTE if site.url and site.machines.rsl else "",
        feeds=feeds,
        feeds_page=_feeds_page(site, prefix, shown_pages),
    )
    return Edition(
        lang=lang,
        prefix=prefix,
        site=view,
        entries=entries,
        sections=sections,
        tags=tags,
        authors=authors,
        sources=sources,
        series=Named(groups, SERIES, lang, arranged=in_parts),
        months=Named(groups, MONTH, lang),
        corrected=groups.group(Key(CORRECTED, lang, "")).entries,
        opinion=groups.group(Key(OPINION, lang, "")).entries,
        pages=shown_pages,
        related=Related(entries, tags),
    )


def _feeds_page(site: Site, prefix: str, pages: Iterable[PageEntry]) -> Link | None:
    """The page that lists the feeds: a standing page of that name, or newsgen's own."""
    own = next((page for page in pages if page.head.slug == FEEDS_PAGE), None)
    if own:
        return Link(own.head.title, own.address.route)
    address = page_address(f"{prefix}{FEEDS_PAGE}", site.urls)
    return Link(TITLES["feeds"], address.route) if site.has_feeds else None


def edition_prefix(lang: str, site: Site) -> str:
    """The folder of an edition: the site's own language is at the root."""
    return "" if lang == site.language else f"{lang}/"


def section_title(slug: str, site: Site, lang: str) -> str:
    """The title that the site gives the section in this language, or one made of its slug."""
    named = next((one for one in site.sections if one.slug == slug), None)
    return named.title_in(lang) if named else slug.replace("-", " ").capitalize()


def _sections(groups: Groups, site: Site, lang: str) -> dict[str, Group]:
    """Sections in the order of the configuration, then by slug; configured ones may be empty."""
    found = set(groups.ids(SECTION, lang))
    if lang == site.language:
        found |= {section.slug for section in site.sections}
    order = {section.slug: index for index, section in enumerate(site.sections)}
    slugs = sorted(found, key=lambda slug: (order.get(slug, len(order)), slug))
    return {
        slug: Group(section_title(slug, site, lang), groups.group(Key(SECTION, lang, slug)).entries)
        for slug in slugs
    }


def _navigation(sections: Mapping[str, Group], site: Site, prefix: str) -> tuple[SectionLink, ...]:
    """The sections that the configuration names; where it names none, all.

    A navigation that followed the articles would make every page stale
    whenever a section gets its first one.
    """
    named = {section.slug for section in site.sections}
    return tuple(
        SectionLink(slug, group.name, index_address(f"{prefix}{slug}/", site.urls).route)
        for slug, group in sections.items()
        if not named or slug in named
    )


def _policies(pages: Iterable[PageEntry], site: Site) -> Iterator[PolicyLink]:
    for page in pages:
        name = file_name(page.head.path, (*site.name_languages, page.head.lang)).stem
        if name in POLICIES:
            yield PolicyLink(POLICIES[name], page.head.title, page.address.route)


def _directory(title: str, address: Address, is_there: object = True) -> Link | None:
    return Link(title, address.route) if is_there else None
