"""Makes the entries of feeds: what every format says of an article or of a correction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from newsgen.catalog.addresses import absolute
from newsgen.model.article_views import CorrectionEntry, CorrectionView
from newsgen.model.correction import RETRACTED
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.feed_kinds import Channel
from newsgen.model.feed_text import FeedText
from newsgen.model.moment import Moment
from newsgen.model.output import Role
from newsgen.model.views import Card, Picture, SiteView
from newsgen.rendering.feeds.full_text import FullTexts
from newsgen.rendering.feeds.item_ids import identity
from newsgen.rendering.words import Words

_GENERATION = 300
"""An article is in several feeds and formats, which are mostly made one after the other."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no document of XML 1.0 can hold, and nobody sees."""


class FeedEntry(NamedTuple):
    """An item of a feed. Texts are plain, `html` is "" in a feed of summaries; `url` is absolute."""

    id: str
    url: str
    title: str
    published: Moment
    updated: Moment
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    summary: str
    picture: Picture | None
    html: str
    escaped_html: str


class FeedEntries:
    """The entries of a build's feeds; that of an article is made once for all feeds that carry it."""

    def __init__(self, texts: FullTexts) -> None:
        self._texts = texts
        # The newer ones and those before: what is not asked for while a generation comes goes.
        self._made: dict[tuple[str, str, str], FeedEntry] = {}
        self._older: dict[tuple[str, str, str], FeedEntry] = {}

    def articles(self, context: Mapping[Role, Any], words: Words) -> list[FeedEntry]:
        """Those of the articles in `items`."""
        pairs = zip(context["items"], context["bodies"], strict=True)
        return [self._article(card, text, context, words) for card, text in pairs]

    def _article(
        self, card: Card, text: FeedText, context: Mapping[Role, Any], words: Words
    ) -> FeedEntry:
        site: SiteView = context["site"]
        key = (card.digest, text.digest, site.lang)
        entry = self._made.get(key)
        if entry is None:
            entry = self._older.get(key)
            if entry is None:
                html = _plain(self._texts.html(card, text, site, words)) if text.body else ""
                entry = _entry(card, text, site, words, context["channel"], html)
            if len(self._made) == _GENERATION:
                self._older, self._made = self._made, {}
            self._made[key] = entry
        return entry


def correction_entries(context: Mapping[Role, Any], words: Words) -> list[FeedEntry]:
    """Those of the corrections in `items`; each leads to its article."""
    site: SiteView = context["site"]
    channel: Channel = context["channel"]
    items: tuple[CorrectionEntry, ...] = context["items"]
    return [
        _correction(article, correction, name, site, words, channel)
        for (article, correction), name in zip(items, context["identities"], strict=True)
    ]


def _entry(
    card: Card, text: FeedText, site: SiteView, words: Words, channel: Channel, html: str
) -> FeedEntry:
    label = RETRACTED if card.retracted else card.label
    label = words.get(label, label)
    return FeedEntry(
        id=identity("article", text.first, channel.site_id),
        url=absolute(site.url, card.route),
        title=_plain(f"{label}: {card.headline}" if label else card.headline),
        published=card.date,
        updated=max(card.date, card.updated or card.date),
        authors=tuple(map(_plain, card.authors)),
        categories=tuple(dict.fromkeys(map(_plain, (card.section_title, *text.tags)))),
        summary=_plain(card.summary),
        picture=card.picture,
        html=html,
        escaped_html=escape(html, quote=False),
    )


def _correction(
    article: Card,
    correction: CorrectionView,
    name: str,
    site: SiteView,
    words: Words,
    channel: Channel,
) -> FeedEntry:
    label = words.get(correction.label, correction.label)
    text = correction.text
    if correction.was and correction.now:
        text += f" “{correction.was}” → “{correction.now}”"
    url = absolute(site.url, article.route)
    link = f'<p><a href="{escape(url)}">{escape(article.headline)}</a></p>'
    html = _plain(f"<p>{escape(text)}</p>\n{link}")
    return FeedEntry(
        id=identity("correction", name, channel.site_id),
        url=url,
        title=_plain(f"{label}: {article.headline}"),
        published=correction.date,
        updated=correction.date,
        authors=(),
        categories=(),
        summary=_plain(text),
        picture=None,
        html=html,
        escaped_html=escape(html, quote=False),
    )


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", text)
