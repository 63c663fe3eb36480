"""The forms of an article beside its page: data (ninjs), Markdown, and a page to copy it from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newsgen.catalog.addresses import Address, absolute, file_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry
from newsgen.catalog.groups import ARTICLE, Key
from newsgen.model.article_views import FormsView
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.output import Input, OutputKind, PlannedOutput, Role, given
from newsgen.model.slug import quoted
from newsgen.planning.context import PlanContext

_SHOWN: frozenset[Role] = frozenset({
    "article", "body", "links", "section", "byline", "resolved", "citations", "corrections", "card",
    "picture", "tags",
})  # fmt: skip
"""The inputs of an article's page that its forms are made of too."""


class Forms(NamedTuple):
    """Where the forms of an article lie; None where there is none."""

    ninjs: Address | None
    markdown: Address | None
    republish: Address | None

    @property
    def given(self) -> Input:
        """The routes, as the article's page is given them."""
        routes = [one.route if one else "" for one in self]
        return given("forms", FormsView(*routes)) if any(routes) else _no_forms()


@cache
def _no_forms() -> Input:
    return given("forms", FormsView("", "", ""))


def forms_of(context: PlanContext, entry: Entry) -> Forms:
    """Which forms the article has. Data and what others copy need the site's address."""
    site, path = context.site, entry.address.path
    terms = site.license if entry.head.license is None else entry.head.license
    may_be_copied = terms is not None and terms.url and site.url and not entry.card.retracted
    return Forms(
        _beside(path, "json") if site.has_json and site.url else None,
        _beside(path, "md") if site.has_markdown else None,
        _republish(path) if may_be_copied else None,
    )


def outputs(
    context: PlanContext, edition: Edition, entry: Entry, forms: Forms, inputs: Sequence[Input]
) -> Iterator[PlannedOutput]:
    """Each form of an article whose page is made of these inputs."""
    shown = [one for one in inputs if one.role in _SHOWN]
    if forms.ninjs:
        topic = given("media_topic", context.site.media_topic(entry.head.section))
        yield _form(context, edition, entry, "ninjs", forms.ninjs, [*shown, topic])
    if forms.markdown:
        yield _form(context, edition, entry, "markdown", forms.markdown, shown)
    if forms.republish:
        yield _form(
            context, edition, entry, "republish", forms.republish, shown, template="republish.html"
        )


def _form(
    context: PlanContext,
    edition: Edition,
    entry: Entry,
    kind: OutputKind,
    address: Address,
    inputs: Sequence[Input],
    template: str = "",
) -> PlannedOutput:
    return context.page(
        edition,
        kind,
        address,
        entry.head.headline,
        inputs,
        canonical=absolute(context.site.url, entry.address.route),
        noindex=True,
        origin=entry.head.path,
        template=template,
        group=Key(ARTICLE, "", entry.head.path),
    )


def _beside(page: str, ending: str) -> Address:
    """The file beside the page that has its name and another ending."""
    return file_address(f"{page.removesuffix('html')}{ending}")


def _republish(page: str) -> Address:
    folder, _, name = page.rpartition("/")
    if name == "index.html":
        return Address(f"{folder}/republish/index.html", quoted(f"{folder}/republish/"))
    # No slug has a dot.
    return file_address(f"{page.removesuffix('html')}republish.html")
