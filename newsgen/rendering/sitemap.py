"""Renders sitemaps, their index, and the sitemap of news.

By the protocol 0.9 of sitemaps.org, with Google's extensions for pictures and for news.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsgen.model.output import Role
from newsgen.rendering.dates import full_iso
from newsgen.rendering.markup import escape, quoteattr

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_IMAGE = ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
_NEWS = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def sitemap(context: Mapping[Role, Any]) -> bytes:
    """The sitemap of `urls`, with the other languages and the pictures of each page."""
    zone: str = context["timezone"]
    spaces = _XHTML if any(url.alternates for url in context["urls"]) else ""
    spaces += _IMAGE if any(url.pictures for url in context["urls"]) else ""
    lines = [_DECLARATION, f"<urlset {_SITEMAPS}{spaces}>"]
    for url in context["urls"]:
        parts = [f"<loc>{escape(url.url)}</loc>"]
        if url.modified is not None:
            parts.append(f"<lastmod>{full_iso(url.modified, zone)}</lastmod>")
        parts += [
            f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(href)}/>'
            for lang, href in url.alternates
        ]
        parts += [
            f"<image:image><image:loc>{escape(one)}</image:loc></image:image>"
            for one in url.pictures
        ]
        lines.append(f"<url>{''.join(parts)}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def sitemap_index(context: Mapping[Role, Any]) -> bytes:
    """The index of the sitemaps at these URLs."""
    lines = [_DECLARATION, f"<sitemapindex {_SITEMAPS}>"]
    lines += [f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in context["sitemaps"]]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode()


def news_sitemap(context: Mapping[Role, Any]) -> bytes:
    """The sitemap of `news`; without any it is an empty list, which is valid."""
    zone: str = context["timezone"]
    lines = [_DECLARATION, f"<urlset {_SITEMAPS}{_NEWS}>"]
    for item in context["news"]:
        lines.append(
            f"<url><loc>{escape(item.url)}</loc><news:news><news:publication>"
            f"<news:name>{escape(item.publication)}</news:name>"
            f"<news:language>{escape(item.language)}</news:language></news:publication>"
            f"<news:publication_date>{full_iso(item.date, zone)}</news:publication_date>"
            f"<news:title>{escape(item.title)}</news:title></news:news></url>"
        )
    return "\n".join([*lines, "</urlset>", ""]).encode()
