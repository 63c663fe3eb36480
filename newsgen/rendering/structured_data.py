"""An article for machines: schema.org's NewsArticle and its kinds, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from newsgen.model.article import Article
from newsgen.model.picture import CARD
from newsgen.model.source import ANONYMOUS
from newsgen.model.views import (
    Byline,
    Card,
    Crop,
    Link,
    PageView,
    Picture,
    SectionLink,
    SiteView,
    SourceView,
)
from newsgen.rendering.dates import iso

_TYPES = {
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "review": "ReviewNewsArticle",
    "live": "LiveBlogPosting",
    "sponsored": "AdvertiserContentArticle",
    "satire": "SatiricalArticle",
}

# Inside an element these could end it or begin a comment; in JSON strings they can be escaped.
_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))


def structured_data(
    article: Article, sources: tuple[SourceView, ...], context: Mapping[str, Any]
) -> str:
    """JSON that is safe inside a `script` element. URLs are absolute where the site has an address."""
    site: SiteView = context["site"]
    page: PageView = context["page"]
    card: Card = context["card"]
    section: SectionLink = context["section"]
    tags: tuple[Link, ...] = context["tags"]
    content: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(article.kind, "NewsArticle"),
        "headline": article.headline,
        "description": article.summary,
        "inLanguage": article.lang,
        "datePublished": iso(card.date, site.timezone),
        "dateModified": iso(card.updated or card.date, site.timezone),
        "url": page.canonical,
        "mainEntityOfPage": page.canonical,
        "image": _images(context["crops"], card.picture, site),
        "author": [_person(one, site) for one in context["byline"]],
        "publisher": _with_url(
            {"@type": "NewsMediaOrganization", "name": site.publisher or site.name}, site.url
        ),
        "articleSection": section.title,
        "keywords": [tag.title for tag in tags],
        "isAccessibleForFree": True,
        "citation": [_source(one, site) for one in sources],
        "isBasedOn": [one.url for one in sources if one.url],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": one.text,
                "datePublished": iso(one.date, site.timezone),
            }
            for one in context["corrections"]
        ],
    }
    text = _encoder().encode({key: value for key, value in content.items() if value})
    for character, escaped in _ESCAPES:
        text = text.replace(character, escaped)
    return text


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def _images(crops: tuple[Crop, ...], picture: Picture | None, site: SiteView) -> list[Any]:
    """The main picture in each shape that search engines ask for; of a drawing, the drawing."""
    if picture is None or not site.url:
        return []
    rights = {"creditText": picture.credit, "copyrightNotice": picture.copyright}
    named = {key: value for key, value in rights.items() if value}
    # A card shows the headline once more, which is no picture of the article.
    sizes = [(one.route, one.width, one.height) for one in crops if one.name != CARD]
    return [
        {"@type": "ImageObject", "url": site.url + route, "width": width, "height": height} | named
        for route, width, height in sizes or [(picture.src, picture.width, picture.height)]
    ]


def _person(byline: Byline, site: SiteView) -> dict[str, str]:
    url = site.url + byline.route if site.url and byline.route else ""
    return _with_url({"@type": "Person", "name": byline.name}, url)


def _source(source: SourceView, site: SiteView) -> dict[str, str]:
    name = source.attribution if source.kind == ANONYMOUS and source.attribution else source.name
    work = {"@type": "CreativeWork", "name": source.title or name}
    if source.title:
        work["publisher"] = name
    if source.published:
        work["datePublished"] = iso(source.published, site.timezone)
    return _with_url(work, source.url)


def _with_url(thing: dict[str, str], url: str) -> dict[str, str]:
    if url:
        thing["url"] = url
    return thing
