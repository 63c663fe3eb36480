"""Renders sitemaps and robots.txt (the sitemaps.org protocol 0.9, RFC 9309)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsgen.model.output import Role
from newsgen.rendering.dates import full_iso
from newsgen.rendering.markup import escape, quoteattr

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(context: Mapping[Role, Any]) -> bytes:
    """The sitemap of `urls`, with the other languages of each page."""
    zone: str = context["timezone"]
    has_alternates = any(url.alternates for url in context["urls"])
    lines = [_DECLARATION, f"<urlset {_SITEMAPS}{' ' + _XHTML if has_alternates else ''}>"]
    for url in context["urls"]:
        parts = [f"<loc>{escape(url.url)}</loc>"]
        if url.modified is not None:
            parts.append(f"<lastmod>{full_iso(url.modified, zone)}</lastmod>")
        parts += [
            f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(href)}/>'
            for lang, href in url.alternates
        ]
        lines.append(f"<url>{''.join(parts)}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def sitemap_index(context: Mapping[Role, Any]) -> bytes:
    """The index of the sitemaps at these URLs."""
    lines = [_DECLARATION, f"<sitemapindex {_SITEMAPS}>"]
    lines += [f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in context["sitemaps"]]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode()


def robots(context: Mapping[Role, Any]) -> bytes:
    """Lets every crawler in and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {context['sitemap']}\n".encode()
