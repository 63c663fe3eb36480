"""The page of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry, ListItem
from newsgen.catalog.groups import ARTICLE, EntryList, Key, position
from newsgen.catalog.social import social_card
from newsgen.model.article_views import SeriesView
from newsgen.model.output import Input, PlannedOutput, StoredArticle, StoredBody, given
from newsgen.planning import form_outputs, text_edition
from newsgen.planning.context import PlanContext, card, cards


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The pages of each article; previous and next are those of its section."""
    for entry, index, entries in _in_sections(context, edition):
        newer = entries[index - 1] if index else None
        older = entries[index + 1] if index + 1 < len(entries) else None
        yield from _pages(context, edition, entry, older, newer)


def _in_sections(context: PlanContext, edition: Edition) -> Iterator[tuple[Entry, int, EntryList]]:
    """The articles in scope, each with its place in its section."""
    paths = context.scope.articles(edition.lang)
    if paths is None:
        # In the order of time, not of the sections: who is near an article is mostly near in time.
        places: Counter[str] = Counter()
        for one in edition.entries:
            section = one.head.section
            yield (
                context.catalog.entries[one.head.path],
                places[section],
                edition.sections[section].entries,
            )
            places[section] += 1
        return
    for path in paths:
        entry = context.catalog.entries[path]
        entries = edition.sections[entry.head.section].entries
        yield entry, position(entries, entry), entries


def _pages(
    context: PlanContext,
    edition: Edition,
    entry: Entry,
    older: ListItem | None,
    newer: ListItem | None,
) -> Iterator[PlannedOutput]:
    """The article's page, its twin where the site has a text edition, and its other forms."""
    head = entry.head
    picked = [
        context.catalog.entries[path] for path in entry.read_also if path in context.catalog.entries
    ]
    crops = context.catalog.media.crops(entry.image, head.image)
    drawn = None if crops else social_card(entry, context.site, edition.site.name)
    excluded = frozenset((head.path, *(one.head.path for one in picked)))
    forms = form_outputs.forms_of(context, entry)
    inputs = (
        Input.of("article", ((head.path, head.record),), StoredArticle(head.path, head.record)),
        Input.of("body", ((head.path, head.body),), StoredBody(head.path, head.body)),
        context.links(head.links, entry.links),
        context.section(edition, head.section),
        given("byline", tuple(author.byline for author in entry.authors)),
        given("picture", entry.card.picture),
        given("crops", (drawn.view,) if drawn else crops),
        given("tags", tuple([context.tag(edition, slug, name) for slug, name in entry.tags])),
        given("resolved", entry.sources),
        given("citations", tuple((one.key, one.locator) for one in head.citations)),
        given("corrections", entry.corrections),
        card("card", entry),
        forms.given,
        _series(context, edition, entry),
        card("previous", older),
        card("next", newer),
        cards("read_also", picked),
        cards("related", edition.related.of(entry, excluded)),
    )
    yield context.page(
        edition,
        "article",
        entry.address,
        head.headline,
        inputs,
        description=head.summary,
        active=head.section,
        noindex=entry.card.retracted,
        translations=context.catalog.translations.get(head.path, ()),
        # Of the formats the first will do: a reader takes any of them.
        feeds=context.section_feeds(edition, head.section)[:1],
        twin=text_edition.twin_route(context, entry.address),
        origin=head.path,
        template=context.named.chosen(
            head.template, "article.html", head.path, is_draft=head.draft
        ),
        group=Key(ARTICLE, "", head.path),
    )
    if drawn:
        yield PlannedOutput(
            path=drawn.path,
            kind="social-card",
            inputs=(given("drawn", drawn.card),),
            origin=head.path,
            group=Key(ARTICLE, "", head.path),
        )
    if context.site.has_text:
        yield text_edition.article_twin(context, edition, entry, inputs)
    yield from form_outputs.outputs(context, edition, entry, forms, inputs)


def _series(context: PlanContext, edition: Edition, entry: Entry) -> Input:
    """The series that the article is part of, with the cards of its parts; None where in none."""
    place = entry.head.series
    if place is None:
        return Input.of("series", (), None)
    group = edition.series[place.slug]
    position = 1 + [one.head.path for one in group.entries].index(entry.head.path)
    route = page_address(f"{edition.prefix}series/{place.slug}", context.site.urls).route
    parts = cards("series", group.entries)
    view = SeriesView(
        group.name, route, position, len(group.entries), tuple(one.card for one in group.entries)
    )
    return Input.of("series", (("", f"{group.name} {route} {position}"), *parts.parts), view)
