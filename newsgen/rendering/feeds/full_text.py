"""Makes the full text of an article for readers who have it without its page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from newsgen.catalog.addresses import absolute
from newsgen.model.article import LiveEntry
from newsgen.model.article_views import CorrectionView
from newsgen.model.body_slots import ENTRY_MARK
from newsgen.model.correction import TOP_KINDS
from newsgen.model.feed_text import FeedText
from newsgen.model.views import Card, Picture, SiteView
from newsgen.rendering.dates import iso
from newsgen.rendering.feeds.absolute_urls import with_absolute_urls
from newsgen.rendering.filled_body import CitationHtml, filled
from newsgen.rendering.locale_format import LocaleFormat, LocaleFormats
from newsgen.rendering.pictures import picture_html
from newsgen.rendering.resources import Resources
from newsgen.rendering.words import Words


class FullTexts:
    """The full texts of a build's feeds."""

    def __init__(self, resources: Resources, idioms: LocaleFormats) -> None:
        self._resources = resources
        self._idioms = idioms

    def html(self, card: Card, text: FeedText, site: SiteView, words: Words) -> str:
        """The picture, the text and the corrections, as HTML that a page could hold.

        A citation is the name of its source, an entry of a live article has its time and headline,
        and every URL is absolute.
        """
        assert text.body is not None
        citations = [CitationHtml(f" [{escape(one)}]", escape(one), "") for one in text.citations]
        body = self._resources.body(text.body)
        html = filled(body, text.links, site.url, words, citations, lead=True)
        if text.live:
            entries = self._resources.article(text.live).entries
            html = _with_entries(html, entries, site, self._idioms.of(site))
        parts = [html]
        if card.picture:
            parts.insert(0, _figure(card.picture, site))
        if text.corrections:
            at_top = [one for one in text.corrections if one.kind in TOP_KINDS]
            at_end = [one for one in text.corrections if one.kind not in TOP_KINDS]
            idiom = self._idioms.of(site)
            parts[:0] = [_correction(one, site, words, idiom) for one in at_top]
            parts += [_correction(one, site, words, idiom) for one in at_end]
        whole = with_absolute_urls("\n".join(parts), absolute(site.url, card.route))
        # No format says in which direction its texts run.
        return (
            f'<div lang="{site.lang}" dir="rtl">\n{whole}\n</div>' if site.dir == "rtl" else whole
        )


def _with_entries(
    html: str, entries: Sequence[LiveEntry], site: SiteView, idiom: LocaleFormat
) -> str:
    start, *parts = html.split(ENTRY_MARK)
    found = [start]
    for entry, part in zip(entries, parts, strict=True):
        moment = iso(entry.time, site.timezone)
        time = f'<time datetime="{moment}">{escape(idiom.date_time(entry.time))}</time>'
        headline = f" {escape(entry.headline)}" if entry.headline else ""
        found.append(f'<h2 id="{escape(entry.anchor)}">{time}{headline}</h2>\n{part}')
    return "\n".join(found)


def _figure(picture: Picture, site: SiteView) -> str:
    credit = f'<span class="credit">{escape(picture.credit)}</span>' if picture.credit else ""
    words = " ".join(filter(None, (escape(picture.caption), credit)))
    caption = f"\n<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>\n{picture_html(picture, site.url)}{caption}\n</figure>"


def _correction(one: CorrectionView, site: SiteView, words: Words, idiom: LocaleFormat) -> str:
    label = escape(words.get(one.label, one.label))
    time = f'<time datetime="{iso(one.date, site.timezone)}">{escape(idiom.date_time(one.date))}</time>'
    change = f" “{escape(one.was)}” → “{escape(one.now)}”" if one.was and one.now else ""
    return f"<aside><p><strong>{label}</strong> ({time}): {escape(one.text)}{change}</p></aside>"
