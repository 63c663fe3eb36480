"""Describes an article for machines: schema.org's NewsArticle and its kinds, as JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from json.encoder import encode_basestring as encoded
from typing import Any

from newsgen.model.article import Article
from newsgen.model.article_views import Byline, SourceView
from newsgen.model.correction import Correction
from newsgen.model.moment import Moment
from newsgen.model.output import Role
from newsgen.model.picture import CARD
from newsgen.model.views import Card, Crop, Link, PageView, Picture, SectionLink, SiteView
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

_REMEMBERED = 1_000


def structured_data(
    article: Article, sources: tuple[SourceView, ...], context: Mapping[Role, Any]
) -> str:
    """JSON that is safe inside a `script` element. URLs are absolute where the site has an address.

    It is written member by member: to make it of values takes half as long again.
    """
    site: SiteView = context["site"]
    page: PageView = context["page"]
    card: Card = context["card"]
    section: SectionLink = context["section"]
    tags: tuple[Link, ...] = context["tags"]
    corrections: tuple[Correction, ...] = context["corrections"]
    zone, address = site.timezone, _text(page.canonical)
    text = _object(
        {
            "@context": '"https://schema.org"',
            "@type": f'"{_TYPES.get(article.kind, "NewsArticle")}"',
            "headline": _text(article.headline),
            "description": _text(article.summary),
            "inLanguage": _text(article.lang),
            "datePublished": _date(card.date, zone),
            "dateModified": _date(card.updated or card.date, zone),
            "url": address,
            "mainEntityOfPage": address,
            "image": _array(_images(context["crops"], card.picture, site)),
            "author": _array([_person(one, site.url) for one in context["byline"]]),
            "publisher": _publisher(site.publisher or site.name, site.url),
            "articleSection": _text(section.title),
            "keywords": _array([encoded(tag.title) for tag in tags]),
            "isAccessibleForFree": "true",
            "citation": _array([_source(one, zone) for one in sources]),
            "isBasedOn": _array([encoded(one.url) for one in sources if one.url]),
            "correction": _array([_correction(one, zone) for one in corrections]),
        }
    )
    for character, escaped in _ESCAPES:
        text = text.replace(character, escaped)
    return text


def _object(members: dict[str, str]) -> str:
    """An object of members in JSON; those that are "" are left out."""
    written = [f'"{name}":{one}' for name, one in members.items() if one]
    return f"{{{','.join(written)}}}"


def _array(items: list[str]) -> str:
    """An array of items in JSON, or "" where there is none."""
    return f"[{','.join(items)}]" if items else ""


def _text(text: str) -> str:
    """A string in JSON, or "" where it is empty."""
    return encoded(text) if text else ""


def _date(moment: Moment | None, zone: str) -> str:
    return f'"{iso(moment, zone)}"' if moment else ""


def _images(crops: tuple[Crop, ...], picture: Picture | None, site: SiteView) -> list[str]:
    """The main picture in each shape that search engines ask for; of a drawing, the drawing."""
    if picture is None or not site.url:
        return []
    # A card shows the headline once more, which is no picture of the article.
    sizes = [(one.route, one.width, one.height) for one in crops if one.name != CARD]
    return [
        _object(
            {
                "@type": '"ImageObject"',
                "url": encoded(site.url + route),
                "width": str(width),
                "height": str(height),
                "creditText": _text(picture.credit),
                "copyrightNotice": _text(picture.copyright),
            }
        )
        for route, width, height in sizes or [(picture.src, picture.width, picture.height)]
    ]


@lru_cache(_REMEMBERED)
def _person(byline: Byline, site_url: str) -> str:
    url = site_url + byline.route if site_url and byline.route else ""
    return _object({"@type": '"Person"', "name": encoded(byline.name), "url": _text(url)})


@lru_cache
def _publisher(name: str, url: str) -> str:
    kind = '"NewsMediaOrganization"'
    return _object({"@type": kind, "name": encoded(name), "url": _text(url)})


def _source(source: SourceView, zone: str) -> str:
    name = source.name
    return _object(
        {
            "@type": '"CreativeWork"',
            "name": encoded(source.title or name),
            "publisher": encoded(name) if source.title else "",
            "datePublished": _date(source.published, zone),
            "url": _text(source.url),
        }
    )


def _correction(correction: Correction, zone: str) -> str:
    return _object(
        {
            "@type": '"CorrectionComment"',
            "text": encoded(correction.text),
            "datePublished": _date(correction.date, zone),
        }
    )
