"""All articles as JSON, in one file and beside each page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from newsgen.plugins import (
    OutputFormat,
    Page,
    PageKind,
    Plugin,
    PublishedArticle,
    PublishedEdition,
    Settings,
)

FIELDS: dict[str, Callable[[PublishedArticle, str], object]] = {
    "headline": lambda one, url: one.card.headline,
    "summary": lambda one, url: one.card.summary,
    "url": lambda one, url: url + one.card.route,
    "date": lambda one, url: iso(one.card.date.seconds),
    "section": lambda one, url: one.card.section,
    "authors": lambda one, url: one.card.authors,
    "tags": lambda one, url: one.tags,
}


def plugin(settings: Settings) -> Plugin:
    settings.only("fields")
    fields = settings.texts("fields", ("headline", "url", "date"))
    for name in fields:
        if name not in FIELDS:
            settings.wrong(
                "fields", f"There is no field `{name}`.", f"There are: {', '.join(FIELDS)}."
            )

    def pages(edition: PublishedEdition) -> Iterator[Page]:
        rows = [
            {name: FIELDS[name](one, edition.site.url) for name in fields}
            for one in edition.articles
        ]
        yield Page(path="articles.json", title=edition.site.name, values={"rows": rows})

    return Plugin(
        name="export",
        version="1.0",
        needs=">=0.1",
        page_kinds=(PageKind(name="export", pages=pages, render=all_articles),),
        formats=(OutputFormat(name="json", ending="json", render=one_article),),
    )


def all_articles(seen: Mapping[str, Any]) -> str:
    return as_json(seen["rows"])


def one_article(seen: Mapping[str, Any]) -> str:
    article = seen["article"]
    return as_json(
        {
            "headline": article.headline,
            "standfirst": article.standfirst,
            "date": iso(article.date.seconds),
            "authors": [one.name for one in seen["byline"]],
            "html": str(seen["body"]),
        }
    )


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
