"""Writes an article as data for others' systems: ninjs 3.1 of the IPTC."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsgen.catalog.addresses import absolute
from newsgen.model.article import Article
from newsgen.model.article_views import Byline, SourceView
from newsgen.model.output import Role
from newsgen.model.views import Card, Link, PageView, Picture, SectionLink, SiteView
from newsgen.rendering.article_forms import ArticleText, told
from newsgen.rendering.dates import full_iso
from newsgen.rendering.locale_format import LocaleFormat
from newsgen.rendering.structured_data import license_of
from newsgen.rendering.unmarked import as_text
from newsgen.rendering.words import Words

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}

_TYPES = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp",
}  # fmt: skip


def ninjs(
    article: Article,
    text: ArticleText,
    context: Mapping[Role, Any],
    words: Words,
    written: LocaleFormat,
) -> bytes:
    """The article as a news item. The site has an address: every URI is absolute."""
    site: SiteView = context["site"]
    page: PageView = context["page"]
    card: Card = context["card"]
    byline: tuple[Byline, ...] = context["byline"]
    plain = as_text(text.html)
    published = full_iso(card.date, site.timezone)
    terms = license_of(article, site)
    label = words.get(card.label, card.label)
    item: dict[str, object] = {
        "uri": page.canonical,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "firstCreated": published,
        "contentCreated": published,
        "versionCreated": full_iso(card.modified, site.timezone),
        # Of a retracted article the IPTC's word is that it may not be used any more.
        "pubStatus": "canceled" if card.retracted else "usable",
        "language": article.lang,
        "headlines": [_said("main", article.headline)],
        "descriptions": [
            _said(role, value)
            for role, value in (("summary", article.summary), ("standfirst", article.standfirst))
            if value
        ],
        "by": ", ".join(one.name for one in byline),
        "people": [_person(one, site) for one in byline],
        "located": article.dateline,
        "genres": [{"name": label}] if label else [],
        "subjects": [*_subjects(context, site)],
        "infoSources": [_source(one, site) for one in text.sources],
        "bodies": [
            {**_said("main", text.html, "text/html"), **_counted(plain)},
            {**_said("main", plain), **_counted(plain)},
        ],
        "associations": [*_pictures(context, site)],
        "edNote": " ".join(told(one, words, written) for one in text.corrections),
        "copyrightHolder": site.publisher or site.name,
        "usageTerms": terms.name if terms else "",
        "rightsInfo": {"linkedRights": terms.url} if terms else {},
    }
    known = {name: value for name, value in item.items() if value}
    return (json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _said(role: str, value: str, content_type: str = "text/plain") -> dict[str, object]:
    return {"role": role, "contentType": content_type, "value": value}


def _counted(plain: str) -> dict[str, object]:
    return {"wordCount": len(plain.split())}


def _person(byline: Byline, site: SiteView) -> dict[str, object]:
    found: dict[str, object] = {"name": byline.name, "rel": "author"}
    if byline.route:
        found["uri"] = absolute(site.url, byline.route)
    return found


def _subjects(context: Mapping[Role, Any], site: SiteView) -> Iterator[dict[str, object]]:
    """The section, by its Media Topic where the site names one, and the tags."""
    section: SectionLink = context["section"]
    topic: str = context["media_topic"]
    url = topic or absolute(site.url, section.route)
    yield {"name": section.title, "rel": "category", "uri": url}
    tags: tuple[Link, ...] = context["tags"]
    for tag in tags:
        yield {"name": tag.title, "rel": "about", "uri": absolute(site.url, tag.route)}


def _source(source: SourceView, site: SiteView) -> dict[str, object]:
    """A source, in the order of the numbers in the text."""
    found: dict[str, object] = {"name": source.name, "literal": str(source.number)}
    if source.kind:
        found["role"] = source.kind
    if source.url or source.route:
        found["uri"] = source.url or absolute(site.url, source.route)
    return found


def _pictures(context: Mapping[Role, Any], site: SiteView) -> Iterator[dict[str, object]]:
    """The main picture and those of the text, each once, with all their files."""
    main: Picture | None = context["picture"]
    shown = [main] if main else []
    shown += [one for one in context["links"] if isinstance(one, Picture)]
    once: dict[str, Picture] = {}
    for one in shown:
        once.setdefault(one.src, one)
    for number, one in enumerate(once.values(), 1):
        yield _picture(one, "main" if one is main else f"picture-{number}", site)


def _picture(picture: Picture, name: str, site: SiteView) -> dict[str, object]:
    described = (("alt", picture.alt), ("caption", picture.caption))
    found: dict[str, object] = {
        "name": name,
        "rel": "associatedPicture",
        "uri": site.url + picture.src,
        "type": "picture",
        "descriptions": [_said(role, value) for role, value in described if value],
        "by": picture.credit,
        "copyrightNotice": picture.copyright,
        "renditions": [*_renditions(picture, site)],
    }
    return {key: value for key, value in found.items() if value}


def _renditions(picture: Picture, site: SiteView) -> Iterator[dict[str, object]]:
    if not picture.types:
        yield _rendition("original", picture.src, picture.width, picture.height, site)
    for form in picture.types:
        for width in picture.widths:
            height = round(picture.height * width / picture.width)
            route = f"{picture.stem}-{width}.{form}"
            yield _rendition(f"{width}-{form}", route, width, height, site)


def _rendition(name: str, route: str, width: int, height: int, site: SiteView) -> dict[str, object]:
    found: dict[str, object] = {"name": name, "href": site.url + route}
    kind = _TYPES.get(route.rpartition(".")[2].lower())
    if kind:
        found["contentType"] = kind
    return {**found, "width": width, "height": height}
