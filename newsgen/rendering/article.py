"""Makes what the template of an article sees, beside its planned inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsgen.model.article import Article
from newsgen.model.article_views import ArticleView, LiveEntryView, correction_view
from newsgen.model.body_slots import ENTRY_MARK
from newsgen.model.correction import TOP_KINDS
from newsgen.model.kinds import KINDS
from newsgen.model.output import Role
from newsgen.model.values import values_of
from newsgen.model.views import Card, SiteView
from newsgen.rendering.article_forms import article_text
from newsgen.rendering.filled_body import filled
from newsgen.rendering.locale_format import LocaleFormat
from newsgen.rendering.republished import copy_of
from newsgen.rendering.safe import as_html
from newsgen.rendering.sources import cited_sources
from newsgen.rendering.structured_data import license_of, structured_data
from newsgen.rendering.words import Words


def article_context(
    article: Article, body: str, context: Mapping[Role, Any], words: Words, root: str
) -> dict[str, Any]:
    """The article, its text and its sources as views; `body` has its slots still.

    Its twin in the text edition is told nothing for machines and has no pictures.
    """
    is_text = context["page"].kind == "text-article"
    cited = cited_sources(article.sources, context["resolved"], context["citations"])
    lead = context.get("picture") is not None
    whole = filled(body, context["links"], root, words, cited.citations, lead=lead, is_text=is_text)
    # To look for it is a tenth of the work of splitting a text by it, and live articles are few.
    text, *parts = whole.split(ENTRY_MARK) if ENTRY_MARK in whole else (whole,)
    corrections = [correction_view(one) for one in context["corrections"]]
    entries = tuple(
        LiveEntryView(entry.anchor, entry.time, entry.headline, as_html(part))
        for entry, part in zip(article.entries, parts, strict=True)
    )
    seen = {
        # What these say is in the views of the sources, without names that are not to be known.
        "resolved": (),
        "citations": (),
        "article": _view(article, context["card"]),
        "body": as_html(text),  # sanitised when it was read
        "sources": cited.sources,
        "corrections_top": tuple(one for one in corrections if one.kind in TOP_KINDS),
        "corrections_end": tuple(one for one in corrections if one.kind not in TOP_KINDS),
        "claim": article.claim,
        "entries": entries,
        "license": license_of(article, context["site"]),
    }
    if not is_text:
        # The last crop is the widest, the shape of a preview.
        seen["preview"] = context["crops"][-1] if context["crops"] else None
        told = structured_data(article, cited.sources, entries, text, context)
        seen["structured_data"] = as_html(told)  # escaped where it is made
    return seen


def republish_context(
    article: Article,
    body: str,
    context: Mapping[Role, Any],
    words: Words,
    written: LocaleFormat,
) -> dict[str, Any]:
    """The article and the text to copy; of what they are made of nothing else is seen."""
    site: SiteView = context["site"]
    text = article_text(article, body, context, words, written, site.url, has_pictures=False)
    return {
        "resolved": (),
        "citations": (),
        "body": "",
        "article": _view(article, context["card"]),
        "license": license_of(article, site),
        "copy": copy_of(article, text, context, words, written),
    }


def _view(article: Article, card: Card) -> ArticleView:
    return ArticleView(
        headline=article.headline,
        standfirst=article.standfirst,
        summary=article.summary,
        kicker=article.kicker,
        kind=article.kind,
        label=card.label,
        label_meaning=KINDS[article.kind].meaning,
        dateline=article.dateline,
        date=article.date,
        updated=card.updated,
        lang=article.lang,
        developing=card.developing,
        extra=values_of(article.extra),
    )
