"""The part of the site that is in one language, grouped as its lists need it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newsgen.catalog.addresses import (
    Address,
    file_address,
    index_address,
    page_address,
    text_address,
)
from newsgen.catalog.entry import Entry
from newsgen.catalog.related import Positions
from newsgen.catalog.series import series_order
from newsgen.model.content import PageHead
from newsgen.model.languages import direction
from newsgen.model.site import Site
from newsgen.model.titles import TITLES
from newsgen.model.views import EditionLink, Link, SectionLink, SiteView

Entries = tuple[Entry, ...]


class Group(NamedTuple):
    """Articles under one name, newest first."""

    name: str
    entries: Entries


class PageEntry(NamedTuple):
    """A standing page in its place; `links` as in an article's entry."""

    head: PageHead
    address: Address
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One language of the site. `prefix` is "" or "uk/"; every list is newest first."""

    lang: str
    prefix: str
    site: SiteView
    entries: Entries
    sections: Mapping[str, Group]
    tags: Mapping[str, Group]
    authors: Mapping[str, Group]
    sources: Mapping[str, Group]
    series: Mapping[str, Group]
    months: Mapping[tuple[int, int], Entries]
    pages: tuple[PageEntry, ...]
    positions: Positions

    def section_link(self, slug: str, site: Site) -> SectionLink:
        """The section of this slug."""
        address = index_address(f"{self.prefix}{slug}/", site.urls)
        return SectionLink(slug, self.sections[slug].name, address.route)


def edition(
    lang: str,
    site: Site,
    entries: Iterable[Entry],
    pages: Iterable[PageEntry],
    editions: tuple[EditionLink, ...],
    has_people: bool,
) -> Edition:
    """Groups what is visible in one language. Costs a few microseconds an article."""
    prefix = edition_prefix(lang, site)
    ordered = tuple(
        sorted(entries, key=lambda entry: (entry.head.date.seconds, entry.head.path), reverse=True)
    )
    shown_pages = tuple(
        sorted(pages, key=lambda page: (page.head.order, page.head.title, page.head.path))
    )
    sections = _sections(ordered, site, lang)
    tags = _grouped(ordered, lambda entry: entry.tags)
    # An anonymous source has no page: who relies on it must not be put together.
    sources = _grouped(
        ordered, lambda entry: [(one.id, one.name) for one in entry.sources if one.route]
    )
    authors = _grouped(
        ordered,
        lambda entry: [(one.id, one.byline.name) for one in entry.authors if one.id],
    )
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
            TITLES["archive"], index_address(f"{prefix}archive/", site.urls), ordered
        ),
        people=_directory(
            TITLES["people"], page_address(f"{prefix}people", site.urls), has_people or authors
        ),
        sources=_directory(TITLES["sources"], page_address(f"{prefix}sources", site.urls), sources),
        tags=_directory(TITLES["tags"], page_address(f"{prefix}tags", site.urls), tags),
        corrections=_directory(
            TITLES["corrections"], page_address(f"{prefix}corrections", site.urls)
        ),
        feed=_directory("RSS", file_address(f"{prefix}feed.xml"), site.url),
        report=site.report_errors_to,
        text=Link(text.name, text_address(home).route) if site.has_text else None,
        logo=None,
        editions=editions,
    )
    months: dict[tuple[int, int], list[Entry]] = {}
    for entry in ordered:
        months.setdefault(entry.month, []).append(entry)
    return Edition(
        lang=lang,
        prefix=prefix,
        site=view,
        entries=ordered,
        sections=sections,
        tags=tags,
        authors=authors,
        sources=sources,
        series=_series(ordered),
        months={month: tuple(found) for month, found in months.items()},
        pages=shown_pages,
        positions=Positions({slug: group.entries for slug, group in tags.items()}),
    )


def edition_prefix(lang: str, site: Site) -> str:
    """The folder of an edition: the site's own language is at the root."""
    return "" if lang == site.language else f"{lang}/"


def section_title(slug: str, site: Site, lang: str) -> str:
    """The title that the site gives the section in this language, or one made of its slug."""
    named = next((one for one in site.sections if one.slug == slug), None)
    return named.title_in(lang) if named else slug.replace("-", " ").capitalize()


def _sections(ordered: Entries, site: Site, lang: str) -> dict[str, Group]:
    """Sections in the order of the configuration, then by slug; configured ones may be empty."""
    found: dict[str, list[Entry]] = {}
    if lang == site.language:
        found = {section.slug: [] for section in site.sections}
    for entry in ordered:
        found.setdefault(entry.head.section, []).append(entry)
    order = {section.slug: index for index, section in enumerate(site.sections)}
    slugs = sorted(found, key=lambda slug: (order.get(slug, len(order)), slug))
    return {slug: Group(section_title(slug, site, lang), tuple(found[slug])) for slug in slugs}


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


def _grouped(
    ordered: Entries, names: Callable[[Entry], Iterable[tuple[str, str]]]
) -> dict[str, Group]:
    """Groups by id, in the order of the ids. A group is called what its oldest article calls it.

    So a newer article that writes the name in another way renames nothing.
    """
    entries: dict[str, list[Entry]] = {}
    titles: dict[str, str] = {}
    for entry in ordered:
        for group_id, name in names(entry):
            entries.setdefault(group_id, []).append(entry)
            titles[group_id] = name
    return {
        group_id: Group(titles[group_id], tuple(entries[group_id])) for group_id in sorted(entries)
    }


def _series(ordered: Entries) -> dict[str, Group]:
    """Series in the order of their parts; articles without a number follow, oldest first."""
    parts: dict[str, list[Entry]] = {}
    titles: dict[str, str] = {}
    for entry in ordered:
        place = entry.head.series
        if place is not None:
            parts.setdefault(place.slug, []).append(entry)
            titles[place.slug] = place.title
    return {
        slug: Group(titles[slug], tuple(sorted(parts[slug], key=series_order)))
        for slug in sorted(parts)
    }


def _directory(title: str, address: Address, is_there: object = True) -> Link | None:
    return Link(title, address.route) if is_there else None
