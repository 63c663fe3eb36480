"""Describes the pages that are no articles for machines, as JSON-LD by schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from newsgen.catalog.addresses import absolute
from newsgen.model.output import OutputKind
from newsgen.model.views import Link, PageView, PersonView, SiteView, SourcePageView
from newsgen.rendering.json_text import encoded, json_array, json_members, json_object, json_text
from newsgen.rendering.structured_parts import (
    breadcrumbs,
    graph,
    logo,
    publisher_id,
    publisher_reference,
    translated,
    website_id,
)
from newsgen.rendering.words import Words

_COLLECTION = "CollectionPage"

_TYPES: dict[OutputKind, str] = {
    "section": _COLLECTION, "tag": _COLLECTION, "source": _COLLECTION, "series": _COLLECTION,
    "month": _COLLECTION, "archive": _COLLECTION, "tags": _COLLECTION, "people": _COLLECTION,
    "sources": _COLLECTION, "corrections": _COLLECTION,
    "person": "ProfilePage",
}  # fmt: skip
"""What is more than a page."""

_PAGE = "WebPage"

_SILENT: frozenset[OutputKind] = frozenset(
    {"redirect", "text-home", "text-article", "plugin-file", "plugin-format"}
)
"""Pages that stand for others, and what is no page."""

_STANDING = {"about": "AboutPage", "contact": "ContactPage"}
"""Standing pages of which schema.org knows more, by the end of their route."""

_ABOVE: dict[OutputKind, str] = {
    "tag": "tags", "person": "people", "source": "sources", "month": "archive",
}  # fmt: skip
"""Pages that are one of a directory, with what a site calls it."""


def page_data(kind: OutputKind, context: Mapping[str, Any], words: Words) -> str:
    """JSON that is safe inside a `script` element; "" for a page that search engines pass over."""
    site: SiteView = context["site"]
    page: PageView = context["page"]
    if kind in _SILENT or page.noindex:
        return ""
    if kind == "home":
        return graph(_newsroom(site, page))
    title, url = encoded(page.title), json_text(page.canonical)
    text = f'{{"@type":"{_type(kind, page)}","name":{title},"inLanguage":{encoded(page.lang)}'
    if url:
        text += f',"url":{url}{_part_of_site(site.url, site.home.route)}'
    if page.description:
        text += f',"description":{encoded(page.description)}'
    text += _subject(kind, context)
    if kind == "page" and page.translations:
        text += json_members(translated(page.translations, page.lang, site.language))
    above: Link | None = getattr(site, _ABOVE[kind]) if kind in _ABOVE else None
    between = ((words.get(above.title, above.title), above.route),) if above else ()
    return graph([text + "}", breadcrumbs(site, between, title, url)])


@lru_cache
def _part_of_site(url: str, home: str) -> str:
    return f',"isPartOf":{{"@id":{encoded(website_id(url, home))}}}'


def _type(kind: OutputKind, page: PageView) -> str:
    if kind != "page":
        return _TYPES.get(kind, _PAGE)
    name = page.route.rstrip("/").rpartition("/")[2].removesuffix(".html")
    return _STANDING.get(name, _PAGE)


def _subject(kind: OutputKind, context: Mapping[str, Any]) -> str:
    """What the page is about, as a member behind a comma."""
    if kind == "tag":
        return f',"about":{{"@type":"Thing","name":{encoded(context["heading"])}}}'
    if kind == "source":
        source: SourcePageView = context["source"]
        about = {"@type": '"Thing"', "name": encoded(source.name), "url": json_text(source.url)}
        return f',"about":{json_object(about)}'
    if kind == "person":
        return f',"mainEntity":{_person(context)}'
    if kind == "series":
        series = {
            "@type": '"CreativeWorkSeries"',
            "name": encoded(context["heading"]),
            "url": json_text(context["page"].canonical),
        }
        return f',"mainEntity":{json_object(series)}'
    return ""


def _person(context: Mapping[str, Any]) -> str:
    site: SiteView = context["site"]
    page: PageView = context["page"]
    person: PersonView = context["person"]
    # An older page of the list is not the address of the person.
    is_first = context["pager"].number is None
    scheme, _, rest = person.contact.partition(":")
    picture = person.picture
    return json_object(
        {
            "@type": '"Person"',
            "name": encoded(person.name),
            "jobTitle": json_text(person.role),
            "url": json_text(page.canonical) if is_first else "",
            "image": encoded(site.url + picture.src) if picture and site.url else "",
            "email": json_text(rest) if scheme == "mailto" else "",
            "telephone": json_text(rest) if scheme == "tel" else "",
            "sameAs": json_array(map(encoded, person.same_as)),
            "worksFor": publisher_reference(site) if person.role else "",
        }
    )


def _newsroom(site: SiteView, page: PageView) -> list[str]:
    """The site and who publishes it, which other pages refer to."""
    website = {
        "@type": '"WebSite"',
        "@id": json_text(website_id(site.url, site.home.route)),
        "name": encoded(site.name),
        "description": json_text(site.description),
        "inLanguage": encoded(site.lang),
        "url": json_text(page.canonical),
        "publisher": publisher_reference(site) if site.url else "",
        "license": json_text(site.license.url) if site.license else "",
    }
    organisation = {
        "@type": '"NewsMediaOrganization"',
        "@id": json_text(publisher_id(site)),
        "name": encoded(site.publisher or site.name),
        "url": json_text(site.url),
        "logo": logo(site.url, site.logo),
        "sameAs": json_array(map(encoded, site.same_as)),
    }
    if site.url:
        for policy in site.policies:
            organisation[policy.name] = encoded(absolute(site.url, policy.route))
    return [json_object(website), json_object(organisation)]
