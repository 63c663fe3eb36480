"""Writes an article as HTML for others to copy: without classes and scripts, with credit and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from newsgen.model.article import Article
from newsgen.model.article_views import Byline
from newsgen.model.output import Role
from newsgen.model.views import PageView, SiteView
from newsgen.rendering.article_forms import ArticleText, checked, told
from newsgen.rendering.locale_format import LocaleFormat
from newsgen.rendering.structured_data import license_of
from newsgen.rendering.words import Words

FIRST_PUBLISHED = "This article was first published by %(site)s."
"""What a copy says of where it is from, an interface word."""


def copy_of(
    article: Article,
    text: ArticleText,
    context: Mapping[Role, Any],
    words: Words,
    written: LocaleFormat,
) -> str:
    """The copy as HTML: headline, byline, text, sources, and the link to the article."""
    return "\n".join(_lines(article, text, context, words, written)) + "\n"


def _lines(
    article: Article,
    text: ArticleText,
    context: Mapping[Role, Any],
    words: Words,
    written: LocaleFormat,
) -> Iterator[str]:
    site: SiteView = context["site"]
    page: PageView = context["page"]
    byline: tuple[Byline, ...] = context["byline"]
    yield f'<article lang="{escape(article.lang)}" dir="{page.dir}">'
    yield f"<h1>{escape(article.headline)}</h1>"
    label = context["card"].label
    if label:
        yield f"<p><strong>{escape(words.get(label, label))}</strong></p>"
    if article.standfirst:
        yield f"<p><em>{escape(article.standfirst)}</em></p>"
    if byline:
        names = written.listed([one.name for one in byline])
        by = words.get("By %(names)s", "By %(names)s") % {"names": names}
        yield f"<p>{escape(by)}</p>"
    for one in text.corrections:
        yield f"<p>{escape(told(one, words, written))}</p>"
    for word, value in checked(article, words):
        yield f"<p><strong>{escape(word)}:</strong> {escape(value)}</p>"
    yield text.html.strip()
    if text.sources:
        yield f"<h2>{escape(words.get('How we know this', 'How we know this'))}</h2>"
        yield "<ol>"
        for source in text.sources:
            title = escape(source.title)
            if source.url:
                title = f'<a href="{escape(source.url)}">{title or escape(source.url)}</a>'
            name = escape(source.name)
            yield f"<li>{f'{name}: {title}' if title else name}</li>"
        yield "</ol>"
    link = f'<a href="{escape(page.canonical)}" rel="canonical">{escape(site.name)}</a>'
    credit = escape(words.get(FIRST_PUBLISHED, FIRST_PUBLISHED)) % {"site": link}
    terms = license_of(article, site)
    if terms:
        credit += f' <a href="{escape(terms.url)}" rel="license">{escape(terms.name)}</a>'
    yield f"<p>{credit}</p>"
    yield "</article>"
