"""Standing pages, and the page for what is not found."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import file_address
from newsgen.catalog.edition import Edition
from newsgen.model.output import Input, PlannedOutput, StoredBody, given
from newsgen.model.titles import TITLES
from newsgen.model.values import values_of
from newsgen.planning.context import PlanContext


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """A page for each standing page of the edition; at the root also 404.html, where hosts look for it."""
    for entry in edition.pages:
        head = entry.head
        yield context.page(
            edition,
            "page",
            entry.address,
            head.title,
            (
                given("title", head.title),
                Input.of("body", ((head.path, head.body),), StoredBody(head.path, head.body)),
                context.links(head.links, entry.links),
            ),
            description=head.description,
            translations=context.catalog.translations.get(head.path, ()),
            origin=head.path,
            template=context.named.chosen(head.template, "page.html", head.path),
            extra=values_of(head.extra),
        )
    if not edition.prefix:
        yield context.page(
            edition, "404", file_address("404.html"), TITLES["404"], (), noindex=True
        )
