"""Describes an article for machines: schema.org's NewsArticle and its kinds, as JSON-LD."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from newsgen.catalog.addresses import absolute
from newsgen.model.article import Article, Claim
from newsgen.model.article_views import Byline, LiveEntryView, SeriesView, SourceView
from newsgen.model.correction import Correction
from newsgen.model.license import License
from newsgen.model.output import Role
from newsgen.model.picture import CARD
from newsgen.model.views import Card, Crop, Link, PageView, Picture, SectionLink, SiteView
from newsgen.rendering.dates import full_iso, iso
from newsgen.rendering.json_text import (
    encoded,
    json_array,
    json_members,
    json_object,
    json_text,
)
from newsgen.rendering.structured_parts import (
    breadcrumbs,
    graph,
    publisher,
    publisher_reference,
    translated,
)

_NO_KIND = '"NewsArticle"'
_REPORT = '["NewsArticle","ReportageNewsArticle"]'

# The kinds of a NewsArticle are pending at schema.org, so none stands alone; advertisements and
# satire are no news.
_TYPES = {
    "news": _REPORT,
    "interview": _REPORT,
    "investigation": _REPORT,
    "analysis": '["NewsArticle","AnalysisNewsArticle"]',
    "opinion": '["NewsArticle","OpinionNewsArticle"]',
    "explainer": '["NewsArticle","BackgroundNewsArticle"]',
    "review": '["NewsArticle","ReviewNewsArticle"]',
    "live": '["NewsArticle","LiveBlogPosting"]',
    "sponsored": '"AdvertiserContentArticle"',
    "satire": '"SatiricalArticle"',
}
_NO_NEWS = ("sponsored", "satire")

_METHOD = '<aside class="box method">'
_WITHIN_A_LINE = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub"
    r"|sup|time|u|var|wbr)\b[^<>]*+>"
)
"""A tag that parts no words; compiled when first used, which is for few articles."""

_TITLE = '<p class="box-title">'

ENTRY_CHARACTERS = 300
"""How much is told of the text of a live article's entry."""

_REMEMBERED = 1_000


def structured_data(
    article: Article,
    sources: Sequence[SourceView],
    entries: Sequence[LiveEntryView],
    body: str,
    context: Mapping[Role, Any],
) -> str:
    """JSON that is safe inside a `script` element. URLs are absolute where the site has an address.

    `body` is the text as HTML, of a live article what stands before the entries.
    """
    site: SiteView = context["site"]
    page: PageView = context["page"]
    card: Card = context["card"]
    section: SectionLink = context["section"]
    tags: tuple[Link, ...] = context["tags"]
    corrections: tuple[Correction, ...] = context["corrections"]
    series: SeriesView | None = context["series"]
    zone, address, lang = site.timezone, json_text(page.canonical), encoded(article.lang)
    headline, published = encoded(article.headline), f'"{full_iso(card.date, zone)}"'
    terms = license_of(article, site)
    # What every article has is written at once: a member of a mapping takes three times as long.
    begin = (
        f'{{"@type":{_TYPES.get(article.kind, _NO_KIND)},"headline":{headline},"inLanguage":{lang}'
        f',"datePublished":{published},"dateModified":"{full_iso(card.modified, zone)}"'
        f',"articleSection":{encoded(section.title)},"isAccessibleForFree":true'
        f',"publisher":{publisher(site)}'
    )
    # An anonymous source is no work that could be found, and nothing is told of it here.
    named = [one for one in sources if one.id]
    members = {
        "description": json_text(article.summary),
        "url": address,
        "mainEntityOfPage": address,
        "image": json_array(_images(context["crops"], card.picture, site)) if card.picture else "",
        "author": json_array([_person(one, site.url) for one in context["byline"]]),
        "keywords": json_array([encoded(tag.title) for tag in tags]),
        "wordCount": str(article.word_count or ""),
        "citation": json_array([_source(one, zone) for one in named]),
        "isBasedOn": json_array([encoded(one.url) for one in named if one.url]),
    }
    if corrections:
        members["correction"] = json_array([_correction(one, zone) for one in corrections])
    if article.dateline and article.kind not in _NO_NEWS:
        members["dateline"] = encoded(article.dateline)
    if terms:
        members["license"] = encoded(terms.url)
    if series:
        members |= _place_in_series(series, site)
    if site.policies:
        members["publishingPrinciples"] = _principles(site)
    if page.translations:
        members |= translated(page.translations, page.lang, site.language)
    if _METHOD in body:
        members["backstory"] = json_text(_backstory(body))
    if card.retracted:
        members["creativeWorkStatus"] = '"Retracted"'
    if article.kind == "live":
        members |= _coverage(entries, card, page, zone)
    nodes = [begin + json_members(members) + "}"]
    if article.claim:
        nodes.append(_review(article.claim, published, address, lang, site))
    above = ((section.title, section.route),)
    nodes.append(breadcrumbs(site, above, headline, address))
    return graph(nodes)


def license_of(article: Article, site: SiteView) -> License | None:
    """Under which licence others may use the article: its own, else the site's."""
    own = article.license
    if own is None:
        return site.license
    return own if own.url else None


