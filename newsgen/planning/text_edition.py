"""The text edition: a twin of the front page and of each article, with no picture and one small style.

A twin lies at its page's own address below `text/`. It shows no neighbours and
nothing related, so that a new article makes no other twin stale. Search engines
are led to the page itself, and sitemaps do not list twins.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsgen.catalog.addresses import TEXT_FOLDER, Address, absolute, text_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry
from newsgen.catalog.groups import ALL, ARTICLE, Key
from newsgen.model.output import Input, PlannedOutput, Role
from newsgen.model.views import Translation
from newsgen.planning.context import PlanContext

_SHOWN: frozenset[Role] = frozenset(
    {"article", "body", "section", "byline", "resolved", "citations", "corrections", "card"}
)
"""The inputs of an article's page that its twin is made of too."""


def twin_route(context: PlanContext, address: Address) -> str:
    """The route of the page's twin, "" where the site has no text edition."""
    return text_address(address).route if context.site.has_text else ""


def home_twin(
    context: PlanContext,
    edition: Edition,
    address: Address,
    inputs: Sequence[Input],
    translations: tuple[Translation, ...],
) -> PlannedOutput:
    """The front page's twin, made of the same inputs."""
    return context.page(
        edition,
        "text-home",
        text_address(address),
        edition.site.name,
        inputs,
        translations=_translated(translations),
        twin=address.route,
        canonical=absolute(context.site.url, address.route),
        noindex=not context.site.url,
        group=Key(ALL, edition.lang, ""),
    )


def article_twin(
    context: PlanContext, edition: Edition, entry: Entry, inputs: Sequence[Input]
) -> PlannedOutput:
    """The twin of an article's page, which is made of these inputs."""
    translations = context.catalog.translations.get(entry.head.path, ())
    return context.page(
        edition,
        "text-article",
        text_address(entry.address),
        entry.head.headline,
        (*(one for one in inputs if one.role in _SHOWN), _links(context, entry)),
        description=entry.head.summary,
        translations=_translated(translations),
        twin=entry.address.route,
        canonical=absolute(context.site.url, entry.address.route),
        noindex=entry.card.retracted or not context.site.url,
        origin=entry.head.path,
        group=Key(ARTICLE, "", entry.head.path),
    )


def _links(context: PlanContext, entry: Entry) -> Input:
    """Where the slots of the body lead: to the twins of articles, else as on the page."""
    routes = tuple(
        # A twin shows no pictures.
        "" if reference.is_picture else _target(context, path)
        for reference, path in zip(entry.head.links, entry.links, strict=True)
    )
    return Input.of("links", tuple(zip(entry.links, routes, strict=True)), routes)


def _target(context: PlanContext, path: str) -> str:
    linked = context.catalog.entries.get(path)
    if linked is not None:
        return text_address(linked.address).route
    return context.catalog.target(path) if path else ""


def _translated(translations: tuple[Translation, ...]) -> tuple[Translation, ...]:
    """The twins of the translations; machines are led to the pages themselves, so without URLs."""
    return tuple(
        one._replace(route=TEXT_FOLDER + one.route.removeprefix("./"), url="")
        for one in translations
    )
