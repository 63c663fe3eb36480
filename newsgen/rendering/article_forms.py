"""Makes of an article what its forms share: its text with absolute links, and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsgen.model.article import Article
from newsgen.model.article_views import CorrectionView, SourceView, correction_view
from newsgen.model.body_slots import ENTRY_MARK
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.output import Role
from newsgen.model.views import SiteView
from newsgen.rendering.dates import full_iso
from newsgen.rendering.filled_body import CitationHtml, filled
from newsgen.rendering.locale_format import LocaleFormat
from newsgen.rendering.markup import escape
from newsgen.rendering.sources import cited_sources
from newsgen.rendering.words import Words


class ArticleText(NamedTuple):
    """The text as HTML, and what stands beside it. A citation is the number of its source.

    Entries of a live article follow each other under their times and headlines.
    """

    html: str
    sources: tuple[SourceView, ...]
    corrections: tuple[CorrectionView, ...]


def article_text(
    article: Article,
    body: str,
    context: Mapping[Role, Any],
    words: Words,
    written: LocaleFormat,
    root: str,
    *,
    has_pictures: bool = True,
) -> ArticleText:
    """`body` has its slots still; `root` leads to the site, or is its URL."""
    cited = cited_sources(article.sources, context["resolved"], context["citations"])
    numbers = {anchor: one.number for one in cited.sources for anchor in one.citations}
    citations = [
        _numbered(one, numbers.get(f"cite-{position}"))
        for position, one in enumerate(cited.citations, 1)
    ]
    whole = filled(
        body, context["links"], root, words, citations, lead=True, is_text=not has_pictures
    )
    text, *parts = whole.split(ENTRY_MARK)
    if article.dateline:
        place = escape(article.dateline)
        is_paragraph = text.startswith("<p>")
        text = f"<p>{place} — {text[3:]}" if is_paragraph else f"<p>{place}</p>\n{text}"
    site: SiteView = context["site"]
    pieces = [text]
    for entry, part in zip(article.entries, parts, strict=True):
        headline = escape(entry.headline)
        when = full_iso(entry.time, site.timezone)
        time = f'<time datetime="{when}">{escape(written.date_time(entry.time))}</time>'
        pieces.append(f"<h2>{time}{' ' if headline else ''}{headline}</h2>\n{part}")
    corrections = tuple(correction_view(one) for one in context["corrections"])
    return ArticleText("\n".join(pieces), cited.sources, corrections)


def _numbered(citation: CitationHtml, number: int | None) -> CitationHtml:
    """The citation with its number alone, which leads nowhere: the list may be elsewhere."""
    if number is None:
        return citation
    return citation._replace(marker=f'<sup class="citation">[{number}]</sup>')


def told(correction: CorrectionView, words: Words, written: LocaleFormat) -> str:
    """A correction in a line."""
    label = words.get(correction.label, correction.label)
    text = f"{label} ({written.date_time(correction.date)}): {correction.text}"
    if correction.was and correction.now:
        text += f" “{correction.was}” → “{correction.now}”"
    return text


def checked(article: Article, words: Words) -> list[tuple[str, str]]:
    """What a fact-check tests, who said it and what was found, each under its word; mostly nothing."""
    claim = article.claim
    if claim is None:
        return []
    said = {"Claim": claim.claim, "Who said it": claim.claimant, "What we found": claim.rating}
    return [(words.get(word, word), value) for word, value in said.items() if value]
