"""Writes an article as clean Markdown: what its page shows, and nothing that the page does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsgen.model.article import Article
from newsgen.model.article_views import Byline, SourceView
from newsgen.model.correction import RETRACTED
from newsgen.model.output import Role
from newsgen.model.views import Card, PageView, Picture, SiteView
from newsgen.rendering.article_forms import ArticleText, checked, told
from newsgen.rendering.locale_format import LocaleFormat
from newsgen.rendering.structured_data import license_of
from newsgen.rendering.unmarked import as_markdown, in_markdown, link_in_markdown
from newsgen.rendering.words import Words


def markdown_form(
    article: Article,
    text: ArticleText,
    context: Mapping[Role, Any],
    words: Words,
    written: LocaleFormat,
    root: str,
) -> bytes:
    """Headline, byline, dates, text and sources; links lead from `root`."""
    blocks = [
        *_top(article, context, words, written),
        *(in_markdown(told(one, words, written)) for one in text.corrections),
        *_picture(context["picture"], root),
        as_markdown(text.html),
        *_sources(text.sources, words),
        *_end(article, context),
    ]
    return ("\n\n".join(one for one in blocks if one) + "\n").encode()


def _top(
    article: Article, context: Mapping[Role, Any], words: Words, written: LocaleFormat
) -> Iterator[str]:
    card: Card = context["card"]
    byline: tuple[Byline, ...] = context["byline"]
    yield f"# {in_markdown(article.headline)}"
    labels = [RETRACTED] if card.retracted else []
    labels += [card.label] if card.label else []
    if labels:
        yield f"**{in_markdown(' · '.join(words.get(one, one) for one in labels))}**"
    if article.standfirst:
        yield f"**{in_markdown(article.standfirst)}**"
    if byline:
        names = written.listed([one.name for one in byline])
        yield in_markdown(words.get("By %(names)s", "By %(names)s") % {"names": names})
    times = f"{words.get('Published', 'Published')} {written.date_time(card.date)}"
    if card.updated:
        times += f" · {words.get('Updated', 'Updated')} {written.date_time(card.updated)}"
    yield in_markdown(times)
    yield "\n".join(
        f"- **{in_markdown(word)}:** {in_markdown(value)}"
        for word, value in checked(article, words)
    )


def _picture(picture: Picture | None, root: str) -> Iterator[str]:
    if picture is None:
        return
    yield "!" + link_in_markdown(in_markdown(picture.alt), root + picture.src)
    yield in_markdown(" ".join(filter(None, (picture.caption, picture.credit))))


def _sources(sources: tuple[SourceView, ...], words: Words) -> Iterator[str]:
    if sources:
        yield f"## {in_markdown(words.get('How we know this', 'How we know this'))}"
        yield "\n".join(f"{one.number}. {_source(one)}" for one in sources)


def _source(source: SourceView) -> str:
    name, title = in_markdown(source.name), in_markdown(source.title)
    if source.url:
        linked = link_in_markdown(title or name, source.url)
        return f"{name}: {linked}" if title else linked
    return f"{name}: {title}" if title else name


def _end(article: Article, context: Mapping[Role, Any]) -> Iterator[str]:
    site: SiteView = context["site"]
    page: PageView = context["page"]
    name = in_markdown(site.name)
    credit = link_in_markdown(name, page.canonical) if page.canonical else name
    terms = license_of(article, site)
    if terms:
        credit += f" · {link_in_markdown(in_markdown(terms.name), terms.url)}"
    yield credit