def _images(crops: tuple[Crop, ...], picture: Picture | None, site: SiteView) -> list[str]:
    """The main picture in each shape that search engines ask for; of a drawing, the drawing."""
    if picture is None or not site.url:
        return []
    # A card shows the headline once more, which is no picture of the article.
    sizes = [(one.route, one.width, one.height) for one in crops if one.name != CARD]
    return [
        json_object(
            {
                "@type": '"ImageObject"',
                "url": encoded(site.url + route),
                "width": str(width or ""),
                "height": str(height or ""),
                "creditText": json_text(picture.credit),
                "copyrightNotice": json_text(picture.copyright),
            }
        )
        for route, width, height in sizes or [(picture.src, picture.width, picture.height)]
    ]


@lru_cache(_REMEMBERED)
def _person(byline: Byline, site_url: str) -> str:
    url = site_url + byline.route if site_url and byline.route else ""
    return json_object(
        {
            "@type": '"Person"',
            "name": encoded(byline.name),
            "jobTitle": json_text(byline.role),
            "url": json_text(url),
        }
    )


def _source(source: SourceView, zone: str) -> str:
    name = encoded(source.name)
    text = f'{{"@type":"CreativeWork","name":{name}'
    if source.title:
        text = f'{{"@type":"CreativeWork","name":{encoded(source.title)}'
        text += f',"publisher":{{"@type":"Organization","name":{name}}}'
    if source.published:
        text += f',"datePublished":"{iso(source.published, zone)}"'
    return f'{text},"url":{encoded(source.url)}}}' if source.url else text + "}"


def _correction(correction: Correction, zone: str) -> str:
    return json_object(
        {
            "@type": '"CorrectionComment"',
            "text": encoded(correction.text),
            "datePublished": f'"{iso(correction.date, zone)}"',
        }
    )


def _place_in_series(series: SeriesView, site: SiteView) -> dict[str, str]:
    url = absolute(site.url, series.route) if series.route else ""
    whole = {
        "@type": '"CreativeWorkSeries"',
        "name": encoded(series.title),
        "url": json_text(url),
    }
    return {"isPartOf": json_object(whole), "position": str(series.position)}


def _principles(site: SiteView) -> str:
    """The page of the newsroom's principles, "" where there is none."""
    routes = [one.route for one in site.policies if one.name == "publishingPrinciples"]
    return json_text(absolute(site.url, routes[0])) if routes else ""


def _backstory(body: str) -> str:
    """The text of the boxes that say how the work was done."""
    boxes = [one.partition("</aside>")[0] for one in body.split(_METHOD)[1:]]
    texts = [one.partition("</p>")[2] if _TITLE in one else one for one in boxes]
    return " ".join(" ".join(map(_plain, texts)).split())


def _plain(text: str) -> str:
    """The words of HTML."""
    text = re.sub(r'(?s)<sup class="citation">.*?</sup>', "", text)
    return html.unescape(re.sub(r"<[^<>]*+>", " ", re.sub(_WITHIN_A_LINE, "", text)))


def _coverage(
    entries: Sequence[LiveEntryView], card: Card, page: PageView, zone: str
) -> dict[str, str]:
    """When a live article began, its entries, and when it ended, which nobody knows while it develops."""
    times = [one.time for one in entries]
    end = "" if card.developing or not times else f'"{full_iso(max(times), zone)}"'
    return {
        "coverageStartTime": f'"{full_iso(min((card.date, *times)), zone)}"',
        "coverageEndTime": end,
        "liveBlogUpdate": json_array([_update(one, page, zone) for one in entries]),
    }


def _update(entry: LiveEntryView, page: PageView, zone: str) -> str:
    url = f"{page.canonical}#{entry.anchor}" if page.canonical else ""
    return json_object(
        {
            "@type": '"BlogPosting"',
            "headline": json_text(entry.headline),
            "datePublished": f'"{full_iso(entry.time, zone)}"',
            "url": json_text(url),
            "articleBody": json_text(_beginning(" ".join(_plain(entry.body).split()))),
        }
    )


def _beginning(text: str) -> str:
    """The text, or as many of its first words as are told."""
    if len(text) <= ENTRY_CHARACTERS:
        return text
    return text[:ENTRY_CHARACTERS].rpartition(" ")[0] + " …"


def _review(claim: Claim, published: str, address: str, lang: str, site: SiteView) -> str:
    """The check of a claim. The newsroom's words for what it found are no number on a scale."""
    claimant = f'{{"@type":"Person","name":{encoded(claim.claimant)}}}' if claim.claimant else ""
    rating = {"@type": '"Rating"', "alternateName": json_text(claim.rating)}
    return json_object(
        {
            "@type": '"ClaimReview"',
            "url": address,
            "claimReviewed": encoded(claim.claim),
            "datePublished": published,
            "inLanguage": lang,
            "author": publisher_reference(site),
            "reviewRating": json_object(rating) if claim.rating else "",
            "itemReviewed": json_object({"@type": '"Claim"', "author": claimant}),
        }
    )
