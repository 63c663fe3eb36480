"""What the template of an article sees, beside its planned inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsgen.model.article import Article, SourceReference
from newsgen.model.views import ArticleView, SourceView


def article_context(article: Article, source_routes: Mapping[str, str]) -> dict[str, Any]:
    """The article and its sources as views."""
    return {
        "article": ArticleView(
            headline=article.headline,
            standfirst=article.standfirst,
            summary=article.summary,
            kicker=article.kicker,
            kind=article.kind,
            label="",
            dateline=article.dateline,
            date=article.date,
            updated=article.updated,
            lang=article.lang,
            developing=False,
        ),
        "sources": tuple(
            _source(number, source, source_routes.get(source.id, ""))
            for number, source in enumerate(article.sources, 1)
        ),
        "corrections_top": (),
        "corrections_end": (),
        "series": None,
        "claim": None,
        "entries": (),
    }


def _source(number: int, source: SourceReference, route: str) -> SourceView:
    return SourceView(
        number=number,
        id=source.id,
        name=source.name,
        route=route,
        url=source.url,
        title=source.title,
        kind=source.kind,
        published=source.published,
        accessed=source.accessed,
        archive=source.archive,
        page=source.page,
        note="",
        attribution="",
        reason="",
        via="",
        anchor=f"source-{number}",
        citations=(),
    )
